"""工作交接书 for a change of clerk: what is there, what is open and what is still to be filed, from live data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.domain.audiences import RETENTIONS
from app.domain.fields import Row
from app.domain.ledger_head import paper_text, presidium_of
from app.domain.numerals import chinese_number
from app.domain.registers import BY_KEY
from app.domain.registers import post_handovers as handovers
from app.domain.registers.archival_items import KEY
from app.domain.texts import full_width_signs
from app.paper.sheet import Block, Form, FormCell, Margins, Paper, Paragraph, Spread
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.yearend.filing import proposals
from app.yearend.numbered_lists import Part, numbered, numbered_heading
from app.yearend.open_matters import open_lines
from app.yearend.possessions import equipment_lines, media_lines, money_lines
from app.yearend.recorded_years import of_work, recorded_years

COPIES = 3  # for who hands over, who takes over, and who oversees it
_ROOM = 45  # millimetres to write in
_BLANK_LINES = 6  # for what is written by hand where nothing was entered


def post_handover(ledger: Ledger, row_id: int | None = None) -> Paper:
    """The paper as of today; with a row of 工作交接 its facts are filled in, else there is room to write."""
    office, today = ledger.office, ledger.today
    row: Row = (ledger.row(handovers.KEY, row_id) if row_id is not None else None) or {}
    parts = list(_parts(ledger, row))
    blocks: list[Block] = [_facts(office, row)]
    blocks += numbered(parts)
    blocks.append(numbered_heading(len(parts) + 1, "说明事项"))
    blocks.append(
        Form((1,), (FormCell(0, 0, full_width_signs(str(row.get("note") or ""))),), row_height=_ROOM)
    )
    copies, head = chinese_number(row.get("copies") or COPIES), ledger.statistics()["history_head"]
    last = (f"本交接书一式{copies}份，移交人、接收人、监交人各存一份。", f"台账历史码：{head}")
    blocks += [Paragraph(words, 10.5, face="form", leading=22, keep=True) for words in last]
    signers = tuple(f"{who}（签名）：" for who in ("移交人", "接收人", "监交人"))
    blocks.append(Spread(signers, size=11, space_before=8, space_after=6, keep=True))
    blocks.append(Spread(("      年   月   日",) * 3, size=11))
    return Paper(
        title=f"{presidium_of(office)}工作交接书",
        unit_line=(f"单位：{presidium_of(office)}", "", f"截至{today.year}年{today.month}月{today.day}日"),
        blocks=tuple(blocks),
        margins=Margins(top=20, right=20, bottom=18, left=24),
        author=presidium_of(office),
        lasting=True,
    )


def freeze(ledger: Ledger, row_id: int, paint: Callable[..., Any]) -> None:
    """Keep the paper as it is today as a PDF with the row, which is not changed from then on; one act.

    ``paint``: the painter of the face.  Raises ``Refused`` for a row that was closed already.
    """
    row = ledger.row(handovers.KEY, row_id) or {}
    closed = BY_KEY[handovers.KEY].closed(row, ledger.context())
    if closed:
        raise Refused(closed)
    paper = post_handover(ledger, row_id)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"工作交接书{ledger.today:%Y%m%d}.pdf"
        paint([paper], path)
        with ledger.act("工作交接书定稿") as act:
            act.attach(handovers.KEY, row_id, path)
            act.change(handovers.KEY, row_id, {"closed_on": ledger.today})


def _facts(office: Row, row: Row) -> Form:
    """Who hands over to whom: what is not entered is left to be written."""
    register = BY_KEY[handovers.KEY]
    texts = {
        key: register.field(key).text(row.get(key))
        for key in ("reason", "handed_by", "received_by", "overseen_by", "place")
    }
    day = row["handed_on"] if row else None
    facts = (
        ("交接事由", texts["reason"] or f"（{'、'.join(handovers.REASONS.label(code) for code in handovers.REASONS.codes())}）"),
        ("移交人", texts["handed_by"] or str(office.get("clerk") or "")),
        ("接收人", texts["received_by"]), ("监交人", texts["overseen_by"]),
        ("交接日期", f"{day.year}年{day.month}月{day.day}日" if day else "      年   月   日"),
        ("交接地点", texts["place"]),
    )  # fmt: skip
    cells = [
        cell
        for place, (label, value) in enumerate(facts)
        for cell in (
            FormCell(place // 2, place % 2 * 2, label, role="label", align="center"),
            FormCell(place // 2, place % 2 * 2 + 1, full_width_signs(value)),
        )
    ]
    return Form((14, 36, 14, 36), tuple(cells), 10, (), 11)


def _parts(ledger: Ledger, row: Row) -> Iterator[Part]:
    """The lists in their order: title, headings, shares of the width, lines."""
    yield Part("已编档号的档案", ("保管期限", "件数", "盒数", "起止档号"), (12, 10, 10, 68), _archive(ledger))
    yield Part("还没有归档的", ("年度", "件数", "说明"), (14, 12, 74), _unfiled(ledger))
    yield Part("在办事项", ("台账", "事项", "状态", "期限"), (16, 54, 14, 16), open_lines(ledger))
    yield Part("台账", ("台账", "记录数", "最近一条的日期"), (50, 20, 30), _ledgers(ledger))
    yield Part(
        "设备（设备台账）",
        ("存放处", "项数", "数量", "金额（元）"),
        (52, 14, 14, 20),
        equipment_lines(ledger),
    )
    yield Part("经费结余（经费台账）", ("经费", "结余（元）", "截至"), (44, 28, 28), money_lines(ledger))
    yield Part(
        "台账的备份和移交介质", ("存放处", "文件", "大小", "SHA-256"), (34, 28, 10, 28), media_lines(ledger)
    )
    columns = ("name", "quantity", "place", "note")
    items = [tuple(str(line.get(key) or "") for key in columns) for line in row.get("items") or ()]
    blank = [("",) * len(columns)] * _BLANK_LINES
    yield Part(
        "印章、设备、账号、介质、钥匙", ("名称", "数量", "存放处", "说明"), (30, 14, 28, 28), items or blank
    )


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
    lines: list[tuple[str, ...]] = []
    for year in recorded_years(ledger):
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


def _ledgers(ledger: Ledger) -> list[tuple[str, ...]]:
    """Every ledger with rows, how many, and the newest day in it."""
    lines: list[tuple[str, ...]] = []
    for register in of_work():
        count = ledger.count(register.key)
        if not count:
            continue
        field = register.by_key.get(register.year_field)
        days = [day for day, _ in ledger.values_in(register.key, field.key) if day] if field else []
        newest = paper_text(field, field.kind.from_stored(max(days, key=str))) if field and days else ""
        lines.append((register.label, str(count), f"{newest}年" if newest.isdigit() else newest))
    return lines
