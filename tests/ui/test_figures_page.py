"""Every number on the page opens the rows it was counted from, as of the day chosen."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.days import PartialDate
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
    assert "按联络站：" in line.details.words.text()
    assert "2022-12-31" in line.details.words.text()


def test_every_figure_can_be_explained(page) -> None:
    for line in page.lines.values():
        line.more.click()
        assert line.value.rule in line.details.words.text()


def test_a_number_written_by_hand_is_compared(page) -> None:
    line = page.lines["opinions.conclusion_rate"]
    line.more.click()
    line.details.written.setText("90%")
    line.details.compare()
    assert "25/28 = 89.3%" in line.details.comparison.text()
    assert "36/40 = 90.0%" in line.details.comparison.text()
    line.details.written.setText("九成")
    line.details.compare()
    assert line.details.comparison.text().startswith("请照报告里印的写数字")


def test_a_day_that_is_none_stops_nothing(sample_window, page) -> None:
    """Typed and left: whatever changes afterwards, the page counts on by the day that it shows, and says so."""
    page.until.setText("3.31")
    page.until.editingFinished.emit()
    batches = page.lines["receptions.batches"].number.text()
    page.until.setText("三月底吧")
    page.until.editingFinished.emit()
    sample_window.open_page("deputies")
    page._mark_stale()
    sample_window.open_page("figures")
    assert page.lines["receptions.batches"].number.text() == batches
    assert "下面的数字截至 2022-03-31" in page.problem.text()
    assert not page.problem.isHidden()
    page.until.setText("12.31")
    page.until.editingFinished.emit()
    assert page.problem.isHidden()
    assert page.lines["receptions.batches"].number.text() == "16批次"


def test_another_cut_off_counts_anew(page, qtbot) -> None:
    page.until.setText("3.31")
    page.until.editingFinished.emit()
    qtbot.waitUntil(lambda: page.lines["receptions.batches"].number.text() == "3批次")


def test_a_day_that_is_none_is_told_and_the_figures_stay(page) -> None:
    page.until.setText("什么时候")
    page.until.editingFinished.emit()
    assert page.problem.text()
    assert page.lines["receptions.batches"].number.text() == "16批次"


def looked(page, qtbot) -> list[str]:
    """What the cards above the figures say, once the look is over."""
    qtbot.waitUntil(lambda: not page.year_cards.is_looking, timeout=20_000)
    labels = [label.text() for label in page.year_cards.findChildren(QLabel) if label.isVisible()]
    return labels + [
        button.text() for button in page.year_cards.findChildren(QPushButton) if button.isVisible()
    ]


def test_what_does_not_agree_stands_first_and_opens_its_rows(sample_window, page, qtbot) -> None:
    ledger = sample_window.workspace.ledger
    # nothing is filed in the sample year yet
    qtbot.waitUntil(lambda: "年度核对：1 处对不上" in looked(page, qtbot))
    reception = ledger.ids("receptions")[0]
    with ledger.act("试") as act:
        act.change("receptions", reception, {"opinion_count": 99})
    sample_window.workspace.changed.emit({"receptions"})
    qtbot.waitUntil(lambda: "年度核对：2 处对不上" in looked(page, qtbot))
    link = next(b for b in page.year_cards.findChildren(QPushButton) if "登记表上写的意见件数" in b.text())
    link.click()
    assert sample_window.list_shown().register.key == "receptions"


def test_frozen_figures_stay_and_later_edits_open_their_rows(sample_window, page, qtbot) -> None:
    ledger = sample_window.workspace.ledger
    page.freeze()
    sample_window.workspace.changed.emit({"figure_snapshots"})
    qtbot.waitUntil(lambda: "定稿数字：与现在的记录一致" in looked(page, qtbot))
    concluded = page.lines["opinions.concluded"].value.counted.weights()
    row = next(iter(concluded))
    with ledger.act("撤回") as act:
        exit_of = {"exit_kind": "withdrawn", "exit_on": date(2022, 12, 1), "exit_reason": "本人要求"}
        act.change("suggestions", row, exit_of)
    sample_window.workspace.changed.emit({"suggestions"})
    sentence = "群众意见办结率：定稿时 89.3%（25/28），现在 88.9%（24/27）。"
    qtbot.waitUntil(lambda: sentence in looked(page, qtbot))
    names = {b.accessibleName(): b for b in page.year_cards.findChildren(QPushButton)}
    assert "不再办理" in names["群众意见办结率：改了 1 条"].toolTip()
    names["群众意见办结率：少了 1 条"].click()
    assert sample_window.list_shown().register.key == "suggestions"


def test_figures_typed_from_an_older_report_are_explained(sample_window, page, qtbot) -> None:
    lines = (
        {"item": "群众意见办结率", "figure": "90%"},
        {"item": "接待批次", "figure": "16批次"},
        {"item": "慰问", "figure": "3次"},
    )
    snapshot = {
        "for_year": PartialDate(2022),
        "until": date(2022, 12, 31),
        "frozen_on": date(2022, 12, 30),
        "occasion": "旧报告",
        "figures": lines,
    }
    with sample_window.workspace.ledger.act("照旧报告填") as act:
        act.add("figure_snapshots", snapshot)
    sample_window.workspace.changed.emit({"figure_snapshots"})
    qtbot.waitUntil(lambda: "定稿数字：2 项与现在的记录不同" in looked(page, qtbot))
    words = "".join(looked(page, qtbot))
    assert "群众意见办结率：按记录是 25/28 = 89.3%，报告里写的是“90%”" in words
    assert "“慰问”不是“统计数字”里的项目" in words
