"""The report as a paper: running text, tables by class and by handler, what is late, what was promised, each matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.audiences import INTERNAL, PUBLIC
from app.domain.contact_codes import REPLY_CLASSES, SATISFACTION
from app.domain.days import PartialDate
from app.domain.ledger_head import presidium_of
from app.domain.numerals import chinese_number
from app.figures.catalogue import figures_of
from app.figures.contact import FAMILIES
from app.figures.figure import NO_DATA
from app.figures.handling import (
    Handling,
    handled_matters,
    handling_by_handler,
    handling_of,
    share_words,
)
from app.figures.source import Source
from app.paper.official import BODY_LINE, MARGINS
from app.paper.sheet import Block, Column, PageBreak, Paper, Paragraph, Table
from app.paper.typeset import typeset
from app.paper.word import write_word
from app.storage.ledger import Ledger
from app.work.figure_freezing import HANDLING_REPORT, frozen_with
from app.yearend.handling_report import sentences
from app.yearend.handling_report.matters import Matter, matters_for, promises_of, reason_of

NAME, PUBLIC_NAME = "建议办理情况报告", "（公开稿）"
NOTHING = "{year}年没有登记代表建议和接待收集的群众意见，没有可以报告的办理情况。"
SMALL, BELOW = 9.0, 10.0  # points of the type of tables, and of white below them
_CLASSES = {"suggestions": "代表建议", "opinions": "群众意见", "all": "合计"}
_ALWAYS = ("A", "B", "C")  # reply classes that every scheme has; others stand only where somebody used them
Rows = Sequence[tuple[str, ...]]


def handling_report(ledger: Ledger, year: int, audience: str = INTERNAL, until: date | None = None) -> Paper:
    """The report of a calendar year as of a day (31 December) for ``internal`` or ``public`` readers.

    The public gets the same figures and of single matters those that may be published, without petitioners and
    remarks (settled 40).
    """
    with ledger.busy:
        source = Source(ledger, year, until)
        handled = handled_matters(source)
        matters = matters_for(source, handled, audience)
        blocks = list(_blocks(source, matters) if handled else _nothing(year))
    office = ledger.office
    organ = f"{office.get('town') or ''}人民代表大会主席团"
    blocks += _signature(organ, ledger.today)
    blocks += _annex(matters, len(handled), audience) if handled else []
    public = PUBLIC_NAME if audience == PUBLIC else ""
    return typeset(
        Paper(
            title=f"{year}年度代表建议和群众意见办理情况报告", subtitle=public,
            blocks=tuple(blocks), margins=MARGINS, title_size=22, numbered=False, foot="dashes",
            name=f"{year}年{NAME}{public}", author=presidium_of(office),
        )
    )  # fmt: skip


def write_handling_report(ledger: Ledger, year: int, path: Path, audience: str = INTERNAL) -> None:
    """Write the report as .docx and freeze the figures of the year with it; OSError when the file is held."""
    paper = handling_report(ledger, year, audience)
    with frozen_with(ledger, year, figures_of(ledger, year), HANDLING_REPORT):
        write_word([paper], path)


def _blocks(source: Source, matters: Sequence[Matter]) -> Iterator[Block]:
    """The parts that have something to say, numbered without gaps."""
    parts = [(heading, blocks) for heading, blocks in _parts(source, matters) if blocks]
    for number, (heading, blocks) in enumerate(parts, 1):
        words = f"{chinese_number(number)}、{heading}"
        yield replace(BODY_LINE, text=words, indent=2, face="heading", keep=True)
        yield from blocks


def _parts(source: Source, matters: Sequence[Matter]) -> Iterator[tuple[str, list[Block]]]:
    keys = ("suggestions", "opinions")
    of_class = {_CLASSES[key]: handling_of(handled_matters(source, key), source) for key in keys}
    whole = handling_of(handled_matters(source), source)
    carried = sum(len(matter.ids) for matter in source.carried_over if FAMILIES["all"](matter))
    day = PartialDate.from_date(source.until).spoken
    late = [matter for matter in matters if matter.row["id"] in set(whole.late)]
    promised = [(matter.name, matter.handler, *line) for matter in matters for line in promises_of(matter)]
    overview = _words(sentences.overview(source.year, day, whole, of_class, carried))
    yield "总体情况", [*overview, *_counts_table("性质", [*of_class.items(), (_CLASSES["all"], whole)])]
    yield "答复类别", _words(sentences.classes(whole))
    yield "满意情况", _words(sentences.satisfaction(whole))
    yield "逾期情况和原因", _words(sentences.lateness(whole, len(late))) + (_late_table(late) if late else [])
    heads = (("事项", 29), ("主办单位", 16), ("承诺", 26), ("期限", 15), ("兑现情况", 14))
    yield "承诺事项", _words(sentences.promises(promised)) + (_table(heads, promised) if promised else [])
    by_handler = _counts_table("主办单位", handling_by_handler(source).items())
    yield "各承办单位办理情况", [*_words(("按主办单位列出，一件只计入主办单位。",)), *by_handler]


def _nothing(year: int) -> Iterator[Block]:
    yield replace(BODY_LINE, text=NOTHING.format(year=year), indent=2)


def _words(sentences_of_part: Iterable[str]) -> list[Block]:
    """The sentences of a part as one paragraph; none where there is nothing to say."""
    words = "".join(sentences_of_part)
    return [replace(BODY_LINE, text=words, indent=2)] if words else []


def _counts_table(heading: str, lines: Iterable[tuple[str, Handling]]) -> Iterator[Block]:
    """How each was handled, a line for each name; what nobody recorded is — and no zero."""
    handlings = list(lines)
    codes = [
        code
        for code in REPLY_CLASSES.codes()
        if code in _ALWAYS or any(one.by_class[code] for _, one in handlings)
    ]
    counted = ["承办", "已答复", "已办结", "办结率", *(f"{code}类" for code in codes)]
    counted += [*(SATISFACTION.label(code) for code in SATISFACTION.codes()), "逾期"]
    shares = [(heading, 20.0), *((words, 27.0 if words == "办结率" else 8.5) for words in counted)]
    rows = [(name, *_counts(one, codes)) for name, one in handlings]
    yield from _table(shares, rows, numbers_from=1)


def _counts(one: Handling, codes: Sequence[str]) -> Iterator[str]:
    yield from (str(one.base), str(len(one.replied)), str(len(one.concluded)))
    yield share_words(len(one.concluded), one.base)
    classed = any(one.by_class.values())
    yield from (str(len(one.by_class[code])) if classed else NO_DATA for code in codes)
    yield from (str(len(rows)) if one.feedback_count else NO_DATA for rows in one.by_feedback.values())
    yield str(len(one.late))


def _late_table(late: Sequence[Matter]) -> list[Block]:
    rows = [
        (
            matter.name, matter.handler, _day(matter.due_on),
            _day(matter.replied_on) or "尚未答复", str(matter.days_late), reason_of(matter),
        )
        for matter in late
    ]  # fmt: skip
    heads = (
        ("事项", 26),
        ("主办单位", 13),
        ("办理期限", 15),
        ("答复日期", 15),
        ("逾期天数", 8),
        ("原因", 23),
    )
    return _table(heads, rows)


def _annex(matters: Sequence[Matter], count: int, audience: str) -> list[Block]:
    heads = (
        ("编号", 14),
        ("题目", 32),
        ("主办单位", 17),
        ("答复日期", 15),
        ("类别", 6),
        ("反馈", 10),
        ("状态", 10),
    )
    rows = [
        (
            matter.row.get("no") or "", matter.row.get("matter") or "", matter.handler,
            _day(matter.replied_on), matter.facts.get("class") or "", matter.feedback, matter.status,
        )
        for matter in matters
    ]  # fmt: skip
    note = f"共{count}件，列出标明可以公开的{len(matters)}件，不列反映人。" if audience == PUBLIC else ""
    return [
        PageBreak(),
        replace(BODY_LINE, text="附件", face="heading"),
        replace(BODY_LINE, text="逐件办理情况", align="center", face="title"),
        *([replace(BODY_LINE, text=note, size=12)] if note else []),
        *_table(heads, rows),
    ]


def _table(heads: Sequence[tuple[str, float]], rows: Rows, numbers_from: int = 99) -> list[Block]:
    """Columns of these shares, and white below; those from a place on hold counts and stand at the right."""
    columns = tuple(
        Column(words, share, "right" if place >= numbers_from else "left")
        for place, (words, share) in enumerate(heads)
    )
    return [
        Table(columns, tuple(rows) or (("（无）",),), size=SMALL),
        replace(BODY_LINE, leading=BELOW, keep=True),
    ]


def _signature(organ: str, day: date) -> list[Block]:
    line: Paragraph = replace(BODY_LINE, align="right", right=4, tracking=0)
    return [
        replace(BODY_LINE, keep=True),
        replace(line, text=organ, right=2, keep=True),
        replace(line, text=PartialDate.from_date(day).spoken),
    ]


def _day(day: date | None) -> str:
    return f"{day:%Y.%m.%d}" if day else ""
