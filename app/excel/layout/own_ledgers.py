"""Ledgers that this program wrote itself: their headings are known exactly, and so is what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.domain.audiences import AUDIENCES
from app.domain.fields import Field
from app.domain.further_values import CALLED, FURTHER_VALUES
from app.domain.ledger_head import columns_for, with_sections
from app.domain.register import Register
from app.domain.texts import heading_key
from app.excel.grid import Sheet
from app.excel.layout.columns import Columns
from app.excel.layout.facts import facts_above
from app.excel.layout.headers import Header, Heading
from app.excel.layout.lines import Line, Row, RowJudge
from app.excel.layout.tables import Table
from app.excel.layout.titles import Facts, Office
from app.excel.layout.view import View
from app.excel.layout.vocabulary import RECORD_NUMBER, Target, Vocabulary
from app.excel.writing.continued import CONTINUED

NUMBERING = "序号"
_UNIT, _SIGNED = "单位：", "填表人："
_UNTIL = re.compile(r"截至(\d{4})年(\d{1,2})月(\d{1,2})日")
_LOWEST = 12  # rows a clerk may have put above the heading of a filed ledger
_ANNEX = [NUMBERING, CALLED.label, FURTHER_VALUES.label]
ANNEX_WORDS = "是台账后面的附表，同一些记录已在台账里"


def is_annex(sheet: Sheet) -> bool:
    """Whether a sheet holds what the ledger before it has no columns for, of the same records."""
    return any([str(cell) for cell in row if cell is not None] == _ANNEX for row in sheet.rows[:_LOWEST])


def read_own(view: View, vocabulary: Vocabulary, office: Office, by_name: Facts) -> Table | None:
    """The table of a sheet that is one of our own ledgers, as filed, as seen or for editing; else None.

    A workbook has 单位 above a heading that begins with 序号 and holds nothing but labels of the register; a
    text file begins with exactly the labels of its printed columns.
    """
    register = vocabulary.register
    for top in range(min(view.height, _LOWEST)):
        headings = [view.text(top, column) for column in range(len(view.rows[top]))]
        fields = _filed(register, headings, view, top) if top else _plain(register, headings)
        if fields:
            return _table(view, vocabulary, top, fields, facts_above(view, 0, top, office, by_name))
    return None


def _filed(register: Register, headings: Sequence[str], view: View, top: int) -> dict[int, Field]:
    """Column → field below the unit line of a workbook."""
    unit = next((view.text(top - 1, column) for column in view.filled(top - 1)), "")
    if headings[:1] != [NUMBERING] or not _begins(unit, _UNIT):
        return {}
    labels = {field.label: field for field in register.fields}
    labelled = {c: labels.get(text) for c, text in enumerate(headings) if c and text != RECORD_NUMBER}
    fields = {c: field for c, field in labelled.items() if field is not None}
    return fields if len(fields) == len(labelled) else {}


def _plain(register: Register, headings: Sequence[str]) -> dict[int, Field]:
    """Column → field of a text file, which holds the printed columns of one audience and no more."""
    own = [*headings[:-1]] if [*headings[-1:]] == [FURTHER_VALUES.label] else [*headings]
    for audience in AUDIENCES:
        for private in (False, True):
            for fields in with_sections(register, columns_for(register, None, audience, private)):
                if len(fields) > 1 and [f.label for f in fields] == own:
                    return dict(enumerate(fields))
    return {}


def _table(view: View, vocabulary: Vocabulary, top: int, fields: dict[int, Field], facts: Facts) -> Table:
    read = {f.key for f in vocabulary.register.typed_fields} | set(vocabulary.register.intake.claims)
    texts = {c: view.text(top, c) for c in view.filled(top)}
    whole: dict[str, tuple[int, ...]] = {
        field.key: (column,) for column, field in fields.items() if field.key in read
    }
    unused = {c: text for c, text in texts.items() if c not in fields or fields[c].key not in read}
    record = next((c for c, text in texts.items() if text == RECORD_NUMBER), None)
    unused.pop(record, None)  # type: ignore[arg-type]
    headings = {
        c: Heading(text, Target(fields[c].key) if c in fields and c not in unused else None, text)
        for c, text in texts.items()
    }
    header, columns = Header(top, top, headings), Columns(whole, {}, unused, record)
    return Table(
        view,
        header,
        columns,
        facts,
        tuple(Line(row) for row in _records(view, vocabulary, header, columns)),
        tabular=False,
        own={f.key: c for c, f in fields.items() if not f.computed and f.key in whole},
        until=_until(view, top),
        section=_section(view, vocabulary.register, top),
    )


def _records(view: View, vocabulary: Vocabulary, header: Header, columns: Columns) -> list[int]:
    """The rows that we numbered, and what a clerk has added between heading and signatures."""
    numbered = header.headings[0].target is None  # a field may be called 序号 too
    judge = RowJudge(view, columns, 0, 16_384, vocabulary) if vocabulary.anchor in columns.whole else None
    records: list[int] = []
    for row in range(header.bottom + 1, view.height):
        filled = view.filled(row)
        if not filled or (numbered and filled == [0]):
            continue
        if numbered and _begins(view.text(row, filled[0]), _SIGNED):
            break
        if numbered and records and view.text(row, 0) == CONTINUED:
            _continue(view, records[-1], row)
            continue
        own = type(view.raw(row, 0)) is int if numbered else True
        if not own and view.extent.get((row, 0), (row, 0))[1] > 0:
            continue  # a sentence over the whole width
        if own or (judge is not None and judge.judge(row, is_plain=judge.is_plain(row)) is Row.RECORD):
            records.append(row)
    return records


def _continue(view: View, first: int, row: int) -> None:
    """Texts that were too long for one row of the sheet become one text again."""
    whole = list(view.rows[first])
    for column in view.filled(row, first=1):
        whole[column] = f"{whole[column]}{view.raw(row, column)}"
    view.rows[first] = whole


def _begins(text: str, words: str) -> bool:
    return heading_key(text).startswith(heading_key(words))


def _section(view: View, register: Register, top: int) -> dict[str, str]:
    """The section that the unit line names (经费：代表活动经费), as the code of its field."""
    field = register.by_key.get(register.filing.section)
    if field is None or not top:
        return {}
    for column in view.filled(top - 1):
        named = re.search(rf"{re.escape(field.label)}：(\S+)", view.text(top - 1, column))
        code = field.kind.table.read(named[1]) if named else None
        if code is not None:
            return {field.key: code}
    return {}


def _until(view: View, top: int) -> date | None:
    """As of which day the ledger was written."""
    rows = range(max(top - 1, 0), top)
    match = next((m for r in rows for c in view.filled(r) if (m := _UNTIL.search(view.text(r, c)))), None)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
