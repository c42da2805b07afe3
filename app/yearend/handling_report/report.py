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
from app.figures.catalogue import figures_of
from app.figures.contact import FAMILIES
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

NAME = "建议办理情况报告"
NOTHING = "{year}年没有登记代表建议和接待收集的群众意见，没有可以报告的办理情况。"
SMALL = 9.0  # points of the tables
_CLASSES = {"suggestions": "代表建议", "opinions": "群众意见", "all": "合计"}
_COUNTED = (
    "承办", "已答复", "已办结", "办结率", *(f"{code}类" for code in REPLY_CLASSES.codes()),
    *(SATISFACTION.label(code) for code in SATISFACTION.codes()), "逾期",
)  # fmt: skip
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
        blocks = list(_blocks(source, matters, audience) if handled else _nothing(year))
    office = ledger.office
    organ = f"{office.get('town') or ''}人民代表大会主席团"
    blocks += _signature(organ, ledger.today)
    blocks += _annex(matters, audience) if handled else []
    title = f"{year}年度代表建议和群众意见办理情况报告"
    return typeset(
        Paper(
            title=f"{title}（公开稿）" if audience == PUBLIC else title,
            blocks=tuple(blocks), margins=MARGINS, title_size=22, numbered=False, foot="dashes",
            name=f"{year}年{NAME}{'（公开稿）' if audience == PUBLIC else ''}", author=presidium_of(office),
        )
    )  # fmt: skip


def write_handling_report(ledger: Ledger, year: int, path: Path, audience: str = INTERNAL) -> None:
    """Write the report as .docx and freeze the figures of the year with it; OSError when the file is held."""
    paper = handling_report(ledger, year, audience)
    with frozen_with(ledger, year, figures_of(ledger, year), HANDLING_REPORT):
        write_word([paper], path)


def _blocks(source: Source, matters: Sequence[Matter], audience: str) -> Iterator[Block]:
    of_class = {
        _CLASSES[key]: handling_of(handled_matters(source, key), source)
        for key in ("suggestions", "opinions")
    }
    whole = handling_of(handled_matters(source), source)
    carried = sum(len(matter.ids) for matter in source.carried_over if FAMILIES["all"](matter))
    day = PartialDate.from_date(source.until).spoken
    late = [matter for matter in matters if matter.row["id"] in set(whole.late)]
    promised = [(matter.name, matter.handler, *line) for matter in matters for line in promises_of(matter)]
    yield from _part("一、总体情况", sentences.overview(source.year, day, whole, of_class, carried))
    yield _counts_table("性质", [*of_class.items(), ("合计", whole)])
    yield from _part("二、答复类别", sentences.classes(whole))
    yield from _part("三、满意情况", sentences.satisfaction(whole))
    yield from _part("四、逾期情况和原因", sentences.lateness(whole, len(late)))
    if late:
        yield _late_table(late)
    yield from _part("五、承诺事项", sentences.promises(promised))
    if promised:
        yield _table((("事项", 30), ("主办单位", 16), ("承诺", 28), ("期限", 13), ("兑现情况", 13)), promised)
    yield from _part("六、各承办单位办理情况", ("按主办单位列出，一件只计入主办单位。",))
    yield _counts_table("主办单位", handling_by_handler(source).items())


def _nothing(year: int) -> Iterator[Block]:
    yield replace(BODY_LINE, text=NOTHING.format(year=year), indent=2)


def _part(heading: str, words: Iterable[str]) -> Iterator[Block]:
    """A heading and its sentences; neither where there is nothing to say."""
    told = "".join(words)
    if told:
        yield replace(BODY_LINE, text=heading, indent=2, face="heading", keep=True)
        yield replace(BODY_LINE, text=told, indent=2)


def _counts_table(heading: str, lines: Iterable[tuple[str, Handling]]) -> Table:
    rows = [(name, *_counts(one)) for name, one in lines]
    shares = [(heading, 26.0), *((words, 16.0 if words == "办结率" else 8.5) for words in _COUNTED)]
    return _table(shares, rows, numbers_from=1)


def _counts(one: Handling) -> Iterator[str]:
    yield from (str(one.base), str(len(one.replied)), str(len(one.concluded)))
    yield share_words(len(one.concluded), one.base)
    yield from (str(len(rows)) for rows in one.by_class.values())
    yield from (str(len(rows)) for rows in one.by_feedback.values())
    yield str(len(one.late))


def _late_table(late: Sequence[Matter]) -> Table:
    rows = [
        (
            matter.name, matter.handler, _day(matter.due_on),
            _day(matter.replied_on) or "尚未答复", str(matter.days_late), reason_of(matter),
        )
        for matter in late
    ]  # fmt: skip
    heads = (
        ("事项", 28),
        ("主办单位", 15),
        ("办理期限", 13),
        ("答复日期", 13),
        ("逾期天数", 8),
        ("原因", 23),
    )
    return _table(heads, rows)


def _annex(matters: Sequence[Matter], audience: str) -> list[Block]:
    heads = (
        ("编号", 14),
        ("题目", 34),
        ("主办单位", 17),
        ("答复日期", 13),
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
    note = "只列标明可以公开的；不列反映人。" if audience == PUBLIC else ""
    return [
        PageBreak(),
        replace(BODY_LINE, text="附件", face="heading"),
        replace(BODY_LINE, text="逐件办理情况", align="center", face="title"),
        *([replace(BODY_LINE, text=note, size=12)] if note else []),
        _table(heads, rows),
    ]


def _table(heads: Sequence[tuple[str, float]], rows: Rows, numbers_from: int = 99) -> Table:
    """Columns of these shares; those from a place on hold counts and stand at the right."""
    columns = tuple(
        Column(words, share, "right" if place >= numbers_from else "left")
        for place, (words, share) in enumerate(heads)
    )
    return Table(columns, tuple(rows) or (("（无）",),), size=SMALL)


def _signature(organ: str, day: date) -> list[Block]:
    line: Paragraph = replace(BODY_LINE, align="right", right=4, tracking=0)
    return [
        replace(BODY_LINE, keep=True),
        replace(line, text=organ, right=2, keep=True),
        replace(line, text=PartialDate.from_date(day).spoken),
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
