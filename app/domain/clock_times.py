"""Times of day as clerks write them: 9:00, 9点半, 下午3时, 1430, or a cell that WPS keeps as a part of a day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from app.domain.numerals import CHINESE_DIGITS, read_number
from app.domain.patterns import pattern

_DAY = 24 * 60  # minutes
_HALF = "凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚"
_N = rf"\d{{1,2}}|[{CHINESE_DIGITS}]{{1,3}}"
_SPOKEN = pattern(rf"^({_HALF})?({_N})[点時时](?:钟|整)?(?:(半)|([一三1-3])刻|({_N})分?)?$")
_WRITTEN = pattern(rf"^({_HALF})?(\d{{1,2}})[:：.．](\d{{2}})(?:[:：]\d{{2}})?$")
_DIGITS = pattern(rf"^({_HALF})?(\d{{1,2}})(\d{{2}})?$")
_AFTER_NOON = {"下午", "午后", "傍晚", "晚上", "晚"}
_NIGHT = {"凌晨", "晚上", "晚"}
_SENTENCE = "看不出是几点，请写成 9:00、14:30 或 9点半"


_CLOCK = rf"(?:{_HALF})?(?:\d{{1,2}}[:：]\d{{2}}|(?:{_N})[点時时](?:钟|整|半|[一三1-3]刻|(?:{_N})分?)?)"
_SPAN = pattern(rf"({_CLOCK})\s*(?:[-—–―~～－至到]|--|——)\s*({_CLOCK})")


_HALVES = pattern(rf"^(?:{_HALF}|早|全天|整天|半天|夜间|晚间)$")


def is_part_of_day(words: str) -> bool:
    """Whether words say no more of a time than the part of the day: 上午, 全天."""
    return _HALVES.match("".join(words.split())) is not None


def clock_span(words: str) -> tuple[str, str] | None:
    """When something begins and ends, as written, where words hold both: 9:00-11:30, 上午9点至11点半."""
    span = _SPAN.search(words)
    return (span[1], span[2]) if span else None


def read_time(cell: Any) -> int | None:
    """Minutes after midnight, 0 to 1439; None for a blank cell.

    Raises ``ValueError`` with a plain half sentence for what is no time of day.
    """
    if isinstance(cell, datetime | time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, float) and 0 <= cell < 1:  # how workbooks keep a time: a part of a day
        return round(cell * _DAY) % _DAY
    words = "".join(str(cell).split()) if cell is not None else ""
    if not words:
        return None
    half, hour, minute = _parts(words)
    if hour > 23 or minute > 59:
        raise ValueError("没有这个时间，请写 0:00 到 23:59 之间的")
    return _of_the_day(half, hour) * 60 + minute


def _of_the_day(half: str, hour: int) -> int:
    """下午3点 is 15, 中午1点 is 13, 凌晨12点 is 0."""
    if half in _NIGHT and hour == 12:
        return 0
    later = (half in _AFTER_NOON and hour < 12) or (half == "中午" and hour < 3)
    return hour + 12 if later else hour


def _parts(words: str) -> tuple[str, int, int]:
    """Half of the day, hour and minute as written."""
    spoken = _SPOKEN.match(words)
    if spoken:
        half, hour, is_half, quarter, minute = spoken.groups()
        past = 30 if is_half else 15 * _number(quarter) if quarter else _number(minute or "0")
        return half or "", _number(hour), past
    written = _WRITTEN.match(words) or _DIGITS.match(words)
    if written is None:
        raise ValueError(_SENTENCE)
    half, hour, minute = written.groups()
    return half or "", int(hour), int(minute or 0)


def _number(digits: str) -> int:
    number = read_number(digits)
    if number is None:
        raise ValueError(_SENTENCE)
    return number


def time_in_half(half: str, written: str) -> str:
    """上午9:30, 下午3:00 for 15:00; without the half where the hours are of another one."""
    minutes = read_time(written)
    if minutes is None:
        return half
    if half in _AFTER_NOON:
        return half + written_time(minutes - 12 * 60 if minutes >= 13 * 60 else minutes)
    return ("" if minutes >= 13 * 60 else half) + written_time(minutes)


def written_time(minutes: int) -> str:
    """``9:00``, as on notices and forms."""
    return f"{minutes // 60}:{minutes % 60:02d}"
