"""The same record a second time in one file, and the same person in two of its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.register import Register
from app.domain.texts import search_key
from app.excel.judging.entries import Entry

LIKELY, PROVED = 1, 2


def mark_doubles(entries: Sequence[Entry], register: Register) -> None:
    """Judges each entry against the earlier ones of its file; different record numbers are different rows."""
    keys_of = identifier(register)
    seen: dict[Any, list[Entry]] = {}
    for entry in entries:
        keys = keys_of(entry.values)
        earlier = {id(e): e for key in keys for e in seen.get(key, ())}
        for before in earlier.values():
            if entry.given and before.given and entry.row_id != before.row_id:
                continue
            if _compare(before, entry, register):
                break
        for key in keys:
            seen.setdefault(key, []).append(entry)


def identifier(register: Register) -> Callable[[Mapping[str, Any]], list[Any]]:
    """Gives, for the values of a row, under what it can be met again.

    For lists of people the anchor and the strongest proof, for others each identity that is complete.
    """
    if not names_people(register):
        return lambda values: [(n, *key) for n, key in _identities(values, register)]
    anchor, proof = anchor_of(register), proof_of(register)
    text = register.field(anchor).text

    def keys_of(values: Mapping[str, Any]) -> list[Any]:
        name = values.get(anchor)
        found: list[Any] = [] if name is None else [search_key(text(name))]
        proved = values.get(proof)
        if proved:
            found.append((proof, proved))
        return found

    return keys_of


def names_people(register: Register) -> bool:
    """Whether rows are people, who are told apart by name and birth."""
    return any(keys[:2] == (anchor_of(register), "birth_date") for keys in register.identity)


def _identities(values: Mapping[str, Any], register: Register) -> list[tuple[int, tuple[Any, ...]]]:
    """The identities that the values complete, by their place; what need not be said may be missing."""
    found = []
    for place, keys in enumerate(register.identity):
        known = [values.get(k) for k in keys]
        needed = [v for k, v in zip(keys, known, strict=True) if k == keys[0] or register.field(k).required]
        if all(value is not None for value in needed):
            found.append((place, tuple(_plain(value) for value in known)))
    return found


def anchor_of(register: Register) -> str:
    """The field without which a row is no record."""
    return register.intake.anchor or next(f.key for f in register.fields if f.required)


def proof_of(register: Register) -> str:
    """The one field that alone proves an identity (an ID number), or an empty text."""
    return next(
        (
            keys[0]
            for keys in register.identity
            for key in keys[:1]
            if register.by_key.get(key) and register.field(key).private
        ),
        "",
    )


def _compare(before: Entry, entry: Entry, register: Register) -> bool:
    """True when the earlier entry has settled what the later one is."""
    if before.table is entry.table and before.line == entry.line:
        entry.twin = before  # one row of the sheet that states two levels
        return True
    likeness = same_person(before.values, entry.values, register)
    if likeness is None:
        return _same_name_only(before, entry, register)
    if likeness == 0 or before.verdict == "wrong":
        return False
    entry.twin = before
    if not _same(before, entry, register.intake.level):
        if likeness == LIKELY:
            entry.warn(
                register.intake.level,
                "other_level",
                _sentence(before, register, "级别不同,没有身份证号码可以证明是同一人"),
            )
        return True
    return _double(before, entry, register, likeness)


def _double(before: Entry, entry: Entry, register: Register, likeness: int) -> bool:
    name = anchor_of(register)
    if not names_people(register):
        if not _all_alike(before, entry):
            return _one_number_twice(before, entry, register)
        entry.verdict = "double"
        return True
    if entry.values.get(name) != before.values.get(name):
        problem = register.field(proof_of(register) or name).problem(
            "same_proof", _sentence(before, register, "号码相同而姓名不同")
        )
        entry.problems.append(problem)
        entry.twin = None
        return True
    for section in register.intake.sections[:1]:
        mine, theirs = entry.values.get(section.field), before.values.get(section.field)
        if mine and theirs and _plain(mine) != _plain(theirs):
            label = register.field(section.field).label
            entry.warn(section.field, "two_districts", _sentence(before, register, f"{label}不同"))
            if likeness == LIKELY:
                entry.twin = None
            return True
    entry.verdict = "double"
    return True


def _all_alike(before: Entry, entry: Entry) -> bool:
    """Whether the later entry says nothing that the earlier one does not say too."""
    said = {k: v for k, v in entry.values.items() if v is not None}
    return all(_plain(before.values.get(key)) == _plain(value) for key, value in said.items())


def _one_number_twice(before: Entry, entry: Entry, register: Register) -> bool:
    """Two records that should be one and say different things: somebody must look; a number is not given twice."""
    entry.twin = None
    keys = next(keys for keys in register.identity if _shared(before, entry, keys))
    labels = "、".join(register.field(k).label for k in keys if entry.values.get(k) is not None)
    words = f"与「{before.sheet}」第 {before.row} 行的{labels}相同,其他内容不同,请核对是不是同一条"
    if register.numbered is not None and "no" in keys:
        entry.left_out.add("no")
        words += ";确认导入时另编新号"
    entry.warn(keys[0], "same_identity", f"{words}。")
    return True


def _shared(before: Entry, entry: Entry, keys: tuple[str, ...]) -> bool:
    known = any(entry.values.get(k) is not None for k in keys[:1])
    return known and all(_plain(before.values.get(k)) == _plain(entry.values.get(k)) for k in keys)


def _same_name_only(before: Entry, entry: Entry, register: Register) -> bool:
    """The name alone says too little: everything else alike is a double, otherwise somebody must look."""
    keys = [k for k in entry.values if k not in (register.intake.remarks, register.intake.term)]
    alike = [
        _plain(before.values.get(k)) == _plain(entry.values.get(k))
        for k in keys
        if before.values.get(k) is not None
    ]
    if all(alike) and len(alike) > 2 and before.sheet == entry.sheet:
        entry.verdict = "double"
        return True
    entry.warn(
        anchor_of(register),
        "same_name",
        _sentence(before, register, "同名,出生年月或身份证号码不全,无法判断是不是同一人"),
    )
    return True


def _sentence(before: Entry, register: Register, what: str) -> str:
    name = register.field(anchor_of(register)).text(before.values.get(anchor_of(register)))
    return f"与「{before.sheet}」第 {before.row} 行的{name}{what},请核对。"


def _same(before: Entry, entry: Entry, key: str) -> bool:
    return not key or before.values.get(key) == entry.values.get(key)


def _plain(value: Any) -> Any:
    """A value as it is compared: links by their row, by name where the ledger does not know it."""
    if isinstance(value, Ref):
        return value.id or value.name
    return (
        tuple(map(_plain, value))
        if isinstance(value, tuple)
        else str(value)
        if isinstance(value, dict)
        else value
    )


def same_person(one: dict[str, Any], other: dict[str, Any], register: Register) -> int | None:
    """PROVED, LIKELY, 0 for different people, None where too little is known to tell.

    The same ID number proves it; else the same name and birth month, unless the sex differs or both
    have ID numbers that differ.
    """
    proof = proof_of(register)
    mine, theirs = one.get(proof), other.get(proof)
    if proof and mine and theirs:
        return PROVED if mine == theirs else 0
    if not names_people(register):
        return _by_identity(one, other, register)
    first, second = one.get("birth_date"), other.get("birth_date")
    if one.get("sex") and other.get("sex") and one["sex"] != other["sex"]:
        return 0
    if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
        return None
    if not first.agrees(second):
        return 0
    return LIKELY if first.month and second.month else None


def _by_identity(one: dict[str, Any], other: dict[str, Any], register: Register) -> int | None:
    """The strongest identity that both complete decides."""
    mine, theirs = dict(_identities(one, register)), dict(_identities(other, register))
    shared = [place for place in mine if place in theirs]
    return None if not shared else PROVED if mine[shared[0]] == theirs[shared[0]] else 0
