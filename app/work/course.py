"""The course of opinions and suggestions: steps forward and back, one undoable act each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.clocks import clock_on, has_holidays
from app.domain.contact_codes import CLOCK_UNITS, CLOCKS
from app.domain.course_steps import Step, advanced, taken_back
from app.domain.fields import Context, Ref, Row
from app.domain.handling_rounds import clock_end, clock_of_round, rounds_of
from app.domain.numerals import chinese_number
from app.domain.registers.round_rules import DISSATISFIED
from app.domain.registers.suggestions import SUGGESTIONS, matter_of
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from app.work.reach import Reach

KEY = "suggestions"
LONGEST_NAME = 24  # characters of a matter in the name of an act
ACT_NAMES = {
    "sorted": "登记梳理",
    "assigned": "交办",
    "in_progress": "登记开始办理",
    "replied": "登记答复",
    "answered_again": "登记再次答复",
    "feedback_received": "登记反馈",
    "reworking": "重新交办",
    "concluded": "办结",
    "archived": "归档",
    "returned": "登记退办",
    "merged": "并案",
    "withdrawn": "登记撤回",
    "rejected": "登记不予受理",
    "referred": "转送上级",
}


def take_step(ledger: Ledger, row_id: int, step: Step) -> str:
    """Take one step of the course; gives the name of the act.

    Raises ``Refused`` with a plain sentence when the step does not follow, lies in the future, or a rule
    says no; nothing is kept then.
    """
    row = known_row(ledger, row_id)
    refuse_future(ledger, step.on)
    name = f"{ACT_NAMES[step.step]}：{matter_name(row)}"
    with ledger.act(name) as act:
        change = _judged(row, step)
        _refuse_wrong(ledger, {**row, **change}, concluding=step.step == "concluded")
        act.change(KEY, row_id, change)
    return name


@dataclass(frozen=True)
class HandOver:
    """To whom and when; ``handler`` None leaves each with the handler it has."""

    handler: Ref | None
    on: date
    co_handlers: Sequence[Ref] = ()
    who: str | None = None
    is_hard: bool | None = None
    why: str | None = None

    def values(self) -> dict[str, Any]:
        """What is to be put into a matter."""
        values: dict[str, Any] = {
            "assigned_by": self.who,
            "is_hard": self.is_hard,
            "lead_handler": self.handler,
            "co_handlers": tuple(self.co_handlers) or None,
        }
        return {key: value for key, value in values.items() if value is not None}


def hand_over(ledger: Ledger, ids: Sequence[int], order: HandOver) -> str:
    """Hand over many items in one act; gives its name.

    Of several at once only what is blank is filled, and those that cannot be handed over stay as they are:
    ``reach_of_hand_over`` tells which.  Raises ``Refused`` with the reason when none can be.
    """
    refuse_future(ledger, order.on)
    rows = ledger.rows(KEY, ids)
    if not rows:
        raise Refused("没有选中要交办的意见建议，请先在列表里选中。")
    changes, refusals = _hand_overs(rows, order)
    if not changes:
        row, reason = next(iter(refusals))
        more = f"等 {len(refusals)} 件" if len(refusals) > 1 else ""
        raise Refused(f"“{matter_name(row)}”{more}{reason}")
    many = len(rows) > 1
    handed = [row for row, _ in changes]
    name = _name_of_many(handed, order.handler) if many else f"交办：{matter_name(rows[0])}"
    with ledger.act(name) as act:
        for row, change in changes:
            act.change(KEY, row["id"], change)
    return name


def reach_of_hand_over(ledger: Ledger, ids: Sequence[int], order: HandOver) -> Reach:
    """What ``hand_over`` would do to each of several items."""
    changes, refusals = _hand_overs(ledger.rows(KEY, ids), order)
    rows = [row for row, _ in changes]
    own = [(row["id"], "保留各自原定的主办单位") for row in _with_own_handler(rows, order.handler)]
    return Reach(
        fills=tuple(row["id"] for row in rows),
        keeps=tuple(own),
        leaves=tuple((row["id"], reason) for row, reason in refusals),
    )


def _hand_overs(
    rows: Sequence[Row], order: HandOver
) -> tuple[list[tuple[Row, dict[str, Any]]], list[tuple[Row, str]]]:
    """The rows that can be handed over with what changes in them, and the others with the reason."""
    values, changes, refusals = order.values(), [], []
    for row in rows:
        if order.handler is None and not row.get("lead_handler"):
            refusals.append((row, "还没有主办单位，请选定主办单位再交办。"))
            continue
        own = _blank_of(row, values) if len(rows) > 1 else values
        try:
            changes.append((row, advanced(row, Step("assigned", order.on, order.who, order.why, own))))
        except ValueError as reason:
            refusals.append((row, str(reason)))
    return changes, refusals


def _blank_of(row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    """What one of many has not been told yet; what stands in it stays."""
    return {key: value for key, value in values.items() if not row.get(key)}


def _with_own_handler(rows: Sequence[Row], handler: Ref | None) -> list[Row]:
    """Those that have another handler than the one chosen, and keep it."""
    return [
        row for row in rows if handler and row.get("lead_handler") and row["lead_handler"].id != handler.id
    ]


def _name_of_many(rows: Sequence[Row], handler: Ref | None) -> str:
    own = _with_own_handler(rows, handler)
    exception = f"（{len(own)} 件仍交各自原定的主办单位）" if own else ""
    return f"批量交办 {len(rows)} 件意见建议{exception}"


def take_back(ledger: Ledger, row_id: int, on: date, who: str | None, why: str) -> str:
    """Take the newest step back, with its reason; gives the name of the act.  Raises ``Refused``."""
    row = known_row(ledger, row_id)
    try:
        values = taken_back(row, on, who, why)
    except ValueError as reason:
        raise Refused(f"“{matter_name(row)}”{reason}") from reason
    name = f"退回上一步：{matter_name(row)}"
    with ledger.act(name) as act:
        act.change(KEY, row_id, values)
    return name


def known_row(ledger: Ledger, row_id: int) -> Row:
    """The row; raises ``Refused`` when it is gone."""
    row = ledger.row(KEY, row_id)
    if row is None:
        raise Refused("这一件已经不在台账里了，没有改动。")
    return row


def matter_name(row: Row, *, whole: bool = False) -> str:
    """How an item is matter_name: its number and the matter, of which acts name the beginning only."""
    matter = matter_of(row)
    short = matter if whole or len(matter) <= LONGEST_NAME else f"{matter[:LONGEST_NAME]}…"
    return " ".join(part for part in (row.get("no"), short) if part)


def hard_hint(context: Context) -> str:
    """What ticking 涉及面广或难度大 means, by the clock in force; empty where the office has no such clock."""
    rule = clock_on("hard_reply", context.today, context)
    if rule is None:
        return ""
    measure = {"months": "个月", "working_days": "个工作日", "days": "天"}[rule["unit"]]
    return f"勾选后答复期限按{chinese_number(rule['amount'])}{measure}计算"


def _refuse_wrong(ledger: Ledger, row: Row, *, concluding: bool) -> None:
    """A step by hand is held to what an old ledger is only doubted for."""
    judged = SUGGESTIONS.judge(row, ledger.context(typed=True))
    problems = [p for p in judged if p.severity == "error" or (concluding and p.code == DISSATISFIED)]
    if problems:
        raise Refused(problems)


def _judged(row: Row, step: Step) -> dict[str, Any]:
    try:
        return advanced(row, step)
    except ValueError as reason:
        raise Refused(f"“{matter_name(row)}”{reason}") from reason


def clock_sentence(row: Row, context: Context) -> tuple[date | None, str]:
    """Where the clock of the last round of a matter ends, and a sentence on which clock that is.

    The day is None before the hand-over, or where the office has no such clock.
    """
    lines = rounds_of(row)
    assigned = lines[-1].get("assigned_on") if lines else None
    if assigned is None:
        return None, "填了交办日期就按规定算出；自己定日期的，请写理由。"
    clock = clock_of_round(row, len(lines) - 1)
    rule, day = clock_on(clock, assigned, context), clock_end(row, len(lines) - 1, context)
    if rule is None or day is None:
        return None, "“设置 → 办理期限”里没有这一项期限，请补上，或者自己填日期。"
    basis = f"，{rule['basis']}" if rule.get("basis") else ""
    clock_words = f"按规定算到 {day.isoformat()}（{CLOCKS.label(clock)} {rule['amount']} {CLOCK_UNITS.label(rule['unit'])}{basis}）"
    moving = "" if has_holidays(day.year, context) else f"；{day.year} 年的放假安排还没有录入，可能要顺延"
    return day, f"{clock_words}{moving}。另定日期的，请写理由。"


def refuse_future(ledger: Ledger, on: date) -> None:
    """Raise ``Refused`` for a day after today: nothing was done that has not come yet."""
    if on > ledger.today:
        raise Refused(f"日期 {on.isoformat()} 在今天之后，请核对。")
