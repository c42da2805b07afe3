"""大事记 is proposed once from what other registers tell, and the clerk's words stay hers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.storage.checks.source_gaps import source_gaps
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work.chronicle import KEY, proposals, propose
from tests.kept_ledgers import open_ledger, sample_folder


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 7, 20)) as opened:
        yield opened


def contents(ledger: Ledger) -> list[str]:
    return [row["content"] for row in ledger.rows(KEY, ledger.ids(KEY))]


def test_what_has_happened_by_today_is_proposed_as_one_act(ledger: Ledger) -> None:
    before = contents(ledger)
    count = propose(ledger, 2022)
    added = [words for words in contents(ledger) if words not in before]
    assert len(added) == count
    assert "召开迳口镇第十六届人民代表大会第五次会议。" in added
    assert "选举邓启明为镇长。" in added
    assert "开展视察“农田清淤工程进展”，参加代表7名。" in added
    assert not any("第六次会议" in words for words in added)  # it is still to come
    ledger.undo()
    assert contents(ledger) == before


def test_nothing_is_proposed_twice_reworded_or_removed(ledger: Ledger) -> None:
    propose(ledger, 2022)
    first, second = [row["id"] for row in ledger.rows(KEY, ledger.ids(KEY)) if row["source"]][:2]
    with ledger.act("改") as act:
        act.change(KEY, first, {"content": "另有说法"})
        act.remove(KEY, second, why="不算大事")
    assert proposals(ledger, 2022) == []


def test_deputies_who_report_at_one_meeting_are_one_entry(tmp_path: Path) -> None:
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as ledger:
        reports = [one.content for one in proposals(ledger, 2022) if "述职" in one.content]
    assert reports == ["苏月娥、温志明在横岗村文化室向选民述职。", "黄锦荣、温婉仪在凤山村文化室向选民述职。"]


def test_what_an_entry_tells_of_is_held_against_its_row(ledger: Ledger) -> None:
    """Moved to another day, or removed and entered again: told, and not proposed a second time."""
    propose(ledger, 2022)
    first, second = ledger.ids("inspections", Query(year=2022, order=("held_on",)))[:2]
    again = dict(ledger.rows("inspections", [second], bare=True)[0])
    with ledger.act("更正") as act:
        act.change("inspections", first, {"held_on": date(2022, 1, 9)})
        act.remove("inspections", second, why="登错")
        act.add("inspections", {**again, "title": "另一个题目"})
    assert proposals(ledger, 2022) == []
    sentences = [finding.sentence for finding in source_gaps(ledger)]
    assert len(sentences) == 2
    assert any("日期现在是 2022-01-09" in sentence for sentence in sentences)
    assert any("那一条已经删除" in sentence for sentence in sentences)
