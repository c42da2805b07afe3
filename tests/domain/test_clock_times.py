"""Times of day as clerks write them are read the way dates are: every usual form, and nothing impossible."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.clock_times import clock_span, read_time, time_in_half, written_time
from app.domain.days import PartialDate
from app.domain.fields import Context, Field
from app.domain.kinds import TimeOfDay
from app.domain.registers import BY_KEY
from app.domain.registers.in_order import in_order

BY_HAND = Context(today=date(2022, 11, 23), typed=True)
OF_A_SHEET = Context(today=date(2022, 11, 23))
FIELD = Field("time_from", "开始时间", TimeOfDay())


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("9:00", "9:00"), ("9：05", "9:05"), ("9.30", "9:30"), ("14:30:00", "14:30"), ("9", "9:00"), ("0900", "9:00"),
        ("1430", "14:30"), ("9点", "9:00"), ("9点半", "9:30"), ("9 点 5 分", "9:05"), ("九点一刻", "9:15"),
        ("十点四十", "10:40"), ("下午3时30分", "15:30"), ("上午9:00", "9:00"), ("晚8点", "20:00"), ("中午1点", "13:00"),
        ("中午12点", "12:00"), ("凌晨12点", "0:00"), (0.375, "9:00"), (9.0, "9:00"), (time(8, 5), "8:05"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_clerks_write_it(cell, written) -> None:
    assert FIELD.read(cell, BY_HAND) == (written, ())


@pytest.mark.parametrize(
    ("half", "written", "spoken"),
    [
        ("上午", "9:30", "上午9:30"), ("下午", "15:00", "下午3:00"), ("下午", "12:30", "下午12:30"), ("下午", "3:00", "下午3:00"),
        ("晚上", "19:30", "晚上7:30"), ("上午", "14:00", "14:00"), ("上午", "", "上午"),
    ],
)  # fmt: skip
def test_a_time_beside_its_half_of_the_day_is_not_said_twice(half, written, spoken) -> None:
    assert time_in_half(half, written) == spoken


@pytest.mark.parametrize("cell", ["25:99", "24:00", "9:60", "上午", "9:00-11:30", "9:5", "点", 9.5])
def test_what_is_no_time_is_refused_by_hand_and_a_doubt_in_a_sheet(cell) -> None:
    by_hand, of_a_sheet = FIELD.read(cell, BY_HAND), FIELD.read(cell, OF_A_SHEET)
    assert (by_hand.value, of_a_sheet.value) == (None, None)
    assert [p.severity for p in by_hand.problems + of_a_sheet.problems] == ["error", "warning"]
    assert str(cell) in by_hand.problems[0].message


def test_what_an_older_ledger_kept_stays_while_nobody_touches_it() -> None:
    assert FIELD.read("上午", replace(BY_HAND, hints={"time_from": "上午"})) == ("上午", ())


def test_every_minute_of_the_day_is_read_back_and_sorts_by_the_clock() -> None:
    written = [written_time(minutes) for minutes in range(24 * 60)]
    assert [read_time(words) for words in written] == list(range(24 * 60))
    assert sorted(written, key=lambda words: TimeOfDay().to_order(words, "strokes")) == written


@pytest.mark.parametrize("key", [r.key for r in BY_KEY.values() if "time_to" in r.by_key])
def test_a_reception_ends_after_it_begins(key: str) -> None:
    def severities(begins: str, ends: str | None, context: Context) -> list[str]:
        row = {"time_from": begins, "time_to": ends}
        return [p.severity for p in BY_KEY[key].judge(row, context) if p.code == "order"]

    assert severities("9:00", "11:30", BY_HAND) == severities("9:00", None, BY_HAND) == []
    assert severities("14:30", "9:00", BY_HAND) == severities("9:00", "9:00", BY_HAND) == ["error"]
    assert severities("14:30", "9:00", OF_A_SHEET) == ["warning"]
    assert severities("上午", "9:00", BY_HAND) == []  # as an older ledger kept it


@pytest.mark.parametrize(
    ("beginning", "end", "is_doubted"),
    [
        (date(2022, 3, 2), date(2022, 3, 1), True),
        (date(2022, 3, 2), date(2022, 3, 2), False),
        (PartialDate(2022, 3), date(2022, 3, 1), False),
        (PartialDate(2022, 4), date(2022, 3, 31), True),
        (PartialDate(2022), PartialDate(2021), True),
        (None, date(2022, 3, 1), False),
        (date(2022, 3, 1), None, False),
    ],
)
def test_an_end_before_its_beginning_is_doubted(beginning, end, is_doubted) -> None:
    rule = in_order("from_on", "until_on", "结束日期早于开始日期")
    problem = rule({"from_on": beginning, "until_on": end}, BY_HAND)
    assert bool(problem) is is_doubted
    if problem is not None:
        assert problem.message == "结束日期早于开始日期，请核对。"


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("9:00-11:30", ("9:00", "11:30")), ("9：00—11：30", ("9：00", "11：30")), ("上午9点至11点半", ("上午9点", "11点半")),
        ("2025-03-05 14:30~17:00", ("14:30", "17:00")), ("下午2时到4时", ("下午2时", "4时")), ("2025-03-05", None), ("9:00", None),
        ("3-5人", None), ("", None),
    ],
)  # fmt: skip
def test_words_with_a_beginning_and_an_end_hold_both(words, span) -> None:
    assert clock_span(words) == span
