"""What a kind of field answers for itself: how its values convert, and how they stand wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from app.domain.codes import NO_CODES, CodeTable
from app.domain.numerals import natural

if TYPE_CHECKING:
    from app.domain.fields import Context, Field, Problem, Reading, Ref, Stored

Side = Literal["left", "center", "right"]
ANSWERED_BY_EVERY_KIND = ("name", "align", "width", "elastic", "wide")


class Kind:
    """A kind of field.  Subclasses convert; nobody else does.

    Every kind says its ``name``, by which consumers choose one thing from one table (``KindTable``), and
    how it stands in a column: at which side (``align``), how many characters ``width`` it usually takes,
    whether it takes room that is left over (``elastic``), whether a form gives it a whole line (``wide``).

    ``column`` is the SQLite type.  ``several``: one cell may hold several values, one behind the other.
    ``is_words``: free words; ``is_person``: a name of somebody; ``tells_birth``: a number that holds date of
    birth and sex; ``is_day``: a date, ``is_full_day``: one that is known to the day; ``is_quantity``: what can be
    summed; ``is_flag``: yes or no.

    What only some kinds are declared with is nothing for the others: the register that a link points ``to``
    and what it ``creates`` there, the ``columns`` of a list, the ``table`` of codes, the ``unit`` behind a
    number, its ``decimals``, whether it is an ``ordinal``, the words ``usual`` in a field.
    """

    name: ClassVar[str]
    align: Side
    width: int
    elastic: ClassVar[bool]
    wide: ClassVar[bool]
    column: ClassVar[str] = "TEXT"
    several: ClassVar[bool] = False
    is_words: ClassVar[bool] = False
    is_person: ClassVar[bool] = False
    tells_birth: ClassVar[bool] = False
    is_day: ClassVar[bool] = False
    is_full_day: ClassVar[bool] = False
    is_quantity: ClassVar[bool] = False
    is_flag: ClassVar[bool] = False

    to: str = ""
    creates: tuple[str, ...] | None = None
    columns: tuple[Field, ...] = ()
    table: CodeTable = NO_CODES
    unit: str = ""
    decimals: int = 0
    ordinal: bool = False
    usual: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        """Raises TypeError for a kind that leaves open what every kind answers."""
        for fact in ANSWERED_BY_EVERY_KIND:
            if not hasattr(cls, fact):
                raise TypeError(f"{cls.__name__} does not say its {fact!r}; see Kind in app/domain/kind.py")

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Read a workbook's cell, typed text or a JSON value; blank cells read as None."""
        raise TypeError(f"{type(self).__name__} does not say how it reads a cell")

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

    def to_words(self, value: Any) -> str:
        """The words by which a row is searched."""
        return self.to_text(value)

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """The pinyin initials by which the words are found; None for a kind that nobody spells.

        ``correction`` is the pinyin that a clerk gave for the name in the row.
        """
        return None

    def to_order(self, value: Any, name_order: str) -> str:
        """Text that sorts as the values do; ``name_order``: by which rule names are sorted."""
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
