"""The doubts about a record in its panel: what to look at again, or why it may stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Row
from app.domain.register import Register
from app.storage.checks import doubts
from app.storage.checks.doubts import Doubt
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.look.lines import WordsLine
from ui.look.theme import dp
from ui.open_ledger.draft import Draft
from ui.open_ledger.workspace import Workspace

WHY = "为什么这样是对的"


class OpenDoubt(QWidget):
    """One doubt with 写明理由: a line that opens below it."""

    def __init__(self, workspace: Workspace, register: Register, row_id: int, doubt: Doubt) -> None:
        super().__init__()
        self._workspace, self._register, self._row_id, self._doubt = workspace, register, row_id, doubt
        self.words = _words(doubt.problem.message, "doubt")
        self.answer = QPushButton("写明理由")
        self.answer.setProperty("role", "link")
        self.answer.setAccessibleName(f"写明理由：{doubt.problem.message}")
        self.answer.clicked.connect(self.open)
        self.line = WordsLine()
        self.line.setPlaceholderText(WHY)
        self.line.setAccessibleName(WHY)
        self.line.returnPressed.connect(self.save)
        self.keep = QPushButton("保存")
        self.keep.setProperty("role", "small")
        self.keep.clicked.connect(self.save)
        self.problem = _words("", "problem")
        self._lay_out()

    def _lay_out(self) -> None:
        typing = QHBoxLayout()
        typing.setSpacing(dp(6))
        typing.addWidget(self.line, 1)
        typing.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(2))
        column.addWidget(self.words)
        column.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(typing)
        column.addWidget(self.problem)
        for widget in (self.line, self.keep, self.problem):
            widget.hide()
        self._take_draft()

    def _take_draft(self) -> None:
        problem = self._doubt.problem
        key = f"{self._register.key}-{self._row_id}-why.{problem.field}.{problem.code}"
        called = f"写明理由：{problem.message}"
        self.draft = Draft(
            self,
            self._workspace,
            key,
            lambda: {"why": why, "called": called} if (why := self.line.text().strip()) else {},
        )
        self.line.textEdited.connect(self.draft.touch)
        kept = self.draft.load().get("why", "")
        if kept:
            self.line.setText(kept)
            self._show_line()

    def open(self) -> None:
        """Let the reason be typed."""
        self._show_line()
        self.line.setFocus()

    def _show_line(self) -> None:
        self.answer.hide()
        self.line.show()
        self.keep.show()

    def leave(self) -> None:
        """One step back: the line closes again; asks when something would be lost."""
        if self.draft.let_go(self):
            self.line.clear()
            for widget in (self.line, self.keep, self.problem):
                widget.hide()
            self.answer.show()
            self.answer.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back."""
        if event.key() == Qt.Key.Key_Escape and not self.line.isHidden():
            self.leave()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Keep the reason; the doubt then shows it instead."""
        ledger, problem = self._workspace.ledger, self._doubt.problem
        try:
            doubts.answer(
                ledger, self._register.key, self._row_id, problem.field, problem.code, self.line.text()
            )
        except Refused as refused:
            self.problem.setText(str(refused))
            self.problem.show()
            return
        except (LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.draft.drop()
        self._workspace.said.emit("已写明理由", True)
        for widget in (self.line, self.keep, self.problem):
            widget.hide()
        self.words.setText(f"{problem.message}\n理由：{self.line.text().strip()}")
        self.words.setProperty("role", "quiet")
        self.words.style().polish(self.words)


class DoubtsView(QFrame):
    """Every doubt about one row, open ones first."""

    def __init__(self, workspace: Workspace, register: Register, row: Row) -> None:
        super().__init__()
        all_doubts = doubts.doubts_of(workspace.ledger, register, row)
        self.open = [
            OpenDoubt(workspace, register, row["id"], doubt) for doubt in all_doubts if doubt.reason is None
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(6))
        heading = QLabel("请核对" if self.open else "核对说明")
        heading.setProperty("role", "section")
        column.addWidget(heading)
        for widget in self.open:
            column.addWidget(widget)
        for doubt in all_doubts:
            if doubt.reason is not None:
                column.addWidget(_words(f"{doubt.problem.message}\n理由：{doubt.reason}", "quiet"))
        self.setHidden(not all_doubts)


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
