"""What titles and sheet names say of everything below them: level, term, year and month."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.domain.codes import read_level
from app.domain.numerals import read_number
from app.domain.register import Register
from app.domain.texts import half_width, without_blanks
from app.excel.layout.traditional import simplified

HOME = "township"
LONGEST = 300  # characters; what follows is no title any more
NUMERALS = "0-9一二三四五六七八九十百零〇廿"
_HAN = "[\u4e00-\u9fff、/]"
SITTING = re.compile(rf"第?[{NUMERALS}]+届.{{0,20}}?第?[{NUMERALS}]+次(?:会议)?")
_TERM = rf"(?:(?:第[{NUMERALS}]+|[{NUMERALS}]{{2,}})届)?"
_CONGRESS = re.compile(
    rf"({_HAN}{{0,30}}?){_TERM}[(]?(?:人民代表大会|人大)(?!主席团|常委|常务|办|机关|工委|工作|换届|联络|专干)"
)
_DEPUTIES = re.compile(rf"({_HAN}{{0,24}}?){_TERM}代表(?!团|小组|大会|联络|之家|职务|证)")
_PLACE = re.compile(r"全国|[\u4e00-\u9fff]{0,8}?(?:省|自治区|(?<![选社片地校园])区|市|县|镇|乡)")
_ORDINAL = re.compile(rf"第([{NUMERALS}]+)届|(?<![新上本下每历换一])([{NUMERALS}]{{2,}})届")
_YEAR = re.compile(
    r"((?:19|20)\d\d)\s*年|([一二][〇零○九][〇零○一二三四五六七八九]{2})年|^\D{0,6}((?:19|20)\d\d)(?:\D|$)"
)
_YEARS = re.compile(
    r"(?:19|20)\d\d年?[-~—–至到]+(?:19|20)\d\d(?:年|$)"
)  # 2021-2023年: which one, a row must say
_MONTH = re.compile(rf"([{NUMERALS}]{{1,3}})月")
_PART_OF_YEAR = re.compile(r"第?([一二三四1-4])季度|([上下])半年")
_SHEET_MONTH = re.compile(r"^((?:19|20)\d\d)[.\-/_年]?(0?[1-9]|1[0-2])月?$")
WRITTEN_ON = re.compile("填[表报]|制[表作]|打印|更新|报送|上报|统计(?:时间|日期|截[至止])|截[至止]|审[核批]")
_BREAK = re.compile(r"[()\[\]【】,;。\s]")
_WHOLE_DAY = re.compile(r"(?:19|20)\d\d[年./\-]\d{1,2}[月./\-]\d{1,2}日?")
LONGEST_TITLE = 60
_SEVERAL = re.compile("两级|各级|三级|四级|五级|历届|^[市县区][、和与]?[镇乡](?:人大)?代表")


def is_of_writing(day: re.Match[str]) -> bool:
    """Whether a day among words is the one on which a sheet was written: 填表日期:2025年9月30日, 2025年9月30日填报."""
    before, after = day.string[: day.start()], day.string[day.end() :]
    behind = WRITTEN_ON.match(after)
    is_label = behind is not None and after[behind.end() : behind.end() + 1] in (
        ":",
        "\uff1a",
    )  # of what follows
    return bool(WRITTEN_ON.search(_BREAK.split(before)[-1] + day.group()) or (behind and not is_label))


@dataclass(frozen=True)
class Office:
    """Whose ledger this is, as far as titles can name it."""

    town: str = ""
    county: str = ""
    prefecture: str = ""


@dataclass(frozen=True)
class Facts:
    """What a title says; None where it says nothing.

    ``note`` is a sentence about how it was read; ``several``: it speaks of more than one level; ``words``
    are the titles themselves, for what only some registers look for.
    """

    level: str | None = None
    ordinal: int | None = None
    year: int | None = None
    month: int | None = None
    note: str = ""
    several: bool = False
    title: str = ""
    words: tuple[str, ...] = ()
    begins: int | None = None  # the first month of the quarter or half-year

    def over(self, other: Facts) -> Facts:
        """These facts, completed by another title's."""
        return Facts(
            self.level or other.level,
            self.ordinal or other.ordinal,
            self.year or other.year,
            self.month or other.month,
            self.note or other.note,
            self.several or other.several,
            self.title or other.title,
            (*self.words, *other.words),
            self.begins or other.begins,
        )


@lru_cache(maxsize=5_000)
def read_title(text: str, office: Office) -> Facts:
    """What one title or sheet name says."""
    bare = simplified(without_blanks(half_width(text[:LONGEST])))
    level, note = level_in(bare, office)
    ordinal = _ORDINAL.search(bare)
    dated = _WHOLE_DAY.sub(lambda day: "" if is_of_writing(day) else day.group(), bare)
    year, month = (None, None) if WRITTEN_ON.match(bare) else (_YEAR.search(dated), _MONTH.search(dated))
    number = read_number(ordinal.group(1) or ordinal.group(2)) if ordinal else None
    return Facts(
        level,
        number if number and number < 100 else None,
        _year(year) if year and not _YEARS.search(bare) else None,
        _month(month.group(1)) if month else None,
        note or "",
        bool(_SEVERAL.search(bare) and "代表" in bare),
        bare if len(bare) > 3 and ":" not in bare else "",
        (bare,) if len(bare) <= LONGEST_TITLE else (),
        _begins(bare),
    )


def level_in(bare: str, office: Office) -> tuple[str | None, str | None]:
    """The level of congress whose deputies a title speaks of, and a note where it had to be settled."""
    if _SEVERAL.search(bare):
        return None, None
    for pattern in (_CONGRESS, _DEPUTIES):
        levels: dict[str, str | None] = {}
        for match in pattern.finditer(bare):
            places = _PLACE.findall(match.group(1))
            level, note = _level_of_place(places[-1], office) if places else (None, None)
            if level:
                levels[level] = note
        if levels:
            return next(iter(levels.items())) if len(levels) == 1 else (None, None)
    return None, None


def _level_of_place(place: str, office: Office) -> tuple[str | None, str | None]:
    """The level of the congress of a place; words before its name do not matter."""
    for name, level in ((office.county, "county"), (office.prefecture, "prefecture"), (office.town, HOME)):
        if name and place.endswith(name):
            return level, None
    return level_of(place + "代表", office)


_CITY = re.compile(r"^([\u4e00-\u9fff]{2,6}市)(?:第[^届]{1,4}届)?(?:人民代表大会|人大)?(?:代表)?$")


def level_of(text: str, office: Office) -> tuple[str | None, str | None]:
    """The level that a word means here, and a note where the county's being a city settled it.

    A named city that is not the ledger's own is a prefecture, whether the ledger knows its own or not.
    """
    level, note = read_level(text, office.county, office.prefecture)
    if level is None and text.rstrip().endswith("级"):
        return level_of(text.rstrip()[:-1], office)
    if level is None:
        city = _CITY.match(without_blanks(half_width(text)))
        if city and city.group(1) != office.county:
            return "prefecture", None
    return level, note


def sheet_name_facts(name: str, office: Office) -> Facts:
    """What a sheet's name says; a name that is nothing but a level counts (镇, 市代表)."""
    name = simplified(name)
    facts = read_title(name, office)
    dated = _SHEET_MONTH.match(without_blanks(half_width(name)))
    if dated:
        facts = replace(facts, year=int(dated.group(1)), month=int(dated.group(2)))
    if facts.level is None and not _SEVERAL.search(name):
        level, note = level_of(name, office)
        facts = replace(facts, level=level, note=note or "")
    return facts


def _begins(bare: str) -> int | None:
    """The first month of the quarter or half-year that a title names."""
    match = _PART_OF_YEAR.search(bare)
    if match is None:
        return None
    return 3 * (read_number(match[1]) or 1) - 2 if match[1] else 1 + 6 * (match[2] == "下")


def _year(match: re.Match[str]) -> int | None:
    digits = match.group(1) or match.group(3)
    return int(digits) if digits else read_number(match.group(2))


def _month(text: str) -> int | None:
    number = read_number(text)
    return number if number and 1 <= number <= 12 else None


def is_called_by_ordinals(register: Register) -> bool:
    """Whether the rows of a register have a day and go by ordinals, as sessions do."""
    return bool(register.year_field) and any(register.field(key).kind.ordinal for key in register.called)


def is_called_in_words(register: Register) -> bool:
    """Whether the rows of a register are called by words of their own, and not by ordinals or other rows."""
    return all(register.field(key).kind.is_words for key in register.called)


def level_of_line(text: str, office: Office) -> str | None:
    """The level that a line says of the people below it; None for a note and any other line."""
    is_note = without_blanks(half_width(text[:20])).startswith(("注", "备注", "说明"))
    return None if is_note else read_title(text, office).level
