"""A cheap sample of the unseen workbooks: what must hold of every import, and bounds that rise with the reading."""

from __future__ import annotations

import pytest

from tests.excel.unseen.measure import Clerk, workbooks
from tests.excel.unseen.towns import town
from tests.excel.unseen.witness import Findings

SEED = 1
# Fields right in per cent without an answer, and faults of a kind at most: what was reached, to be raised with the reading.
LEAST = {"deputies": 86, "suggestions": 67, "receptions": 73, "performance_records": 46}
MOST_SILENT = {"deputies": 0, "suggestions": 60, "receptions": 10, "performance_records": 14}


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """Keeps one ledger for each town."""
    return Clerk(tmp_path_factory.mktemp("unseen"))


@pytest.mark.parametrize("register", LEAST)
def test_unseen_workbooks_are_read_as_well_as_was_reached(clerk: Clerk, register: str) -> None:
    place, seen = town(SEED), Findings()
    for _change, book in workbooks(place, register, every=False):
        seen.add(clerk.findings(place, book)[0])
    assert seen.count("broken") == 0, [words for kind, words in seen.faults if kind == "broken"]
    assert seen.share >= LEAST[register]
    assert seen.count("silent") <= MOST_SILENT[register]
