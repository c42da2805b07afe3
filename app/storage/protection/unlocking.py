"""Whether a ledger is protected, and giving it its key or taking the key away again."""

from __future__ import annotations

from app.domain.recovery_codes import WrongGroups, looks_like_code, read_code
from app.storage.acts import key_renewal
from app.storage.core.boxes import ClosedBox, SealedBox
from app.storage.core.key_slots import (
    RECOVERY,
    Slot,
    data_key_by_code,
    data_key_by_password,
    fingerprint,
    from_text,
)
from app.storage.core.schema import PROTECTION
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import DAMAGED, WORLD, LedgerRefused

FOREIGN_KEY = "台账里的密码信息与保密项不是一套的，文件已损坏。原文件没有改动，请从备份恢复。"


class WrongSecret(LedgerRefused):
    """A password or recovery code that opens nothing; nothing was changed."""

    def __init__(self, sentence: str = "") -> None:
        words = "密码不对，没有解锁，资料没有改动。请核对大小写和输入法后再试；忘了密码的，可以用恢复页上的恢复码。"
        super().__init__(sentence or words, WORLD)


def slots_of(ledger: OpenLedger) -> list[Slot]:
    """The key slots; none in a ledger that is not protected."""
    return _slots_and_fingerprint(ledger)[0]


def is_protected(ledger: OpenLedger) -> bool:
    """Whether private values lie encrypted in the file."""
    return bool(slots_of(ledger))


def has_recovery(ledger: OpenLedger) -> bool:
    """Whether a recovery code opens the ledger too."""
    return any(slot["kind"] == RECOVERY for slot in slots_of(ledger))


def _slots_and_fingerprint(ledger: OpenLedger) -> tuple[list[Slot], str]:
    with ledger.busy:
        sql = "SELECT value FROM meta WHERE key=?"
        kept = ledger.core.connection.execute(sql, (PROTECTION,)).fetchone()
    return from_text(kept[0]) if kept else ([], "")


def data_key(ledger: OpenLedger, secret: str) -> bytes:
    """The data key that a password or a recovery code gives.  Raises ``WrongSecret``; takes 0.5 to 1 s for a password."""
    slots, expected = _slots_and_fingerprint(ledger)
    if looks_like_code(secret):
        try:
            key = data_key_by_code(slots, ledger.ledger_id, read_code(secret))
        except WrongGroups as wrong:
            raise WrongSecret(f"{wrong.sentence}没有解锁，资料没有改动。") from wrong
    else:
        key = data_key_by_password(slots, ledger.ledger_id, secret)
    if key is None:
        raise WrongSecret
    if fingerprint(key) != expected:
        raise LedgerRefused(FOREIGN_KEY, DAMAGED)
    return key


def unlock(ledger: OpenLedger, secret: str) -> None:
    """Let private values be read and written from now on.  Raises ``WrongSecret``; a ledger without protection stays as it is."""
    if not is_protected(ledger):
        return
    key = data_key(ledger, secret)
    with ledger.busy:
        ledger.core.private.box = SealedBox(key, ledger.ledger_id)
        ledger.core.lookup.forget()
        if ledger.faults is None:
            key_renewal.renew_at_unlocking(ledger.core)


def lock(ledger: OpenLedger) -> None:
    """Forget the key and whatever was read with it; a ledger without protection stays as it is."""
    if is_protected(ledger):
        with ledger.busy:
            ledger.core.private.box = ClosedBox()
            ledger.core.lookup.forget()
