"""What is published of a decision: 决议, 公告, 当选通知书, and the words of the oath."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.document_numbers import number_to_fill_in
from app.domain.fields import Row
from app.domain.law.elections import PRIMARY
from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.domain.vote_codes import OFFICES
from app.paper.decisions.occasion import congress_of, day_in_words, session_of
from app.paper.official import official_paper
from app.paper.sheet import Paper, Paragraph
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

# The words fixed by 全国人民代表大会常务委员会关于实行宪法宣誓制度的决定 (2018-02-24).
OATH = (
    "我宣誓：忠于中华人民共和国宪法，维护宪法权威，履行法定职责，忠于祖国、忠于人民，恪尽职守、廉洁奉公，"
    "接受人民监督，为建设富强民主文明和谐美丽的社会主义现代化强国努力奋斗！"
)
BLANK = "（决议正文）"


class NotDecided(Exception):
    """The numbers do not bear out what the paper would say; the sentence tells what to do."""


def resolution(ledger: Ledger, row_id: int) -> Paper:
    """决议 of one matter that was passed; KeyError without the row, NotDecided where it was not passed."""
    row = ledger.row("votes", row_id)
    if row is None:
        raise KeyError(f"votes {row_id}")
    if row["verdict"] != "passed":
        raise NotDecided(f"“{row['matter']}”没有通过或者票数还没有核对清楚，不能印决议。请先核对票数。")
    session, matter = session_of(ledger, row), row["matter"]
    ending = "" if matter.endswith(("决议", "决定", "办法", "名单")) else "的决议"
    about = "" if "关于" in matter or matter.endswith(("办法", "名单")) else "关于"
    congress = congress_of(ledger, row)
    adopted = f"（{day_in_words(row['voted_on'])}{congress}\n{session.removeprefix(congress)}通过）"
    text = [line for line in (row["resolution"] or BLANK).split("\n") if line.strip()]
    return official_paper(
        f"{session}{about}{matter}{ending}",
        text,
        number=adopted,
        organ="",
        signed_on=None,
        name=f"决议 {matter}",
        author=presidium_of(ledger.office),
    )


def announcement(ledger: Ledger, row_id: int) -> Paper:
    """公告 of who was elected, by the presidium; NotDecided while nobody is."""
    row = _decided(ledger, row_id)
    names = _elected(row)
    words = (
        f"{session_of(ledger, row)}于{day_in_words(row['voted_on'])}"
        f"{'补选' if row['is_by_election'] else '选举'}{'、'.join(names)}为{_full_office(ledger, row)}。",
        "现予公告。",
    )
    on = row["announced_on"] or row["voted_on"]
    return official_paper(
        f"{organ_of_announcements(ledger)}公告",
        words,
        number=row["document_no"] or number_of_announcement(ledger, on),
        organ=organ_of_announcements(ledger),
        signed_on=on,
        name=f"公告 {OFFICES.label(row['post'])} {'、'.join(names)}",
        author=presidium_of(ledger.office),
    )


def notices_of_election(ledger: Ledger, row_id: int) -> list[Paper]:
    """当选通知书, one for each who was elected; NotDecided while nobody is."""
    row = _decided(ledger, row_id)
    on = row["announced_on"] or row["voted_on"]
    words = (
        f"经{session_of(ledger, row)}于{day_in_words(row['voted_on'])}选举，您当选为{_full_office(ledger, row)}。",
        "特此通知。",
    )
    return [
        official_paper(
            "当选通知书",
            words,
            addressed=f"{name}同志：",
            organ=organ_of_announcements(ledger),
            signed_on=on,
            name=f"当选通知书 {name}",
            author=presidium_of(ledger.office),
        )
        for name in _elected(row)
    ]


def oath(ledger: Ledger, row_id: int) -> Paper:
    """宪法宣誓誓词 in large type, with a place for each who swears; NotDecided while nobody is elected."""
    row = _decided(ledger, row_id)
    line = Paragraph("", 26, face="form", leading=52)
    swearing = [
        Paragraph(f"宣誓人：{printed_name(name)}", 22, "right", "form", leading=48, right=2)
        for name in _elected(row)
    ]
    return typeset(
        Paper(
            "宪法宣誓誓词",
            (line, Paragraph(OATH, 26, face="form", indent=2, leading=52), line, *swearing),
            title_size=34,
            numbered=False,
            name=f"宪法宣誓誓词 {OFFICES.label(row['post'])}",
            author=presidium_of(ledger.office),
        )
    )


def _decided(ledger: Ledger, row_id: int) -> Row:
    row = ledger.row("elections", row_id)
    if row is None:
        raise KeyError(f"elections {row_id}")
    if row["round"] == PRIMARY:
        raise NotDecided("预选只确定正式候选人，没有公告、通知书和宣誓词。请在正式选举以后打印。")
    if not row["elected"]:
        raise NotDecided(f"{OFFICES.label(row['post'])}还没有人当选：{row['sentence']}请先核对票数。")
    return row


def organ_of_announcements(ledger: Ledger) -> str:
    """Who announces what a session decided: its presidium, in full."""
    return f"{ledger.office.get('town') or ''}人民代表大会主席团"


def _elected(row: Row) -> list[str]:
    return str(row["elected"]).split("、")


def _full_office(ledger: Ledger, row: Row) -> str:
    """迳口镇第十六届人民代表大会主席, 迳口镇人民政府镇长."""
    town, office = ledger.office.get("town") or "", OFFICES.label(row["post"])
    if office.startswith("人大"):
        return f"{congress_of(ledger, row)}{office.removeprefix('人大')}"
    return f"{town}人民政府{office}"


def number_of_announcement(ledger: Ledger, on: date) -> str:
    """迳人大〔2022〕　号, to be filled in."""
    return number_to_fill_in(str(ledger.office.get("document_code") or ""), on.year)
