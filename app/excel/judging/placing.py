"""From a record as its sheet states it to one of the ledger: term, links, what follows from other values, rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.domain.fields import Problem
from app.domain.in_lines import fold
from app.domain.registers.acting_deputies import NOT_IN_OFFICE
from app.excel.judging.identities import anchor_of
from app.excel.judging.levels import Terms
from app.excel.judging.links import Bringing
from app.excel.judging.naming import Naming
from app.excel.judging.records import Record, doubt
from app.excel.judging.setting import ImportSetting


class Placing:
    """Places the records of one file, table by table."""

    def __init__(self, setting: ImportSetting, naming: Naming) -> None:
        register = self._register = setting.register
        self._context, self._naming = setting.context, naming
        self.terms = (
            Terms(setting.ledger, register, setting.term, setting.level) if register.intake.term else None
        )
        self.bringing = Bringing(register, setting.ledger.lookup)
        self._judges = (register, *(part.register for part in register.parts))
        self._required = [f for f in register.input_fields if f.required]

    def placed(self, record: Record, notes: list[str]) -> Record:
        """The record with its term, its links, what they bring, and everything that its rules doubt."""
        record = self._of_term(record, notes)
        record = self._of_others(record)
        record = self.bringing.resolved(self._naming.resolved(record))
        record = self._inferred(record, notes)
        return self._ruled(record)

    def _of_term(self, record: Record, notes: list[str]) -> Record:
        if self.terms is None:
            return record
        intake = self._register.intake
        term, problem, note = self.terms.of(record.values[intake.level], record.table.facts)
        _once(note, notes)
        return record.having({intake.term: term}, [problem] if problem else ())

    def _of_others(self, record: Record) -> Record:
        """A title that speaks of somebody else (选民名单)."""
        others, title = self._register.intake.others, record.table.facts.title
        if not others or not re.search(others, title):
            return record
        message = f"标题写的是「{title}」,不像{self._register.label},请核对后再导入。"
        return record.having(problems=[doubt(anchor_of(self._register), "other_people", message)])

    def _inferred(self, record: Record, notes: list[str]) -> Record:
        """Values that follow from others, with their doubts."""
        infer = self._register.intake.infer
        if infer is None:
            return record
        values = dict(record.values)
        problems: list[Problem] = []
        for problem in infer(values, self._context):
            if problem.severity == "note":
                _once(problem.message, notes)
            elif not any(p.field == problem.field and p.code == problem.code for p in record.problems):
                problems.append(problem)
        before = record.values
        changed = {k: values.get(k) for k in {**before, **values} if values.get(k) is not before.get(k)}
        return record.having(changed, problems)

    def _ruled(self, record: Record) -> Record:
        """What is missing, what the rules say of the whole row, and computed values that the sheet states."""
        problems = [
            field.problem("missing", f"请填写{field.label}。")
            for field in self._required
            if record.values.get(field.key) is None
            and not any(p.field == field.key and p.severity == "error" for p in record.problems)
        ]
        row = self._as_saved(record.values)
        unresolved = {p.code for p in record.problems} & {NOT_IN_OFFICE}  # a name was doubted for it already
        for register in self._judges:
            if register.rules:
                problems += [p for p in register.judge(row, self._context) if p.code not in unresolved]
        unkept = []
        for key, borne_out in self._register.intake.checked.items():
            stated = record.values.get(key)
            if stated is None:
                continue
            unkept.append(key)
            sentence = borne_out(stated, row, self._context)
            if sentence:
                problems.append(doubt(key, f"{key}_unsupported", sentence))
        return record.having(problems=problems, unkept=unkept)

    def _as_saved(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values as saving would arrange them, where some belong into a list of the row."""
        row = dict(values)
        if not self._register.line_fields:
            return row
        fold(self._register, row, {})
        if self._register.complete is not None:
            self._register.complete(row, self._context)
        return row


def _once(sentence: str, notes: list[str]) -> None:
    if sentence and sentence not in notes:
        notes.append(sentence)
