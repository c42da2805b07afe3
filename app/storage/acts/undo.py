"""Taking back acts, and bringing back what was removed: both are new acts, history only grows."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.storage.acts.act import Act
from app.storage.acts.hindrances import refuse_dangling, refuse_double
from app.storage.acts.transactions import Transactions
from app.storage.core.changes import Change
from app.storage.core.core import Core
from app.storage.core.tables import values_of
from app.storage.refusals import Refused

SETTING_UP = 1  # the batch that made the ledger stays
# The newest batch that is neither an undo itself nor taken back already.
_NEWEST = """SELECT batch FROM changes WHERE undoes IS NULL
AND batch NOT IN (SELECT undoes FROM changes WHERE undoes IS NOT NULL)
ORDER BY id DESC LIMIT 1"""


def newest_batch(acts: Transactions) -> int | None:
    """The batch that ``undo`` would take back; the setting-up of the ledger itself stays."""
    batch = acts.core.connection.execute(_NEWEST).fetchone()
    return batch[0] if batch and batch[0] > SETTING_UP else None


def undoable(acts: Transactions) -> str | None:
    """The name of the act that ``undo`` would take back."""
    batch = newest_batch(acts)
    if batch is None:
        return None
    return str(
        acts.core.connection.execute("SELECT action FROM changes WHERE batch=? LIMIT 1", (batch,)).fetchone()[
            0
        ]
    )


def undo(acts: Transactions) -> str:
    """Take back the newest act as a whole; gives its name.  Raises ``Refused`` when that cannot be."""
    batch = newest_batch(acts)
    if batch is None:
        raise Refused("没有可以撤销的操作,资料没有改动。")
    entries = list(acts.core.chain.select("batch=?", (batch,), "ORDER BY id DESC"))
    name = entries[0].action
    _refuse_touched_since(acts.core, entries, name)
    with acts.act(f"撤销:{name}", undoes=batch) as act:
        for entry in entries:
            _reverse(act, entry)
    return name


def _refuse_touched_since(core: Core, entries: list[Change], name: str) -> None:
    """Every row must be as the act left it."""
    newest_entries: dict[tuple[str, int], Change] = {}
    for entry in entries:
        newest_entries.setdefault((entry.register, entry.row), entry)
    for (key, row_id), entry in newest_entries.items():
        now = core.records.documents(BY_KEY[key], [row_id]).get(row_id)
        if now != entry.after:
            raise Refused(f"「{name}」之后又改过同一条记录,不能单独撤销。请直接修改那条记录。")


def _reverse(act: Act, entry: Change) -> None:
    register = BY_KEY[entry.register]
    opposite = {"add": "remove", "remove": "add", "change": "change"}[entry.op]
    act.writer.write(register, opposite, entry.row, entry.after, entry.before)


def bin_of(core: Core, register: str | None) -> list[Change]:
    """Removed rows that are still absent, newest first: when, why and by which act.

    What went with another row (derived entries, a person with the last mandate) comes back with it.
    """
    condition, values = (
        ("op='remove'", ()) if register is None else ("op='remove' AND register=?", (register,))
    )
    latest: dict[tuple[str, int], Change] = {}
    for entry in core.chain.select(condition, values):
        latest.setdefault((entry.register, entry.row), entry)
    return [entry for entry in latest.values() if _stands_alone(entry) and _is_absent(core, entry)]


def _stands_alone(entry: Change) -> bool:
    return bool(
        entry.undoes is None and BY_KEY[entry.register].group and not (entry.before or {}).get("derived_from")
    )


def _is_absent(core: Core, entry: Change) -> bool:
    table = BY_KEY[entry.register].stored_in
    return core.connection.execute(f"SELECT 1 FROM {table} WHERE id=?", (entry.row,)).fetchone() is None


def restore(acts: Transactions, change_id: int) -> str:
    """Bring back a removed row and what went with it; gives the act's name.

    Raises ``Refused`` when it is back already, is there a second time, or links to a row that is gone.
    """
    entry = next(acts.core.chain.select("id=? AND op='remove'", (change_id,)), None)
    if entry is None:
        raise Refused("回收站里没有这一条,资料没有改动。")
    if not _is_absent(acts.core, entry):
        raise Refused("这条记录已经恢复过了,资料没有改动。")
    register = BY_KEY[entry.register]
    together = list(_gone_with(acts.core, entry))
    _refuse_second(acts.core, register, entry, together)
    for other in together:
        refuse_dangling(acts.core, BY_KEY[other.register], other.before or {}, together)
    with acts.act(f"恢复:{register.label}") as act:
        for other in together:
            _reverse(act, other)
    return f"恢复:{register.label}"


def _gone_with(core: Core, entry: Change) -> Iterator[Change]:
    """The entry itself, its parts, and what was derived from it or attached to it, removed in the same act."""
    document = entry.before or {}
    parts = {(p.register.key, document.get(p.link)) for p in BY_KEY[entry.register].parts}
    mark = f"{entry.register}:{entry.row}:"
    for other in core.chain.select("batch=? AND op='remove'", (entry.batch,)):
        before = other.before or {}
        belongs = (
            other.id == entry.id
            or (other.register, other.row) in parts
            or str(before.get("derived_from", "")).startswith(mark)
            or (other.register == "attachments" and f"{before['register']}:{before['row']}:" == mark)
        )
        if belongs and _is_absent(core, other):
            yield other


def _refuse_second(core: Core, register: Register, entry: Change, together: list[Change]) -> None:
    for other in together:
        part = BY_KEY[other.register]
        if part is not register and part not in (p.register for p in register.parts):
            continue
        values = values_of(part, other.before or {})
        if part is register:
            refuse_double(core, part, values)
        elif (same_id := core.identity.same(part, values)) is not None:
            name = core.records.names(part.key, [same_id])[same_id]
            raise Refused(f"「{name}」已经重新登记过,没有恢复。请在现有的记录上修改。")
