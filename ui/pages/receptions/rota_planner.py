"""The dialog that plans a year of receptions: rules per site, the plan they give, and keeping it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.clocks import has_holidays
from app.storage.refusals import LedgerRefused, Refused
from app.work import rota
from ui.dialogs import faults
from ui.forms.draft_bar import DraftNotice
from ui.look.calm_boxes import CalmBox, CalmSpinBox
from ui.look.following_scroll import FollowingScroll
from ui.look.lines import WordsLine
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.draft import Draft
from ui.open_ledger.workspace import Workspace
from ui.pages.receptions.holiday_notice import HolidayNotice
from ui.pages.receptions.site_line import SiteLine

COLUMNS = ("日期", "地点", "接待代表", "主题")
LEAST = 112  # points that the sites and the plan have each, in the lowest window


class RotaPlanner(QDialog):
    """Rules above, the plan below; every change plans anew."""

    def __init__(self, parent: QWidget, workspace: Workspace, year: int) -> None:
        super().__init__(parent)
        self.setWindowTitle("生成全年接待安排")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.workspace = workspace
        self._usual = rota.usual_rules(workspace.ledger, year)
        self.year = CalmSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(year)
        self.theme_months = CalmBox()
        self.theme_months.addItems(["每季度第二个月 15 日为主题接待日", "每月 15 日为主题接待日"])
        self.themes = WordsLine()
        self.themes.setPlaceholderText("各次主题，用顿号隔开，例如 春耕备耕、道路交通")
        names = workspace.ledger.names("liaison_sites", [rule.site for rule in self._usual.sites])
        self.lines = [SiteLine(rule, names[rule.site]) for rule in self._usual.sites]
        for line in self.lines:
            line.changed.connect(self._replan)
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setTabKeyNavigation(False)
        self.remarks = QLabel()
        self.remarks.setProperty("role", "doubt")
        self.remarks.setWordWrap(True)
        self._plan = rota.Plan()
        self._resting = False
        self.resumed = DraftNotice()
        self.resumed.unwanted.connect(self._start_over)
        self.holidays = HolidayNotice()
        self.holidays.wanted.connect(self._enter_holidays)
        self._lay_out()
        self._begun = self._entries()
        self.draft = Draft(self, workspace, "reception_duties-new-plan", self._typed)
        plan = self.draft.load().get("plan")
        self.resumed.setVisible(bool(plan))
        self._restore(plan or self._begun)
        self.themes.textEdited.connect(self.draft.touch)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(20), dp(16), dp(20), dp(14))
        column.setSpacing(dp(10))
        explanation = QLabel(
            "逢休息日顺延到当月下一个工作日，月末的提前；请假、离任和暂停职务的代表不排；各人次数尽量相同。"
        )
        explanation.setProperty("role", "quiet")
        explanation.setWordWrap(True)
        column.addWidget(explanation)
        column.addWidget(self.resumed)
        column.addWidget(self.holidays)
        column.addLayout(self._rules())
        column.addWidget(self._site_lines(), 3)
        self._prepare_table()
        self.table.setMinimumHeight(dp(LEAST))
        column.addWidget(self.table, 2)
        column.addWidget(self.remarks)
        column.addLayout(self._foot())
        room = self.screen().availableSize()
        self.resize(min(dp(860), room.width() - dp(40)), min(dp(600), room.height() - dp(60)))

    def _rules(self) -> QVBoxLayout:
        """Two lines: beside the choice the hint of the themes would be cut, in large type on a small screen."""
        head, themes = QHBoxLayout(), QHBoxLayout()
        rules = QVBoxLayout()
        rules.setSpacing(dp(10))
        for line in (head, themes):
            line.setSpacing(dp(12))
            rules.addLayout(line)
        head.addWidget(QLabel("年度"))
        head.addWidget(self.year)
        head.addWidget(self.theme_months, 1)
        themes.addWidget(QLabel("主题"))
        themes.addWidget(self.themes, 1)
        self.year.valueChanged.connect(self._replan)
        self.theme_months.currentIndexChanged.connect(self._replan)
        self.themes.editingFinished.connect(self._replan)
        return rules

    def _site_lines(self) -> FollowingScroll:
        """The rules of the sites; of a town with many villages they scroll, else the buttons would leave the screen."""
        body = QWidget()
        body.setProperty("role", "body")
        grid = self._grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(dp(12))
        grid.setVerticalSpacing(dp(8))
        for number, line in enumerate(self.lines):
            for place, widget in enumerate(line.widgets):
                grid.addWidget(widget, number, place)
        grid.setColumnStretch(0, 1)
        self._area = FollowingScroll()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(body)
        return self._area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sites take no more room than they need; the plan has the rest."""
        super().resizeEvent(event)
        width = self.width() - dp(40) - self._area.verticalScrollBar().sizeHint().width()
        needed = max(self._grid.totalHeightForWidth(width), self._grid.totalSizeHint().height())
        self._area.setMaximumHeight(needed)
        self._area.setMinimumHeight(min(needed, dp(LEAST)))

    def _prepare_table(self) -> None:
        self.table.setHorizontalHeaderLabels(list(COLUMNS))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(dp(34))
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, width in enumerate((110, 200, 260)):
            self.table.setColumnWidth(place, dp(width))
        header.setStretchLastSection(True)

    def _foot(self) -> QHBoxLayout:
        leave, self.keep_button = QPushButton("离开"), QPushButton("保存全年安排")
        self.keep_button.setProperty("role", "primary")
        for button, action in ((leave, self.reject), (self.keep_button, self._keep)):
            button.setAutoDefault(False)
            button.clicked.connect(action)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(leave)
        foot.addWidget(self.keep_button)
        return foot

    def rules(self) -> rota.RotaRules:
        """What the editors say."""
        themes = tuple(
            words.strip() for words in self.themes.text().replace(",", "、").split("、") if words.strip()
        )
        chosen = tuple(line.rule() for line in self.lines if line.ticked.isChecked())
        return rota.RotaRules(
            self.year.value(), chosen, monthly_theme=self.theme_months.currentIndex() == 1, themes=themes
        )

    def _entries(self) -> dict[str, Any]:
        """What stands in the editors, ready for JSON."""
        return {
            "year": self.year.value(),
            "months": self.theme_months.currentIndex(),
            "themes": self.themes.text(),
            "lines": {str(line.site): line.entries() for line in self.lines},
        }

    def _typed(self) -> dict[str, Any]:
        entries = self._entries()
        return {"plan": entries, "called": "生成全年接待安排"} if entries != self._begun else {}

    def _restore(self, entries: dict[str, Any]) -> None:
        """Show a plan as ``_entries`` gave it; sites that are there no more are left out."""
        self._resting = True  # plan anew once, not with each editor
        self.year.setValue(entries["year"])
        self.theme_months.setCurrentIndex(entries["months"])
        self.themes.setText(entries["themes"])
        for line in self.lines:
            if str(line.site) in entries["lines"]:
                line.restore(entries["lines"][str(line.site)])
        self._resting = False
        self._replan()

    def _start_over(self) -> None:
        """Forget the plan that was begun."""
        self.draft.drop()
        self.resumed.hide()
        self._restore(self._begun)

    def reject(self) -> None:
        """Esc, 离开 and the window's cross: nothing typed is lost unasked."""
        if self.draft.let_go(self):
            super().reject()

    def _replan(self, *_: Any) -> None:
        if self._resting:
            return
        self.draft.touch()
        ledger, year = self.workspace.ledger, self.year.value()
        self.holidays.tell(year, has_holidays(year, ledger.context()))
        self._plan = rota.draft(ledger, self.rules())
        rows = rota.additions(ledger, self._plan, year)
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            names = "、".join(ref.name for ref in row["deputies"] or ())
            theme = row["theme"] or ("主题接待日" if row["is_theme_day"] else "")
            for place, words in enumerate((row["held_on"].isoformat(), row["site"].name, names, theme)):
                self.table.setItem(number, place, QTableWidgetItem(words))
        planned_before = len(self._plan.rows) - len(rows)
        remarks = [f"{year} 年有 {planned_before} 次的月份已经安排过，保持不变。"] if planned_before else []
        self.remarks.setText("".join([*remarks, *self._plan.remarks[:4]]))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.keep_button.setEnabled(bool(rows))
        self.keep_button.setText(f"保存 {len(rows)} 次安排" if rows else "没有要补的安排")

    def _keep(self) -> None:
        year = self.year.value()
        try:
            with_reason(self, self.workspace, "rota", lambda: self._plan_kept(year))
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self.draft.drop()
        self.accept()
        self.workspace.look_at_years({year}, chosen=True)

    def _plan_kept(self, year: int) -> None:
        with self.workspace.act(f"生成 {year} 年接待安排"):
            rota.keep(self.workspace.ledger, self._plan, year)

    def _enter_holidays(self) -> None:
        """Leave for the days off of the year that is planned."""
        self.reject()
        self.workspace.look_at_years({self.year.value()}, chosen=True)
        self.workspace.visit.emit("holidays", None, None)
