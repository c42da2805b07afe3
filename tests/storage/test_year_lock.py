"""A year that was signed for: what is closed is corrected with a reason only, what is open goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.storage.backups.making import make_backup
from app.storage.ledger import Ledger, Refused
from app.storage.lists.record_files import make_private
from app.storage.refusals import ReasonNeeded
from tests.kept_ledgers import copied_elsewhere, new_ledger

TODAY = date(2023, 3, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(tmp_path / "data", today=TODAY, term=16, term_started=date(2016, 11, 10)) as made:
        yield made


def matter(ledger: Ledger, **values: Any) -> int:
    with ledger.act("登记") as act:
        return act.add(
            "suggestions",
            {
                "class": "opinion",
                "title": "修路",
                "content": "请修路。",
                "raised_on": date(2022, 5, 1),
                **values,
            },
        )


def file_2022(ledger: Ledger) -> None:
    copied_elsewhere(ledger)
    with ledger.act("签收") as act:
        act.add("filed_years", {"filed_for": PartialDate(2022), "signed_on": TODAY})


CONCLUDED = {
    "assigned_on": date(2022, 5, 2),
    "replied_on": date(2022, 6, 1),
    "reply_class": "A",
    "concluded_on": date(2022, 7, 1),
}


@pytest.mark.parametrize(
    ("values", "raised_on", "locked"),
    [
        (CONCLUDED, date(2022, 5, 1), True),
        ({}, date(2022, 5, 1), False),
        (CONCLUDED, date(2023, 1, 5), False),
        ({**CONCLUDED, "concluded_on": TODAY}, date(2022, 5, 1), True),
    ],
    ids=["closed in the year", "open in the year", "of another year", "closed today"],
)
def test_only_what_is_closed_in_the_year_is_locked(
    values: dict[str, Any], raised_on: date, locked: bool, ledger: Ledger
) -> None:
    moved = values
    if raised_on.year == 2023:
        moved = {key: date(2023, 2, 1) if isinstance(day, date) else day for key, day in values.items()}
    row = matter(ledger, **moved, raised_on=raised_on)
    file_2022(ledger)
    if locked:
        with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收"), ledger.act("改") as act:
            act.change("suggestions", row, {"note": "补"})
    else:
        with ledger.act("改") as act:
            assert act.change("suggestions", row, {"note": "补"})


def test_a_reason_opens_it_and_stands_in_the_history(ledger: Ledger) -> None:
    row = matter(ledger, **CONCLUDED)
    file_2022(ledger)
    with ledger.act("更正") as act:
        act.why = "日期登记错了"
        act.change("suggestions", row, {"raised_on": date(2022, 4, 30)})
    assert ledger.history("suggestions", row)[0].why == "日期登记错了"
    for unseen in ("", "\u200b"):
        with ledger.act("再改") as act:
            act.why = unseen
            with pytest.raises(ReasonNeeded):
                act.change("suggestions", row, {"raised_on": date(2022, 5, 1)})


def test_what_comes_late_to_the_year_needs_a_reason_open_or_not(ledger: Ledger) -> None:
    """Its figures are in what was signed; whether something is still to be done makes no difference."""
    of_2022 = {"class": "opinion", "content": "请修。", "raised_on": date(2022, 6, 1)}
    of_2023 = matter(ledger, raised_on=date(2023, 1, 5))
    file_2022(ledger)
    for values in (CONCLUDED, {}):
        with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收，不能直接补登") as refused:
            matter(ledger, **values)
        assert refused.value.is_new
    with pytest.raises(ReasonNeeded, match="不能直接修改"), ledger.act("改") as act:
        act.change("suggestions", of_2023, {"raised_on": date(2022, 12, 30)})
    assert ledger.count("suggestions") == 1
    with ledger.act("补登") as act:
        act.why = "移交时漏登"
        late = act.add("suggestions", {**of_2022, "title": "修渠"})
        act.change("suggestions", of_2023, {"raised_on": date(2022, 12, 30)})
    assert [ledger.history("suggestions", row)[0].why for row in (late, of_2023)] == ["移交时漏登"] * 2
    with ledger.act("登记") as act:  # of a year that is open, of settings
        act.add("suggestions", {**of_2022, "title": "修桥", "raised_on": date(2023, 2, 1)})
        act.add("holidays", {"day": date(2022, 12, 30), "kind": "rest", "name": "元旦"})


def test_what_has_no_course_is_locked_with_its_year_and_settings_never(ledger: Ledger) -> None:
    with ledger.act("登记") as act:
        term = ledger.lookup.matches("terms", "", {})[0]
        session = act.add("sessions", {"term": term, "ordinal": 6, "opened_on": date(2022, 11, 23)})
        holiday = ledger.ids("holidays")[0]
        district = act.add("electoral_districts", {"name": "第一选区", "level": "township"})
        vote = act.add(
            "votes",
            {
                "session": Ref(session, "六次"),
                "matter": "议案",
                "way": "show_of_hands",
                "voted_on": date(2022, 11, 23),
            },
        )
    file_2022(ledger)
    with pytest.raises(ReasonNeeded), ledger.act("改") as act:
        act.change("sessions", session, {"place": "镇政府"})
    with pytest.raises(ReasonNeeded), ledger.act("删") as act:
        act.remove("votes", vote)
    with pytest.raises(ReasonNeeded), ledger.act("改") as act:
        act.change("votes", vote, {"note": "补"})  # it has a course in which nothing is ever open
    with ledger.act("改") as act:
        act.change("holidays", holiday, {"name": "改名"})
        act.change("electoral_districts", district, {"name": "第二选区"})  # of no year
        act.remove("votes", vote, "重复登记")
        act.remove("sessions", session, "重复登记")


def held_session(ledger: Ledger) -> int:
    term = ledger.lookup.matches("terms", "", {})[0]
    with ledger.act("登记") as act:
        return act.add("sessions", {"term": term, "ordinal": 6, "opened_on": date(2022, 11, 23)})


def test_what_goes_with_a_meeting_is_locked_with_it(ledger: Ledger) -> None:
    """A paper has no year of its own: it belongs to its session, and to the year of that."""
    session = held_session(ledger)
    paper = {"session": Ref(session, "六次"), "kind": "minutes", "edition": 1}
    with ledger.act("登记") as act:
        row = act.add("session_papers", paper)
    file_2022(ledger)
    with pytest.raises(ReasonNeeded), ledger.act("改") as act:
        act.change("session_papers", row, {"note": "补"})
    with pytest.raises(ReasonNeeded), ledger.act("加") as act:
        act.add("session_papers", {**paper, "edition": 2})
    with ledger.for_reason("移交时漏登"), ledger.act("加") as act:
        second = act.add("session_papers", {**paper, "edition": 2})
    assert ledger.history("session_papers", second)[0].why == "移交时漏登"


def scored(ledger: Ledger, year_kind: str, for_year: int) -> int:
    """Points by hand, in an item of a scheme of that kind of year."""
    with ledger.act("登记") as act:
        deputy = act.add("deputies", {"name": f"王{year_kind}{for_year}", "level": "township"})
        scheme = act.add(
            "score_schemes",
            {"name": f"办法{year_kind}{for_year}", "valid_from": date(2020, 1, 1), "year_kind": year_kind},
        )
        item = act.add(
            "score_items",
            {"scheme": Ref(scheme, "办法"), "no": 1, "name": "评优", "category": "其他", "basis": "manual"},
        )
        values = {"deputy": Ref(deputy, "王"), "item": Ref(item, "评优"), "points": 500, "reason": "先进"}
        return act.add("score_entries", values | {"for_year": for_year})


@pytest.mark.parametrize(
    ("year_kind", "for_year", "is_locked"),
    [("calendar", 2022, True), ("calendar", 2021, False), ("register", 2022, False), ("register", 2021, True),
     ("congress", 2021, True)],
)  # fmt: skip
def test_points_by_hand_are_locked_with_the_year_in_which_theirs_ends(
    ledger: Ledger, year_kind: str, for_year: int, is_locked: bool
) -> None:
    """They have no day: the number of their year and the kind of it say what they were handed in with."""
    row = scored(ledger, year_kind, for_year)
    file_2022(ledger)

    def changed(why: str) -> None:
        with ledger.act("改分") as act:
            act.why = why
            act.change("score_entries", row, {"points": 300})

    if is_locked:
        with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收"):
            changed("")
        with pytest.raises(ReasonNeeded), ledger.act("删") as act:
            act.remove("score_entries", row)
        with pytest.raises(ReasonNeeded, match="不能直接补登"):
            scored_again(ledger, row)
    changed("评分表抄错" if is_locked else "")
    assert ledger.history("score_entries", row)[0].why == ("评分表抄错" if is_locked else None)


def scored_again(ledger: Ledger, row_id: int) -> None:
    row = ledger.core.records.rows("score_entries", [row_id], bare=True)[0]
    kept = {key: row[key] for key in ("deputy", "item", "for_year", "points")}
    with ledger.act("补登") as act:
        act.add("score_entries", kept | {"reason": "又一项"})


def test_a_file_comes_to_a_closed_record_with_a_reason_only(ledger: Ledger, tmp_path: Path) -> None:
    closed, waiting = matter(ledger, **CONCLUDED), matter(ledger, title="修渠")
    scan = tmp_path / "答复函.pdf"
    scan.write_bytes(b"%PDF-1.4")
    file_2022(ledger)
    with ledger.act("附件") as act:
        act.attach("suggestions", waiting, scan)
    with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收"), ledger.act("附件") as act:
        act.attach("suggestions", closed, scan)
    with ledger.for_reason("移交后才收到"), ledger.act("附件") as act:
        file = act.attach("suggestions", closed, scan)
    assert ledger.history("attachments", file)[0].why == "移交后才收到"


def test_a_file_of_a_closed_record_is_renamed_and_removed_with_a_reason_only(
    ledger: Ledger, tmp_path: Path
) -> None:
    """Nothing stands against making it private; what is open goes on."""
    closed, waiting = matter(ledger, **CONCLUDED), matter(ledger, title="修渠")
    scan = tmp_path / "答复函.pdf"
    scan.write_bytes(b"%PDF-1.4")
    with ledger.act("附件") as act:
        kept, free = act.attach("suggestions", closed, scan), act.attach("suggestions", waiting, scan)
    file_2022(ledger)
    with ledger.act("改") as act:
        act.change("attachments", free, {"role": "photo"})
        act.remove("attachments", free)
    with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收"), ledger.act("改") as act:
        act.change("attachments", kept, {"name": "别的.pdf"})
    with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收"), ledger.act("删") as act:
        act.remove("attachments", kept)
    make_private(ledger, kept)
    with ledger.act("删") as act:
        act.remove("attachments", kept, "附错了")
    assert ledger.history("attachments", kept)[0].why == "附错了"


def test_what_was_taken_out_before_the_signature_comes_back_with_a_reason_only(
    ledger: Ledger, tmp_path: Path
) -> None:
    """From the recycle bin, and by putting back what was taken back; what is open goes on."""
    scan = tmp_path / "答复函.pdf"
    scan.write_bytes(b"%PDF-1.4")
    session, row, removed = held_session(ledger), matter(ledger, **CONCLUDED), matter(ledger, title="修渠")
    with ledger.act("删") as act:
        act.remove("suggestions", removed, "重复登记")
    with ledger.act("改") as act:
        act.change("suggestions", row, {"note": "补"})
        act.change("sessions", session, {"place": "镇政府"})
        act.attach("suggestions", row, scan)
    ledger.undo()
    file_2022(ledger)
    entry = ledger.bin("suggestions")[0].id
    for back in (ledger.redo, lambda: ledger.restore(entry)):
        with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收"):
            back()
        assert ledger.ids("suggestions") == [row]
        assert ledger.row("sessions", session)["place"] is None  # type: ignore[index]
    with ledger.for_reason("当时改对了"):
        ledger.redo()
        ledger.restore(entry)
    assert (
        ledger.history("sessions", session)[0].why
        == ledger.history("suggestions", removed)[0].why
        == "当时改对了"
    )
    with ledger.for_reason("又改错了"):
        ledger.undo()
    ledger.redo()  # its reason was given: it stands with what is put back
    assert ledger.history("suggestions", removed)[0].why == "当时改对了"


def test_figures_of_a_year_are_drawn_after_it_was_signed_for(ledger: Ledger) -> None:
    """The report, which keeps them, is read out at the congress weeks after the papers were handed in."""
    file_2022(ledger)
    frame = {"for_year": PartialDate(2022), "until": date(2022, 12, 31), "frozen_on": TODAY}
    with ledger.act("定稿") as act:
        act.add("figure_snapshots", {**frame, "occasion": "主席团工作报告"})


def test_what_comes_back_to_the_year_from_the_bin_or_by_redo_needs_a_reason_too(ledger: Ledger) -> None:
    with ledger.act("加") as act:
        first = act.add("trainings", {"title": "组织法", "held_on": date(2022, 1, 10)})
    with ledger.act("删") as act:
        act.remove("trainings", first, "录重了")
    with ledger.act("再加") as act:
        again = act.add("trainings", {"title": "代表法", "held_on": date(2022, 3, 10)})
    ledger.undo()
    file_2022(ledger)
    removed = ledger.bin("trainings")[0].id
    for way in (lambda: ledger.restore(removed), ledger.redo):
        head = ledger.statistics()["history_head"]
        with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收，不能直接补登"):
            way()
        assert ledger.statistics()["history_head"] == head
        with ledger.for_reason("移交时漏了"):
            way()
    newest = [ledger.history("trainings", row)[0].why for row in (first, again)]
    assert newest == ["移交时漏了"] * 2
    with ledger.for_reason("又改错了"):
        ledger.undo()
    ledger.redo()  # with the reason it had
    assert set(ledger.ids("trainings")) == {first, again}


def _taken_back_with_a_reason_only(ledger: Ledger, key: str, row: int) -> None:
    head = ledger.statistics()["history_head"]
    with pytest.raises(ReasonNeeded, match="2022 年度已经移交签收"):
        ledger.undo()
    assert ledger.statistics()["history_head"] == head
    with ledger.for_reason("点错了"):
        ledger.undo()
    assert ledger.history(key, row)[0].why == "点错了"


def test_what_was_done_in_a_signed_year_is_taken_back_with_a_reason_only(
    ledger: Ledger, tmp_path: Path
) -> None:
    """Undo is a change like any other: settled 21, a year that is locked."""
    row, waiting = matter(ledger, **CONCLUDED), matter(ledger, title="修渠")
    scan = tmp_path / "答复函.pdf"
    scan.write_bytes(b"%PDF-1.4")
    file_2022(ledger)
    with ledger.for_reason("漏登"), ledger.act("改") as act:
        act.change("suggestions", row, {"note": "补"})
    _taken_back_with_a_reason_only(ledger, "suggestions", row)
    with ledger.act("删") as act:
        act.remove("suggestions", row, "录重了")
    _taken_back_with_a_reason_only(ledger, "suggestions", row)
    with ledger.for_reason("漏登"), ledger.act("附件") as act:
        file = act.attach("suggestions", row, scan)
    _taken_back_with_a_reason_only(ledger, "attachments", file)
    for late in (CONCLUDED, {}):  # open or not: it came with a reason, it goes with one
        with ledger.for_reason("漏登"):
            added = matter(ledger, title="修桥", **late)
        _taken_back_with_a_reason_only(ledger, "suggestions", added)
    with ledger.act("改") as act:
        act.change("suggestions", waiting, {"note": "补"})
    ledger.undo()  # still open: it goes on as ever
    assert ledger.row("suggestions", waiting)["note"] is None  # type: ignore[index]


def test_the_signature_stays_but_can_be_undone_at_once(ledger: Ledger) -> None:
    file_2022(ledger)
    with pytest.raises(Refused, match="一直留着"), ledger.act("删") as act:
        act.remove("filed_years", ledger.ids("filed_years")[0], "错了")
    ledger.undo()
    assert ledger.ids("filed_years") == []


def test_a_year_is_closed_only_when_a_second_place_holds_everything(ledger: Ledger, tmp_path: Path) -> None:
    signed = {"filed_for": PartialDate(2022), "signed_on": TODAY}
    stick = tmp_path / "stick"
    stick.mkdir()
    for prepare in (lambda: None, lambda: make_backup(ledger), lambda: matter_after_backup(ledger, stick)):
        prepare()
        with pytest.raises(Refused, match="第二个位置"), ledger.act("签收") as act:
            act.add("filed_years", signed)
    make_backup(ledger, place=stick)
    with ledger.act("签收") as act:
        row_id = act.add("filed_years", signed)
    with pytest.raises(Refused, match="第二个位置"), ledger.act("改") as act:
        act.change("filed_years", row_id, {"filed_for": PartialDate(2021)})
    with ledger.act("改") as act:
        act.change("filed_years", row_id, {"received_by": "何芳"})


def matter_after_backup(ledger: Ledger, stick: Path) -> None:
    make_backup(ledger, place=stick)
    matter(ledger)
