"""Every number on the page opens the rows it was counted from, as of the day chosen."""

from datetime import date

import pytest

from tests.kept_ledgers import open_ledger, sample_folder
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.pages.figures.figures_page import FiguresPage


@pytest.fixture
def sample_window(qtbot, tmp_path):
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as ledger:
        made = Window(Workspace(ledger))
        qtbot.addWidget(made)
        made.keeps_ledger = True
        made.resize(1366, 768)
        made.show()
        made.workspace.year = 2022
        yield made
        made.close()


@pytest.fixture
def page(sample_window, qtbot) -> FiguresPage:
    sample_window.open_page("figures")
    shown = sample_window.page("figures")
    qtbot.waitUntil(lambda: bool(shown.lines))
    return shown


def test_the_report_stands_on_the_page(page) -> None:
    shown = {key: line.number.text() for key, line in page.lines.items()}
    assert shown["receptions.batches"] == "16批次"
    assert shown["opinions.conclusion_rate"] == "89.3%（25/28）"
    assert shown["all.conclusion_rate"] == "90.0%（36/40）"


def test_a_number_opens_its_rows(sample_window, page) -> None:
    page.lines["opinions.open"].number.click()
    shown = sample_window.list_shown()
    assert shown.register.key == "suggestions"
    assert len(shown.model.ids) == 3


def test_the_rule_and_splits_are_told_on_demand(page) -> None:
    line = page.lines["receptions.batches"]
    line.more.click()
    assert "按联络站：" in line.details.text()
    assert "2022-12-31" in line.details.text()


def test_another_cut_off_counts_anew(page, qtbot) -> None:
    page.until.setText("3.31")
    page.until.editingFinished.emit()
    qtbot.waitUntil(lambda: page.lines["receptions.batches"].number.text() == "3批次")


def test_a_day_that_is_none_is_told_and_the_figures_stay(page) -> None:
    page.until.setText("什么时候")
    page.until.editingFinished.emit()
    assert page.problem.text()
    assert page.lines["receptions.batches"].number.text() == "16批次"
