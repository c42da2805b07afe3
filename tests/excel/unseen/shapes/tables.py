"""A table of records below one row of headings, as it stands within most shapes, and what a reader takes from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.sheets import Book, Page, Text
from tests.excel.unseen.towns import Record, Town

Shape = Callable[[Town, Hand], Book]


def promise(record: Record, fields: Sequence[str]) -> dict[str, Text]:
    """What a reader takes from the fields of a record; a birth is written to the month and may be told by the ID number."""
    values: dict[str, Text] = {key: record.get(key, "") for key in fields if key != "serial"}
    if values.get("birth_date"):
        full = record["birth_date"]
        values["birth_date"] = (full[:7], f"{full[:7]}-01", *((full,) if "id_number" in fields else ()))
    return values


def table(
    page: Page, hand: Hand, register: str, fields: Sequence[str], records: Sequence[Record], top: int, left: int = 1
) -> int:  # fmt: skip
    """Headings in row ``top`` and a row for each record below; gives the next row."""
    page.head(top, without_serial(fields), hand.heads(register, list(fields)), left)
    return rows(page, hand, fields, records, top + 1, left)


def without_serial(fields: Sequence[str]) -> list[str]:
    """The fields of a row of headings: a running number is no field."""
    return ["" if key == "serial" else key for key in fields]


def rows(
    page: Page, hand: Hand, fields: Sequence[str], records: Sequence[Record], top: int, left: int = 1, first: int = 1
) -> int:  # fmt: skip
    """A row for each record, counted from ``first``; gives the next row."""
    for number, record in enumerate(records):
        numbered = {**record, "serial": str(first + number)}
        page.line(top + number, [hand.cell(key, numbered.get(key, "")) for key in fields], left)
        page.want(top + number, promise(record, fields))
    return top + len(records)
