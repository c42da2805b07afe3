"""The evidence of a check: photos as small pictures, other files by name; more by button or by dropping them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.fields import Row
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.panels.dropped_files import dropped_files, welcome
from ui.panels.pictures import Open, PictureTile

PHOTOS = "照片 (*.jpg *.jpeg *.png *.bmp *.webp)"


class EvidenceView(QFrame):
    """``files``: attachments with the words that say where each comes from.  ``add`` keeps dropped or chosen
    files; None where nothing can be added.  ``prove`` keeps photos and marks the item as met by them.
    """

    def __init__(
        self,
        files: list[tuple[Row, str]],
        open_file: Open,
        add: Callable[[list[Path]], None] | None,
        prove: Callable[[list[Path]], None] | None = None,
    ) -> None:
        super().__init__()
        self._add, self._open = add, open_file
        self.setAcceptDrops(add is not None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(6))
        column.addLayout(self._head(len(files)))
        if files:
            column.addLayout(self._pictures(files))
        if prove is not None:
            self.prove_button = QPushButton("添加照片，记为达标")
            self.prove_button.setProperty("role", "small")
            self.prove_button.clicked.connect(lambda: self.choose(PHOTOS, prove))
            column.addWidget(self.prove_button, 0, Qt.AlignmentFlag.AlignLeft)
        if not files:
            words = "还没有佐证。可以把照片、文件拖到这里。" if add else "还没有佐证。"
            nothing = QLabel(words)
            nothing.setProperty("role", "quiet")
            nothing.setWordWrap(True)
            column.addWidget(nothing)

    def _head(self, count: int) -> QHBoxLayout:
        heading = QLabel(f"佐证 {count}" if count else "佐证")
        heading.setProperty("role", "section")
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch()
        self.photo_button = QPushButton("+ 照片")
        self.file_button = QPushButton("+ 文件")
        for button, kinds in ((self.photo_button, PHOTOS), (self.file_button, "")):
            button.setProperty("role", "link")
            button.setVisible(self._add is not None)
            button.clicked.connect(lambda _=False, kinds=kinds: self.choose(kinds, self._add))
            row.addWidget(button)
        return row

    def choose(self, kinds: str, keep: Callable[[list[Path]], None] | None) -> None:
        """Ask for files and keep them."""
        paths, _ = QFileDialog.getOpenFileNames(self, "选择佐证", "", kinds)
        if paths and keep is not None:
            keep([Path(path) for path in paths])

    def _pictures(self, files: list[tuple[Row, str]]) -> FlowLayout:
        flow = FlowLayout(gap=dp(8))
        every_file = [file for file, _ in files]
        for file, origin in files:
            flow.addWidget(PictureTile(file, every_file, f"{file['name']}({origin})", self._open))
        return flow

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are kept."""
        paths = dropped_files(event)
        if paths and self._add is not None:
            self._add(paths)
