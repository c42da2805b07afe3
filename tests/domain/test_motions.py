"""Bills, inquiries, recalls and resignations: how many it takes and how they go on."""

import pytest

from app.domain.law.motions import Motion, is_moved, may_be_bill, state_of


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
        (Motion("inquiry", 10, 58, replied=True, replied_again=True, dissatisfied=5), "answered"),
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
