"""Numbers (编号) of records: each serial counts on, and a number that was given is never given again."""

from __future__ import annotations

import re

from app.domain.fields import Row
from app.domain.register import Register
from app.storage.core.counters import Counters


def take_number(counters: Counters, register: Register, row: Row) -> str:
    """The number of a row: the one it brings, else the next of its serial.

    A number that a row brings, new or corrected, moves its serial on, so that the next one follows it.
    """
    assert register.numbered is not None
    serial = register.numbered(row)
    counter = f"{register.key}:{serial}"
    number = row.get("no")
    if not number:
        return serial.format(counters.next_id(counter))
    match = re.fullmatch(
        re.escape(serial).replace(r"\{:03d\}", r"0*(\d+)").replace(r"\{\}", r"(\d+)"), str(number)
    )
    if match:
        counters.reserve(counter, int(match[1]))
    return str(number)
