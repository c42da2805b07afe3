"""What happens along the course without moving it: contact, supervision, longer terms, promises, referrals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain.fields import Row
from app.domain.intake_checks import CHECKS
from app.domain.suggestion_course import LATEST, WAITING, status_on
from app.domain.texts import says_nothing_readable
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from app.work.course import KEY, known_row, matter_name, refuse_future


def contact(ledger: Ledger, row_id: int, stage: str, on: date, way: str | None, what: str | None) -> str:
    """Record a talk with the deputy; ``stage`` is ``before``, ``during`` or ``after`` the handling."""
    return _with_line(ledger, row_id, "contacts", "登记沟通", on=on, stage=stage, way=way, what=what)


def supervise(
    ledger: Ledger, row_id: int, on: date, way: str | None, by: str | None, finding: str | None
) -> str:
    """Record that the handling was supervised (督办)."""
    return _with_line(ledger, row_id, "supervisions", "登记督办", on=on, way=way, by=by, finding=finding)


def promise(ledger: Ledger, row_id: int, what: str, due_on: date | None) -> str:
    """Record what the handler promised; it outlives the conclusion until it is kept."""
    return _with_line(ledger, row_id, "promises", "登记承诺", what=what, due_on=due_on)


def keep_promise(ledger: Ledger, row_id: int, number: int, on: date, note: str | None = None) -> str:
    """Record that the promise of that number (from 0) was kept.  Raises ``Refused`` for an unknown one."""
    row = known_row(ledger, row_id)
    lines = list(row.get("promises") or ())
    if not 0 <= number < len(lines):
        raise Refused("没有这一条承诺，没有改动。")
    new_values = {"kept_on": on, "note": note}
    lines[number] = {
        **lines[number],
        **{key: value for key, value in new_values.items() if value is not None},
    }
    return _changed(ledger, row, "承诺兑现", {"promises": tuple(lines)})


def check_intake(ledger: Ledger, row_id: int, on: date, lines: Sequence[Row]) -> str:
    """Keep the check of what came in (收件审查).

    Raises ``Refused`` for an item without its result, or a day before the matter was raised.
    """
    row = known_row(ledger, row_id)
    if on < row["raised_on"] or on > ledger.today:
        raise Refused(f"审查日期 {on.isoformat()} 早于提出日期或在今天之后，请核对。")
    undecided = [line.get("item") or "" for line in lines if line.get("item") and not line.get("result")]
    if undecided:
        raise Refused(f"“{undecided[0]}”还没有填结果，请填通过或不通过，或勾选其余各项都通过。")
    return _changed(ledger, row, "收件审查", {"intake_checked_on": on, CHECKS: tuple(lines) or None})


def extend(ledger: Ledger, row_id: int, until: date, reason: str) -> str:
    """Give the handler more time.  Raises ``Refused`` without a reason, or when nobody owes a reply."""
    row = known_row(ledger, row_id)
    if status_on(row, LATEST) not in WAITING:
        raise Refused("现在没有等待答复，不用延期。")
    if says_nothing_readable(reason):
        raise Refused("延期要写明理由。")
    before = row.get("due_on")
    if before and until <= before:
        raise Refused(f"延期后的日期要晚于原来的期限 {before.isoformat()}，请核对。")
    return _changed(ledger, row, "延期", {"extended_due_on": until, "extended_reason": reason})


def referral_answered(ledger: Ledger, row_id: int, on: date, answer: str | None) -> str:
    """Record what the higher level answered to a matter sent up.  Raises ``Refused`` for any other matter."""
    row = _referred(ledger, row_id, on)
    new_values = {"referred_answered_on": on, "referred_answer": answer}
    return _changed(ledger, row, "登记上级答复", {key: value for key, value in new_values.items() if value})


def visitor_informed(ledger: Ledger, row_id: int, on: date) -> str:
    """Record that whoever raised a matter sent up was told how it stands.  Raises ``Refused``."""
    row = _referred(ledger, row_id, on)
    return _changed(ledger, row, "登记已告知", {"visitor_informed_on": on})


def _referred(ledger: Ledger, row_id: int, on: date) -> Row:
    row = known_row(ledger, row_id)
    refuse_future(ledger, on)
    if row.get("exit_kind") != "referred":
        raise Refused(f"“{matter_name(row)}”没有转送上级，不用登记；需要转送的，请先办“转送上级”。")
    sent = row.get("exit_on")
    if sent and on < sent:
        raise Refused(f"日期 {on.isoformat()} 早于转送日期 {sent.isoformat()}，请核对。")
    return row


def _with_line(ledger: Ledger, row_id: int, field: str, name: str, **line: Any) -> str:
    row = known_row(ledger, row_id)
    new_line = {key: value for key, value in line.items() if value is not None}
    return _changed(ledger, row, name, {field: (*(row.get(field) or ()), new_line)})


def _changed(ledger: Ledger, row: Row, name: str, values: dict[str, Any]) -> str:
    whole = f"{name}：{matter_name(row)}"
    with ledger.act(whole) as act:
        act.change(KEY, row["id"], values)
    return whole
