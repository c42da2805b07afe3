"""What a whole sheet says by what it leaves out: only women and minorities are marked, the rest goes without saying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Context, Field, Problem
from app.domain.intake_habits import Annotations
from app.domain.register import Register
from app.excel.judging.records import Record, doubt


def with_annotations(
    records: Sequence[Record], register: Register, context: Context
) -> tuple[list[Record], list[str]]:
    """The records with what is noted behind names in its fields and what goes without saying; notes for the sheet."""
    notes: list[str] = []
    completed = list(records)
    for key, usual in register.intake.habit(Annotations).usual.items():
        completed, conventional = _with_field(key, usual, completed, register, context)
        if conventional:
            notes.append(f"{register.field(key).label}只注明了一部分人，没有注明的按“{usual}”读取。")
    remarks = register.intake.remarks
    return [r.remarked(remarks, words) if (words := r.aside.get("remarks")) else r for r in completed], notes


def _with_field(
    key: str, usual: str, records: Sequence[Record], register: Register, context: Context
) -> tuple[list[Record], bool]:
    field = register.field(key)
    words = [(record.aside and (record.aside.get("annotated") or {}).get(key)) or "" for record in records]
    codes: dict[str, Any] = {word: field.read(word, context).value for word in {*words} - {""}}
    default = field.read(usual, context).value
    merged = _with_words(records, words, field, codes) if codes else list(records)
    if not _is_convention(key, default, merged, codes):
        return merged, False
    silent = [
        r.values.get(key) is None and key not in r.amended and not _is_doubted(key, r.problems)
        for r in merged
    ]
    completed = [r.having({key: default}) if gap else r for r, gap in zip(merged, silent, strict=True)]
    return completed, any(silent)


def _with_words(
    records: Sequence[Record], words: Sequence[str], field: Field, codes: Mapping[str, Any]
) -> list[Record]:
    """The records with the code that the words behind each name say of a field."""
    merged: list[Record] = []
    key = field.key
    for record, word in zip(records, words, strict=True):
        code, kept = codes.get(word), record.values.get(key)
        if code is None or kept == code:
            merged.append(record)
        elif kept is None:
            merged.append(record.having({key: code}))
        else:
            message = f"{field.label}一栏是{field.text(kept)}，姓名后面注的是{word}，请核对。"
            merged.append(record.having(problems=[doubt(key, "contradiction", message)]))
    return merged


def _is_doubted(key: str, problems: Sequence[Problem]) -> bool:
    return any(problem.field == key for problem in problems)


def _is_convention(key: str, default: Any, records: Sequence[Record], codes: Mapping[str, Any]) -> bool:
    """Only the unusual is stated: remarks without a column, or a column that is blank for most and never says the usual."""
    # what was typed says nothing of the sheet
    if any(record.values.get(key) == default and key not in record.amended for record in records):
        return False  # nearly always, and at its first rows
    as_filed = [record for record in records if key not in record.amended]
    values = [record.values.get(key) for record in as_filed if record.values.get(key) is not None]
    if not values:
        return False
    if codes and not any(key in record.written for record in as_filed):
        return True
    return len(values) * 2 < len(as_filed) and len(as_filed) >= 4
