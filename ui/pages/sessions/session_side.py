"""The right side of the session page: the sentence for the chair, corrections, warnings, the agenda, what was decided."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.fields import Row
from app.domain.registers import BY_KEY
from app.domain.registers.session_meetings import announced_count
from app.work.session_facts import SessionFacts
from ui.look.theme import dp


class SessionSide(QScrollArea):
    """``announced`` and ``issued`` come when the clerk wants to freeze the counts, or the agenda; ``item_wanted`` to enter
    the first item of the agenda, ``voting`` to enter votes, ``electing`` to enter an election, ``presidium_met`` to enter a meeting of the presidium."""

    announced = Signal()
    issued = Signal()
    item_wanted = Signal()
    copied = Signal()
    voting = Signal()
    electing = Signal()
    presidium_met = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(dp(280))
        self.sentence = QLabel()
        self.announce_button = QPushButton("宣布并定下人数")
        self.announce_button.setProperty("role", "primary")
        self.announce_button.clicked.connect(self.announced)
        self.copy_button = QPushButton("复制到记录")
        self.copy_button.clicked.connect(self._copy)
        self.notes = QLabel()
        self.agenda = QLabel()
        self.agenda_notes = QLabel()
        self.issue_button = QPushButton("印发议程")
        self.issue_button.clicked.connect(self.issued)
        self.item_button = QPushButton("新增议题")
        self.item_button.clicked.connect(self.item_wanted)
        self.presidium = QLabel()
        self.presidium_button = QPushButton("新增主席团会议")
        self.presidium_button.clicked.connect(self.presidium_met)
        self.decisions = QLabel()
        self.vote_button = QPushButton("录入表决")
        self.vote_button.clicked.connect(self.voting)
        self.election_button = QPushButton("新增选举")
        self.election_button.clicked.connect(self.electing)
        self._lay_out()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(dp(4), 0, 0, 0)
        column.setSpacing(dp(10))
        column.addWidget(
            _card("主持人宣读", self.sentence, self.notes, self.announce_button, self.copy_button)
        )
        # Before the agenda, and the buttons first, since both lists may be long: what is voted on is entered while people wait.
        column.addWidget(_card("表决和选举", self.vote_button, self.election_button, self.decisions))
        column.addWidget(_card("议程", self.agenda, self.agenda_notes, self.item_button, self.issue_button))
        column.addWidget(_card("主席团会议", self.presidium, self.presidium_button))
        column.addStretch()
        self.notes.setProperty("role", "doubt")
        self.agenda_notes.setProperty("role", "doubt")
        self.setWidget(body)

    def show_facts(self, facts: SessionFacts) -> None:
        """The sentence as announced, what was corrected since, whom to mind, and the agenda with what differs from paper."""
        announced = facts.meeting is not None and announced_count(facts.meeting) is not None
        self.sentence.setText(facts.sentence or "点名以后，这里是主持人宣读的话。")
        notes = [
            facts.count.without_suspended() if facts.is_of_all and facts.is_called else "",
            *facts.warnings,
        ]
        if facts.correction:
            notes.insert(0, f"宣布后更正：{facts.correction}。")
        self.notes.setText("\n".join(note for note in notes if note))
        self.notes.setVisible(any(notes))
        self.announce_button.setEnabled(facts.is_called and not announced and not facts.count.unmarked)
        self.announce_button.setText("人数已宣布" if announced else "宣布并定下人数")
        self.copy_button.setEnabled(bool(facts.sentence))
        items = [f"{number}．{item['title']}" for number, item in enumerate(facts.agenda, 1)]
        self.agenda.setText("\n".join(items) or "还没有议题。")
        self._show_edition(facts)
        met = [_met(row) for row in facts.presidium_meetings]
        self.presidium.setText("\n".join(met) or "会议期间的主席团会议还没有登记。")
        decided = [f"{number}．{words}" for number, words in enumerate(facts.decisions, 1)]
        self.decisions.setText("\n".join(decided) or "还没有录入表决。")

    def _show_edition(self, facts: SessionFacts) -> None:
        edition, words = facts.edition, ""
        if edition is not None:
            words = f"第 {edition['edition']} 版已于 {edition['printed_on']} 印发。"
            if facts.agenda_changes:
                words += "与印发的不同：" + "；".join(facts.agenda_changes) + "。"
        self.agenda_notes.setText(words)
        self.agenda_notes.setVisible(bool(words))
        again = "再印一份" if edition and not facts.agenda_changes else "印发新的一版"
        self.issue_button.setText(again if edition else "印发议程")
        self.issue_button.setVisible(bool(facts.agenda))
        self.item_button.setHidden(bool(facts.agenda))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sentence.text())
        self.copied.emit()


def _met(row: Row) -> str:
    """第十五次会议（9:00）：3 项议题."""
    ordinal = BY_KEY["presidium_meetings"].field("ordinal").text(row["ordinal"]) or "主席团会议"
    time = f"（{row['time_from']}）" if row["time_from"] else ""
    return f"{ordinal}{time}：{row['topic_count']} 项议题"


def _card(title: str, *widgets: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(dp(12), dp(10), dp(12), dp(10))
    column.setSpacing(dp(8))
    heading = QLabel(title)
    heading.setProperty("role", "section")
    column.addWidget(heading)
    for widget in widgets:
        if isinstance(widget, QLabel):
            widget.setWordWrap(True)
        column.addWidget(widget)
    return card
