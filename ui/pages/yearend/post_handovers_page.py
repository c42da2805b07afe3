"""工作交接: the handovers of the post, their papers, the copy that is kept, and the handbook for the successor."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.register import Register
from app.paper.sheet import Paper
from app.paper.word import write_word
from app.storage.ledger import Ledger
from app.yearend.dossier import NAME, dossier
from app.yearend.post_handover import freeze, post_handover
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.dialogs.save_place import WORD, ask_save_place, write_to
from ui.lists.papers_page import PapersPage
from ui.open_ledger.workspace import Workspace
from ui.printing.painting import paint
from ui.printing.preview import show_preview

PAPER, CLOSE = "打印工作交接书", "定稿"
KEPT = "这次交接已经定稿，签字时的交接书在右边的附件里，请打印那一份；台账以后的变化不写进去。"


def _papers(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    return [post_handover(ledger, row_id) for row_id in ids]


class PostHandoversPage(PapersPage):
    """The list with its strip; the handbook is of today and needs no row."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register, {PAPER: _papers})
        for words, act in (
            (CLOSE, self.close_one),
            (f"打印{NAME}", self.print_dossier),
            (f"{NAME}存为文档", self.save_dossier),
        ):
            self.buttons[words] = self.add_to_strip(words, act)

    def composed(self, words: str, ids: Sequence[int]) -> list[Paper] | None:
        """The papers of today; one that was closed is printed from its attachment."""
        if any(row["closed_on"] for row in self.workspace.ledger.rows(self.register.key, ids)):
            ask(self, "已经定稿", KEPT, ("知道了",))
            return None
        return super().composed(words, ids)

    def close_one(self) -> None:
        """Keep the paper of today with the selected row, after a question."""
        ids, ledger = self.selected_ids(), self.workspace.ledger
        if len(ids) != 1:
            ask(self, "请先选一条", "在列表里选一次工作交接，再定稿。", ("知道了",))
            return
        words = "今天的交接书存为附件，这次交接从此不再修改。请在三方签字以后定稿。"
        if ask(self, "给这次交接定稿吗？", words, ("先不定稿", CLOSE)) == CLOSE:
            tasks.run(self, "正在定稿", lambda _: freeze(ledger, ids[0], paint), self._closed)

    def _closed(self, _: object) -> None:
        self.workspace.said.emit("交接书已定稿，留存的一份在附件里", True)

    def print_dossier(self) -> None:
        """The preview of the handbook."""
        ledger = self.workspace.ledger
        tasks.run(
            self,
            f"正在排版{NAME}",
            lambda _: [dossier(ledger)],
            lambda ready: show_preview(self.window(), ready),
        )

    def save_dossier(self) -> None:
        """Ask for a name, and write the handbook for WPS."""
        ledger = self.workspace.ledger
        target = ask_save_place(self, f"{NAME}存为 Word", dossier(ledger).title, WORD)
        if target:
            write_to(
                self,
                f"正在写{NAME}",
                target,
                lambda path, _: write_word([dossier(ledger)], path),
                lambda path, _: self.workspace.said.emit(f"{NAME}已存为“{path.name}”", False),
            )
