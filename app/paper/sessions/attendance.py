"""签到册 of each half-day, in the order in which it is keyed in afterwards, and 出席情况统计."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.names import printed_name
from app.domain.numerals import percent
from app.domain.registers.acting_deputies import SUSPENDED
from app.domain.registers.session_meetings import announced_count
from app.domain.roll import RollCount
from app.domain.session_codes import OF_ALL, ROLL_STATES
from app.domain.session_steps import meeting_name
from app.paper.sessions.occasion import Occasion, full_day, full_name, occasion_of, time_of
from app.paper.sessions.roll import RollLine, count_of, due_deputies, roll_of
from app.paper.sheet import Block, Column, Margins, Paper, Paragraph, Spread, Table
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_MARGINS = Margins(top=18, right=15, bottom=16, left=20)
_SIGN = (
    Column("序号", 6, "center"),
    Column("姓名", 16, "center"),
    Column("代表团", 25),
    Column("签名", 18),
    Column("备注", 11, "center"),
)
_ON_A_LINE = 7  # characters of a name in the list of who did not come


def sign_in_sheets(ledger: Ledger, session: int) -> list[Paper]:
    """A sheet for each meeting with a roll: everybody due, room for the signature; blank but for who is suspended.

    Once the numbers were announced, everybody of that roll: the sheet is the same whatever the roster says since.
    """
    occasion = occasion_of(ledger, session)
    return [
        _sign_in(ledger, occasion, meeting) for meeting in occasion.meetings if meeting["kind"] != "presidium"
    ]


def _sign_in(ledger: Ledger, occasion: Occasion, meeting: Row) -> Paper:
    due = _to_sign(ledger, meeting)
    rows = tuple(
        (
            str(number),
            printed_name(line.name, _ON_A_LINE),
            line.delegation,
            "",
            ROLL_STATES.label(SUSPENDED) if line.state == SUSPENDED else "",
        )
        for number, line in enumerate(due, 1)
    )
    blocks: tuple[Block, ...] = (
        Spread(
            (
                f"时间：{full_day(meeting['held_on'])}{time_of(meeting)}",
                f"地点：{meeting['place'] or occasion.place}",
                f"应到 {len(due)} 名",
            ),
            space_after=2,
        ),
        Table(_SIGN, rows or (("（无）",),), tuple(("deputies", line.deputy) for line in due), size=12),
        Spread(
            ("实到：　　　名", "请假：　　　名", "缺席：　　　名", "登记人：　　　　　"),
            size=12,
            space_before=5,
        ),
    )
    return typeset(
        Paper(
            f"{full_name(occasion, meeting)}签到册",
            blocks,
            margins=_MARGINS,
            title_size=18,
            author=occasion.organ,
        )
    )


def _to_sign(ledger: Ledger, meeting: Row) -> list[RollLine]:
    if announced_count(meeting):
        return roll_of(ledger, meeting)
    return [
        RollLine(row["id"], row["name"], row["delegation"] or "", state=row["state"])
        for row in due_deputies(ledger, meeting)
    ]


def attendance_summary(ledger: Ledger, session: int) -> list[Paper]:
    """The counts of each meeting, announced and as corrected since, and who did not come or not in full."""
    occasion = occasion_of(ledger, session)
    rolls = [(meeting, roll_of(ledger, meeting)) for meeting in occasion.meetings]
    called = [(meeting, lines) for meeting, lines in rolls if lines and lines[0].row is not None]
    columns = (
        Column("会议", 20),
        Column("日期", 14, "center"),
        *(Column(words, 6, "center") for words in ("应到", "实到", "请假", "缺席")),
        Column("出席率", 10, "center"),
        Column("法定人数", 14, "center"),
        Column("宣布时", 24),
    )
    table = Table(
        columns,
        tuple(_counts(m, count_of(lines)) for m, lines in called) or (("（还没有点名）",),),
        size=10.5,
    )
    blocks: tuple[Block, ...] = (
        table,
        Paragraph("请假、缺席、迟到、早退的代表", 12, face="heading", leading=30, keep=True),
        Table(
            (
                Column("会议", 20),
                Column("姓名", 16, "center"),
                Column("代表团", 18),
                Column("情况", 12, "center"),
                Column("事由", 28),
            ),
            tuple(row for meeting, lines in called for row in _exceptions(meeting, lines)) or (("（无）",),),
            size=10.5,
        ),
        Spread(("填表人：", "审核人：", "日期：      年   月   日"), space_before=5),
    )
    return [typeset(Paper(f"{occasion.name}出席情况统计", blocks, margins=_MARGINS, author=occasion.organ))]


def _counts(meeting: Row, count: RollCount) -> tuple[str, ...]:
    announced = announced_count(meeting)
    verdict = ""
    if meeting["kind"] in OF_ALL:
        verdict = f"{count.quorum}，{'达到' if count.is_quorate else '未达到'}"
    announcement = _in_numbers(announced) if announced else ""
    rate = percent(count.present, count.due)
    numbers = (count.due, count.present, count.on_leave, count.absent)
    return (
        meeting_name(meeting),
        f"{meeting['held_on']:%Y.%m.%d}",
        *map(str, numbers),
        "" if rate is None else f"{rate}%",
        verdict,
        announcement,
    )


def _in_numbers(count: RollCount) -> str:
    return f"应到 {count.due}，实到 {count.present}\n请假 {count.on_leave}，缺席 {count.absent}"


def _exceptions(meeting: Row, lines: list[RollLine]) -> list[tuple[str, ...]]:
    return [
        (
            meeting_name(meeting),
            printed_name(line.name, _ON_A_LINE),
            line.delegation,
            ROLL_STATES.label(line.state),
            line.reason,
        )
        for line in lines
        if line.state and line.state != "present"
    ]
