"""A row too tall for a sheet goes on in further rows (续), so that no word is hidden."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.column_widths import text_width

CONTINUED = "续"  # stands in place of the running number
MOST_LINES = (
    22  # 319 points: with title, heading, closing line and signatures still one page lying on its side
)


def line_room(width: float) -> float:
    """Half-width characters of a line in a column; each line leaves room for a broken-off character."""
    return max(width - 2, 2.0)


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    if text_width(text) <= width - 1 and "\n" not in text:
        return 1
    return sum(max(1, -int(-text_width(part) // line_room(width))) for part in text.split("\n"))


def in_pieces(text: str, width: float) -> list[str]:
    """The text in pieces of at most ``MOST_LINES`` lines; put together again they are the text."""
    if line_count(text, width) <= MOST_LINES:
        return [text]
    room, pieces, start, lines, reached = line_room(width), list[str](), 0, 1, 0
    for place, character in enumerate(text):
        wide = text_width(character)
        if character == "\n" or reached + wide > room:
            lines, reached = lines + 1, 0
            if lines > MOST_LINES:
                cut = place + (character == "\n")
                pieces.append(text[start:cut])
                start, lines = cut, 1
        reached += 0 if character == "\n" else wide
    return [*pieces, text[start:]] if start < len(text) else pieces


def continued_texts(texts: Sequence[str], widths: Sequence[float]) -> list[tuple[str, ...]]:
    """The texts of a row, in as many rows as its longest text needs."""
    parted = [in_pieces(text, width) for text, width in zip(texts, widths, strict=True)]
    count = max(map(len, parted), default=1)
    return [tuple(pieces[n] if n < len(pieces) else "" for pieces in parted) for n in range(count)]
