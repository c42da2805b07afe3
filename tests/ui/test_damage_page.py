"""A damaged ledger opens a page instead of the window: each way on, by its buttons."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.storage.backups import as_it_is, catalogue
from app.storage.backups.as_it_is import copy_as_it_is
from app.storage.backups.making import home_of, make_backup
from app.storage.backups.newest_good import newest_good
from app.storage.checks.check import damage
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused
from tests.conftest import Answers
from tests.ui.conftest import enter_deputy
from tests.ui.surfaces import wait_for_jobs
from ui.starting.application import Program, opened
from ui.starting.damage_page import READ_ONLY, RESTORE, DamagePage


@pytest.fixture
def damaged(ledger: Ledger) -> Path:
    """A ledger with one deputy and a backup of it, altered from outside."""
    enter_deputy(ledger, "王芳")
    make_backup(ledger)
    enter_deputy(ledger, "李明")
    ledger.close()
    connection = sqlite3.connect(ledger.folder / "ledger.db")
    connection.execute("UPDATE people SET name = '何芳' WHERE name = '李明'")
    connection.commit()
    connection.close()
    return ledger.folder


def _words(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def press(page: QWidget, words: str) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(act: Callable[[DamagePage], None], qtbot: Any) -> Callable[[DamagePage], int]:
    """What ``exec`` does in a test: show the page, do something there, wait for what that began; the page goes."""

    def run(page: DamagePage) -> int:
        qtbot.addWidget(page)
        page.show()
        act(page)
        wait_for_jobs()
        assert not page.isVisible()
        return page.result()

    return run


def deputies(ledger: Ledger) -> list[str]:
    return sorted(row["name"] for row in ledger.rows("deputies", ledger.ids("deputies")))


def test_the_newest_good_backup_is_restored_after_a_typed_word(
    damaged: Path, qtbot: Any, answers: Answers
) -> None:
    file = (damaged / "ledger.db").read_bytes()

    def confirm(question: Any) -> int:
        button = question.buttons["恢复"]
        assert not button.isEnabled()
        question.findChild(QLineEdit).setText("恢复")
        button.click()
        return 1

    def restore(page: DamagePage) -> None:
        words = "\n".join(label.text() for label in page.findChildren(QLabel))
        assert "在程序之外被改动" in words
        assert "一个字节也没有动" in words
        wait_for_jobs()
        assert page.restoring.isEnabled()
        press(page, RESTORE)

    answers.give("QDialog.exec", shown(restore, qtbot))
    answers.give("QDialog.exec", confirm)
    ledger = opened(damaged)
    assert ledger is not None
    with ledger:
        assert deputies(ledger) == ["王芳"]
        assert damage(ledger) == []
    set_aside = list((damaged / "quarantine").rglob("ledger.db"))
    assert [path.read_bytes() for path in set_aside] == [file]


def test_without_the_word_nothing_is_restored(damaged: Path, qtbot: Any, answers: Answers) -> None:
    def refuse(page: DamagePage) -> None:
        wait_for_jobs()
        assert page.restoring.isEnabled()
        press(page, RESTORE)
        press(page, "退出")

    before = (damaged / "ledger.db").read_bytes()
    answers.give("QDialog.exec", shown(refuse, qtbot))
    answers.give("QDialog.exec", lambda question: question.buttons["恢复"].click())
    assert opened(damaged) is None
    assert (damaged / "ledger.db").read_bytes() == before


def test_it_is_opened_to_be_read_and_nothing_is_written(
    damaged: Path, qtbot: Any, answers: Answers, qapp: Any
) -> None:
    before = (damaged / "ledger.db").read_bytes()
    answers.give("QDialog.exec", shown(lambda page: press(page, "只读打开"), qtbot))
    ledger = opened(damaged)
    assert ledger is not None
    assert ledger.notes == [READ_ONLY]
    assert deputies(ledger) == ["何芳", "王芳"]
    program = Program(ledger)
    program.keep_safe()
    qapp.processEvents()  # what waits for the first painting
    for act in (
        lambda: program.window.open_form("deputies", None, None),
        lambda: program.window.open_import("deputies"),
    ):
        said: list[str] = []
        answers.give(
            "QDialog.exec", lambda one, said=said: said.extend(_words(one)) or one._answered("知道了")
        )
        act()
        assert any("只能查看、打印、导出" in words for words in said), "said before anything is typed"
    program.window.close()
    assert (damaged / "ledger.db").read_bytes() == before
    assert len(catalogue.backups_in(home_of(ledger))) == 1


def test_what_can_be_read_goes_into_a_new_ledger(
    damaged: Path, qtbot: Any, answers: Answers, tmp_path: Path
) -> None:
    def open_new(question: Any) -> int:
        assert "人员第 2 条" in question.findChild(QPlainTextEdit).toPlainText()
        question.buttons["打开新的台账"].click()
        return 1

    answers.give("QDialog.exec", shown(lambda page: press(page, "读进新的台账…"), qtbot))
    answers.give("QFileDialog.getExistingDirectory", str(tmp_path))
    answers.give("QDialog.exec", open_new)
    ledger = opened(damaged)
    assert ledger is not None
    with ledger:
        assert deputies(ledger) == ["李明", "王芳"]  # as the history says
        assert ledger.folder.parent == tmp_path


def test_everything_is_copied_as_it_is(damaged: Path, qtbot: Any, answers: Answers, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()

    def copy(page: DamagePage) -> None:
        press(page, "原样复制…")
        wait_for_jobs()
        assert len(answers.asked) == 3
        press(page, "退出")

    answers.give("QDialog.exec", shown(copy, qtbot))
    answers.give("QFileDialog.getExistingDirectory", str(stick))
    answers.give("QDialog.exec", lambda question: 1)
    assert opened(damaged) is None
    (copied,) = stick.iterdir()
    assert files(copied) == files(damaged)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "ledger.lock"
    }


def test_a_copy_lies_outside_and_names_what_cannot_be_read(
    damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LedgerRefused, match="以外"):
        copy_as_it_is(damaged, damaged / "backups", datetime(2022, 11, 23))

    def read(path: Path) -> Iterator[bytes]:
        if path.name == "ledger.seal":
            raise as_it_is.UnreadableFile
        yield path.read_bytes()

    monkeypatch.setattr(as_it_is, "_blocks", read)
    copied = copy_as_it_is(damaged, tmp_path, datetime(2022, 11, 23))
    assert copied.folder.name == "台账原样-20221123"
    assert copied.unread == ["ledger.seal"]
    assert files(copied.folder) == {**files(damaged), "ledger.seal": b""}


def test_the_newest_good_backup_is_whole_and_of_this_ledger(damaged: Path, tmp_path: Path) -> None:
    (good,) = catalogue.backups_in(damaged / "backups")
    assert newest_good(damaged) == good
    (damaged / "ledger.db").write_bytes(b"x")
    assert newest_good(damaged) == good
    good.path.write_bytes(good.path.read_bytes()[:-1])
    assert newest_good(damaged) is None


def test_the_ways_on_are_taken_with_tab_and_enter(damaged: Path, qtbot: Any, answers: Answers) -> None:
    def read_only(page: DamagePage) -> None:
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        button = next(one for one in page.findChildren(QPushButton) if one.text() == "只读打开")
        for _ in range(20):
            if QApplication.focusWidget() is button:
                break
            QTest.keyClick(page.windowHandle(), Qt.Key.Key_Tab)
        QTest.keyClick(page.windowHandle(), Qt.Key.Key_Return)

    answers.give("QDialog.exec", shown(read_only, qtbot))
    ledger = opened(damaged)
    assert ledger is not None
    with ledger:
        assert deputies(ledger) == ["何芳", "王芳"]


def test_a_button_of_a_dialog_takes_no_enter_that_is_meant_for_a_field(qtbot: Any) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column, pressed = QVBoxLayout(dialog), list[str]()
    field, button = QLineEdit(), QPushButton("删除")
    button.setAutoDefault(False)
    button.clicked.connect(lambda: pressed.append("删除"))
    for widget in (field, button):
        column.addWidget(widget)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    button.setFocus()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["删除"]
