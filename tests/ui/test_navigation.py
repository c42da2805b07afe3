"""The jobs at the left, the tabs of their pages, and the way back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain import jobs, registers
from app.resources import resource
from app.storage.machine import machine_settings
from tests.ui.conftest import enter_deputy
from tests.ui.surfaces import dress
from ui.frame.navigation import NARROW, Navigation, Place
from ui.frame.page_kinds import PAGE_OF, PAGES, pages_of, places
from ui.frame.window import Window
from ui.look.theme import dp


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def test_every_page_is_a_tab_of_its_job(window) -> None:
    assert {register.key for register in registers.SHOWN} <= PAGE_OF.keys()
    for page in PAGES:
        click(window.navigation.entries[page.job])
        if len(pages_of(page.job)) > 1:
            click(window.tabs.tabs[page.key])
        assert window.stack.currentWidget() is window.pages[page.key], page.key
        assert window.navigation.entries[page.job].isChecked()
        assert window.tabs.isVisible() == (len(pages_of(page.job)) > 1)
        assert (resource("icons") / f"{page.icon}.svg").exists(), page


def test_only_jobs_that_have_a_page_are_shown_and_are_called_what_they_are(window) -> None:
    shown = list(window.navigation.entries)
    assert shown == [job for job in jobs.JOBS if pages_of(job)]
    assert [entry.place.label for entry in window.navigation.entries.values()] == [job.label for job in shown]


def test_what_a_job_counts_is_what_it_is_called(window) -> None:
    counted = {entry.place.label: entry.place.counts for entry in window.navigation.entries.values()}
    assert counted[jobs.PRESIDIUM.label] == "presidium_meetings"
    assert counted[jobs.PROJECTS.label] == "livelihood_projects"
    assert counted[jobs.RECEPTIONS.label] == "receptions", "though its first tab is the rota"


def test_an_entry_opens_the_tab_that_was_open_last_and_once_more_the_first(window) -> None:
    sites, deputies = (window.navigation.entries[job] for job in (jobs.SITES, jobs.DEPUTIES))
    click(sites)
    click(window.tabs.tabs["fund_entries"])
    click(deputies)
    click(sites)
    assert window.list_shown().register.key == "fund_entries"
    click(sites)
    assert window.stack.currentWidget() is window.pages["site_board"]


def test_tabs_and_entries_count_what_stands_behind_them(window, ledger, qtbot) -> None:
    enter_deputy(ledger, "王芳", elected_on="2016-11-01")
    window.workspace.year = None
    window.open_page("deputies")
    qtbot.waitUntil(lambda: window.tabs.tabs["deputies"].text() == "名册 1")
    assert window.tabs.tabs["mandate_changes"].text() == "变动 1"
    assert window.navigation.entries[jobs.DEPUTIES].accessibleName() == "代表 1"
    window.workspace.year = 2022
    qtbot.waitUntil(lambda: window.tabs.tabs["mandate_changes"].text() == "变动 0")


def test_a_group_folds_and_remembers_it(window, qtbot) -> None:
    navigation = window.navigation
    heading, entry = navigation.headings["年终"], navigation.entries[jobs.FIGURES]
    heading.setFocus()
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert not entry.isVisible()
    assert navigation.entries[jobs.DEPUTIES].isVisible()
    assert machine_settings()["folded_groups"] == ["年终"]
    again = Navigation(places())
    qtbot.addWidget(again)
    again.show()
    assert not again.entries[jobs.FIGURES].isVisible()
    window.open_page("figures")  # what is open is never folded away
    assert entry.isVisible()
    click(heading)
    click(heading)
    assert entry.isVisible() and machine_settings()["folded_groups"] == []


def test_the_slim_column_folds_nothing_away_and_keeps_every_word_whole(window, qtbot) -> None:
    navigation = window.navigation
    click(navigation.headings["代表与联络"])
    window.resize(911, 512)
    qtbot.waitUntil(lambda: navigation.width() == dp(NARROW))
    for entry in navigation.entries.values():
        entry.setChecked(True)  # the open job is written bold
        metrics, room = QFontMetrics(entry.words_font()), entry.words_room()
        assert entry.isVisible() and entry.toolTip().startswith(entry.place.label)
        assert metrics.horizontalAdvance(entry.place.label) <= room.width(), entry.place.label
        assert metrics.height() <= room.height()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: navigation.width() > dp(NARROW))
    assert not navigation.entries[jobs.DEPUTIES].isVisible()
    assert navigation.entries[jobs.FIGURES].toolTip() == ""


@pytest.fixture
def font_size(qapp, request) -> Iterator[None]:
    dress(qapp, request.param)
    yield
    dress(qapp)


@pytest.mark.parametrize("font_size", ["standard", "largest"], indirect=True)
@pytest.mark.parametrize("slim", [False, True])
def test_every_job_there_will_be_is_within_reach_at_the_height_of_an_old_screen(
    font_size, slim, qtbot
) -> None:
    """685 points are left of 768 between the bar at the top and the status line; 18-point type takes more."""
    window = QWidget()
    navigation = Navigation([Place(job, job.label, "register") for job in jobs.JOBS])
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(navigation)
    qtbot.addWidget(window)
    navigation.fold(slim)
    window.resize(navigation.width(), 685)
    window.show()
    qtbot.waitUntil(lambda: all(in_sight(navigation.entries[job]) for job in jobs.FOOT))
    if slim or dp(14) == 14:  # else one has to scroll, or to fold a group
        qtbot.waitUntil(lambda: all(in_sight(entry) for entry in navigation.entries.values()))
    for job in jobs.JOBS:
        navigation.mark(job)
        assert in_sight(navigation.entries[job]), job.label


def test_a_window_opened_with_a_small_screen_keeps_the_foot_in_sight(window, qtbot) -> None:
    window.resize(911, 400)
    for job in jobs.FOOT:
        qtbot.waitUntil(lambda job=job: in_sight(window.navigation.entries[job]))
    window.open_page("figures")
    qtbot.waitUntil(lambda: in_sight(window.navigation.entries[jobs.FIGURES]))


def test_one_returns_from_the_rows_behind_a_number(window: Window, ledger, qtbot) -> None:
    enter_deputy(ledger, "王芳")
    window.open_page("figures")
    window.page("figures").lines["deputies.in_office"].number.click()
    page = window.list_shown()
    assert page.register.key == "deputies" and len(page.model.ids) == 1
    assert window.tabs.back_button.text() == "‹ 返回“统计数字”"
    enter_deputy(ledger, "李强")
    click(window.tabs.back_button)
    assert window.stack.currentWidget() is window.pages["figures"]
    assert not window.tabs.back_button.isVisible()
    click(window.navigation.entries[jobs.DEPUTIES])
    assert len(window.list_shown().model.ids) == 2  # narrowed no more


def test_the_way_back_is_as_long_as_the_way_there(window: Window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "王芳", elected_on="2016-11-01")
    window.open_page("figures")
    window.visit("deputies", row_id, None)
    window.visit("mandate_changes", None, {"equals": {"mandate": row_id}, "words": "王芳"})
    for key in ("deputies", "figures", "figures"):
        qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert window.stack.currentWidget() is window.pages[key]
    window.visit("deputies", row_id, None)
    click(window.tabs.tabs["electoral_districts"])  # her own way begins anew
    assert not window.tabs.back_button.isVisible()


@pytest.mark.parametrize(
    ("key", "tab"), [("deputies", "名册"), ("deputy_cards", "代表证发放登记"), ("figures", "统计数字")]
)
def test_a_tab_says_its_job_again_only_where_the_word_needs_it(key: str, tab: str) -> None:
    assert PAGE_OF[key].tab == tab


class Asked(QWidget):
    """A page that counts how often it is asked for its size; as a list does, its height follows from its width."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def sizeHint(self) -> QSize:
        self.times += 1
        return QSize(100, 100)

    minimumSizeHint = sizeHint

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self.times += 1
        return 100


def test_pages_that_are_not_on_screen_are_not_asked_how_large_they_would_be(window) -> None:
    behind = Asked()
    window.stack.addWidget(behind)
    window.open_page("deputies")
    QApplication.processEvents()
    behind.times = 0
    for key in ("receptions", "deputies"):
        window.open_page(key)
        QApplication.processEvents()
    assert behind.times == 0
    assert window.stack.minimumSizeHint() == window.stack.currentWidget().minimumSizeHint()
