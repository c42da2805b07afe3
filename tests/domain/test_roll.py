"""The roll of a meeting: counts, the sentence, the quorum, absences."""

from datetime import date

import pytest

from app.domain.registers.session_meetings import difference_from_announced
from app.domain.roll import RollCount, count_roll, missed_whole, warning_of_absences

HERE, LEAVE, AWAY, LATE, EARLY, BARRED = "present", "on_leave", "absent", "late", "left_early", "suspended"


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ([HERE] * 57 + [LEAVE] * 3, "应到代表 60 名，实到 57 名，请假 3 名，符合法定人数。"),
        ([HERE] * 40 + [AWAY] * 20, "应到代表 60 名，实到 40 名，缺席 20 名，符合法定人数。"),
        (
            [HERE] * 39 + [AWAY] * 21,
            "应到代表 60 名，实到 39 名，缺席 21 名，未达到法定人数 40 名，不能开会。",
        ),
        (
            [HERE] * 34 + [LATE, EARLY] + [LEAVE] * 17,
            "应到代表 53 名，实到 36 名，请假 17 名，符合法定人数。",
        ),
        (
            [HERE] * 29 + [BARRED] * 2 + [AWAY] * 14,
            "应到代表 45 名，实到 29 名，缺席 14 名，暂停执行代表职务 2 名，未达到法定人数 30 名，不能开会。",
        ),
    ],
)
def test_the_sentence_for_the_chair(states: list[str], sentence: str) -> None:
    assert count_roll(states).sentence() == sentence


@pytest.mark.parametrize(
    ("states", "note"),
    [
        (
            [HERE] * 29 + [BARRED] * 2 + [AWAY] * 14,
            "不计暂停执行职务的 2 名，应到 43 名，符合法定人数（29 名）。",
        ),
        ([HERE] * 30 + [BARRED] * 2 + [AWAY] * 13, ""),  # met either way
        ([HERE] * 28 + [BARRED] * 2 + [AWAY] * 15, ""),  # missed either way
        ([HERE] * 29 + [AWAY] * 16, ""),
    ],
)
def test_suspended_deputies_are_due_and_the_other_count_is_a_note(states: list[str], note: str) -> None:
    assert count_roll(states).without_suspended() == note


def test_who_is_not_marked_is_due() -> None:
    count = count_roll([HERE, None, None, LEAVE])
    assert (count.due, count.present, count.unmarked, count.quorum) == (4, 1, 2, 3)
    assert not RollCount().is_quorate
    assert count_roll([HERE, LATE, AWAY, AWAY, BARRED, LEAVE, None]).unmarked == 1
    assert count_roll([HERE] * 4, due=7) == RollCount(due=7, present=4)
    assert count_roll([HERE] * 4, due=0).due == 0


def test_a_meeting_of_some_needs_no_quorum() -> None:
    assert count_roll([HERE, AWAY]).sentence(of_all=False) == "应到代表 2 名，实到 1 名，缺席 1 名。"


@pytest.mark.parametrize(
    ("states", "missed"),
    [
        ([AWAY, AWAY], True),
        ([AWAY, HERE], False),
        ([AWAY, LEAVE], False),  # half of it approved: how that counts is local
        ([AWAY, None], False),
        ([AWAY, BARRED], True),  # suspended in the afternoon: the morning alone was hers to attend
        ([BARRED, BARRED], False),
        ([LEAVE, LEAVE], False),
        ([], False),
    ],
)
def test_a_session_is_missed_only_whole_and_without_approval(states: list[str | None], missed: bool) -> None:
    assert missed_whole(states) == missed


@pytest.mark.parametrize(
    ("count", "day", "words"),
    [
        (0, date(2022, 7, 20), ""),
        (1, date(2022, 7, 20), "未经批准缺席本届会议 1 次；满 2 次的，依代表法第四十九条处理。"),
        (3, date(2022, 7, 20), "（已 3 次），依代表法第四十九条，"),
        (2, date(2022, 7, 20), "请代表资格审查委员会核实并报告"),
        (2, date(2026, 7, 20), "代表法第六十二条"),
    ],
)
def test_absences_warn_and_end_nothing(count: int, day: date, words: str) -> None:
    sentence = warning_of_absences(count, day)
    assert words in sentence
    assert bool(sentence) == bool(words)


def test_corrections_stand_beside_what_was_announced() -> None:
    announced = {"announced_due": 60, "announced_present": 57, "announced_on_leave": 3, "announced_absent": 0}
    now = count_roll([HERE] * 56 + [LEAVE] * 3 + [AWAY])
    assert difference_from_announced(announced, now) == "实到 57→56，缺席 0→1"
    assert difference_from_announced(announced, count_roll([HERE] * 57 + [LEAVE] * 3)) == ""
    assert difference_from_announced({}, now) == ""
