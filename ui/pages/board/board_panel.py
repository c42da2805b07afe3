"""One item of one site at the right of the board: criteria, what was found, evidence, records, what to fix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import registers
from app.domain.fields import Row
from app.domain.site_standard.judgement import PICTURES, Judgement
from app.domain.site_standard.judging import COMPUTED
from app.figures.site_standard import evaluate
from app.storage.ledger import BroughtFile
from app.storage.refusals import LedgerRefused, Refused
from app.work import site_rounds
from ui.dialogs import faults
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace
from ui.pages.board.board_evidence import EvidenceView
from ui.pages.board.board_facts import WORDS, Cell
from ui.pages.board.board_fields import CheckFields
from ui.pages.board.board_records import RecordsView, quiet, section
from ui.panels.adding_files import FilesForRecord
from ui.panels.attachments_view import opener
from ui.panels.side_panel import SidePanel, body_of_panel

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


class BoardPanel(SidePanel):
    """``begun`` comes when the clerk wants to begin a round."""

    begun = Signal()
    width_beside = 340  # points

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self.cell: Cell | None = None
        self.results: dict[str, QPushButton] = {}
        self.evidence: EvidenceView | None = None
        self.fields: CheckFields | None = None
        self._judged_by = ""
        self._subtitle.show()

    # --- what is shown -----------------------------------------------------------------------------

    def show_cell(self, cell: Cell, site: Row, item: Row) -> None:
        """Show an item of a site, as checked, and as the ledgers show it now."""
        if self.fields is not None:
            self.fields.drafted.draft.settle()
        same = self.cell is not None and (self.cell.site, self.cell.item) == (cell.site, cell.item)
        self.cell = cell
        self._judged_by = item["judged_by"]
        self._title.setText(item["name"])
        self._subtitle.setText(site["name"])
        self._pill.show_state(*cell.pill)
        self.results = {}
        body, column = body_of_panel()
        live = self._live(cell, site)
        self._add_criteria(column, cell, item)
        if cell.check is not None:
            self._add_results(column, cell.check, item)
        self._add_news(column, cell, live)
        add = self.add_files if cell.check else None
        free = cell.check is not None and cell.result != "met" and item["judged_by"] not in COMPUTED
        self.evidence = EvidenceView(
            self._files(cell, site, item), opener(self._workspace), add, self.prove if free else None
        )
        column.addWidget(self.evidence)
        if live is not None:
            column.addWidget(section("依据的记录"))
            column.addWidget(RecordsView(self._workspace, live))
        self.fields = None
        if cell.check is not None:
            self.fields = CheckFields(self._workspace, cell.check)
            column.addWidget(self.fields)
        column.addStretch()
        self._show_body(body, keep_place=same)
        self._build_foot(cell)

    def _live(self, cell: Cell, site: Row) -> Judgement | None:
        ledger = self._workspace.ledger
        if cell.check is not None:
            return site_rounds.evaluation(ledger, cell.check, ledger.today)
        year = self._workspace.year or ledger.today.year
        judgements = evaluate(ledger, site["id"], year, min(ledger.today, date(year, 12, 31)))
        return next((one for one in judgements if one.item.id == cell.item), None)

    def _add_criteria(self, column: QVBoxLayout, cell: Cell, item: Row) -> None:
        words = f"{item.get('criteria') or '没有写标准'}"
        needed = f"必备：{item['needed']}。" if item.get("needed") else ""
        weight = registers.BY_KEY["checklist_items"].field("weight").text(item["weight"])
        unit = UNITS.get(item["judged_by"], "")
        column.addWidget(section("标准"))
        column.addWidget(quiet(f"{words}{needed}"))
        least = f"，至少 {item['threshold']} {unit}" if item.get("threshold") and unit else ""
        column.addWidget(quiet(f"分值 {weight}{least}"))

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
        column.addWidget(section("结果"))
        column.addLayout(row)
        if check["is_by_hand"]:
            column.addWidget(quiet("由自查人认定，与台账显示的不同。"))
        if computed:
            column.addWidget(quiet("这一项由接待、活动记录自动核对，不能直接改；补齐记录后点“按台账核对”。"))

    def _add_news(self, column: QVBoxLayout, cell: Cell, live: Judgement | None) -> None:
        """What the ledgers show now, where that differs from what was written down."""
        if live is None or (cell.check is not None and live.words == cell.words):
            return
        if cell.check is None or live.result in ("", cell.result):
            column.addWidget(section("台账现在显示"))
            column.addWidget(quiet(live.words))
            return
        notice = QFrame()
        notice.setProperty("role", "news")
        inner = QHBoxLayout(notice)
        inner.setContentsMargins(dp(10), dp(6), dp(6), dp(6))
        inner.addWidget(quiet(f"台账现在显示“{WORDS[live.result]}”：{live.words}", "news"), 1)
        if not cell.check["is_by_hand"] and not cell.is_fixed:
            again = QPushButton("按台账核对")
            again.setProperty("role", "small")
            again.clicked.connect(self.refresh)
            inner.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(notice)

    def _files(self, cell: Cell, site: Row, item: Row) -> list[tuple[Row, str]]:
        """The files of this check, then the site's own photos of the item, then those of earlier checks."""
        ledger = self._workspace.ledger
        files = []
        if cell.check is not None:
            files = [(file, "本轮自查") for file in ledger.attached(KEY, cell.check["id"])]
        roles = SITE_ROLES.get(item["judged_by"], ())
        files += [
            (file, "联络站资料")
            for file in ledger.attached("liaison_sites", site["id"])
            if file["role"] in roles and str(file["name"]).lower().endswith(PICTURES)
        ]
        for other in ledger.lookup.where(KEY, {"site": site["id"], "item": item["id"]}):
            if cell.check is not None and other["id"] != cell.check["id"]:
                files += [(file, str(other["round"])) for file in ledger.attached(KEY, other["id"])]
        return files

    def _build_foot(self, cell: Cell) -> None:
        self._clear_foot()
        self.save_button = QPushButton("保存")
        self.save_button.setProperty("role", "primary")
        self.save_button.setEnabled(False)
        self.save_button.clicked.connect(self.save)
        if self.fields is not None:
            self.fields.edited.connect(self.save_button.setEnabled)
            self.save_button.setEnabled(self.fields.drafted.is_changed())
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
        if self.cell is not None and self.cell.result == result:
            return
        self._act(
            lambda ledger, check: site_rounds.judge_by_hand(ledger, check, result), f"记为{WORDS[result]}"
        )

    def refresh(self) -> None:
        """Bring this check in line with the ledgers."""
        if self.cell is None or self.cell.check is None:
            return
        try:
            refresh = partial(site_rounds.refresh, self._workspace.ledger, [self.cell.check["id"]])
            changed = with_reason(self, self._workspace, "board", refresh)
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self._workspace.said.emit("已按台账核对" if changed else "已按台账核对，没有变化", bool(changed))

    def fixed_today(self) -> None:
        """What was missing has been put right today."""
        self._act(lambda ledger, check: site_rounds.record_fix(ledger, check, ledger.today), "登记整改完成")

    def add_files(self, paths: list[Path]) -> None:
        """Keep files as evidence; the check is judged anew."""
        self._add_evidence(paths, f"添加佐证 {paths[0].name}", met=False)

    def prove(self, paths: list[Path]) -> None:
        """Keep photos as evidence and mark the item as met by them."""
        self._add_evidence(paths, "添加照片，记为达标", met=True)

    def _add_evidence(self, paths: list[Path], words: str, *, met: bool) -> None:
        if self.cell is None or self.cell.check is None:
            return
        check, ledger = self.cell.check, self._workspace.ledger

        def keep(files: Sequence[BroughtFile]) -> str:
            with ledger.act(f"{words}：{check['site'].name}{check['item'].name}") as act:
                site_rounds.add_evidence(ledger, check["id"], files, met=met)
            return act.name

        FilesForRecord(self, self._workspace, (KEY, check["id"]), paths, keep).add()

    def _act(self, work: Callable[..., object], words: str) -> None:
        if self.cell is None or self.cell.check is None:
            return
        check = self.cell.check
        try:
            with_reason(self, self._workspace, "board", lambda: self._done(work, check, words))
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)

    def _done(self, work: Callable[..., object], check: Row, words: str) -> None:
        with self._workspace.act(f"{words}：{check['site'].name}{check['item'].name}"):
            work(self._workspace.ledger, check["id"])

    def save(self) -> bool:
        """Keep what was typed; False when something typed cannot be kept yet."""
        return self.fields is None or self.fields.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves; Esc goes one step back and asks where something typed would be lost."""
        if event.key() == Qt.Key.Key_Escape and self.fields is not None:
            if not self.fields.drafted.draft.let_go(self):
                return
        if event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)
