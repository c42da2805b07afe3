"""Lines, titles and names of sheets that say a value for everything below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from app.domain.registers import BY_KEY
from app.domain.texts import half_width, without_blanks
from app.excel.layout.concepts import concepts_of, says_only_concepts
from app.excel.layout.day_words import day_among_words
from app.excel.layout.days_and_periods import first_day_of, is_day, months_in
from app.excel.layout.evidence import ANYBODY, InLedger, looks_of, nothing_known
from app.excel.layout.likely_codes import may_mean
from app.excel.layout.line_parts import (
    NUMBERED,
    day_within,
    labelled,
    looks_like,
    parts_of_cells,
    parts_of_line,
    patterns_of,
    rank_of,
    sitting_in,
    villages_behind,
)
from app.excel.layout.lines import Line
from app.excel.layout.natures import nature_of
from app.excel.layout.row_words import LONGEST, says_nothing
from app.excel.layout.titles import is_called_by_ordinals, is_called_in_words
from app.excel.layout.vocabulary import Vocabulary

_NO_SECTION = re.compile("届|人大|大会|分组|分团|划分")
SOMEBODY = frozenset({"deputy", "name"})  # concepts of labels
_LABELLED = re.compile(r"^([^\s:]{2,8}):\s*([^\s:()]{2,20})(?:$|[\s(])")
_HEADED = re.compile(
    r"^(?:[(][一二三四五六七八九十\d]{1,3}[)]\s*|[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.:\s]+|[【\[■●◆★※*]\s*)?([\u4e00-\u9fff][\u4e00-\u9fff、,]{1,11}?)"
    r"\s*[】\]]?\s*(?:[(](?:共|计)?\s*\d+\s*[件项条次个人名][)])?[:\uff1a]?$"
)
# 下洋村(4人): whoever counts the deputies of a village means its district
_VILLAGE_OF = re.compile(
    r"^([\u4e00-\u9fff]{1,8}(?:村|社区|居委会|屯|街))\s*[(]?(?:共|计)?\s*\d+\s*[人名](?:代表)?[)]?$"
)
_RECORDS_OF = re.compile(r"^([\u4e00-\u9fff·]{2,6}?)(?:代表|同志)的?[\u4e00-\u9fff\d]{2,16}$")  # 履职记录
SAME, LONGEST_LABEL = 0.99, 6  # nearness of what means the same; characters of a label in other words
MOSTLY = 0.8  # share of what lines name that is known, or looks, as what a field holds
CODE_WORD, LONGEST_HEAD = (
    4,
    10,
)  # characters of a code's word inside a line; of a numbered line that heads others
_BEHIND = re.compile(r"[\u4e00-\u9fff][(]([^()]{2,10})[)]$")  # what stands in brackets behind a title


class Sections:
    """Reads rows that say a value for everything below, and keeps what they said."""

    def __init__(
        self, vocabulary: Vocabulary, read: Collection[str] = (), in_ledger: InLedger = nothing_known
    ) -> None:
        """``read``: the fields that columns hold already; ``in_ledger``: whether it has a name."""
        register = vocabulary.register
        self._in_ledger, self._vocabulary = in_ledger, vocabulary
        #: links that no column holds: a line, a title or a sheet's name may say them for all rows below
        self._links = {
            f.key: f.kind.to
            for f in register.input_fields
            if f.kind.to and f.key in vocabulary.usual and f.key not in (*read, register.intake.term)
        }
        #: those, and words that every record needs and no column holds: 活动主题 above who came
        self._words = {k for k in vocabulary.needed if vocabulary.kind_of(k).is_words and k not in read}
        self._sayable = {*self._links, *self._words}
        #: what lines may group rows by, with the register of what they name; a cell of a column goes before them
        self._groups = {
            f.key: f.kind.to
            for f in register.input_fields
            if f.kind.to and f.key != register.intake.term
            if f.key in vocabulary.usual or f.key in (section.field for section in register.intake.sections)
        }
        if not any(looks_of(to) == "district" for to in self._groups.values()):
            self._groups |= dict.fromkeys(
                (k for k in vocabulary.villages if "." not in k and k not in read), ""
            )
        #: links to what goes by ordinals and has a day: 第十六届人大第一次会议(2022年1月12日)
        self._sittings = {
            f.key: f.kind.to
            for f in register.input_fields
            if f.kind.to and f.key not in read and is_called_by_ordinals(BY_KEY[f.kind.to])
        }
        #: code fields that no column holds: a line that says nothing but one of their words says it for all below
        self._codes = [
            f
            for f in register.input_fields
            if f.kind.table.codes() and f.key in vocabulary.usual and f.key not in read
        ]
        self._patterns = patterns_of(register)
        self._titled = [section for section in vocabulary.register.intake.sections if section.titled]
        #: the day of a register's rows where no column holds it
        self.day = register.year_field if register.year_field not in read else ""
        self._numbered = ""  # the field of which the numbered lines so far say the words
        self._headed: dict[str, str] = {}  # what lines name that group the rows below them → the field
        self.words: dict[str, str] = {}
        self._sat = tuple[str, ...]()  # of the line that says a session: its rank, and the fields it says
        self.period = 0  # months of the line that says the day, which is the first of them
        self.year: int | None = None  # of the days below that have none
        self.month = ""  # the month of the bare days below, as its first day in words

    def line(self, row: int, words: Mapping[str, str]) -> Line:
        """A record below what was said so far, with the months of the period whose first day it has; 0 for a day, or none."""
        return Line(row, words, months=self.period if self.day in self.words else 0, year=self.year)

    def group(self, lines: Iterable[str]) -> None:
        """Tells by all that lines name what they group the rows by: 农业农村办公室 and 水务站 beside 供电所 are offices."""
        matches = (_HEADED.match(half_width(text[:LONGEST]).strip()) for text in lines)
        names = list(dict.fromkeys(match.group(1) for match in matches if match))
        names_known = {
            key: sum(bool(to) and self._in_ledger(to, name) for name in names)
            for key, to in self._groups.items()
        }
        like = {key: sum(looks_like(name, to) for name in names) for key, to in self._groups.items()}
        patterned = [key for key, pattern in self._patterns if any(map(pattern.match, names))]
        best = max(self._groups, key=lambda key: (names_known[key], like[key], key in patterned), default="")
        fits = max(names_known[best], like[best] if len(names) > 1 else 0) if best else 0
        if names and fits >= MOSTLY * len(names) and best not in patterned:
            self._headed = dict.fromkeys(names, best)

    def find(self, text: str, *, alone: bool = True) -> tuple[str, str] | None:
        """The field and the value that a section row says, or None.

        Only what stands ``alone`` in its row may be a bare name: beside a label (站长, 联系人) it is that label's.
        """
        bare = half_width(text[:LONGEST]).replace(",", ",").strip()
        bare = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]{1,2}(?:选区|代表团))", "", bare)
        headed = _HEADED.match(bare) if self._headed else None
        if headed and headed.group(1) in self._headed:
            return self._headed[headed.group(1)], headed.group(1)
        for key, pattern in self._patterns:
            match = pattern.match(bare)
            if match and match.group(1) and not _NO_SECTION.search(match.group(1)):
                return key, match.group(1) + villages_behind(bare[match.end(1) :])
        return self._named(bare, alone)

    def _named(self, bare: str, alone: bool) -> tuple[str, str] | None:
        """代表:吴敏, 选区:石鼓村 or the bare name of somebody whom the ledger knows, where no column says it."""
        labelled = _LABELLED.match(bare)
        if labelled:
            target = self._vocabulary.match(labelled.group(1))
            if target is not None and target.field in self._links:
                return target.field, labelled.group(2)
        if not bare or not alone:
            return None
        village = _VILLAGE_OF.match(bare)
        if village and (key := self._district):
            return key, village.group(1)
        named = [bare, *_RECORDS_OF.findall(bare)]
        links = ((key, to, name) for key, to in self._links.items() for name in named)
        return next(((key, name) for key, to, name in links if self._in_ledger(to, name)), None)

    @property
    def _district(self) -> str:
        """The field of the district that no column holds; empty where there is none."""
        return next((key for key, to in self._links.items() if looks_of(to) == "district"), "")

    def coded(self, text: str) -> tuple[str, str] | None:
        """一、视察活动, 二、代表建议(5件), 保管期限:30年 in a line of its own: the field whose table holds the word, with the word."""
        bare = half_width(text[:LONGEST]).strip()
        labelled = _LABELLED.match(bare)
        target = self._vocabulary.match(labelled.group(1)) if labelled else None
        field = next((f for f in self._codes if target and f.key == target.field), None)
        if labelled and field and field.kind.table.read(labelled.group(2)) is not None:
            return field.key, labelled.group(2)  # 保管期限:30年
        match = _HEADED.match(bare)
        word = match.group(1) if match else ""
        exact = next(((f.key, word) for f in self._codes if word and f.kind.table.read(word)), None)
        numbered = NUMBERED.match(bare) is not None
        if exact or not numbered or not 0 < len(word) <= LONGEST_HEAD:
            self._numbered = exact[0] if exact and numbered else self._numbered
            return exact
        if self._numbered:  # what one numbered line says, the next ones say too
            return self._numbered, word
        likely = self.likely(word) or self._grouped(word)
        self._numbered = likely[0] if likely else ""
        return likely

    def begin_sitting(self, text: str) -> bool:
        """Begins what a line says of the session that the rows below belong to; whether it says one."""
        sections = self._sitting(text)
        for section in sections:
            self.begin(*section)
        self._sat = (rank_of(text), *(key for key, _ in sections)) if sections else self._sat
        return bool(sections)

    def _sitting(self, text: str) -> list[tuple[str, str]]:
        """The session that a line names, where the ledger has it, its day, and when in the year that is: 会议期间.

        The day holds for rows whose own cell is blank, too.
        """
        bare, sitting = half_width(text), sitting_in(text)
        if not sitting:
            return []
        links = ((key, sitting) for key, to in self._sittings.items() if self._in_ledger(to, sitting))
        words = (
            (f.key, word) for f in self._codes for _, label, more in f.kind.table for word in (label, *more)
        )
        of_codes = [(key, word) for key, word in words if len(word) >= CODE_WORD and word in bare]
        return [*links, *self._day_in(text, self._vocabulary.register.year_field), *of_codes[:1]]

    def dated(self, text: str) -> str:
        """The day that a line says and nothing else, or the first of its month or quarter; empty for other words."""
        if is_day(text):
            return half_width(text).strip()
        among = day_among_words(text)
        return among.text if among and not among.doubt else first_day_of(text) or ""

    def _grouped(self, word: str) -> tuple[str, str] | None:
        """What a numbered line groups the rows below it by, where only one link may be called anything: 三、环境卫生."""
        free = [key for key, to in self._links.items() if not looks_of(to) and is_called_in_words(BY_KEY[to])]
        return (free[0], word.removesuffix("方面").removesuffix("类")) if len(free) == 1 else None

    def likely(self, words: str) -> tuple[str, str] | None:
        """The code field that a record needs and of which words probably say one: 三、下去调研, a sheet called 夜访."""
        needed = (f for f in self._codes if f.required)
        return next(((f.key, words) for f in needed if may_mean(words, f.kind.table)), None)

    def of_part(self, name: str) -> tuple[str, str] | None:
        """What the name of a sheet says that is one of several parts of a workbook: a village, a deputy."""
        nature = nature_of(name)
        for key, to in self._links.items():
            looks = looks_of(to)
            stranger = looks == "names" and (says_only_concepts(name) or self._in_ledger(to, ANYBODY))
            if self._in_ledger(to, name) or (looks and getattr(nature, looks) == 1.0 and not stranger):
                return key, name
            if looks == "district" and nature.village == 1.0:
                return key, name
        return self.exactly(name) or self.likely(name)

    def exactly(self, words: str) -> tuple[str, str] | None:
        """The only code field that no column holds of which words are one: 会议期间 as a sheet's name, or in brackets
        behind a title.
        """
        bare = without_blanks(half_width(words)) if len(words) <= LONGEST_HEAD else ""
        level = self._vocabulary.register.intake.level  # titles say it in more ways
        of_codes = [f for f in self._codes if bare and f.key != level and f.kind.table.read(bare) is not None]
        return (of_codes[0].key, bare) if len(of_codes) == 1 else None

    def labelled(self, texts: list[str]) -> list[tuple[str, str]]:
        """选区: and its value beside it, or 姓名 and a name, where no column holds it; of several in one line all of these."""
        parts = parts_of_line(*texts) if len(texts) == 1 else self._parts_of_cells(texts)
        if len(parts) > 1 and (together := self._together(parts)):
            return together
        for label, value in pairwise(texts):
            if half_width(label).rstrip().endswith(":"):
                section = self.find(label.strip() + value.strip(), alone=False)
                if section:
                    return [section]
            target = self._vocabulary.match(label)
            key = target.field if target else self._in_sense(label) if label == texts[0] else ""
            is_value = (
                not self._vocabulary.match(value) and not nature_of(value).day
            )  # 站点 | 2022-03-15 was paid for
            if key in self._sayable and is_value:
                return [(key, value)]
            if target is None and concepts_of(label) & SOMEBODY and (own := self._named(value, alone=True)):
                return [own]  # 代表本人 and a name that the ledger knows
        return []

    def _parts_of_cells(self, texts: list[str]) -> list[str]:
        """The parts that the cells of a row are, where all are labelled or a day; none where one is anything else."""
        if all(map(self._vocabulary.match, texts[::2])) and not any(map(self._vocabulary.match, texts[1::2])):
            pairs = zip(texts[::2], texts[1::2], strict=False)
            return [f"{half_width(label).rstrip().rstrip(':')}:{value}" for label, value in pairs]
        parts = parts_of_cells(texts)
        return parts if all(labelled(part)[0] or self._day_in(part) for part in parts) else []

    def begin_labelled(self, texts: list[str]) -> bool:
        """Begins what a row says with labels; whether it says anything so."""
        sections = self.labelled(texts)
        for key, words in sections:
            self.begin(key, words)
        return bool(sections)

    def _together(self, parts: list[str]) -> list[tuple[str, str]]:
        """What the parts of a line say: the links and codes that are labelled, and with them the day, labelled or not."""
        fields: list[tuple[str, str]] = []
        beside: list[tuple[str, str]] = []
        for label, words in (labelled(half_width(part)) for part in parts):
            key = self._called(label) if label else ""
            if label and key == self.day:
                beside += self._day_in(words)
            elif key and self._may_be(key, words):
                fields.append((key, "" if says_nothing(words) else words))
            elif not label:
                beside += self._unlabelled(words)
        return [*beside, *fields] if fields else []

    def _unlabelled(self, words: str) -> list[tuple[str, str]]:
        """The day and the place that a part says without a label."""
        sections = (self.find(word, alone=False) for word in words.split())
        return [*self._day_in(words), *filter(None, sections)]

    def _day_in(self, words: str, field: str | None = None) -> list[tuple[str, str]]:
        """The day among words, for the day that no column holds or for another field; a month or quarter is none."""
        key = self.day if field is None else field
        day = "" if not key or months_in(words) else self.dated(words) or day_within(words)
        return [(key, day)] if day else []

    def _may_be(self, key: str, words: str) -> bool:
        """Whether words are none or a word of the code that they are said to be."""
        codes = next((field.kind.table for field in self._codes if field.key == key), None)
        return codes is None or says_nothing(words) or codes.read(words) is not None

    def _in_sense(self, label: str) -> str:
        """The words that every record needs of which a label says nothing else: 活动事项."""
        near = (
            self._vocabulary.sense.nearness(label) if self._words and 1 < len(label) <= LONGEST_LABEL else {}
        )
        return next((key for key in self._words if near.get(key, 0.0) >= SAME), "")

    def _called(self, label: str) -> str:
        """The field that a label names of those that a line may say, what stands before it left aside: 坐班代表."""
        target = self._vocabulary.match(label)
        if target is not None:
            free = {*self._sayable, *(field.key for field in self._codes), self.day}
            return target.field if target.field in free else ""
        ends = (self._vocabulary.match(label[start:]) for start in range(1, len(label) - 1))
        return next((one.field for one in ends if one and one.field in self._links), "")

    def titled(self, text: str) -> list[tuple[str, str]]:
        """The fields and values that a title says among other words."""
        bare = without_blanks(half_width(text[:LONGEST]))
        matches = [(section.field, re.search(section.titled, bare)) for section in self._titled]
        titled = [(field, match.group(1)) for field, match in matches if match]
        behind = _BEHIND.search(bare)
        exact = self.exactly(behind[1]) if behind else None
        return [*titled, exact] if exact else titled

    def begin(self, key: str, value: str, line: str = "") -> None:
        """A section begins; those that stood inside its predecessor end, and so does that one where no value is said.

        What a line said of a session ends with the next ``line`` of its rank: 二、闭会期间 behind 一、第一次会议.
        """
        if line and self._sat and key not in self._sat[1:] and rank_of(line) == self._sat[0]:
            self.words = {k: v for k, v in self.words.items() if k not in self._sat[1:]}
        order = list(self.words)
        inner = order[order.index(key) + 1 :] if key in order else []
        self.words = {k: v for k, v in self.words.items() if k not in inner} | {key: value}
        if not value:
            del self.words[key]
