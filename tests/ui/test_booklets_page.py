"""The page of booklets: handed out, taken back, printed and asked for."""

from datetime import date

import docx
import openpyxl
import pypdf
import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import enter_deputy
from ui.dialogs import tasks
from ui.forms.fields_dialog import FieldsDialog
from ui.pages.performance.booklets_page import BookletsPage
from ui.printing.preview import Preview


@pytest.fixture
def page(window, ledger) -> BookletsPage:
    for name in ("王芳", "何秀兰", "陈志强"):
        enter_deputy(ledger, name)
    window.open_page("booklets")
    shown = window.list_shown()
    assert isinstance(shown, BookletsPage)
    return shown


def answered(answers, go: str, **typed):
    """Fill in the next dialog and press its button."""

    def answer(dialog) -> None:
        assert isinstance(dialog, FieldsDialog)
        for key, value in typed.items():
            dialog.rows[key].editor.fill(value)
        dialog._answered(go)
        assert dialog.has_run

    answers.give("QDialog.exec", answer)


def issue(page, answers) -> None:
    answered(answers, "发放登记册", issued_on=date(2022, 4, 8))
    page.issue_all()
    page.reload()


def printed(window, qtbot) -> list[str]:
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)))
    preview = window.findChildren(Preview)[-1]
    names = [paper.called for paper in preview._papers]
    preview.reject()
    return names


def test_everybody_gets_a_booklet_and_undo_takes_them_back(page, answers, ledger) -> None:
    issue(page, answers)
    assert len(page.model.ids) == 3
    assert ledger.undoable().name == "发放2022至2023登记年度登记册"
    assert page.header.subtitle.text().startswith("2022 登记年度（4月至次年3月）共")
    ledger.undo()
    assert ledger.count("booklets") == 0


def test_the_selected_booklets_come_back(page, answers, ledger) -> None:
    issue(page, answers)
    page.choose(page.model.ids[0])
    answered(answers, "登记收回", collected_by="蓝晓晴")
    page.collect_selected()
    back = [row for row in ledger.rows("booklets", ledger.ids("booklets")) if row["state"] == "collected"]
    assert [(row["collected_on"], row["collected_by"], row["condition"]) for row in back] == [
        (date(2022, 11, 23), "蓝晓晴", "whole")
    ]


@pytest.mark.parametrize(("selected", "count"), [(True, 1), (False, 3)])
def test_booklets_and_slips_are_printed_of_all_or_of_those_selected(
    window, page, answers, qtbot, selected, count
) -> None:
    issue(page, answers)
    page.choose(page.model.ids[0])
    answered(answers, "打印登记册", style="a5_eight", selected=selected)
    page.print_booklets()
    names = printed(window, qtbot)
    assert len(names) == count
    assert all("代表履职登记册" in name and "2022至2023登记年度" in name for name in names)
    answered(answers, "打印催交单", selected=selected)
    page.print_reminders()
    assert len(printed(window, qtbot)) == count


@pytest.mark.parametrize(
    ("kind", "ending", "count"),
    [
        ("Word", ".docx", lambda path: len(docx.Document(str(path)).sections)),
        ("Excel", ".xlsx", lambda path: len(openpyxl.load_workbook(path).sheetnames)),
        ("PDF", ".pdf", lambda path: len(pypdf.PdfReader(path).outline)),
    ],
)
def test_the_booklets_are_saved_as_one_file(page, answers, qtbot, tmp_path, kind, ending, count) -> None:
    issue(page, answers)
    answered(answers, f"存为 {kind}", style="a4_twelve", selected=False)
    path = tmp_path / f"册{ending}"
    answers.give("QFileDialog.getSaveFileName", (str(path), ""))
    next(button for button in page.findChildren(QPushButton) if button.text() == f"存为 {kind}").click()
    qtbot.waitUntil(path.exists)
    assert count(path) == 3


@pytest.mark.parametrize(("kind", "ending"), [("Word", ".docx"), ("Excel", ".xlsx"), ("PDF", ".pdf")])
def test_a_saving_that_is_cancelled_leaves_nothing_even_at_its_last_step(
    page, answers, tmp_path, monkeypatch, kind, ending
) -> None:
    issue(page, answers)
    told: list[float] = []

    def run(parent, title, work, done) -> None:
        """Stop where ``last`` says; the share that was done never goes back."""

        def progress(step: int, of: int) -> None:
            assert not told or step / of >= told[-1]
            told.append(step / of)
            if len(told) == last:
                raise tasks.Cancelled

        work(progress)

    monkeypatch.setattr("ui.pages.performance.booklets_page.tasks.run", run)

    def saved() -> None:
        told.clear()
        answered(answers, f"存为 {kind}", style="a5_eight", selected=False)
        answers.give("QFileDialog.getSaveFileName", (str(tmp_path / f"册{ending}"), ""))
        {"Word": page.save_word, "Excel": page.save_excel, "PDF": page.save_pdf}[kind]()

    folder = tmp_path / "written"
    folder.mkdir()
    last, tmp_path = 0, folder
    saved()
    steps = len(told)
    (folder / f"册{ending}").unlink()
    assert told[-1] == 1
    for last in (steps // 2, steps):
        with pytest.raises(tasks.Cancelled):
            saved()
        assert not list(folder.iterdir()), last
