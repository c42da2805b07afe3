"""What is meant below a heading that says less than its cells: how many and not who, how it stands and not what was
done, when and not what was answered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.intake_habits import CountsInstead, DaysOfStates
from app.domain.texts import half_width
from app.excel.layout.evidence import ColumnSeen
from app.excel.layout.likely_codes import likely_code
from app.excel.layout.natures import says_time
from app.excel.layout.vocabulary import Vocabulary

FIGURES = 0.8  # share of figures from which a column counts
DAYS = 0.7  # share of cells that are days in a column of days
MEANT = 0.3  # nearness from which a rarer field may be meant too
RECURRING = 3  # cells to a word on average of a column of choices
DAY = "日期"  # what days say below any heading
SAID_BY_CELLS = 3.0  # weight of cells that say what their heading does not
_DATED = re.compile(r"\s*([^()\d]{2,6})[(]\d[^()]*[月.\-/]\d[^()]*[)]\s*$")
_IS_WORD = re.compile("[\u4e00-\u9fff]{2}")


def as_cells_say(
    by_heading: Mapping[str, float], seen: ColumnSeen, vocabulary: Vocabulary
) -> dict[str, float]:
    """What headings say for each field, where the cells fit nothing but another field: that one is meant."""
    weights = _counted(dict(by_heading), seen, vocabulary)
    best = max(weights, key=lambda key: weights[key], default="")
    if other := _other_choice(best, seen, vocabulary) or _time_meant(best, seen, vocabulary):
        weights[other] = max(weights.pop(best, 0.0), SAID_BY_CELLS)
        return weights
    by_name = seen.target is not None and seen.target.field == best and seen.target.rank == 0
    if not best or by_name or not vocabulary.kind_of(best).is_words:
        return weights
    meant = _code_meant(best, seen, vocabulary) or _day_meant(best, seen, vocabulary)
    if meant:
        weights[meant] = weights.pop(best)
    return weights


def _counted(weights: dict[str, float], seen: ColumnSeen, vocabulary: Vocabulary) -> dict[str, float]:
    """Figures below 代表 or 群众 say how many there were and not who."""
    if seen.natures.number >= FIGURES:
        for names, count in vocabulary.register.intake.habit(CountsInstead).fields.items():
            if weights.get(names, 0.0) > 0:
                weights[count] = max(weights.pop(names), weights.get(count, 0.0))
    return weights


def _other_choice(best: str, seen: ColumnSeen, vocabulary: Vocabulary) -> str:
    """The choice of a heading near to this one whose words all cells are, where none is a word of what the heading names:
    A, B, C below 类别 are no classes of matters but those of replies.
    """
    words = dict.fromkeys(seen.cells)
    if len(words) > 1 and all(len(word) == 1 and word.isascii() and word.isalpha() for word in words):
        lettered = [f.key for f in vocabulary.choices if {*words} <= {label for _, label, _ in f.kind.table}]
        if (own := [key for key in lettered if key in vocabulary.usual]) and len(own) == 1 and best != own[0]:
            return "" if seen.target is not None and seen.target.field else own[0]
    table = vocabulary.kind_of(best).table if best else None
    if not table or not words or any(table.read(word) is not None for word in words):
        return ""
    near = vocabulary.sense.nearness(*seen.path)
    return next(
        (
            one.key
            for one in vocabulary.choices
            if near.get(one.key) and all(one.kind.table.read(word) is not None for word in words)
        ),
        "",
    )


def _time_meant(best: str, seen: ColumnSeen, vocabulary: Vocabulary) -> str:
    """The first time of day of the register where all that stands below 时间 are times or parts of the day and no day is."""
    if (
        not best
        or not vocabulary.kind_of(best).is_day
        or not seen.cells
        or not all(map(says_time, seen.cells))
    ):
        return ""
    return next((key for key in vocabulary.fields if vocabulary.kind_of(key).is_time), "")


def days_of_states(seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary) -> dict[str, tuple[int, ...]]:
    """The days of states → columns of states most of whose cells hold one in brackets: 是否办结 | 已办结（6月7日）."""
    columns: dict[str, tuple[int, ...]] = {}
    for key, days in vocabulary.register.intake.habit(DaysOfStates).fields.items():
        for column, one in seen.items():
            dated = [m for cell in one.cells if (m := _DATED.match(half_width(cell)))]
            codes = {vocabulary.kind_of(key).table.read(match[1]) for match in dated}
            if one.target is not None and one.target.field == key and 2 * len(dated) > len(one.cells):
                own = [day[-1] for code, day in days.items() if {code} == codes]
                columns |= {day: (column,) for day in own if day not in columns}
    return columns


def of_reasons(
    whole: Mapping[str, tuple[int, ...]], seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary
) -> list[str]:
    """The needed fields whose column says why a state is not the usual one: 事由 behind 签到情况 is blank where somebody came."""
    held = {columns[0]: key for key, columns in whole.items() if len(columns) == 1}
    reasons = []
    for column, key in held.items():
        state = held.get(column - 1, "")
        table = vocabulary.kind_of(state).table if state and state not in vocabulary.needed else None
        if not table or key not in vocabulary.needed or not vocabulary.kind_of(key).is_words:
            continue
        usual = next(iter(table.codes()))
        usual_rows = {row for row, text in seen[column - 1].by_row if table.read(text) == usual}
        rows = {row for row, _ in seen[column].by_row}
        if len(usual_rows) >= max(RECURRING, len(rows)) and rows and rows.isdisjoint(usual_rows):
            reasons.append(key)
    return reasons


def _code_meant(best: str, seen: ColumnSeen, vocabulary: Vocabulary) -> str:
    """Words of a code table alone below 办理情况 say how it stands and tell nothing: the choice and not the text.

    Where the words come again and again, some of them may only hold a word of the table: 正在办.
    """
    words = dict.fromkeys(seen.cells)
    recur = RECURRING * len(words) <= len(seen.cells)
    if vocabulary.kind_of(best).table or not any(map(_IS_WORD.search, words)):
        return ""
    near = vocabulary.sense.nearness(*seen.path)
    tables = (
        (key, vocabulary.kind_of(key).table) for key in vocabulary.fields if near.get(key, 0.0) >= MEANT
    )
    for key, table in tables:
        plain = sum(table.read(word) is not None for word in words) if table else 0
        if plain == len(words) or (recur and plain and all(likely_code(word, table) for word in words)):
            return key
    return ""


def _day_meant(best: str, seen: ColumnSeen, vocabulary: Vocabulary) -> str:
    """Days below 答复 or 实际答复 say when and tell nothing; 2021-01 may be a number."""
    if seen.natures.day < DAYS or not seen.path or best in vocabulary.numbers:
        return ""
    near = vocabulary.sense.nearness(*seen.path[:-1], f"{seen.path[-1]}{DAY}")
    days = (key for key in vocabulary.fields if vocabulary.kind_of(key).is_full_day)
    meant = max(days, key=lambda key: near.get(key, 0.0), default="")
    return meant if near.get(meant, 0.0) >= MEANT and vocabulary.may_mean(meant, seen.concepts) else ""
