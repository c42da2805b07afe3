"""The window: bar at the top, navigation at the left, the page, the status line; it owns no record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import registers
from app.domain.jobs import Job
from app.storage.machine import remember
from app.storage.query import Query
from ui.dialogs import tasks
from ui.dialogs.faults import may_write
from ui.forms.draft_bar import DraftBar
from ui.frame.commands import commands_of
from ui.frame.kept_imports import KeptImports
from ui.frame.locking import Locking
from ui.frame.navigation import Navigation
from ui.frame.notice_bar import NoticeBar
from ui.frame.page_kinds import PAGE_OF, PAGES, form_for, places
from ui.frame.page_stack import PageStack
from ui.frame.resuming import resume
from ui.frame.status_bar import StatusBar
from ui.frame.tab_row import TabRow
from ui.frame.taking_back import put_back, take_back
from ui.frame.toast import Toast
from ui.frame.top_bar import TopBar
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from ui.forms.form import Form
    from ui.importing.import_wizard import ImportWizard
    from ui.lists.list_page import ListPage
    from ui.pages.upkeep.help_panel import HelpPanel

FIRST_PAGE = PAGES[0].key
FOLDED_BELOW = 1100  # points of width below which the navigation shows icons only
SHORTCUTS = {
    "Ctrl+N": "add",
    "Ctrl+F": "filter",
    "Ctrl+P": "print",
    "Ctrl+E": "export",
    "Ctrl+A": "all",
    "Delete": "remove",
    "F2": "edit",
}


class Window(QWidget):
    """The main window of one ledger.

    ``closing`` comes before the ledger closes, when nothing keeps the window open any more; whoever hears it may take
    time, as long as events are served.
    """

    closing = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.workspace = workspace
        self._form: Form | ImportWizard | None = None
        self.imports = KeptImports()
        self.help: HelpPanel | None = None  # made when it is first wanted
        self._origin = ""  # the page from which the form was opened
        self._counter = QTimer(self, singleShot=True, interval=0)
        self._counter.timeout.connect(self._count)
        self._lay_out()
        self._connect()
        self.setMinimumSize(dp(560), dp(400))
        self._is_closing = False
        self.locking = Locking(self, workspace)
        self.keeps_ledger = False  # set when only the window goes, to be built anew in another size
        self.refresh()
        self.open_page(FIRST_PAGE)
        self.drafts.offer()

    def _lay_out(self) -> None:
        self.top = TopBar(self.workspace, self)
        self.navigation = Navigation(places())
        self.stack = PageStack(self.workspace)
        self.pages = self.stack.pages
        self.status = StatusBar(self.workspace)
        middle = self._middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        self.drafts = DraftBar(self.workspace)
        pages.addWidget(NoticeBar(self.workspace))
        pages.addWidget(self.drafts)
        self.tabs = TabRow()
        pages.addWidget(self.tabs)
        pages.addWidget(self.stack, 1)
        middle.addLayout(pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.toast = Toast(self, self.top)

    def _connect(self) -> None:
        workspace = self.workspace
        self.navigation.opened.connect(self.open_job)
        self.stack.counted.connect(self.status.show_count)
        self.tabs.chosen.connect(self.open_page)
        self.tabs.back.connect(self.go_back)
        self.top.search.commands = partial(commands_of, self)
        self.top.search.escaped.connect(self.stack.begin)
        self.top.search.chosen.connect(lambda key, row_id: self.visit(key, row_id, None))
        self.toast.undo.connect(self.undo)
        self.status.undo.connect(self.undo)
        self.status.redo.connect(self.redo)
        workspace.said.connect(self.toast.say)
        workspace.visit.connect(self.visit)
        self.drafts.resumed.connect(self.resume)
        workspace.wants_form.connect(self.open_form)
        workspace.wants_import.connect(self.open_import)
        workspace.changed.connect(lambda _: self.refresh())
        workspace.year_changed.connect(self.refresh)
        for keys, action in SHORTCUTS.items():
            context = Qt.ShortcutContext.WindowShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(
                lambda a=action: self._do(a)
            )
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self._search)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.redo)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.open_help)

    def refresh(self) -> None:
        """Counts, town, term, years and the name of what could be undone."""
        ledger = self.workspace.ledger
        self.setWindowTitle(f"{ledger.office.get('town') or ''}人大台账")
        self.top.refresh()
        self.status.refresh()
        self._counter.start()

    def _count(self) -> None:
        for entry in self.navigation.entries.values():
            if entry.place.counts:
                entry.show_count(self._count_of(entry.place.counts))
        self.tabs.show_counts({key: self._count_of(key) for key in self.tabs.tabs if key in registers.BY_KEY})

    def _count_of(self, key: str) -> int:
        year = self.workspace.year if registers.BY_KEY[key].year_field else None
        return self.workspace.ledger.count(key, Query(year=year))

    # --- pages -------------------------------------------------------------------------------------

    def page(self, key: str) -> QWidget:
        """The page of that key, made when it is first wanted."""
        return self.stack.page(key)

    def list_shown(self) -> ListPage | None:
        """The list on screen, if there is one."""
        return self.stack.list_shown()

    def key_shown(self) -> str:
        """The key of the page on screen, or nothing while a form is."""
        return self.stack.key_shown()

    def open_job(self, job: Job) -> bool:
        """Go to a job: to the tab that was open last; pressed once more, to its first."""
        return self.open_page(self.stack.page_of_job(job))

    def open_page(self, key: str) -> bool:
        """Go to a page; False when the clerk stays in a form that is not saved."""
        return self._go(key, [])

    def go_back(self) -> None:
        """Return to the page that led here; what the list was narrowed to on the way is lifted."""
        page, trail = self.list_shown(), self.stack.trail
        if trail and self._go(trail[-1], trail[:-1]) and page is not None:
            page.widen()

    def _go(self, key: str, trail: list[str]) -> bool:
        left = self._left_form()
        if left:
            self.stack.show_page(key, trail)
        self._mark()
        return left

    def _mark(self) -> None:
        """Show at the left and in the tabs which page is on screen; a form has no tabs."""
        kind = PAGE_OF.get(self.stack.key_shown())
        self.tabs.setVisible(kind is not None)
        if kind is not None:
            self.navigation.mark(kind.job)
            self.tabs.show_page(kind, self.stack.came_from())
            self._counter.start()
        if self.list_shown() is None:
            self.status.show_count(getattr(self.stack.currentWidget(), "status_words", ""))

    def visit(self, key: str, row_id: int | None, narrowed: dict[str, Any] | None) -> None:
        """Show a row of a register, or the rows that have certain values; one can return from there."""
        if not self._go(key, self.stack.trail_to(key)):
            return
        page = self.list_shown()
        if page is not None and narrowed:
            page.narrow(narrowed.get("equals", {}), narrowed["words"], narrowed.get("among"))
        elif row_id is not None:
            shown = page or self.stack.currentWidget()
            getattr(shown, "reveal", lambda _: None)(row_id)

    def open_form(self, key: str, row_id: int | None, begin: dict[str, Any] | None) -> None:
        """Show the form of a record over its list."""
        if not may_write(self, self.workspace.ledger):
            return
        origin = self._origin if self._form is not None else self.stack.key_shown()
        if not self._left_form():
            return
        came_from = self._origin = origin or key
        form = form_for(self.workspace, registers.BY_KEY[key], row_id, begin, self.stack)
        form.done.connect(lambda saved: self._form_done(key, saved, came_from))
        self._show_over(form, key)

    def resume(self, key: str, row_id: int | None, part: str) -> None:
        """Go to where something is half-filled; it fills itself in again."""
        resume(self, key, row_id, part)

    def open_import(self, key: str, begin: dict[str, Any] | None = None) -> None:
        """Show the import wizard of a register; ``begin``: term, level and file of what will be read, where known."""
        from ui.importing.import_wizard import ImportWizard

        if not (may_write(self, self.workspace.ledger) and self._left_form()):
            return
        wizard = self.imports.take(key)
        if wizard is None:
            wizard = ImportWizard(self.workspace, registers.BY_KEY[key], **(begin or {}))
            wizard.done.connect(lambda: self._wizard_done(key))
        self._show_over(wizard, key)
        wizard.come_back()

    def _show_over(self, page: Form | ImportWizard, key: str) -> None:
        self._form = page
        self.drafts.hide()  # a form that is open speaks for itself
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.tabs.hide()
        self.navigation.mark(PAGE_OF[key].job)
        self.status.show_count("")

    def _put_away(self) -> None:
        form, self._form = self._form, None
        if form is None:
            return
        self.stack.removeWidget(form)
        if not self.imports.keep(form):
            form.deleteLater()
            self.drafts.refresh()

    def _form_done(self, key: str, saved: int | None, came_from: str) -> None:
        self._put_away()
        self._go(came_from, self.stack.trail)
        page = self.list_shown()
        if page is not None and saved is not None and page.register.key == key:
            page.reveal(saved)

    def _wizard_done(self, key: str) -> None:
        self._put_away()
        self.open_page(key)

    def _left_form(self) -> bool:
        """Put an open form away; False when the clerk goes on filling it in."""
        if self._form is not None and self._form.is_changed():
            return self._form.leave()
        if self._form is not None and hasattr(self._form, "draft"):
            self._form.draft.drop()  # what was typed has been taken out again
        self._put_away()
        return True

    # --- what works everywhere ---------------------------------------------------------------------

    def _do(self, action: str) -> None:
        page = self.list_shown() or self.stack.currentWidget()
        if hasattr(page, "do"):
            page.do(action)

    def _search(self) -> None:
        self.toast.hide()
        self.top.search.begin()

    def open_help(self) -> None:
        """The help of what is on screen, beside it: a form that is being filled in stays open."""
        from ui.pages.upkeep.help_panel import HelpPanel

        if self.help is None:
            self.help = HelpPanel(self.workspace, self, self._middle)
        self.help.open_help(getattr(self.stack.currentWidget(), "topic", "") or self.stack.key_shown())

    def undo(self) -> None:
        """Take back the newest act and say which."""
        take_back(self, self.workspace)

    def redo(self) -> None:
        """Put back what was taken back last."""
        put_back(self, self.workspace)

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def,override]
        """The keyboard begins in the list."""
        super().showEvent(event)
        self.stack.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation where the window is narrow."""
        super().resizeEvent(event)
        self.navigation.fold(self.width() < dp(FOLDED_BELOW))
        if self.help is not None:
            self.help.settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about a half-filled form, remember the look, close the ledger."""
        if self.keeps_ledger:
            self._forget_ledger()
            return
        if self._is_closing or not (self._left_form() and self.imports.may_end(self)):
            event.ignore()
            return
        self._is_closing = True  # pressed again meanwhile, the cross does nothing
        remember(
            window=[self.width(), self.height(), self.isMaximized()], folder=str(self.workspace.opens_next)
        )
        self.closing.emit()
        self._forget_ledger()
        self.hide()  # whatever is half-filled goes to its draft while the ledger is open
        timers = cast("list[QTimer]", self.findChildren(QTimer))
        for timer in timers:  # a table measured at the next turn would ask a closed ledger
            timer.stop()
        self.workspace.ledger.close()
        event.accept()

    def _forget_ledger(self) -> None:
        tasks.stop_all()
        self._counter.stop()
        self.workspace.close()
