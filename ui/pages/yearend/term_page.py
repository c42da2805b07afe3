"""换届: how the newest change of a level stands, and the form of the next one; no dialog, so an interruption loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.codes import LEVELS
from app.domain.registers import BY_KEY
from app.paper.ledger import filed_papers
from app.storage.query import Query
from app.storage.refusals import LedgerRefused, Refused
from app.yearend.term_change import Proof, change_term, old_term
from app.yearend.term_plan import OldTerm, TermPlan, hindrance, term_name
from app.yearend.term_standing import TermStanding, renew_sites, standing_of
from ui.dialogs import faults, tasks
from ui.dialogs.questions import ask
from ui.forms.choice_editors import CalmCombo
from ui.look.cards import button_row, card, plain_label
from ui.look.following_scroll import FollowingScroll
from ui.look.row_link import RowLink
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace
from ui.pages.yearend.term_form import CHANGE, TermForm
from ui.printing.preview import show_preview

WORDS = "新一届第一次会议召开，上届代表的任期就结束。换届只新增，不改动、不删除以前的记录，可以整体撤销。"
GO, BACK = "换届", "再核对"
RENEW = "驻站代表换成新一届"
STAYS = "联络站、承办单位、分类等目录和设置照旧；{count} 件没有办结的意见建议接着办理。"


class TermPage(FreshPage):
    """One level at a time: each has terms of its own."""

    concerns = frozenset(
        {
            "terms",
            "deputies",
            "electoral_districts",
            "mandate_changes",
            "liaison_sites",
            "suggestions",
            "people",
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form: TermForm | None = None
        self.proof: Proof | None = None
        self._early = ""  # the level whose next term is wanted though the newest has only begun
        self._built: tuple[str, object] | None = None  # for which level and old term the form was built
        self.level = CalmCombo()
        self.level.setAccessibleName("哪一级")
        self.go = QPushButton("核对并换届")
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self.change)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(self.change)
        self._lay_out()
        self._offer_levels()
        self.level.activated.connect(lambda _: self.show_level())
        self.first_place = self.level

    def _lay_out(self) -> None:
        title = QLabel("换届")
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(title, 1)
        head.addWidget(self.level)
        head.addWidget(self.go)
        words = QLabel(WORDS)
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        # In sight wherever the form stands: what the sentences stand beside may be taller than the screen.
        self.wrong = QLabel()
        self.wrong.setProperty("role", "problem")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        body = QWidget()
        body.setProperty("role", "body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, dp(4), 0)
        self._column.setSpacing(dp(10))
        self._column.addStretch()
        self._scroll = FollowingScroll()
        self._scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(18), dp(24), dp(14))
        column.setSpacing(dp(8))
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(self.wrong)
        column.addWidget(self._scroll, 1)

    def _offer_levels(self) -> None:
        """The levels with terms, the town's first; one whose change was begun is shown."""
        ledger, drafts = self.workspace.ledger, self.workspace.ledger.drafts.keys()
        present = {row["level"] for row in ledger.rows("terms", ledger.ids("terms"))}
        for code, label, _ in LEVELS:
            if code in present or code == "township":
                self.level.addItem(f"{label}人大", code)
        begun = (
            n for n in range(self.level.count()) if f"terms-new-{CHANGE}_{self.level.itemData(n)}" in drafts
        )
        self.level.setCurrentIndex(next(begun, 0))

    def reload(self) -> None:
        """The standing anew; a form that is being filled in stays while its old term is the same."""
        super().reload()
        self.show_level()

    def show_level(self) -> None:
        """How the newest term of the chosen level stands, and below it the form of the next one."""
        ledger, level = self.workspace.ledger, self.level.currentData()
        old, standing = old_term(ledger, level), standing_of(ledger, level)
        if self.form is not None and self._is_over(level, old):
            self.form.drafted.saved()  # else what was typed would be offered for the term after it
        words = hindrance(level, old)
        is_coming = standing is not None and (standing.term["started_on"] or ledger.today) > ledger.today
        is_young = standing is not None and standing.is_young(ledger.today)
        waits = is_young and self._early != level and not self._is_begun()
        begins = old if not (words or is_coming or waits) else None
        if begins is None or self._built != (level, old):
            self._forget_form()
        self._clear_cards()
        if words:
            cure = button_row(("填写届次" if old else "新增届次", lambda: self._fill_term(old, level)))
            self._column.insertWidget(0, card("还不能换届", words, [cure], 1))
        if standing is not None:
            self._column.insertWidget(0, self._standing_card(standing, waits))
        if begins is not None and self.form is None:
            self._build_form(level, begins)
        self.go.setVisible(self.form is not None)

    def _fill_term(self, old: OldTerm | None, level: str) -> None:
        row_id, begin = (old.row["id"], None) if old else (None, {"level": level})
        self.workspace.wants_form.emit("terms", row_id, begin)

    def _is_over(self, level: str, old: OldTerm | None) -> bool:
        """Whether the term that the form changes has been followed by another one."""
        before = self._built[1] if self._built and self._built[0] == level else None
        return isinstance(before, OldTerm) and old is not None and before.row["id"] != old.row["id"]

    def _is_begun(self) -> bool:
        """Whether the form of the next term was half-filled before."""
        return f"terms-new-{CHANGE}_{self.level.currentData()}" in tuple(self.workspace.ledger.drafts.keys())

    def begin_early(self) -> None:
        """The form of the next term, though the newest has only begun."""
        self._early = self.level.currentData()
        self.show_level()

    def _build_form(self, level: str, old: OldTerm) -> None:
        self._built = (level, old)
        self.form = TermForm(self.workspace, level, old, self._scroll.widget())
        self.form.edited.connect(self.wrong.hide)
        self._column.insertWidget(self._column.count() - 1, self.form)
        self.form.arrange(self.width())

    def _forget_form(self) -> None:
        self.wrong.hide()
        if self.form is not None:
            self.form.draft.settle()
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _clear_cards(self) -> None:
        for place in reversed(range(self._column.count())):
            widget = self._column.itemAt(place).widget()
            if widget is not None and widget is not self.form:
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

    # --- how the newest change stands ------------------------------------------------------------

    def _standing_card(self, standing: TermStanding, offers_next: bool) -> QWidget:
        lines: list[QWidget] = [plain_label(words, "") for words in self._sentences(standing)]
        lines += [self._still_former_line(key, rows) for key, rows in standing.still_former.items()]
        level, ordinal = standing.term["level"], standing.term["ordinal"]
        equals = {"term": standing.term["id"]}
        name, former = term_name(level, ordinal), term_name(level, standing.former["ordinal"])
        acts = [
            ("导入选区…", lambda: self._import("electoral_districts", ordinal, level)),
            ("导入新当选的代表…", lambda: self._import("deputies", ordinal, level)),
            (
                f"看{name}名册",
                lambda: self.workspace.visit.emit("deputies", None, {"words": name, "equals": equals}),
            ),
        ]
        if standing.term["started_on"]:
            acts.append((f"打印{former}届满时的名册", lambda: self._print_former(standing)))
        if standing.former_at_sites and standing.has_begun(self.workspace.ledger.today):
            acts.append((RENEW, self.renew))
        if offers_next:
            acts.append(("办下一次换届", self.begin_early))
        lines.append(button_row(*acts))
        return card(f"{name}换届情况", "", lines, len(lines))

    def _still_former_line(self, key: str, rows: tuple[int, ...]) -> QWidget:
        register = BY_KEY[key]
        link = RowLink(
            f"{register.label}有 {len(rows)} {register.measure}还写着上届代表，请逐条更新（点这里打开）。"
        )
        link.clicked.connect(lambda: self.workspace.show_rows(key, rows, f"{register.label}：还写着上届代表"))
        return link

    def _sentences(self, standing: TermStanding) -> Iterator[str]:
        today, term = self.workspace.ledger.today, standing.term
        started, former = term["started_on"], term_name(standing.former["level"], standing.former["ordinal"])
        when = "还没有填首次会议日期" if started is None else f"首次会议 {started.isoformat()}"
        over = "已经结束，名册、选区、变动只能写明理由更正" if standing.has_begun(today) else "到那一天为止"
        yield f"{when}；{former}的任期{over}。"
        quota = f"代表名额 {term['quota']} 名，" if term["quota"] else ""
        missing = f"，还差 {standing.missing} 名" if standing.missing else ""
        yield (
            f"{quota}选区 {standing.districts} 个，已登记代表 {standing.again + standing.new} 名："
            f"连任 {standing.again} 名，新当选 {standing.new} 名{missing}。{former}登记过 {standing.former_deputies} 名。"
        )
        yield f"联络站 {standing.sites} 个。" + STAYS.format(count=standing.open_suggestions)
        if standing.former_at_sites:
            then = f"请点“{RENEW}”" if standing.has_begun(today) else "首次会议以后请换成新一届"
            yield f"{len(standing.former_at_sites)} 个联络站的驻站代表还写着上届代表，{then}。"
        if self.proof is not None:
            added = "，".join(
                f"{BY_KEY[key].label} {self.proof.before[key]} → {self.proof.after[key]}"
                for key in self.proof.added
            )
            yield f"换届前后逐条核对：以前的 {sum(self.proof.before.values())} 条记录都没有变；{added}。"

    def _print_former(self, standing: TermStanding) -> None:
        """The roster of the old term as it stood on its last day."""
        ledger, last = self.workspace.ledger, standing.term["started_on"] - timedelta(days=1)
        query = Query(on=last, equals={"level": standing.term["level"]})
        papers = filed_papers(ledger, BY_KEY["deputies"], query)
        tasks.run(self, "正在排版名册", lambda _: papers, lambda ready: show_preview(self.window(), ready))

    def _import(self, key: str, ordinal: int, level: str) -> None:
        self.workspace.wants_import.emit(key, {"term": ordinal, "level": level})

    def renew(self) -> None:
        """The new mandates of the re-elected at the sites; who was not is taken off, which the history keeps."""
        words = "连任的换成新一届的代表，不再连任的移出驻站代表（修改历史里能看到），可以撤销。"
        if ask(self, "把驻站代表换成新一届吗？", words, ("先不换", "换成新一届")) != "换成新一届":
            return
        try:
            level = self.level.currentData()
            count = with_reason(
                self, self.workspace, "sites", lambda: renew_sites(self.workspace.ledger, level)
            )
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已更新 {count} 个联络站的驻站代表", bool(count))

    # --- changing the term -----------------------------------------------------------------------

    def change(self) -> None:
        """Judge what was typed, ask once with the counts, back up and change the term in the background."""
        plan = self.form.plan() if self.form is not None else None
        self._show_wrong()
        if plan is None or ask(self, f"办理{plan.called}换届？", _counts(plan), (BACK, GO)) != GO:
            return
        ledger = self.workspace.ledger

        def work(progress: tasks.Progress) -> Proof:
            return change_term(ledger, plan, progress)

        tasks.run(self, "正在换届", work, self._changed, settled=self.workspace.backed_up.emit)

    def _show_wrong(self) -> None:
        rows = self.form.wrong if self.form is not None else []
        if rows:
            labels = "、".join(row.field.label for row in rows)
            first = rows[0].problem.text().splitlines()[0]
            self.wrong.setText(f"请改正标红的栏再换届：{labels}。{first}")
        self.wrong.setVisible(bool(rows))

    def _changed(self, proof: Proof) -> None:
        self.proof, self._early = proof, ""
        if self.form is not None:
            self.form.drafted.saved()
            self._built = None
        self._mark_stale()
        self.workspace.said.emit("换届已办好", True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the fields by the room there is."""
        super().resizeEvent(event)
        if self.form is not None:
            self.form.arrange(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed; nothing typed is lost unasked."""
        form = self.form
        if event.key() == Qt.Key.Key_Escape and form is not None and form.drafted.is_changed():
            if form.draft.let_go(self) and not form.draft.load():
                form.drafted.start_over()
        else:
            super().keyPressEvent(event)


def _counts(plan: TermPlan) -> str:
    seats = f"代表名额 {plan.quota} 名，" if plan.quota else ""
    return (
        f"首次会议 {plan.started_on.isoformat()}，{seats}选区 {len(plan.districts)} 个，连任代表 {len(plan.reelected)} 名。"
        "先自动备份，再一步记入台账；新当选的代表随后导入。以前的记录都不改动，办完可以整体撤销。"
    )
