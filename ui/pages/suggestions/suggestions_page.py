"""The page of opinions and suggestions: the list, the year's figures above it, the course at the right."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.audiences import INTERNAL, PUBLIC
from app.domain.register import Register
from app.figures.catalogue import BY_KEY
from app.figures.figure import Value, evaluate
from app.figures.source import Source
from ui.dialogs import tasks
from ui.dialogs.save_place import EXCEL, WORD, ask_save_place, write_to
from ui.dialogs.year_question import year_is_meant
from ui.lists.empty_prints import may_print
from ui.lists.list_page import ListPage
from ui.lists.selection_bar import Act
from ui.look.row_link import LINKS
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.course_acts import ACTS
from ui.pages.suggestions.course_panel import CoursePanel

# Key of the figure, and the words around its number.
FIGURES = (
    ("all.received", "{year} 年度共 {}"),
    ("all.concluded", "已办结 {}"),
    ("all.open", "未办结 {}"),
    ("all.conclusion_rate", "办结率 {}"),
    ("all.reply_rate", "答复率 {}"),
)
SUMMARY, WORKBOOK = "summary", "summary workbook"
# The report on handling, by the readers that the link in the subtitle names.
REPORTS = {f"report {INTERNAL}": INTERNAL, f"report {PUBLIC}": PUBLIC}


class SuggestionsPage(ListPage):
    """The generic list; every number of its subtitle opens the rows it was counted from."""

    panel_class = CoursePanel

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register)
        self.figures: dict[str, Value] = {}
        self._evaluated: tuple[object, ...] = ()
        self.header.subtitle.setWordWrap(True)
        self.header.subtitle.setTextInteractionFlags(LINKS)
        self.header.subtitle.linkActivated.connect(self.open_figure)

    def _count(self) -> None:
        """The pills and the figures of the year, both as of today."""
        super()._count()
        query, subtitle = self.query(), self.header.subtitle
        words = subtitle.text()
        if query.year is not None and not query.find:
            self._evaluate(query.year)
            words = "，".join(self._linked(key, words, query.year) for key, words in FIGURES)
        links = f"<a href='{SUMMARY}'>打印</a>、<a href='{WORKBOOK}'>Excel</a>"
        reports = "、".join(
            f"<a href='{key}'>{'公开稿' if audience == PUBLIC else '内部稿'}</a>"
            for key, audience in REPORTS.items()
        )
        # A line of its own: behind the figures the last link was broken in the middle of its word.
        subtitle.setText(f"{words}<br>办理情况汇总表：{links}；办理情况报告：{reports}")

    def _linked(self, key: str, words: str, year: int) -> str:
        """The words around a figure, the number itself as a link."""
        number = f"<a href='{key}' style='text-decoration:none'>{shown_of(self.figures[key])}</a>"
        return words.format(number, year=year)

    def _evaluate(self, year: int) -> None:
        """The figures of a year; a second look at the same records asks nothing again."""
        ledger = self.workspace.ledger
        state = (year, ledger.today, ledger.last_change)
        if state != self._evaluated:
            self._evaluated = state
            with ledger.busy:
                source = Source(ledger, year, ledger.today)
                self.figures = {key: evaluate(BY_KEY[key], source) for key, _ in FIGURES}

    def open_figure(self, key: str) -> None:
        """The rows behind a number, the summary on paper or as a workbook, or a report on the handling."""
        if key in REPORTS:
            self.write_report(REPORTS[key])
            return
        if key in (SUMMARY, WORKBOOK):
            self.print_summary() if key == SUMMARY else self.export_summary()
            return
        counted = self.figures[key].counted
        label = self.figures[key].figure.label
        self.narrow({}, label, [row for entry in counted.entries for row in entry.rows])

    def bulk_acts(self) -> Sequence[Act]:
        """Several matters are handed over, and their slips printed, at once."""
        return (("批量交办", lambda: self.resume("assigned")), ("打印交办单", self._print_slips))

    def _print_slips(self) -> None:
        if isinstance(self.panel, CoursePanel):
            self.panel.print_letters("assignment")

    def resume(self, part: str) -> None:
        """The short form of an act that was begun for the rows selected."""
        if isinstance(self.panel, CoursePanel) and part in ACTS:
            self._show_panel()
            self.panel.do(part)

    def export_summary(self) -> None:
        """The columns of the summary as a workbook, of what is shown."""
        from app.paper.suggestion_summary import SUMMARY_COLUMNS
        from ui.lists.export_dialog import write

        query, ledger, register = self.query(), self.workspace.ledger, self.register
        name = f"{query.year or ''}意见建议办理情况汇总表"
        target = ask_save_place(self, "存为 Excel", name, EXCEL)
        if not target:
            return
        columns = list(SUMMARY_COLUMNS)
        write_to(
            self,
            "正在导出办理情况汇总表",
            target,
            lambda path, progress: write(
                ledger, register, path, "seen", query, None, columns, False, progress
            ),
            lambda path, _: self.workspace.said.emit(f"已存为“{path.name}”", False),
        )

    def print_summary(self) -> None:
        """Preview of the summary of what is shown."""
        from app.paper.suggestion_summary import summary_paper
        from ui.printing.preview import show_preview

        if not may_print(self):
            return
        query, ledger = self.query(), self.workspace.ledger
        tasks.run(
            self,
            "正在排版办理情况汇总表",
            lambda progress: summary_paper(ledger, query),
            lambda paper: show_preview(self.window(), paper),
        )

    def write_internal_report(self) -> None:
        """The report on handling for the congress."""
        self.write_report(INTERNAL)

    def write_public_report(self) -> None:
        """The one that is made public."""
        self.write_report(PUBLIC)

    def write_report(self, audience: str) -> None:
        """Ask for a name, and write the report of the year looked at for these readers."""
        from app.yearend.handling_report.report import NAME, PUBLIC_NAME, write_handling_report

        ledger = self.workspace.ledger
        year = self.workspace.year or ledger.today.year
        if not year_is_meant(self, ledger, year, NAME):
            return
        name = f"{year}年{NAME}{PUBLIC_NAME if audience == PUBLIC else ''}"
        target = ask_save_place(self, NAME, name, WORD)
        if target:
            write_to(
                self,
                f"正在写{NAME}",
                target,
                lambda path, _: write_handling_report(ledger, year, path, audience),
                lambda path, _: self.workspace.said.emit(f"已存为“{path.name}”，数字已定稿", False),
            )


def shown_of(value: Value) -> str:
    """A count with its unit apart, a rate without its fraction: 28 件, 89.3%."""
    return value.words.split("（")[0] if value.figure.is_rate else f"{value.value} {value.figure.unit}"
