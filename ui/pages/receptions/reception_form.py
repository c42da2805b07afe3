"""The form of a reception: the day, who came, and in the same form the opinions that were collected."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.domain.confidences import CODE, traces
from app.domain.fields import Field, Problem
from app.domain.kinds import Flag, Lines, Prose, Text
from app.domain.register import Register
from app.domain.registers.reception_confidences import CONFIDENTIAL
from app.work import reception_day
from ui.forms.form import Form
from ui.forms.form_fields import Section
from ui.forms.line_editors import LinesEditor
from ui.look.row_link import LINKS
from ui.look.theme import dp, show_state
from ui.open_ledger.workspace import Workspace

OPINIONS = "suggestions"
# The columns carry the keys of the register of opinions, so that its own checks judge them.
COLUMNS = (
    Field("content", "意见内容", Prose()),
    Field("village", "涉及村", Text(width=9)),
    Field("category", "分类", Text(width=9)),
    Field("lead_handler", "交办单位", Text(width=14)),
    Field("solved_on_spot", "当场解决", Flag(width=7)),
)


class OpinionsCard(QFrame):
    """The opinions of a reception: those kept already, and a table for new ones."""

    def __init__(self, workspace: Workspace, reception: int | None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.workspace = workspace
        self.editor = LinesEditor(Field("opinions", "意见", Lines(COLUMNS)), workspace)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(20), dp(14), dp(20), dp(18))
        column.setSpacing(dp(10))
        heading = QLabel("本次收集的意见")
        heading.setProperty("role", "heading")
        explanation = QLabel("一行一件。保存后自动编号，进入“意见建议”跟踪办理。")
        explanation.setProperty("role", "quiet")
        explanation.setWordWrap(True)
        for widget in (
            heading,
            explanation,
            *self._opinion_links(reception),
            self.editor.widget,
            self.problem,
        ):
            column.addWidget(widget)

    def _opinion_links(self, reception: int | None) -> list[QLabel]:
        """The opinions that were kept before, each a link to its own page."""
        if reception is None:
            return []
        ledger = self.workspace.ledger
        labels = []
        for row in ledger.rows(OPINIONS, reception_day.opinions_of(ledger, reception)):
            label = QLabel(
                f"<a href='{row['id']}'>{row['no'] or ''} {row['title'] or row['content'][:30]}</a>"
            )
            label.setTextInteractionFlags(LINKS)
            label.linkActivated.connect(lambda row_id: self.workspace.visit.emit(OPINIONS, int(row_id), None))
            labels.append(label)
        return labels

    def read(self, shared: dict[str, Any]) -> tuple[list[dict[str, Any]], list[Problem]]:
        """The values of the lines, judged as the register of opinions judges them; ``shared`` goes before."""
        values, problems = [], []
        for number, line in enumerate(self.editor.raw(), 1):
            typed = {key: words for key, words in line.items() if words}
            line_values, line_problems = self.workspace.ledger.read_values(OPINIONS, {**shared, **typed})
            values.append({key: line_values[key] for key in typed if key in line_values})
            problems += [p._replace(message=f"第 {number} 件：{p.message}") for p in line_problems]
        return values, problems

    def show_problems(self, problems: list[Problem]) -> None:
        """What is wrong or doubtful in the lines, below the table."""
        wrong = any(problem.severity == "error" for problem in problems)
        self.problem.setText("".join(problem.message for problem in problems))
        self.problem.setVisible(bool(problems))
        show_state(self.problem, role="problem" if wrong else "doubt")


class ReceptionForm(Form):
    """One form for the whole reception day; it is kept as one act that can be undone as a whole."""

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        row_id: int | None,
        begin: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.opinions = OpinionsCard(workspace, row_id)
        super().__init__(workspace, register, row_id, begin, parent)
        column = self.fields.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self.opinions)  # after the people, before the long words
        people = column.itemAt(1).widget()
        assert isinstance(people, Section)
        QWidget.setTabOrder(people.rows[-1].editor.focus, self.opinions.editor.focus)
        self.opinions.editor.edited.connect(self._on_edit)

    def is_changed(self) -> bool:
        """Whether something would be lost by leaving, opinions included."""
        return super().is_changed() or bool(self.opinions.editor.raw())

    def typed_data(self) -> dict[str, Any]:
        """What was typed, opinions included, without what visitors asked to keep confidential."""
        typed = dict(super().typed_data().get("typed", {}))
        if "visitors" in typed:
            typed["visitors"] = [_public(line) for line in typed["visitors"]]
        if any(line.get("wants_confidential") for line in self.fields.raw().get("visitors") or ()):
            typed.pop("visitor_words", None)
        opinions = self.opinions.editor.raw()
        return {"typed": typed, "opinions": opinions} if typed or opinions else {}

    def left_out(self) -> list[str]:
        """So are the phones of visitors, and what they asked to keep confidential."""
        lines = self.fields.raw().get("visitors") or [] if self._is_typed("visitors") else []
        phones = ["来访人的电话"] if any(line.get("phone") for line in lines) else []
        confided = any(line.get("wants_confidential") for line in lines)
        return [*super().left_out(), *phones, *(["要求保密的来访人的姓名和反映内容"] if confided else [])]

    def take_draft(self) -> None:
        """Fill in what was typed before, opinions included."""
        draft = self.draft.load()
        super().take_draft()
        self.opinions.editor.restore(draft.get("opinions"))

    def start_over(self) -> None:
        """Forget what was filled in, opinions included."""
        super().start_over()
        self.opinions.editor.restore([])

    def _judged(self, raw: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """The day and its opinions together; what the opinions take over from the day is asked about there alone."""
        values, problems = super()._judged(raw)
        shared = self._shared()
        of_lines = [p for p in self.opinions.read(shared)[1] if p.field not in shared]
        of_lines += self._names_in(self.opinions.editor.raw())
        self.opinions.show_problems([p for p in of_lines if not (self.concealing and p.code == CODE)])
        return values, [*problems, *(problem._replace(field=OPINIONS) for problem in of_lines)]

    def _show(self, problems: list[Problem], wrong: bool) -> None:
        """Where only the opinions are asked about, they are brought into sight."""
        super()._show(problems, wrong)
        if {problem.field for problem in problems} == {OPINIONS}:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.opinions, 0, dp(24)))

    def _names_in(self, lines: list[dict[str, str]]) -> list[Problem]:
        """A doubt when the opinions name a visitor who wants confidentiality."""
        confidence = self.confidence()
        if not any(traces(words, confidence) for line in lines for words in line.values()):
            return []
        words = "本次收集的意见里还有要求保密的来访人的姓名或号码，请换成“来访群众”。"
        return [Problem("", "warning", CODE, words)]

    def _to_read(self) -> dict[str, Any]:
        """In a kept record a line without 是 says that the visitor no longer wants it: her name returns."""
        raw = super()._to_read()
        if self.row_id is not None and raw.get("visitors"):
            raw["visitors"] = [_with_wish(line) for line in raw["visitors"]]
        return raw

    def _shared(self) -> dict[str, Any]:
        """What every opinion takes over from the day, as typed."""
        raw = self.fields.raw()
        shared = {"class": "opinion", "source": "reception", "raised_on": raw.get("held_on")}
        return shared | {key: raw[key] for key in ("site", "deputies") if raw.get(key)}

    def _write(self, values: dict[str, Any]) -> int:
        opinions, _ = self.opinions.read(self._shared())
        ledger = self.workspace.ledger
        if self.row_id is None:
            collected = f"，收集意见 {len(opinions)} 件" if opinions else ""
            with self.workspace.act(f"新增接待：{self.register.name_of(values)}{collected}") as act:
                act.concealing = self.concealing
                row_id = reception_day.enter(ledger, values, opinions)
                self.keep_reasons(row_id)
                return row_id
        with self.workspace.act(f"修改接待：{self._record_name}") as act:
            act.concealing = self.concealing
            reception_day.revise(ledger, self.row_id, values, [(None, opinion) for opinion in opinions])
            self.keep_reasons(self.row_id)
        return self.row_id


def _with_wish(line: dict[str, str]) -> dict[str, str]:
    wish = line.get("wants_confidential") or ("否" if line.get("name") == CONFIDENTIAL else "")
    return {**line, "wants_confidential": wish}


def _public(line: dict[str, str]) -> dict[str, str]:
    """A visitor's line without the phone, and without the name when confidentiality was asked for."""
    hidden = {"phone", "name"} if line.get("wants_confidential") else {"phone"}
    public_line = {key: words for key, words in line.items() if key not in hidden}
    return {"name": CONFIDENTIAL, **public_line} if line.get("wants_confidential") else public_line
