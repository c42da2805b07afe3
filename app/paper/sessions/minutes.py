"""会议记录 of each meeting: who was there, what was on the agenda, what was said, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.registers.session_meetings import announced_in_words
from app.paper.captions import captioned
from app.paper.sessions.occasion import Occasion, full_day, full_name, occasion_of, time_of
from app.paper.sessions.presidium import presidium_meetings_during
from app.paper.sessions.roll import RollLine, count_of, roll_of
from app.paper.sheet import Block, Form, FormCell, Margins, Paper, Paragraph, Spread
from app.paper.supervision.presidium import presidium_record
from app.paper.typeset import typeset
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_ROOM = 70  # millimetres left for writing where nothing was typed


def minutes(ledger: Ledger, session: int) -> list[Paper]:
    """A record for each meeting; what is not known yet stays room to write.

    The presidium keeps its own: where it has entered what it met on during the session, those records stand here.
    """
    occasion = occasion_of(ledger, session)
    own = [presidium_record(ledger, row["id"]) for row in presidium_meetings_during(ledger, session)]
    called = [meeting for meeting in occasion.meetings if not own or meeting["kind"] != "presidium"]
    return [*(_minutes(ledger, occasion, meeting) for meeting in called), *own]


def _minutes(ledger: Ledger, occasion: Occasion, meeting: Row) -> Paper:
    lines = roll_of(ledger, meeting)
    called = bool(lines) and lines[0].row is not None
    present = announced_in_words(meeting, count_of(lines)) if called else ""
    guests = "、".join(guest.get("name") or "" for guest in occasion.session["invited"] or ())
    boxes = (
        ("会议名称", full_name(occasion, meeting)),
        ("时间", f"{full_day(meeting['held_on'])}{time_of(meeting)}"),
        ("地点", meeting["place"] or occasion.place),
        ("主持人", meeting["chair"] or ""),
        ("出席情况", present),
        ("请假", _away(lines, "on_leave")),
        ("缺席", _away(lines, "absent")),
        ("列席", guests),
        ("记录人", meeting["recorder"] or ""),
        *([("会议内容", meeting["content"])] if meeting["content"] else []),
    )
    blocks: list[Block] = [
        Form((3, 13), captioned(boxes), row_height=9, size=12),
        *_items(ledger, occasion, meeting),
        Paragraph("会议情况", 12, face="heading", leading=30, keep=True),
        *_speeches(ledger, meeting),
        Spread(("主持人签名：", "记录人签名：", "日期：      年   月   日"), size=12, space_before=8),
    ]
    margins = Margins(top=20, right=18, bottom=18, left=24)
    return typeset(
        Paper(
            "会议记录",
            tuple(blocks),
            margins=margins,
            name=f"会议记录 {full_name(occasion, meeting)}",
            author=occasion.organ,
        )
    )


def _away(lines: list[RollLine], state: str) -> str:
    """Names with their reasons."""
    own = [line for line in lines if line.state == state]
    return "、".join(f"{line.name}（{line.reason}）" if line.reason else line.name for line in own)


def _items(ledger: Ledger, occasion: Occasion, meeting: Row) -> list[Block]:
    """What is on the agenda of this meeting; items of no certain meeting are those of the plenary ones."""
    query = Query(equals={"session": occasion.session["id"]}, order=("number",))
    rows = ledger.rows("session_agenda", ledger.ids("session_agenda", query))
    texts = [
        f"{row['number']}．{row['title']}"
        + (f"（{row['reporter']}）" if row["reporter"] else "")
        + (f"：{row['decision']}" if row["decision"] else "")
        for row in rows
        if (meeting["kind"] == "plenary" if row["meeting"] is None else row["meeting"].id == meeting["id"])
    ]
    if not texts:
        return []
    return [
        Paragraph("议题", 12, face="heading", leading=30, keep=True),
        *(Paragraph(words, 12, face="form", indent=2, leading=24) for words in texts),
    ]


def _speeches(ledger: Ledger, meeting: Row) -> list[Block]:
    """What was written down, and the speeches; blank room where there is neither."""
    speeches = ledger.rows(
        "speeches", ledger.ids("speeches", Query(equals={"meeting": meeting["id"]}, order=("spoken_on",)))
    )
    texts = [
        *(meeting["proceedings"] or "").splitlines(),
        *(f"{row['deputy'].name}：{row['content']}" for row in speeches),
    ]
    if texts:
        return [Paragraph(words, 12, face="form", indent=2, leading=24) for words in texts]
    return [Form((16,), (FormCell(0, 0),), row_height=_ROOM)]
