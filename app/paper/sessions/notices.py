"""会议通知 with its receipt, and the frame of the credentials report (资格审查报告)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import CHANGE_KINDS
from app.domain.law.citations import citation
from app.domain.law.full_names import with_full_names
from app.domain.registers.terms import period_of
from app.paper.captions import captioned
from app.paper.official import official_paper
from app.paper.sessions.agenda_editions import items_of
from app.paper.sessions.occasion import TO_BE_FILLED, Occasion, full_day, occasion_of, time_of
from app.paper.sheet import Form, PageBreak, Paper, Paragraph, Spread
from app.storage.query import Query

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


def credentials_report(ledger: Ledger, session: int) -> list[Paper]:
    """The frame of the report with the numbers of the day; what the committee found is written by its members."""
    occasion = occasion_of(ledger, session)
    day, term = occasion.session["opened_on"], occasion.session["term"].id
    level = (ledger.row("terms", term) or {}).get("level") or "township"
    equals = {"level": level}
    present = ledger.count("deputies", Query(filter="in_office", on=day, equals=equals))
    suspended = ledger.count("deputies", Query(filter="suspended", on=day, equals=equals))
    quota = (ledger.row("terms", term) or {}).get("quota")
    barred = f"，其中暂停执行代表职务的 {suspended} 名" if suspended else ""
    seats = f"代表名额 {quota} 名，" if quota else ""
    sentences = [
        with_full_names(
            f"根据{citation('credentials', day)}和《选举法》《代表法》的有关规定，代表资格审查委员会对代表资格的变动情况进行了审查，报告如下："
        ),
        *_changes(ledger, occasion, level),
        f"截至{full_day(day)}，{seats}实有代表 {present} 名{barred}。",
        "以上报告，请予审议。",
    ]
    title = "关于代表资格的审查报告"
    return [
        official_paper(
            title,
            sentences,
            addressed=f"{occasion.name}：",
            organ="代表资格审查委员会",
            signed_on=day,
            name=title,
            author=occasion.organ,
        )
    ]


def _changes(ledger: Ledger, occasion: Occasion, level: str) -> list[str]:
    """What changed since the session before, or since the term began, one sentence a change."""
    day = occasion.session["opened_on"]
    sessions = ledger.lookup.where("sessions", {"term": occasion.session["term"].id})
    began = period_of(occasion.session["term"].id, ledger.lookup)[0]
    before = max((row["opened_on"] for row in sessions if row["opened_on"] < day), default=began)
    rows = ledger.rows("mandate_changes", ledger.ids("mandate_changes", Query(order=("occurred_on",))))
    own = [
        row
        for row in rows
        if before and before < row["occurred_on"].first_day <= day
        and (ledger.lookup.row("deputies", row["mandate"].id or 0) or {}).get("level") == level
    ]  # fmt: skip
    sentences = [
        f"{row['mandate'].name}，{row['occurred_on'].spoken}{CHANGE_KINDS.label(row['kind'])}；"
        for row in own
    ]
    return sentences or ["自上次会议以来，代表没有变动。"]
