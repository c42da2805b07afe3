"""Protection in the window: asked for at the start, locked after a pause, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QPushButton

from app.storage.core import key_slots
from app.storage.ledger import Ledger
from app.storage.protection import protecting
from app.storage.protection.unlocking import is_protected, lock, unlock
from app.storage.refusals import LedgerRefused
from tests.conftest import Answers
from tests.ui.conftest import enter_deputy
from ui.dialogs import tasks
from ui.dialogs.secret_questions import SecretQuestion
from ui.dialogs.unlocking import UnlockDialog, ask_to_unlock
from ui.frame.idle_watch import ASLEEP, LOOKS, IdleWatch
from ui.frame.notice_bar import NoticeBar
from ui.frame.window import Window
from ui.pages.upkeep import protection_acts
from ui.panels.detail_fields import PrivateValue

CHEAP = key_slots.Cost(1, 8)
PASSWORD, CODE = "correct horse", "00000 00001 00002 00003 00004 00005 00006 00007 00008 00009"
PHONE = "19900001234"


@pytest.fixture
def protected(ledger: Ledger) -> Ledger:
    enter_deputy(ledger, "王芳", phone=PHONE)
    protecting.protect(ledger, PASSWORD, CODE, CHEAP)
    return ledger


def words(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def press(widget: Any, label: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if b.text() == label and b.isVisibleTo(widget)).click()


def test_the_start_asks_until_the_password_is_right(protected: Ledger, qtbot: Any) -> None:
    lock(protected)
    dialog = UnlockDialog(protected)
    qtbot.addWidget(dialog)
    for secret, told in (("", "请先输入"), ("wrong horse", "密码不对"), (CODE[:-1] + "8", "第 10 组")):
        dialog.form.line.setText(secret)
        dialog.form.go.click()
        assert told in dialog.form.problem.text()
        assert protected.is_locked
        assert dialog.form.line.text() == ""
    dialog.form.line.setText(PASSWORD)
    with qtbot.waitSignal(dialog.accepted):
        dialog.form.go.click()
    assert not protected.is_locked


def test_nobody_is_asked_without_need(ledger: Ledger) -> None:
    assert ask_to_unlock(ledger)


def shown_value(window: Window) -> PrivateValue:
    window.open_page("deputies")
    page = window.list_shown()
    assert page is not None
    page.reveal(1)
    page.panel._build()
    return page.panel.findChild(PrivateValue)


def test_after_a_pause_the_window_is_locked_and_comes_back_as_it_was(
    protected: Ledger, window: Window, qtbot: Any
) -> None:
    value = shown_value(window)
    value.button.click()
    assert value.value.text() == PHONE
    window.open_form("deputies", None, None)
    form: Any = window._form
    form.fields.rows["name"].editor.fill("李强")
    window.locking.watch.idle.emit()
    screen = window.locking.screen
    assert screen is not None
    assert protected.is_locked
    assert value.value.text() == "已录入"
    assert not form.isVisible()
    assert not any(shortcut.isEnabled() for shortcut in window.findChildren(QShortcut))
    screen.form.line.setText(PASSWORD)
    screen.form.go.click()
    assert window.locking.screen is None
    assert window._form is form
    assert form.isVisible()
    assert form.fields.raw()["name"] == "李强"
    assert any(shortcut.isEnabled() for shortcut in window.findChildren(QShortcut))
    assert not protected.is_locked


def test_who_goes_on_without_the_key_is_told_and_may_unlock_later(
    protected: Ledger, window: Window, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.locking.lock()
    assert window.locking.screen is not None
    window.locking.screen.form.skip.click()
    bar = window.findChild(NoticeBar)
    assert "没有解锁" in words(bar)
    assert not window.locking.watch.is_on
    value = shown_value(window)
    told: list[BaseException] = []
    monkeypatch.setattr("ui.panels.detail_fields.faults.tell", lambda _, error: told.append(error))
    value.button.click()
    assert value.value.text() == "已录入"
    assert "还没有解锁" in str(told[0])
    answers.give("QDialog.exec", lambda *_: unlock(protected, PASSWORD))
    press(bar, "解锁…")
    assert "没有解锁" not in words(bar)
    assert window.locking.watch.is_on


def test_a_running_job_is_not_robbed_of_the_key(
    protected: Ledger, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.frame.locking.tasks.are_running", lambda: True)
    window.locking.lock()
    assert not protected.is_locked


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([LOOKS] * 59, 0),
        ([LOOKS] * 60, 1),
        ([LOOKS] * 119, 1),
        ([ASLEEP + 1], 1),  # it slept: no timer ran
        ([-ASLEEP - 1], 1),  # or the clock was put back
    ],
)
def test_ten_minutes_without_a_sign_of_life_are_a_pause(
    qtbot: Any, moments: Sequence[float], expected: int
) -> None:
    now = [1000.0]
    parent = QLabel()
    qtbot.addWidget(parent)
    watch = IdleWatch(parent, 10, lambda: now[0])
    paused: list[int] = []
    watch.idle.connect(lambda: paused.append(1))
    for step in moments:
        now[0] += step
        watch.look()
    assert len(paused) == expected


def test_a_key_or_the_mouse_is_a_sign_of_life(qtbot: Any) -> None:
    now = [1000.0]
    parent = QLabel()
    qtbot.addWidget(parent)
    watch = IdleWatch(parent, 1, lambda: now[0])
    for _ in range(20):
        now[0] += LOOKS
        assert not watch.eventFilter(parent, QEvent(QEvent.Type.KeyPress))
        with qtbot.assertNotEmitted(watch.idle):
            watch.look()


def test_a_question_for_secrets_stays_until_they_can_be_taken(qtbot: Any) -> None:
    question = SecretQuestion(
        None,
        "设一个密码",
        "",
        ("新密码", "再输入一次"),
        "下一步",
        protection_acts.judged_password,
        hidden=True,
    )
    qtbot.addWidget(question)
    for typed, told in ((("short", "short"), "至少"), ((PASSWORD, "x"), "不一样"), ((CODE, CODE), "恢复码")):
        for line, text in zip(question.lines, typed, strict=True):
            line.setText(text)
        question.buttons["下一步"].click()
        assert told in question.problem.text()
        assert question.answer == ""
    question.lines[0].setText(PASSWORD)
    question.lines[1].clear()
    question.show()
    question.lines[0].setFocus()
    qtbot.keyClick(question.lines[0], Qt.Key.Key_Return)
    assert (question.focusWidget(), question.problem.isHidden()) == (question.lines[1], False)
    question.lines[1].setText(PASSWORD)
    qtbot.keyClick(question.lines[1], Qt.Key.Key_Return)
    assert question.answer == "下一步"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("12345", "10 组"), (CODE.replace("00002", "00003"), "第 3 组"), ("00000" * 10, "第 2"), (CODE, "")],
)
def test_the_recovery_code_is_proved(typed: str, told: str) -> None:
    judged = protection_acts.proof_of(CODE)([typed])
    assert told in judged
    assert bool(told) == bool(judged)


def test_protection_is_set_up_and_lifted_on_its_page(
    window: Window, ledger: Ledger, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_slots, "calibrated", lambda: CHEAP)
    monkeypatch.setattr(protecting, "new_recovery_code", lambda: CODE)
    enter_deputy(ledger, "王芳", phone=PHONE)
    window.open_page("protection")
    page: Any = window.page("protection")
    assert "没有加密" in words(page)
    given = [[PASSWORD, PASSWORD], [CODE]]
    monkeypatch.setattr(protection_acts, "ask_secrets", lambda *_, **__: given.pop(0))
    monkeypatch.setattr(protection_acts, "ask", lambda *_, **__: protection_acts.KEPT)
    press(page, "用密码保护…")
    qtbot.waitUntil(lambda: is_protected(ledger) and "已加密" in words(page), timeout=20_000)
    assert given == []
    given.append([CODE])
    press(page, "不再保护…")
    qtbot.waitUntil(lambda: not is_protected(ledger) and "没有加密" in words(page), timeout=20_000)


def test_a_secret_that_opens_nothing_is_told_before_a_page_is_printed(protected: Ledger) -> None:
    judge = protection_acts.judged_secret(protected)
    assert [bool(judge([secret])) for secret in ("wrong", "", CODE.replace("9", "8"), PASSWORD, CODE)] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert "密码不对" in judge(["correct horse "])
    assert "（" not in judge(["ｃｏｒｒｅｃｔ　ｈｏｒｓｅ"])  # typed in full width: the same password


@pytest.mark.parametrize("trouble", [LedgerRefused("磁盘空间不够。", 3), tasks.Cancelled()])
def test_of_a_page_that_was_printed_for_nothing_it_is_said(
    window: Window, ledger: Ledger, qtbot: Any, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise trouble

    said: list[str] = []
    monkeypatch.setattr(protecting, "make_backup", fail)
    monkeypatch.setattr(protecting.key_slots, "calibrated", lambda: CHEAP)
    monkeypatch.setattr(protection_acts, "_new_password", lambda _: PASSWORD)
    monkeypatch.setattr(protection_acts, "_new_code", lambda *_: CODE)
    monkeypatch.setattr(protection_acts, "ask", lambda parent, heading, *_, **__: said.append(heading))
    monkeypatch.setattr("ui.dialogs.faults.ask", lambda parent, heading, *_, **__: said.append(heading))
    protection_acts.set_up(window, window.workspace)
    qtbot.waitUntil(lambda: "这个恢复码没有启用" in said, timeout=20_000)
    assert (len(said), is_protected(ledger)) == (1 if isinstance(trouble, tasks.Cancelled) else 2, False)


def test_who_leaves_half_way_has_changed_nothing(
    window: Window, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given, answer in (([[]], ""), ([[PASSWORD] * 2], protection_acts.CANCEL), ([[PASSWORD] * 2], "")):
        monkeypatch.setattr(protection_acts, "ask_secrets", lambda *_, given=given, **__: given.pop(0))
        monkeypatch.setattr(protection_acts, "ask", lambda *_, answer=answer, **__: answer)
        protection_acts.set_up(window, window.workspace)
        assert not is_protected(ledger)
