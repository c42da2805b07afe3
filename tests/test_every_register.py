"""What is asked of every register of the catalogue; a new one is judged without a line of its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.domain.fields import Field
from app.domain.kinds import Lines
from app.domain.line_fields import fold, with_computed
from app.domain.register import Filter, Register
from app.domain.registers import BY_KEY, REGISTERS, SHOWN
from app.domain.stages import Course, Stage
from app.exporting import export_ledger
from app.storage.checks.check import damage, stale_keys
from app.storage.core.predicates import condition_of
from app.storage.core.tables import HIDDEN, link_table
from app.storage.ledger import Ledger
from app.storage.lists.listing import filed_listings
from app.storage.query import Query
from app.storage.refusals import Refused
from tests.kept_ledgers import new_folder
from tests.random_rows import RandomRows, told

TODAY = date(2022, 7, 20)
DAYS = (date(2022, 1, 1), date(2022, 3, 31), TODAY, date(2024, 5, 5))
SEEDS = range(4)
HAN = re.compile(r"[\u4e00-\u9fff]")
KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KINDS = {
    "text", "prose", "number", "money", "day", "known_day", "time", "choice", "flag",
    "person", "id_number", "phone", "link", "links", "lines",
}  # fmt: skip
# Rows that are no entries of the clerk's: files kept beside a row, and the one row of settings.
BY_HAND = [register for register in REGISTERS if register.key not in ("attachments", "office")]


def each(registers: Any = REGISTERS) -> Any:
    return pytest.mark.parametrize("register", registers, ids=lambda register: register.key)


def every_field(register: Register) -> Iterator[Field]:
    for field in register.fields:
        yield field
        if isinstance(field.kind, Lines):
            yield from field.kind.columns


# -- the declaration ------------------------------------------------------------------------------


@each()
def test_labels_are_chinese_and_keys_are_of_the_glossary(register: Register) -> None:
    assert KEY.fullmatch(register.key)
    assert HAN.search(register.label)
    assert HAN.search(register.measure)
    assert register.retention in ("Y", "D30", "D10")
    for field in every_field(register):
        assert KEY.fullmatch(field.key), field.key
        assert HAN.search(field.label), field.key
        assert field.kind.name in KINDS, field.key
        assert field.kind.width > 0, field.key
        assert not re.search(r"(_date|_time|_number)$", field.key) or field.key in (
            "birth_date",
            "id_number",
        ), f"{field.key}: dates end in _on, times in _at, numbers in _no"
        assert not field.hint or HAN.search(field.hint), field.key


@each()
def test_field_keys_and_headings_are_told_apart(register: Register) -> None:
    keys = [field.key for field in register.fields]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {*HIDDEN, "id"}
    headings = [
        heading for field in register.fields for heading in (field.label, *dict.fromkeys(field.aliases))
    ]
    plain = [re.sub(r"\s", "", heading) for heading in dict.fromkeys(headings)]
    twice = {heading for heading in plain if plain.count(heading) > 1}
    labels = [field.label for field in register.fields]
    assert len(labels) == len(set(labels))
    assert twice - {re.sub(r"\s", "", label) for label in labels} == set()


@each()
def test_everything_named_in_a_declaration_exists(register: Register) -> None:
    own = {field.key for field in register.own_fields}
    parts = {part.link for part in register.parts}
    for key in (*register.list_columns, *register.print_columns, *register.called):
        assert key in register.by_key
    for key in register.order:
        assert not register.field(key.removeprefix("-")).computed
    assert all(key in register.by_key or key in parts for keys in register.identity for key in keys)
    assert not register.year_field or register.year_field in own
    for choice in register.filters:
        assert condition_of(register, choice.key), f"the pill {choice.key} has no condition: say it beside it"
    assert all(key in BY_KEY for key in register.derives_into)
    for field in register.fields:
        assert not field.part or field.part in parts
        assert (field.kind.to in BY_KEY) == (field.kind.name in ("link", "links"))
    assert all(not register.field(key).private for key in register.called)


@each()
def test_computed_fields_have_somebody_who_computes_them(register: Register) -> None:
    assert any(field.computed or field.implied for field in register.fields) == (register.compute is not None)


@each(SHOWN)
def test_what_the_clerk_sees_has_columns_that_fit_and_hide_what_is_private(register: Register) -> None:
    assert register.list_columns
    assert sum(register.field(key).kind.width for key in register.list_columns) < 200
    assert not any(register.field(key).private for key in register.list_columns)


# -- through the ledger ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        office = {"town": "迳口镇", "county": "四会市"}
        new_folder(folder, office, term=16, term_started=date(2016, 11, 10), quota=60, today=TODAY)
    return folder


@pytest.fixture
def ledger(template: Path, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(Path(shutil.copytree(template, tmp_path / "data")), today=TODAY) as opened:
        opened.core.connection.execute("PRAGMA synchronous=OFF")  # the disk is tried elsewhere
        yield opened


class Content:
    """The documents of all rows, which the digest of a ledger is made of; what lies there as before is not read anew."""

    def __init__(self, ledger: Ledger) -> None:
        self._core = ledger.core
        self._read: dict[str, tuple[list[list[Any]], dict[int, Any]]] = {}

    def now(self) -> dict[str, dict[int, Any]]:
        """The documents by register and id."""
        for register in REGISTERS:
            stored = [
                self._core.connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables(register)
            ]
            if register.key not in self._read or self._read[register.key][0] != stored:
                found = self._core.connection.execute(f"SELECT id FROM {register.stored_in}").fetchall()
                documents = self._core.records.documents(register, [row_id for (row_id,) in found])
                self._read[register.key] = stored, documents
        return {key: documents for key, (_, documents) in self._read.items()}


@cache
def tables(register: Register) -> list[str]:
    """Everything a document of the register is read from."""
    links = [link_table(register, field) for field in register.own_fields if field.kind.is_links]
    private = ["private_values"] if any(field.private for field in register.own_fields) else []
    return [register.stored_in, *links, *private]


@each(BY_HAND)
def test_an_empty_row_is_judged_not_stumbled_over(ledger: Ledger, register: Register) -> None:
    values, problems = ledger.read_values(register.key, {})
    required = {field.key for field in register.input_fields if field.required} - values.keys()
    assert {problem.field for problem in problems if problem.code == "missing"} >= required
    if required:
        with pytest.raises(Refused), ledger.act("空") as act:
            act.add(register.key, {})


@each(BY_HAND)
def test_random_rows_come_back_as_entered_and_can_be_taken_back(ledger: Ledger, register: Register) -> None:
    content = Content(ledger)
    for seed in SEEDS:
        rows = RandomRows(ledger, seed)
        row_id, values = rows.add(register)
        row = ledger.row(register.key, row_id)
        assert row is not None
        fold(register, values, {})
        if register.complete:
            register.complete(values, ledger.context())
        entered = told(
            ledger,
            {key: with_computed(register, {**values, "id": row_id}, ledger.context())[key] for key in values},
        )
        assert {key: told(ledger, row)[key] for key in entered} == entered
        assert row_id in ledger.ids(register.key)
        _changes_and_returns(ledger, register, row_id, rows, content)
        _goes_and_returns(ledger, register, row_id, content)
    assert [fault.sentence for fault in damage(ledger)] == []
    assert stale_keys(ledger) == []


def _changes_and_returns(
    ledger: Ledger, register: Register, row_id: int, rows: RandomRows, content: Content
) -> None:
    values = rows.row(register)  # may bring rows that it links to, in acts of their own
    before = content.now()
    try:
        with ledger.act("改") as act:
            changed = act.change(register.key, row_id, values)
    except Refused:
        assert content.now() == before
        return
    assert changed == (content.now() != before)
    if changed:
        ledger.undo()
        assert content.now() == before


def _goes_and_returns(ledger: Ledger, register: Register, row_id: int, content: Content) -> None:
    before = content.now()
    try:
        with ledger.act("删") as act:
            act.remove(register.key, row_id, "试")
    except Refused:
        assert content.now() == before
        return
    assert ledger.row(register.key, row_id) is None
    if register.job:
        name = ledger.restore(next(entry.id for entry in ledger.bin(register.key) if entry.row == row_id))
        assert name == f"恢复{register.label}“{ledger.names(register.key, [row_id])[row_id]}”"
    else:
        ledger.undo()
    assert content.now() == before


def _pills_and_states_are_those_of_the_course(
    ledger: Ledger, register: Register, course: Course, day: date
) -> None:
    """What SQL chooses for a day, and the state that a list shows, are what the definition says of each row."""
    ids = ledger.ids(register.key)
    stages = {}
    for row in ledger.rows(register.key, ids, on=day, bare=True):
        begun = [stage for stage in course.stages(row, ledger.context()) if stage.since <= day]
        stages |= {row["id"]: begun[-1]} if begun else {}
    for pill in register.filters:
        chosen = set(ledger.ids(register.key, Query(filter=pill.key, on=day)))
        assert chosen == {row for row, stage in stages.items() if _is_chosen(pill, stage, day)}, (
            pill.key,
            day,
        )
    if course.state:
        shown = {row["id"]: row[course.state] for row in ledger.rows(register.key, ids, on=day)}
        assert {row: shown[row] for row in stages} == {row: stage.state for row, stage in stages.items()}, day


def _is_chosen(pill: Filter, stage: Stage, day: date) -> bool:
    left = (stage.due_on - day).days if stage.due_on else None
    return (
        (not pill.states or stage.state in pill.states)
        and (not pill.fact or pill.fact in stage.facts)
        and (
            pill.due is None
            or (
                left is not None
                and left <= pill.due.most
                and (pill.due.least is None or left >= pill.due.least)
            )
        )
    )


@each(SHOWN)
def test_lists_find_sort_and_filter(ledger: Ledger, register: Register) -> None:
    rows = RandomRows(ledger, 5)
    ids = {rows.add(register)[0] for _ in range(12 if register.filters else 5)}
    assert ids <= set(ledger.ids(register.key))
    for key in register.list_columns:
        for order in ((key,), (f"-{key}",)):
            assert set(ledger.ids(register.key, Query(order=order))) >= ids
    for chosen in register.filters:
        shown_by_it = set(ledger.ids(register.key, Query(filter=chosen.key)))
        assert shown_by_it <= set(ledger.ids(register.key))
        if chosen.where is not None:
            rows_of_it = ledger.rows(register.key, ledger.ids(register.key))
            assert shown_by_it == {row["id"] for row in rows_of_it if chosen.where.holds(row, TODAY)}
    if register.course:
        for day in DAYS:
            _pills_and_states_are_those_of_the_course(ledger, register, register.course, day)
    years = [Query(year=year) for year in (2021, 2022, 2023)]
    found = [set(ledger.ids(register.key, query)) for query in years]
    if register.year_field:
        assert found[0].isdisjoint(found[1])
        assert found[1].isdisjoint(found[2])
    for row in ledger.rows(register.key, sorted(ids)):
        name = register.name_of(row).split("\n")[0].split()[0]
        assert row["id"] in ledger.ids(register.key, Query(find=name)), name


@each(SHOWN)
def test_exports_hold_every_row_and_no_private_value(
    ledger: Ledger, register: Register, tmp_path: Path
) -> None:
    rows = RandomRows(ledger, 6)
    private = []
    for _ in range(4):
        _, values = rows.add(register)
        private += [str(values[f.key]) for f in register.fields if f.private and f.key in values]
    count = ledger.count(register.key)
    for kind in ("xlsx", "csv", "json"):
        path = tmp_path / f"{register.key}.{kind}"
        assert export_ledger(ledger, register.key, path, kind) == count
        if kind != "xlsx":
            text = path.read_text("utf-8-sig")
            assert not any(value in text for value in private)
        if kind == "json":
            filed = [row for listing in filed_listings(ledger, register) for row in listing.ids]
            assert [row["id"] for row in json.loads(text)] == filed
