"""ID numbers are judged and never repaired in silence (GB 11643-1999)."""

from datetime import date

import pytest

from app.domain.days import PartialDate
from app.domain.id_numbers import birth_of, check_digit, read_id_number, sex_of

SAMPLES = ["11010519491231002X", "440524188001010014"]  # those of the standard itself
GOOD = "999999197503121231"


def with_check(first17: str) -> str:
    return first17 + check_digit(first17)


@pytest.mark.parametrize("number", SAMPLES)
def test_the_standards_own_samples_pass(number: str) -> None:
    assert check_digit(number[:17]) == number[17]
    assert read_id_number(number).number == number
    assert read_id_number(number).problems == ()


@pytest.mark.parametrize(
    "written",
    [
        "11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "'11010519491231002X",
        "110105-19491231-002X", "110105-19491231-002-X", f"11010519491231002X{' ' * 42}", "身份证号:11010519491231002X", "11010519491231002X\n", "\u200b11010519491231002X",
    ],
)  # fmt: skip
def test_accidents_of_writing_are_no_doubt(written: str) -> None:
    assert read_id_number(written).number == SAMPLES[0]
    assert read_id_number(written).problems == ()


@pytest.mark.parametrize(
    "cell", [4.41284197503121e17, 441284197503121234, 4412841975031212, 9.99999197503121e17]
)
def test_a_number_that_lost_digits_is_not_kept(cell: float) -> None:
    found = read_id_number(cell)
    assert found.number is None
    assert found.problems == ("id_digits_lost",)


def test_what_is_left_of_a_lost_number_still_tells_the_birth_date() -> None:
    seen = read_id_number(4.41284197503121e17).seen
    assert seen == "441284197503121000"
    assert birth_of(seen) == PartialDate(1975, 3, 12)


@pytest.mark.parametrize("text", ["4.41284E+17", "4.41284197503121E+17", "441284197503122000"])
def test_lost_digits_are_noticed_in_texts_too(text: str) -> None:
    assert read_id_number(text).number is None
    assert "id_digits_lost" in read_id_number(text).problems


def test_a_text_that_ends_in_noughts_and_fits_its_check_digit_is_kept_and_named() -> None:
    assert read_id_number("441284197503121000") == ("441284197503121000", ("id_ends_in_000",), None)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("441284750312123", "id_15"), (441284750312123, "id_15"), ("44128419750312123", "id_length"),
        ("4412841975031212345", "id_length"), (GOOD[:-1] + "9", "id_checksum"), (with_check("99999919751312123"), "id_birth_impossible"),
        (with_check("99999919750231123"), "id_birth_impossible"), (with_check("99999920990101123"), "id_birth_impossible"),
        ("441284751312123", "id_birth_impossible"), ("王芳", "id_form"), ("44128419750312****", "id_form"), (1.5, "id_form"),
        (True, "id_form"), (float("nan"), "id_form"), (123, "id_length"), (float("inf"), "id_form"), (date(2022, 7, 20), "id_form"),
        (f"11010519491231002X{' ' * 43}", "id_form"), ("110105-19491231002X", "id_form"), ("44-12-84", "id_form"), ("OLD", "id_form"),
        (with_check("99999918491231123"), "id_birth_impossible"), (with_check("99999920261124123"), "id_birth_impossible"),
        ("441284750312000", "id_15"),
    ],
)  # fmt: skip
def test_doubts_have_codes(cell: object, problem: str) -> None:
    assert read_id_number(cell, date(2026, 11, 23)).problems[-1] == problem


@pytest.mark.parametrize("first17", ["99999918500101123", "99999920261123123", GOOD[:17]])
def test_whoever_is_born_by_today_may_have_a_number(first17: str) -> None:
    assert read_id_number(with_check(first17), date(2026, 11, 23)).problems == ()


@pytest.mark.parametrize("digits", ["1" * 16, "1" * 18])
def test_a_check_digit_is_that_of_seventeen(digits: str) -> None:
    with pytest.raises(ValueError, match="17位数字"):
        check_digit(digits)


def test_letters_taken_for_digits_are_kept_as_written_with_a_doubt() -> None:
    right = with_check("99999919750312120")
    found = read_id_number(right.replace("0", "O"))
    assert found.number == right.replace("0", "O")
    assert found.seen == right
    assert found.problems == ("id_letter_o",)
    assert read_id_number("44128475O312123") == (
        "44128475O312123",
        ("id_letter_o", "id_15"),
        "441284750312123",
    )


def test_the_old_number_is_kept_as_written() -> None:
    assert read_id_number("441284750312123") == ("441284750312123", ("id_15",), None)
    assert birth_of("441284750312123") == PartialDate(1975, 3, 12)
    assert sex_of("441284750312123") == "男"


@pytest.mark.parametrize("blank", [None, "", "  ", "-", "无", "/"])
def test_a_blank_is_no_problem(blank: object) -> None:
    assert read_id_number(blank).number is None
    assert read_id_number(blank).problems == ()


def test_birth_and_sex_stand_in_the_number() -> None:
    assert birth_of(SAMPLES[0]) == PartialDate(1949, 12, 31)
    assert sex_of(SAMPLES[0]) == "女"
    assert sex_of(SAMPLES[1]) == "男"
    assert birth_of("123") is None
    assert birth_of("4412847503121234") is None
    assert sex_of("123") is None
    assert birth_of("999999197513121231") is None


def test_every_wrong_digit_is_noticed() -> None:
    for place in range(17):
        other = str((int(GOOD[place]) + 1) % 10)
        assert read_id_number(with_check(GOOD[:17])).problems == ()
        assert (
            read_id_number(GOOD[:place] + other + GOOD[place + 1 : 17] + check_digit(GOOD[:17])).problems
            != ()
        )
