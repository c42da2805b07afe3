"""Rates: exact fractions, half up, no data is no zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.numerals import percent


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (25, 28, "89.3"),
        (36, 40, "90.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),  # 6.25 is half: up
        (1, 2000, "0.1"),  # 0.05 is half: up
        (0, 5, "0.0"),
    ],
)
def test_half_goes_up(numerator: int, denominator: int, expected: str) -> None:
    assert percent(numerator, denominator) == Decimal(expected)


def test_an_empty_base_has_no_rate() -> None:
    assert percent(0, 0) is None
