"""The page 工作交接: its paper, the copy that is kept, and the handbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from app.storage.ledger import Ledger
from tests.conftest import Answers
from tests.ui.conftest import enter
from ui.frame.window import Window
from ui.pages.yearend.post_handovers_page import CLOSE, PAPER, PostHandoversPage


@pytest.fixture
def page(window: Window, ledger: Ledger) -> PostHandoversPage:
    enter(ledger, "post_handovers", handed_on="2022-11-23", handed_by="何秀兰")
    window.open_page("post_handovers")
    page = window.page("post_handovers")
    assert isinstance(page, PostHandoversPage)
    return page


def test_it_is_closed_with_its_copy_after_a_question(
    page: PostHandoversPage, ledger: Ledger, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer = ""
    monkeypatch.setattr(
        "ui.pages.yearend.post_handovers_page.ask", lambda *words: asked.append(words[1]) or answer
    )
    page.table.clearSelection()
    page.buttons[CLOSE].click()
    page.table.selectRow(0)
    page.buttons[CLOSE].click()
    assert asked == ["请先选一条", "给这次交接定稿吗？"]
    assert ledger.attached("post_handovers", 1) == []
    answer = CLOSE
    page.buttons[CLOSE].click()
    qtbot.waitUntil(lambda: bool(ledger.attached("post_handovers", 1)), timeout=30_000)
    (kept,) = ledger.attached("post_handovers", 1)
    assert kept["path"].read_bytes().startswith(b"%PDF-")
    page.table.selectRow(0)
    page.buttons[PAPER].click()
    assert asked[-1] == "已经定稿"


def test_the_handbook_is_saved_for_word(
    page: PostHandoversPage, qtbot: Any, answers: Answers, tmp_path: Path
) -> None:
    answers.give("QFileDialog.getSaveFileName", (str(tmp_path / "手册.docx"), ""))
    page.buttons["岗位手册存为 Word…"].click()
    qtbot.waitUntil(lambda: (tmp_path / "手册.docx").exists(), timeout=30_000)
    assert Document(str(tmp_path / "手册.docx")).paragraphs[0].text == "迳口镇人大主席团岗位手册"
