"""What the file of a ledger must have: identity, settings, and everything the definitions ask for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

from app.domain.registers import REGISTERS
from app.storage.core.key_slots import from_text
from app.storage.core.tables import columns_of, link_table
from app.storage.refusals import DAMAGED, LedgerRefused

DATABASE = "ledger.db"
APPLICATION_ID = 0x504C4731  # "PLG1"
SCHEMA = 3  # raised with every change of the definitions; tests keep a tiny ledger of each

TRIGGERS = {
    f"changes_never_{verb.lower()}d": f"CREATE TRIGGER changes_never_{verb.lower()}d BEFORE {verb} ON changes "
    "BEGIN SELECT RAISE(ABORT, 'history is never rewritten'); END"
    for verb in ("UPDATE", "DELETE")
}
PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
    "synchronous=EXTRA",
    "cache_size=-32000",  # 32 MB: a page of any list is then read from memory
)


_DIGITS = {"ledger_id": 32, "equality_key": 64}
PROTECTION = "protection"  # under which ``meta`` keeps the key slots; a ledger without them is not protected
NO_KEY = "0" * 64  # stands for the equality key where that is derived, or was left out

ROLLBACK_JOURNAL = "PRAGMA journal_mode=DELETE"  # written to the file, so only once it is trusted


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the promised settings."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()


def lacks_anything(connection: sqlite3.Connection) -> bool:
    """Whether completing the file would change it."""
    entries = tuple(connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall())
    if entries in _COMPLETE:
        return False
    lacking = _lacks_anything(connection, entries)
    if not lacking:
        _COMPLETE.add(entries)
    return lacking


# What was looked through once in this process and lacked nothing: an open program reads the same definitions again and again
# (backups, restores, a drill), and looking through them is a third of an opening.
_COMPLETE: set[tuple[tuple[str, str, str | None], ...]] = set()


def _lacks_anything(connection: sqlite3.Connection, entries: tuple[tuple[str, str, str | None], ...]) -> bool:
    views = [name for kind, name, _ in entries if kind == "view"]
    triggers = {name for kind, name, _ in entries if kind == "trigger"}
    if set(TRIGGERS) - triggers or views:
        return True
    sql = "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type='table'"
    present: dict[str, set[str]] = {}
    for table, column in connection.execute(sql):
        present.setdefault(table, set()).add(column)
    if "stages" not in present:
        return True
    for register in REGISTERS:
        column_names = {column.name for column in columns_of(register.key)}
        if not column_names <= present.get(register.stored_in, set()):
            return True
        if any(f.kind.is_links and link_table(register, f) not in present for f in register.own_fields):
            return True
    return False


def sound_facts(meta: Mapping[str, object]) -> dict[str, str]:
    """The ledger's name, key and key slots, as far as they are what the program wrote."""
    sound = {key: str(value) for key, value in meta.items() if _is_sound(key, str(value))}
    if "ledger_id" not in sound:
        sound.pop(PROTECTION, None)  # the slots are bound to the name: nothing opens them without it
    return sound


def _is_sound(key: str, value: str) -> bool:
    if key != PROTECTION:
        return re.fullmatch(f"[0-9a-f]{{{_DIGITS[key]}}}", value) is not None if key in _DIGITS else False
    try:
        from_text(value)
    except ValueError:
        return False
    return True


def meta_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The ledger's name and keys; raises ``LedgerRefused`` when they are not what the program wrote."""
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    wanted = {*_DIGITS, *({PROTECTION} & meta.keys())}
    if not wanted <= sound_facts(meta).keys():
        raise LedgerRefused("台账文件里的基本信息已损坏。原文件没有动过，请从备份恢复。", DAMAGED)
    return meta
