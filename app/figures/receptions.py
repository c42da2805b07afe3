"""The figures of receptions: how many, who came, and who received."""

from __future__ import annotations

import json

from app.domain.visitors import Visitor, named_visitors, persons_among
from app.figures.figure import Counted, Entry, Figure
from app.figures.participants import participant_count
from app.figures.people import PERSONS_RULE, persons_share
from app.figures.source import HeldReception, Source

CHUNK = 500  # private values read at a time


def _batches(source: Source) -> Counted:
    return Counted(
        "receptions", [Entry((reception.row,), reception.splits) for reception in source.receptions]
    )


def _visitor_times(source: Source) -> Counted:
    entries = []
    for reception in source.receptions:
        name_count = len(json.loads(reception.visitors)) if reception.visitors else 0
        count = reception.visitor_count if reception.visitor_count is not None else name_count
        entries.append(Entry((reception.row,), reception.splits, count))
    return Counted("receptions", entries)


def _visitors_distinct(source: Source) -> Counted:
    came = _visitors(source)
    persons = persons_among(visitor for _, visitor in came)
    first: dict[Visitor, Entry] = {}
    within: dict[str, dict[str, list[Visitor]]] = {}
    for reception, visitor in came:
        if visitor in persons:
            first.setdefault(visitor, Entry((reception.row,), reception.splits))
        for dimension, name in reception.splits.items():
            within.setdefault(dimension, {}).setdefault(name, []).append(visitor)
    # Somebody who came to two sites is one person at each of them.
    by = {
        dimension: {name: len(persons_among(visitors)) for name, visitors in parts.items()}
        for dimension, parts in within.items()
    }
    recorded = bool(first) and not _are_locked(source)
    return Counted("receptions", list(first.values()), recorded=recorded, by=by)


def _are_locked(source: Source) -> bool:
    """Whether names that would be counted are protected and the key is not there: then nobody knows the number."""
    return source.ledger.is_locked and any(reception.confidential for reception in source.receptions)


def _visitors(source: Source) -> list[tuple[HeldReception, Visitor]]:
    """Every named visitor with the reception; confidential names are compared here and told to nobody."""
    confidential_by_id = _confidential_lines(source)
    visitors = []
    for reception in source.receptions:
        lines = json.loads(reception.visitors) if reception.visitors else ()
        visitors_of_reception = named_visitors(lines, confidential_by_id.get(reception.confidential or 0, {}))
        visitors += [(reception, visitor) for visitor in visitors_of_reception if visitor is not None]
    return visitors


def _confidential_lines(source: Source) -> dict[int, dict[str, dict[str, str]]]:
    """What was split off as confidential, by the id of the private value."""
    ids = [reception.confidential for reception in source.receptions if reception.confidential is not None]
    plain = {} if source.ledger.is_locked else source.ledger.plain_values(ids)
    return {row: {k: v for k, v in json.loads(text).items() if k != "words"} for row, text in plain.items()}


def _deputy_times(source: Source) -> Counted:
    entries = []
    for reception in source.receptions:
        named = source.deputies_named("receptions", "deputies").get(reception.row, ())
        event = ("receptions", reception.row)
        count = participant_count(source, event, reception.held_on, named, reception.deputy_count)
        entries.append(Entry((reception.row,), reception.splits, count))
    return Counted("receptions", entries)


def _participation(source: Source) -> Counted:
    received = {
        source.mandates[mandate].person
        for reception in source.receptions
        for mandate, _ in source.deputies_named("receptions", "deputies").get(reception.row, ())
        if mandate is not None and source.may_count(mandate, reception.held_on, ("receptions", reception.row))
    }
    return persons_share(source, received, "receptions")


FIGURES: tuple[Figure, ...] = (
    Figure("receptions.batches", "接待批次", "批次", "一条接待登记为一批次，没有来访人的也算；同一天同一地点分几次登记的，按登记的条数算。", _batches),
    Figure("receptions.visitor_times", "接待群众人次", "人次", "各批次来访人次之和，同一人多次来访计多次。", _visitor_times),
    Figure("receptions.deputy_times", "参加接待代表人次", "人次", "各批次接待代表人次之和，同一代表多次参加计多次，一次接待中重复写的计一次；当天不在任或暂停执行职务的，写明理由后才计入。", _deputy_times),
    Figure("receptions.visitors_distinct", "来访群众人数", "人", "登记了姓名的来访人（含要求保密的），按姓名和村去重；同名不同村的算两人，没有填村的并入同名有村的；分站、分类列出时，到过几处的在各处都计。", _visitors_distinct),
    Figure("receptions.deputy_participation", "接待参与率", "%", f"当年至少参加过一次接待的代表 ÷ 当年在任过的代表；{PERSONS_RULE}。", _participation),
)  # fmt: skip
