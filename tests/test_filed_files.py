"""Every ledger is filed as it was kept: PDF, workbook, CSV and JSON of awkward rows, read back from the files."""

import csv
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from app.domain.audiences import ARCHIVE, AUDIENCES, INTERNAL, PUBLIC
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.domain.sums import SUBTOTAL, TOTAL
from app.exporting import export_ledger
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.awkward_rows import AwkwardRows
from tests.data.small_ledger import small_ledger
from tests.filed_files import (
    CONTINUED,
    SUMS,
    Cell,
    folded,
    is_annex,
    joined_rows,
    pdf_tables,
    sheet_rows,
    sheet_texts,
    shown,
    widest_line,
)
from ui.printing import paint

pytestmark = pytest.mark.usefixtures("qapp")
# What must stand in one line: dates, amounts and counts, telephones, ID numbers.
WHOLE = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{4}[-.]\d\d(?:[-.]\d\d)?|\d{17}[\dX]|\d{11}|\d{4}-\d{7,8}|-?\d(?:[\d,]*\d)?(?:\.\d+)?)"
)
TALLEST = 409.0  # points: the limit of a row in Excel
FURTHER = "其余登记内容"  # the last column of an archive's text file
LINE = 12.6  # points of a line of 10.5-point type at the least
OFF_THE_RULE = 3.0  # points that a number keeps off the rule at its right
MANY = 400
PLAIN = int(os.environ.get("FILED_ROWS", "3"))  # of each register; more by hand, with --timeout=0
WORDY = ("text", "prose", "person")  # kinds whose value is the text that people read
every_register = pytest.mark.parametrize("key", [register.key for register in SHOWN])


@dataclass(frozen=True)
class Filed:
    """One ledger in its four files, read back; ``pdf_sums``: its numbered rows and lines of sums as they stand.

    The archive's holds more than its columns: what has none stands in an annex of PDF and workbook (number, name of
    the row, the words) and, as a text file has no place below its table, in the last column of CSV and JSON.
    """

    headings: list[str]
    pdf: list[list[Cell]]
    pdf_sums: list[list[Cell]]
    pdf_annex: list[list[Cell]]
    sheets: list[tuple[Any, list[Any]]]
    sheet_annex: list[tuple[Any, list[Any]]]
    csv: list[dict[str, str]]
    json: list[dict[str, Any]]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("filed") / "ledger") as opened:
        rows = AwkwardRows(opened)
        for register in SHOWN:
            rows.strain(register, PLAIN)
        yield opened


@pytest.fixture(scope="module")
def filed(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return cache(
        lambda key, audience=INTERNAL: written(ledger, BY_KEY[key], tmp_path_factory.mktemp(key), audience)
    )


def written(ledger: Ledger, register: Register, folder: Path, audience: str = INTERNAL) -> Filed:
    for kind in ("pdf", "xlsx", "csv", "json"):
        path = folder / f"a.{kind}"
        export_ledger(
            ledger,
            register.key,
            path,
            kind,
            audience=audience,
            include_private=audience != PUBLIC,
            paint=paint,
        )
    tables = pdf_tables(folder / "a.pdf")
    annexes = [table for table in tables if is_annex([cell.text for cell in table[0]])]
    rows = joined_rows([table for table in tables if table not in annexes])
    sheets = [*sheet_rows(folder / "a.xlsx")]
    with open(folder / "a.csv", encoding="utf-8-sig", newline="") as source:
        texts = [{folded(label): text for label, text in line.items()} for line in csv.DictReader(source)]
    return Filed(
        [cell.text for cell in tables[0][0]],
        [row for row in rows if row[0].text.isdigit()],
        rows if any(row[0].text in SUMS for row in rows) else [],
        joined_rows(annexes),
        [one for one in sheets if not one[0].title.endswith("附表")],
        [one for one in sheets if one[0].title.endswith("附表")],
        texts,
        json.loads((folder / "a.json").read_text("utf-8")),
    )


@pytest.mark.parametrize("audience", AUDIENCES)
@every_register
def test_four_files_hold_the_same_words(filed: Any, key: str, audience: str) -> None:
    files: Filed = filed(key, audience)
    labels = files.headings[1:]
    texts = [[_plain(line[label]) for label in labels] for line in files.csv]
    assert [[_plain(cell.text) for cell in row[1:]] for row in files.pdf] == texts
    sheets = [row for _, lines in files.sheets for row in sheet_texts(lines) if row[0] not in SUMS]
    assert [[*map(_plain, row[1:])] for row in sheets] == texts
    assert [[cell.text for cell in row] for row in files.pdf] == sheets
    annex = [
        [row[0].text, folded(line[FURTHER])]
        for row, line in zip(files.pdf, files.csv, strict=True)
        if line.get(FURTHER)
    ]
    assert [[row[0].text, row[2].text] for row in files.pdf_annex] == annex
    assert [row for _, lines in files.sheet_annex for row in sheet_texts(lines)] == [
        [cell.text for cell in row] for row in files.pdf_annex
    ]
    assert audience == ARCHIVE or not annex
    assert len(files.json) == len(texts)
    assert {len(line) for line in files.json} == {len(line) + 1 for line in files.csv}  # its id besides
    assert texts or audience == PUBLIC


@every_register
def test_what_json_says_in_words_stands_in_the_table(filed: Any, key: str) -> None:
    files: Filed = filed(key)
    for plain, texts in zip(files.json, files.csv, strict=True):
        fields = [field for field in BY_KEY[key].fields if field.kind.name in WORDY and plain.get(field.key)]
        assert [texts[folded(field.label)] for field in fields] == [plain[field.key] for field in fields]


@every_register
def test_no_number_is_broken_on_paper_and_none_touches_the_rule(filed: Any, key: str) -> None:
    files: Filed = filed(key)
    for row, texts in zip(files.pdf, files.csv, strict=True):
        for heading, cell in zip(files.headings[1:], row[1:], strict=True):
            # Neither 12，345 nor 3 300 is one number: a list, and a title beside a number.
            for number in WHOLE.findall(folded(re.sub(r"，|(?<=\d)\s+(?=\d)", "、", texts[heading]))):
                assert any(number in folded(line) for line in cell.lines), (heading, number, cell.lines[:5])
            if WHOLE.fullmatch(texts[heading]):
                assert len([line for line in cell.lines if line]) == 1, (heading, cell.lines)
            assert cell.gap > 0
    for *_, cell in filed(key, ARCHIVE).pdf_annex:
        for number in WHOLE.findall(re.sub(r"，|(?<=\d)\s+(?=\d)", "、", "".join(cell.lines))):
            assert any(number in line for line in cell.lines), (number, cell.lines[:5])
    for row in files.pdf_sums:
        for cell in row[1:] if row[0].text in SUMS else ():
            assert not _is_number(cell.text) or (len(cell.lines) == 1 and cell.gap >= OFF_THE_RULE), cell


@every_register
def test_no_sheet_hides_a_number_or_a_line(filed: Any, key: str) -> None:
    files: Filed = filed(key)
    for sheet, lines in (*files.sheets, *filed(key, ARCHIVE).sheet_annex):
        for line in lines:
            assert 0 < line.height <= TALLEST
            for cell in line.cells:
                width, text = sheet.column_dimensions[cell.column_letter].width, shown(cell)
                if isinstance(cell.value, int | float) or WHOLE.fullmatch(text):
                    assert width >= widest_line(text) + 1, (cell.coordinate, text, width)
                rows = sum(max(1, -(-widest_line(part) // (width - 1))) for part in text.split("\n"))
                assert rows * LINE <= line.height, (cell.coordinate, rows, line.height)
                assert cell.alignment.vertical == "top"


@pytest.mark.parametrize("key", [r.key for r in SHOWN if any(f.total == "sum" for f in r.fields)])
def test_a_sum_is_that_of_the_numbers_printed_above_it(filed: Any, key: str) -> None:
    files: Filed = filed(key)
    summed = {folded(field.label) for field in BY_KEY[key].fields if field.total == "sum"}
    places = [place for place, heading in enumerate(files.headings) if heading in summed]
    above, since = (
        list[list[Cell]](),
        0,
    )  # the numbered rows of the section, and where those of one owner begin
    seen = set[str]()
    for row in files.pdf_sums:
        if row[0].text.isdigit():
            above, since = ([], 0) if row[0].text == "1" else (above, since)
            above.append(row)
            continue
        for place in places:
            summed_rows = above if row[0].text == TOTAL else above[since:]
            assert sum(_number(one[place].text) for one in summed_rows) == _number(row[place].text)
        since = len(above)
        seen.add(row[0].text)
    assert seen == ({TOTAL, SUBTOTAL} if BY_KEY[key].filing.subtotals else {TOTAL})
    workbook = [[_number(text) for text in row[1:] if _is_number(text)] for _, lines in files.sheets
                for row in sheet_texts(lines) if row[0] in SUMS]  # fmt: skip
    printed = [[_number(cell.text) for cell in row[1:] if _is_number(cell.text)] for row in files.pdf_sums
               if row[0].text in SUMS]  # fmt: skip
    assert workbook == printed


@pytest.mark.parametrize("key", [register.key for register in SHOWN if register.filing.subtotals])
def test_subtotals_go_by_what_comes_first_in_the_filed_order(key: str) -> None:
    register = BY_KEY[key]
    assert register.filed_order[0] == register.filing.subtotals
    assert register.filing.subtotals in register.print_columns


def _plain(text: str) -> str:
    """Folded, and a number without the zeros that paper gives a whole column: 436.0 as 436."""
    words = folded(text)
    return f"{Decimal(words).normalize():f}" if re.fullmatch(r"\d{1,9}(\.\d+)?", words) else words


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?[\d,]+(\.\d+)?", text))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or 0)


def test_four_hundred_rows_lose_none_and_keep_their_order(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.act("很多") as act:
        for number in range(MANY):
            act.add(
                "local_words", {"list_name": "opinion_kind", "word": f"说法{number:03}", "meaning": "水利"}
            )
    many = written(ledger, BY_KEY["local_words"], tmp_path)
    words = [line["本地说法"] for line in many.csv]
    assert len(words) > MANY
    assert [[cell.text for cell in row] for row in many.pdf] == [
        row for _, lines in many.sheets for row in sheet_texts(lines)
    ]
    assert [row[0].text for row in many.pdf] == [str(n) for n in range(1, len(words) + 1)]


@pytest.mark.parametrize("key", ["fund_entries", "deputies"])
def test_none_and_one_are_filed_too(ledger: Ledger, key: str, tmp_path: Path) -> None:
    export_ledger(ledger, key, tmp_path / "a.pdf", "pdf", query=Query(find="查无此条"), paint=paint)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages)
    assert "（无）" in text


def test_the_archive_version_says_that_it_lasts_and_the_others_do_not(ledger: Ledger, tmp_path: Path) -> None:
    for audience in ("internal", "public", "archive"):
        path = tmp_path / f"{audience}.pdf"
        export_ledger(ledger, "receptions", path, "pdf", audience=audience, paint=paint)
        reader: Any = pypdf.PdfReader(path)
        assert ("/OutputIntents" in reader.root_object) == (audience == "archive")
        assert reader.metadata.author == "迳口镇人大主席团"
        assert reader.metadata.title.startswith("迳口镇")


@every_register
def test_a_workbook_says_what_it_is_and_prints_on_a4(filed: Any, key: str) -> None:
    files: Filed = filed(key)
    for sheet, _ in (*files.sheets, *files.sheet_annex):
        facts = sheet.parent.properties
        assert (facts.creator, facts.lastModifiedBy) == ("镇人大台账", "镇人大台账")
        assert facts.title == files.sheets[0][0]["A1"].value
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert CONTINUED not in facts.title
