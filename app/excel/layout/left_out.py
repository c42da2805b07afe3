"""The filled rows of a sheet that are no entries, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from app.domain.texts import half_width, without_blanks
from app.excel.layout.marks import counts_nothing
from app.excel.layout.natures import nature_of
from app.excel.layout.planned import is_of_things_held, was_not_held
from app.excel.layout.row_words import explains, is_note, is_sample, is_total, is_vacancy, says_nothing, signs
from app.excel.layout.sections import Sections
from app.excel.layout.tables import Table
from app.excel.layout.titles import SITTING
from app.excel.layout.totals import WHOLE
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary
from app.excel.questions import LeftOut
from app.excel.writing.continued import CONTINUED

_COUNTED = re.compile(r"\d+[人名件条次场批户个][)]?$")
_SENTENCE = re.compile("[。；？！,;?!\uff0c]")
_NUMBER = re.compile(r"[\d一二三四五六七八九十]+")
_SIGNING = re.compile("^[\u4e00-\u9fff]{1,6}(?:人|签[字名章]?|盖章|负责|主任|站长):")
#: figures with their units in one line: 上年结转0.00元,本年收入80,000.00元,结余48,600.00元
_SUMS = re.compile(r"(?:[\u4e00-\u9fff]{2,10}:?-?\d[\d,.]*(?:元|人次|批次|[件人次条批项])[,;、。]?){2,}")
LONGEST = 300  # characters of a cell that can tell what its row is
LABELS = 2  # cells of a total that are no figures
LEADING = 3  # cells of a row, one of which may name somebody
LONGEST_HEAD = 20  # characters of a line that heads what stands below it
SHOWN = 60  # characters of a row


def left_out(tables: Sequence[Table], vocabulary: Vocabulary) -> Iterator[LeftOut]:
    """The rows of one sheet that none of its tables uses, from top to bottom."""
    view = tables[0].view
    used = {row for table in tables for row in _used(table)}
    sections = Sections(vocabulary, tables[0].columns.whole)
    rows = view.rows_with_cells if not view.turned else range(max(map(len, view.rows), default=0))
    first = min(table.header.top for table in tables)
    sections.group(view.lone_texts(row for row in view.rows_with_cells if row >= first))
    titles = [_shape(_texts(view, row)) for row in range(0 if view.turned else min(first, view.height))]
    for row in rows:
        texts = _texts(view, row) if row not in used else []
        if texts:
            again = row > first and _shape(texts) in titles  # printed anew above each part
            why = "title" if again else _why(row, texts, tables, vocabulary, sections)
            if why == "not_understood" and len(texts) == 1:
                why = _of_line_alone(row, texts[0], view, used)
            yield LeftOut(view.sheet.name, row + 1, " ".join(texts)[:SHOWN], why)


def _of_line_alone(row: int, text: str, view: View, used: Collection[int]) -> str:
    """A short line alone heads the records below it (一月份, 茶山代表团（共17件）, 东部小组  18人), and behind the last one it
    sums them up (上半年收到36条).
    """
    if view.turned or not used or len(text) > LONGEST_HEAD or _SENTENCE.search(text):
        return "not_understood"
    counted = bool(_COUNTED.search(half_width(text)))
    if row > max(used):
        return "total" if counted else "not_understood"
    column = view.filled(row)[0]
    is_wide = view.extent.get((row, column), (row, column))[1] - column >= LEADING
    return "section" if is_wide or counted or nature_of(text).names < 1.0 else "not_understood"


def _counts_none(row: int, tables: Sequence[Table], vocabulary: Vocabulary) -> bool:
    """Whether a row has no figure but nought where a table counts."""
    counting = {
        (table.view, column)
        for table in tables
        for column, key in table.columns.used().items()
        if not table.view.turned and vocabulary.kind_of(key).is_quantity
    }
    texts = [view.text(row, column) for view, column in counting]
    return bool(texts) and all(says_nothing(text) or counts_nothing(text) for text in texts)


def _is_signed(bare: Sequence[str]) -> bool:
    """Whether a row says below its labels who signs, whose names may stand beside them: 盘点人:蓝晓晴 | 审核人: | 日期:年月日."""
    return all(":" in text for text in bare) and any(_SIGNING.match(text) for text in bare)


def _shape(texts: list[str]) -> list[str]:
    """What is the same above each part: labels without their values, and a line without its number."""
    if len(texts) == 1:
        return [_NUMBER.sub("", half_width(texts[0]))]
    return texts[::2] if len(texts) % 2 == 0 else texts


def _texts(view: View, row: int) -> list[str]:
    if view.turned:
        return [text for line in range(view.height) if (text := view.text(line, row)[:LONGEST])]
    return [view.text(row, column)[:LONGEST] for column in view.filled(row)]


def _used(table: Table) -> Iterator[int]:
    """The rows of the sheet that hold a table's records (of a turned one: its fields)."""
    if table.view.turned:
        yield from table.columns.used()
        yield from (
            row for row in table.columns.unused if len(_texts(table.view, row)) > 1
        )  # a note is alone
        return
    for line in table.lines:
        yield line.row
        yield from line.more
        for places in (line.places or {}).values():
            yield from (row for row, _ in places)


def _why(
    row: int, texts: list[str], tables: Sequence[Table], vocabulary: Vocabulary, sections: Sections
) -> str:
    if any(table.header.top <= row <= table.header.bottom for table in tables if table.header.headings):
        return "heading"
    if all(map(says_nothing, texts)):
        return "blank"
    if texts[0] == CONTINUED and any(table.own for table in tables):
        return "repeated"
    first = min(table.header.top for table in tables)
    if row < first:
        return "title"
    bare = [without_blanks(half_width(text)) for text in texts]
    if is_sample(bare):
        return "sample"
    if any(map(is_vacancy, texts)):
        return "vacancy"
    if is_of_things_held(vocabulary) and any(
        was_not_held(table.view, row, table.columns.planned, ()) for table in tables if not table.view.turned
    ):
        return "not_held"
    if is_total(bare[0]) and any(character.isdigit() for text in bare[1:] for character in text):
        return "total"
    if 2 * sum(vocabulary.match(text) is not None for text in texts) > len(texts) or all(
        text.strip("()").isdigit() for text in bare
    ):
        return "heading"
    figures = sum(nature_of(text).number for text in bare)
    called = [text for text in bare[:LEADING] if not WHOLE.match(text)]
    is_somebody = not any(map(is_total, bare[:2])) and any(nature_of(t).person == 1.0 for t in called)
    if figures and not any(map(is_total, bare[:2])) and _counts_none(row, tables, vocabulary):
        return "blank"  # no total: 王大山 | 0 | 0, 石桥村联络站 | 0 | 0
    if figures and is_somebody:
        return "not_understood"
    if any(map(is_total, bare[:2])) or (figures and len(bare) - figures <= LABELS):
        return "total"
    if sections.labelled(texts):
        return "section"
    if len(texts) <= 3 and (sections.find(texts[0]) or sections.titled(texts[0]) or sections.coded(texts[0])):
        return "section"
    if len(texts) == 1 and SITTING.search(bare[0]):
        return "section"
    if is_note(bare[0]) or all(map(explains, texts)):
        return "note"
    if all(map(signs, bare)) or _is_signed(bare):
        return "signature"
    if len(bare) == 1 and _SUMS.fullmatch(bare[0]):
        return "total"
    return "section" if len(texts) == 1 and sections.day and sections.dated(texts[0]) else "not_understood"
