"""Above the figures: what does not agree in the year's ledgers, and what differs from the figures that were reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Row
from app.figures.frozen_figures import Difference, differences, snapshots_of, values_now
from app.figures.source import Source
from app.figures.typed_figures import compare
from app.storage.ledger import Ledger
from app.yearend.cross_checks.checks_of_year import Outcome, cross_checks
from app.yearend.cross_checks.matters import balance_in_words
from ui.dialogs import tasks
from ui.look.cards import card, plain_label
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.panels.contradiction_line import contradiction_line

LOOKING = "正在核对各本台账……"
NO_SNAPSHOT = "还没有定稿的数字。生成工作报告草稿时会自动定稿，也可以现在点右上角的“定稿”。"
NOT_A_FIGURE = "“{}”不是“统计数字”里的项目，没有比较。"


@dataclass(frozen=True)
class YearLook:
    """What was found in a year: the checks, the balance, the newest snapshot and what it says otherwise."""

    outcomes: Sequence[Outcome]
    balance: str
    snapshot: Row | None
    differences: Sequence[Difference]
    written: Sequence[str]  # sentences about figures typed from an older report that do not agree


def look_at(ledger: Ledger, year: int, until: date, progress: tasks.Progress) -> YearLook:
    """All of it; the snapshot is compared as of its own day."""
    outcomes = cross_checks(ledger, year, until, progress)
    with ledger.busy:
        balance = balance_in_words(Source(ledger, year, until))
    snapshot = next(iter(snapshots_of(ledger, year)), None)
    changes = differences(ledger, snapshot) if snapshot else []
    written = list(_written(ledger, snapshot)) if snapshot and not snapshot.get("behind") else []
    return YearLook(outcomes, balance, snapshot, changes, written)


def _written(ledger: Ledger, snapshot: Row) -> Iterator[str]:
    values = {value.figure.label: value for value in values_now(ledger, snapshot)}
    for line in snapshot.get("figures") or ():
        item, words = line.get("item", ""), line.get("figure", "")
        if item not in values:
            yield NOT_A_FIGURE.format(item)
            continue
        try:
            comparison = compare(ledger, values[item], words, snapshot["for_year"].year)
        except ValueError as unreadable:
            yield f"{item}：{unreadable}"
        else:
            if not comparison.agrees:
                yield f"{item}：{comparison.sentence}"


class YearCards(QWidget):
    """Two cards that are filled in the background: the figures below stand at once."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._looking = False
        self._wanted: tuple[int, date] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(dp(14))
        self._show([card("年度核对", LOOKING, [], 0)])

    @property
    def is_looking(self) -> bool:
        """Whether the year is still looked through."""
        return self._looking

    def look(self, year: int, until: date) -> None:
        """Look through a year up to a day; what is asked for meanwhile is looked at afterwards."""
        self._wanted = (year, until)
        if not self._looking:
            self._begin()

    def _begin(self) -> None:
        if self._wanted is None:
            return
        (year, until), ledger = self._wanted, self._workspace.ledger
        self._wanted, self._looking = None, True
        tasks.run(
            self, "正在核对", lambda progress: look_at(ledger, year, until, progress), self._show_cards,
            settled=self._settled, unasked=True,
        )  # fmt: skip

    def _settled(self) -> None:
        self._looking = False
        self._begin()

    def _show_cards(self, look: YearLook) -> None:
        if self._wanted is None:  # else another year or day is shown by now
            self._show([self._checks_card(look), self._snapshot_card(look)])

    def _show(self, cards: Sequence[QWidget]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for one in cards:
            self._column.addWidget(one)

    def _checks_card(self, look: YearLook) -> QWidget:
        contradictions = [one for outcome in look.outcomes for one in outcome.contradictions]
        silent = [one for one in look.outcomes if not one.contradictions]
        agreeing = "、".join(one.check.title for one in silent if not one.is_of_nothing)
        empty = "、".join(one.check.title for one in silent if one.is_of_nothing)
        named = (("对得上的", agreeing), ("没有记录的", empty))
        words = f"{look.balance}。" + "".join(f"{title}：{titles}。" for title, titles in named if titles)
        count = len(contradictions)
        whole = "年度核对：都对得上" if agreeing else "年度核对：没有记录"
        title = f"年度核对：{count} 处对不上" if count else whole
        lines = (contradiction_line(self._workspace, one) for one in contradictions)
        return card(title, words, lines, count)

    def _snapshot_card(self, look: YearLook) -> QWidget:
        if look.snapshot is None:
            return card("定稿数字", NO_SNAPSHOT, [], 0)
        frozen = look.snapshot
        words = f"{frozen['occasion']}（{frozen['frozen_on'].isoformat()}），统计截至 {frozen['until'].isoformat()}。"
        lines = [self._difference_line(one) for one in look.differences]
        lines += [plain_label(sentence, "") for sentence in look.written]
        count = len(lines)
        if not count:
            return card("定稿数字：与现在的记录一致", words, [], 0)
        return card(f"定稿数字：{count} 项与现在的记录不同", words, lines, count)

    def _difference_line(self, one: Difference) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(8))
        row.addWidget(plain_label(one.sentence, ""), 1)
        for words, rows in (("多了", one.came), ("少了", one.went), ("改了", tuple(one.changed))):
            if rows:
                row.addWidget(self._rows_button(f"{words} {len(rows)} 条", one, rows))
        if one.removed:
            button = _small(f"删除了 {len(one.removed)} 条", one)
            button.setToolTip("打开回收站")
            button.clicked.connect(lambda: self._workspace.visit.emit("bin", None, None))
            row.addWidget(button)
        return holder

    def _rows_button(self, words: str, one: Difference, rows: Sequence[int]) -> QPushButton:
        button = _small(words, one)
        labels = dict.fromkeys(label for row in rows for label in one.changed.get(row, ()))
        button.setToolTip(f"改过的栏目：{'、'.join(labels)}" if labels else "打开这些记录")
        button.clicked.connect(
            lambda: self._workspace.show_rows(one.register, rows, f"{one.item}：定稿后{words}")
        )
        return button


def _small(words: str, one: Difference) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "small")
    button.setAccessibleName(f"{one.item}：{words}")
    return button
