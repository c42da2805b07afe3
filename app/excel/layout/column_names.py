"""What a column is called where it is asked about: its letter, and the row of its heading too where that is another one
than an earlier table of the sheet has there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.texts import heading_key
from app.excel.layout.headers import Header
from app.excel.layout.view import column_letter, column_number

_NAME = re.compile(r"([A-Z]+)(\d*)$", re.IGNORECASE)


def told_apart(headers: Sequence[Header]) -> Iterator[Header]:
    """The headers of one sheet, each with the columns that are headed otherwise by an earlier one."""
    for place, header in enumerate(headers):
        texts = {c: heading_key(heading.text) for c, heading in header.headings.items()}
        before = [(c, heading_key(h.text)) for one in headers[:place] for c, h in one.headings.items()]
        yield replace(header, apart=frozenset(c for c, text in before if texts.get(c, text) != text))


def column_name(header: Header, column: int) -> str:
    """F, or F23 where row 23 is the lowest of a further header that says something else there."""
    letter = column_letter(column)
    return f"{letter}{header.bottom + 1}" if column in header.apart else letter


def of_header(header: Header, answered: Mapping[str, str]) -> dict[int, str]:
    """Column → field as it was answered for the columns below a header: name of a column → field."""
    columns = {column_number(match[1]): name for name in answered if (match := _NAME.match(name))}
    names = dict.fromkeys((*columns, *header.headings))
    return {c: answered[name] for c in names if (name := column_name(header, c)) in answered}
