"""Importing a workbook: choose it, see every row judged, correct what was misread, commit, or take it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.register import Register
from app.excel.importing import ImportOptions, Preview, Spot
from app.excel.reading import UnreadableFile
from app.storage.refusals import LedgerRefused, ReasonNeeded, Refused
from ui.dialogs import faults, tasks
from ui.dialogs.questions import ask
from ui.importing.import_choose import ChooseCard
from ui.importing.import_questions import QuestionsPage
from ui.importing.import_rows import RowsPage
from ui.importing.import_session import ImportSession
from ui.importing.import_sheets import SheetsPage
from ui.importing.import_words import creations, not_recognised, summary, what_is_asked
from ui.lists.list_page import LOW
from ui.look.elided_label import ElidedLabel
from ui.look.theme import dp
from ui.open_ledger.correction_reason import reason_for_correction
from ui.open_ledger.workspace import Workspace
from ui.panels.dropped_files import dropped_files, welcome

FILES = "表格文件 (*.xlsx *.xlsm *.xls *.ods *.csv *.et *.html *.htm *.txt);;所有文件 (*)"
UNCLEAR = {"not_understood"}  # what was left out for another reason says itself why
MOST_NAMED = 3
OTHER, STAY = "换文件", "不换"


class ImportWizard(QWidget):
    """The import of one register; ``done`` comes when the clerk is through."""

    done = Signal()
    topic = "import"  # its help page

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        term: int | None = None,
        level: str | None = None,
        path: Path | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.workspace = workspace
        self.register = register
        self.session = ImportSession(workspace.ledger, register, workspace.chosen_year, term, level)
        self.rows = RowsPage(self.session)
        self.sheets = SheetsPage(self.session)
        self.questions = QuestionsPage(self.session)
        self._lay_out()
        self._connect()
        self._show_step(self.choose)
        QTimer.singleShot(0, self.choose_file if path is None else partial(self.read, path))

    def _lay_out(self) -> None:
        self._title = ElidedLabel(f"导入{self.register.label}")
        self._title.setProperty("role", "title")
        self._subtitle = QLabel("先看清每一行怎样读出，确认之后才写入台账。")
        self._subtitle.setProperty("role", "quiet")
        self._subtitle.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(dp(2))
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self.leave_button = QPushButton("离开")
        self.other_button = QPushButton("换一个文件")
        self.meant_button = QPushButton()
        self.sheets_button = QPushButton("工作表与表头")
        self.commit_button = QPushButton("导入")
        self.commit_button.setProperty("role", "primary")
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addLayout(words, 1)
        for button in (
            self.leave_button, self.other_button, self.sheets_button, self.meant_button, self.commit_button
        ):  # fmt: skip
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._notes = QLabel()
        self._notes.setProperty("role", "quiet")
        self._notes.setWordWrap(True)
        self.choose = ChooseCard()
        self.result = QFrame()
        self._stack = QStackedWidget()
        for page in (self.choose, self.questions, self.rows, self.sheets):
            self._stack.addWidget(page)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(dp(10))
        column.addLayout(head)
        column.addWidget(self._notes)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.choose.wanted.connect(self.choose_file)
        self.leave_button.clicked.connect(self.leave)
        self.other_button.clicked.connect(self.choose_file)
        self.sheets_button.clicked.connect(lambda: self._show_step(self.sheets))
        self.meant_button.clicked.connect(self._import_as_meant)
        self.questions.answered.connect(self._answered)
        self.commit_button.clicked.connect(lambda: self.commit())
        self.rows.ticked.connect(self._count)
        self.rows.wanted.connect(self.read_again)
        self.rows.amended.connect(self.amend)
        self.sheets.left.connect(self._show_what_was_read)
        self.sheets.applied.connect(self.read_again)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.step_back)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            save = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            save.activated.connect(self._commit_by_key)

    def _commit_by_key(self) -> None:
        if self.rows.table.is_typing():
            self.rows.table.setFocus()  # the box closes and what was typed is judged first
        elif self.commit_button.isVisible() and self.commit_button.isEnabled():
            self.commit()

    def do(self, action: str) -> None:
        """F2 types over the cell that the keyboard is on."""
        if action == "edit" and self._stack.currentWidget() is self.rows:
            self.rows.table.type_here()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many rows as can be."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a low page the rows need the room of the sum, which their pills tell too."""
        is_low = self.height() < dp(LOW)
        self._subtitle.setVisible(not (is_low and self._stack.currentWidget() is self.rows))
        self._column.setContentsMargins(dp(20), dp(8 if is_low else 16), dp(20), dp(8 if is_low else 14))

    def _show_step(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._make_room()
        in_rows, meant_for = page is self.rows, self.session.meant_for
        self.meant_button.setVisible(page is self.sheets and meant_for is not None)
        self.commit_button.setVisible(in_rows)
        self.sheets_button.setVisible(page in (self.rows, self.questions))
        self.other_button.setVisible(page in (self.rows, self.sheets, self.questions))
        if in_rows and not self.rows.table.is_typing():
            self.rows.table.setFocus()
        elif page is self.questions:  # also while the window of the reading's progress still has the keyboard
            self.questions.first_place.setFocus()
        elif self.meant_button.isVisible():
            self.meant_button.setFocus()
        elif not in_rows and not self._is_in(page, QApplication.focusWidget()):
            page.setFocus()
            self.focusNextChild()  # the first thing in the step that takes the keyboard

    @staticmethod
    def _is_in(page: QWidget, place: QWidget | None) -> bool:
        return place is not None and page.isAncestorOf(place)

    # --- reading -----------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        path, _ = QFileDialog.getOpenFileName(self, f"选择要导入{self.register.label}的表格", "", FILES)
        if path and self._may_change_file():
            self.read(Path(path))

    def _may_change_file(self) -> bool:
        """What was ticked and corrected in one file is not meant for another one."""
        words = "换成另一个文件，这个文件里勾选的和改正的就不保留了。台账没有改动。"
        return not self.session.has_choices() or ask(self, "换一个文件吗？", words, (OTHER, STAY)) == OTHER

    def read(self, path: Path) -> None:
        """Read and judge a file in a worker."""
        reading = f"正在读取“{path.name}”"
        self._run(reading, lambda progress: self.session.read(path, progress), self._read_first)

    def read_again(self, options: ImportOptions, name: str = "") -> None:
        """Judge the same file as corrected."""
        self._run("正在重新读取", lambda progress: self.session.read_again(options, progress, name))

    def amend(self, spot: Spot, text: str) -> None:
        """Judge the same file with what was typed over a cell; the place in the list stays."""
        read = partial(self._read, stays=True)
        self._run("正在重新核对", lambda progress: self.session.amended(spot, text, progress), read)

    def _run(self, title: str, work: object, read: object = None) -> None:
        tasks.run(self, title, work, read or self._read, self._failed)  # type: ignore[arg-type]

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UnreadableFile):
            ask(self, "这个文件读不了", f"{error.sentence}\n台账没有任何改动。", ("知道了",), icon="warn")
        else:
            faults.tell(self, error)

    def _read_first(self, preview: Preview) -> None:
        self.questions.forget()  # only now: of a file that cannot be read, what was answered before stays
        self._read(preview)

    def _read(self, preview: Preview, stays: bool = False) -> None:
        self._title.setText(f"导入{self.register.label}：{self.session.path.name}")
        self._subtitle.setText(summary(preview))
        self._notes.setText("\n".join(self._note_lines(preview)))
        self._notes.setVisible(bool(self._notes.text()))
        self.sheets.reload()
        if preview.recognised:
            if preview.questions:
                self.questions.reload()
            self.rows.reload(stays)
            self._show_what_was_read()
        else:
            meant_for = self.session.meant_for
            self.meant_button.setText(f"导入到“{meant_for.label}”" if meant_for else "")
            self._subtitle.setText(not_recognised(self.register, meant_for))
            self._show_step(self.sheets)
        self._count()

    def _import_as_meant(self) -> None:
        """The same file, read as what it seems to be."""
        meant_for, path = self.session.meant_for, self.session.path
        assert meant_for is not None
        self.session.put_down()
        self.workspace.wants_import.emit(meant_for.key, {"path": path})

    def _show_what_was_read(self) -> None:
        """The questions first, the rows when there are none left."""
        preview = self.session.preview
        if preview is not None and preview.questions:
            self._subtitle.setText(what_is_asked(preview))
            self._show_step(self.questions)
        elif preview is not None:
            self._subtitle.setText(summary(preview))
            self._show_step(self.rows)

    def _answered(self) -> None:
        replies = self.questions.replies()
        self._run("正在按回答读取", lambda progress: self.session.answered(replies, progress))

    def _note_lines(self, preview: Preview) -> list[str]:
        """What else the clerk must know, one sentence a line."""
        lines = [creations(preview)] if preview.creations else []
        if lost := self.session.without_place():
            lines.append(f"有 {lost} 处改过的格子，按现在的读法找不到了，没有用上。")
        left_out = [f"{name}（{why}）" for name, why in preview.skipped]
        if left_out:
            lines.append(f"没有导入的工作表：{'、'.join(left_out)}。需要时在“工作表与表头”里勾选。")
        puzzling = [
            f"{one.sheet} 第 {one.row} 行“{one.text}”" for one in preview.left_out if one.why in UNCLEAR
        ]
        if puzzling:
            more = f"等 {len(puzzling)} 行" if len(puzzling) > MOST_NAMED else ""
            lines.append(f"没有看懂、没有读入：{'、'.join(puzzling[:MOST_NAMED])}{more}。")
        notes = dict.fromkeys([*preview.notes, *(note for sheet in preview.sheets for note in sheet.notes)])
        return lines + list(notes)[:4]

    def _count(self) -> None:
        count = self.session.to_write()
        flagged = self.session.preview is not None and bool(self.session.preview.counts["flagged"])
        nothing = "勾选后导入" if flagged else "没有要导入的"
        self.commit_button.setText(f"导入 {count} {self.register.measure}" if count else nothing)
        self.commit_button.setEnabled(count > 0)

    # --- writing -----------------------------------------------------------------------------------

    def commit(self, why: str = "") -> None:
        """Write what is accepted as one act, in a worker; ``why`` where a year was signed for."""
        write = partial(self.session.commit, why=why)
        tasks.run(self, f"正在导入{self.register.label}", write, self._committed, self._not_committed)

    def _not_committed(self, error: Exception) -> None:
        if isinstance(error, ReasonNeeded):
            why = reason_for_correction(self, self.workspace, f"import-{self.register.key}", error)
            if why:
                self.commit(why)
        elif isinstance(error, (Refused, LedgerRefused)):
            words = f"{error}\n一行也没有写入，台账和导入前一样。"
            ask(self, "没有导入", words, ("知道了",), icon="warn")
        else:
            faults.tell(self, error)

    def _committed(self, counts: dict[str, int]) -> None:
        from ui.importing.import_result import ResultPage

        result = ResultPage(self.session, counts, self.workspace)
        result.finished.connect(self.done)
        self._stack.addWidget(result)
        self._subtitle.setText("已写入台账，作为一步可以整体撤销。")
        self._notes.hide()
        self.leave_button.hide()
        self._show_step(result)
        result.on_button.setFocus()  # never the button that takes the import back
        self.workspace.look_at_years(self.session.years_written())
        written = f"{sum(counts.values())} {self.register.measure}"
        self.workspace.said.emit(f"已导入{self.register.label} {written}", True)

    def is_changed(self) -> bool:
        """Nothing is lost by leaving: the file is still there."""
        return False

    def step_back(self) -> None:
        """Esc: from the sheets to what was read, from the rows to the questions, else to the list."""
        page = self._stack.currentWidget()
        if page is self.sheets and self.session.preview is not None and self.session.preview.recognised:
            self._show_what_was_read()
        elif page is self.rows and self.questions.answers:
            self._show_step(self.questions)
        else:
            self.leave()

    def leave(self) -> bool:
        """Leave without writing anything; the file and what was chosen in it stay for the next time."""
        self.done.emit()
        return True

    def come_back(self) -> None:
        """Shown, or shown again as it was left, with the keyboard; judged anew where the ledger changed meanwhile."""
        self._show_step(self._stack.currentWidget())
        if self.session.is_outdated():
            self.read_again(self.session.options)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A dropped file is read; of several none, since the others would be missed later."""
        paths = dropped_files(event)
        if len(paths) > 1:
            words = f"一次导入一个文件，拖来的是 {len(paths)} 个，一个也没有读。请一个一个拖进来。"
            ask(self, "请一次拖一个文件", words, ("知道了",), icon="warn")
        elif paths and self._may_change_file():
            self.read(paths[0])
