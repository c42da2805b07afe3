"""Every workbook of the roster set is read as its truth says: nothing invented, lost or silently doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.data.rosters.build_rosters import books, build
from tests.data.rosters.judge import judge
from tests.excel.roster_runner import import_report


@pytest.fixture(scope="session")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all generated workbooks."""
    folder = tmp_path_factory.mktemp("rosters")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the ledgers stand that the workbooks are imported into."""
    return tmp_path_factory.mktemp("ledgers")


@pytest.mark.parametrize("name", [book.name for book in books()])
def test_workbook_is_read_as_its_truth_says(
    rosters: Path, scratch: Path, name: str, request: pytest.FixtureRequest
) -> None:
    if not name.startswith("x"):  # hostile ones meet the reading process itself
        request.getfixturevalue("reading_here")
    truth = json.loads((rosters / f"{name}.truth.json").read_text(encoding="utf-8"))
    assert judge(truth, import_report(rosters, truth, scratch)).faults() == []
