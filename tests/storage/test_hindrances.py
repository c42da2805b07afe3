"""What an act refuses, said for the clerk: the same record twice, a record that others use, one that follows from another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.storage.acts.hindrances import hindrance_to_removal, referring_rows
from app.storage.ledger import Ledger
from app.storage.refusals import Hindrance, ReasonNeeded, Refused
from tests.kept_ledgers import copied_elsewhere
from tests.storage.conftest import enter

DAY = date(2022, 3, 1)


def added(ledger: Ledger, key: str, **values: Any) -> int:
    with ledger.act("登记") as act:
        return act.add(key, values)


def changed(ledger: Ledger, key: str, row: int, **values: Any) -> bool:
    with ledger.act("改") as act:
        return act.change(key, row, values)


def removed(ledger: Ledger, key: str, row: int) -> None:
    with ledger.act("删") as act:
        act.remove(key, row, "重复登记")


def session(ledger: Ledger, ordinal: int = 1) -> Ref:
    term = ledger.lookup.matches("terms", "", {})[0]
    row = added(ledger, "sessions", term=term, ordinal=ordinal, opened_on=DAY)
    return Ref(row, "一次")


def hindrance(ledger: Ledger, key: str, row: int) -> Hindrance | None:
    return hindrance_to_removal(
        ledger.core, BY_KEY[key], row, ledger.core.records.documents(BY_KEY[key], [row])[row]
    )


# -- the same record twice ------------------------------------------------------------------------------


def test_a_record_of_the_same_identity_is_refused_and_named(ledger: Ledger) -> None:
    held = session(ledger)
    vote = {"session": held, "matter": "财政预算", "way": "show_of_hands", "voted_on": DAY}
    first = added(ledger, "votes", **vote)
    with pytest.raises(Refused) as refused:
        added(ledger, "votes", **vote)
    (problem,) = refused.value.problems
    assert (problem.field, problem.severity, problem.code) == ("session", "error", "double")
    assert problem.message.startswith("表决里已经有“") and "财政预算" in problem.message
    assert problem.message.endswith("没有重复登记；确实是又一次的，请填“第几次表决”。")
    second = added(ledger, "votes", **vote, round=2)
    with pytest.raises(Refused) as refused:  # nothing is left to say of which time it was
        added(ledger, "votes", **vote, round=2)
    assert refused.value.problems[0].message.endswith("没有重复登记。")
    with pytest.raises(Refused):
        changed(ledger, "votes", second, round=None)
    assert changed(
        ledger, "votes", second, note="更正", matter="财政预算", session=held
    )  # itself is no other one
    assert ledger.ids("votes") and {first, second} == set(ledger.ids("votes"))


def test_a_record_is_another_one_where_any_part_of_its_identity_differs(ledger: Ledger) -> None:
    one, other = session(ledger), session(ledger, 2)
    vote = {"session": one, "matter": "财政预算", "way": "show_of_hands", "voted_on": DAY}
    rows = {added(ledger, "votes", **vote)}
    rows |= {
        added(ledger, "votes", **vote | {"session": other}),
        added(ledger, "votes", **vote | {"matter": "预算"}),
    }
    # A name that is not in the ledger is compared as it was written.
    rows |= {added(ledger, "votes", **vote | {"session": Ref(None, name)}) for name in ("临时会", "另一次")}
    with pytest.raises(Refused):
        added(ledger, "votes", **vote | {"session": Ref(None, "临时会")})
    assert rows == set(ledger.ids("votes"))


def test_a_weaker_identity_counts_where_the_stronger_one_says_nothing(ledger: Ledger) -> None:
    """Equipment without a number is the same by its place, name, model and day."""
    site = Ref(added(ledger, "liaison_sites", name="迳口站", kind="station"), "迳口站")
    chair = {
        "site": site,
        "name": "会议桌",
        "model": "1.8米",
        "bought_on": PartialDate(2022, 3),
        "quantity": 1,
    }
    added(ledger, "site_equipment", **chair)
    with pytest.raises(Refused, match="没有重复登记"):
        added(ledger, "site_equipment", **chair)
    added(ledger, "site_equipment", **chair, asset_no="A-1")  # by its number it is another one
    with pytest.raises(Refused, match="没有重复登记"):
        added(ledger, "site_equipment", site=site, name="椅子", quantity=1, asset_no="A-1")
    # Of two things without a number neither is the other.
    other = added(ledger, "site_equipment", site=site, name="椅子", quantity=4)
    with pytest.raises(Refused, match="没有重复登记"):  # a change may make it one that is there
        changed(ledger, "site_equipment", other, asset_no="A-1")
    with pytest.raises(Refused) as refused:
        added(ledger, "site_equipment", site=site, name="椅子", quantity=4)
    assert refused.value.problems[0].message.endswith("没有重复登记。")  # a model says of no other one
    assert ledger.count("site_equipment") == 3


def test_an_id_number_is_that_of_one_person_also_when_it_is_entered_later(ledger: Ledger) -> None:
    numbers = "999999197501010019", "99999919750101004X"
    first = enter(ledger, "deputies", {"name": "王芳", "level": "镇", "id_number": numbers[0]})
    second = enter(ledger, "deputies", {"name": "李明", "level": "镇"})
    with pytest.raises(Refused, match="这个公民身份号码已经登记在“王芳”名下，没有改动") as refused:
        changed(ledger, "deputies", second, id_number=numbers[0])
    assert [(one.field, one.code) for one in refused.value.problems] == [("id_number", "double")]
    assert changed(ledger, "deputies", second, id_number=numbers[1])
    assert changed(ledger, "deputies", first, id_number=numbers[0], note="核对过")  # her own
    assert changed(ledger, "deputies", first, id_number=None)
    assert changed(ledger, "deputies", second, id_number=numbers[0])  # now nobody has it


def test_two_people_of_one_name_and_month_both_stay(ledger: Ledger) -> None:
    numbers = "999999197501010019", "99999919750101004X"
    rows = [
        enter(ledger, "deputies", {"name": name, "level": "镇", "id_number": number})
        for name, number in zip(("王芳", "王方"), numbers, strict=True)
    ]
    for row in rows:
        assert changed(ledger, "deputies", row, birth_date=PartialDate(1975, 1))
    assert changed(ledger, "deputies", rows[1], name="王芳")
    assert ledger.count("people") == ledger.count("deputies") == 2


def test_a_step_is_not_taken_back_without_a_word(ledger: Ledger) -> None:
    one = {"assigned_on": DAY, "replied_on": date(2022, 4, 1), "reply_class": "A"}
    values = {"class": "opinion", "title": "修路", "content": "请修", "raised_on": DAY}
    row = added(ledger, "suggestions", **values, rounds=(one,))
    with pytest.raises(Refused):
        changed(ledger, "suggestions", row, rounds=({"assigned_on": DAY},))
    kept = ledger.row("suggestions", row)
    assert kept is not None and kept["rounds"] == (one,)


# -- a record that others use ---------------------------------------------------------------------------


def test_what_others_name_is_not_removed_and_they_are_counted(ledger: Ledger) -> None:
    held = session(ledger)
    vote = {"session": held, "way": "show_of_hands", "voted_on": DAY}
    votes = [added(ledger, "votes", **vote, matter=matter) for matter in ("决算", "预算")]
    paper = added(ledger, "session_papers", session=held, kind="minutes", edition=1)
    assert held.id is not None
    found = hindrance(ledger, "sessions", held.id)
    assert found is not None and found.rows == {"votes": votes, "session_papers": [paper]}
    assert "表决 2 条" in found.sentence and "没有删除" in found.sentence
    with pytest.raises(Refused, match="表决 2 条"):
        removed(ledger, "sessions", held.id)
    assert ledger.row("sessions", held.id) and ledger.count("votes") == 2
    for key, row in (("session_papers", paper), *(("votes", vote) for vote in votes)):
        removed(ledger, key, row)
    assert hindrance(ledger, "sessions", held.id) is None
    removed(ledger, "sessions", held.id)


def test_one_of_several_links_holds_a_record_too_and_what_follows_from_it_does_not(ledger: Ledger) -> None:
    deputy = enter(ledger, "deputies", {"name": "王芳", "level": "镇", "elected_on": "2016-11-10"})
    assert ledger.count("mandate_changes") == 1  # follows from the mandate
    assert referring_rows(ledger.core, BY_KEY["deputies"], deputy) == {}
    training = added(
        ledger, "trainings", held_on=DAY, title="初任培训", kind="induction", deputies=(Ref(deputy, "王芳"),)
    )
    found = hindrance(ledger, "deputies", deputy)
    assert found is not None and found.rows["trainings"] == [training]
    removed(ledger, "trainings", training)
    removed(ledger, "deputies", deputy)
    assert ledger.count("mandate_changes") == ledger.count("people") == 0


def test_what_follows_from_another_record_is_mended_there(ledger: Ledger) -> None:
    deputy = enter(ledger, "deputies", {"name": "王芳", "level": "镇"})
    training = added(
        ledger, "trainings", held_on=DAY, title="初任培训", kind="induction", deputies=(Ref(deputy, "王芳"),)
    )
    (record,) = ledger.ids("performance_records")
    for act in (
        lambda: removed(ledger, "performance_records", record),
        lambda: changed(ledger, "performance_records", record, note="补"),
    ):
        with pytest.raises(Refused, match="由“学习培训台账”里的记录自动产生，请到那里修改"):
            act()
    found = hindrance(ledger, "performance_records", record)
    assert found is not None and found.rows == {"trainings": [training]}


def test_a_record_that_is_kept_for_good_and_its_file_stay(ledger: Ledger, tmp_path: Any) -> None:
    handover = added(ledger, "post_handovers", handed_by="陈小明", received_by="李明", handed_on=DAY)
    scan = tmp_path / "交接书.pdf"
    scan.write_bytes(b"%PDF-1.4")
    with ledger.act("附件") as act:
        file = act.attach("post_handovers", handover, scan)
    assert hindrance(ledger, "attachments", file) is None
    assert changed(ledger, "post_handovers", handover, closed_on=DAY)
    for key, row in (("post_handovers", handover), ("attachments", file)):
        assert hindrance(ledger, key, row) is not None, key
        with pytest.raises(Refused):
            removed(ledger, key, row)
    with pytest.raises(Refused):
        changed(ledger, "post_handovers", handover, overseen_by="王芳")


def test_a_signed_year_stays_where_its_register_keeps_it(ledger: Ledger) -> None:
    copied_elsewhere(ledger)
    year = added(ledger, "filed_years", filed_for=PartialDate(2021), signed_on=ledger.today)
    found = hindrance(ledger, "filed_years", year)
    assert found is not None and found.rows == {}
    with pytest.raises(Refused) as refused:
        removed(ledger, "filed_years", year)
    assert str(refused.value) == found.sentence
    assert ledger.ids("filed_years") == [year]


# -- what comes back needs what it names ----------------------------------------------------------------


def test_a_record_comes_back_after_those_that_it_names(ledger: Ledger) -> None:
    held = session(ledger)
    deputy = enter(ledger, "deputies", {"name": "王芳", "level": "镇"})
    speech = added(
        ledger,
        "speeches",
        session=held,
        deputy=Ref(deputy, "王芳"),
        spoken_on=DAY,
        content="建议修路",
        kind="opinion",
    )
    training = added(
        ledger, "trainings", held_on=DAY, title="初任培训", kind="induction", deputies=(Ref(deputy, "王芳"),)
    )
    gone = {}
    assert held.id is not None
    for key, row in (
        ("speeches", speech),
        ("trainings", training),
        ("deputies", deputy),
        ("sessions", held.id),
    ):
        removed(ledger, key, row)
        gone[key] = ledger.bin(key)[0].id
    with pytest.raises(Refused, match=r"用到的“.*”已经不在台账里，没有恢复"):
        ledger.restore(gone["speeches"])
    with pytest.raises(Refused, match=r"“王芳”已经不在台账里，没有恢复.*从回收站恢复“王芳”"):
        ledger.restore(gone["trainings"])
    ledger.restore(gone["deputies"])  # the person comes back together with the mandate
    ledger.restore(gone["trainings"])
    with pytest.raises(Refused, match="已经不在台账里"):
        ledger.restore(gone["speeches"])
    ledger.restore(gone["sessions"])
    ledger.restore(gone["speeches"])
    row = ledger.row("speeches", speech)
    assert row is not None and row["deputy"].id == deputy and ledger.count("performance_records") > 0


# -- every rule is told at once, doubts refuse nothing --------------------------------------------------


def test_a_record_with_doubts_is_kept_and_one_that_cannot_be_is_told_of_all(ledger: Ledger) -> None:
    doubted = added(
        ledger,
        "booklets",
        deputy=Ref(enter(ledger, "deputies", {"name": "王芳", "level": "镇"}), "王芳"),
        collected_on=DAY,
    )
    assert ledger.row("booklets", doubted)
    with pytest.raises(Refused) as refused:
        added(ledger, "votes", matter="预算")
    assert {problem.field for problem in refused.value.problems} == {"session", "way", "voted_on"}
    assert ledger.count("votes") == 0


# -- what a term or a signed year has closed ------------------------------------------------------------


def test_what_belongs_to_a_term_that_is_over_is_corrected_with_a_reason_only(ledger: Ledger) -> None:
    held = session(ledger)
    vote = added(ledger, "votes", session=held, matter="预算", way="show_of_hands", voted_on=DAY)
    assert changed(ledger, "votes", vote, note="核对过")
    added(ledger, "terms", level="township", ordinal=17, started_on=ledger.today)
    assert held.id is not None
    for key, row, values in (("votes", vote, {"note": "补"}), ("sessions", held.id, {"place": "镇政府"})):
        with pytest.raises(ReasonNeeded, match="第十六届的任期已经结束"):
            changed(ledger, key, row, **values)
        with ledger.for_reason("登记错了"):
            assert changed(ledger, key, row, **values)
        assert ledger.history(key, row)[0].why == "登记错了"
    with pytest.raises(ReasonNeeded):
        removed_without_reason(ledger, "votes", vote)
    assert ledger.row("votes", vote)


def removed_without_reason(ledger: Ledger, key: str, row: int) -> None:
    with ledger.act("删") as act:
        act.remove(key, row)


def test_what_is_still_to_come_in_a_signed_year_is_open(ledger: Ledger) -> None:
    """The clock may have been wrong on the day when something was entered: the course is that of today."""
    day = ledger.today
    values = {"class": "opinion", "title": "修路", "content": "请修。", "raised_on": date(2021, 5, 1)}
    concluded = {"assigned_on": date(2021, 5, 2), "replied_on": date(2021, 6, 1), "reply_class": "A"}
    rows = [
        added(ledger, "suggestions", **values, **concluded, concluded_on=on) for on in (date(2021, 7, 1), day)
    ]
    copied_elsewhere(ledger)
    added(ledger, "filed_years", filed_for=PartialDate(2021), signed_on=day)
    ledger.core._given_today = day - timedelta(days=1)
    with pytest.raises(ReasonNeeded):
        changed(ledger, "suggestions", rows[0], note="补")
    assert changed(ledger, "suggestions", rows[1], note="补")
    ledger.core._given_today = date(2021, 4, 30)  # before anything of it
    with pytest.raises(ReasonNeeded):
        changed(ledger, "suggestions", rows[1], note="又补")


def test_an_answer_to_a_doubt_may_be_changed_after_its_year_was_signed_for(ledger: Ledger) -> None:
    """It is no record that was filed: it says why a doubt may stand."""
    answer = {
        "register": "votes",
        "row": 1,
        "field": "matter",
        "code": "sums",
        "fingerprint": "0" * 64,
        "reason": "核对过",
    }
    row = added(ledger, "doubt_answers", **answer, answered_on=date(2021, 5, 1))
    copied_elsewhere(ledger)
    added(ledger, "filed_years", filed_for=PartialDate(2021), signed_on=ledger.today)
    assert changed(ledger, "doubt_answers", row, reason="再核对过")
    removed_without_reason(ledger, "doubt_answers", row)
