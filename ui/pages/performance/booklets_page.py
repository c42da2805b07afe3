"""The page of booklets: handed out to all at once, taken back, printed, asked for where they are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.booklet_codes import BOOKLET_STYLES
from app.domain.booklet_years import BookletYear, register_year, year_from
from app.domain.fields import Field
from app.domain.kinds import Choice, Flag
from app.domain.register import Register
from app.paper.photo_bytes import PhotoBytes
from app.paper.sheet import Paper
from app.paper.word import write_word
from app.storage.query import Query
from app.work import booklets
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.dialogs.save_place import ask_save_place, write_to
from ui.forms.fields_dialog import FieldsDialog
from ui.lists.act_strip import ActStrip
from ui.lists.list_page import ListPage
from ui.lists.selection_bar import Act
from ui.open_ledger.workspace import Workspace
from ui.printing.painting import paint
from ui.printing.photos import photo_bytes

Write = Callable[[Iterator[Paper], Path, Callable[[int, int], None]], object]
_STYLE = Field("style", "样式", Choice(BOOKLET_STYLES), required=True)
_SELECTED = Field("selected", "只打印选中的", Flag())


class BookletsPage(ListPage):
    """The generic list with a strip above it."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register)
        strip = ActStrip(
            (
                ("发放登记册", self.issue_all),
                ("登记收回", self.collect_selected),
                ("打印登记册", self.print_booklets),
                ("存为 PDF", self.save_pdf),
                ("存为 Word", self.save_word),
                ("存为 Excel", self.save_excel),
                ("打印催交单", self.print_reminders),
            )
        )
        self.empty.offer("发放登记册", self.issue_all)
        self.place_strip(strip)

    @property
    def year(self) -> BookletYear:
        """The register year that begins in the year looked at, else that of today."""
        return register_year(self.workspace.year, self.workspace.ledger.today)

    def bulk_acts(self) -> Sequence[Act]:
        """Several booklets come back at once, and are printed at once."""
        return (("登记收回", self.collect_selected), ("打印登记册", self.print_booklets))

    def issue_all(self) -> None:
        """Ask for the year and the day, and hand a booklet to everybody who has none."""
        ledger, fields = self.workspace.ledger, [self.register.field(key) for key in ("from_on", "issued_on")]
        self._ask_and_do(
            "发放登记册",
            "当天在任、还没有这一年度登记册的代表每人一册，册号接着编；兼任两级代表的只发一册。",
            fields,
            {"from_on": self.year.first, "issued_on": ledger.today},
            self._issue,
        )

    def _issue(self, values: dict[str, Any]) -> None:
        ledger = self.workspace.ledger
        issued_on = values["issued_on"] or ledger.today
        count = booklets.issue(ledger, year_from(values["from_on"] or self.year.first), issued_on)
        outcome = f"已发放 {count} 册" if count else "在任的代表都有这一年度的登记册，没有再发"
        self.workspace.said.emit(outcome, bool(count))

    def collect_selected(self) -> None:
        """Ask for day and condition, and note the selected booklets as returned."""
        ids = self.selected_ids()
        if not ids:
            ask(self, "请先选交来的登记册", "在列表里选一册或几册，再登记收回。", ("知道了",))
            return
        reach = booklets.reach_of_collecting(self.workspace.ledger, ids)
        keys = ("collected_on", "collected_by", "condition")
        begin = {"collected_on": self.workspace.ledger.today, "condition": "whole"}
        fields = [self.register.field(key) for key in keys]
        self._ask_and_do(
            "登记收回", f"{reach.words('册')}", fields, begin, lambda values: self._collect(ids, values)
        )

    def _collect(self, ids: Sequence[int], values: dict[str, Any]) -> None:
        values["collected_on"] = values["collected_on"] or self.workspace.ledger.today
        count = booklets.collect(self.workspace.ledger, ids, values)
        self.workspace.said.emit(f"已收回 {count} 册", bool(count))

    def _ask_and_do(
        self,
        heading: str,
        words: str,
        fields: Sequence[Field],
        begin: dict[str, Any],
        run: Callable[[dict[str, Any]], None],
    ) -> None:
        dialog = FieldsDialog(
            self,
            self.workspace,
            heading,
            words,
            fields,
            begin=begin,
            draft=f"{self.register.key}-{fields[0].key}",
            go=heading,
            run=run,
            icon=self.register.icon,
        )
        dialog.exec()
        dialog.deleteLater()

    def print_booklets(self) -> None:
        """The booklets of the year, or of the selected rows."""
        self._ask_which(
            "打印登记册",
            "正反面打印。",
            self._show_booklets,
        )

    def _show_booklets(self, values: dict[str, Any]) -> None:
        count, papers = self._booklets(values)
        self._show("登记册", count, papers())

    def save_pdf(self) -> None:
        """The same booklets as one PDF, to be sent or printed elsewhere."""
        self._ask_which(
            "存为 PDF",
            "全部登记册在一个文件里。",
            lambda values: self._save(values, "PDF", ".pdf", _write_pdf),
        )

    def save_word(self) -> None:
        """The same booklets as one .docx, for those who fill them in in WPS."""
        self._ask_which(
            "存为 Word",
            "每册另起一页，可以在 WPS 里接着填写。",
            lambda values: self._save(values, "Word", ".docx", _to_the_end(write_word)),
        )

    def _ask_which(self, heading: str, words: str, run: Callable[[dict[str, Any]], None]) -> None:
        begin = {"style": "a4_twelve", **self._usually_selected()}
        self._ask_and_do(heading, f"{self.year.name}的登记册，{words}", [_STYLE, _SELECTED], begin, run)

    def save_excel(self) -> None:
        """The same booklets as one workbook, a sheet for each deputy."""
        from app.work.performance_papers.booklet_workbook import write_workbook

        self._ask_which(
            "存为 Excel",
            "一名代表一张工作表，照片一并放入。",
            lambda values: self._save(values, "Excel", ".xlsx", _to_the_end(write_workbook)),
        )

    def _booklets(self, values: dict[str, Any]) -> tuple[int, Callable[[], Iterator[Paper]]]:
        """How many, and the papers, from the first one at each call."""
        from app.work.performance_papers.booklet import STYLES
        from app.work.performance_papers.booklet import booklets as papers_of

        rows, ledger, style = (
            self._rows(bool(values["selected"])),
            self.workspace.ledger,
            STYLES[values["style"]],
        )
        years: dict[date, list[int]] = {}
        for row in rows:
            years.setdefault(row["from_on"], []).append(row["deputy"].id)

        def papers() -> Iterator[Paper]:
            for day, deputies in years.items():
                yield from papers_of(ledger, deputies, year_from(day), style)

        return len(rows), papers

    def _save(self, values: dict[str, Any], kind: str, ending: str, write: Write) -> None:
        count, papers = self._booklets(values)
        if not self._any_of("登记册", count):
            return
        target = ask_save_place(self, f"存为 {kind}", f"代表履职登记册 {self.year.name}", ending)
        if target:
            write_to(
                self,
                f"正在存为 {kind}",
                target,
                lambda path, progress: write(
                    _counted_off(papers(), count, _part(progress, 0)),
                    path,
                    _part(progress, 1),
                ),
                lambda path, _: self.workspace.said.emit(f"已存为“{path.name}”", False),
            )

    def print_reminders(self) -> None:
        """A slip for each booklet of the year that is out, or for the selected ones."""
        from app.work.performance_papers.reminder import reminder

        ledger = self.workspace.ledger

        def show(values: dict[str, Any]) -> None:
            ids = [row["id"] for row in self._rows(bool(values["selected"])) if row["state"] == "issued"]
            self._show("催交单", len(ids), (reminder(ledger, row) for row in ids))

        words = f"{self.year.name}还有 {len(booklets.owing(ledger, self.year, ledger.today))} 册没有收回，一册一张。"
        self._ask_and_do("打印催交单", words, [_SELECTED], self._usually_selected(), show)

    def _usually_selected(self) -> dict[str, Any]:
        return {"selected": len(self.selected_ids()) > 1}

    def _rows(self, selected: bool) -> list[dict[str, Any]]:
        """The selected booklets, or those of the year, of deputies who are in the roster."""
        key, ledger, year = self.register.key, self.workspace.ledger, self.year
        if selected:
            rows = ledger.rows(key, self.selected_ids())
        else:
            rows = [
                row
                for row in ledger.rows(key, ledger.ids(key, Query(order=("no",))))
                if year.goes_by(row["from_on"])
            ]
        return [row for row in rows if row["deputy"].id is not None]

    def _show(self, words: str, count: int, papers: Iterator[Paper]) -> None:
        from ui.printing.preview import show_preview

        if self._any_of(words, count):
            tasks.run(
                self,
                f"正在排版{words}",
                lambda progress: list(_counted_off(papers, count, progress)),
                lambda done: show_preview(self.window(), done),
            )

    def _any_of(self, words: str, count: int) -> bool:
        if not count:
            ask(self, f"没有要打印的{words}", "选中的或这一年度的登记册里没有要打印的。", ("知道了",))
        return bool(count)


def _part(progress: tasks.Progress, part: int) -> tasks.Progress:
    """Progress within the first (0) or the second (1) half of a job: composing, then writing."""
    return lambda done, of: progress(part * of + done, 2 * of)


def _write_pdf(papers: Iterator[Paper], path: Path, progress: tasks.Progress) -> None:
    """All papers as one PDF; it can be stopped while they are painted too."""
    paint(list(papers), path, progress)


def _to_the_end(
    write: Callable[[Iterator[Paper], Path, Callable[[], object], PhotoBytes], object],
) -> Write:
    """A writer that takes the papers one by one: it can be stopped once more before its file has its name."""
    return lambda papers, path, progress: write(papers, path, lambda: progress(1, 1), photo_bytes)


def _counted_off(papers: Iterator[Paper], count: int, progress: tasks.Progress) -> Iterator[Paper]:
    """The papers one by one, with a word about each."""
    for number, paper in enumerate(papers):
        progress(number, count)
        yield paper
