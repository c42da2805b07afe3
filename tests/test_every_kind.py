"""What is asked of every kind of field: each consumer answers for it, or says which table lacks it and where."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import cast

import pytest

import app
import ui
from app.domain import kinds
from app.domain.fields import Context, Field, Kind, NoLookup
from app.domain.kind_table import KindTable, UnansweredKind
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.domain.spoken_names import agrees
from app.excel.layout.evidence import ColumnSeen, nothing_known, of_cells
from app.excel.template import way_to_fill
from app.excel.writing.frame import column_of
from app.storage.values.input_shapes import unreadable
from ui.forms.kind_editors import editor_for
from ui.open_ledger.workspace import Workspace

NAMES = {getattr(kinds, word).name for word in kinds.__all__}


@lru_cache(maxsize=1)
def tables() -> tuple[tuple[str, KindTable[object]], ...]:
    """Every table of the program, with the module that holds it."""
    return tuple(_tables())


def _tables() -> Iterator[tuple[str, KindTable[object]]]:
    for room in (app, ui):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not module.name.endswith("__main__"):
                for value in vars(importlib.import_module(module.name)).values():
                    if isinstance(value, KindTable):
                        yield module.name, value


class Colour(Kind):
    """A kind that nobody has answered for."""

    name = "colour"
    align = "left"
    width = 4
    elastic = False
    wide = False


FIELD = Field("colour", "颜色", Colour())
REGISTER = Register("flags", "彩旗", "面", (FIELD,), (("colour",),), ("colour",), (), "Y")
CONTEXT = Context(today=date(2022, 7, 20))
# By the file whose table lacks the new kind.
CONSUMERS: dict[str, Callable[[], object]] = {
    "ui/forms/kind_editors.py": lambda: editor_for(FIELD, cast(Workspace, None)),
    "app/excel/template.py": lambda: way_to_fill(FIELD),
    "app/excel/writing/frame.py": lambda: column_of(FIELD, 10.0),
    "app/storage/values/input_shapes.py": lambda: unreadable(FIELD, "红", NoLookup()),
    "app/excel/layout/evidence.py": lambda: of_cells(
        ColumnSeen(0, ("颜色",), None, ((0, "红"),)), FIELD.kind, nothing_known
    ),
    "app/domain/spoken_names.py": lambda: agrees(REGISTER, {"colour": "红"}, "红旗", CONTEXT),
}


def test_every_table_answers_for_every_kind_and_no_other() -> None:
    assert {table.place for _, table in tables()} == set(CONSUMERS), "a consumer asks its table in CONSUMERS"
    for module, table in tables():
        assert table.place == f"{module.replace('.', '/')}.py", table.title
        assert table.answers.keys() == NAMES, f"{table.title} in {table.place}"


@pytest.mark.parametrize("place", CONSUMERS)
def test_a_kind_that_nobody_answers_for_is_refused_with_table_and_file(place: str) -> None:
    table = next(table for _, table in tables() if table.place == place)
    with pytest.raises(UnansweredKind) as refusal:
        CONSUMERS[place]()
    assert str(refusal.value) == f"no {table.title} for the kind 'colour': add it to the table in {place}"


def test_what_is_typed_is_kept_or_refused() -> None:
    """A doubt alone would let the record be saved without it, and over what stood there before."""
    typed = Context(today=date(2022, 7, 20), typed=True)
    fields = [(register.key, field) for register in REGISTERS for field in register.fields]
    columns = [(f"{key}.{field.key}", column) for key, field in fields for column in field.kind.columns]
    for place, field in (*fields, *columns):
        reading = field.read("@@看不懂@@", typed)
        is_refused = any(problem.severity == "error" for problem in reading.problems)
        assert field.computed or is_refused or reading.value, (place, field.key)
