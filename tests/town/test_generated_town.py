"""A generated town of three years: the program's states, clocks and figures beside those of an independent model.

`PRESIDIUM_TOWN_SEEDS=11-60` runs more towns, all of them whole.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.town.compare import Difference, figure_differences, state_differences
from tests.town.corrections import town_of
from tests.town.events import any_day
from tests.town.model import Model
from tests.town.town import Ledger

DAYS_OF_A_STAGE = 2
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
        for day in [any_day(chance) for _ in range(DAYS_OF_A_STAGE)] + [date(2025, 12, 31)]:
            found += state_differences(model, ledger, day) + figure_differences(model, ledger, day)
    return [(key, f"seed {seed}, {message}") for key, message in found]


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
