"""The form of a change of term: the new term, its districts, and who of the old one was elected again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.fields import Problem
from app.yearend.term_change import districts_of
from app.yearend.term_plan import FIELDS, REELECTED, OldTerm, TermPlan, first_values, objections, plan_of
from ui.forms.drafted_rows import DraftedRows
from ui.forms.editors import Editor
from ui.forms.form_fields import FieldRow, Section, columns_for
from ui.forms.kind_editors import editor_for
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.pages.yearend.reelected_table import ReelectedEditor

CHANGE = "change"  # the part of the draft's key, with the level behind it
CARDS = (
    ("一、新一届", ("ordinal", "started_on", "quota", "elected_on", "keeps_groups")),
    ("二、选区", ("districts",)),
    ("三、连任", (REELECTED,)),
)


class TermForm(QWidget):
    """Begins with what the old term was; ``edited`` comes with every change.  What is typed survives as a draft."""

    edited = Signal()

    def __init__(self, workspace: Workspace, level: str, old: OldTerm, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "body")
        self.workspace, self.level, self.old = workspace, level, old
        self.rows: dict[str, FieldRow] = {}
        self.wrong: list[FieldRow] = []  # in which something must be put right
        self._sections: list[Section] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(10))
        fields = {field.key: field for field in FIELDS}
        for name, keys in CARDS:
            section = Section(name, self)
            section.take([self._row(fields[key], section) for key in keys])
            self._sections.append(section)
            column.addWidget(section)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        column.addWidget(self.problem)
        self._begin()
        self.drafted = DraftedRows(
            self, workspace, f"terms-new-{CHANGE}_{level}", self.rows, called="办理换届"
        )
        column.insertWidget(0, self.drafted.notice)
        self.drafted.take()
        self.draft = self.drafted.draft

    def _row(self, field: Any, section: QWidget) -> FieldRow:
        editor: Editor
        if field.key == REELECTED:
            editor = ReelectedEditor(field, self.workspace, self.old.candidates, self.districts)
        else:
            editor = editor_for(field, self.workspace)
        if editor.wide:
            editor.hint = ""  # a table shows none: it stands below
        row = FieldRow(field, editor, section)
        editor.edited.connect(self.edited)
        editor.left.connect(row.judge)
        self.rows[field.key] = row
        return row

    def _begin(self) -> None:
        values = first_values(self.old.row, districts_of(self.workspace.ledger, self.old.row["id"]))
        for key, row in self.rows.items():
            if key in values:
                row.editor.fill(values[key])

    def arrange(self, width: int) -> None:
        """As many columns of fields as there is room for."""
        for section in self._sections:
            section.arrange(columns_for(width))

    def districts(self) -> list[str]:
        """The names of the new districts, as they stand in the form."""
        row = self.rows.get("districts")
        return [line["name"] for line in row.editor.raw() if line["name"]] if row else []

    def plan(self) -> TermPlan | None:
        """What was typed, judged: every problem stands beside its field, and None is given where there is any."""
        raw = {key: row.editor.raw() for key, row in self.rows.items()} | {"level": self.level}
        plan, problems = plan_of(raw, self.workspace.context())
        if plan is not None:
            problems = [*problems, *objections(plan, self.old)]
        self._show(problems)
        return plan if not any(problem.severity == "error" for problem in problems) else None

    def _show(self, problems: list[Problem]) -> None:
        beside = {key: [problem for problem in problems if problem.field == key] for key in self.rows}
        for key, row in self.rows.items():
            row.judge_with_record(beside[key])
        elsewhere = "".join(problem.message for problem in problems if problem.field not in self.rows)
        self.problem.setText(elsewhere)
        self.problem.setVisible(bool(elsewhere))
        self.wrong = [row for key, row in self.rows.items() if beside[key]]
        if self.wrong:
            self.wrong[0].editor.focus.setFocus()
