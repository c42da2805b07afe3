"""The list of archive items prints the 归档章 of what is selected, where the clerk wants it on the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from app.domain.days import PartialDate
from app.domain.registers.archival_items import KEY
from app.storage.ledger import Ledger
from tests.ui.conftest import enter, enter_deputy
from ui.frame.window import Window
from ui.pages.yearend.archival_items_page import (
    PROPOSE,
    STAMPS,
    ArchivalItemsPage,
    stamp_place,
    stamps_as_filed,
)


def test_the_stamps_are_those_of_the_rows_at_the_place_asked_for(window: Window, ledger: Ledger) -> None:
    for title in ("[工作报告]", "[决议]"):
        enter(ledger, KEY, filed_for="2022", retention_period="Y", responsible="主席团", title=title)
    window.open_page(KEY)
    page = window.page(KEY)
    assert isinstance(page, ArchivalItemsPage)
    page.top.setValue(9)
    page.right.setValue(30)
    papers = page.composed(STAMPS, ledger.ids(KEY))
    assert papers is not None
    assert [(paper.margins.top, paper.margins.right, paper.margins.left) for paper in papers] == [
        (9, 30, 135)
    ] * 2
    assert stamp_place() == (9, 30, "A4", False), "kept for the next start and for the page of the year's end"
    page.paper.setCurrentIndex(page.paper.findData("A5 横向"))
    page.top.setValue(400)
    assert page.top.value() == 148 - 16 - 1, "not beyond the lower edge"
    (paper, _) = page.composed(STAMPS, ledger.ids(KEY)) or ()
    assert (paper.size, paper.landscape, paper.margins.left) == ("A5", True, 210 - 45 - 30)


def test_an_empty_list_offers_to_propose_what_the_year_asks_for(
    window: Window, ledger: Ledger, qtbot: Any
) -> None:
    enter_deputy(ledger, "王芳")
    window.open_page(KEY)
    page = window.page(KEY)
    assert isinstance(page, ArchivalItemsPage)
    offered = [one for one in page.empty.findChildren(QPushButton) if one.text() == PROPOSE]
    offered[0].click()
    qtbot.waitUntil(lambda: not page.empty.isVisible(), timeout=30_000)
    assert len(page.model.ids) == ledger.count(KEY) > 0


def test_by_the_file_each_stamp_has_the_page_on_which_it_begins(
    window: Window, ledger: Ledger, tmp_path: Path
) -> None:
    scan = QImage(300, 200, QImage.Format.Format_RGB32)
    scan.fill(0xFFFFFFFF)
    scan.save(str(tmp_path / "scan.png"))
    person = enter_deputy(ledger, "王芳")
    with ledger.act("附件") as act:
        act.attach("deputies", person, tmp_path / "scan.png")
    own: list[dict[str, Any]] = [{"row": person}, {"row": None}, {"register": None, "row": None}]
    for number, more in enumerate(own):
        values = {
            "filed_for": PartialDate(2022),
            "retention_period": "Y",
            "responsible": "主席团",
            "title": f"件{number}",
        }
        with ledger.act("录入") as act:
            act.add(KEY, values | {"register": "deputies"} | more)
    papers = stamps_as_filed(ledger, ledger.rows(KEY, ledger.ids(KEY)), stamp_place())
    assert [paper.landscape for paper in papers] == [True, True, False]
