"""The preview of a ledger, which asks for whom it is printed and shows the pages that these readers get."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from app.domain.audiences import INTERNAL, PUBLIC, file_remark
from app.domain.register import Register
from app.paper.sheet import Paper
from ui.dialogs import tasks
from ui.dialogs.audience_choice import AudienceChoice, private_tick
from ui.look.theme import dp
from ui.printing.preview import Preview

Compose = Callable[[str, bool], Sequence[Paper]]


class LedgerPreview(Preview):
    """``papers`` are those of the office itself; ``compose`` gives, in a worker, those of any audience, with
    the private values or without."""

    def __init__(
        self, papers: Sequence[Paper], register: Register, compose: Compose, parent: QWidget | None = None
    ) -> None:
        self.readers = AudienceChoice(QBoxLayout.Direction.LeftToRight)
        self.private = private_tick(register)
        self._compose = compose
        self._shown_for = (INTERNAL, False)
        super().__init__(papers, parent)
        self.readers.chosen.connect(lambda _: self._compose_anew())
        self.private.clicked.connect(self._compose_anew)

    def _head(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "bar")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, dp(9))
        column.setSpacing(0)
        column.addWidget(super()._head())
        asked = QVBoxLayout()
        asked.setContentsMargins(dp(14), 0, dp(14), 0)
        asked.setSpacing(dp(6))
        asked.addWidget(self.readers)
        asked.addWidget(self.private)
        column.addLayout(asked)
        return frame

    def _compose_anew(self) -> None:
        """Until the pages are there nothing can be printed; what fails or is stopped leaves the pages as they are."""
        audience = self.readers.audience()
        wanted = (audience, self.private.isChecked() and audience != PUBLIC)
        self.head.setEnabled(False)
        tasks.run(
            self,
            "正在重新排版",
            lambda _: self._compose(*wanted),
            lambda papers: self._take(wanted, papers),
            settled=self._settle,
        )

    def _take(self, wanted: tuple[str, bool], papers: Sequence[Paper]) -> None:
        self._shown_for = wanted
        self.show_papers(papers, file_remark(wanted[0]))

    def _settle(self) -> None:
        """Show what the pages are; the public never gets private values."""
        audience, private = self._shown_for
        self.head.setEnabled(True)
        self.readers.choose(audience)
        self.private.setChecked(private)
        self.private.setEnabled(audience != PUBLIC)


def show_ledger(
    parent: QWidget | None, papers: Sequence[Paper], register: Register, compose: Compose
) -> LedgerPreview:
    """Open the preview over ``parent`` without waiting for it."""
    preview = LedgerPreview(papers, register, compose, parent)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.open()
    return preview
