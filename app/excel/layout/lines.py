"""Which rows of a table are records, and which are sections, totals, notes, samples, vacancies or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.kinds import Choice, Flag, Link
from app.domain.names import is_vacancy as vacant
from app.domain.texts import half_width, is_ditto, without_blanks
from app.excel.layout.evidence import Known, looks_of, nothing_known
from app.excel.layout.natures import nature_of
from app.excel.layout.view import Place, View
from app.excel.layout.vocabulary import Vocabulary

if TYPE_CHECKING:
    from app.excel.layout.columns import Columns

LONGEST = 300  # characters of a cell that can tell what its row is
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_NAME = re.compile(rf"^[{HAN}·•・.]{{2,6}}$")
_TOTAL = re.compile(
    r"^(?:本页|全镇|全县|全市|本团|本组|本村|以上|共有)?(?:合|总|小|共|累)计|^其中|^总得?分$|^总人数|^总数|^人数|^本页|^共\d+[人名批件条次]|^(?:本[月季年]|全年|上半年|下半年)[度]?(?:共|合计|累计|小计|总计)|^全镇共|^第\d+页|[合总小]计(?:$|[::(]|\d)|^[总共合]$"
)
_NOTE = re.compile(
    r"^(?:备?注|说明|填[表报写]|制表|审[核签批]|校对|统计|经办|负责人|分管|主管|单位负责|联系[人电]|报送|上报|附[::注件表]|[—\-－\s]*第?\d+页|"
    r"共\d+页|以[上下]|[(]?(?:下空|此页|空白)|签[名字章]|盖章|[(]?(?:公章|盖章)|打印|录入|[*※★]|主席签|温馨|提示|注意|日期|时间[::])"
)
_SIGNED = re.compile(
    r"(?:盖章|签[字名章]|公章|(?:19|20)\d\d年\d{1,2}月\d{1,2}日?|年月日|主席团|委员会|人民政府|[::])[)]?$"
)
_SAMPLE = re.compile(
    r"^[(\[【<《]?(?:示例|样例|范例|填写示例|填写样例|例子|举例|样表|样板|例)(?:行)?\d*[)\]】>》]?(?:$|[::、]|[(])"
)
_SAMPLE_NAME = re.compile(
    r"[(\[【](?:示例|样例|范例|例|举例|例子|样本|填写示例)[)\]】]|^(?:例|示例|样例|如)[::]",
)
_NOBODY = re.compile(r"^[x×某*○]{2,}$|^.[x×*]{1,2}$", re.IGNORECASE)
_MASKED = re.compile(r"[x×*]{4,}|^[x×某]+(?:村|选区|单位)", re.IGNORECASE)
_EXPLAINS = re.compile(
    r"^[(\[【].*[)\]】]$|^(?:如|例如|填|请|按|必填|选填|下拉|文本|格式|须|应|与|以)|必填|选填|一致|填写"
)
_VACANT = re.compile(
    r"^[(\[【]?(?:空缺|出缺|暂缺|暂空|缺额|空额|待补选?|待选|待定|未选出|暂无人选|空)(?:\d+[名个席人])?[)\]】]?(?:待补选|$|[(,,].*$)|^缺\d*[名个席人]$|^缺$|^空席$"
)
_ORGANISATION = re.compile(
    r"(?:村|社区|居委会|村委会|镇|乡|街道|单位|机关|学校|医院|中学|小学|公司|片区?|站|所|办|局|团|组|选区|委员会|代表|名单|名册|系统|界别?|战线)$"
)
_COUNTED = re.compile(
    r"^[(]?(?:共|计|应选|名额|实有|选举?|代表)*\d*[一二三四五六七八九十]*[人名位]?(?:代表)?[)]?$"
)
_FIGURE = re.compile(r"^占?[(]?\d{1,3}(?:\.\d+)?[人名位%]?[)]?$")
_NO_SECTION = re.compile("届|人大|大会|分组|分团|划分")
_STRUCTURE = re.compile(
    "党员|群众|妇女|女性|男性|少数民族|干部|农民|工人|知识分子|连任|平均|大专|本科|高中|代表|人数|以上|以下|结构|比例|团员|归侨|企业"
)
_BLANKS_SAID = frozenset(
    "/ \\ - -- --- — —— ——— – ― _ __ * // . 。 ○ 无 暂无 null none n/a nan #n/a 请选择 --请选择-- 请填写 待填 未填 未选 (请选择) 请输入 待补充".split()
)


class Row(Enum):
    """What a row is."""

    RECORD = 1
    MORE = 2  # a further row of the record above
    SECTION = 3
    VACANCY = 4
    NOTHING = 5


@dataclass(slots=True)
class Line:
    """One record as it stands: its row, further rows of it, what sections above say, or a form's cells.

    ``details``: the lines of the table's detail sheet that belong to it.
    """

    row: int
    said: dict[str, str] = field(default_factory=dict)
    more: list[int] = field(default_factory=list)
    places: dict[str, tuple[Place, ...]] | None = None
    column: int | None = None
    details: list[Line] = field(default_factory=list)


def says_nothing(text: str) -> bool:
    """A cell that only says that nothing is to be said: /, —, 无."""
    return not text or (len(text) < 12 and without_blanks(text).casefold() in _BLANKS_SAID)


def is_vacancy(text: str) -> bool:
    """空缺, (出缺), 缺额1名 …"""
    bare = without_blanks(half_width(text)).strip("()[]【】〔〕")
    return bool(_VACANT.match(bare)) or vacant(bare)


def explains(text: str) -> bool:
    """A cell that says what to fill in: 必填, (男/女), 如1975.03."""
    return bool(_EXPLAINS.search(without_blanks(half_width(text))))


def is_total(bare: str) -> bool:
    """Whether words without blanks begin as those of a total do."""
    return bool(_TOTAL.search(bare))


def is_note(bare: str) -> bool:
    """Whether words without blanks begin as those of a note below a table do."""
    return bool(_NOTE.match(bare))


def signs(bare: str) -> bool:
    """Whether words without blanks end as those of a signature do."""
    return bool(_SIGNED.search(bare))


def is_sample(bare: Sequence[str]) -> bool:
    """Whether a row shows how to fill in the others."""
    return any(_SAMPLE.match(text) for text in (*bare[:2], bare[-1]))


def looks_like_name(text: str) -> bool:
    """Two to six Han characters that are no office, village or total."""
    bare = without_blanks(half_width(text)).split("(")[0]
    return (
        bool(_NAME.match(bare))
        and not _EXPLAINS.search(bare)
        and not _ORGANISATION.search(bare)
        and not _TOTAL.match(bare)
    )


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
        weak = {f.key for f in register.fields if isinstance(f.kind, Choice | Flag | Link)}
        self.days = [c for key, cs in columns.whole.items() if vocabulary.kind_of(key).is_day for c in cs]
        self.begun = False  # samples stand above the first record: below it 陈×× is somebody
        self.telling = {column for column, key in used.items() if key not in weak}

    def judge(self, row: int) -> Row:
        """What a row is, sections apart."""
        cells = self.view.rows[row]
        own = cells[self.name] if self.name < len(cells) else None
        if type(own) is str and self._plainly(cells, own):
            return Row.RECORD
        if (row, self.name) in self.view.down and own is None:
            return Row.MORE if self.view.filled(row, self.first, self.last) else Row.NOTHING
        filled = self.view.filled(row, self.first, self.last)
        if not filled:
            return Row.NOTHING
        if not self.names_people and self._is_dated(row, filled):
            return Row.RECORD
        texts = [without_blanks(half_width(self.view.text(row, c)[:LONGEST])) for c in filled]
        return self._slowly(row, filled, texts)

    def _is_dated(self, row: int, filled: list[int]) -> bool:
        """A row with a day where days stand, and with most of what rows hold, is a record whatever its words are."""
        if 2 * sum(column in self.used for column in filled) < len(self.used) or len(filled) < 2:
            return False
        return any(nature_of(self.view.text(row, column)).day for column in self.days)

    def _plainly(self, cells: Sequence[object], own: str) -> bool:
        """The usual row: a name, nothing but a number before it, something behind it."""
        if (
            not self.names_people
            or not _NAME.match(own)
            or _ORGANISATION.search(own)
            or own[0] in "合总小共其例空缺出备说填审制必选请示格"
            or "某" in own
        ):
            return False
        if any(type(c) is str and not c.isdigit() for c in cells[self.first : self.name]):
            return False
        if self._vocabulary.is_heading(own):
            return False
        return (
            len(cells) - self.first > 3
            and sum(c is not None for c in cells[self.name + 1 : self.last + 1]) >= 2
        )

    def _slowly(self, row: int, filled: list[int], texts: list[str]) -> Row:
        name = without_blanks(half_width(self.view.text(row, self.name)[:LONGEST]))
        if is_sample(texts) or _SAMPLE_NAME.search(name):
            return Row.NOTHING
        if not self.begun and _NOBODY.match(name):
            return Row.NOTHING
        if "某" in name and any(_MASKED.search(text) for text in texts):
            return Row.NOTHING
        begins = [t for c, t in zip(filled[:2], texts[:2], strict=True) if not self._is_prose(c, t)]
        if any(_TOTAL.search(text) for text in begins) or self._numbers_columns(texts):
            return Row.NOTHING
        if is_vacancy(name) or (says_nothing(name) and any(map(is_vacancy, texts))):
            return Row.VACANCY
        if _NOTE.match(texts[0]) and not (
            self.name in filled[1:] and looks_like_name(name) and ":" not in texts[0]
        ):
            return Row.NOTHING
        if says_nothing(name):
            return self._without_name(row, filled, texts)
        return self._with_name(name, filled, texts)

    def _is_prose(self, column: int, text: str) -> bool:
        """Words of a record may begin with 合计: 合计3户村民反映水压不足."""
        return column == self.name and not self.names_people and len(text) > 8 and not text.endswith("件")

    def _without_name(self, row: int, filled: list[int], texts: list[str]) -> Row:
        if self.view.unvalued(row, self.name):
            return Row.RECORD
        said = [c for c, t in zip(filled, texts, strict=True) if not says_nothing(t) and not is_ditto(t)]
        telling = [c for c in said if c in self.telling and c != self.name]
        if not telling or len(said) < 2:
            return Row.NOTHING
        own = [t for c, t in zip(filled, texts, strict=True) if c in said]
        if all(_SIGNED.search(t) or _NOTE.match(t) or _EXPLAINS.search(t) for t in own):
            return Row.NOTHING
        return Row.RECORD

    def _with_name(self, name: str, filled: list[int], texts: list[str]) -> Row:
        if self._vocabulary.match(name) is not None and self._repeats_headings(filled, texts):
            return Row.NOTHING
        explained = sum(1 for text in texts if _EXPLAINS.search(text))
        if 2 * explained > len(texts) and not (self.names_people and looks_like_name(name)):
            return Row.NOTHING
        if not self.names_people:
            return (
                Row.NOTHING
                if len(filled) == 1 and (":" in name or len(filled) < len(self.used) // 3)
                else Row.RECORD
            )
        if self._is_structure(name, filled, texts):
            return Row.NOTHING
        if (":" in name and len(filled) <= 4) or all(_SIGNED.search(text) for text in texts):
            return Row.NOTHING
        mapped = [c for c in filled if c in self.used]
        if len(mapped) <= 1 and not looks_like_name(name):
            return Row.NOTHING
        if len(filled) <= 3 and (_FIGURE.match(name) or len(name) > 20):
            return Row.NOTHING
        return Row.RECORD

    def _repeats_headings(self, filled: list[int], texts: list[str]) -> bool:
        """A header printed again; 照片 or 其他 alone may be what a record is about."""
        known = sum(self._vocabulary.match(text) is not None for text in texts)
        return 2 * known > len(texts) or (len(filled) == 1 and self.names_people)

    def _is_structure(self, name: str, filled: list[int], texts: list[str]) -> bool:
        """妇女 | 3人 | 占30%: the structure of the list in figures, below it."""
        before = [t for c, t in zip(filled, texts, strict=True) if c < self.name]
        behind = [t for c, t in zip(filled, texts, strict=True) if c > self.name]
        if not behind or len(filled) > 5 or any(t.isdigit() for t in before):
            return False
        return all(_FIGURE.match(t) for t in behind) and (
            bool(_STRUCTURE.search(name)) or any(not t.isdigit() for t in behind)
        )

    def _numbers_columns(self, texts: list[str]) -> bool:
        """The row below a header that numbers its columns: 1 2 3, (1) (2) (3), 甲 乙 1 2."""
        bare = [text.strip("()") for text in texts]
        if len(bare) < 3 or any(len(text) > 2 for text in bare):
            return False
        numbers = [int(text) for text in bare if text.isdigit()]
        rest = [text for text in bare if not text.isdigit()]
        return len(numbers) + sum(t in tuple("甲乙丙丁ABCDEFG") for t in rest) == len(
            bare
        ) and numbers == sorted(set(numbers))


_LABELLED = re.compile(r"^([^\s:]{2,8}):\s*([^\s:()]{2,20})(?:$|[\s(])")
_VILLAGES = re.compile(r"^\s*([(][^()\d]*(?:村|社区|居委会)[)])")


def _villages_behind(rest: str) -> str:
    """(杨柳村、石鼓村) behind a district is part of its name; (3名) is not."""
    found = _VILLAGES.match(rest)
    return found.group(1) if found else ""


class Sections:
    """Reads rows that say a value for everything below, and keeps what they said."""

    def __init__(
        self, vocabulary: Vocabulary, read: Collection[str] = (), known: Known = nothing_known
    ) -> None:
        """``read``: the fields that columns hold already; ``known``: the names of the ledger."""
        register = vocabulary.register
        self._known, self._vocabulary = known, vocabulary
        #: links that no column holds: a line, a title or a sheet's name may say them for all rows below
        self._links = {
            f.key: f.kind.to
            for f in register.input_fields
            if f.kind.to and f.key in vocabulary.usual and f.key not in read
        }
        numbering = r"^[【\[(《<■●◆★※*]?\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.:\s]+|[(][一二三四五六七八九十\d]{1,3}[)])?"
        self._patterns = [
            (
                s.field,
                re.compile(
                    numbering
                    + rf"(?:{register.field(s.field).label}(?:名称)?:)?"
                    + r"(?:[\u4e00-\u9fff]{2,9}(?:省|市|县|镇|乡))?"
                    + s.pattern
                    + r"(?:$|[:,;、(\[【】\])》>\s—\-共计\d].*$|(?:当选|选出|人大)?的?代表(?!团|小组)(?:名单|名册)?.*$|名单.*$)"
                ),
            )
            for s in register.intake.sections
        ]
        self._titled = [section for section in vocabulary.register.intake.sections if section.titled]
        self.said: dict[str, str] = {}

    def find(self, text: str) -> tuple[str, str] | None:
        """The field and the value that a section row says, or None."""
        bare = half_width(text[:LONGEST]).replace(",", ",").strip()
        bare = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]{1,2}(?:选区|代表团))", "", bare)
        for key, pattern in self._patterns:
            found = pattern.match(bare)
            if found and not _NO_SECTION.search(found.group(1)):
                return key, found.group(1) + _villages_behind(bare[found.end(1) :])
        return self._named(bare)

    def _named(self, bare: str) -> tuple[str, str] | None:
        """代表:吴敏, 选区:石鼓村 or the bare name of somebody whom the ledger knows, where no column says it."""
        labelled = _LABELLED.match(bare)
        if labelled:
            target = self._vocabulary.match(labelled.group(1))
            if target is not None and target.field in self._links:
                return target.field, labelled.group(2)
        return next(((key, bare) for key, to in self._links.items() if bare and self._known(to, bare)), None)

    def of_part(self, name: str) -> tuple[str, str] | None:
        """What the name of a sheet says that is one of several parts of a workbook: a village, a deputy."""
        nature = nature_of(name)
        for key, to in self._links.items():
            looks = looks_of(to)
            if self._known(to, name) or (looks and getattr(nature, looks) == 1.0):
                return key, name
            if looks == "district" and nature.village == 1.0:
                return key, name
        return None

    def labelled(self, texts: list[str]) -> tuple[str, str] | None:
        """选区: and its value in the next cell."""
        for label, value in pairwise(texts):
            if label.rstrip().endswith((":", ":")):
                found = self.find(label.strip() + value.strip())
                if found:
                    return found
        return None

    def titled(self, text: str) -> list[tuple[str, str]]:
        """The fields and values that a title says among other words."""
        bare = without_blanks(half_width(text[:LONGEST]))
        found = [(section.field, re.search(section.titled, bare)) for section in self._titled]
        return [(field, match.group(1)) for field, match in found if match]

    def begin(self, key: str, value: str) -> None:
        """A section begins; those that stood inside its predecessor end."""
        order = list(self.said)
        inner = order[order.index(key) + 1 :] if key in order else []
        self.said = {k: v for k, v in self.said.items() if k not in inner} | {key: value}


def counted(text: str) -> bool:
    """What may stand beside a section's name: (3名), 共2人, 5."""
    return bool(_COUNTED.match(without_blanks(half_width(text))))
