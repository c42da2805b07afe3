"""What is printed of a round of 八有 checks: a sheet a site, the table of all sites, the list of what to fix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.contact_codes import RESULTS
from app.domain.fields import Row
from app.domain.ledger_head import dotted_days, presidium_of
from app.domain.numerals import chinese_number
from app.domain.site_standard.judgement import points, points_words
from app.paper.sheet import Column, Margins, Paper, Paragraph, Spread, Table
from app.paper.typeset import typeset
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

MARKS = ("met", "partly", "missing")
SHEET_COLUMNS = (
    Column("序号", 3.2, "center"),
    Column("项目", 5.2, "center"),
    Column("标准", 15),
    *(Column(words, 3.4, "center", "自查结果") for words in ("达标", "部分", "缺")),
    Column("得分", 4.4, "center"),
    Column("情况说明", 15),
    Column("整改责任人、期限", 10),
)
FIX_COLUMNS = (
    Column("序号", 3.5, "center"),
    Column("联络站", 13),
    Column("项目", 5.5, "center"),
    Column("自查结果", 6, "center"),
    Column("存在问题", 19),
    Column("整改责任人", 7, "center"),
    Column("整改期限", 7.5, "center"),
    Column("完成日期", 7.5, "center"),
    Column("验收人签名", 8),
)
SIGNATURES = ("自查人：", "联络站负责人：", "日期：      年   月   日")
PORTRAIT = Margins(top=18, right=15, bottom=16, left=20)
LANDSCAPE = Margins(top=15, right=12, bottom=14, left=15)


def site_sheets(ledger: Ledger, name: str) -> list[Paper]:
    """自查表: one A4 sheet for every site of the round; an empty list when there is no such round."""
    checks, items = _checks(ledger, name), _items(ledger)
    return [typeset(_sheet(ledger, site, checks, items)) for site in _sites(ledger, checks)]


def _sheet(ledger: Ledger, site: Row, checks: Sequence[Row], items: dict[int, Row]) -> Paper:
    own = [check for check in checks if check["site"].id == site["id"]]
    full = sum(items[check["item"].id]["weight"] * 10 for check in own if check["item"].id in items)
    rows = [
        (
            str(number), check["item"].name, str(items.get(check["item"].id, {}).get("criteria") or ""),
            *("√" if check["result"] == code else "" for code in MARKS),
            _score(check), check["finding"] or "", _fixing(check),
        )
        for number, check in enumerate(own, 1)
    ]  # fmt: skip
    total = f"合计得分：{points_words(points(own, items))} 分（满分 {points_words(full)} 分）"
    head = (
        f"联络站：{site['name']}",
        f"自查轮次：{own[0]['round']}",
        f"自查日期：{_day(own[0]['checked_on'])}",
    )
    checker = own[0]["checker"] or ""
    return Paper(
        title=_title(ledger, own, "自查表"),
        blocks=(
            Spread(head, size=11, space_after=2),
            Table(SHEET_COLUMNS, (*rows, (total,)), (*(("site_checks", check["id"]) for check in own), None)),
            Paragraph(
                "注：“有活动”“有台账”由接待、活动记录自动核对。", 10.5, face="form", leading=22, keep=True
            ),
            Spread((f"自查人：{checker}", *SIGNATURES[1:]), size=11, space_before=6),
        ),
        margins=PORTRAIT,
        numbered=False,
        name=f"{_title(ledger, own, '自查表')} {site['name']}",
        author=presidium_of(ledger.office),
    )


def overview(ledger: Ledger, name: str) -> list[Paper]:
    """汇总表: every site in a line, every item in a column, with the points and how many sites meet each."""
    checks, items = _checks(ledger, name), _items(ledger)
    if not checks:
        return []
    used = [item for item in items.values() if any(check["item"].id == item["id"] for check in checks)]
    columns = (
        Column("序号", 3.5, "center"),
        Column("联络站", 16),
        *(Column(item["name"], 7.5, "center", "自查项目") for item in used),
        Column("得分", 6, "center"),
    )
    rows = []
    for number, site in enumerate(_sites(ledger, checks), 1):
        own = {check["item"].id: check for check in checks if check["site"].id == site["id"]}
        results = [_result(own.get(item["id"])) for item in used]
        rows.append((str(number), site["name"], *results, points_words(points(own.values(), items))))
    met = [[check["result"] == "met" for check in checks if check["item"].id == item["id"]] for item in used]
    rows.append(("", "达标站数/参加自查站数", *(f"{sum(passes)}/{len(passes)}" for passes in met), ""))
    day = max(check["checked_on"] for check in checks)
    return [
        typeset(
            Paper(
                title=_title(ledger, checks, "自查情况汇总表"),
                blocks=(
                    Spread(
                        (f"自查轮次：{name}", f"自查日期：{_day(day)}", _counted(checks)),
                        size=10.5,
                        space_after=2,
                    ),
                    Table(columns, tuple(rows)),
                    Spread(("制表：", "审核：", SIGNATURES[2]), space_before=5),
                ),
                landscape=True,
                margins=LANDSCAPE,
                author=presidium_of(ledger.office),
            )
        )
    ]


def fix_list(ledger: Ledger, name: str) -> list[Paper]:
    """整改清单: everything that was not met, by date, with what has been put right since."""
    checks = _checks(ledger, name)
    if not checks:
        return []
    wanting = [check for check in checks if check["result"] != "met"]
    wanting.sort(key=lambda check: (check["fix_by"] is None, check["fix_by"] or ledger.today, check["id"]))
    rows = [
        (
            str(number), check["site"].name, check["item"].name, RESULTS.label(check["result"]), check["finding"] or "",
            check["responsible"] or "", _day(check["fix_by"]), _day(check["fixed_on"]), "",
        )
        for number, check in enumerate(wanting, 1)
    ]  # fmt: skip
    done = sum(check["fixed_on"] is not None for check in wanting)
    summary = f"共 {len(wanting)} 项，已整改 {done} 项，待整改 {len(wanting) - done} 项"
    empty = Paragraph("这一轮自查各项全部达标，没有需要整改的项目。", size=12, face="form")
    table = Table(FIX_COLUMNS, tuple(rows), tuple(("site_checks", check["id"]) for check in wanting))
    return [
        typeset(
            Paper(
                title=_title(ledger, checks, "整改清单"),
                blocks=(
                    Spread((f"自查轮次：{name}", summary), size=10.5, space_after=2),
                    table if wanting else empty,
                    Spread(("制表：", "审核：", SIGNATURES[2]), space_before=5),
                ),
                landscape=True,
                margins=LANDSCAPE,
                author=presidium_of(ledger.office),
            )
        )
    ]


def _checks(ledger: Ledger, name: str) -> list[Row]:
    """The checks of a round in the order of the items."""
    order = {item: place for place, item in enumerate(ledger.ids("checklist_items"))}
    rows = ledger.rows("site_checks", ledger.ids("site_checks", Query(equals={"round": name})))
    return sorted(
        rows, key=lambda check: (check["site"].id or 0, order.get(check["item"].id, 99), check["id"])
    )


def _items(ledger: Ledger) -> dict[int, Row]:
    return {row["id"]: row for row in ledger.rows("checklist_items", ledger.ids("checklist_items"))}


def _sites(ledger: Ledger, checks: Sequence[Row]) -> list[Row]:
    shown = sorted({check["site"].id for check in checks if check["site"].id is not None})
    return ledger.rows("liaison_sites", shown)


def _title(ledger: Ledger, checks: Sequence[Row], words: str) -> str:
    """八有, or 五有, 七有 … where so many items are checked (domain.md 3.6)."""
    office, names = ledger.office, {check["item"].name for check in checks}
    standard = f"“{chinese_number(len(names))}有”" if all(name.startswith("有") for name in names) else ""
    return f"{office.get('county') or ''}{office.get('town') or ''}人大代表联络站{standard}{words}"


def _score(check: Row) -> str:
    return "" if check["score"] is None else points_words(check["score"])


def _result(check: Row | None) -> str:
    if check is None:
        return "—"
    label = RESULTS.label(check["result"]).replace("部分达标", "部分")
    return f"{label}\n（已整改）" if check["result"] != "met" and check["fixed_on"] else label


def _fixing(check: Row) -> str:
    if check["result"] == "met":
        return ""
    parts = (check["responsible"] or "", f"{_day(check['fix_by'])} 前" if check["fix_by"] else "未定期限")
    done = f"已于 {_day(check['fixed_on'])} 整改" if check["fixed_on"] else ""
    return "\n".join(part for part in (*parts, done) if part)


def _day(value: object) -> str:
    return "" if value is None else dotted_days(str(value))


def _counted(checks: Sequence[Row]) -> str:
    summary = (
        f"{RESULTS.label(code)} {sum(check['result'] == code for check in checks)} 项" for code in MARKS
    )
    return f"{len(checks)} 项中：{'、'.join(summary)}"
