"""The figures of what the congress does between its sessions: presidium meetings, inspections."""

from __future__ import annotations

from datetime import date

from app.domain.supervision_codes import INSPECTION_KINDS
from app.figures.figure import Counted, Entry, Figure
from app.figures.participants import participant_count
from app.figures.people import NOT_ACTING
from app.figures.source import QUARTERS, Source


def _meetings_held(source: Source) -> Counted:
    held = source.columns("presidium_meetings", ("held_on",))
    return Counted(
        "presidium_meetings",
        [Entry((row,), {"quarter": _quarter(day)}) for row, day in held if source.up_to(day)],
    )


def _inspections_held(source: Source) -> Counted:
    rows = source.columns("inspections", ("held_on", "kind"))
    return Counted(
        "inspections", [Entry((row,), _splits(day, kind)) for row, day, kind in rows if source.up_to(day)]
    )


def _inspecting_deputies(source: Source) -> Counted:
    named = source.deputies_named("inspections", "deputies")
    entries = []
    for row, day, kind, written in source.columns("inspections", ("held_on", "kind", "deputy_count")):
        if source.up_to(day):
            event = ("inspections", row)
            count = participant_count(source, event, date.fromisoformat(day), named.get(row, ()), written)
            entries.append(Entry((row,), _splits(day, kind), count))
    return Counted("inspections", entries)


def _splits(day: str, kind: str) -> dict[str, str]:
    return {"kind": INSPECTION_KINDS.label(kind), "quarter": _quarter(day)}


def _quarter(day: str) -> str:
    return QUARTERS[(int(day[5:7]) - 1) // 3]


FIGURES: tuple[Figure, ...] = (
    Figure("presidium_meetings.held", "召开主席团会议", "次", "当年截至统计日登记的主席团会议次数，一条登记算一次；人代会期间和闭会期间的都算。", _meetings_held),
    Figure("inspections.held", "视察、调研、检查和评议", "次", "当年截至统计日开展的次数，一条登记算一次，跨几天的按开始那天算。", _inspections_held),
    Figure("inspections.deputy_times", "参加视察调研代表人次", "人次", f"各次参加代表人次之和，同一代表多次参加计多次，一次中重复写的计一次；{NOT_ACTING}。", _inspecting_deputies),
)  # fmt: skip
