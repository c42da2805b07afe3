"""主席团会议记录 and 会议纪要 of one meeting: who came, what was decided on each topic, by how many of all members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.fields import Row
from app.domain.ledger_head import presidium_of
from app.domain.numerals import chinese_number
from app.domain.registers.presidium_meetings import rule_of_office, verdicts_of
from app.paper.captions import captioned
from app.paper.decisions.occasion import congress_of, day_in_words
from app.paper.official import official_paper
from app.paper.sheet import Block, Form, FormCell, Margins, Paper, Paragraph, Spread
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

KEY = "presidium_meetings"
_ROOM = 70  # millimetres left for writing where no topic was entered
_SIZE = 12


def presidium_record(ledger: Ledger, row_id: int) -> Paper:
    """会议记录 of one meeting, to be signed; KeyError when there is no such row."""
    row = _meeting(ledger, row_id)
    title = f"{meeting_title(ledger, row)}记录"
    boxes = (
        ("时间", f"{day_in_words(row['held_on'])}{_hours(row)}"),
        ("地点", row["place"] or ""),
        ("主持人", row["chair"] or ""),
        ("到会情况", row["quorum"] or ""),
        ("出席", _names(row)),
        ("缺席", _absent(row)),
        ("列席", row["attend_nonvoting"] or ""),
        ("记录人", row["recorder"] or ""),
    )
    blocks: list[Block] = [
        Form((3, 13), captioned(boxes), row_height=9, size=_SIZE),
        Paragraph("议题和决定", _SIZE, face="heading", leading=30, keep=True),
        *_topics(ledger, row),
        Spread(("主持人签名：", "记录人签名：", "日期：      年   月   日"), size=_SIZE, space_before=8),
    ]
    margins = Margins(top=20, right=18, bottom=18, left=24)
    author = presidium_of(ledger.office)
    return typeset(Paper(title, tuple(blocks), margins=margins, title_size=18, author=author))


def presidium_summary(ledger: Ledger, row_id: int) -> Paper:
    """会议纪要 of one meeting in running text, for the units that it is sent to; KeyError without the row."""
    row = _meeting(ledger, row_id)
    name = meeting_title(ledger, row)
    chaired = f"，会议由{row['chair']}主持" if row["chair"] else ""
    came = f"{row['quorum']}。" if row["quorum"] else ""
    place = f"在{row['place']}" if row["place"] else ""
    text = [f"{day_in_words(row['held_on'])}，{name}{place}召开{chaired}。{came}会议纪要如下："]
    verdicts = verdicts_of(row, rule_of_office(ledger.lookup))
    for number, topic in enumerate(row["topics"] or (), 1):
        text.append(f"{chinese_number(number)}、{topic.get('title') or ''}")
        reported = f"会议听取了{topic['reporter']}的汇报。" if topic.get("reporter") else ""
        decided = _ended(f"会议决定{_decision(topic)}") if topic.get("decision") else ""
        text += [words for words in (reported + decided, _voted(verdicts.get(number))) if words]
    text += [
        f"{label}：{words}。"
        for label, words in (
            ("出席", _names(row)),
            ("缺席", _absent(row)),
            ("列席", row["attend_nonvoting"] or ""),
        )
        if words
    ]
    if row["minutes_sent_to"]:
        text.append(f"分送：{row['minutes_sent_to']}。")
    organ = presidium_of(ledger.office)
    signed_on = row["minutes_sent_on"]
    return official_paper(
        f"{name}纪要", text, organ=organ, signed_on=signed_on, name=f"{name}纪要", author=organ
    )


def meeting_title(ledger: Ledger, row: Row) -> str:
    """迳口镇第十六届人大主席团第十二次会议, as far as term and number are known."""
    ordinal = f"第{chinese_number(row['ordinal'])}次会议" if row["ordinal"] else "会议"
    return f"{congress_of(ledger, row).replace('人民代表大会', '人大')}主席团{ordinal}"


def _meeting(ledger: Ledger, row_id: int) -> Row:
    row = ledger.row(KEY, row_id)
    if row is None:
        raise KeyError(f"{KEY} {row_id}")
    return row


def _topics(ledger: Ledger, row: Row) -> list[Block]:
    """Each topic with what was said and decided; blank room where none was entered."""
    if not row["topics"]:
        return [Form((16,), (FormCell(0, 0),), row_height=_ROOM)]
    verdicts = verdicts_of(row, rule_of_office(ledger.lookup))
    blocks: list[Block] = []
    for number, topic in enumerate(row["topics"], 1):
        reporter = f"（{topic['reporter']}）" if topic.get("reporter") else ""
        lines = [
            *(topic.get("speeches") or "").splitlines(),
            f"决定：{_decision(topic)}" if topic.get("decision") else "",
            _voted(verdicts.get(number)),
        ]
        head = f"{chinese_number(number)}、{topic.get('title') or ''}{reporter}"
        blocks.append(Paragraph(head, _SIZE, face="heading", leading=24, keep=any(lines)))
        blocks += [Paragraph(words, _SIZE, face="form", indent=2, leading=24) for words in lines if words]
    return blocks


def _voted(verdict: str | None) -> str:
    return f"表决：{verdict}。" if verdict else ""


def _names(row: Row) -> str:
    return "、".join(ref.name for ref in row["present"] or ())


def _absent(row: Row) -> str:
    lines = row["absent"] or ()
    return "、".join(
        f"{line.get('name') or ''}（{line['reason']}）" if line.get("reason") else str(line.get("name") or "")
        for line in lines
    )


def _hours(row: Row) -> str:
    until = f"至{row['time_to']}" if row["time_to"] else ""
    return f" {row['time_from']}{until}" if row["time_from"] else ""


def _decision(topic: Mapping[str, Any]) -> str:
    """What was decided, without the word that stands before it on paper."""
    return str(topic["decision"]).removeprefix("会议").removeprefix("决定").lstrip("：，")


def _ended(words: str) -> str:
    """A sentence with its full stop."""
    return words if words.endswith(("。", "！", "？")) else f"{words}。"
