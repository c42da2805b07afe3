"""The command line: a contract with other people's scripts (exit statuses, keys, promises)."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from app.commands.surroundings import BAD_INPUT, DONE, OUR_BUG, WORLD, BadInput, Surroundings
from app.storage.machine import data_folder
from app.storage.refusals import LedgerRefused

COMMANDS = {
    "init": ("ledgers", "init"),
    "demo": ("ledgers", "demo"),
    "import": ("exchange", "import_workbook"),
    "list": ("records", "list_rows"),
    "add": ("records", "add"),
    "change": ("records", "change"),
    "remove": ("records", "remove"),
    "attach": ("records", "attach"),
    "undo": ("ledgers", "undo"),
    "history": ("ledgers", "history"),
    "export": ("exchange", "export"),
    "check": ("ledgers", "check"),
    "stats": ("ledgers", "stats"),
    "hold": ("ledgers", "hold"),
    "figures": ("counting", "figures"),
    "self-test": ("ledgers", "run_self_test"),
}


class _Parser(argparse.ArgumentParser):
    """Wrong usage is told in Chinese and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"命令写得不对:{message}。用 presidium {self.prog.split()[-1]} --help 看写法。")


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    root = _Parser(prog="presidium", description="镇人大台账:不带命令时打开窗口。")
    shared = _Parser(add_help=False)
    shared.add_argument("--data", default=argparse.SUPPRESS, help="台账所在的文件夹")
    shared.add_argument("--ack", action="store_true", default=argparse.SUPPRESS, help="每完成一步输出一行 ACK")
    shared.add_argument("--today", default=argparse.SUPPRESS, help="按这一天计算(默认今天)")
    root.add_argument("--data")
    root.add_argument("--ack", action="store_true")
    root.add_argument("--today")
    commands = root.add_subparsers(dest="command", parser_class=_Parser)

    def command(name: str, told: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=told, parents=[shared])

    _ledger_commands(command)
    _record_commands(command)
    _exchange_commands(command)
    return root


def _ledger_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    init = command("init", "新建台账")
    init.add_argument("--town", required=True)
    init.add_argument("--county", required=True)
    init.add_argument("--prefecture")
    init.add_argument("--province")
    init.add_argument("--term", type=int, required=True)
    init.add_argument("--term-started")
    init.add_argument("--quota", type=int)
    command("demo", "生成示例年度").add_argument("--out")
    check = command("check", "检查台账")
    check.add_argument("--deep", action="store_true")
    check.add_argument("--json", action="store_true")
    command("stats", "统计与核验值").add_argument("--json", action="store_true")
    command("hold", "保持打开若干秒").add_argument("seconds", type=float)
    command("undo", "撤销最近一步")
    history = command("history", "修改历史")
    history.add_argument("register", nargs="?")
    history.add_argument("id", nargs="?", type=int)
    history.add_argument("--limit", type=int, default=200)
    history.add_argument("--json", action="store_true")
    figures = command("figures", "统计数字")
    figures.add_argument("--year", type=int, required=True)
    figures.add_argument("--until")
    figures.add_argument("--rows")
    figures.add_argument("--json", action="store_true")
    command("self-test", "自检")


def _record_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    rows = command("list", "列出记录")
    rows.add_argument("register")
    rows.add_argument("--year", type=int)
    rows.add_argument("--find")
    rows.add_argument("--json", action="store_true")
    rows.add_argument("--include-private", action="store_true")
    add = command("add", "新增记录")
    add.add_argument("register")
    source = add.add_mutually_exclusive_group(required=True)
    source.add_argument("--json")
    source.add_argument("--jsonl")
    add.add_argument("--attach", nargs="+")
    change = command("change", "修改记录")
    change.add_argument("register")
    change.add_argument("id", type=int)
    change.add_argument("--json", required=True)
    remove = command("remove", "删除记录(进回收站)")
    remove.add_argument("register")
    remove.add_argument("id", type=int)
    remove.add_argument("--why", required=True)
    attach = command("attach", "添加附件")
    attach.add_argument("register")
    attach.add_argument("id", type=int)
    attach.add_argument("file", nargs="+")


def _exchange_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    reading = command("import", "导入工作簿")
    reading.add_argument("register")
    reading.add_argument("file")
    reading.add_argument("--sheet", action="append")
    reading.add_argument("--year", type=int)
    reading.add_argument("--dry-run", action="store_true")
    reading.add_argument("--report")
    reading.add_argument("--rejected")
    reading.add_argument("--term", type=int)
    reading.add_argument("--level")
    reading.add_argument("--accept-flagged", action="store_true")
    reading.add_argument("--on-changed", choices=("update", "skip"), default="skip")
    export = command("export", "导出台账")
    export.add_argument("register")
    export.add_argument("--year", type=int)
    export.add_argument("--out", required=True)
    export.add_argument("--format", default="xlsx")
    export.add_argument("--audience", choices=("internal", "public", "archive"), default="internal")
    export.add_argument("--include-private", action="store_true")


def main(argv: Sequence[str], paint: Callable[..., Any] | None = None) -> int:
    """Run one command; gives the exit status.  ``paint`` puts paper on PDF (handed in by the face)."""
    out = _utf8(sys.stdout)
    try:
        return _run(argv, paint)
    except BadInput as refusal:
        return _tell(refusal.sentence, BAD_INPUT)
    except LedgerRefused as refusal:
        return _tell(refusal.sentence, refusal.status)
    except PermissionError as cause:
        return _tell(f"文件「{_name(cause)}」正被别的程序打开,或没有权限写入。请关闭后再试,资料没有改动。", WORLD)
    except OSError as cause:
        return _tell(f"文件或磁盘现在用不了({_name(cause)}),资料没有改动。请检查磁盘空间和权限后再试。", WORLD)
    except SystemExit as end:  # --help
        return int(end.code or DONE)
    except KeyboardInterrupt:
        return _tell("已取消,没有完成的一步不会保存。", WORLD)
    except Exception:
        _log_fault()
        return _tell("程序出错,已保存的资料都在。请把日志文件发给技术人员。", OUR_BUG)
    finally:
        with contextlib.suppress(BrokenPipeError):
            out.flush()


def _run(argv: Sequence[str], paint: Callable[..., Any] | None) -> int:
    args = parser().parse_args(list(argv))
    if args.command is None:
        raise BadInput("请写明要做什么,例如 presidium list deputies。")
    from importlib import import_module  # each command loads only what it needs

    room, name = COMMANDS[args.command]
    folder = Path(args.data) if args.data else data_folder()
    try:
        today = date.fromisoformat(args.today) if args.today else None
    except ValueError as cause:
        raise BadInput(f"日期「{args.today}」要写成 2022-12-31 的样子。") from cause
    around = Surroundings(folder, today, bool(args.ack), sys.stdout, paint)
    return int(getattr(import_module(f"app.commands.{room}"), name)(args, around))


def _utf8(stream: Any) -> Any:
    """Output is UTF-8 on every system, whatever the console's code page."""
    for each in (sys.stdout, sys.stderr):
        if isinstance(each, io.TextIOWrapper):
            each.reconfigure(encoding="utf-8", errors="replace")
    return stream


def _name(cause: OSError) -> str:
    return Path(str(cause.filename)).name if cause.filename else "磁盘"


def _tell(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _log_fault() -> None:
    """Keep where the program failed (no values of records) in the profile's log."""
    from app.storage.machine import log_fault

    frames = traceback.extract_tb(sys.exc_info()[2])
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    log_fault(type(sys.exc_info()[1]).__name__, places)
