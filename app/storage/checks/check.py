"""Health of the file and of the data: what is damaged, and what is incomplete or contradictory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from app.domain.fields import Row
from app.domain.number_gaps import missing_numbers, serial_and_number
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.acts import key_renewal, timelines
from app.storage.checks.document_gaps import document_gaps
from app.storage.checks.doubts import judged
from app.storage.checks.holiday_gaps import holiday_gaps
from app.storage.checks.loose_ends import OUT_OF_STEP, UNRESOLVED, derived_findings, name_findings
from app.storage.checks.quarterly_gaps import quarterly_gaps
from app.storage.checks.source_gaps import source_gaps
from app.storage.core import facts_sum
from app.storage.core.schema import DATABASE
from app.storage.core.tables import canonical
from app.storage.finding import Finding
from app.storage.open_ledger import OpenLedger
from app.storage.query import Query
from app.storage.refusals import complaints, is_of_the_world
from app.storage.values.doubt_answers import reason_for

__all__ = [
    "OUT_OF_STEP",
    "SETTLED_OTHERWISE",
    "UNRESOLVED",
    "Finding",
    "damage",
    "data_findings",
    "number_findings",
    "rule_findings",
    "stale_keys",
]

CHUNK = 500
SETTLED_OTHERWISE = (UNRESOLVED, OUT_OF_STEP)  # findings that no reason answers
MOST_MISSING_NUMBERS = 10  # missing numbers named one by one
Progress = Callable[[int, int], object]  # rows looked at, of how many
BROKEN_FILE = "台账文件的内部结构已损坏。"
LOCKED = "个人信息没有解锁，身份证号、电话和要求保密的来访人没有核对。请解锁后再核对一次。"
FACTS_ALTERED = "台账的标识或编号计数在程序之外被改动。"


def damage(ledger: OpenLedger, *, deep: bool = True, attachments: bool = True) -> list[Finding]:
    """Every sign that stored values are not what the program wrote.

    ``deep`` compares every row with its last entry in the history, follows the chain, and reads every
    attachment; without it only SQLite's own quick check and the presence of attachments.
    """
    with ledger.busy:
        sentences = _file_faults(ledger, deep)
        if deep and not sentences:
            sentences += _content_faults(ledger)
        if attachments and not sentences:
            sentences += ledger.core.attachments.faults(deep=deep)
    return [Finding("damage", sentence) for sentence in sentences]


def _file_faults(ledger: OpenLedger, deep: bool) -> list[str]:
    connection = ledger.core.connection
    pragma = "integrity_check" if deep else "quick_check"
    try:
        broken = complaints(connection, pragma)
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as cause:
        if is_of_the_world(cause, ledger.folder / DATABASE):
            raise  # a disk that cannot be read now says nothing of the file
        return [BROKEN_FILE]
    faults = [BROKEN_FILE] if broken else []
    labels = dict.fromkeys(_label_of_table(table) for table, *_ in orphans)
    return faults + [f"“{label}”里有记录指向不存在的记录。" for label in labels]


def _label_of_table(table: str) -> str:
    """What people call the register whose rows, or whose several links, a table holds."""
    stored_in, *_ = table.split("__")
    return next((register.label for register in REGISTERS if register.stored_in == stored_in), table)


def _content_faults(ledger: OpenLedger) -> list[str]:
    try:
        faults = [
            f"历史记录第 {number} 条被改动过，或前面的被删除过。"
            for number in ledger.core.chain.broken()[:20]
        ]
        for register in REGISTERS:
            faults += _row_faults(ledger, register)
        broken = ledger.core.private.broken(ledger.core.chain.commitments())
        faults += [f"有 {len(broken)} 个保密项（身份证号、电话等）被改动、清空或在程序之外添加。"] * bool(
            broken
        )
        faults += _counter_faults(ledger) or [FACTS_ALTERED] * (not facts_sum.agrees(ledger.core.connection))
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError, AttributeError) as cause:
        if isinstance(cause, sqlite3.DatabaseError) and is_of_the_world(cause, ledger.folder / DATABASE):
            raise
        return ["台账里有读不出来的内容，文件已损坏。"]  # text that is no text, a list that is no list
    return faults


def _row_faults(ledger: OpenLedger, register: Register) -> list[str]:
    """Rows that differ from their last entry, rows without one, and entries whose row is missing."""
    expected = ledger.core.chain.last_documents(register.key)
    ids = [row_id for (row_id,) in ledger.core.connection.execute(f"SELECT id FROM {register.stored_in}")]
    faults = [f"{register.label}第 {i} 条是在程序之外添加的。" for i in ids if expected.get(i) is None]
    gone = set(expected) - set(ids)
    faults += [
        f"{register.label}第 {i} 条在程序之外被删除。" for i in sorted(gone) if expected[i] is not None
    ]
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for row_id, document in ledger.core.records.documents(register, chunk).items():
            last_entry = expected.get(row_id)
            if last_entry is not None and canonical(document) != last_entry:
                faults.append(f"{register.label}第 {row_id} 条在程序之外被改动。")
    return faults[:50]


def _counter_faults(ledger: OpenLedger) -> list[str]:
    """A counter behind the ids that were given would give one again."""
    highest_ids = dict(
        ledger.core.connection.execute("SELECT register, max(row) FROM changes GROUP BY register")
    )
    counters = dict(ledger.core.connection.execute("SELECT name, last FROM counters"))
    behind = [r.label for r in REGISTERS if counters.get(r.stored_in, 0) < highest_ids.get(r.key, 0)]
    return [f"{label}的记录号计数被改动过。" for label in behind]


def stale_keys(ledger: OpenLedger, severity: str = "warning") -> list[Finding]:
    """Rows that are no longer found or sorted by what they say.

    None in a ledger whose keys were made by another version: they are renewed when it is opened to be used.
    """
    findings = []
    with ledger.busy:
        if not key_renewal.are_of_today(ledger.core.connection):
            return []
        for register in REGISTERS:
            for keys in key_renewal.stale_rows(ledger.core, register):
                sentence = f"{register.label}第 {keys.row} 条的查找和排序文字与内容不符。"
                findings.append(Finding(severity, sentence, register.key, keys.row))
            if timelines.is_stale(ledger.core, register):
                sentence = f"{register.label}的办理进程与记录不符，保存任何一条后会重新算出。"
                findings.append(Finding(severity, sentence, register.key))
    return findings[:50]


def data_findings(ledger: OpenLedger) -> list[Finding]:
    """All that is to be settled in the data: what the rules say, open names, derived entries out of step."""
    return rule_findings(ledger) + name_findings(ledger) + derived_findings(ledger)


def rule_findings(ledger: OpenLedger, progress: Progress = lambda done, of: None) -> list[Finding]:
    """Gaps and contradictions in the data, per row: what the printed forms want, and what the rules say.

    ``progress`` is called before each row; whatever it raises ends the look.
    """
    findings: list[Finding] = []
    ids_of = {register: ledger.ids(register.key, Query()) for register in REGISTERS if register.job}
    done, of = 0, sum(len(ids) for ids in ids_of.values())
    for register, ids in ids_of.items():
        for start in range(0, len(ids), CHUNK):
            rows = ledger.rows(register.key, ids[start : start + CHUNK])
            with ledger.busy:
                judgeable_rows = ledger.core.private.judgeable(rows)
            for row, judgeable in zip(rows, judgeable_rows, strict=True):
                progress(done, of)
                done += 1
                findings += _row_findings(ledger, register, row, judgeable)
        findings += number_findings(ledger, register)
    if ledger.is_locked:
        findings.append(Finding("gap", LOCKED, code="locked"))
    findings += [Finding("gap", words, key, code="holidays_missing") for key, words in holiday_gaps(ledger)]
    findings += [Finding("gap", words, key, code="quarter_missing") for key, words in quarterly_gaps(ledger)]
    return [*findings, *document_gaps(ledger), *source_gaps(ledger)]


def _row_findings(ledger: OpenLedger, register: Register, row: Row, judgeable: Row) -> Iterator[Finding]:
    name = register.name_of(row)
    gaps = [f.label for f in register.fields if f.expected and row.get(f.key) is None]
    if gaps:
        sentence = f"{register.label}“{name}”缺：{'、'.join(gaps)}。"
        yield Finding("gap", sentence, register.key, row["id"])
    for problem in judged(ledger, register, judgeable):
        sentence = f"{register.label}“{name}”：{problem.message}"
        reason = reason_for(ledger.core, register.key, row["id"], problem)
        severity = "warning" if reason is None else "answered"
        place = (register.key, row["id"], problem.field, problem.code)
        yield Finding(severity, sentence, *place, reason or "")


_Series = tuple[Any, ...]  # what stands before the number, whether 号 behind it, level and term


def _put_in_series(series: dict[_Series, set[int]], no: Any, *group: Any) -> None:
    numbered = serial_and_number(str(no or ""))
    if numbered is not None:
        serial, number = numbered
        behind = "号" if str(no).endswith("号") else ""
        series.setdefault((serial, behind, *group), set()).add(number)


def _stored(value: Any) -> Any:
    """As its own table keeps what a document of the history says: a link by its id."""
    return value[0] if isinstance(value, list) else value


def _number_series(ledger: OpenLedger, register: Register, within: Sequence[str]) -> dict[_Series, set[int]]:
    """The numbers of each series that have a row."""
    columns = ", ".join(["no", *within])
    series: dict[_Series, set[int]] = {}
    for row in ledger.core.connection.execute(
        f"SELECT {columns} FROM {register.stored_in} WHERE no IS NOT NULL"
    ):
        _put_in_series(series, *row)
    return series


def _ended_numbers(ledger: OpenLedger, register: Register, within: Sequence[str]) -> dict[_Series, set[int]]:
    """The numbers of rows that were removed, or taken back by an undo."""
    ended: dict[_Series, set[int]] = {}
    for entry in ledger.core.chain.select("op='remove' AND register=?", (register.key,)):
        document = entry.before or {}
        _put_in_series(ended, document.get("no"), *(_stored(document.get(key)) for key in within))
    return ended


def number_findings(ledger: OpenLedger, register: Register) -> list[Finding]:
    """Gaps in running numbers (编号): per level and term, or per serial where numbers have one.

    A number is never given again: of one whose row was removed or taken back it is said that it was.
    """
    field = register.by_key.get("no")
    if field is None or field.computed:
        return []
    within = [f.key for f in register.own_fields if f.key in ("level", "term")]
    findings, ended = [], None
    for kind, numbers in _number_series(ledger, register, within).items():
        serial, behind, *_ = kind
        missing, count = missing_numbers(numbers, MOST_MISSING_NUMBERS)
        if missing:
            if ended is None:
                ended = _ended_numbers(ledger, register, within)
            gone = [f"{serial}{number}{behind}" for number in missing if number in ended.get(kind, ())]
            names = "、".join(f"{serial}{number}{behind}" for number in missing)
            more = f"等 {count} 个" if count > len(missing) else ""
            sentence = f"{register.label}的{field.label}不连续，缺 {names}{more}。"
            if gone:
                sentence += f"其中 {'、'.join(gone)} 的记录删除或者撤销过，号码不再用，不用补。"
            findings.append(Finding("gap", sentence, register.key, None, "no"))
    return findings
