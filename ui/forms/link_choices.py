"""Below a field whose name is open: a button for each row that may be meant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.fields import Field, Ref
from app.storage.checks.unresolved import Candidate, Unresolved, candidates_in
from app.storage.ledger import Ledger
from ui.forms.form_fields import FieldRow
from ui.forms.link_editors import LinkEditor, LinksEditor
from ui.look.flow import FlowLayout
from ui.look.theme import dp

NOT_KEPT = 0  # the row number of a record that is only being written


class LinkChoices(QWidget):
    """The rows that may be meant by the open names of one field; a click takes one, and the buttons go."""

    def __init__(
        self, editor: LinkEditor | LinksEditor, offered: Mapping[str, list[Candidate]], several: bool
    ) -> None:
        super().__init__()
        self._editor = editor
        flow = FlowLayout(self, gap=dp(6))
        for name, rows in offered.items():
            words = QLabel(f"“{name}”是：" if several else "是：")
            words.setProperty("role", "quiet")
            widgets: list[QWidget] = [words]
            for row in rows:
                text = f"{row.name} {row.distinction}".strip()
                button = QPushButton(text)
                button.setProperty("role", "small")
                button.setAccessibleName(f"{editor.field.label}“{name}”是：{text}")
                button.clicked.connect(partial(self._take, widgets, name, Ref(row.id, row.name)))
                widgets.append(button)
            for widget in widgets:
                flow.addWidget(widget)

    def _take(self, widgets: list[QWidget], name: str, ref: Ref, _checked: bool = False) -> None:
        self._editor.choose(name, ref)
        self._editor.focus.setFocus()
        for widget in widgets:
            widget.hide()


def offer_rows(ledger: Ledger, key: str, rows: Mapping[str, FieldRow], record: Mapping[str, Any]) -> None:
    """Below each field of a form whose value in ``record`` holds an open name, those who may be meant."""
    for field_key, row in rows.items():
        offered = {}
        if isinstance(row.editor, LinkEditor | LinksEditor):
            for name in open_names(row.field, record.get(field_key)):
                open_name = Unresolved(key, NOT_KEPT, field_key, name)
                if candidates := candidates_in(ledger, dict(record), open_name):
                    offered[name] = candidates
        choices = LinkChoices(row.editor, offered, len(offered) > 1) if offered else None  # type: ignore[arg-type]
        row.show_choices(choices)


def open_names(field: Field, value: Any) -> list[str]:
    """The names in the value of a link field that are linked to nothing, each once."""
    return list(dict.fromkeys(ref.name for ref in field.kind.refs(value) if ref.id is None))
