"""The command line: a contract with other people's scripts (exit statuses, keys, promises)."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.grammar import parser
from app.commands.surroundings import BAD_INPUT, DONE, OUR_BUG, WORLD, BadInput, Surroundings, secret_in
from app.domain.texts import quoted_in_short, refused_characters
from app.storage.files import guard, known_place, unguard
from app.storage.machine import data_folder, log_fault
from app.storage.refusals import LedgerRefused, Refused, refusal_of_trouble

COMMANDS = {
    "init": ("ledgers", "init"),
    "demo": ("ledgers", "demo"),
    "import": ("exchange", "import_workbook"),
    "list": ("records", "list_rows"),
    "add": ("records", "add"),
    "change": ("records", "change"),
    "conceal": ("records", "conceal"),
    "remove": ("records", "remove"),
    "attach": ("records", "attach"),
    "resolve": ("mending", "resolve"),
    "renew": ("mending", "renew"),
    "answer": ("records", "answer_doubt"),
    "undo": ("ledgers", "undo"),
    "redo": ("ledgers", "redo"),
    "history": ("ledgers", "history"),
    "export": ("exchange", "export"),
    "check": ("ledgers", "check"),
    "stats": ("ledgers", "stats"),
    "hold": ("ledgers", "hold"),
    "backup": ("safekeeping", "backup"),
    "backups": ("safekeeping", "backups"),
    "restore": ("safekeeping", "restore"),
    "drill": ("safekeeping", "drill"),
    "rescue": ("safekeeping", "rescue"),
    "figures": ("counting", "figures"),
    "vacancies": ("tabulating", "vacancies"),
    "crosstab": ("tabulating", "cross_table"),
    "matrix": ("performance", "matrix"),
    "scores": ("performance", "scores"),
    "report": ("handing_in", "report"),
    "handover": ("handing_in", "handover"),
    "verify": ("handing_in", "verify"),
    "change-term": ("handing_in", "change_of_term"),
    "protect": ("protection", "protect"),
    "unprotect": ("protection", "unprotect"),
    "password": ("protection", "password"),
    "rekey": ("protection", "rekey"),
    "keys": ("protection", "keys"),
    "reveal": ("protection", "reveal"),
    "disclosures": ("protection", "disclosures"),
    "self-test": ("ledgers", "run_self_test"),
}


def main(argv: Sequence[str], paint: Callable[..., Any] | None = None) -> int:
    """Run one command; gives the exit status.  ``paint`` puts paper on PDF (handed in by the face)."""
    _speak_utf8()
    around = Surroundings(data_folder(), None, False, sys.stdout, paint)
    try:
        status = _run(argv, around)
        around.tell_notes()
        sys.stdout.flush()
        return status
    except SystemExit as end:  # --help
        return int(end.code or DONE)
    except BaseException as trouble:  # noqa: BLE001 (each gets its sentence; a traceback is for the log)
        sentence, status = _judged(trouble, around.folder)
        if isinstance(trouble, BrokenPipeError):
            _silence_output()
        if not around.done:
            return _tell(f"{sentence}{_so_far(around.kept)}", status)
        return _tell(f"{around.done_words}，但{_afterwards(trouble)}", DONE)


def _so_far(kept: int) -> str:
    """What is on the disk already when the rest could not be done."""
    return f"前面的都在（{kept} 项），请从没有做的地方接着做。" if kept else ""


def _afterwards(trouble: BaseException) -> str:
    """What did not work once the effect was on the disk; nothing here may sound as if it were not."""
    if isinstance(trouble, BrokenPipeError):
        return "接收输出的程序先关闭了，后面的没有输出。"
    if isinstance(
        trouble, LedgerRefused
    ):  # a side file that is there and not confirmed, a key that is missing
        return trouble.sentence
    if isinstance(trouble, OSError):
        name = f"“{known_place(Path(str(trouble.filename))).name}”" if trouble.filename else ""
        return f"后面的文件{name}没有写成（磁盘满、没有权限或正被打开），请另存一次。"
    return "后面的说明没有全部输出，请打开台账核对。"


def _judged(trouble: BaseException, folder: Path) -> tuple[str, int]:
    """The sentence for people and the exit status; ``folder``: that of the ledger which was worked with."""
    if isinstance(trouble, BadInput | Refused):
        return str(trouble), BAD_INPUT
    if isinstance(trouble, LedgerRefused):
        return trouble.sentence, trouble.status
    if refusal := refusal_of_trouble(trouble, folder):  # what failed while the ledger was only read
        return _judged(refusal, folder)
    if isinstance(trouble, BrokenPipeError):
        return "接收输出的程序先关闭了，后面的没有输出；已经确认保存的都在。", WORLD
    if isinstance(trouble, FileExistsError | NotADirectoryError) and trouble.filename:
        return (
            f"“{Path(trouble.filename).name}”是一个文件，不是文件夹，没有作任何改动。请换一个位置。",
            WORLD,
        )
    if isinstance(trouble, OSError):
        return _world(trouble), WORLD
    if isinstance(trouble, KeyboardInterrupt):
        return "已取消，没有完成的一步不会保存。", WORLD
    if isinstance(trouble, MemoryError):
        return "内存不够，这一步没有保存，以前的资料都在。请关闭别的程序后再试。", WORLD
    return _of_bug(trouble)


def _run(argv: Sequence[str], around: Surroundings) -> int:
    args = parser().parse_args(list(argv))
    if args.command is None:
        raise BadInput("请写明要做什么，例如 presidium list deputies。用 presidium --help 看有哪些命令。")
    _refuse_unkeepable(args)
    from importlib import import_module  # each command loads only what it needs

    room, name = COMMANDS[args.command]
    if args.data:
        around.folder = Path(args.data)
    try:
        around.today = date.fromisoformat(args.today) if args.today else None
    except ValueError as cause:
        raise BadInput(f"日期“{args.today}”要写成 2022-12-31 的样子。") from cause
    around.ack = bool(args.ack)
    around.secret = _secret(args)
    guard(
        around.folder
    )  # from the first to the last: some outputs are written when the ledger is closed again
    try:
        return int(getattr(import_module(f"app.commands.{room}"), name)(args, around))
    finally:
        unguard(around.folder)


def _secret(args: Namespace) -> str:
    names = ("key_file", "new_key_file", "password_file", "json", "jsonl")
    if [getattr(args, name, None) for name in names].count("-") > 1:
        raise BadInput("标准输入只能用一次：密码或记录有一样要写成文件。没有作任何改动。")
    return secret_in(args.key_file) if args.key_file else ""


def _refuse_unkeepable(args: Namespace) -> None:
    """Words that came in broken (bytes that are no UTF-8) can be neither found nor kept."""
    for value in vars(args).values():
        for word in value if isinstance(value, list) else [value]:
            refusal = refused_characters(word) if isinstance(word, str) else None
            if refusal:
                raise BadInput(f"命令里有无法识别的字：{refusal}")


def _speak_utf8() -> None:
    """Output and input are UTF-8 on every system, whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")


def _silence_output() -> None:
    """Nobody reads any more; Python would complain once again when it closes the stream."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _world(cause: OSError) -> str:
    name = known_place(Path(str(cause.filename))).name if cause.filename else ""
    file_words = f"“{name}”" if name else ""
    if isinstance(cause, FileNotFoundError):
        return f"找不到{file_words or '要用的文件'}，没有作任何改动。请核对文件夹和文件名。"
    if isinstance(cause, PermissionError):
        return f"文件{file_words}正被别的程序打开，或没有权限。没有作任何改动，请关闭后再试。"
    if cause.errno == errno.ENOSPC:
        return f"磁盘空间不够，{f'文件{file_words}没有写成' if name else '这一步没有做'}，台账没有改动。请清理磁盘后再试。"
    return f"文件{file_words}或磁盘现在用不了，没有作任何改动。请检查磁盘空间和权限后再试。"


def _tell(sentence: str, status: int) -> int:
    with contextlib.suppress(BrokenPipeError):
        print(quoted_in_short(sentence), file=sys.stderr, flush=True)
    return status


def _of_bug(trouble: BaseException) -> tuple[str, int]:
    _log_fault(trouble)
    return "程序出错，已保存的资料都在。请把日志文件发给技术人员。", OUR_BUG


def _log_fault(trouble: BaseException) -> None:
    """Keep where the program failed (no values of records) in the profile's log."""
    frames = traceback.extract_tb(trouble.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    log_fault(type(trouble).__name__, places)
