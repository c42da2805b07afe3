"""What stands against a deletion or a printout is said before anything is asked, with the way to the cure."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import enter, enter_deputy
from ui.lists.empty_prints import PRINT_EMPTY
from ui.open_ledger.reason_question import ReasonQuestion
from ui.printing.preview import Preview


@pytest.fixture
def page(window, ledger):
    """王芳 is on leave in 2021, so that she is in use; the others are not."""
    for name in ("王芳", "何秀兰", "陈志强"):
        enter_deputy(ledger, name)
    used = ledger.ids("deputies")[
        [r["name"] for r in ledger.rows("deputies", ledger.ids("deputies"))].index("王芳")
    ]
    enter(ledger, "deputy_leaves", deputy={"id": used}, from_on="2021-03-01", until_on="2021-03-20")
    window.workspace.year = 2022
    window.open_page("deputies")
    shown = window.list_shown()
    shown.used = used
    return shown


MORE_USES = {
    "deputy_groups": {"name": "第一小组", "leader": "王芳"},
    "trainings": {"held_on": "2022-03-01", "title": "培训", "deputies": "王芳"},
    "inspections": {"held_on": "2022-04-01", "title": "调研", "kind": "视察", "deputies": "王芳"},
}


def words_of(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_somebody_used_is_not_asked_about_but_leads_to_the_rows(page, window, ledger, answers, qtbot) -> None:
    said = []

    def look(dialog) -> None:
        assert not isinstance(dialog, ReasonQuestion)
        said.append(words_of(dialog))
        ways = [words for words in dialog.buttons if words.startswith("查看")]
        assert len(ways) == 2 + len(MORE_USES)  # to every register that uses her, her deeds among them
        dialog.buttons["查看代表请假 1 条"].click()

    for key, values in MORE_USES.items():
        enter(ledger, key, **values)
    page.choose(page.used)
    answers.give("QDialog.exec", look)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert "“王芳”还不能删除" in said[0]
    assert "代表请假 1 条" in said[0]
    assert window.list_shown().register.key == "deputy_leaves"
    assert window.list_shown().model.ids == ledger.ids("deputy_leaves")  # of 2021, though 2022 is looked at


def test_of_several_those_in_use_stay_and_are_named(page, ledger, answers, qtbot) -> None:
    said = []

    def go_on(dialog) -> None:
        said.append(words_of(dialog))
        dialog.buttons["只删其余 2 名"].click()

    def give_reason(dialog) -> None:
        assert isinstance(dialog, ReasonQuestion)
        dialog.reason.setPlainText("重复登记")
        dialog.buttons["移入回收站"].click()

    page.table.selectAll()
    answers.give("QDialog.exec", go_on)
    answers.give("QDialog.exec", give_reason)
    page.do("remove")
    assert ledger.ids("deputies") == [page.used]
    assert "王芳" in said[0]
    assert "其余 2 名可以移入回收站" in said[0]


def test_nothing_goes_when_she_thinks_again(page, ledger, answers) -> None:
    page.table.selectAll()
    answers.give("QDialog.exec", lambda dialog: dialog.buttons["不删除"].click())
    page.do("remove")
    assert ledger.count("deputies") == 3


def test_a_row_that_follows_from_another_leads_to_it(window, ledger, answers) -> None:
    site = enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    deputy = enter_deputy(ledger, "王芳")
    reception = enter(
        ledger, "receptions", held_on="2022-03-01", site={"id": site}, kind="接访", deputies=[{"id": deputy}]
    )
    window.open_page("performance_records")
    answers.give("QDialog.exec", lambda dialog: dialog.buttons["查看接待登记 1 条"].click())
    window.list_shown().do("remove")
    assert window.list_shown().register.key == "receptions"
    assert window.list_shown().selected_ids() == [reception]


@pytest.mark.parametrize(("wanted", "previews"), [("不打印", 0), (PRINT_EMPTY, 1)])
def test_an_empty_printout_asks(window, answers, qtbot, wanted, previews) -> None:
    window.open_page("liaison_sites")
    answers.give("QDialog.exec", lambda dialog: dialog.buttons[wanted].click())
    window.list_shown().do("print")
    qtbot.waitUntil(lambda: len(window.findChildren(Preview)) == previews, timeout=10_000)
    for preview in window.findChildren(Preview):
        preview.close()


def test_forms_of_nothing_are_not_printed(window, answers) -> None:
    window.open_page("deputies")
    answers.give("QDialog.exec", lambda dialog: dialog.buttons["知道了"].click())
    window.list_shown().do("forms")
    assert not window.findChildren(Preview)
