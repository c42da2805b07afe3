"""The earlier rounds of handling in the form of a matter: a card for each, every value of which can be corrected."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Field
from ui.forms.date_editors import DayEditor
from ui.forms.editors import Editor
from ui.forms.enter_goes_on import EnterGoesOn
from ui.forms.form_fields import FieldRow, Section, columns_for
from ui.forms.kind_editors import editor_for
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

Typed = dict[str, str]  # the texts of a round by the keys of its columns, without empty ones


class DueEditor(DayEditor):
    """A last day of her own; while it is empty the box shows where the clock ends, and a line below says why."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.clock_words = QLabel()
        self.clock_words.setProperty("role", "quiet")
        self.clock_words.setWordWrap(True)
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(3))
        column.addWidget(self.line)
        column.addWidget(self.clock_words)

    def tell(self, day: str, words: str) -> None:
        """Where the clock ends, and which clock it is."""
        self.line.setPlaceholderText(day or "留空按规定自动算")
        self.clock_words.setText(words)


class RoundCard(QFrame):
    """One round: its number, its values, and the way to strike it."""

    def __init__(self, columns: tuple[Field, ...], workspace: Workspace, typed: Typed) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.strike = QPushButton("删去这一次")
        self.strike.setProperty("role", "small")
        self.rows = {column.key: FieldRow(column, editor_for(column, workspace)) for column in columns}
        for key, row in self.rows.items():
            row.editor.restore(typed.get(key, ""))
            row.editor.left.connect(row.judge)
        self._section = Section("", self)
        self._section.take(list(self.rows.values()))
        self._section.setProperty("role", "")
        self._section.layout().setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.strike)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(dp(14), dp(10), dp(14), dp(14))
        whole.setSpacing(dp(8))
        whole.addLayout(head)
        whole.addWidget(self._section)

    def arrange(self, width: int) -> None:
        """One, two or three columns of fields."""
        self._section.arrange(columns_for(width))

    def typed(self) -> Typed:
        """What stands in the card."""
        return {key: words for key, row in self.rows.items() if (words := str(row.editor.raw() or ""))}

    def widgets(self) -> list[QWidget]:
        """Where the keyboard goes, in order."""
        return [*(row.editor.focus for row in self.rows.values()), self.strike]


class _Pile(QWidget):
    """The cards below each other."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.resized.emit()


class RoundCards(Editor):
    """The rounds but the last, which stands in the fields above.

    ``wanted``: one more round is to be begun.  ``struck`` comes with the number of the round to be struck;
    that of the last is the count of the cards.
    """

    wide = True
    wanted = Signal()
    struck = Signal(int)

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self._columns: tuple[Field, ...] = field.kind.columns
        self.cards: list[RoundCard] = []
        self._before: QWidget | None = None  # the field from which Tab comes here
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        self.more, self.less = QPushButton("增加一次办理"), QPushButton()
        self.more.setToolTip("把上面这一次收进卡片，再填新的一次")
        self.more.clicked.connect(self.wanted)
        self.less.clicked.connect(lambda: self.struck.emit(len(self.cards)))
        self.widget = _Pile()
        self.widget.resized.connect(self._arrange)
        self.focus = self.more
        self._enter = EnterGoesOn(self.widget)
        self._pile = QVBoxLayout()
        self._pile.setSpacing(dp(10))
        self._lay_out()
        self._write([])

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(dp(10))
        foot.addWidget(self.more)
        foot.addWidget(self.less)
        foot.addStretch()
        whole = QVBoxLayout(self.widget)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(dp(8))
        whole.addWidget(self.note)
        whole.addLayout(self._pile)
        whole.addLayout(foot)

    def come_from(self, widget: QWidget) -> None:
        """Let Tab lead here from a field of the form, once all of them stand in it."""
        self._before = widget
        self.more.setAccessibleName(self.more.text())
        self._chain()

    def raw(self) -> list[Typed]:
        """The texts of each card that holds something."""
        return [typed for card in self.cards if (typed := card.typed())]

    def fill(self, value: Any) -> None:
        """The rounds of a value."""
        self._write([{c.key: c.text(line.get(c.key)) for c in self._columns} for line in value or ()])

    def restore(self, raw: Any) -> None:
        """Cards of texts."""
        self._write([line for line in raw or () if isinstance(line, dict)])

    def keep(self, typed: Typed) -> None:
        """One card more, at the end."""
        self._write([*(card.typed() for card in self.cards), typed])
        self.edited.emit()

    def take(self, number: int) -> Typed:
        """Take a card away; gives what stood in it."""
        rest = [card.typed() for card in self.cards]
        typed = rest.pop(number)
        self._write(rest)
        self.edited.emit()
        return typed

    def _write(self, rounds: list[Typed]) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [RoundCard(self._columns, self.workspace, typed) for typed in rounds]
        for number, card in enumerate(self.cards):
            card.heading.setText(f"第{number + 1}次办理")
            card.strike.setAccessibleName(f"删去第{number + 1}次办理")
            card.strike.clicked.connect(lambda _=False, number=number: self.struck.emit(number))
            for row in card.rows.values():
                row.editor.edited.connect(self.edited)
                self._enter.watch(row.editor)
            self._pile.addWidget(card)
        last = len(self.cards) + 1
        self.note.setText(
            f"上面“交办”“答复与反馈”里是第{last}次（最近一次）办理，以前各次如下。"
            if self.cards
            else "重新办理、退办后再交办的，先点“增加一次办理”：上面这一次收进卡片，再填新的一次。"
        )
        self.less.setText(f"删去第{last}次办理")
        self.less.setVisible(bool(self.cards))
        self._arrange()
        self._chain()

    def _arrange(self) -> None:
        for card in self.cards:
            card.arrange(self.widget.width() - dp(28))

    def _chain(self) -> None:
        """Tab goes from the fields above through the cards to the buttons."""
        order = [
            *([self._before] if self._before else []),
            *(w for card in self.cards for w in card.widgets()),
        ]
        order += [self.more, self.less]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
