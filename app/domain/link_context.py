"""By what the links of a record are read: its day, level and term, and what stands in the field now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Context, Field, LinkContext, Ref
from app.domain.register import Register


def standing_names(
    field: Field, existing: Mapping[str, Any], names: Mapping[str, Any]
) -> tuple[tuple[str, Ref], ...]:
    """What a link holds now, by the name as written and by the one that is shown."""
    refs = field.kind.refs(existing.get(field.key))
    pairs = []
    for row in (existing, names):
        names_of_refs = field.kind.refs(row.get(field.key))
        pairs += [(name.name, ref) for name, ref in zip(names_of_refs, refs, strict=False)]
    return tuple(pairs)


def link_context(
    register: Register, row: Mapping[str, Any], context: Context, standing: tuple[tuple[str, Ref], ...] = ()
) -> LinkContext:
    """By what the links of a record are read: its day, and the level and term that it names itself."""
    day = row.get(register.year_field) if register.year_field else None
    day = day.first_day if isinstance(day, PartialDate) else day
    term = row.get("term") if "term" in register.by_key else None
    level = row.get("level") if "level" in register.by_key else None
    leaning = register.level_of(row, context.lookup) if register.level_of else None
    return LinkContext(
        day or context.today, level, term if isinstance(term, Ref) else None, leaning, standing
    )
