"""The lines of the page 资料核对: a name with those it may mean, a finding that leads to its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.finding import Finding
from app.storage.health import OpenName
from app.storage.unresolved import Candidate, Unresolved
from ui.flow import FlowLayout
from ui.row_link import RowLink
from ui.theme import dp
from ui.workspace import Workspace

SHOWN = 40  # lines of one kind shown before the rest is only counted
Resolve = Callable[[Sequence[Unresolved], int], None]


def card(title: str, words: str, lines: Sequence[QWidget]) -> QFrame:
    """A card with a heading, a sentence, and lines; what is too much is only counted."""
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
    column.setSpacing(dp(6))
    column.addWidget(_label(title, "section"))
    if words:
        column.addWidget(_label(words, "quiet"))
    for line in lines[:SHOWN]:
        column.addWidget(line)
    if len(lines) > SHOWN:
        column.addWidget(_label(f"……另有 {len(lines) - SHOWN} 处,处理完上面的就会出现。", "quiet"))
    return frame


def finding_line(workspace: Workspace, finding: Finding) -> QWidget:
    """A finding that opens its row; an answered one with its reason."""
    words = f"{finding.sentence} 理由:{finding.reason}" if finding.reason else finding.sentence
    if finding.row is None:
        return _label(words, "")
    link = RowLink(words)
    link.clicked.connect(lambda: workspace.visit.emit(finding.register, finding.row, None))
    return link


def name_line(workspace: Workspace, one: OpenName, resolve: Resolve) -> QFrame:
    """A name that is linked to nothing: where it stands, and a button for each row that may be meant."""
    frame = QFrame()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, dp(4), 0, dp(4))
    column.setSpacing(dp(4))
    many = f",写法相同的有 {len(one.places)} 处" if len(one.places) > 1 else ""
    column.addWidget(_label(f"「{one.name}」没有对上{many}", "section"))
    for place in one.places[:SHOWN]:
        column.addLayout(_place(workspace, place, one.offered, resolve))
    if len(one.places) > 1 and one.offered:
        column.addWidget(_buttons("都对上:", one.places, one.offered, resolve))
    if not one.offered:
        column.addWidget(_label("台账里还没有这个名称,请先登记,或打开记录改正写法。", "quiet"))
    return frame


def _place(
    workspace: Workspace, place: Unresolved, offered: Sequence[Candidate], resolve: Resolve
) -> QVBoxLayout:
    register = registers.BY_KEY[place.register]
    row = workspace.ledger.row(place.register, place.row) or {}
    link = RowLink(f"{register.label} {register.name_of(row)} · {register.field(place.field).label}")
    link.clicked.connect(lambda: workspace.visit.emit(place.register, place.row, None))
    column = QVBoxLayout()
    column.setSpacing(dp(2))
    column.addWidget(link)
    if offered:
        column.addWidget(_buttons("是:", (place,), offered, resolve))
    return column


def _buttons(
    words: str, places: Sequence[Unresolved], offered: Sequence[Candidate], resolve: Resolve
) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, gap=dp(6))
    flow.addWidget(_label(words, "quiet"))
    for candidate in offered:
        text = f"{candidate.name} {candidate.distinction}".strip()
        button = QPushButton(text)
        button.setProperty("role", "small")
        button.setAccessibleName(f"{words}{text}")
        button.clicked.connect(partial(resolve, places, candidate.id))
        flow.addWidget(button)
    return holder


def renew_line(count: int, renew: Callable[[], None]) -> QWidget:
    """How many records are out of step with what was made from them, and the one cure."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(_label(f"有 {count} 条记录与由它自动生成的内容不一致。", ""), 1)
    button = QPushButton("按来源重新生成")
    button.setProperty("role", "small")
    button.clicked.connect(lambda: renew())
    row.addWidget(button)
    return holder


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
