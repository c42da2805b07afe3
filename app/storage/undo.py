"""Taking back acts, and bringing back what was removed: both are new acts, history only grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.registers import BY_KEY
from app.storage.acts import Act
from app.storage.changes import Change
from app.storage.refusals import Refused

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

# The newest batch that is neither an undo itself nor taken back already.
_NEWEST = """SELECT batch FROM changes WHERE undoes IS NULL
AND batch NOT IN (SELECT undoes FROM changes WHERE undoes IS NOT NULL)
ORDER BY id DESC LIMIT 1"""


def newest_batch(ledger: Ledger) -> int | None:
    """The batch that ``undo`` would take back; the setting-up of the ledger itself stays."""
    found = ledger.connection.execute(_NEWEST).fetchone()
    return found[0] if found and found[0] > ledger.first_batch else None


def undoable(ledger: Ledger) -> str | None:
    """The name of the act that ``undo`` would take back."""
    batch = newest_batch(ledger)
    if batch is None:
        return None
    return str(ledger.connection.execute("SELECT action FROM changes WHERE batch=? LIMIT 1", (batch,)).fetchone()[0])


def undo(ledger: Ledger) -> str:
    """Take back the newest act as a whole; gives its name.  Raises ``Refused`` when that cannot be."""
    batch = newest_batch(ledger)
    if batch is None:
        raise Refused("没有可以撤销的操作,资料没有改动。")
    entries = list(ledger.chain.select("batch=?", (batch,), "ORDER BY id DESC"))
    name = entries[0].action
    _refuse_touched_since(ledger, entries, name)
    with ledger.act(f"撤销:{name}", undoes=batch) as act:
        for entry in entries:
            _reverse(act, entry)
    return name


def _refuse_touched_since(ledger: Ledger, entries: list[Change], name: str) -> None:
    rows = {(entry.register, entry.row) for entry in entries}
    newest = max(entry.id for entry in entries)
    later = ledger.connection.execute(
        "SELECT DISTINCT register, row, action FROM changes WHERE id > ? AND undoes IS NULL "
        "AND batch NOT IN (SELECT undoes FROM changes WHERE undoes IS NOT NULL)",
        (newest,),
    )
    for register, row, action in later:
        if (register, row) in rows:
            raise Refused(f"「{name}」之后的「{action}」又改过同一条记录,不能单独撤销。请直接修改那条记录。")


def _reverse(act: Act, entry: Change) -> None:
    register = BY_KEY[entry.register]
    opposite = {"add": "remove", "remove": "add", "change": "change"}[entry.op]
    act.writer.write(register, opposite, entry.row, entry.after, entry.before)


def bin_of(ledger: Ledger, register: str | None) -> list[Change]:
    """Removed rows that are still absent, newest first: when, why and by which act.

    What went with another row (derived entries, a person with the last mandate) comes back with it.
    """
    condition, values = ("op='remove'", ()) if register is None else ("op='remove' AND register=?", (register,))
    latest: dict[tuple[str, int], Change] = {}
    for entry in ledger.chain.select(condition, values):
        latest.setdefault((entry.register, entry.row), entry)
    kept = []
    for (key, row), entry in latest.items():
        alone = entry.undoes is None and BY_KEY[key].group and not (entry.before or {}).get("derived_from")
        table = BY_KEY[key].stored_in
        if alone and not ledger.connection.execute(f"SELECT 1 FROM {table} WHERE id=?", (row,)).fetchone():
            kept.append(entry)
    return kept


def restore(ledger: Ledger, change_id: int) -> str:
    """Bring back a removed row and what was removed with it; gives the act's name."""
    entry = next(ledger.chain.select("id=? AND op='remove'", (change_id,)), None)
    if entry is None:
        raise Refused("回收站里没有这一条,资料没有改动。")
    together = [
        other
        for other in ledger.chain.select("batch=? AND op='remove'", (entry.batch,))
        if not ledger.rows_room.documents(BY_KEY[other.register], [other.row])
    ]
    if not any(other.id == change_id for other in together):
        raise Refused("这条记录已经恢复过了,资料没有改动。")
    name = f"恢复:{BY_KEY[entry.register].label}"
    with ledger.act(name) as act:
        for other in together:
            if other.register == entry.register and other.row != entry.row:
                continue
            _reverse(act, other)
    return name
