"""会议议程 as it was issued, and 会议日程: the meetings day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.names import printed_name
from app.domain.numerals import chinese_number
from app.domain.session_steps import meeting_name
from app.paper.sessions.agenda_editions import draft_agenda, printed_agenda
from app.paper.sessions.occasion import full_day, occasion_of, time_of
from app.paper.sheet import Block, Column, Margins, Paper, Paragraph, Table
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_MARGINS = Margins(top=30, right=24, bottom=28, left=28)
_DRAFT = "（草案）"


def agenda(ledger: Ledger, session: int) -> list[Paper]:
    """The newest edition that was issued, from what was kept of it alone; before that the draft, marked so."""
    occasion = occasion_of(ledger, session)
    printed = printed_agenda(ledger, session)
    if printed is None:
        draft = draft_agenda(ledger, occasion.session)
        return [_agenda({**draft, "heading": draft["heading"] + _DRAFT}, occasion.organ)]
    return [_agenda(printed, occasion.organ)]


def _agenda(content: Row, organ: str) -> Paper:
    blocks: list[Block] = []
    for number, item in enumerate(content["items"] or (), 1):
        blocks.append(
            Paragraph(
                f"{chinese_number(number)}、{item['title']}", 16, face="form", indent=2, leading=30, keep=True
            )
        )
        beside = [
            f"{label}：{item[key]}"
            for key, label in (("reporter", "报告人"), ("documents", "材料"))
            if item.get(key)
        ]
        blocks.append(Paragraph("　".join(beside), 12, face="form", indent=4, leading=22, space_after=4))
    return typeset(
        Paper(
            content["heading"],
            tuple(blocks),
            subtitle=content["occasion"],
            margins=_MARGINS,
            title_size=22,
            numbered=False,
            foot="dashes",
            author=organ,
        )
    )


def schedule(ledger: Ledger, session: int) -> list[Paper]:
    """Day, time, meeting, what is done, place and chair of each meeting."""
    occasion = occasion_of(ledger, session)
    columns = (
        Column("日期", 15, "center"),
        Column("时间", 11, "center"),
        Column("会议", 20),
        Column("内容", 27),
        Column("地点", 16),
        Column("主持人", 13, "center"),
    )
    rows = tuple(
        (
            full_day(m["held_on"]),
            time_of(m),
            meeting_name(m),
            m["content"] or "",
            m["place"] or occasion.place,
            printed_name(m["chair"] or "", 6),
        )
        for m in occasion.meetings
    )
    keys = tuple(("session_meetings", m["id"]) for m in occasion.meetings)
    return [
        typeset(
            Paper(f"{occasion.name}日程", (Table(columns, rows or (("（还没有登记各次会议）",),), keys, size=12),),
                  landscape=True, margins=Margins(20, 18, 18, 20), title_size=22, author=occasion.organ)
        )
    ]  # fmt: skip
