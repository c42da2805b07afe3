"""The yearly stock-taking (盘点) of the equipment."""

from collections.abc import Sequence

from app.domain import jobs
from app.domain.fields import Context, Field, Row
from app.domain.kinds import Day, Link, Number, Prose, Text
from app.domain.register import Register


def fill_difference(rows: Sequence[Row], context: Context) -> None:
    """盘盈 is positive, 盘亏 negative: counted less what the books said."""
    for row in rows:
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
    compute=fill_difference,
    list_columns=("counted_on", "equipment", "book_count", "counted", "difference", "counter", "note"),
    print_columns=("counted_on", "equipment", "book_count", "counted", "difference", "counter", "note"),
    fields=(
        Field("equipment", "设备", Link("site_equipment"), required=True, aliases=("设备名称", "名称")),
        Field("counted_on", "盘点日期", Day(), required=True, aliases=("日期", "盘点时间")),
        Field("book_count", "账面数", Number(most=100_000), required=True, aliases=("账面数量", "账存数")),
        Field("counted", "实盘数", Number(most=100_000), required=True, aliases=("实盘数量", "实存数", "盘点数")),
        Field("difference", "盘盈(盘亏)", Number(least=-100_000, most=100_000), computed=True),
        Field("counter", "盘点人", Text(longest=40), aliases=("清点人",)),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
