"""The figures of booklets, each booklet counted by hand on the days on which it moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.booklet_years import calendar_year
from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.figures.performance_gaps import performance_gaps
from app.storage.lists.listing import Listing
from app.storage.query import Query
from tests.figures.town import Town

APRIL = date(2022, 4, 1)
# name: issued, collected; all are of the register year 2022, due back by the end of April 2023
BOOKLETS = {
    "甲": (date(2022, 4, 8), date(2023, 4, 6)),
    "乙": (date(2022, 4, 8), None),
    "丙": (date(2023, 1, 5), date(2023, 4, 30)),
    "丁": (None, None),
    "外人": (date(2022, 12, 31), None),  # a name that the roster does not know
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """甲 is in the second group, the others in none; one booklet more is of the year before."""
    folder = tmp_path_factory.mktemp("booklets") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        town = Town(folder)
        groups = [Ref(town.add("deputy_groups", name=name), name) for name in ("第一组", "第二组")]
        town.elect("甲", deputy_group=groups[1])
        town.elect("乙", "丙", "丁")
        for name, (issued_on, collected_on) in BOOKLETS.items():
            deputy = town.mandates.get(name, Ref(None, name))
            town.add("booklets", deputy=deputy, from_on=APRIL, issued_on=issued_on, collected_on=collected_on)
        town.add("booklets", deputy=town.mandates["甲"], from_on=date(2021, 4, 1), issued_on=date(2021, 4, 8))
        yield town
        town.ledger.close()


COUNTED = {
    # until: issued, due, collected, out, rate
    "2022-04-07": ("0册", "1册", "0册", "1册", "0.0%（0/1）"),
    "2022-04-08": ("2册", "1册", "0册", "1册", "0.0%（0/1）"),
    "2022-12-31": ("3册", "1册", "0册", "1册", "0.0%（0/1）"),
    "2023-01-04": ("0册", "3册", "0册", "3册", "0.0%（0/3）"),
    "2023-01-05": ("1册", "4册", "0册", "4册", "0.0%（0/4）"),
    "2023-04-06": ("1册", "4册", "1册", "3册", "25.0%（1/4）"),
    "2023-04-30": ("1册", "4册", "2册", "2册", "50.0%（2/4）"),
    "2024-12-31": ("0册", "0册", "0册", "0册", "—"),
}
KEYS = ("issued", "due", "collected", "out", "return_rate")


@pytest.mark.parametrize("until", COUNTED)
def test_a_day_is_what_was_counted_by_hand(town: Town, until: str) -> None:
    year = int(until[:4])
    assert tuple(town.figure(f"booklets.{key}", year, until).words for key in KEYS) == COUNTED[until]


def test_they_split_by_the_groups_of_their_deputies(town: Town) -> None:
    assert town.figure("booklets.due", 2023).by["group"] == {"第二组": 1, "未编组": 2, "未填": 1}


def test_within_a_year_none_is_overdue_before_its_day_has_come(town: Town) -> None:
    """What is still missing is told of today, not of the end of a year that is not over."""
    town.add("booklets", deputy=town.mandates["丁"], from_on=date(2022, 9, 1), issued_on=date(2022, 9, 5))
    year = calendar_year(2023, town.ledger.today)  # its last day is 30 September, today 30 June
    owed = next(gap for gap in performance_gaps(town.ledger, year) if gap.register == "booklets")
    town.ledger.undo()
    assert {len(rows) for rows in owed.rows_by_person.values()} == {1}
    assert len(owed.rows_by_person) == 2  # 甲 of the year 2021, 乙 of 2022


def test_the_ledger_says_which_kind_of_year_and_shows_what_came_back_after_it(town: Town) -> None:
    """On paper the list of a past year is that of today: a booklet comes back when its year is over."""
    listing = Listing(town.ledger, BY_KEY["booklets"], Query(year=2022))
    rows = list(listing.rows())
    unit_line = " ".join(listing.head(rows).unit_line)
    assert "2022登记年度（4月至次年3月） 截至2023年6月30日" in unit_line
    states = {row["deputy"].name: row["state"] for row in rows}
    assert states == {
        "甲": "collected",
        "乙": "issued",
        "丙": "collected",
        "丁": "prepared",
        "外人": "issued",
    }
