"""Marks of state secrets on papers: what carries one must not be in this program (保密法 2024 art. 22, 31).

The mark is the grade, ★, and the term (秘密★10年); file names carry the grade alone, in brackets or in front, and
papers without a term a line with nothing but the grade, a blank between its two characters (GB/T 9704-1999, 8.1.2).
Words of elections such as 秘密写票处 and 无记名（秘密）投票 are none.
"""

from __future__ import annotations

from pathlib import PurePath

from app.domain.patterns import pattern

NOTICE = "本机为非涉密设备，不能存放涉密内容。没有保存，请从这台电脑上移走，按保密规定办理。"
_GRADE = "绝密|机密|秘密"
_SPACED = r"[绝机秘]\s*密"
_MARK = pattern(rf"{_SPACED}\s*(?:[★☆]|[*＊]\s*(?:\d|长期))|密\s*级\s*[：:]\s*{_SPACED}")
_LINE = pattern(rf"\s*(?:{_SPACED}|(?:{_GRADE})(?:级|件|文件))\s*")
_HEAD = 5  # lines in which the mark stands: the number of the copy, the mark, how urgent it is
_IN_NAME = pattern(
    rf"^(?:绝密|机密)|[【\[（(〔](?:{_GRADE})(?:级|件|文件)?[】\]）)〕](?!投票|写票)|[-_—\s](?:{_GRADE})(?:级|件|文件)?$"
)


def has_mark(text: str) -> bool:
    """Whether a text carries the mark of a state secret."""
    return "密" in text and _MARK.search(text) is not None


def begins_with_mark(text: str) -> bool:
    """Whether a paper carries the mark, or one of its first lines is the grade alone."""
    if "密" not in text:
        return False
    head = [line for line in text.splitlines() if line.strip()][:_HEAD]
    return has_mark(text) or any(_LINE.fullmatch(line) for line in head)


def name_has_mark(name: str) -> bool:
    """Whether the name of a file says that it is a state secret."""
    return "密" in name and (has_mark(name) or _IN_NAME.search(PurePath(name).stem) is not None)
