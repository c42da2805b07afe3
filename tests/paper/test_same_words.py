"""What a ledger says is the same on paper and in a workbook, with one extreme value in one row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.fields import Field
from app.domain.ledger_head import totals_of
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.domain.texts import full_width_signs
from app.excel.ledger_sheets import export_register
from app.excel.writing.continued import CONTINUED, MOST_LINES, in_pieces, line_count
from app.paper.ledger import USUAL, filed_papers
from app.paper.sheet import Table
from app.storage.ledger import Ledger
from tests.data.small_ledger import small_ledger
from tests.random_rows import RandomRows
from ui.printing.bands import SIDE, table_bands
from ui.printing.marks import MM
from ui.printing.pagination import text_area
from ui.printing.type_faces import text_width

LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，\n" * 90


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Rows of every register, the last one with a remark of 2,000 characters where it has remarks."""
    with small_ledger(tmp_path_factory.mktemp("words") / "ledger") as opened:
        rows = RandomRows(opened, 5)
        for register in SHOWN:
            for _ in range(3):
                row_id, _ = rows.add(register, fullness=0.7)
            if "note" in register.by_key:
                with opened.act("备注") as act:
                    act.change(register.key, row_id, {"note": LONG.strip()})
        yield opened


def folded(value: Any) -> str:
    """The words as paper sets them: a workbook keeps the signs as they were typed, so that it can be read again."""
    return full_width_signs("".join(str("" if value is None else value).split()))


def words_of_sheets(path: Path, fields: int) -> list[list[str]]:
    """The rows as a reader puts them together, 续 rows behind the row that they continue."""
    rows: list[list[str]] = []
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(min_row=4, max_col=fields + 1):
            if row[0].value == CONTINUED:
                more = [a + folded(cell.value) for a, cell in zip(rows[-1], row, strict=True)]
                rows[-1] = [rows[-1][0], *more[1:]]
            elif isinstance(row[0].value, int):
                rows.append([shown(cell) for cell in row])
    return rows


def shown(cell: Any) -> str:
    """A cell as people read it."""
    if cell.value is not None and cell.is_date:
        return (
            f"{cell.value:{cell.number_format.replace('yyyy', '%Y').replace('mm', '%m').replace('dd', '%d')}}"
        )
    if cell.number_format == "#,##0.00" and cell.value is not None:
        return f"{cell.value:,.2f}"
    if cell.number_format.startswith("0.") and cell.value is not None:
        return f"{cell.value:.{len(cell.number_format) - 2}f}"
    return folded(cell.value)


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_paper_and_workbook_hold_the_same_words(ledger: Ledger, register: Register, tmp_path: Path) -> None:
    tables = [block for p in filed_papers(ledger, register) for block in p.blocks if isinstance(block, Table)]
    on_paper = [[*map(folded, row)] for table in tables for row in table.rows if row[0].isdigit()]
    export_register(ledger, register.key, tmp_path / "a.xlsx")
    assert words_of_sheets(tmp_path / "a.xlsx", len(tables[0].columns) - 1) == on_paper
    assert on_paper


def fields_of(register: Register, table: Table) -> list[Field]:
    labels = {field.label: field for field in register.fields}
    return [labels[column.heading] for column in table.columns[1:]]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_no_number_date_or_phone_is_broken_on_paper(ledger: Ledger, register: Register) -> None:
    for paper in filed_papers(ledger, register, include_private=True):
        table = next(block for block in paper.blocks if isinstance(block, Table))
        whole = {place for place, field in enumerate(fields_of(register, table), 1) if field.kind.unbroken}
        for band in table_bands(table, text_area(paper)[0]):
            for place, box in enumerate(band.boxes if band.key else ()):
                if place in whole:
                    assert all(
                        not line or "、" in line or len(box.lines) == 1 or line.isdigit()
                        for line in box.lines
                    ), box
                    room = box.width - 2 * SIDE
                    assert all(text_width(line, "body", box.size) <= room + 0.1 * MM for line in box.lines)
        assert table.size <= USUAL


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_a_printed_sum_is_the_sum_of_what_is_printed(ledger: Ledger, register: Register) -> None:
    rows = ledger.rows(register.key, ledger.ids(register.key))
    for key, total in totals_of(register.fields, rows).items():
        field = register.field(key)
        values = [row[key] for row in rows if row.get(key) is not None]
        assert total == (sum(values) if field.total == "sum" else values[-1])


@pytest.mark.parametrize("text", [LONG, "字" * 5_000, "a b" * 3_000, "\n" * 200, "短", ""])
@pytest.mark.parametrize("width", [6.0, 20.0, 61.5])
def test_a_text_in_pieces_is_the_whole_text(text: str, width: float) -> None:
    pieces = in_pieces(text, width)
    assert "".join(pieces) == text
    assert all(line_count(piece.removesuffix("\n"), width) <= MOST_LINES + 1 for piece in pieces)


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_the_public_gets_no_petitioner_no_remark_and_nothing_unpublished(
    ledger: Ledger, register: Register
) -> None:
    papers = filed_papers(ledger, register, audience="public", include_private=True)
    heads = {column.heading for p in papers for b in p.blocks if isinstance(b, Table) for column in b.columns}
    kept = [f for f in register.fields if f.private or f.key == "note" or f.key in register.filing.withheld]
    assert not heads & {field.label for field in kept}
    flag = register.filing.published
    hidden = [
        row for row in ledger.rows(register.key, ledger.ids(register.key)) if flag and row[flag] is False
    ]
    shown_keys = {key for p in papers for b in p.blocks if isinstance(b, Table) for key in b.keys}
    assert not shown_keys & {(register.key, row["id"]) for row in hidden}


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_the_archive_is_told_how_secret_it_is_and_how_long_it_is_kept(
    ledger: Ledger, register: Register
) -> None:
    for paper in filed_papers(ledger, register, audience="archive"):
        assert "密级：" in paper.unit_line[1] and "保管期限：" in paper.unit_line[1]


def test_what_the_screen_shows_newest_first_is_filed_oldest_first(ledger: Ledger) -> None:
    for register in SHOWN:
        if register.order[0] == f"-{register.year_field}":
            for paper in filed_papers(ledger, register):
                table = next(block for block in paper.blocks if isinstance(block, Table))
                ids = [key[1] for key in table.keys if isinstance(key, tuple)]
                days = [str(row[register.year_field]) for row in ledger.rows(register.key, ids)]
                assert days == sorted(days)
