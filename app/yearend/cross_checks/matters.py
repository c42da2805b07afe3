"""Cross-checks of receptions, opinions and suggestions."""

from __future__ import annotations

from collections import Counter

from app.domain.registers.suggestion_rules import OTHER_OCCASION
from app.figures.contact import FAMILIES, in_base, is_concluded
from app.figures.source import Source
from app.storage.checks.doubts import answered_rows
from app.yearend.cross_checks.contradiction import Contradiction, Scene

MATTERS, RECEPTIONS, DUTIES = "suggestions", "receptions", "reception_duties"


def receptions(scene: Scene) -> list[Contradiction]:
    """The rota, the sheets and the opinions agree (domain.md 4.5, 2)."""
    held = scene.source.columns(RECEPTIONS, ("held_on", "site", "opinion_count"))
    elsewhere = _of_another_reception(scene)
    places = {(day, site) for _, day, site, _ in held}
    missed = [
        row
        for row, day, site in scene.source.columns(DUTIES, ("held_on", "site"))
        if day <= scene.last.isoformat() and (day, site) not in places
    ]
    opinions = scene.source.columns(MATTERS, ("source", "reception"))
    unlinked = [row for row, source, reception in opinions if source == "reception" and reception is None]
    every = scene.source.columns(MATTERS, ("reception",), all_years=True)
    registered = Counter(reception for _, reception in every)
    differing = [row for row, *_, count in held if count is not None and count != registered[row]]
    return [
        *_counted(missed, DUTIES, "接待安排里有 {} 次，当天当地没有接待登记。"),
        *_counted(unlinked, MATTERS, "有 {} 件群众意见来源是接待，但没有写明是哪一次接待。"),
        *_counted(elsewhere, MATTERS, "有 {} 件意见建议的提出日期或站点，与写明的那一次接待不同。"),
        *_counted(differing, RECEPTIONS, "有 {} 次接待，登记表上写的意见件数与逐条登记的件数不同。"),
    ]


def _of_another_reception(scene: Scene) -> list[int]:
    """Matters that point to a reception of another day or place, unless the clerk said why."""
    receptions = {
        row: (day, site)
        for row, day, site in scene.source.columns(RECEPTIONS, ("held_on", "site"), all_years=True)
    }
    names = ("reception", "raised_on", "site", "class")
    doubted = []
    for row, reception, raised, site, kind in scene.source.columns(MATTERS, names):
        day, place = receptions.get(reception, (None, None))
        is_opinion = kind == "opinion"
        if day is None or raised is None or (raised == day and (site in (None, place) or not is_opinion)):
            continue
        if is_opinion or raised < day:
            doubted.append(row)
    answered = answered_rows(scene.ledger, MATTERS, OTHER_OCCASION) if doubted else set()
    return [row for row in doubted if row not in answered]


def balance(scene: Scene) -> list[Contradiction]:
    """Received = concluded + open + rejected, referred, withdrawn and merged (domain.md 4.5, 3)."""
    source = scene.source
    received = {row for row, day in source.columns(MATTERS, ("raised_on",)) if source.up_to(day)}
    settled = {row for matter in source.matters for row in matter.ids}
    out_of_count = sorted(received - settled)
    return _counted(out_of_count, MATTERS, "有 {} 件收到了，但既不在已办结、未办结里，也不在不再办理里。")


def balance_in_words(source: Source) -> str:
    """The balance of the year: 收到 28 = 已办结 25 + 未办结 3 + 不再办理 0."""
    matters = [matter for matter in source.matters if FAMILIES["all"](matter)]
    ended = [matter for matter in matters if is_concluded(matter, source.concluded_means)]
    out = [matter for matter in matters if not in_base(matter)]
    counts = [sum(len(matter.ids) for matter in group) for group in (matters, ended, out)]
    received, concluded, left = counts
    return f"收到 {received} = 已办结 {concluded} + 未办结 {received - concluded - left} + 不再办理 {left}"


def answers(scene: Scene) -> list[Contradiction]:
    """Feedback follows a reply, and so does a conclusion; what was answered may stand (domain.md 4.5, 4)."""
    unreplied = [
        (matter.facts, row)
        for matter in scene.source.matters
        if "replied" not in matter.facts and in_base(matter)
        for row in matter.ids
    ]
    feedback = {row for facts, row in unreplied if "feedback" in facts}
    concluded = {row for facts, row in unreplied if "concluded" in facts}
    ledger = scene.ledger
    feedback -= answered_rows(ledger, MATTERS, "feedback_unreplied") if feedback else set()
    concluded -= answered_rows(ledger, MATTERS, "concluded_unreplied") if concluded else set()
    return [
        *_counted(sorted(feedback), MATTERS, "有 {} 件有反馈，但没有答复日期。"),
        *_counted(sorted(concluded), MATTERS, "有 {} 件已办结，但没有答复日期，也不是当场解决。"),
    ]


def _counted(rows: list[int], register: str, words: str) -> list[Contradiction]:
    return [Contradiction(words.format(len(rows)), register, tuple(rows))] if rows else []
