"""Commands that read and write workbooks and paper: import, export."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from string import digits
from typing import Any

from app.commands.json_texts import TwiceGiven, read_json
from app.commands.surroundings import DONE, WORLD, BadInput, Surroundings, known_register, secret_in
from app.domain.codes import LEVELS
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.domain.texts import quoted_in_short
from app.excel.importing import ImportOptions, commit_preview, preview_workbook
from app.excel.judging.preview import Preview
from app.excel.layout.column_questions import fields_called
from app.excel.questions import COLUMN, Answer, read_answers
from app.excel.reading import UnreadableFile
from app.excel.rejected import write_rejected
from app.exporting import FORMATS, export_ledger, ledger_file_name
from app.storage.files import are_one_file, complete_file, refuse_output, refuse_unwritable
from app.storage.protection.disclosures import note_taken_out
from app.storage.query import Query
from app.storage.refusals import LedgerRefused
from app.storage.same_medium import same_medium


def import_workbook(args: Namespace, around: Surroundings) -> int:
    """Read a workbook, judge every row, commit what was accepted as one batch."""
    register = known_register(args.register)
    level = LEVELS.read(args.level) if args.level else None
    if args.level and level is None:
        raise BadInput(f"级别“{args.level}”不认识，可以填：镇、县、市、省、全国。")
    options = ImportOptions(
        sheets=tuple(args.sheet or ()),
        year=args.year,
        term=args.term,
        level=level,
        answers=_answers(args.answers, register) if args.answers else (),
    )
    _refuse_outputs(args, around)  # before anything is read or committed
    row_count = 0
    with around.open() as ledger:
        try:
            preview = preview_workbook(ledger, register.key, Path(args.file), options)
        except UnreadableFile as refusal:
            raise BadInput(refusal.sentence) from refusal
        if preview.recognised and not args.dry_run:
            accepting = {"accept_flagged": args.accept_flagged, "on_changed": args.on_changed}
            counts = commit_preview(ledger, preview, why=args.why, **accepting)
            row_count = sum(counts.values())
            if preview.committed:  # what wrote nothing has no effect to promise
                around.done_words = f"已导入 {row_count} 条"
                around.promise(f"import {row_count}")
    report = preview.report()
    if args.report == "-":
        around.answer(report)
    else:
        _tell(around, report, row_count)
    _tell_unused(report, options.answers)
    _write_beside(preview, report, args)
    if not preview.recognised:
        raise BadInput(_not_recognised(report, options.sheets))
    return DONE


def _write_beside(preview: Preview, report: dict[str, Any], args: Namespace) -> None:
    """The report and the rejected rows."""
    if args.rejected and preview.recognised:
        write_rejected(preview, Path(args.rejected))
    if args.report not in (None, "-"):
        text = json.dumps(report, ensure_ascii=False, indent=1)
        with complete_file(Path(args.report), sources=(Path(args.file),)) as temporary:
            temporary.write_text(text, encoding="utf-8")


def _refuse_outputs(args: Namespace, around: Surroundings) -> None:
    """Raise when a report or the rejected rows could not be written, or would land on what they are made from."""
    report = Path(args.report) if args.report not in (None, "-") else None
    rejected = Path(args.rejected) if args.rejected else None
    sources = [Path(name) for name in (args.file, args.answers) if name]
    if report and rejected and are_one_file(report, rejected):
        raise BadInput(
            f"--report 和 --rejected 都写到了“{report.name}”。没有导入，请给其中一个换一个文件名。"
        )
    for path in (report, rejected):
        if path is not None:
            refuse_output(path, sources=sources, folders=(around.folder,))
            _refuse_unwritable(path)


def _answers(name: str, register: Register) -> tuple[Answer, ...]:
    """The answers of a JSON file.  Raises BadInput when it cannot be read, is no list of answers or names no field."""
    try:
        answers = read_answers(read_json(Path(name).read_text(encoding="utf-8-sig")))
    except OSError as trouble:
        raise BadInput(f"回答文件“{name}”打不开，请核对文件名。") from trouble
    except TwiceGiven as trouble:
        raise BadInput(f"回答文件里，{trouble.sentence}，没有导入。请只留一个。") from trouble
    except ValueError as trouble:
        raise BadInput(
            "回答文件不是所要的 JSON 列表，请核对：每一项写明工作表（sheet）、列（column）和字段（field）。"
        ) from trouble
    called = fields_called(register)
    answers = tuple(
        answer._replace(value=called.get(answer.value, answer.value)) if answer.code == COLUMN else answer
        for answer in answers
    )
    for answer in answers:
        if answer.code == COLUMN and answer.value and not _is_field(register, answer.value):
            raise BadInput(
                f"回答文件里的字段“{answer.value}”不是{register.label}的字段，没有导入。"
                "请照报告里各个问题的选项（options）填写。"
            )
    return answers


def _tell_unused(report: dict[str, Any], answers: tuple[Answer, ...]) -> None:
    """An answer for a sheet or a column that the file has not got is a slip of the pen, or the answer of another file."""
    columns: dict[str, set[str]] = {sheet["sheet"]: set() for sheet in report["skipped_sheets"]}
    for sheet in report["sheets"]:
        columns.setdefault(sheet["sheet"], set()).update(sheet["columns"], sheet["unused_columns"])
    for question in report["questions"]:
        columns.setdefault(question["sheet"], set()).add((question["column"] or "").rstrip(digits))
    unused = [one for one in answers if not _has_place(one, columns)]
    if unused:
        place = f"工作表“{unused[0].sheet}”" + (f" {unused[0].column} 列" if unused[0].column else "")
        sentence = f"回答文件里有 {len(unused)} 处没有用上，例如{place}，文件里没有。请核对回答文件。"
        print(quoted_in_short(sentence), file=sys.stderr)


def _has_place(answer: Answer, columns: dict[str, set[str]]) -> bool:
    letters = (answer.column or "").rstrip(digits).upper()
    return answer.sheet in columns and (not letters or letters in columns[answer.sheet])


def _is_field(register: Register, key: str) -> bool:
    """Whether a column can hold it: a field, or a column of a field's lines (``outer.inner``)."""
    outer, _, inner = key.partition(".")
    field = register.by_key.get(outer)
    return field is not None and (not inner or inner in {column.key for column in field.kind.columns})


def _not_recognised(report: dict[str, Any], sheet_names: tuple[str, ...]) -> str:
    """Why nothing was read: a sheet that is not there, or no heading that a register knows."""
    present = [sheet["sheet"] for sheet in (*report["sheets"], *report["skipped_sheets"])]
    absent = [name for name in sheet_names if name not in present]
    if absent:
        return f"文件里没有名为“{absent[0]}”的工作表，没有导入。有的是：{'、'.join(present)}。"
    return "这个文件里没有认出台账的表头，没有导入。请核对是不是要导入的表，或在表格里补上标题行。"


def _refuse_unwritable(path: Path) -> None:
    try:
        refuse_unwritable(path)
    except OSError as cause:
        sentence = (
            f"文件“{path.name}”写不进去（没有这个文件夹、没有权限或正被打开）。没有导入，请换一个位置。"
        )
        raise LedgerRefused(sentence, WORLD) from cause


def _tell(around: Surroundings, report: dict[str, Any], row_count: int) -> None:
    words = {
        "new": "新增",
        "same": "相同",
        "changed": "有变化",
        "double": "重复",
        "flagged": "待确认",
        "wrong": "不能导入",
    }
    counts = "，".join(f"{words[key]} {count}" for key, count in report["counts"].items() if count)
    state = f"已写入台账 {row_count} 条" if report["committed"] else "没有写入台账"
    if not report["sheets"]:
        return
    around.say(f"{report['file']}：{counts or '没有记录'}。{state}。")


def _telling(paint: Callable[..., Any] | None) -> Callable[..., Any] | None:
    """The painter, which also says which characters no font of this computer can show."""
    if paint is None:
        return None

    def telling(papers: Any, target: Path) -> Any:
        painted = paint(papers, target)
        missing = "、".join(sorted(painted.missing_glyphs))
        if missing:
            words = f"“{target.name}”里有字没有字体可显示：{missing}。请装上带这些字的中文字体（如宋体），再导出一次。"
            print(words, file=sys.stderr)
        return painted

    return telling


# Endings by which a program opens something else: a workbook named 名册.doc opens nowhere.
FURTHER_ENDINGS = ("xls", "et", "ods", "doc", "docx", "wps", "txt", "html", "htm")


def _format_of(ending: str, asked: str | None) -> str:
    """The format that is asked for, or else that the ending of a file says; raises ``BadInput`` where they are two."""
    kind = asked or (ending if ending in FORMATS else "xlsx")
    if kind not in FORMATS:
        raise BadInput(f"格式“{kind}”不支持，可以用：{'、'.join(FORMATS)}。")
    if ending != kind and ending in (*FORMATS, *FURTHER_ENDINGS):
        raise BadInput(
            f"文件名以“.{ending}”结尾，导出的是 {kind}，没有导出。请把结尾改成“.{kind}”，或换一种格式。"
        )
    return kind


def export(args: Namespace, around: Surroundings) -> int:
    """One ledger to a file, or every ledger into a folder."""
    out = Path(args.out)
    refuse_output(out, folders=(around.folder,))
    is_folder = args.register == "all" or out.is_dir()
    kind = _format_of("" if is_folder else out.suffix.lower().removeprefix("."), args.format)
    query = Query(year=args.year)
    if kind == "pdf" and around.paint is None:
        raise BadInput("这样启动的程序不能生成 PDF，请用 presidium 命令。")
    if args.password_file and kind != "xlsx":
        raise BadInput("只有 xlsx 工作簿能设打开密码，没有导出。请改为 xlsx，或不写 --password-file。")
    options = {
        "password": secret_in(args.password_file) if args.password_file else "",
        "audience": args.audience,
        "include_private": args.include_private,
        "paint": _telling(around.paint),
    }
    with around.open() as ledger:
        registers = SHOWN if args.register == "all" else (known_register(args.register),)
        if args.register == "all":
            out.mkdir(parents=True, exist_ok=True)
        names = [
            ledger_file_name(ledger, r, kind, year=args.year, private=args.include_private) for r in registers
        ]
        targets = [
            (r.key, out / name if out.is_dir() else out) for r, name in zip(registers, names, strict=True)
        ]
        if args.include_private and any(register.has_private for register in registers):
            what = registers[0].label if len(registers) == 1 else "全部台账"
            note_taken_out(ledger, f"导出{what}：{out.name}", targets[0][1])
        with same_medium(targets[0][1].parent) as refuse_pulled:
            for number, (key, path) in enumerate(targets, 1):
                refuse_pulled()
                count = export_ledger(ledger, key, path, kind, query=query, **options)
                around.promise(f"export {path.name}", last=number == len(targets))
                around.say(f"已导出“{path}”，{count} 条。")
    return DONE
