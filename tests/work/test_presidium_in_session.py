"""Meetings of the presidium during a session: known by their days, shown with it, and no quarter's own meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.registers.presidium_meetings import BETWEEN, DURING
from app.figures.catalogue import figure_of
from app.paper.sessions import PAPERS
from app.storage.checks.quarterly_gaps import quarterly_gaps
from app.storage.ledger import Ledger
from tests.kept_ledgers import enter, new_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A session of two days in April 2022 with one meeting of the presidium on each, one before and one after."""
    folder = Path(tmp_path_factory.mktemp("ledger")) / "data"
    with new_ledger(folder, today=date(2022, 10, 1), term=16) as opened:
        session = {
            "id": enter(
                opened, "sessions", term="16", ordinal="4", opened_on="2022-04-03", closed_on="2022-04-04"
            )
        }
        for kind, day in (("主席团会议", "2022-04-03"), ("全体会议", "2022-04-04")):
            enter(
                opened,
                "session_meetings",
                session=session,
                kind=kind,
                ordinal="1",
                held_on=day,
                half_day="上午",
            )
        topics = [{"title": "推选执行主席", "decision": "同意"}]
        for ordinal, day in enumerate(("2022-01-12", "2022-04-03", "2022-04-04", "2022-08-01"), 12):
            meeting = {"ordinal": str(ordinal), "held_on": day, "topics": topics}
            enter(opened, "presidium_meetings", session=session, **meeting)
        yield opened


def test_its_days_tell_whether_the_congress_was_in_session(ledger: Ledger) -> None:
    rows = ledger.rows("presidium_meetings", ledger.ids("presidium_meetings"))
    periods = {row["held_on"].isoformat(): row["period"] for row in rows}
    assert periods == {
        "2022-01-12": BETWEEN,
        "2022-04-03": DURING,
        "2022-04-04": DURING,
        "2022-08-01": BETWEEN,
    }


def test_a_quarter_of_a_session_has_a_meeting_between_sessions_too(ledger: Ledger) -> None:
    words = "闭会期间主席团会议每季度至少召开一次，2022 年第二季度没有登记，请补登记或核对。"
    assert quarterly_gaps(ledger) == [("presidium_meetings", words)]


def test_figures_count_all_and_tell_them_apart(ledger: Ledger) -> None:
    held = figure_of(ledger, "presidium_meetings.held", 2022)
    assert held.value == 4
    assert held.by["period"] == {"会议期间": 2, "闭会期间": 2}


def test_the_record_of_the_presidium_stands_among_the_minutes(ledger: Ledger) -> None:
    titles = [paper.title for paper in PAPERS["minutes"](ledger, ledger.ids("sessions")[0])]
    record = "迳口镇第十六届人大主席团第{}次会议记录"  # the term was typed as 16
    assert titles == ["会议记录", record.format("十三"), record.format("十四")]
