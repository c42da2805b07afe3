"""At which session a vote or an election took place, as its papers name it, and how they are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.law.elections import PRIMARY, RUNOFF, SEPARATE
from app.domain.ledger_head import presidium_of
from app.domain.registers.ballots_in_order import ORDINAL
from app.domain.registers.elections import ELECTIONS
from app.domain.session_steps import congress_name
from app.domain.vote_codes import BALLOT_ROUNDS, OFFICES
from app.paper.sheet import Block, Margins, Paper, Paragraph, Spread
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

SHEET = Margins(top=18, right=16, bottom=16, left=22)
SIZE = 11.0  # of the words on working sheets


def congress_of(ledger: Ledger, row: Row) -> str:
    """迳口镇第十六届人民代表大会, by the session that a row links to; without a term where none is known."""
    return session_of(ledger, row).rpartition("大会")[0] + "大会"


def session_of(ledger: Ledger, row: Row) -> str:
    """迳口镇第十六届人民代表大会第五次会议."""
    session = ledger.row("sessions", row["session"].id) if row["session"].id is not None else None
    term = ledger.row("terms", session["term"].id) if session and session["term"].id is not None else None
    town, ordinal = ledger.office.get("town") or "", session["ordinal"] if session else None
    return congress_name(town, term["ordinal"] if term else None, ordinal)


def called(row: Row) -> str:
    """What the papers of a ballot call it: 选举镇长, 镇长候选人预选."""
    office = OFFICES.label(row["post"])
    return f"{office}候选人预选" if row["round"] == PRIMARY else f"选举{office}"


def which_ballot(row: Row) -> str:
    """Behind the title of a ballot that is not the first of its office: （另行选举）, （第二次）, （再次投票第二次）; else empty."""
    again = ELECTIONS.field(ORDINAL).text(row[ORDINAL])
    kind = BALLOT_ROUNDS.label(row["round"]) if row["round"] in (RUNOFF, SEPARATE) else ""
    return f"（{kind}{again}）" if kind or again else ""


def matters_in_words(matters: Sequence[str]) -> str:
    """How a sheet over several matters is called on its later pages: 财政预算, or 财政预算等3项."""
    return matters[0] if len(matters) == 1 else f"{matters[0]}等{len(matters)}项"


def day_in_words(day: date) -> str:
    """2022年7月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def count_signatures() -> tuple[Block, ...]:
    """Who stands for a count: chief scrutineer, scrutineers, chief teller, tellers, and the time."""
    return (
        Spread(("总监票人：　　　　　　", "监票人：　　　　　　　　　　　　　　"), SIZE, space_before=5),
        Spread(
            ("总计票人：　　　　　　", "计票人：　　　　　　　　　　　　　　"),
            SIZE,
            space_before=4,
            keep=True,
        ),
        Paragraph("　　　年　　月　　日　　时　　分", SIZE, "right", face="form", leading=26, keep=False),
    )


def working_sheet(
    ledger: Ledger, session: str, day: date, title: str, blocks: tuple[Block, ...], called: str
) -> Paper:
    """A sheet that is filled in and signed at the session, A4 portrait: whose session, then what it is."""
    return typeset(
        Paper(
            title=title,
            subtitle=f"（{day_in_words(day)}）",
            blocks=(Paragraph(session, 14, "center", "form", space_after=3), *blocks),
            margins=SHEET,
            title_size=20,
            name=f"{title} {called}",
            author=presidium_of(ledger.office),
        )
    )
