"""The headings by which a register's fields are known, and those that are known to be none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from app.domain.fields import Field, Kind
from app.domain.intake_habits import SecondAnchor, SplitFields
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.domain.texts import bare_heading_key, heading_key, without_blanks
from app.excel.layout.concepts import (
    ABSENT,
    AGAIN,
    ASKED,
    ATTEND,
    DEADLINE,
    ROLES,
    Sense,
    asked_for,
    concepts_of,
)
from app.excel.layout.traditional import simplified

# Headings that no register of ours keeps; knowing them keeps 工作时间 apart from 时间.
NO_FIELD = """
序号 序 编号 号 顺序 顺序号 行号 no 项目 年龄 周岁 岁数 实足年龄 签名 签字 签到 本人签名 照片
相片 邮编 邮政编码 微信 微信号 qq 邮箱 电子邮箱 衣服尺码 尺码 身高 座位 座位号 车牌 车牌号 房号
党龄 工龄 家庭成员 入选时间 审核意见 确认 血型 婚姻状况 宗教信仰 户籍 户籍地 户籍所在地 出生地
户口所在地 职级 行政级别 任现职时间 熟悉专业有何专长 专业 特长 银行卡号 开户行 排序 笔画
姓氏笔画 合计 总数 人数 小计 备用
""".split()
NUMBERING = frozenset(heading_key(word) for word in NO_FIELD)
SERIALS = frozenset({"序号", "序", "顺序", "顺序号"})
RECORD_NUMBER = "记录号"
OWN_PREFIXES = ("现",)  # what may stand before any heading; those below before one of a list of people
PREFIXES = ("人大代表", "代表", "本人", "个人", "当选人", "现", "被选举人")
LONGEST = 500  # characters; a longer text is no heading, and searching it takes time
SOMEBODY = frozenset({"person", "voter", "officer", "leader"})
POST, NUMBER, VILLAGE = "post", "number", "village"  # the concepts of 职务, 编号, 村
# How much weaker a heading is that only says the same, and one that fits only without its prefix or ending.
IN_OTHER_WORDS, FAR = 99, 100
SUFFIXES = ("情况", "信息", "栏", "填写", "代码", "编码", "内容")
# Headings below one of these speak of somebody else: 配偶 → 姓名.
OTHERS = re.compile(
    "配偶|家庭|家属|子女|父|母亲|亲属|推荐|介绍人|联系人|审核|填报|填表|经办|驻村|挂点|包村|原代表|监护|紧急|社会关系|候补"
)
_BETWEEN = re.compile(r"(?<=.)[/及和与或、](?=.)")
_SIGNS = re.compile(r"[()\uff08\uff09\[\]【】]")  # 入党(派)时间 is 入党派时间
PARTS_OF_DATE = {"年": 1, "月": 2, "日": 3, "年份": 1, "月份": 2}


class Target(NamedTuple):
    """What a heading stands for: a field, one ``part`` of it (from 1), or a ``code`` to be ticked.

    Without a field it is none of the register's.  ``rank`` orders headings of one field, the usual ones first.
    """

    field: str
    part: int = 0
    code: str | None = None
    rank: int = 0


class Vocabulary:
    """Finds what a heading stands for in one register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.anchor = register.anchor
        self.anchors = {self.anchor, register.intake.habit(SecondAnchor).field} - {""}
        self.names_people = register.field(self.anchor).kind.is_person
        self._exact: dict[str, Target] = {}
        #: what stands for people inside a record: 姓名 and 电话 may be anybody's
        self.listed: set[str] = set()
        self._fill()
        self._any = _any_of(self._exact)
        #: how near other words are in sense to those of each field
        self.sense = Sense(self._phrases, {key: asked_for(self.kind_of(key)) for key in self._phrases})
        self._any_anchor = _any_of(word for word, one in self._exact.items() if one.field in self.anchors)

    def _fill(self) -> None:
        intake = self.register.intake
        claimed = [self.register.field(key) for key in intake.claims]
        fields = (*(f for f in self.register.input_fields if not f.by_program), *claimed)
        for field in fields:
            self._exact.setdefault(heading_key(field.label), Target(field.key))
        for field in fields:
            for rank, alias in enumerate(field.aliases, start=1):
                self._exact.setdefault(heading_key(alias), Target(field.key, rank=rank))
        for key, parts in self.register.intake.habit(SplitFields).headings.items():
            for number, headings in enumerate(parts, start=1):
                for heading in headings:
                    self._exact.setdefault(heading_key(heading), Target(key, number))
        for key in intake.lines:
            self._fill_list(self.register.field(key))
        for heading in (*NO_FIELD, *self._worked_out()):
            self._exact.setdefault(heading_key(heading), Target(""))
        self._exact[heading_key(RECORD_NUMBER)] = Target(RECORD_NUMBER)
        for heading, target in list(self._exact.items()):
            self._exact.setdefault(_BETWEEN.sub("", heading), target)

    def _worked_out(self) -> Iterator[str]:
        """The headings of what the program works out itself: 结余 beside 收入 and 支出."""
        fields = (f for f in self.register.fields if f.computed or f.by_program)
        return (heading for field in fields for heading in (field.label, *field.aliases))

    def _fill_list(self, field: Field) -> None:
        """The columns of small rows inside a record: those that name people stand for the field itself."""
        for column in field.kind.columns:
            key = field.key if column.kind.is_person else f"{field.key}.{column.key}"
            self.listed.add(key)
            for rank, heading in enumerate((column.label, *column.aliases)):
                self._exact.setdefault(heading_key(heading), Target(key, rank=rank))

    @cached_property
    def part_senses(self) -> dict[str, Sense]:
        """Field that clerks keep in several columns → how near other words are in sense to those of each part."""
        split = self.register.intake.habit(SplitFields).headings
        return {
            key: Sense({str(n): words for n, words in enumerate(parts, start=1)})
            for key, parts in split.items()
        }

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Every field that a column may hold whole."""
        return tuple(dict.fromkeys(self._phrases))

    @cached_property
    def fields_in_order(self) -> tuple[str, ...]:
        """The same in the order in which the register has them."""
        order = {field.key: number for number, field in enumerate(self.register.fields)}
        return tuple(sorted(self.fields, key=lambda key: order.get(key.partition(".")[0], 0)))

    @cached_property
    def usual(self) -> frozenset[str]:
        """The fields that clerks' sheets usually hold: those that a record needs, and those of the printed ledger."""
        return self.needed | {*self.register.print_columns, *self.register.list_columns, *self.listed}

    @cached_property
    def needed(self) -> frozenset[str]:
        """The fields without which there is no record."""
        return frozenset({f.key for f in self.register.input_fields if f.required} | {self.anchor})

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The fields of words whose headings speak of a number: 编号, 代表证号."""
        return frozenset(key for key in self._words if self._speaking(key, frozenset({NUMBER})))

    @cached_property
    def of_second_rounds(self) -> frozenset[str]:
        """The fields of a second round, whose headings say so: 再次答复日期."""
        return frozenset(f.key for f in self.register.line_fields if f.in_line and f.in_line.number > 0)

    @cached_property
    def of_last_rounds(self) -> frozenset[str]:
        """The fields that have another one for the second round."""
        places = [(f.key, f.in_line) for f in self.register.line_fields if f.in_line]
        second = {place.key for _, place in places if place.number > 0}
        return frozenset(key for key, place in places if place.number < 0 and place.key in second)

    def may_mean(self, key: str, concepts: frozenset[str]) -> bool:
        """Whether a column whose headings say these concepts may hold a field at all."""
        if key in (self.of_last_rounds if AGAIN in concepts else self.of_second_rounds):
            return False
        if key in self.of_deadlines and concepts and DEADLINE not in concepts:
            return False  # days that nobody calls a limit are those on which something was done
        kind = self.kind_of(key)
        if ASKED in concepts and not kind.table and (kind.is_words or kind.is_person or kind.to):
            return False  # 是否领取 is answered by yes or no, not by who received it
        return ABSENT not in concepts or ATTEND in concepts or key not in self.of_those_present

    @cached_property
    def of_deadlines(self) -> frozenset[str]:
        """The fields of days most of whose headings speak of a limit."""
        return self._mostly_of(DEADLINE, days=True)

    @cached_property
    def of_those_present(self) -> frozenset[str]:
        """The fields of who and how many came: who did not stands in another one."""
        present = (key for key in self._phrases if self._speaking(key, frozenset({ATTEND})))
        away = frozenset({ABSENT})
        return frozenset(k for k in present if not self.kind_of(k).table and not self._speaking(k, away))

    @cached_property
    def running(self) -> frozenset[str]:
        """The fields that number the records from 1: ordinals, and numbers called as the lines of a sheet are (序号)."""
        phrases = self._phrases
        numbers = {key for key in self.fields if self.kind_of(key).is_quantity}
        called = {key for key in numbers if not SERIALS.isdisjoint(phrases[key])}
        return frozenset(called | {key for key in self.fields if self.kind_of(key).ordinal})

    @cached_property
    def posts(self) -> frozenset[str]:
        """The fields of words whose headings speak of a post: 工作单位及职务."""
        return self._mostly_of(POST)

    @cached_property
    def people(self) -> frozenset[str]:
        """The fields of words whose headings speak of somebody: 反映人, 承办人."""
        return self._mostly_of(*SOMEBODY)

    @cached_property
    def voters(self) -> frozenset[str]:
        """The fields of words whose headings speak of voters: 反映人."""
        return self._mostly_of("voter")

    @cached_property
    def roles(self) -> dict[str, frozenset[str]]:
        """Field → whose or of what it is by the words it is known by: who replies, who raises."""
        concepts = {key: frozenset().union(*map(concepts_of, words)) for key, words in self._phrases.items()}
        return {key: own & ROLES for key, own in concepts.items()}

    @cached_property
    def villages(self) -> frozenset[str]:
        """The fields of words whose headings speak of a village: 所在村."""
        return self._mostly_of(VILLAGE)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(key for key in self._phrases if self.kind_of(key).is_words)

    def _mostly_of(self, *concepts: str, days: bool = False) -> frozenset[str]:
        """The fields of words, or of ``days``, most of whose headings speak of one of the concepts."""
        wanted, phrases = frozenset(concepts), self._phrases
        keys = [key for key in phrases if self.kind_of(key).is_full_day] if days else self._words
        return frozenset(key for key in keys if 2 * self._speaking(key, wanted) > len(phrases[key]))

    def _speaking(self, key: str, concepts: frozenset[str]) -> int:
        return sum(bool(concepts & concepts_of(words)) for words in self._phrases[key])

    @cached_property
    def alone(self) -> frozenset[str]:
        """The fields whose cells may tell them without a heading: the only usual one of its kind."""
        kinds = Counter(self._sort_of(key) for key in self.usual.intersection(self.fields))
        only = {key for key in self.usual if kinds[self._sort_of(key)] == 1}
        return frozenset(only | {key for key in self.fields if self.kind_of(key).tells_birth})

    def _sort_of(self, key: str) -> tuple[type, str]:
        kind = self.kind_of(key)
        return type(kind), kind.to or kind.table.name

    @cached_property
    def _phrases(self) -> dict[str, list[str]]:
        phrases: dict[str, list[str]] = {}
        for words, target in self._exact.items():
            if target.field not in ("", RECORD_NUMBER) and not target.part and target.code is None:
                phrases.setdefault(target.field, []).append(words)
        for outer in map(self.register.field, self.register.intake.lines):
            for column in outer.kind.columns:
                phrases.get(f"{outer.key}.{column.key}", []).append(outer.label + column.label)
        return phrases

    def match(self, text: str) -> Target | None:
        """What a heading stands for, or None: a listed one, or one that says just what a listed one says."""
        return self.word_for_word(text) or self.in_other_words(text)

    def word_for_word(self, text: str) -> Target | None:
        """What a listed heading stands for; units, stars, blanks and usual prefixes do not matter."""
        if len(text) > LONGEST:
            return None
        bare = simplified(_BETWEEN.sub("", without_blanks(text)))
        if bare.isdigit() or not (self._any.search(bare) or self._any.search(_SIGNS.sub("", bare))):
            return None
        return _match(self, text)

    def in_other_words(self, text: str) -> Target | None:
        """The usual field of which a heading, that is no code word, says just what a listed one says."""
        key = self.sense.same(text)
        return Target(key, rank=IN_OTHER_WORDS) if key in self.usual and self.ticked(text) is None else None

    def is_anchor(self, text: str) -> bool:
        """Whether a cell is the listed heading of the anchor field; quick to say no."""
        numeral = text.isascii() and not text.isalpha()
        if numeral or not self._any_anchor.search(simplified(without_blanks(text))):
            return False
        target = _match(self, text)
        return target is not None and target.field in self.anchors and not target.code

    def exact(self, key: str) -> Target | None:
        """What a heading reduced to its words stands for."""
        return self._exact.get(key)

    def kind_of(self, key: str) -> Kind:
        """The kind of a field, or of a column of small rows inside a record (``visitors.village``)."""
        outer, _, inner = key.partition(".")
        kind = self.register.field(outer).kind
        return next((c.kind for c in kind.columns if c.key == inner), kind)

    def ticked(self, word: str) -> Target | None:
        """The choice that a heading names by one of its codes: A below 类别."""
        for field in self.choices:
            code = field.kind.table.read(word)
            if code is not None:
                return Target(field.key, 0, code)
        return None

    @property
    def choices(self) -> list[Field]:
        """The fields whose codes may stand as headings of columns to be ticked."""
        return [f for f in self.register.input_fields if f.kind.table]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words: most cells hold none and need no closer look."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in ordered), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _match(vocabulary: Vocabulary, text: str) -> Target | None:
    text = simplified(text)
    for key in (heading_key(text), bare_heading_key(text)):
        for distance, form in _forms(key, PREFIXES if vocabulary.names_people else OWN_PREFIXES):
            target = vocabulary.exact(form)
            if target is not None:
                return target._replace(rank=target.rank + distance)
    return None


def _forms(key: str, prefixes: tuple[str, ...]) -> list[tuple[int, str]]:
    """The words and what is left of them without numbers, prefixes and endings, with their distance."""
    forms = [(0, key), (0, key.lstrip("0123456789①②③④⑤⑥⑦⑧⑨⑩"))]
    for prefix in prefixes:
        if key.startswith(prefix) and len(key) > len(prefix) + 1:
            forms.append((FAR, key[len(prefix) :]))
    for suffix in SUFFIXES:
        forms += [
            (FAR, f[: -len(suffix)])
            for _, f in list(forms)
            if f.endswith(suffix) and len(f) > len(suffix) + 1
        ]
    return [*forms, *((distance, _BETWEEN.sub("", form)) for distance, form in forms)]


@cache
def vocabulary_of(register: Register) -> Vocabulary:
    """The headings of a register, made once."""
    return Vocabulary(register)


@cache
def all_vocabularies() -> tuple[Vocabulary, ...]:
    """The headings of every register that clerks see."""
    return tuple(vocabulary_of(register) for register in SHOWN)
