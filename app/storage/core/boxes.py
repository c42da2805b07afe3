"""How a private value lies in its table: in plain, or encrypted under the data key of a protected ledger.

A protected value is AES-256-GCM over its salt and itself, bound to ledger and id.  The salt is inside, because
beside it the commitments in the history could be tried against every phone number there is.  Behind the
ciphertext stands a sum that needs no key: so a flipped bit is noticed by whoever opens the file.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import NamedTuple, Protocol

from app.storage.core.ciphers import decrypted, encrypted
from app.storage.core.key_slots import NONCE, SALT, derived_key
from app.storage.refusals import DAMAGED, KeyNeeded, LedgerRefused

SUM = 8  # bytes
TAG = 16  # bytes by which the cipher knows its own text
UNREADABLE = "有保密项（身份证号、电话等）被改动过，解不开，这一步没有完成。原文件没有改动，请从备份恢复。"


class Kept(NamedTuple):
    """A row of ``private_values`` but for its id."""

    value: bytes | None
    salt: bytes | None
    equality: str
    commitment: str


def commitment(salt: bytes, value: str) -> str:
    """The salted commitment of a value, 32 hex digits."""
    return hashlib.sha256(salt + value.encode()).hexdigest()[:32]


def keyed_hash(key: bytes, value: str) -> str:
    """By which equal values are found under one key, 32 hex digits."""
    return hmac.digest(key, value.encode(), "sha256").hex()[:32]


class Box(Protocol):
    """What keeps and gives private values; ``is_closed`` while the key of a protected ledger is not there."""

    is_closed: bool
    beside: int  # bytes that lie beside a value in its place

    def equality(self, value: str) -> str:
        """The keyed hash by which equal values are found."""
        ...

    def put(self, row_id: int, salt: bytes, value: str) -> Kept:
        """The row to be kept."""
        ...

    def salt_and_value(self, row_id: int, kept: Kept) -> tuple[bytes, str] | None:
        """What a row holds; None where nothing is kept in it.  Raises ``LedgerRefused`` when it cannot be read."""
        ...

    def is_sound(self, row_id: int, kept: Kept) -> bool:
        """Whether a row is as it was put, as far as can be told."""
        ...


class PlainBox:
    """A ledger without protection."""

    is_closed = False
    beside = 0

    def __init__(self, key: bytes) -> None:
        self._key = key

    def equality(self, value: str) -> str:
        return keyed_hash(self._key, value)

    def put(self, row_id: int, salt: bytes, value: str) -> Kept:
        return Kept(value.encode(), salt, self.equality(value), commitment(salt, value))

    def salt_and_value(self, row_id: int, kept: Kept) -> tuple[bytes, str] | None:
        if kept.value is None or kept.salt is None:
            return None
        return kept.salt, kept.value.decode(errors="replace")

    def is_sound(self, row_id: int, kept: Kept) -> bool:
        return _answers(self, row_id, kept)


class SealedBox:
    """A protected ledger whose key is there."""

    is_closed = False
    beside = NONCE + SALT + TAG + SUM

    def __init__(self, data_key: bytes, ledger_id: str) -> None:
        self._value_key = derived_key(data_key, "presidium values")
        self._equality_key = derived_key(data_key, "presidium equality")
        self._ledger_id = ledger_id

    def _bound_to(self, row_id: int) -> bytes:
        return f"private_values {self._ledger_id} {row_id}".encode()

    def equality(self, value: str) -> str:
        return keyed_hash(self._equality_key, value)

    def put(self, row_id: int, salt: bytes, value: str) -> Kept:
        nonce = secrets.token_bytes(NONCE)
        body = nonce + encrypted(self._value_key, nonce, salt + value.encode(), self._bound_to(row_id))
        equality, promise = self.equality(value), commitment(salt, value)
        return Kept(body + _sum_of(row_id, body, equality, promise), None, equality, promise)

    def salt_and_value(self, row_id: int, kept: Kept) -> tuple[bytes, str] | None:
        if kept.value is None:
            return None
        nonce, body = kept.value[:NONCE], kept.value[NONCE:-SUM]
        try:
            plain = decrypted(self._value_key, nonce, body, self._bound_to(row_id))
        except ValueError as cause:
            raise LedgerRefused(UNREADABLE, DAMAGED) from cause
        return plain[:SALT], plain[SALT:].decode(errors="replace")

    def is_sound(self, row_id: int, kept: Kept) -> bool:
        try:
            return _is_unaltered(row_id, kept) and _answers(self, row_id, kept)
        except LedgerRefused:
            return False


class ClosedBox:
    """A protected ledger whose key is not there: nothing private is given or kept."""

    is_closed = True
    beside = 0

    def equality(self, value: str) -> str:
        raise KeyNeeded

    def put(self, row_id: int, salt: bytes, value: str) -> Kept:
        raise KeyNeeded

    def salt_and_value(self, row_id: int, kept: Kept) -> tuple[bytes, str] | None:
        if kept.value is None:
            return None
        raise KeyNeeded

    def is_sound(self, row_id: int, kept: Kept) -> bool:
        return _is_unaltered(row_id, kept)


def _answers(box: Box, row_id: int, kept: Kept) -> bool:
    """Whether what a row holds answers to its commitment and its keyed hash."""
    held = box.salt_and_value(row_id, kept)
    return (
        held is not None and commitment(*held) == kept.commitment and box.equality(held[1]) == kept.equality
    )


def _sum_of(row_id: int, body: bytes, equality: str, promise: str) -> bytes:
    return hashlib.sha256(f"{row_id} {equality} {promise} ".encode() + body).digest()[:SUM]


def _is_unaltered(row_id: int, kept: Kept) -> bool:
    if kept.value is None or kept.salt is not None:
        return False
    body = kept.value[:-SUM]
    return kept.value[-SUM:] == _sum_of(row_id, body, kept.equality, kept.commitment)
