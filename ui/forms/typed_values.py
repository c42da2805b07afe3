"""Values as they stand in a form when they are typed, for a form that begins with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.fields import Field
from app.domain.register import Register


def typed(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts, a link as a mapping of id and name, several as a list of them, rows of texts; blank ones are left out."""
    return {
        key: _typed(register.field(key), value)
        for key, value in values.items()
        if value not in (None, [], ())
    }


def _typed(field: Field, value: Any) -> Any:
    kind = field.kind
    if kind.is_link:
        return {"id": value.id, "name": value.name}
    if kind.is_links:
        return [{"id": ref.id, "name": ref.name} for ref in value]
    if kind.columns:
        return [{column.key: column.text(line.get(column.key)) for column in kind.columns} for line in value]
    return field.text(value)
