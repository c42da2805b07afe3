"""出缺台账 of one term written out line by line on the days around its changes.

Three districts with 2, 2 and 1 seats; nobody was elected in the third.  In the first 甲二 died in March 2019 and 甲一
resigned on the 28th; 补一 was elected on 12 June.  In the second 乙一 moved away on the day a session opened, 乙二 has
tendered a resignation for the end of 2022, 乙三 was elected beyond the seats and went again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Ref
from app.domain.tabulation import Tabulation
from app.figures.vacancies import seats_on
from app.figures.vacancy_ledger import levels_with_terms, vacancy_ledger
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

OFFICE = {"town": "迳口镇", "county": "四会市", "clerk": "蓝晓晴", "chair": "陈志强"}
ELECTED = "2016-11-10"
SEATS = [("deputies", {"name": name, "level": "镇", "elected_on": day, "electoral_district": district}) for name, day, district in (
    ("甲一", ELECTED, "第1选区"), ("甲二", ELECTED, "第1选区"), ("乙一", ELECTED, "第2选区"), ("乙二", ELECTED, "第2选区"),
    ("补一", "2019-06-12", "第1选区"), ("乙三", "2018-01-01", "第2选区"),
)]  # fmt: skip
ROWS: list[tuple[str, dict[str, Any]]] = [
    *(("electoral_districts", {"no": no, "name": f"第{no}选区", "level": "镇", "seats": seats}) for no, seats in ((1, 2), (2, 2), (3, 1))),
    *(("sessions", {"term": "镇 第十六届", "ordinal": no, "opened_on": day}) for no, day in ((2, "2019-02-01"), (4, "2020-03-01"), (3, "2019-12-01"))),
    *SEATS,
    ("mandate_changes", {"mandate": "甲一", "kind": "辞职", "occurred_on": "2019-03-28", "document_no": "迳人大〔2019〕2号", "announced_on": "2019-03-29"}),
    ("mandate_changes", {"mandate": "甲二", "kind": "去世", "occurred_on": "2019-03", "end_reason": "去世"}),
    ("mandate_changes", {"mandate": "乙一", "kind": "调离", "occurred_on": "2019-12-01"}),
    ("mandate_changes", {"mandate": "乙二", "kind": "辞职", "occurred_on": "2022-12-01"}),
    ("mandate_changes", {"mandate": "乙三", "kind": "终止资格", "occurred_on": "2018-06-01", "end_reason": "丧失行为能力"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("vacancies") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        term = {"term": 16, "term_started": date(2016, 11, 10), "quota": 5}
        with new_ledger(folder, OFFICE, today=date(2022, 7, 20), **term) as made:
            with made.act("录") as act:
                for key, typed in ROWS:
                    values, problems = made.read_values(key, typed)
                    assert not [problem for problem in problems if problem.severity == "error"], problems
                    act.add(key, values)
            yield made


def table(ledger: Ledger, day: str) -> Tabulation:
    made = vacancy_ledger(ledger, date.fromisoformat(day))
    assert made is not None
    return made


ELECT, CREDENTIALS = "由原选区补选（选举法）", "补选后审查代表资格并公布（组织法）"
ANNOUNCE = "代表资格终止报大会公告（代表法）"
TERM, AFTER = "本届届满（2021-11-10）前", "补选后的下一次会议前"
NOBODY = ("第3选区", "（未选出）", "2016-11-10", "名额未选足", "出缺", f"1. {ELECT}\n2. {CREDENTIALS}", f"1. {TERM}\n2. {AFTER}",
          "", "", "", "")  # fmt: skip
DIED = ("第1选区", "甲二", "2019-03", "去世", "出缺", f"1. {ANNOUNCE}\n2. {ELECT}\n3. {CREDENTIALS}",
        f"1. 2019-12-01 会议\n2. {TERM}\n3. {AFTER}", "", "", "", "")  # fmt: skip
FILLED = ("第1选区", "甲二", "2019-03", "去世", "已补选", "", "", "补一", "2019-06-12", "", "")
# On the day itself the announcement of the next day has not been made.
RESIGNED = ("第1选区", "甲一", "2019-03-28", "辞职", "出缺", f"1. {ANNOUNCE}\n2. {ELECT}\n3. {CREDENTIALS}",
            f"1. 2019-12-01 会议\n2. {TERM}\n3. {AFTER}", "", "", "迳人大〔2019〕2号", "")  # fmt: skip
ANNOUNCED = ("第1选区", "甲一", "2019-03-28", "辞职", "出缺", f"1. {ELECT}\n2. {CREDENTIALS}", f"1. {TERM}\n2. {AFTER}", "", "",
             "迳人大〔2019〕2号", "2019-03-29")  # fmt: skip
MOVED = ("第2选区", "乙一", "2019-12-01", "调离", "出缺", f"1. {ANNOUNCE}\n2. {ELECT}\n3. {CREDENTIALS}",
         f"1. 2019-12-01 会议\n2. {TERM}\n3. {AFTER}", "", "", "", "")  # fmt: skip
OVER = (*MOVED[:6], f"1. 2019-12-01 会议（已过）\n2. {TERM}\n3. {AFTER}", *MOVED[7:])
LINES = {
    "2019-02-28": ("实有4名，出缺1名", [NOBODY]),
    "2019-03-01": ("实有3名，出缺2名", [NOBODY, DIED]),
    "2019-03-28": ("实有2名，出缺3名", [NOBODY, DIED, RESIGNED]),
    "2019-03-29": ("实有2名，出缺3名", [NOBODY, DIED, ANNOUNCED]),
    "2019-06-12": ("实有3名，出缺2名", [NOBODY, FILLED, ANNOUNCED]),
    "2019-11-30": ("实有3名，出缺2名", [NOBODY, FILLED, ANNOUNCED]),
    "2019-12-01": ("实有2名，出缺3名", [NOBODY, FILLED, ANNOUNCED, MOVED]),
    "2019-12-02": ("实有2名，出缺3名", [NOBODY, FILLED, ANNOUNCED, OVER]),
}


@pytest.mark.parametrize("day", LINES)
def test_the_lines_of_a_day_are_those_written_by_hand(ledger: Ledger, day: str) -> None:
    made = table(ledger, day)
    balance, lines = LINES[day]
    assert made.unit_line[2].endswith(f" 名额5名，{balance}")
    assert [tuple(cell.text for cell in line) for line in made.lines] == lines
    assert made.notes == ()


def test_today_what_is_to_come_stands_last_and_the_law_of_the_day_is_cited(ledger: Ledger) -> None:
    """The term should have ended on 10 November 2021; 选举法 of 2020 and 组织法 of 2022 are in force."""
    made = vacancy_ledger(ledger)
    assert made is not None
    texts = [[cell.text for cell in line] for line in made.lines]
    assert [line[1] for line in texts] == ["（未选出）", "甲二", "甲一", "乙一", "乙二"]
    assert texts[0][5:7] == [
        "1. 由原选区补选（选举法第五十七条）\n2. 补选后审查代表资格并公布（组织法第三十七条）",
        "1. 换届前（本届应于 2021-11-10 届满）\n2. 补选后的下一次会议前",
    ]
    assert texts[-1] == [
        *("第2选区", "乙二", "2022-12-01", "辞职", "将出缺", "大会接受辞职后公告（选举法第五十五条）", "2022-12-01"),
        *("", "", "", ""),
    ]  # fmt: skip
    assert made.title == "四会市迳口镇第十六届人民代表大会代表出缺台账"
    assert made.unit_line == ("单位：迳口镇人大主席团", "", "截至2022年7月20日 名额5名，实有2名，出缺3名")
    assert made.signatures == ("填表人：蓝晓晴", "审核人：陈志强", "日期：      年   月   日")
    assert [heading.text for heading in made.headings][4:9] == [
        "状态",
        "应办事项",
        "办理时限",
        "补选代表",
        "补选日期",
    ]


def test_a_line_opens_its_district_deputies_and_event(ledger: Ledger) -> None:
    names = {row["id"]: row["name"] for row in ledger.rows("deputies", ledger.ids("deputies"))}
    filled = table(ledger, "2019-06-12").lines[1]
    opened = [(cell.register, cell.rows) for cell in filled if cell.register]
    assert [register for register, _ in opened] == [
        "electoral_districts",
        "deputies",
        "mandate_changes",
        "deputies",
    ]
    assert [names[rows[0]] for register, rows in opened if register == "deputies"] == ["甲二", "补一"]
    (event,) = ledger.rows("mandate_changes", list(opened[2][1]))
    assert event["mandate"].name == "甲二"


def test_who_was_elected_beyond_the_seats_is_told_while_in_office(ledger: Ledger) -> None:
    beyond = (
        "第2选区在任的代表比应选名额多 1 名，请核对。",
        "各选区出缺 1 名，比名额减实有多 1 名，请核对。",
    )
    days = ("2017-12-31", "2018-01-01", "2018-05-31", "2018-06-01")
    assert [table(ledger, day).notes for day in days] == [(), beyond, beyond, ()]


def test_a_term_that_should_be_over_must_fill_its_seats_before_the_next(ledger: Ledger) -> None:
    limits = [table(ledger, day).lines[0][6].text.split("\n")[0] for day in ("2021-11-09", "2021-11-10")]
    assert limits == ["1. 本届届满（2021-11-10）前", "1. 换届前（本届应于 2021-11-10 届满）"]


def test_an_end_by_law_names_its_reason_and_without_a_session_waits_for_the_next(ledger: Ledger) -> None:
    with ledger.act("再选再缺") as act:
        for name, district, day in (("丙一", None, "2022-12-02"), ("丙二", "第3选区", "2020-04-01")):
            place = {"electoral_district": district} if district else {}
            values, _ = ledger.read_values(
                "deputies", {"name": name, "level": "镇", "elected_on": "2020-01-02", **place}
            )
            mandate = Ref(act.add("deputies", values), name)
            ended = {"kind": "终止资格", "occurred_on": day, "end_reason": "丧失行为能力"}
            act.add("mandate_changes", ledger.read_values("mandate_changes", ended)[0] | {"mandate": mandate})
    lines = {line[1].text: [cell.text for cell in line] for line in table(ledger, "2022-07-20").lines}
    ledger.undo()
    reason = "终止（丧失行为能力）"
    assert lines["丙一"][:7] == ["", "丙一", "2022-12-02", reason, "将出缺", "到期后按出缺办理", "2022-12-02"]
    assert (lines["丙二"][3], lines["丙二"][6].split("\n")[0]) == (reason, "1. 下一次会议")


def test_terms_are_offered_by_level_and_the_newest_first(ledger: Ledger) -> None:
    with ledger.act("届次") as act:
        for level, ordinal in (("county", 15), ("township", 17), ("county", 16), ("provincial", 13)):
            act.add("terms", {"level": level, "ordinal": ordinal})
    offered = levels_with_terms(ledger)
    ledger.undo()
    assert offered == [
        ("township", "镇", 17),
        ("township", "镇", 16),
        ("county", "县", 16),
        ("county", "县", 15),
    ]


@pytest.mark.parametrize(
    ("quota", "notes"),
    [
        (None, ["届次里没有填代表名额，按各选区应选名额合计 5 名计算，请补填。"]),
        (2, ["各选区应选名额合计 5 名，比代表名额 2 名多 3 名，请核对选区。", "各选区出缺 3 名，比名额减实有多 3 名，请核对。"]),
        (1, ["各选区应选名额合计 5 名，比代表名额 1 名多 4 名，请核对选区。", "实有 2 名比名额多 1 名，请核对名额和代表变动。"]),
        (6, ["各选区应选名额合计 5 名，比代表名额 6 名少 1 名，请核对选区。", "另有 1 名出缺没有对应的选区，请核对选区的应选名额和代表的选区。"]),
    ],
)  # fmt: skip
def test_a_quota_that_does_not_fit_is_told(ledger: Ledger, quota: int | None, notes: list[str]) -> None:
    with ledger.act("改名额") as act:
        act.change("terms", 1, {"quota": quota})
    made, seats = table(ledger, "2022-07-20"), seats_on(ledger, date(2022, 7, 20))
    ledger.undo()
    assert list(made.notes) == notes
    assert seats is not None
    whole = 5 if quota is None else quota
    assert f"名额{whole}名，实有2名，出缺{max(whole - 2, 0)}名" in made.unit_line[2]
    assert seats.vacant == whole - 2
    assert vacancy_ledger(ledger, level="county") is None
