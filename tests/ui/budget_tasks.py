"""The most frequent tasks, done with the keyboard and the mouse in the window of the sample year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QScrollArea, QWidget

from app.domain import jobs
from app.domain.fields import Ref
from app.storage.query import Query
from app.work.course import HandOver, hand_over
from tests.ui.counted_hands import CountedHands
from tests.ui.hands import CONTROL
from ui.forms.fields_dialog import FieldsDialog
from ui.forms.form_fields import FieldRow
from ui.frame.window import Window
from ui.printing.preview import Preview

TODAY = "2022-12-31"  # when the sample year is over
DEPUTIES, VISITORS, EXCEPTIONS = 4, 5, 3
OPINIONS = ("路灯不亮，夜间出行不便", "自来水水压不足")
ROSTER = "姓名,性别,民族,出生年月,级别,选区,联系电话\n" + "".join(
    f"{name},女,汉族,19{70 + n}.3,镇,第一选区,1990000000{n}\n"
    for n, name in enumerate(("欧阳一", "欧阳二", "欧阳三"))
)


class Task(NamedTuple):
    """What is to be done, how many steps it may take, and the doing; it asserts that it was done."""

    words: str
    most: int
    do: Callable[[Window, CountedHands, Path], None]


def by_search(hands: CountedHands, window: Window, words: str) -> None:
    """Ctrl+K, words, Enter on the first of what is found."""
    hands.shortcut("Ctrl+K", Qt.Key.Key_K, CONTROL)
    hands.write(words)
    hands.shortcut("Enter", Qt.Key.Key_Return)


def button(place: QWidget, words: str) -> QPushButton:
    """The visible button that begins with these words."""
    return next(b for b in place.findChildren(QPushButton) if b.isVisible() and b.text().startswith(words))


# --- a reception -----------------------------------------------------------------------------------


def enter_reception(window: Window, hands: CountedHands, folder: Path) -> None:
    ledger = window.workspace.ledger
    before = ledger.count("receptions"), ledger.count("suggestions")
    names = in_office(window)[:DEPUTIES]
    by_search(hands, window, "新增接待")
    form = window._form
    typed = {
        "site": "迳口镇人大代表联络室",
        "held_on": TODAY,
        "kind": "接访",
        "deputies": names,
        "visitors": [f"来访{n}" for n in "甲乙丙丁戊"],
        "opinions": OPINIONS,
    }
    for _ in range(80):
        row = next((r for r in form.fields.rows.values() if r.isAncestorOf(hands.place)), None)
        key = row.field.key if row is not None else "opinions"
        if row is None and not form.opinions.isAncestorOf(hands.place):
            break
        _type(hands, row, typed.pop(key, ""))
        if not typed:
            break
    assert not typed, f"the keyboard never came to {typed}"
    for _ in range(2):  # a doubt is shown once before it is kept
        if window._form is not None:
            hands.shortcut("Ctrl+Enter", Qt.Key.Key_Return, CONTROL)
    assert window._form is None, [r.problem.text() for r in form.fields.rows.values() if r.problem.text()]
    after = ledger.count("receptions"), ledger.count("suggestions")
    assert after == (before[0] + 1, before[1] + len(OPINIONS))
    kept = ledger.row("receptions", max(ledger.ids("receptions")))
    assert (len(kept["deputies"]), len(kept["visitors"])) == (DEPUTIES, VISITORS)


def in_office(window: Window) -> list[str]:
    """Names of deputies of the town in office that only one of them has."""
    ledger = window.workspace.ledger
    rows = ledger.rows(
        "deputies", ledger.ids("deputies", Query(filter="in_office", equals={"level": "township"}))
    )
    names = [row["name"] for row in rows]
    return [name for name in names if names.count(name) == 1]


def _type(hands: CountedHands, row: FieldRow | None, words: object) -> None:
    """Type into the field that the keyboard is in and go on to the next."""
    if isinstance(words, str):
        hands.write(words)
        here = hands.place
        hands.move()
        if hands.place is here:
            hands.move(Qt.Key.Key_Tab)
        return
    assert isinstance(words, list | tuple)
    if row is not None and row.field.key == "deputies":
        for name in words:
            hands.write(name)
            hands.shortcut("Enter", Qt.Key.Key_Return)  # takes the deputy who is offered
        hands.move()
        return
    _type_lines(hands, words)


def _type_lines(hands: CountedHands, words: list[str] | tuple[str, ...]) -> None:
    """One line of a table each; the keyboard goes through its columns."""
    for line in words:
        hands.write(line)
        table = hands.place.parentWidget().parentWidget()
        for _ in range(table.columnCount()):
            hands.move()
    hands.move(Qt.Key.Key_Tab)


# --- an opinion ------------------------------------------------------------------------------------


def enter_reply(window: Window, hands: CountedHands, folder: Path) -> None:
    """Of an opinion whose words stand in its reception as well."""
    ledger = window.workspace.ledger
    rows = ledger.rows("suggestions", ledger.ids("suggestions", Query(year=2022)))
    row = next(r for r in rows if r.get("reception"))
    title = "东头村水渠清淤"
    unit = ledger.rows("handlers", ledger.ids("handlers"))[0]
    values, _ = ledger.read_values(
        "suggestions",
        {"class": "意见", "source": "接待", "title": title, "content": title, "raised_on": "2022-12-01"},
    )
    with ledger.act("同样的话在意见里，也在接待登记里") as act:
        act.change("receptions", row["reception"].id, {"visitor_words": title})
        opinion = act.add("suggestions", {**values, "reception": row["reception"]})
    hand_over(ledger, [opinion], HandOver(Ref(unit["id"], unit["name"]), date(2022, 12, 2)))
    by_search(hands, window, title)
    page = window.list_shown()
    assert (page.register.key, page.selected_ids()) == ("suggestions", [opinion])
    page.panel._timer.stop()
    page.panel._build()
    hands.click(button(page.panel, "登记答复"), "登记答复")
    form = page.panel.act_form
    for key, words in (("on", TODAY), ("reply_class", "A"), ("reply_text", "已经办好。")):
        for _ in range(10):
            if form.rows[key].isAncestorOf(hands.place):
                break
            hands.move(Qt.Key.Key_Tab)
        if key == "on":
            hands.press(Qt.Key.Key_A, CONTROL)
        hands.write(words)
    hands.shortcut("Ctrl+Enter", Qt.Key.Key_Return, CONTROL)
    kept = ledger.undoable()
    assert kept is not None and kept.name.startswith("登记答复"), form.problem.text()


def print_suggestions(window: Window, hands: CountedHands, folder: Path) -> None:
    """Up to the printer's own dialog, which belongs to the system."""
    hands.click(window.navigation.entries[jobs.SUGGESTIONS], "意见建议")
    hands.shortcut("Ctrl+P", Qt.Key.Key_P, CONTROL)
    hands.wait_for(lambda: isinstance(hands._window, Preview) or _is_preview(window), "no preview")
    preview = next(p for p in window.findChildren(Preview) if p.isVisible())
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            QPrintDialog, "exec", lambda dialog: asked.append(dialog) or QDialog.DialogCode.Rejected
        )
        hands.click(button(preview, "打印"), "打印")
    assert asked and asked[0].maxPage() == len(preview._document.pages) > 0
    preview.reject()


def _is_preview(window: Window) -> bool:
    return any(p.isVisible() for p in window.findChildren(Preview))


# --- the rest --------------------------------------------------------------------------------------


def import_roster(window: Window, hands: CountedHands, folder: Path) -> None:
    path = folder / "名册.csv"
    path.write_text(ROSTER, encoding="utf-8")
    before = window.workspace.ledger.count("deputies")
    hands.click(window.navigation.entries[jobs.DEPUTIES], "代表")
    with hands.choosing(path):
        hands.click(button(window.list_shown(), "导入 Excel"), "导入 Excel")
        wizard = window._form
        hands.wait_for(wizard.commit_button.isVisible, "not read")
    assert not wizard.session.preview.questions
    hands.click(wizard.commit_button, "导入")
    hands.wait_for(lambda: window.workspace.ledger.count("deputies") == before + 3, "not imported")


def prove_item(window: Window, hands: CountedHands, folder: Path) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#88aacc"))
    image.save(str(folder / "照片.jpg"))
    hands.click(window.navigation.entries[jobs.SITES], "联络站")
    page = window.stack.currentWidget()
    cells = page.facts.cells
    place = next(k for k, cell in cells.items() if cell.item_name == "有经费" and cell.result != "met")
    card = page.grid.cards[place]
    page.grid.area.ensureWidgetVisible(card)
    hands.click(card, "卡片")
    with hands.choosing(folder / "照片.jpg"):
        hands.click(page.panel.evidence.prove_button, "添加照片，记为达标")
    assert page.facts.cells[place].result == "met"


def call_the_roll(window: Window, hands: CountedHands, folder: Path) -> None:
    """58 due: all present, three of them on leave (settled 28)."""
    ledger = window.workspace.ledger
    values, _ = ledger.read_values(
        "session_meetings",
        {"session": {"id": 6}, "kind": "全体会议", "ordinal": 3, "held_on": "2022-11-23", "half_day": "晚上"},
    )
    with ledger.act("加开一次全体会议") as act:
        meeting = act.add("session_meetings", values)
    hands.click(window.navigation.entries[jobs.SESSIONS], "人代会")
    page = window.stack.currentWidget()
    hands.click(page.meetings.buttons[meeting], "第三次全体会议")
    hands.click(page.all_button, "全体出席")
    on_slip = page.facts.count.on_leave
    present = [row for row, line in enumerate(page.facts.lines) if line.state == "present"][:EXCEPTIONS]
    for row in present:
        hands.click_cell(page.roll, row, 1, "选一行")
        hands.shortcut("2", Qt.Key.Key_2)
    assert page.facts.count.on_leave == on_slip + EXCEPTIONS
    assert page.side.sentence.text().endswith("符合法定人数。")


def enter_vote(window: Window, hands: CountedHands, folder: Path) -> None:
    ledger = window.workspace.ledger
    before = ledger.count("votes")
    by_search(hands, window, "录入表决")
    page = window.stack.currentWidget()
    for key, words in (("voted_on", "2022-11-23"), ("present", "57")):
        _go_to(hands, page.rows[key])
        hands.press(Qt.Key.Key_A, CONTROL)
        hands.write(words)
    _go_to(hands, page.rows["lines"])
    for words in ("关于追加预算的决议", "55", "1", "1", "0"):
        hands.write(words)
        hands.move()
    hands.wait()
    told = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "通过（组织法第二十五条）" in told
    hands.shortcut("Ctrl+Enter", Qt.Key.Key_Return, CONTROL)
    assert ledger.count("votes") == before + 1, page.problem.text()


def _go_to(hands: CountedHands, row: FieldRow) -> None:
    for _ in range(40):
        if row.isAncestorOf(hands.place):
            return
        hands.move(Qt.Key.Key_Tab)
    raise AssertionError(f"the keyboard never came to {row.field.label}")


def save_booklets(window: Window, hands: CountedHands, folder: Path) -> None:
    """Up to the dialog for the file's name, which belongs to the system."""
    target = folder / "登记册.pdf"
    hands.click(window.navigation.entries[jobs.BOOKLETS], "手册与评分")
    page = window.list_shown()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(target), "")))
        with hands.in_dialog(
            FieldsDialog, lambda dialog: hands.click(button(dialog, "存为 PDF"), "存为 PDF")
        ):
            hands.click(button(page, "存为 PDF"), "存为 PDF…")
        hands.wait_for(target.exists, "not written")
    assert len(pypdf.PdfReader(target).pages) > 58


def make_package(window: Window, hands: CountedHands, folder: Path) -> None:
    """Up to the folder, which the dialog of the system asks for."""
    hands.click(window.navigation.entries[jobs.FILING], "归档移交")
    page = window.stack.currentWidget()
    make = button(page, "制作移交包")
    page.findChildren(QScrollArea)[0].ensureWidgetVisible(make)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(folder)))
        hands.click(make, "制作移交包")
        hands.wait_for(lambda: page.package is not None, "not made")
    assert page.package.folder.is_relative_to(folder)


def year_of_deputy(window: Window, hands: CountedHands, folder: Path) -> None:
    ledger = window.workspace.ledger
    deputy = next(r["deputy"] for r in ledger.rows("performance_records", ledger.ids("performance_records")))
    by_search(hands, window, deputy.name)
    page = window.list_shown()
    assert page.register.key == "deputies"
    page.panel._timer.stop()
    page.panel._build()
    words = " ".join(b.text() for b in page.panel.findChildren(QPushButton))
    assert "履职类别" in words


TASKS = (
    Task("enter a reception with 4 deputies, 5 visitors, 2 opinions", 8, enter_reception),
    Task("enter the reply to an opinion found by search, a reception having the same words", 4, enter_reply),
    Task("print this year's suggestion ledger", 3, print_suggestions),
    Task("import a roster that has no faults", 4, import_roster),
    Task("mark one of the 八有 items with a photo as evidence", 4, prove_item),
    Task("attendance of 58 deputies, 3 of them on leave", 3 + 2 * EXCEPTIONS, call_the_roll),
    Task("enter a vote and read the verdict with its article", 3, enter_vote),
    Task("find what a deputy did this year", 2, year_of_deputy),
)
# Counted by `dev.py budgets` alone: what they write takes longer than a test may.
LONG_TASKS = (
    Task("all performance booklets of the year as one PDF", 3, save_booklets),
    Task("the year-end package, when the checks are clean", 4, make_package),
)
