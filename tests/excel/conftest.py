"""What the tests of imports share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.excel.importing import commit_preview, preview_of
from app.storage.ledger import Ledger
from tests.excel.importing_cases import PEOPLE, workbook
from tests.kept_ledgers import new_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that has four deputies, for a module in which nothing is written."""
    office = {"town": "柳坪镇", "county": "东岭县", "prefecture": "云州市"}
    folder = tmp_path_factory.mktemp("provinces") / "data"
    with new_ledger(folder, office, term=9, today=date(2026, 5, 20)) as opened:
        roster = workbook(["镇代表名册"], ["姓名", "性别"], *([name, "男"] for name in PEOPLE))
        commit_preview(opened, preview_of(opened, "deputies", roster), accept_flagged=True)
        yield opened
