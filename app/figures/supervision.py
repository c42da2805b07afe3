"""The figures of what the congress does between its sessions: meetings, inspections, trainings, reports, projects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.domain.codes import CodeTable
from app.domain.registers.presidium_meetings import period_on
from app.domain.registers.project_course import KEY as PROJECTS
from app.domain.registers.reports_to_voters import meeting_of
from app.domain.supervision_codes import INSPECTION_KINDS, MEETING_PERIODS, TRAINING_KINDS
from app.figures.figure import Counted, Entry, Figure
from app.figures.participants import participant_count
from app.figures.people import NOT_ACTING, entries_of
from app.figures.people_of_year import OWN_LEVEL
from app.figures.source import UNNAMED, Source, quarter_of

_ADOPTED = ("adopted", "under_way", "completed", "stopped")


def _meetings_held(source: Source) -> Counted:
    sessions = {
        row: (_date(opened), _date(closed))
        for row, opened, closed in source.columns("sessions", ("opened_on", "closed_on"), all_years=True)
    }
    entries = []
    for row, day, session in source.columns("presidium_meetings", ("held_on", "session")):
        if source.up_to(day):
            # A session that is written but not entered yet has no days.
            period = period_on(date.fromisoformat(day), *sessions.get(session, (None, None)))
            entries.append(
                Entry((row,), {"quarter": quarter_of(day), "period": MEETING_PERIODS.label(period)})
            )
    return Counted("presidium_meetings", entries)


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _occasions(key: str, kinds: CodeTable) -> Callable[[Source], Counted]:
    """How many rows of a register of occasions there are, by kind and quarter."""

    def count(source: Source) -> Counted:
        rows = source.columns(key, ("held_on", "kind"))
        entries = [Entry((row,), _splits(kinds, kind, day)) for row, day, kind in rows if source.up_to(day)]
        return Counted(key, entries)

    return count


def _deputy_times(key: str, kinds: CodeTable) -> Callable[[Source], Counted]:
    """How many deputies took part in all the occasions of a register, each time counted."""

    def count(source: Source) -> Counted:
        named = source.deputies_named(key, "deputies")
        entries = []
        for row, day, kind, written in source.columns(key, ("held_on", "kind", "deputy_count")):
            if source.up_to(day):
                on, those_named = date.fromisoformat(day), named.get(row, ())
                deputies = participant_count(source, (key, row), on, those_named, written)
                entries.append(Entry((row,), _splits(kinds, kind, day), deputies))
        return Counted(key, entries)

    return count


def _splits(kinds: CodeTable, kind: str | None, day: str) -> dict[str, str]:
    return {"kind": kinds.label(kind) if kind else UNNAMED, "quarter": quarter_of(day)}


def _report_meetings(source: Source) -> Counted:
    """Meetings at which deputies reported: several on one day in one place are one."""
    names = ("held_on", "place", "electoral_district")
    first: dict[tuple[object, object], Entry] = {}
    for row, day, place, district in source.columns("reports_to_voters", names):
        if source.up_to(day):
            first.setdefault(meeting_of(day, place, district), Entry((row,), {"quarter": quarter_of(day)}))
    return Counted("reports_to_voters", list(first.values()))


def _report_coverage(source: Source) -> Counted:
    """The town's deputies in office who have reported in their term, whenever in it."""
    terms = dict(source.columns("deputies", ("term",), all_years=True))
    reported = set()
    for row, day, mandate in source.columns("reports_to_voters", ("held_on", "deputy"), all_years=True):
        if mandate is not None and source.up_to(day):
            held_on = date.fromisoformat(day)
            if source.may_count(mandate, held_on, ("reports_to_voters", row)):
                term = terms[source.acting_mandate(mandate, held_on) or mandate]
                reported.add((source.mandates[mandate].person, term))
    due = {row for row in source.in_office if source.mandates[row].level == OWN_LEVEL}
    done = {row for row in due if (source.mandates[row].person, terms[row]) in reported}
    return Counted(
        "deputies", entries_of(source, done), entries_of(source, due), entered_in="reports_to_voters"
    )


def _projects(*states: str) -> Callable[[Source], Counted]:
    """The projects of the year that stand in one of these states on the cut-off day."""

    def count(source: Source) -> Counted:
        of_year = {row for row, *_ in source.columns(PROJECTS, ("title",))}
        stages = source.ledger.stages_on(PROJECTS, source.until)
        entries = [Entry((row,)) for row, state, _, _ in stages if row in of_year and state in states]
        return Counted(PROJECTS, entries)

    return count


_TIMES = "各次参加代表人次之和，同一代表多次参加计多次，一次中重复写的计一次；" + NOT_ACTING + "。"
FIGURES: tuple[Figure, ...] = (
    Figure("presidium_meetings.held", "召开主席团会议", "次", "当年截至统计日登记的主席团会议次数，一条登记算一次；人代会期间和闭会期间的都算，并分开列出。", _meetings_held),
    Figure("inspections.held", "视察、调研、检查和评议", "次", "当年截至统计日开展的次数，一条登记算一次，跨几天的按开始那天算。", _occasions("inspections", INSPECTION_KINDS)),
    Figure("inspections.deputy_times", "参加视察调研代表人次", "人次", _TIMES, _deputy_times("inspections", INSPECTION_KINDS)),
    Figure("trainings.held", "学习培训", "次", "当年截至统计日举办或参加的培训次数，一条登记算一次，跨几天的按开始那天算。", _occasions("trainings", TRAINING_KINDS)),
    Figure("trainings.person_times", "参加培训代表人次", "人次", _TIMES, _deputy_times("trainings", TRAINING_KINDS)),
    Figure("reports_to_voters.held", "述职评议会议", "次", "当年截至统计日代表向选民述职的会议次数，同一天在同一地点（没写地点的按选区）述职的算一次。", _report_meetings),
    Figure("reports_to_voters.coverage", "本届述职代表比例", "%", f"本届至统计日至少述职过一次的镇代表 ÷ 统计日在任的镇代表（暂停执行职务的仍计入）；{NOT_ACTING}。", _report_coverage),
    Figure("livelihood_projects.adopted", "票决确定民生实事项目", "项", "项目年度是当年、截至统计日经人代会票决确定的项目；确定后终止的仍计入，调整的计一次。", _projects(*_ADOPTED)),
    Figure("livelihood_projects.completed", "完成民生实事项目", "项", "项目年度是当年、票决确定的项目中截至统计日已完成的；完成日期只写年月的按第一天算。", _projects("completed")),
)  # fmt: skip
