"""The yearly reception rota (接待安排): who receives where and when."""

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.clocks import latest_day
from app.domain.fields import Context, Field, Problem
from app.domain.kinds import Day, Flag, Link, Links, Prose, Text, TimeOfDay
from app.domain.register import Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once
from app.domain.registers.in_order import times_in_order
from app.domain.registers.small_ledgers_intake import DUTIES_INTAKE


def theme_for_theme_day(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A theme day has a theme."""
    if row.get("is_theme_day") and not row.get("theme"):
        return Problem("theme", "warning", "no_theme", "主题接待日还没有填主题。")
    return None


def posted_in_time(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The notice hangs some days before the reception, as the office's own rule says (clock ``notice``)."""
    held_on, posted_on = row.get("held_on"), row.get("posted_on")
    if not held_on or not posted_on:
        return None
    last = latest_day("notice", held_on, context)
    if last is None or posted_on <= last:
        return None
    message = f"公告应在 {last.isoformat()} 以前张贴（见办理期限），填的是 {posted_on.isoformat()}，请核对。"
    return Problem("posted_on", "warning", "posted_late", message)


RECEPTION_DUTIES = Register(
    key="reception_duties",
    label="接待安排",
    measure="次",
    retention="D10",
    job=jobs.RECEPTIONS,
    icon="rota",
    title="{town}人大代表接待选民安排表",
    identity=(("site", "held_on"),),
    order=("held_on", "site"),
    year_field="held_on",
    called=("held_on", "site"),
    intake=DUTIES_INTAKE,
    rules=(times_in_order, theme_for_theme_day, posted_in_time, deputies_in_office("deputies", "held_on"), named_once("deputies")),
    list_columns=("held_on", "site", "deputies", "theme", "contact"),
    print_columns=("held_on", "time_from", "time_to", "site", "deputies", "theme", "accompanying", "contact", "note"),
    fields=(
        Field("held_on", "接待日期", Day(future=True), required=True, aliases=("日期", "时间", "接待时间")),
        Field("time_from", "开始时间", TimeOfDay(), aliases=("开始", "时段", "时间段", "起止时间")),
        Field("time_to", "结束时间", TimeOfDay(), aliases=("结束",)),
        Field("site", "地点", Link("liaison_sites"), required=True, aliases=("接待地点", "联络站")),
        Field("deputies", "接待代表", Links("deputies"), aliases=("代表", "接待代表姓名", "值班人员", "安排代表")),
        Field("is_theme_day", "主题接待日", Flag()),
        Field("theme", "主题", Text(), aliases=("接待主题",)),
        Field("accompanying", "列席单位", Text(), aliases=("陪同单位", "陪同/列席单位")),
        Field("contact", "联系人", Text(longest=60), aliases=("联系人及电话", "联络员", "联系电话")),
        Field("posted_on", "公告张贴日期", Day(), hint="至少提前三天"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
