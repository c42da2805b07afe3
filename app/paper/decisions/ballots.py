"""选票 and 表决票: two to a page with a line to cut along, names in stroke order, marks explained, room for the seal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.codes import NAME_ORDERS
from app.domain.fields import Row
from app.domain.law.elections import PRIMARY
from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.domain.numerals import chinese_number
from app.domain.orders import orders_of
from app.domain.registers.election_rules import places_on_ballot
from app.domain.registers.votes import matter_in_words
from app.domain.strokes import stroke_key
from app.domain.vote_codes import OFFICES
from app.paper.decisions.ballot_page import ROW, Ballot, heading_cell, page_of_ballots
from app.paper.decisions.occasion import day_in_words, session_of, which_ballot
from app.paper.sheet import Form, FormCell, Paper

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

BY_BALLOT = "ballot"
WRITTEN_IN = 2  # empty rows beside the seats at most, for others than the candidates
_NAME_ON_A_LINE = 12  # characters of a candidate's name
_SECOND_LINE = 5.0  # millimetres
_MATTER_ON_A_LINE = 20  # characters of a matter in its column


def election_ballots(ledger: Ledger, row_id: int) -> Paper:
    """选票 of one election; KeyError when there is no such row."""
    row = ledger.row("elections", row_id)
    if row is None:
        raise KeyError(f"elections {row_id}")
    office, seats = OFFICES.label(row["post"]), row["seats"]
    title, grid, notes = (
        f"{office}选票",
        _election_grid(ledger, row),
        _election_notes(seats, _order_in_words(ledger)),
    )
    if row["round"] == PRIMARY:
        title = f"{office}候选人预选票"
        grid, notes = (
            _primary_grid(ledger, row),
            _primary_notes(places_on_ballot(row), _order_in_words(ledger)),
        )
    title += which_ballot(row)
    ballot = Ballot((session_of(ledger, row), title), grid, notes)
    return page_of_ballots(ballot, presidium_of(ledger.office), f"{title} {day_in_words(row['voted_on'])}")


def candidates_in_order(ledger: Ledger, row: Row) -> list[str]:
    """The names of the candidates by strokes, as the office sorts names."""
    return [str(line["name"]) for line in lines_in_order(ledger, row["candidates"] or ()) if line.get("name")]


def lines_in_order(ledger: Ledger, lines: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Lines that have a ``name``, as ballots, counting sheets and result sheets call them; two of one name stay two."""
    order = orders_of(ledger.office).names
    return sorted(lines, key=lambda line: stroke_key(str(line.get("name") or ""), order=order))


def _order_in_words(ledger: Ledger) -> str:
    """按姓名笔画 or 按姓氏笔画, as the office sorts names."""
    return NAME_ORDERS.label(orders_of(ledger.office).names).removesuffix("为序")


def _election_grid(ledger: Ledger, row: Row) -> Form:
    names = candidates_in_order(ledger, row)
    cells = [
        heading_cell(0, column, words)
        for column, words in enumerate(("候选人姓名", "赞成○ 反对× 弃权不划", "另选人姓名", "赞成○"))
    ]
    others = min(row["seats"], WRITTEN_IN)
    count = max(len(names), others, 1)
    heights = []
    for number in range(count):
        name = printed_name(names[number], _NAME_ON_A_LINE) if number < len(names) else ""
        cells.append(FormCell(number + 1, 0, name, align="center"))
        heights.append((number + 1, ROW + _SECOND_LINE * name.count("\n")))
        cells += [FormCell(number + 1, column) for column in (1, 2, 3)]
    return Form(
        (4.4, 4.2, 3.8, 1.8), tuple(cells), row_height=ROW, heights=tuple(heights), size=12, keep=True
    )


def _primary_grid(ledger: Ledger, row: Row) -> Form:
    """Nobody is written in: who was not nominated cannot become a candidate (组织法 art. 26)."""
    cells = [heading_cell(0, column, words) for column, words in enumerate(("被提名人姓名", "赞成○"))]
    heights = []
    for number, name in enumerate(candidates_in_order(ledger, row), 1):
        cells += [
            FormCell(number, 0, printed_name(name, _NAME_ON_A_LINE), align="center"),
            FormCell(number, 1),
        ]
        heights.append((number, ROW + _SECOND_LINE * cells[-2].text.count("\n")))
    return Form((4.4, 3), tuple(cells), row_height=ROW, heights=tuple(heights), size=12, keep=True)


def _primary_notes(places: int, order: str) -> tuple[str, ...]:
    return (
        f"注：1．应产生正式候选人{chinese_number(places)}名，被提名人{order}为序。",
        "2．所选人数等于或少于这个名额的有效，多于的作废。",
        "3．赞成的划“○”，不赞成的不划。",
    )


def _election_notes(seats: int, order: str) -> tuple[str, ...]:
    """Each of them on one line, so that the height of the ballot is certain."""
    return (
        f"注：1．应选{chinese_number(seats)}名，候选人{order}为序。",
        "2．所选人数等于或少于应选名额的有效，多于应选名额的作废。",
        "3．赞成的划“○”，反对的划“×”，弃权的不划任何符号。",
        "4．反对的可以另选他人，写上姓名并划“○”；弃权的不能另选他人。",
    )


def vote_ballots(ledger: Ledger, ids: Sequence[int]) -> Paper:
    """表决票 for the matters of one session that are voted by ballot (or, where none is yet, all of them); KeyError without any."""
    chosen = ledger.rows("votes", ledger_order(ledger, ids))
    if not chosen:
        raise KeyError("votes")
    rows = [row for row in chosen if row["way"] == BY_BALLOT] or chosen
    cells = [
        heading_cell(0, column, words)
        for column, words in enumerate(("序号", "表决事项", "赞成", "反对", "弃权"))
    ]
    heights = []
    for number, row in enumerate(rows, 1):
        matter = matter_in_words(row)
        cells += [FormCell(number, 0, str(number), align="center"), FormCell(number, 1, matter)]
        cells += [FormCell(number, column) for column in (2, 3, 4)]
        lines = -(-len(matter) // _MATTER_ON_A_LINE)
        heights.append((number, max(ROW, lines * 6.0 + 3)))
    form = Form((1.4, 9, 2, 2, 2), tuple(cells), row_height=ROW, heights=tuple(heights), size=12, keep=True)
    notes = (
        "注：1．每项在赞成、反对、弃权中选一格划“○”。",
        "2．三格都不划的为弃权，划两格以上的，该项无效。",
    )
    ballot = Ballot((session_of(ledger, rows[0]), "表决票"), form, notes)
    return page_of_ballots(ballot, presidium_of(ledger.office), f"表决票 {day_in_words(rows[0]['voted_on'])}")


def ledger_order(ledger: Ledger, ids: Sequence[int]) -> list[int]:
    """The chosen matters in the order in which the session takes them."""
    rows = ledger.rows("votes", ids, bare=True)
    return [
        row["id"] for row in sorted(rows, key=lambda row: (row["voted_on"], row["ordinal"] or 0, row["id"]))
    ]


def by_session(ledger: Ledger, ids: Sequence[int]) -> list[list[int]]:
    """The chosen matters apart by session and day, each in its order: a sheet is of one sitting."""
    sittings: dict[tuple[str, date], list[int]] = {}
    for row in ledger.rows("votes", ledger_order(ledger, ids), bare=True):
        sittings.setdefault((row["session"].name, row["voted_on"]), []).append(row["id"])
    return list(sittings.values())
