"""Deputy cards (代表证) handed out and taken back; a card keeps the number that it was handed out with."""

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

KEY = "deputy_cards"


def number_of_roster(row: Mapping[str, Any], lookup: Lookup) -> str | None:
    """The card's number in the roster of deputies."""
    deputy = row.get("deputy")
    mandate = lookup.row("deputies", deputy.id) if deputy and deputy.id is not None else None
    number: str | None = mandate.get("deputy_card_no") if mandate else None
    return number


def as_in_roster(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The number of the card that a deputy holds agrees with the roster; one that was lost or replaced had its own."""
    number, listed = row.get("card_no"), number_of_roster(row, context.lookup)
    if not number or not listed or number == listed or not is_the_last(row, context.lookup):
        return None
    if row.get("returned_on") or row.get("lost_on"):
        return None
    message = f"代表名册里这位代表的证号是 {listed}，与这里的 {number} 不同，请核对。"
    return Problem("card_no", "warning", "card_no", message)


def is_the_last(row: Mapping[str, Any], lookup: Lookup) -> bool:
    """Whether no card was handed out to the deputy after this one."""
    deputy, issued_on = row.get("deputy"), row.get("issued_on")
    if deputy is None or deputy.id is None or issued_on is None:
        return True
    return all(card["issued_on"] <= issued_on for card in lookup.where(KEY, {"deputy": deputy.id}))


def number_once(row: Mapping[str, Any], context: Context) -> Problem | None:
    """No two cards bear one number: where the roster got the new one first, the old card took it for its own."""
    number = number_now(dict(row), context.lookup)
    if not number or row.get("id") is None:
        return None
    others = [card for card in context.lookup.where(KEY, {"card_no": number}) if card["id"] != row["id"]]
    if not others:
        return None
    on, name = others[0]["issued_on"], others[0]["deputy"].name
    message = f"证号 {number} 还用在{name} {on} 领取的那一本上，请核对：补发换了证号的，旧的一本写旧证号。"
    return Problem("card_no", "warning", "card_twice", message)


def number_now(row: Row, lookup: Lookup) -> str | None:
    """The number that is kept; else that of the roster, which is the number of the last card."""
    return row.get("card_no") or (number_of_roster(row, lookup) if is_the_last(row, lookup) else None)


def complete(row: Row, context: Context) -> None:
    """The card keeps the number of the roster on the day it is entered: a new card may bring another one."""
    row["card_no"] = number_now(row, context.lookup)


def fill_number(rows: Sequence[Row], context: Context) -> None:
    """A card that was entered before its number was known has that of the roster."""
    for row in rows:
        row["card_no"] = number_now(row, context.lookup)


DEPUTY_CARDS = Register(
    key=KEY,
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
    rules=(in_order("issued_on", "returned_on", "收回日期早于领取日期"), in_order("issued_on", "lost_on", "遗失日期早于领取日期"), as_in_roster, number_once, deputies_in_office("deputy", "issued_on", of_term=True)),
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
        Field("card_no", "证号", Text(longest=40), implied=True, aliases=("代表证号", "证件号", "编号"), hint="留空按代表名册填，以后换发新证也不变"),
        Field("issued_on", "领取日期", Day(), required=True, aliases=("日期", "发放日期", "领证日期")),
        Field("signed_by", "签领人", Text(longest=40), aliases=("签名", "领取人签名", "签领", "领取人"), hint="本人签领的写本人姓名，代领的写代领人"),
        Field("returned_on", "收回日期", Day(), aliases=("交回日期", "缴回日期")),
        Field("lost_on", "遗失日期", Day(), aliases=("丢失日期", "挂失日期"), hint="补发的新证另登记一条"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
