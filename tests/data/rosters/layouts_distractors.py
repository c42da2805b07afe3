"""Columns that look like ours and are not, and values spread over two columns."""

from __future__ import annotations

from datetime import date

from tests.data.rosters.grid import NUMBER, STANDARD, Book, always, column, columns_but
from tests.data.rosters.layouts_headings import roster


def distractors() -> Book:
    """Beside each real column one that a hurried reader would take for it."""
    fixed = {
        "籍贯": "广东四会",
        "入党时间": "1998.07",
        "参加工作时间": "1996.08",
        "学位": "学士",
        "衣服尺码": "XL",
        "毕业院校及专业": "广东农业大学农学专业",
        "健康状况": "健康",
        "婚姻状况": "已婚",
        "户籍地址": "迳口镇迳口村1号",
        "紧急联系人": "陈大文",
        "紧急联系人电话": "19900009999",
        "推荐单位": "镇妇联",
        "鞋码": 42,
    }
    distraction = {name: column(name, None, always(value)) for name, value in fixed.items()}
    age = column("年龄", None, lambda p, _i: 2021 - p.born.year)
    by_key = {c.key or "序号": c for c in STANDARD}
    columns = [
        by_key["序号"],
        distraction["推荐单位"],
        by_key["name"],
        distraction["紧急联系人"],
        by_key["sex"],
        age,
        distraction["籍贯"],
        by_key["ethnic_group"],
        distraction["参加工作时间"],
        distraction["入党时间"],
        by_key["birth_date"],
        distraction["学位"],
        distraction["毕业院校及专业"],
        by_key["education"],
        by_key["political_status"],
        distraction["户籍地址"],
        by_key["employer_position"],
        distraction["紧急联系人电话"],
        by_key["phone"],
        distraction["婚姻状况"],
        by_key["electoral_district"],
        distraction["衣服尺码"],
        distraction["鞋码"],
        distraction["健康状况"],
    ]
    book = roster("h06_distractors.xlsx", columns)
    book.truth["unused"] = ["籍贯", "参加工作时间", "学位", "衣服尺码", "年龄"]
    return book


def distractor_dates_as_cells() -> Book:
    """Three date columns side by side, as real date cells; only one is the birth date."""
    joined = column("入党(团)时间", None, lambda _p, _i: date(1999, 7, 1))
    work = column("参加工作\n时间", None, lambda _p, _i: date(1997, 8, 1))
    born = column("出生年月日", "birth_date", lambda p, _i: p.born, lambda p: p.truth("birth_day"))
    elected = column("当选时间", "elected_on", lambda _p, _i: date(2021, 9, 26), lambda _p: "2021-09-26")
    columns = columns_but(birth_date=born)
    columns[5:5] = [joined, work]
    return roster("h07_many_dates.xlsx", [*columns, elected])


def unit_and_post() -> Book:
    """Unit and post in two columns are one value; a third column 职称 is none of ours."""

    def joined(p: object) -> list[str]:
        unit, post = p.unit, p.post  # type: ignore[attr-defined]
        return [f"{unit}{sep}{post}" for sep in ("", " ", "、", ",", ",", "/")]

    columns = columns_but(drop="工作单位及职务")
    columns[7:7] = [
        column("工作单位", "employer_position", lambda p, _i: p.unit, joined),
        column("职务", None, lambda p, _i: p.post),
        column("职称", None, lambda _p, _i: "无"),
    ]
    return roster("h08_unit_and_post.xlsx", columns)


def header_only_names() -> Book:
    """The shortest roster: a number, a name and a district; all else is missing, none is wrong."""
    columns = [NUMBER, column("姓名", "name"), column("所在选区", "electoral_district")]
    book = roster("h11_names_only.xlsx", columns, 7)
    for promise in book.rows:
        promise.update(verdict_in=["new", "flagged"], must_not_problem=False)
        promise.pop("verdict")
    return book


BOOKS = (
    distractors,
    distractor_dates_as_cells,
    unit_and_post,
    header_only_names,
)
