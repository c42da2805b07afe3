"""Names that are linked to nothing: kept as written, told until they are settled, and settled as one act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from app.domain.fields import Field, Ref, Row
from app.domain.link_context import link_context
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.core.tables import link_table
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import Refused


class Candidate(NamedTuple):
    """A row that may be meant: its id, how it is called, and what tells it apart."""

    id: int
    name: str
    distinction: str


class Unresolved(NamedTuple):
    """A name in a link field of a row that no row of the ledger answers to."""

    register: str
    row: int
    field: str
    name: str


def unresolved(ledger: OpenLedger, key: str = "") -> list[Unresolved]:
    """Every such name, of one register or of all, in the order of registers, rows and fields."""
    with ledger.busy:
        registers = [BY_KEY[key]] if key else REGISTERS
        return [open_name for register in registers for open_name in _of_register(ledger, register)]


def _of_register(ledger: OpenLedger, register: Register) -> Iterator[Unresolved]:
    unresolved = []
    for field in register.own_fields:
        if field.kind.is_link:
            sql = f"SELECT id, {field.key}_name FROM {register.stored_in} WHERE {field.key} IS NULL AND {field.key}_name IS NOT NULL"
        elif field.kind.is_links:
            sql = f"SELECT row, name FROM {link_table(register, field)} WHERE target IS NULL"
        else:
            continue
        unresolved += [
            Unresolved(register.key, row, field.key, name)
            for row, name in ledger.core.connection.execute(sql)
        ]
    yield from sorted(unresolved, key=lambda one: one.row)


def candidates(ledger: OpenLedger, one: Unresolved) -> list[Candidate]:
    """The rows that may be meant by a name in a kept record; see ``candidates_in``."""
    with ledger.busy:
        row = ledger.core.records.row(one.register, one.row) or {}
        return candidates_in(ledger, row, one)


def candidates_in(ledger: OpenLedger, row: Row, one: Unresolved) -> list[Candidate]:
    """The rows that may be meant: those that go by the name on the day of ``row``, if there are any.

    Else those whose name holds it or is held by it: a suggestion for the clerk, never taken by itself.
    ``row`` may be one that is not kept yet; ``one.row`` is not asked for.
    """
    with ledger.busy:
        register = BY_KEY[one.register]
        to = _to(one)
        hints = link_context(register, row, ledger.context()).hints()
        refs = list(ledger.core.lookup.matches(to, one.name, hints)) or _alike(ledger, to, one.name)
        return [
            Candidate(ref.id or 0, ref.name, ledger.core.lookup.distinction(to, ref.id or 0)) for ref in refs
        ]


OFFERED = 6  # candidates whose names are only like the one written


def _alike(ledger: OpenLedger, to: str, name: str) -> list[Ref]:
    bare = "".join(name.split())
    ids = ledger.ids(to)
    names = ledger.core.records.names(to, ids)
    like = [i for i in ids if bare and (bare in names[i] or (names[i] and names[i] in bare))]
    return [Ref(i, names[i]) for i in like[:OFFERED]]


def resolve(ledger: OpenLedger, ones: Sequence[Unresolved], to_id: int) -> int:
    """Link these names to one row, as one undoable act; gives how many records were changed.

    What follows from the records (performance records of a reception) is renewed with them.  Raises
    ``Refused`` when the row or one of the names is not there.
    """
    with ledger.busy:
        if not ones:
            raise Refused("没有要对上的名称，没有改动。")
        target = _target(ledger, ones[0], to_id)
        with ledger.act(f"对上名称：{ones[0].name}") as act:
            for one in ones:
                act.change(one.register, one.row, _linked(ledger, one, target))
        return len({(one.register, one.row) for one in ones})


def same_names(ledger: OpenLedger, one: Unresolved) -> list[Unresolved]:
    """All open names that are written alike and ask for the same kind of row."""
    to = _to(one)
    return [other for other in unresolved(ledger) if other.name == one.name and _to(other) == to]


def _to(one: Unresolved) -> str:
    return BY_KEY[one.register].field(one.field).kind.to


def _target(ledger: OpenLedger, one: Unresolved, to_id: int) -> Ref:
    to = BY_KEY[_to(one)]
    row = ledger.core.records.row(to.key, to_id)
    if row is None:
        raise Refused(f"{to.label}里没有记录号 {to_id}，没有改动。")
    return Ref(to_id, to.name_of(row))


def _linked(ledger: OpenLedger, one: Unresolved, target: Ref) -> dict[str, Any]:
    field: Field = BY_KEY[one.register].field(one.field)
    row: Row = ledger.revealed_row(one.register, one.row) if ledger.row(one.register, one.row) else {}
    open_name = Ref(None, one.name)
    refs_before = field.kind.refs(row.get(one.field))
    if open_name in refs_before:
        refs = dict.fromkeys(target if ref == open_name else ref for ref in refs_before)
        return {one.field: field.kind.of_refs(refs)}
    raise Refused(f"“{one.name}”已经对上了，或者不在这条记录里，没有改动。")
