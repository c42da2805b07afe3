"""计票单 and 总计票单: boxes for 正, five votes each, as many as there are deputies; filled in by hand, keyed in later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.fields import Side
from app.domain.law.elections import AMONG_NAMED, PRIMARY
from app.domain.names import printed_name
from app.domain.registers.votes import matter_in_words
from app.domain.vote_codes import OFFICES
from app.paper.decisions.ballots import BY_BALLOT, candidates_in_order, ledger_order
from app.paper.decisions.occasion import (
    SIZE,
    called,
    count_signatures,
    matters_in_words,
    session_of,
    which_ballot,
    working_sheet,
)
from app.paper.sheet import Block, Form, FormCell, Paper, Paragraph, Spread

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

STROKES = 5  # of 正: votes in one box
BOXES = 16  # side by side: eighty votes
MARKS = ("赞成", "反对", "弃权")
GROUPS = 4  # of tellers on the sheet that adds them up
USUAL = 60  # deputies, where nobody has entered the number
EMPTY_ROWS = 3  # for people written in
WRITTEN_IN = "另选人："
_ON_A_LINE = 6  # characters of a name beside its boxes
_SHORT_NAME = 16  # characters; what is longer is a matter, which begins at the left


def election_counting(ledger: Ledger, row_id: int) -> list[Paper]:
    """计票单 and 总计票单 of one election; KeyError when there is no such row."""
    row = ledger.row("elections", row_id)
    if row is None:
        raise KeyError(f"elections {row_id}")
    names = [printed_name(name, _ON_A_LINE) for name in candidates_in_order(ledger, row)]
    primary = row["round"] == PRIMARY
    marks = MARKS[:1] if primary else MARKS
    others = [] if row["round"] in AMONG_NAMED else [""] * EMPTY_ROWS
    written_in: tuple[Block, ...] = (
        (
            Paragraph("另选人", SIZE, face="heading", leading=26, keep=True),
            _boxes([(name, "赞成") for name in others], 1),
        )
        if others
        else ()
    )
    grid = (*tally(names, row["in_office"] or USUAL, marks), *written_in)
    sheets = (
        (f"{called(row)}计票单{which_ballot(row)}", (ballots_line(), *grid)),
        (f"{called(row)}总计票单{which_ballot(row)}", (ballots_line(), _sums(names, marks, others))),
    )
    office = OFFICES.label(row["post"])
    return [
        working_sheet(
            ledger, session_of(ledger, row), row["voted_on"], title, (*blocks, *count_signatures()), office
        )
        for title, blocks in sheets
    ]


def vote_counting(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    """计票单 and 总计票单 for the matters of one session; KeyError without any."""
    rows = ledger.rows("votes", ledger_order(ledger, ids))
    if not rows:
        raise KeyError("votes")
    matters = [matter_in_words(row) for row in rows]
    deputies = max(row["in_office"] or 0 for row in rows) or USUAL
    sheets = (("表决计票单", tally(matters, deputies)), ("表决总计票单", (_sums(matters),)))
    counts = ballots_line(by_ballot=any(row["way"] == BY_BALLOT for row in rows))
    return [
        working_sheet(
            ledger,
            session_of(ledger, rows[0]),
            rows[0]["voted_on"],
            title,
            (counts, *blocks, *count_signatures()),
            matters_in_words(matters),
        )
        for title, blocks in sheets
    ]


def ballots_line(*, by_ballot: bool = True) -> Spread:
    """What is counted before the votes are; a show of hands has no papers."""
    people = ("应到　　　人", "实到　　　人")
    papers = ("发出　　　张", "收回　　　张", "有效　　　张", "废票　　　张")
    return Spread(
        (*people, *(papers if by_ballot else ("", ""))), SIZE, space_before=1, space_after=3, face="form"
    )


def tally(names: Sequence[str], deputies: int, marks: Sequence[str] = MARKS) -> tuple[Block, ...]:
    """One strip of boxes for each mark of each name; two where one does not hold every deputy."""
    strips = -(-deputies // (STROKES * BOXES))
    return tuple(_boxes([(name, mark) for mark in marks], strips) for name in names)


def _boxes(marks: Sequence[tuple[str, str]], strips: int) -> Form:
    """The boxes of one name, kept together on a page; of names that differ, one strip each."""
    cells: list[FormCell] = []
    same = len({name for name, _ in marks}) == 1 and bool(marks[0][0])
    for number, (name, mark) in enumerate(marks):
        first = number * strips
        if not same:
            cells.append(FormCell(first, 0, name, rows=strips))
        cells.append(FormCell(first, 1, mark, rows=strips, role="label", align="center"))
        cells += [FormCell(first + strip, 2 + box) for strip in range(strips) for box in range(BOXES)]
        cells.append(FormCell(first, 2 + BOXES, rows=strips))
    if same:
        cells.append(FormCell(0, 0, marks[0][0], rows=len(marks) * strips, align="center"))
    return Form((3.9, 1.7, *[1.0] * BOXES, 2.0), tuple(cells), row_height=7.5, size=SIZE, keep=True)


def _sums(names: Sequence[str], marks: Sequence[str] = MARKS, others: Sequence[str] = ()) -> Form:
    """What each group of tellers counted, and all of them together; ``others`` are written in, so only voted for."""
    heads = ("姓名（事项）", "票", *(f"第{number}组" for number in "一二三四"[:GROUPS]), "合计")
    cells = [FormCell(0, column, words, role="label", align="center") for column, words in enumerate(heads)]
    first = 1
    voted = [*((name, marks) for name in names), *((f"{WRITTEN_IN}{name}", MARKS[:1]) for name in others)]
    for name, own in voted:
        side: Side = "center" if len(name) < _SHORT_NAME and not name.startswith(WRITTEN_IN) else "left"
        cells.append(FormCell(first, 0, name, rows=len(own), align=side))
        for place, mark in enumerate(own, first):
            cells.append(FormCell(place, 1, mark, role="label", align="center"))
            cells += [FormCell(place, 2 + column) for column in range(GROUPS + 1)]
        first += len(own)
    return Form((5, 1.8, *[2.2] * GROUPS, 2.6), tuple(cells), row_height=7.5, size=SIZE)
