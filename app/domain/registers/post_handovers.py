"""Handovers of the post (工作交接): who hands over to whom, and what the ledger cannot know; the paper is kept with it."""

from typing import Any

from app.domain import jobs
from app.domain.codes import CodeTable
from app.domain.conditions import Blank
from app.domain.fields import Context, Field, Row
from app.domain.kinds import Choice, Day, Lines, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Filter, Register

KEY = "post_handovers"
REASONS = CodeTable(
    "交接事由",
    (
        ("transfer", "调动", ("工作调动", "调离")),
        ("term_change", "换届", ("届满",)),
        ("retirement", "退休", ("离休",)),
        ("division", "分工调整", ("调整分工", "岗位调整")),
        ("other", "其他", ("其它",)),
    ),
)
USUAL = ("印章", "钥匙", "电脑", "打印机", "账号和密码", "U 盘", "移动硬盘", "纸质档案", "代表证", "工作证件")


def _closed(row: Row, context: Context) -> str | None:
    """What three people signed is not changed; a later handover is a row of its own."""
    signed: Any = row.get("closed_on")
    return f"交接书已经在 {signed.isoformat()} 定稿，留存的一份在附件里，不再修改。" if signed else None


POST_HANDOVERS = Register(
    key=KEY,
    label="工作交接",
    measure="次",
    retention="D30",
    job=jobs.FILING,
    icon="changes",
    title="{town}人大主席团工作交接登记表",
    identity=(("handed_on", "handed_by"),),
    order=("-handed_on", "handed_by"),
    year_field="handed_on",
    called=("handed_on", "handed_by"),
    locks=Locks(closed=_closed),
    filters=(
        Filter("open", "没有定稿", "warn", where=Blank("closed_on")),
        Filter("closed", "已定稿", "good", where=~Blank("closed_on")),
    ),
    list_columns=("handed_on", "reason", "handed_by", "received_by", "overseen_by", "closed_on", "note"),
    print_columns=("handed_on", "reason", "handed_by", "received_by", "overseen_by", "place", "closed_on", "note"),
    fields=(
        Field("handed_on", "交接日期", Day(future=True), required=True, aliases=("日期", "移交日期")),
        Field("reason", "交接事由", Choice(REASONS), expected=True, aliases=("事由", "原因")),
        Field("handed_by", "移交人", Text(longest=40), required=True, aliases=("交出人",)),
        Field("received_by", "接收人", Text(longest=40), expected=True, aliases=("接手人",)),
        Field("overseen_by", "监交人", Text(longest=40), expected=True, hint="例如 主席、办公室主任"),
        Field("place", "交接地点", Text(longest=60)),
        Field("copies", "份数", Number(least=1, most=20, unit="份"), hint="不填为三份"),
        Field("items", "印章、设备、账号、介质、钥匙", Lines((
            Field("name", "名称", Text(longest=60, usual=USUAL)),
            Field("quantity", "数量", Text(longest=20)),
            Field("place", "存放处", Text(longest=60)),
            Field("note", "说明", Text(longest=100)),
        )), hint="账号写用途和保管处，不要写密码"),
        Field("note", "说明事项", Prose(), aliases=("备注", "说明"), hint="口头约定、没有写进台账的事、要特别留意的事"),
        Field("closed_on", "定稿日期", Day(), by_program=True),
    ),
)  # fmt: skip
