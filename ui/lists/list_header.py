"""The head of a list: title with counts, buttons, filter pills and the filter box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.register import Register
from app.storage.query import Query
from ui.lists.folded_pills import FoldedPills
from ui.look.flow import FlowLayout
from ui.look.lines import Line
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

ALL = ""
GAP, PILL_GAP = 12, 10  # points between what stands in one line, and between pills


class ListHeader(QWidget):
    """``chosen`` comes when a pill was pressed, ``wanted`` with the name of an action.

    ``unchosen`` carries the field by whose values rows shall be chosen no more.
    """

    chosen = Signal()
    cleared = Signal()
    wanted = Signal(str)
    unchosen = Signal(str)

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self.filter = ALL
        self.title = QLabel(register.label)
        self.title.setProperty("role", "title")
        self.subtitle = QLabel()
        self.subtitle.setProperty("role", "quiet")
        self.subtitle.setWordWrap(True)
        self.filter_box = Line()
        self.filter_box.setPlaceholderText("在本台账中筛选")
        self.filter_box.setAccessibleName("在本台账中筛选")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.setFixedWidth(dp(220))
        self.pills: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._equals_pill = QPushButton()
        self.folded_pills = FoldedPills(self.pills)
        self._group.buttonToggled.connect(lambda *_: self.folded_pills.follow())
        self._is_low = False
        self.value_pills: dict[str, QPushButton] = {}
        self.columns_button = self._button("columns", "列", "选择显示哪些列、怎样排")
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(dp(2))
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._upper = QHBoxLayout()
        self._upper.setSpacing(dp(12))
        self._upper.addLayout(words, 1)
        for action, label, tip in BUTTONS:
            self._upper.addWidget(self._button(action, label, tip))
        self._upper.addWidget(self._button("add", f"+ 新增{self._register.noun}", "Ctrl+N", "primary"))
        lower = QHBoxLayout()
        lower.setSpacing(dp(GAP))
        self._flow = self._make_pills()
        lower.addLayout(self._flow, 1)
        for widget in (self.columns_button, self.filter_box):
            lower.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(12))
        column.addLayout(self._upper)
        column.addLayout(lower)

    def take_in(self, button: QPushButton) -> None:
        """One more button in the upper line, before that for a new record."""
        self._upper.insertWidget(self._upper.count() - 1, button)

    def _button(self, action: str, label: str, tip: str, role: str = "") -> QPushButton:
        button = QPushButton(label)
        button.setToolTip(tip)
        button.setProperty("role", role)
        button.setObjectName(action)
        button.clicked.connect(lambda: self.wanted.emit(action))
        return button

    def _make_pills(self) -> FlowLayout:
        flow = FlowLayout(gap=dp(PILL_GAP))
        flow.addWidget(self.folded_pills)
        for key, label in ((ALL, "全部"), *((f.key, f.label) for f in self._register.filters)):
            pill = QPushButton(label)
            pill.setProperty("role", "pill")
            pill.setCheckable(True)
            pill.setChecked(key == ALL)
            pill.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._group.addButton(pill)
            self.pills[key] = pill
            flow.addWidget(pill)
        self._equals_pill.setProperty("role", "pill")
        self._equals_pill.setCheckable(True)
        self._equals_pill.hide()
        self._equals_pill.clicked.connect(self.drop_equals)
        flow.addWidget(self._equals_pill)
        return flow

    def set_low(self, is_low: bool) -> None:
        """On a low page the pills are one button where they need more than one line, and the sum of them is not said twice."""
        self._is_low = is_low
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line or several."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Folded or not, by the room that the pills have beside the two at their right."""
        shown = [pill for pill in (self._equals_pill, *self.value_pills.values()) if not pill.isHidden()]
        wished = sum(pill.sizeHint().width() + dp(PILL_GAP) for pill in (*self.pills.values(), *shown))
        room = self.width() - self.columns_button.sizeHint().width() - self.filter_box.width() - dp(2 * GAP)
        is_folded = self._is_low and len(self.pills) > 1 and wished - dp(PILL_GAP) > room
        self.subtitle.setVisible(not self._is_low or "<a " in self.subtitle.text())
        self.folded_pills.follow()
        self.folded_pills.setVisible(is_folded)
        for pill in self.pills.values():
            pill.setVisible(not is_folded)

    def _choose(self, key: str) -> None:
        if key == ALL:  # 全部 means all of them
            for field in list(self.value_pills):
                self.unchosen.emit(field)
            if not self._equals_pill.isHidden():
                self.drop_equals()
                return
        self.filter = key
        self.chosen.emit()

    def drop_equals(self) -> None:
        """Lift the narrowing; ``cleared`` says so."""
        self._equals_pill.hide()
        self.filter = next((key for key, pill in self.pills.items() if pill.isChecked()), ALL)
        self.pills[self.filter].setChecked(True)
        self.cleared.emit()

    def show_equals(self, words: str) -> None:
        """A pill that says what the list is narrowed to; pressing it lifts that."""
        self._equals_pill.setText(f"{words}  ×")
        self._equals_pill.setChecked(True)
        self._group.setExclusive(False)  # only the pill that narrows looks chosen, not 全部 as well
        self.pills[ALL].setChecked(False)
        self._group.setExclusive(True)
        self._equals_pill.show()

    def show_chosen(self, words: Mapping[str, str]) -> None:
        """A pill for each column by whose values rows are chosen; pressing it lifts that."""
        for key in [key for key in self.value_pills if key not in words]:
            pill = self.value_pills.pop(key)
            self._flow.removeWidget(pill)
            pill.deleteLater()
        for key, sentence in words.items():
            if key not in self.value_pills:
                self.value_pills[key] = self._value_pill(key)
            self.value_pills[key].setText(f"{sentence}  ×")
        self._fold()

    def _value_pill(self, key: str) -> QPushButton:
        pill = QPushButton()
        pill.setProperty("role", "pill")
        pill.setCheckable(True)
        pill.setChecked(True)
        pill.clicked.connect(lambda: self.unchosen.emit(key))
        self._flow.addWidget(pill)
        return pill

    def show_left_out(self, labels: Sequence[str]) -> None:
        """Tell the columns that have no room in the list."""
        self.columns_button.setText(f"列（{len(labels)} 列未显示）" if labels else "列")
        hidden = f"没有显示：{'、'.join(labels)}。\n" if labels else ""
        self.columns_button.setToolTip(f"{hidden}点这里选择显示哪些列、怎样排")
        self._fold()

    def begin_with(self, key: str) -> None:
        """The filter that the list opens with."""
        self.filter = key
        self.pills[key].setChecked(True)

    def clear(self) -> None:
        """No filter, no words."""
        self.filter = ALL
        self.pills[ALL].setChecked(True)
        self._equals_pill.hide()
        self.filter_box.blockSignals(True)
        self.filter_box.clear()
        self.filter_box.blockSignals(False)

    def show_counts(self, workspace: Workspace, query: Query) -> None:
        """Counts on the pills and in the subtitle, for the words and year of ``query``."""
        counts = {}
        for key in self.pills:
            narrowed = replace(query, filter=key, order=())
            counts[key] = workspace.ledger.count(self._register.key, narrowed)
        labels = {ALL: "全部", **{f.key: f.label for f in self._register.filters}}
        for key, pill in self.pills.items():
            pill.setText(f"{labels[key]} {counts[key]}")
        self.subtitle.setText(self._summary(query, counts))
        self._fold()

    def _summary(self, query: Query, counts: dict[str, int]) -> str:
        measure = self._register.measure
        whole = f"{query.year} {self._register.year_named}共" if query.year else "共"
        parts = [f"{whole} {counts[ALL]} {measure}"]
        parts += [f"{f.label} {counts[f.key]} {measure}" for f in self._register.filters if counts[f.key]]
        if query.find:
            parts.append(f"筛选“{query.find}”")
        return "，".join(parts)


BUTTONS = (
    ("import", "导入 Excel", "从 Excel 工作簿导入"),
    ("export", "导出", "导出所见的台账（Ctrl+E）"),
    ("print", "打印", "预览并打印所见的台账（Ctrl+P）"),
)
