"""Seats of one district by hand: since when each stood empty, who left it, and who took it."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.law.vacancies import Tenure, vacancies

START = date(2021, 9, 22)
FROM_START = (1, "2021-09-22", "")


def tenure(mandate: int, start: str, end: str) -> Tenure:
    return Tenure(mandate, str(mandate), date.fromisoformat(start), date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("seats", "tenures", "day", "empty", "beyond"),
    [
        # empty: day, who left (- nobody), who came (- nobody yet)
        (1, [], "2022-01-01", "2021-09-22 - -", ""),
        (1, [FROM_START], "2022-01-01", "", ""),
        (2, [FROM_START], "2022-01-01", "2021-09-22 - -", ""),
        (1, [(1, "2022-03-01", "")], "2022-03-01", "2021-09-22 - 1", ""),  # elected late
        (1, [(1, "2022-03-01", "")], "2022-02-28", "2021-09-22 - -", ""),  # what comes later is not seen
        (1, [(1, "2021-09-22", "2023-05-01")], "2023-04-30", "", ""),
        (1, [(1, "2021-09-22", "2023-05-01")], "2023-05-01", "2023-05-01 1 -", ""),
        (1, [(1, "2021-09-22", "2023-05-01"), (2, "2023-09-01", "")], "2023-10-01", "2023-05-01 1 2", ""),
        (1, [(1, "2021-09-22", "2023-05-01"), (2, "2023-05-01", "")], "2023-10-01", "2023-05-01 1 2", ""),
        (1, [(1, "2021-09-22", "2023-05-01"), (2, "2023-09-01", "2024-01-01")], "2024-02-01",
         "2023-05-01 1 2|2024-01-01 2 -", ""),
        # by the days they sat, not by when they were entered
        (1, [(9, "2021-09-22", "2023-05-01"), (2, "2023-09-01", "")], "2023-10-01", "2023-05-01 9 2", ""),
        # the seat that has been empty longest is filled first
        (2, [(1, "2021-09-22", "2022-05-01"), (2, "2021-09-22", "2022-03-01"), (3, "2022-06-01", "")], "2022-07-01",
         "2022-03-01 2 3|2022-05-01 1 -", ""),
        # as long empty: by mandate, a seat that nobody ever held first
        (2, [(5, "2021-09-22", "2022-05-01"), (3, "2021-10-01", "2022-05-01")], "2022-07-01",
         "2021-09-22 - 3|2022-05-01 3 -|2022-05-01 5 -", ""),
        (2, [(1, "2021-09-22", "2021-09-22")], "2022-07-01", "2021-09-22 - -|2021-09-22 1 -", ""),
        # more than there are seats
        (1, [FROM_START, (2, "2021-09-22", "")], "2022-01-01", "", "2"),
        (1, [(2, "2021-09-22", ""), FROM_START], "2022-01-01", "", "2"),
        (1, [(1, "2021-09-22", "2023-05-01"), (2, "2023-04-30", "")], "2023-05-01", "2023-05-01 1 -", "2"),
        (1, [FROM_START, (2, "2021-10-01", "2022-01-01")], "2021-12-31", "", "2"),
        (1, [FROM_START, (2, "2021-10-01", "2022-01-01")], "2022-01-01", "", ""),  # gone since
        (0, [], "2022-01-01", "", ""),
        (0, [FROM_START], "2022-01-01", "", "1"),
    ],
)  # fmt: skip
def test_the_empty_seats_of_a_district(
    seats: int, tenures: list[tuple[int, str, str]], day: str, empty: str, beyond: str
) -> None:
    free, without_seat = vacancies(seats, [tenure(*one) for one in tenures], START, date.fromisoformat(day))
    names = [(one.since, *(who.name if who else "-" for who in (one.before, one.after))) for one in free]
    assert "|".join(" ".join(map(str, one)) for one in names) == empty
    assert [one.is_open for one in free] == [name == "-" for _, _, name in names]
    assert " ".join(one.name for one in without_seat) == beyond
