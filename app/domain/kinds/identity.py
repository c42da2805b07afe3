"""What identifies a person: name, ID number and phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.fields import Context, Field, Kind, Problem, Reading, Side
from app.domain.id_numbers import read_id_number
from app.domain.kinds.texts import Text, cell_words
from app.domain.orders import Orders
from app.domain.people import pinyin_initials, read_name, stroke_key
from app.domain.phones import read_phone

ID_SENTENCES = {
    "id_checksum": "最后一位校验不符，请对照证件核对",
    "id_length": "应为18位，请对照证件核对",
    "id_15": "是15位旧号码，请补录18位新号码",
    "id_digits_lost": "在表格里是按数字保存的，末几位可能已经丢失，请对照证件重新填写",
    "id_ends_in_000": "以000结尾，校验位相符，也可能是表格丢了末三位，请对照证件核对",
    "id_birth_impossible": "中的出生日期不存在，请对照证件核对",
    "id_letter_o": "里有字母O，可能应为数字0，请对照证件核对",
    "id_form": "看不出是身份证号码，请对照证件核对",
}
NAME_SENTENCES = {
    "two_names": "像是两个人的姓名，请一人填一行",
    "masked": "没有写出全名，请填完整的姓名",
    "missing_character": "里有字没有写出来，请对照证件补全",
    "private_use": "里有生僻字用的是本机自造字，换一台电脑可能显示不出，请改用输入法里的字",
    "annotation": "末尾像是性别，不像姓名的一部分，请核对",
    "left": "旁边注有离任或出缺的字样，请核对是否仍在任",
    "short": "只有一个字，请填完整的姓名",
    "form": "不像通常的姓名，请核对",
}
PHONE_SENTENCES = {
    "phone_form": "不像电话号码，请核对",
    "phone_leading_zero": "可能少了区号前面的0，请核对",
    "phone_digits_lost": "按数字保存，位数可能不全，请核对",
}


def _problems(field: Field, codes: Any, sentences: dict[str, str]) -> tuple[Problem, ...]:
    if not codes:
        return ()  # nearly always
    return tuple(field.warning(c, f"{field.label}{sentences.get(c, '请核对')}。") for c in codes)


@dataclass(frozen=True)
class PersonName(Text):
    """A person's name; annotations such as (女,壮族) are read apart by the importer."""

    longest: int = 40
    width: int = 8
    align: Side = "center"
    name = "person"
    elastic = False
    is_words = False
    is_person = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """The name without blanks between its characters; foreign dots become ·."""
        plain = super().read(cell, field, context)
        if plain.value is None:
            return plain
        reading = read_name(plain.value)
        if not reading.name:
            return Reading(None, (field.problem("name", f"{field.label}“{plain.value}”不像姓名，请核对。"),))
        if reading.doubt:
            words = NAME_SENTENCES[reading.doubt]
            problem = field.warning("name_doubt", f"{field.label}“{plain.value}”{words}。")
            return Reading(reading.name, (*plain.problems, problem))
        return Reading(reading.name, plain.problems)

    def doubts(self, value: Any, field: Field, context: Context) -> tuple[Problem, ...]:
        """Those that reading it raised."""
        return self.read(value, field, context).problems

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """Initials, with every way a surname may be said."""
        return pinyin_initials(words, correction=correction)

    def to_order(self, value: Any, orders: Orders) -> str:
        """By strokes, as names stand on every list (``stroke_key``)."""
        return stroke_key(value, order=orders.names)


@dataclass(frozen=True)
class IdNumber(Kind):
    """公民身份号码 (GB 11643-1999), kept as 18 characters; what is doubtful is never repaired."""

    width: int = 20
    name = "id_number"
    unbroken = True
    tells_birth = True
    align = "center"
    elastic = False
    wide = False

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """The number with its doubts; what cannot be one is kept out, and refused where it is typed."""
        if cell is None or cell == "":
            return Reading(None)
        reading = read_id_number(cell)
        problems = _problems(field, reading.problems, ID_SENTENCES)
        if context.typed and "id_form" in reading.problems:
            problems = tuple(problem._replace(severity="error") for problem in problems)
        return Reading(reading.number, problems)

    def doubts(self, value: Any, field: Field, context: Context) -> tuple[Problem, ...]:
        """Those that reading it raised."""
        return self.read(value, field, context).problems

    def to_cell(self, value: Any) -> Any:
        """Always text: a spreadsheet keeps only 15 digits of a number."""
        return value


@dataclass(frozen=True)
class Phone(Kind):
    """One or more phone numbers, joined by 、."""

    width: int = 14
    name = "phone"
    unbroken = True
    align = "center"
    elastic = False
    wide = False
    several = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Mobile and landline numbers as clerks write them, two in one cell included."""
        if cell is None or cell == "":
            return Reading(None)
        reading = read_phone(cell)
        value = "、".join(reading.numbers) or cell_words(cell).strip() or None
        return Reading(value, _problems(field, reading.problems, PHONE_SENTENCES))

    def doubts(self, value: Any, field: Field, context: Context) -> tuple[Problem, ...]:
        """Those that reading it raised."""
        return self.read(value, field, context).problems
