"""Every act of the ledger, newest first: when, what, and what it changed."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.ledger import Change, Ledger
from ui.look.calm_boxes import CalmBox
from ui.look.theme import dp
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace
from ui.panels.history_view import differences, reason_of, what_changed

FIRST = 400  # entries read at once; an import of a thousand rows is still one line on the page
LINES = 4  # changed rows told in words before the rest is only counted


class WholeHistory(CardsPage):
    """The acts of the ledger as a list, of one register or one day where that is chosen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "修改历史", "谁在什么时候做了什么，都在这里；历史只增不改。")
        self._limit = FIRST
        self._oldest = 0  # the batch of the oldest entry shown
        self.of_register = self._choice("只看一种台账", "全部台账")
        for register in registers.SHOWN:
            self.of_register.addItem(register.label, register.key)
        self.of_day = self._choice("只看一天", "所有日期")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, dp(8))
        bar.setSpacing(dp(8))
        bar.addWidget(self.of_register)
        bar.addWidget(self.of_day)
        bar.addStretch()
        self.column.insertLayout(self.column.count() - 1, bar)

    def _choice(self, name: str, all_of_them: str) -> QComboBox:
        box = CalmBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.addItem(all_of_them)
        box.currentIndexChanged.connect(self._chosen)
        return box

    def _chosen(self) -> None:
        self._limit = FIRST
        self.reload()

    def reload(self) -> None:
        """Show the newest acts, and a button for older ones where there are any."""
        super().reload()
        self._offer_days()
        changes = self._changes()
        batches = [list(batch) for _, batch in groupby(changes, key=lambda change: change.batch)]
        is_cut = len(changes) == self._limit
        cards: list[QWidget] = [
            act_card(self.workspace, batch, more=is_cut and batch is batches[-1]) for batch in batches
        ]
        if not cards:
            nothing = QLabel("这里没有修改记录，请换一种台账或者换一天。")
            nothing.setProperty("role", "quiet")
            cards.append(nothing)
        self._oldest = changes[-1].batch if changes else self.workspace.ledger.first_batch
        if is_cut and self._oldest > self.workspace.ledger.first_batch:
            more = QPushButton("查看更早的")
            more.clicked.connect(self._show_more)
            cards.append(more)
        self.show_cards(cards)

    def _changes(self) -> list[Change]:
        return self.workspace.ledger.history(
            self.of_register.currentData(), limit=self._limit, day=self.of_day.currentData()
        )

    def _offer_days(self) -> None:
        """The days on which something was done; the one chosen stays."""
        offered = [self.of_day.itemData(place) for place in range(1, self.of_day.count())]
        days = self.workspace.ledger.days_of_history()
        if days == offered:
            return
        chosen = self.of_day.currentData()
        self.of_day.blockSignals(True)
        for place in range(self.of_day.count() - 1, 0, -1):
            self.of_day.removeItem(place)
        for day in days:
            self.of_day.addItem(day, day)
        self.of_day.setCurrentIndex(max(0, self.of_day.findData(chosen)) if chosen else 0)
        self.of_day.blockSignals(False)

    def _show_more(self) -> None:
        """As many entries more as bring an older act: one import may be thousands of entries."""
        oldest_before, entries = self._oldest, self._limit
        while self._oldest == oldest_before and entries == self._limit:
            self._limit *= 4
            changes = self._changes()
            self._oldest, entries = changes[-1].batch, len(changes)
        self.reload()


def act_card(workspace: Workspace, changes: list[Change], *, more: bool) -> QFrame:
    """One act: its time and name, how many rows it touched, and what changed in the first ones.

    ``more``: it may have entries that were not read.
    """
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(dp(16), dp(10), dp(16), dp(10))
    column.setSpacing(dp(3))
    head = QHBoxLayout()
    name = QLabel(changes[0].action)
    name.setProperty("role", "section")
    when = QLabel(changes[0].at[:16].replace("T", " "))
    when.setProperty("role", "quiet")
    head.addWidget(name, 1)
    head.addWidget(when)
    column.addLayout(head)
    lines = [
        f"{_change_name(workspace.ledger, change)}：{words or '恢复原状'}"
        for change, words in _lines_of(changes)
    ]
    if _is_for_one_reason(changes):
        lines.insert(0, reason_of(changes[0]))
    if len(changes) > LINES:
        lines.append(f"……共 {len(changes)} 条{'以上' if more else ''}记录")
    for words in lines:
        line = QLabel(words)
        line.setProperty("role", "quiet")
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        column.addWidget(line)
    return card


def _is_for_one_reason(changes: list[Change]) -> bool:
    """Whether several rows changed, all for the same reason: it is told once."""
    noted = any(change.is_note for change in changes)
    return (
        len(changes) > 1 and not noted and changes[0].why is not None and len({c.why for c in changes}) == 1
    )


def _lines_of(changes: list[Change]) -> list[tuple[Change, str]]:
    """The first entries of an act and what each did."""
    telling = what_changed if _is_for_one_reason(changes) else differences
    return [(change, "；".join(telling(change))) for change in changes[:LINES]]


def _change_name(ledger: Ledger, change: Change) -> str:
    return f"{registers.BY_KEY[change.register].label}“{name_in(ledger, change)}”"


def name_in(ledger: Ledger, change: Change) -> str:
    """How the row of an entry was called; of a row in parts, as the part is called that holds its name."""
    register = registers.BY_KEY[change.register]
    stored = change.after or change.before or {}
    texts = []
    for key in register.called:
        field = register.field(key)
        if stored.get(key) is not None and not field.private:
            texts.append(field.kind.on_screen(field.kind.from_stored(stored[key])))
    for part in () if texts else register.parts:
        of_part = (
            ledger.history(part.register.key, stored[part.link], limit=1) if stored.get(part.link) else ()
        )
        texts += [name_in(ledger, entry) for entry in of_part]
    return " ".join(texts) or f"第 {change.row} 号"
