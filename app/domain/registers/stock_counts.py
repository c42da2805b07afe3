"""The yearly stock-taking (盘点) of the equipment: what the books say and what was counted, at each site."""

from collections.abc import Sequence

from app.domain import jobs
from app.domain.fields import Context, Field, Row
from app.domain.filing import CHAIR, Filing
from app.domain.kinds import Day, Link, Number, Prose, Text
from app.domain.register import Register


def fill_equipment(rows: Sequence[Row], context: Context) -> None:
    """What the equipment ledger says of each piece, and counted less what the books said: 盘亏 is negative."""
    for row in rows:
        equipment_id = row["equipment"].id if row.get("equipment") else None
        piece = context.lookup.row("site_equipment", equipment_id) if equipment_id is not None else None
        if piece is not None:
            row |= {key: piece.get(key) for key in ("asset_no", "model", "unit", "keeper")}
            row["site"] = piece["site"].name if piece.get("site") else None
        if row.get("counted") is not None and row.get("book_count") is not None:
            row["difference"] = row["counted"] - row["book_count"]


STOCK_COUNTS = Register(
    key="stock_counts",
    label="设备盘点",
    measure="条",
    retention="D10",
    job=jobs.SITES,
    icon="equipment",
    title="{town}人大代表联络站设备盘点表",
    identity=(("equipment", "counted_on"),),
    order=("-counted_on", "equipment"),
    year_field="counted_on",
    called=("equipment", "counted_on"),
    compute=fill_equipment,
    filing=Filing(signers=("盘点人", CHAIR)),
    list_columns=("counted_on", "asset_no", "equipment", "site", "book_count", "counted", "difference", "counter", "note"),
    print_columns=("counted_on", "site", "asset_no", "equipment", "model", "unit", "book_count", "counted", "difference", "keeper", "counter", "note"),
    fields=(
        Field("equipment", "设备", Link("site_equipment"), required=True, aliases=("设备名称", "名称")),
        Field("counted_on", "盘点日期", Day(), required=True, aliases=("日期", "盘点时间")),
        Field("book_count", "账面数", Number(most=100_000), required=True, aliases=("账面数量", "账存数")),
        Field("counted", "实盘数", Number(most=100_000), required=True, aliases=("实盘数量", "实存数", "盘点数")),
        Field("difference", "盘盈/盘亏", Number(least=-100_000, most=100_000), aliases=("盘盈（盘亏）",), computed=True),
        Field("counter", "盘点人", Text(longest=40), aliases=("清点人",)),
        Field("note", "备注", Prose(), aliases=("说明",)),
        Field("site", "存放地点（站）", Text(longest=60), computed=True),
        Field("asset_no", "资产编号", Text(longest=40), computed=True),
        Field("model", "规格型号", Text(longest=80), computed=True),
        Field("unit", "单位", Text(longest=10), computed=True),
        Field("keeper", "保管人", Text(longest=40), computed=True),
    ),
)  # fmt: skip
