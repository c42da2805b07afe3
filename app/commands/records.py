"""Commands about single records: list, add, change, remove, attach."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.commands.json_texts import TwiceGiven, read_json
from app.commands.surroundings import DONE, BadInput, Surroundings, known_register, with_outcome
from app.domain.confidences import CODE
from app.domain.fields import Private, Row
from app.domain.register import Register
from app.domain.texts import says_nothing_readable
from app.storage.checks import doubts
from app.storage.ledger import Ledger
from app.storage.open_database import is_open_database
from app.storage.protection.disclosures import note_taken_out
from app.storage.query import Query
from app.storage.refusals import Refused
from app.work import confidential_names

MOST_GIVEN = 32 << 20  # characters of JSON at a time: a hundred thousand records; a device gives without end
TOO_MUCH = "给出的内容太大，没有保存。请分成几个文件，或者用 --jsonl 一行一条。"


def list_rows(args: Namespace, around: Surroundings) -> int:
    """The rows of a register, in its order; private values are told as 已录入."""
    register = known_register(args.register)
    with around.open() as ledger:
        query = Query(find=args.find or "", year=args.year)
        rows = ledger.rows(register.key, ledger.ids(register.key, query))
        if args.include_private and register.has_private:
            note_taken_out(ledger, f"列出{register.label} {len(rows)} {register.measure}")
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
    register = _open_register(args.register)
    if args.jsonl and args.attach:
        raise BadInput("--attach 只能和 --json 的一条记录一起用。")
    with around.open() as ledger:
        if args.jsonl:
            return _add_lines(ledger, register, args, around)
        records = records_in(args.json)
        files = [Path(name) for name in args.attach or ()]
        if files and len(records) != 1:
            raise BadInput("带附件时一次只能新增一条记录。")
        ids = _add_all(ledger, register, records, "", files, around, args)
        for row_id in ids:  # one act: the first is promised when all of them are on the disk
            around.promise(row_id)
        if args.conceal:
            _doubt_names(ledger, register, ids, around)
    if not around.ack:
        around.say(f"已新增 {len(ids)} 条，记录号：{'、'.join(map(str, ids))}。")
    around.tell_doubts()
    return DONE


def _open_register(key: str) -> Register:
    """A register that records are added to and removed from by hand."""
    register = known_register(key)
    if not register.job:
        raise BadInput(f"{register.label}不能直接新增或删除，没有作任何改动。")
    return register


def _add_lines(ledger: Ledger, register: Register, args: Namespace, around: Surroundings) -> int:
    """One act per line: what was acknowledged stays, whatever a later line says."""
    ids = []
    for number, raw in _lines(args.jsonl):
        where = f"第 {number} 行："
        ids += _add_all(ledger, register, [raw], where, [], around, args)
        around.promise(ids[-1], last=False)
    around.done = True
    if args.conceal:
        _doubt_names(ledger, register, ids, around)
    if not around.ack:
        around.say(f"已新增 {len(ids)} 条。")
    around.tell_doubts()
    return DONE


def _add_all(
    ledger: Ledger,
    register: Register,
    records: list[Any],
    where: str,
    files: list[Path],
    around: Surroundings,
    args: Namespace,
) -> list[int]:
    ids = []
    values = []
    for number, raw in enumerate(records, 1):
        which = f"第 {number} 条：" if len(records) > 1 else where
        values.append(_values(ledger, register, raw, which, around, conceal=args.conceal))
    name = register.name_of(values[0]) if len(values) == 1 else f"{len(values)} {register.measure}"
    try:
        with ledger.act(f"新增{register.noun}：{name}") as act:
            act.concealing, act.why = args.conceal, args.why
            for each in values:
                row_id = act.add(register.key, each)
                for path in files:
                    act.attach(register.key, row_id, path)
                ids.append(row_id)
    except Refused as refusal:
        raise BadInput(with_outcome(f"{where}{refusal}", "没有保存。")) from refusal
    return ids


def change(args: Namespace, around: Surroundings) -> int:
    """Change the given values of one record."""
    register = known_register(args.register)
    records = records_in(args.json)
    if len(records) != 1:
        raise BadInput("修改时只能给出一条记录的内容。")
    with around.open() as ledger:
        name = register.name_of(_existing(ledger, register, args.id))
        values = _values(ledger, register, records[0], "", around, args.id, conceal=args.conceal)
        try:
            with ledger.act(f"修改{register.noun}：{name}") as act:
                act.concealing, act.why = args.conceal, args.why
                act.change(register.key, args.id, values)
        except Refused as refusal:
            raise BadInput(with_outcome(str(refusal), "没有改动。")) from refusal
        around.promise(args.id)
        if args.conceal:
            _doubt_names(ledger, register, [args.id], around)
    around.tell_doubts()
    return DONE


def conceal(args: Namespace, around: Surroundings) -> int:
    """Put 来访群众 for those who asked for confidentiality, in a record and in what is linked to it."""
    register = known_register(args.register)
    with around.open() as ledger:
        _existing(ledger, register, args.id)
        count = confidential_names.conceal(ledger, register.key, args.id)
        around.promise(args.id)
        around.say(f"已改 {count} 条记录。" if count else "没有要换的姓名和号码，没有改动。")
        _doubt_names(ledger, register, [args.id], around)
    around.tell_doubts()
    return DONE


def _doubt_names(ledger: Ledger, register: Register, ids: list[int], around: Surroundings) -> None:
    """What still may name somebody who asked for confidentiality, after all that surely did was replaced."""
    for row_id in ids:
        _, problems = ledger.read_values(register.key, {}, row_id=row_id)
        around.doubts += [f"请留意：{problem.message}" for problem in problems if problem.code == CODE]


def remove(args: Namespace, around: Surroundings) -> int:
    """Move a record to the recycle bin."""
    register = known_register(args.register)
    if register.key != "attachments":
        _open_register(args.register)
    if says_nothing_readable(args.why):
        raise BadInput("请用 --why 写明删除的理由，没有删除。")
    with around.open() as ledger:
        name = register.name_of(_existing(ledger, register, args.id))
        try:
            with ledger.act(f"删除{register.noun}：{name}") as act:
                act.remove(register.key, args.id, args.why)
        except Refused as refusal:
            raise BadInput(str(refusal)) from refusal
        around.promise(args.id)
    return DONE


def answer_doubt(args: Namespace, around: Surroundings) -> int:
    """Keep why a doubt of the check may stand."""
    register = known_register(args.register)
    with around.open() as ledger:
        _existing(ledger, register, args.id)
        try:
            doubts.answer(ledger, register.key, args.id, args.field, args.code, args.why)
        except Refused as refusal:
            raise BadInput(str(refusal)) from refusal
        around.promise(args.id)
    if not around.ack:
        around.say("理由已写入台账，检查时不再提示这一处。")
    return DONE


def attach(args: Namespace, around: Surroundings) -> int:
    """Keep files with a record, all of them or none."""
    register = known_register(args.register)
    with around.open() as ledger:
        _existing(ledger, register, args.id)
        try:
            with ledger.act("添加附件") as act:
                act.why = args.why
                attachments = [
                    act.attach(register.key, args.id, Path(name), private=args.private) for name in args.file
                ]
        except Refused as refusal:
            raise BadInput(str(refusal)) from refusal
        for attachment in attachments:
            around.promise(attachment)
    return DONE


def _existing(ledger: Ledger, register: Register, row_id: int) -> Row:
    row = ledger.row(register.key, row_id)
    if row is None:
        raise BadInput(f"{register.label}里没有记录号 {row_id}，没有作任何改动。")
    return row


def _values(
    ledger: Ledger,
    register: Register,
    raw: Any,
    where: str,
    around: Surroundings,
    row_id: int | None = None,
    *,
    conceal: bool = False,
) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise BadInput(f'{where}每条记录要写成 {{"栏目": 值}} 的样子。')
    values, problems = ledger.read_values(register.key, raw, row_id=row_id)
    errors = [problem.message for problem in problems if problem.severity == "error"]
    if errors:
        more = f"另有 {len(errors) - 1} 处也要改，" if len(errors) > 1 else ""
        raise BadInput(f"{where}{errors[0]}{more}没有保存。")
    for problem in problems:
        if not (conceal and problem.code == CODE):
            around.doubts.append(f"{where}请留意：{problem.message}")
    return values


def records_in(source: str) -> list[Any]:
    """The records of a JSON file, ``-`` for standard input; raises ``BadInput``."""
    _refuse_ledger(source)
    try:
        data = read_json(_text_of(source))
    except OSError as cause:
        raise BadInput(f"读不到文件“{source}”，没有保存。") from cause
    except TwiceGiven as cause:
        raise BadInput(f"{cause.sentence}，没有保存。请只留一个。") from cause
    except (ValueError, RecursionError) as cause:
        raise BadInput("给出的内容不是 UTF-8 的 JSON，没有保存。") from cause
    records = data if isinstance(data, list) else [data]
    if not records:
        raise BadInput("给出的内容里没有记录，没有保存。")
    return records


def _refuse_ledger(source: str) -> None:
    if source != "-" and is_open_database(Path(source)):
        raise BadInput(f"“{Path(source).name}”是台账文件，不是要录入的记录。没有保存，请核对文件名。")


def _text_of(source: str) -> str:
    if source == "-":
        text = sys.stdin.read(MOST_GIVEN + 1)
    else:
        with open(source, encoding="utf-8-sig") as file:
            text = file.read(MOST_GIVEN + 1)
    if len(text) > MOST_GIVEN:
        raise BadInput(TOO_MUCH)
    return text


def _lines(source: str) -> Iterator[tuple[int, Any]]:
    """The records of a JSON Lines source one by one, so that each is durable before the next is read."""
    _refuse_ledger(source)
    try:
        stream = sys.stdin.buffer if source == "-" else open(source, "rb")  # noqa: SIM115
    except OSError as cause:
        raise BadInput(f"读不到文件“{source}”，没有保存。") from cause
    with stream:
        number = 0
        while True:
            number += 1
            try:
                line = stream.readline(MOST_GIVEN)
            except OSError as cause:
                raise BadInput(f"第 {number} 行读不出来，这一行起没有保存。") from cause
            if not line:
                return
            record = _record_of(line, number)
            if record is not _BLANK:
                yield number, record


_BLANK = object()


def _record_of(line: bytes, number: int) -> Any:
    """One line's record; by its bytes, so that what a later line holds cannot spoil it."""
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        return read_json(text) if text.strip() else _BLANK
    except TwiceGiven as cause:
        raise BadInput(f"第 {number} 行：{cause.sentence}，这一行起没有保存。请只留一个。") from cause
    except (ValueError, RecursionError) as cause:
        raise BadInput(f"第 {number} 行不是 UTF-8 的 JSON，这一行起没有保存。") from cause
