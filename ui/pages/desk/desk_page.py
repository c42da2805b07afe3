"""工作台: what is overdue and due, this month's receptions, what nobody has recorded yet, and the year's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.look.cards import card
from ui.look.row_link import RowLink
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from app.work.desk import DeskLine

AFTER_PAINTING = 30  # ms: the window stands first, then what reads figures is loaded
WORDS = "要办的事、本月的接待和今年的数字；点一下就打开。"
NOTHING_DUE = "没有逾期的，三十天以内也没有到期的。"
NO_DUTY = "本月没有接待安排，点这里去安排。"


class DeskPage(CardsPage):
    """Each line opens the record it is about, or the rows that it counts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "工作台", WORDS)
        self._filling = QTimer(self, singleShot=True, interval=AFTER_PAINTING)
        self._filling.timeout.connect(self._fill)

    def reload(self) -> None:
        """As the ledger stands now, in a moment."""
        super().reload()
        self._filling.start()

    def _fill(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        from app.work.desk import ROTA, DeskLine, desk_of
        from ui.pages.figures.figure_line import FigureLine

        year = self.workspace.year or self.workspace.ledger.today.year
        desk = desk_of(self.workspace.ledger, year)
        cards = [self._card("从这里开始", desk.first)]
        if not desk.overdue and not desk.soon:
            cards.append(card("到期的事", NOTHING_DUE, [], 0))
        cards += [self._card("逾期", desk.overdue), self._card("三十天以内到期", desk.soon)]
        none = [self._link(DeskLine(NO_DUTY, ROTA))]
        cards.append(self._card("本月接待", desk.duties) or card("本月接待", "", none, 1))
        cards.append(self._card("还在办理", desk.later))
        cards.append(self._card("还没有登记的", desk.missing))
        figures = [FigureLine(self.workspace, value, year) for value in desk.figures]
        cards.append(card(f"{year} 年的数字", "", figures, len(figures)))
        self.show_cards([shown for shown in cards if shown is not None])

    def _card(self, title: str, lines: Sequence[DeskLine]) -> QWidget | None:
        """A card of links; none where there is nothing to tell."""
        return card(f"{title}（{len(lines)}）", "", map(self._link, lines), len(lines)) if lines else None

    def _link(self, line: DeskLine) -> RowLink:
        link = RowLink(line.words)
        link.clicked.connect(lambda: self.workspace.show_rows(line.key, line.rows, line.words))
        return link
