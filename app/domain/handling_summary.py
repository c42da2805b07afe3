"""What a list of opinions and suggestions comes to: replies by class, conclusions, what the deputies said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.contact_codes import REPLY_CLASSES, SATISFACTION
from app.domain.numerals import percent

_CONTENT = ("satisfied", "basically_satisfied")


def handling_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """One sentence; the rate of satisfaction names its two numbers, which are rows of this list."""
    replied = [row for row in rows if row.get("replied_on")]
    answered = [row for row in rows if row.get("feedback")]
    content = sum(row["feedback"] in _CONTENT for row in answered)
    parts = [
        f"合计：{len(rows)} 件",
        f"已答复 {len(replied)} 件{_by_class(replied)}",
        f"已办结 {sum(bool(row.get('concluded_on')) for row in rows)} 件",
    ]
    if answered:
        counts = ((code, sum(row["feedback"] == code for row in answered)) for code in SATISFACTION.codes())
        words = "、".join(f"{SATISFACTION.label(code)} {count} 件" for code, count in counts)
        rate = f"{percent(content, len(answered))}%"
        parts.append(f"{words}，满意率（含基本满意）{rate}（{content}/{len(answered)}）")
    return "，".join(parts) + "。"


def _by_class(replied: Sequence[Mapping[str, Any]]) -> str:
    counts = [
        (code, sum(row.get("reply_class") == code for row in replied)) for code in REPLY_CLASSES.codes()
    ]
    words = "、".join(f"{code}类 {count} 件" for code, count in counts if count)
    return f"（{words}）" if words else ""
