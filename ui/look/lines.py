"""Text widgets that leave the window's own shortcuts alone and say when they are left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolTip, QWidget

from ui.look.theme import dp

# On X11 text fields take Ctrl+K (delete to the end) and Ctrl+E (to the end) for themselves.
OF_THE_WINDOW = (Qt.Key.Key_K, Qt.Key.Key_E)
# Characters: no field holds as many, and Qt takes minutes to set a million without a blank.
MOST_PASTED = 50_000
TOO_MUCH = "粘贴的文字有 {count} 个字，太长了，没有放进来。请分几次粘贴要用的部分，或者作为附件保存。"
NO_FILES = "这里填文字，文件没有放进来。文件请用“附件”添加，或拖到附件那里。"
TOLD_FOR = 10_000  # milliseconds


def belongs_to_window(event: QEvent) -> bool:
    """Whether a key would be taken from the window's shortcuts by a text field."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        and event.key() in OF_THE_WINDOW
    )


def tell_beside(widget: QWidget, words: str) -> None:
    """Say below a widget why what was pasted is not in it."""
    QToolTip.showText(widget.mapToGlobal(widget.rect().bottomLeft()), words, widget, widget.rect(), TOLD_FOR)


def holds_files(source: QMimeData) -> bool:
    """Whether files are dragged or pasted: a box for words would take their addresses, and a record would keep them."""
    return any(url.isLocalFile() for url in source.urls())


class WordsLine(QLineEdit):
    """One line of text that leaves files to what lies behind it: a place that keeps files, or nobody."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Words only."""
        if holds_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Words only; what is dragged may have become another thing on its way."""
        if holds_files(event.mimeData()):
            event.ignore()
        else:
            super().dropEvent(event)


class Words(QPlainTextEdit):
    """Several lines of text that leave files to what lies behind them."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words only, dragged or pasted."""
        return not holds_files(source) and super().canInsertFromMimeData(source)


class Line(WordsLine):
    """One line of text; ``left`` comes when the keyboard goes elsewhere."""

    left = Signal()

    def setText(self, words: str) -> None:
        """Words longer than the box are seen from their beginning on, unless somebody is typing."""
        super().setText(words)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Everything but the window's shortcuts."""
        if belongs_to_window(event):
            event.ignore()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Judge the field when the keyboard goes elsewhere, not when only the window changes."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.setCursorPosition(0)
            self.left.emit()


class Page(Words):
    """Several lines that grow with the text; Tab leaves it, as in every other field."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.grow)
        self.grow()

    def whole_text(self) -> str:
        """What stands here; half of a character, which Qt gives as a question mark, as that half: the field refuses it by name."""
        words = self.toPlainText()
        if "?" not in words:
            return words
        units = [self.document().characterAt(place) for place in range(self.document().characterCount() - 1)]
        halves = any("\ud800" <= unit <= "\udfff" for unit in units)
        if not halves:
            return words
        joined = "".join(units).replace("\u2029", "\n")
        return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")

    def grow(self) -> None:
        """As high as the text, from two lines to eight."""
        lines = min(max(self.document().lineCount(), 2), 8)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + dp(16))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped here, unless it is longer than any field holds: then a word beside it instead."""
        if holds_files(source):
            tell_beside(self, NO_FILES)
            return
        count = len(source.text())
        if count <= MOST_PASTED:
            super().insertFromMimeData(source)
            return
        tell_beside(self, TOO_MUCH.format(count=count))

    def showEvent(self, event: QShowEvent) -> None:
        """Only on screen is the type known in which the lines are set."""
        super().showEvent(event)
        self.grow()

    def event(self, event: QEvent) -> bool:
        """Everything but the window's shortcuts."""
        if belongs_to_window(event):
            event.ignore()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Judge the field when it is left."""
        super().focusOutEvent(event)
        self.left.emit()
