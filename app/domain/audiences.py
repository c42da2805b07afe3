"""Who reads a ledger, and what each of them gets of it.

The public gets no private field, no petitioner's name, no remark and, where a register asks, only rows that
are marked as fit to be published (代表法 art. 58 wants only basic and performance information made public); the archive gets
everything but private columns that were not asked for, with 密级 and 保管期限.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.confidences import Confidence, concealed_value, confidence_of, texts_in
from app.domain.fields import Field, Row
from app.domain.filing import NOTE
from app.domain.petitioners import Petitioners
from app.domain.register import Register

INTERNAL, PUBLIC, ARCHIVE = "internal", "public", "archive"
AUDIENCES = (INTERNAL, PUBLIC, ARCHIVE)
# What the window calls them, and what each gets in one sentence.
AUDIENCE_WORDS = {
    INTERNAL: ("本单位使用", "台账的各列都有，供办公室内部使用；保密内容要另外勾选"),
    PUBLIC: (
        "对外公开",
        "不含来访人姓名、电话、证件号码和备注；意见建议、收发文等只含标明可以公开的",
    ),
    ARCHIVE: ("归档", "各列都有，注明密级和保管期限，PDF 按长期保存的格式（PDF/A）；保密内容要另外勾选"),
}
RETENTIONS = {"Y": "永久", "D30": "30年", "D10": "10年"}  # DA/T 13-2022


def file_remark(audience: str) -> str:
    """What the name of a file says about its readers; nothing for the office itself."""
    return "" if audience == INTERNAL else f"（{AUDIENCE_WORDS[audience][0]}）"


def is_for(register: Register, field: Field, audience: str, include_private: bool) -> bool:
    """Whether these readers get the field."""
    if audience == PUBLIC:
        inside = (NOTE, *register.filing.withheld, *register.filing.office_only)
        return not field.private and field.key not in inside
    return include_private or not field.private


def mark_of_public(register: Register) -> dict[str, Any]:
    """What a row holds, as it is stored, that somebody marked as fit to be published; for one that asks for a mark."""
    field = register.field(register.filing.published)
    return {field.key: field.kind.to_stored(True if field.kind.is_flag else PUBLIC)}


def _only_marked(register: Register) -> str:
    """Which rows the public gets, in words; nothing where it gets them all."""
    if not register.filing.published:
        return ""
    field = register.field(register.filing.published)
    if field.kind.is_flag:
        return f"只列标明{field.label}的"
    return f"只列{field.label}为“{field.kind.to_text(PUBLIC)}”的"


def public_row(register: Register, row: Row, petitioners: Petitioners) -> Row:
    """The row without petitioners: 来访群众 where a text names those of this row or of any other."""
    own = confidence_of([{"name": name} for name in names_withheld(register, row)], _others(register, row))
    texts = [text for field in register.fields for text in texts_in(field, row.get(field.key))]
    elsewhere = petitioners.named_in(texts)
    more = tuple(name for name in elsewhere.names if name not in own.names)
    others = {*own.others, *elsewhere.others} - ({*own.names} - {*own.others})
    confidence = Confidence((*own.names, *more), own.numbers, tuple(sorted(others)))
    return {key: _concealed(register, key, value, confidence) for key, value in row.items()}


def _concealed(register: Register, key: str, value: Any, confidence: Confidence) -> Any:
    field = register.by_key.get(key)
    return value if field is None else concealed_value(field, value, confidence)


def names_withheld(register: Register, row: Mapping[str, Any]) -> Iterator[str]:
    """Whom the fields name that the public does not get."""
    for field in map(register.field, register.filing.withheld):
        value = row.get(field.key)
        if value and field.kind.columns:
            yield from (line["name"] for line in value if line.get("name"))
        elif value and not field.kind.wide:
            yield from str(value).replace(",", "、").replace("\uff0c", "、").split("、")


def _others(register: Register, row: Mapping[str, Any]) -> Iterator[str]:
    """Who is named by a link, and may go by the same name."""
    for field in register.fields:
        if field.kind.to and row.get(field.key):
            yield from (ref.name for ref in field.kind.refs(row[field.key]))


def note_for(register: Register, audience: str, shown: Sequence[Field]) -> str:
    """The line that says for whom the paper was made and what it does not hold; empty for the office itself.

    A ledger with private fields, or with some that the public does not get, is 内部; on others 密级 is left
    to be filled in.
    """
    if audience == PUBLIC:
        usual = [register.field(key) for key in register.print_columns or register.list_columns]
        missing = "、".join(field.label for field in usual if field not in shown)
        clauses = (f"不列{missing}" if missing else "", _only_marked(register))
        parts = "，".join(words for words in clauses if words)
        return f"公开版：{parts}" if parts else "公开版"
    if audience == ARCHIVE:
        inside = register.filing.withheld or register.has_private
        return f"密级：{'内部' if inside else '　　　'}　保管期限：{RETENTIONS[register.retention]}"
    return ""
