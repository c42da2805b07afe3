"""A sheet of one record: a table of its small rows alone, and around it labels with what they say of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.texts import half_width, without_blanks
from app.excel.layout.natures import nature_of
from app.excel.layout.repeated_rows import TOGETHER
from app.excel.layout.row_words import is_label
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary
from app.excel.questions import NO, YES, Option, Question

SURE = 0.8
LONGEST_LABEL = 10  # characters
_SIGNS = re.compile("^[\u4e00-\u9fff]{1,4}(?:签[字名章]|盖章)[:\uff1a]?$")
_STATED = re.compile(r"^([^:\d]{2,10}):(.+)$", re.DOTALL)
_COUNTED = re.compile(r"([\u4e00-\u9fff]{2,8}?)[: ]*(\d{1,5})[ ]*[名人张票]?(?=[,;、。 ]|$)")


def one_record(table: Table, vocabulary: Vocabulary) -> Table:
    """The table as one record where its columns hold only small rows of it: a ballot with its candidates.

    Such a table has no column of the anchor, of a day or of a link that would tell one record from the next.
    What was said in each row (反映的问题) may stand beside them where labels around say the day of the whole.
    """
    lists, remarks = vocabulary.register.intake.lines, vocabulary.register.intake.remarks or "note"
    whole = table.columns.whole
    held = {key.partition(".")[0] for key in whole}
    if not table.lines or table.own or not table.tabular or not held.intersection(lists):
        return table
    above = table.lines[0].words
    if any(line.words.get(key) != words for line in table.lines for key, words in above.items()):
        return table  # another day or site begins another record
    own = [line for line in table.lines if line.words == above]
    if any(one.places is not None or one.more for one in own) or own != list(table.lines[: len(own)]):
        return table  # below them labels may say more of the whole, and who signs
    rows = tuple(line.row for line in own if not _is_labelled(table, line.row, vocabulary))
    around = _values_around(table, rows, vocabulary)
    dated = bool(nature_of(around.get(vocabulary.anchor, "")).day)
    if len(own) < len(table.lines) and not dated:
        return table
    if not rows or not all(_is_said(key, vocabulary) and dated for key in held - {*lists, remarks}):
        return table
    places = {
        key: tuple((row, column) for row in rows for column in columns)
        for key, columns in whole.items()
        if key != remarks  # 当选 is said of one of them and not of the ballot
    }
    first = table.lines[0]
    words = {**around, **first.words}
    line = replace(first, words=words, more=rows[1:], places=places)
    columns = replace(
        table.columns,
        whole={key: own for key, own in whole.items() if key != remarks},
        unused={
            **table.columns.unused,
            **{
                c: table.header.headings[c].text for c in whole.get(remarks, ()) if c in table.header.headings
            },
        },
    )
    asked = _question(table, vocabulary) if len(rows) > 1 and not dated else ()
    return replace(table, columns=columns, lines=(line,), asked=(*table.asked, *asked))


def _is_said(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a field holds prose, which several rows of one record may say together."""
    kind = vocabulary.kind_of(key)
    return kind.is_words and kind.wide and key != vocabulary.anchor


def _is_labelled(table: Table, row: int, vocabulary: Vocabulary) -> bool:
    """Whether a row says something of the whole below the small rows: 另选他人: with a name and its votes, 处理意见 | ….

    Labels and values take turns there.
    """
    texts = [table.view.text(row, column) for column in table.view.filled(row)]
    fields = [bool(_field_of(text, vocabulary)) for text in texts]
    signed = any(_SIGNS.search(text) for text in texts)
    return (
        signed or any(map(is_label, texts)) or (all(fields[::2]) and not any(fields[1::2]) and len(texts) > 1)
    )


def _question(table: Table, vocabulary: Vocabulary) -> tuple[Question]:
    measure = vocabulary.register.measure
    message = f"这张表各行合起来先作为一{measure}读取，对吗？"
    options = (Option(YES, f"对，合为一{measure}"), Option(NO, f"不对，每行各是一{measure}"))
    name = table.view.sheet.name
    return (Question(TOGETHER, name, None, vocabulary.anchor, message, YES, SURE, options),)


def _values_around(table: Table, rows: tuple[int, ...], vocabulary: Vocabulary) -> dict[str, str]:
    """Field → what labels above and below the rows say of it: 实到代表 | 55, 发出选票：55张, 应到代表58名."""
    view, values = table.view, dict[str, str]()
    for row in range(view.height):
        if row in rows or row == table.header.bottom:
            continue
        texts = [half_width(view.text(row, column)).strip() for column in view.filled(row)]
        for label, value in _pairs(texts, vocabulary):
            key = _field_of(label, vocabulary)
            if not key or key in table.columns.whole or not value.strip():
                continue
            above = values.setdefault(key, value.strip())
            if value.strip() not in above and vocabulary.kind_of(key).is_words:
                values[key] = f"{above}\uff1b{value.strip()}"  # 总监票人 and 监票人
    return values


def _pairs(texts: list[str], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The labels of a row with their values, in the cell beside or behind a colon or the figure."""
    for number, text in enumerate(texts):
        beside = texts[number + 1] if number + 1 < len(texts) else ""
        if len(text) <= LONGEST_LABEL and beside and not _field_of(beside, vocabulary):
            yield text, beside
        if match := _STATED.match(text):
            yield match[1], match[2]
        yield from ((match[1], match[2]) for match in _COUNTED.finditer(text))


def _field_of(label: str, vocabulary: Vocabulary) -> str:
    """The field that a label names; empty for none."""
    target = vocabulary.match(without_blanks(label).rstrip(":"))
    return target.field if target is not None and target.code is None and not target.part else ""
