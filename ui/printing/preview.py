"""Print preview: the very pages that the printer and the PDF get, with 打印 and 存为 PDF."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.paper.sheet import Paper, document_name
from ui.dialogs import faults, tasks
from ui.dialogs.save_place import PDF, ask_save_place, write_to
from ui.look.theme import dp
from ui.printing.glyph_log import GlyphLog
from ui.printing.marks import Page
from ui.printing.page_view import PageView, picture_of
from ui.printing.pagination import Document, laying_out
from ui.printing.painting import Painted, paint, print_pages, set_page

STEP = 1.25
PRINTS_NEXT = "页面还在排版，排好以后接着打印。"
_SLICE = 0.03  # seconds of layout between two looks at the keyboard
_PICTURED = 40  # pages of which the list shows a small picture; the others show their number


class Preview(QDialog):
    """Shows ``papers``, at least one; ``folder`` is where 存为 PDF begins, ``name`` the file's name without ending."""

    def __init__(
        self,
        papers: Sequence[Paper],
        parent: QWidget | None = None,
        *,
        folder: Path | None = None,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._file_name = name
        self._folder = folder or Path.home()
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view = PageView()
        self.pages = self._page_list()
        self.warning = QLabel()
        self.notice_label = QLabel()
        self._pace = QTimer(self, interval=0)
        self._pace.timeout.connect(self._go_on)
        self._build()
        self.resize(QSize(dp(1120), dp(760)).boundedTo(self.screen().availableSize()))
        self.show_papers(papers)

    def show_papers(self, papers: Sequence[Paper], remark: str = "") -> None:
        """Show these papers, at least one, from their first page; ``remark`` ends the name of their file."""
        self._papers = list(papers)
        self._document = Document()
        self._layout = laying_out(self._papers, self._document)
        self._log = GlyphLog()
        self._done = False
        self._prints_next = False  # 打印 was pressed while pages were laid out
        self._print_button.setEnabled(True)
        self._name = (self._file_name or document_name(self._papers)) + remark
        self.setWindowTitle(f"打印预览 - {self._name}")
        self.pages.blockSignals(True)
        self.pages.clear()
        self.pages.blockSignals(False)
        self.view.show_pages(self._document.pages)
        self._go_on()
        self._follow(self.view.current_page())
        if not self._done:
            self._pace.start()

    def _go_on(self) -> None:
        """Lay out pages, at least one, for as long as nobody notices that the window waits."""
        until = time.monotonic() + _SLICE
        self._lay_out_one()
        while not self._done and time.monotonic() < until:
            self._lay_out_one()
        self._grown()

    def _lay_out_one(self) -> None:
        self._done = next(self._layout, self) is self
        self._log.follow(self._document.pages[-1])

    def _grown(self) -> None:
        if self._done:
            self._pace.stop()
        self._list_pages()
        self.view.grown(whole=self._done)
        self.warning.setText(self._warning_words())
        self._notice.setVisible(bool(self.warning.text()))
        self._follow(self.view.current_page())
        if self._done and self._prints_next:
            # When this step is over: the dialog keeps whoever opens it until it is answered.
            QTimer.singleShot(0, self, self.print)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.head = self._head()
        whole.addWidget(self.head)
        self._notice = self._notice_bar()
        whole.addWidget(self._notice)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pages)
        middle.addWidget(self.view, 1)
        whole.addLayout(middle, 1)
        self.notice_label.setContentsMargins(dp(14), dp(7), dp(14), dp(7))
        self.notice_label.setWordWrap(True)
        self.notice_label.hide()
        whole.addWidget(self.notice_label)
        self.view.page_changed.connect(self._follow)
        self.view.zoomed.connect(lambda zoom: self._zoom_words.setText(f"{zoom:.0%}"))
        for keys, act in (
            (QKeySequence.StandardKey.Print, self._print_button.click),  # a button that rests does nothing
            (QKeySequence.StandardKey.Save, self._save_button.click),
            (QKeySequence.StandardKey.ZoomIn, self._closer),
            (QKeySequence.StandardKey.ZoomOut, self._farther),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.view.setFocus()

    def _head(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(dp(14), dp(9), dp(14), dp(9))
        row.setSpacing(dp(8))
        self._place = QLabel()
        self._zoom_words = QLabel()
        self._zoom_words.setMinimumWidth(dp(48))
        self._zoom_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._place)
        row.addSpacing(dp(12))
        row.addWidget(_button("缩小", self._farther))
        row.addWidget(self._zoom_words)
        row.addWidget(_button("放大", self._closer))
        row.addWidget(_button("适合宽度", lambda: self.view.set_zoom(None)))
        row.addStretch()
        row.addWidget(_button("关闭", self.reject))
        self._save_button = _button("存为 PDF", self.save_pdf)
        self._print_button = _button("打印", self.print, primary=True)
        row.addWidget(self._save_button)
        row.addWidget(self._print_button)
        return bar

    def _notice_bar(self) -> QFrame:
        notice = QFrame()
        notice.setProperty("role", "notice")
        row = QHBoxLayout(notice)
        row.setContentsMargins(dp(14), dp(8), dp(14), dp(8))
        self.warning.setWordWrap(True)
        row.addWidget(self.warning)
        return notice

    def _warning_words(self) -> str:
        missing = sorted(self._log.missing)
        if not missing:
            return ""
        shown = "、".join(f"{character}(U+{ord(character):04X})" for character in missing[:12])
        return (
            f"本机的字库里没有这些字，打印出来会是空框：{shown}。请安装含有生僻字的字体后再打印，或手工补写。"
        )

    def _page_list(self) -> QListWidget:
        listed = QListWidget()
        listed.setFixedWidth(dp(160))
        listed.setIconSize(QSize(dp(104), dp(104)))
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listed.setAccessibleName("页面列表")
        listed.currentRowChanged.connect(self._chosen)
        return listed

    def _list_pages(self) -> None:
        """One line for each page that was laid out since; all anew once the last ones are settled."""
        pages, listed = self._document.pages, self.pages
        listed.blockSignals(True)
        while listed.count() > len(pages):
            listed.takeItem(listed.count() - 1)
        for number, page in enumerate(pages[listed.count() :], listed.count() + 1):
            item = QListWidgetItem(f"{number}")
            if number <= _PICTURED:
                picture = picture_of(page, dp(100) / max(page.width, page.height), self.devicePixelRatioF())
                item.setIcon(QIcon(_with_edge(picture)))
            listed.addItem(item)
        listed.blockSignals(False)
        listed.setVisible(len(pages) > 1)

    def _chosen(self, row: int) -> None:
        if row + 1 != self.view.current_page():
            self.view.go_to(row + 1)

    def _follow(self, number: int) -> None:
        count = len(self._document.pages)
        self._place.setText(
            f"第 {number} 页 共 {count} 页" if self._done else f"正在排版，已排好 {count} 页……"
        )
        self.pages.blockSignals(True)
        self.pages.setCurrentRow(number - 1)
        self.pages.blockSignals(False)

    def _closer(self) -> None:
        self.view.set_zoom(self.view.zoom() * STEP)

    def _farther(self) -> None:
        self.view.set_zoom(self.view.zoom() / STEP)

    def _say(self, sentence: str) -> None:
        self.notice_label.setText(sentence)
        self.notice_label.show()

    def save_pdf(self) -> None:
        """Ask for a place and write the PDF; one held by another program is written beside it."""
        target = ask_save_place(self, "存为 PDF", self._name, PDF, self._folder)
        if target:
            write_to(
                self,
                "正在存为 PDF",
                target,
                lambda path, progress: paint(self._papers, path, progress),
                lambda path, painted: self._say(saved_words(target, path, painted)),
            )

    def print(self) -> None:
        """Ask for printer, pages and copies, and print; before all pages are laid out, as soon as they are."""
        self._prints_next = not self._done
        self._print_button.setEnabled(self._done)
        if self._prints_next:
            self._say(PRINTS_NEXT)
            return
        self.notice_label.clear()
        self.notice_label.hide()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        pages = self._document.pages
        set_page(printer, pages[0])  # so that the dialog shows the right orientation
        if any(paper.duplex for paper in self._papers):
            printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if printer.printRange() == QPrinter.PrintRange.PageRange:
            pages = pages[printer.fromPage() - 1 : printer.toPage()]
        self._send(pages, printer)

    def _send(self, pages: Sequence[Page], printer: QPrinter) -> None:
        """Print in the background: hundreds of pages take seconds."""
        self._print_button.setEnabled(False)
        tasks.run(
            self,
            "正在送去打印",
            lambda progress: print_pages(pages, printer, progress),
            lambda _: self._say(f"已送去打印 {len(pages)} 页。"),
            self._not_printed,
            settled=lambda: self._print_button.setEnabled(True),
        )

    def _not_printed(self, cause: Exception) -> None:
        if isinstance(cause, OSError):
            self._say(f"没有打印：{cause}请检查打印机后再试。")
        else:
            faults.tell(self, cause)

    def done(self, result: int) -> None:
        """Whoever leaves prints nothing."""
        self._prints_next = False
        super().done(result)


def show_preview(parent: QWidget | None, paper: Paper | Sequence[Paper], **more: Any) -> Preview:
    """Open the preview over ``parent`` without waiting for it; ``more`` as for ``Preview``."""
    preview = Preview([paper] if isinstance(paper, Paper) else paper, parent, **more)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.open()
    return preview


def saved_words(target: Path, written: Path, painted: Painted) -> str:
    """What is said of a PDF: where it is, and what a search in it will not find."""
    beside = "原文件正被打开，" if written != target else ""
    lost = "、".join(sorted(painted.unsearchable)[:6])
    remark = f"其中“{lost}”能看到，但在 PDF 里搜不到。" if lost else ""
    return f"{beside}已存为 {written.name}。{remark}"


def _button(words: str, act: object, primary: bool = False) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    if primary:
        button.setProperty("role", "primary")
    button.clicked.connect(act)
    return button


def _with_edge(picture: QPixmap) -> QPixmap:
    painter = QPainter(picture)
    ratio = picture.devicePixelRatio()
    painter.setPen(Qt.GlobalColor.lightGray)
    painter.drawRect(0, 0, round(picture.width() / ratio) - 1, round(picture.height() / ratio) - 1)
    painter.end()
    return picture
