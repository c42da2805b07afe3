"""What the parts of the window ask of it, so that none of them needs the window itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from app.domain.jobs import Job
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from ui.lists.list_page import ListPage


class Frame(Protocol):
    """What shows pages and forms."""

    workspace: Workspace

    def open_page(self, key: str) -> bool:
        """Show a page."""

    def open_job(self, job: Job) -> bool:
        """Show the page of an entry of the navigation."""

    def open_form(self, key: str, row_id: int | None, begin: dict[str, Any] | None) -> None:
        """Show a form over the page."""

    def visit(self, key: str, row_id: int | None, narrowed: dict[str, Any] | None) -> None:
        """Show a row, or the rows that are meant."""

    def list_shown(self) -> ListPage | None:
        """The list on screen."""

    def key_shown(self) -> str:
        """The key of the page on screen, or nothing while a form is."""

    def page(self, key: str) -> QWidget:
        """The page of that key."""

    def undo(self) -> None:
        """Take back the newest act."""

    def redo(self) -> None:
        """Put back what was taken back last."""
