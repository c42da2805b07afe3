"""What a sheet leaves open is assumed, asked once and can be answered; little-founded assumptions wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.codes import CodeTable
from app.domain.contact_codes import ATTENDANCE, PERFORMANCE_KINDS, SOURCES
from app.excel.importing import ImportOptions, Preview, commit_preview, preview_of
from app.excel.layout.day_words import day_among_words
from app.excel.layout.likely_codes import meaning_of
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.excel.importing_cases import workbook
from tests.kept_ledgers import enter, new_ledger

OFFICE = {"town": "柳坪镇", "county": "东岭县"}
HEAD = ["登记日期", "反映人", "意见内容"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(tmp_path / "ledger", OFFICE, term=9, today=date(2022, 11, 23)) as opened:
        yield opened


def suggestions(ledger: Ledger, *rows: list[Any], answers: tuple[Answer, ...] = ()) -> Preview:
    return preview_of(ledger, "suggestions", workbook(*rows), ImportOptions(answers=answers))


def asked(preview: Preview) -> dict[str, str]:
    return {question.code: question.assumed for question in preview.questions if question.code != "column"}


@pytest.mark.parametrize(
    ("table", "word", "required", "code"),
    [
        (SOURCES, "代表接访", False, "reception"),
        (SOURCES, "入户走访", False, "reception"),
        (SOURCES, "电话反映", False, "letter_or_call"),
        (SOURCES, "道听途说", False, None),
        (PERFORMANCE_KINDS, "视察调研", True, "inspection"),
        (PERFORMANCE_KINDS, "植树", True, "other"),
        (ATTENDANCE, "假", False, "on_leave"),
        (ATTENDANCE, "✓", False, "present"),
        (ATTENDANCE, "到", False, "present"),
        (ATTENDANCE, "某", False, None),
    ],
)
def test_a_word_that_no_table_lists_may_mean(
    table: CodeTable, word: str, required: bool, code: str | None
) -> None:
    assert meaning_of(word, table, must_be_something=required)[0] == code


@pytest.mark.parametrize(
    ("cell", "day", "doubtful"),
    [
        ("3月15日上午", "3月15日", False),
        ("4月16日(星期五)", "4月16日", False),
        ("2021年5月8日下午3时", "2021年5月8日", False),
        ("6.12上午9:00-11:00", "6.12", False),
        ("2021.3.8-3.9", "2021.3.8", True),
        ("3月8日至9日", "3月8日", True),
        ("已答复(2.3)", "2.3", True),
        ("2月中旬", None, False),
        ("2.3和5.6", None, False),
        ("当天", None, False),
    ],
)
def test_a_day_among_other_words(cell: str, day: str | None, doubtful: bool) -> None:
    found = day_among_words(cell)
    assert (found.text if found else None) == day
    assert bool(found and found.doubt) is doubtful


def test_a_conclusion_without_its_day_is_that_of_the_reply_and_asked_once(ledger: Ledger) -> None:
    head = ["日期", "反映人", "意见内容", "交办日期", "答复日期", "办理状态"]
    rows = [["2022-03-05", "甲某", "路灯不亮", "2022-03-08", "2022-04-04", "已办结"],
            ["2022-03-06", "乙某", "水压不足", "2022-03-08", "2022-04-05", "已办结"]]  # fmt: skip
    preview = suggestions(ledger, head, *rows)
    assert [entry.values["concluded_on"] for entry in preview.rows] == [date(2022, 4, 4), date(2022, 4, 5)]
    assert [entry.verdict for entry in preview.rows] == ["new", "new"]
    assert sum(question.code == "concluded_on" for question in preview.questions) == 1
    refused = suggestions(ledger, head, *rows, answers=(Answer("名册", None, "concluded_on", "-"),))
    assert [entry.values.get("concluded_on") for entry in refused.rows] == [None, None]
    assert "concluded_on" not in asked(refused)
    commit_preview(ledger, preview)
    kept = ledger.rows("suggestions", ledger.ids("suggestions"))
    assert {row["status"] for row in kept} == {"concluded"}


def test_a_state_that_no_column_dates_is_asked_once_and_may_be_given_a_day(ledger: Ledger) -> None:
    rows = [["日期", "反映人", "意见内容", "办理状态"],
            ["2022-03-05", "甲某", "路灯不亮", "已办结"],
            ["2022-03-06", "乙某", "水压不足", "办理中"],
            ["2022-03-07", "丙某", "沟渠堵塞", "已办结"]]  # fmt: skip
    preview = suggestions(ledger, *rows)
    assert [(entry.verdict, entry.problems) for entry in preview.rows[::2]] == [("flagged", ())] * 2
    assert [question.word for question in preview.questions if question.code == "undated"] == ["已办结"]

    def answered(value: str) -> tuple[str, Any, Any]:
        answer = Answer("名册", "D", "undated", value, "已办结")
        first = suggestions(ledger, *rows, answers=(answer,)).rows[0]
        return first.verdict, first.values.get("concluded_on"), first.values.get("note")

    assert answered("") == ("new", None, None)
    assert answered("note") == ("new", None, "状态:已办结")
    assert answered("2022-06-30") == ("new", date(2022, 6, 30), None)
    blank = suggestions(ledger, [*rows[0], "办结日期"], *rows[1:])  # a gap of the row where there is a column
    assert [p.code for p in blank.rows[0].problems if p.field == "status"] == ["status_unsupported"]


def test_words_of_nothing_yet_and_days_of_the_archive_are_asked_once(ledger: Ledger) -> None:
    rows = [["日期", "反映人", "意见内容", "交办日期", "答复日期", "满意度", "办理状态"],
            ["2022-03-05", "甲某", "路灯不亮", "2022-03-08", "2022-04-04", "满意", "已归档"],
            ["2022-03-06", "乙某", "水压不足", "2022-03-08", "2022-04-05", "基本满意", "已归档"],
            ["2022-03-07", "丙某", "沟渠堵塞", "2022-03-08", "2022-04-06", "未评价", "已办结"],
            ["2022-03-08", "丁某", "桥面破损", "2022-03-09", "2022-04-07", "未评价", "已办结"]]  # fmt: skip
    preview = suggestions(ledger, *rows)
    assert {"word": "-", "archived_on": ""}.items() <= asked(preview).items()
    assert not any(p.code == "unknown_code" for entry in preview.rows for p in entry.problems)
    assert [entry.values.get("feedback") for entry in preview.rows] == [
        "satisfied",
        "basically_satisfied",
        None,
        None,
    ]
    assert [entry.values.get("archived_on") for entry in preview.rows[1:3]] == [date(2022, 4, 5), None]


def test_words_in_brackets_behind_figures_are_asked_once_a_column(ledger: Ledger) -> None:
    rows = [["接待日期", "接待代表", "来访人次"],
            ["2022-03-05", "甲某", "5（含电话1）"], ["2022-03-06", "甲某", "6(含电话2)"], ["2022-03-07", "甲某", 3]]  # fmt: skip
    preview = preview_of(ledger, "receptions", workbook(*rows))
    assert [entry.values["visitor_count"] for entry in preview.rows] == [5, 6, 3]
    assert asked(preview)["bracketed"] == ""
    assert not any(problem.field == "visitor_count" for entry in preview.rows for problem in entry.problems)
    answer = Answer("名册", "C", "bracketed", "note")
    kept = preview_of(ledger, "receptions", workbook(*rows), ImportOptions(answers=(answer,)))
    assert kept.rows[0].values["note"] == "来访人次:5（含电话1）"
    alone = preview_of(ledger, "receptions", workbook(*rows[:2]))  # a single one is told in its row
    assert "bracketed" in {problem.code for problem in alone.rows[0].problems}


def test_remarks_are_offered_only_where_a_register_reads_them(ledger: Ledger) -> None:
    rows = [["会议", "表决日期", "表决事项", "表决方式", "赞成", "反对", "弃权"],
            *(["第一次会议", "2022-03-01", f"预算{n}", "举手", "50（含书面2）", "0", "0"] for n in range(2))]  # fmt: skip
    preview = preview_of(ledger, "votes", workbook(*rows))
    (question,) = (one for one in preview.questions if one.code == "bracketed")
    assert [option.value for option in question.options] == [""]


def test_a_word_is_kept_as_written_only_where_a_register_reads_remarks(ledger: Ledger) -> None:
    rows = [["会议", "表决日期", "表决事项", "表决方式", "赞成", "反对", "弃权"],
            *(["第一次会议", "2022-03-01", f"预算{n}", "按键扫码", 50, 0, 0] for n in range(2))]  # fmt: skip
    preview = preview_of(ledger, "votes", workbook(*rows))
    (question,) = (one for one in preview.questions if one.code == "word")
    assert [option.label for option in question.options if option.value == ""] == ["先不定，逐行核对"]
    answer = Answer("名册", question.column, "word", "", "按键扫码")
    preview = preview_of(ledger, "votes", workbook(*rows), ImportOptions(answers=(answer,)))
    assert not [one for one in preview.questions if one.code == "word"]
    assert all("way" in {problem.field for problem in entry.problems} for entry in preview.rows)


def test_a_day_without_a_column_is_proposed_and_the_answer_counts(ledger: Ledger) -> None:
    rows = [
        ["群众意见登记表"],
        ["(2022年2月20日)"],
        ["反映人", "意见内容"],
        ["甲某", "路灯不亮"],
        ["乙某", "水压不足"],
    ]
    preview = suggestions(ledger, *rows)
    assert asked(preview)["date"] == "2022-02-20"
    assert {entry.values["raised_on"] for entry in preview.rows} == {date(2022, 2, 20)}
    answered = suggestions(ledger, *rows, answers=(Answer("名册", None, "date", "2022-03-01"),))
    assert {entry.values["raised_on"] for entry in answered.rows} == {date(2022, 3, 1)}


def test_a_day_that_nothing_proposes_waits_for_the_clerk(ledger: Ledger) -> None:
    preview = suggestions(
        ledger, ["群众意见登记表"], ["反映人", "意见内容"], ["甲某", "路灯不亮"], ["乙某", "水压不足"]
    )
    assert [entry.verdict for entry in preview.rows] == ["flagged", "flagged"]


def test_one_blank_day_is_that_of_the_row_beside_and_named_in_its_row(ledger: Ledger) -> None:
    preview = suggestions(
        ledger, ["群众意见登记表"], HEAD, [None, "甲某", "路灯不亮"], ["2022-03-06", "乙某", "水压不足"]
    )
    first, second = preview.rows
    assert (first.verdict, first.values["raised_on"]) == ("flagged", date(2022, 3, 6))
    assert [problem.code for problem in first.problems] == ["taken_from_below"]
    assert second.verdict == "new"


def test_an_answer_is_remembered_for_sheets_of_the_same_headings(ledger: Ledger) -> None:
    head = ["登记日期", "来源", "反映人", "意见内容"]
    first = [["2022-03-05", "代表接访", "甲某", "路灯不亮"], ["2022-03-06", "代表接访", "乙某", "水压不足"]]
    preview = suggestions(ledger, ["群众意见登记表"], head, *first)
    assert "word" in asked(preview)
    answer = Answer("名册", "B", "word", "inspection", "代表接访")
    answered = suggestions(ledger, ["群众意见登记表"], head, *first, answers=(answer,))
    assert {entry.values["source"] for entry in answered.rows} == {"inspection"}
    commit_preview(ledger, answered)
    again = suggestions(ledger, ["群众意见登记表"], head, ["2022-03-07", "代表接访", "丙某", "桥栏断了"])
    assert "word" not in asked(again)
    assert again.rows[0].values["source"] == "inspection"


def test_a_name_that_the_ledger_lacks_is_asked_once_where_it_recurs(ledger: Ledger) -> None:
    with ledger.act("站点") as act:
        act.add("liaison_sites", {"name": "柳坪村联络站", "kind": "station"})
    head = ["登记日期", "站点", "反映人", "意见内容"]
    rows = [[f"2022-03-0{n}", "梧桐村联络站", f"甲{n}某", f"修{n}号路"] for n in (5, 6, 7)]
    rows.append(["2022-03-08", "白坪村联络站", "乙某", "水压不足"])
    preview = suggestions(ledger, ["群众意见登记表"], head, *rows)
    assert [entry.verdict for entry in preview.rows] == ["flagged"] * 4
    assert {problem.code for entry in preview.rows for problem in entry.problems} == {"unknown_reference"}
    (question,) = [one for one in preview.questions if one.code == "name"]
    assert (question.word, question.assumed) == ("梧桐村联络站", "梧桐村联络站")
    assert [option.value for option in question.options] == ["梧桐村联络站", "柳坪村联络站"]
    for value in ("梧桐村联络站", "柳坪村联络站"):
        answer = Answer("名册", "B", "name", value, "梧桐村联络站")
        answered = suggestions(ledger, ["群众意见登记表"], head, *rows, answers=(answer,))
        assert "name" not in asked(answered)
        assert [entry.verdict for entry in answered.rows][:3] == ["new", "new", "new"]
        assert {entry.values["site"].name for entry in answered.rows[:3]} == {value}


def test_a_short_name_is_asked_about_and_a_name_of_another_place_is_unknown(ledger: Ledger) -> None:
    with ledger.act("站点") as act:
        act.add("liaison_sites", {"name": "柳坪村联络站", "kind": "station"})
    head = ["登记日期", "站点", "反映人", "意见内容", "承办单位"]
    preview = suggestions(
        ledger, ["群众意见登记表"], head,
        ["2022-03-05", "梧桐村联络站", "甲某", "路灯不亮", "规建办"],
        ["2022-03-06", "柳坪站", "乙某", "水压不足", "东岭县人民卫生院"],
    )  # fmt: skip
    first, second = preview.rows
    assert [problem.code for problem in first.problems] == ["unknown_reference"]
    assert first.values["lead_handler"].name == "规划建设办公室"
    assert asked(preview)["name"] == "规划建设办公室"
    assert second.values["site"].id is not None
    assert second.values["lead_handler"] == (None, "东岭县人民卫生院")
    answer = Answer("名册", "E", "name", "规建办", "规建办")  # another one, called so
    itself = suggestions(ledger, ["群众意见登记表"], head,
                         ["2022-03-05", "柳坪站", "甲某", "路灯不亮", "规建办"], answers=(answer,))  # fmt: skip
    assert itself.rows[0].values["lead_handler"] == (None, "规建办")
    assert "name" not in asked(itself)


@pytest.mark.parametrize("cell", [date(2022, 1, 2), True])
def test_a_cell_of_another_nature_makes_no_district(ledger: Ledger, cell: Any) -> None:
    rows = [
        ["姓名", "性别", "选区"],
        ["甲一", "男", cell],
        ["乙二", "女", "第一选区"],
        ["丙三", "男", "第一选区"],
    ]
    preview = preview_of(ledger, "deputies", workbook(*rows))
    assert [problem.code for problem in preview.rows[0].problems] == ["cell_nature"]
    assert [creation.name for creation in preview.creations] == ["第一选区"]


def test_a_roster_of_another_county_waits(ledger: Ledger) -> None:
    rows = [["西川县第十二届人民代表大会代表名册"], ["姓名", "性别", "出生年月"], ["甲一", "男", "1971.04"]]
    preview = preview_of(ledger, "deputies", workbook(*rows))
    assert (preview.rows[0].values["level"], preview.rows[0].verdict) == ("county", "flagged")
    assert "other_area" in asked(preview)


def test_a_deed_that_follows_from_a_reception_is_there_already(ledger: Ledger) -> None:
    with ledger.act("接待") as act:
        values, _ = ledger.read_values("deputies", {"name": "左大山", "level": "镇", "term": "镇 第九届"})
        act.add("deputies", values)
        act.add("liaison_sites", {"name": "梧桐村联络站", "kind": "station"})
    with ledger.act("接待") as act:
        reception = {
            "held_on": "2022-01-08", "site": "梧桐村联络站", "kind": "接访", "deputies": "左大山",
            "visitor_count": 1,
        }  # fmt: skip
        act.add("receptions", ledger.read_values("receptions", reception)[0])
    rows = [["日期", "代表姓名", "履职类别", "履职内容"], ["2022-01-08", "左大山", "接待选民", "在站里接待村民"],
            ["2022-03-12", "左大山", "视察", "春季视察"]]  # fmt: skip
    preview = preview_of(ledger, "performance_records", workbook(*rows))
    assert [entry.verdict for entry in preview.rows] == ["same", "new"]


def test_a_record_is_never_changed_after_it_was_made(ledger: Ledger) -> None:
    preview = suggestions(ledger, ["群众意见登记表"], HEAD, ["2022-03-06", "乙某", "水压不足"])
    with pytest.raises(AttributeError):
        preview.rows[0].verdict = "same"  # type: ignore[misc]


def test_a_second_reply_in_a_row_of_its_own_belongs_to_the_matter_above(ledger: Ledger) -> None:
    head = ["提出日期", "提出代表", "建议内容", "承办单位", "答复时间", "满意度", "备注"]
    first = ["2022-03-05", "甲某", "路灯不亮", "水利站", "2022-04-07", "不满意"]
    further = ["2022-03-06", "乙某", "水压不足", "水利站", "2022-04-09", "满意"]
    again = [None, None, None, None, "2022-04-27", "满意", "第二次答复"]
    (matter, _) = suggestions(ledger, ["代表建议登记表"], head, first, again, further).rows
    assert [str(matter.values[key]) for key in ("replied_on", "rework_replied_on")] == [
        "2022-04-07",
        "2022-04-27",
    ]
    assert (matter.values["feedback"], matter.values["rework_feedback"]) == ("dissatisfied", "satisfied")
    assert matter.values["note"] == "第二次答复"


def test_a_sheet_that_says_no_site_is_asked_which_and_the_answer_is_its_own(ledger: Ledger) -> None:
    """Every row was refused for the place that the form wants, and nothing asked for it."""
    for name in ("柳坪村联络站", "石鼓村联络站"):
        enter(ledger, "liaison_sites", name=name, kind="代表联络站")
    rows = ["选民接待登记表"], ["日期", "接待代表", "来访群众"], ["2022-03-05", "甲某", "张三"]

    def sites(name: str, *answers: Answer) -> tuple[list[Any], dict[str, str]]:
        options = ImportOptions(answers=answers)
        preview = preview_of(ledger, "receptions", workbook(*rows, name=name), options)
        return [row["values"].get("site") for row in preview.report()["rows"]], asked(preview)

    assert sites("石鼓村")[0] == ["石鼓村联络站"]  # what the sheet is called after
    assert sites("石鼓村")[1]["link"] == "石鼓村"
    kept, open_ = sites("三月")
    assert (kept, open_["link"]) == ([None], "")  # nothing is chosen for her
    answer = Answer("三月", None, "link", "柳坪村联络站")
    assert sites("三月", answer)[0] == ["柳坪村联络站"]
    preview = preview_of(ledger, "receptions", workbook(*rows, name="三月"), ImportOptions(answers=(answer,)))
    commit_preview(ledger, preview)
    assert sites("三月")[1]["link"] == ""  # next month's file is another site's, perhaps


def test_a_suggestion_of_a_known_session_has_its_day(ledger: Ledger) -> None:
    """It was the first of January: a proposal was made before the session was looked for."""
    enter(ledger, "sessions", term="9", ordinal="2", opened_on="2022-07-20", closed_on="2022-07-20")
    rows = [["会次", "建议内容"], ["第二次会议", "修路"], [None, "修桥"]]
    preview = suggestions(ledger, ["建议清单"], *rows)
    assert [entry.values["raised_on"] for entry in preview.rows] == [date(2022, 7, 20), date(2022, 1, 1)]
    assert [entry.verdict for entry in preview.rows] == ["new", "flagged"]  # the second one waits


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2022年4月", date(2022, 4, 1), date(2022, 4, 30)),
        ("4月份", date(2022, 4, 1), date(2022, 4, 30)),
        ("2022.4", date(2022, 4, 1), date(2022, 4, 30)),
        ("二季度", date(2022, 4, 1), date(2022, 6, 30)),
    ],
)
def test_a_month_among_days_is_its_own_and_not_the_day_of_the_row_above(
    ledger: Ledger, cell: str, first: date, last: date
) -> None:
    rows = (
        ["2022年履职"],
        ["代表", "时间", "形式", "内容"],
        ["甲某", "2022-03-05", "视察", "看桥"],
        ["甲某", cell, "视察", "看水"],
    )
    days = []
    for answers in ((), (Answer("名册", "B", "period", "last"),)):
        preview = preview_of(ledger, "performance_records", workbook(*rows), ImportOptions(answers=answers))
        days.append(preview.rows[1].values["occurred_on"])
        assert not [p for p in preview.rows[1].problems if p.field == "occurred_on"]
        assert ("period" in asked(preview)) is not bool(answers)
    assert days == [first, last]


@pytest.mark.parametrize(
    ("title", "assigned", "raised"),
    [
        ("（会议期间提出，2022年3月16日交办）", date(2022, 3, 16), date(2022, 3, 16)),
        ("交办日期：2022年3月16日", date(2022, 3, 16), date(2022, 3, 16)),
        ("（2022年1月20日提出，2022.3.16统一交办）", date(2022, 3, 16), date(2022, 1, 20)),
        ("（2022年3月16日以前答复）", None, date(2022, 5, 12)),  # neither raised nor assigned on it
    ],
)
def test_a_day_with_its_act_in_a_title_is_the_day_of_that_act(
    ledger: Ledger, title: str, assigned: date | None, raised: date
) -> None:
    """It was taken for the day on which all of them were raised, and 交办 was lost without a word."""
    rows = [title], ["编号", "意见内容", "答复时间"], [1, "修路", "2022.5.12"], [2, "修桥", "2022.5.12"]
    preview = suggestions(ledger, ["分办表"], *rows)
    assert [entry.values.get("assigned_on") for entry in preview.rows] == [assigned] * 2
    assert [entry.values["raised_on"] for entry in preview.rows] == [raised] * 2
    asked_days = [question for question in preview.questions if question.field == "assigned_on"]
    assert len(asked_days) == (assigned is not None)
    for question in asked_days:
        answer = Answer("名册", None, question.code, "", question.word)
        refused = suggestions(ledger, ["分办表"], *rows, answers=(answer,))
        assert [entry.values.get("assigned_on") for entry in refused.rows] == [None] * 2


def test_what_a_rule_says_of_every_row_for_want_of_a_column_is_asked_once(ledger: Ledger) -> None:
    head = ["日期", "反映人", "意见内容", "办结时间"]
    rows = [[f"2022-03-0{n}", "甲某", f"修{n}号路", f"2022-05-0{n}"] for n in range(1, 5)]
    preview = suggestions(ledger, head, *rows)
    assert {entry.verdict for entry in preview.rows} == {"new"}
    (question,) = (one for one in preview.questions if one.code == "rule")
    assert question.field == "replied_on"
    answer = Answer("名册", None, "rule", "no", question.word)
    row_by_row = suggestions(ledger, head, *rows, answers=(answer,))
    assert {entry.verdict for entry in row_by_row.rows} == {"flagged"}
    few = suggestions(ledger, head, *rows[:2])  # each is told in its row
    assert [entry.verdict for entry in few.rows] == ["flagged"] * 2
    held = suggestions(ledger, [*head, "答复日期"], *rows)  # blank cells in a column are gaps of their rows
    assert {entry.verdict for entry in held.rows} == {"flagged"}


def test_a_column_that_counts_a_code_is_no_tick(ledger: Ledger) -> None:
    """当场答复(件) was joined with what was done of it, to 转镇政府 1."""
    head = ["日期", "接待代表", "来访群众", "当场答复（件）", "处理意见"]
    rows = [[f"2022-03-0{n}", "甲某", "张三", n % 2, "转镇政府"] for n in range(1, 5)]
    preview = preview_of(ledger, "receptions", workbook(head, *rows))
    assert [entry.values.get("handling") for entry in preview.rows] == ["to_government"] * 4
    assert [entry.values.get("visitor_count") for entry in preview.rows] == [1] * 4
    assert "D" in preview.report()["sheets"][0]["unused_columns"]
    assert not [p for entry in preview.rows for p in entry.problems if p.field == "handling"]


def test_a_grade_behind_the_counts_of_a_year_is_of_no_single_record(ledger: Ledger) -> None:
    rows = [["2022年积分公示"], ["序号", "姓名", "参加会议", None, "视察检查", None, "总分", "等次"],
            [None, None, "次数", "得分", "次数", "得分"],
            [1, "甲某", 3, 15, 2, 6, 21, "优秀"], [2, "乙某", 2, 10, 1, 3, 13, "称职"]]  # fmt: skip
    preview = preview_of(ledger, "performance_records", workbook(*rows, merges=[(1, 2, 1, 3), (1, 4, 1, 5)]))
    assert [entry.values["count"] for entry in preview.rows] == [3, 2, 2, 1]
    assert [entry.values.get("outcome") for entry in preview.rows] == [None] * 4
    assert "H" in preview.report()["sheets"][0]["unused_columns"]


@pytest.mark.parametrize("heading", ["时段", "时间", None])
def test_a_part_of_the_day_is_no_time_and_no_code(ledger: Ledger, heading: str | None) -> None:
    """Each row was flagged for the time that 上午 is not; without a heading 上午 was read as 网络 (网上)."""
    head = ["日期", heading, "接待代表", "来访群众"]
    rows = [
        ["2022-03-05", "上午", "甲某", "张三"],
        ["2022-04-05", "下午", "甲某", "李四"],
        ["2022-05-05", "全天", "甲某", "王五"],
    ]
    preview = preview_of(ledger, "receptions", workbook(["村级站点接待登记"], head, *rows))
    assert not [p for entry in preview.rows for p in entry.problems if p.field in ("time_from", "kind")]
    assert {entry.values["kind"] for entry in preview.rows} == {"walk_in"}
    if heading:
        assert [entry.values["note"] for entry in preview.rows] == ["上午", "下午", "全天"]
    else:
        assert "B" in preview.report()["sheets"][0]["unused_columns"]


HANDLED = ["日期", "反映人", "意见内容", "答复时间", "满意度"]
FIRST = ["2022-03-05", "甲某", "路灯不亮", "2022-04-07", "不满意"]
OTHER = ["2022-03-06", "乙某", "桥坏了", "2022-04-07", "满意"]


@pytest.mark.parametrize(
    ("rows", "again"),
    [
        ([HANDLED, FIRST, [None] * 4 + ["满意"], OTHER], (None, "satisfied")),  # too little for a row of its own
        ([HANDLED, OTHER, FIRST, [None] * 3 + ["2022-05-01"]], (date(2022, 5, 1), None)),
        ([[*HANDLED, "第二次答复时间", "满意度"], [*FIRST, "2022-05-01", "满意"], OTHER], (date(2022, 5, 1), "satisfied")),
        ([[*HANDLED, *HANDLED[3:]], [*FIRST, "2022-05-01", "满意"], OTHER], (date(2022, 5, 1), "satisfied")),
        ([HANDLED, FIRST, [None] * 4 + ["98%"], OTHER], (None, None)),  # a share of all
    ],
)  # fmt: skip
def test_what_came_of_a_second_reply_is_of_the_second_round(
    ledger: Ledger, rows: list[Any], again: tuple[Any, Any]
) -> None:
    """A lone 满意 below was not understood; 满意度 printed again was read as how they behaved."""
    preview = suggestions(ledger, *rows)
    assert len(preview.rows) == 2
    (entry,) = (one for one in preview.rows if one.values["content"] == "路灯不亮")
    assert (entry.values["replied_on"], entry.values["feedback"]) == (date(2022, 4, 7), "dissatisfied")
    assert (entry.values.get("rework_replied_on"), entry.values.get("rework_feedback")) == again
    assert entry.values.get("feedback_attitude") is None


@pytest.mark.parametrize("rows_a_site", [2, 3])
def test_days_across_with_rows_of_each_site(ledger: Ledger, rows_a_site: int) -> None:
    """The second site went under without a word, and its figures went to the first one's days."""
    for name in ("柳坪村联络站", "石鼓村联络站"):
        enter(ledger, "liaison_sites", name=name, kind="代表联络站")
    rows = [["各联络站接待情况(2022年3月)"], ["联络站", "项目", "3月5日", "3月12日"],
            ["柳坪村联络站", "接待代表", "甲某", "乙某"], [None, "接待人数", 3, 4], [None, "意见件数", 1, 0],
            ["石鼓村联络站", "接待代表", "丙某", "丁某"], [None, "接待人数", 1, 2], [None, "意见件数", 1, 0]]  # fmt: skip
    kept = [row for row in rows if rows_a_site == 3 or "意见件数" not in row]
    preview = preview_of(ledger, "receptions", workbook(*kept))
    read = [(row["values"]["held_on"], row["values"]["site"], row["values"]["visitor_count"], row["row"], row["col"])
            for row in preview.report()["rows"]]  # fmt: skip
    below = 3 + rows_a_site
    assert sorted(read) == [
        ("2022-03-05", "柳坪村联络站", 3, 3, "C"), ("2022-03-05", "石鼓村联络站", 1, below, "C"),
        ("2022-03-12", "柳坪村联络站", 4, 3, "D"), ("2022-03-12", "石鼓村联络站", 2, below, "D"),
    ]  # fmt: skip
