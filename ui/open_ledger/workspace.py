"""What every page shares: the open ledger, the year looked at, and the news that something changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.fields import Context
from app.domain.registers import SHOWN
from app.storage.ledger import Ledger
from app.storage.query import Query


class Workspace(QObject):
    """One open ledger as the window sees it.

    ``changed`` carries the keys of the registers an act touched; ``said`` a sentence and whether the act
    can be undone; ``visit`` asks for a register's page (key, row id or None, equals of a query or None).
    """

    changed = Signal(object)
    year_changed = Signal()
    said = Signal(str, bool)
    visit = Signal(str, object, object)
    wants_form = Signal(str, object, object)  # register key, row id or None, values to begin with
    wants_import = Signal(
        str, object
    )  # register key, what is known of the file beforehand (term, level) or None
    draft_shown = Signal(str)  # what was half-filled is on screen again, by the key of the draft
    backed_up = Signal()  # a backup was made, or a second place was given up
    # Private values were locked or unlocked, or their protection set up or lifted.
    protection_changed = Signal()
    restyled = Signal()  # the font size changed: what was measured in points must be built anew

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.ledger = ledger
        self.opens_next = ledger.folder  # the folder of the ledger with which the program begins next time
        self.last_reasons: dict[str, str] = {}  # for corrections, by what refused them
        self._year = self._chosen_year = self._year_to_begin_with()
        self._stop_watching = ledger.watch(self._tell)

    def close(self) -> None:
        """Hear no more of the ledger; it stays open."""
        self._stop_watching()

    def show_rows(self, register: str, rows: Sequence[int], words: str) -> None:
        """The page of a register with these rows under ``words``: a single one open, none given all of them."""
        if len(rows) == 1:
            self.visit.emit(register, rows[0], None)
        else:
            self.visit.emit(register, None, {"words": words, "among": tuple(rows)} if rows else None)

    def _tell(self, registers: set[str]) -> None:
        # Called in whichever thread acted: a signal crosses to the window's thread by itself.
        self.changed.emit(set(registers))

    def _year_to_begin_with(self) -> int | None:
        """This year once something was entered in it, else all years."""
        this = self.ledger.today.year
        dated = (register for register in SHOWN if register.year_field)
        return this if any(self.ledger.count(register.key, Query(year=this)) for register in dated) else None

    @property
    def year(self) -> int | None:
        """The calendar year looked at; None for all years."""
        return self._year

    @year.setter
    def year(self, year: int | None) -> None:
        self._chosen_year = year
        self._show_year(year)

    @property
    def chosen_year(self) -> int | None:
        """The year looked at, where the clerk chose it; None for all years and where an act led to it."""
        return self._chosen_year

    def look_at_years(self, years: set[int]) -> None:
        """Go to the year of what was just made, to all years where it is several; all years stay all.

        Nobody chose it: dates typed next are not of that year.
        """
        if self._year is not None and years and self._year not in years:
            self._chosen_year = None
            self._show_year(years.pop() if len(years) == 1 else None)

    def _show_year(self, year: int | None) -> None:
        if year != self._year:
            self._year = year
            self.year_changed.emit()

    def context(self, **more: Any) -> Context:
        """What surrounds a value that is typed now: dates without a year are of the chosen year, else today's."""
        return self.ledger.context(typed=True, year=self._chosen_year or self.ledger.today.year, **more)

    def undo(self) -> None:
        """Take back the newest act and say which; raises what the ledger refuses with."""
        self.said.emit(f"已撤销：{self.ledger.undo()}", False)

    def redo(self) -> None:
        """Put back what was taken back last and say which; raises what the ledger refuses with."""
        self.said.emit(f"已重做：{self.ledger.redo()}", True)

    @contextmanager
    def act(self, name: str) -> Iterator[Any]:
        """One undoable act of that name; the window says what was done when it is kept."""
        with self.ledger.act(name) as act:
            yield act
        self.said.emit(f"已{act.name}", True)
