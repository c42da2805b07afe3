"""Booklets (代表履职登记册): which deputy has which one, since when, and whether it has come back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.booklet_codes import BOOKLET_CONDITIONS, BOOKLET_STATES
from app.domain.booklet_years import KINDS, due_back, register_year, year_from
from app.domain.fields import Context, Field, Problem, Reading, Row
from app.domain.hooks import KindOfYear
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Link, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office
from app.domain.registers.in_order import in_order
from app.domain.registers.numbered_once import numbered_once
from app.domain.stages import Course, Due, Stage, timeline
from app.domain.texts import half_width

OPEN = ("prepared", "issued")
# 2022, 2022年度, 2022登记年度, 2022年4月至2023年3月, 2022.4-2023.3, 2022-2023年度
_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[年.](?P<month>1[0-2]|0?[1-9])月?)?"
    r"(?:[-~—–至到]{1,2}(?:19|20)\d\d(?:[年.](?:1[0-2]|0?[1-9])月?)?)?(?:年?(?:登记)?年度|年)?"
)


def state_on(row: Mapping[str, Any], day: date) -> str:
    """Where the booklet is on a day; what was lost and found again, or given anew, counts as collected with its return."""
    steps = (
        ("collected", "collected_on"), ("issued", "reissued_on"), ("missing", "missing_on"), ("issued", "issued_on"),
    )  # fmt: skip
    return next((state for state, key in steps if row.get(key) is not None and row[key] <= day), "prepared")


def booklet_stages(row: Mapping[str, Any], context: Context) -> list[Stage]:
    """From when on it is where; while it is out it is owed until the last day for handing it in."""

    def on(day: date) -> Stage:
        state = state_on(row, day)
        return Stage(day, state, due_back(row["from_on"]) if state == "issued" else None, {})

    days = [row.get(key) for key in ("issued_on", "missing_on", "reissued_on", "collected_on")]
    return timeline((date.min, *days), on)


def from_the_day_of_issue(row: Row, context: Context) -> None:
    """A booklet without a period is that of the register year in which it was issued, or of today's."""
    if row.get("from_on") is None:
        row["from_on"] = register_year(None, row.get("issued_on") or context.today).first


@dataclass(frozen=True)
class YearBegin(Day):
    """The first day of a register year, also written as the year itself: 2022年度, 2022.4-2023.3."""

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """A day as of ``Day``; a year alone, or a stretch of months, is its register year."""
        year = _YEAR.fullmatch(half_width(str(cell)).strip())
        if year is None:
            return super().read(cell, field, context)
        month = int(year["month"] or register_year(int(year["year"]), context.today).first.month)
        return super().read(f"{year['year']}-{month:02}-01", field, context)


def year_of_the_sheet(values: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Lists of issue and return name no period: it follows from the day of either, so that both fill one booklet.

    What comes back from April on is the booklet of the year that has ended; early in the year, of the one that
    is ending. Both began in the April of the year before.
    """
    if values.get("from_on") is None:
        issued, collected = values.get("issued_on"), values.get("collected_on")
        year = collected.year - 1 if collected and not issued else None if issued else context.year
        if issued or year:
            values["from_on"] = register_year(year, issued or context.today).first
    return ()


def fill_state(rows: Sequence[Row], context: Context) -> None:
    """The last day of the period, the last day for handing it in, and where the booklet is today."""
    for row in rows:
        row["until_on"] = year_from(row["from_on"]).last
        row["due_on"] = due_back(row["from_on"])
        row["state"] = state_on(row, context.today)


def issued_before_it_comes_back(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What came back was handed out before, though the day may not be known."""
    if row.get("collected_on") and not row.get("issued_on"):
        return Problem("issued_on", "warning", "issued", "写了收回日期，没有写发放日期，请核对。")
    return None


def reissued_after_loss(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Another one is given for a booklet that was lost; both days stay."""
    if row.get("reissued_on") and not row.get("missing_on"):
        return Problem("missing_on", "warning", "missing", "写了补发日期，没有写遗失日期，请补上。")
    return None


def condition_of_what_came_back(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The condition is noted when a booklet comes back."""
    if row.get("condition") and not row.get("collected_on"):
        return Problem("collected_on", "warning", "condition", "写了收回时情况，没有写收回日期，请核对。")
    return None


BOOKLETS = Register(
    key="booklets",
    label="履职登记册",
    measure="册",
    retention="D30",
    job=jobs.BOOKLETS,
    icon="booklets",
    title="{town}人大代表履职登记册发放收回登记",
    identity=(("deputy", "from_on"),),
    order=("-from_on", "no"),
    year_field="from_on",
    called=("no", "deputy"),
    rules=(
        in_order("issued_on", "collected_on", "收回日期早于发放日期"),
        numbered_once("booklets", "no", "册号"),
        in_order("issued_on", "missing_on", "遗失日期早于发放日期"),
        in_order("missing_on", "reissued_on", "补发日期早于遗失日期"),
        in_order("reissued_on", "collected_on", "收回日期早于补发日期"),
        issued_before_it_comes_back,
        reissued_after_loss,
        condition_of_what_came_back,
        deputies_in_office("deputy", "issued_on", of_term=True),
    ),
    complete=from_the_day_of_issue,
    compute=fill_state,
    course=Course(booklet_stages, follows=(), state="state", due="due_on", open=OPEN),
    intake=Intake(anchor="deputy", infer=year_of_the_sheet),
    numbered=lambda row: f"{row['from_on'].year}-{{:03d}}",
    hooks=(KindOfYear(KINDS["register"]),),
    filters=(
        Filter("prepared", "待发放", "info", states=("prepared",)),
        Filter("out", "未收回", "warn", states=("issued",)),
        Filter("overdue", "逾期未交", "bad", due=Due(None, -1)),
        Filter("collected", "已收回", "good", states=("collected",)),
        Filter("missing", "遗失", "bad", states=("missing",)),
    ),
    list_columns=("no", "deputy", "from_on", "until_on", "issued_on", "due_on", "collected_on", "condition", "state"),
    print_columns=("no", "deputy", "from_on", "until_on", "issued_on", "received_by", "collected_on", "collected_by", "condition", "state", "note"),
    fields=(
        Field("no", "册号", Text(longest=30), aliases=("编号", "登记册编号", "手册编号", "册子编号")),
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名", "代表姓名")),
        Field("from_on", "登记期起", YearBegin(future=True), aliases=("登记开始日期", "起始日期", "登记年度", "履职年度", "所属年度"), hint="不填的按发放那一年的4月1日"),
        Field("until_on", "登记期止", Day(future=True), computed=True),
        Field("issued_on", "发放日期", Day(), aliases=("发出日期", "领取日期", "领取时间", "领用日期", "发册日期")),
        Field("received_by", "领取人", Text(longest=40), aliases=("领取签名", "领取人签名", "代表签名", "签名", "签收", "签领", "签收人", "领用人"), hint="代领的写代领人"),
        Field("due_on", "应交日期", Day(future=True), computed=True),
        Field("collected_on", "收回日期", Day(), aliases=("收回时间", "上交日期", "交回日期", "收册日期")),
        Field("collected_by", "收册人", Text(longest=40), aliases=("收回人", "回收人")),
        Field("condition", "收回时情况", Choice(BOOKLET_CONDITIONS), aliases=("收回情况", "登记册情况", "完好情况")),
        Field("missing_on", "遗失日期", Day(), aliases=("丢失日期",), hint="找不到的填得知的那一天"),
        Field("reissued_on", "补发日期", Day(), aliases=("补发时间",), hint="遗失以后又发一册的才填，册号不变"),
        Field("state", "状态", Choice(BOOKLET_STATES), computed=True),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
