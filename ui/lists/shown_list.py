"""What is seen of a register on its page: rows, head and table, and the question that they answer."""

from __future__ import annotations

from app.domain.register import Register
from app.storage.query import Query
from ui.lists.list_columns import ListColumns
from ui.lists.list_header import ListHeader
from ui.lists.table_model import RowsModel
from ui.lists.table_view import Table
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace


class ShownList(FreshPage):
    """As much of a list as an action on it needs to know."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace)
        self.register = register
        self._equals: dict[str, object] = {}
        self._among: tuple[int, ...] | None = None
        self.model = RowsModel(workspace.ledger, register, register.columns(register.list_columns))
        self.header = ListHeader(register)
        self.table = Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName(register.label)
        self.columns = ListColumns(workspace, register, self.table, self.model, self.query)

    def show_everything(self) -> None:
        """Lift every choice of rows but that of the year."""
        self.header.clear()
        self.columns.drop_chosen()
        self._equals, self._among = {}, None
        self.reload()

    def query(self) -> Query:
        """What the page shows now, as exports and prints take it."""
        narrowed = bool(self._equals) or self._among is not None  # such rows are shown whatever their year
        year = self.workspace.year if self.register.year_field and not narrowed else None
        return Query(
            find=self.header.filter_box.text().strip(),
            year=year,
            filter=self.header.filter,
            order=self.columns.order,
            equals=dict(self._equals),
            among=self._among,
            chosen=dict(self.columns.chosen),
        )

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in the order shown."""
        # By ranges: asked after every click, and "select all" may mean a hundred thousand rows.
        chosen = self.table.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        lines = {line for part in parts for line in range(part.top(), part.bottom() + 1)}
        return [self.model.ids[line] for line in sorted(lines)]
