"""The score sheet of a year, one deputy's score line by line, and the list for the notice board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.domain.fields import Row
from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.scoring.score import VETOED, entries_of
from app.domain.scoring.shapes import ScoreEntry, points_text
from app.domain.scoring.words import scheme_in_sentences
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.performance_acts import KEY, roster
from app.figures.performance_matrix import UNGROUPED
from app.figures.performance_scores import ScoresOfYear
from app.storage.ledger import Ledger

PROVISIONAL = "未公布，按台账现有记录计算"
_APPRAISALS = (("self_grade", "本人自评"), ("group_grade", "小组评价"), ("presidium_grade", "主席团等次"))


class Shown(NamedTuple):
    """One deputy as the sheet shows her; ``entries`` are the lines that add up to ``points``."""

    mandate: int
    name: str
    group: str
    entries: Sequence[ScoreEntry]
    points: int
    place: int
    grade: str
    appraisal: Mapping[str, Any]


def shown_scores(ledger: Ledger, scores: ScoresOfYear) -> list[Shown]:
    """Of a published year what was published, and nothing else; of another one what the records say now."""
    if scores.published:
        place = {row: number for number, row in enumerate(roster(ledger))}
        rows = sorted(scores.published, key=lambda row: place.get(row["deputy"].id, 0))
        return [_as_published(row, scores) for row in rows]
    return [
        Shown(
            one.deputy.mandate, one.deputy.name, scores.counted.group_of(one.deputy), list(entries_of(one.score)),
            one.score.total, one.place, one.grade, one.appraisal,
        )
        for one in scores.scores
    ]  # fmt: skip


def _as_published(row: Row, scores: ScoresOfYear) -> Shown:
    entries = [
        ScoreEntry(
            line.get("category", ""), line.get("item", ""), line.get("words", ""), line.get("points", 0)
        )
        for line in row["lines"] or ()
    ]
    mandate = scores.counted.source.mandates.get(row["deputy"].id)
    group = scores.counted.groups.get((mandate and mandate.group) or 0, UNGROUPED)
    return Shown(row["deputy"].id, row["deputy"].name, group, entries, row["points"], row["place"], row["grade"] or "", row)  # fmt: skip


def score_sheet(ledger: Ledger, scores: ScoresOfYear) -> Tabulation:
    """One line a deputy: the points of each category, total, place, appraisals, grade; the rules below.

    A published year stands as it was published; what the records say otherwise now is named below.
    """
    shown = shown_scores(ledger, scores)
    vetoing = {item.category for item in scores.scheme.items if item.basis == "veto"}
    with_points = {item.category for item in scores.scheme.items if item.basis != "veto"}
    categories = [
        category
        for category in dict.fromkeys(entry.category for one in shown for entry in one.entries)
        if category not in vetoing - with_points
    ]
    return Tabulation(
        "履职积分",
        f"{ledger.office.get('town') or ''}人大代表履职积分表",
        (
            Heading("代表", least=8, names=True), Heading("代表小组", least=10),
            Heading("总分", "right", decimals=1), Heading("名次", "right"), Heading("等次", "center", least=8),
            *(Heading(category, "right", decimals=1) for category in categories),
            *(Heading(label, "center", least=8) for _, label in _APPRAISALS),
        ),
        tuple(_line(one, categories) for one in shown),
        (),
        ("单位：分", scores.year.in_full, _standing(scores)),
        signatures_of(ledger.office),
        (
            *_differences(scores, shown), *_vetoed(shown), *_graded(shown), *_basis(scores),
            *scheme_in_sentences(scores.scheme),
        ),
        presidium_of(ledger.office),
    )  # fmt: skip


def _standing(scores: ScoresOfYear) -> str:
    on = scores.published_on
    return f"{on.year}年{on.month}月{on.day}日公布" if on else PROVISIONAL


def _basis(scores: ScoresOfYear) -> Iterator[str]:
    basis = f"，依据：{scores.scheme_row['basis']}" if scores.scheme_row.get("basis") else ""
    yield f"按“{scores.scheme_row['name']}”计分{basis}。"


def _line(one: Shown, categories: Sequence[str]) -> tuple[Cell, ...]:
    return (
        Cell(one.name, register="deputies", rows=(one.mandate,)),
        Cell(one.group),
        _points(one.points),
        Cell(str(one.place), one.place),
        Cell(one.grade),
        *(_category([entry for entry in one.entries if entry.category == name]) for name in categories),
        *(Cell(one.appraisal.get(key) or "") for key, _ in _APPRAISALS),
    )


def _category(entries: Sequence[ScoreEntry]) -> Cell:
    """The points of a category, open to the records of its items."""
    rows = tuple(dict.fromkeys(row for entry in entries for row in entry.rows))
    return _points(sum(entry.points for entry in entries), rows)


def _points(points: int, rows: tuple[int, ...] = ()) -> Cell:
    """Tenths of a point, open to the records behind them."""
    return Cell(points_text(points), register=KEY if rows else "", rows=rows, exact=points / 10)


def _vetoed(shown: Sequence[Shown]) -> Iterator[str]:
    """Who stands in the lowest grade whatever the points are, and why."""
    for one in shown:
        reasons = [entry.name for entry in one.entries if entry.words.endswith(VETOED)]
        if reasons:
            yield f"{one.name}：{'、'.join(reasons)}{VETOED}。"


def _graded(shown: Sequence[Shown]) -> Iterator[str]:
    """Why the same points may stand beside two grades."""
    if any(one.appraisal.get("presidium_grade") for one in shown):
        yield "主席团评定了等次的按评定，其余的按总分。"


def _differences(scores: ScoresOfYear, shown: Sequence[Shown]) -> Iterator[str]:
    """Whose published points are no longer what the records say."""
    if not scores.published:
        return
    now = {mandate.id: one for one in scores.scores for mandate in one.deputy.mandates}
    for each in shown:
        one = now.pop(each.mandate, None)
        if one is None:
            yield f"{each.name}按现在的名册当年度没有任职；公布的不变。"
        elif one.score.total != each.points:
            yield f"{each.name}公布 {points_text(each.points)} 分，按现在的记录是 {points_text(one.score.total)} 分；公布的不变。"
    listed = {each.mandate for each in shown}
    missing = [
        one.deputy.name for one in scores.scores if listed.isdisjoint(m.id for m in one.deputy.mandates)
    ]
    if missing:
        yield f"{'、'.join(missing)}不在公布的名单里。"


def score_lines(ledger: Ledger, scores: ScoresOfYear, mandate: int) -> Tabulation | None:
    """One deputy's score line by line, as published where it was; None for nobody of that year."""
    one = next((each for each in shown_scores(ledger, scores) if each.mandate == mandate), None)
    if one is None:
        return None
    return Tabulation(
        "积分明细",
        f"{ledger.office.get('town') or ''}人大代表{one.name}履职积分明细",
        (
            Heading("类别", least=10),
            Heading("计分项目", least=14),
            Heading("怎样得分", least=24),
            Heading("得分", "right", decimals=1),
        ),
        tuple(
            (Cell(entry.category), Cell(entry.name), Cell(entry.words), _category([entry]))
            for entry in one.entries
        ),
        (
            Cell("总分"),
            Cell(""),
            Cell(f"第 {one.place} 名{'，' if one.grade else ''}{one.grade}"),
            _points(one.points),
        ),
        ("单位：分", scores.year.in_full, _standing(scores)),
        signatures_of(ledger.office),
        tuple(_basis(scores)),
        presidium_of(ledger.office),
    )


def public_list(ledger: Ledger, scores: ScoresOfYear) -> Tabulation:
    """What the notice board gets (代表法 art. 58): names, points, place and grade; no appraisals, no remarks."""
    shown = sorted(
        shown_scores(ledger, scores), key=lambda one: one.place
    )  # ties stay in the order of the roster
    return Tabulation(
        "履职积分公示",
        f"{ledger.office.get('town') or ''}人大代表履职积分公示",
        (
            Heading("代表", least=8, names=True),
            Heading("代表小组", least=10),
            Heading("总分", "right", decimals=1),
            Heading("名次", "right"),
            Heading("等次", "center", least=8),
        ),
        tuple(
            (
                Cell(one.name),
                Cell(one.group),
                _points(one.points),
                Cell(str(one.place), one.place),
                Cell(one.grade),
            )
            for one in shown
        ),
        (),
        ("单位：分", scores.year.in_full, _standing(scores)),
        ("", "", ""),
        (*_graded(shown), *_basis(scores)),
        presidium_of(ledger.office),
    )
