"""Rows that strain a page, for any register: one row of extremes among plain ones."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Field
from app.domain.register import Register
from app.storage.ledger import Ledger
from tests.random_rows import RandomRows

NAME = "阿依古丽·买买提·艾合买提"
SENTENCE = "请核对田头水利渠道清淤（第3期工程款1,234,567.89元，电话13900000000，2022年11月15日前）和村道路灯维修的进展；"
LONGEST = 2_000


class AwkwardRows(RandomRows):
    """Gives plain rows with what must be filled in, and extreme ones with all there is."""

    def __init__(self, ledger: Ledger, seed: int = 3) -> None:
        super().__init__(ledger, seed)
        self._length = 0

    def strain(self, register: Register, plain: int) -> None:
        """Adds ``plain`` rows, and among them one with texts of 300 and one with texts of 2,000 characters.

        Fewer where the rules allow no more, such as one row for each year.
        """
        added = 0
        for number in range(plain):
            added += self._adds_one(register, (0, 0.4, 0.7))
            if number == plain // 2:
                for length in (300, LONGEST):
                    with self._extreme(length):
                        added += self._adds_one(register, (0.95, 0.6, 0.3))
        self._refuse_none(register, added)

    def add_longest(self, register: Register) -> None:
        """Adds one row with texts of 2,000 characters."""
        with self._extreme(LONGEST):
            self._refuse_none(register, self._adds_one(register, (0.9, 0.6, 0.3, 0)))

    @staticmethod
    def _refuse_none(register: Register, added: int) -> None:
        if not added:
            raise AssertionError(f"the rules of {register.key} refuse every awkward row")

    def _adds_one(self, register: Register, rates: tuple[float, ...]) -> bool:
        """Whether the register's rules let a row pass, at the first of the rates at which they do."""
        for rate in rates:
            with suppress(AssertionError):
                self.add(register, fullness=rate)
                return True
        return False

    @contextmanager
    def _extreme(self, length: int) -> Iterator[None]:
        self._length = length
        yield
        self._length = 0

    def _value(self, field: Field) -> Any:
        kind: Any = field.kind
        match kind.name if self._length else "":
            case "number":
                return min(kind.most, 999_999) - self._chance.randrange(3)
            case "money":
                return 9_876_543_210
            case "day":
                return date(2022, 11 if self._length < LONGEST else 12, self._chance.randint(20, 28))
            case "known_day":
                return PartialDate(2022, 11, 28)
            case "person":
                return NAME
            case "prose":
                return (SENTENCE * 40)[: min(self._length, kind.longest)]
            case "text":
                return f"{self._length}{NAME}{SENTENCE}"[: min(kind.longest, 60)]
        return super()._value(field)
