"""The line below the ledger of matters: every rate beside its two numbers, written as everywhere else."""

from app.domain.handling_summary import handling_in_words


def test_the_rate_of_satisfaction_names_its_two_numbers() -> None:
    rows = [
        {"replied_on": "2022-04-01", "reply_class": "A", "feedback": "satisfied", "concluded_on": "2022-05-01"},
        {"replied_on": "2022-04-02", "reply_class": "B", "feedback": "dissatisfied"},
        {},
    ]  # fmt: skip
    assert handling_in_words(rows) == (
        "合计：3 件，已答复 2 件（A类 1 件、B类 1 件），已办结 1 件，"
        "满意 1 件、基本满意 0 件、不满意 1 件，满意率（含基本满意）50.0%（1/2）。"
    )
    assert handling_in_words([{}]) == "合计：1 件，已答复 0 件，已办结 0 件。"
