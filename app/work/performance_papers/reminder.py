"""催交单: the slip that reminds a deputy of the booklet that she has not handed in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.booklet_years import year_from
from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.paper.sheet import Block, Margins, Paper, Paragraph
from app.paper.typeset import typeset
from app.work.performance_papers.booklet import NAME

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_TITLE = "履职登记册催交单"
_BODY = 14.0


def reminder(ledger: Ledger, booklet: int) -> Paper:
    """One slip on A5; KeyError when there is no such booklet."""
    row = ledger.row("booklets", booklet)
    if row is None:
        raise KeyError(f"booklets {booklet}")
    day, due = ledger.today, row["due_on"]
    name = printed_name(row["deputy"].name).replace("\u3000", "")
    issued = f"，{_spoken(row['issued_on'])}发放" if row["issued_on"] else ""
    by = f"原定{_spoken(due)}前交回，现已逾期，请尽快" if day > due else f"请在{_spoken(due)}前"
    body = (
        f"您领取的{year_from(row['from_on']).in_full}《{NAME}》（册号：{row['no'] or '未编'}{issued}）还没有交回。",
        f"{by}填好本人自评，交镇人大办公室收存。",
        "册子如已遗失，请告诉镇人大办公室，以便登记后补发。",
    )
    line = Paragraph("", size=_BODY, face="form", leading=26)
    blocks: list[Block] = [Paragraph(f"{name}代表：", size=_BODY, face="form", leading=26)]
    blocks += [Paragraph(words, size=_BODY, face="form", indent=2, leading=26) for words in body]
    blocks += [
        line,
        Paragraph(presidium_of(ledger.office), size=_BODY, align="right", face="form", leading=26, right=2),
        Paragraph(_spoken(day), size=_BODY, align="right", face="form", leading=26, right=2),
    ]
    return typeset(
        Paper(
            title=_TITLE,
            blocks=tuple(blocks),
            margins=Margins(16, 14, 14, 16),
            numbered=False,
            size="A5",
            name=f"{_TITLE} {row['deputy'].name} {row['no'] or ''}".strip(),
            author=presidium_of(ledger.office),
        )
    )


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
