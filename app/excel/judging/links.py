"""Links of imported rows: names that the file brings with it are planned, others are looked up."""

from __future__ import annotations

from typing import Any

from app.domain.fields import Field, Lookup, Ref
from app.domain.register import Register
from app.excel.judging.entries import Creation, Entry


class Bringing:
    """Resolves the links whose rows an import may create."""

    def __init__(self, register: Register, lookup: Lookup) -> None:
        self._lookup = lookup
        self._fields = [
            f
            for f in register.input_fields
            if getattr(f.kind, "creates", None) is not None and f.key != register.intake.term
        ]
        self.creations: dict[tuple[Any, ...], Creation] = {}
        self._memo: dict[tuple[Any, ...], list[Ref]] = {}

    def resolve(self, entry: Entry) -> None:
        """Replaces names by rows of the ledger; unknown ones are planned as new rows."""
        for field in self._fields:
            ref = entry.values.get(field.key)
            if ref is not None and ref.id is None:
                self._resolve(field, ref, entry)

    def _resolve(self, field: Field, ref: Ref, entry: Entry) -> None:
        to, takes_over = field.kind.to, field.kind.creates
        shared = {key: entry.values.get(key) for key in takes_over or ()}
        key = (to, ref.name, *(repr(v) for v in shared.values()))
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = list(self._lookup.matches(to, ref.name, shared))
            if not found:
                self.creations[key] = Creation(to, ref.name, {"name": ref.name, **shared})
        if len(found) == 1:
            entry.values[field.key] = found[0]
        elif found:
            message = f"{field.label}「{ref.name}」在台账里有 {len(found)} 个,请选定是哪一个。"
            entry.warn(field.key, "ambiguous_reference", message)
