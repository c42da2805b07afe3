"""The preview shows the printer's pages, warns of missing characters, prints and saves them."""

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.paper.sheet import Column, Paper, Paragraph, Table
from tests.conftest import Answers
from ui.dialogs import tasks
from ui.printing import paint, painting, preview
from ui.printing.preview import Preview, show_preview

ROWS = tuple((str(n), f"代表{n:03d}") for n in range(1, 101))
ROSTER = Paper("代表名册", (Table((Column("序号", 5), Column("姓名", 30)), ROWS),), landscape=True)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Preview:
    opened = Preview([ROSTER], folder=tmp_path, name="名册")
    qtbot.addWidget(opened)
    opened.show()
    return opened


def printing_to(path: Path, **settings: Any) -> Any:
    """An answer to the print dialog: print to a file, as a printer would."""

    def accept(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        if settings:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(settings["first"], settings["last"])
        return QDialog.DialogCode.Accepted

    return accept


def laid_out(opened: Preview, qtbot: QtBot) -> None:
    """Wait until all pages are there."""
    qtbot.waitUntil(lambda: not opened._pace.isActive())


def printed(opened: Preview, qtbot: QtBot) -> None:
    """Press 打印 and wait until it is said that all was sent, and the button, which rested meanwhile, is back."""
    qtbot.mouseClick(opened._print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已送去打印" in opened.notice_label.text())
    qtbot.waitUntil(opened._print_button.isEnabled)  # told by a signal of its own, behind the words


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def test_the_preview_has_the_pages_of_the_pdf(shown: Preview, tmp_path: Path, qtbot: QtBot) -> None:
    painted = paint(ROSTER, tmp_path / "out.pdf").pages
    qtbot.waitUntil(lambda: shown.pages.count() == painted)  # pages appear while the rest is laid out
    assert painted > 2


def test_the_page_list_and_the_view_follow_each_other(shown: Preview) -> None:
    shown.pages.setCurrentRow(2)
    assert shown.view.current_page() == 3
    shown.view.go_to(1)
    assert shown.pages.currentRow() == 0


def test_thousands_of_pages_are_measured_once_and_not_once_for_each(
    shown: Preview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(shown, qtbot)
    view, fittings = shown.view, []
    fitting = view._fitting

    def counted() -> float:
        fittings.append(fitting())
        return fittings[-1]

    monkeypatch.setattr(view, "_fitting", counted)
    view.show_pages(shown._document.pages * 100)
    view.go_to(250)
    assert view.current_page() == 250
    view.viewport().repaint()
    assert set(view._kept) <= {248, 249, 250, 251}  # what shows is drawn and nothing else
    view.set_zoom(0.25)
    assert view.current_page() in (250, 251)
    assert len(fittings) < 10


def test_page_keys_turn_pages(shown: Preview, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.view, Qt.Key.Key_End)
    last = shown.pages.count()
    assert shown.view.current_page() in (last, last - 1)
    qtbot.keyClick(shown.view, Qt.Key.Key_Home)
    assert shown.view.current_page() == 1


def test_zoom_keeps_the_place_and_is_told(shown: Preview, qtbot: QtBot) -> None:
    shown.view.go_to(3)
    with qtbot.waitSignal(shown.view.zoomed):
        shown.view.set_zoom(2.0)
    assert shown.view.zoom() == 2.0
    assert abs(shown.view.current_page() - 3) <= 1
    shown.view.set_zoom(99)
    assert shown.view.zoom() == 4.0
    shown.view.set_zoom(None)
    assert shown.view.horizontalScrollBar().maximum() == 0


def test_the_page_is_really_painted(shown: Preview) -> None:
    picture = shown.view.viewport().grab().toImage()
    colours = {
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert min(colours) < 60
    assert max(colours) == 255


def test_printing_gives_every_page(shown: Preview, tmp_path: Path, answers: Answers, qtbot: QtBot) -> None:
    answers.give("QPrintDialog.exec", printing_to(tmp_path / "printed.pdf"))
    printed(shown, qtbot)
    on_paper = pages(tmp_path / "printed.pdf")
    assert len(on_paper) == shown.pages.count()
    assert "代表100" in "".join(on_paper)
    assert f"{len(on_paper)} 页" in shown.notice_label.text()
    assert shown._print_button.isEnabled()


def test_a_range_of_pages_prints_those_alone(
    shown: Preview, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.give("QPrintDialog.exec", printing_to(tmp_path / "printed.pdf", first=2, last=3))
    printed(shown, qtbot)
    assert len(pages(tmp_path / "printed.pdf")) == 2


def test_a_cancelled_print_does_nothing(
    shown: Preview, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.give("QPrintDialog.exec", QDialog.DialogCode.Rejected)
    laid_out(shown, qtbot)
    shown.print()
    assert shown._print_button.isEnabled()
    assert shown.notice_label.text() == ""


def test_saving_writes_the_same_pages(shown: Preview, tmp_path: Path, answers: Answers, qtbot: QtBot) -> None:
    answers.give("QFileDialog.getSaveFileName", (str(tmp_path / "名册"), ""))
    shown.save_pdf()
    qtbot.waitUntil(shown.notice_label.isVisible)
    assert len(pages(tmp_path / "名册.pdf")) == shown.pages.count()
    assert "名册.pdf" in shown.notice_label.text()


def test_a_file_with_private_values_says_so_in_its_name(
    qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    opened = Preview([ROSTER, replace(ROSTER, private=True)], folder=tmp_path)
    qtbot.addWidget(opened)
    answers.give("QFileDialog.getSaveFileName", lambda parent, title, offered, kinds: (offered, kinds))
    opened.show()
    opened.save_pdf()
    qtbot.waitUntil(opened.notice_label.isVisible)
    assert [path.name for path in tmp_path.iterdir()] == ["代表名册（含个人信息）.pdf"]


def test_leaving_the_question_for_a_name_saves_nothing(
    shown: Preview, tmp_path: Path, answers: Answers
) -> None:
    answers.give("QFileDialog.getSaveFileName", ("", ""))
    shown.save_pdf()
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_open_elsewhere_is_written_beside_it(
    shown: Preview, tmp_path: Path, answers: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(papers: Any, target: Path, progress: Any) -> Any:
        if target.name == "名册.pdf":
            raise PermissionError(13, "held")
        return paint(papers, target, progress)

    monkeypatch.setattr(preview, "paint", held)
    answers.give("QFileDialog.getSaveFileName", (str(tmp_path / "名册"), ""))
    shown.save_pdf()
    qtbot.waitUntil(shown.notice_label.isVisible)
    assert [path.name for path in tmp_path.iterdir()] == ["名册(2).pdf"]
    assert "正被打开" in shown.notice_label.text()
    assert "名册(2).pdf" in shown.notice_label.text()


def test_a_character_without_a_glyph_is_warned_of_before_printing(qtbot: QtBot) -> None:
    opened = Preview([Paper("名册", (Paragraph("王\U000f1234芳"),))])
    qtbot.addWidget(opened)
    opened.show()
    assert opened.warning.isVisible()
    assert "U+F1234" in opened.warning.text()


def test_no_warning_where_every_character_prints(shown: Preview) -> None:
    assert shown.warning.text() == ""
    assert not [label for label in shown.findChildren(QLabel) if "字库" in label.text()]


def test_the_preview_fits_a_small_screen_and_opens_without_waiting(qtbot: QtBot) -> None:
    opened = show_preview(None, ROSTER)
    qtbot.addWidget(opened)
    assert opened.isVisible()
    room = opened.screen().availableSize()
    assert opened.width() <= room.width()
    assert opened.height() <= room.height()
    assert opened.minimumSizeHint().width() <= 900


def test_the_first_pages_are_there_while_the_rest_is_laid_out(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "_SLICE", 0.0)  # one page, then a look at the keyboard
    rows = tuple((str(n), f"代表{n:03d}") for n in range(1, 401))
    long = replace(ROSTER, blocks=(Table((Column("序号", 5), Column("姓名", 30)), rows),))
    opened = Preview([long], folder=tmp_path)
    qtbot.addWidget(opened)
    opened.show()
    assert opened.pages.count() == 1
    laying = [label for label in opened.findChildren(QLabel) if "正在排版" in label.text()]
    qtbot.waitUntil(lambda: "正在排版" not in laying[0].text())
    assert opened.pages.count() == paint(long, tmp_path / "out.pdf").pages
    qtbot.keyClick(opened.view, Qt.Key.Key_End)
    assert opened.view.current_page() >= opened.pages.count() - 1


LONG = replace(ROSTER, blocks=(replace(ROSTER.blocks[0], rows=ROWS * 4),))


def test_printing_at_once_prints_every_page_as_soon_as_they_are_laid_out(
    qtbot: QtBot, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "_SLICE", 0.0)
    opened = Preview([LONG], folder=tmp_path)
    qtbot.addWidget(opened)
    opened.show()
    answers.give("QPrintDialog.exec", printing_to(tmp_path / "printed.pdf"))
    qtbot.mouseClick(opened._print_button, Qt.MouseButton.LeftButton)
    assert opened.pages.count() < 4  # the window goes on: nothing was laid out at once
    assert opened.notice_label.text() == preview.PRINTS_NEXT
    assert not opened._print_button.isEnabled()
    qtbot.waitUntil(lambda: "已送去打印" in opened.notice_label.text())
    assert len(pages(tmp_path / "printed.pdf")) == paint(LONG, tmp_path / "out.pdf").pages


@pytest.mark.parametrize("leaving", [Preview.reject, lambda opened: opened.show_papers([ROSTER])])
def test_whoever_leaves_or_asks_for_other_pages_prints_nothing(
    leaving: Any, qtbot: QtBot, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "_SLICE", 0.0)
    opened = Preview([LONG], folder=tmp_path)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.mouseClick(opened._print_button, Qt.MouseButton.LeftButton)
    leaving(opened)
    laid_out(opened, qtbot)
    qtbot.wait(20)  # no dialog comes: an answer nobody asks for would fail the test
    assert opened._print_button.isEnabled() is (leaving is not Preview.reject)


def test_pages_are_printed_beside_the_window_and_can_be_stopped(
    shown: Preview, qtbot: QtBot, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SHOW_AFTER", 0)
    draw, begun, go_on = painting.draw_page, threading.Event(), threading.Event()

    def slowly(*each: Any) -> None:
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            assert go_on.wait(10)
        draw(*each)

    monkeypatch.setattr(painting, "draw_page", slowly)
    laid_out(shown, qtbot)
    answers.give("QPrintDialog.exec", printing_to(tmp_path / "printed.pdf"))
    qtbot.mouseClick(shown._print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in shown.findChildren(tasks.ProgressDialog)))
    shown.findChild(tasks.ProgressDialog).reject()
    go_on.set()
    qtbot.waitUntil(shown._print_button.isEnabled)
    assert shown.notice_label.text() == ""


def test_a_printer_that_takes_nothing_is_told_below_the_pages(
    shown: Preview, qtbot: QtBot, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*each: Any) -> None:
        raise OSError("打印机或文件现在不能写入。")

    monkeypatch.setattr(preview, "print_pages", refuse)
    laid_out(shown, qtbot)
    answers.give("QPrintDialog.exec", printing_to(tmp_path / "printed.pdf"))
    qtbot.mouseClick(shown._print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "请检查打印机" in shown.notice_label.text())
    assert shown._print_button.isEnabled()


def test_while_the_fonts_of_a_pdf_are_embedded_the_window_goes_on(qapp: Any, tmp_path: Path) -> None:
    """Qt embeds them when the painter ends, in one step of a second or more where many signs are used."""
    rare = tuple("".join(map(chr, range(first, first + 40))) for first in range(0x4E00, 0x4E00 + 3000, 40))
    paper = Paper("生僻字", tuple(map(Paragraph, rare)))
    ends: list[float] = []
    worker = threading.Thread(
        target=lambda: paint(paper, tmp_path / "out.pdf", lambda *_: ends.append(time.monotonic()))
    )
    worker.start()
    ticks = [time.monotonic()]
    while worker.is_alive():
        time.sleep(0.001)
        ticks.append(time.monotonic())
    last_page, written = ends[-2:]  # between them the fonts
    assert len([tick for tick in ticks if last_page < tick < written]) > 5
