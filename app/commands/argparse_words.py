"""What argparse says, in Chinese."""

from __future__ import annotations

import argparse
import gettext
from functools import cache

# argparse has no door for another language but gettext, whose catalogues are compiled files; so its two
# look-ups are answered from this table.
WORDS = {
    "usage: ": "用法：",
    "positional arguments": "内容",
    "options": "选项",
    "show this help message and exit": "显示这段说明",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有命令 %(parser_name)s，可以用：%(choices)s",
    "unrecognized arguments: %s": "不认识 %s",
    "not allowed with argument %s": "不能与 %s 一起用",
    "ignored explicit argument %r": "后面不能写 %s",
    "the following arguments are required: %s": "还要写明 %s",
    "one of the arguments %s is required": "%s 要写一个",
    "expected one argument": "后面要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "expected %s argument": "后面要写 %s 个值",
    "expected %s arguments": "后面要写 %s 个值",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不清楚，可能是 %(matches)s",
    "unexpected option string: %s": "不认识 %s",
    "invalid %(type)s value: %(value)r": "%(value)r 不能用在这里",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r，可以用：%(choices)s",
}


@cache
def _translated(message: str) -> str:
    # Each sub-command asks for the same headings; gettext looks for its files each time.
    return WORDS.get(message) or gettext.gettext(message)


def _counted(singular: str, plural: str, number: int) -> str:
    return WORDS.get(singular, gettext.ngettext(singular, plural, number))


def speak() -> None:
    """Let argparse answer in these words, in the whole process."""
    for name, lookup in {"_": _translated, "ngettext": _counted}.items():
        setattr(argparse, name, lookup)
