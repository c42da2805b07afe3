"""What a new record need not be told: values that follow from others, and the frame it shares with the last one."""

from __future__ import annotations

from typing import Any

from app.domain import registers
from app.domain.fields import Field, Ref, Row
from app.domain.line_fields import counts_of
from app.domain.register import Register
from app.storage.lists.counts_of_names import counts_with
from ui.forms.form_fields import FieldRow
from ui.forms.recent_values import row_before
from ui.open_ledger.workspace import Workspace


class Following:
    """Fills blank fields of a new record; what the clerk typed is never touched."""

    def __init__(self, workspace: Workspace, register: Register, rows: dict[str, FieldRow]) -> None:
        self._workspace = workspace
        self._register = register
        self._rows = rows
        self._filled: dict[str, Any] = {}  # field key -> what was filled in, as ``Editor.raw`` gives it

    def begin(self) -> None:
        """The frame first, then what follows from it."""
        last = row_before(self._workspace, self._register)
        for key, value in frame(self._workspace, self._register, last).items():
            row = self._rows.get(key)
            if row is not None and not row.editor.raw():
                row.editor.fill(value)
        self.follow()

    def follow(self) -> None:
        """Fill what follows from the values typed so far; what no longer follows goes again."""
        # What stands in a list of its own is typed there or in the fields of its last line, and follows nothing.
        own = self._rows.keys() - self._register.folded_lists
        typed = {key: self._rows[key].editor.raw() for key in own}
        own_entries = {key: raw for key, raw in typed.items() if raw and raw != self._filled.get(key)}
        values, _ = self._workspace.ledger.read_values(self._register.key, own_entries)
        for key in own - own_entries.keys():
            if values.get(key) is not None:
                self._rows[key].editor.fill(values[key])
                self._filled[key] = self._rows[key].editor.raw()
            elif self._filled.pop(key, None) is not None:
                self._rows[key].editor.fill(None)


class FollowingCounts:
    """Shows in a kept record what its names come to while they are changed, unless the count was typed.

    Else the box would go on showing the count of before, and what is kept would be another one.
    """

    def __init__(
        self, workspace: Workspace, register: Register, row_id: int, rows: dict[str, FieldRow]
    ) -> None:
        self._workspace, self._register, self._row_id, self._rows = workspace, register, row_id, rows

    def follow(self, begun: dict[str, Any]) -> None:
        """Fill the boxes that nobody touched; ``begun``: what stood in each box, which they are part of from then on."""
        raw = {key: row.editor.raw() for key, row in self._rows.items()}
        typed = {key: value for key, value in raw.items() if value is not None and value != begun.get(key)}
        if not typed or not counts_of(self._register):
            return
        counts = counts_with(self._workspace.ledger, self._register.key, self._row_id, typed)
        for key, count in counts.items():
            if key in self._rows:
                self._rows[key].editor.fill(count)
                begun[key] = self._rows[key].editor.raw()


def carried_on(register: Register, raw: dict[str, Any]) -> dict[str, Any]:
    """What the next record takes over from the one just entered: the day, and what it belongs to (a site).

    A link to a person is another one each time; and what together would be the same record again is not taken
    over whole.
    """
    links = [field.key for field in register.typed_fields if field.required and _is_place(field)]
    carried = {key: raw[key] for key in (register.year_field, *links) if raw.get(key)}
    if any(set(identity) <= carried.keys() for identity in register.identity):
        return {key: value for key, value in carried.items() if key == register.year_field}
    return carried


def _is_place(field: Field) -> bool:
    if not field.kind.is_link:
        return False
    to = registers.BY_KEY[field.kind.to]
    return not any(to.field(key).kind.is_person for key in to.called)


def frame(workspace: Workspace, register: Register, last: Row | None) -> dict[str, Any]:
    """The required values that place a record beside others: as in the last one, else by the only row there is.

    They are the values that rows made through a link take over (``Link.creates``): the level of a
    term, a district or a group.
    """
    links = [field for field in register.typed_fields if field.kind.is_link]
    shared = {key for field in links for key in field.kind.creates or ()}
    frame_fields = [f for f in register.typed_fields if f.required and f.key in shared and f.kind.table]
    if last is not None:
        return {field.key: last[field.key] for field in frame_fields if last.get(field.key) is not None}
    values: dict[str, Any] = {}
    for link in (link for link in links if link.required):
        values |= _by_only_row(workspace, link, [field.key for field in frame_fields])
    return values


def _by_only_row(workspace: Workspace, link: Field, keys: list[str]) -> dict[str, Any]:
    """The only row that a link can point to, and the wanted values it has; nothing when there are more."""
    register = registers.BY_KEY[link.kind.to]
    ids = workspace.ledger.ids(register.key)
    row = workspace.ledger.row(register.key, ids[0]) if len(ids) == 1 else None
    if row is None:
        return {}
    values = {key: row[key] for key in keys if key in (link.kind.creates or ()) and row.get(key) is not None}
    return values | {link.key: Ref(row["id"], register.name_of(row))} if values else {}
