"""The figures of the sites over two rounds of checks, each counted by hand on and around the days they change.

site    in use                round 一 (3.1)        round 二 (9.1 room, 9.2 others)
联络室  since 2020            sign met, rules not   both met, staff missing
东村站  since May             –                     sign met, rules partly
西村点  until 30 September    –                     sign not

What 联络室 lacked was put right on 10 June, what 东村站 lacked on 1 November.  A round of the year before and one
of the year after are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.figures.site_standard import open_sites
from tests.data.sites import item
from tests.figures.town import Town

CHECKS = [
    ("联络室", "有牌子", "旧", "2021-12-31", "missing", None),
    ("联络室", "有牌子", "一", "2022-03-01", "met", None),
    ("联络室", "有制度", "一", "2022-03-01", "missing", "2022-06-10"),
    ("联络室", "有牌子", "二", "2022-09-01", "met", None),
    ("联络室", "有制度", "二", "2022-09-01", "met", None),
    ("联络室", "有人员", "二", "2022-09-01", "missing", None),
    ("东村站", "有牌子", "二", "2022-09-02", "met", None),
    ("东村站", "有制度", "二", "2022-09-02", "partly", "2022-11-01"),
    ("西村点", "有牌子", "二", "2022-09-02", "missing", None),
    ("联络室", "有牌子", "三", "2023-01-01", "missing", None),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("sites") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        town = Town(folder)
        places = {
            "西村点": {"kind": "point", "closed_on": date(2022, 10, 1)},
            "东村站": {"kind": "station", "founded_on": PartialDate(2022, 5)},
            "联络室": {"kind": "room", "founded_on": PartialDate(2020)},
        }
        sites = {
            name: Ref(town.add("liaison_sites", name=name, **more), name) for name, more in places.items()
        }
        for site, name, round_name, day, result, fixed in CHECKS:
            town.add("site_checks", site=sites[site], item=Ref(item(town.ledger, name), name), round=round_name,
                     checked_on=date.fromisoformat(day), result=result,
                     fixed_on=date.fromisoformat(fixed) if fixed else None)  # fmt: skip
        yield town
        town.ledger.close()


COUNTED = {
    # until: sites in use, those that meet all, items met
    "2022-02-28": ("2个", "—", "—"),
    "2022-03-01": ("2个", "0.0%（0/1）", "50.0%（1/2）"),
    "2022-04-30": ("2个", "0.0%（0/1）", "50.0%（1/2）"),
    "2022-05-01": ("3个", "0.0%（0/1）", "50.0%（1/2）"),
    "2022-06-09": ("3个", "0.0%（0/1）", "50.0%（1/2）"),
    "2022-06-10": ("3个", "100.0%（1/1）", "100.0%（2/2）"),
    "2022-09-01": ("3个", "0.0%（0/1）", "66.7%（2/3）"),
    "2022-09-02": ("3个", "0.0%（0/3）", "50.0%（3/6）"),
    "2022-09-30": ("3个", "0.0%（0/3）", "50.0%（3/6）"),
    "2022-10-01": ("2个", "0.0%（0/2）", "60.0%（3/5）"),
    "2022-11-01": ("2个", "50.0%（1/2）", "80.0%（4/5）"),
    "2022-12-31": ("2个", "50.0%（1/2）", "80.0%（4/5）"),
}


@pytest.mark.parametrize("until", COUNTED)
def test_sites_on_a_day_are_what_was_counted_by_hand(town: Town, until: str) -> None:
    keys = ("count", "meeting_all", "items_met")
    assert tuple(town.figure(f"sites.{key}", until=until).words for key in keys) == COUNTED[until]


def test_each_kind_and_each_site_has_its_part(town: Town) -> None:
    assert town.figure("sites.count", until="2022-09-02").by == {
        "kind": {"联络室": 1, "联络站": 1, "联络点": 1}
    }
    parts = town.figure("sites.items_met", until="2022-09-02").by
    shares = {name: (part["numerator"], part["denominator"]) for name, part in parts["site"].items()}
    assert shares == {"联络室": (2, 3), "东村站": (1, 2), "西村点": (0, 1)}
    items = {name: (part["numerator"], part["denominator"]) for name, part in parts["item"].items()}
    assert items == {"有牌子": (2, 3), "有制度": (1, 2), "有人员": (0, 1)}


def test_the_board_shows_the_sites_in_use_with_the_room_first(town: Town) -> None:
    names = {
        day: [site["name"] for site in open_sites(town.ledger, date.fromisoformat(day))]
        for day in ("2022-04-30", "2022-05-01", "2022-10-01")
    }
    assert names == {
        "2022-04-30": ["联络室", "西村点"],
        "2022-05-01": ["联络室", "东村站", "西村点"],
        "2022-10-01": ["联络室", "东村站"],
    }
