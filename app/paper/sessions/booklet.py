"""会议手册: its cover with what is in it, agenda, schedule, and the deputies by delegation in stroke order."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from app.domain.codes import ETHNIC_GROUPS, SEX
from app.domain.fields import Row
from app.domain.names import printed_name
from app.domain.numerals import chinese_number
from app.paper.sessions.occasion import Occasion, occasion_of
from app.paper.sessions.programme import agenda, schedule
from app.paper.sessions.roll import due_deputies
from app.paper.sheet import Block, Column, Form, FormCell, Margins, PageBreak, Paper, Paragraph, Table
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_ACROSS = 4  # names side by side
_ON_A_LINE = 8  # characters of a name
_HAN = "01"


def booklet(ledger: Ledger, session: int) -> list[Paper]:
    """The cover, the agenda, the schedule, then a list of names and of those who sit in; numbered through behind it."""
    occasion = occasion_of(ledger, session)
    parts = (*agenda(ledger, session), *schedule(ledger, session), _names(ledger, occasion))
    numbered = (
        replace(part, numbered=False, foot="dashes", counts_on=number > 0)
        for number, part in enumerate(parts)
    )
    return [_cover(occasion), *numbered]


def _cover(occasion: Occasion) -> Paper:
    """The title of the booklet, its parts, the days and the place."""
    parts = ["会议议程", "会议日程", "代表名单", *(["列席人员名单"] if occasion.session["invited"] else [])]
    line = Paragraph("", 16, "center", "form", leading=36)
    blocks = (
        Paragraph("会议手册", 36, "center", "title", leading=80, space_after=50),
        *(replace(line, text=f"{chinese_number(number)}、{part}") for number, part in enumerate(parts, 1)),
        *[line] * 2,
        replace(line, text=occasion.days),
        replace(line, text=occasion.place),
    )
    return typeset(
        Paper(
            occasion.name,
            blocks,
            margins=Margins(top=60, right=20, bottom=25, left=20),
            title_size=22,
            numbered=False,
            name=f"{occasion.name}会议手册",
            author=occasion.organ,
        )
    )


def _names(ledger: Ledger, occasion: Occasion) -> Paper:
    day = occasion.session["opened_on"]
    of_all = next((meeting for meeting in occasion.meetings if meeting["kind"] == "plenary"), None)
    meeting = of_all or {"id": 0, "kind": "plenary", "held_on": day}
    deputies = due_deputies(ledger, meeting)
    blocks: list[Block] = []
    for delegation, own in groupby(deputies, key=lambda row: row["delegation"] or "未编团"):
        members = list(own)
        blocks.append(
            Paragraph(f"{delegation}（{len(members)} 名）", 14, face="heading", leading=30, keep=True)
        )
        blocks.append(_grid([_annotated(row) for row in members]))
    guests = occasion.session["invited"] or ()
    if guests:
        blocks += [
            PageBreak(),
            Paragraph(
                f"列席人员名单（{len(guests)} 名）", 14, align="center", face="heading", leading=30, keep=True
            ),
        ]
        rows = tuple((printed_name(guest.get("name") or ""), guest.get("position") or "") for guest in guests)
        blocks.append(Table((Column("姓名", 18, "center"), Column("单位及职务", 38)), rows, size=12))
    return typeset(
        Paper(
            f"{occasion.name}代表名单",
            tuple(blocks),
            subtitle=f"（共 {len(deputies)} 名，按代表团、姓名笔画为序）",
            margins=Margins(20, 18, 18, 22),
            author=occasion.organ,
        )
    )


def _annotated(row: Row) -> str:
    """A name as lists have it: women and minorities are noted behind it (domain.md 3.1)."""
    notes = [SEX.label(row["sex"])] if row["sex"] and SEX.label(row["sex"]) == "女" else []
    if row["ethnic_group"] and row["ethnic_group"] != _HAN:
        notes.append(ETHNIC_GROUPS.label(row["ethnic_group"]))
    return printed_name(row["name"], _ON_A_LINE) + (f"（{'，'.join(notes)}）" if notes else "")


def _grid(names: list[str]) -> Form:
    """Names from left to right, ``_ACROSS`` on a line."""
    filled = [*names, *[""] * (-len(names) % _ACROSS)]
    cells = (FormCell(*divmod(place, _ACROSS), name) for place, name in enumerate(filled))
    return Form((1,) * _ACROSS, tuple(cells), row_height=7.5, size=12)
