"""The records an item was judged from: what is missing with the rows that show it, then the others."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from app.domain import registers
from app.domain.site_standard.judgement import Judgement, RowKey
from ui.look.row_link import RowLink
from ui.open_ledger.workspace import Workspace

# What is entered next for an item, by what it is judged from.
NEXT = {
    "equipment": ("site_equipment",),
    "funds": ("fund_entries",),
    "rules": ("posted_rules",),
    "activities": ("site_activities", "receptions"),
}
OF_SITE = ("venue", "sign", "staff")  # judged from the record of the site itself
MOST = 6  # records listed one by one; the whole list is one press away


class RecordsView(QFrame):
    """Every line opens its record."""

    def __init__(self, workspace: Workspace, live: Judgement) -> None:
        super().__init__()
        self._workspace = workspace
        self._site = live.site
        self.records: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        finding = live.finding
        keys_in_gaps = {key for gap in finding.gaps for key in gap.rows}
        for gap in finding.gaps:
            column.addWidget(quiet(f"▲ {gap.words}", "doubt"))
            for key in gap.rows[:MOST]:
                column.addWidget(self._record(key))
        other_keys = [key for key in finding.rows if key not in keys_in_gaps]
        if finding.gaps and other_keys:
            column.addWidget(quiet(f"其余 {len(other_keys)} 条"))
        for key in other_keys[: max(2, MOST - len(keys_in_gaps))]:
            column.addWidget(self._record(key))
        if not finding.rows and not keys_in_gaps:
            column.addWidget(quiet("台账里还没有相关记录。"))
        for register in dict.fromkeys(key for key, _ in finding.rows):
            self._add_all(column, register)
        for register in NEXT.get(live.judged_by, ()):
            words = f"+ 新增{registers.BY_KEY[register].noun}"
            self._add_form(
                column, words, register, None, {"site": {"id": live.site.id, "name": live.site.name}}
            )
        if live.judged_by in OF_SITE:
            self._add_form(column, "修改联络站资料", "liaison_sites", live.site.id, None)

    def _add_form(
        self, column: QVBoxLayout, words: str, register: str, row: int | None, begin: dict[str, Any] | None
    ) -> None:
        link = QPushButton(words)
        link.setProperty("role", "link")
        link.clicked.connect(lambda: self._workspace.wants_form.emit(register, row, begin))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _record(self, key: RowKey) -> RowLink:
        register, row = key
        name = self._workspace.ledger.names(register, [row]).get(row, "")
        words = f"{registers.BY_KEY[register].label}：{name}"
        # The panel is about one site: its name beside every record would only push the rest out.
        short = words if name == self._site.name else words.replace(self._site.name, "").strip()
        link = RowLink(short)
        link.setToolTip(f"打开{words}")
        link.clicked.connect(lambda: self._workspace.visit.emit(register, row, None))
        self.records.append(link)
        return link

    def _add_all(self, column: QVBoxLayout, register: str) -> None:
        shown_register = registers.BY_KEY[register]
        if "site" not in shown_register.by_key:
            return
        link = QPushButton(f"查看这个站的全部{shown_register.label}")
        link.setProperty("role", "link")
        narrowed = {"equals": {"site": self._site.id}, "words": self._site.name}
        link.clicked.connect(lambda: self._workspace.visit.emit(register, None, narrowed))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def section(words: str) -> QLabel:
    """The heading of a part of the panel."""
    label = QLabel(words)
    label.setProperty("role", "section")
    return label


def quiet(words: str, role: str = "quiet") -> QLabel:
    """Plain words of the panel."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
