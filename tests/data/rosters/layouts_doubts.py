"""Drawn rosters with one doubtful value here and there: each must be asked about, its neighbours must not."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.data.rosters.grid import Book, flag
from tests.data.rosters.layouts_drawn import Habits, columns_of, drawn

Doubt = tuple[str, Callable[[Any], Any]]
#: field with the doubt, and what is put into the cell instead of what stood there
DOUBTS: tuple[Doubt, ...] = (
    ("birth_date", lambda _c: "1975.13"),
    ("birth_date", lambda _c: "1980年2月30日"),
    ("birth_date", lambda _c: "农历七三年八月"),
    ("birth_date", lambda _c: "1975.3、1976.3"),
    ("birth_date", lambda _c: "2095.06"),
    ("birth_date", lambda _c: "未详"),
    ("phone", lambda c: str(c)[:-1]),
    ("phone", lambda c: str(c) + "7"),
    ("id_number", lambda c: str(c)[:-1] + ("3" if str(c)[-1] != "3" else "4")),
    ("id_number", lambda c: str(c)[:16]),
    ("id_number", lambda c: str(c)[:6] + str(c)[8:17]),
    ("political_status", lambda _c: "先锋队员"),
    ("ethnic_group", lambda _c: "岭南族"),
    ("education", lambda _c: "私塾三年"),
    ("sex", lambda _c: "南"),
    ("name", lambda c: f"{c}?"),
)


def doubtful(seed: int) -> Book:
    """One drawn roster with a doubt in about every third row."""
    rnd, habits, book = random.Random(f"doubts {seed}"), Habits(seed), drawn(seed)
    book.name = book.name.replace("z", "q", 1).replace("drawn", "doubts")
    columns = columns_of(habits)
    places = {c.key: habits.left + i for i, c in enumerate(columns) if c.key}
    usable = [d for d in DOUBTS if d[0] in places and (d[0], habits.ids) != ("id_number", "number")]
    for promise in book.rows:
        if rnd.random() > 0.35:
            continue
        key, change = rnd.choice(usable)
        place = (promise["row"], places[key])
        book.sheets[0].cells[place] = change(book.sheets[0].cells[place])
        fields = {"id_number": ("id_number", "birth_date", "sex")}.get(key, (key,))
        flag(promise, *fields, unsure=[key])
        if key == "name" and promise["verdict"] == "flagged":
            promise.pop("verdict")
            promise["verdict_in"] = ["flagged", "wrong"]
    return book


def by_lot() -> tuple[Book, ...]:
    """Eight clerks with slips."""
    return tuple(doubtful(seed) for seed in range(301, 309))


BOOKS = (by_lot,)
