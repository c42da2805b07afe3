"""Names, codes, words, ditto marks: what stands in the cells beside dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.data.rosters.grid import NUMBER, STANDARD, TITLE, Book, column, columns_but, either, flag
from tests.data.rosters.people import Person, crowd

SHORT = (NUMBER, column("姓名", "name"), column("出生年月", "birth_date"), column("工作单位及职务", "employer_position"),
         column("选区", "electoral_district"))  # fmt: skip
ANNOTATED = (
    ("王 芳(女)", "王芳", "女", "汉族"),
    ("韦国强(壮族)", "韦国强", "男", "壮族"),
    ("覃玉兰(女,壮族)", "覃玉兰", "女", "壮族"),
    ("李　明", "李明", "男", "汉族"),
    ("黄志强", "黄志强", "男", "汉族"),
    ("盘春梅(女、瑶族)", "盘春梅", "女", "瑶族"),
    ("欧阳少华", "欧阳少华", "男", "汉族"),
    ("陈小玲 (女)", "陈小玲", "女", "汉族"),
    ("蓝天明(畲 族)", "蓝天明", "男", "畲族"),
    ("龙秀英(苗,女)", "龙秀英", "女", "苗族"),
)
DOTTED = (
    ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
    ("买买提.吐尔逊", "买买提·吐尔逊"),
    ("阿依古丽・艾合买提", "阿依古丽·艾合买提"),
    ("古丽·努尔", "古丽·努尔"),
    ("热合曼．阿不都", "热合曼·阿不都"),
    ("扎西‧多吉", "扎西·多吉"),
)
RARE = ("刘\U00020bb7明", "龚\u4dae", "王\U0002c85f", "李\u36c3", "陈\U0002b81c\U0002b81d", "黄\u9fa6")


def _named(name: str, names: Sequence[tuple[str, str]], kind: str = "openpyxl", **options: Any) -> Book:
    book = Book(name, kind, options=options, any_sheet_name=kind in ("text", "html"))
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd(name[:3], len(names)))
    for index, (cell, true) in enumerate(names):
        sheet.put(index + 3, 2, cell)
        book.at(index + 3)["values"]["name"] = true
    return book


def annotated(name: str = "n01_annotated.xlsx", kind: str = "openpyxl") -> Book:
    """No columns for sex and people: only women and minorities are marked after the name."""
    book = Book(name, kind)
    sheet = book.sheet("名单")
    sheet.put(1, 1, "四会市迳口镇第十七届人民代表大会代表名单(按姓名笔画为序)")
    book.table(sheet, 2, crowd("n01", len(ANNOTATED)), SHORT)
    for index, (cell, true, sex, ethnic) in enumerate(ANNOTATED):
        sheet.put(index + 3, 2, cell)
        book.at(index + 3)["values"].update(name=true, sex=sex, ethnic_group=ethnic)
    book.truth["sheet_note"] = ["名单"]
    return book


def annotated_xls() -> Book:
    return annotated("n02_annotated.xls", "xls")


def dotted() -> Book:
    return _named("n03_minority_names.xlsx", DOTTED)


def rare() -> Book:
    return _named("n04_rare_characters.xlsx", [(n, n) for n in RARE], "raw", shared=True)


def rare_xls() -> Book:
    return _named("n05_rare_characters.xls", [(n, n) for n in RARE], "xls")


def rare_html() -> Book:
    """The page is GB2312, so the rare ones are character references."""
    return _named("n06_rare_references.xls", [(n, n) for n in RARE], "html", encoding="gb2312")


def remarks_after_names() -> Book:
    """Annotations beside a sex column: agreeing, disagreeing, about other things; two people in one cell."""
    book = _named("n07_remarks_after_names.xlsx", (
        ("李志明(连任)", "李志明"), ("王海波(补选)", "王海波"), ("陈丽(女)", "陈丽"), ("张强(女)", "张强"),
        ("何伟、罗军", ""), ("邓涛?", ""), ("黄", ""), ("司徒美玲", "司徒美玲"), ("莫 家 辉", "莫家辉")))  # fmt: skip
    sheet = book.sheets[0]
    for row, sex in ((5, "女"), (6, "男")):
        sheet.put(row, 3, sex)
        book.at(row)["values"]["sex"] = sex
    for row in (3, 4):
        either(book.at(row), "new", "flagged")
    flag(book.at(6), "sex", "name", unsure=["sex"])
    for row in (7, 8, 9):
        flag(book.at(row), "name", unsure=["name"])
        either(book.at(row), "flagged", "wrong")
    return book


def missing_names() -> Book:
    """A row with everything but the name cannot be a deputy; a row with a name alone can."""
    book = _named("n08_missing_name.xlsx", (("", ""), ("黄志强", "黄志强"), ("   ", "")))
    for row in (3, 5):
        book.sheets[0].put(row, 2, None if row == 3 else "   ")
        either(book.at(row), "wrong", "flagged")
        book.at(row)["must_problem"] = [[["name"], "*"]]
    sheet = book.sheets[0]
    sheet.put(6, 1, 4, "罗永健")
    either(book.expect(sheet, 6, {"name": "罗永健", "level": "镇"}), "new", "flagged")
    return book


def ditto_marks() -> Book:
    """Five kinds of ditto mark, the last below another; a first row cannot repeat anything."""
    book = Book("n09_ditto.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    base = crowd("n09", 1, "第二选区")[0]
    same = {"ethnic": base.ethnic, "party": base.party, "education": base.education}
    people: list[Person] = [
        p.but(sex="男", unit=base.unit, post=base.post, **same) for p in crowd("n09p", 6, "第二选区")
    ]
    book.table(sheet, 2, people)
    for row, mark in zip(range(4, 9), ("〃", "同上", '"', "″", "同  上"), strict=True):
        for col in (3, 4, 6, 7, 8, 9):
            sheet.put(row, col, mark)
    return book


def codes() -> Book:
    """Codes of the national standards instead of words, some as numbers, some as text."""
    book = Book("n10_codes.xlsx")
    sheet = book.sheet("导出")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd("n10", 6))
    cells: tuple[tuple[Any, ...], ...] = (
        (1, 1, 20, 1), (2, "08", 30, 13), ("1", "01", "60", "03"), ("2", 13.0, 70.0, 2), (1, 56, 10, 12), ("1", "06", "40", "04"))  # fmt: skip
    words = (
        ("男", "汉族", ["大学本科", "本科"], "中共党员"), ("女", "壮族", ["大学专科", "大专"], "群众"),
        ("男", "汉族", "高中", "共青团员"), ("女", "瑶族", "初中", ["预备党员", "中共预备党员"]),
        ("男", "基诺族", ["研究生", "研究生教育"], ["无党派人士", "无党派民主人士"]),
        ("男", "苗族", ["中专", "中专/中职", "中等职业教育"], ["民革党员", "民革会员"]))  # fmt: skip
    for row, (cell, word) in enumerate(zip(cells, words, strict=True), start=3):
        sheet.put(row, 3, cell[0], cell[1])
        sheet.put(row, 6, cell[2], cell[3])
        keys = ("sex", "ethnic_group", "education", "political_status")
        book.at(row)["values"].update(zip(keys, word, strict=True))
    return book


def full_width() -> Book:
    """Digits, letters and punctuation from the wide half of the keyboard."""
    book = Book("n11_full_width.xlsx", "raw", options={"shared": True})
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    wide = str.maketrans({**{chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)}})
    columns = [
        column(c.heading, c.key, lambda p, i, c=c: str(c.cell(p, i)).translate(wide))  # type: ignore[misc]
        for c in (*STANDARD, column("身份证号", "id_number"), column("代表证号", "deputy_card_no"))
    ]
    book.table(sheet, 2, crowd("n11", 5), columns)
    return book


def formula_texts() -> Book:
    """Texts that a spreadsheet would calculate stay texts; dashes and strokes mean nothing is there."""
    book = Book("n12_formula_texts.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    note = column("备注", "note", lambda _p, i: ("=1+1", "@SUM(A1)", "-", "=HYPERLINK(\"http://127.0.0.1/\",\"x\")",
                                                  "+甲")[i], lambda _p: "")  # fmt: skip
    book.table(sheet, 2, crowd("n12", 5), [*columns_but(drop="文化程度"), note])
    texts = ("=1+1", "@SUM(A1)", ["", "-"], '=HYPERLINK("http://127.0.0.1/","x")', "+甲")
    for row, text in enumerate(texts, start=3):
        book.at(row)["values"]["note"] = text
    return book


BOOKS = (
    annotated,
    annotated_xls,
    dotted,
    rare,
    rare_xls,
    rare_html,
    remarks_after_names,
    missing_names,
    ditto_marks,
    codes,
    full_width,
    formula_texts,
)
