"""What a field of a register is, what its kind answers for itself, and the four shapes that a value takes.

A value is a *cell* (what a workbook holds), a *value* (Python), *stored* (JSON-ready, what SQLite and
the history keep) or *text* (what people read).  Only a kind of field converts between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from app.domain.codes import NO_CODES, CodeTable
from app.domain.numerals import natural
from app.domain.orders import Orders
from app.domain.values import Context as Context
from app.domain.values import InLine as InLine

# Asked for beside Field, and kept apart so that neither turns around the other.
from app.domain.values import LinkContext as LinkContext
from app.domain.values import Lookup as Lookup
from app.domain.values import NoLookup as NoLookup
from app.domain.values import Private as Private
from app.domain.values import Problem as Problem
from app.domain.values import Reading as Reading
from app.domain.values import Ref as Ref
from app.domain.values import Row as Row
from app.domain.values import Stored as Stored

Side = Literal["left", "center", "right"]
Total = Literal["", "sum", "last"]
ANSWERED_BY_EVERY_KIND = ("name", "align", "width", "elastic", "wide")


class Kind:
    """A kind of field.  Subclasses convert; nobody else does.

    Every kind says its ``name``, by which consumers choose one thing from one table (``KindTable``), and
    how it stands in a column: at which side (``align``), how many characters ``width`` it usually takes,
    whether it takes room that is left over (``elastic``), whether a form gives it a whole line (``wide``).

    ``column`` is the SQLite type.  ``several``: one cell may hold several values, one behind the other.
    ``is_link``: an id beside the name as written; ``is_links``: several of them, in a table of their own.
    ``is_words``: free words; ``is_person``: a name of somebody; ``tells_birth``: a number that holds date of
    birth and sex; ``is_day``: a date, ``is_full_day``: one that is known to the day; ``is_quantity``: what can be
    summed; ``is_flag``: yes or no; ``is_time``: a time of day.
    ``unbroken``: numbers, dates and the like, which no line break may cut on paper.

    What only some kinds are declared with is nothing for the others: the register that a link points ``to``
    and what it ``creates`` there, the ``columns`` of a list, the ``table`` of codes, the ``unit`` behind a
    number, its ``decimals``, between what it lies (``least``, ``most``), whether it is an ``ordinal``, how many
    characters a text may have (``longest``), whether days to come are in order (``future``), the words ``usual`` in a field, whether these are
    ``ranked`` by the office.
    """

    name: ClassVar[str]
    align: Side
    width: int
    elastic: ClassVar[bool]
    wide: ClassVar[bool]
    column: ClassVar[str] = "TEXT"
    several: ClassVar[bool] = False
    is_link: ClassVar[bool] = False
    is_links: ClassVar[bool] = False
    is_words: ClassVar[bool] = False
    is_person: ClassVar[bool] = False
    tells_birth: ClassVar[bool] = False
    is_day: ClassVar[bool] = False
    is_full_day: ClassVar[bool] = False
    is_quantity: ClassVar[bool] = False
    is_flag: ClassVar[bool] = False
    is_time: ClassVar[bool] = False
    unbroken: ClassVar[bool] = False

    to: str = ""
    creates: tuple[str, ...] | None = None
    columns: tuple[Field, ...] = ()
    table: CodeTable = NO_CODES
    unit: str = ""
    decimals: int = 0
    least: int = 0
    most: int = 0
    ordinal: bool = False
    longest: int = 0
    future: bool = True
    usual: tuple[str, ...] = ()
    ranked: bool = False

    def __init_subclass__(cls) -> None:
        """Raises TypeError for a kind that leaves open what every kind answers."""
        for fact in ANSWERED_BY_EVERY_KIND:
            if not hasattr(cls, fact):
                raise TypeError(f"{cls.__name__} does not say its {fact!r}; see Kind in app/domain/fields.py")

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Read a workbook's cell, typed text or a JSON value; blank cells read as None."""
        raise TypeError(f"{type(self).__name__} does not say how it reads a cell")

    def fixed_decimals(self) -> int:
        """How many decimals stand in every row of a column on paper, so that its sum can be checked by eye."""
        return self.decimals

    def doubts(self, value: Any, field: Field, context: Context) -> tuple[Problem, ...]:
        """What stays doubtful about a value that was kept: asked by the check until it is mended or answered."""
        return ()

    def to_stored(self, value: Any) -> Stored:
        """The JSON-ready form that SQLite and the history keep; None stays None."""
        return value

    def from_stored(self, stored: Stored) -> Any:
        """The Python value of what ``to_stored`` gave."""
        return stored

    def to_text(self, value: Any) -> str:
        """What people read on screen and paper; an empty string for None."""
        return "" if value is None else str(value)

    def on_screen(self, value: Any) -> str:
        """What the screen shows: the text, unless a kind writes it otherwise there than on paper."""
        return self.to_text(value)

    def in_name(self, value: Any) -> str:
        """How the value stands in the name of its row: the text, unless a kind writes dates otherwise on paper."""
        return self.to_text(value)

    def to_words(self, value: Any) -> str:
        """The words by which a row is searched."""
        return self.to_text(value)

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """The pinyin initials by which the words are found; None for a kind that nobody spells.

        ``correction`` is the pinyin that a clerk gave for the name in the row.
        """
        return None

    def to_order(self, value: Any, orders: Orders) -> str:
        """Text that sorts as the values do, by what the office sorts."""
        return natural(self.to_text(value))

    def to_plain(self, value: Any) -> Any:
        """What scripts read: ISO dates, labels of codes, names joined with 、; None for None."""
        return None if value is None else self.to_text(value)

    def to_cell(self, value: Any) -> Any:
        """What an exported cell holds: a number, or text."""
        return None if value is None else self.to_text(value)

    def choices(self) -> tuple[str, ...]:
        """The words to choose from; none where anything may be written."""
        return ()

    def refs(self, value: Any) -> tuple[Ref, ...]:
        """The links in a value; none for a kind that links to nothing."""
        return ()

    def of_refs(self, refs: Iterable[Ref]) -> Any:
        """The value that holds these links; the inverse of ``refs``."""
        raise TypeError(f"{type(self).__name__} links to nothing")


@dataclass(frozen=True)
class Field:
    """One column of a register.

    ``required``: cannot be saved without.  ``expected``: the printed form wants it, so a gap is named
    on the health page.  ``private``: kept in ``private_values``, masked, off paper unless asked for.
    ``aliases``: further headings under which clerks keep it.  ``part``: the link through which the
    value is reached when it lives in another table (a deputy's name lives in ``people``).
    ``in_line``: the place of the value when it lives in a list of this row (the reply of the last round).
    ``computed``: never stored, filled by the register's ``compute``.  ``implied``: kept only where it
    differs from what ``compute`` fills, so the ledger cannot choose rows by what is shown.  ``by_program``: kept, but filled by
    the program alone, so that no form asks for it.  ``seldom``: usually stays empty, so no form begins there.
    ``total``: what stands below its column on paper, the
    ``sum`` of the values or the ``last`` one (a balance).
    """

    key: str
    label: str
    kind: Kind
    required: bool = False
    expected: bool = False
    private: bool = False
    aliases: tuple[str, ...] = ()
    hint: str = ""
    section: str = ""
    part: str = ""
    in_line: InLine | None = None
    computed: bool = False
    implied: bool = False
    by_program: bool = False
    seldom: bool = False
    total: Total = ""

    def read(self, cell: Any, context: Context) -> Reading:
        """Read a cell or typed text; a required field read as nothing is a problem of code ``missing``."""
        reading = self.kind.read(cell, self, context)
        if reading.value is None and self.required and not reading.problems:
            message = f"请填写{self.label}。"
            return Reading(None, (Problem(self.key, "error", "missing", message),))
        return reading

    def text(self, value: Any) -> str:
        """What people read."""
        return self.kind.to_text(value)

    def problem(self, code: str, message: str, severity: str = "error") -> Problem:
        """A problem of this field."""
        return Problem(self.key, severity, code, message)

    def warning(self, code: str, message: str) -> Problem:
        """A doubt about this field: the row is readable, but the clerk must confirm it."""
        return Problem(self.key, "warning", code, message)
