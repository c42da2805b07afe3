"""What web systems and scripts export: codes with words, quoted formulas, broken HTML, richer .ods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.data.rosters.grid import STANDARD, TITLE, Book, Formula, column, columns_but, either, flag
from tests.data.rosters.people import Person, crowd
from tests.data.rosters.write_modern import zip_bytes
from tests.data.rosters.write_old import ODS_TYPE, OFFICE

ID_COLUMN = column("身份证号", "id_number")


def _csv(name: str, rows: list[list[str]], separator: str = ",", before: str = "", newline: str = "\r\n",
         encoding: str = "utf-8-sig") -> Book:  # fmt: skip
    text = before + newline.join(separator.join(row) for row in rows) + newline
    return Book(name, "bytes", options={"bytes": text.encode(encoding)}, any_sheet_name=True)


def _export(name: str, cell: Callable[[Person, str], str], first: int = 2, **options: Any) -> Book:
    """A bare export: headings in the first line, every cell written by `cell`."""
    keys = (
        "name",
        "sex",
        "ethnic_group",
        "birth_date",
        "political_status",
        "electoral_district",
        "phone",
        "id_number",
    )
    heads = ["姓名", "性别", "民族", "出生年月", "政治面貌", "选区", "手机号码", "身份证号码"]
    people = crowd(name[:3], 5)
    book = _csv(name, [heads, *([cell(p, key) for key in keys] for p in people)], **options)
    for row, person in enumerate(people, start=first):
        promise = book.expect(book.sheet("x"), row, {key: person.truth(key) for key in keys})
        either(promise, "new", "flagged")
    return book


def _plain(person: Person, key: str) -> str:
    value = person.truth(key)
    return value if isinstance(value, str) else value[0]


def separator_line() -> Book:
    """`sep=;` before the headings; Excel eats that line, so the headings are in its row 1."""
    return _export("e01_sep_line.csv", _plain, 2, separator=";", before="sep=;\r\n")


def quoted_formulas() -> Book:
    """Numbers guarded as ="199…" so that Excel keeps them as text."""

    def cell(person: Person, key: str) -> str:
        text = _plain(person, key)
        return f'"=""{text}"""' if key in ("phone", "id_number") else text

    return _export("e02_guarded_numbers.csv", cell, encoding="gb18030")


def apostrophes() -> Book:
    """Numbers guarded with an apostrophe, Mac line ends."""

    def cell(person: Person, key: str) -> str:
        return ("'" if key in ("phone", "id_number") else "") + _plain(person, key)

    return _export("e03_apostrophes.csv", cell, newline="\r", encoding="utf-8")


def floats_as_text() -> Book:
    """A script has written phones as 19900001234.0."""

    def cell(person: Person, key: str) -> str:
        return _plain(person, key) + (".0" if key == "phone" else "")

    return _export("e04_floats.csv", cell)


def codes_and_words() -> Book:
    """`1-男`, `01 汉族`, `01.中共党员`: code and word together."""
    parties = {"中共党员": "01", "群众": "13", "共青团员": "03"}

    def cell(person: Person, key: str) -> str:
        text = _plain(person, key)
        if key == "sex":
            return f"{1 if text == '男' else 2}-{text}"
        if key == "ethnic_group":
            return f"{'01' if text == '汉族' else '08'} {text}"
        return f"{parties[text]}.{text}" if key == "political_status" else text

    return _export("e05_codes_and_words.csv", cell)


def ragged_lines() -> Book:
    """Every line ends with as many separators as it pleases; quotes inside quotes."""

    def cell(person: Person, key: str) -> str:
        return f'"{_plain(person, key)}"' + (",,," if key == "id_number" and person.sex == "男" else "")

    return _export("e06_ragged.csv", cell, encoding="gb18030")


def broken_html() -> Book:
    """Unclosed cells, capital tags, no charset but GBK bytes, a layout table around the data."""
    people = crowd("e07", 5)
    head = "".join(f"<TH>{text}" for text in ("姓名", "性别", "出生年月", "选&nbsp;区", "手机<BR>号码"))
    lines = "".join(f"<TR><TD>{p.name}<TD>{p.sex}<TD>{p.born:%Y-%m-%d}<TD NOWRAP>&nbsp;{p.district}<TD x:str>{p.phone}"
                    for p in people)  # fmt: skip
    page = f"<HTML><BODY><TABLE><TR><TD><TABLE BORDER=1><TR>{head}{lines}</TABLE></TABLE></BODY>"
    book = Book(
        "e07_broken_html.xls", "bytes", options={"bytes": page.encode("gb18030")}, any_sheet_name=True
    )
    sheet = book.sheet("x")
    for row, person in enumerate(people, start=2):
        keys = ("name", "sex", "electoral_district", "phone")
        values = {**{key: person.truth(key) for key in keys}, "birth_date": person.truth("birth_day")}
        promise = book.expect(sheet, row, values)
        either(promise, "new", "flagged")
        promise["row_in"] = [row - 1, row + 3]
    return book


def rich_ods() -> Book:
    """Comments in cells, spans, spaces as elements, header rows, grouped rows, repeated rows."""
    people = crowd("e08", 5, "第一选区")
    spaces = "".join(f' xmlns:{p}="{OFFICE}{p}:1.0"' for p in ("office", "table", "text"))

    def cell(text: str, more: str = "") -> str:
        inner = text.replace("  ", '<text:s text:c="2"/>')
        return (
            f'<table:table-cell office:value-type="string">{more}<text:p>{inner}</text:p></table:table-cell>'
        )

    head = "".join(cell(t) for t in ("姓  名", "性别", "出生年月", "选区", "电话"))
    comment = "<office:annotation><text:p>此人已核对</text:p></office:annotation>"
    rows = ""
    for person in people:
        name = f"<text:span>{person.name[0]}</text:span>{person.name[1:]}"
        texts = (f"{person.born:%Y.%m}", person.district, person.phone)
        rows += f"<table:table-row>{cell(name, comment)}{cell(person.sex)}{''.join(map(cell, texts))}</table:table-row>"
    body = (f'<table:table table:name="名册"><table:table-header-rows><table:table-row>{cell(TITLE)}</table:table-row>'
            f'<table:table-row>{head}</table:table-row></table:table-header-rows><table:table-row-group>{rows}'
            "</table:table-row-group></table:table>")  # fmt: skip
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body>'
               f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    parts: dict[str, str | bytes] = {"mimetype": ODS_TYPE, "content.xml": content}
    book = Book("e08_rich.ods", "bytes", options={"bytes": zip_bytes(parts)})
    sheet = book.sheet("名册")
    keys = ("name", "sex", "birth_date", "electoral_district", "phone")
    for row, person in enumerate(people, start=3):
        book.expect(sheet, row, {"level": "镇", **{key: person.truth(key) for key in keys}})
    return book


def formulas_in_xls() -> Book:
    """An old workbook whose library stored 0 as every formula's result: a birth date of 0 is doubtful."""
    book = Book("e09_formulas.xls", "xls")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd("e09", 4), [*STANDARD, ID_COLUMN])
    for row in (4, 6):
        sheet.put(row, 5, Formula(f"VALUE(MID(K{row},7,4))"))
        flag(book.at(row), "birth_date", unsure=["birth_date"])
    return book


def references_with_results() -> Book:
    """Names and phones fetched from another sheet by formula, results stored; one of them an error."""
    book = Book("e10_references.xlsx", "raw")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("e10", 5)
    book.table(sheet, 2, people, columns_but(drop="文化程度"))
    for row, person in enumerate(people, start=3):
        sheet.put(row, 2, Formula(f"底册!B{row}", person.name))
        sheet.put(row, 9, Formula(f"VLOOKUP(B{row},底册!B:C,2,0)", int(person.phone)))
    sheet.put(5, 9, Formula("VLOOKUP(B5,底册!B:C,2,0)", "#REF!"))
    flag(book.at(5), "phone", unsure=["phone"])
    return book


BOOKS = (
    separator_line,
    quoted_formulas,
    apostrophes,
    floats_as_text,
    codes_and_words,
    ragged_lines,
    broken_html,
    rich_ods,
    formulas_in_xls,
    references_with_results,
)
