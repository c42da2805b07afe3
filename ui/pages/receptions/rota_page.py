"""The page of the reception rota: the list of duties, what contradicts itself, the year's plan and its papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.register import Register
from app.paper.sheet import Paper
from app.storage.query import Query
from app.work import rota
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.lists.act_strip import ActStrip
from ui.lists.list_page import ListPage
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

PLAN = "plan"  # the part of a plan that was begun and not kept
SHOWN = 4  # contradictions told on the page; the rest is counted


class RotaPage(ListPage):
    """The generic list with a strip above it."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register)
        strip = ActStrip(
            (
                ("生成全年安排", self.plan_year),
                ("墙上张贴表", self.print_charts),
                ("接待公告", self.print_notice),
                ("空白登记表", self.print_blank),
            )
        )
        self.contradictions = QVBoxLayout()
        self.contradictions.setSpacing(dp(4))
        strip.column.addLayout(self.contradictions)
        self.empty.offer("生成全年安排", self.plan_year)
        self.place_strip(strip)

    @property
    def year(self) -> int:
        """The year that is planned: the one looked at, else this one."""
        return self.workspace.year or self.workspace.ledger.today.year

    def reload(self) -> None:
        """The list, and what contradicts itself in the plan of the year."""
        super().reload()
        while (item := self.contradictions.takeAt(0)) is not None:
            line = item.layout()
            while line is not None and (part := line.takeAt(0)) is not None:
                part.widget().deleteLater()
        contradictions = rota.contradictions(self.workspace.ledger, self.year)
        for duty, sentence in contradictions[:SHOWN]:
            self.contradictions.addLayout(self._line(duty, sentence))
        if len(contradictions) > SHOWN:
            self.contradictions.addLayout(self._line(0, f"还有 {len(contradictions) - SHOWN} 处需要核对。"))

    def _line(self, duty: int, sentence: str) -> QHBoxLayout:
        line = QHBoxLayout()
        words = QLabel(sentence)
        words.setProperty("role", "doubt")
        words.setWordWrap(True)
        line.addWidget(words, 1)
        if duty:
            button = QPushButton("查看")
            button.setProperty("role", "link")
            button.clicked.connect(lambda: self.reveal(duty))
            line.addWidget(button)
        return line

    def resume(self, part: str) -> None:
        """The planner, where a plan was begun."""
        if part == PLAN:
            self.plan_year()

    def plan_year(self) -> None:
        """The planner; what it made is kept as one act."""
        from ui.pages.receptions.rota_planner import RotaPlanner

        if not self.workspace.ledger.count("liaison_sites", Query(filter="open")):
            ask(self, "还没有联络站", "请先登记联络室和联络站，再生成接待安排。", ("知道了",))
            return
        planner = RotaPlanner(self, self.workspace, self.year)
        planner.exec()
        planner.deleteLater()

    def print_charts(self) -> None:
        """A wall chart for each site that has duties in the year."""
        from app.paper.reception_papers import wall_chart

        year, ledger = self.year, self.workspace.ledger
        duties = ledger.rows("reception_duties", ledger.ids("reception_duties", Query(year=year)))
        sites = list(dict.fromkeys(duty["site"].id for duty in duties if duty["site"].id))
        if not sites:
            ask(self, f"{year} 年还没有接待安排", "请先生成全年安排，或逐条登记。", ("知道了",))
            return
        self._show("墙上张贴表", lambda: [wall_chart(ledger, year, site) for site in sites])

    def print_notice(self) -> None:
        """The notices of the selected duties."""
        from app.paper.reception_papers import notice

        ids, ledger = self.selected_ids(), self.workspace.ledger
        if not ids:
            ask(self, "请先选一次接待", "在列表里选一次或几次接待，再打印公告。", ("知道了",))
            return
        self._show("接待公告", lambda: [notice(ledger, duty) for duty in ids])

    def print_blank(self) -> None:
        """A blank registration sheet to be filled in by hand."""
        from app.domain.registers import BY_KEY
        from app.paper.record_form import record_form

        ledger = self.workspace.ledger
        self._show("空白登记表", lambda: [record_form(ledger, BY_KEY["receptions"], None)])

    def _show(self, words: str, compose: Callable[[], Sequence[Paper]]) -> None:
        from ui.printing.preview import show_preview

        tasks.run(
            self, f"正在排版{words}", lambda _: compose(), lambda papers: show_preview(self.window(), papers)
        )
