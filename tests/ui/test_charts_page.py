"""The charts: a card each, every number opens the rows that it counts, nothing is drawn where nothing is."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton

from tests.kept_ledgers import open_ledger, sample_folder
from ui.frame.window import Window
from ui.look.chart_view import BarStrip, ChartView
from ui.open_ledger.workspace import Workspace
from ui.pages.figures.charts_page import NOTHING, ChartsPage


def test_a_number_opens_its_rows(qtbot: Any, tmp_path: Path) -> None:
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as ledger:
        workspace = Workspace(ledger)
        workspace.year = 2022
        page = ChartsPage(workspace)
        qtbot.addWidget(page)
        page.reload()
        page.resize(900, 600)
        assert not page.grab().isNull()
        visits: list[Any] = []
        workspace.visit.connect(lambda *visit: visits.append(visit))
        views = page.findChildren(ChartView)
        assert len(views) == 5
        number = next(b for b in views[0].findChildren(QPushButton) if b.isEnabled())
        number.click()
        (key, row, seen) = visits[0]
        assert (key, row) == ("receptions", None)
        assert len(seen["among"]) == int(number.text())


def test_nothing_is_drawn_where_nothing_is(window: Window) -> None:
    window.open_page("charts")
    page = window.pages["charts"]
    assert not page.findChildren(BarStrip)
    assert any(NOTHING in label.text() for label in page.findChildren(QLabel))
