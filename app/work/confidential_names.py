"""Names of visitors who asked for confidentiality, taken out of a record and of those linked to it."""

from __future__ import annotations

from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger


def conceal(ledger: Ledger, key: str, row_id: int) -> int:
    """Put 来访群众 in place of such names and numbers, as one act; gives how many records were changed.

    Who else goes by the same name keeps it: such places stay a doubt.  Raises ``Refused`` when a record may
    not be changed any more; nothing is changed then.
    """
    row = ledger.concealed(key, ledger.revealed_row(key, row_id))
    with ledger.act(f"隐去要求保密的姓名：{BY_KEY[key].name_of(row)}") as act:
        act.concealing = True
        act.change(key, row_id, {})
        return len(act.writer.changed)
