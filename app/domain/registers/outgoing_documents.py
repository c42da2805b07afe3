"""Documents that go out (发文登记): the number 〔2022〕5号 comes from here and is never given twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain import jobs
from app.domain.archival_codes import SECRECIES
from app.domain.conditions import Blank
from app.domain.document_numbers import document_number
from app.domain.fields import Context, Field, Problem, Row
from app.domain.filing import Filing
from app.domain.hooks import IssuesNumbers
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Number, Prose, Text
from app.domain.register import Filter, Register


def in_one_spelling(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """迳人大[2022]第05号 is 迳人大〔2022〕5号, so that a list that is read again is the same."""
    if row.get("no"):
        row["no"] = document_number(row["no"])
    return ()


def complete(row: Row, context: Context) -> None:
    """The number in one spelling; the code of the office, unless another one is written (that of an announcement)."""
    in_one_spelling(row, context)
    if not row.get("document_code"):
        office = next(iter(context.lookup.where("office", {})), {})
        row["document_code"] = office.get("document_code")


def serial_of(row: Row) -> str:
    """迳人大〔2022〕{}号: numbers count on within a code and a year (GB/T 9704-2012, 7.2.5)."""
    return f"{row.get('document_code') or ''}〔{row['issued_on'].year}〕{{}}号"


OUTGOING_DOCUMENTS = Register(
    key="outgoing_documents",
    label="发文登记",
    measure="件",
    retention="D10",
    job=jobs.PRESIDIUM,
    icon="outgoing_documents",
    title="{town}人大发文登记簿",
    identity=(("no",), ("issued_on", "title")),
    order=("-issued_on", "-no"),
    year_field="issued_on",
    called=("no", "title"),
    intake=Intake(anchor="title", infer=in_one_spelling),
    complete=complete,
    numbered=serial_of,
    hooks=(IssuesNumbers("void_reason"),),
    filing=Filing(published="secrecy"),
    filters=(
        Filter("valid", "有效", where=Blank("void_reason")),
        Filter("voided", "作废", "warn", where=~Blank("void_reason")),
        Filter("unsigned", "没有签发人", "warn", where=Blank("signed_by") & Blank("void_reason")),
    ),
    list_columns=("no", "issued_on", "title", "secrecy", "copies", "sent_to", "signed_by"),
    print_columns=("no", "issued_on", "title", "secrecy", "copies", "sent_to", "signed_by", "void_reason", "note"),
    fields=(
        Field("document_code", "机关代字", Text(longest=40), hint="不填用设置里的代字；公告等另有代字的写在这里"),
        Field("no", "文号", Text(longest=60), aliases=("发文字号", "发文号", "文件编号", "编号"), hint="不填自动按年编号"),
        Field("issued_on", "发文日期", Day(), required=True, aliases=("日期", "时间", "成文日期", "印发日期")),
        Field("title", "标题", Text(), required=True, aliases=("文件标题", "文件名称", "题名", "事由")),
        Field("secrecy", "密级", Choice(SECRECIES), hint="涉密文件不得录入本机"),
        Field("copies", "份数", Number(most=100_000, unit="份"), aliases=("印数", "印发份数")),
        Field("sent_to", "发往", Text(), aliases=("主送", "发往单位", "主送单位", "抄送")),
        Field("signed_by", "签发人", Text(longest=40), aliases=("签发",)),
        Field("void_reason", "作废原因", Text(), hint="编了号又不发的，写明原因；这个号不再给别的文件"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
