"""Export and print from the list: as it is seen, private columns only when asked for that once."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.paper.sheet import Table
from tests.ui.conftest import enter_deputy
from ui.lists import export_dialog
from ui.lists.export_dialog import GO, ExportDialog
from ui.printing.preview import Preview


@pytest.fixture
def page(window, ledger):
    for name, phone in (("王芳", "19900000001"), ("何秀兰", "19900000002"), ("陈志强", "19900000003")):
        enter_deputy(ledger, name, phone=phone)
    window.open_page("deputies")
    return window.list_shown()


def exported(page, answers, qtbot, target: Path, shape: str, **ticks: bool) -> list[list[object]]:
    def answer(dialog) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.shape = shape
        for name, ticked in ticks.items():
            getattr(dialog, name).setChecked(ticked)
        dialog._answered(GO)

    answers.give("QDialog.exec", answer)
    answers.give("QFileDialog.getSaveFileName", (str(target), ""))
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    page.do("export")
    qtbot.waitUntil(lambda: not answers.left_over())
    return [list(row) for row in load_workbook(target).worksheets[0].iter_rows(values_only=True)]


def cells(rows: list[list[object]]) -> set[str]:
    return {str(cell) for row in rows for cell in row if cell is not None}


def test_what_is_seen_is_exported_as_it_is_seen(page, answers, qtbot, tmp_path) -> None:
    page.header.filter_box.setText("何秀兰")
    page.reload()
    found = cells(exported(page, answers, qtbot, tmp_path / "表.xlsx", "seen"))
    assert "何秀兰" in found
    assert "王芳" not in found
    assert {field.label for field in page.model.columns} <= found


@pytest.mark.parametrize("private", [False, True])
def test_private_columns_go_along_only_when_ticked(page, answers, qtbot, tmp_path, private) -> None:
    found = cells(exported(page, answers, qtbot, tmp_path / "表.xlsx", "filed", private=private))
    assert ("19900000001" in found) is private


def test_only_the_selected_rows(page, answers, qtbot, tmp_path) -> None:
    page.table.selectRow(0)
    page.table.selectAll()
    selection = page.table.selectionModel()
    selection.select(page.model.index(2, 0), selection.SelectionFlag.Deselect | selection.SelectionFlag.Rows)
    assert len(page.selected_ids()) == 2
    rows = exported(page, answers, qtbot, tmp_path / "表.xlsx", "seen", only_selected=True)
    assert len(cells(rows) & {"王芳", "何秀兰", "陈志强"}) == 2


def test_a_file_held_by_another_program_is_written_beside(page, ledger, tmp_path, monkeypatch) -> None:
    from app.excel import ledger_sheets

    original = ledger_sheets.export_register
    held = tmp_path / "表.xlsx"

    def export(ledger, key, path, **more):
        if path == held:
            raise ledger_sheets.FileHeld(path)
        return original(ledger, key, path, **more)

    monkeypatch.setattr(ledger_sheets, "export_register", export)
    query = page.query()
    written = export_dialog.write(
        ledger, page.register, held, "filed", query, None, [], False, lambda done, of: None
    )
    assert written.name == "表(2).xlsx"
    assert written.exists()


@pytest.mark.parametrize("action", ["print", "forms"])
def test_printing_opens_the_preview(page, window, qtbot, action) -> None:
    page.choose(page.model.ids[0])
    page.do(action)
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)), timeout=10_000)
    preview = window.findChildren(Preview)[0]
    assert preview.isVisible()
    preview.close()


def test_the_roster_prints_those_in_office(page, window, ledger, qtbot) -> None:
    with ledger.act("辞职") as act:
        gone = Ref(page.model.ids[0], "")
        act.add(
            "mandate_changes", {"mandate": gone, "kind": "resigned", "occurred_on": PartialDate(2022, 11, 1)}
        )
    page.header.pills[""].click()  # 全部: those who have left are on screen, not on the filed paper
    page.do("print")
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)), timeout=10_000)
    preview = window.findChildren(Preview)[0]
    shown = [row for block in preview._papers[0].blocks if isinstance(block, Table) for row in block.rows]
    assert len(shown) == len(page.model.ids) - 1 == 2
    preview.close()
