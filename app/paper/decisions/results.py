"""选举结果报告单 and 表决结果报告单: the numbers, the people, the sentence, the signatures; blank before the count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.fields import Row
from app.domain.law.ballots import Ballots
from app.domain.law.elections import AMONG_NAMED, PRIMARY
from app.domain.law.full_names import short_names_explained, with_full_names, with_titles
from app.domain.names import printed_name
from app.domain.registers.election_rules import places_on_ballot
from app.domain.registers.votes import matter_in_words
from app.domain.vote_codes import BALLOT_ROUNDS, OFFICES, VERDICTS, VOTE_WAYS
from app.paper.decisions.ballots import BY_BALLOT, ledger_order, lines_in_order
from app.paper.decisions.occasion import (
    SIZE,
    called,
    count_signatures,
    matters_in_words,
    session_of,
    which_ballot,
    working_sheet,
)
from app.paper.sheet import Column, Form, FormCell, Paper, Paragraph, Table

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_PEOPLE = (
    Column("姓名", 11, "center"),
    Column("赞成", 5, "center"),
    Column("反对", 5, "center"),
    Column("弃权", 5, "center"),
    Column("是否当选", 6, "center"),
)
_NOMINEES = (Column("姓名", 11, "center"), Column("得票", 8, "center"))
_MATTERS = (
    Column("序号", 3, "center"),
    Column("表决事项", 16),
    Column("方式", 6, "center"),
    Column("赞成", 3.6, "center"),
    Column("反对", 3.6, "center"),
    Column("弃权", 3.6, "center"),
    Column("未表决", 4, "center"),
    Column("结果", 6, "center"),
)
EMPTY_ROWS = 2  # for people written in, on a sheet to be filled in


def election_result(ledger: Ledger, row_id: int) -> Paper:
    """选举结果报告单 of one election; KeyError when there is no such row."""
    row = ledger.row("elections", row_id)
    if row is None:
        raise KeyError(f"elections {row_id}")
    office = OFFICES.label(row["post"])
    counted = row["collected"] is not None
    sentence = with_full_names(row["sentence"]) if counted else "结论："
    blocks = (
        _numbers(row, (("职务", office), ("投票", BALLOT_ROUNDS.label(row["round"])), _places(row))),
        Paragraph("", 6),
        _nominees(ledger, row)
        if row["round"] == PRIMARY
        else Table(_PEOPLE, tuple(_people(ledger, row, counted=counted)), size=12),
        Paragraph(sentence, 12, face="form", leading=24, indent=2),
        *count_signatures(),
    )
    title = f"{called(row)}结果报告单{which_ballot(row)}"
    return working_sheet(ledger, session_of(ledger, row), row["voted_on"], title, blocks, office)


def _places(row: Row) -> tuple[str, object]:
    return ("候选人名额", places_on_ballot(row)) if row["round"] == PRIMARY else ("应选名额", row["seats"])


def _candidates(ledger: Ledger, row: Row) -> list[Mapping[str, Any]]:
    return [line for line in lines_in_order(ledger, row["candidates"] or ()) if line.get("name")]


def _nominees(ledger: Ledger, row: Row) -> Table:
    """Who was nominated, in stroke order, with the votes; whether they stand is said by the sentence below."""
    lines = (
        (printed_name(str(line["name"])), _number(line.get("in_favor"))) for line in _candidates(ledger, row)
    )
    return Table(_NOMINEES, tuple(lines), size=12)


def _people(ledger: Ledger, row: Row, *, counted: bool) -> list[tuple[str, ...]]:
    """Candidates in stroke order, then a heading and who was written in."""
    candidates, write_ins = _candidates(ledger, row), list(row["write_ins"] or ())
    elected = _elected(row, [*candidates, *write_ins])
    rows = [_person(line, elected, counted=counted) for line in candidates]
    written = [_person(line, elected, counted=counted) for line in write_ins]
    if not counted and row["round"] not in AMONG_NAMED:
        written = [("",) * len(_PEOPLE)] * EMPTY_ROWS
    return [*rows, ("另选人",), *written] if written else rows


def _elected(row: Row, lines: Sequence[Mapping[str, Any]]) -> list[int]:
    """Which lines are those elected, by their identity: of two of one name, the one with more votes first."""
    names = Counter((row["elected"] or "").split("、"))
    chosen: list[int] = []
    for line in sorted(lines, key=lambda line: -(line.get("in_favor") or 0)):
        if names[str(line.get("name"))] > 0:
            names[str(line.get("name"))] -= 1
            chosen.append(id(line))
    return chosen


def _person(line: Mapping[str, Any], elected: Sequence[int], *, counted: bool) -> tuple[str, ...]:
    votes = tuple(_number(line.get(key)) for key in ("in_favor", "against", "abstain"))
    return (
        printed_name(str(line.get("name"))),
        *votes,
        ("当选" if id(line) in elected else "—") if counted else "",
    )


def vote_result(ledger: Ledger, ids: Sequence[int]) -> Paper:
    """表决结果报告单 for the matters of one session; KeyError without any."""
    rows = ledger.rows("votes", ledger_order(ledger, ids))
    if not rows:
        raise KeyError("votes")
    counted = any(row["in_favor"] is not None for row in rows)
    lines = [_matter(number, row) for number, row in enumerate(rows, 1)]
    sentences = [
        f"{number}．{matter_in_words(row)}：{with_titles(row['sentence'])}"
        for number, row in enumerate(rows, 1)
        if row["in_favor"] is not None
    ]
    short = short_names_explained(with_titles(row["sentence"]) for row in rows if counted)
    words = [*sentences, *([f"注：{short}"] if short else ())] if counted else ["结论："]
    blocks = (
        _numbers(next((row for row in rows if row["way"] == BY_BALLOT), rows[0]), ()),
        Paragraph("", 6),
        Table(_MATTERS, tuple(lines), size=11),
        *(Paragraph(text, 12, face="form", leading=24, indent=2) for text in words),
        *count_signatures(),
    )
    name = matters_in_words([matter_in_words(row) for row in rows])
    return working_sheet(
        ledger, session_of(ledger, rows[0]), rows[0]["voted_on"], "表决结果报告单", blocks, name
    )


def _matter(number: int, row: Row) -> tuple[str, ...]:
    votes = tuple(_number(row[key]) for key in ("in_favor", "against", "abstain", "not_voting"))
    verdict = VERDICTS.label(row["verdict"]) if row["in_favor"] is not None else ""
    return (str(number), matter_in_words(row), VOTE_WAYS.label(row["way"]), *votes, verdict)


def _numbers(row: Row, before: Sequence[tuple[str, object]]) -> Form:
    """Label and number side by side, three to a line; a show of hands has no papers to count."""
    ballots = Ballots(*(row[key] for key in ("in_office", "present", "issued", "collected", "void")))
    pairs = [
        *before,
        ("全体代表", ballots.in_office), ("实到代表", ballots.present), ("发出票数", ballots.issued),
        ("收回票数", ballots.collected), ("有效票", ballots.valid), ("废票", ballots.void),
    ]  # fmt: skip
    if row.get("way") not in (None, BY_BALLOT):
        pairs = pairs[: len(before) + 2]
    cells = []
    for number, (label, value) in enumerate(pairs):
        line, place = divmod(number, 3)
        cells.append(FormCell(line, 2 * place, label, role="label", align="center"))
        cells.append(FormCell(line, 2 * place + 1, _number(value), align="center"))
    return Form((3, 3.4) * min(len(pairs), 3), tuple(cells), row_height=9, size=SIZE)


def _number(value: object) -> str:
    return "" if value is None else str(value)
