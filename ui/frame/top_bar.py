"""The bar at the top: whose ledger, which term, search for everything, how safe it is kept, which year."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.domain import registers
from ui.frame.backup_line import BackupLine
from ui.frame.search_box import SearchBox
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

ALL_YEARS = "全部年度"


class TopBar(QFrame):
    """Town and term at the left, search in the middle, the newest backup and the year at the right."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._workspace = workspace
        self.town = QLabel()
        self.town.setObjectName("town")
        self.term = QLabel()
        self.term.setProperty("role", "quiet")
        self.search = SearchBox(workspace, window)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.backup = BackupLine(workspace)
        self.year = YearBox(workspace)
        self.year.setAccessibleName("年度")
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(16), dp(9), dp(16), dp(9))
        row.setSpacing(dp(10))
        row.addWidget(self.town)
        row.addWidget(self.term)
        row.addStretch(1)
        row.addWidget(self.search, 6)
        row.addStretch(1)
        row.addWidget(self.backup)
        row.addWidget(self.year)

    def room_for_words(self) -> QRect:
        """Between the term and the year, in the window: where the search box is."""
        corner = self.mapTo(self.window(), QPoint(0, 0))
        left, right = self.term.geometry().right() + dp(10), self.year.geometry().left() - dp(10)
        return QRect(corner.x() + left, corner.y(), right - left, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The newest backup is told as far as there is room."""
        super().resizeEvent(event)
        self.backup.refresh()

    def refresh(self) -> None:
        """Read town, term and the years again."""
        ledger = self._workspace.ledger
        self.town.setText(f"{ledger.office.get('town') or ''}人大台账")
        self.term.setText(term_in_office(self._workspace))
        self.year.show_years([ledger.today.year, ledger.today.year + 1])
        self.backup.refresh()


class YearBox(QComboBox):
    """The year looked at; the years there are, are looked up when the list is opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._choose)

    def show_years(self, years: list[int]) -> None:
        """Offer all years and these, the chosen one among them."""
        chosen = self._workspace.year
        self.clear()
        self.addItem(ALL_YEARS, None)
        for year in sorted({*years, *([chosen] if chosen else [])}, reverse=True):
            self.addItem(f"{year} 年度", year)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def showPopup(self) -> None:
        """Look the years up."""
        self.show_years(years_offered(self._workspace))
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys walk through all years too."""
        self.show_years(years_offered(self._workspace))
        super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        self._workspace.year = self.itemData(index, Qt.ItemDataRole.UserRole)


def term_in_office(workspace: Workspace) -> str:
    """The term of the township that has begun, e.g. 第十六届; empty while none is kept."""
    from app.domain.numerals import chinese_number
    from app.domain.registers.terms import current_term

    ledger = workspace.ledger
    ref = current_term("township", ledger.context())
    row = ledger.row("terms", ref.id) if ref and ref.id else None
    return f"第{chinese_number(row['ordinal'])}届" if row else ""


def years_offered(workspace: Workspace) -> list[int]:
    """Every year that has rows of a register that goes by years, this one and the next."""
    today = workspace.ledger.today.year
    years = {today, today + 1}
    for register in registers.SHOWN:
        years.update(workspace.ledger.years(register.key))
    return sorted(years, reverse=True)
