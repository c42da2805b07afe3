"""The money ledger (经费台账), an auxiliary one: the official accounts are kept in the finance office."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.contact_codes import FUNDS
from app.domain.fields import Context, Field, Problem, Row
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Link, Money, Prose, Text
from app.domain.register import Register
from app.domain.registers.small_ledgers_intake import FUNDS_INTAKE

CATEGORIES = (
    "年初预算", "会议费", "代表活动费", "培训费", "联络站运行费", "接待日", "误工补贴", "交通补助",
    "资料征订", "宣传制作", "办公设备", "其他",
)  # fmt: skip


def income_or_expense(row: Mapping[str, Any], context: Context) -> Problem | None:
    """An entry is one or the other."""
    if (row.get("income") is None) == (row.get("expense") is None):
        return Problem("income", "error", "income_or_expense", "收入和支出请填一项，而且只填一项。")
    return None


def fund_not_overdrawn(row: Mapping[str, Any], context: Context) -> Problem | None:
    """No more is spent of a fund than came in by the end of that day; what a year leaves is carried over."""
    fund, day = row.get("fund"), row.get("occurred_on")
    if not fund or not day or not row.get("expense") or not context.stands_whole(row):
        return None
    entries_of_fund = context.lookup.where("fund_entries", {"fund": fund})
    entries = [
        entry for entry in entries_of_fund if entry["id"] != row.get("id") and entry["occurred_on"] <= day
    ]
    balance = sum((entry.get("income") or 0) - (entry.get("expense") or 0) for entry in [*entries, row])
    if balance >= 0:
        return None
    message = f"记这一笔以后，这项经费结余为 {Money().to_text(balance)} 元，支出多于收入，请核对。"
    return Problem("expense", "warning", "overdrawn", message)


def fill_balance(rows: Sequence[Row], context: Context) -> None:
    """Balance after each entry: income less expense of that fund by date, with what earlier years left."""
    balances: dict[int, int] = {}
    for fund in {row["fund"] for row in rows}:
        balance = 0
        for entry in context.lookup.where("fund_entries", {"fund": fund}):
            balance += (entry["income"] or 0) - (entry["expense"] or 0)
            balances[entry["id"]] = balance
    for row in rows:
        row["balance"] = balances.get(row["id"])


def balance_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """What was carried over, came in, was spent and is left; ``rows`` are those of one fund in their order."""
    if not rows or any(row.get("balance") is None for row in rows):
        return ""
    if len({row["fund"] for row in rows}) > 1:
        return ""
    income = sum(row.get("income") or 0 for row in rows)
    expense = sum(row.get("expense") or 0 for row in rows)
    left = rows[-1]["balance"]
    one_year = len({row["occurred_on"].year for row in rows}) == 1
    carried, came, spent = ("上年结转", "本年收入", "本年支出") if one_year else ("以前结转", "收入", "支出")
    amounts = ((carried, left - income + expense), (came, income), (spent, expense), ("结余", left))
    return "，".join(f"{words} {Money().to_text(amount)} 元" for words, amount in amounts) + "。"


FUND_ENTRIES = Register(
    key="fund_entries",
    label="经费台账",
    measure="笔",
    retention="D10",
    job=jobs.SITES,
    icon="funds",
    title="{town}人大经费辅助台账",
    identity=(("fund", "occurred_on", "voucher_no", "summary"),),
    order=("fund", "occurred_on", "voucher_no"),
    year_field="occurred_on",
    called=("occurred_on", "summary"),
    intake=FUNDS_INTAKE,
    rules=(income_or_expense, fund_not_overdrawn),
    compute=fill_balance,
    filing=Filing(section="fund", closing=balance_in_words, of_whole=True),
    list_columns=("occurred_on", "voucher_no", "summary", "fund", "category", "income", "expense", "balance", "site"),
    print_columns=("occurred_on", "voucher_no", "summary", "category", "income", "expense", "balance", "handled_by", "approved_by", "note"),
    fields=(
        Field("fund", "经费", Choice(FUNDS), required=True, aliases=("经费类别", "经费名称", "账户")),
        Field("site", "联络站", Link("liaison_sites"), hint="用于某个站的填站名", aliases=("站点", "使用站点")),
        Field("occurred_on", "日期", Day(), required=True, aliases=("时间", "发生日期")),
        Field("voucher_no", "凭证号", Text(longest=40), aliases=("凭证",)),
        Field("summary", "摘要", Text(), required=True, aliases=("事由", "用途", "内容", "项目")),
        Field("category", "类别", Text(longest=40, usual=CATEGORIES), aliases=("支出类别", "科目")),
        Field("income", "收入", Money(), total="sum", aliases=("收入金额", "拨入", "借方")),
        Field("expense", "支出", Money(), total="sum", aliases=("支出金额", "金额", "付出", "贷方")),
        Field("balance", "结余", Money(), computed=True, total="last", aliases=("余额", "结余（元）")),
        Field("handled_by", "经手人", Text(longest=40), aliases=()),
        Field("approved_by", "审批人", Text(longest=40), aliases=("批准人",)),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
