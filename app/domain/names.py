"""People's names as clerks write them: blanks, dots, annotations, vacancies."""

import re
from functools import lru_cache
from typing import NamedTuple

from app.domain.codes import ETHNIC_GROUPS
from app.domain.patterns import pattern
from app.domain.surnames import COMPOUND_SURNAMES
from app.domain.texts import half_width, unified_radicals, without_blanks, without_hidden

LONGEST = 80  # a longer text is no name with its remarks
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々\ue000-\uf8ff\U000f0000-\U0010fffd"
_VARIATION = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_ONE = f"[{_HAN}][{_VARIATION}]?"
_PLAIN = pattern(f"^(?:{_ONE}){{2,3}}$")
_PLAUSIBLE = pattern(f"^(?:{_ONE}){{2,6}}$|^(?:{_ONE})+(?:·(?:{_ONE}|[A-Za-z])+)+$")
_LATIN = pattern(r"^[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.\- ]{2,40}$")
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_MISSING = pattern("[?？□■〓◇�囗]")
_MASKED = pattern("某|[×xX＊*○〇◯]{2,}|(?<=.)[×○◯](?=.)|(?<=.)[×xX]$")
_DOTS = pattern(r"\s*[•・‧･∙⋅●．.·•|｡。]\s*")
_NUMBERED = pattern(
    r"^(?:\(?\d{1,3}\)|\d{1,3}\s*[.、,:)）]|\d{1,3}\s+|\d{1,3}(?=[^\d.、]))\s*|^[①-⑳㈠-㈩]\s*"
)
_MARKS = pattern("[★☆*＊#△▲▽▼◎※√✓✔◆◇§†▪]+")
_BRACKETED = pattern(r"[(\[【〔<〈{]([^()\[\]【】〔〕<>〈〉{}]*)(?:[)\]】〕>〉}]|$)")
_PIECES = pattern(r"[\s、,\uff0c/;\uff1b|:.·]+")
_SEX = {"男": "男", "女": "女", "男性": "男", "女性": "女", "女同志": "女", "男同志": "男"}
_TITLES = (
    "主席团成员 主席团常务主席 常务副主席 副主席 主席 副书记 书记 副镇长 镇长 副主任 主任 副组长 组长 副团长 团长 副站长 站长 "
    "联络员 召集人 委员 代表 同志 先生 女士 村主任 秘书长 党委书记 党委副书记 党委委员 人大主席 人大副主席"
).split()
_TITLE = "|".join(sorted(_TITLES, key=len, reverse=True))
_TITLE_BEFORE = pattern(f"^({_TITLE})[\\s:\uff1a]+(?=.)")
_TITLE_AFTER = pattern(f"[\\s:\uff1a]+({_TITLE})$|(?<=.{{2}})(同志|先生|女士)$")
_TWO_NAMES = pattern(f"^({_ONE}){{2,4}}[、,/;\uff1b和及]({_ONE}){{2,4}}")
_VACANCY = pattern(
    r"^[(\[【〔]?(?:暂?空缺|暂缺|缺额|空额|出缺|缺|空|待补选?|补选中|待选|名额空缺|缺席位|席位空缺|缺员|未选出|"
    r"(?:空缺|缺额|空额|待补)[一二三四五\d]?[名个席人]?|缺(?:[一二三四五\d][名个席人]?|[名个人])|"
    r"(?:空缺|缺额|出缺)[(,\uff0c、:].*)[)\]】〕]?$"
)
_LEFT = pattern("辞|调离|调出|迁出|去世|逝世|已故|病故|终止|罢免|暂停|空缺|出缺")
_NO_NAME = pattern(
    "合计|小计|总计|共计|姓名|签名|签字|审核|制表|填表|单位|名册|代表团|小组|选区|序号|人数|盖章|公章|负责人|联系人|"
    "经办人|统计|主席团|委员会|示例|样例|(?:女士|先生)$|^(?:备注|说明|注|日期|以上|以下|其中|本页|本表|第.+届)|^[例男女]$"
)


class NameReading(NamedTuple):
    """A name apart from what was written around it.

    ``sex`` 男/女 and ``ethnic_group`` (a label: 壮族) where annotated; ``notes``: other remarks in
    brackets and marks. ``doubt``: ``two_names``, ``masked`` (王某), ``missing_character`` (王?芳),
    ``left`` (已辞职), ``private_use`` (a character that other computers cannot show), ``annotation`` (黄小英女), ``short``,
    ``form``, or None.
    """

    name: str
    sex: str | None = None
    ethnic_group: str | None = None
    notes: tuple[str, ...] = ()
    doubt: str | None = None


@lru_cache(maxsize=50_000)
def read_name(text: str) -> NameReading:
    """The name in a cell: 李四(女,壮族), 王　芳, 买买提•艾力, 1.张三★, 张三(组长)."""
    if _PLAIN.match(text) and not _needs_care(text):
        return NameReading(text)
    if len(text) > LONGEST:
        return NameReading(text, doubt="form")
    rest = half_width(unified_radicals(without_hidden(text))).strip().strip("'\"`,;:、,.-—_ ")
    notes: list[str] = []
    numbered = _NUMBERED.sub("", rest)
    if numbered:
        rest = numbered
    remarks = _BRACKETED.findall(rest)
    rest = _BRACKETED.sub(" ", rest).strip()
    masked = "masked" if _MASKED.search(rest) else None
    if not masked:
        notes += _MARKS.findall(rest)
        rest = _MARKS.sub("", rest).strip()
    rest, titles = _titles(rest)
    notes += titles
    rest, words = _trailing_words(rest)
    sex, group, others = _annotations([*words, *(piece for remark in remarks for piece in _pieces(remark))])
    name, doubt = _name_alone(rest)
    if is_vacancy(name):
        doubt = "form"
    left_office = "left" if any(map(_LEFT.search, others)) else None
    return NameReading(name, sex, group, (*notes, *others), masked or doubt or left_office)


def _needs_care(text: str) -> bool:
    return any(sign.search(text) for sign in (_PRIVATE, _MASKED, _MISSING, _NO_NAME, _VACANCY))


def _titles(rest: str) -> tuple[str, list[str]]:
    """The post before or after a name, set off by a blank or a colon, or a form of address."""
    titles: list[str] = []
    for title in (_TITLE_BEFORE, _TITLE_AFTER):
        match = title.search(rest)
        if match:
            titles += filter(None, match.groups())
            rest = title.sub("", rest).strip()
    return rest, titles


def _trailing_words(rest: str) -> tuple[str, list[str]]:
    """Sex and ethnic group behind the name without brackets: 韦国强 女 壮族."""
    words = rest.split()
    trailing: list[str] = []
    while len("".join(words[:-1])) > 1 and (words[-1] in _SEX or words[-1].endswith("族")):
        if words[-1] not in _SEX and ETHNIC_GROUPS.read(words[-1]) is None:
            break
        trailing.insert(0, words.pop())
    return " ".join(words), trailing


def _pieces(remark: str) -> list[str]:
    """The parts of a remark; 女壮族 is two."""
    pieces = []
    for piece in _PIECES.split(re.sub(r"\s+族", "族", remark)):
        if piece[:1] in ("男", "女") and ETHNIC_GROUPS.read(piece[1:]):
            pieces += [piece[0], piece[1:]]
        elif piece[-1:] in ("男", "女") and ETHNIC_GROUPS.read(piece[:-1]):
            pieces += [piece[-1], piece[:-1]]
        elif piece:
            pieces.append(piece)
    return pieces


def _annotations(pieces: list[str]) -> tuple[str | None, str | None, list[str]]:
    sex = group = None
    others = []
    for piece in pieces:
        code = None if piece.isdigit() else ETHNIC_GROUPS.read(piece)
        if piece in _SEX and sex is None:
            sex = _SEX[piece]
        elif code and group is None:
            group = ETHNIC_GROUPS.label(code)
        else:
            others.append(piece)
    return sex, group, others


def _name_alone(rest: str) -> tuple[str, str | None]:
    if _LATIN.match(rest):
        return re.sub(r"\s+", " ", rest), "form"
    words = rest.split()
    joined = without_blanks(rest)
    name = _DOTS.sub("·", joined).strip("·")
    if "-" in name:
        name = name.replace("-", "·")
        return name, "form"
    if _TWO_NAMES.match(joined):
        return joined, "two_names"
    if _MISSING.search(name):
        return name, "missing_character"
    if not is_plausible_name(name):
        return name, "short" if re.match(f"^{_ONE}$", name) else "form"
    if _PRIVATE.search(name):
        return name, "private_use"
    return name, _doubt_of_parts(name, words)


def _doubt_of_parts(name: str, words: list[str]) -> str | None:
    if (
        len(words) == 2
        and "·" not in name
        and min(map(len, words)) >= 2
        and words[0] not in COMPOUND_SURNAMES
    ):
        return "two_names"
    if len(name) >= 4 and "·" not in name and name[-1] in "男女" and name[:2] not in COMPOUND_SURNAMES:
        return "annotation"
    return None


def is_vacancy(text: str) -> bool:
    """Whether a cell says that nobody holds the seat: 空缺, (缺额), 缺1名."""
    return bool(_VACANCY.match(without_blanks(half_width(text))))


def is_plausible_name(text: str) -> bool:
    """Whether a text can be a person's name: 2–6 characters, or parts joined by ·; no word of a table."""
    return bool(_PLAUSIBLE.match(text)) and not _NO_NAME.search(text)


_TWO_CHARACTERS = pattern(f"^({_ONE})({_ONE})$")


def printed_name(name: str, most: int = LONGEST) -> str:
    """As printed in lists: a two-character name with a full-width blank inside (王　芳); never stored so.

    One of more than ``most`` characters has its parts below each other: 阿依古丽·, then 买买提.
    """
    match = _TWO_CHARACTERS.match(name)
    if match:
        return f"{match.group(1)}\u3000{match.group(2)}"
    return name if len(name) <= most else name.replace("·", "·\n")
