"""The chosen record at the right: its fields, what follows from it, its files, its history, the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Row
from app.domain.register import Register
from ui.lists import list_actions
from ui.look import icons
from ui.look.pill import Pill
from ui.look.theme import COLOURS, dp
from ui.look.tones import tone_of
from ui.open_ledger.workspace import Workspace
from ui.panels.attachments_view import AttachmentsView
from ui.panels.detail_fields import field_sections
from ui.panels.doubts_view import DoubtsView
from ui.panels.history_view import HistoryView
from ui.panels.panel_handle import PanelHandle
from ui.panels.related_rows import children_of, related_sections

if TYPE_CHECKING:
    from ui.lists.list_page import ListPage

WIDTH = 324
PAUSE = 40  # milliseconds: walking down a list with the arrow key builds only the last record


class DetailPanel(QFrame):
    """Shows one record; ``closed`` comes when it is put away."""

    closed = Signal()

    def __init__(self, workspace: Workspace, register: Register, page: ListPage) -> None:
        super().__init__(page)
        self.setProperty("role", "card")
        self._workspace = workspace
        self._register = register
        self._page = page
        self._row_id: int | None = None
        self._selected = 0
        self.dismissed = False
        self.handle = PanelHandle(page, self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._build)
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._pill = Pill()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QHBoxLayout()
        self._lay_out()
        self.float(False)

    def _lay_out(self) -> None:
        shut = QToolButton()
        shut.setIcon(icons.icon("close", COLOURS["quiet"]))
        shut.setToolTip("收起(Esc)")
        shut.setAccessibleName("收起")
        shut.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(dp(18), dp(12), dp(10), dp(6))
        head.setSpacing(dp(8))
        head.addWidget(self._title, 1)
        head.addWidget(self._pill)
        head.addWidget(shut)
        self._foot.setContentsMargins(dp(18), dp(10), dp(18), dp(14))
        self._foot.setSpacing(dp(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._foot)

    def float(self, over: bool) -> None:
        """Over the list with a fixed place, or beside it with a fixed width."""
        if over:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
        else:
            self.setFixedWidth(dp(WIDTH))

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
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(dp(18), dp(4), dp(18), dp(12))
        column.setSpacing(dp(8))
        if row is None:
            self._build_nothing(column)
        else:
            self._build_record(column, row)
        column.addStretch()
        self._scroll.setWidget(body)

    def _build_nothing(self, column: QVBoxLayout) -> None:
        self._pill.hide()
        many = self._selected > 1
        self._title.setText(f"已选 {self._selected} {self._register.measure}" if many else "没有选中记录")
        words = (
            "可以一起导出、打印或删除。" if many else "在左边点一行,这里显示它的详细内容、附件和修改历史。"
        )
        hint = QLabel(words)
        hint.setProperty("role", "quiet")
        hint.setWordWrap(True)
        column.addWidget(hint)

    def _build_record(self, column: QVBoxLayout, row: Row) -> None:
        register, workspace = self._register, self._workspace
        self._title.setText(register.name_of(row))
        self._show_state(row)
        closed = register.closed(row, workspace.ledger.context())
        if closed:
            column.addWidget(notice(closed))
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

    def _clear_foot(self) -> None:
        while (item := self._foot.takeAt(0)) is not None:
            item.widget().deleteLater()

    def _build_foot(self, row: Row, closed: bool) -> None:
        children = children_of(self._register)
        edit = QPushButton("修改")
        edit.setEnabled(not closed)
        edit.clicked.connect(lambda: list_actions.ACTIONS["edit"](self._page))
        self._foot.addWidget(edit, 1)
        if children:
            other, field = children[0]
            button = QPushButton(f"登记{other.label}")
            button.setToolTip(f"为{self._register.name_of(row)}登记一条{other.label}")
            begin = {field.key: (row["id"], self._register.name_of(row))}
            button.clicked.connect(lambda: self._workspace.wants_form.emit(other.key, None, begin))
            button.setEnabled(not closed)
            button.setProperty("role", "primary")
            self._foot.addWidget(button, 1)
        else:
            edit.setProperty("role", "primary")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


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
