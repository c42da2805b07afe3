"""A cheap sample of the unseen workbooks: what must hold of every import, and bounds that rise with the reading."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import pytest

from tests.excel.unseen.measure import Clerk, workbooks
from tests.excel.unseen.shapes import SHAPES
from tests.excel.unseen.towns import town
from tests.excel.unseen.witness import Findings

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
    "deputies": Bound(92.7, 0, 19, 11, 0, 0),
    "suggestions": Bound(76.6, 30, 7, 10, 0, 0),
    "receptions": Bound(92.1, 0, 15, 0, 0, 10),
    "performance_records": Bound(40.2, 1, 4, 123, 0, 28),
    "liaison_sites": Bound(100.0, 0, 3, 0, 0, 0),
    "electoral_districts": Bound(100.0, 0, 3, 0, 0, 0),
    "fund_entries": Bound(100.0, 0, 3, 0, 0, 8),
    "site_equipment": Bound(100.0, 0, 3, 0, 0, 0),
    "site_activities": Bound(100.0, 0, 3, 0, 0, 0),
    "reception_duties": Bound(100.0, 0, 3, 0, 0, 0),
}


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """Keeps one ledger for each town."""
    return Clerk(tmp_path_factory.mktemp("unseen"))


@pytest.mark.parametrize("register", SHAPES)
def test_unseen_workbooks_are_read_as_well_as_was_reached(clerk: Clerk, register: str) -> None:
    place, findings, bound = town(SEED), Findings(), BOUNDS[register]
    for _change, book in islice(workbooks(place, register, 1), 0, None, 2):
        findings.add(clerk.findings(place, book)[0])
    reached = Bound(findings.share, *(findings.count(kind) for kind in Bound._fields[1:]))
    assert findings.count("broken") == 0, [words for kind, words in findings.faults if kind == "broken"]
    assert reached.share >= bound.share, reached
    assert all(now <= most for now, most in zip(reached[1:], bound[1:], strict=True)), reached
