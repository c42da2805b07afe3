"""What a list of opinions and suggestions comes to: replies by class, conclusions, what the deputies said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.contact_codes import COURSE_EXITS, REPLY_CLASSES, SATISFACTION
from app.domain.handling_rounds import is_replied, newest
from app.domain.numerals import percent

_CONTENT = ("satisfied", "basically_satisfied")


def handling_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """One sentence that counts as the figures do, so that no two papers of a year differ (settled.md 28).

    A reply and the opinion on it stay counted while the matter is handled anew; what was withdrawn, rejected,
    referred or merged is named and is in no other number.
    """
    base = [row for row in rows if not is_out(row)]
    replied = [row for row in base if is_replied(row, date.max)]
    parts = [
        f"合计：{len(rows)} 件{_out_in_words(rows)}",
        f"已答复 {len(replied)} 件{_by_class(replied)}",
        f"已办结 {sum(bool(row.get('concluded_on') or row.get('archived_on')) for row in base)} 件",
    ]
    heard = [code for row in base if (code := newest(row, "feedback", "feedback_on", date.max))]
    if heard:
        words = "、".join(
            f"{SATISFACTION.label(code)} {heard.count(code)} 件" for code in SATISFACTION.codes()
        )
        content = sum(code in _CONTENT for code in heard)
        rate = f"{percent(content, len(heard))}%"
        parts.append(f"{words}，满意率（含基本满意）{rate}（{content}/{len(heard)}）")
    return "，".join(parts) + "。"


def is_out(row: Mapping[str, Any]) -> bool:
    """Whether a matter is handled no more: merged, withdrawn, rejected, referred or sent back for good."""
    return row.get("status") in COURSE_EXITS.codes() and bool(row.get("exit_kind"))


def _out_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    kinds = [row["exit_kind"] for row in rows if is_out(row)]
    words = "、".join(
        f"{COURSE_EXITS.label(code)} {kinds.count(code)} 件" for code in COURSE_EXITS.codes() if code in kinds
    )
    return f"（其中{words}，不计入以下各数）" if words else ""


def _by_class(replied: Sequence[Mapping[str, Any]]) -> str:
    classes = [newest(row, "reply_class", "replied_on", date.max) for row in replied]
    words = "、".join(
        f"{code}类 {classes.count(code)} 件" for code in REPLY_CLASSES.codes() if code in classes
    )
    return f"（{words}）" if words else ""
