"""What an export holds, cell by cell: against a ledger written by hand, and against the list of every register."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from app.domain.fields import Field, Row
from app.domain.ledger_head import paper_text
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.domain.sums import SUBTOTAL
from app.exporting import export_ledger
from app.paper.ledger import filed_papers
from app.paper.sheet import Table
from app.storage.ledger import Ledger
from app.storage.lists.listing import filed_listings
from app.storage.query import Query
from tests.kept_ledgers import new_ledger
from tests.random_rows import RandomRows
from ui.printing import paint

TODAY = date(2022, 7, 20)
WORDS = ("东村", "修路灯", "村委会", "=1+1", "-2", 'a,b"c', "一\n二")
ROWS = 3


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Some random rows of every register; nothing in these tests writes to it."""
    folder = tmp_path_factory.mktemp("exports") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        office = {"town": "迳口镇", "county": "四会市"}
        with new_ledger(folder, office, term=16, term_started=date(2016, 11, 10), today=TODAY) as opened:
            rows = RandomRows(opened, 3, WORDS)
            for register in SHOWN:
                for _ in range(ROWS):
                    rows.add(register)
            yield opened


def each() -> Any:
    return pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)


def shown_fields(register: Register, rows: list[Row]) -> list[Field]:
    """The columns of an export for the office itself: the printed ones without what is private.

    Rows of a section, or else of several levels, say in a column of their own which they belong to.
    """
    keys = [key for key in register.print_columns or register.list_columns if not register.field(key).private]
    for key in (register.filing.section, "level"):
        mixed = key == register.filing.section or len({row.get(key) for row in rows}) > 1
        if key and key in register.by_key and key not in keys and mixed:
            keys.insert(1, key)
            break
    return [register.field(key) for key in keys]


def filed_rows(ledger: Ledger, register: Register) -> list[Row]:
    """The rows of the filed ledger, its sections one after the other."""
    return [row for _, rows in filed(ledger, register) for row in rows]


def filed(ledger: Ledger, register: Register) -> list[tuple[list[Field], list[Row]]]:
    """The rows of each section of the filed ledger with its columns."""
    sections = []
    for listing in filed_listings(ledger, register):
        rows = ledger.rows(register.key, listing.ids)
        sections.append((list(listing.fields_for(rows)), rows))
    return sections


@each()
def test_csv_holds_every_cell_of_the_filed_list_under_its_heading(
    ledger: Ledger, register: Register, tmp_path: Path
) -> None:
    export_ledger(ledger, register.key, tmp_path / "out.csv", "csv")
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        heading, *lines = csv.reader(file)
    rows = filed_rows(ledger, register)
    fields = shown_fields(register, rows)
    assert heading == [field.label for field in fields]
    assert lines == [[f.text(row.get(f.key)) for f in fields] for row in rows]
    assert len(lines) >= ROWS or register.filing.filter


@each()
def test_json_holds_every_value_of_the_filed_list_under_its_key(
    ledger: Ledger, register: Register, tmp_path: Path
) -> None:
    export_ledger(ledger, register.key, tmp_path / "out.json", "json")
    records = json.loads((tmp_path / "out.json").read_text("utf-8"))
    rows = filed_rows(ledger, register)
    keys = ["id", *(field.key for field in shown_fields(register, rows))]
    assert [list(record) for record in records] == [keys] * len(records)
    wanted = [
        {"id": row["id"]} | {f.key: f.kind.to_plain(row.get(f.key)) for f in shown_fields(register, rows)}
        for row in rows
    ]
    assert records == json.loads(json.dumps(wanted))


def in_words(field: Field, cell: Any) -> str:
    """What a cell of a workbook says in the words of the list."""
    if isinstance(cell, datetime):
        return field.text(cell.date())
    if isinstance(cell, int | float) and field.kind.name == "money":
        return field.text(int((Decimal(str(cell)) * 100).to_integral_value()))
    if isinstance(cell, int | float):
        decimals = getattr(field.kind, "decimals", 0)
        return field.text(round(cell * 10**decimals))
    return "" if cell is None else str(cell)


@each()
def test_a_workbook_holds_every_cell_of_the_filed_list_under_its_heading(
    ledger: Ledger, register: Register, tmp_path: Path
) -> None:
    export_ledger(ledger, register.key, tmp_path / "out.xlsx")
    sections = filed(ledger, register)
    sheets = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets
    assert len(sheets) == len(sections)
    for sheet, (fields, rows) in zip(sheets, sections, strict=True):
        heading = ["序号", *(field.label for field in fields)]
        cells = [list(line[: len(heading)]) for line in sheet.iter_rows(values_only=True)]
        below = [line for line in cells[cells.index(heading) + 1 :] if line[0] != SUBTOTAL]
        assert len(below) >= len(rows)
        for number, (row, line) in enumerate(zip(rows, below, strict=False), start=1):
            texts = [in_words(field, cell) for field, cell in zip(fields, line[1:], strict=True)]
            assert [str(line[0]), *texts] == [str(number), *(f.text(row.get(f.key)) for f in fields)]


@each()
def test_paper_and_pdf_hold_every_cell_of_the_filed_list(
    ledger: Ledger, register: Register, tmp_path: Path, qapp: object
) -> None:
    tables = [
        block
        for paper in filed_papers(ledger, register)
        for block in paper.blocks
        if isinstance(block, Table)
    ]
    letters: Counter[str] = Counter()
    for table, (fields, rows) in zip(tables, filed(ledger, register), strict=True):
        assert [column.heading for column in table.columns] == ["序号", *(field.label for field in fields)]
        wanted = [[paper_text(f, row.get(f.key)) for f in fields] for row in rows]
        numbered = [list(line[1:]) for line in table.rows if line[0].isdecimal()]  # a sum stands below them
        assert numbered == wanted
        letters.update("".join("".join(text.split()) for line in wanted for text in line))
    export_ledger(ledger, register.key, tmp_path / "out.pdf", "pdf", paint=paint)
    pages = pypdf.PdfReader(tmp_path / "out.pdf").pages
    assert letters - Counter("".join(page.extract_text() for page in pages)) == Counter()


FUND = "主席团工作经费"
ENTRIES = [
    # day, voucher, summary, income, expense and the balance of the fund after it, by hand
    ("2021-12-30", "9", "上年结余前", "500", None, "500.00"),
    ("2022-01-10", "1", "年初预算", "1000", None, "1,500.00"),
    ("2022-02-28", "2", "印资料", None, "250.50", "1,249.50"),
    ("2022-12-31", "3", "误工补贴", None, "49.50", "1,200.00"),
]


def test_a_money_ledger_comes_out_as_counted_by_hand(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "data", term=16, term_started=date(2016, 11, 10), today=TODAY) as opened:
        for day, voucher, summary, income, expense, _ in reversed(ENTRIES):
            raw = {"fund": FUND, "occurred_on": day, "voucher_no": voucher, "summary": summary}
            raw |= {"income": income, "expense": expense}
            with opened.act("录入") as act:
                act.add("fund_entries", opened.read_values("fund_entries", raw)[0])
        export_ledger(opened, "fund_entries", tmp_path / "out.csv", "csv", query=Query(year=2022))
        export_ledger(opened, "fund_entries", tmp_path / "all.csv", "csv")
    text = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert text == [
        "日期,经费,凭证号,摘要,类别,收入,支出,结余,经手人,审批人,备注",
        f'2022-01-10,{FUND},1,年初预算,,"1,000.00",,"1,500.00",,,',
        f'2022-02-28,{FUND},2,印资料,,,250.50,"1,249.50",,,',
        f'2022-12-31,{FUND},3,误工补贴,,,49.50,"1,200.00",,,',
    ]
    with open(tmp_path / "all.csv", encoding="utf-8-sig", newline="") as file:
        assert [line["结余"] for line in csv.DictReader(file)] == [balance for *_, balance in ENTRIES]
