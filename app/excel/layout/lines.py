"""Which rows of a table are records, and which are sections, totals, notes, samples, vacancies or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from app.domain.texts import half_width, heading_key, is_ditto, without_blanks
from app.excel.layout.natures import nature_of
from app.excel.layout.planned import is_of_things_held, was_not_held
from app.excel.layout.row_words import (
    EXPLAINS,
    FIGURE,
    LONGEST,
    MASKED,
    NAME,
    NOBODY,
    NOTE,
    ORGANISATION,
    SAMPLE_NAME,
    SIGNED,
    STRUCTURE,
    SUM,
    is_label,
    is_sample,
    is_vacancy,
    is_year,
    looks_like_name,
    says_how_to_fill,
    says_nothing,
)
from app.excel.layout.totals import Totals, says_total
from app.excel.layout.view import Place, View
from app.excel.layout.vocabulary import NUMBERING, Vocabulary

if TYPE_CHECKING:
    from app.excel.layout.columns import Columns

LONGEST_NAME = 20  # characters; a longer text in a column of names holds several or none
TITLE_COLUMNS = 3  # over which a title is merged at least
SIGNING = 4  # cells of a row that is signed
FEW_FILLED = 6  # columns of a table in which one cell alone is no record
LEAST_PROFILE = 4  # columns of a table whose rows have a profile


class Row(Enum):
    """What a row is."""

    RECORD = 1
    MORE = 2  # a further row of the record above
    VACANCY = 3
    NOTHING = 4
    TOTAL = 5  # sums up others
    THIN = 6  # too little for a record of its own; it may go on with the one above


@dataclass(frozen=True, slots=True)
class Line:
    """One record as it stands: its row, further rows of it, what sections above say, or a form's cells.

    ``details``: the lines of the table's detail sheet that belong to it.  ``months``: how many the period has
    of which the day that is said is the first; 0 for a day.  ``year``: that of its days, where a line above says it.
    ``rounds``: the rows that tell of a further round of its handling each.
    """

    row: int
    words: Mapping[str, str] = field(default_factory=dict)
    more: tuple[int, ...] = ()
    places: Mapping[str, tuple[Place, ...]] | None = None
    column: int | None = None
    details: tuple[Line, ...] = ()
    months: int = 0
    year: int | None = None
    rounds: tuple[int, ...] = ()


class RowJudge:
    """Tells the rows of one table apart."""

    def __init__(self, view: View, columns: Columns, first: int, last: int, vocabulary: Vocabulary) -> None:
        register, anchor = vocabulary.register, vocabulary.anchor
        self._vocabulary = vocabulary
        self.view, self.first, self.last = view, first, last
        self.name = columns.lead(anchor)
        self.names_people = anchor in columns.whole and register.field(anchor).kind.is_person
        used = columns.used()
        self.used = set(used)
        weak = {f.key for f in register.fields if f.kind.table or f.kind.is_flag or f.kind.is_link}
        self.days = [c for key, cs in columns.whole.items() if vocabulary.kind_of(key).is_day for c in cs]
        self.quantities = {
            c
            for key, cs in columns.whole.items()
            if "." not in key and vocabulary.kind_of(key).is_quantity  # nobody sums up the ages of visitors
            for c in cs
        }
        self._totals = Totals(view, self.quantities)
        self._held, self._planned = is_of_things_held(vocabulary), columns.planned
        self.begun = False  # samples stand above the first record: below it 陈×× is somebody
        self.telling = {column for column, key in used.items() if key not in weak}
        #: those that hold small rows inside a record (visitors, one a sheet row)
        self._lists = {c for c, key in used.items() if key.partition(".")[0] in register.intake.lines}
        self._numbering = [c for c, text in columns.unused.items() if heading_key(text) in NUMBERING]
        self._fixed = [c for key in register.telling for c in columns.whole.get(key, ())]
        self._has_anchor = anchor in columns.whole

    def judge(self, row: int, *, is_plain: bool) -> Row:
        """What a row is, sections apart; to be asked row by row from the top."""
        kind = Row.RECORD if is_plain else self._judged(row)
        self._totals.passed(row, is_total=kind is Row.TOTAL)
        further = self.begun and kind in (Row.RECORD, Row.THIN) and self._continues(row)
        return Row.MORE if further else kind

    def _continues(self, row: int) -> bool:
        """A row that names somebody and leaves what the record is blank, or says 同上: one more of the row above."""
        if not self._has_anchor or not any(self.view.text(row, column) for column in self._lists):
            return False
        if any(self.view.text(row, column) for column in self._numbering):
            return False
        texts = (self.view.text(row, column) for column in self._fixed)
        return all(not text or is_ditto(text) for text in texts)

    def _judged(self, row: int) -> Row:
        cells = self.view.rows[row]
        own = cells[self.name] if self.name < len(cells) else None
        filled = self.view.filled(row, self.first, self.last)
        if not filled:
            return Row.NOTHING
        if self._totals.are_sums(row, filled):
            return Row.TOTAL
        if (row, self.name) in self.view.down and own is None:
            own_words = [
                text for text in self._texts(row, filled[:2]) if not text.startswith("共")
            ]  # 3月 | 共2次
            return Row.TOTAL if says_total(own_words) else Row.MORE
        if self._held and was_not_held(self.view, row, self._planned, self.quantities):
            return Row.NOTHING
        if not self.names_people and self._is_dated(row, filled):
            return Row.RECORD
        if len(filled) == 1 and self._spans(row, filled[0]):
            return Row.NOTHING
        return self._slowly(row, filled, self._texts(row, filled))

    def _texts(self, row: int, columns: Sequence[int]) -> list[str]:
        return [without_blanks(half_width(self.view.text(row, c)[:LONGEST])) for c in columns]

    def _spans(self, row: int, column: int) -> bool:
        """Whether a cell is merged over the columns of the table, as titles and sections are."""
        last = self.view.extent.get((row, column), (row, column))[1]
        return last - column + 1 >= max(TITLE_COLUMNS, len(self.used))

    def _is_dated(self, row: int, filled: list[int]) -> bool:
        """A row with a day where days stand, and with most of what rows hold, is a record whatever its words are."""
        return self._holds_most(filled) and any(
            nature_of(self.view.text(row, column)).day for column in self.days
        )

    def _holds_most(self, filled: list[int]) -> bool:
        return len(filled) > 1 and 2 * sum(column in self.used for column in filled) >= len(self.used)

    def is_no_section(self, row: int) -> bool:
        """Whether a record holds a day and an amount where those stand, or one of them and most of what rows hold.

        Such a row says nothing of those below it, whatever its words are: 站点 | 2022-03-15 | 400 may be what was paid for.
        """
        filled = self.view.filled(row, self.first, self.last)
        dated = any(nature_of(self.view.text(row, column)).day for column in self.days)
        counted = any(nature_of(self.view.text(row, column)).number for column in self.quantities)
        return (dated and counted) or ((dated or counted) and self._holds_most(filled))

    def is_plain(self, row: int) -> bool:
        """The usual row of somebody: a name, nothing but a number before it, something behind it."""
        cells = self.view.rows[row]
        own = cells[self.name] if self.names_people and self.name < len(cells) else None
        if (
            type(own) is not str
            or not NAME.match(own)
            or ORGANISATION.search(own)
            or own[0] in "合总小共其例空缺出备说填审制必选请示格暂待计平最求汇标非"
            or "某" in own
        ):
            return False
        if any(type(c) is str and not c.isdigit() for c in cells[self.first : self.name]):
            return False
        if self._vocabulary.exact(own) is not None:
            return False
        behind = cells[self.name + 1 : self.last + 1]
        return len(cells) - self.first > 3 and len(behind) - behind.count(None) >= 2

    def _slowly(self, row: int, filled: list[int], texts: list[str]) -> Row:
        name = without_blanks(half_width(self.view.text(row, self.name)[:LONGEST]))
        if all(map(is_label, texts)) or is_sample(texts) or SAMPLE_NAME.search(name):
            return Row.NOTHING
        if not self.begun and NOBODY.match(name):
            return Row.NOTHING
        if "某" in name and any(MASKED.search(text) for text in texts):
            return Row.NOTHING
        somebody = nature_of(name).person > 0  # behind whom 共2次 is a count of his own
        begins = [
            t
            for c, t in zip(filled[:2], texts[:2], strict=True)
            if not self._is_prose(c, t) and not (somebody and c > self.name)
        ]
        if says_total(begins):
            return Row.TOTAL
        if self._numbers_columns(texts):
            return Row.NOTHING
        if is_vacancy(name) or (
            says_nothing(name) and any(map(is_vacancy, texts)) and not self._fits_most(filled)
        ):
            return Row.VACANCY
        if self._sums_up(filled, texts):
            return Row.TOTAL
        if NOTE.match(texts[0]) and (":" in texts[0] or not self._is_called_like_a_note(row, name, filled)):
            return Row.NOTHING
        if says_nothing(name):
            return self._without_name(row, filled, texts)
        if (
            self.names_people
            and nature_of(self.view.text(row, self.name)).names == 1.0
            and len(name) > LONGEST_NAME
        ):
            return Row.RECORD
        return self._with_name(name, filled, texts)

    def _is_called_like_a_note(self, row: int, name: str, filled: list[int]) -> bool:
        """打印机 | 1 | 迳口站: a thing whose name begins as a note does, which 打印：2022年5月1日 is; people stand further right."""
        return (
            self.is_no_section(row)
            if not self.names_people
            else self.name in filled[1:] and looks_like_name(name)
        )

    def _fits_most(self, filled: list[int]) -> bool:
        """Whether a row fills most of what rows of the table hold."""
        return 2 * sum(column in self.used for column in filled) > len(self.used)

    def _sums_up(self, filled: list[int], texts: list[str]) -> bool:
        """Whether a row fits the columns of figures only, with a word or two of what they sum up, or only counts."""
        dated = any(c in self.days and nature_of(t).day for c, t in zip(filled, texts, strict=True))
        counts = [bool(SUM.match(text)) for text in texts]
        if self.days and not dated and len(texts) > 1 and all(counts[1:]):
            in_days = any(c in self.days for c in filled[1:])  # 全年 | 22条, the second where days stand
            if in_days or len(texts) > 2 or counts[0]:
                return True  # 总共 | 5场 | 代表8人次 | 群众10人; 收4件 | 销3件
        figures = sum(column in self.quantities for column in filled)
        if not figures or self.name in filled or len(self.used) < LEAST_PROFILE:
            return False
        others = [t for c, t in zip(filled, texts, strict=True) if c not in self.quantities]
        return len(others) <= 2 and not any(nature_of(text).day for text in others)

    def _is_prose(self, column: int, text: str) -> bool:
        """Words of a record may begin with 合计: 合计3户村民反映水压不足."""
        return column == self.name and not self.names_people and len(text) > 8 and not text.endswith("件")

    def _without_name(self, row: int, filled: list[int], texts: list[str]) -> Row:
        if self.view.unvalued(row, self.name):
            return Row.RECORD
        filled_columns = [
            c for c, t in zip(filled, texts, strict=True) if not says_nothing(t) and not is_ditto(t)
        ]
        telling = [c for c in filled_columns if c in self.telling and c != self.name]
        if not telling or len(filled_columns) < 2:
            return Row.THIN
        own = [t for c, t in zip(filled, texts, strict=True) if c in filled_columns]
        if all(SIGNED.search(t) or NOTE.match(t) or EXPLAINS.search(t) for t in own):
            return Row.NOTHING
        if len(own) <= SIGNING and is_label(own[0]):
            return Row.NOTHING  # 登记人: | 白干事 | 2023年5月
        return Row.RECORD

    def _with_name(self, name: str, filled: list[int], texts: list[str]) -> Row:
        if self._vocabulary.match(name) is not None and self._repeats_headings(filled, texts):
            return Row.NOTHING
        explained = sum(1 for text in texts if EXPLAINS.search(text))
        own_words = looks_like_name(name) if self.names_people else not says_how_to_fill(name)
        if 2 * explained > len(texts) and not own_words:
            return Row.NOTHING
        if not self.names_people:
            return Row.NOTHING if len(filled) == 1 and self._is_alone(name) else Row.RECORD
        if self._is_structure(name, filled, texts):
            return Row.NOTHING
        if (":" in name and len(filled) <= 4) or all(SIGNED.search(text) for text in texts):
            return Row.NOTHING
        mapped = [c for c in filled if c in self.used]
        if len(mapped) <= 1 and not looks_like_name(name):
            return Row.NOTHING
        if len(filled) <= 3 and (FIGURE.match(name) or len(name) > LONGEST_NAME):
            return Row.NOTHING
        return Row.RECORD

    def _is_alone(self, name: str) -> bool:
        """Whether the only words of a row say nothing of one record: 二、联系选民情况 where days stand."""
        no_day = self.name in self.days and not nature_of(name).day
        few = len(self.used) < (LEAST_PROFILE if no_day else FEW_FILLED)
        return ":" in name or is_year(name) or not few

    def _repeats_headings(self, filled: list[int], texts: list[str]) -> bool:
        """A header printed again; 照片 or 其他 alone may be what a record is about."""
        headings = sum(self._vocabulary.match(text) is not None for text in texts)
        return 2 * headings > len(texts) or (len(filled) == 1 and self.names_people)

    def _is_structure(self, name: str, filled: list[int], texts: list[str]) -> bool:
        """妇女 | 3人 | 占30%: the structure of the list in figures, below it."""
        before = [t for c, t in zip(filled, texts, strict=True) if c < self.name]
        behind = [t for c, t in zip(filled, texts, strict=True) if c > self.name]
        if not behind or len(filled) > 5 or any(t.isdigit() for t in before):
            return False
        return all(FIGURE.match(t) for t in behind) and (
            bool(STRUCTURE.search(name)) or any(not t.isdigit() for t in behind)
        )

    def _numbers_columns(self, texts: list[str]) -> bool:
        """The row below a header that numbers its columns: 1 2 3, (1) (2) (3), 甲 乙 1 2."""
        bare = [text.strip("()") for text in texts]
        if len(bare) < 3 or any(len(text) > 2 for text in bare):
            return False
        numbers = [int(text) for text in bare if text.isdecimal()]
        rest = [text for text in bare if not text.isdecimal()]
        return len(numbers) + sum(t in tuple("甲乙丙丁ABCDEFG") for t in rest) == len(
            bare
        ) and numbers == sorted(set(numbers))
