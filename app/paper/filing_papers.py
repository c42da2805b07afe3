"""What is printed for the archive: 归档文件目录 by retention period, its cover, 备考表, 盒脊, and the report of the four checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.archival_codes import SECRECIES, fonds_and_organ
from app.domain.audiences import RETENTIONS
from app.domain.column_widths import column_need
from app.domain.fields import Row, Side
from app.domain.ledger_head import dotted_days, presidium_of
from app.paper.ledger import fitted, white_beside
from app.paper.sheet import Column, Form, FormCell, Margins, PageBreak, Paper, Paragraph, Spread, Table
from app.paper.typeset import typeset

# DA/T 22-2015: the columns of the list of items.
LIST_COLUMNS: tuple[tuple[str, Side], ...] = (
    ("序号", "center"), ("档号", "left"), ("文号", "left"), ("责任者", "left"), ("题名", "left"),
    ("日期", "center"), ("密级", "center"), ("页数", "right"), ("备注", "left"),
)  # fmt: skip
_LANDSCAPE = Margins(top=15, right=12, bottom=14, left=15)
_STRIPS = Margins(
    top=20, right=40, bottom=20, left=40
)  # leave 130 mm: three strips of 30 and what is between
_UPRIGHT = Margins(top=25, right=22, bottom=20, left=25)


def item_lists(office: Mapping[str, Any], year: int, items: Sequence[Row]) -> list[Paper]:
    """One list for each retention period that has items."""
    return [typeset(_item_list(office, year, period, own)) for period, own in _by_period(items)]


def _item_list(office: Mapping[str, Any], year: int, period: str, items: Sequence[Row]) -> Paper:
    rows = [
        (
            str(number), item["archival_code"] or "", item["document_no"] or "", item["responsible"], item["title"],
            f"{item['dated_on']:%Y%m%d}" if item["dated_on"] else "",
            SECRECIES.label(item["secrecy"]) if item["secrecy"] else "",
            str(item["page_count"] or ""), item["note"] or "",
        )
        for number, item in enumerate(items, 1)
    ]  # fmt: skip
    pages = sum(item["page_count"] or 0 for item in items)
    return Paper(
        title="归档文件目录",
        unit_line=(
            f"全宗名称：{presidium_of(office)}",
            f"年度：{year}　保管期限：{RETENTIONS[period]}",
            f"共 {len(items)} 件 {pages} 页",
        ),
        blocks=(fitted_list(LIST_COLUMNS, rows, tuple(("archival_items", item["id"]) for item in items)),),
        landscape=True,
        margins=_LANDSCAPE,
        name=f"{year}年度归档文件目录（{RETENTIONS[period]}）",
        author=presidium_of(office),
        lasting=True,
        records=len(items),
    )


def fitted_list(
    headings: Sequence[tuple[str, Side]],
    rows: Sequence[tuple[str, ...]],
    keys: tuple[tuple[str, int], ...] = (),
) -> Table:
    """The rows in columns as wide as their texts ask; a code, a date and a number are never broken."""
    needs = [
        column_need(heading, texts, elastic=side == "left" and heading != "档号", unbroken=heading == "档号")
        for (heading, side), texts in zip(headings, zip(*rows, strict=True), strict=True)
    ]
    white = [white_beside(need, side) for need, (_, side) in zip(needs, headings, strict=True)]
    size, widths = fitted(needs, 0.0, white)
    columns = [Column(heading, width, side) for (heading, side), width in zip(headings, widths, strict=True)]
    return Table(tuple(columns), tuple(rows), keys, size)


def covers(office: Mapping[str, Any], year: int, items: Sequence[Row]) -> list[Paper]:
    """The cover of each list, with what the archive looks for on it."""
    papers = []
    for period, own in _by_period(items):
        fonds_no, organ = _fonds_and_organ(office, own)
        facts = (
            ("全宗号", fonds_no), ("全宗名称", presidium_of(office)), ("年度", str(year)),
            ("保管期限", RETENTIONS[period]), ("机构（问题）", organ),
        )  # fmt: skip
        cells = [
            cell
            for row, (label, value) in enumerate(facts)
            for cell in (_label(row, 0, label), FormCell(row, 1, value, align="center"))
        ]
        blocks = (
            *[Paragraph("", size=16) for _ in range(6)],
            Paragraph("归档文件目录", size=36, align="center", face="title", space_after=30),
            Form((30, 70), tuple(cells), 16, (), 16),
        )
        papers.append(_upright("", blocks, office, f"{year}年度归档文件目录封面（{RETENTIONS[period]}）"))
    return papers


def box_notes(office: Mapping[str, Any], year: int, items: Sequence[Row]) -> list[Paper]:
    """备考表: the last sheet in each box, to be signed by who arranged and who checked it."""
    papers = []
    for period, box, own in _boxes(items):
        pages = sum(item["page_count"] or 0 for item in own)
        words = f"本盒共 {len(own)} 件，{pages} 页，{_span(own)}。缺损、补充、移出等情况："
        cells = (
            FormCell(0, 0, "盒内文件情况说明", 1, 2, "label", "center"),
            FormCell(1, 0, words, 1, 2), FormCell(2, 0, "", 1, 2),
            _label(3, 0, "整理人"), FormCell(3, 1, str(office.get("clerk") or "")),
            _label(4, 0, "整理日期"), FormCell(4, 1, "      年   月   日"),
            _label(5, 0, "检查人"), FormCell(5, 1),
            _label(6, 0, "检查日期"), FormCell(6, 1, "      年   月   日"),
        )  # fmt: skip
        name = f"{year}年度备考表（{RETENTIONS[period]}{f'第{box}盒' if box else ''}）"
        head = Spread(
            (f"年度：{year}", f"保管期限：{RETENTIONS[period]}", f"盒号：{box}"), size=12, space_after=2
        )
        papers.append(
            _upright("备考表", (head, Form((30, 70), cells, 12, ((1, 16), (2, 110)), 12)), office, name)
        )
    return papers


def box_spines(office: Mapping[str, Any], year: int, items: Sequence[Row]) -> list[Paper]:
    """盒脊: a strip for each box to be cut out, three on a sheet; 30 mm is the usual thickness of a box."""
    labels = ("全宗号", "年度", "保管期限", "机构（问题）", "起止件号", "盒号")
    boxes = list(_boxes(items))
    blocks: list[Any] = []
    for start in range(0, len(boxes), 3):
        cells: list[FormCell] = []
        for place, (period, box, own) in enumerate(boxes[start : start + 3]):
            fonds_no, organ = _fonds_and_organ(office, own)
            texts = (fonds_no, str(year), RETENTIONS[period], organ, _span(own).removeprefix("件号 "), box)
            for row, (label, text) in enumerate(zip(labels, texts, strict=True)):
                cells += [
                    _label(2 * row, 2 * place, label),
                    FormCell(2 * row + 1, 2 * place, text, align="center"),
                ]
        heights = tuple((row, 9.0 if row % 2 == 0 else 28.0) for row in range(12))
        if blocks:
            blocks.append(PageBreak())
        blocks.append(Form((30, 20, 30, 20, 30), tuple(cells), 9, heights, 12))
    if not blocks:
        return []
    return [replace(_upright("", tuple(blocks), office, f"{year}年度盒脊"), margins=_STRIPS)]


def check_report(office: Mapping[str, Any], year: int, checks: Sequence[Any], day: str) -> Paper:
    """四性检测报告: what was looked at, and every fault by name; ``checks`` are those of ``app.yearend.readiness``."""
    rows = [
        (str(number), check.nature, check.words, str(check.count), "通过" if not check.faults else f"有 {check.fault_count} 处",
         "\n".join(check.faults))
        for number, check in enumerate(checks, 1)
    ]  # fmt: skip
    columns = (
        Column("序号", 5, "center"), Column("检测", 8, "center"), Column("内容", 24), Column("数量", 7, "right"),
        Column("结果", 8, "center"), Column("发现的问题", 48),
    )  # fmt: skip
    paper = Paper(
        title=f"{year}年度归档文件四性检测报告",
        unit_line=(f"单位：{presidium_of(office)}", "", f"检测日期：{dotted_days(day)}"),
        blocks=(
            Table(columns, tuple(rows)),
            Spread(("检测人：", "审核人：", "日期：      年   月   日"), space_before=5),
        ),
        landscape=True,
        margins=_LANDSCAPE,
        author=presidium_of(office),
        lasting=True,
    )
    return typeset(paper)


def _by_period(items: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    of_period = [
        (period, [item for item in items if item["retention_period"] == period]) for period in RETENTIONS
    ]
    return [(period, own) for period, own in of_period if own]


def _boxes(items: Sequence[Row]) -> list[tuple[str, str, list[Row]]]:
    """(period, box, items) in order; items without a box stand together in one without a number."""
    boxes: dict[tuple[str, str], list[Row]] = {}
    for period, own in _by_period(items):
        for item in sorted(own, key=lambda item: item["box_no"] or 0):
            boxes.setdefault((period, str(item["box_no"] or "")), []).append(item)
    return [(period, box, own) for (period, box), own in boxes.items()]


def _fonds_and_organ(office: Mapping[str, Any], items: Sequence[Row]) -> tuple[str, str]:
    """全宗号 and 机构（问题） as the 档号 have them, several beside each other; as the settings do while there is none."""
    coded = [
        fonds_and_organ(item["archival_code"], item["filed_for"].year, item["retention_period"])
        for item in items
        if item["archival_code"]
    ]
    pairs = coded or [(str(office.get("fonds_no") or ""), str(office.get("organ_code") or ""))]
    fonds, organs = ("、".join(dict.fromkeys(filter(None, texts))) for texts in zip(*pairs, strict=True))
    return fonds, organs


def _span(items: Sequence[Row]) -> str:
    numbers = sorted(item["item_no"] for item in items if item["item_no"])
    return f"件号 {numbers[0]:04d}—{numbers[-1]:04d}" if numbers else "件号未编"


def _label(row: int, column: int, text: str) -> FormCell:
    return FormCell(row, column, text, role="label", align="center")


def _upright(title: str, blocks: tuple[Any, ...], office: Mapping[str, Any], name: str) -> Paper:
    return Paper(
        title, blocks, margins=_UPRIGHT, numbered=False, name=name, author=presidium_of(office), lasting=True
    )
