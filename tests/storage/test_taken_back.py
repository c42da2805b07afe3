"""What is taken back or fetched from the recycle bin: called by its name, whole, once, and counted as the clerk counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.days import PartialDate
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from tests.kept_ledgers import copied_elsewhere
from tests.storage.conftest import enter, names

Add = Callable[..., int]


def removed(ledger: Ledger, key: str, *rows: int) -> None:
    with ledger.act("删除") as act:
        for row in rows:
            act.remove(key, row, "录错了")


def in_bin(ledger: Ledger, key: str, row: int) -> int:
    (entry,) = (entry.id for entry in ledger.bin(key) if entry.row == row)
    return entry


def reception(ledger: Ledger, day: str = "2022-07-01") -> int:
    if not ledger.count("liaison_sites"):
        enter(ledger, "liaison_sites", {"name": "镇联络室", "kind": "room"})
    raw = {"held_on": day, "site": "镇联络室", "kind": "接访", "deputies": "王芳"}
    return enter(ledger, "receptions", raw)


def test_deputies_come_back_by_their_own_names(ledger: Ledger, deputy: Add) -> None:
    """Two went in one act, each with her person; a third keeps a mandate of another level and so her person."""
    first, second = deputy("王芳"), deputy("李明")
    number = {"id_number": "999999197501010019"}
    enter(ledger, "terms", {"level": "县", "ordinal": "16", "started_on": "2016-11-10"})
    kept, third = deputy("陈秀英", **number), deputy("陈秀英", **number | {"level": "县", "term": "第十六届"})
    assert ledger.count("people") == 3
    removed(ledger, "deputies", second, third, first)
    assert names(ledger) == ["陈秀英"]
    for row, name in ((first, "王芳"), (second, "李明"), (third, "陈秀英")):
        assert ledger.restore(in_bin(ledger, "deputies", row)).endswith(f"“{name}”")
    assert {row["id"]: row["name"] for row in ledger.rows("deputies", ledger.ids("deputies"))} == {
        first: "王芳",
        second: "李明",
        kept: "陈秀英",
        third: "陈秀英",
    }
    assert ledger.count("people") == 3 and ledger.bin() == []


def test_what_was_removed_twice_comes_back_once_and_with_what_followed_from_it_then(
    ledger: Ledger, deputy: Add
) -> None:
    deputy("王芳")
    row, other = reception(ledger), reception(ledger, "2022-07-02")
    removed(ledger, "receptions", row)
    ledger.restore(in_bin(ledger, "receptions", row))
    removed(ledger, "receptions", other)
    removed(ledger, "receptions", row)
    assert ledger.count("performance_records") == 0
    ledger.restore(in_bin(ledger, "receptions", row))
    assert ledger.ids("receptions") == [row] and ledger.count("performance_records") == 1
    with pytest.raises(Refused, match="已经恢复过了"):
        ledger.restore(max(entry.id for entry in ledger.history("receptions", row) if entry.op == "remove"))
    assert [entry.row for entry in ledger.bin()] == [other]


def test_a_removal_that_was_taken_back_leaves_nothing_in_the_bin(ledger: Ledger) -> None:
    """Not even when the record itself is taken back after it: it was never thrown away."""
    group = enter(ledger, "deputy_groups", {"name": "第一小组"})
    removed(ledger, "deputy_groups", group)
    ledger.undo()
    ledger.undo()
    assert ledger.count("deputy_groups") == 0 and ledger.bin() == []


@pytest.fixture
def signed(ledger: Ledger) -> Ledger:
    """A ledger whose year 2021 was signed for."""
    copied_elsewhere(ledger)
    with ledger.act("签收") as act:
        act.add("filed_years", {"filed_for": PartialDate(2021), "signed_on": ledger.today})
    return ledger


def test_what_only_follows_from_a_record_locks_it_to_no_year(signed: Ledger, deputy: Add) -> None:
    """A roll that was imported by mistake goes by one key, though by-elections of a signed year follow from it."""
    mandate = deputy("王芳", elected_on="2021-05-01")
    (change,) = signed.rows("mandate_changes", signed.ids("mandate_changes"))
    assert str(change["occurred_on"]) == "2021-05-01"
    with signed.act("改当选日期") as act:
        act.change("deputies", mandate, {"elected_on": PartialDate(2021, 6, 1)})
    signed.undo()
    signed.redo()
    signed.undo()
    signed.undo()
    assert signed.count("deputies") == signed.count("mandate_changes") == 0
    signed.redo()
    assert signed.count("deputies") == signed.count("mandate_changes") == 1


def test_each_change_is_put_back_with_the_reason_that_it_was_given(signed: Ledger) -> None:
    """Two changes of one record of a signed year, each taken back and put back: the history says why each was made."""
    with signed.for_reason("漏登"):
        row = enter(signed, "trainings", {"title": "组织法", "held_on": "2021-05-01"})
    for why in ("名称录错", "补记地点"):
        with signed.for_reason(why), signed.act(why) as act:
            act.change("trainings", row, {"note": why})
        with signed.for_reason("点错了"):
            signed.undo()
        signed.redo()
        assert [entry.why for entry in signed.history("trainings", row)][:3] == [why, "点错了", why]


@pytest.mark.parametrize(
    ("key", "values", "records"),
    [("deputies", {"name": "王芳芳"}, 1), ("deputies", {"note": "补"}, 1), ("office", {"town": "石狗镇"}, 0)],
    ids=["her name is her person's", "her mandate", "settings are no records"],
)
def test_an_act_is_counted_in_records_that_the_clerk_sees(
    key: str, values: dict[str, str], records: int, ledger: Ledger, deputy: Add
) -> None:
    mandate, other = deputy("王芳"), deputy("李明")
    row = mandate if key == "deputies" else ledger.ids(key)[0]
    with ledger.act("改") as act:
        act.change(key, row, values)
    step = ledger.undoable()
    assert step is not None and step.records == records
    with ledger.act("改两人") as act:
        act.change("deputies", mandate, {"name": "王小芳"})
        act.change("deputies", other, {"name": "李小明", "note": "核对过"})
    step = ledger.undoable()
    assert step is not None and (step.records, step.files) == (2, 0)


def test_what_an_act_wrote_several_times_is_counted_once(ledger: Ledger, tmp_path: Path) -> None:
    scan = tmp_path / "会议记录.pdf"
    scan.write_bytes(b"%PDF-1.4")
    with ledger.act("编组") as act:
        group = act.add("deputy_groups", {"name": "第一小组"})
        act.change("deputy_groups", group, {"name": "第一代表小组"})
        file = act.attach("deputy_groups", group, scan)
        act.change("attachments", file, {"role": "photo"})
    step = ledger.undoable()
    assert step is not None and step.extent == "共 1 条记录、1 个附件"
