"""The columns of a list as she wants them: chosen, moved, made wider, sorted by, and rows chosen by their values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from app.domain.fields import Field
from app.domain.register import Register
from app.storage.query import Query
from ui.lists import list_settings
from ui.lists.column_choices import Chosen, can_choose, choices_of, words_of
from ui.lists.column_chooser import GO, RESET, ColumnChooser
from ui.lists.table_model import RowsModel
from ui.lists.table_view import Table
from ui.lists.value_filter import ValueFilter
from ui.look.theme import dp, points
from ui.open_ledger.workspace import Workspace

NAMED = 3  # values named on a pill; of more, only the number


class ListColumns(QObject):
    """``changed`` comes when other rows, or the same in another order, are wanted."""

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        table: Table,
        model: RowsModel,
        query: Callable[[], Query],
    ) -> None:
        super().__init__(table)
        self._workspace, self._register, self._query = workspace, register, query
        self._table, self._model, self._head = table, model, table.head
        self.order: tuple[str, ...] = ()
        self.chosen: dict[str, tuple[Chosen, ...]] = {}
        self._head.setSectionsMovable(True)
        self._head.setSortIndicatorShown(False)
        self._head.sectionClicked.connect(self.sort)
        self._head.filter_wanted.connect(self._choose_values_of)
        self._head.resized.connect(self._keep_widths)
        self._head.reordered.connect(self._keep_order)
        self._head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._head.customContextMenuRequested.connect(self._menu)
        self._restore()

    # --- which columns, and how wide ---------------------------------------------------------------

    def _restore(self) -> None:
        """What she chose before on this machine."""
        columns = list_settings.chosen_columns(self._register)
        self._table.leaves_out = not columns  # columns of her own are all shown: the list scrolls
        self._show(columns or self._register.columns(self._register.list_columns))

    def _show(self, fields: tuple[Field, ...]) -> None:
        self._model.show_columns(fields)
        widths = list_settings.chosen_widths(self._register)
        own = {column: dp(widths[f.key]) for column, f in enumerate(fields) if f.key in widths}
        self._table.own_widths = own
        self._show_marks()

    def show_fields(self, fields: tuple[Field, ...]) -> None:
        """Show these columns from now on."""
        list_settings.remember_columns(self._register, fields)
        self._restore()
        self.changed.emit()

    def as_ever(self) -> None:
        """Columns and widths as the register has them."""
        list_settings.forget(self._register)
        self._restore()
        self.changed.emit()

    def choose(self) -> None:
        """Ask which columns are wanted."""
        dialog = ColumnChooser(self._table, self._register, self._model.columns)
        dialog.exec()
        if dialog.answer == GO:
            self.show_fields(dialog.fields())
        elif dialog.answer == RESET:
            self.as_ever()
        dialog.deleteLater()

    def left_out(self) -> list[str]:
        """The labels of the columns that have no room."""
        return [self._model.columns[column].label for column in self._table.left_out]

    def _keep_widths(self) -> None:
        fields = enumerate(self._model.columns)
        shown = [(column, f.key) for column, f in fields if not self._table.isColumnHidden(column)]
        own = {column: self._table.columnWidth(column) for column, _ in shown}
        self._table.own_widths = own
        list_settings.remember_widths(self._register, {key: points(own[column]) for column, key in shown})

    def _keep_order(self) -> None:
        fields = tuple(self._model.columns[column] for column in self._head.in_order())
        self._head.put_back()
        self.show_fields(fields)

    # --- order -------------------------------------------------------------------------------------

    def sort(self, column: int) -> None:
        """Ascending, descending, and by a third press the register's own order again."""
        field = self._model.columns[column]
        if not can_sort(field):
            return
        steps = {(): (field.key,), (field.key,): (f"-{field.key}",), (f"-{field.key}",): ()}
        self.order = steps.get(self.order, (field.key,))
        self._show_marks()
        self.changed.emit()

    def _show_marks(self) -> None:
        """The arrow of the order, and the funnels."""
        keys = [field.key for field in self._model.columns]
        key = self.order[0].removeprefix("-") if self.order else ""
        self._head.setSortIndicatorShown(key in keys)
        if key in keys:
            down = self.order[0].startswith("-")
            way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            self._head.setSortIndicator(keys.index(key), way)
        fields = list(enumerate(self._model.columns))
        self._head.show_funnels(
            {column for column, field in fields if can_choose(self._register, field)},
            {column for column, field in fields if field.key in self.chosen},
        )

    # --- rows by value -----------------------------------------------------------------------------

    def _choose_values_of(self, column: int) -> None:
        if column >= 0:
            self.choose_values(self._model.columns[column])

    def choose_values(self, field: Field) -> None:
        """Offer the values of a column below its heading; each tick works at once."""
        if not can_choose(self._register, field):
            return
        query, key = self._query(), field.key
        others = {other: values for other, values in query.chosen.items() if other != key}
        ledger = self._workspace.ledger
        choices = choices_of(ledger, self._register.key, field, replace(query, chosen=others))
        if not choices:
            return
        window = ValueFilter(self._table, field.label, choices, self.chosen.get(key, ()))
        window.chosen.connect(lambda values: self.show_chosen(key, values))
        column = self._model.columns.index(field)
        corner = QPoint(self._head.sectionViewportPosition(column), self._head.height())
        window.open_below(self._head.viewport().mapToGlobal(corner))

    def show_chosen(self, key: str, values: tuple[Chosen, ...]) -> None:
        """Only the rows that have one of these values; all when there is none."""
        self.chosen = {other: chosen for other, chosen in self.chosen.items() if other != key}
        if values:
            self.chosen[key] = values
        self._show_marks()
        self.changed.emit()

    def drop_chosen(self) -> None:
        """Rows of every value again; whoever calls asks for the rows."""
        self.chosen = {}
        self._show_marks()

    def words(self) -> dict[str, str]:
        """What the rows are chosen by, in words by field: 级别:市、镇."""
        sentences = {}
        for key, values in self.chosen.items():
            field = self._register.by_key[key]
            named = list(words_of(self._workspace.ledger, field, values).values())
            more = f"等 {len(named)} 项" if len(named) > NAMED else ""
            sentences[key] = f"{field.label}：{'、'.join(named[:NAMED])}{more}"
        return sentences

    # --- menu --------------------------------------------------------------------------------------

    def _menu(self, place: QPoint) -> None:
        menu = self.menu_of(self._head.logicalIndexAt(place))
        menu.popup(self._head.viewport().mapToGlobal(place))

    def menu_of(self, column: int) -> QMenu:
        """What can be done with a column, for those who do not drag."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if 0 <= column < len(self._model.columns):
            self._add_acts(menu, column)
            menu.addSeparator()
        menu.addAction("选择显示的列…", self.choose)
        menu.addAction("恢复原来的列和列宽", self.as_ever)
        return menu

    def _add_acts(self, menu: QMenu, column: int) -> None:
        field = self._model.columns[column]
        menu.addAction("按这一列排序", lambda: self.sort(column)).setEnabled(can_sort(field))
        menu.addAction("按内容选…", lambda: self.choose_values(field)).setEnabled(
            can_choose(self._register, field)
        )
        rest = tuple(other for other in self._model.columns if other is not field)
        menu.addAction("不显示这一列", lambda: self.show_fields(rest)).setEnabled(bool(rest))


def can_sort(field: Field) -> bool:
    """Whether a list can be ordered by a field: not by private, computed, several or listed ones."""
    return not (field.private or field.computed or field.kind.is_links or field.kind.columns)
