"""Links stay what they are: whatever is shown of a record, written back, changes nothing."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.commands.records import plain_row
from app.domain.fields import Field, Ref
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from tests import random_rows
from tests.kept_ledgers import new_folder, nothing_written
from tests.random_rows import RandomRows

TODAY = date(2022, 7, 20)
ROWS = 4
LINKED = [
    register
    for register in REGISTERS
    if register.key not in ("attachments", "office")
    and any(field.kind.name in ("link", "links") for field in register.input_fields)
]
# Names that are one, that hold a separator or a distinction, and that are somebody else's number.
NAMES = ("甲站", "甲站", "一、二村站", "甲站(县)", "2", "R1", "第3号", "王 芳", "AB站,东")


def each_linked() -> Any:
    return pytest.mark.parametrize("register", LINKED, ids=lambda register: register.key)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two terms with rows in every register that something links to, many of one name."""
    folder = tmp_path_factory.mktemp("template") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        office = {"town": "迳口镇", "county": "四会市"}
        new_folder(folder, office, term=16, term_started=date(2016, 11, 10), quota=60, today=TODAY)
        with Ledger.open(folder, today=TODAY) as ledger:
            _fill(ledger)
    return folder


def _fill(ledger: Ledger) -> None:
    with ledger.act("届次") as act:
        act.add("terms", {"level": "township", "ordinal": 17, "started_on": date(2021, 12, 15)})
        act.add("terms", {"level": "county", "ordinal": 17, "started_on": date(2021, 11, 1)})
    rows = RandomRows(ledger, 7)
    targets = {field.kind.to for register in LINKED for field in register.input_fields if _is_link(field)}  # type: ignore[attr-defined]
    for register in REGISTERS:
        if register.key in targets and register.key != "terms":
            for number, name in enumerate(NAMES):
                _add_named(ledger, rows, register, name, number)


def _add_named(ledger: Ledger, rows: RandomRows, register: Register, name: str, number: int) -> None:
    for _ in range(60):
        values = rows.row(register, fullness=0.3)
        for key in register.called:
            if register.field(key).kind.name in ("text", "person"):
                values[key] = name
        try:
            with ledger.act("添") as act:
                act.add(register.key, values)
            return
        except Refused:
            continue


def _is_link(field: Field) -> bool:
    return field.kind.name in ("link", "links")


@pytest.fixture
def ledger(template: Path, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(Path(shutil.copytree(template, tmp_path / "data")), today=TODAY) as opened:
        opened.core.connection.execute("PRAGMA synchronous=OFF")
        yield opened


@pytest.fixture(autouse=True)
def readable_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random rows are put in unread; a line break in a one-line text could never have been entered."""
    monkeypatch.setattr(random_rows, "WORDS", tuple(word for word in random_rows.WORDS if "\n" not in word))


def rows_of(ledger: Ledger, register: Register, seed: int) -> list[int]:
    rows = RandomRows(ledger, seed)
    return [rows.add(register)[0] for _ in range(ROWS)]


def links_of(ledger: Ledger, register: Register, row_id: int) -> dict[str, Any]:
    row = ledger.row(register.key, row_id) or {}
    return {f.key: _ids(row.get(f.key)) for f in register.input_fields if _is_link(f)}


def _ids(value: Any) -> Any:
    if isinstance(value, Ref):
        return value.id if value.id is not None else value.name
    return tuple(_ids(ref) for ref in value) if value else None


def write(ledger: Ledger, register: Register, row_id: int, raw: dict[str, Any]) -> bool:
    values, problems = ledger.read_values(register.key, raw, row_id=row_id)
    assert [p for p in problems if p.severity == "error"] == []
    try:
        with ledger.act("改") as act:
            return act.change(register.key, row_id, values)
    except Refused:  # a deputy of a former term is only looked at
        return False


def writable(register: Register, plain: dict[str, Any]) -> dict[str, Any]:
    inputs = {field.key for field in register.input_fields}
    return {key: value for key, value in plain.items() if key in inputs}


def written_back(ledger: Ledger, register: Register, row_id: int) -> bool:
    plain = json.loads(json.dumps(plain_row(register, ledger.row(register.key, row_id) or {})))
    return write(ledger, register, row_id, writable(register, plain))


@each_linked()
def test_what_the_list_gives_written_back_changes_nothing(ledger: Ledger, register: Register) -> None:
    for seed in range(2):
        for row_id in rows_of(ledger, register, seed):
            held = links_of(ledger, register, row_id)
            written_back(ledger, register, row_id)  # random texts are put in unread: this tidies them
            assert links_of(ledger, register, row_id) == held
            with nothing_written(ledger):
                assert written_back(ledger, register, row_id) is False
            assert links_of(ledger, register, row_id) == held


@each_linked()
def test_each_link_alone_as_it_is_shown_or_picked(ledger: Ledger, register: Register) -> None:
    for row_id in rows_of(ledger, register, 3):
        for field in (f for f in register.input_fields if _is_link(f)):
            row = ledger.row(register.key, row_id) or {}
            value = row.get(field.key)
            if not value:
                continue
            held = links_of(ledger, register, row_id)
            several = field.kind.name == "links"
            refs = value if several else (value,)
            shapes: list[Any] = [
                field.text(value),
                [ref.name for ref in refs] if several else refs[0].name,
                [{"id": ref.id, "name": ref.name} for ref in refs] if several else dict(refs[0]._asdict()),
            ]
            if all(ref.id is not None for ref in refs):
                shapes.append([{"id": ref.id} for ref in refs] if several else {"id": refs[0].id})
                shapes.append([ref.id for ref in refs] if several else refs[0].id)
            for shape in shapes:
                assert not write(ledger, register, row_id, {field.key: shape}), (field.key, shape)
                assert links_of(ledger, register, row_id) == held, (field.key, shape)


@each_linked()
def test_an_edit_beside_links_leaves_them(ledger: Ledger, register: Register) -> None:
    chance = random.Random(11)
    rows = RandomRows(ledger, 12)
    for row_id in rows_of(ledger, register, 5):
        for _ in range(4):
            row = ledger.row(register.key, row_id) or {}
            raw = writable(register, json.loads(json.dumps(plain_row(register, row))))
            own = [f for f in register.input_fields if f.key in raw and not _is_link(f) and not f.private]
            field = chance.choice(own)
            new = rows.row(register, fullness=1).get(field.key)
            if new is None:
                continue
            raw[field.key] = field.kind.to_plain(new)
            held = links_of(ledger, register, row_id)
            if not _is_written(ledger, register, row_id, raw):
                continue
            assert links_of(ledger, register, row_id) == held, (field.key, new)


def _is_written(ledger: Ledger, register: Register, row_id: int, raw: dict[str, Any]) -> bool:
    """Whether a random edit passed the register's rules and was kept."""
    _, problems = ledger.read_values(register.key, raw, row_id=row_id)
    return not any(p.severity == "error" for p in problems) and write(ledger, register, row_id, raw)


@each_linked()
def test_linked_rows_renamed_since_are_still_the_same(ledger: Ledger, register: Register) -> None:
    """Shown is how the row is called now; kept may be how it was called when the link was made."""
    for row_id in rows_of(ledger, register, 9):
        for field in (f for f in register.input_fields if _is_link(f)):
            row = ledger.row(register.key, row_id) or {}
            refs = row.get(field.key) or ()
            refs = refs if field.kind.name == "links" else (refs,) if refs else ()
            for ref in refs:
                _rename(ledger, field, ref)
        row = ledger.row(register.key, row_id) or {}
        held = links_of(ledger, register, row_id)
        raw = writable(register, json.loads(json.dumps(plain_row(register, row))))
        write(ledger, register, row_id, raw)
        assert links_of(ledger, register, row_id) == held


def _rename(ledger: Ledger, field: Field, ref: Ref) -> None:
    to = BY_KEY[field.kind.to]  # type: ignore[attr-defined]
    texts = [key for key in to.called if to.field(key).kind.name in ("text", "person")]
    if ref.id is None or not texts:
        return
    try:
        with ledger.act("改名") as act:
            act.change(to.key, ref.id, {texts[0]: f"新{ref.id}名"})
    except Refused:
        return
