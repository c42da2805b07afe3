"""A link that a record cannot do without and its sheet does not say: asked once a sheet, with the names of the ledger."""

from __future__ import annotations

from app.domain.fields import Field, Ref
from app.domain.register import Register
from app.excel.judging.asking import Asking
from app.excel.judging.naming import Naming
from app.excel.judging.records import Record
from app.excel.layout.evidence import looks_of
from app.excel.layout.tables import Table
from app.excel.questions import LINK, Option

LIKELY, OPEN = 0.7, 0.0
OFFERED = 40  # names of the ledger below a question; more are no choice


class RequiredLinks:
    """Proposes such links for the records of one register."""

    def __init__(self, register: Register, naming: Naming, asking: Asking) -> None:
        self._naming, self._asking = naming, asking
        special = (register.intake.term, register.anchor)
        self._fields = [
            field
            for field in register.input_fields
            if field.required
            and field.kind.to
            and not (field.kind.several or field.kind.creates or field.key in special)
            and looks_of(field.kind.to) != "names"
        ]

    def supposed(self, record: Record) -> Record:
        """The record with the name that was answered; else with what the sheet is called after, or the only one there is."""
        for field in self._fields:
            if record.values.get(field.key) is None and field.key not in record.written:
                if name := self._name(record.table, field):
                    record = record.having({field.key: Ref(None, name)})
        return record

    def _name(self, table: Table, field: Field) -> str:
        answer = self._asking.answer(LINK, table, field)
        if answer is not None:
            return answer
        names = self._naming.offered(field, "", OFFERED)
        if not names:
            return ""
        sheet = table.view.sheet.name
        assumed = sheet if self._naming.is_clear(field, sheet) else names[0] if len(names) == 1 else ""
        if assumed:
            message, first = f"没有写{field.label}，先按“{assumed}”读取，对吗？", Option(assumed, assumed)
        else:
            message, first = f"没有写{field.label}，是哪一个？", Option("", "先不定，逐行核对")
        options = [first, *(Option(name, name) for name in names if name != assumed)]
        self._asking.ask(LINK, table, field, message, assumed, LIKELY if assumed else OPEN, options)
        return assumed
