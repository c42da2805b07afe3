"""The form of an opinion or suggestion: earlier ones on the same matter appear while it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.domain.fields import Field, Problem
from app.domain.handling_rounds import LINES, ROUND_COLUMNS, rounds_of
from app.domain.kinds import Text
from app.domain.register import Register
from app.work.course import clock_sentence, hard_hint
from app.work.similar import Similar, similar
from ui.forms.form import Form
from ui.forms.form_fields import FieldRow
from ui.forms.kind_editors import editor_for
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.round_cards import DueEditor, RoundCards, Typed

PAUSE = 250  # milliseconds after the last key
WATCHED = ("title", "content", "village")
# The fields of the last round; what else a round holds is kept beside them.
FLAT = tuple(c.key for c in ROUND_COLUMNS if c.key not in ("handler", "returned_on", "returned_reason"))
BELOW = {"due_reason": "due_on", "extended_reason": "extended_due_on"}  # a reason stands below its date
REASON = Field("mending_reason", "更正理由", Text(), hint="写明为什么删去或改动，会留在办理过程里")
ASKED = "删去了已登记的日期，请在“更正理由”里写明理由，再保存。"


class Earlier(QFrame):
    """Earlier items with what became of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(12), dp(8), dp(12), dp(8))
        column.addWidget(self.words)
        self.hide()

    def tell(self, similar: list[Similar]) -> None:
        """Show them, or nothing."""
        lines = [f"{one.no}  {one.matter[:40]}\n        {one.outcome}" for one in similar]
        self.words.setText("以前有相近的：\n" + "\n".join(lines))
        self.setVisible(bool(similar))


class SuggestionForm(Form):
    """The general form with a card of earlier items below the matter, and one for each earlier round.

    The fields of hand-over and reply are those of the last round.
    """

    own_editors = {"due_on": DueEditor, LINES: RoundCards}

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        row_id: int | None,
        begin: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.earlier = Earlier()
        self._rest: Typed = {}  # what the last round holds beside the fields: who handled it, why it came back
        self.reason = FieldRow(REASON, editor_for(REASON, workspace))
        super().__init__(
            workspace, replace(register, fields=_fields(register, workspace)), row_id, begin, parent
        )
        rows = self.fields.rows
        rows["content"].layout().addWidget(self.earlier)
        rows[LINES].layout().addWidget(self.reason)
        for below, upper in BELOW.items():
            self.fields.place_below(below, upper)
            rows[upper].editor.edited.connect(self._show_reasons)
            rows[upper].editor.left.connect(self._clear_reasons)
        self._looker = QTimer(self, singleShot=True, interval=PAUSE)
        self._looker.timeout.connect(self._look_if_shown)
        for key in WATCHED:
            rows[key].editor.edited.connect(self._looker.start)
        for key in ("assigned_on", "is_hard", LINES):
            rows[key].editor.edited.connect(self._follow_clock)
        self.rounds.come_from(rows["feedback_attitude"].editor.focus)
        self.rounds.wanted.connect(self.begin_round)
        self.rounds.struck.connect(self.strike_round)
        self.reason.editor.edited.connect(self.fields.edited)
        self.reason.setVisible(bool(self.reason.editor.raw()))
        self._show_reasons()
        self._follow_clock()

    @property
    def rounds(self) -> RoundCards:
        """The cards of the earlier rounds."""
        editor = self.fields.rows[LINES].editor
        assert isinstance(editor, RoundCards)
        return editor

    def beginning(self, row: dict[str, Any]) -> dict[str, Any]:
        """The last round in the fields, the earlier ones in their cards; a due date only where it is her own."""
        lines = rounds_of(row)
        last = lines[-1] if lines else {}
        self._rest = {
            c.key: c.text(last[c.key]) for c in ROUND_COLUMNS if c.key not in FLAT and c.key in last
        }
        return {**row, **{key: last.get(key) for key in FLAT}, LINES: lines[:-1] or None}

    # --- rounds ------------------------------------------------------------------------------------

    def _last(self) -> Typed:
        """What stands in the fields of the last round."""
        return {key: words for key in FLAT if (words := str(self.fields.rows[key].editor.raw() or ""))}

    def begin_round(self) -> None:
        """Put the last round away in a card and begin one more."""
        last = {**self._rest, **self._last()}
        if last:
            handler = self.fields.rows["lead_handler"].editor.raw()
            name = handler.get("name") if isinstance(handler, dict) else handler
            self._show_last({}, {"handler": str(name)} | last if name else last)
        self.go_to("assigned_on")

    def strike_round(self, number: int) -> None:
        """Strike a round; striking the last puts the one before it into the fields."""
        cards = self.rounds.cards
        if number < len(cards):
            self.rounds.take(number)
        else:
            self._show_last(self.rounds.take(number - 1))
        if self.row_id is not None:
            self._ask_reason()

    def _show_last(self, typed: Typed, last_round: Typed | None = None) -> None:
        for key in FLAT:
            self.fields.rows[key].editor.restore(typed.get(key, ""))
            self.fields.rows[key].show_problems([])
        self._rest = {key: words for key, words in typed.items() if key not in FLAT}
        if last_round:
            self.rounds.keep(last_round)
        self._show_reasons()
        self._follow_clock()

    def _ask_reason(self) -> None:
        self.reason.show()
        self.reason.editor.focus.setFocus()
        QTimer.singleShot(0, self.reason, lambda: self._scroll.ensureWidgetVisible(self.reason, 0, dp(24)))

    def _show_reasons(self) -> None:
        """A reason is asked for where a day is her own."""
        for below, upper in BELOW.items():
            self.fields.rows[below].setVisible(bool(self.fields.rows[upper].editor.raw()))

    def _clear_reasons(self) -> None:
        for below, upper in BELOW.items():
            if not self.fields.rows[upper].editor.raw():
                self.fields.rows[below].editor.restore("")

    def _follow_clock(self) -> None:
        """Where the clock of the last round ends, by what stands in the form now."""
        context, rows = self.workspace.context(), self.fields.rows
        returned = [{"returned_on": typed.get("returned_on")} for typed in self.rounds.raw()]
        assigned = rows["assigned_on"].field.read(rows["assigned_on"].editor.raw(), context).value
        hard = rows["is_hard"].field.read(rows["is_hard"].editor.raw(), context).value
        day, words = clock_sentence({"is_hard": hard, LINES: (*returned, {"assigned_on": assigned})}, context)
        editor = rows["due_on"].editor
        assert isinstance(editor, DueEditor)
        editor.tell(day.isoformat() if day else "", words)

    # --- reading and keeping -----------------------------------------------------------------------

    def _to_read(self) -> dict[str, Any]:
        """What was changed; the rounds as a whole once a card or their number was."""
        raw = super()._to_read()
        if LINES in raw or self.rounds.raw() != self._blank.get(LINES, []):
            context = self.workspace.context()
            fields = self.register.by_key
            last = self._rest | {
                key: words
                for key, words in self._last().items()
                if not fields[key].read(words, context).problems
            }
            raw = {key: value for key, value in raw.items() if key not in FLAT or value}
            raw[LINES] = [*self.rounds.raw(), *([last] if last else [])]
        reason = self.reason.editor.raw()
        if reason:
            entry = {"on": self.workspace.ledger.today.isoformat(), "why": reason}
            raw["steps"] = [*self.fields.rows["steps"].editor.raw(), entry]
        return raw

    def _show(self, problems: list[Problem], wrong: bool) -> None:
        backward = [problem for problem in problems if problem.code == "backward"]
        others = [problem for problem in problems if problem.code != "backward"]
        super()._show(others, wrong)
        self.reason.show_problems([REASON.problem("backward", ASKED)] if backward else [])
        if backward:
            self._foot_words.setText(ASKED)
            self._ask_reason()

    def typed_data(self) -> dict[str, Any]:
        """What was typed, the number of rounds and the reason among it."""
        typed, reason = super().typed_data(), self.reason.editor.raw()
        return typed | {"rest": self._rest, "reason": reason} if typed or reason else {}

    def take_draft(self) -> None:
        """What was typed before, the number of rounds and the reason among it."""
        super().take_draft()
        draft = self.draft.load()
        self._rest = draft.get("rest", self._rest)
        self.reason.editor.restore(draft.get("reason", ""))

    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return super().is_changed() or bool(self.reason.editor.raw())

    def start_over(self) -> None:
        """Forget what was filled in from the draft."""
        super().start_over()
        row = self.workspace.ledger.row(self.register.key, self.row_id) if self.row_id is not None else None
        self._rest = {}
        if row:
            self.beginning(row)
        self.reason.editor.restore("")
        self.reason.hide()
        self._show_reasons()
        self._follow_clock()

    def go_to(self, key: str) -> None:
        """The keyboard in a field, and the field on screen, once the form stands."""
        row = self.fields.rows[key]

        def arrive() -> None:
            row.editor.focus.setFocus()
            self._scroll.ensureWidgetVisible(row, 0, dp(24))

        QTimer.singleShot(PAUSE // 5, self, arrive)

    def _look_if_shown(self) -> None:
        """A pause may end when the form is closed, and the ledger with it."""
        if self.isVisible():
            self.look()

    def look(self) -> None:
        """Look for earlier items on what stands in the form now."""
        title, content, village = (str(self.fields.rows[key].editor.raw() or "") for key in WATCHED)
        self.earlier.tell(similar(self.workspace.ledger, title or content, village, but=self.row_id))


def _fields(register: Register, workspace: Workspace) -> tuple[Field, ...]:
    """The fields of the form: second rounds have cards; what a tick means is told from the clocks in force."""
    changed: dict[str, dict[str, Any]] = {
        "is_hard": {"hint": hard_hint(workspace.context())},
        "due_on": {"hint": ""},  # told by its editor
        LINES: {"label": "前几次办理"},
    }
    flat_fields = (field for field in register.fields if field.in_line is None or field.in_line.number == -1)
    return tuple(replace(field, **changed.get(field.key, {})) for field in flat_fields)
