"""Taking back acts, and bringing back what was removed: both are new acts, history only grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from app.domain.confidences import concealed
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.acts.act import Act
from app.storage.acts.corrections import (
    refuse_file_without_reason,
    refuse_late_without_reason,
    refuse_leaving_without_reason,
    refuse_without_reason,
)
from app.storage.acts.hindrances import refuse_dangling, refuse_double
from app.storage.acts.transactions import Transactions
from app.storage.core.changes import PUT_BACK, TAKEN_BACK, Change
from app.storage.core.core import Core
from app.storage.core.tables import values_of
from app.storage.refusals import Refused

SETTING_UP = 1  # the batch that made the ledger stays
# Few batches undo another one; their numbers tell which acts stand.
_UNDOING = "SELECT DISTINCT batch, undoes FROM changes WHERE undoes IS NOT NULL ORDER BY batch DESC"
_ACTS = "SELECT DISTINCT batch FROM changes WHERE undoes IS NULL AND batch > ? ORDER BY batch DESC"
_SEEN = ",".join(f"'{register.key}'" for register in REGISTERS if register.job)
# A row that belongs to seen ones (the person of a mandate) is told as one of them where the act wrote none of those.
_ALONE = " OR ".join(
    f"""register='{part.register.key}' AND row NOT IN (
SELECT coalesce(json_extract(coalesce(after, before), '$.{part.link}'), 0)
FROM changes WHERE batch=:batch AND register='{register.key}')"""
    for register in REGISTERS
    for part in register.parts
)
_STEP = f"""SELECT action, count(DISTINCT CASE WHEN (register IN ({_SEEN}) OR {_ALONE})
AND instr(coalesce(after, before), '"derived_from":"') = 0 THEN register || ':' || row END), count(DISTINCT CASE WHEN register='attachments' THEN row END), max(at)
FROM changes WHERE batch=:batch"""

# What an act wrote with a reason, when it was done or put back.
_REASONED = (
    "why IS NOT NULL AND (batch=? OR undoes IN (SELECT batch FROM changes WHERE undoes=? AND undoes<>batch))"
)


class Step(NamedTuple):
    """An act that could be taken back or put back: its name, how many records and attached files it wrote, and when.

    Records are those that the clerk sees: a deputy is one, whatever belongs to her or follows from her.
    """

    batch: int
    name: str
    records: int
    files: int
    at: datetime

    @property
    def extent(self) -> str:
        """How much it wrote, in words: 共 2 条记录、1 个附件."""
        counted = ((self.records, "条记录"), (self.files, "个附件"))
        words = "、".join(f"{number} {measure}" for number, measure in counted if number)
        return f"共 {words}" if words else "不涉及台账记录"


def undoable(acts: Transactions) -> Step | None:
    """The act that was done or put back last and stands; what set the ledger up is none."""
    fallen = {undone for _, undone in _standing(acts.core)}
    put_back = _put_back(acts.core)
    batches = (batch for (batch,) in acts.core.connection.execute(_ACTS, (SETTING_UP,)))
    # An act that was put back is as new as that: pressing Ctrl+Z after Ctrl+Y takes back the same.
    newest = max(
        (batch for batch in batches if batch not in fallen),
        key=lambda batch: put_back.get(batch, batch),
        default=None,
    )
    return None if newest is None else _step(acts.core, newest)


def _put_back(core: Core) -> dict[int, int]:
    """The batch by which an act was put back last, by the act's own."""
    answers = dict(core.connection.execute(_UNDOING).fetchall())
    return {answers[undone]: batch for batch, undone in reversed(_standing(core)) if undone in answers}


def redoable(acts: Transactions) -> Step | None:
    """The act that was taken back last, called by its own name."""
    standing = _standing(acts.core)
    answers = {batch for batch, _ in acts.core.connection.execute(_UNDOING)}
    taken_back = [(batch, undone) for batch, undone in standing if undone not in answers]
    if not taken_back:
        return None
    batch, undone = taken_back[0]
    return _step(acts.core, batch)._replace(name=_step(acts.core, undone).name)


def undo(acts: Transactions) -> str:
    """Take back the newest act as a whole; gives its name.

    Raises ``Refused`` when that cannot be; ``ReasonNeeded`` when what it wrote belongs to a year that was signed for.
    """
    step = undoable(acts)
    if step is None:
        raise Refused("没有可以撤销的操作，资料没有改动。")
    # What was put back wrote more than the act did, where what it names had changed in between.
    written = _put_back(acts.core).get(step.batch, step.batch)
    refusal = "不能单独撤销。请直接修改那条记录。"
    _reverse_all(acts, step, written, f"{TAKEN_BACK}{step.name}", refusal, _refuse_taking_back)
    return step.name


def redo(acts: Transactions) -> str:
    """Put back what the newest undo took; gives the act's name.

    Raises ``Refused`` when that cannot be; ``ReasonNeeded`` when a year was signed for since the act was done.
    """
    step = redoable(acts)
    if step is None:
        raise Refused("没有可以重做的操作，资料没有改动。")
    reasons = _reasons(acts.core, step)
    refusal = "不能重做。请直接修改那条记录。"
    _reverse_all(acts, step, step.batch, f"{PUT_BACK}{step.name}", refusal, _refuse_over, reasons)
    return step.name


def _reasons(core: Core, step: Step) -> dict[tuple[str, int], str]:
    """Why each row was written by the act that a step took back, when that was done or put back."""
    (undone,) = core.connection.execute("SELECT undoes FROM changes WHERE batch=?", (step.batch,)).fetchone()
    reasoned = core.chain.select(_REASONED, (undone, undone))
    return {(entry.register, entry.row): entry.why for entry in reasoned if entry.why}


def _standing(core: Core) -> list[tuple[int, int]]:
    """(batch, what it takes back) of every undo and redo that has not been taken back itself, newest first.

    A batch that undoes itself only marks that nobody takes it back (setting up, a new format).
    """
    standing: list[tuple[int, int]] = []
    fallen: set[int] = set()
    for batch, undone in core.connection.execute(_UNDOING):
        if batch not in fallen:
            standing.append((batch, undone))
            fallen.add(undone)
    return standing


def _step(core: Core, batch: int) -> Step:
    name, records, files, at = core.connection.execute(_STEP, {"batch": batch}).fetchone()
    return Step(batch, str(name), int(records), int(files), datetime.fromisoformat(at))


def _reverse_all(
    acts: Transactions,
    step: Step,
    written: int,
    name: str,
    refusal: str,
    refuse: Callable[[Core, Change, str], None],
    reasons: Mapping[tuple[str, int], str] = MappingProxyType({}),
) -> None:
    """Write every row of the batch ``written`` as it was before it.

    ``refuse`` raises what stands against an entry without a reason; ``reasons``: those that were given before.
    """
    entries = list(acts.core.chain.select("batch=?", (written,), "ORDER BY id DESC"))
    _refuse_touched_since(acts.core, entries, f"“{step.name}”之后又改过同一条记录，{refusal}")
    for entry in entries:
        if entry.before is not None:
            refuse_dangling(acts.core, BY_KEY[entry.register], entry.before, entries)
    with acts.act(name, undoes=step.batch) as act:
        for entry in entries:
            act.why = reasons.get((entry.register, entry.row), "") or acts.why
            refuse(acts.core, entry, act.why)
            _reverse(act, entry)
        _follow(act, entries)


def _refuse_touched_since(core: Core, entries: list[Change], sentence: str) -> None:
    """Every row must be as the act left it."""
    newest_entries: dict[tuple[str, int], Change] = {}
    for entry in entries:
        newest_entries.setdefault((entry.register, entry.row), entry)
    for (key, row_id), entry in newest_entries.items():
        now = core.records.documents(BY_KEY[key], [row_id]).get(row_id)
        if now != entry.after:
            raise Refused(sentence)


def _refuse_taking_back(core: Core, entry: Change, why: str) -> None:
    """Raise ``ReasonNeeded`` when an act is taken back in what is over: what was added goes as freely as it came.

    So a roll of a former term that was imported by mistake goes by one key, a record that came late to a year that
    was signed for does not.
    """
    if entry.before is not None or entry.register == "attachments":
        _refuse_over(core, entry, why)
    elif _stands_alone(entry):
        for row in core.records.rows(entry.register, [entry.row], bare=True):
            refuse_leaving_without_reason(core, BY_KEY[entry.register], row, why)


def _refuse_over(core: Core, entry: Change, why: str) -> None:
    """Raise ``ReasonNeeded`` when a row is to be written as it was before an entry, and what it belongs to is over.

    What follows from other rows goes with those.
    """
    register, document = BY_KEY[entry.register], entry.before or entry.after or {}
    if entry.register == "attachments":
        refuse_file_without_reason(core, document["register"], document["row"], why)
    if not _stands_alone(entry):
        return
    now = core.records.rows(entry.register, [entry.row], bare=True)
    for row in now:
        refuse_without_reason(core, register, row, why)
    if entry.before is not None:
        then = values_of(register, entry.before)
        refuse_late_without_reason(core, register, then, why, before=now[0] if now else None)


def _reverse(act: Act, entry: Change) -> None:
    register = BY_KEY[entry.register]
    opposite = {"add": "remove", "remove": "add", "change": "change"}[entry.op]
    act.writer.write(register, opposite, entry.row, entry.after, entry.before, act.why)


def _follow(act: Act, entries: Sequence[Change]) -> None:
    """What was written as it was once agrees with what stands beside it now: either may have changed in between."""
    for entry in entries:
        act.derive_readers(BY_KEY[entry.register], entry.row, entry.after or {}, entry.before or {})
    for key, row_id in dict.fromkeys((entry.register, entry.row) for entry in entries):
        act.take_over(key, row_id)


def bin_of(core: Core, register: str | None) -> list[Change]:
    """Removed rows that are still absent, newest first: when, why and by which act.

    What went with another row (derived entries, a person with the last mandate, its files) comes back with it; a file
    that went by itself lies there as long as its row is kept.  A removal that was taken back and put back lies there
    again, and so does a row whose return was taken back.
    """
    condition, values = (
        ("op='remove'", ()) if register is None else ("op='remove' AND register=?", (register,))
    )
    fallen = {undone for _, undone in _standing(core)}
    latest: dict[tuple[str, int], Change] = {}
    for entry in core.chain.select(f"{condition} AND undoes IS NULL", values):
        if entry.batch not in fallen:
            latest.setdefault((entry.register, entry.row), entry)
    return [
        entry
        for entry in latest.values()
        if (_stands_alone(entry) or _is_file_of_kept_row(core, entry)) and _is_absent(core, entry)
    ]


def _is_file_of_kept_row(core: Core, entry: Change) -> bool:
    if entry.register != "attachments" or entry.before is None:
        return False
    register = BY_KEY[entry.before["register"]]
    return bool(core.records.documents(register, [entry.before["row"]]))


def _stands_alone(entry: Change) -> bool:
    return bool(BY_KEY[entry.register].job and not (entry.before or entry.after or {}).get("derived_from"))


def _is_absent(core: Core, entry: Change) -> bool:
    table = BY_KEY[entry.register].stored_in
    return core.connection.execute(f"SELECT 1 FROM {table} WHERE id=?", (entry.row,)).fetchone() is None


def restore(acts: Transactions, change_id: int) -> str:
    """Bring back a removed row and what went with it; gives the act's name.

    Raises ``Refused`` when it is back already, is there a second time, or links to a row that is gone; ``ReasonNeeded``
    when its year was signed for.
    """
    entry = next(acts.core.chain.select("id=? AND op='remove'", (change_id,)), None)
    if entry is None:
        raise Refused("回收站里没有这一条，资料没有改动。")
    if not _is_absent(acts.core, entry):
        raise Refused("这条记录已经恢复过了，资料没有改动。")
    register = BY_KEY[entry.register]
    together = list(_gone_with(acts.core, entry))
    _refuse_second(acts.core, register, entry, together)
    for other in together:
        refuse_dangling(acts.core, BY_KEY[other.register], other.before or {}, together)
    name = f"恢复{register.label}“{_called(acts.core, entry, together)}”"
    with acts.act(name) as act:
        for other in together:
            _refuse_over(acts.core, other, act.why)
            _reverse(act, other)
        _follow(act, together)
    return name


def _called(core: Core, entry: Change, together: Sequence[Change]) -> str:
    """How a removed row was called, as its removal says it; nobody who asked for confidentiality is named."""
    register = BY_KEY[entry.register]
    row = {**values_of(register, entry.before or {}), "id": entry.row}
    for part in register.parts:
        key, part_id = part.register.key, row[part.link]
        removed = next((other for other in together if (other.register, other.row) == (key, part_id)), None)
        kept = core.records.rows(key, [part_id], bare=True) if removed is None else ()
        of_part = kept[0] if kept else values_of(part.register, removed.before or {} if removed else {})
        row = {**row, **of_part, "id": entry.row}
    return concealed(register.name_of(row), core.confidences.of(register.key, row))


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
            raise Refused(f"“{name}”已经重新登记过，没有恢复。请在现有的记录上修改。")
