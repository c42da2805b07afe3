"""The steps of one session (domain.md 2.1): what belongs to each, by when, and which are done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.clocks import latest_day
from app.domain.fields import Context, Row
from app.domain.law.reception_calendar import latest_posting
from app.domain.numerals import chinese_number
from app.domain.session_codes import MEETING_KINDS, SESSION_PAPERS

USUAL_NOTICE = 7  # days before a session, where the office has no rule of its own (广东 1995, 浙江 2016)


@dataclass(frozen=True)
class Step:
    """A step in the order of the session.

    ``day``: the field of the session that holds the day on which it was done.  ``meeting``: the kind of meeting
    that it is, and which one of that kind, -1 for the last.  ``papers``: the papers that belong to it.
    """

    label: str
    day: str = ""
    meeting: tuple[str, int] | None = None
    papers: tuple[str, ...] = ()


# 镇人大主席团 of most towns: 浙江, 山东 and the samples of domain.md 2.1 agree on this order.
STEPS: tuple[Step, ...] = (
    Step("主席团决定召开", day="decided_on", papers=("credentials_report",)),
    Step(
        "发出会议通知", day="notified_on", papers=("notice", "agenda", "schedule", "booklet", "sign_in_sheet")
    ),
    Step("预备会议", meeting=("preparatory", 1)),
    Step("主席团第一次会议", meeting=("presidium", 1)),
    Step("第一次全体会议", meeting=("plenary", 1)),
    Step("代表团（分组）审议", meeting=("delegation", 1)),
    Step("主席团第二次会议", meeting=("presidium", 2)),
    Step("选举、表决", meeting=("plenary", -1)),
    Step("会后", papers=("resolution", "announcement", "minutes", "attendance_summary")),
)
_ROUND = ("presidium", "plenary", "delegation", "group")
# The four days in the life of a paper, in their order.
PAPER_DAYS = (
    ("made_on", "已拟稿"),
    ("printed_on", "已印发"),
    ("signed_on", "已签字"),
    ("filed_on", "已归档"),
)


@dataclass(frozen=True)
class StepState:
    """How a step stands: ``done_on`` None while it waits; ``due_on`` the last day where there is one.

    ``paper_rows``: the kept papers of the step, the last edition of each kind.
    """

    step: Step
    done_on: date | None
    due_on: date | None
    paper_rows: Mapping[str, Row]

    @property
    def is_done(self) -> bool:
        """Whether it is behind; a step of papers alone is, once each that was made is filed."""
        if self.step.day or self.step.meeting:
            return self.done_on is not None
        return bool(self.paper_rows) and all(row.get("filed_on") for row in self.paper_rows.values())


def latest_notice(opened_on: date, context: Context) -> date:
    """The last day on which the notice of a session goes out: the office's rule, else seven days before."""
    return latest_day("session_notice", opened_on, context) or latest_posting(opened_on, USUAL_NOTICE)


def states_of(
    session: Row, meetings: Sequence[Row], papers: Iterable[Row], context: Context
) -> list[StepState]:
    """Every step with the day it was done by ``context.today``."""
    kept = {row["kind"]: row for row in sorted(papers, key=lambda row: row.get("edition") or 0)}
    return [
        StepState(
            step,
            _done_on(step, session, meetings, context.today),
            latest_notice(session["opened_on"], context) if step.day == "notified_on" else None,
            {kind: kept[kind] for kind in step.papers if kind in kept},
        )
        for step in STEPS
    ]


def _done_on(step: Step, session: Row, meetings: Sequence[Row], today: date) -> date | None:
    if step.day:
        day: date | None = session.get(step.day)
        return day if day and day <= today else None
    held = _meeting_of(step, meetings)
    return held["held_on"] if held and held["held_on"] <= today else None


def _meeting_of(step: Step, meetings: Sequence[Row]) -> Row | None:
    """The meeting that a step is; the last plenary is a step of its own only where there are two."""
    if step.meeting is None:
        return None
    kind, which = step.meeting
    kinds = ("delegation", "group") if kind == "delegation" else (kind,)
    own = [meeting for meeting in meetings if meeting["kind"] in kinds]
    if which < 0:
        return own[-1] if len(own) > 1 else None
    return own[which - 1] if len(own) >= which else None


def place_in_course(meeting: Mapping[str, Any]) -> tuple[int, int]:
    """Where a meeting stands among those of which no hour tells the order, for sorting.

    The preparatory meeting, then round by round 主席团, 全体, 代表团 (domain.md 2.1): the first presidium meeting
    before the first plenary, the second after the deliberation.  One without a number is the first of its kind.
    """
    if meeting["kind"] == "preparatory":
        return 0, 0
    return meeting.get("ordinal") or 1, _ROUND.index(meeting["kind"])


def congress_name(town: str, term_ordinal: int | None, ordinal: int | None) -> str:
    """迳口镇第十六届人民代表大会第五次会议; what is not known is left out."""
    term = f"第{chinese_number(term_ordinal)}届" if term_ordinal else ""
    session = f"第{chinese_number(ordinal)}次会议" if ordinal else "会议"
    return f"{town}{term}人民代表大会{session}"


def meeting_name(meeting: Mapping[str, Any]) -> str:
    """第一次全体会议, 主席团第二次会议, 圩镇片代表团会议, 预备会议."""
    kind = meeting["kind"]
    label, body = MEETING_KINDS.label(kind), meeting.get("delegation")
    number = f"第{chinese_number(meeting['ordinal'])}次" if meeting.get("ordinal") else ""
    if kind == "presidium":
        return f"主席团{number}会议"
    if kind in ("delegation", "group") and body:
        return f"{body}{number}会议"
    return label if kind == "preparatory" else f"{number}{label}"


def paper_label(kind: str, edition: int | None) -> str:
    """What a kept paper is called: 会议议程（第 2 版）."""
    return SESSION_PAPERS.label(kind) + (f"（第 {edition} 版）" if (edition or 1) > 1 else "")
