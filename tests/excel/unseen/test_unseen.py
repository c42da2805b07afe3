"""A cheap sample of the unseen workbooks: what must hold of every import, and bounds that rise with the reading."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.excel.unseen.measure import Clerk, sample
from tests.excel.unseen.shapes import SHAPES
from tests.excel.unseen.towns import town
from tests.excel.unseen.witness import Findings

pytestmark = pytest.mark.usefixtures("reading_here")

SEED = 1


class Bound(NamedTuple):
    """What was reached on the sample: fields right in per cent without an answer, and faults of a kind at most."""

    share: float
    silent: int
    unmentioned: int
    missing: int
    invented: int
    refused: int


# To be raised with the reading, never lowered.
BOUNDS = {
    "deputies": Bound(100.0, 0, 0, 0, 0, 0),
    "suggestions": Bound(100.0, 0, 0, 0, 0, 0),
    "receptions": Bound(100.0, 0, 0, 0, 0, 0),
    "performance_records": Bound(100.0, 0, 0, 0, 0, 0),
    "liaison_sites": Bound(100.0, 0, 0, 0, 0, 0),
    "electoral_districts": Bound(100.0, 0, 0, 0, 0, 0),
    "fund_entries": Bound(100.0, 0, 0, 0, 0, 0),
    "site_equipment": Bound(100.0, 0, 0, 0, 0, 0),
    "site_activities": Bound(92.8, 0, 0, 0, 0, 0),
    "reception_duties": Bound(96.1, 0, 0, 0, 0, 0),
    "sessions": Bound(83.3, 0, 0, 0, 0, 0),
    "session_attendance": Bound(100.0, 0, 0, 0, 0, 0),
    "session_meetings": Bound(71.4, 0, 0, 0, 0, 0),
    "votes": Bound(100.0, 0, 0, 0, 0, 0),
    "elections": Bound(100.0, 0, 0, 0, 0, 0),
    "bills": Bound(100.0, 0, 0, 0, 0, 0),
    "motions": Bound(85.7, 0, 0, 0, 0, 0),
    "archival_items": Bound(100.0, 0, 0, 0, 0, 0),
}


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """Keeps one ledger for each town."""
    return Clerk(tmp_path_factory.mktemp("unseen"))


@pytest.mark.parametrize("register", SHAPES)
def test_unseen_workbooks_are_read_as_well_as_was_reached(clerk: Clerk, register: str) -> None:
    place, findings, bound = town(SEED), Findings(), BOUNDS[register]
    for book in sample(place, register):
        findings.add(clerk.findings(place, book)[0])
    reached = Bound(findings.share, *(findings.count(kind) for kind in Bound._fields[1:]))
    assert findings.count("broken") == 0, [words for kind, words in findings.faults if kind == "broken"]
    assert reached.share >= bound.share, reached
    assert all(now <= most for now, most in zip(reached[1:], bound[1:], strict=True)), reached
