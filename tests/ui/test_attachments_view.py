"""The files of a record in its panel: what was dropped, what is private, what was replaced."""

from __future__ import annotations

import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.file_names import is_device_name
from app.domain.registers import BY_KEY
from app.paper.forms import LAYOUTS, shows_photo
from app.paper.record_form import record_form
from app.paper.sheet import Form
from app.storage.core import attachments
from app.storage.ledger import Ledger
from app.storage.lists.record_files import is_private, plain_bytes
from app.storage.protection.disclosures import disclosures
from tests.conftest import Answers
from tests.kept_ledgers import copied_elsewhere, enter, open_ledger, sample_folder
from tests.ui.conftest import enter_deputy
from tests.ui.surfaces import wait_for_jobs
from ui.dialogs import tasks
from ui.open_ledger.reason_question import KEEP, MOVE
from ui.open_ledger.workspace import Workspace
from ui.pages.upkeep.recycle_bin import RecycleBin
from ui.panels import adding_files, attachments_view
from ui.panels.attachments_view import LEAVE, MAKE_PRIVATE, AttachmentsView, forget_copies
from ui.panels.pictures import PictureTile

SCAN = b"\x89PNG an identity card"


@pytest.fixture
def workspace(ledger: Ledger, qtbot: Any) -> Workspace:
    enter_deputy(ledger, "王芳")
    return Workspace(ledger)


def view_of(workspace: Workspace, qtbot: Any) -> AttachmentsView:
    view = AttachmentsView(workspace, BY_KEY["deputies"], workspace.ledger.ids("deputies")[0])
    qtbot.addWidget(view)
    return view


def drop(view: AttachmentsView, *urls: QUrl) -> None:
    data = QMimeData()
    data.setUrls(list(urls))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, buttons, keys))


def test_what_is_dropped_is_kept_or_refused_with_a_sentence(
    workspace: Workspace, qtbot: Any, answers: Answers, tmp_path: Path
) -> None:
    view, told = view_of(workspace, qtbot), list[str]()
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "断了").symlink_to(tmp_path / "没有")
    (tmp_path / "照片\u202egpj.exe").write_bytes(b"MZ")
    with zipfile.ZipFile(tmp_path / "通知.docx", "w") as paper:
        paper.writestr("word/document.xml", "<w:p><w:t>绝　密</w:t></w:p><w:p><w:t>通知</w:t></w:p>")
    for name, words in (
        ("文件夹", "是文件夹"), ("断了", "找不到文件"), ("照片\u202egpj.exe", "是程序"), ("通知.docx", "密级标志"),
    ):  # fmt: skip
        path = tmp_path / name
        answers.give("QDialog.exec", lambda d: told.extend(one.text() for one in d.findChildren(QLabel)))
        drop(view, QUrl.fromLocalFile(str(path)))
        assert any(words in label for label in told)
    drop(view, QUrl("https://example.org/a.pdf"))
    assert workspace.ledger.count("attachments") == 0
    longest = tmp_path / ("名" * 84 + ".a")  # 254 bytes
    longest.write_bytes(b"x")
    drop(view, QUrl.fromLocalFile(str(longest)))
    assert workspace.ledger.attached("deputies", view._row_id)[0]["name"] == longest.name
    (tmp_path / "甲\u202efdp.txt").write_bytes(b"another")
    drop(view, QUrl.fromLocalFile(str(tmp_path / "甲\u202efdp.txt")))
    assert "甲fdp.txt" in [file["name"] for file in workspace.ledger.attached("deputies", view._row_id)]


def test_a_program_kept_long_ago_is_not_run_and_no_name_leads_out_of_the_folder(
    workspace: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch, answers: Answers, tmp_path: Path
) -> None:
    shown, told = list[Path](), list[str]()
    monkeypatch.setattr(attachments_view, "open_file", shown.append)
    (tmp_path / "a.txt").write_bytes(b"x")
    view_of(workspace, qtbot).add([tmp_path / "a.txt"])
    (file,) = workspace.ledger.attached("deputies", workspace.ledger.ids("deputies")[0])
    answers.give("QDialog.exec", lambda d: told.extend(one.text() for one in d.findChildren(QLabel)))
    open_copy = attachments_view.opener(workspace)
    open_copy(None, file | {"name": "setup.exe"})
    assert (shown, any("是程序" in words for words in told)) == ([], True)
    for name in ("../../a.txt", "..\\..\\a.txt", "CON.txt", "甲.txt. ", "甲:乙.txt", "长" * 300 + ".txt"):
        open_copy(None, file | {"name": name})
        assert shown[-1].parent.name.startswith("presidium-")
        assert len(shown[-1].name) <= 48
        assert not (set(":\\/") & set(shown[-1].name) or is_device_name(shown[-1].name))
        assert not shown[-1].name.endswith((".", " "))
    forget_copies()


def test_a_private_picture_is_shown_nowhere_until_it_is_opened_and_that_is_kept(
    workspace: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "身份证.png").write_bytes(SCAN)
    answers.give("QFileDialog.getOpenFileNames", ([str(tmp_path / "身份证.png")], ""))
    next(b for b in view_of(workspace, qtbot).findChildren(QPushButton) if b.text() == "+ 保密件").click()
    view = view_of(workspace, qtbot)
    assert not view.findChildren(PictureTile)
    shown: list[Path] = []
    monkeypatch.setattr(attachments_view, "open_file", shown.append)
    next(b for b in view.findChildren(QPushButton) if b.text().startswith("身份证.png")).click()
    assert shown[0].read_bytes() == SCAN
    assert [entry.register for entry in disclosures(workspace.ledger)] == ["attachments"]
    forget_copies()
    assert not shown[0].exists()


def test_a_file_that_lies_in_plain_is_made_private_by_its_menu(
    workspace: Workspace, qtbot: Any, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "身份证.png").write_bytes(SCAN)
    view_of(workspace, qtbot).add([tmp_path / "身份证.png"])
    for answer, is_there in ((LEAVE, False), (MAKE_PRIVATE, True)):
        view = view_of(workspace, qtbot)
        answers.give("QDialog.exec", lambda dialog, answer=answer: dialog._answered(answer))
        (tile,) = view.findChildren(PictureTile)
        tile.actions()[0].trigger()
        (file,) = workspace.ledger.attached("deputies", view._row_id)
        assert is_private(file) == is_there


def test_what_is_large_is_copied_in_the_background_and_stopping_leaves_nothing(
    workspace: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(adding_files, "LARGE", 4)
    view, film = view_of(workspace, qtbot), tmp_path / "会议录像.mp4"
    film.write_bytes(b"a film")
    monkeypatch.setattr(tasks.Job, "start", lambda job: job.stop() or job.work_now())
    view.add([film])
    assert workspace.ledger.count("attachments") == 0
    assert not [path for path in (workspace.ledger.folder / "attachments").rglob("*") if path.is_file()]
    monkeypatch.setattr(tasks.Job, "start", tasks.Job.work_now)
    with qtbot.waitSignal(workspace.said) as said:
        view.add([film])
    assert said.args == ["已添加附件：会议录像.mp4", True]
    assert workspace.ledger.count("attachments") == 1


def test_while_something_large_is_copied_the_ledger_is_read_and_a_reason_comes_before_it(
    workspace: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: Answers
) -> None:
    """A film of an hour took the ledger for itself until it was copied: whatever was clicked waited for it."""
    ledger = workspace.ledger
    row = enter(ledger, "trainings", title="组织法", held_on="2021-03-01")
    copied_elsewhere(ledger)
    enter(ledger, "filed_years", filed_for="2021", signed_on="2022-03-01")
    monkeypatch.setattr(adding_files, "LARGE", 4)
    monkeypatch.setattr(attachments, "CHUNK", 2)
    view, film = AttachmentsView(workspace, BY_KEY["trainings"], row), tmp_path / "会议录像.mp4"
    qtbot.addWidget(view)
    film.write_bytes(b"a film")
    steps: list[str] = []
    copied, free = attachments._copied, threading.Event()

    def copy(source: Any, target: Path, step: Any) -> Any:
        steps.append("copying")
        free.wait(60)  # as long as the other thread has not read
        return copied(source, target, step)

    def give_reason(question: Any) -> None:
        steps.append("asked")
        question.reason.setPlainText("移交后才收到")
        question._answered("更正")

    monkeypatch.setattr(attachments, "_copied", copy)
    answers.give("QDialog.exec", give_reason)
    view.add([film])
    qtbot.waitUntil(lambda: "copying" in steps)
    assert ledger.row("trainings", row) is not None, "read while it is copied"
    assert ledger.attached("trainings", row) == []
    free.set()
    wait_for_jobs()
    [file] = ledger.attached("trainings", row)
    assert ledger.history("attachments", file["id"])[0].why == "移交后才收到"
    assert steps == ["asked", "copying"]


@pytest.mark.parametrize("private", [False, True])
def test_a_file_goes_with_a_reason_and_comes_back_from_the_bin(
    workspace: Workspace, qtbot: Any, answers: Answers, tmp_path: Path, private: bool
) -> None:
    scan = tmp_path / "走错的扫描件.png"
    scan.write_bytes(SCAN)
    view, ledger = view_of(workspace, qtbot), workspace.ledger
    view.add([scan], private=private)
    wait_for_jobs()
    (file,) = ledger.attached("deputies", view._row_id)
    view = view_of(workspace, qtbot)
    widgets = [w for w in (*view.findChildren(QPushButton), *view.findChildren(PictureTile)) if w.actions()]
    (act,) = [a for widget in widgets for a in widget.actions() if a.text() == "删除…"]

    answers.give("QDialog.exec", lambda question: question._answered(KEEP))
    act.trigger()
    assert ledger.count("attachments") == 1

    def with_a_reason(question: Any) -> None:
        question._answered(MOVE)
        assert question.answer == ""  # not without one
        question.reason.setPlainText("附到了别人的记录上")
        question._answered(MOVE)

    answers.give("QDialog.exec", with_a_reason)
    act.trigger()
    assert ledger.attached("deputies", view._row_id) == []
    assert ledger.row("deputies", view._row_id) is not None

    page = RecycleBin(workspace)
    qtbot.addWidget(page)
    page.reload()
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "附件：走错的扫描件.png" in shown
    assert "原来附在代表“王芳”上 · 原因：附到了别人的记录上" in shown
    next(button for button in page.findChildren(QPushButton) if button.text() == "恢复").click()
    (back,) = ledger.attached("deputies", view._row_id)
    assert plain_bytes(ledger, back) == SCAN
    assert (back["name"], is_private(back)) == (file["name"], private)
    assert ledger.bin() == []


@pytest.mark.parametrize("key", [key for key in LAYOUTS if shows_photo(key)])
def test_where_a_form_has_a_frame_for_a_photo_one_can_be_put_into_it(
    key: str, qtbot: Any, answers: Answers, tmp_path: Path
) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(0xFF3366)
    assert picture.save(str(tmp_path / "现场.jpg"))
    answers.give("QFileDialog.getOpenFileName", (str(tmp_path / "现场.jpg"), ""))
    with open_ledger(sample_folder(tmp_path / "sample")) as ledger:
        register, row_id = BY_KEY[key], ledger.ids(key)[0]
        view = AttachmentsView(Workspace(ledger), register, row_id)
        qtbot.addWidget(view)
        next(button for button in view.findChildren(QPushButton) if button.text() == "+ 照片").click()
        wait_for_jobs()
        form = record_form(ledger, register, row_id).blocks[0]
        assert isinstance(form, Form)
        (frame,) = [cell for cell in form.cells if cell.role == "picture"]
        assert frame.picture is not None
        assert QImage(str(frame.picture)).width() == 40
