"""Commands of the year's end and of a change of term: report, handover, verify, change-term."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.commands.records import records_in
from app.commands.surroundings import DAMAGED, DONE, WORLD, BadInput, Surroundings, with_outcome
from app.domain.audiences import AUDIENCE_WORDS
from app.domain.registers import BY_KEY
from app.storage.files import refuse_output
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused, Refused
from app.yearend.handling_report.report import write_handling_report
from app.yearend.package import make_package
from app.yearend.recorded_years import without_records
from app.yearend.term_change import change_term
from app.yearend.term_plan import plan_of
from app.yearend.verification import differences, package_in
from app.yearend.work_report import write_report


def report(args: Namespace, around: Surroundings) -> int:
    """The draft of the work report with the figures filled in, and the table of sources; or the report on handling."""
    out = Path(args.out)
    if out.suffix.lower() != ".docx":
        raise BadInput(f"“{out.name}”要以 .docx 结尾，没有写。")
    refuse_output(out, folders=(around.folder,))
    with around.open() as ledger:
        _doubt_empty(ledger, args.year, around)
        if args.handling:
            write_handling_report(ledger, args.year, out, args.handling)
            around.promise(f"report {out.name}")
            around.say(f"建议办理情况报告（{AUDIENCE_WORDS[args.handling][0]}）在“{out}”。")
            around.tell_doubts()
            return DONE
        absent = write_report(ledger, args.year, out)
        around.promise(f"report {out.name}")
    around.say(f"工作报告草稿在“{out}”，后面附数字来源表。")
    if absent:
        around.say(f"没有数据、没有写进去的数字：{'、'.join(absent)}。")
    around.tell_doubts()
    return DONE


def _doubt_empty(ledger: Ledger, year: int, around: Surroundings) -> None:
    """A year without a record is made all the same, and told: it may be mistyped."""
    doubt = without_records(ledger, year)
    if doubt:
        around.doubts.append(doubt)


def handover(args: Namespace, around: Surroundings) -> int:
    """Make the package of a year, read it back, and say its 核验码."""
    out = Path(args.out)
    if out.exists() and not out.is_dir():
        raise BadInput(f"“{out.name}”是一个文件，没有制作移交包。请写一个文件夹。")
    with around.open() as ledger:
        _doubt_empty(ledger, args.year, around)
        package = make_package(ledger, args.year, out, around.paint, include_private=args.include_private)
        around.promise(f"handover {package.folder.name}")
    around.say(f"移交包在“{package.bag}”，已从存储设备读回核对。")
    around.say(f"核验码 {package.code}")
    for paper in package.papers:
        around.say(f"请打印“{paper}”。")
    around.tell_doubts()
    return DONE


def change_of_term(args: Namespace, around: Surroundings) -> int:
    """End the term of a level and begin the next one, as one act; the rows before and after are told."""
    (raw, *more) = records_in(args.json)
    if more or not isinstance(raw, dict):
        raise BadInput('换届的内容要写成一组 {"栏目": 值} 的样子，没有办。')
    with around.open() as ledger:
        plan, problems = plan_of(raw, ledger.context())
        try:
            if plan is None:
                raise Refused([problem for problem in problems if problem.severity == "error"])
            proof = change_term(ledger, plan)
        except Refused as refused:
            raise BadInput(with_outcome(str(refused), "没有作任何改动。")) from refused
        around.promise(f"change-term {plan.ordinal}")
    around.say(f"已建立{plan.called}，以前的记录与换届前逐条相同。")
    for key, count in proof.added.items():
        around.say(f"{BY_KEY[key].label}：{proof.before[key]} → {proof.after[key]}（新增 {count}）")
    return DONE


def verify(args: Namespace, around: Surroundings) -> int:
    """Compare a package with its manifests and the code on paper; status 4 with every difference by name."""
    folder = Path(args.package)
    if not folder.is_dir():
        raise LedgerRefused(f"找不到移交包“{args.package}”。请核对文件夹的位置。", WORLD)
    wrong = differences(package_in(folder), " ".join(args.code))
    if args.json:
        around.answer([{"what": one.what, "path": one.path} for one in wrong])
    if not wrong:
        if not args.json:
            around.say("移交包完好。" if args.code else "移交包完好。请再写上移交清单上的核验码核对一次。")
        return DONE
    if not args.json:
        for difference in wrong:
            around.say(difference.sentence)
    raise LedgerRefused(
        f"移交包与移交时不同，有 {len(wrong)} 处差异。请换用另一份，或与移交单位联系。", DAMAGED
    )
