"""Every stored value that changed outside the program is noticed, and the file stays as it is."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.storage.checks import check
from app.storage.core import facts_sum, seal
from app.storage.core.changes import COLUMNS, START, entry_hash
from app.storage.ledger import Ledger
from app.storage.opening.examination import SUM_MISSING
from app.storage.refusals import LedgerRefused, complaints
from tests.storage.conftest import TODAY, enter

FLIPS = 30  # bytes of the file altered, one at a time


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with deputies, changes, private values and an attachment."""
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("filled") / "data"))
    photo = folder.parent / "photo.jpg"
    photo.write_bytes(b"photo" * 500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        with Ledger.open(folder, today=TODAY) as ledger:
            enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
            for number in range(12):
                raw = {
                    "name": f"王芳{chr(0x4E00 + number)}",
                    "level": "镇",
                    "birth_date": f"19{60 + number}-03",
                    "id_number": f"9999991975030100{number:02d}",
                    "phone": f"199000012{number:02d}",
                    "electoral_district": "第一选区",
                    "elected_on": "2016-10-12",
                    "resume": [{"from_on": "1990", "what": "务农"}],
                }
                enter(ledger, "deputies", raw)
            with ledger.act("附件") as act:
                act.attach("deputies", 1, photo)
            with ledger.act("改") as act:
                act.change("deputies", 2, {"note": "改过"})
                act.remove("deputies", 3, "试")
    return folder


@pytest.fixture
def spoilt(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled ledger to be spoilt."""
    return Path(shutil.copytree(filled, tmp_path / "data"))


def noticed(folder: Path) -> list[str]:
    """What opening says: its refusal, or its notes."""
    before = (folder / "ledger.db").read_bytes()
    refused = None
    try:
        with Ledger.open(folder, today=TODAY) as ledger:
            return ledger.notes
    except LedgerRefused as refusal:
        refused = refusal
    assert refused.status == 4, refused.sentence
    assert (folder / "ledger.db").read_bytes() == before
    return [refused.sentence]


# What is done to the file, and what opening says of it.
OUTSIDE = {
    "a row changed": ("UPDATE mandates SET note = 'x' WHERE id = 1", "代表名册第 1 条在程序之外被改动"),
    "a private value exchanged": (
        "UPDATE mandates SET person = 2 WHERE id = 1",
        "代表名册第 1 条在程序之外被改动",
    ),
    "a row deleted": ("DELETE FROM mandate_changes WHERE id = 1", "代表变动第 1 条在程序之外被删除"),
    "a row added": (
        "INSERT INTO electoral_districts (id, name, level) VALUES (9, 'x', 'township')",
        "选区第 9 条是在程序之外添加的",
    ),
    "a number changed": ("UPDATE terms SET quota = 61", "届次第 1 条在程序之外被改动"),
    "a list changed": (
        "UPDATE people SET resume = replace(resume, '务农', '务工') WHERE id = 1",
        "人员第 1 条在程序之外被改动",
    ),
    "a list broken": ("UPDATE people SET resume = '[' WHERE id = 1", "有读不出来的内容"),
    "a private value changed": ("UPDATE private_values SET value = x'31' WHERE id = 1", "有 1 个保密项"),
    "a salt changed": ("UPDATE private_values SET salt = x'31' WHERE id = 1", "有 1 个保密项"),
    "a hash changed": ("UPDATE private_values SET equality = 'x' WHERE id = 1", "有 1 个保密项"),
    "a private value emptied": ("UPDATE private_values SET value = NULL WHERE id = 1", "有 1 个保密项"),
    "a private value deleted": (
        "PRAGMA foreign_keys=OFF; DELETE FROM private_values WHERE id = 1",
        "“人员”里有记录指向不存在的记录",
    ),
    "a private value added": (
        "INSERT INTO private_values (id, value, salt, equality, commitment) SELECT 99, value, salt, equality, commitment FROM private_values WHERE id = 1",
        "有 1 个保密项",
    ),
    "private values exchanged whole": (
        "UPDATE private_values SET (value, salt, equality, commitment) = (SELECT value, salt, equality, commitment FROM private_values WHERE id = 3) WHERE id = 1",
        "有 1 个保密项",
    ),
    "a search text changed": ("UPDATE mandates SET find = 'x' WHERE id = 1", "查找"),
    "a place in the order changed": ("UPDATE mandates SET sort = 'x' WHERE id = 1", "查找"),
    "a counter set back": (
        "UPDATE counters SET last = 1 WHERE name = 'mandates'",
        "代表名册的记录号计数被改动过",
    ),
    "the key changed": ("UPDATE meta SET value = 'x' WHERE key = 'equality_key'", "基本信息已损坏"),
    "text that is none": ("UPDATE people SET name = cast(x'ff' AS TEXT) WHERE id = 1", "有读不出来的内容"),
    "an attachment exchanged": ("UPDATE attachments SET sha256 = 'x'", "附件第 1 条在程序之外被改动"),
    "history without its guard": (
        "DROP TRIGGER changes_never_updated; UPDATE changes SET at = '' WHERE id = 9",
        "历史记录第 9 条被改动过",
    ),
    "an entry deleted": (
        "DROP TRIGGER changes_never_deleted; DELETE FROM changes WHERE id = 9",
        "历史记录第 10 条被改动过，或前面的被删除过",
    ),
    "the last entries deleted": (
        "DROP TRIGGER changes_never_deleted; DELETE FROM changes WHERE batch = (SELECT max(batch) FROM changes)",
        "第 3 条在程序之外被删除",
    ),
    "a table gone": (
        "PRAGMA foreign_keys=OFF; DROP TABLE mandate_changes",
        "代表变动第 1 条在程序之外被删除",
    ),
}


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize("how", OUTSIDE)
def test_an_edit_by_another_program_is_named(spoilt: Path, how: str, is_sealed: bool) -> None:
    edit, words = OUTSIDE[how]
    connection = sqlite3.connect(spoilt / "ledger.db")
    connection.executescript(edit)
    connection.commit()
    connection.close()
    if not is_sealed:
        (spoilt / "ledger.seal").unlink()
    (sentence,) = noticed(spoilt)
    assert words in sentence


def test_a_history_that_was_written_anew_is_told_by_the_gap_in_it(spoilt: Path) -> None:
    connection = sqlite3.connect(spoilt / "ledger.db")
    connection.executescript("DROP TRIGGER changes_never_updated; DROP TRIGGER changes_never_deleted;")
    connection.execute("DELETE FROM changes WHERE id = 9")
    previous = START
    for entry in connection.execute(f"SELECT {COLUMNS} FROM changes ORDER BY id").fetchall():
        previous = entry_hash(previous, entry[:-1])
        connection.execute("UPDATE changes SET hash = ? WHERE id = ?", (previous, entry[0]))
    connection.commit()
    connection.close()
    with Ledger.open(spoilt, today=TODAY, inspect=True) as ledger:
        assert ledger.core.chain.broken() == [10]


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE counters SET last = last + 5 WHERE name = 'mandates'",
        "INSERT INTO counters (name, last) VALUES ('x', 7)",
        "UPDATE meta SET value = printf('%032x', 7) WHERE key = 'ledger_id'",
        "INSERT INTO meta (key, value) VALUES ('converted_3', '1')",
        "PRAGMA user_version=2",
    ],
)
def test_what_no_history_tells_is_noticed_beside_the_seal_and_without_it(
    spoilt: Path, edit: str, is_sealed: bool
) -> None:
    connection = sqlite3.connect(spoilt / "ledger.db")
    connection.execute(edit)
    connection.commit()
    connection.close()
    if not is_sealed:
        (spoilt / "ledger.seal").unlink()
    (words,) = noticed(spoilt)
    assert "标识或编号计数" in words


def test_a_sum_that_is_missing_is_told_once_and_holds_again(spoilt: Path) -> None:
    for edit, sentence in (
        (f"DELETE FROM meta WHERE key = '{facts_sum.SUM}'", SUM_MISSING),
        ("UPDATE counters SET last = last + 5 WHERE name = 'mandates'", "标识或编号计数"),
    ):
        connection = sqlite3.connect(spoilt / "ledger.db")
        connection.execute(edit)
        connection.commit()
        connection.close()
        (spoilt / "ledger.seal").unlink()
        (words,) = noticed(spoilt)
        assert sentence in words


@pytest.mark.parametrize("edit", ["UPDATE meta SET value = 'b' || value", "DELETE FROM meta"])
def test_which_keys_rows_are_found_by_is_noticed_beside_the_seal_and_mended(spoilt: Path, edit: str) -> None:
    connection = sqlite3.connect(spoilt / "ledger.db")
    connection.execute("UPDATE people SET find = 'x'")
    connection.execute(f"{edit} WHERE key = 'keys'")
    connection.commit()
    connection.close()
    assert noticed(spoilt)
    with Ledger.open(spoilt, today=TODAY) as ledger:
        assert check.stale_keys(ledger) == []


def test_history_cannot_be_changed_from_within(spoilt: Path) -> None:
    connection = sqlite3.connect(spoilt / "ledger.db")
    for sql in ("UPDATE changes SET at = ''", "DELETE FROM changes"):
        with pytest.raises(sqlite3.IntegrityError, match="never rewritten"):
            connection.execute(sql)
    connection.close()


def test_every_altered_byte_is_noticed(filled: Path, tmp_path: Path) -> None:
    whole = (filled / "ledger.db").read_bytes()
    chance = random.Random(2022)
    missed = []
    for number in range(FLIPS):
        folder = tmp_path / str(number)
        shutil.copytree(filled, folder)
        place = chance.randrange(100, len(whole))
        altered = bytearray(whole)
        altered[place] ^= 1 << chance.randrange(8)
        (folder / "ledger.db").write_bytes(altered)
        if not noticed(folder):
            missed.append(place)
        shutil.rmtree(folder)
    assert missed == []


def stored_places(whole: bytes, values: list[bytes]) -> list[int]:
    found = []
    for value in values:
        place = whole.find(value)
        while place >= 0:
            found.append(place + len(value) // 2)
            place = whole.find(value, place + 1)
    return found


def test_without_a_seal_the_rows_alone_give_every_altered_value_away(filled: Path, tmp_path: Path) -> None:
    whole = (filled / "ledger.db").read_bytes()
    values = ["王芳", "第一选区", "改过"]
    places = stored_places(whole, [value.encode() for value in values])
    places += stored_places(whole, [b"199000012", b"9999991975030100", b"1965-03", b"2016-10-12"])
    chance = random.Random(7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "state_of", lambda database: (seal.ALTERED, {}))
        missed = []
        for place in chance.sample(places, 25):
            folder = tmp_path / str(place)
            shutil.copytree(filled, folder)
            altered = bytearray(whole)
            altered[place] ^= 1
            (folder / "ledger.db").write_bytes(altered)
            try:
                with Ledger.open(folder, today=TODAY):
                    missed.append(whole[place - 20 : place + 20])
            except LedgerRefused:
                pass
            shutil.rmtree(folder)
    # Freed pages may still hold a value: secure_delete wipes them, so nothing is missed.
    assert missed == []


ATTACHMENT: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(path.with_name("x")),
    "altered": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"),
    "emptied": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("how", ATTACHMENT)
def test_a_spoilt_attachment_is_noticed_and_locks_nobody_out(spoilt: Path, how: str) -> None:
    (file,) = (path for path in (spoilt / "attachments").rglob("*") if path.is_file())
    ATTACHMENT[how](file)
    with Ledger.open(spoilt, today=TODAY) as ledger:
        faults = check.damage(ledger, deep=True)
    assert len(faults) == 1
    assert "photo.jpg" in faults[0].sentence


def test_a_ledger_put_back_to_an_older_state_is_noticed(folder: Path, tmp_path: Path) -> None:
    Ledger.open(folder, today=TODAY).close()
    older = Path(shutil.copytree(folder, tmp_path / "older"))
    with Ledger.open(folder, today=TODAY) as ledger:
        enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
        assert ledger.notes == []
    shutil.copy(older / "ledger.db", folder / "ledger.db")
    shutil.copy(older / "ledger.seal", folder / "ledger.seal")
    for _ in range(3):  # forgotten at no opening, whatever is entered in between
        with Ledger.open(folder, today=TODAY) as ledger:
            assert any("旧" in note for note in ledger.notes)
            enter(ledger, "electoral_districts", {"name": f"第{ledger.last_change}选区", "level": "镇"})
    with Ledger.open(folder, today=TODAY) as ledger:
        ledger.accept_older()
        assert ledger.notes == []
    assert noticed(folder) == []


def test_a_database_that_is_older_than_its_seal_is_noticed_on_another_machine_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger.open(folder, today=TODAY).close()
    shutil.copy(folder / "ledger.db", tmp_path / "older.db")
    with Ledger.open(folder, today=TODAY) as ledger:
        enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
    shutil.copy(tmp_path / "older.db", folder / "ledger.db")
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(tmp_path / "another machine"))
    for _ in range(2):
        assert any("旧" in note for note in noticed(folder))


def test_without_a_seal_hidden_columns_are_made_to_follow_from_the_rows(spoilt: Path) -> None:
    with Ledger.open(spoilt, today=TODAY) as ledger:
        before = ledger.statistics()["digest"]
    (spoilt / "ledger.seal").unlink()
    with contextlib.closing(sqlite3.connect(spoilt / "ledger.db")) as connection:
        connection.execute("UPDATE mandates SET find = 'x', sort = 'y' WHERE id IN (1, 2)")
        connection.commit()
    with Ledger.open(spoilt, today=TODAY) as ledger:
        assert [note for note in ledger.notes if "2 处" in note]
        assert check.stale_keys(ledger) == []
        assert ledger.statistics()["digest"] == before
    assert noticed(spoilt) == []


def test_inspecting_a_damaged_ledger_changes_nothing(spoilt: Path) -> None:
    connection = sqlite3.connect(spoilt / "ledger.db")
    connection.execute("UPDATE terms SET quota = 61")
    connection.commit()
    connection.close()
    before = {path: path.read_bytes() for path in spoilt.rglob("*") if path.is_file()}
    with Ledger.open(spoilt, today=TODAY, inspect=True) as ledger:
        assert [finding.severity for finding in ledger.faults or []] == ["damage"]
        with pytest.raises(Exception, match="不能改动"), ledger.act("x"):
            raise AssertionError
    assert {path: path.read_bytes() for path in spoilt.rglob("*") if path.is_file()} == before


def test_a_register_with_a_bad_index_is_read_past_it(spoilt: Path) -> None:
    database = spoilt / "ledger.db"
    connection = sqlite3.connect(database)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name='electoral_districts_sort'"
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    content = bytearray(database.read_bytes())
    content[(page - 1) * size : page * size] = b"\x5a" * size
    database.write_bytes(content)
    with Ledger.open(spoilt, today=TODAY, inspect=True) as ledger:
        assert [fault.sentence for fault in ledger.faults or []] == [check.BROKEN_FILE]
        rows = ledger.rows("electoral_districts", ledger.ids("electoral_districts"))
        assert [row["name"] for row in rows] == ["第一选区"]
    assert database.read_bytes() == content
    with pytest.raises(LedgerRefused, match="内部结构已损坏"):
        Ledger.open(spoilt, today=TODAY)


def test_gaps_in_numbers_and_contradictions_are_told(ledger: Ledger) -> None:
    for number in (1, 2, 5):
        enter(ledger, "electoral_districts", {"name": f"第{number}选区", "level": "镇", "no": number})
    for text in ("1", "19900001111", "9" * 30):  # a telephone and a bar code in the number's place
        enter(
            ledger,
            "incoming_documents",
            {"received_on": "2022-01-05", "title": f"通知{text[-2:]}", "no": text},
        )
    for number in range(3):
        enter(ledger, "deputies", {"name": f"王{chr(0x4E00 + number)}", "level": "镇"})
    with ledger.act("改") as act:
        act.change("terms", 1, {"quota": 2})
    told = [finding.sentence for finding in check.data_findings(ledger)]
    assert "选区的选区号不连续，缺 3、4。" in told
    assert "收文登记的收文号不连续，缺 2、3、4、5、6、7、8、9、10、11等 19900001109 个。" in told
    assert any("多于名额 2 名" in sentence for sentence in told)
    assert ledger.today == date(2022, 7, 20)


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        (["ok"], []),
        (["row 3 missing from index people_sort"], ["row 3 missing from index people_sort"]),
        (["Tree 7 page 9: unable to get the page. error code=11"], None),
        (["Tree 7 page 9: unable to get the page. error code=266"], 3),
        (["Tree 7 page 9: unable to get the page. error code=8458", "row 3 missing from index x"], 3),
    ],
)
def test_a_page_that_the_disk_fails_to_hand_over_is_no_damage(
    lines: list[str], outcome: list[str] | int | None
) -> None:
    """SQLite puts both in one list; 266 is SQLITE_IOERR_READ, 8458 SQLITE_IOERR_CORRUPTFS, 11 SQLITE_CORRUPT."""
    answering: Any = Answering(lines)
    if isinstance(outcome, int):
        with pytest.raises(LedgerRefused) as refused:
            complaints(answering, "integrity_check")
        assert refused.value.status == outcome
    else:
        assert complaints(answering, "integrity_check") == (lines if outcome is None else outcome)


class Answering:
    """A connection whose check says what no test can make a disk do."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def execute(self, sql: str) -> list[tuple[str]]:
        assert sql == "PRAGMA integrity_check"
        return [(line,) for line in self._lines]
