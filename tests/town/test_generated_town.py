"""A generated town of three years: the program's states, clocks and figures beside those of an independent model.

`PRESIDIUM_TOWN_SEEDS=11-60` runs more towns, all of them whole.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.town.compare import Difference, figure_differences, state_differences
from tests.town.corrections import town_of
from tests.town.events import FIRST, LAST, Event, any_day
from tests.town.model import Model
from tests.town.town import Ledger

DAYS_OF_A_STAGE = 1
pytestmark = pytest.mark.timeout(300)  # whichever test comes first builds the towns for all
SMALL = (120, 30)
TOWNS = {1: (400, 60), 2: SMALL}


def wanted_towns() -> dict[int, tuple[int, int]]:
    """The seeds of an ordinary run, or those of the environment."""
    text = os.environ.get("PRESIDIUM_TOWN_SEEDS")
    if not text:
        return TOWNS
    first, last = map(int, text.split("-"))
    return dict.fromkeys(range(first, last + 1), (400, 60))


def differences_of(seed: int, folder: Path) -> list[Difference]:
    """Everything that differs in one town: after its entry, and after each batch of corrections."""
    town, chance = town_of(seed, *wanted_towns()[seed]), random.Random(seed)
    ledger = Ledger(folder)
    model = Model({row["day"]: row["kind"] for row in ledger.rows("holidays")}, ledger.rows("clock_rules"))
    found: list[Difference] = []
    for stage in (town.entry, *town.corrections):
        ledger.enter(stage)
        model.apply(stage)
        ledger.slip(chance)
        days = [any_day(chance) for _ in range(DAYS_OF_A_STAGE)] + [turning_day(stage, chance)]
        for day in [*days, *first_meetings(stage), date(2025, 12, 31)]:
            found += state_differences(model, ledger, day) + figure_differences(model, ledger, day)
    return [(key, f"seed {seed}, {message}") for key, message in found]


def turning_day(stage: list[Event], chance: random.Random) -> date:
    """A day that an entry of this stage names, its eve or its morrow: there a wrong day shows. Rare registers come as often."""
    named = [(event.register, day) for event in stage for day in days_named(event.values)]
    register = chance.choice(sorted({register for register, _ in named}))
    day = date.fromisoformat(chance.choice([day for each, day in named if each == register]))
    return min(max(day + timedelta(days=chance.choice([-1, 0, 0, 1])), FIRST), LAST)


def first_meetings(stage: list[Event]) -> list[date]:
    """The day and the eve of a first meeting that this stage moves: one of the two shows who is in office wrongly."""
    moved = [event for event in stage if (event.verb, event.register) == ("change", "terms")]
    days = [date.fromisoformat(event.values["started_on"]) for event in moved if "started_on" in event.values]
    return [day - timedelta(days=back) for day in days[-1:] for back in (1, 0)]


def days_named(values: dict[str, Any]) -> list[str]:
    """Every date written in an entry, those of its lines as well."""
    lines = [line for value in values.values() if isinstance(value, list) for line in value]
    plain = [value for name, value in values.items() if name.endswith("_on") and value]
    return plain + [day for line in lines if isinstance(line, dict) for day in days_named(line)]


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], list[Difference]]:
    """The differences of a seed; each town is built once, whichever test asks first."""
    folder = tmp_path_factory.mktemp("towns")
    return cache(lambda seed: differences_of(seed, folder / str(seed)))


@pytest.mark.parametrize("seed", wanted_towns())
def test_program_and_model_agree(seed: int, differences: Callable[[int], list[Difference]]) -> None:
    found = [message for _, message in differences(seed)]
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:12])


def test_a_seed_gives_the_same_town_again() -> None:
    assert town_of(3, *SMALL) == town_of(3, *SMALL)
