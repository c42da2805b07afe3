"""What was written down from rows of other registers, held against them: the row is gone, or has another day now."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.fields import Row
from app.domain.hooks import Retells
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.finding import Finding
from app.storage.open_ledger import OpenLedger


def source_gaps(ledger: OpenLedger) -> Iterator[Finding]:
    """A finding for each row whose words follow a row that was removed or moved to another day since."""
    for register in REGISTERS:
        retells = register.hook(Retells)
        if retells is None:
            continue
        for row in ledger.rows(register.key, ledger.ids(register.key), bare=True):
            source = source_of(ledger, row[retells.source])
            words = _difference(*source, row[retells.day].isoformat()) if source else ""
            if words:
                sentence = f"{register.label}“{register.name_of(row)}”{words}"
                yield Finding("gap", sentence, register.key, row["id"], retells.source, "source")


def source_of(ledger: OpenLedger, source: str | None) -> tuple[Register, Row | None] | None:
    """The register and the row that 人代会·4 names, None for a row that is gone; None where it names no register."""
    label, _, number = (source or "").rpartition("·")
    register = next((each for each in REGISTERS if each.label == label), None)
    if register is None or not number.isdecimal():
        return None
    return register, ledger.row(register.key, int(number))


def _difference(register: Register, row: Row | None, day: str) -> str:
    if row is None:
        return f"是从{register.label}提出的，那一条已经删除，请核对这一条还要不要。"
    now = row.get(register.year_field or "")
    if now is None or now.isoformat() == day:
        return ""
    return f"是从{register.label}提出的，那一条的日期现在是 {now.isoformat()}，请核对日期。"
