"""The cross-checks in their order, and all of them over one year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.registers.archival_items import KEY as ARCHIVAL_ITEMS
from app.figures.performance_acts import KEY as PERFORMANCE_RECORDS
from app.figures.source import Source
from app.storage.ledger import Ledger
from app.yearend.cross_checks import matters, meetings, records
from app.yearend.cross_checks.contradiction import Contradiction, CrossCheck, Scene

# Of domain.md 4.5 the sixth needs no look: no ledger keeps two reports of a deputy on one day, and the coverage
# counts persons.  The tenth, figures that differ from the printed report, is told beside the snapshot.
CHECKS = (
    CrossCheck(
        "人代会出席",
        "实到、请假、缺席之和是当日在任人数，达到法定人数",
        meetings.roll_calls,
        (meetings.MEETINGS,),
    ),
    CrossCheck("表决和选举", "票数对得上", meetings.ballots, meetings.BALLOTS),
    CrossCheck(
        "接待", "接待安排、接待登记和群众意见对得上", matters.receptions, (matters.RECEPTIONS, matters.DUTIES)
    ),
    CrossCheck("意见建议件数", "收到 = 已办结 + 未办结 + 不再办理", matters.balance, (matters.MATTERS,)),
    CrossCheck("答复和反馈", "先有答复，后有反馈和办结", matters.answers, (matters.MATTERS,)),
    CrossCheck(
        "履职登记", "自动生成的与来源一致，不在任的没有计入", records.performance, (PERFORMANCE_RECORDS,)
    ),
    CrossCheck(
        "经费和设备", "结转加收入减支出等于结余，买的设备有登记", records.money, (records.FUND_ENTRIES,)
    ),
    CrossCheck("八有", "有活动、有台账按记录判定", records.sites, (records.CHECKS,)),
    CrossCheck("归档", "归档文件有档号、日期、页数，件号连续", records.archive, (ARCHIVAL_ITEMS,)),
)
Progress = Callable[[int, int], object]


class Outcome(NamedTuple):
    """A check and what it found; nothing where everything agrees, or where the year has no record of it."""

    check: CrossCheck
    contradictions: Sequence[Contradiction]
    is_of_nothing: bool


def cross_checks(
    ledger: Ledger, year: int, until: date | None = None, progress: Progress = lambda done, of: None
) -> list[Outcome]:
    """What each check finds in a year up to a day; ``progress`` is told before each, what it raises ends the look."""
    scene = Scene(ledger, Source(ledger, year, until))
    outcomes = []
    for number, check in enumerate(CHECKS):
        progress(number, len(CHECKS))
        with ledger.busy:
            outcomes.append(Outcome(check, check.look(scene), check.is_of_nothing(scene)))
    return outcomes
