"""How the files of old Office programs begin, for those who only ask which reader to load."""

from __future__ import annotations

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of old Office files (MS-CFB)."""

BARE_SHEET = rb"\x09\x08[\x06\x08\x10]\x00..\x10\x00"
"""A sheet that stands in a file alone, without workbook and container, as many a PHP page writes it."""
