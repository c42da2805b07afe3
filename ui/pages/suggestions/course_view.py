"""The head of an item: who raised it, who handles it, the clock, the course, and what was promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.contact_codes import SOURCES
from app.domain.course_marks import Mark, clock_of, marks_of, may_move
from app.domain.fields import Context, Row
from app.domain.registers.suggestions import matter_of
from ui.look.theme import dp

_TONES = {"plain": "", "warn": "doubt", "bad": "problem"}


class CourseView(QWidget):
    """One item as it stands today; ``promised`` is called with the number of a promise that was kept."""

    def __init__(self, row: Row, context: Context, promised: Callable[[int], None]) -> None:
        super().__init__()
        today = context.today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(8))
        clock = clock_of(row, today)
        facts = [
            ("内容", _content(row), ""),
            ("提出人", _raisers(row), ""),
            ("收集场合", _occasion(row), ""),
            ("承办单位", _handlers(row), ""),
        ]
        if clock:  # what presses stands first, so that it is seen on a small screen too
            place = len(facts) if clock.tone == "plain" else 0
            facts.insert(place, ("办理期限", clock.words + _moving(row, context), _TONES[clock.tone]))
        for label, words, role in facts:
            if words:
                column.addWidget(_fact(label, words, role))
        column.addWidget(_heading("办理过程"))
        column.addWidget(_course(marks_of(row, context), row["raised_on"].year))
        self._promises(column, row, today, promised)

    def _promises(self, column: QVBoxLayout, row: Row, today: date, promised: Callable[[int], None]) -> None:
        lines = row.get("promises") or ()
        if row.get("reply_class") == "B" and not lines:
            hint = QLabel("B类答复要跟踪到办成：请在“更多”里登记承诺事项和兑现期限。")
            hint.setProperty("role", "doubt")
            hint.setWordWrap(True)
            column.addWidget(hint)
        if lines:
            column.addWidget(_heading("计划落实（承诺）"))
        for number, line in enumerate(lines):
            column.addWidget(_promise(line, today, partial(promised, number)))


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "section")
    label.setContentsMargins(0, dp(4), 0, 0)
    return label


def _plain(words: str, role: str = "") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _fact(label: str, words: str, role: str) -> QWidget:
    fact = QWidget()
    column = QVBoxLayout(fact)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(dp(1))
    column.addWidget(_plain(label, "label"))
    column.addWidget(_plain(words, role))
    return fact


def _moving(row: Row, context: Context) -> str:
    """That a last day may still move, on a line of its own."""
    year = may_move(row, context)
    return f"\n{year} 年的放假安排还没有录入，期限可能要顺延。" if year else ""


def _content(row: Row) -> str:
    content = str(row.get("content") or "")
    return "" if content == matter_of(row) else content


def _raisers(row: Row) -> str:
    names = "、".join(ref.name for ref in row.get("deputies") or ())
    return "；".join(part for part in (names, row.get("visitor") or "") if part)


def _occasion(row: Row) -> str:
    source = SOURCES.label(row["source"]) if row.get("source") else ""
    place = row["site"].name if row.get("site") else (row["session"].name if row.get("session") else "")
    where = " · ".join(part for part in (source, place, row.get("village") or "") if part)
    return f"{row['raised_on'].isoformat()} {where}".strip()


def _handlers(row: Row) -> str:
    if not row.get("lead_handler"):
        return ""
    assigned = (
        f"（{row['assigned_on'].isoformat()[5:]} 交办）" if row.get("assigned_on") else "（还没有交办）"
    )
    others = "、".join(ref.name for ref in row.get("co_handlers") or ())
    return f"{row['lead_handler'].name}{assigned}" + (f"\n协办：{others}" if others else "")


def _course(marks: list[Mark], year: int) -> QWidget:
    """● what was done, ○ what is still to come, by rounds where there are several.

    Days of another year are told in full.
    """
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(dp(8))
    grid.setVerticalSpacing(dp(7))
    grid.setColumnStretch(1, 1)
    for number, mark in enumerate(marks):
        if mark.step == "round":
            grid.addWidget(_plain(mark.words, "label"), number, 0, 1, 2)
            continue
        done = mark.on is not None
        bullet = QLabel("●" if done else "○")
        bullet.setProperty("role", "" if done else "quiet")
        bullet.setAccessibleName("已办" if done else "待办")
        grid.addWidget(bullet, number, 0, Qt.AlignmentFlag.AlignTop)
        day = ""
        if mark.on is not None:
            day = mark.on.isoformat()[5:] if mark.on.year == year else mark.on.isoformat()
        words = f"{day} {mark.words}".strip() + (f"\n{mark.why}" if mark.why else "")
        grid.addWidget(_plain(words, "" if done else "quiet"), number, 1)
    return holder


def _promise(line: dict[str, object], today: date, on_kept: Callable[[], None]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    due, done = line.get("due_on"), line.get("kept_on")
    if isinstance(done, date):
        words, role = f"● {line.get('what') or ''} {done.isoformat()} 已兑现", ""
    elif isinstance(due, date):
        late = due < today
        state = f"已过期限 {(today - due).days} 天" if late else f"期限 {due.isoformat()}"
        words, role = f"○ {line.get('what') or ''} {state}", "problem" if late else ""
    else:
        words, role = f"○ {line.get('what') or ''}", ""
    row.addWidget(_plain(words, role), 1)
    if done is None:
        button = QPushButton("已兑现")
        button.setProperty("role", "link")
        button.clicked.connect(on_kept)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return holder
