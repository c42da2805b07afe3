"""The form of one record: typing first, problems beside the field, nothing half-typed is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.confidences import CODE
from app.domain.fields import Problem
from app.domain.register import Register
from app.domain.texts import quoted_in_short
from app.storage.checks import doubts
from app.storage.refusals import LedgerRefused, Refused
from app.work.changed_places import TakenPlace, give_way, taken_place
from ui.dialogs import faults
from ui.dialogs.faults import LeftAlone
from ui.forms.changing_places import change_places
from ui.forms.confidence_notice import ConfidenceNotice
from ui.forms.drafted_form import DraftedForm
from ui.forms.enter_goes_on import EnterGoesOn
from ui.forms.following import Following, FollowingCounts, carried_on
from ui.forms.form_fields import EditorMaker, FormFields, numbers_itself
from ui.forms.link_choices import offer_rows
from ui.forms.recent_values import recent_texts, row_before
from ui.look.following_scroll import FollowingScroll
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace

MOST_OF_NAME = 60  # characters of a record's name in the title
EMPTY: tuple[Any, ...] = ("", [], None)


class Form(DraftedForm):
    """A new record, or a kept one to be changed.  ``done`` carries the row's id, or None when left."""

    done = Signal(object)
    own_editors: Mapping[str, EditorMaker] = {}  # by field key, where the editor of the kind is not enough

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        row_id: int | None,
        begin: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        existing = workspace.ledger.row(register.key, row_id) if row_id is not None else None
        first_values = self.beginning(existing) if existing else None
        super().__init__(workspace, register, row_id, parent)
        self._scroll = FollowingScroll(self)
        self.fields = FormFields(workspace, register, first_values, self.own_editors, self._scroll)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._enter = EnterGoesOn(self)
        self._confirmed: dict[str, Any] | None = None
        self.concealing = False  # names that are confidential are replaced in what is saved
        self._kept: int | None = None  # the row, once it is written
        self._taken: TakenPlace | None = None  # the number that another record gives up for this one
        self.following = Following(workspace, register, self.fields.rows)
        self._record_name = register.name_of(existing) if existing else ""
        for key, raw in (begin or {}).items():
            self.fields.rows[key].editor.restore(raw)
        self._lay_out()
        self._connect()
        if row_id is None:
            self.following.begin()
        self._blank = self.fields.raw()
        self.take_draft()
        QTimer.singleShot(0, self._begin)

    def beginning(self, row: dict[str, Any]) -> dict[str, Any]:
        """The values with which the fields of a kept row begin."""
        return row

    def _lay_out(self) -> None:
        label = self.register.noun
        name = self._record_name
        if len(name) > MOST_OF_NAME:  # some are called by their words, of any length
            name = f"{name[:MOST_OF_NAME]}…"
        title = QLabel(f"修改{label}：{name}" if self.row_id else f"新增{label}")
        title.setProperty("role", "title")
        title.setWordWrap(True)
        self.copy_last = QPushButton("照上条")
        self.copy_last.setToolTip("把上一条记录里相同的内容抄过来，只填空着的栏")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.copy_last)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(18), dp(24), dp(14))
        column.setSpacing(dp(12))
        column.addLayout(head)
        column.addWidget(self.notice)
        self.names_asked = ConfidenceNotice()
        column.addWidget(self._scroll, 1)
        column.addWidget(self.names_asked)
        column.addLayout(self._make_foot())
        for button in (
            self.copy_last,
            self.next_button,
        ):  # after the layout: a widget without parent is a window
            button.setVisible(self.row_id is None)

    def _make_foot(self) -> QHBoxLayout:
        self._foot_words = QLabel("Enter 下一栏 · Ctrl+Enter 保存 · Esc 离开")
        self._foot_words.setProperty("role", "quiet")
        self._foot_words.setWordWrap(True)
        self.leave_button = QPushButton("离开")
        self.next_button = QPushButton("保存并填下一条")
        self.next_button.setToolTip("Ctrl+Shift+Enter；下一条沿用日期和地点")
        self.save_button = QPushButton("保存")
        self.save_button.setProperty("role", "primary")
        foot = QHBoxLayout()
        foot.setSpacing(dp(10))
        foot.addWidget(self._foot_words, 1)
        for button in (self.leave_button, self.next_button, self.save_button):
            foot.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.leave_button.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self.next_button.clicked.connect(lambda: self.save(another=True))
        self.copy_last.clicked.connect(self._copy_last)
        self.names_asked.concealed.connect(self._save_concealed)
        self.names_asked.kept.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.save)
        if self.row_id is None:
            for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
                self._shortcut(keys, lambda: self.save(another=True))
        self._shortcut("Esc", self.leave)
        self.fields.edited.connect(self._on_edit)
        for row in self.fields.rows.values():
            row.editor.left.connect(self._follow)
            self._enter.watch(row.editor)

    def _follow(self) -> None:
        if self.row_id is None:
            self.following.follow()
        else:
            FollowingCounts(self.workspace, self.register, self.row_id, self.fields.rows).follow(self._blank)

    def _shortcut(self, keys: str, action: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def _begin(self) -> None:
        if self.row_id is None:
            self._to_first_blank()
        else:
            next(iter(self.fields.rows.values())).editor.focus.setFocus()
        self.fields.arrange(self._scroll.viewport().width())
        for key, words in recent_texts(self.workspace, self.register).items():
            if key in self.fields.rows:
                self.fields.rows[key].editor.offer(words)

    def _to_first_blank(self) -> None:
        """The keyboard goes where the next thing is to be typed; what usually stays empty is passed over."""
        rows = list(self.fields.rows.values())
        by_hand = [row for row in rows if not (row.field.seldom or numbers_itself(self.register, row.field))]
        blank = next((row for row in by_hand if row.editor.raw() in EMPTY), rows[0])
        blank.editor.focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One, two or three columns of fields."""
        super().resizeEvent(event)
        self.fields.arrange(self.width() - dp(60))

    def _on_edit(self) -> None:
        self.draft.touch()
        if self._confirmed is not None:
            self._confirmed = None
            self.save_button.setText("保存")
        self.names_asked.hide()

    def _copy_last(self) -> None:
        row = row_before(self.workspace, self.register)
        for field in self.register.own_fields:
            value = row.get(field.key) if row else None
            own = field.private or field.key in self.register.folded_lists
            if value is None or own or field.key not in self.fields.rows:
                continue
            editor = self.fields.rows[field.key].editor
            if editor.raw() in EMPTY:
                editor.fill(value)
        self._on_edit()
        self._to_first_blank()

    # --- leaving and saving ------------------------------------------------------------------------

    def leave(self) -> bool:
        """Go back to the list; asks only when something would be lost.  False when the clerk stays."""
        if not self.draft.let_go(self):
            return False
        self.done.emit(None)
        return True

    def save(self, another: bool = False) -> None:
        """Keep the record; what is wrong is said beside the field, what is doubtful is saved on the second press.

        A form keeps its record once: where it stays open after that, because something failed, the next press
        only closes it.
        """
        if self._kept is not None:
            self._close_kept(self._kept, another)
            return
        try:
            self._kept = self._saved()
        except (LedgerRefused, OSError) as error:
            self.draft.keep()
            faults.tell(self, error)
            return
        if self._kept is not None:
            self._close_kept(self._kept, another)

    def _saved(self) -> int | None:
        """The row, once it is written; None when something is to be put right or confirmed first."""
        if self.row_id is not None:
            self._follow()  # of a list that the keyboard is still in
        raw = self._to_read()
        values, problems = self._judged(raw)
        if self.concealing:
            problems = [problem for problem in problems if problem.code != CODE]
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors or (problems and self._confirmed != raw):
            self._show(problems, bool(errors))
            lasting = doubts.doubts_to_be(self.workspace.ledger, self.register.key, values, self.row_id)
            self.fields.ask_reasons(set() if errors else {p.field for p in lasting if p in problems})
            self._offer_rows(values)
            return None
        try:
            place = f"{self.register.key}-{self.row_id}"
            return with_reason(self, self.workspace, place, lambda: self._write(values))
        except LeftAlone:
            return None
        except Refused as refused:
            return self._refused(refused, values)

    def _refused(self, refused: Refused, values: dict[str, Any]) -> int | None:
        """Say why; where only another record's number stands against it, they may change places: the row, then."""
        is_double = self.row_id is not None and any(p.code == "double" for p in refused.problems)
        ledger, key = self.workspace.ledger, self.register.key
        taken = taken_place(ledger, key, self.row_id or 0, values) if is_double else None
        if taken is None or self._taken is not None or not change_places(self, ledger, key, taken, values):
            self._show(refused.problems, True)
            return None
        self._taken = taken
        try:
            return self._saved()
        finally:
            self._taken = None

    def _judged(self, raw: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """The values of what was typed, and all that is wrong or doubtful in the form, other parts of it included."""
        return self.workspace.ledger.read_values(self.register.key, raw, row_id=self.row_id)

    def _close_kept(self, row_id: int, another: bool) -> None:
        self.draft.drop()
        self._blank = self.fields.raw()
        if another:
            carried = carried_on(self.register, self._blank)
            self.workspace.wants_form.emit(self.register.key, None, carried)
        else:
            self.done.emit(row_id)

    def _offer_rows(self, values: dict[str, Any]) -> None:
        ledger, key = self.workspace.ledger, self.register.key
        row_before = ledger.row(key, self.row_id) if self.row_id is not None else None
        offer_rows(ledger, key, self.fields.rows, {**(row_before or {}), **values})

    def _save_concealed(self) -> None:
        self.names_asked.hide()
        self.concealing = True
        try:
            self.save()
        finally:
            self.concealing = False

    def _to_read(self) -> dict[str, Any]:
        raw = self.fields.raw()
        if self.row_id is None:
            return {key: value for key, value in raw.items() if value not in EMPTY}
        return {key: value for key, value in raw.items() if value != self._blank.get(key)}

    def _write(self, values: dict[str, Any]) -> int:
        label = self.register.noun
        if self.row_id is None:
            with self.workspace.act(f"新增{label}") as act:
                act.concealing, act.names_row = self.concealing, True
                row_id = int(act.add(self.register.key, values))
                self.keep_reasons(row_id)
                return row_id
        with self.workspace.act(f"修改{label}：{self._record_name}") as act:
            act.concealing = self.concealing
            if self._taken is not None:
                give_way(act, self.register.key, self._taken)
            act.change(self.register.key, self.row_id, values)
            act.refuse_doubles()
            self.keep_reasons(self.row_id)
        return self.row_id

    def keep_reasons(self, row_id: int) -> None:
        """Keep what was written beside doubts, within the act that keeps the record."""
        doubts.answer_fields(self.workspace.ledger, self.register.key, row_id, self.fields.reasons())

    def _show(self, problems: list[Problem], wrong: bool) -> None:
        first_wrong = self.fields.show_problems(problems)
        if first_wrong is not None:  # once the sentences have their room
            QTimer.singleShot(
                0, first_wrong, lambda: self._scroll.ensureWidgetVisible(first_wrong, 0, dp(24))
            )
        stopping = [p for p in problems if p.severity == "error" or not wrong]
        elsewhere = "".join(p.message for p in stopping if p.field not in self.fields.rows and p.code != CODE)
        self._confirmed = None if wrong else self._to_read()  # a date that was just left is written anew
        self.names_asked.tell([] if wrong else problems)
        self.save_button.setText("保存" if wrong else "仍然保存")
        red = {problem.field for problem in problems if problem.severity == "error"}
        names = "、".join(row.field.label for key, row in self.fields.rows.items() if key in red)
        words = f"请改正标红的栏再保存：{names}。" if wrong else "标黄的栏请核对；确认无误，再按一次保存。"
        self._foot_words.setText(elsewhere or words + self._out_of_sight(stopping))

    def _out_of_sight(self, problems: list[Problem]) -> str:
        """The first that stands below a table higher than the view, where nobody looks, and how many more do."""
        rows, room = self.fields.rows, self._scroll.viewport().height()
        far = [p for p in problems if p.field in rows and rows[p.field].height() > room]
        more = f"另有 {len(far) - 1} 处写在表的下面。" if len(far) > 1 else ""
        return f"{quoted_in_short(far[0].message)}{more}" if far else ""
