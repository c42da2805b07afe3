"""All figures of a year as one table: by topic, with the rule of each, to be printed, exported and copied."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.catalogue import TOPICS
from app.figures.figure import Value
from app.storage.ledger import Ledger

LABEL = "统计数字"
HEADINGS = (Heading("类别"), Heading("项目"), Heading("数字", "right"), Heading("口径", least=40))


def figures_table(ledger: Ledger, values: Sequence[Value]) -> Tabulation:
    """The table of the figures of one year and cut-off day, in the order given; at least one figure."""
    office, until = ledger.office, values[0].until
    return Tabulation(
        LABEL,
        f"{office.get('town') or ''}{until.year}年度统计数字",
        HEADINGS,
        tuple(_line(value) for value in values),
        unit_line=(f"单位：{presidium_of(office)}", "", f"截至{until.year}年{until.month}月{until.day}日"),
        signatures=signatures_of(office),
        author=presidium_of(office),
    )


def _line(value: Value) -> tuple[Cell, ...]:
    counted = value.counted
    # As a text, in a workbook too: the unit, and of a rate both counts, belong to it.
    number = Cell(value.words, register=counted.register, rows=tuple(counted.weights()))
    return Cell(TOPICS[value.figure.key]), Cell(value.figure.label), number, Cell(value.rule)
