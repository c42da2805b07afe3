"""Ctrl+K finds pages and acts beside the records, and what came of a record before that record."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain import registers
from app.domain.jobs import FILING, JOBS
from tests.ui.conftest import enter, enter_deputy
from tests.ui.hands import CONTROL, Hands
from ui.frame.commands import commands_of, meant
from ui.frame.page_acts import PAGE_ACTS
from ui.frame.page_kinds import PAGE_OF, PAGES


@pytest.fixture
def hands(window) -> Hands:
    return Hands(window)


def search(hands: Hands, words: str) -> None:
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.write(words)
    hands.press(Qt.Key.Key_Return)


def test_every_page_and_every_register_is_found_by_its_own_words(window) -> None:
    commands = commands_of(window)
    for words in (
        *(job.label for job in JOBS),
        *(page.label for page in PAGES),
        *(f"新增{r.noun}" for r in registers.SHOWN),
    ):
        assert meant(commands, words)[0][0].words == words
    for acts in PAGE_ACTS.values():
        for words, _ in acts:
            assert [command.words for command in meant(commands, words)[0]] == [words]


def test_esc_takes_the_words_out_and_then_goes_back_to_where_she_was(window, hands, ledger) -> None:
    """In the search over everything, from a list and from a field of a form, and in the filter of a list."""
    enter_deputy(ledger, "王芳")
    window.open_page("deputies")
    page = window.list_shown()
    assert hands.place is page.table
    hands.press(Qt.Key.Key_F, CONTROL)
    box = page.header.filter_box
    for place, begin in ((window.top.search, Qt.Key.Key_K), (box, Qt.Key.Key_F)):
        page.table.setFocus()
        hands.press(begin, CONTROL)
        hands.write("wf")
        hands.press(Qt.Key.Key_Escape)
        assert (hands.place, place.text()) == (place, "")
        hands.press(Qt.Key.Key_Escape)
        assert hands.place is page.table
    hands.press(Qt.Key.Key_N, CONTROL)
    field = hands.place
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.press(Qt.Key.Key_Escape)
    assert hands.place is field and window._form is not None


def test_a_page_is_gone_to(window, hands) -> None:
    for words, key in (("设置", "settings"), ("统计数字", "figures"), ("意见建议", "suggestions")):
        search(hands, words)
        assert window.stack.key_shown() == key
    search(hands, "归档移交")  # an entry of the navigation that no page is called by
    assert PAGE_OF[window.stack.key_shown()].job is FILING


def test_a_form_and_an_act_are_begun(window, ledger, hands, answers) -> None:
    search(hands, "新增接待")
    assert window._form.register.key == "receptions"
    window._put_away()
    answers.give("QDialog.exec", lambda dialog: dialog.buttons["知道了"].click())  # there is no site yet
    search(hands, "生成全年")
    assert window.list_shown().register.key == "reception_duties"


def test_a_verb_alone_means_the_page_that_is_open(window) -> None:
    """导入 on the roster is not the import of the ledger with the shortest name; what is written out wins."""
    for key, words, first in (
        ("deputies", "导入", "导入代表名册"),
        ("suggestions", "新增", "新增意见建议"),
        ("site_board", "打印", "打印自查总表"),
        ("reception_duties", "新增接待", "新增接待"),
    ):
        window.open_page(key)
        assert meant(commands_of(window), words)[0][0].words == first


def test_pinyin_finds_pages_after_people(window, ledger, hands) -> None:
    row = enter_deputy(ledger, "沈智")  # sz, as 设置
    search(hands, "sz")
    assert window.list_shown().selected_ids() == [row]


def test_the_opinion_stands_above_the_reception_it_came_from(window, ledger, hands) -> None:
    site = enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    reception = enter(
        ledger, "receptions", held_on="2022-03-01", site={"id": site}, kind="接访", matter="路灯不亮"
    )
    opinion = enter(
        ledger, "suggestions", **{"class": "群众意见"}, source="接待", raised_on="2022-03-01", title="照明",
        content="村口路灯不亮", reception={"id": reception},
    )  # fmt: skip
    assert [hit[:2] for hit in ledger.search("路灯")] == [("suggestions", opinion), ("receptions", reception)]
    search(hands, "路灯")
    assert window.list_shown().selected_ids() == [opinion]


def test_help_opens_beside_the_form_and_esc_returns_to_it(window, hands) -> None:
    window.open_form("deputy_groups", None, None)
    QApplication.processEvents()
    line = window._form.fields.rows["name"].editor.focus
    line.setFocus()
    hands.write("7")
    for size in ((1366, 768), (911, 512)):
        window.resize(*size)
        hands.press(Qt.Key.Key_F1)
        assert window.help.isVisible()
        assert window.help.isAncestorOf(hands.place)
        assert "代表小组" in window.help.text.toPlainText()
        hands.press(Qt.Key.Key_Escape)
        assert not window.help.isVisible()
        assert hands.place is line
    assert line.text() == "7"
    window._put_away()
