"""The figures of receptions over seven records, each counted by hand on and around the days they fall on.

day          place   kind  who came                        received by
2021.12.31   联络室  接访  张三东村                        李明
1.1          联络室  接访  张三东村 张三西村               李明
2.28         东村站  下访  张三东村, 5 in all              李明 王芳
3.31         联络室  接访  nobody                          nobody
4.1          东村站  约访  李四                            某某 (linked to nobody)
12.31        联络室  接访  3 without names                 2 without names
2023.1.1     联络室  接访  王五                            丁一
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.figures.town import Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("receptions") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        town = Town(folder)
        town.elect("李明", "王芳", "丁一")
        town.reception("2021-12-31", ["李明"], ["张三 东村"])
        town.reception("2022-01-01", ["李明"], ["张三 东村", "张三 西村"])
        town.reception(
            "2022-02-28", ["李明", "王芳"], ["张三 东村"], "东村站", kind="outreach", visitor_count=5
        )
        town.reception("2022-03-31")
        town.reception("2022-04-01", ["某某"], ["李四"], "东村站", kind="by_appointment")
        town.reception("2022-12-31", visitor_count=3, deputy_count=2)
        town.reception("2023-01-01", ["丁一"], ["王五"])
        yield town
        town.ledger.close()


COUNTED = {
    # until: batches, persons times, deputies times, different persons, deputies who took part of three
    "2021-12-31": ("0批次", "0人次", "0人次", "—", "—"),
    "2022-01-01": ("1批次", "2人次", "1人次", "2人", "33.3%（1/3）"),
    "2022-02-27": ("1批次", "2人次", "1人次", "2人", "33.3%（1/3）"),
    "2022-02-28": ("2批次", "7人次", "3人次", "2人", "66.7%（2/3）"),
    "2022-03-30": ("2批次", "7人次", "3人次", "2人", "66.7%（2/3）"),
    "2022-03-31": ("3批次", "7人次", "3人次", "2人", "66.7%（2/3）"),
    "2022-04-01": ("4批次", "8人次", "4人次", "3人", "66.7%（2/3）"),
    "2022-12-30": ("4批次", "8人次", "4人次", "3人", "66.7%（2/3）"),
    "2022-12-31": ("5批次", "11人次", "6人次", "3人", "66.7%（2/3）"),
    "2023-06-30": ("5批次", "11人次", "6人次", "3人", "66.7%（2/3）"),
}
KEYS = ("batches", "visitor_times", "deputy_times", "visitors_distinct", "deputy_participation")


@pytest.mark.parametrize("until", COUNTED)
def test_receptions_up_to_a_day_are_what_was_counted_by_hand(town: Town, until: str) -> None:
    assert tuple(town.figure(f"receptions.{key}", until=until).words for key in KEYS) == COUNTED[until]


SPLITS = [
    ("batches", "quarter", {"第一季度": 3, "第二季度": 1, "第四季度": 1}),
    ("batches", "kind", {"接访": 3, "下访": 1, "约访": 1}),
    ("batches", "site", {"联络室": 3, "东村站": 2}),
    ("visitor_times", "site", {"联络室": 5, "东村站": 6}),
    ("deputy_times", "quarter", {"第一季度": 3, "第二季度": 1, "第四季度": 2}),
    # 张三 of 东村 came to both places and is one person at each
    ("visitors_distinct", "site", {"联络室": 2, "东村站": 2}),
    ("visitors_distinct", "quarter", {"第一季度": 2, "第二季度": 1}),
]


@pytest.mark.parametrize(("key", "dimension", "parts"), SPLITS)
def test_splits_of_receptions_are_what_was_counted_by_hand(
    town: Town, key: str, dimension: str, parts: dict[str, int]
) -> None:
    assert town.figure(f"receptions.{key}").by[dimension] == parts


def test_each_year_has_its_own(town: Town) -> None:
    batches = [town.figure("receptions.batches", year).value for year in (2020, 2021, 2022, 2023)]
    assert batches == [0, 1, 5, 1]
