"""What a check found: one sentence, and where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One finding: ``severity`` is ``damage``, ``warning`` (a contradiction), ``gap`` (incomplete) or
    ``answered`` (a contradiction with the ``reason`` why it stands).  ``code`` names the rule."""

    severity: str
    sentence: str
    register: str = ""
    row: int | None = None
    field: str = ""
    code: str = ""
    reason: str = ""
