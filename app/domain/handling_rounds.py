"""The rounds in which an opinion or suggestion is handled: each hand-over with its due date, reply and feedback.

A matter is handed over again when the handler sent it back (退办), when the deputy is not satisfied
(重新办理), or is answered once more when what was promised is done (代表法 art. 51; domain.md 3.8).  Each
such round is a line of its own; nothing of an earlier one is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.clocks import last_day
from app.domain.contact_codes import REPLY_CLASSES, SATISFACTION
from app.domain.fields import Context, Field
from app.domain.kinds import Choice, Day, Lines, Prose, Text

LINES = "rounds"
ROUND_COLUMNS = (
    Field("assigned_on", "交办日期", Day()),
    Field("handler", "承办单位", Text(longest=60)),
    Field("due_on", "自定期限", Day(future=True)),
    Field("due_reason", "自定期限的理由", Text()),
    Field("extended_due_on", "延期至", Day(future=True)),
    Field("extended_reason", "延期理由", Text()),
    Field("returned_on", "退办日期", Day()),
    Field("returned_reason", "退办理由", Text()),
    Field("replied_on", "答复日期", Day()),
    Field("reply_no", "答复文号", Text(longest=60)),
    Field("reply_text", "答复内容", Prose()),
    Field("reply_class", "答复类别", Choice(REPLY_CLASSES)),
    Field("feedback_on", "反馈日期", Day()),
    Field("feedback", "对结果", Choice(SATISFACTION)),
    Field("feedback_attitude", "对态度", Choice(SATISFACTION)),
)
ROUNDS = Lines(ROUND_COLUMNS)
Round = Mapping[str, Any]
Matter = Mapping[str, Any]

# The dates of a round in the order in which they follow each other.
DATES = ("assigned_on", "returned_on", "replied_on", "feedback_on")
LABELS = {field.key: field.label for field in ROUND_COLUMNS}


def rounds_of(row: Matter) -> Sequence[Round]:
    """The rounds of a matter, oldest first."""
    return row.get(LINES) or ()


def first_day(one: Round) -> date | None:
    """The day on which a round began; None while nothing of it is dated."""
    return min((one[key] for key in DATES if one.get(key)), default=None)


def begun(row: Matter, day: date) -> Iterator[tuple[int, Round]]:
    """The rounds that had begun by ``day`` with their places, newest first."""
    rounds = rounds_of(row)
    for number in range(len(rounds) - 1, -1, -1):
        first = first_day(rounds[number])
        if first is not None and first <= day:
            yield number, rounds[number]


def is_rework(row: Matter, number: int) -> bool:
    """Whether the round follows an answer: what was sent back unanswered begins anew instead."""
    return number > 0 and not rounds_of(row)[number - 1].get("returned_on")


def clock_of_round(row: Matter, number: int) -> str:
    """The clock that runs for a round: 代表法 art. 51 for the first, the office's own rule for rework."""
    if is_rework(row, number):
        return "rework"
    return "hard_reply" if row.get("is_hard") else "reply"


def clock_end(row: Matter, number: int, context: Context) -> date | None:
    """The last day of a round by its clock and the table of holidays; None before the hand-over."""
    assigned = rounds_of(row)[number].get("assigned_on")
    return last_day(clock_of_round(row, number), assigned, context) if assigned else None


def due_of(row: Matter, number: int, context: Context) -> date | None:
    """The last day for the reply of a round: what it was extended to, else her own date, else the clock's."""
    one = rounds_of(row)[number]
    own: date | None = one.get("extended_due_on") or one.get("due_on")
    return own or clock_end(row, number, context)


def known_since(row: Matter, number: int, dated: str) -> date | None:
    """From which day something of a round is known whose own date (``dated``) may be missing.

    Then the reply's day counts, for the last round else the day of conclusion; None where no day is known.
    """
    one = rounds_of(row)[number]
    day: date | None = one.get(dated) or one.get("replied_on")
    if day is None and number == len(rounds_of(row)) - 1:
        day = row.get("concluded_on") or row.get("archived_on")
    return day


def newest(row: Matter, key: str, dated: str, day: date) -> Any:
    """The value of the last round that has one by ``day``: what was answered or told last."""
    for number in range(len(rounds_of(row)) - 1, -1, -1):
        since = known_since(row, number, dated)
        if since is not None and since <= day and rounds_of(row)[number].get(key):
            return rounds_of(row)[number][key]
    return None


def is_replied(row: Matter, day: date) -> bool:
    """Whether the matter was answered by ``day`` in any round, or solved on the spot."""
    if row.get("solved_on_spot"):
        return bool(row.get("raised_on") and row["raised_on"] <= day)
    return first_reply(row, day) is not None


def first_reply(row: Matter, day: date) -> int | None:
    """The place of the earliest round that was answered by ``day``."""
    answered = [
        (one["replied_on"], number)
        for number, one in enumerate(rounds_of(row))
        if one.get("replied_on") and one["replied_on"] <= day
    ]
    return min(answered)[1] if answered else None


def in_words(one: Round) -> str:
    """A round in one line, as it is printed: 2025.03.01交办，2025.04.10答复（B类），2025.04.20反馈不满意."""
    reply = f"（{one['reply_class']}类）" if one.get("reply_class") else ""
    feedback = SATISFACTION.label(one["feedback"]) if one.get("feedback") else ""
    verbs = {
        "assigned_on": "交办",
        "returned_on": "退办",
        "replied_on": f"答复{reply}",
        "feedback_on": f"反馈{feedback}",
    }
    parts = [f"{one[key]:%Y.%m.%d}{words}" for key, words in verbs.items() if one.get(key)]
    if not one.get("replied_on") and reply:
        parts.append(f"答复{reply}")
    if not one.get("feedback_on") and feedback:
        parts.append(f"反馈{feedback}")
    return "，".join(parts)
