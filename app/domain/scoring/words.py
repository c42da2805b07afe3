"""The rule of each item as a sentence: what stands below the score sheet and is read out."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.contact_codes import ATTENDANCE, ROLES
from app.domain.score_codes import SCORED
from app.domain.scoring.shapes import Scheme, ScoreItem, points_text


def scheme_in_sentences(scheme: Scheme) -> Iterator[str]:
    """One sentence for each category with its items, then those on the total and the grades."""
    if scheme.base:
        yield f"起评分 {points_text(scheme.base)} 分。"
    for category in dict.fromkeys(item.category for item in scheme.items):
        cap = (scheme.caps or {}).get(category)
        limit = f"（最高 {points_text(cap)} 分）" if cap is not None else ""
        rules = "；".join(item_in_words(item) for item in scheme.items if item.category == category)
        yield f"{category}{limit}：{rules}。"
    if scheme.most is not None:
        yield f"总分最高 {points_text(scheme.most)} 分。"
    if scheme.grades:
        borders = [f"{name} {points_text(least)} 分以上" for name, least in scheme.grades[:-1]]
        lowest = scheme.grades[-1][0]
        yield f"等次：{'，'.join([*borders, f'其余{lowest}' if borders else lowest])}。"
    if scheme.best_share is not None and len(scheme.grades) > 1:
        yield f"{scheme.grades[0][0]}不超过参评人数的 {scheme.best_share}%，在线上同分而超出的都列下一等次。"


def item_in_words(item: ScoreItem) -> str:
    """提出建议每次 3 分，最高 15 分."""
    words = _words_of(item)
    if item.cap is not None and item.basis != "veto":
        words += (
            f"，最多扣 {points_text(item.cap)} 分"
            if item.basis == "deduct"
            else f"，最高 {points_text(item.cap)} 分"
        )
    return f"{item.name}{words}{_what(item)}"


def _what(item: ScoreItem) -> str:
    """What is counted, where the name of the item does not say it."""
    parts = [
        SCORED.label(item.counted) if item.counted else "",
        ROLES.label(item.role) if item.role else "",
        ATTENDANCE.label(item.attendance) if item.attendance else "",
    ]
    told = "、".join(part for part in parts if part and part not in item.name)
    return f"（按{told}统计）" if told else ""


def _words_of(item: ScoreItem) -> str:
    unit, points, least = item.unit, points_text(item.points), item.minimum
    match item.basis:
        case "per_event":
            return f"每{unit} {points} 分" + (f"，不足 {least} {unit}不得分" if least else "")
        case "per_ratio":
            return f"满分 {points} 分，按实到÷应到计分"
        case "target":
            step = f"，每多（少）一{unit}加（减）{points_text(item.step)} 分" if item.step else ""
            return (f"达到 {least} {unit}得 {points} 分" if least else f"得 {points} 分") + step
        case "deduct":
            return f"每{unit}扣 {points} 分" + (f"，不足 {least} {unit}不扣" if least else "")
        case "veto":
            return f"满 {least} {unit}即列最低等次" if least else "，有此情形即列最低等次"
    return "，手工评分"
