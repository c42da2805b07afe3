"""What clerks of other towns write: rounds of replies, lines that say a session, headings beside grids, days of titles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.excel.grid import Sheet, Workbook
from app.excel.importing import ImportOptions, Preview, commit_preview, preview_of
from app.excel.questions import read_answers
from app.storage.ledger import Ledger
from app.storage.seldom_collecting import MADE, seldom_collecting
from tests.excel.importing_cases import told, values, workbook
from tests.kept_ledgers import enter, new_ledger

OFFICE = {"town": "柳坪镇", "county": "东岭县"}
PEOPLE = ["王大山", "周秋菊", "吴四海", "郑小川"]
MATTERS = ["关于修路的建议", "关于路灯的建议"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(tmp_path / "ledger", OFFICE, term=9, today=date(2022, 11, 23)) as opened:
        for name in PEOPLE:
            enter(opened, "deputies", name=name, level="township")
        yield opened


def read(ledger: Ledger, register: str, *rows: list[Any], name: str = "表", merges: Any = ()) -> Preview:
    return preview_of(ledger, register, workbook(*rows, name=name, merges=list(merges)), ImportOptions())


def left_out(preview: Preview) -> dict[int, str]:
    return {left.row: left.why for left in preview.left_out}


REPLIES = ["序号", "标题", "建议人", "承办单位", "答复日期", "满意度"]


def replied(*rounds: tuple[str, str]) -> list[list[Any]]:
    first, *further = rounds
    return [[1, MATTERS[0], "王大山", "水利站", *first], *([None, None, None, None, *one] for one in further)]


@pytest.mark.parametrize(
    "rounds",
    [
        [("2022-05-01", "不满意"), ("2022-07-01", "满意")],
        [("2022-05-01", "不满意"), ("2022-07-01", "基本满意"), ("2022-09-01", "满意")],
        [
            ("2022-05-01", "不满意"),
            ("2022-06-01", "不满意"),
            ("2022-07-01", "不满意"),
            ("2022-09-01", "满意"),
        ],
    ],
)
def test_of_several_replies_the_last_is_shown_and_each_is_a_round(
    ledger: Ledger, rounds: list[tuple[str, str]]
) -> None:
    """settled.md 36: rounds of handling are lines of their own; the fields of the matter show the last one."""
    other: list[Any] = [2, MATTERS[1], "周秋菊", "水利站", "2022-05-03", "满意"]
    preview = read(ledger, "suggestions", ["代表建议办理台账"], REPLIES, *replied(*rounds), other)
    last = rounds[-1][0]
    keys = ("replied_on", "feedback", "rework_replied_on", "rework_feedback", "note")
    shown = [(last, "满意", last, "满意", None), ("2022-05-03", "满意", None, None, None)]
    assert values(preview, *keys) == shown
    commit_preview(ledger, preview)
    kept = next(
        row for row in ledger.rows("suggestions", ledger.ids("suggestions")) if row["content"] == MATTERS[0]
    )
    assert [str(one["replied_on"]) for one in kept["rounds"]] == [day for day, _ in rounds]
    ledger.undo()


def test_columns_of_a_third_round_are_asked_about_and_date_nothing(ledger: Ledger) -> None:
    head = [
        "序号",
        "标题",
        "建议人",
        "答复时间",
        "满意度",
        "再次答复时间",
        "再次满意度",
        "第三次答复时间",
        "第三次满意度",
    ]
    full: list[Any] = ["2022-03-01", "不满意", "2022-04-01", "不满意", "2022-05-01", "满意"]
    rows = [[1, MATTERS[0], "王大山", *full], [2, MATTERS[1], "周秋菊", "2022-03-02", "满意", *[None] * 4]]
    preview = read(ledger, "suggestions", ["代表建议办理台账"], head, *rows)
    assert values(preview, "raised_on", "rework_feedback") == [("2022-03-01", "不满意"), ("2022-03-02", None)]
    asked = {question.column: question.assumed for question in preview.questions if question.code == "column"}
    assert asked == {"H": "", "I": ""}


LISTED = ["序号", "标题", "建议人", "承办单位"]


@pytest.mark.parametrize(
    "line", ["第九届人大第一次会议(2022年1月12日)", "柳坪镇九届二次会议（2022年1月12日至13日）"]
)
def test_a_line_that_says_a_session_dates_the_rows_below(ledger: Ledger, line: str) -> None:
    rows: list[list[Any]] = [[line], [1, MATTERS[0], "王大山", "水利站"]]
    later: list[list[Any]] = [["第九届人大第三次会议(2022年7月20日)"], [1, MATTERS[1], "周秋菊", "水利站"]]
    preview = read(ledger, "suggestions", ["代表建议汇总"], LISTED, *rows, *later)
    assert values(preview, "raised_on") == [("2022-01-12",), ("2022-07-20",)]
    assert left_out(preview)[3] == left_out(preview)[5] == "section"


def test_sessions_of_the_ledger_date_the_parts_of_a_sheet_by_their_titles(ledger: Ledger) -> None:
    (term,) = ledger.ids("terms")
    for ordinal, day in ((1, date(2022, 1, 12)), (2, date(2022, 7, 20))):
        enter(ledger, "sessions", term=term, ordinal=ordinal, opened_on=day)
    parts: list[list[list[Any]]] = [
        [[f"柳坪镇第九届人大第{which}次会议代表建议"], LISTED, [1, matter, "王大山", "水利站"], []]
        for which, matter in zip(("一", "二"), MATTERS, strict=True)
    ]
    preview = read(ledger, "suggestions", *parts[0], *parts[1])
    assert values(preview, "raised_on") == [("2022-01-12",), ("2022-07-20",)]
    assert not any(row["problems"] for row in told(preview))


@pytest.mark.parametrize(
    ("first", "second", "source"),
    [
        ("一、九届人大一次会议（2022年1月12日）", "二、闭会期间", "闭会期间"),
        ("九届人大一次会议（2022年1月12日）", "闭会期间", "闭会期间"),
    ],
)
def test_the_day_of_a_session_ends_with_the_next_line_of_its_rank(
    ledger: Ledger, first: str, second: str, source: str
) -> None:
    rows: list[list[Any]] = [
        [first],
        [1, MATTERS[0], "王大山", "水利站"],
        [second],
        [2, MATTERS[1], "周秋菊", "水利站"],
    ]
    preview = read(ledger, "suggestions", ["代表建议汇总"], LISTED, *rows)
    during, between = told(preview)
    assert during["values"]["raised_on"] == "2022-01-12"
    assert between["values"]["source"] == source
    assert between["values"].get("raised_on") != "2022-01-12"
    assert between["verdict"] == "flagged"


def test_sorts_within_a_session_keep_its_day(ledger: Ledger) -> None:
    rows: list[list[Any]] = [
        ["一、九届人大一次会议（2022年1月12日）"],
        ["（一）农业农村类"],
        [1, MATTERS[0], "王大山", "水利站"],
        ["（二）交通道路类"],
        [2, MATTERS[1], "周秋菊", "水利站"],
    ]
    preview = read(ledger, "suggestions", ["代表建议汇总"], LISTED, *rows)
    days = [("2022-01-12", "农业农村"), ("2022-01-12", "交通道路")]
    assert values(preview, "raised_on", "category") == days


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("(会议时间：2022年3月12日)　　制表单位：柳坪镇人大", "2022-03-12"),
        ("会议时间：2022年3月12日；填报单位：柳坪镇人大", "2022-03-12"),
        ("填表日期：2022年3月12日", "2022-01-01"),
        ("2022年3月12日制表", "2022-01-01"),
    ],
)
def test_the_day_of_a_title_is_not_the_one_on_which_the_sheet_was_written(
    ledger: Ledger, above: str, day: str
) -> None:
    preview = read(
        ledger, "suggestions", ["2022年代表建议汇总"], [above], LISTED, [1, MATTERS[0], "王大山", "水利站"]
    )
    assert values(preview, "raised_on") == [(day,)]


@pytest.mark.parametrize("above", [["代表建议汇总(闭会期间)"], ["代表建议汇总", None, "闭会期间"]])
def test_a_code_behind_a_title_holds_for_all_rows(ledger: Ledger, above: list[Any]) -> None:
    preview = read(ledger, "suggestions", above, LISTED, [1, MATTERS[0], "王大山", "水利站"])
    assert values(preview, "source") == [("闭会期间" if len(above) == 1 else None,)]


def test_lines_that_group_rows_are_all_sorts_of_the_ledger(ledger: Ledger) -> None:
    rows: list[list[Any]] = [
        ["一、农业农村类(1件)"],
        [1, MATTERS[0], "王大山", "水利站"],
        ["二、交通道路类(1件)"],
        [2, MATTERS[1], "周秋菊", "水利站"],
    ]
    preview = read(ledger, "suggestions", ["代表建议汇总"], LISTED, *rows)
    assert values(preview, "category") == [("农业农村",), ("交通道路",)]


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("交通道路类", "交通道路"),
        ("交通道路方面", "交通道路"),
        ("水利类问题", "水利"),
        ("社会事业类", "社会事业类"),
    ],
)
def test_a_sort_of_the_ledger_is_met_however_it_is_called(
    ledger: Ledger, written: str, category: str
) -> None:
    rows = [[1, MATTERS[0], "王大山", "水利站", written], [2, MATTERS[1], "周秋菊", "水利站", "教育"]]
    preview = read(ledger, "suggestions", ["代表建议汇总"], [*LISTED, "分类"], *rows)
    assert values(preview, "category") == [(category,), ("教育",)]
    created = [
        creation.name for creation in preview.creations if creation.register == "suggestion_categories"
    ]
    assert created == ([] if category != written else [written])


COUNTED = ["序号", "姓名", "出席人代会(次)", "接待选民(次)", "学习培训(次)", "积分"]


def test_a_line_over_all_columns_is_no_part_of_the_headings_above_it(ledger: Ledger) -> None:
    page: list[list[Any]] = [
        ["2021年度代表履职统计表"],
        COUNTED,
        ["第一代表小组(2人)"],
        [1, "王大山", 2, 6, 1, 91.5],
        [2, "周秋菊", 0, 0, 0, 57.5],
        ["第二代表小组(1人)"],
        [3, "吴四海", 1, None, 2, 64.5],
    ]
    preview = read(ledger, "performance_records", *page, merges=[(0, 0, 0, 5), (2, 0, 2, 5), (5, 0, 5, 5)])
    assert values(preview, "deputy", "kind", "count") == [
        ("王大山", "出席人大会议", 2),
        ("王大山", "接待选民", 6),
        ("王大山", "学习培训", 1),
        ("吴四海", "出席人大会议", 1),
        ("吴四海", "学习培训", 2),
    ]
    assert {date.fromisoformat(row["values"]["occurred_on"]).year for row in told(preview)} == {2021}
    assert left_out(preview)[5] == "blank"  # she did nothing: that is no total


@pytest.mark.parametrize("beside", ["代表小组", "所属小组", "所在代表小组"])
def test_a_column_of_groups_is_not_the_kind_of_meetings_that_say_their_own(
    ledger: Ledger, beside: str
) -> None:
    page: list[list[Any]] = [
        ["2022年人大代表参加会议、活动考勤表"],
        ["序号", "姓名", beside, "3月6日", "4月18日", "5月15日"],
        [None, None, None, "镇九届人大二次会议", "视察春耕备耕", "代表履职培训班"],
        [1, "王大山", "东片小组", "√", "√", "请假"],
        [2, "周秋菊", "西片小组", "√", "×", "√"],
        [3, "吴四海", "东片小组", "√", "√", "√"],
    ]
    preview = read(ledger, "performance_records", *page, merges=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2)])
    kinds = {row["values"]["title"]: row["values"]["kind"] for row in told(preview)}
    assert kinds == {
        "镇九届人大二次会议": "出席人大会议",
        "视察春耕备耕": "视察",
        "代表履职培训班": "学习培训",
    }


@pytest.mark.parametrize("line", ["一、东片小组", "二、第二代表团", "东片代表小组", "(三)圩镇片"])
def test_the_name_of_a_group_above_deeds_is_not_their_kind(ledger: Ledger, line: str) -> None:
    head = ["序号", "姓名", "日期", "活动内容"]
    rows = [[1, "王大山", "2022-02-05", "走访困难选民"], [2, "周秋菊", "2022-03-05", "参加代表履职培训"]]
    preview = read(ledger, "performance_records", ["2022年履职台账"], head, [line], *rows)
    assert values(preview, "kind") == [("走访联系选民",), ("学习培训",)]


@pytest.mark.parametrize("beside", ["代表小组", "所属小组", "所在代表团", "片区"])
def test_a_column_of_groups_is_not_the_kind_of_deeds(ledger: Ledger, beside: str) -> None:
    head = ["序号", "姓名", beside, "日期", "活动内容"]
    rows = [
        [1, "王大山", "东片小组", "2022-02-05", "走访困难选民"],
        [2, "周秋菊", "西片小组", "2022-03-05", "参加代表履职培训"],
        [3, "吴四海", "东片小组", "2022-04-05", "镇人大组织视察水库"],
    ]
    preview = read(ledger, "performance_records", ["2022年履职台账"], head, *rows)
    assert values(preview, "kind") == [("走访联系选民",), ("学习培训",), ("视察",)]
    assert [question.column for question in preview.open_questions if question.code == "column"] == ["C"]


@pytest.mark.parametrize(
    ("cell", "visitors"),
    [
        ("范平、任芳等", "范平、任芳"),
        ("范平等群众", "范平"),
        ("范平、任芳等5人", "范平、任芳"),
        ("范平", "范平"),
    ],
)
def test_and_others_is_no_part_of_a_visitors_name(ledger: Ledger, cell: str, visitors: str) -> None:
    head = ["接待日期", "接待代表", "来访群众", "来访人数", "反映的主要问题"]
    preview = read(
        ledger, "receptions", ["接待登记簿"], head, ["2022年3月6日", "王大山", cell, 5, "水渠堵塞，请修"]
    )
    assert values(preview, "visitors") == [(visitors,)]


@pytest.mark.parametrize(("people", "flagged"), [(8, 1), (3, 0)])
def test_a_missing_phone_in_a_full_column_is_looked_at(ledger: Ledger, people: int, flagged: int) -> None:
    names = ["钱一鸣", "孙二梅", "李三强", "周四平", "冯五行", "陈六合", "褚七星", "卫八方"][:people]
    rows: list[list[Any]] = [
        [name, "男", None if number == 1 else f"1990000{number:04d}"] for number, name in enumerate(names)
    ]
    preview = read(ledger, "deputies", ["柳坪镇代表名册"], ["姓名", "性别", "联系电话"], *rows)
    codes = [problem["code"] for row in told(preview) for problem in row["problems"]]
    assert codes.count("gap") == flagged


def test_rings_are_looked_for_as_before_once_an_import_is_over() -> None:
    usual, seen = gc.get_threshold(), list[tuple[int, ...]]()

    @seldom_collecting()
    def failing() -> None:
        seen.append(gc.get_threshold())
        raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert seen == [(max(MADE, usual[0]), *usual[1:])]
    assert gc.get_threshold() == usual


def test_what_an_import_made_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests set aside what their collection makes.
    monkeypatch.setattr("app.storage.seldom_collecting.is_set_aside", lambda: False)
    usual, looks = gc.get_threshold(), list[str]()

    @seldom_collecting()
    def making() -> list[list[int]]:
        return [[number] for number in range(2 * usual[0])]

    def heard(phase: str, info: dict[str, int]) -> None:
        looks.append(phase)

    gc.callbacks.append(heard)
    try:
        made, more = making(), [[number] for number in range(usual[0] // 2)]
    finally:
        gc.callbacks.remove(heard)
        gc.freeze()
    assert (len(made), len(more), looks) == (2 * usual[0], usual[0] // 2, [])


def test_of_two_at_a_time_the_last_to_end_gives_back_the_usual_looks() -> None:
    usual = gc.get_threshold()
    first, second = seldom_collecting(), seldom_collecting()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold()[0] > usual[0]
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ({"sheet": "表", "column": "F", "field": "site"}, "site"),
        ({"sheet": "表", "column": "F", "code": "name", "field": "site", "assumed": "柳坪村"}, "柳坪村"),
        ({"sheet": "表", "column": "F", "code": "name", "field": "site", "value": ""}, ""),
        ({"sheet": "表", "column": None, "code": "date", "field": "2022-03-01"}, "2022-03-01"),
    ],
)
def test_a_question_handed_back_is_agreed_to(answer: dict[str, Any], value: str) -> None:
    assert [one.value for one in read_answers([answer])] == [value]


@pytest.mark.parametrize(
    ("name", "deputy"), [("台账", None), ("明细", None), ("王大山", "王大山"), ("陈小四", None)]
)
def test_a_sheet_is_nobodys_only_because_its_name_begins_like_one(
    ledger: Ledger, name: str, deputy: str | None
) -> None:
    head = ["序号", "提出日期", "建议内容", "承办单位"]
    pages: dict[str, list[list[Any]]] = {
        name: [["代表建议"], head, [1, "2022-03-01", MATTERS[0], "水利站"]],
        "公车使用": [["出车日期", "车牌"], ["2022-03-01", "粤Z00002"]],
    }
    sheets = [Sheet(one, rows=rows) for one, rows in pages.items()]
    preview = preview_of(ledger, "suggestions", Workbook(Path("a.xlsx"), "xlsx", sheets=sheets))
    assert values(preview, "deputies") == [(deputy,)]


@pytest.mark.parametrize(
    ("lead", "second"),
    [("领衔人", "联名代表"), ("领头代表", "附议人"), ("牵头代表", "同提人"), ("领衔人", "附署人")],
)
@pytest.mark.parametrize("first", [True, False])
def test_who_leads_and_who_seconds_stand_apart_in_other_words(
    ledger: Ledger, lead: str, second: str, first: bool
) -> None:
    """They need not stand side by side, and most suggestions have nobody who seconds."""
    names = [("王大山", ""), ("周秋菊", "吴四海、郑小川"), ("吴四海", ""), ("郑小川", "王大山")]
    heads = ["件号", lead, "建议事项", second] if first else ["件号", second, "建议事项", lead]
    rows = [
        [n, *((one, f"{MATTERS[0]}{n}", other) if first else (other, f"{MATTERS[0]}{n}", one))]
        for n, (one, other) in enumerate(names, 1)
    ]
    preview = read(ledger, "suggestions", ["柳坪镇代表所提建议"], heads, *rows)
    assert [one for (one,) in values(preview, "deputies")] == [
        "、".join(filter(None, pair)) for pair in names
    ]


@pytest.mark.parametrize(
    ("heading", "field", "cells"),
    [
        ("分送日期", "assigned_on", ["2022-03-06", "2022-03-07", "2022-03-06"]),
        ("流转时间", "assigned_on", ["2022-03-06", "2022-03-07", "2022-03-06"]),
        ("分流去向", "lead_handler", ["水利站", "司法所", "水利站"]),
        ("流转去向", "lead_handler", ["水利站", "司法所", "水利站"]),
        ("注", "note", ["已电话告知", None, "待雨季后再看"]),
    ],
)
def test_words_of_other_towns_for_handing_over_and_remarks(
    ledger: Ledger, heading: str, field: str, cells: list[Any]
) -> None:
    rows = [[n, f"2022-03-0{n}", "王大山", f"{MATTERS[1]}{n}", cell] for n, cell in enumerate(cells, 1)]
    preview = read(ledger, "suggestions", ["序号", "提出日期", "代表", "建议内容", heading], *rows)
    assert [one for (one,) in values(preview, field)] == cells
