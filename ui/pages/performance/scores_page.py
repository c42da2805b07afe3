"""履职积分: the score sheet of a year, each score with its lines; taking a scheme over, publishing, withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QPushButton

from app.domain.booklet_years import BookletYear
from app.domain.tabulation import Tabulation
from app.figures.performance_scores import ScoresOfYear, scores_of_year
from app.figures.score_tables import public_list, score_lines, score_sheet
from app.storage.refusals import LedgerRefused, Refused
from app.work.score_presets import adopt_preset, presets
from app.work.score_publishing import publish_scores, withdraw_scores
from ui.dialogs import faults
from ui.dialogs.questions import Question, ask
from ui.look.choices import choice
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace
from ui.pages.performance.year_table_page import YearTablePage

SHEET, LINES, PUBLIC = "sheet", "lines", "public"
CANCEL = "取消"
NO_SCHEME = "还没有这种年度的积分办法。请按“采用范例”，或者在“积分办法”里登记。"


class ScoresPage(YearTablePage):
    """``shown``: the sheet, the lines of one deputy, or the list for the notice board."""

    heading = "履职积分"
    page_of_names = "scores"
    concerns = YearTablePage.concerns | {
        "score_schemes",
        "score_items",
        "score_entries",
        "performance_scores",
    }

    def __init__(self, workspace: Workspace) -> None:
        self.shown = choice("内容", {SHEET: "积分表", LINES: "积分明细", PUBLIC: "公示名单"})
        self.deputy = choice("代表", {})
        self.adopt = _button("采用范例", self.ask_preset)
        self.publish = _button("公布", self.ask_publishing)
        self.withdraw = _button("撤回公布", self.ask_withdrawing)
        self._scores: ScoresOfYear | None = None
        super().__init__(workspace)

    def boxes(self) -> Sequence[QComboBox]:
        """Scores are those of the town's own deputies: no level is asked."""
        return (self.kind, self.shown, self.deputy)

    def acts(self) -> Sequence[QPushButton]:
        """What makes or unmakes a publication."""
        return (self.adopt, self.publish, self.withdraw)

    def reveal(self, mandate: int) -> None:
        """The lines of one deputy."""
        self.shown.setCurrentIndex(self.shown.findData(LINES))
        self.deputy.setCurrentIndex(self.deputy.findData(mandate))
        self.show_chosen()

    def show_chosen(self) -> None:
        """The scores anew; what can be done with them now."""
        self._scores = scores_of_year(self.workspace.ledger, self.kind.currentData(), self.number)
        self._offer_deputies()
        super().show_chosen()
        scores = self._scores
        self.adopt.setVisible(scores is None and self.year() is not None)
        self.publish.setVisible(scores is not None and not scores.published)
        self.withdraw.setVisible(scores is not None and bool(scores.published))

    def _offer_deputies(self) -> None:
        chosen = self.deputy.currentData()
        self.deputy.clear()
        for one in self._scores.scores if self._scores else ():
            self.deputy.addItem(one.deputy.name, one.deputy.mandate)
        self.deputy.setCurrentIndex(max(self.deputy.findData(chosen), 0))
        self.deputy.setEnabled(self.shown.currentData() == LINES)

    def table(self, year: BookletYear) -> Tabulation | None:
        """What was chosen of the scores."""
        ledger, scores = self.workspace.ledger, self._scores
        if scores is None or not scores.scores:
            return None
        if self.shown.currentData() == LINES:
            return score_lines(ledger, scores, self.deputy.currentData())
        return (public_list if self.shown.currentData() == PUBLIC else score_sheet)(ledger, scores)

    def why_nothing(self) -> str:
        """Without a scheme there are no scores."""
        return NO_SCHEME if self._scores is None else super().why_nothing()

    def ask_preset(self) -> None:
        """Which scheme of a real place to begin with."""
        year = self.year()
        if year is None:
            return
        names, first = [one["name"] for one in presets()], year.first
        question = Question(
            self.window(),
            "采用积分办法范例",
            f"范例照搬到台账里，从 {first.year} 年 {first.month} 月 {first.day} 日起用；分值和项目都可以再改。",
            (CANCEL, "采用"),
            icon="score_schemes",
        )
        names_box = choice("范例", {name: name for name in names})
        question.body.addWidget(names_box)
        question.exec()
        if question.answer == "采用":
            name, kind = names_box.currentData(), self.kind.currentData()
            self._done(lambda: adopt_preset(self.workspace.ledger, name, kind, first), f"已采用“{name}”")

    def ask_publishing(self) -> None:
        """Publishing is asked about: from then on nothing changes the scores."""
        words = (
            "公布以后，这个年度的分数、名次和等次不再随记录或办法变化。自评、小组评价和主席团等次请先填好。"
        )
        if ask(self.window(), f"公布{self._name()}履职积分？", words, (CANCEL, "公布")) == "公布":
            kind, number = self.kind.currentData(), self.number
            self._done(lambda: publish_scores(self.workspace.ledger, kind, number), "已公布履职积分")

    def ask_withdrawing(self) -> None:
        """So is taking it back."""
        words = "撤回以后分数重新按现在的记录和办法计算；撤回和再公布都留在修改历史里。"
        if (
            ask(self.window(), f"撤回{self._name()}履职积分的公布？", words, ("撤回公布", CANCEL))
            == "撤回公布"
        ):
            kind, number = self.kind.currentData(), self.number
            self._done(lambda: withdraw_scores(self.workspace.ledger, kind, number), "已撤回公布")

    def _name(self) -> str:
        return self._scores.year.name if self._scores else ""

    def _done(self, act: Callable[[], object], words: str) -> None:
        try:
            with_reason(self, self.workspace, "scores", act)
        except (Refused, LedgerRefused) as error:
            faults.tell(self.window(), error)
            return
        self.workspace.said.emit(words, True)


def _button(words: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(lambda _=False: act())
    return button
