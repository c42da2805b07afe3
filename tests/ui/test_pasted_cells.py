"""A table copied in WPS and pasted into a short list inside a record."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.fields import Field
from app.domain.kinds import Lines, Number, Text
from ui.forms.kind_editors import editor_for
from ui.forms.line_editors import LinesEditor
from ui.look.lines import MOST_PASTED

COLUMNS = (Field("name", "姓名", Text()), Field("village", "村", Text()), Field("age", "年龄", Number()))


@pytest.fixture
def editor(workspace: Any, qtbot: Any) -> LinesEditor:
    made = editor_for(Field("visitors", "来访人", Lines(COLUMNS)), workspace)
    assert isinstance(made, LinesEditor)
    qtbot.addWidget(made.table)
    made.table.resize(600, 300)
    made.table.show()
    made.table.activateWindow()
    qtbot.waitUntil(made.table.isActiveWindow)
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr("ui.look.lines.QToolTip.showText", lambda _, words, *__: sentences.append(words))
    return sentences


def paste(editor: LinesEditor, words: str, row: int = 0, column: int = 0) -> None:
    QGuiApplication.clipboard().setText(words)
    editor.table._edit(row, column)
    line = QApplication.focusWidget()
    assert line is not None
    assert editor.table.isAncestorOf(line)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def names(editor: LinesEditor) -> list[tuple[str, ...]]:
    return [tuple(line.values()) for line in editor.raw()]


def test_every_copied_cell_goes_to_a_cell_and_a_row_still_waits(editor: LinesEditor, told: list[str]) -> None:
    edits: list[int] = []
    editor.edited.connect(lambda: edits.append(1))
    paste(editor, '贾 宝玉\t迳口村\t41\r\n\t\t\r\n林黛玉\t\t\r\n"史湘\n云"\t下寮村\t7\r\n')
    assert names(editor) == [("贾 宝玉", "迳口村", "41"), ("林黛玉", "", ""), ("史湘 云", "下寮村", "7")]
    assert editor.table.rowCount() == 4
    assert edits
    assert told == []
    line = QApplication.focusWidget()
    assert editor.table.isAncestorOf(line)  # who pastes goes on typing there
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt closes a cell behind the key
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert names(editor)[3] == ("x", "", "")


def test_it_begins_where_the_keyboard_is_and_writes_over_what_is_there(editor: LinesEditor) -> None:
    editor.restore([{"name": "甲", "village": "旧", "age": "1"}, {"name": "乙", "village": "旧", "age": "2"}])
    paste(editor, "新一\t11\n新二\t12\n新三\t13", row=1, column=1)
    assert names(editor) == [("甲", "旧", "1"), ("乙", "新一", "11"), ("", "新二", "12"), ("", "新三", "13")]


def test_what_is_too_wide_or_too_long_is_refused_beside_it(editor: LinesEditor, told: list[str]) -> None:
    paste(editor, "甲\t村\t3", column=1)
    paste(editor, "字\t" * MOST_PASTED)
    assert names(editor) == []
    assert "3 栏" in told[0]
    assert "只有 2 栏" in told[0]
    assert "太长" in told[1]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("贾宝玉\n", "贾宝玉"),
        ("第一段。\n第二段。", "第一段。 第二段。"),
        ("甲\r\n乙", "甲 乙"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_a_text_stays_in_its_cell(editor: LinesEditor, words: str, kept: str) -> None:
    """Paragraphs copied from a letter are one opinion, not two."""
    paste(editor, words)
    assert [line["name"] for line in editor.raw()] == ([kept] if kept else [])


def test_a_column_copied_from_a_workbook_is_as_many_rows(editor: LinesEditor, ledger: Any) -> None:
    from ui.lists.rows_for_paste import paste_data

    QGuiApplication.clipboard().setMimeData(paste_data([["甲"], ["乙"]], [False]))
    editor.table._edit(0, 0)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [line["name"] for line in editor.raw()] == ["甲", "乙"]


@pytest.mark.parametrize("words", ['"三八"活动\t村\n丙\t村二', '"未完\t村\n丙\t村二'])
def test_quotes_that_are_words_take_no_rows_along(editor: LinesEditor, words: str) -> None:
    paste(editor, words)
    assert [line["name"] for line in editor.raw()] == [words.split("\t")[0], "丙"]
    assert [line["village"] for line in editor.raw()] == ["村", "村二"]
