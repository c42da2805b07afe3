"""资料核对: what the check found and nobody has settled yet, each with the way to settle it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.storage.deriving import renew
from app.storage.health import Health, health_of
from app.storage.refusals import LedgerRefused, Refused
from app.storage.unresolved import Unresolved, resolve
from ui import faults, tasks
from ui.fresh_page import CardsPage
from ui.pages.health_lines import card, finding_line, name_line, renew_line
from ui.workspace import Workspace

WORDS = "没有对上的名称、互相矛盾的地方和缺漏都在这里,处理一处少一处;没有处理的不会消失。"


class HealthPage(CardsPage):
    """The findings as cards: names, contradictions, derived entries, gaps, what was answered."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "资料核对", WORDS)
        self.health: Health | None = None
        self._looking = False

    def reload(self) -> None:
        """Look again, in the background: a large ledger takes a moment."""
        super().reload()
        if self._looking:
            self._stale = True  # what changes meanwhile is looked at once this look is over
            return
        self._looking = True
        tasks.run(self, "正在核对资料", lambda _: health_of(self.workspace.ledger), self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        self._looking = False
        faults.tell(self, error)

    def _show(self, health: Health) -> None:
        self._looking = False
        self.health = health
        self.show_cards(self._cards(health))
        if self._stale and self.isVisible():
            self.reload()

    def _cards(self, health: Health) -> list[QWidget]:
        workspace, cards = self.workspace, list[QWidget]()
        if health.names:
            lines: list[QWidget] = [name_line(workspace, one, self.link) for one in health.names]
            cards.append(card("没有对上的名称", "点一下是哪一个,就对上了;可以撤销。", lines))
        if health.out_of_step:
            cards.append(card("自动生成的内容", "", [renew_line(health.out_of_step, self.renew)]))
        for title, words, findings in (
            ("请核对", "点开记录改正;确认无误的,在记录旁边写明理由,就不再提示。", health.contradictions),
            ("缺漏", "不妨碍使用,归档前补齐。", health.gaps),
            ("已写明理由", "", health.answered),
        ):
            if findings:
                lines = [finding_line(workspace, finding) for finding in findings]
                cards.append(card(f"{title}({len(findings)})", words, lines))
        return cards or [card("没有要核对的", "名称都对上了,资料没有互相矛盾的地方。", [])]

    def link(self, places: Sequence[Unresolved], row_id: int) -> None:
        """Link names to one row, as one act that can be undone."""
        try:
            resolve(self.workspace.ledger, places, row_id)
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已对上「{places[0].name}」", True)

    def renew(self) -> None:
        """Bring what is made by the program in step with its sources."""
        try:
            count = renew(self.workspace.ledger)
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已按来源重新生成 {count} 条记录", True)
