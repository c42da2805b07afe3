"""The text of one help page, with air between its lines."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from app.resources import resource
from ui.look.theme import dp

LINE = 140  # percent of the font's own line height


class HelpText(QTextBrowser):
    """``followed`` carries the topic of a link that was clicked."""

    followed = Signal(str)

    def __init__(self, margin: int = 18) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.document().setDocumentMargin(dp(margin))
        self.anchorClicked.connect(self._follow)

    def _follow(self, link: QUrl) -> None:
        self.followed.emit(link.path().removesuffix(".md"))

    def show_topic(self, key: str) -> None:
        """The page of a topic; how to begin when there is none of that key."""
        page = resource("help") / f"{key}.md"
        self.setMarkdown(
            (page if page.exists() else resource("help") / "start.md").read_text(encoding="utf-8")
        )
        self._air()

    def _air(self) -> None:
        """Room between lines and above headings, which Markdown leaves to the reader of it."""
        block = self.document().begin()
        while block.isValid():
            shape = block.blockFormat()
            heading = shape.headingLevel() > 0
            shape.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            shape.setTopMargin(dp(14) if heading else dp(3))
            cursor = QTextCursor(block)
            cursor.setBlockFormat(shape)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
