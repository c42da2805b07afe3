"""The detail panel of opinions and suggestions: the course, the clock, and the next steps as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain.code_tables.contact import EXITS
from app.domain.course_steps import next_steps
from app.domain.fields import Row
from app.domain.intake_checks import doubts, is_checked
from app.domain.register import Register
from app.domain.suggestion_course import UNASSIGNED, WAITING, is_open
from app.paper.letters.occasion import merged_rows
from app.work.course import matter_name
from ui.forms.draft_bar import unfinished
from ui.lists.list_page import ListPage
from ui.look.row_link import RowLink
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.act_form import ActForm
from ui.pages.suggestions.course_acts import ACTS, EVENTS, CourseAct, keeping
from ui.pages.suggestions.course_view import CourseView
from ui.pages.suggestions.intake_act import checking
from ui.panels.attachments_view import AttachmentsView
from ui.panels.detail_fields import field_sections
from ui.panels.detail_panel import DetailPanel, notice
from ui.panels.doubts_view import DoubtsView
from ui.panels.history_view import HistoryView
from ui.panels.related_rows import related_sections
from ui.panels.side_panel import body_of_panel

# What the head of the panel and the course tell already.
_TOLD = {
    "no", "title", "matter", "content", "deputies", "visitor", "source", "site", "village", "raised_on", "session",
    "lead_handler", "co_handlers", "assigned_on", "due_on", "extended_due_on", "days_left", "status", "steps", "promises",
    "sorted_on", "concluded_on", "archived_on", "rework_assigned_on", "rework_replied_on",
    "rework_reply_class", "rework_feedback_on", "rework_feedback", "exit_kind", "exit_on",
    "due_reason", "extended_reason", "replied_on", "reply_class", "feedback_on", "feedback", "rounds", "earlier_rounds",
    "exit_reason", "conclusion_reason", "referred_answered_on", "referred_answer", "visitor_informed_on",
    "feedback_attitude", "merged_into", "referred_to", "referred_via",
}  # fmt: skip
_EVENTS = ("contacts", "supervisions")  # told by the course as far as they are dated
# The letter that belongs to a state: kind and words of its button.
_LETTERS = {
    "assigned": ("assignment", "打印交办单"),
    "in_progress": ("assignment", "打印交办单"),
    "reworking": ("assignment", "打印交办单"),
    "replied": ("consultation", "打印征询表"),
    "feedback_received": ("reply", "打印答复函"),
    "concluded": ("reply", "打印答复函"),
    "archived": ("reply", "打印答复函"),
    "referred": ("referral", "打印转送函"),
}
_OVERDUE = ("supervision", "打印督办单")


class CoursePanel(DetailPanel):
    """One item with its course, or what can be done with several."""

    def __init__(self, workspace: Workspace, register: Register, page: ListPage) -> None:
        super().__init__(workspace, register, page)
        self._page = page
        self.act_form: ActForm | None = None

    def do(self, key: str) -> None:
        """Open the short form of an act for the row or rows selected."""
        ids = self._page.selected_ids()
        if ids:
            self._open(self._act(key, ids), ids)

    def _act(self, key: str, ids: Sequence[int]) -> CourseAct:
        if key == "intake" and len(ids) == 1:
            row = self._workspace.ledger.row(self._register.key, ids[0])
            return checking(row, self._workspace.context()) if row else ACTS[key]
        return keeping(int(key.removeprefix("keep"))) if key.startswith("keep") else ACTS[key]

    def _open(self, act: CourseAct, ids: Sequence[int]) -> None:
        row = self._workspace.ledger.row(self._register.key, ids[0]) if len(ids) == 1 else None
        if self._timer.isActive():  # a quick hand: the heading still names what was selected before
            self._timer.stop()
            self._build()
        form = ActForm(self._workspace, act, ids, row)
        form.left.connect(self._end_act)
        form.kept.connect(self._end_act)
        body, column = body_of_panel(side=14, spacing=10)
        column.addWidget(form)
        if row is not None:
            column.addWidget(self._view(row))
        column.addStretch()
        self._show_body(body)
        self.act_form = form
        self._clear_foot()
        leave, keep = QPushButton("不填了"), QPushButton("保存")
        leave.setToolTip("Esc")
        keep.setToolTip("Ctrl+Enter")
        keep.setProperty("role", "primary")
        form.counted.connect(lambda count: _count_on(keep, act, count))
        form.show_reach()
        leave.clicked.connect(form.leave)
        keep.clicked.connect(form.save)
        holder = QWidget()
        form.listen_in(holder)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(dp(8))
        # Why it was not kept, beside what was pressed and not below the last field.
        grid.addWidget(form.problem, 0, 0, 1, 2)
        grid.addWidget(leave, 1, 0)
        grid.addWidget(keep, 1, 1)
        self._foot.addWidget(holder, 1)

    def _view(self, row: Row) -> CourseView:
        return CourseView(row, self._workspace.context(), lambda number: self.do(f"keep{number}"))

    def _end_act(self) -> None:
        self.act_form = None
        self._page.table.setFocus()  # the arrow keys go on to the next item
        self._timer.start()

    def _build(self) -> None:
        # A form half filled in stays while the same rows are selected, whatever else changed meanwhile.
        if self.act_form is not None and self.act_form.ids == self._page.selected_ids():
            return
        self.act_form = None
        super()._build()

    def _build_record(self, column: QVBoxLayout, row: Row) -> None:
        register, workspace = self._register, self._workspace
        self._title.setText(matter_name(row, whole=True))
        self._show_state(row)
        open_points = doubts(row, workspace.ledger.context()) if row["status"] in UNASSIGNED else []
        if open_points:
            column.addWidget(notice("收件审查请核对：\n" + "\n".join(f"· {point}" for point in open_points)))
        for half_filled in unfinished(workspace, register.key, row["id"]):
            half_filled.resumed.connect(self.do)
            column.addWidget(half_filled)
        column.addWidget(self._view(row))
        for link in merged_links(workspace, row):
            column.addWidget(link)
        column.addWidget(DoubtsView(workspace, register, row))
        others = {key: None if key in _TOLD or _is_dated(key, value) else value for key, value in row.items()}
        for section in field_sections(workspace, register, others):
            column.addWidget(section)
        for section in related_sections(workspace, register, row, but=("merged_into",)):
            column.addWidget(section)
        column.addWidget(AttachmentsView(workspace, register, row["id"]))
        column.addWidget(HistoryView(workspace, register, row["id"]))
        self._build_foot(row, False)

    def _build_foot(self, row: Row, closed: bool) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(dp(8))
        steps = steps_of(row)
        for place, key in enumerate(reversed(steps)):
            role = "primary" if key == steps[0] else ""
            button = self._button(ACTS[key].words, partial(self.do, key), role)
            grid.addWidget(button, 1, place, 1, 2 if len(steps) == 1 else 1)
        more = QPushButton("更多 ▾")
        more.clicked.connect(lambda: self._more(row, more))
        letter = letter_of(row)
        if letter:
            grid.addWidget(self._button(letter[1], lambda: self.print_letters(letter[0])), 0, 0)
        else:
            grid.addWidget(self._button("修改", lambda: self.wanted.emit("edit")), 0, 0)
        grid.addWidget(more, 0, 1)
        self._foot.addWidget(holder, 1)
        holder.show()  # a plain widget added to a panel on screen stays hidden otherwise

    def _button(self, words: str, action: Callable[[], None], role: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", role)
        button.clicked.connect(lambda: action())
        return button

    def print_letters(self, kind: str) -> None:
        """The letters of that kind for the rows selected."""
        from ui.pages.suggestions.letter_actions import (
            preview,  # python-docx is loaded when a letter is wanted
        )

        preview(self, self._workspace, kind, self._page.selected_ids())

    def _more(self, row: Row, button: QPushButton) -> None:
        menu = self.menu_of(row)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def menu_of(self, row: Row) -> QMenu:
        """Everything else that can be done with an item."""
        from ui.pages.suggestions import letter_actions

        menu = QMenu(self)
        menu.addAction("修改全部内容").triggered.connect(lambda: self.wanted.emit("edit"))
        menu.addSeparator()
        further = [key for key in next_steps(row, row["status"]) if key not in steps_of(row)]
        if is_checked(row) and row["status"] in UNASSIGNED:
            further.insert(0, "intake")
        for key in (*further, *EVENTS):
            self._entry(menu, key)
        exits = menu.addMenu("不再办理")
        exits.setEnabled(is_open(row["status"]))
        for key in EXITS:
            if key != "returned" or row["status"] in WAITING:
                self._entry(exits, key)
        self._entry(menu, "back", "退回上一步…")
        menu.addSeparator()
        letter_actions.add_menu(menu, self, self._workspace, row)
        return menu

    def _entry(self, menu: QMenu, key: str, words: str = "") -> None:
        menu.addAction(words or ACTS[key].words).triggered.connect(lambda: self.do(key))


def _count_on(button: QPushButton, act: CourseAct, count: int) -> None:
    button.setText(f"{act.words} {count} 件" if count else "没有可以办的")
    button.setEnabled(count > 0)


def steps_of(row: Row) -> tuple[str, ...]:
    """The one or two next steps, the usual one first; the others stand in the menu.

    Dissatisfied is handled again before it is concluded; what was promised (class B) is answered again
    once it was done; what was sent up is followed until the visitor knows.
    """
    status = row["status"]
    if status == "referred":
        answers = (("referral_answered", "referred_answered_on"), ("visitor_informed", "visitor_informed_on"))
        return tuple(key for key, dated in answers if not row.get(dated))
    steps = tuple(key for key in next_steps(row, status) if key != "sorted")
    if status == "feedback_received" and row.get("feedback") == "dissatisfied":
        steps = tuple(sorted(steps, key="reworking".__ne__))
    promises = row.get("promises") or ()
    if "answered_again" in steps and promises and all(line.get("kept_on") for line in promises):
        steps = tuple(sorted(steps, key="answered_again".__ne__))
    return steps[:2]


def merged_links(workspace: Workspace, row: Row) -> list[QWidget]:
    """What was merged into an item, or the one that it was merged into, each opening itself."""
    links: list[QWidget] = []
    target = row.get("merged_into")
    if row.get("exit_kind") == "merged" and target and target.id is not None:
        links.append(_row_link(workspace, target.id, f"已并入 {target.name} ›"))
    merged = merged_rows(workspace.ledger, row)
    if merged:
        heading = QLabel(f"并入本件的 {len(merged)} 件")
        heading.setProperty("role", "section")
        links.append(heading)
    for other in merged:
        who = "、".join(ref.name for ref in other.get("deputies") or ()) or other.get("visitor") or ""
        links.append(_row_link(workspace, other["id"], f"●  {matter_name(other, whole=True)}  {who} ›"))
    return links


def _row_link(workspace: Workspace, row_id: int, words: str) -> RowLink:
    link = RowLink(words.replace("\n", " "))
    link.clicked.connect(lambda: workspace.visit.emit("suggestions", row_id, None))
    return link


def _is_dated(key: str, value: object) -> bool:
    """Whether a list of events is told by the course whole."""
    return key in _EVENTS and isinstance(value, tuple) and all(line.get("on") for line in value)


def letter_of(row: Row) -> tuple[str, str] | None:
    """The letter that belongs to the state of an item; overdue ones are supervised."""
    if row.get("days_left") is not None and row["days_left"] < 0:
        return _OVERDUE
    return _LETTERS.get(row["status"])
