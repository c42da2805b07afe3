"""How a register stands on paper and in filed workbooks: its rows, sections, order, sums and readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CLERK, CHAIR = "填表人", "审核人"  # who sign a ledger; the office's settings name them
NOTE = "note"  # the remarks that every register may have; they stay in the office


@dataclass(frozen=True)
class Filing:
    """What holds unless something else is asked for.

    ``filter``: only the rows of this filter, as of the day of the paper.  ``section``: the key of a
    choice, each of whose values has a table of its own with title and count.  ``seats``: a link and a
    number of the row it points to: how many rows there should be.  ``subtotals``: the field that comes first in the
    filed order, after whose last row of each value a line of sums stands.  ``withheld``: fields that the public does
    not get; the people they name are named in no other text either.  ``office_only``: further fields
    that stay inside and name nobody.  ``published``: the flag, or the choice with the
    code ``public``, without which a row is kept from the public.  ``closing`` says below the table what its rows come to; ``of_whole``: only
    below all rows of a year, of which a part comes to something else (a balance carried over).  ``signers``:
    what those are called who sign it, nobody for settings; a field of that name gives the one whom all rows name.
    ``annex``: for the archive, what has no column follows the table; not where the columns are prescribed.
    """

    filter: str = ""
    section: str = ""
    seats: tuple[str, str] | None = None
    subtotals: str = ""
    withheld: tuple[str, ...] = ()
    office_only: tuple[str, ...] = ()
    published: str = ""
    closing: Callable[[Sequence[Mapping[str, Any]]], str] | None = None
    of_whole: bool = False
    signers: tuple[str, ...] = (CLERK, CHAIR)
    annex: bool = True
