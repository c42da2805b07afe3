"""The figures of deputies and of performance records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from app.domain.contact_codes import PERFORMANCE_KINDS
from app.figures.figure import Counted, Entry, Figure
from app.figures.people_of_year import OWN_LEVEL
from app.figures.performance_acts import Act, acts_between
from app.figures.source import Source

DIMENSIONS = ("level", "sex", "party", "group")


def _in_office(source: Source) -> Counted:
    return Counted("deputies", entries_of(source, set(source.in_office)))


def entries_of(source: Source, chosen: set[int]) -> list[Entry]:
    """The chosen mandates, alike ones together: level, sex, party and group of each."""
    values_of = source.split_values_of_mandates
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in sorted(chosen & values_of.keys()):
        alike[values_of[row]].append(row)
    return [Entry(ids, dict(zip(DIMENSIONS, shared, strict=True))) for shared, ids in alike.items()]


def persons_share(source: Source, chosen: set[int], entered_in: str) -> Counted:
    """The chosen persons among those who were deputies at any time of the year, each by one mandate.

    ``entered_in``: the register of what they were chosen for.
    """
    people = source.people_of_year
    counted = {person: mandates[-1].id for person, mandates in people.items()}
    within = {mandate for person, mandate in counted.items() if person in chosen}
    due = entries_of(source, set(counted.values()))
    return Counted("deputies", entries_of(source, within), due, entered_in=entered_in)


def _vacancies(source: Source) -> Counted:
    """Seats of the town's present term without a deputy (quota = in office + vacant)."""
    until = source.until.isoformat()
    terms = source.columns("terms", ("level", "started_on", "quota"), all_years=True)
    begun = [
        (started or "", row, quota)
        for row, level, started, quota in terms
        if level == OWN_LEVEL and (started or "") <= until
    ]
    if not begun:
        return Counted("terms", [], recorded=False)
    _, term, quota = max(begun)
    if quota is None:
        return Counted("terms", [], recorded=False)
    present = sum(source.mandates[mandate].level == OWN_LEVEL for mandate in source.in_office)
    return Counted("terms", [Entry((term,), {}, max(quota - present, 0))], entered_in="deputies")


def _acts(source: Source) -> Sequence[Act]:
    """The records of the year up to the cut-off that count."""
    first, last = date(source.year, 1, 1), min(date(source.year, 12, 31), source.until)
    return acts_between(source, first, last).counted


def _records(source: Source) -> Counted:
    entries = [Entry((act.row,), {"kind": PERFORMANCE_KINDS.label(act.kind)}) for act in _acts(source)]
    return Counted("performance_records", entries)


def _times(source: Source) -> Counted:
    """How often, as the matrix counts: absences left out."""
    entries = [
        Entry((act.row,), {"kind": PERFORMANCE_KINDS.label(act.kind)}, act.times)
        for act in _acts(source)
        if not act.was_away
    ]
    return Counted("performance_records", entries)


def _active(source: Source) -> Counted:
    """Persons with a record at which they were not absent."""
    present = {act.person for act in _acts(source) if not act.was_away}
    persons = {person for person in present if person is not None}
    return persons_share(source, persons, "performance_records")


PERSONS_RULE = (
    "按人计，当年 1 月 1 日至统计日任何一天在任过的都算（暂停执行职务的仍计入），"
    "连任和兼任两级的只计一人，有镇代表职务的列在镇级"
)
NOT_ACTING = "当天不在任或暂停执行职务的，写明理由后才计入"
ONCE = f"手工登记的与自动生成的同一天同一类只计一次；{NOT_ACTING}"
FIGURES: tuple[Figure, ...] = (
    Figure("deputies.in_office", "在任代表", "名", "统计日在任的各级代表名数，暂停执行职务的仍计入；按职务计，一人兼任两级代表的分别计数。", _in_office),
    Figure("deputies.vacancies", "代表缺额", "名", "统计日本镇现任一届的代表名额 - 在任的镇代表；在任的多于名额时为 0。", _vacancies),
    Figure("performance.records", "履职登记", "条", f"当年履职登记条数，由接待、建议、活动自动生成的和手工登记的合计，请假、缺席也各是一条，统计日前撤回的建议不计；{ONCE}。", _records),
    Figure("performance.times", "履职次数", "次", f"当年履职登记的次数合计，没有登记次数的每条一次，请假、缺席不算；{ONCE}。", _times),
    Figure("performance.active_rate", "履职率", "%", f"当年至少有一条履职登记（请假、缺席不算）的代表 ÷ 当年在任过的代表；{PERSONS_RULE}。", _active),
)  # fmt: skip
