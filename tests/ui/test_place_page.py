"""A ledger on a stick is copied to this computer before it is opened; none is made there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.storage import medium
from app.storage.ledger import Ledger
from app.storage.machine import data_folder
from tests.conftest import Answers
from tests.ui.conftest import enter_deputy
from ui.starting import place_page
from ui.starting.application import opened
from ui.starting.first_start import FirstStart
from ui.starting.place_page import COPY, PlacePage


@pytest.fixture
def stick(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed ledger with one deputy, in a folder that counts as a stick."""
    enter_deputy(ledger, "王芳")
    ledger.close()

    def kind_of(place: Path) -> str:
        return medium.REMOVABLE if ledger.folder in (place, *place.parents) else ""

    monkeypatch.setattr(medium, "_elsewhere", kind_of)
    return ledger.folder


def pressing(words: str, qtbot: Any, told: list[str]) -> Any:
    def run(page: PlacePage) -> int:
        qtbot.addWidget(page)
        page.show()
        told.extend(label.text() for label in page.findChildren(QLabel))
        button = next(one for one in page.findChildren(QPushButton) if one.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not page.isVisible())
        return page.result()

    return run


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("is_read_only", [False, True])
def test_a_ledger_on_a_stick_goes_on_as_a_copy_on_this_computer(
    stick: Path, is_read_only: bool, qtbot: Any, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_read_only:  # then there is no lock to be had
        kinds = {stick: medium.READ_ONLY}
        monkeypatch.setattr(medium, "_elsewhere", lambda place: kinds.get(place, ""))

        def locked(folder: Path) -> None:
            assert folder != stick

        monkeypatch.setattr("app.storage.backups.as_it_is.FolderLock", locked)
    before, told = files_of(stick), list[str]()
    answers.give("QDialog.exec", pressing(COPY, qtbot, told))
    copied = opened(stick)
    assert copied is not None
    with copied:
        assert copied.folder == data_folder()
        assert copied.count("deputies") == 1
        assert copied.notes == []
    assert files_of(stick) == before
    assert ("只读的位置" if is_read_only else "U 盘") in told[0]
    assert f"“{data_folder()}”" in "".join(told)


def test_she_may_leave_and_a_ledger_that_is_there_already_is_named(
    stick: Path, qtbot: Any, answers: Answers
) -> None:
    data_folder().mkdir(parents=True)
    (data_folder() / "ledger.db").touch()
    told: list[str] = []
    answers.give("QDialog.exec", pressing("退出", qtbot, told))
    assert opened(stick) is None
    assert "已经有一本台账" in "".join(told)
    assert f"{data_folder()}-2" in "".join(told)


def test_a_ledger_in_use_on_a_network_drive_is_not_copied(stick: Path, qtbot: Any, answers: Answers) -> None:
    page = PlacePage(stick, medium.NETWORK)
    qtbot.addWidget(page)
    told: list[str] = []
    with Ledger.open(stick):
        answers.give("QDialog.exec", lambda dialog: told.append(dialog.findChildren(QLabel)[-1].text()))
        page.copy()
        qtbot.waitUntil(lambda: bool(told))
    assert "正在另一个窗口或程序中使用" in told[0]
    assert not data_folder().exists()


def test_no_ledger_is_made_on_a_stick(stick: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / "ledger.db").unlink()  # a folder of the stick that holds no ledger: none lies inside another one
    dialog = FirstStart(stick / "新的")
    qtbot.addWidget(dialog)
    for key, words in {"town": "迳口镇", "county": "四会市", "term": "16"}.items():
        dialog.lines[key].setText(words)
    dialog.make_ledger()
    assert "不能放在 U 盘" in dialog.problem.text()
    assert not dialog.folder.exists()
    monkeypatch.setattr(
        place_page, "data_folder", lambda: stick
    )  # everything of this computer is on the stick
    dialog.make_ledger()
    assert dialog.ledger is not None
    dialog.ledger.close()
