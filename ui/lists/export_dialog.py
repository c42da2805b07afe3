"""What an export holds: the ledger as it is filed, the view as it is seen, or a workbook to be edited."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.audiences import INTERNAL, PUBLIC, file_remark
from app.domain.register import Register
from app.excel.writing.locked import LONGEST
from app.exporting import ledger_file_name
from app.storage.ledger import Ledger
from app.storage.protection.disclosures import note_taken_out
from app.storage.query import Query
from ui.dialogs import tasks
from ui.dialogs.audience_choice import INDENT, AudienceChoice, private_tick
from ui.dialogs.open_file import open_file
from ui.dialogs.questions import Question, ask
from ui.dialogs.save_place import EXCEL, ask_save_place, write_to
from ui.look.lines import WordsLine
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

# Key, words and what they mean, in the order offered.
SHAPES = (
    ("filed", "归档台账", "按规定的列，带标题、页眉和签名栏，可直接打印存档"),
    ("seen", "所见的列", "与现在看到的列、筛选和排序一样"),
    ("edited", "改后再导入", "全部列，带记录号；在 WPS 里改好后再导入，会更新原来的记录"),
    ("template", "空白模板", "只有表头、下拉选项和填写说明，发给各村填报"),
)
WIDTH = 760  # points: two columns, so that the dialog is not higher than a small screen
READ = ("filed", "seen")  # these are made for somebody to read
GO = "选择位置并导出"


class ExportDialog(Question):
    """Asks for the shape of an export and whether private values go with it."""

    def __init__(self, parent: QWidget, register: Register, shown_count: int, selected: int) -> None:
        super().__init__(parent, f"导出{register.label}", "", ("取消", GO), icon="export")
        self.shape = "filed"
        self._group = QButtonGroup(self)
        self.readers = AudienceChoice()
        self.readers.chosen.connect(lambda _: self._follow())
        beside = QHBoxLayout()
        beside.setSpacing(dp(24))
        beside.addLayout(self._offer_shapes(register), 1)
        beside.addWidget(self.readers, 1)
        self.body.addLayout(beside)
        self.body.setSpacing(dp(8))
        self.setMinimumWidth(dp(WIDTH))
        self.private = private_tick(register)
        self.body.addWidget(self.private)
        self.password = WordsLine()
        self.password.setMaxLength(LONGEST)
        self.password.setPlaceholderText("打开这个文件要的密码（不填就不设），请另外告诉收件人")
        self.password.setAccessibleName("打开密码")
        self.password.setVisible(register.has_private)
        self.private.toggled.connect(lambda _: self._follow())
        self.body.addWidget(self.password)
        self.only_selected = QCheckBox(
            f"只导出选中的 {selected} {register.measure}（共显示 {shown_count} {register.measure}）"
        )
        self.body.addWidget(self.only_selected)
        self.only_selected.setVisible(selected > 1)
        self.only_selected.setChecked(1 < selected < shown_count)  # as printing takes what is selected
        self._follow()

    def _offer_shapes(self, register: Register) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(dp(4))
        for key, words, meaning in SHAPES:
            button = QRadioButton(words)
            button.setChecked(key == self.shape)
            button.clicked.connect(lambda _=False, key=key: self.choose(key))
            explanation = QLabel(meaning + (_left_out(register) if key == "filed" else ""))
            explanation.setProperty("role", "quiet")
            explanation.setIndent(dp(INDENT))
            explanation.setWordWrap(True)
            self._group.addButton(button)
            column.addWidget(button)
            column.addWidget(explanation)
        column.addStretch()
        return column

    def choose(self, shape: str) -> None:
        """One of ``SHAPES``."""
        self.shape = shape
        self._follow()

    def _follow(self) -> None:
        """Only what leaves the office has readers, and the public never gets private values."""
        self.readers.setEnabled(self.shape in READ)
        self.private.setEnabled(self.shape != "template" and self.audience() != PUBLIC)
        self.only_selected.setEnabled(self.shape != "template")
        self.password.setEnabled(self.include_private())

    def audience(self) -> str:
        """Who is to read the file: the office itself, unless it is one to be read."""
        return self.readers.audience() if self.shape in READ else INTERNAL

    def include_private(self) -> bool:
        """Whether the private values go along."""
        return self.private.isEnabled() and self.private.isChecked()

    def open_password(self) -> str:
        """The password without which nobody opens the file; empty for none."""
        return self.password.text() if self.include_private() else ""


def _left_out(register: Register) -> str:
    """Which rows the filed ledger holds, where it is not all of them."""
    labels = [chosen.label for chosen in register.filters if chosen.key == register.filing.filter]
    return f"；没有另选筛选时只列{labels[0]}的" if labels else ""


def export(
    parent: QWidget,
    workspace: Workspace,
    register: Register,
    query: Query,
    shown_count: int,
    ids: list[int],
    columns: list[str],
) -> None:
    """Ask, write the workbook in a worker, and offer to open it."""
    dialog = ExportDialog(parent, register, shown_count, len(ids))
    dialog.exec()
    if dialog.answer != GO:
        return
    private, audience, password = dialog.include_private(), dialog.audience(), dialog.open_password()
    name = Path(ledger_file_name(workspace.ledger, register, "xlsx", year=query.year, private=private)).stem
    name = f"{name}{file_remark(audience)}"
    if dialog.shape == "template":
        name = f"{register.label}（空白模板）"
    target = ask_save_place(parent, f"导出{register.label}", name, EXCEL)
    if not target:
        return
    only = ids if dialog.only_selected.isChecked() else None
    shape = dialog.shape

    def work(path: Path, progress: tasks.Progress) -> None:
        write(
            workspace.ledger,
            register,
            path,
            shape,
            query,
            only,
            columns,
            private,
            progress,
            audience,
            password,
        )

    write_to(parent, f"正在导出{register.label}", target, work, lambda path, _: _tell(parent, target, path))


def write(
    ledger: Ledger,
    register: Register,
    path: Path,
    shape: str,
    query: Query,
    ids: list[int] | None,
    columns: list[str],
    private: bool,
    progress: tasks.Progress,
    audience: str = INTERNAL,
    password: str = "",
) -> None:
    """Write the workbook; private values that go along are written down first."""
    from app.excel.ledger_sheets import export_register
    from app.excel.template import write_template

    if shape == "template":
        write_template(register, path)
        return
    if private and register.has_private:
        note_taken_out(ledger, f"导出{register.label}：{path.name}", path)
    column_keys = columns if shape == "seen" else None
    if column_keys and private:
        column_keys = [
            *column_keys,
            *(field.key for field in register.fields if field.private and field.key not in column_keys),
        ]
    export_register(
        ledger,
        register.key,
        path,
        query=query,
        ids=ids,
        columns=column_keys,
        include_private=private,
        for_editing=shape == "edited",
        audience=audience,
        password=password,
        progress=progress,
    )


def _tell(parent: QWidget, path_wanted: Path, path_written: Path) -> None:
    words = f"已存为“{path_written.name}”，在文件夹“{path_written.parent.name}”里。"
    if path_written != path_wanted:
        words = f"“{path_wanted.name}”正被别的程序打开，所以{words}"
    answer = ask(parent, "已导出", words, ("知道了", "打开文件夹", "打开看看"))
    if answer == "打开看看":
        open_file(path_written)
    elif answer == "打开文件夹":
        open_file(path_written.parent)
