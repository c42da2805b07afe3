"""A series of numbers is looked through by its neighbours, however far apart a slip of the hand puts them."""

import pytest

from app.domain.number_gaps import gaps_between, missing_numbers, serial_and_number


def test_the_first_gaps_are_named_and_all_are_counted() -> None:
    assert missing_numbers([7, 1, 2, 5, 5], 2) == ([3, 4], 3)
    assert missing_numbers([3], 2) == missing_numbers([], 2) == ([], 0)
    assert missing_numbers([1, 10**12], 3) == ([2, 3, 4], 10**12 - 2)
    assert gaps_between([4, 1, 2]) == [range(3, 4)]


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("迳人大〔2022〕8号", ("迳人大〔2022〕", 8)),
        ("2022-012", ("2022-", 12)),
        ("来文\n３", ("来文\n", 3)),  # a break, as a copied cell may have it
        ("无", None),
        ("3号楼", None),
        ("", None),
        ("9" * 15, ("", 10**15 - 1)),
        ("9" * 16, None),
        ("9" * 5000, None),  # more digits than Python reads
    ],
)
def test_a_number_ends_its_text(text: str, numbered: tuple[str, int] | None) -> None:
    assert serial_and_number(text) == numbered
