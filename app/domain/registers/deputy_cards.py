"""Deputy cards (代表证) handed out and taken back; the number is that of the roster where nobody wrote another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.conditions import Blank, Reached
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.intake import Intake
from app.domain.kinds import Day, Link, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office
from app.domain.registers.in_order import in_order


def number_of_roster(row: Mapping[str, Any], lookup: Lookup) -> str | None:
    """The card's number in the roster of deputies."""
    deputy = row.get("deputy")
    mandate = lookup.row("deputies", deputy.id) if deputy and deputy.id is not None else None
    number: str | None = mandate.get("deputy_card_no") if mandate else None
    return number


def as_in_roster(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A number that somebody wrote agrees with the roster."""
    number, listed = row.get("card_no"), number_of_roster(row, context.lookup)
    if not number or not listed or number == listed:
        return None
    message = f"代表名册里这位代表的证号是 {listed}，与这里的 {number} 不同，请核对。"
    return Problem("card_no", "warning", "card_no", message)


def complete(row: Row, context: Context) -> None:
    """The number that the roster says is not kept twice."""
    if row.get("card_no") and row["card_no"] == number_of_roster(row, context.lookup):
        row["card_no"] = None


def fill_number(rows: Sequence[Row], context: Context) -> None:
    """Where no number is kept the roster says it."""
    for row in rows:
        row["card_no"] = row.get("card_no") or number_of_roster(row, context.lookup)


DEPUTY_CARDS = Register(
    key="deputy_cards",
    label="代表证发放登记",
    measure="本",
    retention="D10",
    job=jobs.DEPUTIES,
    icon="deputy_cards",
    title="{town}人大代表证发放登记表",
    identity=(("deputy", "issued_on"),),
    order=("-issued_on", "deputy"),
    year_field="issued_on",
    called=("deputy", "issued_on"),
    intake=Intake(anchor="deputy"),
    rules=(in_order("issued_on", "returned_on", "收回日期早于领取日期"), in_order("issued_on", "lost_on", "遗失日期早于领取日期"), as_in_roster, deputies_in_office("deputy", "issued_on", of_term=True)),
    complete=complete,
    compute=fill_number,
    filters=(
        Filter("held", "在持", "good", where=~Reached("returned_on") & ~Reached("lost_on")),
        Filter("returned", "已收回", where=Reached("returned_on")),
        Filter("lost", "遗失", "bad", where=Reached("lost_on") & ~Reached("returned_on")),
        Filter("unsigned", "没有签领", "warn", where=Blank("signed_by")),
    ),
    list_columns=("deputy", "card_no", "issued_on", "signed_by", "returned_on", "lost_on", "note"),
    print_columns=("deputy", "card_no", "issued_on", "signed_by", "returned_on", "lost_on", "note"),
    fields=(
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名", "领证人", "代表姓名")),
        Field("card_no", "证号", Text(longest=40), implied=True, aliases=("代表证号", "证件号", "编号"), hint="代表名册里有的不用填"),
        Field("issued_on", "领取日期", Day(), required=True, aliases=("日期", "发放日期", "领证日期")),
        Field("signed_by", "签领人", Text(longest=40), aliases=("签名", "领取人签名", "签领", "领取人"), hint="本人签领的写本人姓名，代领的写代领人"),
        Field("returned_on", "收回日期", Day(), aliases=("交回日期", "缴回日期")),
        Field("lost_on", "遗失日期", Day(), aliases=("丢失日期", "挂失日期"), hint="补发的新证另登记一条"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
