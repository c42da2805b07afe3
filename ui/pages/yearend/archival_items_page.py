"""归档文件: the list with 归档章 for the selected items, at the place on the page that the clerk's papers have free."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImageIOHandler
from PySide6.QtWidgets import QSpinBox, QWidget

from app.domain.fields import Row
from app.domain.register import Register
from app.paper.archive_stamp import RIGHT, TOP, PageSize, StampPlace, stamps
from app.paper.sheet import Paper, PaperSize
from app.storage.ledger import Ledger
from app.storage.machine import remember_in, settings_in
from app.yearend.filing import propose
from app.yearend.first_pages import first_pages
from ui.dialogs import tasks
from ui.lists.papers_page import PapersPage
from ui.look.choices import choice
from ui.look.picture_claims import picture_reader
from ui.open_ledger.workspace import Workspace
from ui.printing.painting import paint

PROPOSE = "提出归档文件"
STAMPS = "归档章"
_SIZES: tuple[PaperSize, ...] = ("A4", "A3", "A5")
MARGINS = "archive_stamp"  # name of the setting of this machine
AS_FILED = "按文件"  # the page of each file, as far as it can be read
# Key of a choice → size of the pages that are stamped, and whether they lie on their side.
PAGES: dict[str, PageSize] = {
    f"{size} {way}": (size, way == "横向") for size in _SIZES for way in ("纵向", "横向")
}


def propose_items(place: QWidget, workspace: Workspace, year: int) -> None:
    """Enter what the records of a year ask for, in the background, and say how many there were."""

    def say(count: int) -> None:
        words = f"已列入 {count} 件归档文件，请逐件核对" if count else "没有新的归档文件"
        workspace.said.emit(words, bool(count))

    tasks.run(place, "正在列出归档文件", lambda _: propose(workspace.ledger, year, paint), say)


def stamp_place() -> StampPlace:
    """On upright A4, as far from the edges as last printed on this machine: printers differ."""
    kept = settings_in(MARGINS)
    top, right = (kept.get(side) for side in ("top", "right"))
    return StampPlace(top if isinstance(top, int) else TOP, right if isinstance(right, int) else RIGHT)


def stamps_as_filed(ledger: Ledger, items: Sequence[Row], place: StampPlace) -> list[Paper]:
    """The stamps, each on the page on which its file begins."""
    return stamps(ledger.office, items, place, first_pages(ledger, items, _picture_size))


def _picture_size(path: Path) -> tuple[int, int] | None:
    reader = picture_reader(path)
    size = reader.size()
    if not size.isValid():
        return None
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    return (size.height(), size.width()) if turned else (size.width(), size.height())


class ArchivalItemsPage(PapersPage):
    """``paper``: the pages that are stamped; ``top`` and ``right``: millimetres from their edges to the stamp."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register, {STAMPS: self._stamps})
        self.add_to_strip(PROPOSE, self.propose_year)
        self.empty.offer(PROPOSE, self.propose_year)
        self.paper = choice("归档章的纸张", {page: page for page in (AS_FILED, *PAGES)})
        self.paper.setToolTip(
            "文件第一页的纸张；归档章的位置从这张纸的上边、右边量起。"
            "“按文件”：台账、PDF 和图片各按自己的第一页，读不出来的按 A4 纵向"
        )
        self._strip.take_in(self.paper)
        place = stamp_place()
        self.top, self.right = self._margin("距上边", place.top), self._margin("距右边", place.right)
        self.paper.currentIndexChanged.connect(self._keep_on_page)
        self._keep_on_page()
        self.buttons[STAMPS].setToolTip("每件一页，放上文件的第一页再打印；打印时选“实际大小”，不要缩放")

    def propose_year(self) -> None:
        """What the records of the year looked at, else of this one, ask for."""
        propose_items(self, self.workspace, self.workspace.year or self.workspace.ledger.today.year)

    def _keep_on_page(self) -> None:
        """The stamp cannot be put beyond the edges of the page that was chosen."""
        for box, most in zip((self.top, self.right), self._place().farthest, strict=True):
            box.setMaximum(int(most))

    def _place(self) -> StampPlace:
        return StampPlace(self.top.value(), self.right.value(), *PAGES.get(self.paper.currentData(), ()))

    def _margin(self, words: str, usual: float) -> QSpinBox:
        box = QSpinBox()
        box.setMaximum(int(max(StampPlace(size=size).farthest[0] for size, _ in PAGES.values())))
        box.setValue(round(usual))
        box.setPrefix(f"{words} ")
        box.setSuffix(" 毫米")
        box.setAccessibleName(f"归档章{words}")
        self._strip.take_in(box)
        return box

    def _stamps(self, ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
        place = self._place()
        remember_in(MARGINS, {"top": place.top, "right": place.right})
        items = ledger.rows(self.register.key, ids)
        if self.paper.currentData() == AS_FILED:
            return stamps_as_filed(ledger, items, place)
        return stamps(ledger.office, items, place)
