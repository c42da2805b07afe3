"""The line below the ledger of matters: every rate beside its two numbers, counted as the figures count."""

from datetime import date
from typing import Any

from app.domain.handling_summary import handling_in_words

SPRING, SUMMER = date(2022, 4, 1), date(2022, 7, 1)


def matter(*rounds: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"raised_on": date(2022, 3, 1), "rounds": rounds, **more}


def answered(reply_class: str, feedback: str | None = None) -> dict[str, Any]:
    return {"assigned_on": SPRING, "replied_on": SPRING, "reply_class": reply_class, "feedback": feedback}


def test_the_rate_of_satisfaction_names_its_two_numbers() -> None:
    rows = [
        matter(answered("A", "satisfied"), concluded_on=SUMMER),
        matter(answered("B", "dissatisfied")),
        matter(),
    ]
    assert handling_in_words(rows) == (
        "合计：3 件，已答复 2 件（A类 1 件、B类 1 件），已办结 1 件，"
        "满意 1 件、基本满意 0 件、不满意 1 件，满意率（含基本满意）50.0%（1/2）。"
    )
    assert handling_in_words([matter()]) == "合计：1 件，已答复 0 件，已办结 0 件。"


def test_a_reply_stays_counted_while_the_matter_is_handled_anew_and_what_is_out_is_named_and_not_counted() -> (
    None
):
    again = matter(answered("C", "dissatisfied"), {"assigned_on": SUMMER})
    withdrawn = matter(
        answered("A", "satisfied"), status="withdrawn", exit_kind="withdrawn", concluded_on=SUMMER
    )
    sent_on = matter(status="referred", exit_kind="referred")
    filed, on_spot = (
        matter(answered("A"), archived_on=SUMMER),
        matter(solved_on_spot=True, concluded_on=SPRING),
    )
    assert handling_in_words([again, withdrawn, sent_on, filed, on_spot]) == (
        "合计：5 件（其中撤回 1 件、转送上级 1 件，不计入以下各数），已答复 3 件（A类 1 件、C类 1 件），"
        "已办结 2 件，满意 0 件、基本满意 0 件、不满意 1 件，满意率（含基本满意）0.0%（0/1）。"
    )
