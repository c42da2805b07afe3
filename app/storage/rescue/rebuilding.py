"""A new ledger from the rows of a damaged one, with the part of its history that is sound."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.keys import find_text, sort_text
from app.domain.line_fields import lift
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.acts import key_renewal
from app.storage.core import stages
from app.storage.core.changes import COLUMNS
from app.storage.core.core import Core
from app.storage.core.facts_sum import KEYS_MARK
from app.storage.core.schema import PROTECTION, sound_facts
from app.storage.core.tables import insert_sentence, link_rows, link_table, parameters, values_of
from app.storage.ledger import Ledger
from app.storage.opening import database_file, table_making
from app.storage.rescue.best_rows import ENTRY, MISREAD, Best, Document, Fit, History, Place, best_rows
from app.storage.rescue.damaged_file import DamagedFile

ACT = "从损坏的台账里读出"
Connection = Any  # of sqlite3, opened by ``database_file``
# Parts first: a row with parts is found and sorted by them.
IN_ORDER = sorted(REGISTERS, key=lambda register: bool(register.parts))


def rebuild(
    damaged: DamagedFile, history: History, database: Path, now: Callable[[], datetime]
) -> tuple[int, list[str]]:
    """Write the new ledger; gives the number of its rows and a sentence for each thing that is doubtful or lost."""
    connection = database_file.connect(database)
    try:
        table_making.create(connection)
        sentences = _copy_what_is_no_register(damaged, connection)
        ledger = Ledger(database.parent, None, connection, now, None)
        best = best_rows(
            damaged, history, _last_ids(connection), ledger.core.chain.todays_form, fit_in(ledger.core)
        )
        base = _sound_part(ledger, connection, history)
        ledger = Ledger(database.parent, None, connection, now, None)
        documents = _completed(ledger, best, sentences)
        with ledger.act(ACT, lasting=True) as act:
            act.writer.waits_for_key = True
            for register in IN_ORDER:
                _bring(act.writer, register, base, documents)
        key_renewal.mend(ledger.core)
        if ledger.is_locked:
            connection.execute("DELETE FROM meta WHERE key=?", (KEYS_MARK,))  # done when it is unlocked
        connection.execute("COMMIT")
        return len(documents), [*sentences, *best.sentences]
    finally:
        connection.close()


def fit_in(core: Core) -> Fit:
    """Whether a document still makes a row: flipped bits may leave JSON whole and a value impossible."""

    def is_fit(register: Register, row_id: int, document: Document) -> bool:
        try:
            row = {"id": row_id, **values_of(register, document)}
            lift(register, row)
            if not register.parts:
                find_text(register, row)
                sort_text(register, row, core.orders)
            if register.course:
                stages.lines_of(register, row, core.context())
        except MISREAD:
            return False
        return True

    return is_fit


def _copy_what_is_no_register(damaged: DamagedFile, connection: Connection) -> list[str]:
    """The ledger's name, keys, counters and private values, as far as they can be read."""
    rebuilt = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    of_registers = {register.stored_in for register in REGISTERS} | {
        link_table(register, field)
        for register in REGISTERS
        for field in register.own_fields
        if field.kind.is_links
    }
    others = (rebuilt & damaged.tables()) - of_registers - {"changes", "stages"}
    sentences = []
    facts = connection.execute("SELECT key, value FROM meta").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    for table in sorted(others):
        rows = damaged.rows(table)
        if not rows.is_whole:
            sentences.append(f"台账的“{table}”部分没有全部读出来，请核对编号和保密内容。")
        for columns, *_ in rows.by_key.values():
            if table == "meta" and columns.get("key") == KEYS_MARK:
                continue  # the new file's keys are made by this program
            names = ", ".join(columns)
            marks = ",".join("?" * len(columns))
            connection.execute(
                f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", [*columns.values()]
            )
    _put_back_name(connection, facts)
    connection.execute("COMMIT")
    return sentences


def _put_back_name(connection: Connection, facts: list[tuple[str, str]]) -> None:
    """What is damaged of a ledger's name and key is made anew; key slots that are damaged open nothing and go."""
    sound = sound_facts(dict(connection.execute("SELECT key, value FROM meta").fetchall()))
    missing = [(key, value) for key, value in facts if key not in sound]
    connection.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", missing)
    if PROTECTION not in sound:
        connection.execute("DELETE FROM meta WHERE key=?", (PROTECTION,))


def _sound_part(ledger: Ledger, connection: Connection, history: History) -> dict[Place, Document]:
    """Take over the history as far as it is whole, and the rows as it leaves them; none where that would not be sound.

    It ends with a whole act: what follows is written as one further act.
    """
    entries = _whole_acts(history)
    last = entries[-1][0] if entries else 0
    base: dict[Place, Document] = {}
    promised: dict[int, str] = {}
    for entry in entries:
        after = ledger.core.chain.todays_form(entry[4], entry[0], json.loads(entry[8]) if entry[8] else None)
        base.pop((entry[4], entry[5]), None)
        if after is not None:
            base[entry[4], entry[5]] = dict(after)
        for document in filter(None, (entry[7], entry[8])):
            promised |= _promises(json.loads(document))
    wrong = set(ledger.core.private.broken(promised)) & set(promised)
    converted = max(
        [
            int(value)
            for (value,) in connection.execute("SELECT value FROM meta WHERE key LIKE 'converted_%'")
        ],
        default=0,
    )
    if wrong or last < converted:
        entries, base = [], {}
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("PRAGMA defer_foreign_keys=ON")
    if not entries:
        connection.execute("DELETE FROM meta WHERE key LIKE 'converted_%'")
    connection.executemany(f"INSERT INTO changes ({COLUMNS}) VALUES ({','.join('?' * len(ENTRY))})", entries)
    for (key, row_id), document in base.items():
        _insert(connection, BY_KEY[key], row_id, document)
    connection.execute("COMMIT")
    return base


def _whole_acts(history: History) -> list[tuple[Any, ...]]:
    sound = [entry for entry in history.entries if entry[0] <= history.sound]
    if history.is_whole or not sound:
        return sound
    last_batch = sound[-1][1]  # its further entries may be among those that are lost
    return [entry for entry in sound if entry[1] != last_batch]


def _insert(connection: Connection, register: Register, row_id: int, document: Document) -> None:
    connection.execute(insert_sentence(register.key), [row_id, *parameters(register, document, None, "")])
    for table, links in link_rows(register, row_id, document):
        connection.executemany(f"INSERT INTO {table} (row, position, target, name) VALUES (?,?,?,?)", links)


def _last_ids(connection: Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT name, last FROM counters"))


def _completed(ledger: Ledger, best: Best, sentences: list[str]) -> dict[Place, Document]:
    """The documents in step with each other: what is named and lost is named no more, and said."""
    connection = ledger.core.connection
    wanted: dict[int, str] = {}
    for document in best.documents.values():
        wanted |= _promises(document)
    promised = wanted | ledger.core.chain.commitments()
    broken = set(ledger.core.private.broken(promised))
    documents = dict(best.documents)
    for register in IN_ORDER:
        for place in [place for place in documents if place[0] == register.key]:
            parts = [(part.register.key, documents[place].get(part.link)) for part in register.parts]
            if any(part not in documents for part in parts):
                sentences.append(f"{register.label}第 {place[1]} 条所属的人没有读出来，没有写进新的台账。")
                del documents[place]
    for (key, row_id), document in documents.items():
        called = f"{BY_KEY[key].label}第 {row_id} 条"
        documents[key, row_id] = _without_lost(BY_KEY[key], document, documents, broken, called, sentences)
    connection.execute("BEGIN IMMEDIATE")
    unnamed = [(row_id,) for row_id in broken if row_id not in ledger.core.chain.commitments()]
    connection.executemany("DELETE FROM private_values WHERE id=?", unnamed)
    for register in REGISTERS:
        highest = max((row_id for key, row_id in documents if key == register.key), default=0)
        sql = "INSERT INTO counters (name, last) VALUES (?,?) ON CONFLICT DO UPDATE SET last=max(last, excluded.last)"
        connection.execute(sql, (register.stored_in, highest))
    connection.execute("COMMIT")
    return documents


def _without_lost(
    register: Register,
    document: Document,
    documents: Mapping[Place, Document],
    broken: Iterable[int],
    called: str,
    sentences: list[str],
) -> Document:
    kept = dict(document)
    for field in register.own_fields:
        value = document.get(field.key)
        if value is None:
            continue
        if field.private and value["private"] in broken:
            sentences.append(f"{called}的{field.label}没有读出来，请补录。")
            del kept[field.key]
        elif field.kind.is_link and not field.private and _is_lost(field.kind.to, value[0], documents):
            sentences.append(f"{called}的{field.label}指向的记录没有读出来，只留下名称。")
            kept[field.key] = [None, value[1]]
        elif field.kind.is_links:
            pairs = [
                [None, name] if _is_lost(field.kind.to, target, documents) else [target, name]
                for target, name in value
            ]
            if pairs != value:
                sentences.append(f"{called}的{field.label}指向的记录没有全部读出来，只留下名称。")
            kept[field.key] = pairs
    return kept


def _is_lost(key: str, target: int | None, documents: Mapping[Place, Document]) -> bool:
    return target is not None and (key, target) not in documents


def _promises(document: Document) -> dict[int, str]:
    values = [value for value in document.values() if isinstance(value, dict) and "private" in value]
    return {value["private"]: value["commitment"] for value in values}


def _bring(
    writer: Any, register: Register, base: Mapping[Place, Document], documents: Mapping[Place, Document]
) -> None:
    """Write what differs from what the sound part of the history left."""
    places = [place for place in {**base, **documents} if place[0] == register.key]
    for place in places:
        before, after = base.get(place), documents.get(place)
        if before == after:
            continue
        op = "add" if before is None else "remove" if after is None else "change"
        writer.write(register, op, place[1], before, after, ACT)
