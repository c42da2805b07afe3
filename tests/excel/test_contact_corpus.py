"""Every workbook of the contact set is read as its truth says: nothing invented, lost or silently doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.data.contact.build_contact import books, build
from tests.data.rosters.judge import judge
from tests.excel.roster_runner import import_report

pytestmark = pytest.mark.usefixtures("reading_here")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all generated workbooks."""
    folder = tmp_path_factory.mktemp("contact")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the ledger stands that the workbooks are imported into."""
    return tmp_path_factory.mktemp("contact-ledger")


@pytest.mark.parametrize("name", [book.name for book in books()])
def test_contact_workbook_is_read_as_its_truth_says(written: Path, scratch: Path, name: str) -> None:
    truth = json.loads((written / f"{name}.truth.json").read_text(encoding="utf-8"))
    assert judge(truth, import_report(written, truth, scratch)).faults() == []
