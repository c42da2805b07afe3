"""Files dropped anywhere: onto every box of every page, form and dialog, as file managers hand them over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.domain import registers
from tests.conftest import Answers
from tests.kept_ledgers import open_ledger, sample_folder
from tests.ui.surfaces import DIALOGS, open_panel, put_away, settle, visible_within, wait_for_jobs
from ui.frame.page_kinds import PAGES
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.panels.attachments_view import AttachmentsView

pytestmark = pytest.mark.timeout(300)  # each test walks through the whole window
YEAR = 2022  # of the sample
LEFT, NO_KEYS, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: Any) -> Iterator[Window]:
    folder = sample_folder(tmp_path_factory.mktemp("dropped") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(tmp_path_factory.mktemp("profile")))
        ledger = open_ledger(folder)
        made = Window(Workspace(ledger))
        made.workspace.year = YEAR
        made.keeps_ledger = True
        made.resize(1366, 768)
        made.show()
        QTest.qWaitForWindowActive(made)
        yield made
        put_away(made)
        ledger.close()


def as_files(*paths: Path, with_text: bool) -> QMimeData:
    """What a file manager hands over: addresses, and with some of them the same as plain text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if with_text:
        data.setText("\n".join(map(str, paths)))
    return data


def photograph(path: Path) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    assert picture.save(str(path))


def drop_on(widget: QWidget, data: QMimeData) -> bool:
    """Drag onto the middle of a widget, as Qt hands it on to whatever above it takes drops; whether it was taken."""
    place = QPoint(widget.width() // 2, widget.height() // 2)
    enter = QDragEnterEvent(place, COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    move = QDragMoveEvent(place, COPY, data, LEFT, NO_KEYS)
    move.accept()  # as Qt does: who says nothing to a move stays with what was said at the entry
    QApplication.sendEvent(widget, move)
    if not move.isAccepted():
        QApplication.sendEvent(widget, QDragLeaveEvent())
        return False
    fall = QDropEvent(QPointF(place), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(widget, fall)
    return fall.isAccepted()


def text_in(box: QWidget) -> str:
    if isinstance(box, QLineEdit):
        return box.text()
    if isinstance(box, QComboBox):
        return box.currentText()
    return box.toPlainText() if isinstance(box, QPlainTextEdit | QTextEdit) else ""


def boxes_changed(surface: QWidget, data: QMimeData) -> list[str]:
    """Drop onto every box that is visible; those that say something else afterwards."""
    wrong = []
    for box in [
        one
        for one in visible_within(surface)
        if isinstance(one, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox)
    ]:
        before = text_in(box)
        inside = box.viewport() if isinstance(box, QPlainTextEdit | QTextEdit) else box
        drop_on(inside, data)
        if text_in(box) != before:
            wrong.append(f"{type(box).__name__} {text_in(box)!r}")
    return wrong


def test_no_box_takes_the_address_of_a_file(window: Window, tmp_path: Path) -> None:
    """A photo that misses its place by a finger's breadth must not become words of the record."""
    photo = tmp_path / "接待现场.jpg"
    photograph(photo)
    dragged, wrong = as_files(photo, with_text=True), []
    for page in PAGES:
        window.open_page(page.key)
        shown = window.list_shown()
        if shown is not None and shown.model.ids:
            shown.reveal(shown.model.ids[0])
        settle(window)
        open_panel(window)
        wrong += [f"{page.key}: {one}" for one in boxes_changed(window, dragged)]
    for register in registers.SHOWN:
        window.open_form(register.key, None, None)
        wrong += [f"form {register.key}: {one}" for one in boxes_changed(window, dragged)]
        window._form.draft.drop()
        window._put_away()
    for name, make in DIALOGS.items():
        dialog = make(window)
        dialog.show()
        wait_for_jobs()
        wrong += [f"{name}: {one}" for one in boxes_changed(dialog, dragged)]
        dialog.deleteLater()
    assert wrong == []


def files_of_each_sort(folder: Path) -> dict[str, Path]:
    """What lies on a clerk's desk; the last has a name that is no text."""
    (folder / "文件夹").mkdir()
    contents = {
        "名册.xlsx": b"PK\x03\x04 no workbook", "名册.xls": b"\xd0\xcf\x11\xe0" + b"\0" * 600, "名册.csv": b"x", "函.pdf": b"%PDF-1.4",
        "backup-000001-20220101-101010.zip": b"PK\x03\x04", "空.xlsx": b"", "空.pdf": b"",
    }  # fmt: skip
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    photograph(folder / "照片.jpg")
    huge = folder / "录像.mp4"
    with open(huge, "wb") as made:
        made.truncate(300 << 20)  # a file with holes: as long as a video, and no room taken
    odd = folder / os.fsdecode(b"\xb3\xf6.pdf")  # of an old computer: GBK, where the system has UTF-8
    odd.write_bytes(b"%PDF-1.4")
    return {path.name: path for path in folder.iterdir()}


def test_whatever_is_dropped_on_the_import_is_read_or_refused_with_a_sentence(
    window: Window, tmp_path: Path, answers: Answers
) -> None:
    answers.give("QFileDialog.getOpenFileName", ("", ""))  # the dialog that opens by itself is closed
    window.open_import("deputies")
    QTest.qWait(5)
    before = window.workspace.ledger.statistics()["digest"]
    unclear = []
    for name, path in files_of_each_sort(tmp_path).items():
        sentences: list[str] = []
        answers.give("QDialog.exec", sentences_of(sentences))
        drop_on(window._form, as_files(path, with_text=False))
        wait_for_jobs()
        unclear += [] if sentences or name == "名册.csv" else [name]
        answers.forget()
    assert unclear == []
    assert window.workspace.ledger.statistics()["digest"] == before
    window._form.leave()


def test_whatever_is_dropped_on_a_record_is_kept_or_refused_with_a_sentence(
    window: Window, tmp_path: Path, answers: Answers
) -> None:
    """Onto the box beside the attachments too: it hands files on to nobody, and the record stays as it is."""
    ledger = window.workspace.ledger
    window.open_page("deputies")
    window.list_shown().reveal(window.list_shown().model.ids[0])
    settle(window)
    open_panel(window)
    settle(window)
    unclear = []
    for name, path in files_of_each_sort(tmp_path).items():
        before, sentences = ledger.count("attachments"), list[str]()
        answers.give("QDialog.exec", sentences_of(sentences))
        views = [view for view in window.findChildren(AttachmentsView) if view.isVisible()]
        drop_on(views[-1], as_files(path, with_text=True))
        wait_for_jobs()
        settle(window)
        open_panel(window)
        kept = ledger.count("attachments") - before
        if kept + len(sentences) != 1:
            unclear.append(f"{name!r}: {kept} kept, told {sentences}")
        answers.forget()
    assert unclear == []


def sentences_of(sentences: list[str]) -> Callable[[QWidget], int]:
    def read(dialog: QWidget) -> int:
        sentences.append("\n".join(label.text() for label in dialog.findChildren(QLabel)))
        return 0

    return read
