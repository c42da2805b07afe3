"""Who changed what, and when, in words: the label of each field with its old and new text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.domain.fields import Field
from app.domain.register import Register
from app.storage.ledger import Change
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

FIRST = 2  # entries shown before the clerk asks for all
# What taking back and putting back do to a record: an import that is taken back does not lie in the bin.
IN_BIN, GONE_AGAIN, THERE_AGAIN = "移入回收站", "撤回，不再列在台账里", "回到台账里"
GONE_WITH_SOURCE = (
    "产生这一条的记录改动或删除了，这一条跟着去掉"  # it comes back with that, the bin has no line of it
)


class HistoryView(QFrame):
    """The history of one row, newest first."""

    def __init__(self, workspace: Workspace, register: Register, row_id: int) -> None:
        super().__init__()
        changes = workspace.ledger.history(register.key, row_id)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(dp(6))
        heading = QLabel("修改历史")
        heading.setProperty("role", "section")
        self._column.addWidget(heading)
        for change in changes[:FIRST]:
            self._column.addWidget(change_widget(change))
        self._rest = changes[FIRST:]
        if self._rest:
            self._more = QPushButton(f"查看全部 {len(changes)} 次")
            self._more.setProperty("role", "link")
            self._more.clicked.connect(self._show_rest)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_rest(self) -> None:
        self._more.hide()
        for change in self._rest:
            self._column.addWidget(change_widget(change))


def change_widget(change: Change) -> QWidget:
    """One entry: when and what in quiet ink, below it each field that differs."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(dp(1))
    head = QLabel(f"{change.at[:16].replace('T', ' ')}  {change.action}")
    head.setProperty("role", "label")
    head.setWordWrap(True)
    head.setTextFormat(Qt.TextFormat.PlainText)
    column.addWidget(head)
    for words in differences(change):
        line = QLabel(words)
        line.setWordWrap(True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(line)
    return holder


def differences(change: Change) -> list[str]:
    """Sentences of what an entry did: ``职务:副书记 → 书记``; the reason of a removal.

    Empty for a change of nothing that is shown.
    """
    reason = [reason_of(change)] if change.why and not change.is_note else []
    return [*what_changed(change), *reason]


def reason_of(change: Change) -> str:
    """The reason of an entry, as a line of its own or the end of one."""
    return f"原因：{change.why}"


def what_changed(change: Change) -> list[str]:
    """The same without the reason, which an act of many entries tells once."""
    if change.is_note:
        return [change.why] if change.why else []
    register = registers.BY_KEY[change.register]
    words = []
    if change.op == "change":
        words = list(_changed_fields(register, change.before or {}, change.after or {}))
    elif change.op == "remove":
        words = [_gone(change)]
    else:
        words = [THERE_AGAIN if change.is_reversal else "登记入册"]
    return words


def _gone(change: Change) -> str:
    if not change.is_in_bin:
        return GONE_AGAIN
    return GONE_WITH_SOURCE if (change.before or {}).get("derived_from") else IN_BIN


def _changed_fields(register: Register, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for field in register.own_fields:
        old, new = before.get(field.key), after.get(field.key)
        if old != new:
            if field.private and None not in (old, new):
                yield f"{field.label}：已更换，内容不在这里显示"
                continue
            was, now = _text(field, old), _text(field, new)
            if was == now and field.kind.to:  # two of one name
                was, now = _numbered(field, old), _numbered(field, new)
            yield f"{field.label}：{was} → {now}"


def _numbered(field: Field, stored: Any) -> str:
    """The linked rows with their numbers: 王芳(记录号 4); those that are linked to nothing say so."""
    refs = field.kind.refs(field.kind.from_stored(stored))
    return "、".join(
        f"{ref.name}（{'还没有对上' if ref.id is None else f'记录号 {ref.id}'}）" for ref in refs
    )


def _text(field: Field, stored: Any) -> str:
    if stored is None:
        return "（空）"
    if field.private:
        return "已录入"
    words = field.kind.on_screen(field.kind.from_stored(stored)).replace("\n", " ")
    return words if len(words) <= 80 else words[:80] + "……"
