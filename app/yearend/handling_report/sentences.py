"""The running text of the report: a sentence for what is recorded, none for what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.code_tables.contact import REPLY_MEANINGS
from app.domain.contact_codes import SATISFACTION
from app.figures.handling import Handling, share_words


def overview(
    year: int, day: str, whole: Handling, of_class: dict[str, Handling], carried: int
) -> Iterator[str]:
    """What came in, and what became of it by the day."""
    counts = "、".join(f"{label}{len(one.received)}件" for label, one in of_class.items() if one.received)
    more = f"，上年结转{carried}件" if carried else ""
    yield f"{year}年共收到{counts}，合计{len(whole.received)}件{more}。"
    out = (
        f"其中并案、撤回、不予受理、转送上级{len(whole.out)}件，列入办理{whole.base}件。" if whole.out else ""
    )
    if whole.base:
        yield (
            f"{out}截至{day}，已答复{len(whole.replied)}件，答复率{share_words(len(whole.replied), whole.base)}"
            f"；已办结{len(whole.concluded)}件，办结率{share_words(len(whole.concluded), whole.base)}"
            f"；正在办理{whole.open}件。"
        )
    elif out:
        yield out


def classes(whole: Handling) -> Iterator[str]:
    """The replies by their class."""
    parts = [
        f"{code}类（{REPLY_MEANINGS[code]}）{len(rows)}件"
        if code in REPLY_MEANINGS
        else f"{code}类{len(rows)}件"
        for code, rows in whole.by_class.items()
        if rows
    ]
    classed = sum(map(len, whole.by_class.values()))
    rest = len(whole.replied) - classed
    if parts:
        more = f"，没有注明类别{rest}件" if rest else ""
        yield f"已答复的{len(whole.replied)}件中，{'，'.join(parts)}{more}。"


def satisfaction(whole: Handling) -> Iterator[str]:
    """What was said of the handling."""
    if whole.told:
        counts = "、".join(
            f"{SATISFACTION.label(code)}{len(rows)}件" for code, rows in whole.by_feedback.items()
        )
        share = share_words(whole.content, whole.told)
        yield f"收到反馈{whole.told}件：{counts}，满意率（含基本满意）{share}。"


def lateness(whole: Handling, listed: int) -> Iterator[str]:
    """How many were late; those that are not listed are said."""
    if not whole.late:
        if whole.base:
            yield "没有逾期答复或逾期未答复的。"
        return
    hidden = len(whole.late) - listed
    rest = f"，其中{hidden}件没有标明可以公开，不逐件列出" if hidden else ""
    yield f"逾期答复或逾期未答复{len(whole.late)}件{rest}。"


def promises(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """How many promises there are, and how many are not kept yet."""
    if lines:
        waiting = sum("未兑现" in line[-1] for line in lines)
        yield f"承诺列入计划逐步解决的事项{len(lines)}项，其中已兑现{len(lines) - waiting}项，尚未兑现{waiting}项。"
