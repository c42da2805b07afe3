"""The page of one register: title, pills, filter box, list, and the chosen record at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.register import Register
from app.storage.query import Query
from ui.lists import list_actions
from ui.lists.act_strip import ActStrip
from ui.lists.empty_page import EmptyPage
from ui.lists.selection_bar import Act, SelectionBar
from ui.lists.shown_list import ShownList
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.panels.detail_panel import DetailPanel

PAUSE = 150  # milliseconds after the last key in the filter box
TYPING_PAUSE = 400  # milliseconds until the pills follow what is typed
MOST_AGAIN = 500  # rows that are chosen again one by one after a change
PANEL_BESIDE = 1100  # points of window width from which the panel stands beside the list

LOW = 560  # points of a page's height below which the list needs the room of pills and strip
LIST = 217  # points for the heading of the list and four rows, with what parts it from the strip
_OWN = Qt.ShortcutContext.WidgetShortcut
LOWEST = 40  # points: the head of the table; a low window scrolls the rows


class ListPage(ShownList):
    """One register.  ``counted`` carries the words of the status bar."""

    counted = Signal(str)
    panel_class: type[DetailPanel] = DetailPanel

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register)
        self._counted = False
        self.strip: ActStrip | None = None
        self._daily = register.filing.filter  # what the list opens with, until it could
        self.empty = EmptyPage(register)
        self.panel = self.panel_class(workspace, register, self)
        self.panel.hide()  # until its place is known
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        self._middle.setMinimumHeight(
            dp(LOWEST)
        )  # else the words of the empty page press the header together
        self.selection = SelectionBar(self.register.measure, lambda: (self.bulk_acts(), self._shared_acts()))
        left = QVBoxLayout()
        left.setSpacing(dp(8))
        left.addWidget(self._middle, 1)
        left.addWidget(self.selection)
        self._row = QHBoxLayout()
        self._row.setSpacing(dp(14))
        self._row.addLayout(left, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(dp(12))
        self._column.addWidget(self.header)
        self._column.addLayout(self._row, 1)

    def place_strip(self, strip: ActStrip) -> None:
        """What only this page can do, between the header and the list."""
        self.strip = strip
        self._column.insertWidget(1, strip)
        self.header.take_in(strip.folded)

    def _connect(self) -> None:
        self._counter = QTimer(self, singleShot=True)
        self._counter.timeout.connect(self._count)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._reload_shown)
        self.header.filter_box.textChanged.connect(self._timer.start)
        self.header.filter_box.returnPressed.connect(self._filter_now)
        self.header.filter_box.returnPressed.connect(self.table.setFocus)
        leave = QShortcut(QKeySequence("Esc"), self.header.filter_box, context=_OWN)
        leave.activated.connect(self._leave_filter)
        self.header.chosen.connect(self.reload)
        self.header.cleared.connect(self._drop_narrowing)
        self.header.wanted.connect(self.do)
        self.empty.wanted.connect(self.do)
        self.panel.closed.connect(self._close_panel)
        self.panel.wanted.connect(self.do)
        self.panel.handle.clicked.connect(self._show_panel)
        self.table.opened.connect(lambda _: self._show_panel())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.columns.changed.connect(self.reload)
        self.header.unchosen.connect(lambda key: self.columns.show_chosen(key, ()))
        self.table.left_out_changed.connect(self._tell_left_out)
        self.table.copied.connect(lambda one: self.do("copy cell" if one else "copy"))
        self._click = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._click.timeout.connect(self._show_clicked)
        self.table.clicked.connect(self._clicked)
        self.table.doubleClicked.connect(self._double_clicked)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)

    # --- what is shown -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask the ledger again; the chosen row stays chosen."""
        super().reload()
        self._open_daily()
        chosen_ids, line = self.selected_ids(), self.table.currentIndex().row()
        self.model.load(self.query())
        self._counter.start(TYPING_PAUSE if self.header.filter_box.text() else 0)
        narrowed = self._equals or self._among is not None or self.columns.chosen
        self.header.show_chosen(self.columns.words())
        everything = not (self.header.filter_box.text() or self.header.filter or narrowed)
        elsewhere = self.model.ids or self.workspace.ledger.count(self.register.key)  # rows of any year
        self.empty.explain(nothing_at_all=everything, year=self.query().year if elsewhere else None)
        self._middle.setCurrentWidget(self.table if self.model.ids else self.empty)
        self._choose_again(chosen_ids, line)

    def _count(self) -> None:
        """The counts on the pills come after the rows: each costs as much as the list itself."""
        self._counted = self.isVisible()
        if self._counted:
            self.header.show_counts(self.workspace, self.query())

    def _open_daily(self) -> None:
        """Those who have left stay out of the daily list; the clerk's own choice of a pill comes first."""
        if self._daily and self.workspace.ledger.count(self.register.key, Query(filter=self._daily)):
            if not (self.header.filter or self._equals or self._among):
                self.header.begin_with(self._daily)
            self._daily = ""

    def _reload_shown(self) -> None:
        self._mark_stale()  # a page that was left while a word was typed shows what it says when it comes back

    @property
    def first_place(self) -> QWidget:
        """Where the keyboard begins.  A focus proxy of the page would make Tab pass over all else that is on it."""
        return self.table if self.model.ids else self.empty.first_place

    def _choose_again(self, chosen_ids: Sequence[int], line: int) -> None:
        """The rows chosen before; where they are gone, the one that has come to their place."""
        lines = [place for place in map(self.model.line_of, chosen_ids[:MOST_AGAIN]) if place >= 0]
        if lines or not self.model.ids:
            self.choose(self.model.ids[lines[0]] if lines else None)
        else:
            self.choose(self.model.ids[max(0, min(line, len(self.model.ids) - 1))])
        flags = QItemSelectionModel.SelectionFlag
        for further in lines[1:]:
            self.table.selectionModel().select(self.model.index(further, 0), flags.Select | flags.Rows)

    def choose(self, row_id: int | None) -> None:
        """Select a row by id, or the first one."""
        line = self.model.line_of(row_id) if row_id is not None else 0
        if 0 <= line < len(self.model.ids):
            # Not selectRow: with Ctrl still held after Ctrl+Enter it would take the row out of the selection.
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(
                self.model.index(line, 0), flags.ClearAndSelect | flags.Rows
            )
            self.table.scrollTo(self.model.index(line, 0))
        self._selected()

    def reveal(self, row_id: int) -> None:
        """Show a row wherever it is: the page goes to its year, and filters that hide it are lifted."""
        if self._stale:
            self.reload()
        if self.model.line_of(row_id) < 0:
            self._go_to_year_of(row_id)
        if self.model.line_of(row_id) < 0:
            self.show_everything()
        self.choose(row_id)
        self._show_panel()
        self.table.setFocus()

    def _tell_left_out(self) -> None:
        self.header.show_left_out(self.columns.left_out())

    def _go_to_year_of(self, row_id: int) -> None:
        row = self.workspace.ledger.row(self.register.key, row_id) or {}
        day = row.get(self.register.year_field)
        if day is not None:
            self.workspace.look_at_years({int(str(day.year))})

    def narrow(self, equals: dict[str, object], words: str, among: Sequence[int] | None = None) -> None:
        """Show only the rows that have these values (or those ids), under the given words."""
        self.header.clear()
        self.columns.drop_chosen()
        self._equals = dict(equals)
        self._among = None if among is None else tuple(among)
        self.header.show_equals(words)
        self.reload()

    def widen(self) -> None:
        """Lift what ``narrow`` did."""
        if self._equals or self._among is not None:
            self.header.drop_equals()

    def _drop_narrowing(self) -> None:
        self._equals, self._among = {}, None
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was hidden, and show the row chosen."""
        fresh = not self._stale
        super().showEvent(event)
        if fresh:
            self._selected()
            if not self._counted:  # the page had gone before its pills were counted
                self._counter.start(0)

    # --- the record at the right -------------------------------------------------------------------

    def _selected(self) -> None:
        ids = self.selected_ids()
        total = f"共 {len(self.model.ids)} {self.register.measure}"
        self.counted.emit(f"{total} · 已选 {len(ids)} {self.register.measure}" if ids else total)
        self.selection.show_count(len(ids))
        self.panel.show_row(ids[0] if len(ids) == 1 else None, len(ids))

    def _beside(self) -> bool:
        return self.window().width() >= dp(PANEL_BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel beside the list when there is room, else over it; and as many rows as can be."""
        super().resizeEvent(event)
        self._place_panel()
        self._make_room()

    def _make_room(self) -> None:
        """Folded where the page is low: the pills to one line; the strip where it needs several, or leaves the list no room."""
        is_low = self.height() < dp(LOW)
        self.header.set_low(is_low)
        self._column.setContentsMargins(dp(20), dp(6 if is_low else 10), dp(20), dp(8 if is_low else 14))
        if self.strip is not None:
            outer = self._column.contentsMargins()
            width = self.width() - outer.left() - outer.right()
            self.strip.fold(False)
            heights = self.header.heightForWidth(width) + self.strip.heightForWidth(width)
            left = self.height() - heights - outer.top() - outer.bottom()
            self.strip.fold(is_low and (self.strip.has_lines(width) or left < dp(LIST)))

    def _place_panel(self) -> None:
        beside, was_beside = self._beside(), self._row.indexOf(self.panel) >= 0
        self.panel.place(self._row, beside)
        if beside != was_beside:
            self.panel.setVisible(beside and not self.panel.dismissed)

    def _clicked(self) -> None:
        """A panel that would lie over the list waits: a second click may follow, or one on another row."""
        if self._beside():
            self._show_panel()
        else:
            self._click.start()

    def _show_clicked(self) -> None:
        if len(self.selected_ids()) == 1:
            self._show_panel()

    def _double_clicked(self) -> None:
        self._click.stop()
        self.do("edit")

    def _show_panel(self) -> None:
        self.panel.dismissed = False
        self._place_panel()
        self.panel.show()
        self.panel.raise_()

    def _close_panel(self) -> None:
        self.panel.dismissed = self._beside()
        self.panel.hide()
        self.table.setFocus()

    # --- what can be done --------------------------------------------------------------------------

    def do(self, action: str) -> None:
        """One of the actions of ``list_actions`` by name, on the rows of what stands in the filter box."""
        self._filter_now()
        list_actions.ACTIONS[action](self)

    def _filter_now(self) -> None:
        """A quick hand does not wait: the act is not meant for the rows of the word before."""
        if self._timer.isActive():
            self._timer.stop()
            self._reload_shown()

    def _leave_filter(self) -> None:
        """Esc takes the words out, and leaves an empty box."""
        if self.header.filter_box.text():
            self.header.filter_box.clear()
        else:
            self.first_place.setFocus()

    def resume(self, part: str) -> None:
        """Go on with what was half-filled on this page; whoever derives knows the parts of its own."""

    def bulk_acts(self) -> Sequence[Act]:
        """What only this page can do with several rows; whoever derives knows."""
        return ()

    def _shared_acts(self) -> list[Act]:
        acts = list_actions.selected_acts_of(self.register)
        return [(words, partial(self.do, action)) for action, words in acts]

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        count = len(self.selected_ids())
        for action, words, many in list_actions.menu_of(self.register):
            item = menu.addAction(words)
            item.setEnabled(count == 1 or (many and count > 0))
            item.triggered.connect(lambda _=False, action=action: self.do(action))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(point))
