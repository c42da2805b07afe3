"""The figures of deputies, sessions and performance records."""

from __future__ import annotations

from app.domain.codes import LEVELS, POLITICAL_STATUS, SEX
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.figures.figure import Counted, Entry, Figure
from app.figures.source import Source

DIMENSIONS = ("level", "sex", "party", "group")


def _in_office(source: Source) -> Counted:
    return Counted("deputies", _entries(source, set(source.in_office)))


def _entries(source: Source, chosen: set[int]) -> list[Entry]:
    """The chosen mandates, alike ones together: level, sex, party and group of each."""
    persons = {
        row: (sex, party)
        for row, sex, party in source.columns("people", ("sex", "political_status"), all_years=True)
    }
    groups = source.names("deputy_groups")
    alike: dict[tuple[str, str, str, str], list[int]] = {}
    for row, person, level, group in source.columns(
        "deputies", ("person", "level", "deputy_group"), all_years=True
    ):
        if row in chosen:
            sex, party = persons[person]
            likeness = (
                LEVELS.label(level),
                SEX.label(sex) if sex else "未填",
                POLITICAL_STATUS.label(party) if party else "未填",
                groups.get(group, "未编组"),
            )
            alike.setdefault(likeness, []).append(row)
    return [Entry(ids, dict(zip(DIMENSIONS, likeness, strict=True))) for likeness, ids in alike.items()]


def _sessions(source: Source) -> Counted:
    rows = source.columns("sessions", ("opened_on",))
    return Counted("sessions", [Entry((row,)) for row, opened_on in rows if source.up_to(opened_on)])


def _records(source: Source) -> Counted:
    rows = source.columns("performance_records", ("occurred_on", "kind"))
    entries = [
        Entry((row,), {"kind": PERFORMANCE_KINDS.label(kind)}) for row, day, kind in rows if source.up_to(day)
    ]
    return Counted("performance_records", entries)


def _active(source: Source) -> Counted:
    """Deputies with a record at which they were not absent, among those in office on the day."""
    rows = source.columns("performance_records", ("occurred_on", "deputy", "attendance"))
    active = {
        deputy for _, day, deputy, state in rows if source.up_to(day) and state not in ("on_leave", "absent")
    }
    in_office = set(source.in_office)
    return Counted("deputies", _entries(source, in_office & active), _entries(source, in_office))


FIGURES: tuple[Figure, ...] = (
    Figure("deputies.in_office", "在任代表", "名", "统计日在任的各级代表名数,暂停执行职务的仍计入;一人兼任两级代表的分别计数。", _in_office),
    Figure("sessions.held", "召开人代会", "次", "当年开幕的人民代表大会会议次数。", _sessions),
    Figure("performance.records", "履职登记", "条", "当年履职登记条数,由接待、建议、活动自动生成的和手工登记的合计。", _records),
    Figure("performance.active_rate", "履职率", "%", "当年至少有一条履职登记(请假、缺席不算)的在任代表 ÷ 统计日在任代表。", _active),
)  # fmt: skip
