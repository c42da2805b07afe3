"""Everybody who came to a reception or raised a matter, by name, so that no public text tells who it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from app.domain.confidences import Confidence, confidence_of, folded
from app.domain.names import is_plausible_name
from app.domain.patterns import pattern

_START = 2  # characters by which a name is looked up
# What clerks write where nobody gave a name: 几位村民, 东村群众代表, 张先生, 李某.
_NO_NAME = pattern("村民|群众|选民|居民|住户|商户|业主|代表|家长|学生|先生|女士|某|几[位名人]|多[位名人]")


class Petitioners:
    """The petitioners of a ledger.  ``people``: folded names of deputies and others who hold a post.

    Only what can be a person's name is looked for in texts of rows that have nothing to do with it: a matter
    raised by 几位村民 does not make every 村民 a petitioner.
    """

    def __init__(self, names: Iterable[str] = (), people: Iterable[str] = ()) -> None:
        self._names = frozenset(
            name for name in names if is_plausible_name(name) and not _NO_NAME.search(name)
        )
        self._people = tuple(people)

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        by_start: dict[str, list[str]] = {}
        for name in confidence_of({"name": name} for name in self._names).names:
            by_start.setdefault(name[:_START], []).append(name)
        return by_start

    def named_in(self, texts: Iterable[str]) -> Confidence:
        """Those whose names stand in running words; a name alone in its field is that of somebody in office."""
        names = tuple(dict.fromkeys(name for text in texts for name in self._in(folded(text))))
        longer = (person for person in self._people if any(name in person for name in names))
        return Confidence(names, (), tuple(sorted({*names, *longer})))

    def _in(self, text: str) -> Iterator[str]:
        for place in range(len(text) - 1):
            for name in self._by_start.get(text[place : place + _START], ()):
                if text.startswith(name, place):
                    yield name
