"""A slip on A5 by which the presidium reminds one deputy of something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.paper.sheet import Block, Margins, Paper, Paragraph
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_BODY = 14.0


def slip(ledger: Ledger, title: str, deputy: str, body: Sequence[str], called: str = "") -> Paper:
    """``deputy`` is addressed, ``body`` are paragraphs; signed by the presidium, today.  ``called``: what names it beside title and deputy."""

    def signed(words: str) -> Paragraph:
        return Paragraph(words, size=_BODY, align="right", face="form", leading=26, right=2)

    name = printed_name(deputy).replace("\u3000", "")
    blocks: list[Block] = [Paragraph(f"{name}代表：", size=_BODY, face="form", leading=26)]
    blocks += [Paragraph(words, size=_BODY, face="form", indent=2, leading=26) for words in body]
    blocks += [
        Paragraph("", size=_BODY, face="form", leading=26),
        signed(presidium_of(ledger.office)),
        signed(spoken(ledger.today)),
    ]
    return typeset(
        Paper(
            title=title,
            blocks=tuple(blocks),
            margins=Margins(16, 14, 14, 16),
            numbered=False,
            size="A5",
            name=f"{title} {deputy} {called}".strip(),
            author=presidium_of(ledger.office),
        )
    )


def spoken(day: date) -> str:
    """2022年7月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
