"""Settings, recycle bin, history and the first start."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.registers import BY_KEY
from app.storage.machine import machine_settings
from app.storage.refusals import IN_USE, LedgerRefused
from tests.ui.conftest import enter, enter_deputy
from tests.ui.surfaces import dress
from ui.look.theme import dp
from ui.pages.upkeep.whole_history import act_card
from ui.panels.history_view import HistoryView
from ui.starting.first_start import NOTICE, FirstStart, ask_about_refusal, judged


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_settings_of_the_office_are_kept_as_one_act(window, ledger) -> None:
    window.open_page("settings")
    page = window.pages["settings"]
    page.fields.rows["clerk"].editor.restore("何秀兰")
    page.save()
    assert ledger.office["clerk"] == "何秀兰"
    assert ledger.undoable().name == "修改本单位设置"


def test_a_blank_town_is_refused_beside_its_field(window, ledger) -> None:
    window.open_page("settings")
    page = window.pages["settings"]
    page.fields.rows["town"].editor.restore("")
    page.save()
    assert "乡镇" in page.fields.rows["town"].problem.text()
    assert ledger.office["town"] == "迳口镇"


def test_a_font_size_scales_everything_and_is_remembered(window, qapp, qtbot) -> None:
    window.open_page("settings")
    before = dp(100)
    try:
        with qtbot.waitSignal(window.workspace.restyled):
            next(b for b in window.pages["settings"].sizes.buttons() if b.text() == "特大").click()
        assert machine_settings()["font_size"] == "largest"
        assert dp(100) > before
        assert qapp.font().pixelSize() == 18
    finally:
        dress(qapp)


def test_the_bin_says_when_and_why_and_gives_back(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "王芳")
    with ledger.act("删除") as act:
        act.remove("deputies", row_id, why="重复登记")
    window.open_page("bin")
    page = window.pages["bin"]
    assert "王芳" in words(page)
    assert "2022-11-23 09:12 删除 · 原因：重复登记" in words(page)
    next(b for b in page.findChildren(QPushButton) if b.text() == "恢复").click()
    assert ledger.count("deputies") == 1
    qtbot.waitUntil(lambda: "回收站是空的。" in words(page))


def test_the_history_tells_acts_by_name(window, ledger) -> None:
    enter_deputy(ledger, "王芳")
    window.open_page("history")
    told = words(window.pages["history"])
    assert "新增deputies" in told
    assert "建立台账" in told


def test_the_history_names_the_record_and_is_narrowed_to_a_register_and_a_day(window, ledger) -> None:
    enter_deputy(ledger, "王芳")
    with ledger.act("新增代表小组：第1小组") as act:
        act.add("deputy_groups", {"name": "第1小组"})
    window.open_page("history")
    page = window.pages["history"]
    assert "代表名册“王芳”：登记入册" in words(page)
    page.of_register.setCurrentIndex(page.of_register.findData("deputy_groups"))
    assert "代表小组“第1小组”：登记入册" in words(page)
    assert "王芳" not in words(page)
    day = ledger.history(limit=1)[0].at[:10]
    page.of_day.setCurrentIndex(page.of_day.findData(day))
    assert "第1小组" in words(page)
    page.of_register.setCurrentIndex(page.of_register.findData("receptions"))
    assert "这里没有修改记录" in words(page)
    assert ledger.history(day="2001-01-01") == []
    assert {change.at[:10] for change in ledger.history(day=day)} == {day}
    ledger.undo()
    page.of_register.setCurrentIndex(0)
    assert "代表小组“第1小组”：撤回，不再列在台账里" in words(page)
    assert "移入回收站" not in words(page)
    ledger.redo()
    page.reload()
    assert "代表小组“第1小组”：回到台账里" in words(page)
    with ledger.act("删除代表小组：第1小组") as act:
        act.remove("deputy_groups", ledger.ids("deputy_groups")[0], "重复登记")
    ledger.undo()
    ledger.redo()
    page.reload()
    assert words(page).count("代表小组“第1小组”：移入回收站") == 2  # done, and done again: it lies in the bin


def test_one_removal_reads_as_one_act(window, ledger) -> None:
    """Its reason once; what followed from the row goes with it, and does not lie in the bin by itself."""
    enter_deputy(ledger, "王芳")
    enter_deputy(ledger, "李明")
    reception = enter(
        ledger, "receptions", held_on="2022-03-01", site="联络室", kind="接访", deputies="王芳、李明"
    )
    record = ledger.ids("performance_records")[0]
    with ledger.act("删除接待登记") as act:
        act.remove("receptions", reception, "重复登记")
    window.open_page("history")
    newest = [change for change in ledger.history(limit=10) if change.action == "删除接待登记"]
    card = words(act_card(window.workspace, newest, more=False))
    assert card.count("原因：重复登记") == 1
    assert card.count("移入回收站") == 1
    assert card.count("这一条跟着去掉") == 2
    shown = words(HistoryView(window.workspace, BY_KEY["performance_records"], record))
    assert "产生这一条的记录改动或删除了，这一条跟着去掉" in shown
    assert "原因：重复登记" in shown


def test_the_first_start_makes_a_ledger(tmp_path, qtbot) -> None:
    dialog = FirstStart(tmp_path / "新台账")
    qtbot.addWidget(dialog)
    assert NOTICE in words(dialog)
    dialog.make_ledger()
    assert "请填写" in dialog.problem.text()
    for key, text in {"town": "迳口镇", "county": "四会市", "term": "十六", "started": "2016.11.10"}.items():
        dialog.lines[key].setText(text)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.lines["quota"].setFocus()
    QTest.keyClick(dialog.lines["quota"], Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.make and dialog.ledger is None
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    try:
        assert dialog.ledger.office["town"] == "迳口镇"
        assert dialog.ledger.count("terms") == 1
        assert machine_settings()["folder"] == str(tmp_path / "新台账")
    finally:
        dialog.ledger.close()


def test_the_sample_year_opens_on_its_last_day_and_says_that_it_is_invented(
    tmp_path, qtbot, monkeypatch
) -> None:
    from ui.frame.window import Window
    from ui.open_ledger import sample
    from ui.open_ledger.workspace import Workspace

    monkeypatch.setattr(sample, "data_folder", lambda: tmp_path / "data")
    dialog = FirstStart(tmp_path / "data")
    qtbot.addWidget(dialog)
    dialog._open_sample()
    window = Window(Workspace(dialog.ledger))
    qtbot.addWidget(window)
    try:
        assert dialog.ledger.today.isoformat() == "2022-12-31"
        assert "虚构" in words(window)
        assert window.workspace.year == 2022
        assert dialog.ledger.count("deputies") > 50
    finally:
        window.close()


def test_what_is_typed_at_the_first_start_is_judged_by_the_registers() -> None:
    _, term, problems = judged({"town": "迳口镇", "county": "四会市", "term": "16", "quota": "六十"})
    assert (term["term"], term["quota"], problems) == (16, 60, [])
    assert judged({"town": "", "county": "", "term": "x"})[2]


@pytest.mark.parametrize(
    ("status", "answer", "result"), [(IN_USE, "再试一次", "same"), (IN_USE, "退出", None), (4, "退出", None)]
)
def test_a_ledger_that_will_not_open_offers_one_way_on(
    status, answer, result, tmp_path, answers, qapp
) -> None:
    answers.give("QDialog.exec", lambda dialog: dialog._answered(answer))
    found = ask_about_refusal(tmp_path, LedgerRefused("台账正在使用。", status))
    assert found == (tmp_path if result else None)


def test_older_acts_are_offered_only_where_there_are_any(window, ledger, monkeypatch) -> None:
    monkeypatch.setattr("ui.pages.upkeep.whole_history.FIRST", 3)
    window.open_page("history")
    page = window.page("history")
    assert not [b for b in page.findChildren(QPushButton) if b.text() == "查看更早的"]
    with ledger.act("一次录入很多") as act:
        for number in range(1, 9):
            act.add("deputy_groups", {"name": f"第{number}小组"})
    window.pages.pop("history")
    window.open_page("history")
    page = window.page("history")
    older = next(b for b in page.findChildren(QPushButton) if b.text() == "查看更早的")
    older.click()
    first = ledger.history(limit=1000)[-1].action
    assert first in [label.text() for label in page._scroll.widget().findChildren(QLabel)]
    assert not [b for b in page._scroll.widget().findChildren(QPushButton) if b.text() == "查看更早的"]


@pytest.mark.parametrize("key", ["bin", "history", "figures", "deputies"])
def test_a_page_reads_anew_only_when_something_changed(window, ledger, monkeypatch, key) -> None:
    window.open_page(key)
    page, read = window.page(key), []
    monkeypatch.setattr(type(page), "reload", lambda self: read.append(1))
    window.open_page("settings")
    window.open_page(key)
    assert read == []
    window.open_page("settings")
    page._something_changed({"deputies"})
    assert read == []
    window.open_page(key)
    assert read == [1]
