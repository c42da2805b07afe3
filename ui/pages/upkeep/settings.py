"""Settings of the office, kept in the ledger, and of this machine, kept beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import registers
from app.storage.ledger import DATABASE
from app.storage.machine import machine_settings, profile_folder, remember
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.dialogs.open_file import open_file
from ui.forms.drafted_rows import DraftedRows
from ui.forms.form_fields import FormFields
from ui.look import theme
from ui.look.following_scroll import FollowingScroll
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

KEY = "office"


class Settings(QWidget):
    """Office, look of the window, and where the data lies."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        title = QLabel("设置")
        title.setProperty("role", "title")
        self._scroll = FollowingScroll()
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(18), dp(24), dp(16))
        column.setSpacing(dp(12))
        column.addWidget(title)
        column.addWidget(self._scroll, 1)
        self._build()

    def _build(self) -> None:
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(14))
        column.addWidget(_heading("本单位"))
        self.fields = FormFields(self._workspace, registers.BY_KEY[KEY], self._workspace.ledger.office)
        ledger = self._workspace.ledger
        key = f"{KEY}-{ledger.office['id']}"
        self.drafted = DraftedRows(self, self._workspace, key, self.fields.rows, called="本单位设置")
        self.drafted.take()
        column.addWidget(self.drafted.notice)
        column.addWidget(self.fields)
        column.addLayout(self._save_row())
        column.addWidget(_heading("这台电脑"))
        column.addWidget(self._machine_card())
        column.addStretch()
        self._scroll.setWidget(body)

    def _save_row(self) -> QHBoxLayout:
        self._outcome = QLabel("名单排序、代表团次序改变后，所有名单马上按新的次序排列。")
        self._outcome.setProperty("role", "quiet")
        self.save_button = QPushButton("保存设置")
        self.save_button.setProperty("role", "primary")
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout()
        row.addWidget(self._outcome, 1)
        row.addWidget(self.save_button)
        return row

    def _machine_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(dp(20), dp(14), dp(20), dp(16))
        column.setSpacing(dp(12))
        column.addLayout(self._font_sizes())
        of_ledger = self._folder_row("台账存放在", self._workspace.ledger.folder)
        other = QPushButton("换一本台账…")
        other.setProperty("role", "small")
        other.clicked.connect(self.open_other_next)
        of_ledger.addWidget(other)
        column.addLayout(of_ledger)
        column.addLayout(self._folder_row("本机设置与运行日志在", profile_folder()))
        return card

    def _font_sizes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(16))
        row.addWidget(QLabel("字号"))
        self.sizes = QButtonGroup(self)
        chosen = str(machine_settings().get("font_size", "standard"))
        for key, label in theme.SIZE_LABELS.items():
            button = QRadioButton(label)
            button.setChecked(key == chosen)
            button.clicked.connect(lambda _=False, key=key: self._resize(key))
            self.sizes.addButton(button)
            row.addWidget(button)
        row.addStretch()
        return row

    def _resize(self, size: str) -> None:
        remember(font_size=size)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, size)
        self._workspace.restyled.emit()

    def _folder_row(self, words: str, folder) -> QHBoxLayout:  # type: ignore[no-untyped-def]
        row = QHBoxLayout()
        label = QLabel(f"{words}：{folder}")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        button = QPushButton("打开文件夹")
        button.setProperty("role", "small")
        button.clicked.connect(lambda: open_file(folder))
        row.addWidget(label, 1)
        row.addWidget(button)
        return row

    def open_other_next(self) -> None:
        """Ask for the folder of another ledger: the next start begins with it."""
        here = self._workspace.opens_next
        chosen = QFileDialog.getExistingDirectory(self, "台账所在的文件夹", str(here.parent))
        if not chosen:
            return
        if (Path(chosen) / DATABASE).is_file():
            self._workspace.opens_next = Path(chosen)
            words = f"下次打开程序时，打开“{Path(chosen).name}”里的台账"
        else:
            words = "那个文件夹里没有台账，没有作任何改动，请另选一个"
        self._workspace.said.emit(words, False)

    def save(self) -> None:
        """Keep what differs, as one act."""
        ledger = self._workspace.ledger
        raw = self.drafted.changes()
        if not raw:
            self._outcome.setText("没有改动。")
            return
        row_id = ledger.office["id"]
        values, problems = ledger.read_values(KEY, raw, row_id=row_id)
        self.fields.show_problems(problems)
        if any(problem.severity == "error" for problem in problems):
            return
        try:
            with self._workspace.act("修改本单位设置") as act:
                act.change(KEY, row_id, values)
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self.drafted.saved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed, Ctrl+Enter saves; nothing typed is lost unasked."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.drafted.is_changed():
            if self.drafted.draft.let_go(self) and not self.drafted.draft.load():
                self.drafted.start_over()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label
