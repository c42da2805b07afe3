"""What a whole sheet says by what it leaves out: only women and minorities are marked, the rest goes without saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.fields import Context
from app.domain.register import Register
from app.excel.judging.entries import Entry


def apply_annotations(entries: Sequence[Entry], register: Register, context: Context) -> list[str]:
    """Moves remarks behind names into their fields, completes what goes without saying; gives notes for the sheet."""
    notes = []
    said = [entry.values.pop("annotated", None) or {} for entry in entries]
    for key, usual in register.intake.annotated.items():
        if _apply(key, usual, entries, [words.get(key) for words in said], register, context):
            notes.append(f"{register.field(key).label}只注明了一部分人,没有注明的按“{usual}”读取。")
    for entry in entries:
        remark = entry.values.pop("remarks", None)
        if remark:
            kept = entry.values.get(register.intake.remarks)
            entry.values[register.intake.remarks] = f"{kept};{remark}" if kept else remark
    return notes


def _apply(
    key: str,
    usual: str,
    entries: Sequence[Entry],
    words: list[str | None],
    register: Register,
    context: Context,
) -> bool:
    field = register.field(key)
    codes: dict[str | None, Any] = {word: field.read(word, context).value for word in {w for w in words if w}}
    default = field.read(usual, context).value
    for entry, word in zip(entries, words, strict=True):
        code = codes.get(word)
        if code is None:
            continue
        kept = entry.values.setdefault(key, code)
        if kept != code:
            message = f"{field.label}一栏是{field.text(kept)},姓名后面注的是{word},请核对。"
            entry.warn(key, "contradiction", message)
    if not _is_convention(key, default, entries, codes):
        return False
    touched = False
    for entry in entries:
        if entry.values.get(key) is None and not any(p.field == key for p in entry.problems):
            entry.values[key] = default
            touched = True
    return touched


def _is_convention(key: str, default: Any, entries: Sequence[Entry], codes: dict[str | None, Any]) -> bool:
    """Only the unusual is stated: remarks without a column, or a column that is blank for most and never says the usual."""
    stated = [entry.values.get(key) for entry in entries if entry.values.get(key) is not None]
    if not stated or default in stated:
        return False
    if codes and not any(key in entry.written for entry in entries):
        return True
    return len(stated) * 2 < len(entries) and len(entries) >= 4
