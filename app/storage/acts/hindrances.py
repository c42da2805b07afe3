"""What an act refuses: rules that say no, doubles, closed rows, and rows that others refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Context, Problem, Row
from app.domain.hooks import Confiding
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.domain.row_judgement import judged_row
from app.storage.core.changes import Change
from app.storage.core.core import Core
from app.storage.core.relations import links_to, owners_of
from app.storage.core.tables import plan, table_of
from app.storage.refusals import Hindrance, KeyNeeded, Refused


def refuse_errors(register: Register, row: Row, context: Context) -> None:
    """Raise ``Refused`` with every missing required field and every rule that says no."""
    problems = [problem for problem in judged_row(register, row, context) if problem.severity == "error"]
    if problems:
        raise Refused(problems)


def refuse_change(register: Register, before: Row, after: Row) -> None:
    """Raise ``Refused`` when the step from one row to the other may not be taken like this."""
    judged = [rule(before, after) for rule in register.locks.steps]
    problems = [problem for problem in judged if problem is not None]
    if problems:
        raise Refused(problems)


def refuse_double(core: Core, register: Register, own: Mapping[str, Any], but: int = 0) -> None:
    """Raise ``Refused`` when a row (other than ``but``) with the same identity is there; ``own`` has the
    part links too."""
    keys = {part.link for part in register.parts} | {f.key for f in register.own_fields if not f.private}
    identity = next((i for i in register.identity if set(i) <= keys and own.get(i[0]) is not None), None)
    if identity is None or register.key in (part.register.key for r in REGISTERS for part in r.parts):
        return  # two different people of one name both stay: a part is judged by ``identity.same``
    terms, values = _conditions(register, identity, own)
    sql = f"SELECT id FROM {register.stored_in} WHERE {' AND '.join(terms)} AND +id <> ? LIMIT 1"
    if core.connection.execute(sql, [*values, but]).fetchone():
        asked = _unsaid_ordinal(register, identity, own)
        again = f"；确实是又一次的，请填“{asked}”" if asked else ""
        sentence = f"{register.label}里已经有“{register.name_of(own)}”，没有重复登记{again}。"
        raise Refused([Problem(register.called[0], "error", "double", sentence)])


def _unsaid_ordinal(register: Register, keys: Sequence[str], own: Mapping[str, Any]) -> str:
    """The label of what would say that it is another one of the same, as for which time a matter is voted on."""
    fields = [register.by_key[key] for key in keys if own.get(key) is None and key in register.by_key]
    return next((field.label for field in fields if field.kind.ordinal), "")


def refuse_taken(
    core: Core, register: Register, row_id: int, row_before: Row, values: Mapping[str, Any]
) -> None:
    """Raise ``Refused`` when a change would make a row the same as another one."""
    changed = {key for key, value in values.items() if row_before.get(key) != value}
    if any(changed & set(keys) for keys in register.identity):
        refuse_double(core, register, {**row_before, **values}, but=row_id)
    for key in (keys[0] for keys in register.identity if len(keys) == 1 and keys[0] in changed):
        field = register.by_key.get(key)
        if field is None or not field.private or field.part or values[key] is None:
            continue
        others = [i for i in core.identity.holders(register, key, values[key]) if i != row_id]
        if others:
            name = core.records.names(register.key, others)[others[0]]
            sentence = f"这个{field.label}已经登记在“{name}”名下，没有改动，请核对。"
            raise Refused([Problem(key, "error", "double", sentence)])


def refuse_derived(document: Mapping[str, Any]) -> None:
    """Raise ``Refused`` for a row that follows from another one: it changes with that one only."""
    if document.get("derived_from"):
        key = document["derived_from"].split(":")[0]
        label = next((register.label for register in REGISTERS if register.key == key), "")
        raise Refused(f"这一条由“{label}”里的记录自动产生，请到那里修改，这里会跟着变。")


def _conditions(
    register: Register, keys: Sequence[str], own: Mapping[str, Any]
) -> tuple[list[str], list[Any]]:
    terms: list[str] = []
    values: list[Any] = []
    for key in keys:
        field, column, value = register.by_key.get(key), key, own.get(key)
        if field is not None and value is not None:
            if field.kind.is_link:
                column, value = (key, value.id) if value.id is not None else (f"{key}_name", value.name)
            else:
                value = field.kind.to_stored(value)
        # The plus keeps SQLite from using an index on the later, coarser columns (a term, a district).
        terms.append(f"{'+' if terms else ''}{column} IS ?")
        values.append(value)
    return terms, values


def refuse_closed(core: Core, register: Register, row_id: int) -> None:
    """Raise ``Refused`` when the register says that the row may not be changed any more."""
    if not register.locks.closed:
        return
    row = core.records.rows(register.key, [row_id], bare=True)[0]
    sentence = register.closed(row, core.context())
    if sentence:
        raise Refused(sentence)


def _refuse_unremovable(core: Core, register: Register, row_id: int) -> None:
    kept = register.locks.kept
    sentence = kept(core.records.rows(register.key, [row_id], bare=True)[0]) if kept else None
    if sentence:
        raise Refused(sentence)


def hindrance_to_removal(core: Core, register: Register, row_id: int, document: Row) -> Hindrance | None:
    """What stands against removing a row; None when nothing does.  ``document``: the row as it is kept."""
    source = str(document.get("derived_from") or "").split(":")
    try:
        refuse_derived(document)
        refuse_closed(core, register, row_id)
        if register.key == "attachments":  # the copy that was kept when its record was closed
            refuse_closed(core, BY_KEY[document["register"]], document["row"])
        _refuse_unremovable(core, register, row_id)
    except Refused as refused:
        return Hindrance(str(refused), {source[0]: [int(source[1])]} if len(source) > 1 else {})
    rows = referring_rows(core, register, row_id)
    if not rows:
        return None
    counts = "、".join(f"{BY_KEY[key].label} {len(ids)} 条" for key, ids in rows.items())
    return Hindrance(f"还有{counts}记录用到它，没有删除。请先改动或删除那些记录。", rows)


def refuse_removal(core: Core, register: Register, row_id: int, document: Row) -> None:
    """Raise ``Refused`` with what stands against removing a row."""
    hindrance = hindrance_to_removal(core, register, row_id, document)
    if hindrance:
        raise Refused(hindrance.sentence)


def referring_rows(core: Core, register: Register, row_id: int) -> dict[str, list[int]]:
    """The rows that refer to a row, by register key; what was derived from it is not among them."""
    references: dict[str, set[int]] = {}
    for owner, link in owners_of(register):
        sql = f"SELECT id FROM {owner.stored_in} WHERE {link}=?"
        references.setdefault(owner.key, set()).update(i for (i,) in core.connection.execute(sql, (row_id,)))
    mark = f"{register.key}:{row_id}:"
    for other, table, column, target in links_to(register):
        own = f"SELECT id FROM {other.stored_in} WHERE derived_from >= ? AND derived_from < ?"
        sql = f"SELECT {column} FROM {table} WHERE {target}=? AND {column} NOT IN ({own})"
        values = (row_id, mark, mark + "\U0010ffff")
        references.setdefault(other.key, set()).update(i for (i,) in core.connection.execute(sql, values))
    return {key: sorted(ids) for key, ids in references.items() if ids}


def refuse_dangling(
    core: Core, register: Register, document: Mapping[str, Any], together: Sequence[Change] = ()
) -> None:
    """Raise ``Refused`` when a document names a row that is not there (nor comes back ``together`` with it)."""
    back = {(BY_KEY[entry.register].stored_in, entry.row) for entry in together}
    places = [
        (part.register.stored_in, document.get(part.link), part.register.label) for part in register.parts
    ]
    for field in register.own_fields:
        pairs = (
            [document.get(field.key)]
            if field.kind.is_link
            else document.get(field.key)
            if field.kind.is_links
            else []
        )
        for row_id, name in (pair for pair in pairs or () if pair):
            places.append((table_of(field.kind.to), row_id, name))
    for table, row_id, name in places:
        if row_id is None or (table, row_id) in back:
            continue
        if not core.connection.execute(f"SELECT 1 FROM {table} WHERE id=?", (row_id,)).fetchone():
            raise Refused(f"这条记录用到的“{name}”已经不在台账里，没有恢复。请先从回收站恢复“{name}”。")


def refuse_without_key(core: Core, register: Register, before: Mapping[str, Any]) -> None:
    """Where public and private values of a row follow from each other, neither changes while the latter are locked.

    Raises ``KeyNeeded``.
    """
    if (
        core.private.is_locked
        and register.hook(Confiding)
        and any(k in before for k in plan(register).private)
    ):
        raise KeyNeeded
