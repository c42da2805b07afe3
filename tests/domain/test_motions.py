"""Bills, inquiries, recalls and resignations: how many it takes and how they go on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Context, NoLookup, Ref, Row
from app.domain.law.motions import Motion, is_moved, may_be_bill, state_of
from app.domain.registers import BY_KEY

MOTIONS = BY_KEY["motions"]
BILL_RULES = BY_KEY["bills"].rules


class Congress(NoLookup):
    """Fifty deputies in office; vote 1 of 5 April passed, vote 2 had no numbers yet."""

    def count(self, register: str, filter_: str, day: date, equals: Mapping[str, Any]) -> int:
        return 50

    def row(self, register: str, row_id: int) -> Row | None:
        numbers = {
            "in_office": 50,
            "present": 50,
            "in_favor": 40,
            "against": 10,
            "abstain": 0,
            "not_voting": 0,
        }
        votes = {1: {"way": "hands", "voted_on": date(2022, 4, 5), **numbers},
                 2: {"way": "hands", "voted_on": date(2022, 4, 5)}}  # fmt: skip
        return votes.get(row_id) if register == "votes" else None


def course(**values: Any) -> list[tuple[str, str]]:
    """From which day a motion of 1 March by ten deputies stands in which state."""
    askers = tuple(Ref(number, "代表") for number in range(10))
    row = {"kind": "inquiry", "raised_on": date(2022, 3, 1), "deputies": askers} | values
    assert MOTIONS.course is not None
    stages = MOTIONS.course.stages(row, Context(today=date(2022, 12, 31), lookup=Congress()))
    return [(f"{stage.since:%m-%d}", stage.state) for stage in stages]


RAISED, REPLY = ("03-01", "raised"), {"replied_on": date(2022, 3, 10)}
DISSATISFIED, AGAIN = REPLY | {"dissatisfied_count": 5}, {"replied_on": date(2022, 3, 20)}


@pytest.mark.parametrize(
    ("values", "stages"),
    [
        ({}, [RAISED]),
        (REPLY, [RAISED, ("03-10", "answered")]),
        (DISSATISFIED, [RAISED, ("03-10", "reply_again")]),
        (DISSATISFIED | {"further_replies": (AGAIN,)}, [RAISED, ("03-10", "reply_again"), ("03-20", "answered")]),
        (  # a second reply that satisfies too few may be asked for again as the first one was
            DISSATISFIED | {"further_replies": (AGAIN | {"dissatisfied_count": 5}, {"replied_on": date(2022, 4, 1)})},
            [RAISED, ("03-10", "reply_again"), ("04-01", "answered")],
        ),
        (
            DISSATISFIED | {"further_replies": (AGAIN | {"dissatisfied_count": 4}, {"replied_on": date(2022, 4, 1), "dissatisfied_count": 5})},
            [RAISED, ("03-10", "reply_again"), ("03-20", "answered"), ("04-01", "reply_again")],
        ),
        ({"replied_on": date(2022, 2, 20)}, [("03-01", "answered")]),  # doubted elsewhere; nothing is before its first day
        ({"kind": "resignation"}, [("03-01", "to_vote")]),
        ({"kind": "resignation", "vote": Ref(1, "")}, [("03-01", "to_vote"), ("04-05", "passed")]),
        ({"kind": "resignation", "vote": Ref(2, "")}, [("03-01", "to_vote")]),
        ({"kind": "resignation", "vote": Ref(3, "")}, [("03-01", "to_vote")]),  # a vote that is gone
        ({"kind": "resignation", "vote": Ref(None, "某项")}, [("03-01", "to_vote")]),
        ({"kind": "recall", "vote": Ref(1, "")}, [("03-01", "to_vote"), ("04-05", "passed")]),
        ({"kind": "recall", "deputies": ()}, [("03-01", "not_moved")]),
    ],
)  # fmt: skip
def test_a_motion_turns_with_the_days_of_its_replies_and_its_vote(
    values: dict[str, Any], stages: list[tuple[str, str]]
) -> None:
    assert course(**values) == stages


@pytest.mark.parametrize(("today", "state"), [(date(2022, 3, 9), "raised"), (date(2022, 3, 10), "answered")])
def test_the_list_shows_the_state_of_its_day(today: date, state: str) -> None:
    row = {"kind": "enquiry", "raised_on": date(2022, 3, 1), **REPLY}
    assert MOTIONS.compute is not None
    MOTIONS.compute([row], Context(today=today, lookup=Congress()))
    assert row["state"] == state


@pytest.mark.parametrize(
    ("sponsors", "of_deputies", "brought_in"),
    [(5, True, True), (4, True, False), (0, True, False), (0, False, True)],
)
def test_five_deputies_make_a_bill(sponsors: int, of_deputies: bool, brought_in: bool) -> None:
    assert may_be_bill(sponsors, of_deputies=of_deputies) == brought_in


@pytest.mark.parametrize(
    ("motion", "state"),
    [
        (Motion("enquiry", 1, 58), "raised"),
        (Motion("enquiry", 1, 58, replied=True), "answered"),
        (
            Motion("enquiry", 1, 58, replied=True, dissatisfied=1),
            "answered",
        ),  # nobody answers an enquiry twice
        (Motion("inquiry", 9, 58), "not_moved"),
        (Motion("inquiry", 9, 58, replied=True), "not_moved"),
        (Motion("inquiry", 9, 58, by_presidium=True), "not_moved"),  # the presidium inquires nothing
        (Motion("inquiry", 10, 58), "raised"),
        (Motion("inquiry", 10, 58, replied=True), "answered"),
        (Motion("inquiry", 10, 58, replied=True, dissatisfied=4), "answered"),
        (Motion("inquiry", 10, 58, replied=True, dissatisfied=5), "reply_again"),
        (Motion("inquiry", 11, 58, replied=True, dissatisfied=5), "answered"),
        (Motion("recall", 11, 58), "not_moved"),  # a fifth of 58 is 12
        (Motion("recall", 11, 58, verdict="passed"), "not_moved"),
        (Motion("recall", 12, 58), "to_vote"),
        (Motion("recall", 0, 58, by_presidium=True), "to_vote"),
        (Motion("recall", 12, 58, verdict="passed"), "passed"),
        (Motion("recall", 12, 58, verdict="failed"), "failed"),
        (Motion("recall", 12, 58, verdict="void"), "to_vote"),  # a void ballot decides nothing
        (Motion("recall", 12, 58, verdict="unclear", replied=True), "to_vote"),
        (Motion("resignation", 0, 58), "to_vote"),
        (Motion("resignation", 0, 58, verdict="passed"), "passed"),
        (Motion("deputy_resignation", 0, 58, verdict="failed"), "failed"),
    ],
)
def test_how_far_a_motion_has_come(motion: Motion, state: str) -> None:
    assert state_of(motion) == state
    assert is_moved(motion) == (state != "not_moved")


def test_nobody_is_dissatisfied_unless_it_was_counted() -> None:
    assert Motion("inquiry", 10, 58, replied=True).dissatisfied == 0


class Roster(Congress):
    """Of the fifty, 4 was suspended on 1 February and 7 resigned on 5 April; both were elected in 2021."""

    CHANGES: ClassVar = [
        {"mandate": Ref(4, "停职"), "kind": "suspended", "occurred_on": PartialDate(2022, 2, 1)},
        {"mandate": Ref(7, "辞职人"), "kind": "resigned", "occurred_on": PartialDate(2022, 4, 5)},
    ]

    def row(self, register: str, row_id: int) -> Row | None:
        if register == "deputies":
            return {"id": row_id, "person": row_id, "term": None}
        return super().row(register, row_id)

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> list[Row]:
        wanted = equals.get("mandate"), equals.get("kind")
        return [
            change for change in self.CHANGES
            if wanted[0] in (None, change["mandate"].id) and wanted[1] in (None, change["kind"])
        ]  # fmt: skip


def doubted(**values: Any) -> dict[str, str]:
    """The doubts about a whole motion of 1 March, by their codes."""
    row = {
        "kind": "inquiry",
        "raised_on": date(2022, 3, 1),
        "addressee": "镇人民政府",
        "content": "修路",
    } | values
    context = Context(today=date(2022, 12, 31), lookup=Roster(), typed=True)
    problems = [rule(row, context) for rule in MOTIONS.rules]
    return {problem.code: problem.message for problem in problems if problem}


def named(*numbers: int) -> tuple[Ref, ...]:
    return tuple(Ref(number, f"代表{number}") for number in numbers)


@pytest.mark.parametrize(
    ("deputies", "enough"),
    [
        (named(*range(10, 20)), True),
        (named(4, *range(10, 19)), False),  # suspended: nine may act
        (named(7, *range(10, 19)), True),  # who resigned in April was a deputy in March
        (named(10, *range(10, 19)), False),  # the same one twice
        ((Ref(None, "未对上"), *named(*range(10, 19))), True),
    ],
)
def test_behind_a_motion_stand_those_who_might_act_each_once(deputies: tuple[Ref, ...], enough: bool) -> None:
    assert MOTIONS.course is not None
    row = {"kind": "inquiry", "raised_on": date(2022, 3, 1), "deputies": deputies}
    (stage,) = MOTIONS.course.stages(row, Context(today=date(2022, 12, 31), lookup=Roster()))
    assert stage.state == ("raised" if enough else "not_moved")
    assert ("few_movers" in doubted(deputies=deputies)) != enough
    sponsors = BILL_RULES[0](
        {"source": "deputies", "raised_on": date(2022, 3, 1), "deputies": deputies[:5]},
        Context(today=date(2022, 12, 31), lookup=Roster(), typed=True),
    )
    assert (sponsors is None) == enough


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"deputies": named(*range(10, 20))}, set()),
        ({"deputies": named(*range(10, 20)), "addressee": None, "content": None}, {"no_addressee", "no_content"}),
        ({"kind": "enquiry", "addressee": None, "content": None}, {"nobody_asks"}),
        ({"kind": "recall", "by_presidium": True, "addressee": None, "content": None}, {"no_addressee", "no_reason"}),
        ({"kind": "enquiry", "deputies": named(1), "reply": "已经答复"}, {"no_day"}),
        ({"kind": "enquiry", "deputies": named(1), "reply": "已经答复", "replied_on": date(2022, 3, 1)}, set()),
        ({"deputies": named(*range(10, 20)), "dissatisfied_count": 3}, {"no_day"}),
        ({"kind": "resignation", "addressee": None}, {"nobody_resigns"}),
        ({"kind": "deputy_resignation", "addressee": "辞职人"}, set()),  # not put to the vote yet
        ({"kind": "deputy_resignation", "addressee": "辞职人", "vote": Ref(1, "")}, set()),
        ({"kind": "deputy_resignation", "addressee": "别人", "vote": Ref(1, "")}, {"not_entered"}),
        ({"kind": "deputy_resignation", "addressee": "别人", "vote": Ref(2, "")}, set()),  # no result yet
    ],
)  # fmt: skip
def test_what_a_motion_must_say_and_what_follows_from_it(values: dict[str, Any], codes: set[str]) -> None:
    assert set(doubted(**values)) == codes


def test_a_motion_waits_until_it_is_answered_or_voted_on() -> None:
    assert MOTIONS.course is not None
    assert set(MOTIONS.course.open) == {"raised", "reply_again", "to_vote"}


class BillsUntilTheFirst(Congress):
    """A session whose bills come in until 1 March; vote 1 was taken on 5 April."""

    def row(self, register: str, row_id: int) -> Row | None:
        return (
            {"bills_until_on": date(2022, 3, 1)} if register == "sessions" else super().row(register, row_id)
        )


BILL: dict[str, Any] = {"id": 1, "session": Ref(1, "一次"), "raised_on": date(2022, 3, 1), "source": "deputies",
                        "deputies": tuple(Ref(n, "代表") for n in range(5)), "grounds": "据", "proposal": "方"}  # fmt: skip
VOTED_ON = {"vote": Ref(1, "")}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"raised_on": date(2022, 3, 2)}, ["after_deadline"]),
        ({"raised_on": date(2022, 3, 2), "source": "government"}, []),
        ({"session": Ref(None, "某次"), "raised_on": date(2022, 3, 2)}, []),
        ({"proposal": None}, ["parts"]),
        ({"grounds": None, "proposal": None, "source": "presidium"}, []),
        (VOTED_ON | {"decision": "on_agenda"}, []),
        (VOTED_ON | {"decision": "withdrawn"}, ["vote"]),
        (VOTED_ON, ["vote"]),
        (VOTED_ON | {"decision": "on_agenda", "raised_on": date(2022, 4, 5), "source": "presidium"}, []),
        (VOTED_ON | {"decision": "on_agenda", "raised_on": date(2022, 4, 6), "source": "presidium"}, ["vote"]),
        ({"vote": Ref(9, ""), "decision": "withdrawn"}, []),
    ],
)  # fmt: skip
def test_a_bill_has_its_parts_its_deadline_and_a_vote_that_fits(
    values: dict[str, Any], codes: list[str]
) -> None:
    context = Context(today=date(2022, 12, 31), lookup=BillsUntilTheFirst())
    names = ("raised_in_time", "says_what_and_how", "vote_follows_the_decision")
    problems = [rule(BILL | values, context) for rule in BILL_RULES if rule.__name__ in names]
    assert [problem.code for problem in problems if problem] == codes
    assert all("\u3002" in problem.message for problem in problems if problem)


@pytest.mark.parametrize(
    ("grounds", "proposal", "field", "words"),
    [
        (None, None, "grounds", "没有写案据和方案"),
        (None, "方", "grounds", "没有写案据\uff0c"),
        ("据", None, "proposal", "没有写方案"),
    ],
)
def test_what_a_bill_lacks_is_named(
    grounds: str | None, proposal: str | None, field: str, words: str
) -> None:
    context = Context(today=date(2026, 12, 31), lookup=BillsUntilTheFirst())
    row = BILL | {"raised_on": date(2026, 3, 1), "grounds": grounds, "proposal": proposal}
    rule = next(rule for rule in BILL_RULES if rule.__name__ == "says_what_and_how")
    problem = rule(row, context)
    assert problem and problem.field == field and words in problem.message and "第十五条" in problem.message
