"""Sheets that tell each record in a paragraph: 3月15日，代表甲、乙在某站接待群众5人，收集意见2条。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.texts import half_width, without_blanks
from app.excel.layout.columns import Columns
from app.excel.layout.counts_in_one import quantity_named
from app.excel.layout.evidence import looks_of
from app.excel.layout.facts import facts_above
from app.excel.layout.headers import header_at
from app.excel.layout.lines import Line
from app.excel.layout.natures import names_in, nature_of
from app.excel.layout.planned import is_of_things_held
from app.excel.layout.tables import Table, TableReader
from app.excel.layout.titles import Facts
from app.excel.layout.view import column_letter
from app.excel.questions import YES, Option, Question

PARAGRAPH = "paragraph"  # the code of the question whether paragraphs were read well
SURE = 0.6
SHORTEST = 15  # characters of a paragraph
LEAST = 4  # fields of a record: its day, the words themselves, and two that they tell
MOST_BESIDE = 2  # filled cells of its row: the paragraph and a number
_DAY = re.compile(
    r"^(?:[(]?\d{1,2}[、.)]\s*)?(?P<day>(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号]|(?:19|20)\d\d[./\-]\d{1,2}[./\-]\d{1,2}|\d{1,2}[./]\d{1,2}(?![\d.]))"
)
_COUNT = re.compile(r"(?P<words>[\u4e00-\u9fff]{0,8})(?P<figure>\d{1,4})(?P<unit>人次|[人名位件条个项])")
_PLACE = re.compile(
    r"(?:在|到|于|赴|往|进驻?)(?P<place>[^,。;、在到于]{2,20}?(?:站|室|点|之家|处|中心))(?=[\u4e00-\u9fff,。;]|$)"
)
_PEOPLE = re.compile(
    r"(?:代表|同志)(?P<names>[\u4e00-\u9fff·]{2,4}(?:[、和及][\u4e00-\u9fff·]{2,4})*?)(?=在|到|于|赴|前往|等|[,。;]|$)"
)
_CALLED_OFF = re.compile("取消|暂停|停办|未(?:能)?(?:开展|举行|安排|接待)")
LONGEST_NAME, SHORTEST_NAME = 4, 2


def read_paragraphs(reader: TableReader, by_name: Facts) -> Table | None:
    """The records of a sheet in whose rows nothing stands but a number and a paragraph that begins with a day."""
    view, vocabulary = reader.view, reader.vocabulary
    if not is_of_things_held(vocabulary):
        return None
    rows = list(_rows(reader))
    lines = [Line(row, words, places={}) for row, _, words in rows if len(words) >= LEAST]
    if not lines or 2 * len(lines) < sum(bool(words) for _, _, words in rows):
        return None
    first, column = rows[0][0], rows[0][1]
    above = max(first - 1, 0)
    header = header_at(view, vocabulary, above, above)
    columns = Columns({vocabulary.anchor: (column,)}, {}, {})
    table = Table(
        view, header, columns, facts_above(view, 0, above, reader.office, by_name), lines, tabular=False
    )
    message = "这张表每条是一段话，先从话里读出日期、地点、代表和人数、件数，原话写在备注里，对吗？"
    options = (Option(YES, "对，这样读取"),)
    cells = tuple(view.text(line.row, column)[:40] for line in lines[:3])
    letter = column_letter(column)
    table.asked.append(
        Question(PARAGRAPH, view.sheet.name, letter, vocabulary.anchor, message, YES, SURE, options, cells)
    )
    return table


def _rows(reader: TableReader) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Each row with a paragraph, its column, and what the paragraph says; nothing where it was called off."""
    view = reader.view
    for row in range(view.height):
        filled = view.filled(row)
        if not 0 < len(filled) <= MOST_BESIDE:
            continue
        column = max(filled, key=lambda c: len(view.text(row, c)))
        text = without_blanks(half_width(view.text(row, column)))
        day = _DAY.match(text) if len(text) >= SHORTEST else None
        if day:
            yield row, column, {} if _CALLED_OFF.search(text) else _words_of(reader, text, day)


def _words_of(reader: TableReader, text: str, day: re.Match[str]) -> dict[str, str]:
    """Field → what a paragraph says of it, in words."""
    vocabulary = reader.vocabulary
    words = {vocabulary.anchor: day["day"]}
    rest = text[day.end() :]
    for field in reader.register.input_fields:
        if field.kind.to and looks_of(field.kind.to) == "names" and field.kind.several:
            names = _people(reader, field.kind.to, rest)
            words |= {field.key: "、".join(names)} if names else {}
        elif field.kind.to and field.required:
            places = (match["place"] for match in _PLACE.finditer(rest))
            looks = looks_of(field.kind.to)
            place = next((p for p in places if looks and getattr(nature_of(p), looks)), "")
            words |= {field.key: place} if place else {}
            rest = rest.replace(place, ",") if place else rest
    for match in _COUNT.finditer(rest):
        key = quantity_named(match["words"] + match["unit"], vocabulary, words)
        words |= {key: match["figure"]} if key else {}
    remarks = reader.register.intake.remarks
    return {**words, **({remarks: text} if remarks else {})}


def _people(reader: TableReader, register: str, text: str) -> list[str]:
    """The people of the ledger whose names occur in a text, in its order; of an empty one, those called 代表."""
    in_ledger, names, place = reader.hints.in_ledger, [], 0
    while place < len(text):
        pieces = (text[place : place + size] for size in range(LONGEST_NAME, SHORTEST_NAME - 1, -1))
        name = next(
            (p for p in pieces if len(p) >= SHORTEST_NAME and p.isalpha() and in_ledger(register, p)), ""
        )
        names += [name] if name else []
        place += len(name) or 1
    called = _PEOPLE.search(text)
    return list(dict.fromkeys(names)) or (names_in(called["names"]) if called else [])
