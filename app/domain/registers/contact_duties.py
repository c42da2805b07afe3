"""联系分工: who of the presidium keeps contact with which deputies, and which deputy with which voters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.booklet_codes import CONTACT_CIRCLES
from app.domain.conditions import Is, Reached
from app.domain.fields import Context, Field, Problem
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Link, Links, Number, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once, still_in_office
from app.domain.registers.in_order import in_order


def somebody_is_contacted(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A member of the presidium is given deputies, a deputy voters (组织法 art. 18, 43)."""
    if row.get("circle") == "deputies" and not row.get("deputies"):
        return Problem("deputies", "warning", "nobody", "没有写联系哪些代表，请补上。")
    if row.get("circle") == "voters" and not (
        row.get("voters") or row.get("village") or row.get("voter_count")
    ):
        return Problem("voters", "warning", "nobody", "没有写联系哪些选民（姓名、村组或户数），请补上。")
    return None


def nobody_contacts_herself(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The one who keeps contact is not among those contacted."""
    deputy = row.get("deputy")
    others = [ref.id for ref in row.get("deputies") or () if ref.id is not None]
    if deputy is None or deputy.id not in others:
        return None
    return Problem("deputies", "warning", "herself", f"联系的代表里有{deputy.name}本人，请核对。")


CONTACT_DUTIES = Register(
    key="contact_duties",
    label="联系分工",
    measure="条",
    retention="D10",
    job=jobs.DEPUTIES,
    icon="contact",
    title="{town}人大代表联系分工表",
    identity=(("circle", "deputy", "from_on"),),
    order=("circle", "deputy", "-from_on"),
    called=("deputy", "circle"),
    rules=(
        in_order("from_on", "until_on", "结束日期早于开始日期", "error"),
        somebody_is_contacted,
        nobody_contacts_herself,
        named_once("deputies"),
        deputies_in_office("deputy", "from_on"),
        deputies_in_office("deputies", "from_on", acting=False),
        still_in_office(
            "deputy", "deputies", begins="from_on", ends="until_on",
            what_next="请在这一条写结束日期，需要时再新增一条。",
        ),
    ),
    filters=(
        Filter("current", "现行", "good", where=~Reached("until_on")),
        Filter("of_deputies", "联系代表", where=Is("circle", "deputies")),
        Filter("of_voters", "联系选民", where=Is("circle", "voters")),
    ),
    filing=Filing(section="circle", withheld=("voters",)),
    list_columns=("circle", "deputy", "deputies", "village", "voters", "voter_count", "from_on", "until_on"),
    print_columns=("circle", "deputy", "deputies", "village", "voters", "voter_count", "from_on", "until_on", "note"),
    fields=(
        Field("circle", "类别", Choice(CONTACT_CIRCLES), required=True, aliases=("分工类别", "联系类别")),
        Field("deputy", "联系人", Link("deputies"), required=True, aliases=("代表", "代表姓名", "姓名", "主席团成员", "联系代表的主席团成员")),
        Field("deputies", "联系的代表", Links("deputies"), hint="主席团成员联系代表的才填", aliases=("联系代表名单", "联系代表")),
        Field("village", "村（社区）", Text(longest=60), hint="联系选民所在的村、组", aliases=("所在村", "联系村", "村组")),
        Field("voters", "联系的选民", Prose(), hint="写姓名，不写电话和住址", aliases=("联系选民名单", "联系群众", "选民姓名", "联系户", "联系选民")),
        Field("voter_count", "联系人数", Number(least=1, most=100_000, unit="人"), aliases=("联系选民人数", "选民人数")),
        Field("from_on", "开始日期", Day(future=True), required=True, aliases=("分工日期",)),
        Field("until_on", "结束日期", Day(future=True), hint="调整分工以后填", aliases=()),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
