"""Pinyin of names and initials for search. The dictionary is loaded with the first use (0.05 s)."""

import os
import unicodedata
from functools import cache, lru_cache

from app.domain.patterns import pattern
from app.domain.surnames import COMPOUND_SURNAMES, SURNAME_READINGS
from app.domain.texts import half_width

_SEPARATORS = pattern("[·•・‧.\\s\u3000]+")
_VARIATION = pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Characters whose first reading in the dictionary is not the one in names and in this field's words.
_USUAL = {
    "曾": "zeng",
    "翟": "zhai",
    "晟": "sheng",
    "都": "dou",
    "卜": "bu",
    "茜": "qian",
    "珩": "heng",
    "长": "chang",
    "率": "lv",
    "的": "de",
    "调": "diao",
    "那": "na",
    "靓": "liang",
    "镇": "zhen",
    "会": "hui",
    "区": "qu",
    "单": "dan",
    "重": "zhong",
    "行": "xing",
    "乐": "le",
    "盖": "gai",
    "宿": "su",
    "员": "yuan",
    "娜": "na",
}


@cache
def _dictionary() -> dict[int, str]:
    # Phrases are not asked for; reading them takes 0.25 s.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    return dict(pinyin_dict)


@lru_cache(maxsize=50_000)
def _syllable(character: str) -> str:
    """The usual reading of a character without its tone (ü as v); other characters as they are."""
    usual = _USUAL.get(character)
    if usual:
        return usual
    readings = None if character.isascii() else _dictionary().get(ord(character))
    if not readings:
        return character.casefold() if character.isalnum() and character.isascii() else ""
    plain = unicodedata.normalize("NFD", readings.partition(",")[0]).replace("u\u0308", "v")
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


def _syllables(name: str, correction: str | None) -> list[str]:
    if correction and correction.strip():
        return _SEPARATORS.sub(" ", half_width(correction)).casefold().replace("ü", "v").split()
    characters = _VARIATION.sub("", _SEPARATORS.sub("", name))
    compound = COMPOUND_SURNAMES.get(characters[:2])
    if compound and len(characters) > 2:
        return [*compound, *(sound for character in characters[2:] if (sound := _syllable(character)))]
    syllables = [_syllable(character) for character in characters]
    if syllables and (surname := SURNAME_READINGS.get(characters[0])) and "·" not in name:
        syllables[0] = surname
    return [syllable for syllable in syllables if syllable]


@lru_cache(maxsize=50_000)
def pinyin_initials(name: str, *, correction: str | None = None) -> str:
    """王芳 → wf. ``correction`` is the pinyin a clerk gave for the name (shan xiong xin → sxx)."""
    return "".join(syllable[0] for syllable in _syllables(name, correction))


@lru_cache(maxsize=50_000)
def pinyin_full(name: str, correction: str | None = None) -> str:
    """王芳 → wang fang."""
    return " ".join(_syllables(name, correction))


@cache
def _initial(character: str) -> str:
    if character.isascii():
        return character.casefold() if character.isalnum() else ""
    return _syllable(character)[:1]


@lru_cache(maxsize=20_000)
def pinyin_search(text: str, *, correction: str | None = None) -> str:
    """The initials of any text for the hidden search column: 第一选区 → dyxq; letters and digits stay.

    A short text may be a name: where a surname is read otherwise than the character usually is, both
    readings are given (单雄信 → sxx dxx). A correction is a name's own pinyin and stands alone.
    """
    if correction and correction.strip():
        return pinyin_initials(text, correction=correction)
    plain = "".join(map(_initial, half_width(text)))
    if len(text) > 5 or (text[:1] not in SURNAME_READINGS and text[:2] not in COMPOUND_SURNAMES):
        return plain
    initials = pinyin_initials(text)
    return plain if initials == plain else f"{initials} {plain}"
