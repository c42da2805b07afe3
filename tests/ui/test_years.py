"""No record is invisible: its year can be chosen, and the page goes there after an act."""

from datetime import date

from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from tests.ui.conftest import enter
from ui.frame.top_bar import ALL_YEARS, years_offered


def offered(window) -> list[str]:
    box = window.top.year
    return [box.itemText(number) for number in range(box.count())]


def test_every_year_with_rows_is_offered_and_the_next(window, ledger) -> None:
    enter(ledger, "sessions", term="5", ordinal="1", opened_on="1987-05-02")
    site = enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    with ledger.act("安排") as act:
        act.add("reception_duties", {"held_on": date(2031, 3, 1), "site": Ref(site, "镇联络室")})
    years = years_offered(window.workspace)
    assert years == sorted(set(years), reverse=True)
    assert {1987, 2022, 2023, 2031} <= set(years)
    assert 1990 not in years


def test_the_box_offers_the_next_year_before_it_is_opened(window) -> None:
    assert offered(window) == [ALL_YEARS, "2023 年度", "2022 年度"]


def test_the_page_goes_to_the_year_of_what_was_entered(window, ledger) -> None:
    enter(ledger, "sessions", term="16", ordinal="1", opened_on="2021-12-02")
    window.workspace.year = 2022
    window.open_page("sessions")
    assert window.list_shown().model.ids == []
    row = enter(ledger, "sessions", term="16", ordinal="2", opened_on="2023-02-02")
    window._form_done("sessions", row, "sessions")
    assert window.workspace.year == 2023
    assert window.list_shown().selected_ids() == [row]


def test_a_day_without_a_year_is_of_the_year_she_chose_not_of_one_an_act_led_to(window) -> None:
    workspace = window.workspace
    kinds = [
        BY_KEY["suggestions"].field("raised_on"),
        BY_KEY["deputies"].field("elected_on"),
    ]  # full; partly known

    def days() -> set[str]:
        return {f"{field.read('3.5', workspace.context()).value}" for field in kinds}

    workspace.year = 2021
    assert days() == {"2021-03-05"}
    workspace.look_at_years({2020})  # a record of that year was saved
    assert (workspace.year, workspace.chosen_year) == (2020, None)
    assert days() == {"2022-03-05"}
    workspace.year = 2020  # chosen where it stands already
    assert days() == {"2020-03-05"}
    workspace.year = None
    assert days() == {"2022-03-05"}
