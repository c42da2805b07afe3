"""A short form inside the detail panel: a few fields, 保存 with Ctrl+Enter, Esc leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.confidences import CODE, Confidence, concealed, concealed_words, fields_with_traces
from app.domain.fields import Problem, Row
from app.storage.refusals import LedgerRefused, Refused
from app.work import course
from ui.dialogs import faults
from ui.dialogs.faults import LeftAlone
from ui.forms.drafted_rows import DraftedRows
from ui.forms.enter_goes_on import EnterGoesOn
from ui.forms.form_fields import FieldRow
from ui.forms.kind_editors import editor_for
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.course_acts import CourseAct


class ActForm(QFrame):
    """The form of one act for one item or several; ``left`` comes when the clerk changes his mind."""

    left = Signal()
    kept = Signal()
    counted = Signal(int)  # how many of several rows it would touch

    def __init__(self, workspace: Workspace, act: CourseAct, ids: Sequence[int], row: Row | None) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._workspace = workspace
        self._act = act
        self.ids = list(ids)
        self._confirmed: dict[str, Any] | None = None
        self.rows: dict[str, FieldRow] = {}
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.reach = QLabel()
        self.reach.setProperty("role", "doubt")
        self.reach.setWordWrap(True)
        self.reach.hide()
        self.conceal_button = QPushButton("换成“来访群众”")
        self.conceal_button.setProperty("role", "small")
        self.conceal_button.clicked.connect(self.conceal)
        self.conceal_button.hide()
        self._lay_out(act.beginning(row, workspace.context()))
        self.drafted = self._make_draft(row)
        self.layout().insertWidget(2, self.drafted.notice)
        self.drafted.take()
        self.show_reach()
        self.listen_in(self)
        QTimer.singleShot(0, self._begin)

    def listen_in(self, place: QWidget) -> None:
        """Ctrl+Enter saves and Esc leaves, wherever in ``place`` the keyboard is: also on the buttons below."""
        for keys, action in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.leave)):
            shortcut = QShortcut(
                QKeySequence(keys), place, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(action)

    def _make_draft(self, row: Row | None) -> DraftedRows:
        of_one = row is not None
        name = course.matter_name(row) if row is not None else f"{len(self.ids)} 件"
        return DraftedRows(
            self,
            self._workspace,
            f"{course.KEY}-{self.ids[0] if of_one else 'many'}-{self._act.key}",
            self.rows,
            called=f"{self._act.words} {name}",
            more={} if of_one else {"ids": self.ids},
            conceal=self._without_names,
        )

    def _without_names(self, typed: dict[str, Any]) -> dict[str, Any]:
        for confidence in self._confidences():
            typed = concealed_words(typed, confidence)
        return typed

    def leave(self) -> None:
        """One step back; asks when something would be lost."""
        if self.drafted.draft.let_go(self):
            self.left.emit()

    def _lay_out(self, begin: dict[str, Any]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(12), dp(10), dp(12), dp(12))
        column.setSpacing(dp(8))
        many = len(self.ids) > 1
        heading = QLabel(f"{self._act.words} {len(self.ids)} 件" if many else self._act.words)
        heading.setProperty("role", "section")
        column.addWidget(heading)
        column.addWidget(self.reach)
        enter = EnterGoesOn(self)
        for field in self._act.fields_on(self._workspace.context()):
            editor = editor_for(field, self._workspace)
            if field.key in begin:
                editor.fill(begin[field.key])
            row = FieldRow(field, editor)
            editor.left.connect(row.judge)
            editor.left.connect(self.show_reach)
            editor.edited.connect(self._on_edit)
            enter.watch(editor)
            self.rows[field.key] = row
            column.addWidget(row)
        column.addWidget(self.problem)
        column.addWidget(self.conceal_button)

    def show_reach(self) -> None:
        """Before several rows are touched: how many are filled, changed and left, and why."""
        if self._act.reach is None or len(self.ids) < 2:
            return
        context = self._workspace.context()
        readings = {key: row.field.read(row.editor.raw(), context).value for key, row in self.rows.items()}
        values = {key: value for key, value in readings.items() if value is not None}
        if "on" not in values:
            return
        reach = self._act.reach(self._workspace.ledger, self.ids, values)
        self.reach.setText(f"保存后：{reach.words('件')}")
        self.reach.show()
        self.counted.emit(reach.count)

    def _begin(self) -> None:
        first = next(iter(self.rows.values())).editor.focus
        first.setFocus()
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _on_edit(self) -> None:
        self._confirmed = None
        self.conceal_button.hide()

    def conceal(self) -> None:
        """Put 来访群众 for those who asked for confidentiality, where it can be read before it is saved."""
        for confidence in self._confidences():
            for row in self.rows.values():
                if row.field.kind.is_words:
                    row.editor.restore(concealed(str(row.editor.raw() or ""), confidence))
        self._on_edit()
        self._read({key: row.editor.raw() for key, row in self.rows.items()})

    def _confidences(self) -> list[Confidence]:
        ledger = self._workspace.ledger
        confidences = (ledger.confidence_of(course.KEY, row) for row in ledger.rows(course.KEY, self.ids))
        return [confidence for confidence in confidences if confidence.is_given]

    def _doubt_names(self, values: dict[str, Any]) -> list[Problem]:
        """A doubt beside each field that names a visitor who wants confidentiality."""
        problems: list[Problem] = []
        for confidence in self._confidences():
            for field in fields_with_traces([row.field for row in self.rows.values()], values, confidence)[0]:
                problems.append(
                    field.warning(CODE, "这里还有要求保密的来访人的姓名或号码，请换成“来访群众”。")
                )
                self.rows[field.key].show_problems(problems[-1:])
        self.conceal_button.setVisible(bool(problems))
        return problems

    def save(self) -> None:
        """Do it; what is wrong is said beside the field, what is doubtful is done on the second press."""
        raw = {key: row.editor.raw() for key, row in self.rows.items()}
        try:
            values, wrong, doubtful = self._read(raw)
        except LedgerRefused as error:  # whom it must not name is locked
            faults.tell(self, error)
            return
        if wrong or (doubtful and self._confirmed != values):  # a date is written anew when it is left
            self._confirmed = None if wrong else values
            self._say("请改正标红的栏。" if wrong else "标黄的栏请核对；确认无误，再按一次保存。")
            return
        try:
            run = partial(self._act.run, self._workspace.ledger, self.ids, values)
            name = with_reason(self, self._workspace, f"{self.drafted.draft.key}-why", run)
        except LeftAlone:
            return
        except Refused as refused:
            self._show(refused)
            return
        except (LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.drafted.draft.drop()
        self._workspace.said.emit(f"已{name}", True)
        self.kept.emit()

    def _read(self, raw: dict[str, Any]) -> tuple[dict[str, Any], bool, bool]:
        """The values, and whether some are wrong or doubtful; each sentence stands beside its field."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for key, row in self.rows.items():
            reading = row.field.read(raw[key], self._workspace.context())
            row.show_problems(list(reading.problems))
            problems += reading.problems
            if reading.value is not None:
                values[key] = reading.value
        problems += self._doubt_names(values)
        severities = {problem.severity for problem in problems}
        return values, "error" in severities, "warning" in severities

    def _show(self, refused: Refused) -> None:
        """Each sentence beside its field, the first of these with the keyboard; the others below the form."""
        for key, row in self.rows.items():
            row.show_problems([problem for problem in refused.problems if problem.field == key])
        beside = [problem.field for problem in refused.problems if problem.field in self.rows]
        if beside:
            self.rows[beside[0]].editor.focus.setFocus()
        elsewhere = "".join(p.message for p in refused.problems if p.field not in self.rows)
        self._say(elsewhere or "请改正标红的栏。")

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
