"""What a row must say to be shown by a pill: one definition, asked of a row here and of a table by storage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


class Condition:
    """Something that a row meets or not on a day; combined with ``&``, ``|`` and ``~``."""

    def holds(self, row: Mapping[str, Any], day: date) -> bool:
        """Whether a row meets it on that day."""
        raise TypeError(f"{type(self).__name__} does not say when it holds")

    def __and__(self, other: Condition) -> Condition:
        return Both(self, other)

    def __or__(self, other: Condition) -> Condition:
        return Either(self, other)

    def __invert__(self) -> Condition:
        return Not(self)


@dataclass(frozen=True)
class Is(Condition):
    """The field holds that code or flag; a blank one holds nothing."""

    field: str
    value: str | bool

    def holds(self, row: Mapping[str, Any], day: date) -> bool:
        """Whether the row holds the value."""
        return bool(row.get(self.field) == self.value)


@dataclass(frozen=True)
class Blank(Condition):
    """Nothing stands in the field."""

    field: str

    def holds(self, row: Mapping[str, Any], day: date) -> bool:
        """Whether the row has nothing there."""
        return row.get(self.field) is None


@dataclass(frozen=True)
class Reached(Condition):
    """The date in the field has come, the day itself included; a blank one never comes."""

    field: str

    def holds(self, row: Mapping[str, Any], day: date) -> bool:
        """Whether the date is not after ``day``."""
        on = row.get(self.field)
        return on is not None and on <= day


@dataclass(frozen=True)
class Both(Condition):
    """Both of two conditions."""

    one: Condition
    other: Condition

    def holds(self, row: Mapping[str, Any], day: date) -> bool:
        """Whether both hold."""
        return self.one.holds(row, day) and self.other.holds(row, day)


@dataclass(frozen=True)
class Either(Condition):
    """At least one of two conditions."""

    one: Condition
    other: Condition

    def holds(self, row: Mapping[str, Any], day: date) -> bool:
        """Whether one holds."""
        return self.one.holds(row, day) or self.other.holds(row, day)


@dataclass(frozen=True)
class Not(Condition):
    """The contrary of a condition."""

    one: Condition

    def holds(self, row: Mapping[str, Any], day: date) -> bool:
        """Whether it does not hold."""
        return not self.one.holds(row, day)
