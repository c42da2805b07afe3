"""The archive items (归档文件) of each year: what is handed in, in DA/T 22-2015's columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.archival_codes import RETENTION_PERIODS, SECRECIES
from app.domain.conditions import Blank
from app.domain.fields import Field, Problem
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, KnownDay, LedgerName, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Filter, Register

KEY = "archival_items"
# What the code is made of: once given, none of it changes (DA/T 13-2022, 稳定性).
_IN_THE_CODE = ("archival_code", "item_no", "filed_for", "retention_period")
_KEPT = "档号给出以后不再改变，年度、保管期限和件号也就不能改了。确实编错的，请在备注里写明。"
_STAYS = "这一件已经有档号，不能删除，否则件号就断了。不再需要的，请在备注里写明理由。"


def code_stays(before: Mapping[str, Any], after: Mapping[str, Any]) -> Problem | None:
    """A 档号 once given never changes."""
    changed = next((key for key in _IN_THE_CODE if before.get(key) != after.get(key)), None)
    return Problem(changed, "error", "code_given", _KEPT) if changed and before.get("archival_code") else None


def stays_when_coded(row: Mapping[str, Any]) -> str | None:
    """An item with a 档号 stays, so that the numbers have no gap."""
    return _STAYS if row.get("archival_code") else None


ARCHIVAL_ITEMS = Register(
    key=KEY,
    label="归档文件",
    measure="件",
    retention="Y",
    job=jobs.FILING,
    icon="file",
    title="{town}人大主席团归档文件目录",
    identity=(("filed_for", "retention_period", "title", "dated_on"),),
    order=("filed_for", "retention_period", "item_no", "dated_on", "title"),
    year_field="filed_for",
    called=("archival_code", "title"),
    filters=(
        Filter("uncoded", "未编档号", "warn", where=Blank("archival_code")),
        Filter("coded", "已编档号", "good", where=~Blank("archival_code")),
    ),
    intake=Intake(anchor="title", remarks="note"),
    filing=Filing(section="retention_period", published="secrecy", annex=False),  # DA/T 22-2015: nine columns
    locks=Locks(kept=stays_when_coded, steps=(code_stays,)),
    list_columns=("archival_code", "document_no", "responsible", "title", "dated_on", "retention_period", "secrecy", "page_count", "box_no", "note"),
    print_columns=("archival_code", "document_no", "responsible", "title", "dated_on", "secrecy", "page_count", "note"),
    fields=(
        Field("filed_for", "归档年度", KnownDay(future=True), required=True, aliases=("年度",), hint="填四位年份；跨年的会议填闭幕的那一年"),
        Field("retention_period", "保管期限", Choice(RETENTION_PERIODS), required=True, aliases=("期限",)),
        Field("item_no", "件号", Number(least=1, most=9999), by_program=True),
        Field("archival_code", "档号", Text(longest=60), by_program=True),
        Field("document_no", "文号", Text(longest=40), aliases=("文件编号",)),
        Field("responsible", "责任者", Text(longest=80), required=True, aliases=("作者",)),
        Field("title", "题名", Prose(), required=True, aliases=("文件题名", "标题"), hint="自拟的题名写在方括号 [ ] 里"),
        Field("dated_on", "日期", Day(future=True), expected=True, aliases=("形成日期", "文件日期")),
        Field("secrecy", "密级", Choice(SECRECIES), hint="本机不能录入涉密文件"),
        Field("page_count", "页数", Number(least=1, most=100_000, unit="页"), expected=True),
        Field("box_no", "盒号", Number(least=1, most=100_000)),
        Field("register", "来源台账", LedgerName(longest=60), by_program=True),
        Field("row", "来源记录号", Number(), by_program=True),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
