"""How opinions and suggestions were handled, as a report tells it: by class, by reply class, by what was said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.domain.contact_codes import REPLY_CLASSES, SATISFACTION
from app.domain.numerals import percent
from app.figures.contact import CONTENT, FAMILIES, Choice, gave_feedback, in_base, is_concluded, is_late
from app.figures.crosstab import handler_names, unnamed_place
from app.figures.figure import NO_DATA
from app.figures.source import Matters, Source

Rows = tuple[int, ...]
Handled = tuple[int, Matters]  # a matter's row and what it has in common with others


@dataclass(frozen=True)
class Handling:
    """The rows of some matters by what became of them, counted as the figures of the year count them.

    ``out``: merged, withdrawn, rejected or referred.  ``by_class`` and ``by_feedback``: of the last reply and
    of the last feedback, by their codes, of what is not out.
    """

    received: Rows
    out: Rows
    replied: Rows
    concluded: Rows
    late: Rows
    by_class: Mapping[str, Rows]
    by_feedback: Mapping[str, Rows]

    @property
    def base(self) -> int:
        """How many the rates of reply and conclusion are of."""
        return len(self.received) - len(self.out)

    @property
    def open(self) -> int:
        """How many of the base are not concluded."""
        return self.base - len(self.concluded)

    @property
    def feedback_count(self) -> int:
        """How many gave feedback."""
        return sum(map(len, self.by_feedback.values()))

    @property
    def content(self) -> int:
        """How many of those are content, at least on the whole."""
        return sum(len(self.by_feedback[code]) for code in CONTENT)


def share_words(numerator: int, denominator: int) -> str:
    """A share with both counts, 89.3%（25/28）; — without a base."""
    share = percent(numerator, denominator)
    return NO_DATA if share is None else f"{share}%（{numerator}/{denominator}）"


def handling_of(handled: Iterable[Handled], source: Source) -> Handling:
    """The rows of matters by what became of them as of the source's day."""
    all_of_them, until = sorted(handled, key=lambda pair: pair[0]), source.until.isoformat()

    def rows(choice: Choice) -> Rows:
        return tuple(row for row, matter in all_of_them if choice(matter))

    def has(fact: str, code: str) -> Choice:
        return lambda matter: matter.facts.get(fact) == code

    replied = rows(lambda matter: "replied" in matter.facts and in_base(matter))
    with_feedback = rows(gave_feedback)
    return Handling(
        rows(lambda matter: True),
        rows(lambda matter: not in_base(matter)),
        replied,
        rows(lambda matter: is_concluded(matter, source.concluded_means)),
        rows(lambda matter: in_base(matter) and is_late(matter, until)),
        {code: tuple(sorted({*rows(has("class", code))} & {*replied})) for code in REPLY_CLASSES.codes()},
        {
            code: tuple(sorted({*rows(has("feedback", code))} & {*with_feedback}))
            for code in SATISFACTION.codes()
        },
    )


def handled_matters(source: Source, family: str = "all") -> list[Handled]:
    """The matters of the year that the figures of a family count, one by one."""
    chosen: Callable[[Matters], bool] = FAMILIES[family]
    return [(row, matter) for matter in source.matters if chosen(matter) for row in matter.ids]


def handling_by_handler(source: Source) -> dict[str, Handling]:
    """The same for each main handler by name, the one with most matters first, what names nobody last."""
    names = handler_names(source)
    by_name: dict[str, list[Handled]] = {}
    for row, matter in handled_matters(source):
        by_name.setdefault(names[row], []).append((row, matter))
    ordered = sorted(by_name.items(), key=lambda pair: (unnamed_place(pair[0]), -len(pair[1]), pair[0]))
    return {name: handling_of(handled, source) for name, handled in ordered}
