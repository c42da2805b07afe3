"""Presidium meetings, ballots on satisfaction and on projects, inspections, reports: every verdict by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.days import PartialDate
from app.domain.fields import Context, NoLookup, Ref, Row
from app.domain.hooks import Quarterly
from app.domain.law.presidium import PresidiumRule
from app.domain.law.project_ballots import ADOPTED, NOT_ADOPTED, TIED, outcome
from app.domain.registers import BY_KEY
from app.domain.registers.inspections import inspections_in_words, kind_of_title
from app.domain.registers.livelihood_projects import projects_in_words
from app.domain.registers.project_course import project_stages, state_of
from app.domain.registers.projects_intake import year_and_state
from app.domain.registers.reports_to_voters import grade_borne_out, reports_in_words
from app.domain.satisfaction_ballots import MARKS, content_share, returned_of, share_of, valid_of

TODAY = date(2022, 12, 31)
DAY, LATER = date(2022, 6, 1), date(2022, 7, 1)


class Tables(NoLookup):
    """Rows by register and id, found by the stored values of their links."""

    def __init__(self, **tables: dict[int, Row]) -> None:
        self._tables = tables

    def row(self, register: str, row_id: int) -> Row | None:
        assert isinstance(row_id, int)  # a name without a row is looked up by nobody
        return self._tables.get(register, {}).get(row_id)

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        rows = self._tables.get(register, {}).values()
        return [row for row in rows if all(_stored(row.get(key)) == value for key, value in equals.items())]


def _stored(value: Any) -> Any:
    return value.id if isinstance(value, Ref) else value.isoformat() if isinstance(value, date) else value


def problems(key: str, row: dict[str, Any], **tables: dict[int, Row]) -> dict[str, str]:
    """The codes of what is wrong with a row, with their severity."""
    context = Context(today=TODAY, lookup=Tables(**tables), typed=True)
    return {problem.code: problem.severity for problem in BY_KEY[key].judge(row, context)}


# -- inspections: the answer that is waited for -----------------------------------------------------


@pytest.mark.parametrize(
    ("row", "stages"),
    [
        ({}, [("planned", None), ("to_report", None)]),
        ({"report_sent_on": LATER}, [("planned", None), ("to_report", None), ("awaiting_feedback", None)]),
        (
            {"report_sent_on": LATER, "feedback_due_on": date(2022, 9, 1), "feedback_on": date(2022, 9, 2)},
            [("planned", None), ("to_report", None), ("awaiting_feedback", date(2022, 9, 1)), ("answered", None)],
        ),
        ({"feedback_on": LATER}, [("planned", None), ("to_report", None), ("answered", None)]),  # sent, no day noted
    ],
)  # fmt: skip
def test_the_answer_to_a_report_is_waited_for_until_its_day(
    row: dict[str, Any], stages: list[tuple[str, date | None]]
) -> None:
    course = BY_KEY["inspections"].course
    assert course is not None
    made = course.stages(
        {"kind": "special_report", "held_on": DAY} | row, Context(today=TODAY, lookup=Tables())
    )
    assert [(stage.state, stage.due_on) for stage in made] == stages
    assert [state in course.open for state, _ in stages] == [
        state == "awaiting_feedback" for state, _ in stages
    ]


# -- the presidium --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "members", "needed"),
    [(None, 1, 1), (None, 2, 2), (None, 7, 4), (None, 8, 5), (None, 9, 5), (None, 13, 7),
     ("two_thirds", 7, 5), ("two_thirds", 8, 6), ("two_thirds", 9, 6)],
)  # fmt: skip
def test_how_many_members_it_takes(share: str | None, members: int, needed: int) -> None:
    rule = PresidiumRule(share, share)
    assert rule.needed_present(members) == rule.needed_in_favor(members) == needed
    assert rule.is_quorate(needed, members) and not rule.is_quorate(needed - 1, members)
    assert rule.decides(needed, members, members) and not rule.decides(needed - 1, members, members)
    assert not rule.decides(members, needed - 1, members)  # too few came: nothing is decided


def test_nobody_is_no_presidium() -> None:
    assert not PresidiumRule().is_quorate(1, 0)
    assert not PresidiumRule("two_thirds").is_quorate(0, 0)


VOTED = {"title": "决定召开人代会", "in_favor": 5, "against": 1, "abstain": 0}


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"member_count": 9, "present_count": 5}, {}),
        ({"member_count": 9, "present_count": 4}, {"presidium_quorum": "warning"}),
        ({"member_count": 9, "present_count": 10}, {"present_count": "warning"}),
        ({"present_count": 1, "present": (Ref(None, "甲"), Ref(None, "乙"))}, {"present_count": "error"}),
        ({"member_count": 9, "present_count": 6, "topics": (VOTED,)}, {}),
        ({"member_count": 9, "present_count": 9}, {}),
        ({"member_count": 9, "present_count": 5, "topics": (VOTED,)}, {"presidium_votes": "error"}),
        (
            {"member_count": 9, "present_count": 5, "topics": ({"in_favor": 3, "abstain": 3},)},
            {"presidium_votes": "error"},
        ),
        ({"member_count": 9, "present_count": 5, "topics": ({"in_favor": 5},)}, {}),
        ({"present_count": 5}, {}),
        ({"present": (Ref(None, "外人"),)}, {}),
        ({"topics": (VOTED,)}, {}),  # nobody said how many came
    ],
)
def test_a_presidium_meeting_adds_up(row: dict[str, Any], codes: dict[str, str]) -> None:
    assert problems("presidium_meetings", {"held_on": DAY, **row}) == codes


@pytest.mark.parametrize(
    ("members", "present", "in_favor", "passed"),
    [(9, 9, 5, True), (9, 9, 4, False), (9, 5, 5, True), (9, 4, 4, False), (8, 8, 4, False), (8, 5, 5, True)],
)
def test_a_topic_passes_with_more_than_half_of_all_members(
    members: int, present: int, in_favor: int, passed: bool
) -> None:
    row: Row = {
        "member_count": members,
        "present_count": present,
        "topics": ({"title": "某项", "in_favor": in_favor},),
    }
    fill = BY_KEY["presidium_meetings"].compute
    assert fill is not None
    fill([row], Context(today=TODAY))
    assert row["verdicts"].startswith("1.通过" if passed else "1.未通过")
    assert f"须全体成员{members}人中的{members // 2 + 1}人赞成" in row["verdicts"]
    assert ("符合规定人数" in row["quorum"]) == (present > members / 2)


MEMBERS = [Ref(number, name) for number, name in enumerate("甲乙丙", 1)]


@pytest.mark.parametrize(
    ("present", "absent", "codes"),
    [
        ("甲乙丙", "", {}),
        ("甲乙", "丙", {}),
        ("甲乙", "", {"unaccounted": "warning"}),
        ("甲乙丁", "丙", {"not_a_member": "warning"}),
        ("", "丙", {}),  # only those who stayed away were written down
    ],
)
def test_every_member_is_present_or_absent_and_nobody_else(
    present: str, absent: str, codes: dict[str, str]
) -> None:
    people = {ref.name: ref for ref in (*MEMBERS, Ref(4, "丁"))}
    listed = {ref.id: {"id": ref.id, "session": Ref(1, "一次"), "deputy": ref} for ref in MEMBERS}
    deputies = {ref.id: {"id": ref.id, "person": ref} for ref in people.values()}
    row = {
        "session": Ref(1, "一次"), "held_on": DAY, "present": tuple(people[name] for name in present) or None,
        "absent": tuple({"name": name} for name in absent) or None,
    }  # fmt: skip
    assert problems("presidium_meetings", row, presidium_members=listed, deputies=deputies) == codes


OFFICES = {1: {"id": 1, "presidium_quorum": "two_thirds", "presidium_majority": None}}
HELD = {"id": 1, "session": Ref(1, "一次"), "held_on": DAY}
PRESENT = {"present": (MEMBERS[0], MEMBERS[1])}
TOPIC = {"in_favor": 2, "against": 1}


@pytest.mark.parametrize(
    ("row", "filled"),
    [
        # counts: as typed, else as the list of members and the names give
        ({**HELD}, (3, None, None, None, 0)),
        ({**HELD, "session": None}, (None, None, None, None, 0)),
        ({**HELD, "session": Ref(None, "某次")}, (None, None, None, None, 0)),
        ({**HELD, "held_on": None}, (None, None, None, None, 0)),
        ({**HELD, "member_count": 9}, (9, None, None, None, 0)),
        ({**HELD, **PRESENT}, (3, 2, "应到3人，实到2人，符合规定人数", None, 0)),
        ({**HELD, **PRESENT, "present_count": 1}, (3, 1, "应到3人，实到1人，不足规定的2人", None, 0)),
        ({**HELD, "present_count": 0}, (3, 0, "应到3人，实到0人，不足规定的2人", None, 0)),
        ({"id": 1, "present_count": 2}, (None, 2, None, None, 0)),
        # topics: those that were voted on
        ({**HELD, **PRESENT, "topics": ({"title": "一"}, TOPIC)},
         (3, 2, "应到3人，实到2人，符合规定人数", "2.通过（赞成2人、反对1人、弃权0人，须全体成员3人中的2人赞成）", 2)),
        ({**HELD, **PRESENT, "topics": ({"in_favor": 0, "abstain": 2}, {"in_favor": 1})},
         (3, 2, "应到3人，实到2人，符合规定人数",
          "1.未通过（赞成0人、反对0人、弃权2人，须全体成员3人中的2人赞成）\n2.未通过（赞成1人、反对0人、弃权0人，须全体成员3人中的2人赞成）", 2)),
        ({**HELD, "topics": (TOPIC,)}, (3, None, None, None, 1)),
        ({"id": 1, "present_count": 2, "topics": (TOPIC,)}, (None, 2, None, None, 1)),
    ],
)  # fmt: skip
def test_what_the_minutes_say_follows_from_members_names_and_votes(
    row: dict[str, Any], filled: tuple[Any, ...]
) -> None:
    listed = {ref.id: {"id": ref.id, "session": Ref(1, "一次"), "deputy": ref} for ref in MEMBERS}
    record: Row = dict(row)
    fill = BY_KEY["presidium_meetings"].compute
    assert fill is not None
    fill([record], Context(today=TODAY, lookup=Tables(presidium_members=listed)))
    keys = ("member_count", "present_count", "quorum", "verdicts", "topic_count")
    assert tuple(record[key] for key in keys) == filled


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({"member_count": 3}, (None, None)),  # what the list gives is not kept
        ({"member_count": 4}, (4, None)),
        ({"session": Ref(None, "某次"), "member_count": 0}, (0, None)),
        ({**PRESENT, "present_count": 2}, (None, None)),
        ({**PRESENT, "present_count": 3}, (None, 3)),
        ({"present_count": 0}, (None, 0)),
    ],
)
def test_a_count_that_the_names_give_is_not_kept(
    row: dict[str, Any], kept: tuple[int | None, int | None]
) -> None:
    listed = {ref.id: {"id": ref.id, "session": Ref(1, "一次"), "deputy": ref} for ref in MEMBERS}
    record: Row = {"member_count": None, "present_count": None, **HELD, **row}
    complete = BY_KEY["presidium_meetings"].complete
    assert complete is not None
    complete(record, Context(today=TODAY, lookup=Tables(presidium_members=listed)))
    assert (record["member_count"], record["present_count"]) == kept


@pytest.mark.parametrize(
    ("row", "period"),
    [({"held_on": DAY}, "during"), ({"held_on": LATER}, "between"), ({"held_on": None}, "between"),
     ({"held_on": DAY, "session": Ref(None, "某次")}, "between"), ({"held_on": DAY, "session": None}, "between"),
     ({"held_on": DAY, "session": Ref(3, "没有的")}, "between"), ({"held_on": LATER, "session": Ref(2, "二次")}, "during")],
)  # fmt: skip
def test_a_meeting_lies_in_the_session_that_it_names(row: dict[str, Any], period: str) -> None:
    meeting: Row = {"id": 1, "session": Ref(1, "一次"), **row}
    sessions = {1: {"id": 1, "opened_on": DAY}, 2: {"id": 2, "opened_on": DAY, "closed_on": LATER}}
    fill = BY_KEY["presidium_meetings"].compute
    assert fill is not None
    fill([meeting], Context(today=TODAY, lookup=Tables(sessions=sessions)))
    assert meeting["period"] == period


def test_only_meetings_between_sessions_count_for_the_quarter() -> None:
    (quarterly,) = BY_KEY["presidium_meetings"].hooks
    assert isinstance(quarterly, Quarterly)
    assert [quarterly.counts({"period": period}) for period in ("during", "between")] == [False, True]


class Sessions(Tables):
    """Rows that can be found by the id that a hint names."""

    def matches(self, register: str, name: str, hints: Mapping[str, Any] | None = None) -> list[Ref]:
        return [Ref((hints or {})["id"], "会")]


@pytest.mark.parametrize(
    ("row", "session"),
    [
        ({"held_on": DAY}, 2),  # the newest of the town's own that had been opened
        ({"held_on": date(2022, 4, 3)}, 2),
        ({"held_on": date(2022, 4, 2)}, 1),
        ({"held_on": date(2021, 1, 1)}, None),
        ({"held_on": PartialDate(2022, 6)}, None),
        ({"held_on": None}, None),
        ({"held_on": DAY, "session": Ref(1, "会")}, 1),
    ],
)
def test_a_meeting_belongs_to_the_newest_session_of_the_town(
    row: dict[str, Any], session: int | None
) -> None:
    town, county = Ref(1, "镇"), Ref(2, "县")
    opened = {
        1: (town, date(2021, 3, 1)),
        2: (town, date(2022, 4, 3)),
        3: (county, date(2022, 5, 1)),
        4: (town, LATER),
    }
    sessions = {
        row_id: {"id": row_id, "term": term, "opened_on": on} for row_id, (term, on) in opened.items()
    }
    lookup = Sessions(sessions=sessions, terms={1: {"level": "township"}, 2: {"level": "county"}})
    record: Row = {"id": 1, **row}
    complete = BY_KEY["presidium_meetings"].complete
    assert complete is not None
    complete(record, Context(today=TODAY, lookup=lookup))
    assert (record.get("session") and record["session"].id) == session


def test_the_office_may_ask_for_two_thirds() -> None:
    row = {"id": 1, "held_on": DAY, "member_count": 9, "present_count": 5}
    assert problems("presidium_meetings", row) == {}
    assert problems("presidium_meetings", row, office=OFFICES) == {"presidium_quorum": "warning"}


# -- ballots on satisfaction ----------------------------------------------------------------------


def counted(*marks: int | None, **more: int) -> dict[str, Any]:
    """Marks in their order, None for a blank, and the other counts by name."""
    words = {
        "issued": "ballots_issued",
        "returned": "ballots_returned",
        "valid": "valid_ballots",
        "void": "void_ballots",
    }
    return dict(zip(MARKS, marks, strict=False)) | {words[key]: count for key, count in more.items()}


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (counted(40, 5, 3, 2, valid=50, void=1, returned=51, issued=52), False),
        (counted(40, 5, 3, 2, valid=49), True),
        (counted(40, 5, 3, 2, valid=51), True),
        (counted(40, 5, None, None, valid=51), False),  # the blanks may hold the rest
        (counted(40, 5, None, None, valid=44), True),
        (counted(None, None, None, None, valid=51), False),
        (counted(valid=50, void=1, returned=51), False),
        (counted(valid=50, void=1, returned=52), True),
        (counted(valid=50, returned=52), False),  # the void ones were not counted
        (counted(valid=50, returned=49), True),
        (counted(void=3, returned=2), True),
        (counted(40, 5, 3, 2, void=1, returned=51), False),
        (counted(40, 5, 3, 2, void=1, returned=50), True),
        (counted(40, 5, 3, None, void=1, returned=51), False),
        (counted(40, 5, 3, 2, returned=55), False),
        (counted(40, 5, 3, 2, returned=49), True),
        (counted(40, 5, 3, 2, void=1, returned=52), True),
        (counted(40, 5, 3, 2, returned=50), False),
        (counted(returned=0), False),  # nobody gave one back
        (counted(void=1, returned=1), False),
        (counted(returned=52, issued=52), False),
        (counted(returned=53, issued=52), True),
        (counted(40, 5, 3, 2, void=3, issued=52), True),  # 53 came back
        (counted(40, 5, 3, 2, void=2, issued=52), False),
    ],
)
def test_only_what_exceeds_or_disagrees_in_full_is_refused(row: dict[str, Any], wrong: bool) -> None:
    for key in ("reports_to_voters", "inspections", "livelihood_projects"):
        assert (problems(key, row).get("ballots") == "error") == wrong


@pytest.mark.parametrize(
    ("row", "valid", "returned", "share"),
    [
        (counted(40, 5, 3, 2), 50, 50, Fraction(45, 50)),
        (counted(40, 5, 3), 48, 48, Fraction(45, 48)),  # nobody abstained
        (counted(40, 5, 3, 2, void=1), 50, 51, Fraction(45, 51)),
        (counted(40, 5, returned=50), None, 50, Fraction(45, 50)),
        (counted(40, None, 10, returned=50), None, 50, Fraction(40, 50)),  # the others make up the whole
        (counted(40, None, 3, returned=50), None, 50, None),
        (counted(40, None, None, valid=50), 50, 50, None),
        (counted(40, 5), None, None, None),
        (counted(returned=50, void=2), 48, 50, None),
        (counted(0, 0, 0, 0), 0, 0, None),
        # what was typed stands, whatever the other counts say
        (counted(valid=50, returned=55, void=2), 50, 55, None),
        (counted(40, 5, 3, 2, valid=51), 51, 51, Fraction(45, 51)),
        (counted(40, 5, 3, 2, void=1, returned=55), 54, 55, Fraction(45, 55)),
        (counted(40, None, 10, 0, valid=50, returned=55), 50, 55, Fraction(40, 55)),
        ({}, None, None, None),
    ],
)
def test_a_share_is_told_where_it_is_certain(
    row: dict[str, Any], valid: int | None, returned: int | None, share: Fraction | None
) -> None:
    assert (valid_of(row), returned_of(row), share_of(row)) == (valid, returned, share)
    assert (content_share(row) is None) == (share is None)


def test_a_share_is_read_with_its_base() -> None:
    assert content_share(counted(40, 5, 3, 2, void=6)) == "80.4%（45/56）"
    assert share_of(counted(40, None, 3, returned=50), ("satisfied",)) == Fraction(40, 50)


# -- reports to voters ----------------------------------------------------------------------------

SCALE = {
    number: {"id": number, "name": name, "least_share": share, "counts": marks, "valid_from": since}
    for number, (name, share, marks, since) in enumerate(
        [("称职", 800, "satisfied", None), ("基本称职", 500, "satisfied", None), ("不称职", 0, "satisfied", None),
         ("优秀", 900, "content", date(2022, 7, 1)), ("合格", 0, "content", date(2022, 7, 1))], 1)
}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "row", "grade"),
    [
        (DAY, counted(40, 5, 5, 0), "称职"),
        (DAY, counted(39, 6, 5, 0), "基本称职"),
        (DAY, counted(1599, 0, 401, 0), "基本称职"),  # 79.95 %
        (DAY, counted(25, 20, 5, 0), "基本称职"),
        (DAY, counted(24, 21, 5, 0), "不称职"),
        (DAY, counted(40, 5, 5, 0, void=1), "基本称职"),  # 40 of 51 are 78.4 %, never 80
        (date(2022, 6, 30), counted(39, 6, 5, 0), "基本称职"),
        (LATER, counted(39, 6, 5, 0), "优秀"),
        (LATER, counted(39, 5, 6, 0), "合格"),
        (DAY, {}, None),
    ],
)
def test_the_grade_is_that_of_the_scale_of_the_day(day: date, row: dict[str, Any], grade: str | None) -> None:
    record: Row = {"id": 1, "held_on": day, **row}
    fill = BY_KEY["reports_to_voters"].compute
    assert fill is not None
    fill([record], Context(today=TODAY, lookup=Tables(report_grades=SCALE)))
    assert record["grade"] == grade


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"voters_due": 60, "voters_present": 50}, {}),
        ({"voters_due": 49, "voters_present": 50}, {"voters_present": "warning"}),
        ({"voters_present": 49}, {"voters_least": "warning"}),
        ({"voters_due": 50, "voters_present": 50}, {}),
        ({"voters_due": 50}, {}),
        ({"voters_present": 50, "ballots_issued": 50}, {}),
        ({"voters_present": 50, "ballots_issued": 51}, {"ballots_present": "error"}),
        ({"voters_present": 50, "ballots_returned": 51}, {"ballots_present": "error"}),
        ({"feedback_on": date(2022, 5, 31)}, {"order": "warning"}),
    ],
)
def test_a_report_to_voters_is_in_order(row: dict[str, Any], codes: dict[str, str]) -> None:
    office = {1: {"report_voters_least": 50}}
    assert problems("reports_to_voters", {"held_on": DAY, **row}, office=office) == codes
    codes_without = {code: severity for code, severity in codes.items() if code != "voters_least"}
    assert problems("reports_to_voters", {"held_on": DAY, **row}, office={1: {}}) == codes_without


# -- inspections and trainings ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "row", "codes"),
    [
        ("inspections", {"kind": "inspection", "basis": "组织法第十九条"}, {}),
        ("inspections", {"kind": "inspection", "basis": "监督法第五条"}, {"basis": "error"}),
        ("inspections", {"kind": "inspection", "plan": "根据《监督法》"}, {"basis": "error"}),
        ("inspections", {"kind": "enforcement_check"}, {"legal_text": "warning"}),
        ("inspections", {"kind": "enforcement_check", "legal_text": "环境保护法"}, {}),
        ("inspections", {"deputy_count": 1, "deputies": (Ref(None, "甲"), Ref(None, "乙"))}, {"deputies": "error"}),
        ("inspections", {"report_sent_on": LATER, "feedback_on": DAY}, {"order": "warning"}),
        ("inspections", {"report_sent_on": LATER, "feedback_due_on": DAY}, {"order": "warning"}),
        ("inspections", {"report_sent_on": DAY, "feedback_due_on": LATER}, {}),
        ("trainings", {"ended_on": date(2022, 5, 31)}, {"order": "warning"}),
        ("trainings", {"deputies": (Ref(None, "甲"),), "absent": (Ref(None, "甲"),)}, {"there_and_absent": "warning"}),
        ("trainings", {"deputies": (Ref(None, "甲"),), "absent": (Ref(None, "乙"),)}, {}),
        ("trainings", {"deputy_count": 0, "deputies": (Ref(None, "甲"),)}, {"deputies": "error"}),
    ],
)  # fmt: skip
def test_occasions_are_in_order(key: str, row: dict[str, Any], codes: dict[str, str]) -> None:
    assert problems(key, {"held_on": DAY, **row}) == codes


# -- livelihood projects ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes", "in_office", "seats", "again", "verdicts"),
    [
        ((30, 29), 58, None, (), "+-"),  # more than half of 58 is 30
        ((31, 30), 60, None, (), "+-"),
        ((40, 35, 31), 58, 2, (), "++-"),
        ((40, 35, 29), 58, 2, (), "++-"),
        ((40, 29, 28), 58, 2, (), "+--"),  # fewer pass than were planned
        ((40, 35, 35), 58, 2, (), "+??"),
        ((40, 40, 35), 58, 2, (), "++-"),
        ((35, 35, 35), 58, 2, (), "???"),
        ((35, 35, 35), 58, 3, (), "+++"),
        ((40, 35, 35), 58, 2, (None, 20, 30), "+-+"),  # the most votes are enough
        ((40, 35, 35), 58, 2, (None, 20, None), "+??"),
        ((40, 35, 35), 58, 2, (None, 25, 25), "+??"),
        ((40, 35, 35, 31), 58, 2, (None, 20, 30, 50), "+-+-"),  # who was not tied is not voted on again
        ((29, 29), 58, 1, (), "--"),
        ((), 58, 3, (), ""),
    ],
)
def test_projects_pass_by_majority_and_rank(
    votes: tuple[int, ...], in_office: int, seats: int | None, again: tuple[int | None, ...], verdicts: str
) -> None:
    signs = {ADOPTED: "+", TIED: "?", NOT_ADOPTED: "-"}
    second = {number: count for number, count in enumerate(again) if count is not None}
    result = outcome(dict(enumerate(votes)), in_office, seats, second)
    assert "".join(signs[result[number]] for number in range(len(votes))) == verdicts


@settings(max_examples=40)
@given(
    votes=st.lists(st.integers(0, 60), max_size=12),
    in_office=st.integers(1, 60),
    seats=st.integers(1, 12),
    again=st.lists(st.integers(0, 60), max_size=12),
)
def test_no_more_are_adopted_than_planned_and_none_without_the_majority(
    votes: list[int], in_office: int, seats: int, again: list[int]
) -> None:
    result = outcome(dict(enumerate(votes)), in_office, seats, dict(enumerate(again)))
    adopted = [number for number, verdict in result.items() if verdict == ADOPTED]
    assert len(adopted) <= seats
    assert all(2 * votes[number] > in_office for number in adopted)
    others = [votes[number] for number in result if number not in adopted]
    assert not adopted or not others or min(votes[number] for number in adopted) >= max(others)


BALLOT = {1: {"id": 1, "held_on": date(2022, 4, 3), "in_office": 58, "seats": 1}}
CHOSEN = {"id": 1, "ballot": Ref(1, "票决"), "votes_for": 40}
BEATEN = {"id": 2, "ballot": Ref(1, "票决"), "votes_for": 35}
WORK = {"started_on": date(2022, 5, 1), "progress": ({"on": date(2022, 4, 20)}, {"percent": 10})}


@pytest.mark.parametrize(
    ("row", "day", "state"),
    [
        (CHOSEN, "2022-04-02", "candidate"),
        (CHOSEN, "2022-04-03", "adopted"),
        (BEATEN, "2022-04-02", "candidate"),
        (BEATEN, "2022-04-03", "not_adopted"),
        ({**BEATEN, "votes_for": 40}, "2022-04-03", "tied"),
        ({**CHOSEN, **WORK}, "2022-04-19", "adopted"),
        ({**CHOSEN, **WORK}, "2022-04-20", "under_way"),
        ({**CHOSEN, "started_on": date(2022, 5, 1)}, "2022-05-01", "under_way"),
        ({**CHOSEN, "completed_on": PartialDate(2022, 10)}, "2022-09-30", "adopted"),
        ({**CHOSEN, "completed_on": PartialDate(2022, 10)}, "2022-10-01", "completed"),
        ({**CHOSEN, "change_kind": "stopped", "changed_on": LATER}, "2022-06-30", "adopted"),
        ({**CHOSEN, "change_kind": "stopped", "changed_on": LATER}, "2022-07-01", "stopped"),
        ({**CHOSEN, "change_kind": "adjusted", "changed_on": LATER}, "2022-07-01", "adopted"),
        ({"id": 3, "completed_on": PartialDate(2022, 6, 1)}, "2022-12-31", "candidate"),  # never voted on
        ({"id": 3, "adopted_on": PartialDate(2022, 4)}, "2022-03-31", "candidate"),
        ({"id": 3, "adopted_on": PartialDate(2022, 4)}, "2022-04-01", "adopted"),
        ({**BEATEN, "adopted_on": PartialDate(2022)}, "2022-04-03", "not_adopted"),  # the votes say it
        ({**CHOSEN, "ballot": Ref(None, "某次票决")}, "2022-04-03", "candidate"),
    ],
)  # fmt: skip
def test_the_state_of_a_project_follows_from_votes_and_days(row: Row, day: str, state: str) -> None:
    lookup = Tables(project_ballots=BALLOT, livelihood_projects={1: CHOSEN, 2: BEATEN})
    on = date.fromisoformat(day)
    assert state_of(row, on, lookup) == state
    stages = project_stages(row, Context(today=TODAY, lookup=lookup))
    assert [stage.state for stage in stages if stage.since <= on][-1] == state


def test_a_change_by_the_congress_is_a_fact_of_a_project_from_its_day() -> None:
    lookup = Tables(project_ballots=BALLOT, livelihood_projects={1: CHOSEN, 2: BEATEN})
    for kind, facts in (("adjusted", {"adjusted": True}), ("stopped", {})):
        changed = {**CHOSEN, "change_kind": kind, "changed_on": LATER}
        *before, last = project_stages(changed, Context(today=TODAY, lookup=lookup))
        assert (last.since, last.facts) == (LATER, facts)
        assert [stage.facts for stage in before] == [{}] * len(before)


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"votes_for": 30}, {"ballot": "warning"}),
        ({"votes_for": 30, "votes_against": 20, "votes_abstain": 5}, {}),
        ({"votes_for": 30, "votes_against": 20, "votes_abstain": 4}, {"ballots": "warning"}),
        ({"votes_for": 30, "votes_against": 20}, {}),
        ({"votes_for": 30, "votes_against": 20, "votes_abstain": 6}, {"ballots": "error"}),
        ({"votes_for": 56}, {"ballots": "error"}),
        ({"change_kind": "stopped"}, {"changed_by_congress": "warning"}),
        ({"change_kind": "stopped", "changed_on": DAY}, {"changed_by_congress": "warning"}),
        ({"change_kind": "stopped", "changed_on": DAY, "change_session": Ref(1, "五次")}, {}),
        ({"votes_for": 29, "completed_on": PartialDate(2022, 10)}, {"not_adopted": "warning"}),
        ({"votes_for": 30, "votes_again": 30}, {"votes_again": "warning"}),
        ({"started_on": LATER, "completed_on": PartialDate(2022, 6)}, {"order": "warning"}),
        ({"change_kind": "stopped", "change_session": Ref(1, "五次")}, {"changed_by_congress": "warning"}),
        ({"votes_for": 29}, {}),
        ({"votes_for": 29, "adopted_on": PartialDate(2022)}, {"not_adopted": "warning"}),
        ({"votes_for": 60, "ballot": Ref(9, "不在台账里")}, {}),
        ({"votes_for": 30, "ballot": Ref(None, "某次票决")}, {"ballot": "warning"}),
        ({"ballot": None}, {}),
        *(
            ({"votes_for": 29, **carried_out}, {"not_adopted": "warning"})
            for carried_out in (
                {"started_on": DAY},
                {"progress": ({"on": DAY, "percent": 5},)},
                {"change_kind": "adjusted", "changed_on": DAY, "change_session": Ref(1, "五次")},
            )
        ),
        (
            {"change_kind": "stopped", "changed_on": LATER, "change_session": Ref(1, "五次")},
            {"outside_session": "warning"},
        ),
    ],
)
def test_a_project_agrees_with_its_ballot(row: dict[str, Any], codes: dict[str, str]) -> None:
    whole = row if codes.get("ballot") else {"ballot": Ref(1, "票决"), **row}
    ballot = {1: {"id": 1, "held_on": DAY, "in_office": 58, "valid_ballots": 55, "seats": 3}}
    sessions = {1: {"id": 1, "opened_on": DAY, "closed_on": None}}
    assert (
        problems("livelihood_projects", {"id": 1, **whole}, project_ballots=ballot, sessions=sessions)
        == codes
    )


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({}, {}),
        ({"started_on": DAY}, {"not_voted": "warning"}),
        ({"progress": ({"on": DAY, "percent": 5},)}, {"not_voted": "warning"}),
        ({"started_on": DAY, "adopted_on": PartialDate(2022)}, {}),
        ({"started_on": DAY, "ballot": Ref(None, "某次票决")}, {}),
    ],
)
def test_what_is_carried_out_was_voted_on(row: dict[str, Any], codes: dict[str, str]) -> None:
    assert problems("livelihood_projects", {"id": 1, **row}) == codes


@pytest.mark.parametrize(
    ("ballot", "most"),
    [({"ballots_returned": 50, "ballots_issued": 55}, 50), ({"ballots_issued": 55, "present_count": 57}, 55),
     ({"present_count": 57}, 57), ({}, 58)],
)  # fmt: skip
def test_no_project_has_more_votes_than_the_ballot_allows(ballot: dict[str, Any], most: int) -> None:
    kept = {1: {"id": 1, "held_on": DAY, "in_office": 58, **ballot}}
    for votes in (most, most + 1):
        row = {"id": 1, "ballot": Ref(1, "票决"), "votes_for": votes}
        assert ("ballots" in problems("livelihood_projects", row, project_ballots=kept)) == (votes > most)


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"present_count": 39}, {}),
        ({"present_count": 38}, {"quorum": "error"}),  # two thirds of 58 are 39
        ({"present_count": 59}, {"ballots": "error"}),
        ({"present_count": 50, "ballots_issued": 51}, {"ballots": "error"}),
        ({"ballots_issued": 50, "ballots_returned": 51}, {"ballots": "error"}),
        ({"ballots_returned": 50, "valid_ballots": 49}, {}),  # the void ones were not counted
        ({"ballots_returned": 50, "valid_ballots": 51}, {"ballots": "error"}),
        ({"ballots_returned": 50, "valid_ballots": 48, "void_ballots": 1}, {"ballots": "error"}),
        ({"ballots_returned": 50, "valid_ballots": 48, "void_ballots": 2}, {}),
        ({"ballots_returned": 50, "void_ballots": 51}, {"ballots": "error"}),
        # everybody came, took a ballot and gave it back
        (
            {
                "present_count": 58,
                "ballots_issued": 58,
                "ballots_returned": 58,
                "valid_ballots": 58,
                "void_ballots": 0,
            },
            {},
        ),
        ({"ballots_returned": 0}, {}),
        ({"ballots_returned": 1, "void_ballots": 1}, {}),
        ({"ballots_returned": 50, "valid_ballots": 50}, {}),
        ({"ballots_returned": 50, "void_ballots": 2}, {}),  # the valid ones were not counted
        ({"in_office": None, "present_count": 58}, {}),
    ],
)
def test_the_ballot_on_projects_adds_up(row: dict[str, Any], codes: dict[str, str]) -> None:
    assert problems("project_ballots", {"in_office": 58, "held_on": DAY, **row}) == codes


def test_votes_fit_a_ballot_whose_valid_papers_were_not_counted() -> None:
    ballot = {1: {"id": 1, "held_on": DAY, "in_office": 58, "ballots_returned": 55}}
    for against, wrong in ((20, False), (25, False), (26, True)):
        row = {
            "id": 1,
            "ballot": Ref(1, "票决"),
            "votes_for": 30,
            "votes_against": against,
            "votes_abstain": 0,
        }
        assert (problems("livelihood_projects", row, project_ballots=ballot) != {}) == wrong


def test_who_was_tied_is_voted_on_again() -> None:
    ballot = {1: {"id": 1, "held_on": DAY, "in_office": 58, "seats": 1}}
    rows = {
        number: {"id": number, "ballot": Ref(1, "票决"), "votes_for": 35, "votes_again": 30}
        for number in (1, 2)
    }
    assert problems("livelihood_projects", rows[1], project_ballots=ballot, livelihood_projects=rows) == {}


class Opinions(Tables):
    """Rows of suggestions by the record that they came from."""

    def related(self, register: str, field: str, ids: Sequence[int]) -> dict[int, list[Row]]:
        rows = [row for row in self._tables.get(register, {}).values() if row.get(field) is not None]
        return {id_: [row for row in rows if row[field].id == id_] for id_ in ids}


TOWN, COUNTY, STRANGER = Ref(1, "甲"), Ref(2, "乙"), Ref(None, "丙")
LEVELS = {1: {"id": 1, "level": "township"}, 2: {"id": 2, "level": "county"}}


@pytest.mark.parametrize(
    ("row", "filled"),
    [
        ({}, (None, 0, 0, 0)),
        ({"deputies": (TOWN, COUNTY, STRANGER)}, (3, 1, 1, 0)),  # of a stranger no level is known
        ({"deputies": (TOWN,), "deputy_count": 5}, (5, 1, 0, 0)),
        ({"deputy_count": 0}, (0, 0, 0, 0)),
        ({"deputies": (Ref(9, "删"),)}, (1, 0, 0, 0)),
        ({"opinion_count": 4}, (None, 0, 0, 4)),
        ({"id": 7, "opinion_count": 4}, (None, 0, 0, 1)),  # those registered go before the number typed
    ],
)
def test_who_took_part_in_an_inspection_and_what_came_of_it(
    row: dict[str, Any], filled: tuple[int | None, ...]
) -> None:
    opinion = {1: {"id": 1, "inspection": Ref(7, "视察")}}
    whole: Row = {"id": 1, **row}
    fill = BY_KEY["inspections"].compute
    assert fill is not None
    fill([whole], Context(today=TODAY, lookup=Opinions(deputies=LEVELS, suggestions=opinion)))
    keys = ("deputy_count", "township_count", "above_count", "registered_count")
    assert tuple(whole.get(key) for key in keys) == filled


@pytest.mark.parametrize("key", ["inspections", "trainings"])
@pytest.mark.parametrize(("count", "kept"), [(2, None), (3, 3), (None, None)])
def test_a_count_of_names_is_not_kept(key: str, count: int | None, kept: int | None) -> None:
    register = BY_KEY[key]
    row: Row = {"id": 1, "deputies": (TOWN, COUNTY), "deputy_count": count}
    assert register.complete is not None and register.compute is not None
    register.complete(row, Context(today=TODAY))
    assert row["deputy_count"] == kept
    register.compute([row], Context(today=TODAY, lookup=Opinions(deputies=LEVELS)))
    assert row["deputy_count"] == (kept or 2)


@pytest.mark.parametrize(
    ("row", "kind", "asked"),
    [
        ({"title": "农贸市场视察"}, "inspection", False),
        ({"title": "环保执法检查"}, "enforcement_check", False),
        ({"title": "水利专题调研"}, "research", False),
        ({"title": "看一看"}, "inspection", True),
        ({}, "inspection", True),
        ({"title": "环保执法检查", "kind": "inspection"}, "inspection", False),
    ],
)
def test_the_words_of_the_subject_say_the_kind(row: dict[str, Any], kind: str, asked: bool) -> None:
    read = dict(row)
    questions = list(kind_of_title(read, Context(today=TODAY)))
    assert (read["kind"], [problem.severity for problem in questions]) == (kind, ["question"] * asked)


def test_inspections_and_reports_of_a_year_in_words() -> None:
    rows = [{"deputy_count": 5, "registered_count": 2}, {"deputy_count": None}, {"registered_count": 1}]
    assert inspections_in_words(rows) == "合计：开展监督活动 3 次，参加代表 5 人次，提出意见 3 件。"
    reports = [
        {"held_on": DAY, "place": "村委会", "electoral_district": Ref(1, "一区"), "deputy": TOWN},
        {"held_on": DAY, "place": "村委会", "electoral_district": Ref(2, "二区"), "deputy": COUNTY},
        {"held_on": DAY, "electoral_district": Ref(1, "一区"), "deputy": TOWN},
        {"held_on": DAY, "electoral_district": Ref(2, "二区")},
        {"held_on": LATER, "place": "村委会", "deputy": TOWN},
    ]
    assert reports_in_words(reports) == "合计：述职会议 4 次，述职代表 2 人。"


@pytest.mark.parametrize(
    ("row", "grade", "words"),
    [
        (counted(40, 5, 5, 0), "称职", None),
        (counted(40, 5, 5, 0), "不称职", "按票数和“述职等次”里的规定是“称职”"),
        (counted(), "称职", "这一行没有写全票数"),
        ({"held_on": None, **counted(40, 5, 5, 0)}, "称职", "这一行没有写全票数"),
    ],
)
def test_the_grade_of_a_sheet_is_borne_out_by_its_ballots(
    row: dict[str, Any], grade: str, words: str | None
) -> None:
    context = Context(today=TODAY, lookup=Tables(report_grades=SCALE))
    sentence = grade_borne_out(grade, {"held_on": DAY, **row}, context)
    assert words in sentence if words and sentence else sentence == words


def test_a_report_without_a_day_has_no_grade_and_one_of_nobody_no_record() -> None:
    report: Row = {"id": 1, "held_on": None, **counted(40, 5, 5, 0)}
    register = BY_KEY["reports_to_voters"]
    assert register.compute is not None and register.derives is not None
    register.compute([report], Context(today=TODAY, lookup=Opinions(report_grades=SCALE)))
    assert report["grade"] is None
    for deputy, names in ((TOWN, ["甲"]), (None, [])):
        records = list(register.derives.rows({"held_on": DAY, "deputy": deputy}, Tables()))
        assert [record.values["deputy"].name for record in records] == names


PROGRESS = ({"on": date(2022, 5, 1), "percent": 20, "spent": 100}, {"on": TODAY, "percent": 70, "spent": 300},
            {"on": date(2023, 1, 1), "percent": 90}, {"percent": 95})  # fmt: skip


@pytest.mark.parametrize(
    ("row", "percent", "spent"),
    [
        ({}, None, None),
        ({"progress": PROGRESS}, 70, 300),  # the last one that has come
        ({"progress": PROGRESS[::-1]}, 70, 300),
        ({"progress": PROGRESS[2:]}, None, None),
        ({"progress": PROGRESS, "completed_on": PartialDate(2022, 10)}, 100, 300),
    ],
)
def test_how_far_a_project_has_come(row: dict[str, Any], percent: int | None, spent: int | None) -> None:
    whole: Row = {"id": 1, "adopted_on": PartialDate(2022, 4), **row}
    fill = BY_KEY["livelihood_projects"].compute
    assert fill is not None
    fill([whole], Context(today=TODAY, lookup=Tables()))
    assert (whole["percent"], whole["spent"]) == (percent, spent)


def test_the_projects_of_a_year_in_words() -> None:
    states = ("candidate", "not_adopted", "tied", "adopted", "under_way", "completed", "completed", "stopped")
    words = projects_in_words([{"state": state} for state in states])
    assert words == "合计：候选项目 8 项，票决确定 5 项，已完成 2 项。"


def test_a_ballot_says_how_many_votes_a_project_needs() -> None:
    rows: list[Row] = [{"id": 1, "in_office": 58}, {"id": 2, "in_office": None}, {"id": 3, "in_office": 57}]
    fill = BY_KEY["project_ballots"].compute
    assert fill is not None
    fill(rows, Context(today=TODAY))
    assert [row["needed"] for row in rows] == [30, None, 29]
    assert [row["candidate_count"] for row in rows] == [0, 0, 0]


def test_a_list_of_projects_without_votes_asks_when_they_were_adopted() -> None:
    row: dict[str, Any] = {"state": "completed", "planned_end_on": PartialDate(2022, 11)}
    asked = {problem.field: problem.severity for problem in year_and_state(row, Context(today=TODAY))}
    assert asked == {"planned_on": "note", "adopted_on": "question", "completed_on": "question"}
    assert (row["planned_on"], row["completed_on"]) == (PartialDate(2022), PartialDate(2022, 11))
    voted: dict[str, Any] = {"planned_on": PartialDate(2022), "state": "adopted", "votes_for": 40}
    assert list(year_and_state(voted, Context(today=TODAY))) == []
