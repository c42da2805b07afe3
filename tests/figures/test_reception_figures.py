"""Receptions by hand: records, persons who came, deputies who received."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.storage.checks.doubts import doubts_of
from tests.figures.town import Town

RECEPTIONS = BY_KEY["receptions"]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path / "data")
    made.term("county", 15, None)
    made.elect("王芳", "李明", "丁一")
    made.elect("王芳", level="county", term=15)
    yield made
    made.ledger.close()


@pytest.mark.parametrize(
    ("came", "persons"),
    [
        ([[]], None),
        ([[""]], None),
        ([["张三 东村"]], 1),
        ([["张三 东村", "张三 西村"]], 2),  # two of one name in two villages
        ([["张三 东村"], ["张三 东村"]], 1),  # the same person twice
        ([["张三"], ["张三 东村"]], 1),  # without a village: the one who has one
        ([["张三"], ["张三 东村", "张三 西村"]], 2),
        ([["张三"], ["张三"]], 1),
        ([["!赵八 西村"]], 1),  # confidential ones count
        ([["!赵八 西村"], ["赵八 西村"]], 1),  # and are compared by name
        ([["!赵八 西村"], ["!赵八 东村"]], 2),
        ([["!赵八 西村", "!钱九 西村"], ["!赵八 西村"]], 2),
        ([["! 西村"]], None),  # confidential and not even a name kept
        ([["张 三 东村"]], 1),
        ([["张三 东村", "李四", "王五 西村"], ["李四", "!王五 西村", "王五"]], 3),
    ],
)
def test_distinct_visitors(town: Town, came: Sequence[Sequence[str]], persons: int | None) -> None:
    for number, visitors in enumerate(came, start=1):
        town.reception(f"2022-02-{number:02d}", visitors=visitors)
    value = town.figure("receptions.visitors_distinct")
    assert value.value == persons
    assert value.words == ("—" if persons is None else f"{persons}人")


def test_no_confidential_name_leaves_the_figure(town: Town) -> None:
    town.reception("2022-02-28", visitors=["!赵八斤 西村", "张三 东村"])
    told = json.dumps(town.figure("receptions.visitors_distinct").plain(), ensure_ascii=False)
    assert "赵八斤" not in told and '"value": 2' in told


@pytest.mark.parametrize(
    ("deputies", "more", "times"),
    [
        ([], {}, 0),
        (["王芳@township16", "李明"], {}, 2),
        (["王芳@township16", "王芳@county15"], {}, 1),  # one person, two mandates
        (["王芳@township16", "某某"], {}, 2),  # a name linked to nobody counts
        (["某某", "某某"], {}, 1),
        (["李明", "李明"], {}, 1),
        (["李明"], {"deputy_count": 4}, 4),
        ([], {"deputy_count": 3}, 3),
        (["已故", "李明"], {}, 1),  # not in office that day
        (["已故", "李明"], {"deputy_count": 5}, 4),
    ],
)
def test_deputy_times(town: Town, deputies: list[str], more: dict[str, int], times: int) -> None:
    town.elect("已故")
    town.event("已故", "died", "2022-02-28")
    town.reception("2022-02-28", deputies, **more)
    assert town.figure("receptions.deputy_times").value == times


def test_one_of_two_mandates_that_could_act_is_enough(town: Town) -> None:
    town.event("王芳@county15", "resigned", "2022-02-01")
    town.reception("2022-02-28", ["王芳@township16", "王芳@county15"])
    town.reception("2022-02-28", ["王芳@county15", "王芳@township16"], site="东村站")
    assert town.figure("receptions.deputy_times").value == 2


def test_a_name_written_twice_counts_once_though_only_one_is_linked(town: Town) -> None:
    town.reception("2022-02-28", ["李明"])
    row = town.reception("2022-03-01", ["李明"])
    with town.ledger.act("试") as act:
        act.change(
            "receptions", row, {"deputies": (town.mandates["李明"], Ref(None, "李明"), Ref(None, "李鸣"))}
        )
    assert town.figure("receptions.deputy_times").value == 3


def test_participation_counts_each_person_once(town: Town) -> None:
    town.reception("2022-01-15", ["王芳@township16", "李明"])
    town.reception("2022-02-15", ["王芳@county15", "某某"])
    town.reception("2023-01-15", ["丁一"])
    assert town.figure("receptions.deputy_participation").words == "66.7%（2/3）"
    assert town.figure("receptions.deputy_participation", until="2022-01-14").words == "0.0%（0/3）"
    assert town.figure("receptions.deputy_participation", 2023).words == "33.3%（1/3）"


def test_one_record_is_one_batch_and_a_second_of_that_time_is_doubted(town: Town) -> None:
    rows = [
        town.reception("2022-03-01", time_from="9:00"),
        town.reception("2022-03-01", time_from="9:00", kind="outreach"),
        town.reception("2022-03-01", time_from="14:30"),
        town.reception("2022-03-01", time_from="9:00", site="东村站"),
        town.reception("2022-03-02"),
        town.reception("2022-03-02", kind="outreach"),
        town.reception("2022-03-03"),
        town.reception("2022-03-04"),
        town.reception("2022-03-04"),
    ]
    assert town.figure("receptions.batches").value == 9
    assert "一条接待登记为一批次" in town.figure("receptions.batches").figure.rule
    told = {
        number
        for number, row in enumerate(town.ledger.rows("receptions", rows))
        if any(doubt.problem.code == "same_reception" for doubt in doubts_of(town.ledger, RECEPTIONS, row))
    }
    assert told == {0, 1, 4, 5, 7, 8}


def test_a_record_is_not_its_own_double_when_it_is_changed_or_imported_again(town: Town) -> None:
    row = town.reception("2022-03-01", no="2022-001")
    for row_id in (row, None):
        kept = town.ledger.rows("receptions", [row])[0]
        raw = {"no": kept["no"], "held_on": kept["held_on"], "site": kept["site"], "kind": "outreach"}
        _, problems = town.ledger.read_values("receptions", raw, row_id=row_id)
        assert not [problem for problem in problems if problem.code == "same_reception"]


def test_a_place_that_is_linked_to_nothing_is_named(town: Town) -> None:
    town.reception("2022-03-01", ["李明"])
    row = town.reception("2022-03-02", ["李明"])
    town.ledger.core.connection.execute(
        "UPDATE receptions SET site=NULL, site_name='老戏台' WHERE id=?", (row,)
    )
    assert town.figure("receptions.deputy_times").by["site"] == {"联络室": 1, "老戏台": 1}
