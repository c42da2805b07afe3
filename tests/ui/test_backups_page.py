"""The page 备份 by its buttons, the line over every page, and the backups nobody has to think of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.storage.backups import catalogue
from app.storage.backups.catalogue import Backup
from app.storage.backups.drill import last_drill
from app.storage.backups.making import home_of, make_backup
from app.storage.backups.scratch import one_at_a_time
from app.storage.ledger import Ledger
from app.storage.machine import machine_settings
from tests.conftest import Answers
from tests.kept_ledgers import open_ledger
from tests.ui.conftest import enter_deputy
from ui.dialogs import tasks
from ui.dialogs.tasks import ProgressDialog
from ui.frame.window import Window
from ui.pages.upkeep import backups_page
from ui.pages.upkeep.backups_page import OPEN_RESTORED, BackupsPage
from ui.starting.application import Program
from ui.starting.safekeeping import Safekeeping


@pytest.fixture
def page(window: Window, ledger: Ledger, qtbot: Any) -> BackupsPage:
    enter_deputy(ledger, "王芳")
    window.open_page("backups")
    page = window.page("backups")
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.looked is not None)
    return page


def press(page: BackupsPage, words: str, which: int = 0) -> None:
    buttons = [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    QTest.mouseClick(buttons[which], Qt.MouseButton.LeftButton)


def words_on(page: BackupsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def kept(ledger: Ledger) -> list[Backup]:
    return catalogue.backups_in(home_of(ledger))


def test_a_backup_by_hand_shows_on_the_page_and_in_the_line_above(
    page: BackupsPage, window: Window, ledger: Ledger, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: window.top.backup.text() == "还没有备份")
    press(page, "立即备份")
    qtbot.waitUntil(lambda: window.top.backup.text() == "今天 09:12 已备份，没有第二份")
    assert window.top.backup.toolTip().endswith("点这里，选 U 盘或移动硬盘放第二份。")
    qtbot.waitUntil(lambda: "2022-11-23 09:12，手动" in words_on(page))
    assert [one.kind for one in kept(ledger)] == [catalogue.BY_HAND]
    enter_deputy(ledger, "李明")
    qtbot.waitUntil(lambda: "又有改动" in words_on(page))


def test_the_line_above_leads_to_the_page(window: Window, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: bool(window.top.backup.text()))
    QTest.mouseClick(window.top.backup, Qt.MouseButton.LeftButton)
    assert isinstance(window.stack.currentWidget(), BackupsPage)


def test_a_second_place_is_kept_once_a_backup_lies_there(
    page: BackupsPage, ledger: Ledger, qtbot: Any, answers: Answers, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    answers.give("QFileDialog.getExistingDirectory", str(stick))
    press(page, "选择第二个位置…")
    qtbot.waitUntil(lambda: f"“{stick}”，已插好" in words_on(page))
    press(page, "立即备份")
    qtbot.waitUntil(lambda: len(catalogue.backups_in(stick)) == 2)
    qtbot.waitUntil(lambda: page.looked is not None and len(page.looked.backups) == 3)
    press(page, "不再用这里")
    qtbot.waitUntil(lambda: "还没有第二个位置" in words_on(page))
    assert len(catalogue.backups_in(stick)) == 2


def test_a_place_inside_the_ledger_is_refused_and_not_kept_in_mind(
    page: BackupsPage, ledger: Ledger, qtbot: Any, answers: Answers
) -> None:
    told: list[str] = []
    answers.give("QFileDialog.getExistingDirectory", str(ledger.folder))
    answers.give("QDialog.exec", lambda dialog: told.append(dialog.findChildren(QLabel)[-1].text()))
    press(page, "选择第二个位置…")
    qtbot.waitUntil(lambda: bool(told))
    assert "台账文件夹以外" in told[0]
    assert "second_places" not in machine_settings()


def test_a_drill_is_remembered(page: BackupsPage, ledger: Ledger, qtbot: Any) -> None:
    make_backup(ledger)
    press(page, "演练")
    qtbot.waitUntil(lambda: "上次演练通过：今天 09:12" in words_on(page))
    assert last_drill(ledger.ledger_id) == ledger.now()


def test_a_restored_ledger_lies_apart_and_is_opened_next_only_if_wanted(
    page: BackupsPage,
    window: Window,
    ledger: Ledger,
    qtbot: Any,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press(page, "立即备份")
    qtbot.waitUntil(lambda: page.looked is not None and len(page.looked.backups) == 1)
    qtbot.waitUntil(lambda: "手动" in words_on(page))
    enter_deputy(ledger, "李明")
    asked: list[str] = []

    def ask(_: object, __: str, words: str, ___: object) -> str:
        asked.append(words)
        return "" if len(asked) == 1 else OPEN_RESTORED

    monkeypatch.setattr(backups_page, "ask", ask)
    for times, name in ((1, "台账恢复-20221123"), (2, "台账恢复-20221123-2")):
        qtbot.waitUntil(lambda: "手动" in words_on(page))
        answers.give("QFileDialog.getExistingDirectory", str(tmp_path))
        press(page, "恢复到新文件夹…")
        qtbot.waitUntil(lambda times=times: len(asked) == times)
        with open_ledger(tmp_path / name) as restored:
            assert restored.count("deputies") == 1
        assert window.workspace.opens_next == (ledger.folder if times == 1 else tmp_path / name)
    assert ledger.count("deputies") == 2


@pytest.fixture
def program(ledger: Ledger, qapp: QApplication) -> Iterator[Program]:
    enter_deputy(ledger, "王芳")
    made = Program(ledger)
    yield made
    made.window.keeps_ledger = True
    made.window.close()
    made.close()
    assert not made._keeping()._timer.isActive()  # the window may be gone when it would look again


def test_closing_backs_up_what_changed(program: Program, ledger: Ledger) -> None:
    program.window.close()
    assert not program.window.isVisible()
    assert [one.kind for one in kept(ledger)] == [catalogue.AT_CLOSING]


def test_closing_skips_what_is_backed_up_already(program: Program, ledger: Ledger) -> None:
    make_backup(ledger)
    program.window.close()
    assert [one.kind for one in kept(ledger)] == [catalogue.BY_HAND]


def test_a_backup_that_fails_keeps_no_window_open_and_is_told_at_the_next_opening(
    program: Program, ledger: Ledger, qtbot: Any
) -> None:
    home_of(ledger).write_text("a file where a folder has to be")
    with qtbot.waitSignal(program.window.workspace.said) as told:
        program.keep_safe()
    assert "没有做成备份" in told.args[0]
    program.window.close()
    assert not program.window.isVisible()


def test_opening_makes_up_for_what_the_last_closing_could_not(
    program: Program, ledger: Ledger, qtbot: Any
) -> None:
    with qtbot.waitSignal(program.window.workspace.backed_up):
        program.keep_safe()
    assert [one.kind for one in kept(ledger)] == [catalogue.DAILY]
    assert last_drill(ledger.ledger_id) == ledger.now()


def test_a_stick_that_is_plugged_in_gets_what_it_lacks_and_each_place_is_tried_once_a_day(
    program: Program, ledger: Ledger, qtbot: Any, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    make_backup(ledger, place=stick)
    stick.rename(tmp_path / "drawer")
    enter_deputy(ledger, "李明")
    program.keep_safe()
    keeping = program._keeping()
    look(keeping, qtbot)
    assert len(kept(ledger)) == 1
    (tmp_path / "drawer").rename(stick)
    look(keeping, qtbot)
    assert [len(catalogue.backups_in(stick)), len(kept(ledger))] == [2, 1]
    enter_deputy(ledger, "何芳")
    look(keeping, qtbot)
    assert [len(catalogue.backups_in(stick)), len(kept(ledger))] == [2, 1]
    moment = ledger.now() + timedelta(days=1)
    ledger.core.now = lambda: moment
    look(keeping, qtbot)
    assert [len(catalogue.backups_in(stick)), len(kept(ledger))] == [3, 2]


def look(keeping: Safekeeping, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not keeping._job.running)
    keeping.look()
    qtbot.waitUntil(lambda: not keeping._job.running)


def test_the_backup_at_closing_can_be_cancelled(
    program: Program, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SHOW_AFTER", 0)
    pressed: list[str] = []

    def cancel() -> None:
        dialog = next(iter(program.window.findChildren(ProgressDialog)), None)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(0, cancel)
            return
        program.window.close()  # the cross, pressed again: nothing happens
        button = dialog.findChild(QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        pressed.append(button.text())
        one_at_a_time.release()

    one_at_a_time.acquire()  # the backup waits until 取消 was pressed
    QTimer.singleShot(0, cancel)
    program.window.close()
    assert pressed == ["取消"]
    assert not program.window.isVisible()
    assert kept(ledger) == []
