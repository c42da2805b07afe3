"""The page 资料核对 in the real window: names are linked by one click, findings lead to their rows."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.storage.ledger import Ledger
from tests.ui.conftest import enter, enter_deputy
from ui.dialogs import tasks
from ui.look.cards import SHOWN
from ui.look.row_link import RowLink
from ui.pages.upkeep import health_page
from ui.pages.upkeep.health_page import HealthPage
from ui.panels.doubts_view import OpenDoubt


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
    first, _ = buttons(page, "是：王芳 第三选区 · 镇")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.health.names[0].places) == 1)
    assert ledger.count("performance_records") == 1
    assert not buttons(page, "都对上：王芳 第三选区 · 镇")
    ledger.undo()
    qtbot.waitUntil(lambda: len(page.health.names[0].places) == 2)


def test_names_written_alike_are_linked_together(two_of_one_name, page, ledger, qtbot) -> None:
    (together,) = buttons(page, "都对上：王芳 第一选区 · 镇")
    together.setFocus()
    qtbot.keyClick(together, Qt.Key.Key_Space)
    settled(page, qtbot, 0)
    assert [
        row["deputy"].id for row in ledger.rows("performance_records", ledger.ids("performance_records"))
    ] == [1, 1]


def test_a_finding_leads_to_its_row(two_of_one_name, page, window, qtbot) -> None:
    visits: list[Any] = []
    window.workspace.visit.connect(lambda *place: visits.append(place))
    link = next(one for one in page.findChildren(RowLink) if one.text().startswith("接待登记"))
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


def folded(page: HealthPage, words: str) -> QPushButton:
    (button,) = buttons(page, words)
    return button


def doubted(ledger: Ledger) -> None:
    """Two receptions of one day, place and time: each is doubted."""
    enter(ledger, "liaison_sites", name="乙站", kind="联络站")
    for _ in range(2):
        enter(ledger, "receptions", held_on="2022-03-01", kind="接访", site="乙站")


def test_after_a_link_the_keyboard_stays_in_its_place_and_on_nothing_that_links(
    two_of_one_name, page, window, ledger, qtbot
) -> None:
    for day in range(1, 8):
        enter(ledger, "receptions", held_on=f"2022-05-0{day}", kind="接访", site="甲站", deputies=["王芳"])
    qtbot.waitUntil(lambda: len(page.health.names[0].places) == 9 and not page._looking)
    third = buttons(page, "是：王芳 第三选区 · 镇")[2]
    third.setFocus()
    qtbot.keyClick(third, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.health.names[0].places) == 8 and not page._looking)
    here = window.focusWidget()
    assert isinstance(here, RowLink)
    assert "2022-05-02" in here.text()  # the next of those that were below
    qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert window.focusWidget().accessibleName() == "是：王芳 第一选区 · 镇"


def test_a_contradiction_leads_to_its_row_and_takes_its_reason_on_the_page(
    page, window, ledger, qtbot
) -> None:
    doubted(ledger)
    qtbot.waitUntil(lambda: len(page.health.contradictions) == 2 and not page._looking)
    visits: list[Any] = []
    window.workspace.visit.connect(lambda *place: visits.append(place))
    first = page.findChildren(OpenDoubt)[0]
    qtbot.mouseClick(first.answer, Qt.MouseButton.LeftButton)
    qtbot.keyClick(first.line, Qt.Key.Key_Return)  # without a reason nothing is settled
    assert not first.problem.isHidden() and len(page.health.contradictions) == 2
    first.line.setText("两位代表分头接待")
    qtbot.keyClick(first.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.health.answered) == 1 and not page._looking)
    (open_one,) = page.findChildren(OpenDoubt)
    qtbot.mouseClick(open_one.parent().findChild(RowLink), Qt.MouseButton.LeftButton)
    assert visits == [("receptions", page.health.contradictions[0].row, None)]
    ledger.undo()
    window.open_page("health")
    qtbot.waitUntil(lambda: len(page.health.contradictions) == 2 and not page.health.answered)


def test_gaps_are_folded_and_stay_open_once_opened(page, ledger, qtbot) -> None:
    enter(ledger, "liaison_sites", name="乙站", kind="联络站")
    qtbot.waitUntil(lambda: len(page.health.gaps) == 1 and not page._looking)
    assert not page.findChildren(RowLink)
    qtbot.mouseClick(folded(page, "展开缺漏（1）"), Qt.MouseButton.LeftButton)
    assert len(page._scroll.widget().findChildren(RowLink)) == 1
    enter(ledger, "liaison_sites", name="丙站", kind="联络站")
    qtbot.waitUntil(lambda: len(page.health.gaps) == 2 and not page._looking)
    assert len(page._scroll.widget().findChildren(RowLink)) == 2
    folded(page, "收起缺漏（2）")


def test_a_name_that_is_nowhere_can_be_registered_from_here(page, window, ledger, qtbot) -> None:
    enter(ledger, "receptions", held_on="2022-03-01", kind="接访", site="丁站")
    settled(page, qtbot, 1)
    wanted: list[Any] = []
    window.workspace.wants_form.disconnect()
    window.workspace.wants_form.connect(lambda *what: wanted.append(what))
    (button,) = [b for b in page.findChildren(QPushButton) if b.accessibleName().endswith("：丁站")]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == [("liaison_sites", None, None)]


def test_a_look_that_is_cancelled_ends_at_once_and_can_be_begun_again(
    two_of_one_name, page, monkeypatch, qtbot
) -> None:
    begun = threading.Event()
    real = health_page.health_of

    def endless(_: Ledger, progress: Any) -> None:
        while True:
            begun.set()
            progress(1, 2)

    monkeypatch.setattr(health_page, "health_of", endless)
    page.reload()
    begun.wait(5)
    tasks._jobs[-1].stop()
    qtbot.waitUntil(lambda: not page._looking)
    monkeypatch.setattr(health_page, "health_of", real)
    (again,) = [b for b in page.findChildren(QPushButton) if b.text() == "重新核对"]
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(buttons(page, "都对上：王芳 第一选区 · 镇")))


def test_thousands_of_findings_make_no_thousands_of_widgets(page, ledger, qtbot) -> None:
    with ledger.act("many") as act:
        for number in range(300):
            values, _ = ledger.read_values("liaison_sites", {"name": f"站{number}", "kind": "联络站"})
            act.add("liaison_sites", values)
    qtbot.waitUntil(lambda: len(page.health.gaps) == 300 and not page._looking)
    qtbot.mouseClick(folded(page, "展开缺漏（300）"), Qt.MouseButton.LeftButton)
    assert len(page._scroll.widget().findChildren(RowLink)) == SHOWN


def test_a_lost_file_is_chosen_again_or_replaced_with_a_reason(
    ledger: Ledger, window: Any, qtbot: Any, answers: Any, tmp_path: Path
) -> None:
    person = enter_deputy(ledger, "王芳")
    (tmp_path / "原件.pdf").write_bytes(b"%PDF-1.4 original")
    (tmp_path / "别的.pdf").write_bytes(b"%PDF-1.4 other")
    with ledger.act("添加附件") as act:
        act.attach("deputies", person, tmp_path / "原件.pdf")
    kept = ledger.attached("deputies", person)[0]["path"]
    kept.unlink()
    assert window.open_page("health")
    (page,) = [page for page in window.findChildren(HealthPage) if page.isVisible()]
    qtbot.waitUntil(lambda: page.health is not None and len(page.health.files) == 1)
    assert "王芳" in page.health.files[0].sentence

    def press(words: str, then: Any) -> None:
        (button,) = [b for b in page.findChildren(QPushButton) if b.text() == words]
        button.click()
        qtbot.waitUntil(then)

    said: list[str] = []
    page.workspace.said.connect(lambda words, _: said.append(words))
    press("从备份中找回", lambda: "备份里也没有" in said[-1])
    qtbot.waitUntil(lambda: not page._looking)
    answers.give("QFileDialog.getOpenFileName", (str(tmp_path / "原件.pdf"), ""))
    press("重新选择原件…", lambda: kept.exists() and not page._looking and not page.health.files)
    kept.unlink()
    page.reload()
    qtbot.waitUntil(lambda: not page._looking and len(page.health.files) == 1)

    def give_reason(question: Any) -> None:
        question.reason.setPlainText("原件遗失")
        question._answered("更换")

    answers.give("QFileDialog.getOpenFileName", (str(tmp_path / "别的.pdf"), ""))
    answers.give("QDialog.exec", give_reason)
    press("换成别的文件…", lambda: not page._looking and not page.health.files)
    assert "原件遗失" in ledger.attached("deputies", person)[0]["replaced"]


def test_what_disagrees_between_the_ledgers_of_the_year_leads_to_its_rows(
    page, window, ledger, qtbot
) -> None:
    enter(ledger, "liaison_sites", name="乙站", kind="联络站")
    opinion = enter(
        ledger,
        "suggestions",
        **{"class": "群众意见"},
        raised_on="2022-05-10",
        source="接待",
        content="路灯不亮",
    )
    window.workspace.year = 2022
    title = "2022 年度核对（"

    def shown() -> list[QPushButton]:
        return [b for b in page.findChildren(QPushButton) if title in b.accessibleName()]

    qtbot.waitUntil(lambda: bool(shown()) and not page._looking)
    shown()[0].click()
    visits: list[Any] = []
    window.workspace.visit.connect(lambda *place: visits.append(place))
    next(one for one in page.findChildren(RowLink) if "来源是接待" in one.text()).click()
    assert visits == [("suggestions", opinion, None)]
