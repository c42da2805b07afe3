"""工作交接书 for a change of clerk: what is there, what is open and what is still to be filed, from live data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.audiences import RETENTIONS
from app.domain.fields import Side
from app.domain.jobs import FILING, SETTINGS
from app.domain.ledger_head import dotted_days, paper_text, presidium_of
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.domain.registers.archival_items import KEY
from app.paper.sheet import Block, Column, Form, FormCell, Margins, Paper, Paragraph, Spread, Table
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.yearend.filing import proposals

OPEN_MOST = 300  # open matters named one by one; more are counted
_NONE = ("（无）",)
_ROOM = 45  # millimetres to write in
_SIDES: dict[str, Side] = {
    "保管期限": "center", "件数": "right", "盒数": "right", "年度": "center", "状态": "center", "期限": "center",
    "记录数": "right", "最近一条的日期": "center",
}  # fmt: skip
_KINDS = ("印章", "设备、钥匙", "账号、软件", "备份介质（U盘、光盘）", "经费结余")


def post_handover(ledger: Ledger) -> Paper:
    """The paper as of today, in three copies, signed by who hands over, who takes over and who oversees it."""
    office, today = ledger.office, ledger.today
    facts = (("交接事由", "（调动、换届、退休）"), ("移交人", str(office.get("clerk") or "")), ("接收人", ""), ("监交人", ""),
             ("交接日期", "      年   月   日"), ("交接地点", ""))  # fmt: skip
    cells = [
        cell
        for place, (label, value) in enumerate(facts)
        for cell in (
            FormCell(place // 2, place % 2 * 2, label, role="label", align="center"),
            FormCell(place // 2, place % 2 * 2 + 1, value),
        )
    ]
    blocks: list[Block] = [Form((14, 36, 14, 36), tuple(cells), 10, (), 11)]
    blocks += _part(
        "一、已编档号的档案", ("保管期限", "件数", "盒数", "起止档号"), (12, 10, 10, 68), _archive(ledger)
    )
    blocks += _part("二、还没有归档的", ("年度", "件数", "说明"), (14, 12, 74), _unfiled(ledger))
    blocks += _part(
        "三、在办事项", ("台账", "事项", "状态", "期限"), (16, 54, 14, 16), _open_matters(ledger, today)
    )
    blocks += _part("四、台账", ("台账", "记录数", "最近一条的日期"), (50, 20, 30), _ledgers(ledger))
    hand = [(kind, "", "", "") for kind in _KINDS]
    blocks += _part(
        "五、印章、设备、账号、介质、经费（手填）",
        ("名称", "数量（金额）", "存放处", "说明"),
        (30, 20, 25, 25),
        hand,
    )
    blocks.append(Paragraph("六、说明事项", 12, face="heading", leading=30, keep=True))
    blocks.append(Form((1,), (FormCell(0, 0),), row_height=_ROOM))
    blocks.append(
        Paragraph(
            "本交接书一式三份，移交人、接收人、监交人各存一份。", 10.5, face="form", leading=22, keep=True
        )
    )
    blocks.append(
        Spread(("移交人（签名）：", "接收人（签名）：", "监交人（签名）："), size=11, space_before=8)
    )
    return Paper(
        title=f"{presidium_of(office)}工作交接书",
        unit_line=(f"单位：{presidium_of(office)}", "", f"截至{today.year}年{today.month}月{today.day}日"),
        blocks=tuple(blocks),
        margins=Margins(top=20, right=20, bottom=18, left=24),
        author=presidium_of(office),
        lasting=True,
    )


def _part(
    title: str, headings: Sequence[str], shares: Sequence[float], rows: Iterable[tuple[str, ...]]
) -> list[Block]:
    lines = tuple(tuple(map(dotted_days, row)) for row in rows) or (_NONE,)
    columns = tuple(
        Column(words, share, _SIDES.get(words, "left")) for words, share in zip(headings, shares, strict=True)
    )
    return [Paragraph(title, 12, face="heading", leading=30, keep=True), Table(columns, lines, size=10.5)]


def _archive(ledger: Ledger) -> list[tuple[str, ...]]:
    """By retention period: how many items and boxes, and from which 档号 to which."""
    items = [item for item in ledger.rows(KEY, ledger.ids(KEY)) if item["archival_code"]]
    lines: list[tuple[str, ...]] = []
    for period, label in RETENTIONS.items():
        own = [item for item in items if item["retention_period"] == period]
        codes = sorted(item["archival_code"] for item in own)
        boxes = {(item["filed_for"], item["box_no"]) for item in own if item["box_no"]}
        if own:
            lines.append(
                (label, str(len(own)), str(len(boxes)) if boxes else "", f"{codes[0]} 至 {codes[-1]}")
            )
    return lines


def _unfiled(ledger: Ledger) -> list[tuple[str, ...]]:
    """Years with records of which something is no archive item yet, or has no 档号."""
    years = {year for register in _of_work() if register.year_field for year in ledger.years(register.key)}
    lines: list[tuple[str, ...]] = []
    for year in sorted(years):
        proposed = len(proposals(ledger, year))
        uncoded = ledger.count(KEY, Query(year=year, filter="uncoded"))
        words = "、".join(
            words
            for count, words in ((proposed, f"没有列入 {proposed} 件"), (uncoded, f"没有编档号 {uncoded} 件"))
            if count
        )
        if words:
            lines.append((str(year), str(proposed + uncoded), words))
    return lines


def _open_matters(ledger: Ledger, today: date) -> list[tuple[str, ...]]:
    """What is still to be done of every register with a course, by its last day."""
    matters: list[tuple[str, str, str, str]] = []
    for register in SHOWN:
        if register.course is None or not register.course.open:
            continue
        labels = {state: pill.label for pill in register.filters for state in pill.states}
        stages = {row: (state, due) for row, state, due, _ in ledger.stages_on(register.key, today)}
        ids = [row for row, (state, _) in stages.items() if state in register.course.open]
        names = ledger.names(register.key, ids)
        for row in ids:
            state, due = stages[row]
            matters.append((register.label, names[row], labels.get(state, ""), due or ""))
    matters.sort(key=lambda matter: (not matter[3], matter[3], matter[1]))
    more = [(f"……另有 {len(matters) - OPEN_MOST} 件，见台账。",)] if len(matters) > OPEN_MOST else []
    return [*matters[:OPEN_MOST], *more]


def _ledgers(ledger: Ledger) -> list[tuple[str, ...]]:
    """Every ledger with rows, how many, and the newest day in it."""
    lines: list[tuple[str, ...]] = []
    for register in _of_work():
        count = ledger.count(register.key)
        if not count:
            continue
        field = register.by_key.get(register.year_field)
        days = [day for day, _ in ledger.values_in(register.key, field.key) if day] if field else []
        newest = paper_text(field, field.kind.from_stored(max(days, key=str))) if field and days else ""
        lines.append((register.label, str(count), newest))
    return lines


def _of_work() -> list[Register]:
    return [register for register in SHOWN if register.job not in (FILING, SETTINGS)]
