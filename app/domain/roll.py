"""The roll of a meeting: how many were due, present, on leave, absent, and the sentence that the chair reads out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.law.citations import citation
from app.domain.law.quorum import is_quorate, quorum
from app.domain.session_codes import CAME

UNAPPROVED = 2  # sessions missed without approval that may end a mandate (代表法 art. 62)


@dataclass(frozen=True)
class RollCount:
    """How many deputies of a meeting stand in which state.

    ``due``: all in office that day, N, suspended ones included (settled 43).  ``unmarked``: of whom nothing is
    said yet.
    """

    due: int = 0
    present: int = 0
    on_leave: int = 0
    absent: int = 0
    suspended: int = 0

    @property
    def unmarked(self) -> int:
        """How many of those due nobody has looked for yet."""
        return self.due - self.present - self.on_leave - self.absent - self.suspended

    @property
    def quorum(self) -> int:
        """How many must be present."""
        return quorum(self.due)

    @property
    def is_quorate(self) -> bool:
        """Whether the meeting can be held."""
        return is_quorate(self.present, self.due)

    def sentence(self, *, of_all: bool = True) -> str:
        """For the chair to read out; ``of_all``: it is a meeting of all deputies, which needs a quorum."""
        parts = [f"应到代表 {self.due} 名", f"实到 {self.present} 名"]
        for count, word in (
            (self.on_leave, "请假"),
            (self.absent, "缺席"),
            (self.suspended, "暂停执行代表职务"),
        ):
            if count:
                parts.append(f"{word} {count} 名")
        if of_all:
            parts.append("符合法定人数" if self.is_quorate else f"未达到法定人数 {self.quorum} 名，不能开会")
        return "，".join(parts) + "。"

    def without_suspended(self) -> str:
        """A note where the quorum would be there without those suspended; else empty (settled 43)."""
        active = self.due - self.suspended
        if self.is_quorate or not is_quorate(self.present, active):
            return ""
        return (
            f"不计暂停执行职务的 {self.suspended} 名，应到 {active} 名，符合法定人数（{quorum(active)} 名）。"
        )


def count_roll(states: Iterable[str | None], due: int | None = None) -> RollCount:
    """The count of the states of one meeting; ``due``: how many must come, all listed unless told otherwise."""
    counts = Counter(states)
    return RollCount(
        due=counts.total() if due is None else due,
        present=sum(counts[state] for state in CAME),
        on_leave=counts["on_leave"],
        absent=counts["absent"],
        suspended=counts["suspended"],
    )


def missed_whole(states: Iterable[str | None]) -> bool:
    """Whether somebody missed a session without approval: absent from every one of its meetings of all deputies.

    A leave that was approved for a part of it, or an hour of presence, is no absence from the session; how half
    of one counts is local and not counted here (domain.md 1.7).  Meetings at which the deputy was suspended
    could not be attended and say nothing.
    """
    listed = [state for state in states if state != "suspended"]
    return bool(listed) and all(state == "absent" for state in listed)


def warning_of_absences(sessions_missed: int, on: date) -> str:
    """What is said of somebody who missed that many sessions of the term without approval; empty for nobody.

    It never ends a mandate by itself: the credentials committee reports, the congress announces.
    """
    if not sessions_missed:
        return ""
    if sessions_missed < UNAPPROVED:
        return f"未经批准缺席本届会议 {sessions_missed} 次；满 {UNAPPROVED} 次的，依{citation('termination', on)}处理。"
    return (
        f"未经批准两次不出席本级人民代表大会会议（已 {sessions_missed} 次），依{citation('termination', on)}，"
        "请代表资格审查委员会核实并报告。"
    )
