"""Whatever a damaged ledger still gives stands in the new one; whatever it does not is named."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.domain.registers import BY_KEY, REGISTERS
from app.storage.checks.check import damage
from app.storage.ledger import Ledger, LedgerRefused
from app.storage.rescue.best_rows import spans
from app.storage.rescue.list_of_tables import BRANCH, HEADER, LEAF, CoreTable, with_gathered_list
from app.storage.rescue.rescue import LIST, rescue
from tests.kept_ledgers import in_pages
from tests.storage.conftest import JOURNAL, TODAY, enter, is_hot, killed_in_an_act

PAGE = 4096  # as in a clerk's own file
DEPUTIES = 40


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with deputies, private values, links, changes, a removed row and an attachment."""
    folder = in_pages(Path(shutil.copytree(template, tmp_path_factory.mktemp("rescue") / "data")), PAGE)
    photo = folder.parent / "photo.jpg"
    photo.write_bytes(b"photo" * 500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        with Ledger.open(folder, today=TODAY) as ledger:
            enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
            reception = {"held_on": "2022-07-01", "site": "甲站", "kind": "接访"}
            enter(ledger, "receptions", reception)  # its list of deputies is empty
            for number in range(DEPUTIES):
                raw = {
                    "name": f"王芳{chr(0x4E00 + number)}",
                    "level": "镇",
                    "id_number": f"9999991975030100{number:02d}",
                    "electoral_district": "第一选区",
                    "elected_on": "2016-10-12",
                    "note": "备注" * 40,
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


def contents(folder: Path) -> dict[tuple[str, int], Any]:
    """What each row holds itself, with its private values in plain."""
    with Ledger.open(folder, today=TODAY) as ledger:
        assert damage(ledger) == []
        return {
            (register.key, row["id"]): {
                f.key: row[f.key] for f in register.own_fields if row[f.key] is not None
            }
            for register in REGISTERS
            for row in ledger.revealed(ledger.rows(register.key, ledger.ids(register.key), bare=True))
        }


def pages_of(folder: Path, table: str) -> list[int]:
    """The pages of a table, its root first (numbered from 1), found by what lies in the file itself."""
    connection = sqlite3.connect(folder / "ledger.db")
    found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name=?", (table,)).fetchone()
    connection.close()
    (root,) = found or (1,)  # the list of tables itself, behind the header of the file
    page = (folder / "ledger.db").read_bytes()[(root - 1) * PAGE : root * PAGE]
    head = page[0 if found else 100 :]
    if head[0] == 0x0D:  # a leaf
        return [root]
    cells = int.from_bytes(head[3:5], "big")
    places = [int.from_bytes(head[12 + 2 * n : 14 + 2 * n], "big") for n in range(cells)]
    children = [int.from_bytes(page[place : place + 4], "big") for place in places]
    return [root, *children, int.from_bytes(head[8:12], "big")]


def overwrite(folder: Path, place: int, content: bytes) -> None:
    with open(folder / "ledger.db", "rb+") as file:
        file.seek(place)
        file.write(content)


def without_page(table: str, which: int) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        overwrite(folder, (pages_of(folder, table)[which] - 1) * PAGE, bytes(PAGE))

    return spoil


def page_over_page(table: str, which: int, over: int) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        pages, data = pages_of(folder, table), (folder / "ledger.db").read_bytes()
        start = (pages[which] - 1) * PAGE
        overwrite(folder, (pages[over] - 1) * PAGE, data[start : start + PAGE])

    return spoil


def outside(sql: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        connection = sqlite3.connect(folder / "ledger.db")
        connection.executescript(sql)
        connection.commit()
        connection.close()

    return spoil


def cut_off(folder: Path) -> None:
    data = (folder / "ledger.db").read_bytes()
    (folder / "ledger.db").write_bytes(data[: len(data) * 3 // 5])


# What is done to the file, and whether every row is to come back as it was.
SPOILING: dict[str, tuple[Callable[[Path], None], bool]] = {
    "nothing": (lambda folder: None, True),
    "the header": (lambda folder: overwrite(folder, 0, bytes(24)), True),
    "the first page": (lambda folder: overwrite(folder, 0, bytes(PAGE)), True),
    "noise over the first page": (lambda folder: overwrite(folder, 0, Random(1).randbytes(PAGE)), True),
    "a page of the list of tables": (without_page("sqlite_master", 2), False),
    "the page that names the history": (without_page("sqlite_master", 1), True),
    "a page of people": (without_page("people", 1), True),
    "the root of people": (without_page("people", 0), True),
    "a page of the history": (without_page("changes", 2), True),
    "the root of the history": (without_page("changes", 0), True),
    "a page of private values": (without_page("private_values", 1), False),
    "the counters": (without_page("counters", 0), True),
    "name and key": (without_page("meta", 0), False),
    "cut off": (cut_off, False),
    "a private value altered": (outside("UPDATE private_values SET value = x'31' WHERE id = 1"), False),
    "a row altered": (outside("UPDATE mandates SET note = 'x' WHERE id = 1"), True),
    "a row deleted": (outside("DELETE FROM mandate_changes WHERE id = 1"), True),
    "a list broken": (outside("UPDATE people SET resume = '[' WHERE id = 1"), True),
    "text that is none": (outside("UPDATE people SET name = cast(x'ff' AS TEXT) WHERE id = 1"), True),
    "an entry deleted": (outside("DROP TRIGGER changes_never_deleted; DELETE FROM changes WHERE id = 9"), True),
    "people deleted, and their entries": (
        outside("PRAGMA foreign_keys=OFF; DROP TRIGGER changes_never_deleted; DELETE FROM people WHERE id < 4;"
                "DELETE FROM changes WHERE register = 'people' AND row < 4"), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILING)
def test_every_row_comes_back_or_is_named(spoilt: Path, tmp_path: Path, how: str) -> None:
    spoil, is_whole = SPOILING[how]
    before = contents(spoilt)
    spoil(spoilt)
    file = (spoilt / "ledger.db").read_bytes()
    outcome = rescue(spoilt, tmp_path / "new")
    after = contents(tmp_path / "new")
    assert (spoilt / "ledger.db").read_bytes() == file
    assert outcome.row_count == len(after)
    assert set(after) <= set(before)
    changed = [place for place, row in before.items() if after.get(place) != row]
    assert not (is_whole and changed)
    words = "".join(outcome.sentences)
    assert [place for place in changed if not is_named(place, outcome.sentences)] == []
    assert bool(words) is (
        how not in ("nothing", "the header", "the first page", "noise over the first page")
    )
    listed = (tmp_path / "new" / LIST).read_text("utf-8-sig")
    assert all(sentence in listed for sentence in outcome.sentences)


def test_a_page_of_the_history_found_twice_counts_once(spoilt: Path, tmp_path: Path) -> None:
    """Its last page lies over by the one before: what that page said is lost, and what was deleted there comes back."""
    before = contents(spoilt)
    page_over_page("changes", -2, -1)(spoilt)
    outcome = rescue(spoilt, tmp_path / "new")
    after = contents(tmp_path / "new")
    other = [place for place in before.keys() | after if before.get(place) != after.get(place)]
    assert other
    assert [place for place in other if not is_named(place, outcome.sentences)] == []


def is_named(place: tuple[str, int], sentences: list[str]) -> bool:
    """Whether a sentence tells of a row."""
    label, number = BY_KEY[place[0]].label, place[1]
    for sentence in sentences:
        named = re.match(rf"{label}第 ([\d、—]+) 条", sentence)
        ends = [span.split("—") for span in named[1].split("、")] if named else []
        if any(int(first[0]) <= number <= int(first[-1]) for first in ends):
            return True
    return False


def test_the_history_goes_on_where_it_is_whole(spoilt: Path, tmp_path: Path) -> None:
    outside("UPDATE mandates SET note = 'x' WHERE id = 1")(spoilt)
    with Ledger.open(spoilt, today=TODAY, inspect=True) as ledger:
        last, code = ledger.last_change, ledger.core.chain.code()
    rescue(spoilt, tmp_path / "new")
    with Ledger.open(tmp_path / "new", today=TODAY) as ledger:
        assert (ledger.last_change, ledger.core.chain.code()) == (last, code)
        assert ledger.notes == []
        assert [path.is_file() for path in (row["path"] for row in ledger.attached("deputies", 1))] == [True]
        row_id = enter(ledger, "deputies", {"name": "何芳", "level": "镇", "elected_on": "2016-10-12"})
        assert row_id == DEPUTIES + 1


def test_lost_rows_and_values_are_named_one_by_one(spoilt: Path, tmp_path: Path) -> None:
    SPOILING["people deleted, and their entries"][0](spoilt)
    outside("UPDATE private_values SET value = x'31' WHERE id = 9")(spoilt)
    sentences = rescue(spoilt, tmp_path / "new").sentences
    assert "代表名册第 1 条所属的人没有读出来，没有写进新的台账。" in sentences
    assert any(sentence.endswith("没有读出来，请补录。") for sentence in sentences)
    assert any(sentence.startswith("修改历史没有全部读出来") for sentence in sentences)


@pytest.mark.parametrize(
    ("place", "status"), [("data/inside", 2), ("full", 2), ("data", 2), ("no such/folder", 3)]
)
def test_the_new_ledger_lies_apart(spoilt: Path, tmp_path: Path, place: str, status: int) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    before = sorted(spoilt.rglob("*"))
    with pytest.raises(LedgerRefused) as refused:
        rescue(spoilt, tmp_path / place)
    assert refused.value.status == status
    assert sorted(spoilt.rglob("*")) == before


def test_a_file_that_gives_nothing_leaves_nothing(spoilt: Path, tmp_path: Path) -> None:
    (spoilt / "ledger.db").write_bytes(b"\xff" * 50_000)
    with pytest.raises(LedgerRefused, match="什么也读不出来") as refused:
        rescue(spoilt, tmp_path / "new")
    assert refused.value.status == 4
    assert not (tmp_path / "new").exists()


def test_spans_are_short() -> None:
    assert spans([3, 7, 8, 9, 12]) == "3、7—9、12"


def test_a_rescue_that_was_killed_is_begun_again(spoilt: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    (new / "attachments").mkdir(parents=True)
    for name in (LIST, "ledger.lock", ".0123456789ab.part"):
        (new / name).touch()
    rescue(spoilt, new)
    assert contents(new) == contents(spoilt)
    assert not [path for path in new.iterdir() if ".part" in path.name]


def test_an_act_that_was_under_way_is_undone_in_the_copy_alone(spoilt: Path, tmp_path: Path) -> None:
    before = contents(spoilt)
    killed_in_an_act(spoilt, tmp_path / "killed")
    file = (tmp_path / "killed" / "ledger.db").read_bytes()
    assert is_hot(tmp_path / "killed" / JOURNAL)
    rescue(tmp_path / "killed", tmp_path / "new")
    assert contents(tmp_path / "new") == before
    assert (tmp_path / "killed" / "ledger.db").read_bytes() == file
    assert is_hot(tmp_path / "killed" / JOURNAL)


def test_a_disk_that_fails_now_is_no_damage(
    spoilt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(LedgerRefused, match="磁盘") as refused:
        rescue(spoilt, tmp_path / "new")
    assert refused.value.status == 3
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("child", [0, 3, 70_000])
def test_damaged_pages_that_lead_nowhere_or_in_a_circle_are_left_aside(child: int) -> None:
    """Four pages: a branch to ``child``, a leaf with a row of 2**64 bytes, and the page on which that goes on for ever."""
    size, length, begin = 512, (2**56 - 1) << 8 | 0x7F, 20
    least, most = (size - 12) * 32 // 255 - 23, size - 35
    fitting = least + (length - least) % (size - 4)
    here = fitting if fitting <= most else least
    header = bytearray(HEADER)
    header[16:18] = size.to_bytes(2, "big")
    branch = bytes([BRANCH, *bytes(7)]) + child.to_bytes(4, "big")
    leaf = bytes([LEAF, 0, 0, 0, 1, 0, 0, 0]) + (10).to_bytes(2, "big") + b"\xff" * 8 + b"\x7f\x01"
    leaf = leaf.ljust(begin + here, b"\0") + (4).to_bytes(4, "big")
    pages = (bytes(header), branch, leaf, (4).to_bytes(4, "big"))
    content = b"".join(page.ljust(size, b"\0") for page in pages)
    core = {"changes": CoreTable("CREATE TABLE changes (id INTEGER)", ("INTEGER",))}
    assert with_gathered_list(content, core) == content
