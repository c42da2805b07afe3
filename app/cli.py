"""The command line: a contract with other people's scripts (exit statuses, keys, promises)."""

from __future__ import annotations

import contextlib
import io
import os
import sqlite3
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.grammar import parser
from app.commands.surroundings import BAD_INPUT, DONE, OUR_BUG, WORLD, BadInput, Surroundings
from app.domain.texts import refused_characters
from app.storage.machine import data_folder, log_fault
from app.storage.refusals import LedgerRefused, Refused, refusal_of

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
    "figures": ("counting", "figures"),
    "vacancies": ("tabulating", "vacancies"),
    "crosstab": ("tabulating", "cross_table"),
    "self-test": ("ledgers", "run_self_test"),
}


def main(argv: Sequence[str], paint: Callable[..., Any] | None = None) -> int:
    """Run one command; gives the exit status.  ``paint`` puts paper on PDF (handed in by the face)."""
    _speak_utf8()
    try:
        status = _run(argv, paint)
        sys.stdout.flush()
        return status
    except (BadInput, Refused) as refusal:
        return _tell(str(refusal), BAD_INPUT)
    except LedgerRefused as refusal:
        return _tell(refusal.sentence, refusal.status)
    except sqlite3.DatabaseError as cause:
        return _tell_of_database(cause)
    except BrokenPipeError:
        _silence_output()
        return _tell("接收输出的程序先关闭了,后面的没有输出;已经确认保存的都在。", WORLD)
    except OSError as cause:
        return _tell(_world(cause), WORLD)
    except SystemExit as end:  # --help
        return int(end.code or DONE)
    except KeyboardInterrupt:
        return _tell("已取消,没有完成的一步不会保存。", WORLD)
    except MemoryError:
        return _tell("内存不够,这一步没有保存,以前的资料都在。请关闭别的程序后再试。", WORLD)
    except Exception:  # noqa: BLE001 (a traceback is for the log, not for the clerk)
        return _tell_of_bug()


def _run(argv: Sequence[str], paint: Callable[..., Any] | None) -> int:
    args = parser().parse_args(list(argv))
    if args.command is None:
        raise BadInput("请写明要做什么,例如 presidium list deputies。用 presidium --help 看有哪些命令。")
    _refuse_unkeepable(args)
    from importlib import import_module  # each command loads only what it needs

    room, name = COMMANDS[args.command]
    folder = Path(args.data) if args.data else data_folder()
    try:
        today = date.fromisoformat(args.today) if args.today else None
    except ValueError as cause:
        raise BadInput(f"日期「{args.today}」要写成 2022-12-31 的样子。") from cause
    around = Surroundings(folder, today, bool(args.ack), sys.stdout, paint)
    return int(getattr(import_module(f"app.commands.{room}"), name)(args, around))


def _refuse_unkeepable(args: Namespace) -> None:
    """Words that came in broken (bytes that are no UTF-8) can be neither found nor kept."""
    for value in vars(args).values():
        for word in value if isinstance(value, list) else [value]:
            refusal = refused_characters(word) if isinstance(word, str) else None
            if refusal:
                raise BadInput(f"命令里有无法识别的字:{refusal}")


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
    name = Path(str(cause.filename)).name if cause.filename else ""
    file_words = f"「{name}」" if name else ""
    if isinstance(cause, FileNotFoundError):
        return f"找不到{file_words or '要用的文件'},没有作任何改动。请核对文件夹和文件名。"
    if isinstance(cause, PermissionError):
        return f"文件{file_words}正被别的程序打开,或没有权限。没有作任何改动,请关闭后再试。"
    return f"文件{file_words}或磁盘现在用不了,没有作任何改动。请检查磁盘空间和权限后再试。"


def _tell(sentence: str, status: int) -> int:
    with contextlib.suppress(BrokenPipeError):
        print(sentence, file=sys.stderr, flush=True)
    return status


def _tell_of_database(cause: sqlite3.DatabaseError) -> int:
    """What failed while the ledger was only read: the disk, or the file."""
    from app.storage.ledger import DATABASE

    try:
        refusal = refusal_of(cause, data_folder() / DATABASE)
    except sqlite3.DatabaseError:
        return _tell_of_bug()
    return _tell(str(refusal), refusal.status if isinstance(refusal, LedgerRefused) else BAD_INPUT)


def _tell_of_bug() -> int:
    _log_fault()
    return _tell("程序出错,已保存的资料都在。请把日志文件发给技术人员。", OUR_BUG)


def _log_fault() -> None:
    """Keep where the program failed (no values of records) in the profile's log."""
    frames = traceback.extract_tb(sys.exc_info()[2])
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    log_fault(type(sys.exc_info()[1]).__name__, places)
