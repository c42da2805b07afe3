"""Links of imported rows to rows that the file may bring with it: known ones are looked up, new ones are planned."""

from __future__ import annotations

import re
from typing import Any

from app.domain.fields import Field, Lookup, Problem, Ref
from app.domain.register import Register
from app.excel.judging.entries import Creation
from app.excel.judging.records import Record, doubt

_SORT = re.compile(r"(?<=.{2})(?:类|方面|类问题|方面的?问题)$")  # 交通道路类 is the ledger's 交通道路


class Bringing:
    """Resolves the links whose rows an import may create."""

    def __init__(self, register: Register, lookup: Lookup) -> None:
        self._lookup = lookup
        self._fields = [
            f for f in register.input_fields if f.kind.creates is not None and f.key != register.intake.term
        ]
        self.creations: dict[tuple[Any, ...], Creation] = {}
        self._memo: dict[tuple[Any, ...], list[Ref]] = {}

    def resolved(self, record: Record) -> Record:
        """The record with rows of the ledger for names; unknown ones are planned as new rows."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for field in self._fields:
            ref = record.values.get(field.key)
            if ref is None or ref.id is not None:
                continue
            rows = self._rows(field, ref, record)
            if len(rows) == 1:
                values[field.key] = rows[0]
            elif rows:
                message = f"{field.label}“{ref.name}”在台账里有 {len(rows)} 个，请选定是哪一个。"
                problems.append(doubt(field.key, "ambiguous_reference", message))
        return record.having(values, problems)

    def _rows(self, field: Field, ref: Ref, record: Record) -> list[Ref]:
        to, takes_over = field.kind.to, field.kind.creates
        shared = {key: record.values.get(key) for key in takes_over or ()}
        key = (to, ref.name, *shared.values())
        rows = self._memo.get(key)
        if rows is None:
            names = dict.fromkeys((ref.name, _SORT.sub("", ref.name)))
            matching = (list(self._lookup.matches(to, name, shared)) for name in names)
            rows = self._memo[key] = next(filter(None, matching), [])
            if not rows:
                self.creations[key] = Creation(to, ref.name, {"name": ref.name, **shared})
        return rows
