"""Kinds that workbooks of other provinces showed: forms with a table in them, parts with labels, days written short."""

from __future__ import annotations

import pytest

from app.domain.codes import CodeTable
from app.domain.contact_codes import REPLY_CLASSES
from app.excel.importing import Preview
from app.excel.layout.day_words import deadline
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.excel.importing_cases import NEEDS, PEOPLE, read, told, values, verdicts


def test_a_proposed_day_is_a_day_and_the_row_may_be_kept(ledger: Ledger) -> None:
    head = ["站点", "接待代表", "来访人次", "收集意见条数"]
    rows = [["石鼓村联络站", PEOPLE[n], n + 2, 1] for n in range(3)]
    shown = read(ledger, "receptions", ["2024年5月15日主题接待日情况"], head, *rows)
    assert "wrong" not in verdicts(shown)
    assert {row["values"]["held_on"] for row in told(shown)} == {"2024-05-15"}
    assert "date" in [one.code for one in shown.questions]


def test_a_form_with_a_table_of_those_who_came_is_one_reception(ledger: Ledger) -> None:
    form = [
        ["代表接待群众记录"],
        ["接待日期", "2024年3月18日", "接待地点", "石鼓村联络站"],
        ["接待代表", "王大山、周秋菊", "来访人数", 3],
        ["来访人姓名", "性别", "住址", "反映事项"],
        ["宋大川", "男", "石鼓村一组", "水渠漏水"],
        ["孙小梅", "女", "石鼓村二组", "路灯不亮"],
        ["钱广进", "男", "石鼓村二组", "垃圾没有人收"],
        ["处理方式", "转镇政府"],
    ]
    shown = read(ledger, "receptions", *form)
    keys = ("held_on", "deputies", "visitors", "visitor_count", "handling")
    assert values(shown, *keys) == [("2024-03-18", "王大山、周秋菊", "宋大川、孙小梅、钱广进", 3, "转镇政府")]
    assert "together" not in [one.code for one in shown.questions]


def test_what_somebody_asks_for_is_no_word_on_how_to_fill_in_a_card(ledger: Ledger) -> None:
    cards = [
        row
        for n, need in enumerate(NEEDS, 1)
        for row in (
            ["群众意见卡", None, None, None],
            ["收集日期", f"2024年3月{n}日", "反映人", f"宋大{'一二三四'[n - 1]}"],
            ["反映内容", need, None, None],
            ["主办单位", "水务站", "编号", f"SP-{n}"],
            [],
        )
    ]
    assert values(read(ledger, "suggestions", *cards), "content") == [(need,) for need in NEEDS]


NUMBERED = ["接待日期", "站点", "坐班代表1", "坐班代表2", "来访人次"]


@pytest.mark.parametrize("answers", [(), (Answer("表", "D", "column", "deputies"),)])
def test_numbered_columns_of_deputies_hold_them_together_answered_or_not(
    ledger: Ledger, answers: tuple[Answer, ...]
) -> None:
    pairs = [(PEOPLE[n], PEOPLE[n + 1]) for n in range(3)]
    rows = [[f"2024-0{n}-11", "石鼓村联络站", *pair, 4] for n, pair in enumerate(pairs, 1)]
    shown = read(ledger, "receptions", ["接待台账"], NUMBERED, *rows, answers=answers)
    assert values(shown, "deputies", "visitors") == [("、".join(pair), None) for pair in pairs]


@pytest.mark.parametrize("answers", [(), (Answer("表", "D", "column", "deputy"),)])
def test_the_brackets_of_a_heading_say_why_deputies_did_not_come(
    ledger: Ledger, answers: tuple[Answer, ...]
) -> None:
    head = ["活动日期", "活动名称", "参加代表", "未来的（请假）"]
    rows = [[f"2024-0{n}-16", "视察灌渠", "、".join(PEOPLE[:2]), PEOPLE[2]] for n in range(1, 5)]
    shown = read(ledger, "performance_records", ["活动记录"], head, *rows, answers=answers)
    away = [v for v in values(shown, "deputy", "attendance") if v[0] == PEOPLE[2]]
    assert away == [(PEOPLE[2], "请假")] * 4
    assert len(told(shown)) == 12


def test_names_may_stand_beside_the_counts_below_each_day(ledger: Ledger) -> None:
    top = ["站点", "3月20日", None, "6月20日", None]
    below = [None, "值班代表", "来访人次", "值班代表", "来访人次"]
    rows = [
        ["石鼓村联络站", PEOPLE[0], 3, "、".join(PEOPLE[1:3]), 0],
        ["梧桐村联络站", PEOPLE[2], 5, None, None],
        ["合计", None, 8, None, 0],
    ]
    merges = [(1, 1, 1, 2), (1, 3, 1, 4), (1, 0, 2, 0)]
    shown = read(ledger, "receptions", ["2024年集中接待情况"], top, below, *rows, merges=merges)
    assert values(shown, "held_on", "deputies", "visitor_count") == [
        ("2024-03-20", PEOPLE[0], 3),
        ("2024-06-20", "、".join(PEOPLE[1:3]), 0),
        ("2024-03-20", PEOPLE[2], 5),
    ]


@pytest.mark.parametrize(
    "title", ["2024年代表接待日一览（格内为接待代表）", "2024年集中接待情况", "2024年接待选民台账"]
)
def test_below_days_only_names_may_stand(ledger: Ledger, title: str) -> None:
    days = ["站点", "3月20日", "6月20日", "9月20日"]
    rows = [
        ["石鼓村联络站", "王大山、周秋菊", "/", "吴四海"],
        ["梧桐村联络站", "郑小川", "周秋菊", None],
        ["注：“/”为当日未开展接待。"],
    ]
    shown = read(ledger, "receptions", [title], days, *rows)
    assert values(shown, "held_on", "site", "deputies") == [
        ("2024-03-20", "石鼓村联络站", "王大山、周秋菊"),
        ("2024-09-20", "石鼓村联络站", "吴四海"),
        ("2024-03-20", "梧桐村联络站", "郑小川"),
        ("2024-06-20", "梧桐村联络站", "周秋菊"),
    ]


def test_labels_above_each_part_are_no_deed_of_the_one_before(ledger: Ledger) -> None:
    parts = [
        row
        for n, name in enumerate(PEOPLE[:3], 1)
        for row in (
            [f"履职记录（{n}）"],
            ["选区", f"第{n}选区", "代表姓名", name],
            ["文化", "高中", "住址", f"石鼓村{n}组"],
            ["日期", "类别", "内容", "地点"],
            [f"2024-0{n}-03", "视察", "视察灌渠", "石鼓村"],
            [f"2024-0{n}-23", "学习培训", "学习代表法", "镇政府"],
        )
    ]
    shown = read(ledger, "performance_records", *parts)
    deeds = ["视察灌渠", "学习代表法"]
    assert values(shown, "deputy", "title") == [(name, deed) for name in PEOPLE[:3] for deed in deeds]
    assert {left.why for left in shown.left_out} == {"title", "heading", "section"} - {"section"}


def test_year_and_month_below_one_word_are_one_day_of_birth(ledger: Ledger) -> None:
    head = ["姓名", "性别", "出生", None, "选区"], [None, None, "年", "月", None]
    rows = [["宋大川", "男", 1971, 3, "第一选区"], ["孙小梅", "女", 1985, 11, "第二选区"]]
    shown = read(ledger, "deputies", ["代表名册"], *head, *rows, merges=[(1, 2, 1, 3)])
    assert values(shown, "birth_date") == [("1971-03",), ("1985-11",)]


@pytest.mark.parametrize(
    ("words", "code"),
    [("A 已解决", "A"), ("B类：正在解决", "B"), ("C（留作参考）", "C"), ("A 正在解决", None), ("A或B", None)],
)
def test_a_letter_with_what_it_means_is_its_code_unless_they_disagree(words: str, code: str | None) -> None:
    table: CodeTable = REPLY_CLASSES
    assert table.read(words) == code


def test_a_column_without_centuries_is_noted_once_and_a_single_one_is_a_doubt(ledger: Ledger) -> None:
    def births(*texts: str) -> Preview:
        rows = [[f"宋大{'一二三四五六'[n]}", "男", text] for n, text in enumerate(texts)]
        return read(ledger, "deputies", ["代表名册"], ["姓名", "性别", "出生年月"], *rows)

    custom = births("71.03", "85.11", "90.06", "66.01", "02.08")
    assert values(custom, "birth_date")[-1] == ("2002-08",)
    assert set(verdicts(custom)) == {"new"}
    assert any("后两位" in note for sheet in custom.report()["sheets"] for note in sheet.get("notes", ()))
    assert "flagged" in verdicts(births("71.03", "1985.11", "1990.06", "1966.01", "1972.08"))


COURSE = ["编号", "提出日期", "反映人", "内容", "主办单位", "交办日期", "办理期限", "答复日期"]


def test_work_that_goes_into_the_next_year_is_asked_once_a_column_and_a_slip_stays_a_doubt(
    ledger: Ledger,
) -> None:
    rows = [
        ["1号", "2024-12-20", "宋大川", "修水渠", "水务站", "12月22日", "3月底前", "1月5日"],
        ["2号", "2024-11-03", "孙小梅", "装路灯", "水务站", "11月5日", "2月5日前", "12月30日"],
        ["3号", "2024-05-10", "钱广进", "清垃圾", "水务站", "5月8日", "8月末", "6月30日"],
    ]
    shown = read(ledger, "suggestions", ["2024年群众意见台账"], COURSE, *rows)
    assert values(shown, "assigned_on", "due_on", "replied_on") == [
        ("2024-12-22", "2025-03-31", "2025-01-05"),
        ("2024-11-05", "2025-02-05", "2024-12-30"),
        ("2024-05-08", "2024-08-31", "2024-06-30"),
    ]
    assert verdicts(shown) == ["flagged", "new", "flagged"]  # a single reply is told in its row
    (asked,) = [one for one in shown.questions if one.code == "following_year"]
    assert (asked.field, asked.column) == ("due_on", "G")
    no = (Answer("表", "G", asked.code, "no"),)
    same_year = read(ledger, "suggestions", ["2024年群众意见台账"], COURSE, *rows, answers=no)
    assert values(same_year, "due_on")[:2] == [("2024-03-31",), ("2024-02-05",)]


@pytest.mark.parametrize(
    ("written", "due", "sure"),
    [
        ("9月底前", "9月1日", True), ("年底前", "12月1日", True), ("2027年底", "2027年12月1日", True),
        ("2027年8月", "2027年8月1日", False), ("8月前", "8月1日", False), ("明年6月底", None, True),
        ("2027年8月5日", None, True),
    ],
)  # fmt: skip
def test_what_is_due_by_the_end_of_a_month(written: str, due: str | None, sure: bool) -> None:
    said = deadline(written)
    assert (said and said[0].text) == due
    assert said is None or (bool(said[0].doubt) is not sure and said[1])
