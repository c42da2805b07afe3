"""Reports to voters (述职评议): one deputy's report at one meeting, with the voters' ballots (组织法 art. 43, 代表法)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.conditions import Is, Reached
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.intake_habits import RecordForEach
from app.domain.kinds import Choice, Day, Link, Number, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office
from app.domain.registers.collected_opinions import opinions_by_record
from app.domain.registers.in_order import in_order
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.report_grades import grade_of
from app.domain.satisfaction_ballots import ballot_fields, ballots_add_up, content_share
from app.domain.supervision_codes import REPORT_WAYS


def ballots_within_present(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Each voter who came has one ballot."""
    present = row.get("voters_present")
    for key, words in (("ballots_issued", "发出"), ("ballots_returned", "收回")):
        count = row.get(key)
        if present is not None and count is not None and count > present:
            message = f"{words}测评票 {count} 张，多于到会选民 {present} 人，请核对。"
            return Problem(key, "error", "ballots_present", message)
    return None


def voters_present_of_due(row: Mapping[str, Any], context: Context) -> Problem | None:
    """No more voters come than were asked to."""
    due, present = row.get("voters_due"), row.get("voters_present")
    if due is None or present is None or present <= due:
        return None
    message = f"到会选民 {present} 人，多于应到的 {due} 人，请核对。"
    return Problem("voters_present", "warning", "voters_present", message)


def enough_voters(row: Mapping[str, Any], context: Context) -> Problem | None:
    """As many voters as the place asks for (50 in one town's rule, domain.md 3.14): a setting of the office."""
    office = next(iter(context.lookup.where("office", {})), {})
    least, present = office.get("report_voters_least"), row.get("voters_present")
    if not least or present is None or present >= least:
        return None
    message = f"到会选民 {present} 人，少于设置里规定的 {least} 人，请核对。"
    return Problem("voters_present", "warning", "voters_least", message)


def grade_borne_out(sheet_grade: str, row: Mapping[str, Any], context: Context) -> str | None:
    """A sentence where the ballots do not earn the grade that the sheet names."""
    day = row.get("held_on")
    grade = grade_of(row, day, context.lookup) if day else None
    if grade == sheet_grade:
        return None
    if grade is None:
        return f"等次写的是“{sheet_grade}”，等次由票数得出，这一行没有写全票数，请补填。"
    return f"等次写的是“{sheet_grade}”，按票数和“述职等次”里的规定是“{grade}”，请核对。"


def fill_outcome(rows: Sequence[Row], context: Context) -> None:
    """The grade by the scale of the day, the share of content votes, and the opinions that were registered."""
    opinions = opinions_by_record("report_to_voters", rows, context.lookup)
    for row in rows:
        day = row.get("held_on")
        row["grade"] = grade_of(row, day, context.lookup) if day else None
        row["content_share"] = content_share(row)
        row["registered_count"] = opinions[row["id"]]


def report_records(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """A report is a performance record of the deputy."""
    return records_of_all(
        (row["deputy"],) if row.get("deputy") else (),
        kind="report_to_voters",
        occurred_on=row["held_on"],
        title="向选民述职",
        place=row.get("place"),
    )


def reports_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many deputies reported at how many meetings."""
    meetings = {
        meeting_of(row.get("held_on"), row.get("place"), row.get("electoral_district")) for row in rows
    }
    deputies = {row["deputy"] for row in rows if row.get("deputy")}
    return f"合计：述职会议 {len(meetings)} 次，述职代表 {len(deputies)} 人。"


def meeting_of(day: Any, place: Any, district: Any) -> tuple[Any, Any]:
    """What tells one meeting from another: the day and the place, or the district where no place is known."""
    return day, place or district


_MEETING, _REPORT, _VOTE, _AFTER = "会议", "述职", "测评", "结果与反馈"

REPORTS_TO_VOTERS = Register(
    key="reports_to_voters",
    label="述职评议台账",
    measure="人次",
    retention="Y",
    job=jobs.REPORTS,
    icon="reports_to_voters",
    title="{town}人大代表向选民述职评议台账",
    identity=(("held_on", "deputy"),),
    order=("-held_on", "electoral_district", "deputy"),
    year_field="held_on",
    called=("held_on", "deputy"),
    intake=Intake(
        anchor="deputy",
        remarks="note",
        habits=(RecordForEach("deputy"),),
        claims={"grade": grade_borne_out},
    ),
    rules=(
        in_order("held_on", "feedback_on", "反馈日期早于述职日期"),
        voters_present_of_due, enough_voters, ballots_add_up, ballots_within_present,
        deputies_in_office("deputy", "held_on"),
    ),
    compute=fill_outcome,
    derives=Derivation(("performance_records",), report_records),
    filing=Filing(closing=reports_in_words),
    filters=(
        Filter("oral", "口头述职", where=Is("way", "oral")),
        Filter("written", "书面述职", where=Is("way", "written")),
        Filter("awaiting_feedback", "待书面反馈", "info", where=Reached("held_on") & ~Reached("feedback_on"), waits=True),
    ),
    list_columns=("held_on", "deputy", "electoral_district", "place", "voters_present", "content_share", "grade", "feedback_on"),
    print_columns=("held_on", "electoral_district", "place", "deputy", "voters_present", "satisfied", "basically_satisfied", "dissatisfied", "abstain", "content_share", "grade", "registered_count", "note"),
    fields=(
        Field("held_on", "述职日期", Day(future=True), required=True, aliases=("日期", "时间", "述职时间", "评议时间", "会议时间"), section=_MEETING),
        Field("electoral_district", "选区", Link("electoral_districts"), aliases=("所在选区", "述职选区"), section=_MEETING),
        Field("place", "地点", Text(longest=80), aliases=("述职地点", "会议地点"), section=_MEETING),
        Field("chair", "主持人", Text(longest=40), aliases=("主持",), section=_MEETING),
        Field("voters_due", "应到选民", Number(most=100_000, unit="人"), aliases=("应到人数", "应到选民人数"), section=_MEETING),
        Field("voters_present", "到会选民", Number(most=100_000, unit="人"), aliases=("到会人数", "实到选民", "实到人数", "到会选民人数", "参加人数", "参加选民", "参加选民人数", "参评人数", "参加测评人数", "选民代表人数"), section=_MEETING),
        Field("deputy", "述职代表", Link("deputies"), required=True, aliases=("代表", "代表姓名", "姓名", "述职人", "述职代表姓名", "述职人姓名", "被评议代表"), section=_REPORT),
        Field("way", "述职方式", Choice(REPORT_WAYS), aliases=("方式", "形式", "述职形式"), section=_REPORT),
        Field("content", "述职要点", Prose(), aliases=("内容", "主要内容", "述职内容", "述职主要内容"), section=_REPORT),
        Field("questions", "选民提问和评议", Prose(), aliases=("评议意见", "选民意见", "意见建议"), section=_REPORT),
        *ballot_fields(_VOTE),
        Field("content_share", "满意率（含基本满意）", Text(width=14), computed=True),
        Field("grade", "等次", Text(width=8), computed=True, aliases=("评议等次", "测评等次", "评议结果", "测评结果")),
        Field("feedback_on", "书面反馈日期", Day(), aliases=("反馈日期", "反馈时间"), section=_AFTER),
        Field("feedback", "反馈意见", Prose(), aliases=("整改要求",), section=_AFTER),
        Field("registered_count", "意见", Number(most=10_000), computed=True, total="sum"),
        Field("note", "备注", Prose(), aliases=("说明",), section=_AFTER),
    ),
)  # fmt: skip
