"""What other rows tell of those that nobody marked as fit to be published: that they are there, and no word of theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from app.domain.fields import Field, Ref, Row
from app.domain.register import Register

UNPUBLISHED = "（未公开）"
PublicIds = Mapping[str, Collection[int]]  # of each register that asks for a mark: the rows that carry it


def without_unpublished(register: Register, row: Row, public: PublicIds) -> Row:
    """The row with ``UNPUBLISHED`` where a link names a row that is not ``public``, or one as it was written.

    A row that follows from such a one keeps who, when and what kind; its texts are the other's own words.
    """
    fields = [field for field in register.fields if row.get(field.key) is not None]
    unnamed = {field.key: _unnamed(field, row[field.key], public) for field in fields}
    if _is_public(_origin(row), public):
        return {**row, **unnamed}
    texts = [field for field in fields if isinstance(row[field.key], str) and not _is_code(field)]
    return {**row, **unnamed, **{field.key: UNPUBLISHED if field.required else None for field in texts}}


def _unnamed(field: Field, value: Any, public: PublicIds) -> Any:
    kind = field.kind
    if kind.columns:
        columns = {column.key: column for column in kind.columns}
        return tuple(
            {key: _unnamed(columns[key], one, public) if key in columns and one else one for key, one in line.items()}
            for line in value
        )  # fmt: skip
    if kind.to not in public:
        return value
    refs: tuple[Ref, ...] = kind.refs(value)
    return kind.of_refs(ref if ref.id in public[kind.to] else ref._replace(name=UNPUBLISHED) for ref in refs)


def _origin(row: Row) -> tuple[str, int]:
    key, _, place = str(row.get("derived_from") or "").partition(":")
    return key, int(place.partition(":")[0] or 0)


def _is_public(origin: tuple[str, int], public: PublicIds) -> bool:
    key, row_id = origin
    return key not in public or row_id in public[key]


def _is_code(field: Field) -> bool:
    return bool(field.kind.table) or field.kind.is_time
