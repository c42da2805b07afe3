"""Whether a letter can be sent now: none with a hole, none that says what is not true any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.domain.handling_rounds import rounds_of
from app.domain.registers.suggestions import matter_of
from app.domain.suggestion_course import STATUS_WORDS, UNASSIGNED, WAITING, status_on
from app.paper.letters.occasion import round_number
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
    status = status_on(row, today) or "collected"
    judged = {"reply": _reply, "supervision": _supervision, "referral": _referral, "assignment": _assignment}
    obstacle = judged[kind](row, status) if kind in judged else None
    if obstacle is None and kind in ("assignment", "supervision") and not row.get("lead_handler"):
        return Hindrance("还没有填主办单位，请先把主办单位填好，再打印。", "lead_handler")
    clocked = rounds_of(row) and rounds_of(row)[-1].get("assigned_on") and not row.get("due_on")
    if obstacle is None and kind in ("assignment", "supervision") and clocked:
        return Hindrance(
            "办理期限算不出来：“设置 → 办理期限”里没有这一项期限。请在那里补上，或者自己填办理期限。",
            "due_on",
        )
    return obstacle


def _assignment(row: Mapping[str, Any], status: str) -> Hindrance | None:
    if status == "returned":
        return Hindrance("承办单位已经退办，请先重新交办（选定主办单位和交办日期），再打印交办通知单。")
    if not any(one.get("assigned_on") for one in rounds_of(row)):
        return Hindrance("还没有交办，请先办“交办”这一步（选定主办单位和交办日期），再打印交办通知单。")
    return None


def _reply(row: Mapping[str, Any], status: str) -> Hindrance | None:
    if status == "merged" and row.get("merged_into"):
        return Hindrance(
            f"这一件已并入“{row['merged_into'].name}”，请在那一件里打印答复函，提出人都会有一份。"
        )
    number, lines = round_number("reply", row), rounds_of(row)
    if number < 0 or not str(lines[number].get("reply_text") or "").strip():
        return Hindrance("还没有填答复内容，请先把答复内容填好，再打印答复函。", "reply_text")
    return None


def _supervision(row: Mapping[str, Any], status: str) -> Hindrance | None:
    """Who owes no reply is not reminded of one."""
    if status in WAITING:
        return None
    if status in UNASSIGNED:
        return Hindrance("还没有交给承办单位，不用发督办通知单，请先交办。")
    return Hindrance(f"现在的状态是“{STATUS_WORDS[status]}”，没有欠答复，不用发督办通知单。")


def _referral(row: Mapping[str, Any], status: str) -> Hindrance | None:
    if status != "referred":
        return Hindrance("还没有转送上级，请先办“不再办理 → 转送上级”这一步，再打印转送函。")
    if not row.get("referred_to"):
        return Hindrance("还没有填转送单位，请先把转送单位填好，再打印转送函。", "referred_to")
    return None


def refuse_too_soon(ledger: Ledger, kind: str, ids: Sequence[int]) -> None:
    """Raise ``LetterTooSoon`` about the first item whose letter cannot be sent, with the number of the others."""
    rows = ledger.rows(KEY, ids)
    hindered = [(row, why) for row in rows if (why := hindrance(kind, row, ledger.today))]
    if not hindered:
        return
    row, why = hindered[0]
    more = f"（所选中另有 {len(hindered) - 1} 件也不能打印）" if len(hindered) > 1 else ""
    name = " ".join(part for part in (row.get("no"), matter_of(row)) if part)
    raise LetterTooSoon(f"“{name}”{why.sentence}{more}", row["id"], why.field)
