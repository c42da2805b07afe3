"""The sessions (人民代表大会会议) of a term."""

from datetime import date

from app.domain import jobs
from app.domain.fields import Field, Lookup, Ref
from app.domain.kinds import Day, Link, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.in_order import in_order

OWN_LEVEL = "township"  # the congress whose clerk keeps the ledger


def newest_session(day: date, lookup: Lookup) -> Ref | None:
    """The newest session of the town's own congress that had been opened by a day; None where there is none."""
    opened = [
        (row["opened_on"], row["id"])
        for row in lookup.where("sessions", {})
        if row["opened_on"] <= day and _is_own(row["term"], lookup)
    ]
    matches = lookup.matches("sessions", "", {"id": max(opened)[1]}) if opened else ()
    return matches[0] if matches else None


def _is_own(term: Ref | None, lookup: Lookup) -> bool:
    row = lookup.row("terms", term.id) if term and term.id is not None else None
    return row is None or row["level"] == OWN_LEVEL


SESSIONS = Register(
    key="sessions",
    label="人代会",
    measure="次",
    retention="Y",
    job=jobs.SESSIONS,
    icon="sessions",
    title="{town}人民代表大会会议一览表",
    identity=(("term", "ordinal"),),
    order=("-opened_on",),
    year_field="opened_on",
    called=("term", "ordinal"),
    rules=(in_order("opened_on", "closed_on", "闭幕日期早于开幕日期"),),
    list_columns=("term", "ordinal", "opened_on", "closed_on", "place", "note"),
    print_columns=("term", "ordinal", "opened_on", "closed_on", "place", "note"),
    fields=(
        Field("term", "届次", Link("terms"), required=True),
        Field("ordinal", "次会议", Number(least=1, most=99, unit="次会议", ordinal=True), required=True, aliases=("会次", "会议次数", "会议")),
        Field("opened_on", "开幕日期", Day(future=True), required=True, aliases=("日期", "召开日期", "召开时间", "会议时间")),
        Field("closed_on", "闭幕日期", Day(future=True), aliases=("结束日期",)),
        Field("place", "会议地点", Text(), aliases=("地点",)),
        Field("note", "备注", Prose(), aliases=("说明", "主要议题")),
    ),
)  # fmt: skip
