"""岗位手册: what a successor must know: each month of the year, who is who, where paper lies, and what is open.

It names nobody's private phone or address, so it may lie on the desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.fields import Row
from app.domain.law.full_names import with_full_names
from app.domain.ledger_head import presidium_of
from app.domain.registers import BY_KEY
from app.domain.registers.archival_items import KEY as ITEMS
from app.domain.registers.post_handovers import KEY as HANDOVERS
from app.domain.registers.year_plans import KEY as PLANS
from app.domain.work_calendar import BY_MONTH, EVERY_MONTH, EVERY_QUARTER
from app.paper.sheet import Block, Margins, Paper, Paragraph
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.yearend.numbered_lists import Part, numbered, numbered_heading
from app.yearend.open_matters import open_lines
from app.yearend.possessions import media_lines

NAME = "岗位手册"
# What happened in each month is told of these; everything else follows from them.
_TOLD = (
    "sessions", "presidium_meetings", "inspections", "trainings", "reports_to_voters", "receptions", "site_activities",
    "suggestions", "booklets",
)  # fmt: skip
_DAYS_TOLD = 3  # more are only counted
MOST_OPEN = 300  # lines of what is open; more are counted


def dossier(ledger: Ledger) -> Paper:
    """The handbook of the post as of today."""
    office, today = ledger.office, ledger.today
    blocks: list[Block] = [numbered_heading(1, "平常的事")]
    blocks += [_line(f"每月：{words}") for words in EVERY_MONTH]
    blocks += [_line(f"每季：{with_full_names(words)}") for words in EVERY_QUARTER]
    blocks += numbered(_parts(ledger), 2)
    return Paper(
        title=f"{presidium_of(office)}{NAME}",
        unit_line=(f"单位：{presidium_of(office)}", "", f"截至{today.year}年{today.month}月{today.day}日"),
        blocks=tuple(blocks),
        margins=Margins(top=20, right=18, bottom=18, left=22),
        author=presidium_of(office),
    )


def _line(words: str) -> Paragraph:
    return Paragraph(words, 10.5, face="form", leading=19)


def _parts(ledger: Ledger) -> Iterator[Part]:
    yield Part(
        "一年十二个月", ("月份", "要做的事", "本台账最近一年的情况和计划"), (8, 50, 42), _months(ledger)
    )
    yield Part("谁是谁", ("职务、单位", "姓名", "办公（公示）电话"), (50, 26, 24), _people(ledger))
    yield Part("材料在哪里", ("材料", "存放处", "说明"), (28, 40, 32), _places(ledger))
    yield Part("正在办的", ("台账", "事项", "状态", "期限"), (16, 54, 14, 16), open_lines(ledger, MOST_OPEN))


def _months(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """From this month on, so that what comes next is read first."""
    this = ledger.today.month
    events, plans = _events(ledger), _plans(ledger)
    for month in [*range(this, 13), *range(1, this)]:
        own = [*events.get(month, ()), *plans.get(month, ())]
        yield f"{month}月", "\n".join(BY_MONTH[month]), "\n".join(own) or "—"


def _events(ledger: Ledger) -> dict[int, list[str]]:
    """By calendar month what took place in its last twelve months: 人代会：4月3日; 接待登记：12 批次."""
    today, events = ledger.today, dict[int, list[str]]()
    first, last = f"{today.year - 1:04d}-{today.month:02d}-99", f"{today.isoformat()}"
    for register in map(BY_KEY.__getitem__, _TOLD):
        days_by_month: dict[int, list[tuple[str, int]]] = {}
        for stored, count in ledger.values_in(register.key, register.year_field):
            day = str(stored or "")
            if len(day) == len("2022-04-03") and first < day <= last:
                days_by_month.setdefault(int(day[5:7]), []).append((day, count))
        for month, days in days_by_month.items():
            total = sum(count for _, count in days)
            words = "、".join(f"{month}月{int(day[8:])}日" for day, _ in sorted(days))
            event = words if len(days) <= _DAYS_TOLD else f"{total} {register.measure}"
            events.setdefault(month, []).append(f"{register.label}：{event}")
    return events


def _plans(ledger: Ledger) -> dict[int, list[str]]:
    """By calendar month what is planned from today on, and known to the month."""
    today, plans = ledger.today, dict[int, list[str]]()
    for row in ledger.rows(PLANS, ledger.ids(PLANS)):
        planned = row["planned_on"]
        if planned.month and (today.year, today.month) <= (planned.year, planned.month):
            plans.setdefault(planned.month, []).append(f"计划（{planned.year}）：{row['title']}")
    return plans


def _people(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """Who is asked about what; numbers that may be posted alone."""
    office = ledger.office
    for label, key in (("主席", "chair"), ("经办人", "clerk")):
        if office.get(key):
            yield label, str(office[key]), ""
    yield from _presidium(ledger)
    in_office = set(ledger.ids("deputies", Query(filter="in_office")))
    for row in ledger.rows("deputy_groups", ledger.ids("deputy_groups")):
        if row["leader"] and row["leader"].id in in_office:  # groups of past terms keep their leaders
            yield f"{row['name']}组长", row["leader"].name, ""
    for row in ledger.rows("liaison_sites", ledger.ids("liaison_sites", Query(filter="open"))):
        yield from _of_unit(row, (("站长", "site_head"), ("联络员", "liaison_officer")))
    for row in ledger.rows("handlers", ledger.ids("handlers")):
        yield from _of_unit(row, (("负责人", "leader"), ("联系人", "contact")))


def _presidium(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """The members elected last."""
    register = BY_KEY["presidium_members"]
    ids = ledger.ids(register.key)
    rows = ledger.rows(register.key, ids)
    newest = rows[0]["session"].id if rows else None
    for row in rows:
        if row["session"].id == newest:
            role = register.field("role").text(row["role"])
            yield f"主席团{role or '成员'}", row["deputy"].name, ""


def _of_unit(row: Row, posts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    phone = str(row.get("public_phone") or "")
    for label, key in posts:
        if row.get(key):
            yield f"{row['name']}{label}", str(row[key]), phone
    if phone and not any(row.get(key) for _, key in posts):
        yield str(row["name"]), "", phone


def _places(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """The ledger and its copies, what the newest handover lists, and the filed paper by year."""
    yield "台账（全部记录和附件）", str(ledger.folder), "整个文件夹一起保管，不要单独复制其中的文件"
    for place, name, size, _ in media_lines(ledger):
        yield "台账的备份、移交介质", place, f"{name} {size}".strip()
    for row in ledger.rows(HANDOVERS, ledger.ids(HANDOVERS)[:1]):
        for item in row["items"] or ():
            words = " ".join(item[key] for key in ("quantity", "note") if item.get(key))
            yield item.get("name", ""), item.get("place", ""), words
    for year in sorted(ledger.years(ITEMS), reverse=True):
        items = ledger.rows(ITEMS, ledger.ids(ITEMS, Query(year=year)))
        boxes = sorted({item["box_no"] for item in items if item["box_no"]})
        where = f"第 {boxes[0]} 至 {boxes[-1]} 盒" if boxes else "还没有装盒"
        coded = sum(bool(item["archival_code"]) for item in items)
        yield f"{year} 年归档文件", where, f"共 {len(items)} 件，已编档号 {coded} 件"
