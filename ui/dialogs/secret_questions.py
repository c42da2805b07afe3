"""Dialogs that ask for passwords and recovery codes: what is typed is judged before the dialog closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.dialogs.questions import Question
from ui.look.lines import WordsLine

CANCEL = "取消"
Judge = Callable[[Sequence[str]], str]  # what is typed → why it cannot be taken, or an empty text


def secret_line(*, hidden: bool = True) -> QLineEdit:
    """A line whose text is not shown, and which no input method may remember."""
    line = WordsLine()
    if hidden:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


class SecretQuestion(Question):
    """Asks for one or two lines; ``go`` closes it once ``judge`` has nothing to say."""

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        words: str,
        labels: Sequence[str],
        go: str,
        judge: Judge,
        *,
        hidden: bool,
    ) -> None:
        super().__init__(parent, heading, words, (CANCEL, go), icon="shield")
        self._go, self._judge = go, judge
        self.lines = [secret_line(hidden=hidden) for _ in labels]
        for label, line in zip(labels, self.lines, strict=True):
            self.body.addWidget(QLabel(label))
            line.setAccessibleName(label)
            line.returnPressed.connect(self._go_on)
            self.body.addWidget(line)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.lines[0].setFocus()

    @property
    def typed(self) -> list[str]:
        """What stands in the lines."""
        return [line.text() for line in self.lines]

    def _go_on(self) -> None:
        """Return in a line: to the next one that is empty, else as by the button."""
        empty = next((line for line in self.lines if not line.text()), None)
        if empty is None or empty is self.focusWidget():
            self.buttons[self._go].click()
        else:
            empty.setFocus()

    def _answered(self, words: str) -> None:
        problem = self._judge(self.typed) if words == self._go else ""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            super()._answered(words)


def ask_secrets(
    parent: QWidget | None,
    heading: str,
    words: str,
    labels: Sequence[str],
    go: str,
    judge: Judge = lambda typed: "",
    *,
    hidden: bool = True,
) -> list[str]:
    """Ask and wait; what was typed, or nothing when the clerk leaves."""
    question = SecretQuestion(parent, heading, words, labels, go, judge, hidden=hidden)
    question.exec()
    typed = question.typed if question.answer == go else []
    question.deleteLater()
    return typed
