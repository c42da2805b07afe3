"""What the rows above a table and its sheet's name say together."""

from __future__ import annotations

from app.domain.texts import half_width, without_blanks
from app.excel.layout.headers import Header
from app.excel.layout.row_words import is_year
from app.excel.layout.titles import Facts, Office, read_title
from app.excel.layout.view import View

TITLE_ROWS = 40


def facts_above(view: View, first: int, top: int, office: Office, by_name: Facts) -> Facts:
    """What the rows above a header and the sheet's name say together."""
    rows = range(max(first, top - TITLE_ROWS), top)
    texts = [view.text(row, column) for row in rows for column in view.filled(row)]
    return titles_together(texts, office).over(by_name)


def year_of_headings(header: Header) -> Facts:
    """The year that stands above the headings 月 and 日."""
    years = (
        half_width(heading.path[0])[:4] for heading in header.headings.values() if is_year(heading.path[0])
    )
    return Facts(year=next(map(int, years), None))


def titles_together(texts: list[str], office: Office) -> Facts:
    facts = Facts()
    for text in texts:
        facts = facts.over(read_title(text, office))
    if facts.level is None:
        joined = "".join(without_blanks(half_width(text)) for text in texts if len(text) <= 40)
        facts = facts.over(read_title(joined, office))
    return facts
