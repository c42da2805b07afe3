"""Health of the file and of the data: what is damaged, and what is incomplete or contradictory."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.query import Query
from app.storage.tables import canonical

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

CHUNK = 500


@dataclass(frozen=True)
class Finding:
    """One finding: ``severity`` is ``damage``, ``warning`` (a contradiction) or ``gap`` (incomplete)."""

    severity: str
    sentence: str
    register: str = ""
    row: int | None = None
    field: str = ""


def damage(ledger: Ledger, *, deep: bool = True) -> list[Finding]:
    """Every sign that stored values are not what the program wrote.

    ``deep`` compares every row with its last entry in the history, follows the chain, and reads every
    attachment; without it only SQLite's own quick check and the presence of attachments.
    """
    sentences = _file_faults(ledger.connection, deep)
    if deep and not sentences:
        sentences += _history_faults(ledger)
    sentences += ledger.attachments.faults(deep=deep)
    return [Finding("damage", sentence) for sentence in sentences]


def _file_faults(connection: sqlite3.Connection, deep: bool) -> list[str]:
    pragma = "integrity_check" if deep else "quick_check"
    try:
        told = [line for (line,) in connection.execute(f"PRAGMA {pragma}")]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError:
        return ["台账文件的内部结构已损坏。"]
    faults = [] if told == ["ok"] else ["台账文件的内部结构已损坏。"]
    return faults + [f"「{table}」里有记录指向不存在的记录。" for table, *_ in orphans[:20]]


def _history_faults(ledger: Ledger) -> list[str]:
    faults = [f"历史记录第 {number} 条被改动过,或前面的被删除过。" for number in ledger.chain.broken()[:20]]
    for register in _tabled():
        faults += _row_faults(ledger, register)
    broken = ledger.private.broken()
    return faults + [f"有 {len(broken)} 个保密项(身份证号、电话等)被改动过。"] * bool(broken)


def _tabled() -> list[Register]:
    return list(REGISTERS)


def _row_faults(ledger: Ledger, register: Register) -> list[str]:
    """Rows that differ from their last entry, rows without one, and entries whose row is missing."""
    newest = (
        "SELECT row, after FROM changes WHERE id IN "
        "(SELECT max(id) FROM changes WHERE register=? GROUP BY row)"
    )
    expected = dict(ledger.connection.execute(newest, (register.key,)))
    ids = [row_id for (row_id,) in ledger.connection.execute(f"SELECT id FROM {register.stored_in}")]
    faults = [f"{register.label}第 {i} 条是在程序之外添加的。" for i in ids if expected.get(i) is None]
    gone = set(expected) - set(ids)
    faults += [f"{register.label}第 {i} 条在程序之外被删除。" for i in sorted(gone) if expected[i] is not None]
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for row_id, document in ledger.rows_room.documents(register, chunk).items():
            told = expected.get(row_id)
            if told is not None and canonical(document) != told:
                faults.append(f"{register.label}第 {row_id} 条在程序之外被改动。")
    return faults[:50]


def data_findings(ledger: Ledger) -> list[Finding]:
    """Gaps and contradictions in the data, per row: what the printed forms want, and what the rules say."""
    found: list[Finding] = []
    context = ledger.context()
    for register in REGISTERS:
        if not register.group:
            continue
        for row in ledger.rows(register.key, ledger.ids(register.key, Query())):
            called = register.name_of(row)
            gaps = [f.label for f in register.fields if f.expected and row.get(f.key) is None]
            if gaps:
                sentence = f"{register.label}「{called}」缺:{'、'.join(gaps)}。"
                found.append(Finding("gap", sentence, register.key, row["id"]))
            known = ledger.revealed_row(register.key, row["id"]) if _has_private(register) else row
            for judge in (register, *(part.register for part in register.parts)):
                for problem in judge.judge(known, context):
                    sentence = f"{register.label}「{called}」:{problem.message}"
                    found.append(Finding("warning", sentence, register.key, row["id"], problem.field))
    return found + quota_findings(ledger)


def _has_private(register: Register) -> bool:
    return any(field.private for field in register.fields)


def quota_findings(ledger: Ledger) -> list[Finding]:
    """quota = in office + vacant: more deputies in office than seats contradicts itself."""
    found = []
    for row in ledger.rows("terms", ledger.ids("terms")):
        if row.get("quota"):
            equals = {"term": row["id"]}
            present = ledger.count("deputies", Query(filter="in_office", equals=equals))
            if present > row["quota"]:
                name = BY_KEY["terms"].name_of(row)
                sentence = f"{name}:在任 {present} 名,多于名额 {row['quota']} 名,请核对。"
                found.append(Finding("warning", sentence, "terms", row["id"], "quota"))
    return found
