"""The help of the program: one page a register, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app.domain import registers
from app.resources import resource
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.pages.upkeep.help_text import HelpText

# What belongs to no register stands first.
GENERAL = (
    ("start", "开始使用"),
    ("import", "导入 Excel"),
    ("figures", "统计数字怎么来的"),
    ("health", "资料核对"),
    ("backups", "备份"),
    ("handover", "年度移交"),
    ("crosstab", "交叉统计"),
    ("vacancies", "出缺台账"),
)


class HelpPage(QWidget):
    """A list of topics at the left, the page at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.topics = QListWidget()
        self.page = HelpText()
        self.topics.setFixedWidth(dp(180))
        for card in (self.topics, self.page):
            card.setProperty("role", "card")
        self.topics.setObjectName("topics")
        self.topics.setAccessibleName("帮助目录")
        self.page.followed.connect(self.show_topic)
        for key, label in topics():
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.topics.addItem(item)
        self.topics.currentItemChanged.connect(lambda *_: self._show_chosen())
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(20), dp(16), dp(20), dp(14))
        row.setSpacing(dp(14))
        row.addWidget(self.topics)
        row.addWidget(self.page, 1)
        self.first_place = self.topics
        self.topics.setCurrentRow(0)

    def show_topic(self, key: str) -> None:
        """The page of a register or topic; how to begin when there is none of that key."""
        for number in range(self.topics.count()):
            if self.topics.item(number).data(Qt.ItemDataRole.UserRole) == key:
                self.topics.setCurrentRow(number)
                return
        self.topics.setCurrentRow(0)

    def _show_chosen(self) -> None:
        self.page.show_topic(self.topics.currentItem().data(Qt.ItemDataRole.UserRole))


def topics() -> list[tuple[str, str]]:
    """Key and words of every help page, registers in the order of the navigation."""
    all_topics = [*GENERAL, *((register.key, register.label) for register in registers.SHOWN)]
    return [(key, label) for key, label in all_topics if (resource("help") / f"{key}.md").exists()]
