"""The papers of a session (会议材料): made, printed, signed, filed; what an agenda said when it was printed."""

from __future__ import annotations

from app.domain import jobs
from app.domain.conditions import Blank, Is
from app.domain.fields import Field
from app.domain.kinds import Choice, Day, Lines, Link, Number, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.in_order import in_order
from app.domain.session_codes import SESSION_PAPERS as PAPER_KINDS

AGENDA_LINE = (
    Field("title", "议题", Prose()),
    Field("reporter", "报告人", Text(longest=60)),
    Field("documents", "材料", Text()),
)
# Signed by the chair of the presidium or of the committee; notices and lists are not.
_SIGNED_KINDS = Is("kind", "credentials_report") | Is("kind", "minutes") | Is("kind", "resolution") | Is("kind", "announcement")  # fmt: skip

SESSION_PAPERS = Register(
    key="session_papers",
    label="会议材料",
    measure="份",
    retention="Y",
    job=jobs.SESSIONS,
    icon="papers",
    title="{town}人民代表大会会议材料登记表",
    identity=(("session", "kind", "edition"),),
    order=("-session", "kind", "edition"),
    called=("session", "kind", "edition"),
    rules=(
        in_order("made_on", "printed_on", "印发日期早于拟稿日期"),
        in_order("made_on", "signed_on", "签字日期早于拟稿日期"),
        in_order("printed_on", "filed_on", "归档日期早于印发日期"),
        in_order("signed_on", "filed_on", "归档日期早于签字日期"),
    ),
    filters=(
        Filter("not_filed", "未归档", "warn", where=Blank("filed_on")),
        Filter("unsigned", "未签字", "warn", where=Blank("signed_on") & _SIGNED_KINDS),
    ),
    list_columns=("session", "kind", "edition", "made_on", "printed_on", "signed_on", "filed_on", "note"),
    fields=(
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会次", "会议")),
        Field("kind", "材料", Choice(PAPER_KINDS), required=True, aliases=("材料名称", "名称", "类别")),
        Field("edition", "版次", Number(least=1, most=99), required=True, aliases=("第几版",)),
        Field("made_on", "拟稿日期", Day(), aliases=("起草日期",)),
        Field("printed_on", "印发日期", Day(), aliases=("印刷日期",)),
        Field("signed_on", "签字日期", Day(), aliases=("签发日期",)),
        Field("filed_on", "归档日期", Day()),
        Field("heading", "印发时的标题", Text(), by_program=True),
        Field("occasion", "印发时的时间地点", Text(), by_program=True),
        Field("items", "印发时的议程", Lines(AGENDA_LINE), by_program=True),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
