"""What an import asks before its rows: one line a question, with the first cells beside it and the answers offered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.excel.questions import DAYS, OF_THE_FILE, Answer, Question
from ui.forms.choice_editors import CalmCombo
from ui.importing.import_session import ImportSession
from ui.importing.import_words import is_likely
from ui.look.theme import dp

WIDTH_OF_ANSWER = 260


class QuestionsPage(QWidget):
    """All open questions of a file, by sheet; ``answered`` comes when the clerk has gone through them."""

    answered = Signal()

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self.answers: list[tuple[Question, QComboBox]] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard begins in the first answer
        self._words = _label("", "quiet")
        self.confirm_button = QPushButton("确认，看每一行")
        self.confirm_button.setProperty("role", "primary")
        self.confirm_button.clicked.connect(self.answered)
        foot = QHBoxLayout()
        foot.setSpacing(dp(10))
        foot.addWidget(self._words, 1)
        foot.addWidget(self.confirm_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(10))
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)

    def forget(self) -> None:
        """Another file asks its own questions."""
        self.answers = []

    def reload(self) -> None:
        """Show the questions of the session's preview."""
        assert self._session.preview is not None
        self.answers = []
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(12))
        for sheet, questions in groupby(self._session.preview.open_questions, key=lambda asked: asked.sheet):
            column.addWidget(self._card(sheet, list(questions)))
        column.addStretch()
        self._scroll.setWidget(body)
        self._words.setText(_what_follows([question for question, _ in self.answers]))

    @property
    def first_place(self) -> QWidget:
        """Where the keyboard begins: in the first answer, never on the button that takes them all."""
        return self.answers[0][1] if self.answers else self.confirm_button

    def _card(self, sheet: str, questions: list[Question]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(dp(18), dp(12), dp(18), dp(14))
        column.setSpacing(dp(12))
        column.addWidget(_label(f"工作表“{sheet}”", "section"))
        for question in sorted(questions, key=is_likely):  # what nobody can guess for her comes first
            column.addLayout(self._line(question))
        return card

    def _line(self, question: Question) -> QHBoxLayout:
        assert self._session.preview is not None
        words = QVBoxLayout()
        words.setSpacing(dp(1))
        words.addWidget(_label(question.message, "" if is_likely(question) else "undecided"))
        beside = [_in_words(question.column)] if question.column else []
        if question.cells:
            beside.append("例如：" + "、".join(" ".join(cell.split()) for cell in question.cells))
        beside = ["，".join(beside)] if beside else []
        if alike := self._session.preview.asked_with(question):
            beside.append(f"{'、'.join(alike)}也一样")
        if beside:
            words.addWidget(_label("；".join(beside), "quiet"))
        answer = CalmCombo()
        answer.setAccessibleName(question.message)
        answer.setFixedWidth(dp(WIDTH_OF_ANSWER))
        answer.setEditable(question.code in DAYS)
        for option in question.options:
            answer.addItem(option.label, option.value)
        answer.setCurrentIndex(max(0, answer.findData(question.assumed)))
        self.answers.append((question, answer))
        line = QHBoxLayout()
        line.setSpacing(dp(16))
        line.addLayout(words, 1)
        line.addWidget(answer, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def replies(self) -> tuple[Answer, ...]:
        """What every question was answered, those that were only confirmed too."""
        return tuple(
            Answer(question.sheet, question.column, question.code, _value(combo, question), question.word)
            for question, combo in self.answers
        )


def _what_follows(questions: Sequence[Question]) -> str:
    """What an answer does, and which answers another file of the same headings needs anew."""
    again = [question.code in OF_THE_FILE for question in questions]
    words = "确认后按这样读取每一行"
    if all(again):
        return f"{words}。"
    beside = "（日期、地点、会议每份表不同，仍会再问）" if any(again) else ""
    return f"{words}；同样的表下次不再问{beside}。"


def _in_words(column: str) -> str:
    """F as F 列, F23 as 第 23 行标题的 F 列."""
    letters = column.rstrip("0123456789")
    return f"{letters} 列" if letters == column else f"第 {column[len(letters) :]} 行标题的 {letters} 列"


def _value(combo: QComboBox, question: Question) -> str:
    """The value of the option that is shown, the words themselves where they are one's own."""
    offered = combo.findText(combo.currentText())
    if offered >= 0:
        return str(combo.itemData(offered))
    return combo.currentText().strip() or question.assumed


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
