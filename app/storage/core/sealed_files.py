"""A private file as it lies on the disk: encrypted under a key of its own, which is a private value of its row.

So protection, a new key and its lifting rewrite private values alone and touch no file, and every backup has the
files that its own rows open.
"""

from __future__ import annotations

import secrets

from app.storage.core.ciphers import decrypted, encrypted
from app.storage.refusals import DAMAGED, LedgerRefused, Refused

KEY = 32  # bytes
# One key encrypts one file, so the nonce need not differ; and the same file under its key is the same bytes again,
# by which an original that is chosen anew is recognised.
_NONCE = bytes(12)
_BOUND_TO = b"presidium attachment"
MOST = 64 << 20  # bytes: the file is encrypted in memory
TOO_LARGE = f"保密的文件最大 {MOST >> 20} MB，没有添加附件。请缩小扫描件后再试。"
UNREADABLE = "这个保密附件解不开，文件或密钥被改动过。台账没有改动，请从备份恢复。"


def new_key() -> str:
    """A random key, as the row keeps it: 64 hex digits."""
    return secrets.token_hex(KEY)


def sealed(key: str, plain: bytes) -> bytes:
    """The bytes to be kept.  Raises ``Refused`` for a file that is too large."""
    if len(plain) > MOST:
        raise Refused(TOO_LARGE)
    return encrypted(bytes.fromhex(key), _NONCE, plain, _BOUND_TO)


def opened(key: str, kept: bytes) -> bytes:
    """The file itself.  Raises ``LedgerRefused`` (4) for bytes that this key does not open."""
    try:
        return decrypted(bytes.fromhex(key), _NONCE, kept, _BOUND_TO)
    except ValueError as cause:
        raise LedgerRefused(UNREADABLE, DAMAGED) from cause
