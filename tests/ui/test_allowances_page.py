"""The page of allowances: the sheet of a stretch, and its entry as spent."""

from datetime import date

import pytest

from tests.ui.conftest import enter, enter_deputy
from ui.forms.fields_dialog import FieldsDialog
from ui.pages.performance.allowances_page import NO_RATES, NOBODY, AllowancesPage, quarter_before


@pytest.fixture
def page(window, ledger) -> AllowancesPage:
    enter_deputy(ledger, "王芳")
    enter(
        ledger, "performance_records", deputy="王芳", kind="视察", occurred_on="2022-08-01", title="视察水利"
    )
    window.open_page("allowances")
    shown = window.stack.currentWidget()
    assert isinstance(shown, AllowancesPage)
    return shown


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2022, 11, 23), date(2022, 7, 1), date(2022, 9, 30)),
        (date(2022, 3, 31), date(2021, 10, 1), date(2021, 12, 31)),
        (date(2022, 4, 1), date(2022, 1, 1), date(2022, 3, 31)),
    ],
)
def test_it_begins_with_the_last_whole_quarter(today, first, last) -> None:
    assert quarter_before(today) == (first, last)


def test_it_begins_in_the_year_that_is_open_and_leads_to_the_rates(page, workspace, ledger) -> None:
    enter(ledger, "allowance_rates", allowance="误工补贴", kind="调研", amount="100", valid_from="2022-01-01")
    page.reload()
    assert page.problem.text() == NOBODY and page.problem.property("role") == "quiet"
    page.first.setText("2022-08-01")
    page.reload()
    assert page.first.text() == "2022-08-01", "days of her own stay"
    workspace.year = 2021
    page.reload()
    assert (page.first.text(), page.last.text()) == ("2021-10-01", "2021-12-31")
    visited = []
    workspace.visit.connect(lambda *where: visited.append(where[0]))
    page.kept_rates_button.click()
    assert visited == ["allowance_rates"]


def test_without_rates_it_says_what_to_do_and_with_them_it_is_entered_as_spent(page, ledger, answers) -> None:
    assert page.problem.text() == NO_RATES
    assert not page.post_button.isEnabled()
    enter(ledger, "allowance_rates", allowance="误工补贴", kind="视察", amount="100", valid_from="2022-01-01")
    page.reload()
    assert page.view.table.lines[0][0].text == "王芳"

    def answer(dialog) -> None:
        assert isinstance(dialog, FieldsDialog)
        dialog._answered("登记支出")
        assert dialog.has_run

    answers.give("QDialog.exec", answer)
    page.post()
    (row,) = ledger.rows("fund_entries", ledger.ids("fund_entries"))
    assert (row["expense"], row["category"], row["fund"]) == (10_000, "误工补贴", "deputies")
    page.first.setText("2022-10-01")
    page.last.setText("2022-10-31")
    page.show_chosen()
    assert page.problem.text() == NOBODY
    # Paid, and nothing is owed any more: the page still says that it was paid.
    page.first.setText("2022-07-01")
    page.last.setText("2022-09-30")
    with ledger.act("删") as act:
        act.remove("performance_records", ledger.ids("performance_records")[0])
    page.show_chosen()
    assert "100.00 元）；按现在的登记是 0.00 元，少 100.00 元" in page.problem.text()
