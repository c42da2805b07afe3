"""The page 换届: by the keyboard alone, kept while it is half-filled, refused beside the field, done and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.ui.conftest import enter, enter_deputy
from tests.ui.hands import Hands
from ui.frame.window import Window
from ui.pages.yearend.term_form import TermForm
from ui.pages.yearend.term_page import TermPage

STARTS = "2022-12-20"


@pytest.fixture
def page(window: Window, ledger: Ledger) -> TermPage:
    district = enter(ledger, "electoral_districts", name="第一选区", level="镇", no="1", seats="2")
    for name in ("王芳", "李四", "赵六"):
        enter_deputy(ledger, name, electoral_district={"id": district}, birth_date="1975-03")
    return opened(window)


def opened(window: Window) -> TermPage:
    window.open_page("term_change")
    page = window.page("term_change")
    assert isinstance(page, TermPage)
    return page


def form_of(page: TermPage) -> TermForm:
    assert page.form is not None
    return page.form


def words_on(page: TermPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_it_begins_with_the_old_term_and_ticks_by_the_keyboard(page: TermPage, window: Window) -> None:
    form, hands = form_of(page), Hands(window)
    assert form.rows["ordinal"].editor.raw() == "第十七届"
    assert form.districts() == ["第一选区"]
    table = form.rows["reelected"].editor.focus
    table.setFocus()
    for letters, name in (("z", "赵六"), ("l", "李四")):
        hands.write(letters)
        assert table.candidates[table.currentRow()].name == name
        hands.press(Qt.Key.Key_Space)
    again = {line["mandate"]: line["district"] for line in form.rows["reelected"].editor.raw()}
    assert again == {2: "第一选区", 3: "第一选区"}


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_done(page: TermPage, ledger: Ledger) -> None:
    form, last = form_of(page), ledger.last_change
    page.change()
    assert "请填写新一届首次会议日期。" in form.rows["started_on"].problem.text()
    form.rows["started_on"].editor.restore("2016-01-01")
    page.change()
    assert "要晚于镇第十六届的首次会议" in form.rows["started_on"].problem.text()
    form.rows["started_on"].editor.restore(STARTS)
    form.rows["reelected"].editor.tick_all(True)
    page.change()
    assert "应选 2 名，连任的已有 3 名" in form.rows["reelected"].problem.text()
    # In sight on a low screen too, where the table of the re-elected is taller than the room for it.
    assert page.wrong.isVisible()
    first = form.rows["reelected"].problem.text().splitlines()[0]
    assert page.wrong.text() == f"请改正标红的栏再换届：连任代表。{first}"
    assert ledger.last_change == last


def test_half_filled_it_comes_back(page: TermPage, window: Window, ledger: Ledger) -> None:
    form = form_of(page)
    form.rows["started_on"].editor.restore(STARTS)
    form.rows["started_on"].editor.edited.emit()
    form.rows["reelected"].editor.restore([{"mandate": 2, "district": "第一选区"}])
    window.open_page("figures")
    assert ledger.drafts.keys() == ["terms-new-change_township"]
    again = TermPage(page.workspace)
    again.reload()
    rows = form_of(again).rows
    assert (
        rows["started_on"].editor.raw(),
        [line["mandate"] for line in rows["reelected"].editor.raw()],
    ) == (STARTS, [2])
    again.deleteLater()
    window.open_page("deputies")
    window.resume("terms", None, "change_township")
    assert window.stack.key_shown() == "term_change"


def test_it_is_done_shown_and_taken_back(
    page: TermPage, window: Window, ledger: Ledger, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, before = form_of(page), ledger.statistics()["digest"]
    form.rows["started_on"].editor.restore(STARTS)
    form.rows["started_on"].editor.edited.emit()
    form.rows["reelected"].editor.restore([{"mandate": 2, "district": "第一选区"}])
    asked: list[str] = []
    for answer, done in (("再核对", False), ("换届", True)):
        monkeypatch.setattr(
            "ui.pages.yearend.term_page.ask", lambda *words, answer=answer: asked.append(words[2]) or answer
        )
        page.change()
        if done:
            qtbot.waitUntil(lambda: page.proof is not None, timeout=30_000)
        assert bool(ledger.count("terms", Query(equals={"ordinal": 17}))) is done
    assert "选区 1 个，连任代表 1 名" in asked[0]
    told = "代表名额 60 名，选区 1 个，已登记代表 1 名：连任 1 名，新当选 0 名，还差 59 名。"
    qtbot.waitUntil(lambda: told in words_on(page))
    assert "条记录都没有变" in words_on(page)
    assert window.top.term.text() == "第十六届"  # until the first meeting
    assert page.form is None
    assert ledger.drafts.keys() == []
    begun: list[Any] = []
    page.workspace.wants_import.disconnect()
    page.workspace.wants_import.connect(lambda *what: begun.append(what))
    next(b for b in page.findChildren(QPushButton) if b.text() == "导入新当选的代表…").click()
    assert begun == [("deputies", {"term": 17, "level": "township"})]
    window.undo()
    assert ledger.statistics()["digest"] == before
    assert page.form is not None


def test_a_term_that_has_only_begun_offers_the_next_one_on_request(page: TermPage, ledger: Ledger) -> None:
    enter(ledger, "terms", level="镇", ordinal="第十七届", started_on="2022-01-10")
    page.reload()
    assert page.form is None
    assert not page.go.isVisible()
    next(b for b in page.findChildren(QPushButton) if b.text() == "办下一次换届").click()
    assert form_of(page).rows["ordinal"].editor.raw() == "第十八届"
    assert "办下一次换届" not in [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]


def test_people_stand_in_the_order_of_the_districts_numbers(window: Window, ledger: Ledger) -> None:
    for number, name, deputy in (("7", "第七选区", "王芳"), ("3", "第三选区", "李四")):
        district = enter(ledger, "electoral_districts", name=name, level="镇", no=number)
        enter_deputy(ledger, deputy, electoral_district={"id": district})
    enter_deputy(ledger, "赵六")
    table = form_of(opened(window)).rows["reelected"].editor.focus
    assert [one.name for one in table.candidates] == ["李四", "王芳", "赵六"]
