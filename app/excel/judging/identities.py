"""By what two rows are the same: complete identities; for people name, birth and proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.register import Register
from app.domain.texts import search_key

LIKELY, PROVED = 1, 2


def identifier(register: Register) -> Callable[[Mapping[str, Any]], list[Any]]:
    """Gives, for the values of a row, under what it can be met again.

    For lists of people the anchor and the strongest proof, for others each identity that is complete.
    """
    if not names_people(register):
        return lambda values: [(n, *key) for n, key in identities_of(values, register)]
    anchor, proof = register.anchor, proof_of(register)
    text = register.field(anchor).text

    def keys_of(values: Mapping[str, Any]) -> list[Any]:
        name = values.get(anchor)
        identities: list[Any] = [] if name is None else [search_key(text(name))]
        proved = values.get(proof)
        if proved:
            identities.append((proof, proved))
        return identities

    return keys_of


def names_people(register: Register) -> bool:
    """Whether rows are people, who are told apart by name and birth."""
    return any(keys[:2] == (register.anchor, "birth_date") for keys in register.identity)


def identities_of(values: Mapping[str, Any], register: Register) -> list[tuple[int, tuple[Any, ...]]]:
    """The identities that the values complete, by their place; what need not be said may be missing."""
    identities = []
    for place, keys in enumerate(register.identity):
        own = [values.get(k) for k in keys]
        needed = [v for k, v in zip(keys, own, strict=True) if k == keys[0] or register.field(k).required]
        if all(value is not None for value in needed):
            identities.append((place, tuple(comparable(value) for value in own)))
    return identities


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


def comparable(value: Any) -> Any:
    """A value as it is compared: links by their row, by name where the ledger does not know it."""
    if isinstance(value, Ref):
        return value.id or value.name
    return (
        tuple(map(comparable, value))
        if isinstance(value, tuple)
        else str(value)
        if isinstance(value, dict)
        else value
    )


def same_person(one: Mapping[str, Any], other: Mapping[str, Any], register: Register) -> int | None:
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


def _by_identity(one: Mapping[str, Any], other: Mapping[str, Any], register: Register) -> int | None:
    """The strongest identity that both complete decides."""
    mine, theirs = dict(identities_of(one, register)), dict(identities_of(other, register))
    shared = [place for place in mine if place in theirs]
    return None if not shared else PROVED if mine[shared[0]] == theirs[shared[0]] else 0


def shared_identity(one: Mapping[str, Any], other: Mapping[str, Any], register: Register) -> tuple[str, ...]:
    """The fields of the first identity that two rows complete alike; none where they share no identity."""
    theirs = identities_of(other, register)
    place = next((place for place, key in identities_of(one, register) if (place, key) in theirs), None)
    return () if place is None else tuple(register.identity[place])


def of_other_people(one: Mapping[str, Any], other: Mapping[str, Any], register: Register) -> bool:
    """Whether two rows that share a day and a place name nobody in common, neither of those who came nor of those who
    received them; one name alone may have been corrected.  Rows that share a number or words are one matter.
    """
    keys = shared_identity(one, other, register)
    if not keys or any(register.field(key).kind.is_words for key in keys):
        return False
    people = [f.key for f in register.input_fields if f.kind.several and f.kind.to]
    lists = [(_named(one.get(key)), _named(other.get(key))) for key in (*register.intake.lines, *people)]
    apart = [mine.isdisjoint(theirs) for mine, theirs in lists if mine and theirs]
    return len(apart) > 1 and all(apart)


def _named(people: Any) -> set[Any]:
    """Whom a list names: links by their row, small rows by what stands first in them."""
    return {next(iter(p.values())) if isinstance(p, Mapping) else comparable(p) for p in people or ()}
