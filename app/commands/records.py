"""Commands about single records: list, add, change, remove, attach."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.commands.surroundings import DONE, BadInput, Surroundings, known_register
from app.domain.fields import Private
from app.domain.register import Register
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import Refused


def list_rows(args: Namespace, around: Surroundings) -> int:
    """The rows of a register, in its order; private values are told as 已录入."""
    register = known_register(args.register)
    with around.open() as ledger:
        query = Query(find=args.find or "", year=args.year)
        rows = ledger.rows(register.key, ledger.ids(register.key, query))
        if args.include_private:
            rows = ledger.revealed(rows)
    if args.json:
        around.answer([plain_row(register, row) for row in rows])
        return DONE
    columns = register.columns(register.list_columns)
    around.say("\t".join(["记录", *(field.label for field in columns)]))
    for row in rows:
        around.say("\t".join([str(row["id"]), *(field.text(row.get(field.key)) for field in columns)]))
    return DONE


def plain_row(register: Register, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as scripts read it."""
    plain: dict[str, Any] = {"id": row["id"]}
    for field in register.fields:
        value = row.get(field.key)
        plain[field.key] = str(value) if isinstance(value, Private) else field.kind.to_plain(value)
    return plain


def add(args: Namespace, around: Surroundings) -> int:
    """Add one or many records through the same checks as the form."""
    register = known_register(args.register)
    if args.jsonl and args.attach:
        raise BadInput("--attach 只能和 --json 的一条记录一起用。")
    with around.open() as ledger:
        if args.jsonl:
            for number, raw in _lines(args.jsonl):
                around.promise(_add_all(ledger, register, [raw], f"第 {number} 行:")[0])
            return DONE
        records = _records(args.json)
        files = [Path(name) for name in args.attach or ()]
        if files and len(records) != 1:
            raise BadInput("带附件时一次只能新增一条记录。")
        ids = _add_all(ledger, register, records, "", files)
        for row_id in ids:
            around.promise(row_id)
    if not around.ack:
        around.say(f"已新增 {len(ids)} 条,记录号:{'、'.join(map(str, ids))}。")
    return DONE


def _add_all(
    ledger: Ledger, register: Register, records: list[Any], where: str, files: list[Path] | None = None
) -> list[int]:
    ids = []
    try:
        with ledger.act(f"新增{register.label}") as act:
            for raw in records:
                row_id = act.add(register.key, _values(ledger, register, raw, where))
                for path in files or ():
                    act.attach(register.key, row_id, path)
                ids.append(row_id)
    except Refused as refusal:
        raise BadInput(f"{where}{refusal}没有保存。") from refusal
    return ids


def change(args: Namespace, around: Surroundings) -> int:
    """Change the given values of one record."""
    register = known_register(args.register)
    records = _records(args.json)
    if len(records) != 1:
        raise BadInput("修改时只能给出一条记录的内容。")
    with around.open() as ledger:
        _existing(ledger, register, args.id)
        values = _values(ledger, register, records[0], "", args.id)
        try:
            with ledger.act(f"修改{register.label}") as act:
                act.change(register.key, args.id, values)
        except Refused as refusal:
            raise BadInput(f"{refusal}没有改动。") from refusal
        around.promise(args.id)
    return DONE


def remove(args: Namespace, around: Surroundings) -> int:
    """Move a record to the recycle bin."""
    register = known_register(args.register)
    with around.open() as ledger:
        _existing(ledger, register, args.id)
        try:
            with ledger.act(f"删除{register.label}") as act:
                act.remove(register.key, args.id, args.why)
        except Refused as refusal:
            raise BadInput(str(refusal)) from refusal
        around.promise(args.id)
    return DONE


def attach(args: Namespace, around: Surroundings) -> int:
    """Keep files with a record, all of them or none."""
    register = known_register(args.register)
    with around.open() as ledger:
        _existing(ledger, register, args.id)
        try:
            with ledger.act("添加附件") as act:
                kept = [act.attach(register.key, args.id, Path(name)) for name in args.file]
        except Refused as refusal:
            raise BadInput(str(refusal)) from refusal
        for attachment in kept:
            around.promise(attachment)
    return DONE


def _existing(ledger: Ledger, register: Register, row_id: int) -> None:
    if ledger.row(register.key, row_id) is None:
        raise BadInput(f"{register.label}里没有记录号 {row_id},没有作任何改动。")


def _values(
    ledger: Ledger, register: Register, raw: Any, where: str, row_id: int | None = None
) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise BadInput(f"{where}每条记录要写成 {{\"栏目\": 值}} 的样子。")
    values, problems = ledger.read_values(register.key, raw, row_id=row_id)
    errors = [problem.message for problem in problems if problem.severity == "error"]
    if errors:
        raise BadInput(f"{where}{''.join(errors)}没有保存。")
    for problem in problems:
        print(f"{where}请留意:{problem.message}", file=sys.stderr)
    return values


def _records(source: str | None) -> list[Any]:
    if source is None:
        raise BadInput("请用 --json 给出记录内容(文件名,或 - 表示从标准输入读)。")
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
        data = json.loads(text)
    except OSError as cause:
        raise BadInput(f"读不到文件「{source}」。") from cause
    except ValueError as cause:
        raise BadInput("给出的内容不是 JSON,没有保存。") from cause
    return data if isinstance(data, list) else [data]


def _lines(source: str) -> Iterator[tuple[int, Any]]:
    """The records of a JSON Lines source one by one, so that each is durable before the next is read."""
    try:
        stream = sys.stdin if source == "-" else open(source, encoding="utf-8-sig")  # noqa: SIM115
    except OSError as cause:
        raise BadInput(f"读不到文件「{source}」。") from cause
    with stream:
        for number, line in enumerate(iter(stream.readline, ""), 1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line)
            except ValueError as cause:
                raise BadInput(f"第 {number} 行不是 JSON,这一行起没有保存。") from cause
