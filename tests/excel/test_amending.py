"""A cell typed over in the preview is judged as if the file had said so, and nothing else of the file changes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.excel.importing import ImportOptions, Preview, Spot, commit_preview, preview_of, preview_workbook
from app.storage.ledger import Ledger
from tests.kept_ledgers import OFFICE, new_ledger

TODAY = date(2022, 11, 23)

ROSTER = """姓名,性别,出生年月,级别,联系电话
王芳,女,1975.13,镇,19900000001
何秀兰,女,1982.11,乡,19900000002
李桂英,女,1980.1,市、镇,19900000003
,女,1980.2,镇,19900000004
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("amending") / "data"
    made = new_ledger(folder, OFFICE, term=16, today=TODAY)
    yield made
    made.close()


@pytest.fixture(scope="module")
def read(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Preview:
    path: Path = tmp_path_factory.mktemp("roster") / "名册.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return preview_workbook(ledger, "deputies", path)


def amended(ledger: Ledger, read: Preview, amendments: dict[Spot, str]) -> Preview:
    options = ImportOptions(amendments=amendments)
    return preview_of(ledger, "deputies", read.workbook, options)


def spot_of(read: Preview, row: int, key: str, part: int = 0) -> Spot:
    entry = [entry for entry in read.rows if entry.row == row][part]
    return entry.spot(key)


@pytest.mark.parametrize(
    ("row", "part", "key", "typed", "value", "verdict"),
    [
        (2, 0, "birth_date", "1975.3", "1975-03", "new"),
        (2, 0, "birth_date", "1975.14", None, "wrong"),
        (2, 0, "birth_date", "", None, "new"),
        (5, 0, "name", "李小妹", "李小妹", "new"),
        (2, 0, "name", "", None, "wrong"),
        (3, 0, "sex", "男", "男", "new"),
        (3, 0, "ethnic_group", "壮", "壮族", "new"),  # a field that no column holds
        (4, 1, "phone", "19900000009", None, "flagged"),
    ],
)
def test_what_is_typed_is_judged_at_once(
    ledger: Ledger, read: Preview, row: int, part: int, key: str, typed: str, value: Any, verdict: Any
) -> None:
    spot = spot_of(read, row, key, part)
    after = amended(ledger, read, {spot: typed})
    entry = next(entry for entry in after.rows if entry.spot(key) == spot)
    before = next(entry for entry in read.rows if entry.spot(key) == spot)
    field = after.register.field(key)
    if verdict is not None:
        assert entry.verdict == verdict, entry.problems
    if value is not None:
        assert field.kind.to_plain(entry.values[key]) == value
    assert entry.amended == {key: before.written.get(key, "")}
    others = [(one.spot(""), one.values, one.verdict) for one in read.rows if one.spot(key) != spot]
    assert others == [(one.spot(""), one.values, one.verdict) for one in after.rows if one.spot(key) != spot]


@pytest.mark.parametrize("key", ["birth_date", "sex", "ethnic_group", "phone", "level"])
@pytest.mark.parametrize("typed", ["1975.3", "75.3.4", "男", "壮", "县", "19900000001", "胡写", "139"])
def test_it_is_read_as_the_form_reads_it(ledger: Ledger, read: Preview, key: str, typed: str) -> None:
    after = amended(ledger, read, {spot_of(read, 2, key): typed})
    entry = next(entry for entry in after.rows if entry.row == 2)
    values, _ = ledger.read_values("deputies", {"name": "王芳", "level": "镇", key: typed})
    if values.get(key) is not None:
        assert entry.values.get(key) == values[key]


def test_both_records_of_one_row_are_amended_apart(ledger: Ledger, read: Preview) -> None:
    levels = [entry.spot("level") for entry in read.rows if entry.row == 4]
    assert len(set(levels)) == 2
    after = amended(ledger, read, {levels[1]._replace(field="posts"): "组长"})
    assert [entry.values.get("posts") for entry in after.rows if entry.row == 4] == [None, "组长"]


def test_what_was_typed_is_written(ledger: Ledger, read: Preview) -> None:
    after = amended(ledger, read, {spot_of(read, 2, "birth_date"): "1975年3月"})
    commit_preview(ledger, after)
    rows = {row["name"]: row for row in ledger.rows("deputies", ledger.ids("deputies"))}
    assert rows["王芳"]["birth_date"].iso == "1975-03"
    ledger.undo()
