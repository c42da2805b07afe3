"""What the words of a command line may be: numbers, years, places; each raises ``ArgumentTypeError`` in Chinese."""

from __future__ import annotations

import argparse

LARGEST = 2**63 - 1  # the largest number that SQLite keeps


def _whole(text: str, least: int, most: int, range_words: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"“{text}”要写成{range_words}")
    return number


def place(text: str) -> str:
    """The name of a file or folder, ``-`` for a stream; an empty one is a script's forgotten variable, not this folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("文件或文件夹的名称是空的，请写明")
    return text


def row_id(text: str) -> int:
    """A record's number."""
    return _whole(text, 1, LARGEST, "记录号（正整数）")


def year(text: str) -> int:
    """A calendar year."""
    return _whole(text, 1900, 2999, "四位数的年份，例如 2022")


def register_period(text: str) -> int:
    """A register year by its first month, ``2022-04``; gives the year."""
    number, _, month = text.partition("-")
    if month != "04":
        raise argparse.ArgumentTypeError(f"“{text}”要写成登记年度开始的年和月，例如 2022-04")
    return year(number)


def ordinal(text: str) -> int:
    """The number of a term or a count."""
    return _whole(text, 1, LARGEST, "正整数")


def seconds(text: str) -> float:
    """A time to wait; at most a day."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 86400:
        raise argparse.ArgumentTypeError(f"“{text}”要写成 0 到 86400 的秒数")
    return number
