"""归档文件: the list with 归档章 for the selected items, at the place on the page that the clerk's papers have free."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSpinBox, QWidget

from app.domain.register import Register
from app.paper.archive_stamp import RIGHT, ROW_HEIGHT, TOP, WIDTH, stamps
from app.paper.sheet import Paper
from app.storage.ledger import Ledger
from app.storage.machine import remember_in, settings_in
from app.yearend.filing import propose
from ui.dialogs import tasks
from ui.lists.papers_page import PapersPage
from ui.open_ledger.workspace import Workspace
from ui.printing.painting import paint

PROPOSE = "提出归档文件"
STAMPS = "归档章"
MARGINS = "archive_stamp"  # name of the setting of this machine
_PAGE_WIDTH, _PAGE_HEIGHT = 210, 297


def propose_items(place: QWidget, workspace: Workspace, year: int) -> None:
    """Enter what the records of a year ask for, in the background, and say how many there were."""

    def say(count: int) -> None:
        words = f"已列入 {count} 件归档文件，请逐件核对" if count else "没有新的归档文件"
        workspace.said.emit(words, bool(count))

    tasks.run(place, "正在列出归档文件", lambda _: propose(workspace.ledger, year, paint), say)


def stamp_margins() -> tuple[float, float]:
    """Millimetres from the upper and the right edge to the stamp, as last printed on this machine: printers differ."""
    kept = settings_in(MARGINS)
    top, right = (kept.get(side) for side in ("top", "right"))
    return (top if isinstance(top, int) else TOP), (right if isinstance(right, int) else RIGHT)


class ArchivalItemsPage(PapersPage):
    """``top`` and ``right``: millimetres from the edges of the page to the stamp."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register, {STAMPS: self._stamps})
        self.add_to_strip(PROPOSE, self.propose_year)
        self.empty.offer(PROPOSE, self.propose_year)
        top, right = stamp_margins()
        self.top = self._margin("距上边", top, _PAGE_HEIGHT - 2 * ROW_HEIGHT)
        self.right = self._margin("距右边", right, _PAGE_WIDTH - WIDTH)
        self.buttons[STAMPS].setToolTip("每件一页，放上文件的第一页再打印；打印时选“实际大小”，不要缩放")

    def propose_year(self) -> None:
        """What the records of the year looked at, else of this one, ask for."""
        propose_items(self, self.workspace, self.workspace.year or self.workspace.ledger.today.year)

    def _margin(self, words: str, usual: float, most: float) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, int(most))
        box.setValue(round(usual))
        box.setPrefix(f"{words} ")
        box.setSuffix(" 毫米")
        box.setAccessibleName(f"归档章{words}")
        self._strip.take_in(box)
        return box

    def _stamps(self, ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
        remember_in(MARGINS, {"top": self.top.value(), "right": self.right.value()})
        items = ledger.rows(self.register.key, ids)
        return stamps(ledger.office, items, self.top.value(), self.right.value())
