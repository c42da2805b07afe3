"""One item of one site at the right of the board: criteria, what was found, evidence, records, what to fix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import registers
from app.domain.fields import Row
from app.domain.site_standard.judgement import PICTURES, Judgement, RowKey
from app.domain.site_standard.judging import COMPUTED
from app.figures.site_standard import evaluate
from app.storage.refusals import LedgerRefused, Refused
from app.work import site_rounds
from ui import faults, icons
from ui.editors import Editor, editor_for
from ui.form_fields import FieldRow
from ui.pages.board_evidence import EvidenceView
from ui.pages.board_facts import WORDS, Cell
from ui.pill import Pill
from ui.theme import COLOURS, dp
from ui.workspace import Workspace

WIDTH = 340
RECORDS = 6  # records listed one by one; the rest is counted
SITE_ROLES = {"venue": ("venue", "photo"), "sign": ("sign",)}
# What the least of an item counts, by its judge.
UNITS = {
    "venue": "㎡",
    "staff": "名代表",
    "equipment": "件",
    "funds": "元",
    "rules": "项",
    "activities": "次/季度",
}
KEY = "site_checks"


class BoardPanel(QFrame):
    """``closed`` comes when it is put away, ``begun`` when the clerk wants to begin a round."""

    closed = Signal()
    begun = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._workspace = workspace
        self.cell: Cell | None = None
        self.editors: dict[str, Editor] = {}
        self.results: dict[str, QPushButton] = {}
        self.evidence: EvidenceView | None = None
        self._rows: dict[str, FieldRow] = {}
        self._before: dict[str, Any] = {}
        self._judged_by = ""
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._site = QLabel()
        self._site.setProperty("role", "quiet")
        self._site.setWordWrap(True)
        self._pill = Pill()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        shut = QToolButton()
        shut.setIcon(icons.icon("close", COLOURS["quiet"]))
        shut.setToolTip("收起(Esc)")
        shut.setAccessibleName("收起")
        shut.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self._title)
        head.addWidget(self._pill)
        head.addStretch()
        head.addWidget(shut)
        top = QVBoxLayout()
        top.setContentsMargins(dp(18), dp(12), dp(10), dp(6))
        top.setSpacing(dp(2))
        top.addLayout(head)
        top.addWidget(self._site)
        self._foot.setContentsMargins(dp(18), dp(10), dp(18), dp(14))
        self._foot.setSpacing(dp(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._foot)

    # --- what is shown -----------------------------------------------------------------------------

    def show_cell(self, cell: Cell, site: Row, item: Row) -> None:
        """Show an item of a site, as checked, and as the ledgers show it now."""
        self.cell = cell
        self._judged_by = item["judged_by"]
        self._title.setText(item["name"])
        self._site.setText(site["name"])
        self._pill.show_state(*cell.pill)
        self.editors, self.results, self._rows = {}, {}, {}
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(dp(18), dp(4), dp(18), dp(12))
        column.setSpacing(dp(8))
        live = self._live(cell, site)
        self._add_criteria(column, cell, item)
        if cell.check is not None:
            self._add_results(column, cell.check, item)
        self._add_news(column, cell, live)
        self.evidence = EvidenceView(self._files(cell, site, item), self.add_files if cell.check else None)
        column.addWidget(self.evidence)
        if live is not None:
            self._add_records(column, live)
        if cell.check is not None:
            self._add_fields(column, cell.check)
        column.addStretch()
        self._scroll.setWidget(body)
        self._build_foot(cell)

    def _live(self, cell: Cell, site: Row) -> Judgement | None:
        ledger = self._workspace.ledger
        if cell.check is not None:
            return site_rounds.evaluation(ledger, cell.check, ledger.today)
        year = self._workspace.year or ledger.today.year
        found = evaluate(ledger, site["id"], year, min(ledger.today, date(year, 12, 31)))
        return next((one for one in found if one.item.id == cell.item), None)

    def _add_criteria(self, column: QVBoxLayout, cell: Cell, item: Row) -> None:
        words = f"{item.get('criteria') or '没有写标准'}"
        needed = f"必备:{item['needed']}。" if item.get("needed") else ""
        weight = registers.BY_KEY["checklist_items"].field("weight").text(item["weight"])
        unit = UNITS.get(item["judged_by"], "")
        column.addWidget(_section("标准"))
        column.addWidget(_quiet(f"{words}{needed}"))
        least = f",至少 {item['threshold']} {unit}" if item.get("threshold") and unit else ""
        column.addWidget(_quiet(f"分值 {weight}{least}"))

    def _add_results(self, column: QVBoxLayout, check: Row, item: Row) -> None:
        row = QHBoxLayout()
        row.setSpacing(dp(6))
        group = QButtonGroup(self._scroll)
        computed = item["judged_by"] in COMPUTED
        for code in ("met", "partly", "missing"):
            button = QPushButton(WORDS[code])
            button.setProperty("role", "pill")
            button.setCheckable(True)
            button.setChecked(check["result"] == code)
            button.setEnabled(not computed)
            button.clicked.connect(lambda _=False, code=code: self.judge(code))
            group.addButton(button)
            self.results[code] = button
            row.addWidget(button)
        row.addStretch()
        column.addWidget(_section("结果"))
        column.addLayout(row)
        if computed:
            column.addWidget(_quiet("这一项由接待、活动记录自动核对,不能直接改;补齐记录后点“按台账核对”。"))

    def _add_news(self, column: QVBoxLayout, cell: Cell, live: Judgement | None) -> None:
        """What the ledgers show now, where that differs from what was written down."""
        if live is None or cell.check is None:
            if live is not None:
                column.addWidget(_section("台账显示"))
                column.addWidget(_quiet(live.words or "没有记录"))
            return
        if live.result and (live.result != cell.result or live.words != cell.words):
            notice = QFrame()
            notice.setProperty("role", "news")
            inner = QHBoxLayout(notice)
            inner.setContentsMargins(dp(10), dp(6), dp(6), dp(6))
            words = QLabel(f"台账现在显示「{WORDS[live.result]}」:{live.words}")
            words.setWordWrap(True)
            again = QPushButton("按台账核对")
            again.setProperty("role", "small")
            again.clicked.connect(self.refresh)
            inner.addWidget(words, 1)
            inner.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
            column.addWidget(notice)

    def _files(self, cell: Cell, site: Row, item: Row) -> list[tuple[Row, str]]:
        """The files of this check, then the site's own photos of the item, then those of earlier checks."""
        ledger = self._workspace.ledger
        found = []
        if cell.check is not None:
            found = [(file, "本轮自查") for file in ledger.attached(KEY, cell.check["id"])]
        roles = SITE_ROLES.get(item["judged_by"], ())
        found += [
            (file, "联络站资料")
            for file in ledger.attached("liaison_sites", site["id"])
            if file["role"] in roles and str(file["name"]).lower().endswith(PICTURES)
        ]
        for other in ledger.lookup.where(KEY, {"site": site["id"], "item": item["id"]}):
            if cell.check is not None and other["id"] != cell.check["id"]:
                found += [(file, str(other["round"])) for file in ledger.attached(KEY, other["id"])]
        return found

    def _add_records(self, column: QVBoxLayout, live: Judgement) -> None:
        """What is missing with the rows that show it, then the other rows the item was judged from."""
        column.addWidget(_section("依据的记录"))
        column.addLayout(inner := QVBoxLayout())
        inner.setSpacing(0)
        column = inner
        named = {key for gap in live.found.gaps for key in gap.rows}
        for gap in live.found.gaps:
            told = _quiet(f"▲ {gap.words}")
            told.setProperty("role", "doubt")
            column.addWidget(told)
            for key in gap.rows[:RECORDS]:
                column.addWidget(self._record(key))
        sound = [key for key in live.found.rows if key not in named]
        if live.found.gaps and sound:
            column.addWidget(_quiet(f"其余 {len(sound)} 条"))
        for key in sound[: max(2, RECORDS - len(named))]:
            column.addWidget(self._record(key))
        if not live.found.rows and not named:
            column.addWidget(_quiet("台账里还没有相关记录。"))
        for register in dict.fromkeys(key for key, _ in live.found.rows):
            self._add_all(column, register, live.site.id or 0)

    def _record(self, key: RowKey) -> QPushButton:
        register, row = key
        name = self._workspace.ledger.rows_room.names(register, [row]).get(row, "")
        words = f"{registers.BY_KEY[register].label}:{name}"
        short = words if register == "liaison_sites" else words.replace(self._site.text(), "").strip()
        link = QPushButton()
        link.setProperty("role", "record")
        link.setText(link.fontMetrics().elidedText(short, Qt.TextElideMode.ElideRight, dp(WIDTH - 52)))
        link.setToolTip(f"打开{words}")
        link.clicked.connect(lambda: self._workspace.visit.emit(register, row, None))
        return link

    def _add_all(self, column: QVBoxLayout, register: str, site: int) -> None:
        found = registers.BY_KEY[register]
        if "site" not in found.by_key:
            return
        link = QPushButton(f"查看这个站的全部{found.label}")
        link.setProperty("role", "link")
        narrowed = {"equals": {"site": site}, "words": self._site.text()}
        link.clicked.connect(lambda: self._workspace.visit.emit(register, None, narrowed))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_fields(self, column: QVBoxLayout, check: Row) -> None:
        register = registers.BY_KEY[KEY]
        is_task = check["result"] != "met" or check["fix_by"] is not None
        column.addWidget(_section("整改" if is_task else "说明"))
        for key in ("finding", "responsible", "fix_by", "fixed_on") if is_task else ("finding",):
            field = register.field(key)
            editor = editor_for(field, self._workspace)
            editor.fill(check[key])
            editor.edited.connect(self._show_unsaved)
            self.editors[key] = editor
            self._rows[key] = FieldRow(field, editor)
            column.addWidget(self._rows[key])
        self._before = {key: editor.raw() for key, editor in self.editors.items()}

    def _build_foot(self, cell: Cell) -> None:
        while (item := self._foot.takeAt(0)) is not None:
            item.widget().deleteLater()
        self.save_button = QPushButton("保存")
        self.save_button.setProperty("role", "primary")
        self.save_button.setEnabled(False)
        self.save_button.clicked.connect(self.save)
        if cell.check is None:
            begin = QPushButton("开始自查")
            begin.setProperty("role", "primary")
            begin.clicked.connect(self.begun)
            self._foot.addWidget(begin, 1)
            self.save_button.setParent(self)
            self.save_button.hide()
            return
        if cell.result != "met" and cell.check["fixed_on"] is None and self._judged_by not in COMPUTED:
            done = QPushButton("今天整改完成")
            done.clicked.connect(self.fixed_today)
            self._foot.addWidget(done, 1)
        self._foot.addWidget(self.save_button, 1)

    # --- what can be done --------------------------------------------------------------------------

    def judge(self, result: str) -> None:
        """Set the result."""
        self._act(
            lambda ledger, check: site_rounds.judge_by_hand(ledger, check, result), f"记为{WORDS[result]}"
        )

    def refresh(self) -> None:
        """Bring this check in line with the ledgers."""
        self._act(lambda ledger, check: site_rounds.refresh(ledger, [check]), "按台账核对")

    def fixed_today(self) -> None:
        """What was missing has been put right today."""
        self._act(lambda ledger, check: site_rounds.record_fix(ledger, check, ledger.today), "登记整改完成")

    def add_files(self, paths: list[Path]) -> None:
        """Keep files as evidence; the check is judged anew."""
        self._act(
            lambda ledger, check: site_rounds.add_evidence(ledger, check, paths), f"添加佐证 {paths[0].name}"
        )

    def _act(self, work: Callable[..., object], words: str) -> None:
        if self.cell is None or self.cell.check is None or not self.save():
            return
        check = self.cell.check
        try:
            with self._workspace.act(f"{words}:{check['site'].name}{check['item'].name}"):
                work(self._workspace.ledger, check["id"])
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)

    def _changed(self) -> dict[str, Any]:
        return {
            key: editor.raw() for key, editor in self.editors.items() if editor.raw() != self._before.get(key)
        }

    def _show_unsaved(self) -> None:
        self.save_button.setEnabled(bool(self._changed()))

    def save(self) -> bool:
        """Keep what was typed; False when something typed cannot be kept yet."""
        typed = self._changed()
        if not typed or self.cell is None or self.cell.check is None:
            return True
        check, ledger = self.cell.check, self._workspace.ledger
        values, problems = ledger.read_values(KEY, typed, row_id=check["id"])
        for key, row in self._rows.items():
            row.show_problems([problem for problem in problems if problem.field == key])
        if any(problem.severity == "error" for problem in problems):
            return False
        self._before |= typed
        try:
            with self._workspace.act(f"修改自查:{check['site'].name}{check['item'].name}") as act:
                act.change(KEY, check["id"], values)
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away, Ctrl+Enter saves."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)


def _section(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "section")
    return label


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label
