"""Several cells of one record that feed one field: 单位 and 职务, 年 and 月, two phones, figures of several rows."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.fields import Field, Problem
from app.domain.intake_habits import FurtherNames, SaidInEachRow
from app.domain.numerals import read_number
from app.domain.register import Register
from app.domain.texts import half_width, without_blanks
from app.excel.judging.cells import Cell
from app.excel.judging.read_in_part import SEVERAL
from app.excel.layout.view import plain


def together(
    field: Field, cells: Sequence[Cell], register: Register, *, of_rows: bool
) -> tuple[Cell, str | None, Problem | None]:
    """The one cell that the filled cells of a field make, its number format, and what is doubtful about it.

    ``of_rows``: they stand in several rows, so that two names are no parts of one.
    """
    kind = field.kind
    if kind.is_quantity:
        return _sum(cells, field.key in register.intake.habit(SaidInEachRow).fields), None, None
    texts = [plain(cell) for cell in cells]
    if kind.is_day:
        return _day_of_parts([without_blanks(half_width(t)).rstrip("年月日") for t in texts]), None, None
    texts = list(dict.fromkeys(texts))
    if field.key == register.intake.remarks:
        return "；".join(texts), None, None
    names_apart = kind.to and of_rows and len(texts) > 1
    if kind.several or (names_apart and field.key in register.intake.habit(FurtherNames).fields):
        return "、".join(texts), None, None
    if names_apart or (kind.table and len(texts) > 1):
        read = next((text for text in texts if kind.table and kind.table.read(text) is not None), texts[0])
        words = f"{field.label}在几行里写得不同（{'、'.join(texts)}），先按“{read}”读取，请核对。"
        return read, None, field.warning(SEVERAL, words)
    if kind.is_words and kind.wide and register.intake.lines:
        return "\n".join(texts), None, None
    return _words_together(texts), None, None


def _sum(cells: Sequence[Cell], once: bool) -> Cell:
    """The figures of one record together, equal ones ``once`` or each; as text where one is no plain figure."""
    numbers = [read_number(plain(cell)) for cell in (dict.fromkeys(cells) if once else cells)]
    return sum(n for n in numbers if n is not None) if None not in numbers else "、".join(map(plain, cells))


def _words_together(texts: Sequence[str]) -> str:
    """Texts one after the other; one that holds or repeats what came before is not said twice."""
    whole = texts[0]
    for text in texts[1:]:
        whole = text if text.startswith(whole) else whole if whole.endswith(text) else whole + text
    return whole


def _day_of_parts(parts: Sequence[str]) -> str:
    """2025, 1 and 18, or 1 and 18 alone, as one day; a year and a month stay a month."""
    month_and_day = len(parts) == 2 and len(parts[0]) <= 2
    return f"{parts[0]}月{parts[1]}日" if month_and_day else ".".join(parts)
