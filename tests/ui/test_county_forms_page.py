"""The page of the county's own forms: put in, marked by clicking, filled, and exchanged for next year's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton

from app.storage.ledger import Ledger
from app.work.county_forms.filling import template_of
from app.work.county_forms.preview import SheetPreview
from tests.conftest import Answers
from tests.ui.conftest import enter_deputy
from ui.frame.window import Window
from ui.look.theme import dp
from ui.open_ledger.draft import GO_ON
from ui.pages.figures.county_forms_page import FILL, CountyFormsPage, FillDialog
from ui.pages.figures.mark_dialog import LEAVE_OUT, MarkDialog


@pytest.fixture
def form(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet["A1"], sheet["A2"] = "统计表", "代表工作情况", "在任代表"
    sheet.merge_cells("B2:C3")
    path = tmp_path / "统计表.xlsx"
    book.save(path)
    return path


@pytest.fixture
def page(window: Window, ledger: Ledger, form: Path, answers: Answers) -> CountyFormsPage:
    enter_deputy(ledger, "王芳")
    window.open_page("county_forms")
    shown = window.list_shown()
    assert isinstance(shown, CountyFormsPage)
    answers.give("QFileDialog.getOpenFileName", (str(form), ""))
    shown.put_in()
    return shown


def mark(page: CountyFormsPage, answers: Answers, row: int, column: int, name: str) -> str:
    """Click a cell, choose a name, put it in; gives the cell."""
    chosen = []

    def click(dialog: Any) -> None:
        assert isinstance(dialog, MarkDialog)
        dialog.table.setCurrentCell(row, column)
        dialog.words.setText(name)
        shown = [item for n in range(dialog.list.count()) if not (item := dialog.list.item(n)).isHidden()]
        item = next(item for item in shown if item.text() == name)
        dialog.list.setCurrentItem(item)
        dialog.insert()
        dialog.keep()
        chosen.append(dialog.cell)
        dialog._answered("标好了")

    answers.give("QDialog.exec", click)
    page.mark_cells()
    return chosen[0]


def test_a_form_is_marked_by_clicking_and_filled(
    page: CountyFormsPage, ledger: Ledger, answers: Answers, tmp_path: Path, qtbot: Any, monkeypatch: Any
) -> None:
    assert mark(page, answers, 2, 2, "在任代表") == "B2"  # the first of the merged cells
    [row] = ledger.rows("county_forms", ledger.ids("county_forms"))
    assert row["marks"] == ({"sheet": "统计表", "cell": "B2", "content": "〔在任代表〕"},)

    def go(dialog: Any) -> None:
        assert isinstance(dialog, FillDialog)
        dialog.private.setChecked(True)
        dialog.public.setChecked(True)
        assert not dialog.include_private()  # the public never gets private values
        dialog.public.setChecked(False)
        dialog.private.setChecked(False)
        dialog._answered(FILL)

    told: list[str] = []
    monkeypatch.setattr(
        "ui.pages.figures.county_forms_page.ask",
        lambda *words, **more: told.append(words[2] + more["details"]),
    )
    answers.give("QDialog.exec", go)
    answers.give("QFileDialog.getSaveFileName", (str(tmp_path / "out.xlsx"), ""))
    page.fill()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["已存为“out.xlsx”。"]
    filled = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert (filled["A2"].value, filled["B2"].value) == ("在任代表", 1)


def test_what_was_typed_for_a_cell_is_not_lost(
    page: CountyFormsPage, ledger: Ledger, answers: Answers
) -> None:
    [row] = ledger.ids("county_forms")
    texts = {(0, 0): "统计表", (2, 1): "共〔接待批次〕批"}
    dialog = MarkDialog(page, page.workspace, row, {"表": SheetPreview(4, 3, texts, (), (9.0,) * 3)})
    dialog.show()

    def marks() -> dict[str, str]:
        return {
            mark["cell"]: mark["content"] for mark in (ledger.row("county_forms", row) or {})["marks"] or ()
        }

    for cell in ((1, 1), (3, 2)):
        dialog.table.setCurrentCell(*cell)
        dialog.content.setText("若干")
    assert marks() == {"B2": "若干"}
    assert dialog.table.item(1, 1).text() == "若干"
    dialog.table.setCurrentCell(1, 1)
    dialog.content.clear()
    dialog.table.setCurrentCell(0, 0)
    assert marks() == {"C4": "若干"}
    dialog.content.setText("改了")
    answers.give("QDialog.exec", lambda question: question.buttons[GO_ON].click())
    dialog.reject()
    assert dialog.isVisible()
    answers.give("QDialog.exec", lambda question: question.buttons[LEAVE_OUT].click())
    dialog.reject()
    assert not dialog.isVisible()
    assert marks() == {"C4": "若干"}
    dialog.content.setText("改了")
    dialog.done(0)  # as the lock closes it
    assert marks() == {"C4": "若干", "A1": "改了"}


def test_next_years_file_takes_the_marks_over(
    page: CountyFormsPage, ledger: Ledger, answers: Answers, form: Path, tmp_path: Path
) -> None:
    mark(page, answers, 1, 1, "在任代表")
    newer, book = tmp_path / "新表.xlsx", openpyxl.load_workbook(form)
    book.worksheets[0]["A9"] = "新的一栏"
    book.save(newer)
    answers.give("QFileDialog.getOpenFileName", (str(newer), ""))
    page.replace_file()
    [row] = ledger.ids("county_forms")
    assert template_of(ledger, row)["name"] == "新表.xlsx"
    assert ledger.row("county_forms", row)["marks"]
    ledger.undo()
    assert template_of(ledger, row)["name"] == "统计表.xlsx"


def test_a_harmful_file_leaves_nothing(
    page: CountyFormsPage, ledger: Ledger, answers: Answers, tmp_path: Path, monkeypatch: Any
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    told: list[Exception] = []
    monkeypatch.setattr("ui.pages.figures.county_forms_page.faults.tell", lambda _, error: told.append(error))
    answers.give("QFileDialog.getOpenFileName", (str(broken), ""))
    page.put_in()
    assert len(told) == 1
    assert ledger.count("county_forms") == 1


def test_an_empty_list_leads_to_putting_a_form_in_and_not_to_the_import(window: Window) -> None:
    window.open_page("county_forms")
    empty = window.page("county_forms").empty
    shown = [button.text() for button in empty.findChildren(QPushButton) if button.isVisible()]
    assert shown == [empty.first_place.text()] == ["放进一份表…"]
    assert "导入" not in empty.words.text()


def test_a_line_of_the_sheet_is_as_high_as_its_words(
    page: CountyFormsPage, ledger: Ledger, answers: Answers
) -> None:
    [row] = ledger.ids("county_forms")
    texts = {
        (0, 0): "全镇接待群众",
        (1, 0): "县级以上代表参加视察活动以及专题调研活动的总人次数",
        (2, 0): "合计",
    }
    sheet = SheetPreview(3, 1, texts, (), (9.0,))
    dialog = MarkDialog(page, page.workspace, row, {"表": sheet})
    table, metrics = dialog.table, dialog.table.fontMetrics()
    room = table.columnWidth(0) - 2 * dp(7)
    for (line, _), words in texts.items():
        needed = metrics.boundingRect(QRect(0, 0, room, 9999), Qt.TextFlag.TextWrapAnywhere, words).height()
        assert needed <= table.rowHeight(line) <= needed + 2 * dp(20)
    dialog.deleteLater()
