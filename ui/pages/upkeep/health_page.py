"""资料核对: what the checks of the data and of the year found and nobody has settled yet, each with the way to settle it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from app.storage.checks.check import LOCKED
from app.storage.checks.derived_rows import renew
from app.storage.checks.health import Health, health_of
from app.storage.checks.unresolved import Unresolved, resolve
from app.storage.refusals import LedgerRefused, Refused
from app.yearend.cross_checks.checks_of_year import cross_checks
from app.yearend.cross_checks.contradiction import Contradiction
from ui.dialogs import faults, tasks
from ui.look.cards import SHOWN, card, folded_card
from ui.look.row_link import RowLink
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace
from ui.pages.upkeep.health_lines import doubt_line, finding_line, name_line, renew_line
from ui.pages.upkeep.lost_file_lines import WORDS as WORDS_OF_FILES
from ui.pages.upkeep.lost_file_lines import copies_line, lost_file_line
from ui.panels.contradiction_line import contradiction_line

WORDS = "没有对上的名称、互相矛盾的地方和缺漏都在这里，处理一处少一处；没有处理的不会消失。"
YEAR_WORDS = "这一年各本台账之间对不上的，点开改正或补上。"
T = TypeVar("T")


class HealthPage(CardsPage):
    """The findings as cards: names, contradictions, derived entries, the year's cross-checks, gaps, what was answered."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "资料核对", WORDS)
        self.health: Health | None = None
        self._of_year: tuple[int, list[Contradiction]] = (
            0,
            [],
        )  # the year that was looked at, what disagrees in it
        self._looking = False
        self._unfolded: set[str] = set()

    def reload(self) -> None:
        """Look again, in the background: a large ledger takes a moment."""
        super().reload()
        if self._looking:
            self._stale = True  # what changes meanwhile is looked at once this look is over
            return
        self._looking = True
        if self.health is None:
            self.show_cards([card("正在核对", "正在逐本台账核对，大的台账要等一会儿。", [], 0)])
        tasks.run(self, "正在核对资料", self._look, self._show, self._failed)

    def _look(self, progress: tasks.Progress) -> Health | None:
        ledger = self.workspace.ledger
        year = self.workspace.year or ledger.today.year
        try:
            health = health_of(ledger, progress)
            outcomes = cross_checks(ledger, year, progress=progress)
            self._of_year = (year, [one for outcome in outcomes for one in outcome.contradictions])
            return health
        except tasks.Cancelled:
            return None

    def _failed(self, error: Exception) -> None:
        self._looking = False
        faults.tell(self, error)

    def _show(self, health: Health | None) -> None:
        self._looking = False
        if health is None:
            self._renew_cards([card("核对停下了", "还没有核对完。", [self._look_again()], 1)])
            return
        self.health = health
        self._renew_cards(self._cards(health))
        if self._stale and self.isVisible():
            self.reload()

    def _look_again(self) -> QPushButton:
        button = QPushButton("重新核对")
        button.setProperty("role", "small")
        button.clicked.connect(lambda: self.reload())
        return button

    def _renew_cards(self, cards: list[QWidget]) -> None:
        """Show the cards; the keyboard stays about where it was, on a link: pressing twice links nothing."""
        number = self._links_before_focus()
        self.show_cards(cards)
        links: list[RowLink] = list(self._scroll.widget().findChildren(RowLink))
        if number is not None and links:
            links[min(number, len(links) - 1)].setFocus()

    def _links_before_focus(self) -> int | None:
        body, focus = self._scroll.widget(), self.window().focusWidget()
        if body is None or focus is None or not body.isAncestorOf(focus):
            return None
        buttons: list[QPushButton] = list(body.findChildren(QPushButton))
        before = buttons[: buttons.index(focus)] if focus in buttons else []
        return max(0, sum(isinstance(button, RowLink) for button in before) - 1)

    def _cards(self, health: Health) -> list[QWidget]:
        workspace, cards = self.workspace, list[QWidget]()
        if health.names:
            names = (name_line(workspace, one, self.link) for one in health.names)
            words = "点一下是哪一个，就对上了；可以撤销。"
            cards.append(card("没有对上的名称", words, names, len(health.names)))
        if health.files:
            cards.append(self._lost_files(health))
        if health.out_of_step:
            cards.append(card("自动生成的内容", "", [renew_line(health.out_of_step, self.renew)], 1))
        if contradictions := health.contradictions:
            words = "点开记录改正；确认无误的，写明理由，就不再提示。"
            cards.append(
                card(
                    f"请核对（{len(contradictions)}）",
                    words,
                    (doubt_line(workspace, f) for f in contradictions),
                    len(contradictions),
                )
            )
        nothing = "名称都对上了，资料没有互相矛盾的地方。" + LOCKED * workspace.ledger.is_locked
        cards = cards or [card("没有要核对的", nothing, [], 0)]
        year, of_year = self._of_year
        return [
            *cards,
            *self._folded(f"{year} 年度核对", YEAR_WORDS, of_year, contradiction_line),
            *self._folded("缺漏", "不妨碍使用，归档前补齐。", health.gaps, finding_line),
            *self._folded("已写明理由", "", health.answered, finding_line),
        ]

    def _lost_files(self, health: Health) -> QWidget:
        lines = [copies_line(self.workspace, self.reload, self)]
        lines += [lost_file_line(self.workspace, lost, self.reload) for lost in health.files[:SHOWN]]
        return card(
            f"附件不见了或被改动（{len(health.files)}）", WORDS_OF_FILES, lines, len(health.files) + 1
        )

    def _folded(
        self, title: str, words: str, items: Sequence[T], line: Callable[[Workspace, T], QWidget]
    ) -> list[QWidget]:
        if not items:
            return []
        lines = (line(self.workspace, item) for item in items)
        of, is_open = len(items), title in self._unfolded
        return [folded_card(f"{title}（{of}）", words, lines, of, is_open, lambda: self._turn(title))]

    def _turn(self, title: str) -> None:
        self._unfolded ^= {title}
        if self.health is not None:
            self._renew_cards(self._cards(self.health))

    def link(self, places: Sequence[Unresolved], row_id: int) -> None:
        """Link names to one row, as one act that can be undone."""
        try:
            with_reason(
                self, self.workspace, "health", lambda: resolve(self.workspace.ledger, places, row_id)
            )
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已对上“{places[0].name}”", True)

    def renew(self) -> None:
        """Bring what is made by the program in step with its sources."""
        try:
            count = renew(self.workspace.ledger)
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已按来源重新生成 {count} 条记录", True)
