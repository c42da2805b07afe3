"""What is not joined up: names that no row answers to, and entries that no longer follow from their source."""

from __future__ import annotations

from app.domain.registers import BY_KEY
from app.storage.checks.derived_rows import out_of_step
from app.storage.checks.unresolved import candidates, unresolved
from app.storage.finding import Finding
from app.storage.open_ledger import OpenLedger

OFFERED = 4  # rows named that may be meant
UNRESOLVED, OUT_OF_STEP = "unresolved_reference", "derived_out_of_step"


def name_findings(ledger: OpenLedger) -> list[Finding]:
    """Names that no row of the ledger answers to, each with those that may be meant."""
    findings = []
    for one in unresolved(ledger):
        register = BY_KEY[one.register]
        offered = candidates(ledger, one)
        apart = "；".join(f"记录 {c.id} {c.name} {c.distinction}".strip() for c in offered[:OFFERED])
        ask = f"可能是：{apart}" if offered else "台账里还没有，请先登记"
        sentence = (
            f"{_record_name(ledger, one.register, one.row)}的{register.field(one.field).label}"
            f"“{one.name}”没有对上（{ask}）。"
        )
        findings.append(Finding("warning", sentence, one.register, one.row, one.field, UNRESOLVED))
    return findings


def derived_findings(ledger: OpenLedger) -> list[Finding]:
    """Records whose derived entries say something else than they do now."""
    findings = []
    for key, row_id in out_of_step(ledger):
        into = "、".join(BY_KEY[other].label for other in BY_KEY[key].derives_into)
        sentence = f"{_record_name(ledger, key, row_id)}与由它生成的{into}不一致，请重新生成。"
        findings.append(Finding("warning", sentence, key, row_id, "", OUT_OF_STEP))
    return findings


def _record_name(ledger: OpenLedger, key: str, row_id: int) -> str:
    register = BY_KEY[key]
    return f"{register.label}“{register.name_of(ledger.row(key, row_id) or {})}”"
