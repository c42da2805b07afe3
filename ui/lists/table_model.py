"""The rows of a register as a table: ordered ids from the ledger, rows fetched by page when painted."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.fields import Field, Row
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from app.storage.query import Query
from ui.look.tones import tone_of

PAGE = 50  # rows fetched at once: a little more than a screen shows
PAGES_KEPT = 40
TONE = Qt.ItemDataRole.UserRole + 1
# Of a column: 0 when its texts may not be cut short, else its part of the room that is left.
ELASTIC = Qt.ItemDataRole.UserRole + 2
LONG = 24  # usual characters from which a column tells a story: it gets twice the room of a name
Index = QModelIndex | QPersistentModelIndex
# As plain numbers: a cell is asked for some ten roles with each painting, and an enumeration compares slowly.
SIDE_ROLE = int(Qt.ItemDataRole.TextAlignmentRole)
TONE_ROLE = int(TONE)
TEXT_ROLES = frozenset((int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)))
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RowsModel(QAbstractTableModel):
    """Holds ids, not rows; ``load`` asks the ledger again."""

    def __init__(self, ledger: Ledger, register: Register, columns: tuple[Field, ...]) -> None:
        super().__init__()
        self._ledger = ledger
        self.register = register
        self.columns = columns
        self.ids: list[int] = []
        self.query = Query()
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()

    def load(self, query: Query) -> None:
        """Show what a query finds."""
        self.beginResetModel()
        self.query = query
        self._pages.clear()
        self.ids = self._ledger.ids(self.register.key, query)
        self.endResetModel()

    def show_columns(self, columns: tuple[Field, ...]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def row_at(self, number: int) -> Row:
        """The row painted on line ``number``; an empty row when it has just been removed."""
        page = number // PAGE
        if page not in self._pages:
            ids = self.ids[page * PAGE : (page + 1) * PAGE]
            rows_by_id = {row["id"]: row for row in self._ledger.rows(self.register.key, ids)}
            self._pages[page] = [rows_by_id.get(row_id, {"id": row_id}) for row_id in ids]
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[page][number % PAGE]

    def line_of(self, row_id: int) -> int:
        """The line of a row; -1 when the query does not find it."""
        try:
            return self.ids.index(row_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows the query finds."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many fields are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The labels of the fields."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        if role == ELASTIC:
            field = self.columns[section]  # half a number says nothing
            return 0 if field.key == "no" else elasticity(field)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One line of text, its side, and the tone of a state."""
        if role == SIDE_ROLE:
            return _alignment(self.columns[index.column()])
        if role not in TEXT_ROLES and role != TONE_ROLE:
            return None
        field = self.columns[index.column()]
        value = self.row_at(index.row()).get(field.key)
        return cell_text(field, value) if role in TEXT_ROLES else tone_of(self.register, field, value)


def cell_text(field: Field, value: Any) -> str:
    """What a cell shows: one line, 已录入 for a private value."""
    if value is None:
        return ""
    if field.private:
        return str(value)
    return field.kind.on_screen(value).replace("\n", " ")


def _alignment(field: Field) -> int:
    return RIGHT if field.kind.align == "right" else LEFT


def elasticity(field: Field) -> int:
    """A column's part of the room that is left: 0 for what may not be cut short.

    A session or a term is told from others by its number, which stands near the end of its name.
    """
    if not field.kind.elastic:
        return 0
    linked = BY_KEY.get(field.kind.to)
    if linked and any(linked.field(key).kind.ordinal for key in linked.called):
        return 0
    return 2 if field.kind.width >= LONG else 1
