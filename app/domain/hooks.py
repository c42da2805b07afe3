"""What only one or two registers need beyond what every register says; each declares it in its own file.

What three registers need is no hook any more but an attribute of ``Register``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.confidences import Confidence
from app.domain.fields import Context


class Hook:
    """One thing that a register needs for itself; it has at most one of each class."""


@dataclass(frozen=True)
class LocksYears(Hook):
    """Each row closes the year of its ``year_field``: what is done in it changes with a reason only."""


@dataclass(frozen=True)
class KindOfYear(Hook):
    """Of which kind its years are (domain.md 0.5), in the words behind the number."""

    words: str


@dataclass(frozen=True)
class Quarterly(Hook):
    """What takes place at least once a quarter: the field of the day, the sentence that says so, and which rows count."""

    day: str
    words: str
    counts: Callable[[Mapping[str, Any]], bool] = lambda row: True


@dataclass(frozen=True)
class Corrected(Hook):
    """What a correction brings with it: given the row before and the row as it will be, which it completes."""

    follow: Callable[[Mapping[str, Any], dict[str, Any]], None]


@dataclass(frozen=True)
class TakesOver(Hook):
    """What a row has from a row that it names, completed anew when it comes back: that one may have changed since."""

    complete: Callable[[dict[str, Any], Context], None]


@dataclass(frozen=True)
class IssuesNumbers(Hook):
    """Each row is a document that goes out under its number (``no``), unless ``voided``, a field, says why it did not."""

    voided: str


@dataclass(frozen=True)
class Retells(Hook):
    """A row may tell of a row of another register, which the field ``source`` names (人代会·4), on the date ``day``."""

    source: str
    day: str


@dataclass(frozen=True)
class ToldApart(Hook):
    """Fields by which two rows may differ that agree on an identity: a woman and a man of one name and birth month."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class Confiding(Hook):
    """Who asked for confidentiality in a row whose private values are in plain.

    ``asked`` says of a row, private values left out, whether anybody did.  ``beside``: registers whose rows
    tell of the same occasion when they agree on those keys.
    """

    confidence: Callable[[Mapping[str, Any]], Confidence]
    asked: Callable[[Mapping[str, Any]], bool]
    beside: tuple[tuple[str, tuple[str, ...]], ...]
