"""What stands above a table speaks for its records only where it says for which field."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import lay_out
from app.excel.layout.titles import Office

HEAD = ["序号", "提出日期", "意见内容", "承办单位"]
ROWS = [[1, "2025.3.1", "修路灯", "规划建设办公室"], [2, "2025.3.9", "修水渠", "农业农村办公室"]]


def is_deputy(register: str, name: str) -> bool:
    """A ledger that knows one deputy."""
    return register == "deputies" and name in ("", "吴敏")


@pytest.mark.parametrize(
    ("above", "deputies"),
    [
        (["站点名称:", "梧桐村联络站", "站长:", "吴敏", "联系电话:", "19900001234"], None),
        (["站点名称", "梧桐村联络站", "站长", "吴敏"], None),
        (["联系人", "吴敏"], None),
        (["填表人:", "吴敏"], None),
        (["吴敏"], "吴敏"),
        (["提出代表:", "吴敏"], "吴敏"),
        (["提出代表:吴敏"], "吴敏"),
        (["第3期　坐班代表:吴敏　联系电话:19900001234"], "吴敏"),
        (["单位：柳坪镇人大　时间：2024年12月3日"], None),
    ],
)
def test_a_name_beside_another_label_is_no_deputy(above: list[str], deputies: str | None) -> None:
    sheet = Sheet("一季度", rows=[["意见建议收集表"], above, HEAD, *ROWS])
    office = Office("柳坪镇", "东岭县", "")
    layout = lay_out(
        Workbook(Path("a.xlsx"), "xlsx", sheets=[sheet]), BY_KEY["suggestions"], office, in_ledger=is_deputy
    )
    lines = [line for table in layout.tables for line in table.lines]
    assert [line.words.get("deputies") for line in lines] == [deputies] * len(ROWS)
    assert not any({"lead_handler", "raised_on"} & line.words.keys() for line in lines)


def read(*rows: list[object], register: str = "performance_records", name: str = "代表履职"):
    """(deputy, kind, title) of each record of one sheet."""
    workbook = Workbook(Path("a.xlsx"), "xlsx", sheets=[Sheet(name, rows=list(rows))])
    layout = lay_out(workbook, BY_KEY[register], Office("柳坪镇", "东岭县", ""), in_ledger=is_deputy)
    found = []
    for table in layout.tables:
        for line in table.lines:
            places = table.places(line)
            cells = {key: table.view.text(*where[0]) for key, where in places.items() if where}
            found.append(tuple({**cells, **line.words}.get(key) for key in ("deputy", "kind", "title")))
    return found


DEEDS = ["序号", "日期", "活动内容", "地点"]
BOOKLET = [
    ["2025年履职登记册"],
    ["姓名", "吴敏", "所在选区", "第一选区"],
    ["一、视察"],
    DEEDS,
    [1, "2025.3.1", "视察水利设施", "石鼓村"],
    [2, "2025.3.2", "视察学校", "石鼓村"],
    ["二、学习培训(1次)"],
    DEEDS,
    [1, "2025.5.1", "学习代表法", "镇政府"],
]


def test_a_booklet_is_read_by_its_head_and_the_lines_over_its_tables() -> None:
    assert read(*BOOKLET) == [
        ("吴敏", "视察", "视察水利设施"),
        ("吴敏", "视察", "视察学校"),
        ("吴敏", "学习培训", "学习代表法"),
    ]


def test_the_name_of_a_sheet_is_no_kind_of_deed() -> None:
    rows = [
        ["序号", "姓名", "日期", "活动内容"],
        [1, "吴敏", "2025.3.1", "视察水利设施"],
        [2, "吴敏", "2025.3.9", "调研"],
    ]
    assert [kind for _, kind, _ in read(*rows, name="视察")] == [None, None]


def test_a_card_of_one_person_is_still_a_card() -> None:
    card = [
        ["姓名", "吴敏", "性别", "女"],
        ["出生年月", "1975.3", "民族", "汉族"],
        ["工作单位", "石鼓村", "电话", "19900001234"],
    ]
    assert len(read(*card, register="deputies")) == 1


def lines_of(register: str, *rows: list[object]):
    """(words above, rows of the record) of each record of one sheet, and why rows were left out."""
    workbook = Workbook(Path("a.xlsx"), "xlsx", sheets=[Sheet("台账", rows=list(rows))])
    layout = lay_out(
        workbook, BY_KEY[register], Office("柳坪镇", "东岭县", ""), in_ledger=lambda to, name: name in KNOWN
    )
    lines = [line for table in layout.tables for line in table.lines]
    records = [(dict(line.words), [row + 1 for row in (line.row, *line.more)]) for line in lines]
    return records, {one.row: one.why for one in layout.left_out}


KNOWN = ("柳坪村联络站", "石鼓村联络站", "农业农村办公室")
VISITORS = ["序号", "来访群众", "住址", "反映问题"]
CAME = [[1, "张三", "一组", "修路"], [2, "李四", "二组", "修桥"], [1, "王五", "一组", "路灯"]]


@pytest.mark.parametrize(
    ("first", "second", "deputies"),
    [
        (
            ["3月15日（星期五）接待日    接待代表：王大山、李小梅"],
            ["4月15日接待日　接待代表：赵铁柱"],
            ("王大山、李小梅", "赵铁柱"),
        ),
        (["接待日期：3月15日；值班代表：王大山"], ["接待日期：4月15日；值班代表："], ("王大山", None)),
        (["3月15日接待日", "接待代表：王大山"], ["4月15日接待日", "接待代表：赵铁柱"], ("王大山", "赵铁柱")),
        (["3月15日"], ["4月15日"], (None, None)),
    ],
)
def test_the_rows_below_a_line_that_says_which_reception_are_one(first, second, deputies) -> None:
    rows = [["柳坪村联络站接待登记表（2024年）"], VISITORS, first, *CAME[:2], second, CAME[2]]
    records, left = lines_of("receptions", *rows)
    days = ("3月15日", "4月15日")
    said = [
        {"site": "柳坪村联络站", "held_on": d, **({"deputies": w} if w else {})}
        for d, w in zip(days, deputies, strict=True)
    ]
    assert records == list(zip(said, [[4, 5], [7]], strict=True))
    assert left[3] == left[6] == "section"


def test_the_same_line_again_begins_another_reception_and_a_signature_begins_none() -> None:
    line = ["3月15日　接待代表：王大山"]
    signed = ["填表人：李会计　日期：2024年6月30日"]
    records, left = lines_of(
        "receptions",
        ["柳坪村联络站接待登记表"],
        VISITORS,
        line,
        CAME[0],
        line,
        CAME[1],
        signed,
        VISITORS,
        CAME[2],
    )
    assert [rows for _, rows in records] == [[4], [6, 9]]
    assert left[7] == "note"


def test_a_page_whose_line_names_nobody_is_not_of_the_deputy_before() -> None:
    head = ["时间", "履职形式", "履职内容", "地点"]
    pages = ["代表姓名：吴敏    所在选区：第一选区", "代表姓名：      所在选区：第二选区"]
    rows = [row for page in pages for row in ([page], head, ["3月1日", "视察", "看水库", "坝上"])]
    records, _ = lines_of("performance_records", ["代表履职手册（2024年）"], *rows)
    assert records == [({"deputy": "吴敏"}, [4]), ({}, [7])]


@pytest.mark.parametrize(
    ("field", "lines"),
    [
        ("lead_handler", ("一、农业农村办公室（2件）", "二、供电所（1件）")),
        ("lead_handler", ("农业农村办公室", "供电所")),
        ("site", ("柳坪村联络站", "石鼓村联络站")),
        ("village", ("柳坪村（2件）", "石鼓村（1件）")),
        ("category", ("一、道路交通（2件）", "二、环境卫生（1件）")),
    ],
)
def test_lines_that_group_suggestions_name_offices_sites_villages_or_categories(field, lines) -> None:
    head = ["序号", "建议编号", "案由", "领衔人", "复文日期", "类别"]
    deeds = [[n, f"第{n}号", f"修{n}号路", "吴敏", "2024-02-01", "ABC"[n - 1]] for n in (1, 2, 3)]
    records, left = lines_of("suggestions", ["办理结果"], head, [lines[0]], *deeds[:2], [lines[1]], deeds[2])
    names = [line.split("、")[-1].split("（")[0] for line in (lines[0], *lines)]
    assert [words for words, _ in records] == [{field: name} for name in names]
    assert left[3] == left[6] == "section"
