"""Entering votes while people talk: the sitting once, then one line a matter, with its result and sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Field, Row
from app.domain.kinds import Lines
from app.domain.registers import BY_KEY
from app.domain.registers.votes import ROUND, round_of, rounds_beside, vote_again
from app.storage.refusals import LedgerRefused, Refused
from app.work.session_facts import facts_of, sitting_of
from ui.dialogs import faults
from ui.forms.drafted_rows import DraftedRows
from ui.forms.form_fields import FieldRow
from ui.forms.kind_editors import editor_for
from ui.look.following_scroll import FollowingScroll
from ui.look.pill import Pill
from ui.look.theme import dp
from ui.look.tones import tone_of
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace
from ui.pages.votes.counted_form import result_of

SITTING = ("session", "voted_on", "way", "present")
MATTER = ("matter", "in_favor", "against", "abstain", "not_voting", "issued", "collected", "void")
COUNTS = MATTER[1:]
NO_SESSION = "还没有人代会，先登记第几次会议、哪一天开"
LINES = "lines"


class VoteEntry(FreshPage):
    """Everything is kept as one act; what is typed and not kept yet survives as a draft."""

    concerns = frozenset({"sessions"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.register = BY_KEY["votes"]
        fields = [self.register.field(key) for key in SITTING]
        columns = tuple(self.register.field(key) for key in MATTER)
        fields.append(Field(LINES, "表决事项", Lines(columns)))
        self.rows = {field.key: FieldRow(field, editor_for(field, workspace)) for field in fields}
        self.results = QVBoxLayout()
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._begin()
        self.drafted = DraftedRows(self, workspace, "votes-new-entry", self.rows, called="录入表决")
        self._lay_out()
        self.drafted.take()
        self.draft = self.drafted.draft
        # Not at once: a cell that is being closed must not be read a second time.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_results)
        for row in self.rows.values():
            row.editor.edited.connect(self._soon.start)
        self.first_place: QWidget = self.rows[LINES].editor.focus
        self.show_results()

    def _begin(self, meeting: Row | None = None) -> None:
        """The sitting that the session page shows, who came to it, and a show of hands, as most votes are."""
        ledger = self.workspace.ledger
        facts = (
            facts_of(ledger, meeting["session"].id, meeting["id"])
            if meeting
            else facts_of(ledger, None, None)
        )
        for key, value in sitting_of(facts, ledger).items():
            self.rows[key].editor.fill(value)
        self.rows["way"].editor.fill("show_of_hands")

    def reveal(self, meeting_id: int) -> None:
        """Begin with that meeting of a session; what was typed and not kept yet stays as it is."""
        meeting = self.workspace.ledger.row("session_meetings", meeting_id)
        if meeting is not None and not self.drafted.is_changed():
            self._begin(meeting)
            self.drafted.saved()

    def reload(self) -> None:
        """Without a session the way to one is offered; with the first one the page begins."""
        super().reload()
        had_none, has_none = not self.no_session.isHidden(), not self.workspace.ledger.count("sessions")
        self.no_session.setVisible(has_none)
        self.first_place = self.no_session if has_none else self.rows[LINES].editor.focus
        if had_none and not has_none and not self.drafted.is_changed():
            self._begin()
            self.drafted.saved()

    def _lay_out(self) -> None:
        title = QLabel("录入表决")
        title.setProperty("role", "title")
        words = QLabel("一行一项，Tab 到下一格，Ctrl+Enter 保存。结果按全体代表的过半数算出，不用选。")
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        self.save_button = QPushButton("保存")
        self.save_button.setProperty("role", "primary")
        self.save_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(self.save)
        self.no_session = QPushButton(NO_SESSION)
        self.no_session.clicked.connect(lambda: self.workspace.wants_form.emit("sessions", None, None))
        self.no_session.hide()
        head = QHBoxLayout()
        self.same_button = QPushButton("空着的票数同上一项")
        self.same_button.clicked.connect(self.repeat_counts)
        head.addWidget(title, 1)
        head.addWidget(self.same_button)
        head.addWidget(self.save_button)
        sitting = QHBoxLayout()
        sitting.setSpacing(dp(12))
        for key in SITTING:
            sitting.addWidget(self.rows[key], 1)
        body = QWidget()
        body.setProperty("role", "body")
        below = QVBoxLayout(body)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.rows[LINES])
        below.addWidget(self.problem)
        below.addLayout(self.results, 1)
        scroll = FollowingScroll()
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(18), dp(24), dp(14))
        column.setSpacing(dp(8))
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(self.no_session, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.drafted.notice)
        column.addLayout(sitting)
        column.addWidget(scroll, 1)

    def typed_lines(self) -> list[dict[str, Any]]:
        """What was typed for each matter, with what all of them share."""
        shared = {key: self.rows[key].editor.raw() for key in SITTING}
        lines = self.rows[LINES].editor.raw()
        return [{key: words for key, words in {**shared, **line}.items() if words} for line in lines]

    def repeat_counts(self) -> None:
        """Matters without numbers get those of the matter above: several were put to the vote together."""
        editor = self.rows[LINES].editor
        lines = editor.raw()
        for above, line in pairwise(lines):
            if not any(line[key] for key in COUNTS):
                line.update({key: above[key] for key in COUNTS})
        editor.restore(lines)
        editor.edited.emit()

    def show_results(self) -> None:
        """The result and the sentence of each line, as its numbers stand."""
        while (item := self.results.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        for number, raw in enumerate(self.typed_lines(), 1):
            self.results.addWidget(self._result(number, raw))
        self.results.addStretch()

    def _result(self, number: int, raw: dict[str, Any]) -> QWidget:
        field, row = result_of(self.workspace, self.register, raw)
        state = row.get(field.key)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, dp(4))
        layout.setSpacing(dp(10))
        sentence = QLabel(f"{number}．{raw.get('matter', '')}：{row.get('sentence') or '请填事项和票数。'}")
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sentence.setWordWrap(True)
        layout.addWidget(Pill(field.text(state) or "—", tone_of(self.register, field, state) or "plain"))
        layout.addWidget(sentence, 1)
        return line

    def save(self) -> None:
        """Keep every matter in one act; what cannot be kept is said with the number of its line."""
        rows: list[Row] = []
        judged: list[Row] = []
        wrong = []
        for number, raw in enumerate(self.typed_lines(), 1):
            values, problems = self.workspace.ledger.read_values("votes", raw)
            wrong += [f"第 {number} 项：{p.message}" for p in problems if p.severity == "error"]
            place = {"ordinal": self._next_ordinal(values, judged)}
            rows.append({**place, **values, **self._again(values, judged)})
            judged.append({**result_of(self.workspace, self.register, raw)[1], **rows[-1]})
        if wrong or not rows:
            self._tell("".join(wrong) or "请先填一项表决事项和票数。")
            return
        try:
            with_reason(self, self.workspace, "votes", lambda: self._keep(rows))
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self._tell("")
        self.rows[LINES].editor.restore([])
        self.drafted.saved()
        self.show_results()

    def _keep(self, rows: list[Row]) -> None:
        with self.workspace.act(f"录入表决 {len(rows)} 项") as act:
            for values in rows:
                act.add("votes", values)

    def _again(self, values: Row, above: list[Row]) -> Row:
        """What was not passed, or has to be repeated, is put to the vote again under the same words: the second time, the third."""
        session = values.get("session")
        if session is None or not values.get("matter"):
            return {}
        kept = rounds_beside(values, self.workspace.ledger.lookup)
        before = [row for row in (*kept, *above) if row.get("matter") == values["matter"]]
        before = [row for row in before if row["session"].id == session.id]
        last = max(before, key=round_of, default=None)
        again = vote_again(last, self.workspace.ledger.lookup) if last else None
        if last is None or again is None:
            return {}
        return {ROUND: 1 + round_of(last)} | ({"ordinal": again["ordinal"]} if again["ordinal"] else {})

    def _next_ordinal(self, values: Row, above: list[Row]) -> int:
        """The place behind the matters that the session has voted on already, and those ``above``."""
        session = values.get("session")
        kept = self.workspace.ledger.lookup.where("votes", {"session": session.id}) if session else ()
        return 1 + max((row["ordinal"] or 0 for row in (*kept, *above)), default=0)

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed; nothing typed is lost unasked."""
        if event.key() == Qt.Key.Key_Escape and self.drafted.is_changed():
            if self.draft.let_go(self) and not self.draft.load():
                self.drafted.start_over()
        else:
            super().keyPressEvent(event)
