"""待整改: what is missing, who sees to it, and by when; each line opens its card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.work.site_rounds import Task
from ui.look.theme import dp

LINES = 4  # shown without scrolling
LONGEST = 36  # characters of a finding; the whole stands in the tip


class TaskStrip(QFrame):
    """``chosen`` carries (site, item) of the line clicked."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(16), dp(10), dp(10), dp(10))
        column.setSpacing(dp(4))
        column.addWidget(self.heading)
        column.addWidget(self._scroll)

    def show_tasks(self, tasks: list[Task], checked: bool) -> None:
        """One line a task, the dated ones first."""
        dated = sum(task.fix_by is not None for task in tasks)
        today = sum(task.days_left == 0 for task in tasks)
        late = sum(task.days_left is not None and task.days_left < 0 for task in tasks)
        if not checked:
            self.heading.setText("待整改：开始自查后，没有达标的项目列在这里，逐项定责任人和期限")
        elif not tasks:
            self.heading.setText("待整改 0 项：这一轮查出的问题都已经整改")
        else:
            more = f"，{late} 项已过期" if late else ""
            more += f"，{today} 项今天到期" if today else ""
            self.heading.setText(f"待整改 {len(tasks)} 项（{dated} 项有期限{more}）")
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.lines = [self._line(task) for task in tasks]
        for line in self.lines:
            column.addWidget(self._row(line))
        column.addStretch()
        self._scroll.setWidget(body)
        self._scroll.setVisible(bool(tasks))
        self._scroll.setFixedHeight(min(len(tasks), LINES) * dp(24) + dp(2) if tasks else 0)

    def _line(self, task: Task) -> QPushButton:
        finding = (task.finding or "没有达标").replace("\n", " ")
        short = finding if len(finding) <= LONGEST else finding[: LONGEST - 1] + "…"
        words = f"●  {task.site.name} · {task.item.name}：{short} — {_by_when(task)}"
        line = QPushButton(words)
        line.setProperty("role", _role(task))
        line.setCursor(Qt.CursorShape.PointingHandCursor)
        line.setToolTip(f"打开这一项：{finding}")
        site, item = task.site.id or 0, task.item.id or 0
        line.clicked.connect(lambda: self.chosen.emit(site, item))
        return line

    def _row(self, line: QPushButton) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line)
        row.addStretch()
        return holder


def _role(task: Task) -> str:
    """Red when the day is over, amber on the day itself."""
    if task.days_left is None or task.days_left > 0:
        return "task"
    return "task_late" if task.days_left < 0 else "task_today"


def _by_when(task: Task) -> str:
    who = f"责任人 {task.responsible}，" if task.responsible else ""
    if task.fix_by is None:
        return f"{who}未定期限"
    days_left = task.days_left or 0
    if days_left < 0:
        return f"{who}{task.fix_by:%m-%d} 前，已过 {-days_left} 天"
    return f"{who}今天到期" if days_left == 0 else f"{who}{task.fix_by:%m-%d} 前"
