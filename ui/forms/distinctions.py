"""What tells a chosen row from others of its name: two deputies called 王芳 are not the same deputy."""

from __future__ import annotations

from app.domain.fields import Ref
from app.domain.register import Register
from app.storage.query import Query
from ui.open_ledger.workspace import Workspace


class Distinctions:
    """The distinctions of the rows of one register, each looked up once until ``forget``."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        self._workspace = workspace
        self._register = register
        self._by_ref: dict[Ref, str] = {}

    def of(self, ref: Ref) -> str:
        """District, level and the like; nothing where the row is the only one of its name."""
        if ref not in self._by_ref:
            self._by_ref[ref] = self._look_up(ref)
        return self._by_ref[ref]

    def forget(self) -> None:
        """The rows may have changed since."""
        self._by_ref.clear()

    def _look_up(self, ref: Ref) -> str:
        ledger, register = self._workspace.ledger, self._register
        rows = ledger.rows(register.key, ledger.ids(register.key, Query(find=ref.name)))
        named = {row["id"]: row for row in rows if register.name_of(row) == ref.name}
        return register.distinction(named[ref.id]) if len(named) > 1 and ref.id in named else ""
