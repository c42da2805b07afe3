"""Plain words: one line, or several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.fields import Context, Field, Kind, Reading, Side
from app.domain.numerals import natural
from app.domain.orders import Orders
from app.domain.pinyin import pinyin_search
from app.domain.secrecy_marks import NOTICE, has_mark
from app.domain.texts import hidden_characters, tidy


def cell_words(cell: Any) -> str:
    """A cell as a clerk sees it: whole numbers without ``.0``, dates as ISO, nothing as ''."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


@dataclass(frozen=True)
class Text(Kind):
    """One line of words, at most ``longest`` characters; ``usual`` are offered while typing.

    ``ranked``: the office says in which order its words stand.
    """

    longest: int = 200
    width: int = 12
    usual: tuple[str, ...] = ()
    ranked: bool = False
    align: Side = "left"
    name = "text"
    elastic = True
    wide = False
    is_words = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """The words as typed, without outer blanks; what no file can keep is refused."""
        words = cell_words(cell)
        if not words:
            return Reading(None)
        hidden = not words.isascii() and hidden_characters(words.strip())
        try:
            words = self.tidied(words)
        except ValueError as refusal:
            return Reading(None, (field.problem("characters", f"{field.label}：{refusal}"),))
        if has_mark(words):
            message = f"{field.label}里带有密级标志。{NOTICE}"
            return Reading(None, (field.problem("secrecy", message),))
        if len(words) > self.longest:
            message = f"{field.label}最多 {self.longest} 个字，现在有 {len(words)} 个，请删短一些。"
            return Reading(None, (field.problem("too_long", message),))
        if words and hidden:
            message = f"{field.label}里有看不见的字符，可能是从网页复制带来的，请核对。"
            return Reading(words, (field.warning("hidden_characters", message),))
        return Reading(words or None)

    def tidied(self, words: str) -> str:
        """One line: line breaks become blanks."""
        return " ".join(tidy(words).split("\n")) if "\n" in words or "\r" in words else tidy(words)

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """The initials of titles and names."""
        return pinyin_search(words)

    def to_order(self, value: Any, orders: Orders) -> str:
        """The words with their numbers by value, and where they are ranked with their place before them."""
        return (orders.place(value) if self.ranked else "") + natural(value)


@dataclass(frozen=True)
class Prose(Text):
    """Words over several lines."""

    longest: int = 20_000
    width: int = 30
    name = "prose"
    wide = True

    def tidied(self, words: str) -> str:
        """Line breaks stay."""
        return tidy(words)

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """Nobody spells out a story."""
        return None
