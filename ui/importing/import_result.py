"""The end of an import: what was written, what was not, and the ways on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults, tasks
from ui.dialogs.open_file import open_file
from ui.dialogs.questions import ask
from ui.dialogs.save_place import EXCEL, ask_save_place, write_to
from ui.importing.import_session import ImportSession
from ui.importing.import_words import VERDICTS
from ui.look import icons
from ui.look.theme import TONES, dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace

NOT_NEWEST = "这次导入已经撤销，或者导入以后又做了别的，没有改动。要撤销的，请按 Ctrl+Z 一步一步退回。"


class ResultPage(QFrame):
    """``finished`` when the clerk goes on, or has taken the import back."""

    finished = Signal()

    def __init__(self, session: ImportSession, counts: dict[str, int], workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._workspace = workspace
        self._written = workspace.ledger.undoable()
        picture = QLabel()
        picture.setPixmap(icons.pixmap("check", TONES["good"][0], dp(44), 2.0))
        measure = session.register.measure
        updated = f"，更新 {counts['changed']} {measure}" if counts["changed"] else ""
        heading = QLabel(f"已新增 {counts['added']} {measure}{updated}")
        heading.setProperty("role", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(24), dp(24), dp(24))
        column.setSpacing(dp(12))
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        self.left_out = QLabel(self._left_out())
        self.left_out.setProperty("role", "quiet")
        self.left_out.setWordWrap(True)
        self.left_out.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.left_out)
        column.addLayout(self._buttons())
        column.addStretch(3)

    def _not_written(self) -> dict[str, int]:
        preview = self._session.preview
        assert preview is not None
        unwritten: dict[str, int] = {}
        for number, entry in enumerate(preview.rows):
            if number not in preview.committed_rows:
                unwritten[entry.verdict] = unwritten.get(entry.verdict, 0) + 1
        return unwritten

    def _left_out(self) -> str:
        unwritten = self._not_written()
        listing = "、".join(f"{word} {unwritten[key]}" for key, word, _, _ in VERDICTS if key in unwritten)
        return f"没有写入的行：{listing}。" if listing else "文件里的每一行都已写入。"

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        row.addStretch()
        undo = QPushButton("撤销这次导入")
        undo.clicked.connect(self._take_back)
        row.addWidget(undo)
        if set(self._not_written()) - {"same"}:
            export = QPushButton("导出未导入的行")
            export.setToolTip("存成一个表格，旁边写明原因，改好后可以再导入")
            export.clicked.connect(self._export)
            row.addWidget(export)
        self.on_button = QPushButton("查看台账")
        self.on_button.setProperty("role", "primary")
        self.on_button.clicked.connect(self.finished)
        row.addWidget(self.on_button)
        row.addStretch()
        return row

    def _take_back(self) -> None:
        """Take back this import, and nothing that was done since."""
        workspace = self._workspace
        try:
            if workspace.ledger.undoable() != self._written:
                raise Refused(NOT_NEWEST)
            with_reason(self, workspace, f"import-{self._session.register.key}-undo", workspace.undo)
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self.finished.emit()

    def _export(self) -> None:
        source = self._session.path
        name = f"{source.stem}（未导入的行）"
        target = ask_save_place(self, "导出未导入的行", name, EXCEL, source.parent)
        if not target:
            return

        def write(path: Path, progress: tasks.Progress) -> None:
            from app.excel.rejected import write_rejected

            assert self._session.preview is not None
            write_rejected(self._session.preview, path)

        write_to(self, "正在导出未导入的行", target, write, self._exported)

    def _exported(self, path: Path, _: None) -> None:
        words = f"已存为“{path.name}”。每一行旁边写明了原因，改好后可以再导入一次。"
        if ask(self, "已导出", words, ("知道了", "打开看看")) == "打开看看":
            open_file(path)
