"""The page 资料核对 in the real window: names are linked by one click, findings lead to their rows."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.storage.ledger import Ledger
from tests.ui.conftest import enter, enter_deputy
from ui.pages.health_page import HealthPage
from ui.row_link import RowLink


@pytest.fixture
def two_of_one_name(ledger: Ledger) -> Ledger:
    """王芳 twice; two receptions name her, so that nobody knows which one is meant."""
    for district in ("第一选区", "第三选区"):
        enter(ledger, "electoral_districts", name=district, level="镇")
        enter_deputy(ledger, "王芳", electoral_district=district)
    enter(ledger, "liaison_sites", name="甲站", kind="联络站")
    for day in ("2022-03-01", "2022-04-01"):
        enter(ledger, "receptions", held_on=day, kind="接访", site="甲站", deputies=["王芳"])
    return ledger


@pytest.fixture
def page(window: Any, qtbot: Any) -> HealthPage:
    assert window.open_page("health")
    (shown,) = [page for page in window.findChildren(HealthPage) if page.isVisible()]
    qtbot.waitUntil(lambda: shown.health is not None)
    return shown


def buttons(page: HealthPage, words: str) -> list[QPushButton]:
    return [b for b in page.findChildren(QPushButton) if b.accessibleName() == words]


def settled(page: HealthPage, qtbot: Any, count: int) -> None:
    qtbot.waitUntil(lambda: page.health is not None and len(page.health.names) == count and not page._looking)


def test_one_click_links_one_name_and_undo_brings_it_back(two_of_one_name, page, ledger, qtbot) -> None:
    first, _ = buttons(page, "是:王芳 第三选区 · 镇")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.health.names[0].places) == 1)
    assert ledger.count("performance_records") == 1
    assert not buttons(page, "都对上:王芳 第三选区 · 镇")
    ledger.undo()
    qtbot.waitUntil(lambda: len(page.health.names[0].places) == 2)


def test_names_written_alike_are_linked_together(two_of_one_name, page, ledger, qtbot) -> None:
    (together,) = buttons(page, "都对上:王芳 第一选区 · 镇")
    together.setFocus()
    qtbot.keyClick(together, Qt.Key.Key_Space)
    settled(page, qtbot, 0)
    assert [
        row["deputy"].id for row in ledger.rows("performance_records", ledger.ids("performance_records"))
    ] == [1, 1]


def test_a_finding_leads_to_its_row(two_of_one_name, page, window, qtbot) -> None:
    visits: list[Any] = []
    window.workspace.visit.connect(lambda *place: visits.append(place))
    link = next(one for one in page.findChildren(RowLink) if one.words.startswith("接待登记"))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert visits == [("receptions", 1, None)]


def test_what_is_out_of_step_is_renewed_by_one_button(two_of_one_name, window, ledger, qtbot) -> None:
    enter(ledger, "receptions", held_on="2022-05-01", kind="接访", site="甲站", deputies=[{"id": 1}])
    with ledger.act("旧版本的差错") as act:
        from app.domain.registers import BY_KEY

        table = BY_KEY["performance_records"]
        act.writer.write(table, "remove", 1, act.writer.existing(table, 1), None)
    window.open_page("health")
    (page,) = [page for page in window.findChildren(HealthPage) if page.isVisible()]
    qtbot.waitUntil(lambda: page.health is not None)
    assert page.health.out_of_step == 1
    (button,) = [b for b in page.findChildren(QPushButton) if b.text() == "按来源重新生成"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.health.out_of_step == 0)
    assert ledger.count("performance_records") == 1


def test_a_ledger_without_findings_says_so(page) -> None:
    assert page.health.count == 0
