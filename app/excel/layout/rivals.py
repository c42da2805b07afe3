"""One heading, two meanings: the cells below settle which field a column feeds (类别 as topic, class or result)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.fields import Kind
from app.domain.kinds import Choice
from app.domain.texts import heading_key
from app.excel.layout.lines import says_nothing
from app.excel.layout.vocabulary import NUMBERING, Vocabulary

ASKS = re.compile("^是否|^有无|否$")  # 是否办结: the cells say 是 or 否
_LONGEST_RUNNING = 4  # digits of a running number


def settle_rivals(
    whole: dict[str, tuple[int, ...]],
    texts: Mapping[int, list[str]],
    headings: Mapping[int, str],
    vocabulary: Vocabulary,
) -> None:
    """Moves columns whose cells say nothing to their field to the rival to which they do."""
    _drop_running_numbers(whole, texts, headings, vocabulary)
    for key, rivals in vocabulary.register.intake.rivals.items():
        if key not in whole:
            continue
        said = [t for c in whole[key] for t in texts[c] if not says_nothing(t)]
        asked = any(ASKS.search(headings.get(c, "")) for c in whole[key])
        if not said or asked or _share(vocabulary.kind_of(key), said) > 0.5:
            continue
        for rival in rivals:
            kind = vocabulary.kind_of(rival)
            if rival not in whole and _share(kind, said) > 0.5:
                whole[rival] = whole.pop(key)
                break


def _share(kind: Kind, texts: list[str]) -> float:
    """How many of the texts a kind can read; words say something to every kind of words."""
    if not isinstance(kind, Choice):
        coded = sum(len(text) <= 6 for text in texts)
        return 1 - coded / len(texts) if kind.name == "prose" else 1.0
    return sum(kind.table.read(text) is not None for text in texts) / len(texts)


def _drop_running_numbers(
    whole: dict[str, tuple[int, ...]],
    texts: Mapping[int, list[str]],
    headings: Mapping[int, str],
    vocabulary: Vocabulary,
) -> None:
    """1, 2, 3 below 序号 number the lines of a sheet and are no numbers that were given to the records."""
    if vocabulary.register.numbered is None or "no" not in whole:
        return
    column = whole["no"][0]
    said = [text for text in texts.get(column, ()) if any(c.isdigit() for c in text)]
    plain = sum(text.isdigit() and len(text) <= _LONGEST_RUNNING for text in said)
    running = 2 * plain > len(said) or not said  # the rest are totals
    if running and heading_key(headings.get(column, "")) in NUMBERING and "编" not in headings[column]:
        del whole["no"]
