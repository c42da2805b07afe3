"""The page 会议当天: one session with its steps, the meetings of the day, the roll, and what the chair reads out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import registers
from app.domain.fields import Ref
from app.paper.sessions import PAPERS
from app.storage.refusals import LedgerRefused, Refused
from app.work import session_agenda, session_roll
from app.work.session_facts import SessionFacts, facts_of, sitting_of
from ui.dialogs import faults, tasks
from ui.forms.typed_values import typed
from ui.lists.empty_page import EmptyPage
from ui.look.calm_boxes import CalmBox
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace
from ui.pages.sessions.meeting_choice import MeetingChoice
from ui.pages.sessions.roll_table import RollTable
from ui.pages.sessions.session_side import SessionSide
from ui.pages.sessions.step_list import StepList

LOW = 420  # points; below, the roll needs the lines that the chooser and the sentence for the chair say too
ROOMY = 1240  # points of window width from which the steps stand beside the roll by themselves
KEYS_WORDS = "选中一行按键：1 出席　2 请假　3 缺席　4 迟到　5 早退；按姓名拼音首字母找人；双击“事由”填写。"
PAPERS_ABOVE = (("booklet", "会议手册"), ("sign_in_sheet", "签到册"), ("minutes", "会议记录"))
TILES = ("应到", "实到", "请假 · 缺席", "法定人数")


class SessionDay(FreshPage):
    """Everything on it works while people talk: no dialog, one key a person, numbers as they change."""

    topic = "session_attendance"  # its help page
    status_words = KEYS_WORDS
    concerns = frozenset({
        "sessions", "session_meetings", "session_attendance", "session_agenda", "session_papers", "deputies",
        "mandate_changes", "deputy_leaves", "terms", "clock_rules", "votes", "elections",
        "presidium_meetings",
    })  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session: int | None = None
        self._meeting: int | None = None
        self.facts = SessionFacts([])
        self.chooser = CalmBox()
        self.chooser.setAccessibleName("人代会")
        self.subtitle = QLabel()
        self.steps = StepList()
        self.steps_button = QPushButton("步骤")
        self.paper_buttons = [QPushButton(label) for _, label in PAPERS_ABOVE]
        self.roll = RollTable()
        self.first_place: QWidget = self.roll
        self.side = SessionSide()
        self.all_button = QPushButton("全体出席")
        self.tiles = {word: QLabel() for word in TILES}
        self.verdict = QLabel()
        self.tile_row = QWidget()
        self.meetings = MeetingChoice()
        self._lay_out()
        self._connect()

    # --- building ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        words = QVBoxLayout()
        words.setSpacing(dp(2))
        words.addWidget(self.chooser)
        self.subtitle.setProperty("role", "quiet")
        self.subtitle.setWordWrap(True)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        head.addWidget(self.steps_button)
        for (kind, _), button in zip(PAPERS_ABOVE, self.paper_buttons, strict=True):
            button.clicked.connect(partial(self.print_paper, kind))
            head.addWidget(button)
        self.all_button.setProperty("role", "primary")
        head.addWidget(self.all_button)
        self.body = QWidget()
        middle = QHBoxLayout(self.body)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(dp(12))
        middle.addWidget(self.steps)
        middle.addLayout(self._centre(), 1)
        middle.addWidget(self.side)
        self.empty = EmptyPage(registers.BY_KEY["sessions"])
        self.empty.explain(nothing_at_all=True, year=None)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(10), dp(24), dp(14))
        column.setSpacing(dp(10))
        column.addLayout(head)
        column.addWidget(self.body, 1)
        column.addWidget(self.empty, 1)

    def _centre(self) -> QVBoxLayout:
        tiles = QHBoxLayout(self.tile_row)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(dp(10))
        for word, number in self.tiles.items():
            tiles.addWidget(_tile(word, number))
        self.verdict.setProperty("role", "quiet")
        self.verdict.setWordWrap(True)
        centre = QVBoxLayout()
        centre.setSpacing(dp(8))
        centre.addWidget(self.meetings)
        centre.addWidget(self.tile_row)
        centre.addWidget(self.verdict)
        self.roll.setMinimumHeight(dp(40))  # else the buttons above would be pressed together on a low window
        centre.addWidget(self.roll, 1)
        return centre

    def _connect(self) -> None:
        self.chooser.activated.connect(lambda place: self.open_session(self.facts.sessions[place]["id"]))
        self.all_button.clicked.connect(self.call_roll)
        self.meetings.chosen.connect(self.open_meeting)
        self.meetings.wanted.connect(partial(self.enter_first, "session_meetings", on="held_on"))
        self.roll.marked.connect(lambda row, state: self._mark(row, {"attendance": state}))
        self.roll.explained.connect(lambda row, words: self._mark(row, {"reason": words or None}))
        self.side.announced.connect(self.announce)
        self.side.issued.connect(self.issue_agenda)
        self.side.item_wanted.connect(partial(self.enter_first, "session_agenda"))
        self.side.copied.connect(lambda: self.workspace.said.emit("已复制主持人宣读的话", False))
        self.side.presidium_met.connect(self.enter_presidium_meeting)
        self.side.voting.connect(lambda: self.workspace.visit.emit("vote_entry", self._meeting, None))
        self.side.electing.connect(self.enter_election)
        self.steps.printed.connect(self.print_paper)
        self.steps.dated.connect(self._date_paper)
        self.steps_button.clicked.connect(lambda: self.steps.setVisible(self.steps.isHidden()))
        self.empty.wanted.connect(self._begin_list)

    # --- what is shown -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask the ledger again; the session and the meeting that are open stay open."""
        super().reload()
        self.facts = facts = facts_of(self.workspace.ledger, self._session, self._meeting)
        occasion = facts.occasion
        self.empty.setVisible(occasion is None)
        self.body.setVisible(occasion is not None)
        for widget in (self.chooser, self.steps_button, *self.paper_buttons, self.all_button):
            widget.setEnabled(occasion is not None)  # without a session there is nothing that they would do
        if occasion is None:
            self.first_place = self.empty.first_place
            return
        self._session = occasion.session["id"]
        self._meeting = facts.meeting["id"] if facts.meeting else None
        self._show_head()
        self.meetings.show_meetings(occasion.meetings, self._meeting)
        self.first_place = self.roll if occasion.meetings else self.meetings.first_button
        self.steps.show_states(facts.steps)
        self._show_roll()

    def _show_head(self) -> None:
        facts, occasion = self.facts, self.facts.occasion
        assert occasion is not None
        names = self.workspace.ledger.names("sessions", [row["id"] for row in facts.sessions])
        self.chooser.clear()
        self.chooser.addItems([f"{names[row['id']]}　{row['opened_on']}" for row in facts.sessions])
        self.chooser.setCurrentIndex([row["id"] for row in facts.sessions].index(occasion.session["id"]))
        edition = facts.edition
        issued = f" · 议程已于 {edition['printed_on']} 印发（第 {edition['edition']} 版）" if edition else ""
        self.subtitle.setText(f"{occasion.name} · {occasion.days} · {occasion.place}{issued}")

    def _show_roll(self) -> None:
        facts, count = self.facts, self.facts.count
        self.roll.show_lines(facts.lines)
        self.side.show_facts(facts)
        self.tiles["应到"].setText(str(count.due))
        self.tiles["实到"].setText(str(count.present) if facts.is_called else "—")
        self.tiles["请假 · 缺席"].setText(f"{count.on_leave} · {count.absent}" if facts.is_called else "—")
        self.tiles["法定人数"].setText(str(count.quorum) if facts.is_of_all else "—")
        self.verdict.setText(self._verdict())
        self.all_button.setEnabled(bool(facts.lines) and any(line.state is None for line in facts.lines))

    def _verdict(self) -> str:
        facts, count = self.facts, self.facts.count
        if facts.meeting is None:
            return "还没有登记各次会议。请先登记。"
        if facts.meeting["kind"] == "presidium":
            return "主席团会议的出席情况和决定在“主席团会议”里登记，见右侧。"
        if not facts.lines:
            return "这一天没有在任代表。请核对会议日期和代表名册。"
        if not facts.is_called or not facts.is_of_all:
            return f"应到的是当日在任的代表 {count.due} 名。" + (
                "" if facts.is_called else "点“全体出席”，再登记例外。"
            )
        unmarked = f"还有 {count.unmarked} 名没有登记。" if count.unmarked else ""
        reached = "三分之二以上，已达到" if count.is_quorate else f"还差 {count.quorum - count.present} 名"
        return f"法定人数 {count.quorum} 名，{reached}（组织法）。{unmarked}"

    def open_session(self, session: int) -> None:
        """Show another session."""
        self._session, self._meeting = session, None
        self.reload()

    def open_meeting(self, meeting: int) -> None:
        """Show another meeting of the session."""
        self._meeting = meeting
        self.reload()
        self.roll.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The steps make room for the roll where the window is narrow, what stands elsewhere too where it is low."""
        super().resizeEvent(event)
        self.steps.setVisible(self.window().width() >= dp(ROOMY))
        is_low = self.height() < dp(LOW)
        for words in (self.subtitle, self.verdict, self.tile_row):
            words.setHidden(is_low)
        self.meetings.save_height(is_low)

    # --- what can be done --------------------------------------------------------------------------

    def _do(self, act: Callable[[], str]) -> None:
        """One undoable act; what the ledger refuses is told, nothing is kept then."""
        try:
            name = with_reason(self, self.workspace, "session_day", act)
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            self.reload()
            return
        self.workspace.said.emit(f"已{name}", True)

    def call_roll(self) -> None:
        """Everybody who is due is present, but for those on approved leave."""
        meeting = self.facts.meeting
        if meeting is not None:
            self._do(lambda: session_roll.call_roll(self.workspace.ledger, meeting))
            self.roll.setFocus()

    def _mark(self, row: int, values: dict[str, object]) -> None:
        meeting = self.facts.meeting
        if meeting is not None and row < len(self.facts.lines):
            line = self.facts.lines[row]
            self._do(lambda: session_roll.mark(self.workspace.ledger, meeting, line.deputy, values))

    def announce(self) -> None:
        """Keep the counts as they are read out."""
        meeting = self.facts.meeting
        if meeting is not None:
            self._do(lambda: session_roll.announce(self.workspace.ledger, meeting))

    def _date_paper(self, kind: str, field: str) -> None:
        session = self._session
        if session is not None:
            self._do(lambda: session_agenda.set_paper_day(self.workspace.ledger, session, kind, field))

    def enter_presidium_meeting(self) -> None:
        """The form of a meeting that the presidium holds during the session that is open."""
        occasion, meeting = self.facts.occasion, self.facts.meeting
        if occasion is None:
            return
        of_presidium = meeting if meeting and meeting["kind"] == "presidium" else None
        day = (of_presidium or {}).get("held_on") or occasion.session["opened_on"]
        session = {"id": occasion.session["id"], "name": occasion.name}
        begin = {"session": session, "held_on": day.isoformat(), "place": occasion.session["place"] or ""}
        if of_presidium and of_presidium["time_from"]:
            begin["time_from"] = of_presidium["time_from"]
        self.workspace.wants_form.emit("presidium_meetings", None, begin)

    def enter_first(self, key: str, on: str = "") -> None:
        """The form of what this session has none of yet; ``on``: the field of its day, the one on which it opens."""
        occasion = self.facts.occasion
        if occasion is None:
            return
        session = occasion.session
        ref = Ref(session["id"], registers.BY_KEY["sessions"].name_of(session))
        begin = {"session": ref, **({on: session["opened_on"]} if on else {})}
        self.workspace.wants_form.emit(key, None, typed(registers.BY_KEY[key], begin))

    def enter_election(self) -> None:
        """The form of an election at the meeting that is open."""
        begin = typed(registers.BY_KEY["elections"], sitting_of(self.facts, self.workspace.ledger))
        self.workspace.wants_form.emit("elections", None, begin)

    def issue_agenda(self) -> None:
        """Keep the agenda as it is printed, and show it."""
        occasion = self.facts.occasion
        if occasion is None:
            return
        try:
            with_reason(
                self,
                self.workspace,
                "agenda",
                lambda: session_agenda.issue_agenda(self.workspace.ledger, occasion.session),
            )
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self.print_paper("agenda")

    def print_paper(self, kind: str) -> None:
        """Preview of one of the papers of the session."""
        from ui.printing.preview import show_preview

        session, ledger = self._session, self.workspace.ledger
        if session is not None:
            tasks.run(
                self,
                "正在排版",
                lambda _: PAPERS[kind](ledger, session),
                lambda papers: show_preview(self.window(), papers) if papers else None,
            )

    def do(self, action: str) -> None:
        """What the keys of the window ask for: Ctrl+P prints the sign-in sheets."""
        if action == "print":
            self.print_paper("sign_in_sheet")

    def _begin_list(self, action: str) -> None:
        if action == "import":
            self.workspace.wants_import.emit("sessions", None)
        else:
            self.workspace.wants_form.emit("sessions", None, None)


def _tile(word: str, number: QLabel) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    line = QHBoxLayout(card)
    line.setContentsMargins(dp(12), dp(6), dp(12), dp(6))
    label = QLabel(word)
    label.setProperty("role", "quiet")
    number.setProperty("role", "score_small")
    line.addWidget(label)
    line.addStretch()
    line.addWidget(number)
    return card
