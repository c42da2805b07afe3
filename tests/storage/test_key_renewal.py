"""A ledger of an older program is sorted and found anew, once, and is not called damaged for it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain import keys
from app.domain.days import PartialDate
from app.domain.kinds.dates import KnownDay
from app.domain.numerals import natural
from app.domain.people import pinyin_initials, pinyin_search, stroke_key
from app.domain.registers import REGISTERS
from app.storage.acts import key_renewal
from app.storage.checks.check import damage, stale_keys
from app.storage.ledger import Ledger
from app.storage.opening import database_file as opening
from tests.random_rows import RandomRows
from tests.storage.conftest import TODAY, enter

# By MAKING: what these texts became.  When this fails, raise MAKING by one and write the new line here.
MADE = {4: "4d1058db7c314a31"}
TEXTS = [
    "王芳",
    "余一",
    "佘一",
    "欧阳修",
    "欧文",
    "单雄信",
    "买买提·艾力",
    "龘𠮷",
    "第十二选区",
    "第二选区",
    "John",
    "",
]

Add = Callable[..., int]


def test_whoever_makes_other_keys_raises_their_version() -> None:
    made = [
        (stroke_key(text), stroke_key(text, order="surname"), pinyin_initials(text), pinyin_search(text), natural(text))
        for text in TEXTS
    ]  # fmt: skip
    made += [KnownDay().to_words(PartialDate(2022, month)) for month in (None, 5)]
    assert {keys.MAKING: hashlib.sha256(json.dumps(made).encode()).hexdigest()[:16]} == MADE


def test_the_version_follows_the_definitions(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = keys.keys_version(REGISTERS)
    assert keys.keys_version(REGISTERS) == whole != keys.keys_version(REGISTERS[1:])
    monkeypatch.setattr(keys, "MAKING", keys.MAKING + 1)
    assert keys.keys_version(REGISTERS) != whole


def as_an_older_program_left_it(folder: Path, *, seal: bool) -> None:
    """Every name sorts and is found by what an older program wrote; without ``seal`` it was not closed."""
    connection = sqlite3.connect(folder / "ledger.db")
    for register in REGISTERS:
        connection.execute(f"UPDATE {register.stored_in} SET sort = 'z' || (1000 - id), find = 'x'")
    connection.execute("DELETE FROM meta WHERE key='keys'")
    connection.commit()
    connection.close()
    if seal:
        facts = json.loads((folder / "ledger.seal").read_text("utf-8"))
        facts |= {
            "size": (folder / "ledger.db").stat().st_size,
            "sha256": hashlib.sha256((folder / "ledger.db").read_bytes()).hexdigest(),
        }
        (folder / "ledger.seal").write_text(json.dumps(facts), "utf-8")


@pytest.mark.parametrize("found", ["sealed", "altered", "unsealed"])
def test_an_older_ledger_is_sorted_and_found_anew(folder: Path, found: str) -> None:
    with Ledger.open(folder, today=TODAY) as ledger:
        for name in ("余四", "佘二", "余五", "佘三", "余一"):
            enter(ledger, "deputies", {"name": name, "level": "镇"})
        rows = RandomRows(ledger, 3)
        for register in REGISTERS:
            if register.key not in ("office", "attachments"):
                rows.add(register)
        facts, order = ledger.statistics(), {r.key: ledger.ids(r.key) for r in REGISTERS}
    as_an_older_program_left_it(folder, seal=found == "sealed")
    if found == "unsealed":
        (folder / "ledger.seal").unlink()
    with Ledger.open(folder, today=TODAY, inspect=True) as ledger:
        assert ledger.faults == [] and stale_keys(ledger) == []
        assert not key_renewal.are_of_today(ledger.core.connection)
    with Ledger.open(folder, today=TODAY) as ledger:
        assert {r.key: ledger.ids(r.key) for r in REGISTERS} == order
        assert [ledger.rows("deputies", [i])[0]["name"] for i in order["deputies"] if i <= 5] == [
            "余一", "余五", "余四", "佘二", "佘三",
        ]  # fmt: skip
        assert ledger.statistics() == facts
        assert damage(ledger) == [] and stale_keys(ledger) == []


def test_keys_are_renewed_once_and_never_by_an_inspection(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_an_older_program_left_it(folder, seal=True)
    before = (folder / "ledger.db").read_bytes()
    Ledger.open(folder, today=TODAY, inspect=True).close()
    assert (folder / "ledger.db").read_bytes() == before
    Ledger.open(folder, today=TODAY).close()
    monkeypatch.setattr(key_renewal, "stale_rows", lambda *given: 1 / 0)
    monkeypatch.setattr(opening, "copy_before_migration", lambda *given: 1 / 0)
    Ledger.open(folder, today=TODAY).close()


def test_a_renewal_that_breaks_off_leaves_the_older_keys(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_an_older_program_left_it(folder, seal=True)
    before = (folder / "ledger.db").read_bytes()
    last = REGISTERS[-1].stored_in
    whole = key_renewal.stale_rows
    monkeypatch.setattr(
        key_renewal, "stale_rows", lambda ledger, r: 1 / 0 if r.stored_in == last else whole(ledger, r)
    )
    with pytest.raises(ZeroDivisionError):
        Ledger.open(folder, today=TODAY)
    assert (folder / "ledger.db").read_bytes() == before
    monkeypatch.undo()
    with Ledger.open(folder, today=TODAY) as ledger:
        assert key_renewal.are_of_today(ledger.core.connection)
