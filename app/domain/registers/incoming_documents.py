"""Documents that come in (收文登记): from whom, what was ordered, and when it was done."""

from __future__ import annotations

from app.domain import jobs
from app.domain.archival_codes import SECRECIES
from app.domain.conditions import Blank, Reached
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Number, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.in_order import in_order

INCOMING_DOCUMENTS = Register(
    key="incoming_documents",
    label="收文登记",
    measure="件",
    retention="D10",
    job=jobs.PRESIDIUM,
    icon="incoming_documents",
    title="{town}人大收文登记簿",
    identity=(("no",), ("received_on", "title")),
    order=("-received_on", "-no"),
    year_field="received_on",
    called=("no", "title"),
    intake=Intake(anchor="title"),
    filing=Filing(office_only=("instruction",), published="secrecy"),
    rules=(in_order("received_on", "done_on", "办结日期早于收文日期"), in_order("received_on", "due_on", "办理期限早于收文日期")),
    numbered=lambda row: f"收{row['received_on'].year}-{{:03d}}",
    filters=(
        Filter("open", "待办", "warn", where=~Blank("due_on") & ~Reached("done_on"), waits=True, until="due_on"),
        Filter("overdue", "超期", "bad", where=Reached("due_on") & ~Reached("done_on")),
        Filter("done", "已办", "good", where=Reached("done_on")),
    ),
    list_columns=("no", "received_on", "title", "sender", "document_no", "due_on", "handled_by", "done_on"),
    print_columns=("no", "received_on", "sender", "document_no", "title", "secrecy", "copies", "instruction", "handled_by", "done_on", "note"),
    fields=(
        Field("no", "收文号", Text(longest=30), aliases=("编号", "收文编号", "序号"), hint="不填自动按年编号"),
        Field("received_on", "收文日期", Day(), required=True, aliases=("日期", "收到日期", "时间", "收文时间")),
        Field("sender", "来文单位", Text(longest=80), aliases=("发文单位", "来文机关", "发文机关")),
        Field("document_no", "来文字号", Text(longest=60), aliases=("文号", "来文号", "发文字号")),
        Field("title", "标题", Text(), required=True, aliases=("文件标题", "文件名称", "事由", "来文标题")),
        Field("secrecy", "密级", Choice(SECRECIES), hint="涉密文件不得录入本机"),
        Field("copies", "份数", Number(most=100_000, unit="份")),
        Field("instruction", "拟办和批示", Prose(), aliases=("批示", "领导批示", "拟办意见", "批示意见")),
        Field("due_on", "办理期限", Day(future=True), aliases=("办结期限", "期限")),
        Field("handled_by", "承办人", Text(longest=40), aliases=("承办",)),
        Field("done_on", "办结日期", Day(), aliases=("办理日期",)),
        Field("note", "备注", Prose(), aliases=("办理情况", "说明")),
    ),
)  # fmt: skip
