"""How clerks' lists and checks of liaison sites are written, one row an item or all items across."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.contact_codes import SITE_KINDS
from app.domain.fields import Context, Problem
from app.domain.intake import Intake, Matrix, Section
from app.domain.registers.site_sections import SITE_OF_SHEET

_ENDS = (("中心联络站", "center_station"), ("中心站", "center_station"), ("联络站", "station"), ("站", "station"),
         ("室", "room"), ("之家", "room"), ("点", "point"))  # fmt: skip


def kind_by_name(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """A site's name ends with what it is."""
    if row.get("kind") is None and row.get("name"):
        row["kind"] = next(
            (kind for end, kind in _ENDS if str(row["name"]).rstrip(")\uff09").endswith(end)), None
        )
        if row["kind"]:
            words = SITE_KINDS.label(row["kind"])
            yield Problem("kind", "note", "kind_by_name", f"没有写类型，按名称读作“{words}”等。")


def round_and_result(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """A round that is not named is that of its month; full marks are met, none is missing, what lies between in part."""
    if row.get("round") is None and row.get("checked_on"):
        row["round"] = f"{row['checked_on'].year}年{row['checked_on'].month}月"
        words = "没有写自查轮次，先按自查日期的年月填写，对吗？"
        yield Problem("round", "question", "round", words)
    item, score = row.get("item"), row.get("score")
    if row.get("result") is not None or score is None or item is None or item.id is None:
        return
    whole = (context.lookup.row("checklist_items", item.id) or {}).get("weight")
    if whole:
        row["result"] = "met" if score >= whole else "missing" if score == 0 else "partly"
        yield Problem("result", "note", "result_by_score", "没有写结果，按得分读作达标、部分达标或缺。")


SITES_INTAKE = Intake(
    short_names=True,
    looks="site",
    infer=kind_by_name,
)
_ON = r"(?:(?:自查|检查|考核|自评|督查|填表)(?:日期|时间)[:\uff1a])"
CHECKS_INTAKE = Intake(
    anchor="item",
    sections=(
        SITE_OF_SHEET,
        Section("checked_on", rf"{_ON}((?:19|20)\d\d[年./-]\d{{1,2}}[月./-]\d{{1,2}}日?)",
                rf"{_ON}((?:19|20)\d\d[年./-]\d{{1,2}}[月./-]\d{{1,2}}日?)"),
        Section("checker", r"(?:自查人|检查人员?|考核人)[:\uff1a]([\u4e00-\u9fff]{2,4})",
                r"(?:自查人|检查人员?|考核人)[:\uff1a]([\u4e00-\u9fff]{2,4})"),
        Section("round", r"(?:自查)?轮次[:\uff1a](\S{2,20})",
                r"((?:19|20)\d\d年(?:第?[一二三四五六1-6][轮次]|第?[一二三四1-4]季度|[上下]半年)|(?:19|20)\d\d年(?=度))"),
    ),
    infer=round_and_result,
    matrix=Matrix({"item": ("result", "score"), "site": ("result", "score")}),
)  # fmt: skip
