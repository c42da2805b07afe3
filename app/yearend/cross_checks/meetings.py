"""Cross-checks of the congress in session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from app.domain.fields import Row
from app.domain.registers import BY_KEY
from app.domain.registers.voting_body import OWN, level_of_session
from app.domain.roll import RollCount, count_roll
from app.domain.session_codes import OF_ALL
from app.storage.checks.doubts import doubts_of
from app.storage.query import Query
from app.yearend.cross_checks.contradiction import Contradiction, Scene

MEETINGS, ROLL = "session_meetings", "session_attendance"
BALLOTS = ("votes", "elections", "project_ballots")
NAMED = 5  # more are told by their number


class RollEntry(NamedTuple):
    """One line of a roll: the mandate, None where the name is linked to none, and how it stands."""

    deputy: int | None
    attendance: str | None


def roll_calls(scene: Scene) -> list[Contradiction]:
    """Present, on leave and absent are all in office on the day, and enough came (domain.md 4.5, 1)."""
    rolls: dict[int, list[RollEntry]] = defaultdict(list)
    names = ("meeting", "deputy", "attendance")
    for _, meeting, *entry in scene.source.columns(ROLL, names, all_years=True):
        rolls[meeting].append(RollEntry(*entry))
    rows = scene.ledger.rows(MEETINGS, scene.ledger.ids(MEETINGS, Query(year=scene.year)))
    return [
        Contradiction(f"“{BY_KEY[MEETINGS].name_of(row)}”{sentence}", MEETINGS, (row["id"],))
        for row in rows
        if row["kind"] in OF_ALL and row["held_on"] <= scene.last
        for sentence in _of_roll(scene, row, rolls.get(row["id"], []))
    ]


def _of_roll(scene: Scene, meeting: Row, roll: list[RollEntry]) -> Iterator[str]:
    if not roll:
        if meeting["kind"] == "plenary":  # a preparatory meeting is often held without a roll of its own
            yield "没有点名，应到、实到没有数。"
        return
    count = count_roll([entry.attendance for entry in roll])
    if count.unmarked:
        yield f"还有 {count.unmarked} 名代表没有登记出席情况：{_sum_of(count)}。"
    yield from _against_roster(scene, meeting, roll, count)
    if not count.is_quorate:
        yield f"实到 {count.present} 名，没有达到法定人数 {count.quorum} 名。"


def _sum_of(count: RollCount) -> str:
    return f"应到 {count.due}，实到 {count.present}、请假 {count.on_leave}、缺席 {count.absent}"


def _against_roster(scene: Scene, meeting: Row, roll: list[RollEntry], count: RollCount) -> Iterator[str]:
    """Who is in office and not in the roll, or the other way round; suspended ones are in office (settled 43).

    One left out and one too many are two faults, though the number is right.
    """
    always, ever = _in_office(scene, meeting)
    if not ever:
        return
    called = {entry.deputy for entry in roll if entry.deputy is not None}
    missing, foreign = always - called, called - ever
    unlinked = sum(entry.deputy is None for entry in roll)  # may be those who are missing
    agrees = len(always) <= count.due <= len(ever)
    if agrees and not foreign and len(missing) <= unlinked:
        return
    deviations = [
        f"{words}{_names_of(scene, ids)}"
        for words, ids in (("没有列入的有", missing), ("当日不在任的有", foreign))
        if ids
    ]
    which = f"（{'；'.join(deviations)}）" if deviations else ""
    yield f"点名册上 {count.due} 名，当日在任 {len(always)} 名{which}，请核对名册或代表变动。"


def _names_of(scene: Scene, ids: set[int]) -> str:
    names = scene.ledger.names("deputies", sorted(ids)[:NAMED])
    return "、".join(names.values()) + (f"等 {len(ids)} 名" if len(ids) > NAMED else "")


def _in_office(scene: Scene, meeting: Row) -> tuple[set[int], set[int]]:
    """Those of that congress in office throughout the day, and at any time of it."""
    day, level = meeting["held_on"], level_of_session(meeting, scene.ledger.lookup) or OWN
    now, before = (
        set(scene.ledger.ids("deputies", Query(filter="in_office", on=on, equals={"level": level})))
        for on in (day, day - timedelta(days=1))
    )
    if scene.ledger.lookup.where("terms", {"level": level, "started_on": day}):
        return now, now  # the evening before was another congress's
    return now & before, now | before


def ballots(scene: Scene) -> list[Contradiction]:
    """What the rules still doubt about the counts of votes and elections, unless answered (domain.md 4.5, 1)."""
    doubted = []
    for key in BALLOTS:
        register = BY_KEY[key]
        for row in scene.ledger.rows(key, scene.ledger.ids(key, Query(year=scene.year))):
            open_doubts = [doubt for doubt in doubts_of(scene.ledger, register, row) if doubt.reason is None]
            doubted += [
                Contradiction(f"“{register.name_of(row)}”{doubt.problem.message}", key, (row["id"],))
                for doubt in open_doubts
            ]
    return doubted
