"""The window: bar at the top, navigation at the left, the page, the status line; it owns no record."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.machine import remember
from app.storage.refusals import LedgerRefused, Refused
from ui import faults
from ui.form import Form
from ui.list_page import ListPage
from ui.navigation import Navigation, Place
from ui.page_kinds import FOOT_PAGES, page_for
from ui.status_bar import StatusBar
from ui.theme import dp
from ui.toast import Toast
from ui.top_bar import TopBar
from ui.workspace import Workspace

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
    """The main window of one ledger."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.workspace = workspace
        self.pages: dict[str, QWidget] = {}
        self._form: QWidget | None = None
        self._lay_out()
        self._connect()
        self.setMinimumSize(dp(560), dp(400))
        self.resize(1366, 768)
        self.refresh()
        self.open_page(registers.SHOWN[0].key)
        self.stack.currentWidget().setFocus()

    def _lay_out(self) -> None:
        self.top = TopBar(self.workspace, self)
        self.navigation = Navigation(places())
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.status = StatusBar(self.workspace)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.toast = Toast(self)

    def _connect(self) -> None:
        workspace = self.workspace
        self.navigation.opened.connect(self.open_page)
        self.top.search.chosen.connect(lambda key, row_id: self.visit(key, row_id, None))
        self.toast.undo.connect(self.undo)
        self.status.undo.connect(self.undo)
        workspace.said.connect(self.toast.say)
        workspace.visit.connect(self.visit)
        workspace.wants_form.connect(self.open_form)
        workspace.wants_import.connect(self.open_import)
        workspace.changed.connect(lambda _: self.refresh())
        workspace.year_changed.connect(self.refresh)
        for keys, action in SHORTCUTS.items():
            context = Qt.ShortcutContext.WindowShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(lambda a=action: self._do(a))
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self._search)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)

    def refresh(self) -> None:
        """Counts, town, term, years and the name of what could be undone."""
        ledger = self.workspace.ledger
        self.setWindowTitle(f"{ledger.office.get('town') or ''}人大台账")
        self.top.refresh()
        self.status.refresh()
        QTimer.singleShot(0, self._count)

    def _count(self) -> None:
        from app.storage.query import Query

        for register in registers.SHOWN:
            year = self.workspace.year if register.year_field else None
            count = self.workspace.ledger.count(register.key, Query(year=year))
            self.navigation.entries[register.key].show_count(count)

    # --- pages -------------------------------------------------------------------------------------

    def page(self, key: str) -> QWidget:
        """The page of that key, made when it is first wanted."""
        if key not in self.pages:
            made = page_for(key, self.workspace)
            if isinstance(made, ListPage):
                made.counted.connect(self.status.show_count)
            self.pages[key] = made
            self.stack.addWidget(made)
        return self.pages[key]

    def open_page(self, key: str) -> bool:
        """Go to a page; False when the clerk stays in a form that is not saved."""
        if not self._left_form():
            self._mark()
            return False
        self.stack.setCurrentWidget(self.page(key))
        self._mark()
        return True

    def _mark(self) -> None:
        shown = self.stack.currentWidget()
        key = next((key for key, page in self.pages.items() if page is shown), None)
        if key:
            self.navigation.mark(key)
        if not isinstance(shown, ListPage):
            self.status.show_count("")

    def visit(self, key: str, row_id: int | None, narrowed: dict[str, Any] | None) -> None:
        """Show a row of a register, or the rows that have certain values."""
        if not self.open_page(key):
            return
        page = self.page(key)
        if isinstance(page, ListPage):
            if narrowed:
                page.narrow(narrowed["equals"], narrowed["words"])
            elif row_id is not None:
                page.reveal(row_id)

    def open_form(self, key: str, row_id: int | None, begin: dict[str, Any] | None) -> None:
        """Show the form of a record over its list."""
        if isinstance(self._form, Form) and not self._form.is_changed():
            self._put_away()
        elif isinstance(self._form, Form):
            # "Save and the next one": what was saved needs no question.
            self._put_away()
        came_from = self._key_shown()
        form = Form(self.workspace, registers.BY_KEY[key], row_id, begin)
        form.done.connect(lambda saved: self._form_done(key, saved, came_from))
        self._show_over(form, key)

    def open_import(self, key: str) -> None:
        """Show the import wizard of a register."""
        from ui.import_wizard import ImportWizard

        if not self._left_form():
            return
        wizard = ImportWizard(self.workspace, registers.BY_KEY[key])
        wizard.done.connect(lambda: self._wizard_done(key))
        self._show_over(wizard, key)

    def _key_shown(self) -> str:
        shown = self.stack.currentWidget()
        return next((key for key, page in self.pages.items() if page is shown), registers.SHOWN[0].key)

    def _show_over(self, page: QWidget, key: str) -> None:
        self._form = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.navigation.mark(key)
        self.status.show_count("")

    def _put_away(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            self.stack.removeWidget(form)
            form.deleteLater()

    def _form_done(self, key: str, saved: int | None, came_from: str) -> None:
        self._put_away()
        self.open_page(key if saved is not None and came_from == key else came_from)
        page = self.page(self._key_shown())
        if isinstance(page, ListPage):
            if saved is not None and page.register.key == key:
                page.reveal(saved)
            page.table.setFocus()

    def _wizard_done(self, key: str) -> None:
        self._put_away()
        self.open_page(key)

    def _left_form(self) -> bool:
        if isinstance(self._form, Form):
            form = self._form
            return form.leave() if form.is_changed() else self._drop_form()
        self._put_away()
        return True

    def _drop_form(self) -> bool:
        self._put_away()
        return True

    # --- what works everywhere ---------------------------------------------------------------------

    def _do(self, action: str) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, ListPage):
            page.do(action)

    def _search(self) -> None:
        self.top.search.setFocus()
        self.top.search.selectAll()

    def undo(self) -> None:
        """Take back the newest act and say which."""
        try:
            name = self.workspace.ledger.undo()
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已撤销:{name}", False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation where the window is narrow."""
        super().resizeEvent(event)
        self.navigation.fold(self.width() < dp(FOLDED_BELOW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about a half-filled form, remember the look, close the ledger."""
        if not self._left_form():
            event.ignore()
            return
        remember(window=[self.width(), self.height(), self.isMaximized()], folder=str(self.workspace.ledger.folder))
        self.workspace.ledger.close()
        event.accept()


def places() -> list[Place]:
    """The entries of the navigation: one a register, then the pages at the foot."""
    shown = [Place(register.key, register.label, register.icon, register.group) for register in registers.SHOWN]
    return [*shown, *(Place(key, label, icon) for key, label, icon, _ in FOOT_PAGES)]
