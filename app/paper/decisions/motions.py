"""Papers of 质询案, 罢免案 and resignations: the motion to be signed, handing on, reply, defence, ballot, 公告."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.law.citations import citation
from app.domain.law.full_names import with_full_names
from app.domain.law.majorities import INQUIRY_SPONSORS
from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.domain.registers.motions import replies_of
from app.domain.vote_codes import MOTION_KINDS
from app.paper.captions import captioned
from app.paper.decisions.ballot_page import ROW, Ballot, heading_cell, page_of_ballots
from app.paper.decisions.occasion import SHEET, congress_of, day_in_words, session_of
from app.paper.decisions.published import NotDecided, number_of_announcement, organ_of_announcements
from app.paper.official import official_paper
from app.paper.sessions.occasion import TO_BE_FILLED
from app.paper.sheet import Column, Form, FormCell, Paper, Paragraph, Spread, Table
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

KEY = "motions"
_SIZE = 12
_ROOM, _HIGH_ROOM = 40, 110  # millimetres left for writing
_SIGNERS = (Column("序号", 6, "center"), Column("姓名", 16, "center"), Column("签名", 22)) * 2


def motion_to_sign(ledger: Ledger, row_id: int) -> Paper:
    """质询案, 罢免案 in writing, with a place for each mover to sign (组织法 art. 24, 31).

    Raises KeyError without the row, NotDecided for a motion of another kind.
    """
    row = _motion(ledger, row_id, ("inquiry", "recall"), "案文")
    inquiry = row["kind"] == "inquiry"
    boxes = (
        ("案由", row["title"]),
        ("质询对象" if inquiry else "罢免对象、职务", row["addressee"] or ""),
        ("提出时间", day_in_words(row["raised_on"])),
        ("质询的问题和内容" if inquiry else "罢免理由", row["content"] or ""),
    )
    signers = (
        (
            Paragraph("由主席团提出。", _SIZE, face="form", leading=26),
            Spread(("", f"{presidium_of(ledger.office)}（盖章）"), _SIZE, space_before=8, keep=True),
            Spread(("", "年　　月　　日"), _SIZE, space_before=4),
        )
        if row["by_presidium"] and not row["deputies"]
        else (Paragraph("提出代表签名", _SIZE, face="heading", leading=28, keep=True), _signers(row))
    )
    return _sheet(
        ledger,
        row,
        MOTION_KINDS.label(row["kind"]),
        (_boxes(boxes, () if row["content"] else ((3, _ROOM),)), *signers),
    )


def inquiry_handed_on(ledger: Ledger, row_id: int) -> Paper:
    """转交通知 of the presidium to the organ that has to reply (组织法 art. 24).

    Raises KeyError without the row, NotDecided for a motion of another kind.
    """
    row = _motion(ledger, row_id, ("inquiry",), "转交通知")
    organ = presidium_of(ledger.office)
    raised, addressee = row["raised_on"], row["addressee"] or TO_BE_FILLED
    movers = len(row["deputies"] or ()) or "　　"
    text = [
        f"{session_of(ledger, row)}期间，{movers}名代表于{day_in_words(raised)}联名提出“{row['title']}”质询案。"
        f"根据{with_full_names(citation('inquiry', raised))}的规定，现将该质询案转交你单位。",
        f"质询的问题和内容：{row['content'] or TO_BE_FILLED * 4}",
        "请由负责人于　　　年　　月　　日前在主席团会议、大会全体会议或者有关代表团会议上口头答复，或者由负责人签署书面答复。",
        "提出质询案的代表半数以上对答复不满意的，可以要求再作答复。",
    ]
    return official_paper(
        "关于转交质询案的通知",
        text,
        addressed=f"{addressee}：",
        organ=organ,
        signed_on=None,
        name=f"转交质询案的通知 {row['title']}",
        author=organ,
    )


def inquiry_reply(ledger: Ledger, row_id: int) -> Paper:
    """质询案答复 of the newest reply: filled in where it was registered, with what the askers thought of it.

    Raises KeyError without the row, NotDecided for a motion of another kind.
    """
    row = _motion(ledger, row_id, ("inquiry",), "答复单")
    reply = replies_of(row)[-1]
    on, count = reply.get("replied_on"), reply.get("dissatisfied_count")
    boxes = (
        ("案由", row["title"]),
        ("答复单位", row["addressee"] or ""),
        ("质询的问题和内容", row["content"] or ""),
        ("答复方式", "□ 口头　　□ 书面"),
        ("答复时间", day_in_words(on) if on else ""),
        ("答复情况", reply.get("reply") or ""),
        ("提出代表", f"{len(row['deputies'] or ()) or '　　'}名"),
        ("不满意的代表", f"{'　　' if count is None else count}名"),
        ("要求再作答复", "□ 是　　□ 否"),
    )
    heights = ((2, _ROOM), (5, _HIGH_ROOM)) if not reply.get("reply") else ((2, _ROOM),)
    sign = Spread(
        ("答复单位负责人签名：", "记录人签名：", "日期：      年   月   日"), size=_SIZE, space_before=8
    )
    return _sheet(ledger, row, "质询案答复", (_boxes(boxes, heights), sign))


def recall_defense(ledger: Ledger, row_id: int) -> Paper:
    """书面申辩: whoever is to be recalled may defend himself at the meeting or in writing (组织法 art. 31).

    Raises KeyError without the row, NotDecided for a motion of another kind.
    """
    row = _motion(ledger, row_id, ("recall",), "申辩意见")
    boxes = (
        ("申辩人、职务", row["addressee"] or ""),
        ("罢免案案由", row["title"]),
        ("罢免理由", row["content"] or ""),
        ("申辩意见", row["defense"] or ""),
    )
    heights = ((2, _ROOM),) if row["defense"] else ((2, _ROOM), (3, _HIGH_ROOM))
    sign = Spread(("申辩人签名：", "收到人签名：", "日期：      年   月   日"), size=_SIZE, space_before=8)
    law = with_full_names(citation("recall_of_leaders", row["raised_on"]))
    note = Paragraph(
        f"被提出罢免的人员有权在主席团会议或者大会全体会议上提出申辩意见，或者书面提出申辩意见，由主席团印发会议（{law}）。",
        10.5, face="form", leading=18, space_after=4,
    )  # fmt: skip
    return _sheet(ledger, row, "罢免案书面申辩意见", (note, _boxes(boxes, heights), sign))


def recall_ballots(ledger: Ledger, row_id: int) -> Paper:
    """罢免案表决票, two to a page (组织法 art. 31: decided by more than half of all deputies).

    Raises KeyError without the row, NotDecided for a motion of another kind.
    """
    row = _motion(ledger, row_id, ("recall", "resignation", "deputy_resignation"), "表决票")
    words = "罢免" if row["kind"] == "recall" else "接受辞职"
    heads = (
        heading_cell(0, column, text) for column, text in enumerate(("表决事项", "赞成", "反对", "弃权"))
    )
    matter = f"{words}：{row['addressee'] or row['title']}"
    cells = (*heads, FormCell(1, 0, matter), *(FormCell(1, column) for column in (1, 2, 3)))
    form = Form((9, 2.4, 2.4, 2.4), cells, row_height=ROW, heights=((1, 2 * ROW),), size=12, keep=True)
    notes = (
        "注：1．在赞成、反对、弃权中选一格划“○”。",
        "2．三格都不划的为弃权，划两格以上的无效。",
    )
    ballot = Ballot((session_of(ledger, row), f"{MOTION_KINDS.label(row['kind'])}表决票"), form, notes)
    name = f"表决票 {row['title']}"
    return page_of_ballots(ballot, presidium_of(ledger.office), name)


def motion_announced(ledger: Ledger, row_id: int) -> Paper:
    """公告 of the presidium that somebody was recalled or a resignation accepted (组织法 art. 31, 32; 选举法 art. 55).

    Raises KeyError without the row, NotDecided for another kind and until the congress has passed it.
    """
    row = _motion(ledger, row_id, ("recall", "resignation", "deputy_resignation"), "公告")
    if row["state"] != "passed":
        raise NotDecided(f"“{row['title']}”还没有表决通过，不能印公告。请先登记并选上大会表决。")
    vote = ledger.row("votes", row["vote"].id) or {}
    whom = row["addressee"] or TO_BE_FILLED
    words = {
        "recall": f"决定罢免{whom}的职务。",
        "resignation": f"决定接受{whom}辞去职务的请求。",
        "deputy_resignation": f"决定接受{whom}辞去{congress_of(ledger, row)}代表职务的请求，其代表资格终止。",
    }[row["kind"]]
    law = with_full_names(row["legal_basis"])
    passed_on, organ = vote["voted_on"], organ_of_announcements(ledger)
    return official_paper(
        f"{organ}公告",
        (f"{session_of(ledger, row)}于{day_in_words(passed_on)}根据{law}的规定，{words}", "现予公告。"),
        number=number_of_announcement(ledger, row["announced_on"] or passed_on),
        organ=organ,
        signed_on=row["announced_on"] or passed_on,
        name=f"公告 {row['title']}",
        author=presidium_of(ledger.office),
    )


PAPERS: dict[str, Callable[[Ledger, int], Paper]] = {
    "案文": motion_to_sign,
    "转交通知": inquiry_handed_on,
    "答复单": inquiry_reply,
    "申辩意见": recall_defense,
    "表决票": recall_ballots,
    "公告": motion_announced,
}


def _motion(ledger: Ledger, row_id: int, kinds: tuple[str, ...], paper: str) -> Row:
    row = ledger.row(KEY, row_id)
    if row is None:
        raise KeyError(f"{KEY} {row_id}")
    if row["kind"] not in kinds:
        of = "、".join(MOTION_KINDS.label(kind) for kind in kinds)
        label = MOTION_KINDS.label(row["kind"])
        raise NotDecided(f"“{row['title']}”是{label}，{paper}是{of}用的。请另选一件。")
    return row


def _sheet(
    ledger: Ledger, row: Row, title: str, blocks: tuple[Form | Table | Spread | Paragraph, ...]
) -> Paper:
    session = Paragraph(session_of(ledger, row), 14, "center", "form", space_after=3)
    author = presidium_of(ledger.office)
    name = f"{title} {row['title']}"
    return typeset(Paper(title, (session, *blocks), margins=SHEET, title_size=20, name=name, author=author))


def _boxes(boxes: tuple[tuple[str, str], ...], heights: tuple[tuple[int, float], ...] = ()) -> Form:
    return Form((3.4, 13), captioned(boxes), row_height=9, heights=heights, size=_SIZE)


def _signers(row: Row) -> Table:
    """Two names on a line, one after the other over all pages; places for ten at least, the number of an inquiry."""
    names = [printed_name(ref.name) for ref in row["deputies"] or ()]
    places = max(len(names), INQUIRY_SPONSORS)
    names += [""] * (places + places % 2 - len(names))
    signed = [(str(number), name, "") for number, name in enumerate(names, 1)]
    rows = tuple(left + right for left, right in zip(signed[::2], signed[1::2], strict=True))
    return Table(_SIGNERS, rows, size=_SIZE)
