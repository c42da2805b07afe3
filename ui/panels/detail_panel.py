"""The chosen record at the right: its fields, what follows from it, its files, its history, the next step."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Row
from app.domain.register import Register
from app.domain.texts import shortened
from ui.look.theme import dp
from ui.look.tones import tone_of
from ui.open_ledger.workspace import Workspace
from ui.panels.attachments_view import AttachmentsView, portrait_of
from ui.panels.detail_fields import field_sections
from ui.panels.doubts_view import DoubtsView
from ui.panels.history_view import HistoryView
from ui.panels.panel_handle import PanelHandle
from ui.panels.related_rows import children_of, related_sections
from ui.panels.side_panel import SidePanel, body_of_panel

TITLE = 80  # characters of the head; the fields below hold every word
PAUSE = 40  # milliseconds: walking down a list with the arrow key builds only the last record


class DetailPanel(SidePanel):
    """Shows one record; ``wanted`` carries the name of an action on the list."""

    wanted = Signal(str)

    def __init__(self, workspace: Workspace, register: Register, page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._register = register
        self._row_id: int | None = None
        self._selected = 0
        self.dismissed = False
        self.handle = PanelHandle(page, self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._build)

    def show_row(self, row_id: int | None, selected: int) -> None:
        """Show a row by id; None shows what to do instead."""
        self._row_id = row_id
        self._selected = selected
        self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """A panel that comes back shows the row chosen meanwhile."""
        super().showEvent(event)
        self._timer.start()

    def _build(self) -> None:
        if not self.isVisible():
            return
        row = (
            self._workspace.ledger.row(self._register.key, self._row_id) if self._row_id is not None else None
        )
        self._clear_foot()
        body, column = body_of_panel()
        if row is None:
            self._build_nothing(column)
        else:
            self._build_record(column, row)
        column.addStretch()
        self._show_body(body)

    def _build_nothing(self, column: QVBoxLayout) -> None:
        self._pill.hide()
        many = self._selected > 1
        self._title.setText(f"已选 {self._selected} {self._register.measure}" if many else "没有选中记录")
        words = (
            "列表下面一排是可以一起做的事。"
            if many
            else "在左边点一行，这里显示它的详细内容、附件和修改历史。"
        )
        hint = QLabel(words)
        hint.setProperty("role", "quiet")
        hint.setWordWrap(True)
        column.addWidget(hint)

    def _build_record(self, column: QVBoxLayout, row: Row) -> None:
        register, workspace = self._register, self._workspace
        self._title.setText(shortened(register.name_of(row), TITLE))
        self._show_state(row)
        closed = register.closed(row, workspace.ledger.context())
        corrected = register.corrected(row, workspace.ledger.context())
        if closed or corrected:
            column.addWidget(notice(closed or f"{corrected}，修改时要写明理由。"))
        portrait = portrait_of(workspace, register, row)
        if portrait is not None:
            column.addWidget(portrait)
        column.addWidget(DoubtsView(workspace, register, row))
        for section in field_sections(workspace, register, row):
            column.addWidget(section)
        for section in related_sections(workspace, register, row):
            column.addWidget(section)
        column.addWidget(AttachmentsView(workspace, register, row["id"]))
        column.addWidget(HistoryView(workspace, register, row["id"]))
        self._build_foot(row, bool(closed))

    def _show_state(self, row: Row) -> None:
        self._pill.hide()
        for field in self._register.fields:
            tone = tone_of(self._register, field, row.get(field.key))
            if tone:
                self._pill.show_state(field.text(row[field.key]), tone)
                self._pill.show()

    def _build_foot(self, row: Row, closed: bool) -> None:
        children = children_of(self._register)
        edit = QPushButton("修改")
        edit.setEnabled(not closed)
        edit.clicked.connect(lambda: self.wanted.emit("edit"))
        self._foot.addWidget(edit, 1)
        if children:
            other, field = children[0]
            button = QPushButton(f"新增{other.noun}")
            button.setToolTip(f"为{self._register.name_of(row)}新增{other.noun}")
            begin = {field.key: {"id": row["id"], "name": self._register.name_of(row)}}
            button.clicked.connect(lambda: self._workspace.wants_form.emit(other.key, None, begin))
            button.setEnabled(not closed)
            button.setProperty("role", "primary")
            self._foot.addWidget(button, 1)
        else:
            edit.setProperty("role", "primary")


def notice(words: str) -> QFrame:
    """A sentence in a frame that is not overlooked."""
    frame = QFrame()
    frame.setProperty("role", "notice")
    label = QLabel(words)
    label.setWordWrap(True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(dp(10), dp(7), dp(10), dp(7))
    row.addWidget(label)
    return frame
