"""The county's own forms (上报表格): a file as the county sent it, and which figures and lists stand where in it."""

import re
from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.fields import Context, Field, Problem
from app.domain.filing import Filing
from app.domain.kinds import Lines, Prose, Text
from app.domain.register import Register

KEY = "county_forms"
_PLACE = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def places_are_cells(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Each mark names a sheet and a cell like B7, and none is named twice."""
    places = [(mark.get("sheet"), mark.get("cell")) for mark in row.get("marks") or ()]
    strange = [cell for sheet, cell in places if not sheet or not _PLACE.fullmatch(cell or "")]
    if strange:
        message = f"填写位置要写明工作表和单元格，单元格写成 B7 的样子，现在是“{strange[0] or ''}”。"
        return Problem("marks", "error", "cell", message)
    double = next((cell for sheet, cell in places if places.count((sheet, cell)) > 1), None)
    return Problem("marks", "error", "double_cell", f"{double} 标了两次，请只留一处。") if double else None


COUNTY_FORMS = Register(
    key=KEY,
    label="上报表格",
    measure="份",
    retention="D10",
    job=jobs.FIGURES,
    icon="county_forms",
    title="{town}人大主席团上报表格一览表",
    identity=(("name",),),
    order=("name",),
    called=("name",),
    rules=(places_are_cells,),
    filing=Filing(signers=()),
    list_columns=("name", "sender", "marks", "note"),
    fields=(
        Field("name", "名称", Text(longest=60), required=True, aliases=("表名", "表格名称"), hint="例如 四会市人大代表工作情况统计表"),
        Field("sender", "下发单位", Text(longest=60), aliases=("发文单位", "来文单位")),
        Field("marks", "填写位置", Lines(columns=(
            Field("sheet", "工作表", Text(longest=40)),
            Field("cell", "单元格", Text(longest=10), hint="例如 B7"),
            Field("content", "填什么", Text(longest=200), hint="例如 〔收到代表建议〕；也可以写在文件里，这里就不用再标"),
        ))),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
