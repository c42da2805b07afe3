"""The equipment ledger (设备台账) of the sites."""

from collections.abc import Sequence

from app.domain import jobs
from app.domain.contact_codes import EQUIPMENT_ORIGINS, EQUIPMENT_STATES
from app.domain.fields import Context, Field, Row
from app.domain.filing import Filing
from app.domain.kinds import Choice, KnownDay, Link, Money, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.in_order import in_order
from app.domain.registers.small_ledgers_intake import EQUIPMENT_INTAKE


def fill_amount(rows: Sequence[Row], context: Context) -> None:
    """Amount = quantity × unit price, in fen."""
    for row in rows:
        if row.get("quantity") is not None and row.get("unit_price") is not None:
            row["amount"] = row["quantity"] * row["unit_price"]


SITE_EQUIPMENT = Register(
    key="site_equipment",
    label="设备台账",
    measure="项",
    retention="D10",
    job=jobs.SITES,
    icon="equipment",
    title="{town}人大代表联络站设备台账",
    identity=(("asset_no",), ("site", "name", "model", "bought_on")),
    order=("site", "asset_no", "name"),
    called=("name",),
    rules=(in_order("bought_on", "disposed_on", "处置日期早于购置日期"),),
    intake=EQUIPMENT_INTAKE,
    compute=fill_amount,
    filing=Filing(subtotals="site"),
    list_columns=("asset_no", "name", "model", "quantity", "unit_price", "amount", "bought_on", "site", "keeper", "state"),
    print_columns=("asset_no", "name", "model", "quantity", "unit", "unit_price", "amount", "bought_on", "origin", "site", "keeper", "state", "note"),
    fields=(
        Field("site", "存放地点（站）", Link("liaison_sites"), required=True, aliases=("存放地点", "联络站", "站点", "使用地点", "存放处", "所在站")),
        Field("asset_no", "资产编号", Text(longest=40), aliases=("编号", "固定资产编号")),
        Field("name", "名称", Text(longest=60), required=True, aliases=("设备名称", "物品名称", "资产名称")),
        Field("model", "规格型号", Text(longest=80), aliases=("型号", "规格", "品牌型号", "品牌")),
        Field("quantity", "数量", Number(least=1, most=100_000), required=True, aliases=("台数", "件数")),
        Field("unit", "单位", Text(longest=10), aliases=("计量单位",)),
        Field("unit_price", "单价", Money(), aliases=("价格",)),
        Field("amount", "金额", Money(), computed=True, total="sum", aliases=("金额（元）", "总价", "合计")),
        Field("bought_on", "购置日期", KnownDay(), aliases=()),
        Field("origin", "来源", Choice(EQUIPMENT_ORIGINS), aliases=("取得方式", "设备来源")),
        Field("keeper", "保管人", Text(longest=40), aliases=("责任人",)),
        Field("state", "状态", Choice(EQUIPMENT_STATES), aliases=("使用状态", "使用情况")),
        Field("disposed_on", "处置日期", KnownDay(), aliases=("报废日期", "处置时间")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
