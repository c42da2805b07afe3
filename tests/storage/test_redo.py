"""What was taken back is put back in its order, also after closing, and never over what was done since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.storage.checks.check import damage
from app.storage.ledger import Ledger, Refused
from app.storage.values.statistics import digest as digest_of
from tests.storage.conftest import TODAY, enter

Add = Callable[..., int]


def digest(ledger: Ledger) -> str:
    return digest_of(ledger.core)


def changed(ledger: Ledger, mandate: int, note: str) -> None:
    with ledger.act(f"改为{note}") as act:
        act.change("deputies", mandate, {"note": note})


def test_what_was_taken_back_comes_back_in_order(folder: Path) -> None:
    with Ledger.open(folder, today=TODAY) as ledger:
        states = [digest(ledger)]
        mandate = enter(ledger, "deputies", {"name": "王芳", "level": "镇"})
        states.append(digest(ledger))
        for note in ("一", "二"):
            changed(ledger, mandate, note)
            states.append(digest(ledger))
        for state in reversed(states[:-1]):
            ledger.undo()
            assert digest(ledger) == state
        assert ledger.undoable() is None
    with Ledger.open(folder, today=TODAY) as ledger:  # it survives closing
        names = []
        for state in states[1:]:
            names.append(ledger.redo())
            assert digest(ledger) == state
        assert names == ["新增deputies", "改为一", "改为二"]
        assert ledger.redoable() is None
        with pytest.raises(Refused, match="没有可以重做"):
            ledger.redo()
        assert ledger.undo() == "改为二"
        assert digest(ledger) == states[-2]
        assert ledger.redo() == "改为二"
        assert digest(ledger) == states[-1]
        assert damage(ledger) == []


def test_a_row_that_was_touched_since_is_not_overwritten(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy("王芳")
    changed(ledger, mandate, "一")
    ledger.undo()
    changed(ledger, mandate, "二")
    before = digest(ledger)
    with pytest.raises(Refused, match="“改为一”之后又改过同一条记录，不能重做"):
        ledger.redo()
    assert digest(ledger) == before
    assert ledger.undo() == "改为二"
    assert ledger.redo() == "改为二"  # the newest undo comes first
    assert digest(ledger) == before


def test_a_row_added_and_changed_in_one_act_comes_back(ledger: Ledger) -> None:
    with ledger.act("编组") as act:
        group = act.add("deputy_groups", {"name": "第一小组"})
        act.change("deputy_groups", group, {"name": "第一代表小组"})
    done = digest(ledger)
    ledger.undo()
    ledger.redo()
    assert digest(ledger) == done


def test_what_names_a_row_that_is_gone_is_not_put_back(ledger: Ledger, deputy: Add) -> None:
    group = enter(ledger, "deputy_groups", {"name": "第一小组"})
    with ledger.act("编入小组") as act:
        row = ledger.read_values("deputies", {"name": "王芳", "level": "镇", "deputy_group": "第一小组"})[0]
        act.add("deputies", row)
    ledger.undo()
    with ledger.act("删小组") as act:
        act.remove("deputy_groups", group, "试")
    with pytest.raises(Refused, match="第一小组"):
        ledger.redo()
    assert ledger.count("deputies") == 0


def test_what_follows_from_a_record_is_not_counted_beside_it(ledger: Ledger, deputy: Add) -> None:
    deputy("王芳")
    enter(ledger, "liaison_sites", {"name": "镇联络室", "kind": "room"})
    enter(
        ledger,
        "receptions",
        {"held_on": "2022-07-01", "site": "镇联络室", "kind": "接访", "deputies": "王芳"},
    )
    assert ledger.count("performance_records") == 1
    step = ledger.undoable()
    assert step is not None
    assert (step.name, step.records, step.extent) == ("新增receptions", 1, "共 1 条记录")
    assert step._replace(files=2).extent == "共 1 条记录、2 个附件"
    assert step._replace(records=0).extent == "不涉及台账记录"


def test_what_set_the_ledger_up_stays(ledger: Ledger, deputy: Add) -> None:
    with ledger.act("录入示例年度", lasting=True) as act:
        act.add("electoral_districts", {"name": "第一选区", "level": "township"})
    assert ledger.undoable() is None
    mandate = deputy("王芳")
    step = ledger.undoable()
    assert step is not None
    assert (step.name, step.records) == ("新增deputies", 1)  # and not her person beside
    changed(ledger, mandate, "一")
    ledger.undo()
    ledger.undo()
    with pytest.raises(Refused, match="没有可以撤销"):
        ledger.undo()
    assert ledger.count("electoral_districts") == 1


def test_ctrl_z_after_ctrl_y_takes_back_the_same(ledger: Ledger, deputy: Add) -> None:
    changed(ledger, deputy("王芳"), "一")
    ledger.undo()
    enter(ledger, "deputy_groups", {"name": "第一小组"})
    assert [ledger.redo(), ledger.undo(), ledger.redo()] == ["改为一"] * 3
    assert [ledger.undo(), ledger.undo()] == ["改为一", "新增deputy_groups"]


def test_the_bin_holds_a_removal_that_was_put_back_and_one_whose_return_was_taken_back(
    ledger: Ledger,
) -> None:
    group = enter(ledger, "deputy_groups", {"name": "第一小组"})
    with ledger.act("删小组") as act:
        act.remove("deputy_groups", group, "录错")
    entries = ledger.bin()
    assert [(entry.row, entry.why) for entry in entries] == [(group, "录错")]
    ledger.undo()
    assert ledger.bin() == []
    ledger.redo()
    assert ledger.bin() == entries
    ledger.restore(entries[0].id)
    assert ledger.bin() == []
    assert ledger.undo() == "恢复代表小组“第一小组”"
    assert (ledger.bin(), ledger.count("deputy_groups")) == (entries, 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from("一二三UUURR"), max_size=14))
def test_any_walk_back_and_forth_ends_where_a_list_of_states_says(folder: Path, moves: list[str]) -> None:
    """Acts on rows of their own: nothing stands in the way of a redo, however many acts came since."""
    with Ledger.open(folder, today=TODAY) as ledger:
        ledger.core.connection.execute("PRAGMA synchronous=OFF")
        begun = ledger.count("electoral_districts")
        done: list[int] = []
        undone: list[int] = []
        for number, move in enumerate(moves):
            if move == "U" and done:
                ledger.undo()
                undone.append(done.pop())
            elif move == "R" and undone:
                ledger.redo()
                done.append(undone.pop())  # what was put back last is taken back first
            elif move not in "UR":
                with ledger.act(f"第 {number} 步") as act:
                    act.add("electoral_districts", {"name": f"{number}", "level": "township"})
                done.append(number)
            names = {
                row["name"] for row in ledger.rows("electoral_districts", ledger.ids("electoral_districts"))
            }
            assert names >= {str(number) for number in done}
            assert len(names) == begun + len(done)
        while ledger.undoable():
            ledger.undo()
        assert ledger.count("electoral_districts") == 0
