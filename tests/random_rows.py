"""Random rows of any register, as values of its fields: for tests that ask the same of every register."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Field, Private, Ref, Row
from app.domain.hooks import LocksYears
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from tests.kept_ledgers import copied_elsewhere

WORDS = (
    "第一选区",
    "𠮷田䶮村",
    "=1+1",
    "-2",
    "@村",
    "O'Neill; DROP TABLE",
    "50%_折",
    "王\u3000芳",
    "葛󠄀",
    'a,b"c',
    "一\n二",
)
TRIES = 60
FEW = 10  # refusals after which there are more rows to link to
FIRST = date(2022, 1, 1)


class RandomRows:
    """Makes values that a ledger can keep; the same ``seed`` gives the same rows, with texts from ``words``.

    ``loose``: every link names what is not in the ledger yet.
    """

    def __init__(
        self, ledger: Ledger, seed: int, words: Sequence[str] = WORDS, *, loose: bool = False
    ) -> None:
        self._ledger, self._chance, self._words = ledger, random.Random(seed), words
        self._loose = loose
        self._within: list[str] = []

    def row(self, register: Register, *, fullness: float = 0.6) -> dict[str, Any]:
        """Values for a row: every required field, and others at that rate."""
        self._within.append(register.key)
        values = {
            field.key: self._value(field)
            for field in register.input_fields
            if not field.by_program and (field.required or self._chance.random() < fullness)
        }
        self._within.pop()
        times = [
            field.key
            for field in register.input_fields
            if field.kind.name == "time" and values.get(field.key)
        ]
        in_order = sorted((values[key] for key in times), key=lambda time: time.rjust(5))
        values |= dict(zip(times, in_order, strict=True))  # what begins, ends later
        return {key: value for key, value in values.items() if value is not None}

    def add(self, register: Register, *, fullness: float = 0.6) -> tuple[int, dict[str, Any]]:
        """Add a random row that the register's rules let pass; gives its id and what was entered."""
        if register.hook(LocksYears):
            copied_elsewhere(self._ledger)  # else no year is closed
        for number in range(1, TRIES + 1):
            if not number % FEW:
                self._add_linked(register)  # each pair of the rows that are there may stand already
            values = self.row(register, fullness=fullness)
            row_id = self._kept(register, values)
            if row_id is not None:
                return row_id, values
        raise AssertionError(f"the rules of {register.key} refuse everything")

    def _kept(self, register: Register, values: dict[str, Any]) -> int | None:
        """The id of the row, without the optional values that were refused; None where the rest cannot be kept either."""
        while True:
            try:
                with self._ledger.act("随机") as act:
                    return act.add(register.key, values)
            except Refused as refusal:
                refused = {problem.field for problem in refusal.problems} & values.keys()
                dropped = [key for key in refused if not register.field(key).required]
                if not dropped:
                    return None
                for key in dropped:
                    del values[key]

    def _add_linked(self, register: Register) -> None:
        """One more row of each register that a row must link to."""
        for key in dict.fromkeys(field.kind.to for field in register.required_fields if field.kind.is_link):
            if key not in self._within:
                self.add(BY_KEY[key], fullness=0)

    def _value(self, field: Field) -> Any:
        kind: Any = field.kind
        chance = self._chance
        match kind.name:
            case "number":
                most = min(kind.most, 5000)
                return chance.randint(max(kind.least, -5000), max(most, kind.least))
            case "money":
                return chance.randint(0, 10**9)
            case "day":
                return FIRST + timedelta(days=chance.randrange(180))
            case "known_day":
                day = FIRST - timedelta(days=chance.randrange(20_000))
                return PartialDate(*[day.year, day.month, day.day][: chance.randint(1, 3)])
            case "time":
                return f"{chance.randrange(24)}:{chance.randrange(60):02d}"
            case "choice":
                return chance.choice(kind.table.codes())
            case "flag":
                return chance.random() < 0.5
            case "person":
                return chance.choice("王李张赵") + chr(chance.randint(0x4E00, 0x9F00))
            case "id_number":
                return f"99999919750301{chance.randrange(10_000):04d}"
            case "phone":
                return f"1990000{chance.randrange(10_000):04d}"
            case "link":
                return self._ref(kind.to)
            case "links":
                found = {ref.id: ref for ref in (self._ref(kind.to) for _ in range(chance.randint(1, 3)))}
                return tuple(found.values())
            case "lines":
                return tuple(self._line(kind.columns) for _ in range(chance.randint(1, 3)))
        return (chance.choice(self._words) + str(chance.randrange(10**6)))[-kind.longest :].strip()

    def _line(self, columns: tuple[Field, ...]) -> dict[str, Any]:
        line = {column.key: self._value(column) for column in columns}
        return {key: value for key, value in line.items() if value is not None}

    def _ref(self, key: str) -> Ref:
        """A row of the register that is linked to: one that is there, else a new one."""
        if self._loose:
            return Ref(None, "还没有登记的")
        found = self._ledger.lookup.matches(key, "", {})
        if not found and key not in self._within:
            self.add(BY_KEY[key], fullness=0)
            found = self._ledger.lookup.matches(key, "", {})
        return self._chance.choice(list(found)) if found else Ref(None, "还没有登记的")


def told(ledger: Ledger, row: Row) -> Row:
    """A row with private values in plain and links without names, to be compared with what was entered."""
    plain = ledger.revealed([row])[0]
    return {key: _bare(value) for key, value in plain.items()}


def _bare(value: Any) -> Any:
    if isinstance(value, Ref) and value.id is not None:
        return value.id
    if isinstance(value, tuple) and value and isinstance(value[0], Ref):
        return tuple(_bare(ref) for ref in value)
    assert not isinstance(value, Private)
    return value
