"""Verdicts against the ledger and inside the file: again, changed, double, another term, another person."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.data.rosters.grid import LEDGER, NUMBER, STANDARD, TITLE, Book, column, columns_but, either, flag
from tests.data.rosters.layouts_files import BIRTH_CELL
from tests.data.rosters.people import Person, crowd, id_number

WITH_ID = (*STANDARD, column("身份证号", "id_number"))
TOWN = crowd("judged", 10)


def _after(name: str, *before: str, kind: str = "openpyxl", **truth: Any) -> Book:
    return Book(name, kind, truth={"ledger": {**LEDGER, "before": list(before)}, **truth})


def _listed(
    book: Book, people: list[Person], columns: Any = STANDARD, title: str = TITLE, verdict: str = "new"
) -> Book:
    sheet = book.sheet("名册")
    sheet.put(1, 1, title)
    book.table(sheet, 2, people, columns)
    for promise in book.rows:
        either(promise, verdict)
    return book


def first() -> Book:
    return _listed(Book("j01_first.xlsx"), TOWN)


def again() -> Book:
    return _listed(_after("j02_again.xlsx", "j01_first.xlsx"), TOWN, verdict="same")


def again_elsewhere() -> Book:
    """The same people from another program: other order of columns, fewer of them, other date forms."""
    columns = [
        column("姓名", "name"), NUMBER, column("联系电话", "phone"), column("选区", "electoral_district"),
        column("出生日期", "birth_date", lambda p, _i: f"{p.born.year}年{p.born.month}月"), column("性别", "sex")]  # fmt: skip
    book = _after("j03_again_elsewhere.xls", "j01_first.xlsx", kind="xls")
    return _listed(book, TOWN[::-1], columns, verdict="same")


def more_exact_dates() -> Book:
    """The ledger knows the month, the file the day: dates are compared on their common part."""
    book = _after("j04_days.xlsx", "j01_first.xlsx")
    _listed(book, TOWN, columns_but(birth_date=BIRTH_CELL), verdict="same")
    for promise in book.rows:
        either(promise, "same", "changed")
    return book


def changed() -> Book:
    """A new phone, a new post, a new party membership; the rest stays; one joins."""
    people = [*TOWN, *crowd("judged more", 11)[10:]]
    people[2] = people[2].but(phone="19900008888")
    people[4] = people[4].but(post="党委委员")
    people[6] = people[6].but(education="研究生")
    book = _listed(_after("j05_changed.xlsx", "j01_first.xlsx"), people, verdict="same")
    for index in (2, 4, 6):
        either(book.at(index + 3), "changed")
    either(book.at(13), "new")
    return book


def double_inside() -> Book:
    """The same person twice, once with spaces in the name and once with another phone."""
    people = TOWN[:6]
    book = _listed(Book("j06_double.xlsx"), [*people, people[1], people[3].but(phone="19900007777")])
    book.sheets[0].put(9, 2, "　".join(people[1].name))
    for row in (9, 10):
        either(book.at(row), "double")
    return book


def double_by_id() -> Book:
    """One ID number under two names is a contradiction; twice the same person without district is double."""
    people = [
        *TOWN[:4],
        TOWN[4].but(name="江伟民", id_number=TOWN[0].id_number, born=TOWN[0].born, sex=TOWN[0].sex),
        TOWN[1],
    ]
    book = _listed(Book("j07_double_id.xlsx"), people, WITH_ID)
    either(book.at(7), "double", "flagged", "wrong")
    either(book.at(8), "double")
    return book


def homonyms() -> Book:
    """Two of one name, other birthdays and districts; two of one name and birth month, other ID numbers."""
    first_one, other = TOWN[0], TOWN[1]
    twin = first_one.but(
        born=date(1981, 5, 6), id_number=id_number(date(1981, 5, 6), first_one.sex, 222), district="第五选区"
    )
    near = other.but(
        id_number=id_number(other.born, other.sex, 777), district="第六选区", phone="19900004444"
    )
    book = _listed(Book("j08_homonyms.xlsx"), [first_one, other, twin, near], WITH_ID)
    either(book.at(6), "new", "flagged")
    return book


def homonym_in_ledger() -> Book:
    """A deputy of the same name as one in the ledger, born another year, is somebody else."""
    born = date(TOWN[0].born.year - 9, 4, 8)
    other = TOWN[0].but(born=born, id_number=id_number(born, TOWN[0].sex, 321), district="第六选区")
    return _listed(_after("j09_homonym_later.xlsx", "j01_first.xlsx"), [other])


def other_term() -> Book:
    """The title names the sixteenth term, the ledger is in the seventeenth: every row wants a look."""
    book = _listed(Book("j10_other_term.xlsx"), TOWN[:4], title=TITLE.replace("十七", "十六"))
    for promise in book.rows:
        flag(promise)
    return book


def other_term_wanted() -> Book:
    """The same, but the clerk has said that the sixteenth term is meant."""
    book = Book("j11_other_term_wanted.xlsx", truth={"args": {"term": 16, "level": "镇"}})
    return _listed(book, TOWN[:4], title=TITLE.replace("十七", "16"))


def level_wanted() -> Book:
    """Nothing in the file names a level, the clerk does."""
    book = Book("j12_level_wanted.xlsx", truth={"args": {"level": "县", "term": 17}})
    return _listed(book, [p.but(level="县") for p in TOWN[:4]], title="代表名册")


def other_level_unproved() -> Book:
    """The same name and birth month at another level and no ID number: flagged; with one: new."""
    book = _after("j13_other_level.xlsx", "j01_first.xlsx")
    people = [p.but(level="县") for p in TOWN[:3]]
    _listed(book, people, title="四会市第十七届人民代表大会代表(迳口镇)名册")
    for promise in book.rows:
        flag(promise)
    return book


def warned_before() -> Book:
    """A wrong check digit that already stands in the ledger is no news."""
    people = [p.but(id_number=p.id_number[:17] + ("1" if p.id_number[17] != "1" else "2")) for p in TOWN[:3]]
    book = _listed(Book("j14_warned.xlsx"), people, WITH_ID)
    for promise in book.rows:
        flag(promise, "id_number")
    return book


def warned_again() -> Book:
    made = warned_before()
    made.name = "j15_warned_again.xlsx"
    made.truth["ledger"] = {**LEDGER, "before": ["j14_warned.xlsx"]}
    for promise in made.rows:
        promise.pop("must_problem")
        either(promise, "same")
    return made


def changed_and_doubtful() -> Book:
    """A change that is doubtful is flagged before it is changed; a double is double before all."""
    book = _listed(
        _after("j16_changed_doubtful.xlsx", "j01_first.xlsx"), [*TOWN[:4], TOWN[0]], verdict="same"
    )
    book.sheets[0].put(4, 10, 1990000123)
    flag(book.at(4), "phone", unsure=["phone"])
    either(book.at(7), "double")
    return book


def one_sheet_wanted() -> Book:
    """Two good sheets, the clerk asks for one."""
    book = Book("j17_one_sheet.xlsx", truth={"args": {"sheet": "第二批"}})
    for name, people in (("第一批", TOWN[:3]), ("第二批", TOWN[3:6])):
        sheet = book.sheet(name)
        sheet.put(1, 1, TITLE)
        book.table(sheet, 2, people)
    del book.rows[:3]
    return book


def renamed() -> Book:
    """A person known by ID number under a new name: a change, or something to confirm, never a second person."""
    book = _after("j19_renamed.xlsx", "j18_with_id.xlsx")
    _listed(book, [TOWN[0].but(name="莫新生")], WITH_ID)
    either(book.at(3), "changed", "flagged")
    return book


def with_id() -> Book:
    return _listed(Book("j18_with_id.xlsx"), TOWN, WITH_ID)


def id_proves_level() -> Book:
    """Known by ID number and now also at the county level: a new mandate of the same person, proved."""
    people = [p.but(level="县") for p in TOWN[:3]]
    book = _after("j20_proved_level.xlsx", "j18_with_id.xlsx")
    return _listed(book, people, WITH_ID, title="四会市人大代表(迳口镇)名册")


def moved_district() -> Book:
    """Same person, same term, other district: two mandates of one level cannot both be; somebody must look."""
    book = _after("j21_other_district.xlsx", "j18_with_id.xlsx")
    _listed(book, [TOWN[0].but(district="第九选区")], WITH_ID)
    either(book.at(3), "flagged", "changed")
    return book


BOOKS = (
    first,
    again,
    again_elsewhere,
    more_exact_dates,
    changed,
    double_inside,
    double_by_id,
    homonyms,
    homonym_in_ledger,
    other_term,
    other_term_wanted,
    level_wanted,
    other_level_unproved,
    warned_before,
    warned_again,
    changed_and_doubtful,
    one_sheet_wanted,
    with_id,
    renamed,
    id_proves_level,
    moved_district,
)
