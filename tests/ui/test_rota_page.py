"""The rota page plans a year, points out what contradicts itself, and prints."""

from datetime import date

import pytest

from app.domain.fields import Ref
from app.storage.query import Query
from tests.ui.conftest import enter, enter_deputy
from tests.ui.surfaces import lay_out
from ui.pages.receptions.rota_page import RotaPage
from ui.pages.receptions.rota_planner import RotaPlanner


@pytest.fixture
def page(window, ledger) -> RotaPage:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    for number in range(8):
        enter_deputy(ledger, f"陈{'甲乙丙丁戊己庚辛'[number]}", deputy_card_no=str(number))
    window.open_page("reception_duties")
    shown = window.list_shown()
    assert isinstance(shown, RotaPage)
    return shown


def lines(page: RotaPage) -> list[str]:
    return [
        page.contradictions.itemAt(n).layout().itemAt(0).widget().text()
        for n in range(page.contradictions.count())
    ]


def test_the_planner_keeps_a_year_as_one_act(page, workspace, ledger, qtbot) -> None:
    planner = RotaPlanner(page, workspace, 2023)
    qtbot.addWidget(planner)
    assert planner.table.rowCount() == 12
    planner._keep()
    assert ledger.count("reception_duties", Query(year=2023)) == 12
    assert ledger.undoable().name == "生成 2023 年接待安排"


def test_with_a_station_in_each_village_the_buttons_stay_on_a_low_screen(
    page, workspace, ledger, qtbot
) -> None:
    for number in range(20):
        enter(ledger, "liaison_sites", name=f"第{number}村人大代表联络站", kind="联络站")
    planner = RotaPlanner(page, workspace, 2023)
    qtbot.addWidget(planner)
    planner.resize(860, 470)
    planner.show()
    planner.activateWindow()
    qtbot.waitUntil(planner.isActiveWindow)
    lay_out()
    assert planner.height() <= 470
    assert planner.keep_button.geometry().bottom() < 470
    last = planner.lines[-1].months
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    lay_out()
    assert not last.visibleRegion().isEmpty(), "the line with the keyboard is in sight"
    assert planner.table.viewport().height() >= 2 * planner.table.rowHeight(0) > 0


def test_a_changed_rule_plans_anew(page, workspace, qtbot) -> None:
    planner = RotaPlanner(page, workspace, 2023)
    qtbot.addWidget(planner)
    planner.lines[0].months.setCurrentIndex(1)
    assert planner.table.rowCount() == 4
    planner.themes.setText("春耕、道路")
    planner.themes.editingFinished.emit()
    assert planner.table.item(0, 3).text() == "春耕"
    assert planner.table.item(1, 3).text() == "道路"


def test_too_few_deputies_are_told(page, workspace, qtbot) -> None:
    planner = RotaPlanner(page, workspace, 2023)
    qtbot.addWidget(planner)
    planner.lines[0].count.setValue(12)
    assert "还差 4 名代表" in planner.remarks.text()
    assert not planner.remarks.isHidden()


def test_contradictions_stand_on_the_page_and_lead_to_their_row(page, workspace, ledger) -> None:
    site = ledger.ids("liaison_sites")[0]
    with ledger.act("安排") as act:
        duty = act.add("reception_duties", {"held_on": date(2022, 12, 3), "site": Ref(site, "镇联络室")})
    page.reload()
    assert lines(page) == ["12月3日镇联络室：这一天休息，请改到工作日。", "12月3日镇联络室：还没有安排代表。"]
    page.reveal(duty)
    assert page.selected_ids() == [duty]


def test_without_a_site_the_planner_says_what_comes_first(window, ledger, answers) -> None:
    window.open_page("reception_duties")
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    window.list_shown().plan_year()
    assert len(answers.asked) == 1


def test_a_year_without_its_days_off_says_so_and_leads_there(page, window, ledger, qtbot) -> None:
    planner = RotaPlanner(page, window.workspace, 2098)
    qtbot.addWidget(planner)
    assert "2098 年的放假安排还没有录入" in planner.holidays.words.text()
    assert not planner.holidays.isHidden()
    planner.year.setValue(2022)
    assert planner.holidays.isHidden()
    planner.year.setValue(2098)
    window.workspace.year = 2022
    planner.holidays.enter.click()
    assert window.list_shown().register.key == "holidays"
    assert window.workspace.year == 2098


def test_the_page_goes_to_the_year_that_was_planned(page, window, ledger, qtbot) -> None:
    window.workspace.year = 2022
    planner = RotaPlanner(page, window.workspace, 2023)
    qtbot.addWidget(planner)
    planner._keep()
    assert window.workspace.year == 2023
    assert len(page.model.ids) == 12
