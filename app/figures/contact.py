"""The figures of opinions, suggestions and satisfaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.figures.figure import Counted, Entry, Figure
from app.figures.source import Matters, Source

CONTENT = ("satisfied", "basically_satisfied")
BASE_RULE = "基数为当年提出、截至统计日收到的件数，减去不予受理、撤回、转送上级和并案的件数"


Choice = Callable[[Matters], bool]


def of_opinions(matter: Matters) -> bool:
    """群众意见 collected at receptions; those from other channels are counted apart."""
    return matter.kind == "opinion" and matter.from_reception


def of_suggestions(matter: Matters) -> bool:
    """代表建议, 议案转建议 among them."""
    return matter.kind != "opinion"


def of_all(matter: Matters) -> bool:
    """Both together."""
    return of_opinions(matter) or of_suggestions(matter)


# Which matters the figures of a family (``opinions.received`` …) count.
FAMILIES: dict[str, Choice] = {"opinions": of_opinions, "suggestions": of_suggestions, "all": of_all}


def _entries(matters: Sequence[Matters]) -> list[Entry]:
    return [Entry(matter.ids, matter.splits) for matter in matters]


def _count(choice: Choice, state: Choice) -> Callable[[Source], Counted]:
    def count(source: Source) -> Counted:
        return Counted("suggestions", _entries([m for m in source.matters if choice(m) and state(m)]))

    return count


def _share(choice: Choice, state: Choice, base: Choice) -> Callable[[Source], Counted]:
    def count(source: Source) -> Counted:
        within = [matter for matter in source.matters if choice(matter) and base(matter)]
        return Counted("suggestions", _entries([m for m in within if state(m)]), _entries(within))

    return count


def _received(matter: Matters) -> bool:
    return True


def _has(fact: str) -> Choice:
    """Whether a matter of the base carries a fact of its course."""
    return lambda matter: fact in matter.facts and in_base(matter)


def in_base(matter: Matters) -> bool:
    """Whether matters belong to the base of rates: not merged, withdrawn, rejected or referred."""
    return "out" not in matter.facts


def is_concluded(matter: Matters, meaning: str) -> bool:
    """Whether the office counts a matter of the base as concluded (``CONCLUDED_MEANINGS``)."""
    facts = matter.facts
    if "concluded" not in facts or not in_base(matter):
        return False
    if meaning == "done" and "solved_on_spot" not in facts:
        return facts.get("class") == "A"
    if meaning == "consented" and "solved_on_spot" not in facts:
        return facts.get("feedback") in CONTENT
    return True


def _concluded(choice: Choice, base: Choice | None = None) -> Callable[[Source], Counted]:
    """The concluded ones; with a base their share of it."""

    def count(source: Source) -> Counted:
        chosen = [matter for matter in source.matters if choice(matter)]
        ended = [matter for matter in chosen if is_concluded(matter, source.concluded_means)]
        within = None if base is None else _entries([matter for matter in chosen if base(matter)])
        return Counted("suggestions", _entries(ended), within)

    return count


def _open(choice: Choice) -> Callable[[Source], Counted]:
    def count(source: Source) -> Counted:
        chosen = [matter for matter in source.matters if choice(matter) and in_base(matter)]
        waiting = [matter for matter in chosen if not is_concluded(matter, source.concluded_means)]
        return Counted("suggestions", _entries(waiting))

    return count


def _is_referred(matter: Matters) -> bool:
    return matter.state == "referred"


def _is_class_a(matter: Matters) -> bool:
    return matter.facts.get("class") == "A"


def _handed_over(matter: Matters) -> bool:
    return _has("handed_over")(matter)


def _met(choice: Choice) -> Callable[[Source], Counted]:
    """Met in person among those handed over; nothing where nobody recorded any contact (no invented zero)."""

    def count(source: Source) -> Counted:
        within = [m for m in source.matters if choice(m) and _handed_over(m)]
        if not any("contacted" in m.facts for m in within):
            within = []
        return Counted(
            "suggestions", _entries([m for m in within if "in_person" in m.facts]), _entries(within)
        )

    return count


def _count_timely(choice: Choice) -> Callable[[Source], Counted]:
    """Answered by the last day among those whose last day has come (domain.md 4.2)."""

    def count(source: Source) -> Counted:
        until = source.until.isoformat()
        within = [m for m in source.matters if choice(m) and in_base(m) and _was_due(m, until)]
        timely = [m for m in within if "answer_due" in m.facts and "late" not in m.facts]
        return Counted("suggestions", _entries(timely), _entries(within))

    return count


def _was_due(matter: Matters, until: str) -> bool:
    due = matter.facts.get("answer_due") or matter.facts.get("owed_by")
    return due is not None and due <= until


def is_late(matter: Matters, until: str) -> bool:
    """Answered after the last day, or not answered though it is over."""
    if "answer_due" in matter.facts:
        return "late" in matter.facts
    due_on = matter.facts.get("owed_by")
    return due_on is not None and due_on < until


def _late(choice: Choice) -> Callable[[Source], Counted]:
    def count(source: Source) -> Counted:
        until = source.until.isoformat()
        return Counted(
            "suggestions",
            _entries([m for m in source.matters if choice(m) and in_base(m) and is_late(m, until)]),
        )

    return count


def _carried_over(choice: Choice) -> Callable[[Source], Counted]:
    return lambda source: Counted("suggestions", _entries([m for m in source.carried_over if choice(m)]))


def _handling(prefix: str, noun: str, choice: Choice) -> list[Figure]:
    """The figures of one class."""
    replied = _has("replied")
    return [
        Figure(f"{prefix}.received", f"收到{noun}", "件", f"当年提出、截至统计日登记的{noun}件数。", _count(choice, _received)),
        Figure(f"{prefix}.replied", f"已答复{noun}", "件", f"截至统计日已有答复的{noun}，当场解决的计入；重新办理的，答复过一次即计入。", _count(choice, replied)),
        Figure(f"{prefix}.concluded", f"已办结{noun}", "件", f"截至统计日已办结的{noun}；{{concluded}}。", _concluded(choice)),
        Figure(f"{prefix}.open", f"未办结{noun}", "件", f"截至统计日尚未办结的{noun}，还没有交办的也在内，不含不予受理、撤回、转送上级和并案；{{concluded}}。", _open(choice)),
        Figure(f"{prefix}.reply_rate", f"{noun}答复率", "%", f"已答复 ÷ 基数，{BASE_RULE}。", _share(choice, replied, in_base)),
        Figure(f"{prefix}.conclusion_rate", f"{noun}办结率", "%", f"已办结 ÷ 基数，{BASE_RULE}；{{concluded}}。", _concluded(choice, in_base)),
        Figure(f"{prefix}.on_time_rate", f"{noun}按期答复率", "%", "首次答复不晚于办理期限 ÷ 截至统计日已经到期的件数；没有到期的、没有期限的不计，当场解决的没有期限。", _count_timely(choice)),
        Figure(f"{prefix}.late", f"逾期答复或逾期未答复的{noun}", "件", "首次答复晚于办理期限，或到统计日已经到期还没有答复的件数。", _late(choice)),
        Figure(f"{prefix}.met_rate", f"{noun}面商率", "%", "截至统计日当面沟通过（面谈、走访、座谈）÷ 已交办的件数，不含不予受理、撤回、转送上级和并案；一件也没有登记过沟通的，不统计。", _met(choice)),
        Figure(f"{prefix}.class_a_rate", f"{noun}A类率", "%", "最近一次答复为A类（已解决或基本解决）÷ 已答复的件数。", _share(choice, _is_class_a, replied)),
        Figure(f"{prefix}.referred", f"转送上级的{noun}", "件", "截至统计日转送上级办理的件数，不在办理的基数内。", _count(choice, _is_referred)),
        Figure(f"{prefix}.referred_answered", f"转送上级的{noun}已有答复", "%", "上级已有答复 ÷ 截至统计日转送上级的件数。", _share(choice, lambda m: "answered_above" in m.facts, _is_referred)),
        Figure(f"{prefix}.carried_over", f"上年结转的{noun}", "件", "以前年度提出、上年末还没有办结的件数，不计入当年收到。", _carried_over(choice)),
    ]  # fmt: skip


def gave_feedback(matter: Matters) -> bool:
    """Whether somebody told how a matter of the base was handled: a part of those that were answered (domain.md 4.5, 4)."""
    return "feedback" in matter.facts and in_base(matter)


def _is_satisfied(matter: Matters) -> bool:
    return matter.facts.get("feedback") in CONTENT


FIGURES: tuple[Figure, ...] = (
    *_handling("opinions", "群众意见", FAMILIES["opinions"]),
    Figure("opinions.other_channels", "其他渠道群众意见", "件", "不是在接待中收集的群众意见件数，不计入合计。",
           _count(lambda matter: matter.kind == "opinion" and not matter.from_reception, _received)),
    *_handling("suggestions", "代表建议", FAMILIES["suggestions"]),
    *_handling("all", "意见建议合计", FAMILIES["all"]),
    Figure("satisfaction.rate", "满意率（含基本满意）", "%", "（满意 + 基本满意）÷ 截至统计日收到反馈的件数；办理过几次的，以最近一次反馈为准；不含不予受理、撤回、转送上级和并案。",
           _share(of_all, _is_satisfied, gave_feedback)),
    Figure("satisfaction.strict_rate", "满意率（仅满意）", "%", "满意 ÷ 截至统计日收到反馈的件数；办理过几次的，以最近一次反馈为准；不含不予受理、撤回、转送上级和并案。",
           _share(of_all, lambda matter: matter.facts.get("feedback") == "satisfied", gave_feedback)),
)  # fmt: skip
