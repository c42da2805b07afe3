"""Export and print from the list: as it is seen, private columns only when asked for that once."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.audiences import AUDIENCE_WORDS, INTERNAL, PUBLIC
from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.paper.sheet import Table
from app.storage.files import beside_if_held
from tests.ui.conftest import enter_deputy
from ui.lists import export_dialog
from ui.lists.export_dialog import GO, ExportDialog
from ui.printing.ledger_preview import LedgerPreview
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
        dialog.choose(shape)
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
    written, _ = beside_if_held(
        held,
        lambda path: export_dialog.write(
            ledger, page.register, path, "filed", query, None, [], False, lambda done, of: None
        ),
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


# --- for whom ------------------------------------------------------------------------------------------


def sentences(asked: QWidget) -> list[str]:
    """The sentences that can be read, whole: none is cut off by the room it got."""
    labels = [label for label in asked.findChildren(QLabel) if label.isVisible()]
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    return [label.text() for label in labels]


@pytest.fixture
def ledger_preview(page, window, qtbot):
    page.do("print")
    qtbot.waitUntil(lambda: bool(window.findChildren(LedgerPreview)), timeout=10_000)
    preview = window.findChildren(LedgerPreview)[0]
    yield preview
    preview.close()


def columns_of(preview: Preview) -> set[str]:
    return {
        column.heading
        for paper in preview._papers
        for block in paper.blocks
        if isinstance(block, Table)
        for column in block.columns
    }


def test_printing_asks_for_whom_and_says_what_each_gets(ledger_preview) -> None:
    assert {meaning for _, meaning in AUDIENCE_WORDS.values()} < set(sentences(ledger_preview.readers))
    assert ledger_preview.readers.audience() == INTERNAL


def test_the_pages_follow_those_who_read_them(page, ledger_preview, qtbot) -> None:
    note = page.register.field("note").label
    assert note in columns_of(ledger_preview)
    ledger_preview.readers.buttons[PUBLIC].click()
    assert not ledger_preview.head.isEnabled()  # what is no longer chosen cannot be printed meanwhile
    qtbot.waitUntil(ledger_preview.head.isEnabled)
    assert note not in columns_of(ledger_preview)
    assert "公开版" in str(ledger_preview._papers)
    assert ledger_preview.windowTitle().endswith("（对外公开）")
    assert ledger_preview.pages.count() == len(ledger_preview._document.pages)


def test_pages_that_cannot_be_composed_leave_the_choice_as_it_was(ledger_preview, qtbot, answers) -> None:
    def fail(audience: str, private: bool) -> None:
        raise OSError(audience)

    ledger_preview._compose = fail
    answers.give("QDialog.exec", 0)
    ledger_preview.readers.buttons[PUBLIC].click()
    qtbot.waitUntil(lambda: ledger_preview.head.isEnabled() and not answers.left_over())
    assert ledger_preview.readers.audience() == INTERNAL


def test_exporting_asks_for_whom_and_says_what_each_gets(page, qtbot) -> None:
    dialog = ExportDialog(page, page.register, 3, 0)
    qtbot.addWidget(dialog)
    dialog.show()
    assert {meaning for _, meaning in AUDIENCE_WORDS.values()} < set(sentences(dialog.readers))
    dialog.private.setChecked(True)
    assert dialog.include_private()
    dialog.readers.buttons[PUBLIC].click()
    assert dialog.audience() == PUBLIC
    assert not dialog.include_private()
    dialog.choose("edited")  # goes back into this ledger, so that nobody else reads it
    assert not dialog.readers.isEnabled()
    assert dialog.audience() == INTERNAL


def test_a_file_for_the_public_says_so_and_holds_no_remark(page, answers, qtbot, tmp_path) -> None:
    proposed = []

    def answer(dialog) -> None:
        dialog.readers.buttons[PUBLIC].click()
        dialog._answered(GO)

    def place(*asked) -> tuple[str, str]:
        proposed.append(asked[2])
        return str(tmp_path / "表.xlsx"), ""

    answers.give("QDialog.exec", answer)
    answers.give("QFileDialog.getSaveFileName", place)
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    page.do("export")
    qtbot.waitUntil(lambda: not answers.left_over())
    rows = load_workbook(tmp_path / "表.xlsx").worksheets[0].iter_rows(values_only=True)
    assert page.register.field("note").label not in cells([list(row) for row in rows])
    assert proposed[0].endswith("（对外公开）.xlsx")


def test_private_columns_are_printed_only_while_ticked_and_never_for_the_public(
    page, ledger_preview, qtbot
) -> None:
    phone = page.register.field("phone").label
    assert phone not in columns_of(ledger_preview)
    ledger_preview.private.click()
    qtbot.waitUntil(ledger_preview.head.isEnabled)
    assert phone in columns_of(ledger_preview)
    assert "含个人信息" in ledger_preview.windowTitle()
    ledger_preview.readers.buttons[PUBLIC].click()
    qtbot.waitUntil(ledger_preview.head.isEnabled)
    assert phone not in columns_of(ledger_preview)
    assert not ledger_preview.private.isEnabled()
    assert not ledger_preview.private.isChecked()


@pytest.mark.parametrize(
    ("kind", "name"), [("calendar year", "2022年度"), ("register year", "2022至2023登记年度")]
)
def test_the_booklets_of_the_selected_deputies_are_of_the_year_looked_at(
    page, window, qtbot, kind: str, name: str
) -> None:
    page.workspace.year = 2022
    page.do("all")
    page.do(kind)
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)), timeout=10_000)
    preview = window.findChildren(Preview)[0]
    assert [paper.name.endswith(name) for paper in preview._papers] == [True] * 3
    preview.close()
