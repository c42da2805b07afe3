"""The board of the liaison sites: what it shows, what one click does, and that it fits small windows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain import jobs
from app.domain.fields import Ref
from app.paper.forms import site_papers
from app.storage.ledger import Ledger
from app.work import site_rounds
from tests.data.sites import change, item, picture, reception, site
from tests.kept_ledgers import open_ledger, sample_folder
from tests.ui.conftest import enter_deputy
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.pages.board.board_grid import ItemCard, kept_together
from ui.pages.board.new_round import NewRound
from ui.pages.board.site_board import SiteBoard
from ui.printing.preview import Preview

NAME = "2022年第一轮"
DAY = date(2022, 11, 23)


@pytest.fixture
def room(ledger: Ledger) -> Ref:
    """A room whose sign has no photo, checked today."""
    enter_deputy(ledger, "王芳")
    made = site(ledger)
    site_rounds.start_round(ledger, NAME, DAY, "蓝晓晴")
    return made


def board(window: Window) -> SiteBoard:
    page = window.page("site_board")
    assert isinstance(page, SiteBoard)
    return page


def opened(window: Window) -> SiteBoard:
    window.open_page("site_board")
    return board(window)


def click(widget: Any) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_line_of_a_card_breaks_behind_its_signs_and_not_inside_a_fact() -> None:
    pieces = kept_together("缺身份标识，制度1项 · 已上墙", lambda _: True).split("，")
    assert [piece.replace("\u2060", "") for piece in pieces] == ["缺身份标识", "制度1项\u00a0· 已上墙"]
    assert all("\u2060" in piece for piece in pieces)


def test_a_fact_wider_than_its_card_is_broken_and_not_cut(room: Ref, window: Window) -> None:
    """缺场地使用凭据 lost its end on a card of 107 points, since a line could break nowhere in it."""
    cell = next(iter(opened(window).facts.cells.values()))
    card = ItemCard(replace(cell, words="缺场地使用凭据、缺照片"), "站")
    metrics = card.words.fontMetrics()
    for width in (107, 300):
        card.height_for(width, compared=False)
        joined = max(re.split("(?<=、)|(?<=[^\u2060])(?=[^\u2060])", card.words.text()), key=len)
        assert metrics.horizontalAdvance(joined.replace("\u2060", "")) <= width - 18
    assert "\u2060" in card.words.text(), "on a wide card it stays in one line"
    card.deleteLater()


def test_an_item_is_met_by_a_photo_with_four_clicks(
    room: Ref, window: Window, tmp_path: Path, answers: Any
) -> None:
    photo = picture(tmp_path)
    answers.give("QFileDialog.getOpenFileNames", ([str(photo)], ""))  # the fourth: choosing the file
    clicks = 0

    def pressed(widget: Any) -> None:
        nonlocal clicks
        clicks += 1
        click(widget)

    pressed(window.navigation.entries[jobs.SITES])
    page = board(window)
    sign = (room.id or 0, item(window.workspace.ledger, "有牌子"))
    assert page.facts.cells[sign].result == "partly"
    pressed(page.grid.cards[sign])
    assert page.panel.evidence is not None
    pressed(page.panel.evidence.photo_button)
    assert clicks + 1 <= 4
    assert page.facts.cells[sign].result == "met"
    assert page.facts.cells[sign].words == "挂牌 2021.10 · 照片 1"
    assert page.grid.cards[sign].findChild(QLabel) is not None


def test_any_item_can_be_marked_as_met_by_a_photo_with_four_clicks(
    room: Ref, window: Window, tmp_path: Path, answers: Any
) -> None:
    answers.give("QFileDialog.getOpenFileNames", ([str(picture(tmp_path))], ""))
    click(window.navigation.entries[jobs.SITES])
    page, funds = board(window), (room.id or 0, item(window.workspace.ledger, "有经费"))
    click(page.grid.cards[funds])
    assert page.panel.evidence is not None
    click(page.panel.evidence.prove_button)
    assert page.facts.cells[funds].result == "met"


def test_files_dropped_on_the_panel_are_kept(room: Ref, window: Window, tmp_path: Path) -> None:
    page, sign = opened(window), (room.id or 0, item(window.workspace.ledger, "有牌子"))
    page.open_cell(*sign)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path)))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    assert page.panel.evidence is not None
    page.panel.evidence.dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, buttons, keys))
    assert page.facts.cells[sign].result == "met"


def test_computed_items_have_no_buttons_to_press(room: Ref, window: Window) -> None:
    page, ledger = opened(window), window.workspace.ledger
    for name, allowed in (("有活动", False), ("有台账", False), ("有人员", True), ("有场所", True)):
        page.open_cell(room.id or 0, item(ledger, name))
        assert {button.isEnabled() for button in page.panel.results.values()} == {allowed}, name


def test_a_result_is_one_click_and_can_be_undone(room: Ref, window: Window) -> None:
    page, staff = opened(window), (room.id or 0, item(window.workspace.ledger, "有人员"))
    page.open_cell(*staff)
    click(page.panel.results["partly"])
    assert page.facts.cells[staff].result == "partly"
    window.undo()
    assert page.facts.cells[staff].result == "met"


def test_what_was_typed_stays_a_draft_when_another_card_is_opened(room: Ref, window: Window, qtbot) -> None:
    page, ledger = opened(window), window.workspace.ledger
    sign, staff = ((room.id or 0, item(ledger, name)) for name in ("有牌子", "有人员"))
    page.open_cell(*sign)
    line = page.panel.fields.editors["responsible"].focus
    line.setFocus()
    line.selectAll()
    line.insert("赖伟文")
    qtbot.keyClick(line, Qt.Key.Key_1)
    before = page.facts.cells[sign].check
    page.open_cell(*staff)
    assert page.facts.cells[sign].check == before
    page.open_cell(*sign)
    assert page.panel.fields.editors["responsible"].raw() == "赖伟文1"
    assert page.panel.fields.drafted.notice.isVisible()
    assert page.panel.save()
    assert page.facts.cells[sign].check["responsible"] == "赖伟文1"
    assert not page.panel.fields.drafted.notice.isVisible()
    assert ledger.drafts.keys() == []


def test_judging_a_card_loses_nothing_typed_in_it(room: Ref, window: Window, qtbot) -> None:
    page, ledger = opened(window), window.workspace.ledger
    staff = room.id or 0, item(ledger, "有人员")
    page.open_cell(*staff)
    qtbot.keyClick(page.panel.fields.editors["finding"].focus, Qt.Key.Key_7)
    typed = page.panel.fields.editors["finding"].raw()
    click(page.panel.results["partly"])
    assert page.panel.fields.editors["finding"].raw() == typed
    assert page.facts.cells[staff].result == "partly"


def test_what_is_due_today_is_amber_and_says_so(room: Ref, window: Window) -> None:
    page, ledger = opened(window), window.workspace.ledger
    sign = item(ledger, "有牌子")
    for day, role, words in (
        ("11.23", "task_today", "今天到期"),
        ("12.15", "task", "12-15 前"),
    ):
        page.open_cell(room.id or 0, sign)
        page.panel.fields.editors["fix_by"].fill_text(day)
        assert page.panel.save()
        page.reload()
        line = next(line for line in page.strip.lines if "有牌子" in line.text())
        assert (line.property("role"), line.text().endswith(words)) == (role, True), line.text()
        assert ("1 项今天到期" in page.strip.heading.text()) == (role == "task_today")


def test_a_date_that_cannot_be_read_is_not_kept(room: Ref, window: Window) -> None:
    page, ledger = opened(window), window.workspace.ledger
    sign = item(ledger, "有牌子")
    page.open_cell(room.id or 0, sign)
    assert page.panel.fields is not None
    page.panel.fields.editors["fix_by"].fill_text("过几天")
    assert not page.panel.save()
    assert page.panel.cell is not None and page.panel.cell.item == sign


def test_records_open_from_the_panel(room: Ref, window: Window) -> None:
    ledger = window.workspace.ledger
    row = reception(ledger, room, 11, is_signed=False)
    page = opened(window)
    site_rounds.refresh(ledger, [cell.check["id"] for cell in page.facts.cells.values() if cell.check])
    page.open_cell(room.id or 0, item(ledger, "有台账"))
    record = next(button for button in page.panel.findChildren(QPushButton) if "接待登记" in button.toolTip())
    click(record)
    shown = window.list_shown()
    assert shown is not None and shown.register.key == "receptions"
    assert shown.selected_ids() == [row]


def test_the_small_ledgers_stand_beside_the_board_in_one_row_of_tabs(room: Ref, window: Window) -> None:
    page = opened(window)
    click(window.tabs.tabs["site_equipment"])
    shown = window.list_shown()
    assert shown is not None and shown.register.key == "site_equipment"
    click(window.tabs.tabs["site_board"])
    assert window.stack.currentWidget() is page


def test_before_the_first_round_the_board_shows_what_the_ledgers_show(window: Window) -> None:
    ledger = window.workspace.ledger
    enter_deputy(ledger, "王芳")
    room = site(ledger)
    page, sign = opened(window), (room.id or 0, item(ledger, "有牌子"))
    assert page.facts.round is None
    assert page.facts.cells[sign].words == "挂牌 2021.10，缺照片"
    page.open_cell(*sign)
    assert page.panel.results == {}
    assert not page.print_button.isEnabled()


def test_a_round_is_begun_from_the_board(window: Window, answers: Any) -> None:
    ledger = window.workspace.ledger
    site(ledger)
    page = opened(window)

    def begin(dialog: NewRound) -> int:
        assert dialog.rows["round"].editor.raw() == NAME
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        click(buttons["开始自查"])
        return 1

    answers.give("QDialog.exec", begin)
    click(page.begin_button)
    assert [one.name for one in site_rounds.rounds(ledger)] == [NAME]
    assert page.facts.round is not None and len(page.facts.cells) == 8


def test_rounds_are_compared_in_words(room: Ref, window: Window) -> None:
    ledger = window.workspace.ledger
    change(ledger, "liaison_sites", room.id or 0, liaison_officer=None)
    site_rounds.start_round(ledger, "2022年第二轮", DAY, "蓝晓晴")
    page, staff = opened(window), (room.id or 0, item(ledger, "有人员"))
    card = page.grid.cards[staff]
    assert not card.moved.isVisible()
    click(page.tools.compare_button)
    assert card.moved.isVisible()
    assert card.moved.text() == "↓ 上轮达标，变差了"
    assert page.summary.text().endswith("与2022年第一轮相比：好转 0 项，变差 1 项")
    page.tools.rounds.activated.emit(page.tools.rounds.findData(NAME))
    assert page.facts.round is not None and page.facts.round.name == NAME


def test_cards_keep_what_was_found_while_the_panel_is_open(room: Ref, window: Window) -> None:
    page = opened(window)
    window.resize(1366, 768)
    place = (room.id or 0, item(window.workspace.ledger, "有人员"))
    click(page.grid.cards[place])
    assert page.panel.isVisible()
    for card in page.grid.cards.values():
        assert card.words.isVisible()
        assert card.words.heightForWidth(card.words.width()) <= card.words.height()


def test_tasks_open_their_card(room: Ref, window: Window) -> None:
    page = opened(window)
    first = page.facts.tasks[0]
    click(page.strip.lines[0])
    assert page.panel.cell is not None
    assert (page.panel.cell.site, page.panel.cell.item) == (first.site.id, first.item.id)


@pytest.fixture
def sample(tmp_path: Path, qtbot: Any) -> Iterator[Callable[[int, int], SiteBoard]]:
    """The board over the sample year in a window of a size."""
    ledger = open_ledger(sample_folder(tmp_path / "sample"), today=DAY)
    made = Window(Workspace(ledger))
    qtbot.addWidget(made)
    made.workspace.year = 2022

    def sized(width: int, height: int) -> SiteBoard:
        made.resize(width, height)
        made.show()
        return opened(made)

    yield sized
    made.close()
    ledger.close()


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900), (911, 512), (700, 500)])
def test_cards_neither_overlap_nor_leave_the_page(
    sample: Callable[[int, int], SiteBoard], size: tuple[int, int]
) -> None:
    page = sample(*size)
    assert (
        page.facts.summary()
        == "2022年第二轮自查 2022-11-10，3 个站 24 项：达标 20 项，部分达标 3 项，缺 1 项"
    )
    cards = [*page.grid.cards.values(), *page.grid.sites.values()]
    places = [card.geometry() for card in cards]
    assert all(place.left() >= 0 and place.right() < page.grid.body.width() for place in places)
    assert all(place.bottom() < page.grid.body.height() for place in places)
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[n + 1 :])
    assert page.strip.isVisible()
    words = [card.words for card in page.grid.cards.values()]
    assert all(label.isVisible() for label in words)
    assert all(label.heightForWidth(label.width()) <= label.height() for label in words)


def test_twelve_sites_scroll(window: Window) -> None:
    ledger = window.workspace.ledger
    for number in range(12):
        site(ledger, f"第{number}村联络站", kind="station")
    site_rounds.start_round(ledger, NAME, DAY, "")
    page = opened(window)
    bar = page.grid.area.verticalScrollBar()
    assert bar.maximum() > 0
    last = (page.facts.sites[-1]["id"], page.facts.items[-1]["id"])
    page.open_cell(*last)
    card = page.grid.cards[last]
    top = card.mapTo(page.grid.area.viewport(), card.rect().topLeft()).y()
    assert 0 <= top < page.grid.area.viewport().height()


def test_papers_of_a_round_hold_every_check(sample: Callable[[int, int], SiteBoard]) -> None:
    ledger, name = sample(1366, 768).workspace.ledger, "2022年第二轮"
    sheets = site_papers.site_sheets(ledger, name)
    assert [paper.title for paper in sheets] == ["四会市迳口镇人大代表联络站“八有”自查表"] * 3
    tables = [block for paper in sheets for block in paper.blocks if hasattr(block, "rows")]
    assert [table.rows[-1] for table in tables] == [  # type: ignore[union-attr]
        ("合计得分：93.75 分（满分 100.00 分）",),
        ("合计得分：87.50 分（满分 100.00 分）",),
        ("合计得分：87.50 分（满分 100.00 分）",),
    ]
    (overview,), (fixes,) = site_papers.overview(ledger, name), site_papers.fix_list(ledger, name)
    assert overview.blocks[1].rows[-1][2:-1] == ("3/3", "3/3", "3/3", "2/3", "2/3", "3/3", "3/3", "1/3")  # type: ignore[union-attr]
    assert [row[2] for row in fixes.blocks[1].rows] == ["有台账", "有台账", "有经费", "有设备"]  # type: ignore[union-attr]


def test_choosing_no_file_changes_nothing(room: Ref, window: Window, answers: Any) -> None:
    answers.give("QFileDialog.getOpenFileNames", ([], ""))
    page, sign = opened(window), (room.id or 0, item(window.workspace.ledger, "有牌子"))
    page.open_cell(*sign)
    assert page.panel.evidence is not None
    click(page.panel.evidence.file_button)
    assert page.facts.cells[sign].result == "partly"


def test_pressing_the_result_it_has_or_judging_nothing_anew_is_no_act(room: Ref, window: Window) -> None:
    page, ledger = opened(window), window.workspace.ledger
    page.open_cell(room.id or 0, item(ledger, "有人员"))
    newest = ledger.undoable()
    click(page.panel.results["met"])
    click(page.tools.refresh_button)
    assert ledger.undoable() == newest


def test_without_sites_the_page_says_how_to_begin(window: Window) -> None:
    page = opened(window)
    wanted: list[str] = []
    window.workspace.wants_form.connect(lambda key, *_: wanted.append(key))
    assert page.empty.isVisible() and not page.grid.isVisible()
    page.empty.wanted.emit("add")
    assert wanted == ["liaison_sites"]


def test_printing_by_key_shows_the_sheets(room: Ref, window: Window, qtbot: Any) -> None:
    page = opened(window)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)), timeout=5000)
    (preview,) = window.findChildren(Preview)
    assert "“八有”自查表" in preview.windowTitle()
    preview.reject()
    assert page.isVisible()


def test_judging_a_whole_round_says_first_how_many_change_and_why_others_stay(
    room: Ref, window: Window, answers
) -> None:
    page, ledger = opened(window), window.workspace.ledger
    staff = room.id or 0, item(ledger, "有人员")
    page.open_cell(*staff)
    click(page.panel.results["partly"])
    held = item(ledger, "有活动")
    before = page.facts.cells[(room.id or 0, held)].result
    for month in (2, 5, 8, 11):
        reception(ledger, room, month)
    said: list[str] = []

    def leave(dialog) -> None:
        said.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
        dialog.buttons["不核对"].click()

    answers.give("QDialog.exec", leave)
    page.refresh_round()
    assert "项的内容会改变" in said[0]
    assert "1 项不动：由自查人认定" in said[0]
    assert page.facts.cells[(room.id or 0, held)].result == before
    answers.give(
        "QDialog.exec", lambda dialog: next(b for w, b in dialog.buttons.items() if w != "不核对").click()
    )
    page.refresh_round()
    assert page.facts.cells[staff].result == "partly"
