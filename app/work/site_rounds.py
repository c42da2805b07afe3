"""Rounds of the 八有 check: begun for all sites at once, brought up to date, compared, followed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.fields import Ref, Row
from app.domain.law.deadlines import months_later
from app.domain.numerals import chinese_number
from app.domain.site_standard.judgement import RANKS, Judgement, score_of
from app.domain.site_standard.judging import COMPUTED, judged
from app.figures.site_standard import current_items, open_sites, voided_numbers
from app.storage.ledger import BroughtFile, Ledger
from app.storage.lists.columns import column_values
from app.storage.query import Query
from app.storage.refusals import Refused
from app.work.reach import Reach

MONTHS_TO_FIX = 1  # a usual time, not a rule of law; every date can be changed


@dataclass(frozen=True)
class Round:
    """One round: ``day`` is the newest day on which something was checked."""

    name: str
    day: date
    checker: str
    count: int


@dataclass(frozen=True)
class Task:
    """Something that is missing and not yet put right."""

    check: int
    site: Ref
    item: Ref
    finding: str
    responsible: str
    fix_by: date | None
    days_left: int | None  # negative when overdue


@dataclass(frozen=True)
class Shift:
    """How an item of a site moved between two rounds; None for a round that has no such check."""

    site: int
    item: int
    before: str | None
    after: str | None

    @property
    def direction(self) -> int:
        """1 better, -1 worse, 0 the same or not comparable."""
        if self.before is None or self.after is None:
            return 0
        step = RANKS[self.after] - RANKS[self.before]
        return (step > 0) - (step < 0)


def rounds(ledger: Ledger) -> list[Round]:
    """All rounds, the newest first."""
    checks_by_round: dict[str, list[tuple[str, str]]] = {}
    for _, name, day, checker in column_values(ledger, "site_checks", ("round", "checked_on", "checker")):
        checks_by_round.setdefault(name, []).append((day, checker or ""))
    all_rounds = [
        Round(name, date.fromisoformat(max(day for day, _ in rows)), max(who for _, who in rows), len(rows))
        for name, rows in checks_by_round.items()
    ]
    return sorted(all_rounds, key=lambda one: (one.day, one.name), reverse=True)


def next_round_name(ledger: Ledger, day: date) -> str:
    """A name for the next round of that year, 2022年第二轮."""
    names = {one.name for one in rounds(ledger)}
    number = 1 + sum(one.day.year == day.year for one in rounds(ledger))
    while (name := f"{day.year}年第{chinese_number(number)}轮") in names:
        number += 1
    return name


def checks_of(ledger: Ledger, name: str) -> list[Row]:
    """The checks of a round, in the register's order."""
    return ledger.rows("site_checks", ledger.ids("site_checks", Query(equals={"round": name})))


def start_round(ledger: Ledger, name: str, day: date, checker: str) -> list[int]:
    """Check every open site for every current item as of ``day``, prefilled from the ledgers, in one act.

    Items that only people can judge take over what the round before found.  What is not met gets the head
    of the site as the one responsible and a month to put it right.  Raises ``Refused`` for a name that is
    taken, and where there is no site or no item to check.
    """
    name = name.strip()
    sites, items = open_sites(ledger, day), current_items(ledger, day)
    _refuse_round(ledger, name, sites, items)
    voided, earlier = voided_numbers(ledger), _newest_by_hand(ledger)
    check_ids = []
    with ledger.act(f"开始自查“{name}”") as act:
        for site in sites:
            for item in items:
                judgement = judged(ledger.lookup, site, item, day.year, day, voided)
                values = _values(judgement, item, earlier.get((site["id"], item["id"])))
                if values["result"] != "met":
                    values["responsible"] = site.get("site_head")
                    values["fix_by"] = months_later(day, MONTHS_TO_FIX)
                about = {"round": name, "site": judgement.site, "item": judgement.item}
                check_ids.append(
                    act.add("site_checks", values | about | {"checked_on": day, "checker": checker or None})
                )
    return check_ids


def _refuse_round(ledger: Ledger, name: str, sites: Sequence[Row], items: Sequence[Row]) -> None:
    if not name:
        raise Refused("请给这一轮自查起个名称，例如 2022年第二轮。")
    if any(one.name == name for one in rounds(ledger)):
        raise Refused(f"已经有“{name}”了，请换一个名称。")
    if not sites:
        raise Refused("还没有登记联络站。请先登记联络站，再开始自查。")
    if not items:
        raise Refused("自查项目是空的。请先在“设置 → 自查项目”里登记。")


def _values(judgement: Judgement, item: Row, earlier: Row | None) -> dict[str, Any]:
    if judgement.result:
        return {"result": judgement.result, "score": judgement.score, "finding": judgement.words}
    result = earlier["result"] if earlier else "missing"
    finding = (earlier and earlier["finding"]) or judgement.words
    return {"result": result, "score": score_of(item, result), "finding": finding}


def _newest_by_hand(ledger: Ledger) -> dict[tuple[int, int], Row]:
    newest_first = rounds(ledger)
    checks = checks_of(ledger, newest_first[0].name) if newest_first else []
    return {(row["site"].id, row["item"].id): row for row in checks}


def evaluation(ledger: Ledger, check: Row, until: date | None = None) -> Judgement | None:
    """What the ledgers say to a check, as of its day or ``until``; None when its item or site is gone."""
    site = ledger.row("liaison_sites", check["site"].id or 0)
    item = ledger.row("checklist_items", check["item"].id or 0)
    if site is None or item is None:
        return None
    year = check["checked_on"].year
    last = min(until or check["checked_on"], date(year, 12, 31))
    return judged(ledger.lookup, site, item, year, max(last, check["checked_on"]), voided_numbers(ledger))


def refresh(ledger: Ledger, checks: Sequence[int]) -> list[int]:
    """Bring checks in line with the ledgers, in one act; gives the ids of those that changed.

    On the day of the check, and always for 有活动 and 有台账, result and finding are judged anew as of the
    day of the check.  Later, what was missing and has since been supplied is put down as fixed today.
    Results that people set themselves are left alone.
    """
    news = {check["id"]: _news(ledger, check) for check in ledger.rows("site_checks", checks)}
    changed = {check: values for check, values in news.items() if values}
    if changed:  # an act that writes nothing would let 撤销 take back the act before
        with ledger.act("按台账核对自查结果") as act:
            for check, values in changed.items():
                act.change("site_checks", check, values)
    return list(changed)


def reach_of_refresh(ledger: Ledger, checks: Sequence[int]) -> Reach:
    """What ``refresh`` would do to each of several checks."""
    rows = ledger.rows("site_checks", checks)
    news = {check["id"]: _news(ledger, check) for check in rows}
    by_hand = [check["id"] for check in rows if check["is_by_hand"] and not news[check["id"]]]
    same = [check["id"] for check in rows if not check["is_by_hand"] and not news[check["id"]]]
    return Reach(
        fills=tuple(check for check, values in news.items() if values and "result" not in values),
        changes=tuple(check for check, values in news.items() if "result" in values),
        leaves=(
            *((check, "由自查人认定") for check in by_hand),
            *((check, "与台账一致") for check in same),
        ),
    )


def _news(ledger: Ledger, check: Row) -> dict[str, Any]:
    then = evaluation(ledger, check)
    if then is None or not then.result:
        return {}
    computed = then.judged_by in COMPUTED
    if check["is_by_hand"] and not computed:
        return {}
    if computed or (ledger.today <= check["checked_on"] and check["result"] != "met"):
        if (check["result"], check["finding"]) != (then.result, then.words):
            return {"result": then.result, "score": then.score, "finding": then.words}
    now = evaluation(ledger, check, ledger.today)
    if now is not None and now.result == "met" and check["result"] != "met" and check["fixed_on"] is None:
        note = _joined(check["note"], f"整改后：{now.words}")
        return {"fixed_on": max(ledger.today, check["checked_on"]), "note": note}
    return {}


def _joined(note: str | None, words: str) -> str:
    return words if not note else note if words in note else f"{note}\n{words}"


def judge_by_hand(ledger: Ledger, check: int, result: str) -> None:
    """Set the result of a check; raises ``Refused`` where the records alone decide."""
    row = ledger.row("site_checks", check)
    item = ledger.row("checklist_items", row["item"].id or 0) if row else None
    if row is None or item is None:
        raise Refused("这一项自查已经不在了。")
    if item["judged_by"] in COMPUTED:
        raise Refused(f"{item['name']}由接待、活动记录自动核对，补齐记录后会自己改变。")
    with ledger.act(f"自查结果：{row['site'].name}{item['name']}") as act:
        judgement = evaluation(ledger, row)
        differs = judgement is None or judgement.result != result
        values: dict[str, Any] = {"result": result, "score": score_of(item, result), "is_by_hand": differs}
        if result != "met" and row["fix_by"] is None:
            site = ledger.row("liaison_sites", row["site"].id or 0) or {}
            values["fix_by"] = months_later(row["checked_on"], MONTHS_TO_FIX)
            values["responsible"] = row["responsible"] or site.get("site_head")
        act.change("site_checks", check, values)


def add_evidence(
    ledger: Ledger, check: int, files: Sequence[Path | BroughtFile], *, met: bool = False
) -> list[int]:
    """Keep files as evidence of a check and judge it anew, in one act; gives the ids of the files.

    ``met`` marks the item as met by this evidence, where people may say so.
    """
    row = ledger.row("site_checks", check)
    if row is None:
        raise Refused("这一项自查已经不在了。")
    with ledger.act(f"添加佐证：{row['site'].name}{row['item'].name}") as act:
        file_ids = [act.attach("site_checks", check, file, role="evidence") for file in files]
        if met:
            judge_by_hand(ledger, check, "met")
        else:
            refresh(ledger, [check])
    return file_ids


def record_fix(ledger: Ledger, check: int, fixed_on: date) -> None:
    """Put down that what was missing has been put right on a day."""
    row = ledger.row("site_checks", check)
    if row is None:
        raise Refused("这一项自查已经不在了。")
    with ledger.act(f"整改完成：{row['site'].name}{row['item'].name}") as act:
        act.change("site_checks", check, {"fixed_on": fixed_on})


def open_tasks(ledger: Ledger, checks: Sequence[Row]) -> list[Task]:
    """What of these checks still has to be put right: dated ones first, by date."""
    today = ledger.today
    tasks = [
        Task(
            row["id"], row["site"], row["item"], row["finding"] or "", row["responsible"] or "", row["fix_by"],
            (row["fix_by"] - today).days if row["fix_by"] else None,
        )
        for row in checks
        if not settled(row, today)
    ]  # fmt: skip
    return sorted(tasks, key=lambda task: (task.fix_by is None, task.fix_by or today, task.check))


def settled(check: Row, day: date) -> bool:
    """Whether a check is met, or was put right by a day."""
    return check["result"] == "met" or (check["fixed_on"] is not None and check["fixed_on"] <= day)


def compare(ledger: Ledger, before: str, after: str) -> dict[tuple[int, int], Shift]:
    """How every item of every site moved from one round to another, by (site, item)."""
    old, new = (
        {(row["site"].id, row["item"].id): row["result"] for row in checks_of(ledger, name)}
        for name in (before, after)
    )
    return {key: Shift(*key, old.get(key), new.get(key)) for key in {**old, **new}}
