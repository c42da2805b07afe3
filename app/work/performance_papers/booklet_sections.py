"""The sections of a booklet: which records stand in each, as one table with lines left to write on."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.fields import Row
from app.domain.ledger_head import NUMBERING, paper_text
from app.domain.numerals import chinese_number
from app.domain.registers.performance_records import PERFORMANCE_RECORDS
from app.paper.sheet import Column, Table
from app.work.performance_papers.records import title_with_count

# Between 基本情况 and the appraisal, with the kinds of record that stand in each (domain.md 3.3).
Sections = tuple[tuple[str, tuple[str, ...]], ...]
TWELVE: Sections = (
    ("出席人大会议", ("meeting", "presidium_meeting")),
    ("审议发言", ("speech",)),
    ("提出议案和建议", ("bill", "suggestion")),
    ("视察、调研、执法检查、评议", ("inspection", "research", "enforcement_check", "appraisal")),
    ("代表小组活动", ("group_activity",)),
    ("联系选民、进站接待", ("reception", "visit")),
    ("学习培训", ("training",)),
    ("向选民述职", ("report_to_voters",)),
    ("为民办实事", ("good_deed",)),
    ("表彰奖励", ("award",)),
)
# What some towns put together, so that a booklet stays thin.
EIGHT: Sections = (
    ("出席会议和审议发言", ("meeting", "presidium_meeting", "speech")),
    ("提出议案和建议", ("bill", "suggestion")),
    (
        "视察、调研、评议和小组活动",
        ("inspection", "research", "enforcement_check", "appraisal", "group_activity"),
    ),
    ("联系选民、进站接待", ("reception", "visit")),
    ("学习培训", ("training",)),
    ("述职、办实事和表彰奖励", ("report_to_voters", "good_deed", "award")),
)
OTHERS = "其他"  # stands only where there are such records
_COLUMNS = (
    Column(NUMBERING, 5.5, "center"),
    Column("日期", 16, "center"),  # a day stays on one line on A5 too
    Column("活动名称（内容）", 22),
    Column("地点", 10),
    Column("组织单位", 9),
    Column("本人发言或意见", 20),
    Column("结果", 14),
    Column("证明人", 9, "center"),
)
_TO_WRITE_ON = ("\n", *[""] * (len(_COLUMNS) - 1))  # two lines high, enough for handwriting


def section_table(records: Sequence[Row], sections: Sections, *, size: float, blank: int) -> Table:
    """Every record once, section by section by day, and ``blank`` lines behind each to write on."""
    placed = {kind for _, kinds in sections for kind in kinds}
    others = tuple(dict.fromkeys(record["kind"] for record in records if record["kind"] not in placed))
    rows: list[tuple[str, ...]] = []
    keys: list[tuple[str, int] | None] = []
    for number, (title, kinds) in enumerate((*sections, *([(OTHERS, others)] if others else [])), 1):
        own = [record for record in records if record["kind"] in kinds]
        rows.append((f"（{chinese_number(number)}）{title}",))
        rows += [_line(place, record) for place, record in enumerate(own, 1)]
        rows += [_TO_WRITE_ON] * blank
        keys += [None, *((PERFORMANCE_RECORDS.key, record["id"]) for record in own), *[None] * blank]
    return Table(_COLUMNS, tuple(rows), tuple(keys), size)


def _line(number: int, record: Row) -> tuple[str, ...]:
    def text(key: str) -> str:
        return paper_text(PERFORMANCE_RECORDS.field(key), record.get(key))

    role = f"（{text('role')}）" if record.get("role") not in (None, "participant") else ""
    result = "，".join(words for words in (text("attendance"), text("outcome")) if words)
    shown = (
        text("occurred_on"),
        title_with_count(record) + role,
        text("place"),
        text("organizer"),
        text("detail"),
        result,
    )
    return (str(number), *shown, text("verified_by"))
