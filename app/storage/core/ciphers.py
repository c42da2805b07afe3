"""The ciphers of protection.  Their library is loaded when a key is first used: most starts use none."""

from __future__ import annotations


class Unopened(ValueError):
    """A key does not open what was encrypted, or what was encrypted is altered."""


def encrypted(key: bytes, nonce: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """By AES-256-GCM; ``bound_to`` must be the same when it is opened."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).encrypt(nonce, plain, bound_to)


def decrypted(key: bytes, nonce: bytes, body: bytes, bound_to: bytes) -> bytes:
    """What ``encrypted`` was given.  Raises ``Unopened``, ``ValueError`` for a body or nonce that can be none."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(nonce, body, bound_to)
    except InvalidTag as cause:
        raise Unopened from cause


def derived(source: bytes, length: int, info: bytes, salt: bytes | None = None) -> bytes:
    """``length`` bytes from random ones, by HKDF with SHA-256."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(source)


def stretched(words: bytes, length: int, salt: bytes, passes: int, memory: int) -> bytes:
    """``length`` bytes from a password, by argon2id over ``memory`` KiB (RFC 9106)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(salt=salt, length=length, iterations=passes, lanes=1, memory_cost=memory).derive(words)
