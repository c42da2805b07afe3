"""The kept courses and the law of mandates say the same about who is in office, suspended, ended or past."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.law.mandates import BEGINNING_KINDS, ENDING_KINDS, Event, in_office_on
from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.storage.conftest import TODAY

KINDS = sorted(BEGINNING_KINDS | ENDING_KINDS | {"suspended", "resumed"})
STATES = ("in_office", "suspended", "ended", "past_term")
# Few days and months, so that events fall on the same day, on a term's first day and on each other's month.
MONTHS = ["2016-11", "2016-12", "2021-11"]
DAYS = ["2016-11-01", "2016-11-10", "2016-11-11", "2016-12-01", "2021-11-09", "2021-11-10", "2022-01-05"]
events = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from([*MONTHS, *DAYS, "2016"])), max_size=5, unique=True
)
started = st.sampled_from([None, "2016-11-10", "2016-12-01"])
followed = st.sampled_from([None, "2021-11-10"])


def fill(ledger: Ledger, began: str | None, next_began: str | None, happened: list[tuple[str, str]]) -> None:
    parse = {f.key: f for f in BY_KEY["mandate_changes"].fields}["occurred_on"].kind.from_stored
    with ledger.act("试") as act:
        act.change("terms", 1, {"started_on": began and date.fromisoformat(began)})
        if next_began:
            values: dict[str, Any] = {"level": "township", "ordinal": 17}
            act.add("terms", values | {"started_on": date.fromisoformat(next_began)})
        name = {"name": "王芳", "level": "township"}
        mandate = act.add("deputies", name | {"term": ledger.lookup.matches("terms", "", {"id": 1})[0]})
        (ref,) = ledger.lookup.matches("deputies", "", {"id": mandate})
        for kind, day in happened:
            act.add("mandate_changes", {"mandate": ref, "kind": kind, "occurred_on": parse(day), "end_reason": None}
                    | ({"end_reason": "died"} if kind == "terminated" else {}))  # fmt: skip


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    return Path(shutil.copytree(template, tmp_path_factory.mktemp("shared") / "data"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(began=started, next_began=followed, happened=events)
def test_sql_and_law_agree_on_every_day(
    shared: Path, began: str | None, next_began: str | None, happened: list[tuple[str, str]]
) -> None:
    with Ledger.open(shared, today=TODAY) as ledger:
        ledger.core.connection.execute("PRAGMA synchronous=OFF")
        fill(ledger, began, next_began, happened)
        (mandate,) = ledger.ids("deputies")
        parse = BY_KEY["mandate_changes"].field("occurred_on").kind.from_stored
        law = [Event(kind, parse(day)) for kind, day in happened]
        for day in (*DAYS, "2016-10-31", "2022-07-20"):
            ledger.core._given_today = today = date.fromisoformat(day)
            row = ledger.row("deputies", mandate)
            assert row is not None
            told = [state for state in STATES if ledger.count("deputies", Query(filter=state))]
            expected = {"not_yet": [], "suspended": ["in_office", "suspended"]}.get(
                row["state"], [row["state"]]
            )
            assert told == expected, (day, row["state"])
            present = in_office_on(
                law, today, term_started=began and date.fromisoformat(began),
                next_term_started=date.fromisoformat(next_began) if began and next_began else None,
            )  # fmt: skip
            assert present is (row["state"] in ("in_office", "suspended"))
            if began and today < date.fromisoformat(began):
                assert not present
        ledger.undo()
