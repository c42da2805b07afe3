"""Begin a round of checks: its name, day and checker; everything else comes from the ledgers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain import registers
from app.storage.refusals import LedgerRefused, Refused
from app.work import site_rounds
from ui.dialogs import faults
from ui.dialogs.questions import Question
from ui.forms.drafted_rows import DraftedRows
from ui.forms.form_fields import FieldRow
from ui.forms.kind_editors import editor_for
from ui.open_ledger.workspace import Workspace

KEYS = ("round", "checked_on", "checker")
CANCEL, BEGIN = "取消", "开始自查"


class NewRound(Question):
    """``round_name`` is the name of the round once it has begun."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        words = "程序按台账逐站逐项预先核对，查出的问题列入待整改。有活动、有台账两项只按记录核对。"
        super().__init__(parent, "开始新一轮自查", words, (CANCEL, BEGIN), icon="checklist")
        self._workspace = workspace
        self.round_name = ""
        ledger, register = workspace.ledger, registers.BY_KEY["site_checks"]
        earlier = site_rounds.rounds(ledger)
        begin = {
            "round": site_rounds.next_round_name(ledger, ledger.today),
            "checked_on": ledger.today,
            "checker": earlier[0].checker if earlier else None,
        }
        self.rows: dict[str, FieldRow] = {}
        for key in KEYS:
            field = register.field(key)
            row = FieldRow(field, editor_for(field, workspace))
            row.editor.fill(begin[key])
            self.rows[key] = row
            self.body.addWidget(row)
        self.drafted = DraftedRows(self, workspace, "site_checks-new-round", self.rows)
        self.body.insertWidget(0, self.drafted.notice)
        self.drafted.take()
        self.draft = self.drafted.draft

    def reject(self) -> None:
        """Esc, 取消 and the window's cross: nothing typed is lost unasked."""
        if self.draft.let_go(self):
            super().reject()

    def _answered(self, words: str) -> None:
        if words == CANCEL:
            self.reject()
            return
        if words == BEGIN and not self._begin():
            return
        super()._answered(words)

    def _begin(self) -> bool:
        ledger, register = self._workspace.ledger, registers.BY_KEY["site_checks"]
        context = self._workspace.context()
        values, sound = {}, True
        for key, row in self.rows.items():
            reading = register.field(key).read(row.editor.raw(), context)
            row.show_problems(list(reading.problems))
            sound &= not any(problem.severity == "error" for problem in reading.problems)
            values[key] = reading.value
        if not sound:
            return False
        try:
            with self._workspace.act(f"开始自查「{values['round']}」"):
                site_rounds.start_round(
                    ledger, values["round"], values["checked_on"], values["checker"] or ""
                )
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return False
        self.draft.drop()
        self.round_name = values["round"]
        return True
