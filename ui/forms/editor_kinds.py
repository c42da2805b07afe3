"""One editor per kind of field: this table is the only place where a kind meets a widget."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.fields import Field
from ui.forms.choice_editors import ChoiceEditor, FlagEditor
from ui.forms.date_editors import DayEditor
from ui.forms.editors import Editor, NumberEditor, ProseEditor, TextEditor
from ui.forms.line_editors import LinesEditor
from ui.forms.link_editors import LinkEditor, LinksEditor
from ui.open_ledger.workspace import Workspace

_EDITORS: dict[str, Callable[[Field, Workspace], Editor]] = {
    "prose": ProseEditor,
    "number": NumberEditor,
    "money": NumberEditor,
    "choice": ChoiceEditor,
    "flag": FlagEditor,
    "day": DayEditor,
    "known_day": DayEditor,
    "link": LinkEditor,
    "links": LinksEditor,
    "lines": LinesEditor,
}


def editor_for(field: Field, workspace: Workspace) -> Editor:
    """The editor of a field's kind; what has none of its own is typed as text."""
    return _EDITORS.get(field.kind.name, TextEditor)(field, workspace)
