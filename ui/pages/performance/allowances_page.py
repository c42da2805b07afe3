"""误工补贴: who is owed how much for a stretch of days, to be signed, and entered as spent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain import registers
from app.domain.booklet_codes import ALLOWANCES
from app.domain.days import read_typed_day
from app.domain.kinds import Money
from app.domain.law.deadlines import months_later
from app.figures.allowances import Allowances, allowance_sheet, posted_words
from app.work.allowances import post
from ui.dialogs.questions import ask
from ui.forms.fields_dialog import FieldsDialog
from ui.lists.tabulation_view import TabulationView
from ui.look.lines import Line
from ui.look.theme import dp, show_state
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace

NO_RATES = "还没有补贴标准。请先在“补贴标准”里写明各类履职每天多少钱、从哪天起执行。"
NOBODY = "这一段时间没有要发补贴的履职记录，或者补贴标准还没有启用。可以在上面改日期，或者核对补贴标准。"
_ENTRY = ("fund", "occurred_on", "voucher_no", "handled_by", "approved_by")


class AllowancesPage(FreshPage):
    """The sheet of a stretch; the last whole quarter to begin with."""

    concerns = frozenset(
        {"performance_records", "allowance_rates", "deputies", "people", "mandate_changes", "terms", "doubt_answers", "suggestions", "fund_entries"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title = QLabel("误工补贴")
        self.title.setProperty("role", "title")
        self.first, self.last = _day_box("从哪天起"), _day_box("到哪天止")
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.view = TabulationView(workspace)
        self.rates_button = QPushButton("新增补贴标准")
        self.rates_button.clicked.connect(lambda: workspace.wants_form.emit("allowance_rates", None, None))
        self.kept_rates_button = QPushButton("查看补贴标准")
        self.kept_rates_button.clicked.connect(lambda: workspace.visit.emit("allowance_rates", None, None))
        self.post_button = QPushButton("登记支出")
        self.post_button.clicked.connect(self.post)
        self.allowances: Allowances | None = None
        self._lay_out()
        self.first_place = self.first
        for box in (self.first, self.last):
            box.editingFinished.connect(self.show_chosen)
        self._begun_for: int | None = 0

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(self.title, 1)
        for words, box in (("从", self.first), ("到", self.last)):
            head.addWidget(QLabel(words))
            head.addWidget(box)
        head.addLayout(self.view.acts.buttons())
        head.addWidget(self.post_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(20), dp(16), dp(20), dp(14))
        column.setSpacing(dp(10))
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self.rates_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.kept_rates_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.view, 1)
        column.addStretch()

    def reload(self) -> None:
        """The sheet anew."""
        super().reload()
        if self._begun_for != self.workspace.year:
            self._begun_for = self.workspace.year
            days = quarter_to_begin(self.workspace.ledger.today, self.workspace.year)
            for box, day in zip((self.first, self.last), days, strict=True):
                box.setText(day.isoformat())
        self.show_chosen()

    def show_chosen(self) -> None:
        """The sheet of the chosen days, or why there is none."""
        try:
            first, last = (self._day(box) for box in (self.first, self.last))
        except ValueError as wrong:
            self._show(None, str(wrong))
            return
        if first > last:
            self._show(None, "结束日期早于开始日期，请改一改。")
            return
        ledger = self.workspace.ledger
        allowances = Allowances(ledger, first, last)
        if not ledger.count("allowance_rates"):
            self._show(None, NO_RATES)
        else:
            paid = "".join(posted_words(allowances, each) for each in allowances.posted)
            self._show(
                allowances if allowances.by_deputy else None, "" if allowances.by_deputy else NOBODY + paid
            )

    def _show(self, allowances: Allowances | None, problem: str) -> None:
        self.allowances = allowances
        self.problem.setText(problem)
        self.problem.setVisible(allowances is None)
        is_nobody = problem.startswith(NOBODY)  # with what was paid already behind it
        show_state(self.problem, role="quiet" if is_nobody or problem == NO_RATES else "problem")
        self.rates_button.setVisible(problem == NO_RATES)
        self.kept_rates_button.setVisible(is_nobody)
        self.post_button.setEnabled(allowances is not None)
        self.view.show_table(allowance_sheet(allowances) if allowances is not None else None)

    def _day(self, box: Line) -> date:
        return read_typed_day(box.text().strip(), self.workspace.ledger.today, self.workspace.year)

    def post(self) -> None:
        """Ask for the fund and enter both allowances as spent."""
        allowances = self.allowances
        if allowances is None:
            ask(self, "没有要登记的补贴", self.problem.text(), ("知道了",))
            return
        if not allowances.to_post:
            words = "".join(posted_words(allowances, each) for each in allowances.posted)
            ask(self, "没有要登记的补贴", words, ("知道了",))
            return

        def run(values: dict[str, Any]) -> None:
            count = post(allowances, values)
            self.workspace.said.emit(f"已登记 {count} 笔支出", True)

        register = registers.BY_KEY["fund_entries"]
        dialog = FieldsDialog(
            self,
            self.workspace,
            "登记补贴支出",
            _entries_in_words(allowances),
            [register.field(key) for key in _ENTRY],
            begin={"fund": "deputies", "occurred_on": self.workspace.ledger.today},
            draft="fund_entries-allowances",
            go="登记支出",
            run=run,
            icon="funds",
        )
        dialog.exec()
        dialog.deleteLater()

    def do(self, action: str) -> None:
        """Ctrl+P and Ctrl+E."""
        self.view.acts.do(action)


def _entries_in_words(allowances: Allowances) -> str:
    sums = (
        f"{ALLOWANCES.label(code)} {Money().to_text(allowances.total(code))} 元"
        for code in allowances.to_post
    )
    left = "已经登记过的不再记。" if allowances.posted else ""
    return f"记到经费台账：{'、'.join(sums)}（{allowances.stretch}）。{left}"


def quarter_before(today: date) -> tuple[date, date]:
    """The first and the last day of the last whole quarter."""
    begun = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return months_later(begun, -3), begun - timedelta(days=1)


def quarter_to_begin(today: date, year: int | None) -> tuple[date, date]:
    """The last whole quarter before ``today`` in its own year and in all years; of another year its last quarter."""
    return quarter_before(today if year is None or year == today.year else date(year + 1, 1, 1))


def _day_box(name: str) -> Line:
    box = Line()
    box.setFixedWidth(dp(130))
    box.setAccessibleName(name)
    return box
