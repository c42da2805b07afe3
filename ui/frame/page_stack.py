"""The pages that were opened, which one is on screen, and by which others it was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain import registers
from app.domain.jobs import Job
from ui.frame.page_kinds import PAGE_OF, PageKind, pages_of
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from ui.lists.list_page import ListPage


class PageStack(QStackedWidget):
    """``counted`` carries the words of the status bar of a list.  A form may lie over the pages."""

    counted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("pages")
        self._workspace = workspace
        self.pages: dict[str, QWidget] = {}
        self.trail: list[str] = []  # the pages that led to this one
        self._last_of_job: dict[Job, str] = {}

    def hasHeightForWidth(self) -> bool:
        """Never: Qt would ask every page that was ever opened, at each change of the window's layout.

        A form took 0.10 s to open and shut after all pages had been seen, 0.06 s since only what is on screen is asked.
        """
        return False

    def sizeHint(self) -> QSize:
        """That of what is on screen."""
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """That of what is on screen."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    def page(self, key: str) -> QWidget:
        """The page of that key, made when it is first wanted."""
        if key not in self.pages:
            page_here = PAGE_OF[key].make(self._workspace)
            if key in registers.BY_KEY:
                cast("ListPage", page_here).counted.connect(self.counted)
            self.pages[key] = page_here
            self.addWidget(page_here)
        return self.pages[key]

    def show_page(self, key: str, trail: list[str]) -> None:
        """Bring a page up; ``trail``: the pages by which one can return from it."""
        page = self.page(key)
        self.trail = trail
        self._last_of_job[PAGE_OF[key].job] = key
        self.setCurrentWidget(page)
        self.begin()

    def begin(self) -> None:
        """The keyboard begins where the page says."""
        page = self.currentWidget()
        getattr(page, "first_place", page).setFocus()

    def key_shown(self) -> str:
        """The key of the page on screen; empty under a form."""
        widget = self.currentWidget()
        return next((key for key, page in self.pages.items() if page is widget), "")

    def list_shown(self) -> ListPage | None:
        """The list on screen, if there is one: the page of a register."""
        is_list = self.key_shown() in registers.BY_KEY
        return cast("ListPage", self.currentWidget()) if is_list else None

    def came_from(self) -> PageKind | None:
        """The page to return to."""
        return PAGE_OF[self.trail[-1]] if self.trail else None

    def trail_to(self, key: str) -> list[str]:
        """The trail of a page that is visited from the one on screen."""
        here = self.key_shown()
        return [*self.trail, here] if here and here != key else self.trail

    def page_of_job(self, job: Job) -> str:
        """The tab of a job that was open last, else its first; the first too when the job is on screen."""
        first, shown = pages_of(job)[0].key, PAGE_OF.get(self.key_shown())
        is_open = shown is not None and shown.job is job
        return first if is_open else self._last_of_job.get(job, first)
