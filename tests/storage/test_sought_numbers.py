"""A telephone or ID number is found however it was kept and however it is typed; a number that nobody has is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.storage.core.key_slots import Cost
from app.storage.ledger import Ledger
from app.storage.protection import protecting, unlocking
from app.storage.query import Query
from tests.kept_ledgers import enter, new_ledger, open_ledger

TODAY = date(2022, 11, 23)
PASSWORD, CODE = "correct horse", "00000 00001 00002 00003 00004 00005 00006 00007 00008 00009"
ID_NUMBER = "44128419750312003X"
# By the name of the deputy: what is kept, and every way in which it is looked for.
PHONES = {
    "王芳": (
        "19900001111、0758-3322111",
        ["19900001111", "199 0000 1111", "199-0000-1111", "１９９００００１１１１", "+86 199 0000 1111",
         "8619900001111", "0758-3322111", "0758 3322111", "(0758)3322111", "0758－3322111", "0758—3322111",
         "07583322111", "3322111", "332 2111", "19900001111、0758-3322111", "19900001111 0758 3322111",
         "王芳 0758 3322111", "0758 3322111 wf"],
    ),
    "李一": ("19900000000", ["199 0000 0000", "199-0000-0000", "19900000000", "19900000000 李一"]),
    "陈二": ("(0758) 3322112 转 801", ["0758 3322112", "07583322112", "3322112", "0758-3322112-801"]),
    "张三": ("07583322114", ["0758 3322114", "0758-3322114", "07583322114"]),
}  # fmt: skip
ID_WAYS = [ID_NUMBER, "441284 19750312 003x", "441284-19750312-003X", "４４１２８４１９７５０３１２００３Ｘ"]  # fmt: skip
NOBODYS = ["0758 3322119", "19900001112", "1990000111", "0758332211", "33221", "441284 19750312 0031",
           "19900001111 0758 3322112", "李一 0758 3322111", "199000011110758"]  # fmt: skip
PROTECTED = pytest.mark.parametrize("protected", [False, True], ids=["plain", "protected"])


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The ledger in plain, and protected."""
    folder = tmp_path_factory.mktemp("numbers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        for protected in (False, True):
            with new_ledger(
                folder / str(protected), term=16, term_started=date(2016, 11, 10), today=TODAY
            ) as ledger:
                fill(ledger)
                if protected:
                    protecting.protect(ledger, PASSWORD, CODE, Cost(1, 8))
    return {protected: folder / str(protected) for protected in (False, True)}


def fill(ledger: Ledger) -> None:
    """Deputies with numbers, a site with one that is posted, and a reception of two visitors with theirs."""
    for name, (phone, _) in PHONES.items():
        enter(ledger, "deputies", name=name, level="镇", phone=phone)
    enter(ledger, "deputies", name="赵四", level="镇", id_number=ID_NUMBER)
    enter(ledger, "liaison_sites", name="迳口联络站", kind="联络站", public_phone="0758-3322113")
    visitors = [
        {"name": "钱七", "phone": "19900002222"},
        {"name": "孙八", "phone": "19900003333、19900004444", "wants_confidential": True},
    ]
    enter(ledger, "receptions", held_on="2022-04-20", site="迳口联络站", kind="接访", visitors=visitors)


@pytest.fixture(scope="module")
def found(folders: dict[bool, Path]) -> Iterator[dict[bool, Callable[..., list[str]]]]:
    """Finds the names of the rows that hold words, in the ledger in plain and in the protected one."""
    ledgers = {protected: open_ledger(folder, today=TODAY) for protected, folder in folders.items()}
    unlocking.unlock(ledgers[True], PASSWORD)

    def finder(ledger: Ledger) -> Callable[..., list[str]]:
        def find(words: str, key: str = "deputies") -> list[str]:
            rows = ledger.rows(key, ledger.ids(key, Query(find=words)))
            return [str(row.get("name") or row.get("no")) for row in rows]

        return find

    yield {protected: finder(ledger) for protected, ledger in ledgers.items()}
    for ledger in ledgers.values():
        ledger.close()


@PROTECTED
def test_a_number_is_found_however_it_is_written(found, protected: bool) -> None:
    ways = [(name, way) for name, (_, ways) in PHONES.items() for way in ways] + [
        ("赵四", w) for w in ID_WAYS
    ]
    assert [(way, found[protected](way)) for name, way in ways if found[protected](way) != [name]] == []


@PROTECTED
def test_a_posted_number_is_found_too(found, protected: bool) -> None:
    find = found[protected]
    for way in ("0758-3322113", "0758 3322113", "07583322113", "3322113"):
        assert find(way, "liaison_sites") == ["迳口联络站"], way


@PROTECTED
def test_what_a_visitor_confided_is_not_searched(found, protected: bool) -> None:
    for way in ("19900003333", "199 0000 3333", "19900004444"):
        assert found[protected](way, "receptions") == [], way


@PROTECTED
@pytest.mark.parametrize("words", NOBODYS)
def test_nobody_is_found_by_a_number_that_is_another(found, protected: bool, words: str) -> None:
    assert found[protected](words) == []


def test_while_the_key_is_not_there_only_what_is_posted_is_found(
    folders: dict[bool, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(folders[True], tmp_path / "data"))
    with open_ledger(folder, today=TODAY) as ledger:
        assert ledger.ids("deputies", Query(find="199 0000 1111")) == []
        assert len(ledger.ids("liaison_sites", Query(find="07583322113"))) == 1


def test_an_altered_value_hides_no_other_number(folders: dict[bool, Path], tmp_path: Path) -> None:
    """A ledger that is opened to be looked at is searched like any."""
    folder = Path(shutil.copytree(folders[True], tmp_path / "data"))
    with open_ledger(folder, today=TODAY) as ledger:
        unlocking.unlock(ledger, PASSWORD)
        with ledger.busy:
            core = ledger.core
            longest = "SELECT id FROM private_values ORDER BY length(value) DESC LIMIT 1"
            (altered,) = core.connection.execute(longest).fetchone()
            before = core.private.readable([1, 2, 3, altered])
            core.connection.execute(
                "UPDATE private_values SET value=zeroblob(length(value)) WHERE id=?", (altered,)
            )
            assert set(before) - set(core.private.readable([1, 2, 3, altered])) == {altered}
            assert len(core.records.ids("deputies", Query(find="0758 3322111"), "2022-11-23")) == 1
            core.connection.rollback()
