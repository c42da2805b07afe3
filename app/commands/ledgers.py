"""Commands about the ledger as a whole: init, demo, check, stats, hold, undo, history, self-test."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from app.commands.surroundings import DAMAGED, DONE, BadInput, Surroundings, known_register
from app.domain.registers import BY_KEY
from app.sample import SampleRefused, make_sample
from app.self_test import self_test
from app.storage.checks import check as health
from app.storage.files import refuse_output
from app.storage.ledger import OLDER, Ledger, Step
from app.storage.refusals import LedgerRefused
from app.yearend.cross_checks.checks_of_year import cross_checks


def init(args: Namespace, around: Surroundings) -> int:
    """Make a data folder with a ledger; refuses one that holds a ledger already."""
    office = {
        "town": args.town,
        "county": args.county,
        "prefecture": args.prefecture,
        "province": args.province,
    }
    started = _day(args.term_started)
    Ledger.create(
        around.folder, office, term=args.term, term_started=started, quota=args.quota, today=around.today
    ).close()
    around.promise("init")
    around.say(f"已在“{around.folder}”新建{args.town}的台账。")
    return DONE


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as cause:
        raise BadInput(f"日期“{text}”要写成 2016-11-10 的样子。") from cause


def demo(args: Namespace, around: Surroundings) -> int:
    """Make the sample year, export every ledger of it and make its package."""
    folder = Path(args.out) if args.out else Path.cwd() / "迳口镇示例"
    refuse_output(folder)
    try:
        sample = make_sample(folder, paint=around.paint)
    except SampleRefused as refusal:
        raise BadInput(str(refusal)) from refusal
    around.promise("demo")
    around.say(f"示例台账在“{sample.data}”。")
    for path in (*sample.exports, *sample.year_end):
        around.say(f"已导出“{path}”。")
    if sample.package:
        around.say(f"移交包在“{sample.package.bag}”，核验码 {sample.package.code}")
    return DONE


def check(args: Namespace, around: Surroundings) -> int:
    """Health of the file and of the data; status 4 with damage, 0 with findings in the data only."""
    try:
        findings = _examined(args, around)
    except LedgerRefused as refusal:
        if refusal.status == DAMAGED and args.json:
            _answer(around, [health.Finding("damage", refusal.sentence)])
        raise
    damaged = any(finding.severity == "damage" for finding in findings)
    if args.json:
        _answer(around, findings)
    else:
        _tell(around, findings)
    if damaged:
        raise LedgerRefused("台账有损坏，原文件没有动过。请从备份恢复。", DAMAGED)
    return DONE


def _tell(around: Surroundings, findings: list[health.Finding]) -> None:
    """Each finding in a line, those that may be answered with the words for it; then the counts."""
    open_ones = [finding for finding in findings if finding.severity != "answered"]
    lines = dict.fromkeys(map(_line, open_ones))  # one of several rows is told once
    for line in lines:
        around.say(line)
    around.say(f"共 {len(lines)} 条提示。" if lines else "台账文件完好，资料没有发现问题。")
    if any(finding.sentence == OLDER for finding in open_ones):
        around.say("核对后确认就用这一本的，加写 --accept-older 再检查一次，以后不再提示。")
    if any(finding.code == health.UNRESOLVED for finding in open_ones):
        around.say("没有对上的名称：resolve 后面写台账、记录号、栏目和原来的写法，再写 --to 记录号。")
    if any(finding.code == health.OUT_OF_STEP for finding in open_ones):
        around.say("由别的记录生成、已经不一致的，用 renew 重新生成。")
    if any(finding.code and finding.code not in health.SETTLED_OTHERWISE for finding in open_ones):
        around.say("核对后确认无误的，可以写明理由：answer 后面写方括号里的内容，再写 --why 理由。")
    if len(findings) > len(open_ones):
        around.say(f"另有 {len(findings) - len(open_ones)} 处已写明理由，不再提示。")


def _line(finding: health.Finding) -> str:
    last = finding.field if finding.code in health.SETTLED_OTHERWISE else finding.code
    place = f"{finding.register} {finding.row} {last}".strip()
    return f"{finding.sentence}[{place}]" if finding.code else finding.sentence


def _answer(around: Surroundings, findings: list[health.Finding]) -> None:
    damaged = any(finding.severity == "damage" for finding in findings)
    around.answer({"damaged": damaged, "findings": [asdict(finding) for finding in findings]})


def _examined(args: Namespace, around: Surroundings) -> list[health.Finding]:
    """What is found; a damaged ledger is looked at without being touched."""
    with Ledger.open(around.folder, today=around.today, inspect=True) as ledger:
        if ledger.faults:
            return ledger.faults
    with around.open() as ledger:
        if args.accept_older:
            ledger.accept_older()
        findings = health.damage(ledger, deep=args.deep)
        if findings:
            return findings
        if args.deep:
            findings += health.stale_keys(ledger)
        notes = [health.Finding("warning", note) for note in ledger.notes]
        findings += health.data_findings(ledger)
        return [*notes, *findings, *(_of_year(ledger, args.year) if args.year else ())]


def _of_year(ledger: Ledger, year: int) -> Iterator[health.Finding]:
    """What the ledgers of a year say differently, a finding for each row in which it shows."""
    for outcome in cross_checks(ledger, year):
        for one in outcome.contradictions:
            for row in one.rows or (None,):
                yield health.Finding("gap", one.sentence, one.register, row)


def stats(args: Namespace, around: Surroundings) -> int:
    """Counts and digest."""
    with around.open() as ledger:
        facts = ledger.statistics()
    if args.json:
        around.answer(facts)
    else:
        for key, count in facts["rows"].items():
            around.say(f"{key}\t{count}")
        around.say(f"核验值\t{facts['digest']}\n历史码\t{facts['history_head']}")
    return DONE


def hold(args: Namespace, around: Surroundings) -> int:
    """Keep the ledger open for some seconds."""
    with around.open():
        around.ack = True
        around.promise("hold")
        time.sleep(args.seconds)
    return DONE


def undo(args: Namespace, around: Surroundings) -> int:
    """Take back the newest batch, and say how much it was; with ``--dry-run`` only say it."""
    return _step(args, around, "撤销", Ledger.undoable, Ledger.undo)


def redo(args: Namespace, around: Surroundings) -> int:
    """Put back what the newest undo took; with ``--dry-run`` only say what that is."""
    return _step(args, around, "重做", Ledger.redoable, Ledger.redo)


def _step(
    args: Namespace,
    around: Surroundings,
    words: str,
    ahead: Callable[[Ledger], Step | None],
    take: Callable[[Ledger], str],
) -> int:
    with around.open() as ledger:
        step = ahead(ledger)
        if args.dry_run:
            around.say(f"将{words}：{_described(step)}没有改动。" if step else f"没有可以{words}的操作。")
            return DONE
        with ledger.for_reason(args.why):
            name = take(ledger)
        around.promise(args.command)
    around.say(f"已{words}：{name}（{step.extent if step else '不涉及台账记录'}）。")
    return DONE


def _described(step: Step) -> str:
    return f"{step.name}（{step.at:%Y-%m-%d %H:%M} 做的，{step.extent}）。"


def history(args: Namespace, around: Surroundings) -> int:
    """Who changed what, when; newest first."""
    if args.register:
        known_register(args.register)
    with around.open() as ledger:
        entries = ledger.history(args.register, args.id, limit=args.limit)
    if args.id is not None and not entries:
        raise BadInput(f"{BY_KEY[args.register].label}里没有记录号 {args.id}，也没有删除过这一条。")
    if args.json:
        around.answer([asdict(entry) for entry in entries])
        return DONE
    words = {"add": "新增", "change": "修改", "remove": "删除", "note": "只作记载"}
    for entry in entries:
        why = f"\t{entry.why}" if entry.why else ""
        label = BY_KEY[entry.register].label
        around.say(
            f"{entry.at}\t{entry.action}\t{label} {entry.row}\t{words['note' if entry.is_note else entry.op]}{why}"
        )
    return DONE


def run_self_test(args: Namespace, around: Surroundings) -> int:
    """Open, import, export, print and check in a temporary folder."""
    steps = self_test(around.paint)
    for name, failure in steps:
        around.say(f"{name}：{failure or '通过'}")
    if any(failure for _, failure in steps):
        raise BadInput("自检没有全部通过，请把上面的结果发给技术人员。")
    around.say("自检全部通过。")
    return DONE
