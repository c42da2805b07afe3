"""The figures of deputies, sessions and performance records."""

from __future__ import annotations

from app.domain.codes import LEVELS, POLITICAL_STATUS, SEX
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.figures.figure import Counted, Entry, Figure
from app.figures.source import Source
from app.storage.columns import in_office_ids


def _in_office(source: Source) -> Counted:
    return Counted("deputies", _mandates(source))


def _mandates(source: Source) -> list[Entry]:
    ledger = source.ledger
    rows = ledger.rows("deputies", in_office_ids(ledger, source.until))
    return [
        Entry(
            (row["id"],),
            {
                "level": LEVELS.label(row["level"]),
                "sex": SEX.label(row["sex"]) if row["sex"] else "未填",
                "party": POLITICAL_STATUS.label(row["political_status"])
                if row["political_status"]
                else "未填",
                "group": row["deputy_group"].name if row["deputy_group"] else "未编组",
            },
        )
        for row in rows
    ]


def _sessions(source: Source) -> Counted:
    rows = source.columns("sessions", ("opened_on",))
    return Counted("sessions", [Entry((row,)) for row, opened_on in rows if source.up_to(opened_on)])


def _records(source: Source) -> Counted:
    rows = source.columns("performance_records", ("occurred_on", "kind"))
    entries = [
        Entry((row,), {"kind": PERFORMANCE_KINDS.label(kind)}) for row, day, kind in rows if source.up_to(day)
    ]
    return Counted("performance_records", entries)


def _active(source: Source) -> Counted:
    """Deputies with a record at which they were not absent, among those in office on the day."""
    rows = source.columns("performance_records", ("occurred_on", "deputy", "attendance"))
    active = {
        deputy for _, day, deputy, state in rows if source.up_to(day) and state not in ("on_leave", "absent")
    }
    base = _mandates(source)
    return Counted("deputies", [entry for entry in base if entry.rows[0] in active], base)


FIGURES: tuple[Figure, ...] = (
    Figure("deputies.in_office", "在任代表", "名", "统计日在任的各级代表名数,暂停执行职务的仍计入;一人兼任两级代表的分别计数。", _in_office),
    Figure("sessions.held", "召开人代会", "次", "当年开幕的人民代表大会会议次数。", _sessions),
    Figure("performance.records", "履职登记", "条", "当年履职登记条数,由接待、建议、活动自动生成的和手工登记的合计。", _records),
    Figure("performance.active_rate", "履职率", "%", "当年至少有一条履职登记(请假、缺席不算)的在任代表 ÷ 统计日在任代表。", _active),
)  # fmt: skip
