"""One record as a form on one sheet: boxes laid out by a declared layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.fields import Field, Private, Row
from app.domain.further_values import FURTHER_VALUES, further_values
from app.domain.ledger_head import head_of, paper_text, presidium_of, title_of
from app.domain.register import Register
from app.paper.forms import LAYOUTS
from app.paper.forms.layout import FormLayout, FormLine
from app.paper.sheet import Form, FormCell, Margins, Paper, Spread

if TYPE_CHECKING:
    from app.storage.ledger import Ledger
from app.storage.lists.record_files import is_private

PICTURES = {".jpg", ".jpeg", ".png", ".bmp"}


@dataclass(frozen=True)
class _Filling:
    """Where the values of one record come from."""

    ledger: Ledger
    register: Register
    row: Row

    def text(self, key: str) -> str:
        """A field's text; private ones stay blank unless asked for."""
        return _text(self.register.field(key), self.row)

    def lines(self, line: FormLine) -> list[list[str]]:
        """The texts of the places of a line, once or for each row of the list that it shows."""
        if not line.each:
            return [[self.text(place.key) if place.kind == "field" else "" for place in line.places]]
        field = self.register.field(line.each)
        columns = {column.key: column for column in field.kind.columns}
        listed = self.row.get(line.each) or ()
        texts = [[_text(columns[place.key], row) for place in line.places] for row in listed]
        return [*texts, *[[""] * len(line.places)] * (line.least - len(texts))]


def record_form(
    ledger: Ledger, register: Register, row_id: int | None, *, include_private: bool = False
) -> Paper:
    """One record on A4 portrait, for example the 代表登记表 with its photo (domain.md 3.2).

    Without a ``row_id`` the form is blank, to be filled in by hand.  KeyError when there is no such row, or
    the register has no form.  Private values stay blank boxes unless ``include_private``.
    """
    row: Row | None = ledger.row(register.key, row_id) if row_id is not None else {"id": 0}
    if row is None:
        raise KeyError(f"{register.key} {row_id}")
    layout = LAYOUTS[register.key]
    if include_private:
        row = ledger.revealed([row])[0]
        row = layout.revealed(row) if layout.revealed else row
    head = head_of(register, [row], ledger.office, ledger.today)
    town = ledger.office.get("town") or ""
    foot = (f"填报单位（盖章）：{presidium_of(ledger.office)}", *head.signatures[::2])
    title = layout.title.format(subject=subject_of(ledger, register, row), town=town)
    return Paper(
        title=title,
        blocks=(
            filled_form(
                ledger, register, row, layout, further=_further(register, row, layout, include_private)
            ),
            Spread(foot, size=11, space_before=4),
        ),
        margins=Margins(top=20, right=18, bottom=18, left=24),
        numbered=False,
        private=include_private,
        name=f"{title} {register.name_of(row)}".strip(),
        author=presidium_of(ledger.office),
    )


def _further(register: Register, row: Row, layout: FormLayout, include_private: bool) -> str | None:
    """What was recorded and has no box; the term is in the title, what was confided in the boxes that it comes from."""
    boxes = {key for line in layout.lines for key in (line.each, *(place.key for place in line.places))}
    confided = {field.key for field in register.fields if field.private and field.by_program}
    return further_values(register, row, {"term", *boxes, *confided}, include_private=include_private)


def subject_of(ledger: Ledger, register: Register, row: Row) -> str:
    """Place and term that the title of a form of this row begins with: 四会市迳口镇第十六届人民代表大会."""
    field, term = register.by_key.get("term"), row.get("term")
    term_row = ledger.row(field.kind.to, term.id) if field and term and term.id is not None else None
    ordinal = term_row.get("ordinal") if term_row else None
    named = title_of(register, ledger.office, row.get("level"), ordinal, of_one=True)
    return named.removesuffix(register.label)


def filled_form(
    ledger: Ledger, register: Register, row: Row, layout: FormLayout, *, further: str | None = None
) -> Form:
    """The boxes of a layout with the values of one record, and below them what ``further`` was recorded."""
    filling = _Filling(ledger, register, row)
    cells: list[FormCell] = []
    heights: list[tuple[int, float]] = []
    rows = [(line, texts) for line in layout.lines for texts in filling.lines(line)]
    for number, (line, texts) in enumerate(rows):
        cells.extend(_cells(line, number, texts, filling))
        if line.height:
            heights.append((number, line.height))
    if further:
        cells.append(FormCell(len(rows), 0, FURTHER_VALUES.label, role="label", align="center"))
        cells.append(FormCell(len(rows), 1, further, columns=len(layout.shares) - 1))
    return Form(
        layout.shares, tuple(cells), layout.row_height, tuple(heights), layout.size, (register.key, row["id"])
    )


def photo_of(ledger: Ledger, register: Register, row: Row) -> Path | None:
    """The newest picture kept with a record in the role of its photo."""
    files = ledger.attached(register.key, row["id"])
    photos = [file for file in files if file.get("role") == "photo" and not is_private(file)]
    pictures = [
        Path(str(file["path"])) for file in photos if Path(str(file["name"])).suffix.lower() in PICTURES
    ]
    return pictures[-1] if pictures and pictures[-1].exists() else None


def _text(field: Field, row: Row) -> str:
    value = row.get(field.key)
    return "" if isinstance(value, Private) else paper_text(field, value)


def _cells(line: FormLine, row: int, texts: Sequence[str], filling: _Filling) -> list[FormCell]:
    cells: list[FormCell] = []
    column = 0
    for place, text in zip(line.places, texts, strict=True):
        if place.kind == "photo":
            words, picture = place.key, photo_of(filling.ledger, filling.register, filling.row)
            cells.append(
                FormCell(row, column, words, place.rows, place.columns, "picture", "center", picture)
            )
        elif place.kind == "label":
            cells.append(FormCell(row, column, place.key, place.rows, place.columns, "label", "center"))
        else:
            cells.append(FormCell(row, column, text, place.rows, place.columns, "value", place.align))
        column += place.columns
    return cells
