"""Cross-checks of performance records, money and equipment, sites, and archive items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.domain.contact_codes import FUNDS, RESULTS
from app.domain.fields import Row
from app.domain.kinds import Money
from app.domain.registers import BY_KEY
from app.domain.site_standard.judgement import RANKS
from app.domain.site_standard.judging import COMPUTED, judged
from app.figures.performance_acts import KEY as RECORDS
from app.figures.performance_acts import acts_between
from app.figures.site_standard import voided_numbers
from app.storage.checks.derived_rows import out_of_step
from app.storage.query import Query
from app.yearend.cross_checks.contradiction import Contradiction, Scene
from app.yearend.readiness import item_gaps

FUND_ENTRIES, EQUIPMENT, CHECKS = "fund_entries", "site_equipment", "site_checks"
BOUGHT = "设备"  # in the category of an expense
# What a station has (domain.md, 有设备), as the summary of an expense under another category names it.
_THINGS = re.compile(
    "电脑|计算机|打印机|复印机|一体机|扫描仪|投影|空调|照相机|摄像|电视|音响|话筒|办公桌|桌椅|[件案]柜|沙发|饮水机|意见箱"
)
_BUYING, _UPKEEP = (
    re.compile("[购买添置配]"),
    re.compile("修|保养|租|耗材|墨|硒鼓|粉|纸|线|配件|清洗|移机|安装"),
)


def performance(scene: Scene) -> list[Contradiction]:
    """What follows from other ledgers is there as they say, and nobody acts out of office (domain.md 4.5, 5)."""
    contradictions = []
    sources: dict[str, list[int]] = defaultdict(list)
    for key, row in out_of_step(scene.ledger):
        sources[key].append(row)
    for key, rows in sources.items():
        words = (
            f"{BY_KEY[key].label}里有 {len(rows)} 条与由它生成的履职登记不一致，请在“资料核对”里重新生成。"
        )
        contradictions.append(Contradiction(words, key, tuple(rows)))
    acts = acts_between(scene.source, date(scene.year, 1, 1), scene.last)
    for left_out, words in (
        (acts.barred, "当天代表不在任或暂停执行职务"),
        (acts.doubled, "同一天、同一类已由其他台账自动生成"),
    ):
        if left_out:
            sentence = f"有 {len(left_out)} 条履职登记，{words}，没有计入。"
            contradictions.append(Contradiction(sentence, RECORDS, tuple(act.row for act in left_out)))
    return contradictions


def money(scene: Scene) -> list[Contradiction]:
    """Opening and income less expense is what is left, and what was bought is listed (domain.md 4.5, 7)."""
    return [*_funds(scene), *_purchases(scene)]


def _funds(scene: Scene) -> Iterator[Contradiction]:
    names = ("fund", "occurred_on", "income", "expense")
    entries = [
        (row, fund, day, (income or 0) - (expense or 0))
        for row, fund, day, income, expense in scene.source.columns(FUND_ENTRIES, names, all_years=True)
        if day <= scene.last.isoformat()
    ]
    for fund in dict.fromkeys(fund for _, fund, *_ in entries):
        of_fund = sorted((day, row, amount) for row, of, day, amount in entries if of == fund)
        of_year = [row for day, row, _ in of_fund if day >= f"{scene.year:04d}"]
        left = sum(amount for *_, amount in of_fund)
        if not of_year:
            continue
        last = scene.ledger.row(FUND_ENTRIES, of_year[-1])
        shown = [row["balance"] for row in scene.ledger.rows(FUND_ENTRIES, of_year)]
        label, amount = FUNDS.label(fund), Money().to_text(left)
        if left < 0:
            yield Contradiction(f"{label}结余 {amount} 元，支出多于收入。", FUND_ENTRIES, tuple(of_year))
        elif last is not None and left not in shown:
            words = f"{label}：上年结转加收入减支出是 {amount} 元，台账上的结余不是这个数。"
            yield Contradiction(words, FUND_ENTRIES, tuple(of_year))


def _purchases(scene: Scene) -> Iterator[Contradiction]:
    """An expense for equipment that no line of the list bears out.

    A line bears out one expense of its amount and year; what is left, all that was spent in its month: one
    voucher may be for several things, and one thing be paid in parts.
    """
    listed = scene.ledger.rows(EQUIPMENT, scene.ledger.ids(EQUIPMENT))
    spent = [
        (row, day, expense)
        for row, day, expense, category, summary in scene.source.columns(
            FUND_ENTRIES, ("occurred_on", "expense", "category", "summary")
        )
        if expense and _is_purchase(category or "", summary or "") and day <= scene.last.isoformat()
    ]
    unproved = []
    for row, day, expense in spent:
        same = [one for one in listed if one.get("amount") == expense and _bought_in(one, day[:4])]
        if same:
            listed.remove(same[0])
        else:
            unproved.append((row, day))
    missing = [
        row for row, day in unproved if not any(_bought_in(one, day[:7], of_month=True) for one in listed)
    ]
    if missing:
        words = f"有 {len(missing)} 笔设备支出，设备台账里没有金额或购置月份相同的一条。"
        yield Contradiction(words, FUND_ENTRIES, tuple(missing))


def _is_purchase(category: str, summary: str) -> bool:
    """Whether an expense is for equipment: by its category, or by what it says was bought under another one."""
    says_so = _BUYING.search(summary) and _THINGS.search(summary) and not _UPKEEP.search(summary)
    return BOUGHT in category or bool(says_so)


def _bought_in(equipment: Row, period: str, *, of_month: bool = False) -> bool:
    """Whether a thing was bought in a year or month; of whose day nothing is known may be of any year."""
    bought = equipment.get("bought_on")
    return not of_month if bought is None else bool(bought.iso.startswith(period))


def sites(scene: Scene) -> list[Contradiction]:
    """有活动 and 有台账 are what the records show, not a tick (domain.md 4.5, 8)."""
    ledger = scene.ledger
    items = ledger.rows("checklist_items", ledger.ids("checklist_items"))
    computed = {item["id"]: item for item in items if item["judged_by"] in COMPUTED}
    voided, contradictions = voided_numbers(ledger), []
    for row in ledger.rows(CHECKS, ledger.ids(CHECKS, Query(year=scene.year))):
        item, day = computed.get(row["item"].id), row["checked_on"]
        site = ledger.row("liaison_sites", row["site"].id) if row["site"].id else None
        if item is None or site is None or row.get("is_by_hand") or day > scene.last:
            continue
        result = judged(ledger.lookup, site, item, day.year, day, voided).result
        if RANKS[row["result"]] > RANKS[result]:
            words = f"{site['name']}“{item['name']}”{row['round']}自查为{RESULTS.label(row['result'])}，按记录是{RESULTS.label(result)}。"
            contradictions.append(Contradiction(words, CHECKS, (row["id"],)))
    return contradictions


def archive(scene: Scene) -> list[Contradiction]:
    """Every item has pages, a period and a 档号 of its own, without gaps (domain.md 4.5, 9)."""
    return [
        Contradiction(gap.sentence, gap.register, gap.rows) for gap in item_gaps(scene.ledger, scene.year)
    ]
