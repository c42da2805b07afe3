"""Setting protection up, changing its keys, and lifting it: one transaction each, after a backup.

Only ``private_values`` and the slots in ``meta`` are rewritten; the history gets one entry that says so.  SQLite
overwrites what it replaces (``secure_delete``).  Not solved: older backups, and blocks that the disk itself
has not reused yet (a deleted rollback journal, worn cells of a flash disk), still hold the plain values.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from app.domain.recovery_codes import looks_like_code, read_code
from app.storage.backups import catalogue
from app.storage.backups.making import Progress, make_backup
from app.storage.core import key_slots
from app.storage.core.boxes import Box, PlainBox, SealedBox
from app.storage.core.key_slots import Cost, Slot
from app.storage.core.schema import NO_KEY, PROTECTION
from app.storage.ledger import Ledger
from app.storage.protection.unlocking import data_key, is_protected, slots_of
from app.storage.refusals import BAD_INPUT, KeyNeeded, LedgerRefused, Refused

SET_UP, LIFTED = "开启个人信息保护", "关闭个人信息保护"  # the acts, as history tells them
SHORTEST = 8  # characters of a password
TOO_SHORT = f"密码至少要 {SHORTEST} 个字符，例如几个不相干的词连在一起。没有改动。"
LIKE_CODE = "密码不能是一长串数字，那会与恢复码混淆。没有改动，请换一个密码。"


def new_recovery_code() -> str:
    """A random recovery code, as it is printed."""
    return key_slots.new_recovery_code()


def refuse_weak(password: str) -> None:
    """Raise ``LedgerRefused`` (2) for a password that is too short, or could be taken for a recovery code."""
    if len(password.strip()) < SHORTEST:
        raise LedgerRefused(TOO_SHORT, BAD_INPUT)
    if looks_like_code(password):
        raise LedgerRefused(LIKE_CODE, BAD_INPUT)


def protect(
    ledger: Ledger,
    password: str,
    recovery_code: str,
    cost: Cost | None = None,
    progress: Progress = lambda done, of: None,
) -> None:
    """Encrypt all private values under a new key that the password and the recovery code open.

    The ledger stays unlocked.  ``progress`` is that of the backup; what it raises leaves everything as it was.  Raises ``Refused`` for one that is protected already, ``LedgerRefused`` for a weak
    password (2) or when no backup can be made first (3, 4); nothing was changed then.
    """
    if is_protected(ledger):
        raise Refused("这本台账已经受密码保护，没有改动。")
    _with_new_key(ledger, SET_UP, password, recovery_code, cost, progress)


def renew_key(
    ledger: Ledger,
    password: str,
    recovery_code: str,
    cost: Cost | None = None,
    progress: Progress = lambda done, of: None,
) -> None:
    """A new clerk: new key, new password, new recovery code; those of before open this ledger no more.

    Raises as ``protect`` does, and ``KeyNeeded`` while the ledger is locked.
    """
    _refuse_locked(ledger)
    _with_new_key(ledger, "更换个人信息保护的密钥", password, recovery_code, cost, progress)


def _with_new_key(
    ledger: Ledger, name: str, password: str, recovery_code: str, cost: Cost | None, progress: Progress
) -> None:
    refuse_weak(password)
    key, ledger_id = secrets.token_bytes(key_slots.KEY), ledger.ledger_id
    slots = [
        key_slots.password_slot(key, ledger_id, password, cost or key_slots.calibrated()),
        key_slots.recovery_slot(key, ledger_id, read_code(recovery_code)),
    ]
    make_backup(ledger, catalogue.BEFORE_PROTECTION, progress=progress)
    meta = {PROTECTION: key_slots.as_text(slots, key_slots.fingerprint(key)), "equality_key": NO_KEY}
    _rewrite(ledger, name, SealedBox(key, ledger_id), meta)


def change_password(ledger: Ledger, secret: str, password: str, cost: Cost | None = None) -> None:
    """Let a new password open the ledger in place of the old one; ``secret``: the old one, or the recovery code.

    The key stays.  Raises ``WrongSecret``, ``LedgerRefused`` (2) for a weak password, ``Refused`` for a ledger
    that is not protected.
    """
    _refuse_unprotected(ledger)
    refuse_weak(password)
    key = data_key(ledger, secret)
    slot = key_slots.password_slot(key, ledger.ledger_id, password, cost or key_slots.calibrated())
    _replace_slot(ledger, "更换个人信息保护的密码", key, slot)


def change_recovery(ledger: Ledger, secret: str, recovery_code: str) -> None:
    """Let a new recovery code open the ledger in place of the old one.

    Raises ``WrongSecret``, ``Refused`` for a ledger that is not protected.
    """
    _refuse_unprotected(ledger)
    key = data_key(ledger, secret)
    slot = key_slots.recovery_slot(key, ledger.ledger_id, read_code(recovery_code))
    _replace_slot(ledger, "更换个人信息保护的恢复码", key, slot)


def _replace_slot(ledger: Ledger, name: str, key: bytes, slot: Slot) -> None:
    slots = [slot if former["kind"] == slot["kind"] else former for former in slots_of(ledger)]
    meta = {PROTECTION: key_slots.as_text(slots, key_slots.fingerprint(key))}
    with ledger.act(name, lasting=True) as act:
        _keep(ledger, meta)
        act.note("office", ledger.office["id"])


def lift(ledger: Ledger, secret: str, progress: Progress = lambda done, of: None) -> None:
    """Keep private values in plain again.  Raises ``WrongSecret``, ``Refused`` for a ledger that is not protected."""
    _refuse_unprotected(ledger)
    key = data_key(ledger, secret)
    with ledger.busy:
        ledger.core.private.box = SealedBox(key, ledger.ledger_id)
    make_backup(ledger, catalogue.BEFORE_PROTECTION, progress=progress)
    equality_key = secrets.token_bytes(key_slots.KEY)
    meta = {PROTECTION: None, "equality_key": equality_key.hex()}
    _rewrite(ledger, LIFTED, PlainBox(equality_key), meta)


def _refuse_unprotected(ledger: Ledger) -> None:
    if not is_protected(ledger):
        raise Refused("这本台账没有用密码保护，没有改动。")


def _refuse_locked(ledger: Ledger) -> None:
    _refuse_unprotected(ledger)
    if ledger.is_locked:
        raise KeyNeeded


def _rewrite(ledger: Ledger, name: str, box: Box, meta: Mapping[str, str | None]) -> None:
    """Put all private values into another box: all or none, and with them the way to open it."""
    with ledger.act(name, lasting=True) as act:
        count = ledger.core.private.rewrite(box)
        _keep(ledger, meta)
        act.note("office", ledger.office["id"], f"共 {count} 项")
        ledger.core.lookup.forget()
    with ledger.busy:
        ledger.core.private.box = box


def _keep(ledger: Ledger, meta: Mapping[str, str | None]) -> None:
    for key, value in meta.items():
        if value is None:
            ledger.core.connection.execute("DELETE FROM meta WHERE key=?", (key,))
        else:
            ledger.core.connection.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", (key, value)
            )
