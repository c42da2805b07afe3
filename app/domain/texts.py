"""Tidying of text: what is stored, what is searched, what a heading says."""

import unicodedata
from functools import lru_cache

from app.domain.patterns import pattern

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_QUOTED = pattern(r"([「“])([^「」“”]{41,})([」”])")
_FULL_SIGNS = str.maketrans(",:;?!", "\uff0c\uff1a\uff1b\uff1f\uff01")
_HAN = "[\u3400-\u9fff\u201d\u300b\u300d\uff09]"  # a Chinese character, or what closes a quotation of some
_HALF_SIGN = pattern(rf"(?<={_HAN})[,:;?!]|[,;?!](?={_HAN})")  # beside a Chinese character
_HALF_BRACKETS = pattern(rf"\(([^()]*{_HAN}[^()]*)\)|(?<={_HAN})\(([^()]*)\)")  # of or after Chinese words
_BLANKS = " \t\r\n\u3000\u00a0\u2000-\u200a\u202f\u205f"
_NO_BLANKS = pattern(f"[{_BLANKS}]+")
_REFUSED = pattern(
    "[\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|["
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_LINE_ENDS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters mean nothing in a ledger and cannot be written into a workbook.
_CONTROLS = pattern("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NEEDS_CARE = pattern(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe-\U0010ffff]"
)
_HIDDEN = {
    "\u00ad": "软连字符",
    "\u061c": "书写方向标记",
    "\u115f": "空白占位符",
    "\u1160": "空白占位符",
    "\u180e": "零宽空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "书写方向标记",
    "\u200f": "书写方向标记",
    "\u2028": "网页的换行标记",
    "\u2029": "网页的换行标记",
    "\u2060": "零宽空格",
    "\u3164": "空白占位符",
    "\ufeff": "零宽空格",
    "\uffa0": "空白占位符",
} | {chr(code): "书写方向标记" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_HIDDEN_ANY = pattern("[" + "".join(_HIDDEN) + "]")
_VARIATION = pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ANY_RADICAL = pattern("[\u2e80-\u2fd5]")  # wherever the characters of the table below lie
# Text copied out of a PDF carries radicals in place of the characters that look the same.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): character
    for radical, character in zip(
        "⺠⺟⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳⺒⺓⺜⺝⺞⻁⻑⻒⻗⻣⻧⻫⻭⻲",
        "民母西见角贝车长门青韦页风飞食马骨鱼鸟麦黄齐齿龙龟巳幺日月歺虎長镸雨骨卤斉歯亀",
        strict=True,
    )
}
_DITTO = frozenset(
    [
        '"',
        '""',
        "''",
        "″",
        "″″",
        "〃",
        "〃〃",
        "“",
        "”",
        "“”",
        "””",
        "〞",
        "〝〞",
        "〟",
        "々",
        "仝",
        "同上",
        "上同",
        "同前",
        "同左",
        "同上行",
        "同上格",
        ",,",
        ",",
        "。。",
        "、、",
        "`",
        "ˮ",
        "˝",
        "ditto",
        "do.",
        "↑",
        "′′",
    ]
)
_DITTO_DASHES = pattern("^[-‐‑‒–—―─━~～_.·…]+|[-‐‑‒–—―─━~～_.·…]+$")
_HEADING_NOISE = pattern(f"[{_BLANKS}*★☆※·:.。、_\\-—|]+")
# A pause before a sign that ends more than it does; a full stop where the sentence goes on, or is ended once more.
MET_SIGNS = pattern("[，、；](?=[。，；：？！）”》])|。(?=[。，；：])")
_BRACKETED = pattern(r"[(\[【〔〈<《{]([^()\[\]【】〔〕〈〉<>《》{}]*)[)\]】〕〉>》}]")
_UNIT = pattern(
    r"^(?:单位[:\uff1a]?)?(?:周?岁|元|万元|亿元|件|个|人|人次|人数|名|次|批次?|户|条|项|份|天|小时|学时|分|分钟|%|"
    r"平方米|平米|㎡|m2|公里|公顷|亩|千人|万人|号|届|"
    r"(?:年[,./、-]?)?(?:月[,./、-]?)?日?|yyyy.*|[xX0-9]{4}[./-].*|年月日|公历|阳历|农历|"
    r"必填|选填|必填项|可不填|可选|不填|全称|简称|(?:请|按|可|应|需|须|以|填|如|例|格式|精确|与|指|含|包括).*|"
    r"\d+位|汉字|文字|打[√✓勾].*|[√✓].*|下拉.*|注.*)$"
)


def half_width(text: str) -> str:
    """Full-width digits, letters, punctuation and blanks as half-width ones; 。 and 、 stay."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


@lru_cache(maxsize=20_000)
def full_width_signs(text: str) -> str:
    """The text as papers set it (domain.md 6.1): full-width signs beside Chinese, numbers left alone."""
    if text.isascii():
        return text
    bracketed = _HALF_BRACKETS.sub(lambda match: f"\uff08{match[1] or match[2] or ''}\uff09", text)
    return _HALF_SIGN.sub(lambda match: match[0].translate(_FULL_SIGNS), bracketed)


def single_signs(text: str) -> str:
    """The text without the signs that met others where texts were put together: 进展情况，。 and 已修好。，满意."""
    return MET_SIGNS.sub("", text)


def refused_characters(text: str) -> str | None:
    """A sentence when the text holds characters that no file can keep (NUL, half pairs, non-characters)."""
    match = _REFUSED.search(text)
    if match is None:
        return None
    return f"第 {match.start() + 1} 个字是无法保存的字符（U+{ord(match.group()):04X}），请删去后重新输入。"


def tidy(text: str) -> str:
    """The text as it is stored: outer blanks off, one kind of line end, control characters dropped, a tab a blank.

    A tab comes along with cells that are pasted into a text; on paper it would push its line into the next column.

    Rare characters and variation selectors stay exactly as they were written (no normalisation:
    it would exchange characters of people's names). Raises ValueError with the sentence of
    :func:`refused_characters`.
    """
    if _NEEDS_CARE.search(text):
        sentence = refused_characters(text)
        if sentence:
            raise ValueError(sentence)
        text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    return text.strip().strip("\ufeff\u200b").strip()


def hidden_characters(text: str) -> list[str]:
    """Names of the invisible characters in the text, each once, in order: ``["零宽空格(U+200B)"]``."""
    if text.isascii() or not _HIDDEN_ANY.search(text):
        return []  # nearly always
    characters = dict.fromkeys(_HIDDEN_ANY.findall(text))
    return [f"{_HIDDEN[character]}(U+{ord(character):04X})" for character in characters]


def without_hidden(text: str) -> str:
    """The text without invisible characters; variation selectors stay, they belong to names."""
    return text if text.isascii() else _HIDDEN_ANY.sub("", text)


def says_nothing_readable(text: str) -> bool:
    """Whether a text has only blanks and invisible characters: no reason, whatever it looks like in a file."""
    return not without_hidden(text).strip()


def unified_radicals(text: str) -> str:
    """⽅⺠ (radicals, as copied out of a PDF) → 方民; compatibility ideographs and rare characters stay."""
    # Nearly no text has one, and looking for one takes a tenth of translating (0.7 to 8 µs for 20 characters).
    return text.translate(_RADICALS) if _ANY_RADICAL.search(text) else text


def without_blanks(text: str) -> str:
    """The text without any blank or line end."""
    return text if text.isalnum() else _NO_BLANKS.sub("", text)


@lru_cache(maxsize=20_000)
def search_key(text: str) -> str:
    """What search compares: compatibility forms unified, case folded, no blanks, nothing invisible."""
    if not text.isascii():
        text = _VARIATION.sub("", _HIDDEN_ANY.sub("", unicodedata.normalize("NFKC", unified_radicals(text))))
    return without_blanks(text).casefold()


@lru_cache(maxsize=5_000)
def heading_key(text: str) -> str:
    """A heading reduced to its words: 出生　年月\\n(年.月)* → 出生年月; other brackets lose only their signs."""
    text = without_hidden(half_width(text))
    text = _BRACKETED.sub(
        lambda match: "" if _UNIT.match(without_blanks(match.group(1))) else match.group(1), text
    )
    return _HEADING_NOISE.sub("", text).casefold()


@lru_cache(maxsize=5_000)
def bare_heading_key(text: str) -> str:
    """The heading's words without anything in brackets: 联系电话(手机) → 联系电话."""
    return heading_key(_BRACKETED.sub("", half_width(text)))


@lru_cache(maxsize=5_000)
def is_ditto(text: str) -> bool:
    """Whether a cell only says "as above": ″ 〃 " 同上 —〃—  ，，."""
    if len(text) > 16:
        return False
    bare = without_blanks(without_hidden(half_width(text))).casefold()
    return bare in _DITTO or (len(bare) > 1 and _DITTO_DASHES.sub("", bare) in _DITTO - {","})


def shortened(text: str, longest: int = 40) -> str:
    """A foreign text as a sentence may repeat it: its beginning, and … where it went on."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def quoted_in_short(sentence: str) -> str:
    """The sentence with what it quotes in 「」 or “” shortened: a value of a megabyte is no message."""
    return _QUOTED.sub(lambda match: match[1] + shortened(match[2]) + match[3], sentence)
