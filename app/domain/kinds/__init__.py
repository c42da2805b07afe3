"""The kinds of field: each converts cell, value, stored form and text, and nobody else does."""

from app.domain.kinds.choices import Choice, Flag
from app.domain.kinds.dates import Day, KnownDay
from app.domain.kinds.identity import IdNumber, PersonName, Phone
from app.domain.kinds.ledger_names import LedgerName
from app.domain.kinds.lines import Lines
from app.domain.kinds.links import Link, Links
from app.domain.kinds.numbers import Money, Number
from app.domain.kinds.texts import Prose, Text
from app.domain.kinds.times import TimeOfDay

__all__ = [
    "Choice",
    "Day",
    "Flag",
    "IdNumber",
    "KnownDay",
    "LedgerName",
    "Lines",
    "Link",
    "Links",
    "Money",
    "Number",
    "PersonName",
    "Phone",
    "Prose",
    "Text",
    "TimeOfDay",
]
