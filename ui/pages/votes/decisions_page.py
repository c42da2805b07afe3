"""The lists of votes, elections and motions with their papers: ballots, counting sheets, results, what is published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from app.domain.register import Register
from app.domain.registers.ballots_in_order import following_ballot
from app.domain.registers.votes import vote_again
from app.paper.decisions.published import NotDecided
from app.paper.sheet import Paper
from app.storage.ledger import Ledger
from ui.dialogs.questions import ask
from ui.forms.typed_values import typed
from ui.lists.document_act import with_document_act
from ui.lists.papers_page import PapersPage
from ui.open_ledger.workspace import Workspace

Compose = Callable[[Ledger, Sequence[int]], list[Paper]]


def _vote_ballots(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.ballots import by_session, vote_ballots

    return [vote_ballots(ledger, sitting) for sitting in by_session(ledger, ids)]


def _vote_counting(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.ballots import by_session
    from app.paper.decisions.counting import vote_counting

    return [paper for sitting in by_session(ledger, ids) for paper in vote_counting(ledger, sitting)]


def _vote_results(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.ballots import by_session
    from app.paper.decisions.results import vote_result

    return [vote_result(ledger, sitting) for sitting in by_session(ledger, ids)]


def _resolutions(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.published import resolution

    return [resolution(ledger, row_id) for row_id in ids]


def _election_ballots(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.ballots import election_ballots

    return [election_ballots(ledger, row_id) for row_id in ids]


def _election_counting(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.counting import election_counting

    return [paper for row_id in ids for paper in election_counting(ledger, row_id)]


def _election_results(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.results import election_result

    return [election_result(ledger, row_id) for row_id in ids]


def _announcements(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.published import announcement

    return [announcement(ledger, row_id) for row_id in ids]


def _notices(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.published import notices_of_election

    return [paper for row_id in ids for paper in notices_of_election(ledger, row_id)]


def _oaths(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.published import oath

    return [oath(ledger, row_id) for row_id in ids]


def _of_motions(words: str, ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    from app.paper.decisions.motions import PAPERS as OF_A_MOTION

    return [OF_A_MOTION[words](ledger, row_id) for row_id in ids]


PAPERS: dict[str, dict[str, Compose]] = {
    "votes": {
        "表决票": _vote_ballots,
        "计票单": _vote_counting,
        "结果报告单": _vote_results,
        "决议": _resolutions,
    },
    "elections": {
        "选票": _election_ballots,
        "计票单": _election_counting,
        "结果报告单": _election_results,
        "公告": _announcements,
        "当选通知书": _notices,
        "宣誓词": _oaths,
    },
    "motions": {
        words: partial(_of_motions, words)
        for words in ("案文", "转交通知", "答复单", "申辩意见", "表决票", "公告")
    },
}


class DecisionsPage(PapersPage):
    """The list with its strip of papers; what was not decided has none."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register, PAPERS[register.key])
        with_document_act(self)
        if register.key in NEXT:
            words, act = NEXT[register.key]
            self.add_to_strip(words, partial(act, self))

    def composed(self, words: str, ids: Sequence[int]) -> list[Paper] | None:
        """The papers; None after a sentence that says what has to be decided before."""
        try:
            return super().composed(words, ids)
        except NotDecided as reason:
            ask(self, f"还不能打印{words}", str(reason), ("知道了",))
            return None

    def begin_next(self) -> None:
        """The form of the ballot that follows on the selected one: those who stand in it are there already."""
        ids = self.selected_ids()
        row = self.workspace.ledger.row("elections", ids[0]) if len(ids) == 1 else None
        if row is None:
            ask(self, "请先选一次选举", "在列表里选一次预选或选举，再点“登记下一次投票”。", ("知道了",))
            return
        values = following_ballot(row, self.workspace.ledger.lookup)
        if values is None:
            ask(self, "没有下一次投票", f"{row['sentence']}", ("知道了",))
            return
        self.workspace.wants_form.emit("elections", None, typed(self.register, values))

    def begin_again(self) -> None:
        """The form of another vote on the selected matter, which was not passed or has to be repeated."""
        ids = self.selected_ids()
        row = self.workspace.ledger.row("votes", ids[0]) if len(ids) == 1 else None
        if row is None:
            ask(
                self,
                "请先选一项表决",
                "在列表里选一项没有结果或者没有通过的表决，再点“登记再次表决”。",
                ("知道了",),
            )
            return
        values = vote_again(row, self.workspace.ledger.lookup)
        if values is None:
            ask(self, "不用再次表决", f"{row['sentence']}", ("知道了",))
            return
        self.workspace.wants_form.emit("votes", None, typed(self.register, values))


# Register → what the strip says, and which act of the page goes on from the selected row.
NEXT: dict[str, tuple[str, Callable[[DecisionsPage], None]]] = {
    "votes": ("登记再次表决", DecisionsPage.begin_again),
    "elections": ("登记下一次投票", DecisionsPage.begin_next),
}
