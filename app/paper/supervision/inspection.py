"""视察、调研、执法检查、评议的方案、签到表 and 报告: from the plan to what is sent to the organ concerned (代表法 art. 31)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.codes import LEVELS
from app.domain.fields import Ref, Row
from app.domain.law.full_names import with_full_names
from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.domain.numerals import chinese_number
from app.domain.registers import BY_KEY
from app.domain.satisfaction_ballots import MARK_LABELS, MARKS
from app.domain.supervision_codes import INSPECTION_KINDS, SPECIAL_REPORT
from app.paper.decisions.occasion import day_in_words
from app.paper.official import official_paper
from app.paper.sessions.occasion import TO_BE_FILLED
from app.paper.sheet import Column, Margins, Paper, Spread, Table
from app.paper.typeset import typeset
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

KEY = "inspections"
_GUESTS = 8  # empty lines for staff and those who go along
_SIGN = (
    Column("序号", 6, "center"),
    Column("姓名", 14, "center"),
    Column("代表层级", 12, "center"),
    Column("单位及职务", 30),
    Column("签名", 20),
)


def inspection_plan(ledger: Ledger, row_id: int) -> Paper:
    """方案 before the day: why, when, where, who, how; KeyError when there is no such row."""
    row = _inspection(ledger, row_id)
    money = BY_KEY[KEY].field("budget").text(row["budget"])
    parts = (
        ("依据", with_full_names(row["basis"] or "")),
        ("检查的法律法规", with_full_names(row["legal_text"] or "")),
        ("时间", _days(row)),
        ("地点", row["place"]),
        ("受检单位", row["inspected_units"]),
        ("内容和要求", row["plan"]),
        ("参加人员", _who(row)),
        ("经费预算", f"{money}元" if money else ""),
    )
    title = f"{_town(ledger)}人大关于“{row['title']}”{_kind(row)}的方案"
    organ = presidium_of(ledger.office)
    return official_paper(title, _numbered(parts), organ=organ, signed_on=None, name=title, author=organ)


def sign_in_sheet(ledger: Ledger, row_id: int) -> Paper:
    """签到表: the deputies who take part, and room for staff and those who go along."""
    row = _inspection(ledger, row_id)
    lines = [_signer(ledger, number, ref) for number, ref in enumerate(row["deputies"] or (), 1)]
    empty = [(str(number), "", "", "", "") for number in range(len(lines) + 1, len(lines) + 1 + _GUESTS)]
    parts = (f"时间：{_days(row)}", f"地点：{row['place'] or TO_BE_FILLED}")
    title = f"“{row['title']}”{_kind(row)}签到表"
    paper = Paper(
        title,
        (Spread(parts, space_after=2), Table(_SIGN, (*lines, *empty), size=12)),
        margins=Margins(top=18, right=15, bottom=16, left=20),
        title_size=18,
        author=presidium_of(ledger.office),
    )
    return typeset(paper)


def inspection_report(ledger: Ledger, row_id: int) -> Paper:
    """报告 to the organ concerned: what was seen and what is proposed; opinions that were registered one by one."""
    row = _inspection(ledger, row_id)
    organ = presidium_of(ledger.office)
    count = row["deputy_count"]
    people = f"人大代表{count}名" if count else "人大代表"
    led = f"，由{row['leader']}带队" if row["leader"] else ""
    title, opening = _heading(row, f"{organ}组织{people}{led}")
    opinions = "\n".join([row["report"] or "", *_opinions(ledger, row_id)]).strip()
    parts = (
        ("基本情况", _basics(row)),
        ("情况和问题", row["findings"] or ("" if opinions else TO_BE_FILLED)),
        ("满意度测评", _satisfaction(row)),
        ("意见和建议", opinions),
    )
    addressed = f"{row['sent_to']}：" if row["sent_to"] else ""
    signed_on = row["report_sent_on"]
    text = [opening, *_numbered(parts), *_answer_asked(row, organ)]
    return official_paper(
        title, text, organ=organ, signed_on=signed_on, name=title, author=organ, addressed=addressed
    )


def _heading(row: Row, who: str) -> tuple[str, str]:
    """Title and opening: of a special report that was heard the opinions of those who deliberated on it (审议意见)."""
    matter = str(row["title"])
    if row["kind"] != SPECIAL_REPORT:
        kind, about = _kind(row), f"“{matter.removeprefix('关于')}”"
        words = f"{_days(row)}，{who}，就{about}开展{kind}。现将有关情况报告如下。"
        return f"关于{about}{kind}情况的报告", words
    report = f"《{matter}》" if matter.endswith("报告") else f"“{matter.removeprefix('关于')}”专项工作报告"
    words = f"{_days(row)}，{who}，听取和审议了{report}。现将审议意见送交你单位，请研究处理。"
    return f"对{report}的审议意见", words


def _answer_asked(row: Row, organ: str) -> list[str]:
    """By which day the organ concerned answers, where one was set; it answers the deputies (代表法 art. 31)."""
    due = row["feedback_due_on"]
    return [f"请于{day_in_words(due)}前将研究处理情况书面反馈{organ}，由{organ}转告代表。"] if due else []


def _inspection(ledger: Ledger, row_id: int) -> Row:
    row = ledger.row(KEY, row_id)
    if row is None:
        raise KeyError(f"{KEY} {row_id}")
    return row


def _numbered(parts: Sequence[tuple[str, str | None]]) -> list[str]:
    """一、依据：… of what is known; several lines stand below their heading."""
    sections = [(label, words.splitlines()) for label, words in parts if words]
    text: list[str] = []
    for number, (label, lines) in enumerate(sections, 1):
        head = f"{chinese_number(number)}、{label}"
        text += [f"{head}：{lines[0]}"] if len(lines) == 1 else [head, *lines]
    return text


def _town(ledger: Ledger) -> str:
    return str(ledger.office.get("town") or "")


def _kind(row: Row) -> str:
    return INSPECTION_KINDS.label(row["kind"])


def _days(row: Row) -> str:
    first, last = row["held_on"], row["ended_on"]
    return day_in_words(first) if last in (None, first) else f"{day_in_words(first)}至{day_in_words(last)}"


def _who(row: Row) -> str:
    """Who leads, the deputies by name with their number, staff and who goes along, a line each."""
    names = "、".join(printed_name(ref.name).replace("\u3000", "") for ref in row["deputies"] or ())
    count = f"（{row['deputy_count']}人）" if row["deputy_count"] else ""
    lines = (
        ("带队", row["leader"] or ""),
        ("参加代表", f"{names}{count}"),
        ("工作人员", row["staff"] or ""),
        ("陪同人员", row["accompanying"] or ""),
    )
    return "\n".join(f"{label}：{words}" for label, words in lines if words)


def _signer(ledger: Ledger, number: int, ref: Ref) -> tuple[str, ...]:
    deputy = ledger.row("deputies", ref.id) if ref.id is not None else None
    level = LEVELS.label(deputy["level"]) if deputy else ""
    position = (deputy or {}).get("employer_position") or ""
    return (str(number), printed_name(ref.name), level, position, "")


def _basics(row: Row) -> str:
    place = f"实地查看了{row['place']}" if row["place"] else ""
    units = f"受检单位为{row['inspected_units']}" if row["inspected_units"] else ""
    law = f"检查的法律法规为{with_full_names(row['legal_text'])}" if row["legal_text"] else ""
    words = "，".join(part for part in (place, units, law) if part)
    return f"{words}。" if words else ""


def _satisfaction(row: Row) -> str:
    marks = [(label, row[key]) for key, label in zip(MARKS, MARK_LABELS, strict=True) if row[key] is not None]
    if not marks:
        return ""
    share = f"，满意率（含基本满意）{row['content_share']}" if row["content_share"] else ""
    return f"{'、'.join(f'{label}{count}票' for label, count in marks)}{share}。"


def _opinions(ledger: Ledger, row_id: int) -> list[str]:
    ids = ledger.ids("suggestions", Query(equals={"inspection": row_id}))
    rows = ledger.rows("suggestions", ids)
    return [f"{number}．{row['title'] or row['content']}" for number, row in enumerate(rows, 1)]
