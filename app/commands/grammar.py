"""The grammar of the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from functools import cache
from typing import NoReturn

from app.commands import argparse_words
from app.commands.argument_types import ordinal, place, register_period, row_id, seconds, year
from app.commands.surroundings import BadInput
from app.domain.audiences import INTERNAL, PUBLIC
from app.domain.texts import shortened

LATE = "补登、更正已移交年度的记录时写明理由"
CORRECTING = "更正已移交年度、往届的记录时写明理由"

argparse_words.speak()


_PYTHON_QUOTES = re.compile(r"'([^']*)'")  # argparse shows values as Python writes them
_HEADING = re.compile(r"^(\S+):$", re.MULTILINE)


class Parser(argparse.ArgumentParser):
    """Wrong usage is told in Chinese and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        """Raise ``BadInput`` instead of leaving the process."""
        quoted = _PYTHON_QUOTES.sub(r"“\1”", message).replace("”, “", "”、“")
        raise BadInput(f"命令写得不对：{shortened(quoted, 120)}。用 {self.prog} --help 看写法。")

    def format_help(self) -> str:
        """As argparse has it, its headings with a full-width colon."""
        return _HEADING.sub(r"\1：", super().format_help())


@cache
def parser() -> Parser:
    """The grammar of the command line; reading a line with it leaves it as it is."""
    root = Parser(prog="presidium", description="镇人大台账：不带命令时打开窗口。", allow_abbrev=False)
    shared = Parser(add_help=False)
    for each, default in ((root, None), (shared, argparse.SUPPRESS)):
        each.add_argument("--data", default=default, metavar="文件夹", type=place, help="台账所在的文件夹")
        flag = False if default is None else default
        each.add_argument("--ack", action="store_true", default=flag, help="每完成一步输出一行 ACK")
        key_words = "密码（或恢复码）在哪个文件的第一行，- 为标准输入"
        each.add_argument("--key-file", default=default, metavar="文件", type=place, help=key_words)
        each.add_argument("--today", default=default, metavar="日期", help="按这一天计算，例如 2022-12-31")
    commands = root.add_subparsers(dest="command", parser_class=Parser, metavar="命令", title="命令")

    def command(name: str, description: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=description, description=description, parents=[shared], allow_abbrev=False
        )

    _ledger_commands(command)
    _safekeeping_commands(command)
    _protection_commands(command)
    _record_commands(command)
    _exchange_commands(command)
    _table_commands(command)
    _year_end_commands(command)
    return root


Command = Callable[[str, str], argparse.ArgumentParser]


def _ledger_commands(command: Command) -> None:
    init = command("init", "建立台账")
    init.add_argument("--town", required=True, metavar="乡镇", help="例如 迳口镇")
    init.add_argument("--county", required=True, metavar="县", help="所属县（市、区），例如 四会市")
    init.add_argument("--prefecture", metavar="市", help="所属地级市")
    init.add_argument("--province", metavar="省", help="所属省")
    init.add_argument("--term", type=ordinal, required=True, metavar="届", help="第几届，例如 16")
    init.add_argument("--term-started", metavar="日期", help="本届首次会议日期")
    init.add_argument("--quota", type=ordinal, metavar="名额", help="代表名额")
    demo = command("demo", "生成示例年度")
    demo.add_argument("--out", metavar="文件夹", type=place, help="放在哪里（默认在当前文件夹里）")
    check = command("check", "检查台账")
    check.add_argument("--deep", action="store_true", help="逐条与历史核对，并读一遍附件")
    check.add_argument("--json", action="store_true", help="输出 JSON")
    year_words = "再核对这一年各本台账之间是否对得上"
    check.add_argument("--year", type=year, metavar="年份", help=year_words)
    older = "已核对：台账比本机上次使用时旧是对的，以后不再提示"
    check.add_argument("--accept-older", action="store_true", help=older)
    command("stats", "统计与核验值").add_argument("--json", action="store_true", help="输出 JSON")
    command("hold", "保持打开若干秒").add_argument("seconds", type=seconds, metavar="秒数", help="多少秒")
    for name, words in (("undo", "撤销最近一步"), ("redo", "重做刚撤销的一步")):
        help_words = "只说明是哪一步、什么时候做的、多少条记录，不改动"
        step = command(name, words)
        step.add_argument("--dry-run", action="store_true", help=help_words)
        _why(step, CORRECTING)
    history = command("history", "修改历史")
    history.add_argument("register", nargs="?", metavar="台账", help="只看一种台账")
    history.add_argument("id", nargs="?", type=row_id, metavar="记录号", help="只看一条记录")
    history.add_argument("--limit", type=ordinal, default=200, metavar="条数", help="最多几条（默认 200）")
    history.add_argument("--json", action="store_true", help="输出 JSON")
    figures = command("figures", "统计数字")
    figures.add_argument("--year", type=year, required=True, metavar="年份", help="哪一年")
    figures.add_argument("--until", help="统计截至哪一天（默认当年 12 月 31 日）")
    figures.add_argument("--rows", help="列出这个数字是从哪些记录数出来的")
    written_words = "与报告里写的数比较，例如 --written opinions.conclusion_rate 90%%"
    figures.add_argument("--written", nargs=2, metavar=("统计项", "数字"), help=written_words)
    figures.add_argument("--json", action="store_true", help="输出 JSON")
    command("self-test", "自检")


def _safekeeping_commands(command: Command) -> None:
    backup = command("backup", "备份台账，写完后核对")
    backup.add_argument(
        "--to", metavar="文件夹", type=place, help="备份到哪里，例如 U 盘（默认在台账文件夹里）"
    )
    command("backups", "列出备份").add_argument("--json", action="store_true", help="输出 JSON")
    restore = command("restore", "从备份恢复")
    restore.add_argument("backup", metavar="备份", type=place, help="备份文件；写文件夹的，用其中最新的一份")
    restore.add_argument(
        "--into",
        required=True,
        metavar="文件夹",
        type=place,
        help="恢复到哪个文件夹；原来的台账留在 quarantine 里",
    )
    restore.add_argument("--partial", action="store_true", help="备份缺少的附件不要了，其余的照样恢复")
    drill = command("drill", "恢复演练：把最新的备份恢复到临时位置并核对")
    drill.add_argument(
        "--at", metavar="文件夹", type=place, help="用哪个文件夹里的备份（默认台账文件夹里的）"
    )
    rescue = command("rescue", "台账损坏又没有合用的备份时，把还能读的读进一本新的台账")
    rescue.add_argument(
        "--into", required=True, metavar="文件夹", type=place, help="新的台账放进哪个空文件夹"
    )


def _protection_commands(command: Command) -> None:
    protect = command("protect", "用密码加密身份证号、电话等；密码在 --key-file")
    rekey = command("rekey", "换人时更换密钥、密码和恢复码；现在的密码在 --key-file")
    for each in (protect, rekey):
        each.add_argument(
            "--recovery-out", required=True, metavar="文件", type=place, help="恢复码写到哪个新文件"
        )
    for each in (rekey, command("password", "更换密码；原来的密码或恢复码在 --key-file")):
        each.add_argument(
            "--new-key-file", required=True, metavar="文件", type=place, help="新密码在哪个文件的第一行"
        )
    command("unprotect", "关闭个人信息保护，不再加密")
    command("keys", "可以用什么解锁").add_argument("--json", action="store_true", help="输出 JSON")
    reveal = command("reveal", "查看一个保密栏目（记入修改历史）")
    _record(reveal)
    reveal.add_argument("field", metavar="栏目", help="例如 phone")
    reveal.add_argument("--json", action="store_true", help="输出 JSON")
    shown = command("disclosures", "谁在什么时候查看、取出过保密内容")
    shown.add_argument("--json", action="store_true", help="输出 JSON")


def _table_commands(command: Command) -> None:
    vacancies = command("vacancies", "出缺台账")
    vacancies.add_argument("--day", metavar="日期", help="截至哪一天（默认今天）")
    vacancies.add_argument("--term", type=ordinal, metavar="届", help="第几届（默认本届）")
    vacancies.add_argument("--level", metavar="级别", help="镇或县（默认镇）")
    table = command("crosstab", "交叉统计")
    table.add_argument("--year", type=year, required=True, metavar="年份", help="哪一年")
    table.add_argument("--rows", required=True, metavar="行", help="例如 category、village、handler、month")
    table.add_argument("--columns", metavar="列", help="例如 class；不写时各项数字并排")
    table.add_argument("--measure", default="received", metavar="数字", help="received、concluded 或 rate")
    table.add_argument("--scope", default="all", metavar="范围", help="all、suggestions 或 opinions")
    table.add_argument("--until", metavar="日期", help="统计截至哪一天（默认当年 12 月 31 日）")
    for each in (vacancies, table, *_performance_commands(command)):
        each.add_argument("--json", action="store_true", help="输出 JSON")
        each.add_argument("--out", metavar="文件", type=place, help="写成 xlsx 或 pdf")


def _performance_commands(command: Command) -> tuple[argparse.ArgumentParser, ...]:
    matrix, scores = command("matrix", "履职一览：代表 × 履职类别"), command("scores", "履职积分")
    for each in (matrix, scores):
        which = each.add_mutually_exclusive_group(required=True)
        which.add_argument("--year", type=year, metavar="年份", help="日历年度")
        which.add_argument(
            "--period",
            type=register_period,
            metavar="年-04",
            help="登记年度，例如 2022-04 为 2022 年 4 月至次年 3 月",
        )
        which.add_argument(
            "--congress-year",
            type=year,
            metavar="年份",
            help="会议年度：当年第一次会议至下一年第一次会议前一天",
        )
    matrix.add_argument("--level", metavar="级别", help="镇、县等（默认镇）")
    matrix.add_argument("--form", metavar="表式", help="按上级表式的栏目")
    matrix.add_argument("--gaps", action="store_true", help="谁还没有提建议、接待、述职，谁两次缺席")
    what = scores.add_mutually_exclusive_group()
    what.add_argument("--deputy", type=row_id, metavar="记录号", help="一位代表的得分明细")
    what.add_argument("--public", action="store_true", help="公示名单")
    what.add_argument("--publish", action="store_true", help="公布：以后不再随记录和办法变化")
    what.add_argument("--withdraw", action="store_true", help="撤回公布")
    return matrix, scores


def _year_end_commands(command: Command) -> None:
    report = command("report", "工作报告草稿")
    report.add_argument("--year", type=year, required=True, metavar="年份", help="哪一年")
    report.add_argument("--out", required=True, metavar="文件", type=place, help="写成哪个 .docx 文件")
    report.add_argument(
        "--handling", choices=(INTERNAL, PUBLIC), help="写意见建议办理情况报告：internal 内部，public 公开稿"
    )
    handover = command("handover", "制作年度移交包")
    handover.add_argument("--year", type=year, required=True, metavar="年份", help="哪一年")
    handover.add_argument("--out", required=True, metavar="文件夹", type=place, help="放在哪里，例如 U 盘")
    handover.add_argument("--include-private", action="store_true", help="包括身份证号、电话等，为明文")
    changed = command("change-term", "换届：结束本届，建立新一届，连任代表转入；可以撤销")
    plan_words = "新一届的级别、届次、首次会议日期、选区和连任代表，- 为标准输入"
    changed.add_argument("--json", required=True, metavar="文件", type=place, help=plan_words)
    verify = command("verify", "核对移交包")
    verify.add_argument("package", metavar="移交包", type=place, help="移交包所在的文件夹")
    verify.add_argument("code", nargs="*", metavar="核验码", help="移交清单上印的核验码")
    verify.add_argument("--json", action="store_true", help="输出 JSON")


def _register(part: argparse.ArgumentParser) -> None:
    part.add_argument("register", metavar="台账", help="例如 deputies")


def _why(part: argparse.ArgumentParser, words: str) -> None:
    part.add_argument("--why", default="", metavar="理由", help=words)


def _record(part: argparse.ArgumentParser) -> None:
    _register(part)
    part.add_argument("id", type=row_id, metavar="记录号", help="记录号")


def _record_commands(command: Command) -> None:
    rows = command("list", "列出记录")
    _register(rows)
    rows.add_argument("--year", type=year, metavar="年份", help="只列这一年的")
    rows.add_argument("--find", metavar="文字", help="只列含有这些文字的")
    rows.add_argument("--json", action="store_true", help="输出 JSON")
    rows.add_argument("--include-private", action="store_true", help="包括身份证号、电话等")
    add = command("add", "新增记录")
    _register(add)
    source = add.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--json", metavar="文件", type=place, help="一条或一组记录，- 为标准输入；整组一步保存"
    )
    source.add_argument("--jsonl", metavar="文件", type=place, help="每行一条记录，逐行保存，- 为标准输入")
    add.add_argument("--attach", nargs="+", metavar="文件", type=place, help="同时添加的附件")
    conceals = "要求保密的来访人的姓名、号码换成“来访群众”"
    add.add_argument("--conceal", action="store_true", help=conceals)
    _why(add, LATE)
    change = command("change", "修改记录")
    _record(change)
    change.add_argument(
        "--json", required=True, metavar="文件", type=place, help="要改的栏目和值，- 为标准输入"
    )
    change.add_argument("--conceal", action="store_true", help=conceals)
    _why(change, CORRECTING)
    _record(command("conceal", f"把一条记录和与它相连的记录里{conceals}"))
    remove = command("remove", "删除记录（进回收站）")
    _record(remove)
    remove.add_argument("--why", required=True, metavar="理由", help="删除的理由")
    answer = command("answer", "写明一处疑问为什么没有问题")
    _record(answer)
    answer.add_argument("code", metavar="疑问", help="检查时列出的疑问代号")
    answer.add_argument("--why", required=True, metavar="理由", help="为什么这样是对的")
    answer.add_argument("--field", metavar="栏目", help="同一代号有几处时，写明是哪个栏目的")
    resolve = command("resolve", "把没有对上的名称对到记录")
    _record(resolve)
    resolve.add_argument("field", metavar="栏目", help="例如 deputies")
    resolve.add_argument("name", metavar="名称", help="照原来写的")
    resolve.add_argument("--to", type=row_id, required=True, metavar="记录号", help="对到哪一条")
    resolve.add_argument("--all", action="store_true", help="写法相同的都对到这一条")
    command("renew", "按来源重新生成派生的记录")
    attach = command("attach", "添加附件")
    _record(attach)
    attach.add_argument("file", nargs="+", metavar="文件", type=place, help="要添加的文件")
    attach.add_argument("--private", action="store_true", help="保密：加密保存，台账锁着时打不开")
    _why(attach, CORRECTING)


def _exchange_commands(command: Command) -> None:
    reading = command("import", "导入工作簿")
    _register(reading)
    reading.add_argument("file", metavar="文件", type=place, help="工作簿")
    reading.add_argument("--sheet", action="append", metavar="表名", help="只导入这张表（可以写几次）")
    reading.add_argument("--year", type=year, metavar="年份", help="没有写年份的日期按这一年")
    reading.add_argument("--dry-run", action="store_true", help="只判断，不写入")
    reading.add_argument(
        "--report", metavar="文件", type=place, help="判断结果（JSON）写到哪里，- 为标准输出"
    )
    reading.add_argument("--rejected", metavar="文件", type=place, help="没有导入的行写到哪里（xlsx）")
    reading.add_argument("--term", type=ordinal, metavar="届", help="属于第几届")
    reading.add_argument("--level", metavar="级别", help="镇、县、市、省、全国")
    reading.add_argument("--answers", metavar="文件", type=place, help="对报告里各个问题的回答")
    _why(reading, LATE)
    reading.add_argument("--accept-flagged", action="store_true", help="有疑问的行也导入")
    changed = ("update", "skip")
    reading.add_argument("--on-changed", choices=changed, default="skip", help="已有而不同的：更新或跳过")
    export = command("export", "导出台账")
    _register(export)
    export.add_argument("--year", type=year, metavar="年份", help="只导出这一年的")
    export.add_argument("--out", required=True, metavar="位置", type=place, help="文件，或文件夹")
    export.add_argument("--format", metavar="格式", help="xlsx、pdf、csv 或 json；不写的看文件名")
    audience = ("internal", "public", "archive")
    export.add_argument("--audience", choices=audience, default="internal", help="给谁看")
    export.add_argument("--include-private", action="store_true", help="包括身份证号、电话等")
    opened = "打开这个工作簿要的密码在哪个文件的第一行（只用于 xlsx）"
    export.add_argument("--password-file", metavar="文件", type=place, help=opened)
