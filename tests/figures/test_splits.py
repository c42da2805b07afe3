"""Every split of every figure adds up to the figure, over random towns and cut-off days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from app.domain.registers import REGISTERS
from app.figures.catalogue import figures_of
from app.figures.figure import DIMENSIONS, UNNAMED, Counted, Entry, Figure, Value, evaluate
from app.figures.source import Source
from tests.figures.town import Town
from tests.random_rows import RandomRows

BY_PROGRAM = {"office", "attachments", "terms", "doubt_answers"}
YEARS = (2016, 2021, 2022, 2023)


@pytest.fixture(scope="module", params=range(4))
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two terms with people of both, events, receptions, and random rows of every register."""
    chance = random.Random(request.param)
    made = Town(tmp_path_factory.mktemp("town") / "data")
    made.term("township", 17, date(2022, 12, 15), 20)
    made.term("county", 15, date(2021, 11, 1))
    names = [f"代表{n}" for n in "一二三四五六七八九十"]
    made.elect(*names)
    made.elect(*chance.sample(names, 3), level="county", term=15)
    made.elect(*chance.sample(names, 6), "新一", term=17)
    for _ in range(8):
        kind = chance.choice(("died", "resigned", "suspended", "resumed", "by_elected"))
        made.event(chance.choice(list(made.mandates)), kind, f"2022-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}")  # fmt: skip
    for _ in range(25):
        day = (date(2022, 1, 1) + timedelta(days=chance.randrange(400))).isoformat()
        deputies = chance.choices([*made.mandates, "某某"], k=chance.randrange(4))
        visitors = [
            chance.choice(("张三", "!张三", "张三 东村", "!李四 西村", ""))
            for _ in range(chance.randrange(3))
        ]
        made.reception(day, deputies, visitors, site=chance.choice(("联络室", "东村站")))
        made.record(chance.choice([*made.mandates, "某某"]), day, chance.choice((None, "absent", "present")))
    rows = RandomRows(made.ledger, request.param)
    for register in REGISTERS:
        if register.key not in BY_PROGRAM:
            for _ in range(6):
                rows.add(register)
    yield made
    made.ledger.close()


def adds_up(value: Value) -> None:
    if value.counted.by is not None:  # one person at two sites is one person at each
        for dimension, parts in value.by.items():
            assert value.value <= sum(parts.values()) and max(parts.values()) <= value.value, dimension
        return
    for dimension, parts in value.by.items():
        place = f"{value.figure.key} {dimension}"
        if value.figure.is_rate:
            assert sum(part["numerator"] for part in parts.values()) == value.numerator, place
            assert sum(part["denominator"] for part in parts.values()) == value.denominator, place
        else:
            beside = sum(entry.count for entry in value.counted.beside)
            assert sum(parts.values()) == value.value + beside, place
        assert all(parts), f"{place}: a part without a name"
        assert dimension in DIMENSIONS, f"{place}: the dimension has no word"


def test_every_split_adds_up(town: Town) -> None:
    chance = random.Random(1)
    seen = set()
    for year in YEARS:
        for until in (None, date(year, 2, 28), date(year, 12, 14), date(year, chance.randint(1, 12), 15)):
            for value in figures_of(town.ledger, year, until):
                adds_up(value)
                seen |= {(value.figure.key, dimension) for dimension in value.by}
                assert value.figure.key == "sessions.held" or not value.counted.beside
                if value.figure.is_rate and value.value is not None:
                    base = {row for entry in value.counted.base or () for row in entry.rows}
                    assert set(value.counted.weights()) <= base, value.figure.key
                    assert 0 <= value.value <= 100
    assert {
        ("performance.active_rate", "group"),
        ("receptions.deputy_times", "site"),
        ("all.received", "site"),
    } <= seen


def test_every_figure_is_its_rows(town: Town) -> None:
    for value in figures_of(town.ledger, 2022):
        weights = value.counted.weights()
        assert sum(weights.values()) == (value.numerator or 0), value.figure.key
        assert {row["id"] for row in town.ledger.rows(value.counted.register, list(weights))} == set(weights)


def test_an_entry_without_a_name_is_named(town: Town) -> None:
    """A figure whose entries do not all have a dimension still adds up."""
    entries = [Entry((1, 2), {"site": "东村"}), Entry((3,), {})]
    source = Source(town.ledger, 2022)
    count = Figure("a.count", "数", "件", "。", lambda _: Counted("receptions", entries))
    assert evaluate(count, source).by == {"site": {"东村": 2, UNNAMED: 1}}
    rate = Figure("a.rate", "率", "%", "。", lambda _: Counted("receptions", entries[1:], entries))
    assert evaluate(rate, source).by["site"][UNNAMED] == {"value": 100.0, "numerator": 1, "denominator": 1}
