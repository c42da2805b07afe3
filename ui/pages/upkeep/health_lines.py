"""The lines of the page 资料核对: a name with those it may mean, a finding that leads to its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.domain.fields import Problem
from app.storage.checks.doubts import Doubt
from app.storage.checks.health import OpenName
from app.storage.checks.unresolved import Candidate, Unresolved
from app.storage.finding import Finding
from ui.look.cards import plain_label
from ui.look.flow import FlowLayout
from ui.look.row_link import RowLink
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.panels.doubts_view import OpenDoubt

PLACES = 8  # places of one name shown one by one; the others are linked with them or appear in their turn
Resolve = Callable[[Sequence[Unresolved], int], None]


def doubt_line(workspace: Workspace, finding: Finding) -> QWidget:
    """A contradiction that opens its row, with 写明理由 below it."""
    line = finding_line(workspace, finding)
    if finding.row is None:
        return line
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, dp(4))
    column.setSpacing(0)
    column.addWidget(line)
    problem = Problem(finding.field, "warning", finding.code, finding.sentence)
    doubt = OpenDoubt(workspace, registers.BY_KEY[finding.register], finding.row, Doubt(problem))
    doubt.words.hide()  # the link above says it
    column.addWidget(doubt)
    return holder


def finding_line(workspace: Workspace, finding: Finding) -> QWidget:
    """A finding that opens its row, or the page of its register where it has none; an answered one with its reason."""
    words = f"{finding.sentence} 理由：{finding.reason}" if finding.reason else finding.sentence
    if not finding.register:
        return plain_label(words, "")
    link = RowLink(words)
    link.clicked.connect(lambda: workspace.visit.emit(finding.register, finding.row, None))
    return link


def name_line(workspace: Workspace, one: OpenName, resolve: Resolve) -> QFrame:
    """A name that is linked to nothing: where it stands, and a button for each row that may be meant."""
    frame = QFrame()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, dp(4), 0, dp(4))
    column.setSpacing(dp(4))
    many = f"，写法相同的有 {len(one.places)} 处" if len(one.places) > 1 else ""
    column.addWidget(plain_label(f"“{one.name}”没有对上{many}", "section"))
    for place in one.places[:PLACES]:
        column.addLayout(_place(workspace, place, one.offered, resolve))
    if len(one.places) > PLACES:
        column.addWidget(plain_label(f"……另有 {len(one.places) - PLACES} 处。", "quiet"))
    if len(one.places) > 1 and one.offered:
        column.addWidget(_buttons("都对上：", one.places, one.offered, resolve))
    if not one.offered:
        column.addWidget(plain_label("台账里还没有这个名称，请先登记，或打开记录改正写法。", "quiet"))
        column.addWidget(_to_register(workspace, one), 0, Qt.AlignmentFlag.AlignLeft)
    return frame


def _to_register(workspace: Workspace, one: OpenName) -> QPushButton:
    place = one.places[0]
    to = registers.BY_KEY[registers.BY_KEY[place.register].field(place.field).kind.to]
    button = QPushButton(f"新增{to.noun}")
    button.setProperty("role", "small")
    button.setAccessibleName(f"新增{to.noun}：{one.name}")
    button.clicked.connect(lambda: workspace.wants_form.emit(to.key, None, None))
    return button


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
        column.addWidget(_buttons("是：", (place,), offered, resolve))
    return column


def _buttons(
    words: str, places: Sequence[Unresolved], offered: Sequence[Candidate], resolve: Resolve
) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, gap=dp(6))
    flow.addWidget(plain_label(words, "quiet"))
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
    row.addWidget(plain_label(f"有 {count} 条记录与由它自动生成的内容不一致。", ""), 1)
    button = QPushButton("按来源重新生成")
    button.setProperty("role", "small")
    button.clicked.connect(lambda: renew())
    row.addWidget(button)
    return holder
