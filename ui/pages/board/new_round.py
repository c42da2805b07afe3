"""Begin a round of checks: its name, day and checker; everything else comes from the ledgers."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import registers
from app.work import site_rounds
from ui.forms.fields_dialog import FieldsDialog
from ui.open_ledger.workspace import Workspace

KEYS = ("round", "checked_on", "checker")
BEGIN = "开始自查"


class NewRound(FieldsDialog):
    """``round_name`` is the name of the round once it has begun."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        ledger, register = workspace.ledger, registers.BY_KEY["site_checks"]
        earlier = site_rounds.rounds(ledger)
        self.round_name = ""
        super().__init__(
            parent,
            workspace,
            "开始新一轮自查",
            "程序按台账逐站逐项预先核对，查出的问题列入待整改。有活动、有台账两项只按记录核对。",
            [register.field(key) for key in KEYS],
            begin={
                "round": site_rounds.next_round_name(ledger, ledger.today),
                "checked_on": ledger.today,
                "checker": earlier[0].checker if earlier else None,
            },
            draft="site_checks-new-round",
            go=BEGIN,
            run=self._begin,
            icon="checklist",
        )

    def _begin(self, values: dict[str, Any]) -> None:
        with self._workspace.act(f"开始自查“{values['round']}”"):
            site_rounds.start_round(
                self._workspace.ledger, values["round"], values["checked_on"], values["checker"] or ""
            )
        self.round_name = values["round"]
