"""会议通知 with its receipt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.paper.captions import captioned
from app.paper.official import official_paper
from app.paper.sessions.agenda_editions import items_of
from app.paper.sessions.occasion import TO_BE_FILLED, full_day, occasion_of, time_of
from app.paper.sheet import Form, PageBreak, Paper, Paragraph, Spread

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_RECEIPT = (
    ("姓名", ""),
    ("代表团", ""),
    ("联系电话", ""),
    ("能否出席", "□ 出席　　□ 请假"),
    ("请假事由", ""),
    ("安排车辆", "□ 是　　□ 否"),
)


def notice(ledger: Ledger, session: int) -> list[Paper]:
    """The notice to the deputies with what is on the agenda, and the receipt on a page of its own."""
    occasion = occasion_of(ledger, session)
    items = [f"{number}．{item['title']}" for number, item in enumerate(items_of(ledger, session), 1)]
    first = occasion.meetings[0] if occasion.meetings else None
    when = f"{full_day(first['held_on'])}{time_of(first)}" if first else occasion.day
    sentences = [
        f"根据《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》的规定，{occasion.organ}决定召开{occasion.name}。现将有关事项通知如下：",
        f"一、会议时间：{occasion.days}。请于{when}前到会签到。",
        f"二、会议地点：{occasion.place}。",
        "三、建议议程：" + ("" if items else TO_BE_FILLED),
        *items,
        "四、请各位代表准时出席。因病或者其他特殊原因不能出席的，应当书面请假并经批准。",
        "五、请做好提出议案和建议、批评和意见的准备，并将回执于会前送镇人大办公室。",
    ]
    title = f"关于召开{occasion.name}的通知"
    paper = official_paper(
        title,
        sentences,
        addressed="各位镇人大代表：",
        organ=occasion.organ,
        signed_on=occasion.session["notified_on"],
        name=title,
        author=occasion.organ,
    )
    receipt = (
        PageBreak(),
        Paragraph(f"{occasion.name}回执", 18, align="center", face="title", leading=40, keep=True),
        _receipt(),
        Spread(("代表签名：", "日期：      年   月   日"), size=12, space_before=6),
    )
    return [replace(paper, blocks=(*paper.blocks, *receipt))]


def _receipt() -> Form:
    return Form((4, 11), captioned(_RECEIPT), row_height=14, size=14, keep=True)
