"""Lists of people who are no deputies: refused, or every row put to the clerk, never `new` in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.data.rosters.grid import Book
from tests.data.rosters.people import Person, crowd

Line = Callable[[int, Person], list[Any]]


def _list(name: str, title: str, heads: list[str], line: Line) -> Book:
    book = Book(name, truth={"exit": [0, 2], "rows_optional": True})
    sheet = book.sheet("Sheet1")
    sheet.put(1, 1, title)
    sheet.put(2, 1, *heads)
    for index, person in enumerate(crowd(name[:3], 5)):
        sheet.put(index + 3, 1, *line(index + 1, person))
        promise = book.expect(sheet, index + 3, {"name": person.name}, "flagged")
        promise["free"] = ["sex", "birth_date", "ethnic_group", "education", "employer_position", "electoral_district",
                           "phone", "id_number", "political_status"]  # fmt: skip
    return book


def voters() -> Book:
    heads = ["序号", "姓名", "性别", "出生年月", "住址", "选民证号"]
    return _list("w06_voters.xlsx", "第一选区选民名单", heads,
                 lambda i, p: [i, p.name, p.sex, f"{p.born:%Y.%m}", "迳口村1号", f"{i:06d}"])  # fmt: skip


def candidates() -> Book:
    heads = ["序号", "姓名", "性别", "民族", "出生年月", "选区", "得票数"]
    return _list("w07_candidates.xlsx", "迳口镇第十七届人大代表候选人名单", heads,
                 lambda i, p: [i, p.name, p.sex, p.ethnic, f"{p.born:%Y.%m}", p.district, 500 + i])  # fmt: skip


def payroll() -> Book:
    """Names and money: nothing but the name is ours, so the file is refused."""
    heads = ["序号", "姓名", "岗位", "基本工资", "津贴", "实发工资", "签名"]
    book = _list("w08_payroll.xlsx", "迳口镇2021年9月工资表", heads,
                 lambda i, p: [i, p.name, "办事员", 3000, 500, 3500, None])  # fmt: skip
    book.truth = {"exit": 2, "report": "wanted"}
    book.rows.clear()
    return book


def staff() -> Book:
    heads = ["序号", "姓名", "性别", "部门", "职务", "手机"]
    return _list("w09_staff.xlsx", "迳口镇干部职工通讯录", heads,
                 lambda i, p: [i, p.name, p.sex, "党政办", "科员", p.phone])  # fmt: skip


def party_members() -> Book:
    heads = ["序号", "姓名", "性别", "民族", "出生年月", "入党时间", "学历", "所在支部"]
    return _list("w10_party_members.xlsx", "迳口村党支部党员名册", heads,
                 lambda i, p: [i, p.name, p.sex, p.ethnic, f"{p.born:%Y.%m}", "1999.07", "大专", "迳口村支部"])  # fmt: skip


def attendance() -> Book:
    heads = ["序号", "姓名", "单位", "签名"]
    return _list("w11_attendance.xlsx", "迳口镇人大会议签到表", heads, lambda i, p: [i, p.name, p.unit, None])


BOOKS = (voters, candidates, payroll, staff, party_members, attendance)
