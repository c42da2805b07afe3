"""A row too tall for a sheet goes on in further rows (续), so that no word is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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


def continued_texts(
    texts: Sequence[str], widths: Sequence[float], room: Callable[[], int] = lambda: MOST_LINES
) -> Iterator[tuple[str, ...]]:
    """The texts of a row: in one row, or in several where the longest takes more than ``MOST_LINES`` lines.

    ``room`` is asked for the lines that the next of several may have; what was handed out before has its place
    by then.  Put together again the pieces of a text are the text.
    """
    if max(map(line_count, texts, widths), default=0) <= MOST_LINES:
        yield tuple(texts)
        return
    rests = list(texts)
    while any(rests):
        most = room()
        cuts = [_first_lines(rest, width, most) for rest, width in zip(rests, widths, strict=True)]
        yield tuple(rest[:cut] for rest, cut in zip(rests, cuts, strict=True))
        rests = [rest[cut:] for rest, cut in zip(rests, cuts, strict=True)]


def _first_lines(text: str, width: float, most: int) -> int:
    """How many characters stand in the first ``most`` lines of a text."""
    if line_count(text, width) <= most:
        return len(text)
    room, lines, reached = line_room(width), 1, 0
    for place, character in enumerate(text):
        wide = text_width(character)
        if character == "\n" or reached + wide > room:
            lines, reached = lines + 1, 0
            if lines > most:
                return place + (character == "\n")
        reached += 0 if character == "\n" else wide
    return len(text)
