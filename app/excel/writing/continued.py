"""A row too tall for a sheet goes on in further rows (续), so that no word is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from app.domain.column_widths import text_width
from app.domain.patterns import pattern

CONTINUED = "续"  # stands in place of the running number
MOST_LINES = (
    21  # 323 points: with title, heading, closing line and signatures still one page lying on its side
)
_NARROW = pattern(
    "[!-\u10ff]+"
)  # numbers and Latin words, which programs break only where a column is narrower
_RUNS = pattern("[!-\u10ff]+|[\\s\\S]")
_LONG = 3  # of a line: shorter runs leave no more white at its end than ``line_room`` allows for


def line_room(width: float) -> float:
    """Half-width characters of a line in a column; each line leaves room for a broken-off character."""
    return max(width - 2, 2.0)


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    if text_width(text) <= width - 1 and "\n" not in text:
        return 1
    room = line_room(width)
    if max(map(len, _NARROW.findall(text)), default=0) * _LONG > room:
        return sum(1 for _ in _line_ends(text, room))
    return sum(max(1, -int(-text_width(part) // room)) for part in text.split("\n"))


def _line_ends(text: str, room: float) -> Iterator[int]:
    """Where each line of a text ends that no number is broken in; what is wider than a line is."""
    place, reached = 0, 0.0
    for run in _RUNS.findall(text):
        wide: float = text_width(run)
        if run == "\n" or (reached and reached + wide > room):
            yield place + (run == "\n")
            reached = 0
        while wide > room and len(run) > 1:
            place, run = place + int(room), run[int(room) :]
            yield place
            wide = len(run)
        place += len(run)
        reached += 0 if run == "\n" else wide
    yield place


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
    ends = _line_ends(text, line_room(width))
    return next(islice(ends, most - 1, None), len(text))
