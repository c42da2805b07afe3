"""The files kept with a record: open one, add some."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Row
from app.domain.program_files import runs_when_opened
from app.domain.register import Register
from app.paper.forms import shows_photo
from app.storage.ledger import BroughtFile
from app.storage.lists.record_files import KEY, is_private, make_private, plain_bytes
from app.storage.protection.disclosures import reveal
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.dialogs.open_file import open_file
from ui.dialogs.questions import ask
from ui.look import icons
from ui.look.cards import plain_label
from ui.look.flow import FlowLayout
from ui.look.row_link import RowLink
from ui.look.theme import COLOURS, dp
from ui.open_ledger.reason_question import MOVE, ReasonQuestion
from ui.open_ledger.workspace import Workspace
from ui.panels.adding_files import FilesForRecord
from ui.panels.dropped_files import dropped_files, welcome
from ui.panels.pictures import Open, PictureTile, Portrait, is_picture

LEAVE, MAKE_PRIVATE = "不改", "设为保密"
PRIVATE_WORDS = (
    "文件加密保存，不再显示缩小图，每次打开都有记载。这一步不能撤销。以前的备份里，这个文件仍是没有加密的。"
)
REMOVED_WORDS = "记录还在，只去掉这个附件。可以随时撤销，也可以在回收站里恢复。"
RIGHT_CLICK = "右键可以删除"
_opened: list[TemporaryDirectory[str]] = []  # copies given to other programs; gone when the program ends


class AttachmentsView(QFrame):
    """The attachments of one row; files can also be dropped here."""

    def __init__(self, workspace: Workspace, register: Register, row_id: int) -> None:
        super().__init__()
        self._workspace = workspace
        self._register = register
        self._row_id = row_id
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(4))
        self._open: Open = opener(workspace)
        files = workspace.ledger.attached(register.key, row_id)
        column.addLayout(self._head(len(files)))
        pictures = [file for file in files if is_picture(file)]
        if pictures:
            flow = FlowLayout(gap=dp(8))
            for file in pictures:
                tile = PictureTile(file, pictures, str(file["name"]), self._open)
                self._offer_acts(tile, file)
                flow.addWidget(tile)
            column.addLayout(flow)
        for file in files:
            if file not in pictures:
                column.addWidget(self._line(file))
            if file.get("replaced"):
                column.addWidget(plain_label(f"“{file['name']}”更换过：{file['replaced']}", "quiet"))

    def _head(self, count: int) -> QHBoxLayout:
        heading = QLabel(f"附件 {count}" if count else "附件")
        heading.setProperty("role", "section")
        add = QPushButton("+ 添加")
        add.setProperty("role", "link")
        add.setToolTip("选择文件，也可以把文件拖到这里")
        add.clicked.connect(lambda: self._choose())
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch()
        if shows_photo(self._register.key) or _is_of_people(self._register):
            row.addWidget(self._photo_button())
        row.addWidget(add)
        row.addWidget(self._private_button())
        return row

    def _private_button(self) -> QPushButton:
        button = QPushButton("+ 保密件")
        button.setProperty("role", "link")
        button.setToolTip("身份证等扫描件：加密保存，每次查看都有记载")
        button.clicked.connect(lambda: self._choose(private=True))
        return button

    def _photo_button(self) -> QPushButton:
        button = QPushButton("+ 照片")
        button.setProperty("role", "link")
        button.setToolTip("登记表上印的照片")
        button.clicked.connect(self._choose_photo)
        return button

    def _line(self, file: Row) -> QPushButton:
        is_locked_away = is_private(file)
        button = RowLink(f"{file['name']}  {'保密' if is_locked_away else size_words(file['size'])}")
        button.setIcon(icons.icon("shield" if is_locked_away else "file", COLOURS["quiet"]))
        shown = "打开副本查看，并记入修改历史" if is_locked_away else "打开副本查看，原件不会被改动"
        button.setToolTip(shown)
        button.clicked.connect(lambda: self._open(self, file))
        self._offer_acts(button, file)
        return button

    def _offer_acts(self, widget: QWidget, file: Row) -> None:
        """A right click, or the key of menus, offers to remove a file and to encrypt what lies in plain."""
        acts = {} if is_private(file) else {"设为保密…": self._make_private}
        for words, act in (acts | {"删除…": self._remove}).items():
            action = QAction(words, widget)
            action.triggered.connect(lambda _=False, act=act: act(file))
            widget.addAction(action)
        widget.setToolTip(f"{widget.toolTip()}；{RIGHT_CLICK}")
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _remove(self, file: Row) -> None:
        question = ReasonQuestion(
            self,
            self._workspace,
            f"{KEY}-{file['id']}-remove",
            f"把“{file['name']}”移入回收站？",
            REMOVED_WORDS,
        )
        question.exec()
        if question.answer != MOVE:
            return
        try:
            with self._workspace.act(f"删除附件“{file['name']}”") as act:
                act.remove(KEY, file["id"], question.reason.toPlainText().strip())
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)

    def _make_private(self, file: Row) -> None:
        if ask(self, f"把“{file['name']}”设为保密？", PRIVATE_WORDS, (LEAVE, MAKE_PRIVATE)) != MAKE_PRIVATE:
            return
        try:
            make_private(self._workspace.ledger, file["id"])
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self._workspace.said.emit("附件已加密保存", False)

    def _choose(self, *, private: bool = False) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, "选择要附上的文件")
        self.add([Path(path) for path in paths], private=private)

    def _choose_photo(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "选择照片", "", "照片 (*.jpg *.jpeg *.png *.bmp)")
        self.add([Path(path)] if path else [], role="photo")

    def add(self, paths: list[Path], role: str = "", *, private: bool = False) -> None:
        """Keep files with the record, as one act; ``role`` is ``photo`` for the photo of its form."""
        if not paths:
            return
        name = f"添加附件：{paths[0].name}" + (f"等 {len(paths)} 个" if len(paths) > 1 else "")
        ledger, key, row_id = self._workspace.ledger, self._register.key, self._row_id

        def keep(files: Sequence[BroughtFile]) -> str:
            with ledger.act(name) as act:
                for file in files:
                    act.attach(key, row_id, file, role=role)
            return act.name

        FilesForRecord(self, self._workspace, (key, row_id), paths, keep).add(private=private)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are kept."""
        self.add(dropped_files(event))


def _is_of_people(register: Register) -> bool:
    return any(field.kind.is_person for field in register.fields)


def portrait_of(workspace: Workspace, register: Register, row: Row) -> Portrait | None:
    """The photo of the person a row is about, None where there is none."""
    if not _is_of_people(register):
        return None
    for file in workspace.ledger.attached(register.key, row["id"]):
        if file["role"] == "photo" and is_picture(file):
            return Portrait(file, register.name_of(row), opener(workspace))
    return None


def opener(workspace: Workspace) -> Open:
    """What opens a copy of a file of this ledger with the program the system has for it; the original stays as it is."""
    return partial(_open_copy, workspace)


def _open_copy(workspace: Workspace, parent: QWidget, file: Row) -> None:
    if runs_when_opened(file["name"]):  # kept by an older program: new ones are refused
        words = (
            f"“{file['name']}”是程序或快捷方式，一打开就会运行，不从台账里打开。不需要的，请删除这个附件。"
        )
        ask(parent, "这个附件不打开", words, ("知道了",), icon="warn")
        return
    from app.yearend.safe_names import safe_name  # only when a file is opened

    folder = TemporaryDirectory(prefix="presidium-", ignore_cleanup_errors=True)
    copy = Path(folder.name) / safe_name(file["name"])  # whatever the name says, a plain file in that folder
    try:
        if is_private(file):
            reveal(workspace.ledger, KEY, file["id"], "file_key")  # written down before it is shown
            copy.write_bytes(plain_bytes(workspace.ledger, file))
        else:
            shutil.copyfile(file["path"], copy)
    except FileNotFoundError:
        words = f"附件“{file['name']}”的文件不在台账文件夹里了，台账里的其他资料不受影响。请打开“资料核对”，从备份中找回这个文件，或重新选择。"
        ask(parent, "附件打不开", words, ("知道了",), icon="warn")
        return
    except (LedgerRefused, OSError) as error:
        faults.tell(parent, error)
        return
    _opened.append(folder)
    copy.chmod(0o444)
    open_file(copy)


def forget_copies() -> None:
    """Remove the copies given to other programs; one that is still held there goes when the program ends."""
    while _opened:
        _opened.pop().cleanup()


def size_words(size: int) -> str:
    """A size as people read it: 12 KB, 3.4 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
