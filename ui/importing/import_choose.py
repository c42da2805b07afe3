"""The first step of an import: what may be chosen, and the button to choose it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from ui.look import icons
from ui.look.theme import COLOURS, dp


class ChooseCard(QFrame):
    """``wanted`` comes when a file is to be chosen."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        picture = QLabel()
        picture.setPixmap(icons.pixmap("import", COLOURS["faint"], dp(44), 2.0))
        words = QLabel(
            "选择一个表格文件，或把它拖到这里。\n可以是 Excel、WPS 表格、CSV，多张工作表、合并单元格都行；原文件不会被改动。"
        )
        words.setProperty("role", "quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setWordWrap(True)
        button = QPushButton("选择文件")
        button.setProperty("role", "primary")
        button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setSpacing(dp(14))
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
