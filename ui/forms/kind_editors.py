"""One editor per kind of field: this table is the only place where a kind meets a widget."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.fields import Field
from app.domain.kind_table import KindTable
from ui.forms.choice_editors import ChoiceEditor, FlagEditor
from ui.forms.date_editors import DayEditor, KnownDayEditor, TimeEditor
from ui.forms.editors import Editor, NumberEditor, ProseEditor, TextEditor
from ui.forms.line_editors import LinesEditor
from ui.forms.link_editors import LinkEditor, LinksEditor
from ui.open_ledger.workspace import Workspace

EDITORS: KindTable[Callable[[Field, Workspace], Editor]] = KindTable(
    "editor",
    __name__,
    {
        "text": TextEditor,
        "person": TextEditor,
        "id_number": TextEditor,
        "phone": TextEditor,
        "prose": ProseEditor,
        "number": NumberEditor,
        "money": NumberEditor,
        "choice": ChoiceEditor,
        "flag": FlagEditor,
        "day": DayEditor,
        "known_day": KnownDayEditor,
        "time": TimeEditor,
        "link": LinkEditor,
        "links": LinksEditor,
        "lines": LinesEditor,
    },
)


def editor_for(field: Field, workspace: Workspace) -> Editor:
    """The editor of a field's kind; raises ``UnansweredKind`` for a kind that has none."""
    return EDITORS[field.kind](field, workspace)
