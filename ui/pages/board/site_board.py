"""The page 联络站·八有: every site with its items, what is still to be put right, and the rounds of checks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.paper.forms import site_papers
from app.paper.sheet import Paper
from app.storage.query import Query
from app.storage.refusals import LedgerRefused, Refused
from app.work import site_rounds
from ui.dialogs import faults, tasks
from ui.dialogs.questions import ask
from ui.lists.empty_page import EmptyPage
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace
from ui.pages.board.board_facts import BoardFacts, facts_of
from ui.pages.board.board_grid import BoardGrid
from ui.pages.board.board_panel import BoardPanel
from ui.pages.board.board_tasks import TaskStrip
from ui.pages.board.board_tools import BoardTools
from ui.pages.board.new_round import NewRound

BESIDE = 1300  # points of window width from which the panel stands beside the cards
PINNED = 560  # points of page height from which the tasks stay in sight below the cards


class SiteBoard(FreshPage):
    """The board, its tools, and the card that is open at the right."""

    topic = "site_checks"  # its help page
    concerns = frozenset({
        "liaison_sites", "site_checks", "site_equipment", "stock_counts", "fund_entries", "posted_rules",
        "site_activities", "receptions", "reception_duties", "suggestions", "deputies", "mandate_changes", "checklist_items", "attachments",
    })  # fmt: skip
    status_words = "“有活动”“有台账”由接待、活动记录自动核对"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._round: str | None = None
        self._open: tuple[int, int] | None = None
        self.facts: BoardFacts = facts_of(workspace.ledger, None, workspace.year)
        self.tools = BoardTools()
        self.grid = BoardGrid()
        self.strip = TaskStrip()
        self.panel = BoardPanel(workspace, self)
        self.panel.hide()
        self._lay_out()
        self._connect()

    # --- building ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        title = QLabel("联络站 · 八有")
        title.setProperty("role", "title")
        self.summary = QLabel()
        self.summary.setProperty("role", "quiet")
        self.summary.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(dp(2))
        words.addWidget(title)
        words.addWidget(self.summary)
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addLayout(words, 1)
        for button in self._head_buttons():
            head.addWidget(button)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(dp(14))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(dp(10))
        self._cards.addWidget(self.grid, 1)
        self._cards.addWidget(self.strip)
        self._middle.addLayout(self._cards, 1)
        self.empty = EmptyPage(registers.BY_KEY["liaison_sites"])
        self.empty.explain(nothing_at_all=True, year=None)
        self._cards.addWidget(self.empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(10), dp(24), dp(14))
        column.setSpacing(dp(10))
        column.addLayout(head)
        column.addWidget(self.tools)
        column.addLayout(self._middle, 1)

    def _head_buttons(self) -> list[QPushButton]:
        self.print_button = QPushButton("打印自查表")
        menu = QMenu(self.print_button)
        menu.addAction("各站自查表", self.print_sheets)
        menu.addAction("全部联络站汇总表", self.print_overview)
        self.print_button.setMenu(menu)
        self.fixes_button = QPushButton("整改清单")
        self.fixes_button.clicked.connect(self.print_fixes)
        self.begin_button = QPushButton("开始新一轮自查")
        self.begin_button.setProperty("role", "primary")
        self.begin_button.clicked.connect(self.begin_round)
        return [self.print_button, self.fixes_button, self.begin_button]

    def _connect(self) -> None:
        self.tools.round_chosen.connect(self.show_round)
        self.tools.compared.connect(self._compare)
        self.tools.refreshed.connect(self.refresh_round)
        self.tools.site_wanted.connect(lambda: self._begin_list("add"))
        self.grid.chosen.connect(self.open_cell)
        self.grid.site_chosen.connect(lambda site: self.workspace.visit.emit("liaison_sites", site, None))
        self.strip.chosen.connect(self.open_cell)
        self.empty.wanted.connect(self._begin_list)
        self.panel.closed.connect(self.close_panel)
        self.panel.begun.connect(self.begin_round)

    @property
    def first_place(self) -> QWidget:
        """Where the keyboard begins: without a site at the way to one."""
        return self.empty.first_place if self.empty.isVisibleTo(self) else self

    # --- what is shown -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask the ledger again; the open card stays open."""
        super().reload()
        ledger = self.workspace.ledger
        self.facts = facts = facts_of(ledger, self._round, self.workspace.year)
        self.tools.show_facts(facts)
        for button in (self.print_button, self.fixes_button):
            button.setEnabled(facts.round is not None)
        self.begin_button.setText("开始新一轮自查" if facts.rounds else "开始第一轮自查")
        self._show_summary()
        self.strip.show_tasks(facts.tasks, facts.round is not None)
        self.grid.show_facts(facts)
        self.empty.setVisible(not facts.sites)
        self.grid.setVisible(bool(facts.sites))
        self.strip.setVisible(bool(facts.sites))
        self.begin_button.setEnabled(bool(facts.sites))
        if self._open in facts.cells:
            self._fill_panel()
        else:
            self.close_panel()

    def _show_summary(self) -> None:
        sentence = self.facts.summary()
        if self.grid.compared and self.facts.round is not None:
            sentence += f"。{self.facts.movement()}"
        self.summary.setText(sentence)

    def show_round(self, name: str) -> None:
        """Show another round."""
        self._round = name
        self.reload()

    def _compare(self, compared: bool) -> None:
        self.grid.compared = compared
        self._show_summary()
        self.grid.place()

    def _year_changed(self) -> None:
        self._round = None
        super()._year_changed()

    # --- the card at the right ---------------------------------------------------------------------

    def open_cell(self, site: int, item: int) -> None:
        """Show an item of a site at the right; what was typed in another one stays its draft."""
        if (site, item) not in self.facts.cells:
            return
        self._open = (site, item)
        self._fill_panel()
        self.panel.show()
        self._place_panel()
        self.panel.raise_()

    def _fill_panel(self) -> None:
        assert self._open is not None
        site = next(row for row in self.facts.sites if row["id"] == self._open[0])
        item = next(row for row in self.facts.items if row["id"] == self._open[1])
        self.panel.show_cell(self.facts.cells[self._open], site, item)
        self.grid.mark(self._open)

    def close_panel(self) -> None:
        """Put the panel away; what was typed stays its draft."""
        self._open = None
        self.panel.hide()
        self._place_panel()
        self.grid.mark(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel beside the cards where there is room, else over them; the tasks pinned or scrolled."""
        super().resizeEvent(event)
        self._place_panel()
        self._place_strip()

    def _place_strip(self) -> None:
        pinned, inside = self.height() >= dp(PINNED), self._cards.indexOf(self.strip) >= 0
        if pinned and not inside:
            self.grid.foot = None
            self._cards.addWidget(self.strip)
        elif not pinned and inside:
            self._cards.removeWidget(self.strip)
            self.strip.setParent(self.grid.body)
            self.strip.show()
            self.grid.foot = self.strip
        self.grid.place()

    def _place_panel(self) -> None:
        beside = self.window().width() >= dp(BESIDE) and self._open is not None
        self.panel.place(self._middle, beside)

    # --- what can be done --------------------------------------------------------------------------

    def _begin_list(self, action: str) -> None:
        if action == "import":
            self.workspace.wants_import.emit("liaison_sites", None)
        else:
            self.workspace.wants_form.emit("liaison_sites", None, None)

    def do(self, action: str) -> None:
        """What the keys of the window ask for: Ctrl+P prints the sheets, Ctrl+E exports the round's checks."""
        if action == "print":
            self.print_sheets()
        elif action == "export" and self.facts.round is not None:
            export_checks(self, self.workspace, self.facts.round.name)

    def begin_round(self) -> None:
        """Ask for name and day, and check every site."""
        question = NewRound(self, self.workspace)
        question.exec()
        if question.round_name:
            self.show_round(question.round_name)
        question.deleteLater()

    def refresh_round(self) -> None:
        """Bring the round in line with the ledgers, after saying what that would do."""
        ledger = self.workspace.ledger
        checks = [cell.check["id"] for cell in self.facts.cells.values() if cell.check]
        reach = site_rounds.reach_of_refresh(ledger, checks)
        go = f"核对 {reach.count} 项"
        if reach.count and ask(self, "按台账核对这一轮自查", reach.words("项"), (go, "不核对")) != go:
            return
        try:
            changed = with_reason(self, self.workspace, "board", lambda: site_rounds.refresh(ledger, checks))
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        words = f"已按台账核对，{len(changed)} 项有变化" if changed else "已按台账核对，没有变化"
        self.workspace.said.emit(words, bool(changed))

    def print_sheets(self) -> None:
        """One sheet a site."""
        self._print("正在排版自查表", site_papers.site_sheets)

    def print_overview(self) -> None:
        """All sites on one table."""
        self._print("正在排版汇总表", site_papers.overview)

    def print_fixes(self) -> None:
        """What is to be put right."""
        self._print("正在排版整改清单", site_papers.fix_list)

    def _print(self, title: str, compose) -> None:  # type: ignore[no-untyped-def]
        from ui.printing.preview import show_preview

        if self.facts.round is None:
            return
        name, ledger = self.facts.round.name, self.workspace.ledger

        def work(progress: tasks.Progress) -> Sequence[Paper]:
            return compose(ledger, name)

        tasks.run(self, title, work, lambda papers: show_preview(self.window(), papers))


def export_checks(parent: QWidget, workspace: Workspace, name: str) -> None:
    """The checks of a round as a workbook."""
    from ui.lists.export_dialog import export

    register = registers.BY_KEY["site_checks"]
    query = Query(equals={"round": name})
    count = workspace.ledger.count(register.key, query)
    export(parent, workspace, register, query, count, [], list(register.list_columns))
