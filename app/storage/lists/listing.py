"""The rows of a register as they are printed and exported: chosen, ordered, headed, in blocks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from app.domain.audiences import ARCHIVE, INTERNAL, PUBLIC, public_row
from app.domain.column_widths import ColumnNeed, column_need
from app.domain.fields import Field, Row
from app.domain.further_values import CALLED, FURTHER_VALUES, further_values
from app.domain.ledger_head import (
    LedgerHead,
    columns_for,
    common_value,
    day_of,
    dotted_days,
    head_of,
    with_sections,
)
from app.domain.petitioners import Petitioners
from app.domain.register import Register
from app.domain.unpublished import without_unpublished
from app.storage.lists.columns import column_values
from app.storage.lists.petitioners import petitioners_of
from app.storage.lists.public_rows import published_ids
from app.storage.open_ledger import OpenLedger
from app.storage.query import Query

BLOCK = 500  # rows loaded at a time: one query each, and a job can be cancelled between two


class Listing:
    """Rows of ``register`` that ``query`` asks for, with the columns that ``audience`` gets.

    They are shown as of the query's day, else of today or the end of the year asked for.
    ``ids`` instead of the query's rows prints a selection in its own order.  ``filed``: these are all
    the rows that belong on the filed paper, or one section of them (see ``filed_listings``).
    """

    def __init__(
        self,
        ledger: OpenLedger,
        register: Register,
        query: Query = Query(),
        *,
        ids: Sequence[int] | None = None,
        columns: Sequence[str] | None = None,
        audience: str = INTERNAL,
        include_private: bool = False,
        filed: bool = False,
    ) -> None:
        self._ledger = ledger
        self._filed = filed
        self._in_own_order = ids is None and query.order in ((), register.filed_order)
        self._year = query.year if ids is None else None
        day = ledger.today if ids is not None else day_of(register, query.year, ledger.today)
        self._on = query.on or day
        self._part = "仅列所选" if ids is not None else "" if filed else part_name(register, query)
        self.register = register
        self.office = ledger.office
        self._as_usual = columns is None
        self.audience = audience
        self._conceals = audience == PUBLIC or (audience == ARCHIVE and not include_private)
        self.fields = columns_for(register, columns, audience, include_private)
        self._tells_all = self._as_usual and audience == ARCHIVE and register.filing.annex
        self._include_private = include_private
        wanted = ledger.ids(register.key, replace(query, on=self._on)) if ids is None else ids
        self.ids = self._for_readers(wanted)

    def _for_readers(self, wanted: Sequence[int]) -> list[int]:
        """Those of the rows that the readers get: what nobody has marked as public stays in the office."""
        public = published_ids(self._ledger).get(self.register.key) if self.audience == PUBLIC else None
        return [row_id for row_id in wanted if public is None or row_id in public]

    def rows(self) -> Iterator[Row]:
        """The rows in order, loaded in blocks; private values in plain where their column is shown.

        What leaves the office without private columns names nobody who asked for confidentiality.
        """
        asked = self._tells_all and self._include_private and self.register.has_private
        plain = asked or any(field.private for field in self.fields)
        petitioners = petitioners_of(self._ledger) if self.audience == PUBLIC else Petitioners()
        public = published_ids(self._ledger) if self.audience == PUBLIC else {}
        shown = self._shown_otherwise() if self._tells_all else set()
        for start in range(0, len(self.ids), BLOCK):
            rows = self._ledger.rows(self.register.key, self.ids[start : start + BLOCK], on=self._on)
            if self._conceals:
                rows = self._ledger.concealed_rows(self.register.key, rows)
            if self.audience == PUBLIC:
                rows = [without_unpublished(self.register, row, public) for row in rows]
                rows = [public_row(self.register, row, petitioners) for row in rows]
            rows = self._ledger.revealed(rows) if plain else rows
            yield from self._with_further_values(rows, shown) if self._tells_all else rows

    def _shown_otherwise(self) -> set[str]:
        """What the columns tell and what the title does, which names a term that all rows share, in whichever block."""
        shown = {"level", self.register.filing.section, *(field.key for field in self.fields)}
        if "term" not in self.register.by_key:
            return shown
        wanted = set(self.ids)
        written = column_values(self._ledger, self.register.key, ("term", "term_name"))
        # A term that was found is its row, however it was written (第16届).
        terms = {(term, "" if term else as_written) for row, term, as_written in written if row in wanted}
        return shown | {"term"} if len(terms) == 1 else shown

    def _with_further_values(self, rows: Sequence[Row], shown: Collection[str]) -> Iterator[Row]:
        """Each row with what is not ``shown`` by its columns or the title of the ledger."""
        for row in rows:
            words = further_values(self.register, row, shown, include_private=self._include_private)
            called = dotted_days(self.register.name_of(row))
            yield {**row, CALLED.key: called, FURTHER_VALUES.key: words}

    def fields_for(self, rows: Sequence[Row]) -> tuple[Field, ...]:
        """The columns for these rows: where sections or levels are mixed, the usual columns get that too."""
        usual, *wider = with_sections(self.register, self.fields)
        mixed = [fields for fields in wider if len({row.get(fields[1].key) for row in rows}) > 1]
        return mixed[0] if mixed and self._as_usual else usual

    def annex_fields(self, rows: Sequence[Row]) -> tuple[Field, ...]:
        """The columns of what follows the table, what it has no column for; none where there is nothing."""
        if not any(row.get(FURTHER_VALUES.key) for row in rows):
            return ()
        return CALLED, replace(FURTHER_VALUES, private=self._include_private and self.register.has_private)

    def fields_without_head(self, rows: Sequence[Row]) -> tuple[Field, ...]:
        """The columns where no head above the table says to which section its rows belong, and no annex follows it."""
        section = self.register.filing.section
        shown = self.fields_for(rows)
        if section and self._as_usual and all(field.key != section for field in shown):
            shown = [*with_sections(self.register, self.fields)][1]
        return (*shown, *self.annex_fields(rows)[1:])

    def head(self, rows: Sequence[Row]) -> LedgerHead:
        """Title, unit line and signatures for these rows, as of today or the end of their year."""
        return head_of(
            self.register,
            rows,
            self.office,
            self._on,
            term_ordinal=self._term_ordinal(rows),
            in_own_order=self._in_own_order,
            year=self._year,
            part=self._part,
            seats=self._seats(rows),
            audience=self.audience,
            fields=self.fields_for(rows),
        )

    def _term_ordinal(self, rows: Sequence[Row]) -> int | None:
        return self._of_common_link(rows, "term", "ordinal")

    def _seats(self, rows: Sequence[Row]) -> int | None:
        seats = self.register.filing.seats
        return self._of_common_link(rows, *seats) if seats and self._filed else None

    def _of_common_link(self, rows: Sequence[Row], link: str, key: str) -> int | None:
        """A number of the row that all ``rows`` point to; None where they point to several."""
        common = common_value(rows, link)
        if common is None or common.id is None:
            return None
        linked_row = self._ledger.row(self.register.by_key[link].kind.to, common.id)
        return linked_row.get(key) if linked_row else None


def filed_listings(
    ledger: OpenLedger,
    register: Register,
    query: Query = Query(),
    *,
    ids: Sequence[int] | None = None,
    columns: Sequence[str] | None = None,
    audience: str = INTERNAL,
    include_private: bool = False,
) -> list[Listing]:
    """The rows as the register is filed: those its ``filing`` names, in its sections; at least one listing.

    Rows that were chosen by hand, found by words or seen through another filter stay together.  All stand in
    the filed order; only ``columns`` that somebody has in view keep the order in view.
    """
    if columns is None:
        query = replace(query, order=register.filed_order)
        if ids is not None:
            chosen = Query(among=tuple(ids), order=register.filed_order)
            ids, query = ledger.ids(register.key, chosen), Query()

    def listing(query_of_part: Query, filed: bool) -> Listing:
        return Listing(
            ledger, register, query_of_part, ids=ids, columns=columns, audience=audience,
            include_private=include_private, filed=filed,
        )  # fmt: skip

    filing = register.filing
    narrowed = query.find.strip() or query.among is not None or query.chosen
    as_seen = ids is not None or columns is not None or narrowed
    if as_seen or query.filter not in ("", filing.filter):
        return [listing(query, False)]
    query_of_part = replace(query, filter=filing.filter)
    whole = set(query.equals) <= {filing.section}
    if not filing.section or filing.section in query.equals:
        return [listing(query_of_part, whole)]
    codes = register.field(filing.section).kind.table.codes()
    sections = [
        listing(replace(query_of_part, equals={**query.equals, filing.section: code}), whole)
        for code in codes
    ]
    return [section for section in sections if section.ids] or [listing(query_of_part, whole)]


def part_name(register: Register, query: Query) -> str:
    """Which part of a register a query leaves, in words; empty for all of it (or all of a year)."""
    labels = [chosen.label for chosen in register.filters if chosen.key == query.filter]
    words = [*labels, *([f"含“{query.find.strip()}”"] if query.find.strip() else [])]
    if query.chosen:
        words.append("按" + "、".join(register.field(key).label for key in query.chosen) + "选出的")
    return f"仅列：{'、'.join(words)}" if words else ""


def column_needs(fields: Sequence[Field], texts: Sequence[Sequence[str]]) -> list[ColumnNeed]:
    """What each column asks for; ``texts`` holds one column after the other."""
    return [
        column_need(field.label, column, elastic=field.kind.elastic, unbroken=field.kind.unbroken)
        for field, column in zip(fields, texts, strict=True)
    ]
