"""What follows from a row: derived rows change only when their source says something else, and every link is known."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.fields import Ref
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.acts.timelines import stages_on
from app.storage.checks.derived_rows import out_of_step, renew
from app.storage.core.relations import linking_rows, links_to
from app.storage.core.tables import link_table, table_of
from app.storage.ledger import Change, Ledger
from tests.storage.conftest import enter


def entries(ledger: Ledger) -> list[tuple[str, str]]:
    """(Register, kind of change) of the newest act, in its order."""
    newest = ledger.history(None, None, 50)
    return [(entry.register, entry.op) for entry in reversed(newest) if entry.batch == newest[0].batch]


def test_a_derived_row_is_written_only_when_its_source_says_something_else(ledger: Ledger, deputy) -> None:
    first, second = deputy("王芳"), deputy("李明")
    reception = enter(ledger, "receptions", {"held_on": "2022-03-01", "site": "联络室", "kind": "接访", "deputies": "王芳、李明"})  # fmt: skip
    records = ledger.ids("performance_records")
    assert entries(ledger) == [("receptions", "add"), *[("performance_records", "add")] * 2]
    with ledger.act("改") as act:
        act.change("receptions", reception, {"note": "无"})
    assert entries(ledger) == [("receptions", "change")]
    with ledger.act("改") as act:
        act.change("receptions", reception, {"held_on": date(2022, 3, 2)})
    assert entries(ledger) == [("receptions", "change"), *[("performance_records", "change")] * 2]
    (ref,) = ledger.lookup.matches("deputies", "", {"id": first})
    with ledger.act("改") as act:
        act.change("receptions", reception, {"deputies": (ref,)})
    assert entries(ledger) == [("receptions", "change"), ("performance_records", "remove")]
    (left,) = ledger.ids("performance_records")
    assert left in records
    assert list(linking_rows(ledger.core.connection, BY_KEY["deputies"], second)) == []
    linked = set(linking_rows(ledger.core.connection, BY_KEY["deputies"], first))
    assert {(register.key, row) for register, row in linked} == {("receptions", reception), ("performance_records", left)}  # fmt: skip
    assert out_of_step(ledger) == []
    history = len(ledger.history(None, None, 100))
    assert renew(ledger) == 0
    assert len(ledger.history(None, None, 100)) == history
    ledger.core.connection.execute("UPDATE performance_records SET title='别的'")
    assert out_of_step(ledger) == [("receptions", reception)]
    ledger.core.connection.rollback()


def test_all_that_goes_with_a_row_goes_for_its_reason(ledger: Ledger, deputy, tmp_path) -> None:
    """Of one removal, or one correction, every entry says why; so the history of each row that went reads by itself."""
    deputy("王芳"), deputy("李明")
    (tmp_path / "登记表.pdf").write_bytes(b"%PDF-1.4")
    reception = enter(ledger, "receptions", {"held_on": "2022-03-01", "site": "联络室", "kind": "接访", "deputies": "王芳、李明"})  # fmt: skip
    with ledger.act("改") as act:
        act.why = "日期抄错"
        act.attach("receptions", reception, tmp_path / "登记表.pdf")
        act.change("receptions", reception, {"held_on": date(2022, 3, 2)})
    assert {entry.why for entry in newest_act(ledger)} == {"日期抄错"}
    with ledger.act("删") as act:
        act.remove("receptions", reception, "重复登记")
    assert sorted(entry.register for entry in newest_act(ledger)) == [
        "attachments", "performance_records", "performance_records", "receptions"
    ]  # fmt: skip
    assert {entry.why for entry in newest_act(ledger)} == {"重复登记"}
    assert [entry.register for entry in ledger.bin()] == ["receptions"]
    only = deputy("赵四", phone="19900001111")
    with ledger.act("删") as act:
        act.remove("deputies", only, "录错")
    assert {(entry.register, entry.why) for entry in newest_act(ledger)} == {
        ("deputies", "录错"),
        ("people", "录错"),
    }


def newest_act(ledger: Ledger) -> list[Change]:
    newest = ledger.history(None, None, 50)
    return [entry for entry in newest if entry.batch == newest[0].batch]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.key)
def test_every_link_to_a_register_is_known(register) -> None:
    links = {
        (other.key, field.key)
        for other in REGISTERS
        for field in other.own_fields
        if field.kind.to and table_of(field.kind.to) == register.stored_in
    }
    named = {
        (other.key, field.key)
        for other, table, column, target in links_to(register)
        for field in other.own_fields
        if (table, column, target)
        == ((link_table(other, field), "row", "target") if field.kind.is_links else (other.stored_in, "id", field.key))
    }  # fmt: skip
    assert named == links
    assert len(links_to(register)) == len(links)


def test_a_stage_ends_on_the_day_on_which_the_next_begins(ledger: Ledger) -> None:
    matters = [
        enter(ledger, "suggestions", {"class": "群众意见", "content": words, "raised_on": "2022-03-01"})
        for words in ("甲", "乙")
    ]
    with ledger.act("交办") as act:
        act.change("suggestions", matters[0], {"rounds": ({"assigned_on": date(2022, 3, 5)},)})
    for day, states in ((4, ["collected", "collected"]), (5, ["assigned", "collected"])):
        stages = stages_on(ledger.core, "suggestions", date(2022, 3, day))
        assert [(row, state) for row, state, _, _ in stages] == list(zip(matters, states, strict=True))
        rows = ledger.rows("suggestions", ledger.ids("suggestions"), on=date(2022, 3, day))
        assert {row["id"]: row["status"] for row in rows} == dict(zip(matters, states, strict=True))
    assert stages_on(ledger.core, "suggestions", date(2022, 2, 28)) == []


def test_what_follows_changes_with_what_its_source_names(ledger: Ledger, deputy) -> None:
    """The session of a meeting, an item of the agenda, the name of a site: corrected there, corrected everywhere."""
    (who,) = ledger.lookup.matches("deputies", "", {"id": deputy("王芳")})
    term, site = ledger.lookup.matches("terms", "", {"id": 1})[0], enter(ledger, "liaison_sites", {"name": "旧站", "kind": "联络站"})  # fmt: skip
    day = date(2022, 4, 3)
    with ledger.act("登记") as act:
        session = Ref(act.add("sessions", {"term": term, "ordinal": 4, "opened_on": day}), "")
        item = act.add("session_agenda", {"session": session, "number": 1, "title": "审议报告"})
        meeting = act.add("session_meetings", {"session": session, "kind": "plenary", "held_on": day, "half_day": "morning"})  # fmt: skip
        roll = act.add("session_attendance", {"meeting": Ref(meeting, ""), "deputy": who, "attendance": "present"})  # fmt: skip
        speech = {"session": session, "spoken_on": day, "kind": "opinion", "content": "同意", "deputy": who}
        act.add("speeches", speech | {"agenda_item": Ref(item, "")})
        act.add("site_activities", {"site": Ref(site, "旧站"), "held_on": day, "theme": "学习", "deputies": (who,)})  # fmt: skip

    def change(key: str, row: int, **values: object) -> None:
        with ledger.act("改") as act:
            act.change(key, row, values)

    change("sessions", session.id or 0, ordinal=5)
    change("session_meetings", meeting, place="礼堂")
    change("session_agenda", item, title="审议预算")
    change("liaison_sites", site, name="新站")
    records = ledger.rows("performance_records", ledger.ids("performance_records"))
    assert {(row["title"], row["place"]) for row in records} == {
        ("第十六届人民代表大会第五次会议全体会议", "礼堂"), ("审议发言：审议预算", None), ("学习", "新站"),
    }  # fmt: skip
    assert out_of_step(ledger) == []
    # Away while what it names changes, a row says what that says now when it comes back; all of it is taken back.
    with ledger.act("删") as act:
        act.remove("session_attendance", roll)
    change("session_meetings", meeting, held_on=date(2022, 4, 4))
    ledger.restore(ledger.bin("session_attendance")[0].id)
    assert ledger.rows("session_attendance", [roll])[0]["held_on"] == date(2022, 4, 4)
    assert out_of_step(ledger) == []
    for _ in range(7):
        ledger.undo()
    assert out_of_step(ledger) == []
    assert {row["title"] for row in ledger.rows("performance_records", ledger.ids("performance_records"))} == {
        "第十六届人民代表大会第四次会议全体会议", "审议发言：审议报告", "学习",
    }  # fmt: skip


def test_what_is_put_back_says_what_its_site_is_called_now_and_can_be_taken_back(
    ledger: Ledger, deputy
) -> None:
    deputy("王芳")
    site = enter(ledger, "liaison_sites", {"name": "联络室二", "kind": "联络站"})
    reception = {"held_on": "2022-03-01", "site": "联络室二", "kind": "接访", "deputies": "王芳"}
    enter(ledger, "receptions", reception)
    ledger.undo()
    with ledger.act("改名") as act:
        act.change("liaison_sites", site, {"name": "联络室三"})
    ledger.redo()
    (record,) = ledger.rows("performance_records", ledger.ids("performance_records"))
    assert (record["place"], out_of_step(ledger)) == ("联络室三", [])
    ledger.undo()
    assert ledger.ids("performance_records") == ledger.ids("receptions") == []


def test_what_came_between_says_what_is_put_back_now(ledger: Ledger, deputy) -> None:
    """A site's new name is taken back, a reception entered under the old one, and the new name put back."""
    deputy("王芳")
    site = enter(ledger, "liaison_sites", {"name": "联络室二", "kind": "联络站"})
    with ledger.act("改名") as act:
        act.change("liaison_sites", site, {"name": "联络室三"})
    ledger.undo()
    reception = {"held_on": "2022-03-01", "site": "联络室二", "kind": "接访", "deputies": "王芳"}
    enter(ledger, "receptions", reception)
    for again, place in ((ledger.redo, "联络室三"), (ledger.undo, "联络室二")):
        assert again() == "改名"
        (record,) = ledger.rows("performance_records", ledger.ids("performance_records"))
        assert (record["place"], out_of_step(ledger)) == (place, [])
