"""Every record as plain CSV with a data dictionary: readable in forty years without this program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.fields import Field, Row
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.ledger import Ledger

BLOCK = 500  # rows loaded at a time
FOLDER = "数据"
DICTIONARY = "数据字典.csv"
ROW_ID = "记录号"
DICTIONARY_HEADINGS = (
    "文件",
    "列号",
    "列名",
    "字段",
    "类型",
    "单位",
    "是否保密",
    "指向的文件",
    "代码",
    "说明",
)
Step = Callable[[], object]  # called before each block; whatever it raises ends the work


def table_name(register: Register) -> str:
    """The name of a register's CSV file."""
    return f"{register.label}.csv"


def write_table(
    ledger: Ledger,
    register: Register,
    path: Path,
    day: date,
    *,
    include_private: bool,
    step: Step = lambda: None,
) -> int:
    """Write all rows of a register, with what is computed as of ``day``; gives their number.

    Private columns are blank unless ``include_private``; then nobody who asked for confidentiality is named either.
    """
    columns = list(_columns(register))
    ids = ledger.ids(register.key)
    with open(path, "w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow([heading for heading, *_ in columns])
        for start in range(0, len(ids), BLOCK):
            step()
            rows = ledger.rows(register.key, ids[start : start + BLOCK], on=day)
            rows = ledger.revealed(rows) if include_private else ledger.concealed_rows(register.key, rows)
            writer.writerows(
                [
                    [_cell(field, ids_only, row, include_private) for _, field, ids_only in columns]
                    for row in rows
                ]
            )
    return len(ids)


def _columns(register: Register) -> Iterator[tuple[str, Field | None, bool]]:
    """(heading, field, whether the column holds the ids of links); the first is the row's own id."""
    yield ROW_ID, None, False
    for field in register.fields:
        yield field.label, field, False
        if field.kind.to:
            yield f"{field.label}{ROW_ID}", field, True


def _cell(field: Field | None, ids_only: bool, row: Row, include_private: bool) -> Any:
    if field is None:
        return row["id"]
    value = row.get(field.key)
    if value is None or (field.private and not include_private):
        return ""
    if ids_only:
        return "、".join(str(ref.id) for ref in field.kind.refs(value) if ref.id is not None)
    plain = field.kind.to_plain(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, list | dict) else plain


def dictionary() -> bytes:
    """What each column of each table means."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(DICTIONARY_HEADINGS)
    for register in REGISTERS:
        for number, (heading, field, ids_only) in enumerate(_columns(register), 1):
            writer.writerow([table_name(register), number, heading, *_meaning(register, field, ids_only)])
    return text.getvalue().encode("utf-8-sig")


def _meaning(register: Register, field: Field | None, ids_only: bool) -> Sequence[str]:
    if field is None:
        return ("id", "数字", "", "", "", "", f"{register.label}里每条记录自己的号，不重复使用")
    target = next((table_name(other) for other in REGISTERS if other.key == field.kind.to), "")
    if ids_only:
        return (field.key, "数字", "", "", target, "", "所指记录的记录号，几个的用顿号隔开；没有对上的为空")
    codes = "；".join(f"{code}={label}" for code, label, _ in field.kind.table)
    parts = "；".join(f"{column.key}={column.label}" for column in field.kind.columns)
    notes = "；".join(
        words for words in (parts, "由程序按别的记录算出" if field.computed else "", field.hint) if words
    )
    return (field.key, _form(field), field.kind.unit, "是" if field.private else "", target, codes, notes)


def _form(field: Field) -> str:
    kind = field.kind
    forms = (
        (bool(kind.columns), "列表（JSON）"),
        (kind.is_full_day, "日期（年-月-日）"),
        (kind.is_day, "日期（可以只到年或月）"),
        (kind.is_quantity, "数字"),
        (kind.is_flag, "是或否"),
    )
    return next((words for holds, words in forms if holds), "文字")
