"""Cross-checks of the congress in session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.domain.fields import Row
from app.domain.registers import BY_KEY
from app.domain.registers.voting_body import OWN, in_office_during, level_of_session
from app.domain.roll import RollCount, count_roll
from app.domain.session_codes import OF_ALL
from app.storage.checks.doubts import doubts_of
from app.storage.query import Query
from app.yearend.cross_checks.contradiction import Contradiction, Scene

MEETINGS, ROLL = "session_meetings", "session_attendance"
BALLOTS = ("votes", "elections", "project_ballots")


def roll_calls(scene: Scene) -> list[Contradiction]:
    """Present, on leave and absent are all in office on the day, and enough came (domain.md 4.5, 1)."""
    states: dict[int, list[str | None]] = defaultdict(list)
    for _, meeting, state in scene.source.columns(ROLL, ("meeting", "attendance"), all_years=True):
        states[meeting].append(state)
    rows = scene.ledger.rows(MEETINGS, scene.ledger.ids(MEETINGS, Query(year=scene.year)))
    return [
        Contradiction(f"“{BY_KEY[MEETINGS].name_of(row)}”{sentence}", MEETINGS, (row["id"],))
        for row in rows
        if row["kind"] in OF_ALL and row["held_on"] <= scene.last
        for sentence in _of_roll(scene, row, states.get(row["id"], []))
    ]


def _of_roll(scene: Scene, meeting: Row, states: list[str | None]) -> Iterator[str]:
    if not states:
        if meeting["kind"] == "plenary":  # a preparatory meeting is often held without a roll of its own
            yield "没有点名，应到、实到没有数。"
        return
    count = count_roll(states)
    if count.unmarked:
        yield f"还有 {count.unmarked} 名代表没有登记出席情况：{_sum_of(count)}。"
    least, most = _in_office(scene, meeting)
    if most and not least <= count.due <= most:
        yield f"点名册上 {count.due} 名，当日在任 {least} 名，请核对名册或代表变动。"
    if not count.is_quorate:
        yield f"实到 {count.present} 名，没有达到法定人数 {count.quorum} 名。"


def _sum_of(count: RollCount) -> str:
    return f"应到 {count.due}，实到 {count.present}、请假 {count.on_leave}、缺席 {count.absent}"


def _in_office(scene: Scene, meeting: Row) -> tuple[int, int]:
    """The least and the most deputies of that congress in office during the day, suspended ones included (settled 43)."""
    lookup = scene.ledger.lookup
    return in_office_during(meeting["held_on"], level_of_session(meeting, lookup) or OWN, lookup)


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
