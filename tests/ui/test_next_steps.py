"""From each page the next natural step is there: by mouse and keys, in the real window."""

import struct
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from tests.data.sites import item, picture, site
from tests.kept_ledgers import new_ledger, open_ledger, sample_folder
from tests.ui.conftest import enter, enter_deputy
from tests.ui.hands import Hands
from tests.ui.surfaces import lay_out, put_away
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.panels.pictures import PictureTile, PictureWindow, Portrait, picture_of
from ui.printing.preview import Preview


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = open_ledger(sample_folder(tmp_path_factory.mktemp("next") / "s"), today=date(2022, 12, 31))
    yield ledger
    ledger.close()


@pytest.fixture
def sample_window(sample: Ledger, qtbot: Any) -> Iterator[Window]:
    made = Window(Workspace(sample))
    qtbot.addWidget(made)
    made.keeps_ledger = True
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture(scope="module")
def bare_window(qapp: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """Over a ledger in which nothing was entered; nothing is."""
    ledger = new_ledger(tmp_path_factory.mktemp("bare") / "data", today=date(2022, 11, 23))
    made = Window(Workspace(ledger))
    made.keeps_ledger = True
    made.show()
    yield made
    put_away(made)
    ledger.close()


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(page: QWidget, words: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible())


def test_the_figures_are_printed_exported_and_copied(sample_window, qtbot, answers, qapp, tmp_path) -> None:
    sample_window.open_page("figures")
    page = sample_window.page("figures")
    qtbot.waitUntil(lambda: bool(page.lines))
    path = tmp_path / "数字.xlsx"
    answers.give("QFileDialog.getSaveFileName", (str(path), ""))
    click(button(page, "导出 Excel"))
    # While the job is not over, its dialog may lie over the window and take the keys.
    qtbot.waitUntil(lambda: "已存为" in sample_window.toast._words.text(), timeout=10_000)
    cells = [cell for row in load_workbook(path).active.iter_rows(values_only=True) for cell in row]
    assert {"16批次", "89.3%（25/28）"} <= {str(cell) for cell in cells}
    click(button(page, "复制"))
    lines = [line.split("\t") for line in qapp.clipboard().text().split("\n")]
    assert lines[0] == ["类别", "项目", "数字", "口径"]
    assert [line[2] for line in lines[1:]] == [line.number.text() for line in page.lines.values()]
    sample_window.activateWindow()  # a window system does it when the dialog of a job goes
    qtbot.waitUntil(sample_window.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(sample_window.findChildren(Preview)), timeout=10_000)
    sample_window.findChildren(Preview)[0].close()


@pytest.mark.parametrize("name", ["有设备", "有经费", "有制度", "有活动"])
def test_what_a_card_is_judged_from_is_entered_from_the_card(sample_window, sample, qtbot, name) -> None:
    sample_window.open_page("site_board")
    page = sample_window.page("site_board")
    site_id = page.facts.sites[0]["id"]
    click(page.grid.cards[(site_id, item(sample, name))])
    click(next(b for b in page.panel.findChildren(QPushButton) if b.text().startswith("+ 新增")))
    form = sample_window._form
    assert form is not None and "site" in form.register.by_key
    assert form.fields.raw()["site"]["id"] == site_id
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert sample_window.stack.currentWidget() is page


def test_a_site_is_entered_from_the_board(sample_window) -> None:
    sample_window.open_page("site_board")
    click(sample_window.page("site_board").tools.new_site_button)
    assert sample_window._form is not None
    assert sample_window._form.register is BY_KEY["liaison_sites"]


def test_the_empty_rota_offers_the_plan_of_the_year(window, ledger, answers) -> None:
    site(ledger)
    window.open_page("reception_duties")
    asked = []
    answers.give("QDialog.exec", lambda dialog: asked.append(type(dialog).__name__))
    click(button(window.list_shown().empty, "生成全年安排"))
    assert asked == ["RotaPlanner"]


def test_an_empty_view_leads_to_what_there_is(window, ledger, qtbot) -> None:
    enter_deputy(ledger, "王芳", sex="女", elected_on="2016-11-01")
    window.open_page("deputies")
    page = window.list_shown()
    page.header.filter_box.setText("没有这个人")
    qtbot.waitUntil(page.empty.isVisible)
    click(button(page.empty, "查看全部"))
    assert len(page.model.ids) == 1 and page.header.filter_box.text() == ""
    page.columns.show_chosen("level", ("county",))
    assert page.empty.isVisible()
    click(button(page.empty, "查看全部"))
    assert len(page.model.ids) == 1
    window.workspace.year = 2022
    window.open_page("mandate_changes")
    click(button(window.list_shown().empty, "查看全部年度"))
    assert window.workspace.year is None and len(window.list_shown().model.ids) == 1
    window.workspace.year = 2022
    window.open_page(
        "site_checks"
    )  # nothing in any year: no way to other years, and the round is begun on the board
    assert not any(
        b.isVisible() for b in window.list_shown().empty.findChildren(QPushButton) if "年度" in b.text()
    )
    click(button(window.list_shown().empty, "到看板上自查"))
    assert window.key_shown() == "site_board"


@pytest.mark.parametrize(
    ("page", "act", "form"),
    [
        ("term_change", "新增届次", "terms"),
        ("vacancies", "新增届次", "terms"),
        ("allowances", "新增补贴标准", "allowance_rates"),
    ],
)
def test_a_page_that_lacks_something_leads_to_its_form(bare_window, page, act, form) -> None:
    bare_window.activateWindow()
    QTest.qWaitForWindowActive(bare_window)
    bare_window.open_page(page)
    lay_out()  # the page has taken the keyboard by then
    hands = Hands(bare_window)
    button(bare_window.page(page), act).setFocus()
    hands.press(Qt.Key.Key_Return)
    assert bare_window._form.register.key == form
    hands.press(Qt.Key.Key_Escape)
    assert bare_window._form is None


def test_vacancies_without_a_term_lead_to_the_form_of_one(window, ledger) -> None:
    with ledger.act("删") as act:
        act.remove("terms", 1, "试")
    window.open_page("vacancies")
    click(window.page("vacancies").term_button)
    assert window._form.register is BY_KEY["terms"]


def two_photos(folder: Path) -> list[Path]:
    first, second = picture(folder, "甲.png"), picture(folder, "乙.png")
    second.write_bytes(first.read_bytes() + b"another")  # a file is kept once
    return [first, second]


def photographed(ledger: Ledger, key: str, row_id: int, *paths: Path, role: str = "") -> None:
    with ledger.act("添加照片") as act:
        for path in paths:
            act.attach(key, row_id, path, role=role)


def test_a_photo_is_a_picture_wherever_it_is_kept(window, ledger, qtbot, tmp_path) -> None:
    deputy = enter_deputy(ledger, "王芳")
    place = site(ledger)
    reception = enter(ledger, "receptions", held_on="2022-11-08", site={"id": place.id, "name": place.name},
                      kind="接访", deputies="王芳", matter="路灯不亮")  # fmt: skip
    activity = enter(ledger, "site_activities", held_on="2022-11-08", site={"id": place.id, "name": place.name},
                     theme="学习", form="学习")  # fmt: skip
    photos = two_photos(tmp_path)
    paper = tmp_path / "签到.txt"
    paper.write_text("签到", encoding="utf-8")
    photographed(ledger, "deputies", deputy, photos[0], role="photo")
    for key, row_id in (("receptions", reception), ("site_activities", activity)):
        photographed(ledger, key, row_id, *photos, paper)
        window.visit(key, row_id, None)
        panel = window.list_shown().panel
        qtbot.waitUntil(lambda panel=panel: len(panel.findChildren(PictureTile)) == 2)
    window.visit("deputies", deputy, None)
    panel = window.list_shown().panel
    qtbot.waitUntil(lambda: bool(panel.findChildren(Portrait)))
    assert not panel.findChildren(Portrait)[0].icon().isNull()


def test_a_picture_is_enlarged_on_a_click_and_leafed_through(window, ledger, qtbot, tmp_path) -> None:
    place = site(ledger)
    photos = two_photos(tmp_path)
    photographed(ledger, "liaison_sites", place.id, *photos)
    window.visit("liaison_sites", place.id, None)
    panel = window.list_shown().panel
    qtbot.waitUntil(lambda: len(panel.findChildren(PictureTile)) == 2)
    tile = panel.findChildren(PictureTile)[0]
    panel._scroll.ensureWidgetVisible(tile)
    tile.click()
    large = window.findChildren(PictureWindow)[0]
    assert large.picture.pixmap().width() > tile.iconSize().width()
    first = large.name.text()
    QTest.keyClick(large, Qt.Key.Key_Right)
    assert large.name.text() != first
    QTest.keyClick(large, Qt.Key.Key_Right)
    assert large.name.text() == first
    QTest.keyClick(large, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(PictureWindow))


def test_a_picture_fits_its_room_and_a_broken_one_is_none(tmp_path) -> None:
    file = {"name": "甲.png", "path": picture(tmp_path)}
    shown = picture_of(file, QSize(40, 30), 2.0)
    assert shown.width() <= 80 and shown.height() <= 60 and not shown.isNull()
    broken = tmp_path / "坏.png"
    broken.write_bytes(b"no picture")
    assert picture_of({"name": "坏.png", "path": broken}, QSize(40, 30)).isNull()


def test_a_picture_that_claims_to_be_huge_is_not_decoded(qtbot, tmp_path) -> None:
    """A PNG of a few hundred bytes that says 60,000 x 60,000: ten gigabytes if somebody believed it."""
    header = struct.pack(">4sIIBBBBB", b"IHDR", 60_000, 60_000, 8, 2, 0, 0, 0)
    path = tmp_path / "huge.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    )
    file = {"path": path, "name": path.name}
    assert picture_of(file, QSize(40, 30), 2.0).isNull()
    tile = PictureTile(file, [file], "附件", lambda parent, row: None)
    qtbot.addWidget(tile)
    assert "图片太大" in tile.toolTip()
