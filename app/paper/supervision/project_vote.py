"""票决票 on livelihood projects, its counting sheet and 结果报告单; blank before the count (domain.md 3.12)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.law.citations import citation
from app.domain.law.full_names import with_full_names
from app.domain.law.project_ballots import TIED
from app.domain.ledger_head import presidium_of
from app.domain.registers import BY_KEY
from app.domain.registers.project_course import KEY as PROJECTS
from app.domain.supervision_codes import PROJECT_STATES
from app.paper.decisions.counting import USUAL, ballots_line, tally
from app.paper.decisions.occasion import (
    SIZE,
    count_signatures,
    day_in_words,
    session_of,
    working_sheet,
)
from app.paper.sheet import Block, Column, Margins, Paper, Paragraph, Spread, Table
from app.paper.typeset import typeset
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

KEY = "project_ballots"
BLANK = "　　"
FEN = 1_000_000  # in ten thousand yuan
_BALLOT = (
    Column("序号", 5, "center"),
    Column("项目名称", 17),
    Column("主要内容", 23),
    Column("投资（万元）", 11, "center"),
    Column("完成时间", 10, "center"),
    *(Column(words, 6, "center") for words in ("赞成", "反对", "弃权")),
)
_RESULTS = (
    Column("序号", 5, "center"),
    Column("项目名称", 26),
    *(Column(words, 7, "center") for words in ("赞成", "反对", "弃权")),
    Column("结果", 13, "center"),
)


def project_ballot(ledger: Ledger, row_id: int) -> Paper:
    """票决票 with every project that was put to this vote, its headings on each page; KeyError without the row."""
    row = _ballot(ledger, row_id)
    lines = tuple(
        (str(project["no"] or number), project["title"], *_facts(project), "", "", "")
        for number, project in enumerate(_projects(ledger, row_id), 1)
    )
    author = presidium_of(ledger.office)
    notes = [
        Paragraph(words, 10.5, face="form", leading=16, keep=True, left=2 if place else 0)
        for place, words in enumerate(_notes(row["seats"]))
    ]
    paper = Paper(
        f"{row['planned_on'].year}年民生实事项目票决票",
        (
            Paragraph(session_name(ledger, row), 14, "center", "form", space_after=3),
            Table(_BALLOT, lines, size=SIZE),
            *notes,
            Spread(("", f"{author}（盖章）"), 10.5, face="form", leading=32),
        ),
        margins=Margins(top=14, right=18, bottom=14, left=18),
        title_size=18,
        name=f"票决票 {day_in_words(row['held_on'])}",
        author=author,
    )
    return typeset(paper)


def project_counting(ledger: Ledger, row_id: int) -> Paper:
    """计票单 with boxes for every project."""
    row = _ballot(ledger, row_id)
    names = [project["title"] for project in _projects(ledger, row_id)]
    blocks = (ballots_line(), *tally(names, row["in_office"] or USUAL), *count_signatures())
    return _sheet(ledger, row, "民生实事项目票决计票单", blocks)


def project_result(ledger: Ledger, row_id: int) -> Paper:
    """结果报告单: the votes for each project and what they come to."""
    row = _ballot(ledger, row_id)
    projects = _projects(ledger, row_id)
    lines = tuple(
        (str(project["no"] or number), project["title"], *(_number(project[key]) for key in ("votes_for", "votes_against", "votes_abstain")), _outcome(project))
        for number, project in enumerate(projects, 1)
    )  # fmt: skip
    counts = (
        ("全体代表", "in_office"), ("到会代表", "present_count"), ("发出票", "ballots_issued"), ("收回票", "ballots_returned"),
        ("有效票", "valid_ballots"), ("废票", "void_ballots"),
    )  # fmt: skip
    line = tuple(f"{label}：{_number(row[key]) or BLANK}" for label, key in counts)
    blocks: tuple[Block, ...] = (
        Spread(line, SIZE, space_after=3, face="form"),
        Table(_RESULTS, lines or (("（没有登记候选项目）",),), size=11),
        Paragraph(_conclusion(row, projects), 12, face="form", leading=24, indent=2),
        *count_signatures(),
    )
    return _sheet(ledger, row, "民生实事项目票决结果报告单", blocks)


def session_name(ledger: Ledger, row: Row) -> str:
    """The session of the vote; the congress alone where none was chosen."""
    return session_of(ledger, row) if row["session"] else f"{ledger.office.get('town') or ''}人民代表大会"


def _ballot(ledger: Ledger, row_id: int) -> Row:
    row = ledger.row(KEY, row_id)
    if row is None:
        raise KeyError(f"{KEY} {row_id}")
    return row


def _projects(ledger: Ledger, row_id: int) -> list[Row]:
    query = Query(equals={"ballot": row_id}, order=("no", "title"))
    return ledger.rows(PROJECTS, ledger.ids(PROJECTS, query))


def _facts(project: Row) -> tuple[str, str, str]:
    """Content with its place, the sum and the day of completion."""
    village = project["village"] or ""
    content = f"{project['content']}（{village}）" if project["content"] and village else project["content"]
    planned_end = BY_KEY[PROJECTS].field("planned_end_on").text(project["planned_end_on"])
    return content or village, _ten_thousands(project["budget"]), planned_end


def _ten_thousands(fen: int | None) -> str:
    """A sum in fen as 万元, as ballots have it: 86, 7.5."""
    return "" if fen is None else f"{Decimal(fen) / FEN:,f}"


def _notes(seats: int | None) -> tuple[str, ...]:
    planned = f"计划确定{seats}项；" if seats else ""
    return (
        f"注：1．{planned}每个项目在赞成、反对、弃权中选一格划“○”。",
        "2．三格都不划的为弃权，划两格以上的，该项目的票无效。",
        "3．得到全体代表过半数赞成的，按赞成票从多到少确定。",
    )


def _outcome(project: Row) -> str:
    if project["votes_for"] is None:
        return ""
    adopted = project["state"] in ("adopted", "under_way", "completed", "stopped")
    return "确定" if adopted else PROJECT_STATES.label(project["state"])


def _conclusion(row: Row, projects: list[Row]) -> str:
    if all(project["votes_for"] is None for project in projects):
        return "结论："
    adopted = sum(_outcome(project) == "确定" for project in projects)
    tied = sum(project["state"] == TIED for project in projects)
    law = with_full_names(citation("majority", row["held_on"]))
    again = f"{tied}项在最后一个名额上票数相同，须再次票决。" if tied else ""
    return (
        f"全体代表{row['in_office']}名，赞成超过半数即{row['needed']}票以上的通过。"
        f"票决确定{adopted}项，依据{law}。{again}"
    )


def _sheet(ledger: Ledger, row: Row, title: str, blocks: tuple[Block, ...]) -> Paper:
    day = row["held_on"]
    return working_sheet(ledger, session_name(ledger, row), day, title, blocks, day_in_words(day))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
