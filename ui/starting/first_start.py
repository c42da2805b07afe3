"""The first start: whose ledger, where it lies, or a look at the sample year; and what to do when one will not open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import registers
from app.storage.ledger import Ledger
from app.storage.machine import remember
from app.storage.medium import READ_ONLY
from app.storage.refusals import IN_USE, LedgerRefused, Refused
from ui.dialogs import faults
from ui.dialogs.questions import ask
from ui.look import icons
from ui.look.lines import WordsLine
from ui.look.theme import COLOURS, dp
from ui.open_ledger.sample import sample_day, sample_ledger
from ui.starting.place_page import NOT_HERE, WORDS, PlacePage, medium_to_leave

LEAVE, STAY = "离开", "继续填写"
NOTICE = "本机为非涉密设备，严禁录入涉密内容。"
# Key, label, example and width in grid columns of what is asked.
ASKED = (
    ("town", "乡镇 *", "例如 迳口镇"),
    ("county", "所属县（市、区） *", "例如 四会市"),
    ("prefecture", "所属地级市", "例如 肇庆市"),
    ("term", "本届是第几届 *", "例如 16"),
    ("started", "本届第一次会议日期", "例如 2016-11-10"),
    ("quota", "代表名额", "例如 60"),
)


class FirstStart(QDialog):
    """Makes a ledger, opens another one, or opens the sample year; ``ledger`` is the result or None."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("镇人大台账")
        self.folder = folder
        self.ledger: Ledger | None = None
        self.lines: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(30), dp(24), dp(30), dp(22))
        column.setSpacing(dp(14))
        column.addLayout(self._head())
        column.addWidget(self._notice())
        column.addLayout(self._questions())
        column.addLayout(self._place())
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        column.addWidget(self.problem)
        column.addLayout(self._buttons())
        self.setMinimumWidth(dp(600))
        next(reversed(self.lines.values())).returnPressed.connect(self.make.setFocus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.make_ledger)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.program_icon().pixmap(dp(44), dp(44)))
        title = QLabel("欢迎使用镇人大台账")
        title.setProperty("role", "title")
        words = QLabel(
            "先填几项基本情况，以后都可以在“设置”里修改。身份证号等个人信息，可以在“设置 → 个人信息保护”里用密码保护。"
        )
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        texts = QVBoxLayout()
        texts.addWidget(title)
        texts.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(dp(14))
        row.addWidget(picture)
        row.addLayout(texts, 1)
        return row

    def _notice(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "notice")
        row = QHBoxLayout(frame)
        row.setContentsMargins(dp(12), dp(8), dp(12), dp(8))
        picture = QLabel()
        picture.setPixmap(icons.pixmap("shield", COLOURS["amber"], dp(18), 2.0))
        row.addWidget(picture)
        row.addWidget(QLabel(NOTICE), 1)
        return frame

    def _questions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(20))
        grid.setVerticalSpacing(dp(10))
        for number, (key, label, example) in enumerate(ASKED):
            cell = QVBoxLayout()
            cell.setSpacing(dp(3))
            words = QLabel(label)
            words.setProperty("role", "label")
            line = WordsLine()
            line.setPlaceholderText(example)
            line.setAccessibleName(label)
            line.returnPressed.connect(self.focusNextChild)
            words.setBuddy(line)
            cell.addWidget(words)
            cell.addWidget(line)
            self.lines[key] = line
            grid.addLayout(cell, number // 2, number % 2)
        return grid

    def _place(self) -> QHBoxLayout:
        self._where = QLabel()
        self._where.setProperty("role", "quiet")
        self._where.setWordWrap(True)
        other = QPushButton("换个位置")
        other.setProperty("role", "small")
        other.setAutoDefault(False)
        other.clicked.connect(self._choose_folder)
        row = QHBoxLayout()
        row.addWidget(self._where, 1)
        row.addWidget(other)
        self._show_place()
        return row

    def _show_place(self) -> None:
        self._where.setText(f"台账存放在：{self.folder}")

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        for words, action in (("打开已有台账", self._open_other), ("打开示例年度", self._open_sample)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(action)
            row.addWidget(button)
        row.addStretch()
        self.make = QPushButton("建立台账")
        self.make.setProperty("role", "primary")
        self.make.setAutoDefault(False)
        self.make.clicked.connect(self.make_ledger)
        row.addWidget(self.make)
        return row

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "台账存放的文件夹", str(self.folder.parent))
        if chosen:
            self.folder = Path(chosen)
            self._show_place()

    def _open_other(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "台账所在的文件夹", str(self.folder.parent))
        if chosen:
            self._open(Path(chosen))

    def _open(self, folder: Path) -> None:
        if (folder / "ledger.db").is_file() and (kind := medium_to_leave(folder)):
            page = PlacePage(folder, kind, self)
            page.exec()
            if page.opens_next is not None:
                self._open(page.opens_next)
            return
        try:
            self._finish(Ledger.open(folder, today=sample_day(folder)))
        except LedgerRefused as refusal:
            self._say(refusal.sentence)

    def _open_sample(self) -> None:
        from app.sample import SampleRefused

        try:
            self._finish(sample_ledger())
        except (LedgerRefused, SampleRefused) as refusal:
            self._say(str(refusal))
        except OSError as error:
            faults.tell(self, error)

    def reject(self) -> None:
        """Esc and the window's cross: there is no ledger yet in which what was typed could be kept."""
        typed = any(line.text().strip() for line in self.lines.values())
        words = "还没有建立台账，现在离开，刚才填的内容不保留。"
        if not typed or ask(self, "先不建立台账吗？", words, (LEAVE, STAY)) == LEAVE:
            super().reject()

    def make_ledger(self) -> None:
        """Judge what was typed and make the ledger."""
        typed = {key: line.text().strip() for key, line in self.lines.items()}
        office, term, problems = judged(typed)
        if problems:
            self._say("".join(problems))
            return
        if (kind := medium_to_leave(self.folder)) and kind != READ_ONLY:  # whose refusal says it
            where, why = WORDS[kind]
            self._say(NOT_HERE.format(where=where, why=why))
            return
        try:
            self._finish(Ledger.create(self.folder, office, **term))
        except (LedgerRefused, Refused) as error:
            self._say(str(error))

    def _finish(self, ledger: Ledger) -> None:
        self.ledger = ledger
        remember(folder=str(ledger.folder))
        self.accept()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        height = self.layout().totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), height))


def judged(typed: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Values for the office, for the term, and sentences of what is wrong, by the registers' own fields."""
    from datetime import date

    from app.domain.fields import Context

    context = Context(today=date.today(), typed=True)
    office_fields, term_fields = registers.BY_KEY["office"].by_key, registers.BY_KEY["terms"].by_key
    fields = {
        **{key: office_fields[key] for key in ("town", "county", "prefecture")},
        "term": term_fields["ordinal"],
        "started": term_fields["started_on"],
        "quota": term_fields["quota"],
    }
    values, problems = {}, []
    for key, field in fields.items():
        reading = field.read(typed.get(key, ""), context)
        values[key] = reading.value
        problems += [problem.message for problem in reading.problems]
    office = {key: values[key] for key in ("town", "county", "prefecture")}
    return (
        office,
        {"term": values["term"], "term_started": values["started"], "quota": values["quota"]},
        problems,
    )


def ask_about_refusal(folder: Path, refusal: LedgerRefused) -> Path | None:
    """Say why a ledger will not open, with one helpful button; another folder, the same again, or None."""
    answers = ("退出", "再试一次") if refusal.status == IN_USE else ("退出", "选择别的文件夹")
    heading = "台账正在使用" if refusal.status == IN_USE else "台账没有打开"
    answer = ask(None, heading, refusal.sentence, answers, icon="warn")
    if answer == "再试一次":
        return folder
    if answer == "选择别的文件夹":
        chosen = QFileDialog.getExistingDirectory(None, "台账所在的文件夹", str(folder.parent))
        return Path(chosen) if chosen else None
    return None
