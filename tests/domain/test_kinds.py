"""Every kind of field answers for itself, and whoever leaves one out is named."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

import app
import ui
from app.domain import kinds
from app.domain.codes import LEVELS
from app.domain.fields import Field, Ref
from app.domain.kind import ANSWERED_BY_EVERY_KIND, Kind
from app.domain.kind_table import KindTable, UnansweredKind

KINDS = {kind.name: kind for kind in (getattr(kinds, word) for word in kinds.__all__)}


def tables() -> Iterator[tuple[str, KindTable[object]]]:
    """Every table of the program, with the module that holds it."""
    for room in (app, ui):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if module.name.endswith("__main__"):
                continue
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, KindTable):
                    yield module.name, value


class Colour(Kind):
    """A kind that nobody has heard of."""

    name = "colour"
    align = "left"
    width = 4
    elastic = False
    wide = False


def test_every_table_answers_for_every_kind_and_no_other() -> None:
    found = list(tables())
    assert found
    for module, table in found:
        assert table.place == f"{module.replace('.', '/')}.py", table.title
        assert table.answers.keys() == KINDS.keys(), f"{table.title} in {table.place}"


def test_a_kind_that_a_table_leaves_out_is_refused_with_table_and_file() -> None:
    for _, table in tables():
        with pytest.raises(UnansweredKind) as refusal:
            table[Colour()]
        for word in (table.title, "'colour'", table.place):
            assert word in str(refusal.value)


@pytest.mark.parametrize("fact", ANSWERED_BY_EVERY_KIND)
def test_a_kind_that_leaves_a_fact_open_is_refused_where_it_is_defined(fact: str) -> None:
    facts = {"name": "colour", "align": "left", "width": 4, "elastic": False, "wide": False}
    del facts[fact]
    with pytest.raises(TypeError, match=rf"Colour does not say its '{fact}'.*app/domain/kind\.py"):
        type("Colour", (Kind,), facts)


@pytest.mark.parametrize("kind", [kinds.Choice, kinds.Link, kinds.Links, kinds.Lines])
def test_what_a_kind_is_declared_with_cannot_be_left_out(kind: type[Kind]) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        kind()


def test_an_ordinal_stands_in_the_middle_and_a_count_at_the_right() -> None:
    assert kinds.Number(ordinal=True, unit="届").align == "center"
    assert kinds.Number(unit="人").align == kinds.Money().align == "right"


def test_links_of_a_value_can_be_taken_out_and_put_back() -> None:
    one, two = Ref(1, "王芳"), Ref(None, "李明")
    for kind, value in (
        (kinds.Link("people"), one),
        (kinds.Links("people"), (one, two)),
        (kinds.Link("people"), None),
        (kinds.Links("people"), None),
    ):
        assert kind.of_refs(kind.refs(value)) == value
    assert kinds.Text().refs("王芳") == ()
    with pytest.raises(TypeError):
        kinds.Text().of_refs((one,))


@dataclass(frozen=True)
class _Case:
    kind: Kind
    to: str = ""
    codes: int = 0
    columns: int = 0


@pytest.mark.parametrize(
    "case",
    [
        _Case(kinds.Choice(LEVELS), codes=len(LEVELS)),
        _Case(kinds.Link("people"), to="people"),
        _Case(kinds.Links("people"), to="people"),
        _Case(kinds.Lines((Field("name", "姓名", kinds.PersonName()),)), columns=1),
        _Case(kinds.Day()),
    ],
    ids=lambda case: case.kind.name,
)
def test_any_kind_may_be_asked_what_it_links_to_or_is_made_of(case: _Case) -> None:
    assert (case.kind.to, len(case.kind.table), len(case.kind.columns)) == (case.to, case.codes, case.columns)
