"""The terms (届) of the congresses, one row per level and term."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.codes import LEVELS
from app.domain.fields import Context, Field, Lookup, Problem, Ref, Row
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Number, Prose
from app.domain.locks import Locks
from app.domain.numerals import chinese_number
from app.domain.register import Register


def in_office_within_quota(row: Mapping[str, Any], context: Context) -> Problem | None:
    """quota = in office + vacant (选举法 art. 14): more deputies in office than seats contradicts itself."""
    quota, term = row.get("quota"), row.get("id")
    if not quota or not term:
        return None
    present = context.lookup.count("deputies", "in_office", context.today, {"term": term})
    if present <= quota:
        return None
    return Problem("quota", "warning", "quota", f"在任 {present} 名，多于名额 {quota} 名，请核对。")


def district_seats_add_up(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The seats of a term's districts are its quota (选举法 art. 14, 25); asked once every district has its seats."""
    quota, term = row.get("quota"), row.get("id")
    if not quota or not term:
        return None
    seats = [district["seats"] for district in context.lookup.where("electoral_districts", {"term": term})]
    if not seats or None in seats or sum(seats) == quota:
        return None
    message = f"各选区应选名额合计 {sum(seats)} 名，与代表名额 {quota} 名不一致，请核对。"
    return Problem("quota", "warning", "district_seats", message)


def begins_after_the_one_before(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The terms of a congress follow each other (组织法 art. 38): who was in office on a day hangs on it."""
    level, ordinal, started = row.get("level"), row.get("ordinal"), row.get("started_on")
    if level is None or ordinal is None or started is None:
        return None
    for other in context.lookup.where("terms", {"level": level}):
        begun = other["started_on"]
        if begun is None or other["id"] == row.get("id") or (other["ordinal"] < ordinal) == (begun < started):
            continue
        which = f"第{chinese_number(other['ordinal'])}届"
        message = f"首次会议日期 {started} 与{which}的首次会议日期 {begun} 先后颠倒，请核对。"
        return Problem("started_on", "warning", "order", message)
    return None


def term_of_same_level(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A mandate, or a district, of the county belongs to a term of the county's congress."""
    term, level = row.get("term"), row.get("level")
    term_row = context.lookup.row("terms", term.id) if term and term.id and level else None
    if term_row and level and term_row.get("level") != level:
        message = f"所选届次是{LEVELS.label(term_row['level'])}级的，与级别“{LEVELS.label(level)}”不符，请改选届次或者级别。"
        return Problem("term", "error", "term_level", message)
    return None


def closed_with_its_term(link: str, register: str = "") -> Locks:
    """Once the next term of the level has begun, a row is corrected with a reason only (组织法 art. 38).

    ``link``: the field that names the term, or the row of ``register`` that names it.
    """

    def over(row: Row, context: Context) -> str | None:
        ref = row.get(link)
        if register and ref and ref.id:
            ref = (context.lookup.row(register, ref.id) or {}).get("term")
        return past_term(ref.id, context) if ref and ref.id else None

    return Locks(corrected=over)


def past_term(term_id: int, context: Context) -> str | None:
    """A sentence when the term was followed by another one by ``context.today``, else None."""
    term, following = context.lookup.row("terms", term_id), period_of(term_id, context.lookup)[1]
    if term is None or following is None or following > context.today:
        return None
    whose = f"{LEVELS.label(term['level'])}第{chinese_number(term['ordinal'])}届"
    return f"{whose}的任期已经结束（下一届首次会议 {following.isoformat()}）"


def period_of(term_id: int, lookup: Lookup) -> tuple[date | None, date | None]:
    """The first meeting of a term and that of the next one of its level; None where not known (组织法 art. 38)."""
    period: tuple[date | None, date | None] = lookup.remembered(
        "terms", f"period of {term_id}", lambda: _period(term_id, lookup)
    )
    return period


def _period(term_id: int, lookup: Lookup) -> tuple[date | None, date | None]:
    term = lookup.row("terms", term_id)
    if term is None:
        return None, None
    first = term.get("started_on")
    starts = [row["started_on"] for row in lookup.where("terms", {"level": term["level"]})]
    return first, min((day for day in starts if day and first and day > first), default=None)


TERMS = Register(
    key="terms",
    label="届次",
    measure="届",
    retention="Y",
    job=jobs.SETTINGS,
    icon="terms",
    title="{town}人民代表大会届次登记",
    identity=(("level", "ordinal"),),
    order=("level", "-ordinal"),
    called=("level", "ordinal"),
    intake=Intake(short_names=True, looks="term"),
    rules=(in_office_within_quota, district_seats_add_up, begins_after_the_one_before),
    filing=Filing(signers=()),
    locks=Locks(corrected=lambda row, context: past_term(row["id"], context)),
    list_columns=("level", "ordinal", "started_on", "quota", "note"),
    fields=(
        Field("level", "级别", Choice(LEVELS), required=True),
        Field("ordinal", "届次", Number(least=1, most=99, unit="届", ordinal=True), required=True),
        Field("started_on", "首次会议日期", Day(future=True), expected=True, hint="本届第一次会议召开的日期"),
        Field("quota", "代表名额", Number(least=1, most=3000, unit="名"), hint="县级人大常委会确定的总名额"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip


def current_term(level: str, context: Context) -> Ref | None:
    """The newest term of a level that has begun by ``context.today``, or the newest known one."""
    terms = context.lookup.matches("terms", "", {"level": level})
    dated = [(context.lookup.row("terms", ref.id), ref) for ref in terms if ref.id]

    def rank(pair: tuple[Row | None, Ref]) -> tuple[bool, date, int]:
        row = pair[0] or {}
        started = row.get("started_on") or date.min
        return started <= context.today, started, row.get("ordinal") or 0

    return max(dated, key=rank)[1] if dated else None


def in_current_term(row: Row, context: Context) -> None:
    """A row that names a level but no term belongs to the current term of that level."""
    if row.get("term") is None and row.get("level"):
        row["term"] = current_term(row["level"], context)
