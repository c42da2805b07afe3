"""The guards of conftest hold: dialogs, network, settings and Qt's own warnings."""

import os
import socket
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from tests.conftest import Answers


class Sender(QObject):
    """Has one signal with a truth value."""

    told = Signal(bool)


def test_emitting_does_not_wear_out_true() -> None:
    # PySide6 6.12 on Python 3.11 lost one reference to True per emit and aborted after a few hundred.
    sender = Sender()
    received: list[bool] = []
    sender.told.connect(received.append)
    before = sys.getrefcount(True)
    for _ in range(200):
        sender.told.emit(True)
        received.clear()
    assert sys.getrefcount(True) > before - 50


def test_unexpected_dialogs_fail_instead_of_waiting(qtbot) -> None:
    with pytest.raises(AssertionError, match=r"QDialog\.exec"):
        QDialog().exec()
    with pytest.raises(AssertionError, match=r"QDialog\.exec"):
        QMessageBox().exec()
    with pytest.raises(AssertionError, match=r"QMessageBox\.question"):
        QMessageBox.question(None, "", "")
    with pytest.raises(AssertionError, match=r"QFileDialog\.getSaveFileName"):
        QFileDialog.getSaveFileName(None, "")


def test_expected_dialogs_get_the_answer_of_the_test(qtbot, answers: Answers) -> None:
    answers.give("QFileDialog.getSaveFileName", ("名册.xlsx", ""))
    answers.give("QDialog.exec", lambda dialog: dialog.windowTitle())
    dialog = QDialog()
    dialog.setWindowTitle("确认")
    assert QFileDialog.getSaveFileName(None, "保存")[0] == "名册.xlsx"
    assert dialog.exec() == "确认"
    assert [name for name, _ in answers.asked] == ["QFileDialog.getSaveFileName", "QDialog.exec"]


def test_answers_nobody_asks_for_are_noticed() -> None:
    scripted = Answers()
    scripted.give("QMessageBox.question", QMessageBox.StandardButton.Yes)
    assert scripted.left_over() == ["QMessageBox.question"]
    with pytest.raises(ValueError, match=r"QMessageBox\.ask"):
        scripted.give("QMessageBox.ask", None)


def test_the_network_is_refused() -> None:
    with socket.socket() as plain, pytest.raises(AssertionError, match="network"):
        plain.connect(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("example.org", 80))


def test_settings_go_to_the_empty_profile(profile: Path) -> None:
    settings = QSettings("presidium", "presidium")
    settings.setValue("key", 1)
    settings.sync()
    assert Path(settings.fileName()).is_relative_to(profile)
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    assert sys.platform != "linux" or Path(where).is_relative_to(profile)
    assert os.environ["PRESIDIUM_PROFILE"] == str(profile)


def test_print_dialogs_do_not_wait_either(qtbot) -> None:
    with pytest.raises(AssertionError, match=r"QPrintDialog\.exec"):
        QPrintDialog(QPrinter()).exec()


pytest_plugins = ["pytester"]


def test_a_warning_of_qt_fails_the_test_it_comes_from(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "from PySide6.QtCore import qWarning\ndef test_it(qtbot):\n    qWarning('something')\n"
    )
    pytester.makeini("[pytest]\nqt_log_level_fail = WARNING\n")
    pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:cacheprovider").assert_outcomes(failed=1)
