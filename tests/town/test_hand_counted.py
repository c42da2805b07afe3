"""Small stories counted by hand from the rules: what each matter is on a day, and what the figures say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.town.events import Event
from tests.town.town import Ledger

Line = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """Matters, and what was counted by hand: due dates, states on a day, figures at a cut-off.

    A figure is a number, None where there is no data, or (numerator, denominator).
    """

    name: str
    matters: dict[str, Line]
    due: dict[str, str | None] = field(default_factory=dict)
    states: dict[tuple[str, str], str] = field(default_factory=dict)
    days_left: dict[tuple[str, str], int | None] = field(default_factory=dict)
    figures: dict[tuple[str, str], Any] = field(default_factory=dict)


def opinion(raised_on: str, *rounds: Line, **more: Any) -> Line:
    """A matter heard at a reception."""
    return {"class": "群众意见", "source": "接待", "raised_on": raised_on, "rounds": list(rounds)} | more


def handed(day: str, **more: str) -> Line:
    return {"assigned_on": day, "handler": "党政办"} | more


def left(kind: str, day: str, **more: str) -> Line:
    return {"exit_kind": kind, "exit_on": day, "exit_reason": "说明"} | more


ANSWERED_TWICE = opinion(
    "2024-03-01",
    handed(
        "2024-03-04", replied_on="2024-04-10", reply_class="B", feedback_on="2024-04-20", feedback="不满意"
    ),
    handed("2024-04-25", replied_on="2024-05-20", reply_class="A", feedback_on="2024-05-28", feedback="满意"),
    concluded_on="2024-06-03",
)
RETURNED = opinion(
    "2024-02-26",
    handed("2024-03-01", returned_on="2024-03-08", returned_reason="不属本单位"),
    handed("2024-03-15"),
)

STORIES = [
    Story(
        "the last day of February",
        {
            "leap": opinion("2023-11-28", handed("2023-11-30")),
            "common": opinion("2024-11-28", handed("2024-11-30")),
            "hard": opinion("2024-08-28", handed("2024-08-31"), is_hard=True),
        },
        due={"leap": "2024-02-29", "common": "2025-02-28", "hard": "2025-02-28"},
        days_left={("leap", "2024-02-28"): 1, ("common", "2025-02-28"): 0, ("hard", "2025-03-01"): -1},
    ),
    Story(
        "an end on a rest day",
        {
            "national day": opinion("2024-07-01", handed("2024-07-01")),
            "a Saturday of work": opinion("2024-11-08", handed("2024-11-08")),
            "spring festival": opinion("2024-10-28", handed("2024-10-28")),
            "a weekend before a holiday": opinion("2024-03-08", handed("2024-03-08")),
            "her own date is not moved": opinion(
                "2024-03-08", handed("2024-03-08", due_on="2024-06-08", due_reason="约定")
            ),
            "nobody wrote the hand-over": opinion(
                "2024-03-08", {"replied_on": "2024-04-01", "reply_class": "A"}
            ),
        },
        due={
            "national day": "2024-10-08",
            "a Saturday of work": "2025-02-08",
            "spring festival": "2025-02-05",
            "a weekend before a holiday": "2024-06-11",
            "her own date is not moved": "2024-06-08",
            "nobody wrote the hand-over": None,
        },
        states={
            ("nobody wrote the hand-over", "2024-03-31"): "已收集",
            ("nobody wrote the hand-over", "2024-04-01"): "已答复",
        },
    ),
    Story(
        "a second round after a dissatisfied answer: class B, then A",
        {"it": ANSWERED_TWICE},
        due={"it": "2024-05-27"},
        states={
            ("it", "2024-03-03"): "已收集",
            ("it", "2024-03-04"): "已交办",
            ("it", "2024-04-10"): "已答复",
            ("it", "2024-04-20"): "已反馈",
            ("it", "2024-04-25"): "重新办理",
            ("it", "2024-05-20"): "已答复",
            ("it", "2024-05-28"): "已反馈",
            ("it", "2024-06-03"): "已办结",
        },
        days_left={("it", "2024-05-01"): 26, ("it", "2024-05-20"): None},
        figures={
            ("2024-04-09", "opinions.replied"): 0,
            ("2024-05-01", "opinions.replied"): 1,
            ("2024-05-01", "opinions.class_a_rate"): (0, 1),
            ("2024-05-20", "opinions.class_a_rate"): (1, 1),
            ("2024-04-19", "satisfaction.rate"): None,
            ("2024-05-27", "satisfaction.rate"): (0, 1),
            ("2024-05-28", "satisfaction.rate"): (1, 1),
            ("2024-06-02", "opinions.conclusion_rate"): (0, 1),
            ("2024-06-03", "opinions.conclusion_rate"): (1, 1),
            ("2024-06-03", "opinions.on_time_rate"): None,  # answered 10 April, due 4 June: not yet due
            ("2024-06-04", "opinions.on_time_rate"): (1, 1),
        },
    ),
    Story(
        "sent back, and handed over again with a whole clock",
        {"it": RETURNED},
        due={"it": "2024-06-17"},
        states={
            ("it", "2024-03-07"): "已交办",
            ("it", "2024-03-08"): "退办",
            ("it", "2024-03-14"): "退办",
            ("it", "2024-03-15"): "已交办",
        },
        days_left={("it", "2024-03-10"): None, ("it", "2024-03-20"): 89},
        figures={
            ("2024-06-16", "opinions.on_time_rate"): None,
            ("2024-06-17", "opinions.on_time_rate"): (0, 1),
        },
    ),
    Story(
        "every exit leaves the base on its day",
        {
            "stays": opinion("2024-05-06", handed("2024-05-08", replied_on="2024-05-20", reply_class="A")),
            "withdrawn": opinion("2024-05-06", **left("撤回", "2024-06-01")),
            "rejected": opinion("2024-05-06", **left("不予受理", "2024-06-02")),
            "referred": opinion("2024-05-06", handed("2024-05-08"), **left("转送上级", "2024-06-03")),
            "merged": opinion("2024-05-06", **left("并案", "2024-06-04", merged_into="@stays")),
        },
        states={
            ("withdrawn", "2024-05-31"): "已收集",
            ("withdrawn", "2024-06-01"): "撤回",
            ("merged", "2024-06-04"): "并案",
        },
        days_left={("referred", "2024-06-02"): 67, ("referred", "2024-06-03"): None},
        figures={
            ("2024-05-31", "opinions.received"): 5,
            ("2024-05-31", "opinions.open"): 5,
            ("2024-05-31", "opinions.reply_rate"): (1, 5),
            ("2024-06-02", "opinions.reply_rate"): (1, 3),
            ("2024-06-04", "opinions.received"): 5,
            ("2024-06-04", "opinions.open"): 1,
            ("2024-06-04", "opinions.reply_rate"): (1, 1),
        },
    ),
    Story(
        "carried over into the next year",
        {
            "open at New Year": opinion("2024-11-01", concluded_on="2025-01-01"),
            "concluded on the last day": opinion("2024-11-01", concluded_on="2024-12-31"),
            "out on the last day": opinion("2024-11-01", **left("撤回", "2024-12-31")),
            "out on the first day": opinion("2024-11-01", **left("撤回", "2025-01-01")),
            "raised on the first day": opinion("2025-01-01"),
            "two years old": opinion("2023-11-01"),
        },
        figures={
            ("2025-12-31", "opinions.carried_over"): 3,
            ("2024-12-31", "opinions.carried_over"): 1,
            ("2025-12-31", "opinions.received"): 1,
        },
    ),
    Story(
        "sent upward, and answered from there",
        {
            "answered": opinion(
                "2024-05-06",
                **left("转送上级", "2024-06-03", referred_to="市交通局"),
                referred_answered_on="2024-08-01",
                referred_answer="已列入计划",
            ),
            "silent": opinion("2024-05-06", **left("转送上级", "2024-07-01", referred_to="市水利局")),
            "answered next year": opinion(
                "2024-11-06",
                **left("转送上级", "2024-12-02", referred_to="市教育局"),
                referred_answered_on="2025-01-02",
                referred_answer="已办",
            ),
            "stays": opinion("2024-05-06"),
        },
        states={("answered", "2024-06-02"): "已收集", ("answered", "2024-09-01"): "转送上级"},
        figures={
            ("2024-06-02", "opinions.referred"): 0,
            ("2024-06-02", "opinions.referred_answered"): None,
            ("2024-07-31", "opinions.referred_answered"): (0, 2),
            ("2024-08-01", "opinions.referred_answered"): (1, 2),
            ("2024-12-31", "opinions.referred_answered"): (1, 3),
            ("2024-12-31", "opinions.replied"): 0,
            ("2024-12-31", "opinions.reply_rate"): (0, 1),
            ("2025-12-31", "opinions.referred"): 0,
        },
    ),
    Story(
        "an empty base is no zero",
        {"it": opinion("2024-05-06", **left("不予受理", "2024-05-07"))},
        figures={
            ("2024-12-31", "opinions.received"): 1,
            ("2024-12-31", "opinions.reply_rate"): None,
            ("2024-12-31", "opinions.conclusion_rate"): None,
            ("2024-12-31", "opinions.met_rate"): None,
            ("2024-12-31", "opinions.class_a_rate"): None,
            ("2024-12-31", "satisfaction.rate"): None,
            ("2024-12-31", "suggestions.reply_rate"): None,
        },
    ),
    Story(
        "solved on the spot",
        {"it": opinion("2024-05-06", solved_on_spot=True), "other": opinion("2024-05-06")},
        states={("it", "2024-05-06"): "已办结"},
        figures={
            ("2024-05-06", "opinions.replied"): 1,
            ("2024-05-06", "opinions.conclusion_rate"): (1, 2),
            ("2024-12-31", "opinions.on_time_rate"): None,
            ("2024-12-31", "opinions.late"): 0,
        },
    ),
    Story(
        "in time and late",
        {
            "on the last day": opinion("2024-03-04", handed("2024-03-04", replied_on="2024-06-04")),
            "a day late": opinion("2024-03-04", handed("2024-03-04", replied_on="2024-06-05")),
            "late by her own date": opinion(
                "2024-03-04",
                handed("2024-03-04", due_on="2024-04-01", due_reason="约定", replied_on="2024-04-02"),
            ),
            "extended": opinion(
                "2024-03-04",
                handed(
                    "2024-03-04",
                    extended_due_on="2024-09-04",
                    extended_reason="复杂",
                    replied_on="2024-08-01",
                ),
            ),
        },
        due={"extended": "2024-09-04", "late by her own date": "2024-04-01"},
        figures={
            ("2024-06-03", "opinions.on_time_rate"): (0, 1),
            ("2024-06-03", "opinions.late"): 1,
            ("2024-06-05", "opinions.on_time_rate"): (1, 3),
            ("2024-06-05", "opinions.late"): 2,
            ("2024-09-03", "opinions.on_time_rate"): (1, 3),
            ("2024-09-04", "opinions.on_time_rate"): (2, 4),
        },
    ),
    Story(
        "met in person, among those handed over",
        {
            "met": opinion(
                "2024-05-06", handed("2024-05-08"), contacts=[{"on": "2024-05-10", "way": "走访"}]
            ),
            "called": opinion(
                "2024-05-06", handed("2024-05-08"), contacts=[{"on": "2024-05-10", "way": "电话"}]
            ),
            "met before any hand-over": opinion("2024-05-06", contacts=[{"on": "2024-05-10", "way": "面谈"}]),
        },
        figures={
            ("2024-05-07", "opinions.met_rate"): None,
            ("2024-05-09", "opinions.met_rate"): None,
            ("2024-05-10", "opinions.met_rate"): (1, 2),
        },
    ),
    Story(
        "feedback without a day, and a round that has none",
        {
            "from the reply": opinion(
                "2024-05-06", handed("2024-05-08", replied_on="2024-05-20", feedback="基本满意")
            ),
            "the last that has one": opinion(
                "2024-05-06",
                handed(
                    "2024-05-08",
                    replied_on="2024-05-20",
                    reply_class="A",
                    feedback_on="2024-05-21",
                    feedback="不满意",
                ),
                handed("2024-05-27"),
            ),
        },
        states={("the last that has one", "2024-05-27"): "重新办理"},
        due={"the last that has one": "2024-06-27"},
        figures={
            ("2024-05-19", "satisfaction.rate"): None,
            ("2024-05-20", "satisfaction.rate"): (1, 1),
            ("2024-12-31", "satisfaction.rate"): (1, 2),
            ("2024-12-31", "satisfaction.strict_rate"): (0, 2),
            ("2024-12-31", "opinions.class_a_rate"): (1, 2),
        },
    ),
    Story(
        "which figure a matter belongs to",
        {
            "heard": opinion("2024-05-06"),
            "written in": opinion("2024-05-06", source="来信来电"),
            "by a deputy": opinion("2024-05-06", **{"class": "代表建议", "source": "闭会期间"}),
            "a motion": opinion("2024-05-06", **{"class": "议案转建议", "source": "会议期间"}),
        },
        figures={
            ("2024-12-31", "opinions.received"): 1,
            ("2024-12-31", "opinions.other_channels"): 1,
            ("2024-12-31", "suggestions.received"): 2,
            ("2024-12-31", "all.received"): 3,
        },
    ),
    Story(
        "days left belong to the round of that day",
        {"it": ANSWERED_TWICE},
        days_left={("it", "2024-03-04"): 92},
    ),
    Story(
        "concluded without an answer",
        {"it": opinion("2024-03-04", handed("2024-03-04"), concluded_on="2024-05-01")},
        figures={
            ("2024-12-31", "opinions.replied"): 0,
            ("2024-12-31", "opinions.on_time_rate"): (0, 1),
            ("2024-12-31", "opinions.late"): 1,
        },
    ),
]


def enter(ledger: Ledger, story: Story) -> None:
    for name, row in story.matters.items():
        row = {key: value for key, value in row.items() if value not in (None, [])}
        ledger.enter([Event("add", "suggestions", name, row | {"title": name, "content": name})])


def apart(ledger: Ledger, story: Story) -> list[str]:
    """What the ledger answers otherwise than the story."""
    days = sorted({day for _, day in (*story.states, *story.days_left)} | {"2027-01-01"})
    listed = {
        (row["title"], day): row
        for day in days
        for row in ledger.rows("suggestions", date.fromisoformat(day))
    }
    wanted = [(f"{name} due", due, listed[name, "2027-01-01"]["due_on"]) for name, due in story.due.items()]
    wanted += [(f"{place} state", state, listed[place]["status"]) for place, state in story.states.items()]
    wanted += [
        (f"{place} left", left_, listed[place]["days_left"]) for place, left_ in story.days_left.items()
    ]
    for day in sorted({day for day, _ in story.figures}):
        figures = ledger.figures(date.fromisoformat(day))
        wanted += [
            (f"{day} {key}", value, answer_like(value, figures[key]))
            for (until, key), value in story.figures.items()
            if until == day
        ]
    return [f"{what}: by hand {mine}, program {theirs}" for what, mine, theirs in wanted if mine != theirs]


def answer_like(wanted: Any, figure: Line) -> Any:
    return (figure["numerator"], figure["denominator"]) if isinstance(wanted, tuple) else figure["value"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story(story: Story, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "town")
    enter(ledger, story)
    assert apart(ledger, story) == []
