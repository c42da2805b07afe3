"""A recovery code survives being copied by hand, and a slip is told by group."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.recovery_codes import DIGITS, WrongGroups, grouped, looks_like_code, read_code

codes = st.text("0123456789", min_size=DIGITS, max_size=DIGITS)


@settings(max_examples=25)
@given(codes)
def test_a_code_is_read_as_it_was_printed(digits: str) -> None:
    printed = grouped(digits)
    assert [len(group) for group in printed.split()] == [5] * 10
    assert looks_like_code(printed)
    assert read_code(printed) == digits
    full_width = printed.translate(str.maketrans("0123456789 ", "０１２３４５６７８９　"))
    assert read_code(full_width) == read_code(printed.replace(" ", "-")) == digits


@settings(max_examples=25)
@given(codes, st.integers(0, 49), st.integers(1, 9))
def test_a_wrong_digit_is_told_by_its_group(digits: str, place: int, by: int) -> None:
    written = grouped(digits).replace(" ", "")
    wrong = written[:place] + str((int(written[place]) + by) % 10) + written[place + 1 :]
    with pytest.raises(WrongGroups, match=f"第 {place // 5 + 1} 组"):
        read_code(wrong)


def test_groups_that_changed_places_are_noticed() -> None:
    groups = grouped("1234" * 10).split()
    groups[2], groups[3] = groups[3], groups[2]
    with pytest.raises(WrongGroups, match="第 3、4 组"):
        read_code(" ".join(groups))


@pytest.mark.parametrize("text", ["", "12345", "9" * 49, "9" * 51, "一二三", "correct horse"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(WrongGroups, match="10 组"):
        read_code(text)


@pytest.mark.parametrize("password", ["correct horse", "12345678", "电池马", "1" * 39])
def test_a_password_is_not_taken_for_a_code(password: str) -> None:
    assert not looks_like_code(password)
