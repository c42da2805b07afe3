"""The key slots of a protected ledger: its one data key, wrapped once for a password and once for the recovery code.

A slot is JSON in ``meta``.  A password goes through argon2id (RFC 9106), a recovery code, which has 132 random
bits, through HKDF; what comes out wraps the data key by AES-256-GCM, bound to the ledger and the kind of slot.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.domain.recovery_codes import DIGITS, grouped
from app.storage.core.ciphers import Unopened, decrypted, derived, encrypted, stretched
from app.storage.core.tables import canonical

PASSWORD, RECOVERY = "password", "recovery"
KEY, NONCE, SALT = 32, 12, 16  # bytes
MEMORY, LEAST_MEMORY = 64 * 1024, 19 * 1024  # KiB; the second is the least that OWASP recommends
WANTED = 0.75  # seconds that an attempt at a password takes
TRIED = 4  # passes measured
MOST_PASSES, MOST_MEMORY = 1000, 1024 * 1024  # a slot that asks for more was not written by this program
Slot = dict[str, Any]


class Cost(NamedTuple):
    """What an attempt at a password costs: passes over so much memory (KiB)."""

    passes: int
    memory: int = MEMORY


def calibrated() -> Cost:
    """The cost that takes this computer about ``WANTED`` seconds; at least two passes over 19 MiB.

    By this thread's seconds on a processor: other work beside it must not make the password cheap for good.
    """
    began = time.thread_time()
    _of_password("calibration", bytes(SALT), Cost(TRIED))
    for_one = (time.thread_time() - began) / TRIED
    passes = round(WANTED / for_one)
    if passes >= 2:
        return Cost(min(passes, MOST_PASSES))
    return Cost(max(2, round(WANTED / (for_one * LEAST_MEMORY / MEMORY))), LEAST_MEMORY)


def derived_key(data_key: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, from the data key."""
    return derived(data_key, KEY, purpose.encode())


def fingerprint(data_key: bytes) -> str:
    """By what a data key is told from others, 16 hex digits; it says nothing of the key."""
    return derived_key(data_key, "presidium fingerprint").hex()[:16]


def new_recovery_code() -> str:
    """A random recovery code, as it is printed."""
    return grouped("".join(secrets.choice("0123456789") for _ in range(DIGITS)))


def password_slot(data_key: bytes, ledger_id: str, password: str, cost: Cost) -> Slot:
    """A slot that a password opens."""
    salt = secrets.token_bytes(SALT)
    slot: Slot = {"kind": PASSWORD, "salt": salt.hex(), "passes": cost.passes, "memory": cost.memory}
    return _closed(slot, data_key, ledger_id, _of_password(password, salt, cost))


def recovery_slot(data_key: bytes, ledger_id: str, digits: str) -> Slot:
    """A slot that the digits of a recovery code open."""
    salt = secrets.token_bytes(SALT)
    return _closed({"kind": RECOVERY, "salt": salt.hex()}, data_key, ledger_id, _of_code(digits, salt))


def _closed(slot: Slot, data_key: bytes, ledger_id: str, wrapping_key: bytes) -> Slot:
    nonce = secrets.token_bytes(NONCE)
    wrapped = encrypted(wrapping_key, nonce, data_key, _bound_to(slot, ledger_id))
    return slot | {"wrapped": (nonce + wrapped).hex()}


def _bound_to(slot: Mapping[str, Any], ledger_id: str) -> bytes:
    return f"presidium slot {slot['kind']} {ledger_id}".encode()


def _of_password(password: str, salt: bytes, cost: Cost) -> bytes:
    # NFKC: a password typed with full-width digits is the same one.
    typed = unicodedata.normalize("NFKC", password).encode()
    return stretched(typed, KEY, salt, cost.passes, cost.memory)


def _of_code(digits: str, salt: bytes) -> bytes:
    return derived(digits.encode(), KEY, b"presidium recovery", salt)


def data_key_by_password(slots: Sequence[Slot], ledger_id: str, password: str) -> bytes | None:
    """The data key, or None when the password opens no slot."""
    for slot in (slot for slot in slots if slot["kind"] == PASSWORD):
        cost = Cost(slot["passes"], slot["memory"])
        data_key = _opened(slot, ledger_id, _of_password(password, bytes.fromhex(slot["salt"]), cost))
        if data_key is not None:
            return data_key
    return None


def data_key_by_code(slots: Sequence[Slot], ledger_id: str, digits: str) -> bytes | None:
    """The data key, or None when the recovery code opens no slot."""
    for slot in (slot for slot in slots if slot["kind"] == RECOVERY):
        data_key = _opened(slot, ledger_id, _of_code(digits, bytes.fromhex(slot["salt"])))
        if data_key is not None:
            return data_key
    return None


def _opened(slot: Slot, ledger_id: str, wrapping_key: bytes) -> bytes | None:
    wrapped = bytes.fromhex(slot["wrapped"])
    try:
        return decrypted(wrapping_key, wrapped[:NONCE], wrapped[NONCE:], _bound_to(slot, ledger_id))
    except Unopened:
        return None


def as_text(slots: Sequence[Slot], key_fingerprint: str) -> str:
    """The slots as ``meta`` keeps them, with a sum: a flipped bit must not look like a wrong password."""
    body = {"slots": list(slots), "fingerprint": key_fingerprint}
    return canonical(body | {"sum": _sum_of(body)})


def _sum_of(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(body).encode()).hexdigest()[:32]


def from_text(text: str) -> tuple[list[Slot], str]:
    """The slots and the fingerprint of their data key.  Raises ``ValueError`` for what was not written by ``as_text``."""
    try:
        body = json.loads(text)
        expected = body.pop("sum")
        slots, key_fingerprint = body["slots"], body["fingerprint"]
        costs = [(slot["passes"], slot["memory"]) for slot in slots if slot["kind"] == PASSWORD]
    except (KeyError, TypeError, AttributeError) as cause:
        raise ValueError("no key slots") from cause
    if _sum_of(body) != expected or any(p > MOST_PASSES or m > MOST_MEMORY for p, m in costs):
        raise ValueError("the key slots were altered")
    return slots, key_fingerprint
