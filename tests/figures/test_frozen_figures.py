"""Frozen figures: what was reported stays, and each later edit is told with the records that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.row_ranges import as_ranges, ids_in
from app.figures.catalogue import figures_of
from app.figures.frozen_figures import Difference, differences, snapshots_of
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from app.work.figure_freezing import freeze, frozen_with
from tests.kept_ledgers import new_ledger

YEAR, TODAY = 2022, date(2023, 2, 1)
COUNT, RATE = "opinions.received", "opinions.conclusion_rate"


@pytest.mark.parametrize(
    ("ids", "words"),
    [((), ""), ((7,), "7"), ((3, 1, 2, 2), "1-3"), ((1, 3, 4, 9), "1,3-4,9")],
)
def test_ids_are_kept_as_ranges(ids: tuple[int, ...], words: str) -> None:
    assert as_ranges(ids) == words
    assert ids_in(words) == tuple(sorted(set(ids)))


def matter(day: str, concluded: str = "") -> dict[str, Any]:
    values: dict[str, Any] = {
        "class": "群众意见",
        "source": "接待",
        "raised_on": f"2022-{day}",
        "content": f"事{day}",
    }
    if concluded:
        values |= {
            "assigned_on": values["raised_on"],
            "replied_on": f"2022-{concluded}",
            "concluded_on": f"2022-{concluded}",
        }
    return values


@pytest.fixture
def ledger(tmp_path: Any) -> Iterator[Ledger]:
    """Three concluded of four: 75.0%."""
    with new_ledger(tmp_path / "data", term=16, term_started=date(2016, 11, 10), today=TODAY) as ledger:
        for day, concluded in (("03-01", "04-01"), ("03-02", "04-02"), ("03-03", "04-03"), ("03-04", "")):
            enter(ledger, matter(day, concluded))
        yield ledger


def enter(ledger: Ledger, values: dict[str, Any], row: int | None = None) -> int:
    read, problems = ledger.read_values("suggestions", values, row_id=row)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    with ledger.act("录入") as act:
        if row is None:
            return act.add("suggestions", read)
        act.change("suggestions", row, read)
        return row


def told(ledger: Ledger) -> dict[str, Difference]:
    found = differences(ledger, snapshots_of(ledger, YEAR)[0])
    return {one.now.figure.key if one.now else one.item: one for one in found}


def test_nothing_differs_until_something_is_edited(ledger: Ledger) -> None:
    assert freeze(ledger, YEAR)
    assert told(ledger) == {}
    assert not freeze(ledger, YEAR), "the same once more is no second snapshot"
    assert len(snapshots_of(ledger, YEAR)) == 1
    assert snapshots_of(ledger, YEAR - 1) == []


def test_a_row_that_came_is_named_in_count_and_rate(ledger: Ledger) -> None:
    freeze(ledger, YEAR)
    row = enter(ledger, matter("03-05"))
    found = told(ledger)
    assert found[COUNT].sentence == "收到群众意见：定稿时 4件，现在 5件。"
    assert found[COUNT].came == (row,)
    assert found[RATE].sentence == "群众意见办结率：定稿时 75.0%（3/4），现在 60.0%（3/5）。"
    assert (found[RATE].came, found[RATE].went, found[RATE].changed) == ((row,), (), {})
    assert "receptions.batches" not in found


def test_a_row_that_went_is_told_from_one_that_was_removed(ledger: Ledger) -> None:
    freeze(ledger, YEAR)
    enter(ledger, {"exit_kind": "撤回", "exit_on": "2022-12-20", "exit_reason": "本人要求"}, 1)
    with ledger.act("删除") as act:
        act.remove("suggestions", 2, "重复")
    rate = told(ledger)[RATE]
    assert rate.sentence == "群众意见办结率：定稿时 75.0%（3/4），现在 50.0%（1/2）。"
    assert (rate.came, rate.went, rate.removed) == ((), (1,), (2,))
    assert rate.changed == {1: ("不再办理", "不再办理日期", "不再办理理由")}
    ledger.undo()
    ledger.undo()
    assert told(ledger) == {}, "what was taken back is no difference"


def test_a_late_correction_of_the_state_by_the_cut_off_shows_and_a_second_round_after_it_does_not(
    ledger: Ledger,
) -> None:
    freeze(ledger, YEAR)
    again = [{"assigned_on": "2022-03-01", "replied_on": "2022-04-01", "feedback_on": "2023-01-10", "feedback": "不满意"},
             {"assigned_on": "2023-01-11", "replied_on": "2023-01-20"}]  # fmt: skip
    enter(ledger, {"rounds": again}, 1)
    assert told(ledger) == {}
    enter(ledger, {"concluded_on": "2022-12-31", "assigned_on": "2022-03-04", "replied_on": "2022-12-30"}, 4)
    found = told(ledger)
    assert found[RATE].sentence.endswith("现在 100.0%（4/4）。")
    assert found[RATE].came == (4,)
    assert set(found[RATE].changed) == {1, 4}
    assert set(found[RATE].changed[4]) == {"历次办理", "办结日期"}


def test_a_sum_that_stands_tells_which_parts_changed(ledger: Ledger) -> None:
    """The report's charts show the parts: from one category to another is a difference too."""
    freeze(ledger, YEAR)
    roads = ledger.rows("suggestion_categories", [1])[0]["name"]
    enter(ledger, {"category": roads}, 1)
    found = told(ledger)
    assert found[COUNT].sentence == (
        "收到群众意见：数字没有变（4件），分项变了："
        f"分类“未分类”定稿时 4，现在 3；分类“{roads}”定稿时没有，现在 1。"
    )
    assert "分类“未分类”定稿时 3/4，现在 2/3" in found[RATE].sentence
    assert (found[COUNT].came, found[COUNT].went) == ((), ())
    assert found[COUNT].changed == {1: ("分类",)}
    ledger.undo()
    assert told(ledger) == {}


def test_many_parts_are_counted_and_the_first_named(ledger: Ledger) -> None:
    freeze(ledger, YEAR)
    for row in (1, 2, 3, 4):
        enter(ledger, {"category": ledger.rows("suggestion_categories", [row])[0]["name"]}, row)
    sentence = told(ledger)[COUNT].sentence
    assert sentence.count("定稿时") == 3
    assert sentence.endswith("等 5 处。")


def test_what_an_older_program_froze_without_its_parts_is_compared_as_before(ledger: Ledger) -> None:
    freeze(ledger, YEAR)
    kept = snapshots_of(ledger, YEAR)[0]
    enter(ledger, {"category": ledger.rows("suggestion_categories", [1])[0]["name"]}, 1)
    behind = [{key: words for key, words in one.items() if key != "splits"} for one in kept["behind"]]
    assert differences(ledger, kept) != []
    assert differences(ledger, {**kept, "behind": behind}) == []


def test_another_rule_is_told(ledger: Ledger) -> None:
    freeze(ledger, YEAR)
    values, _ = ledger.read_values("office", {"concluded_means": "done"}, row_id=1)
    with ledger.act("设置") as act:
        act.change("office", 1, values)
    assert (
        told(ledger)[RATE].sentence == "群众意见办结率：定稿时 75.0%（3/4），现在 0.0%（0/4）；口径也改了。"
    )


def test_a_snapshot_cannot_be_changed_but_removed_and_brought_back(ledger: Ledger) -> None:
    freeze(ledger, YEAR)
    row = snapshots_of(ledger, YEAR)[0]
    with pytest.raises(Refused, match="不能改"), ledger.act("改") as act:
        act.change("figure_snapshots", row["id"], {"figures": ({"item": "收到群众意见", "figure": "9件"},)})
    with ledger.act("备注") as act:
        act.change("figure_snapshots", row["id"], {"note": "已报县人大"})
    with ledger.act("删除") as act:
        act.remove("figure_snapshots", row["id"], "定错了")
    assert snapshots_of(ledger, YEAR) == []
    ledger.undo()
    assert snapshots_of(ledger, YEAR)[0]["note"] == "已报县人大"


def test_a_report_that_failed_freezes_nothing(ledger: Ledger) -> None:
    with (
        pytest.raises(OSError, match="满"),
        frozen_with(ledger, YEAR, figures_of(ledger, YEAR), "主席团工作报告"),
    ):
        raise OSError("磁盘满")
    assert snapshots_of(ledger, YEAR) == []


def test_two_terms_and_two_days_have_snapshots_of_their_own(ledger: Ledger) -> None:
    freeze(ledger, YEAR)
    freeze(ledger, YEAR, figures_of(ledger, YEAR, date(2023, 1, 31)))
    freeze(ledger, YEAR + 1)
    assert [row["until"] for row in snapshots_of(ledger, YEAR)] == [date(2023, 1, 31), date(2022, 12, 31)]
    assert [row["until"] for row in snapshots_of(ledger, YEAR + 1)] == [date(2023, 12, 31)]
