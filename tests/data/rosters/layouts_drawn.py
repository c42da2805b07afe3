"""Whole rosters drawn by lot: every habit of a clerk is chosen apart from the others, the truth follows along."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.data.rosters.grid import NUMBER, TITLE, Book, Column, Sheet, Styled, always, column, flag
from tests.data.rosters.people import Person, crowd

Cell = Callable[[Person, int], Any]
KINDS = {"openpyxl": "xlsx", "raw": "xlsx", "xls": "xls", "ods": "ods", "html": "xls", "text": "csv"}
DATES: dict[str, tuple[Cell, str]] = {
    "dots": (lambda p, _i: f"{p.born:%Y.%m}", "birth_date"),
    "dashes": (lambda p, _i: f"{p.born:%Y-%m}", "birth_date"),
    "words": (lambda p, _i: f"{p.born.year}年{p.born.month}月", "birth_date"),
    "whole words": (lambda p, _i: f"{p.born:%Y年%m月%d日}", "birth_day"),
    "joined": (lambda p, _i: f"{p.born:%Y%m}", "birth_date"),
    "eight": (lambda p, _i: f"{p.born:%Y%m%d}", "birth_day"),
    "number": (lambda p, _i: Styled(float(f"{p.born:%Y.%m}"), "0.00"), "birth_date"),
    "cell": (lambda p, _i: p.born, "birth_day"),
    "year": (lambda p, _i: f"{p.born.year}年", "birth_year"),
}
PHONES: tuple[Cell, ...] = (
    lambda p, _i: p.phone,
    lambda p, _i: int(p.phone),
    lambda p, _i: f"{p.phone[:3]} {p.phone[3:7]} {p.phone[7:]}",
    lambda p, _i: f"{p.phone[:3]}-{p.phone[3:7]}-{p.phone[7:]}",
)
DECORATIONS: tuple[Callable[[str], str], ...] = (
    str,
    lambda h: "  ".join(h) if len(h) == 2 else h,
    lambda h: h[:2] + "\n" + h[2:] if len(h) > 3 else h,
    lambda h: "*" + h,
    lambda h: h + "(必填)",
)
STRANGERS = {
    "籍贯": "广东四会",
    "入党时间": "1999.07",
    "参加工作时间": "1996年8月",
    "学位": "学士",
    "衣服尺码": "XL",
}


class Habits:
    """What one clerk does; all choices follow from the seed."""

    def __init__(self, seed: int) -> None:
        rnd = random.Random(f"habits {seed}")
        self.seed, self.kind = seed, rnd.choice(list(KINDS))
        grid = self.kind not in ("html", "text")
        self.dates = rnd.choice(
            [d for d in DATES if grid or d not in ("number", "cell") if (self.kind, d) != ("ods", "number")]
        )
        self.marks_women_only = rnd.random() < 0.2
        self.sex_codes = rnd.random() < 0.2
        self.short_words = rnd.random() < 0.3
        self.districts = rnd.choice(
            ("column", "sections", "ditto", "merged" if self.kind != "text" else "column")
        )
        self.ids = rnd.choice(("none", "text", "lower", "number" if grid else "text"))
        self.phone = rnd.choice(PHONES)
        self.split_post = rnd.random() < 0.3
        self.heading = rnd.choice(DECORATIONS)
        self.two_head_rows = grid and rnd.random() < 0.3
        self.repeats_head = rnd.random() < 0.4
        self.subtotals = rnd.random() < 0.5
        self.vacancies = rnd.random() < 0.3
        self.empty_numbers = rnd.random() < 0.3
        self.strangers = rnd.sample(list(STRANGERS), rnd.randint(0, 3))
        self.left = rnd.randint(1, 3) if self.kind != "text" else 1
        self.notes = rnd.sample(
            ("填表人:张三", "说明:按选区排列。", "以下空白", "共计: 人", "迳口镇人大主席团"),
            rnd.randint(0, 3),
        )
        self.refless = self.kind == "raw" and rnd.random() < 0.5
        self.order = rnd.random()


def columns_of(h: Habits) -> list[Column]:
    """The columns of that clerk, in order."""

    def words(text: str) -> str:
        return {"中共党员": "党员", "大学专科": "大专", "大学本科": "本科", "汉族": "汉", "壮族": "壮"}.get(
            text, text
        )

    def shown(key: str) -> Cell:
        def cell(p: Person, _i: int) -> Any:
            value = p.truth(key)
            text = value if isinstance(value, str) else value[0]
            return words(text) if h.short_words else text

        return cell

    cell, precision = DATES[h.dates]
    born = column("出生年月", "birth_date", cell,
                  lambda p: str(p.born.year) if precision == "birth_year" else p.truth(precision))  # fmt: skip
    columns = [born, column("文化程度", "education", shown("education")),
               column("政治面貌", "political_status", shown("political_status")), *_posts(h), column("联系电话", "phone", h.phone)]  # fmt: skip
    if not h.marks_women_only:
        sex: Cell = (lambda p, _i: 1 if p.sex == "男" else 2) if h.sex_codes else shown("sex")
        columns += [column("性别", "sex", sex), column("民族", "ethnic_group", shown("ethnic_group"))]
    if h.districts in ("column", "ditto"):
        columns.append(column("选区", "electoral_district"))
    if h.ids != "none":
        columns.append(column("身份证号码", "id_number", _id_cell(h)))
    columns += [column(name, None, always(STRANGERS[name])) for name in h.strangers]
    random.Random(f"order {h.order}").shuffle(columns)
    if h.split_post:
        at = next(i for i, c in enumerate(columns) if c.heading == "工作单位")
        columns.insert(at + 1, column("职务", None, lambda p, _i: p.post))
    named = column("姓名", "name", (lambda p, _i: _marked(p)) if h.marks_women_only else None)
    first = [column("选区", "electoral_district")] if h.districts == "merged" else []
    return [Column(h.heading(c.heading), c.key, c.cell, c.truth) for c in [*first, NUMBER, named, *columns]]


def _posts(h: Habits) -> list[Column]:
    if not h.split_post:
        return [column("工作单位及职务", "employer_position")]
    return [column("工作单位", "employer_position", lambda p, _i: p.unit,
                   lambda p: [f"{p.unit}{sep}{p.post}" for sep in ("", " ", "、", ",", ",")])]  # fmt: skip


def _id_cell(h: Habits) -> Cell:
    if h.ids == "number":
        return lambda p, _i: float(p.id_number[:17] + "0")
    return lambda p, _i: p.id_number.lower() if h.ids == "lower" else p.id_number


def _marked(person: Person) -> str:
    marks = [m for m in ("女" if person.sex == "女" else "", "壮族" if person.ethnic == "壮族" else "") if m]
    return person.name + (f"({','.join(marks)})" if marks else "")


def drawn(seed: int) -> Book:
    """The roster of one clerk."""
    h = Habits(seed)
    book = Book(f"z{seed:03d}_drawn.{KINDS[h.kind]}", h.kind, any_sheet_name=h.kind in ("html", "text"))
    book.options = {
        "refless": h.refless,
        "shared": True,
        "encoding": "gb18030" if h.kind == "text" else "utf-8",
    }
    sheet, columns = book.sheet("代表名册"), columns_of(h)
    sheet.put(1, h.left, TITLE)
    row = _head(h, sheet, 3, columns)
    number = 0
    for index, name in enumerate(("第一选区", "第二选区", "第三选区")):
        if index and h.repeats_head:
            row = _head(h, sheet, row, columns)
        people = crowd(f"z{seed}{name}", 2 + (seed + index) % 4, name)
        row = _district(h, book, sheet, row, people, columns, number)
        number += len(people)
    _foot(h, sheet, row, number)
    if h.marks_women_only and all(r["values"]["ethnic_group"] == "汉族" for r in book.rows):
        for promise in book.rows:  # only women are marked, so it stays open whether peoples would have been
            promise["values"]["ethnic_group"] = ["汉族", ""]
    return book


def _head(h: Habits, sheet: Sheet, row: int, columns: list[Column]) -> int:
    sheet.put(row, h.left, *(c.heading for c in columns))
    if not h.two_head_rows:
        return row + 1
    for offset, col in enumerate(columns):
        if col.key in ("birth_date", "education"):
            sheet.put(row, h.left + offset, "基本情况")
            sheet.put(row + 1, h.left + offset, col.heading)
        else:
            sheet.merge(row, h.left + offset, row + 1, h.left + offset)
    return row + 2


def _district(h: Habits, book: Book, sheet: Sheet, row: int, people: list[Person], columns: list[Column],
              number: int) -> int:  # fmt: skip
    """The people of one district; gives the next free row."""
    fixed: dict[str, Any] = {}
    name = people[0].district
    if h.districts == "sections":
        sheet.put(row, h.left, name)
        fixed, row = {"electoral_district": name}, row + 1
    end = book.table(sheet, row, people, columns, left=h.left, header=False, first=number, **fixed)
    for promise, person in zip(book.rows[-len(people) :], people, strict=True):
        if h.marks_women_only:
            promise["values"].update(sex=person.sex, ethnic_group=person.ethnic)
        if h.ids == "number":
            flag(promise, "id_number", unsure=["id_number"])
    place = h.left + next((i for i, c in enumerate(columns) if c.key == "electoral_district"), 0)
    for below in range(row + 1, end):
        if h.districts == "merged":
            del sheet.cells[below, place]
        if h.districts == "ditto":
            sheet.put(below, place, "〃")
    if h.districts == "merged" and end - row > 1:
        sheet.merge(row, place, end - 1, place)
    if h.vacancies:
        sheet.put(end, h.left + (h.districts == "merged"), number + len(people) + 1, "空缺")
        end += 1
    if h.subtotals:
        sheet.put(end, h.left + (h.districts == "merged"), "小计", f"{len(people)}人")
        end += 1
    return end


def _foot(h: Habits, sheet: Sheet, row: int, number: int) -> None:
    if h.empty_numbers:
        for extra in range(4):
            sheet.put(row, h.left + (h.districts == "merged"), number + extra + 1)
            row += 1
    for text in h.notes:
        sheet.put(row, h.left, text)
        row += 1


def by_lot() -> tuple[Book, ...]:
    """Twelve clerks; the last four mark women and minorities and repeat their headings."""
    return tuple(drawn(seed) for seed in (*range(1, 9), 40, 163, 530, 573))


BOOKS = (by_lot,)
