"""Whether a letter can be sent now: none with a hole, none that says what is not true any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.domain.registers.suggestions import matter_of
from app.domain.suggestion_course import STATUS_WORDS, due_now, status_on
from app.storage.ledger import Ledger
from app.storage.refusals import Refused

KEY = "suggestions"


class Hindrance(NamedTuple):
    """Why a letter cannot be sent now, and the field that is to be filled in, where that is all."""

    sentence: str
    field: str = ""


class LetterTooSoon(Refused):
    """A letter that cannot be sent as things stand; ``row_id`` and ``field`` say what to fill in, if that helps."""

    def __init__(self, sentence: str, row_id: int, field: str = "") -> None:
        self.row_id = row_id
        self.field = field
        super().__init__(sentence)


def hindrance(kind: str, row: Mapping[str, Any], today: date) -> Hindrance | None:
    """Why this letter cannot be sent for an item on a day, and what to do; None when it can."""
    if kind == "assignment" and not row.get("assigned_on"):
        return Hindrance("还没有交办,请先办“交办”这一步(选定主办单位和交办日期),再打印交办通知单。")
    if kind == "reply" and not str(row.get("reply_text") or "").strip():
        return Hindrance("还没有填答复内容,请先把答复内容填好,再打印答复函。", "reply_text")
    if kind == "supervision" and due_now(row, today) is None:
        return Hindrance(_not_supervised(status_on(row, today) or "collected"))
    if kind in ("assignment", "supervision") and not row.get("lead_handler"):
        return Hindrance("还没有填主办单位,请先把主办单位填好,再打印。", "lead_handler")
    return None


def _not_supervised(status: str) -> str:
    if status in ("collected", "sorted", "returned"):
        return "还没有交给承办单位,不用发督办通知单,请先交办。"
    return f"现在的状态是“{STATUS_WORDS[status]}”,没有欠答复,不用发督办通知单。"


def refuse_too_soon(ledger: Ledger, kind: str, ids: Sequence[int]) -> None:
    """Raise ``LetterTooSoon`` about the first item whose letter cannot be sent, with the number of the others."""
    rows = ledger.rows(KEY, ids)
    found = [(row, why) for row in rows if (why := hindrance(kind, row, ledger.today))]
    if not found:
        return
    row, why = found[0]
    more = f"(所选中另有 {len(found) - 1} 件也不能打印)" if len(found) > 1 else ""
    name = " ".join(part for part in (row.get("no"), matter_of(row)) if part)
    raise LetterTooSoon(f"「{name}」{why.sentence}{more}", row["id"], why.field)
