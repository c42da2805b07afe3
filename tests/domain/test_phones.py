"""Telephone numbers as clerks write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.phones import read_phone


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("19900001234", ["19900001234"]), (19900001234, ["19900001234"]), (19900001234.0, ["19900001234"]),
        ("１９９００００１２３４", ["19900001234"]), ("199 0000 1234", ["19900001234"]), ("199-0000-1234", ["19900001234"]),
        ("199 00001234", ["19900001234"]), ("+8619900001234", ["19900001234"]), ("86-19900001234", ["19900001234"]),
        ("+86 19900001234", ["19900001234"]), ("0086 19900001234", ["19900001234"]), ("'19900001234", ["19900001234"]),
        ("手机:19900001234", ["19900001234"]), ("19900001234(微信同号)", ["19900001234"]), ("19900001234（妻子）", ["19900001234"]),
        ("0758-3221234", ["0758-3221234"]), ("07583221234", ["07583221234"]), ("(0758)3221234", ["0758-3221234"]),
        ("0758 3221234", ["0758-3221234"]), ("0758—3221234", ["0758-3221234"]), ("0758-3221234-801", ["0758-3221234-801"]),
        ("0758-3221234转801", ["0758-3221234-801"]), ("020-81234567", ["020-81234567"]), ("3221234", ["3221234"]), (3221234, ["3221234"]),
        ("81234567", ["81234567"]), ("400-123-4567", ["400-123-4567"]),
        ("19900001234/0758-1234567", ["19900001234", "0758-1234567"]), ("19900001234、19900005678", ["19900001234", "19900005678"]),
        ("19900001234 19900005678", ["19900001234", "19900005678"]), ("19900001234\n0758-3221234", ["19900001234", "0758-3221234"]),
        ("19900001234；3221234", ["19900001234", "3221234"]), ("19900001234，19900005678", ["19900001234", "19900005678"]),
        ("1990000123419900005678", ["19900001234", "19900005678"]), ("19900001234-19900005678", ["19900001234", "19900005678"]),
        ("手机-8619900001234", ["19900001234"]),
        ("办3221234 手19900001234", ["3221234", "19900001234"]), ("19900001234/19900001234", ["19900001234"]),
    ],
)  # fmt: skip
def test_good_numbers(cell: object, numbers: list[str]) -> None:
    assert list(read_phone(cell).numbers) == numbers
    assert read_phone(cell).problems == ()


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("7583221234", "phone_leading_zero"), (7583221234, "phone_leading_zero"), (758322123, "phone_form"),
        ("2081234567", "phone_leading_zero"), ("758-3221234", "phone_leading_zero"), ("75581234567", "phone_leading_zero"),
        ("1990000123", "phone_form"), ("199000012345", "phone_form"), ("199****1234", "phone_form"), ("1990000123O", "phone_form"),
        ("19900001234李四", "phone_form"), ("李四", "phone_form"), ("123", "phone_form"), ("12900001234", "phone_form"),
        (1.5, "phone_form"), (-5, "phone_form"), (True, "phone_form"), (float("nan"), "phone_form"), ("1.99E+10", "phone_digits_lost"),
        ("19900001234/199000056", "phone_form"),
    ],
)  # fmt: skip
def test_doubts_have_codes(cell: object, problem: str) -> None:
    assert problem in read_phone(cell).problems


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        (7583221234, ["7583221234"]),  # a lost zero is not put back in silence
        ("0758 19900001234", ["0758", "19900001234"]), ("199 李四", ["199", "李四"]), ("1990000 12345", ["1990000", "12345"]),
        ("19900001234李四", ["19900001234"]), ("1990000123O", ["19900001230"]), ("李O四", ["李O四"]),
        ("1219900001234", ["1219900001234"]), ("-86123", ["86123"]), ("(无手机)", []),
        (True, []), (0, []), (1, ["1"]), (-19900001234, []), (19900001234.5, []), (float("inf"), []), (date(2022, 7, 20), []),
        (f"19900001234{' ' * 190}", []),  # 201 characters are no list of numbers
    ],
)  # fmt: skip
def test_what_is_kept_of_a_doubtful_cell(cell: object, numbers: list[str]) -> None:
    reading = read_phone(cell)
    assert list(reading.numbers) == numbers
    assert reading.problems


def test_a_long_list_is_read() -> None:
    assert read_phone(f"19900001234{' ' * 189}") == (("19900001234",), ())


@pytest.mark.parametrize("blank", [None, "", " ", "-", "无", "/", "—"])
def test_a_blank_is_no_problem(blank: object) -> None:
    assert read_phone(blank).numbers == ()
    assert read_phone(blank).problems == ()


@given(st.text(max_size=30))
def test_no_text_is_lost_in_silence(text: str) -> None:
    found = read_phone(text)
    assert (
        found.numbers
        or found.problems
        or not any(character.isdigit() and character.isascii() for character in text)
    )
