"""The page of the county's own forms: a file put in once, its places marked once, filled each year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.domain.audiences import ARCHIVE, PUBLIC
from app.domain.register import Register
from app.storage.refusals import LedgerRefused, Refused
from app.work.county_forms.filling import fill_form, filled_name, form_name, keep_template, template_of
from app.work.county_forms.preview import preview_of
from ui.dialogs import faults
from ui.dialogs.open_file import open_file
from ui.dialogs.questions import Question, ask
from ui.dialogs.save_place import ask_save_place, write_to
from ui.lists.act_strip import ActStrip
from ui.lists.list_page import ListPage
from ui.look.calm_boxes import CalmSpinBox
from ui.open_ledger.workspace import Workspace

FILL = "选择位置并填表"
EMPTY = "县里发下来的表（.xlsx、.docx）放进来一次，标出要填的格，以后每年点“填表…”就填好。"
_FILES = "表格和文字 (*.xlsx *.docx)"
_IN_WPS = (
    "文字（.docx）里的位置请在 WPS 里写：在要填的地方写上 〔收到代表建议〕 这样的标记，再点“换上新文件…”。"
)


class FillDialog(Question):
    """Asks for the year and who reads the form."""

    def __init__(self, parent: QWidget, name: str, year: int) -> None:
        words = (
            "填好的存成新文件，县里的原件和台账都不改动。没有数据的地方留空，并一处一处列出来。"
            "对外公开的表，名单里没有来访人姓名、电话、备注，只列可以公开的；身份证号、电话等保密内容另外勾选，记入修改历史。"
        )
        super().__init__(parent, f"填“{name}”", words, ("取消", FILL), icon="county_forms")
        self.year = CalmSpinBox()
        self.year.setRange(1990, 2100)
        self.year.setValue(year)
        self.year.setSuffix(" 年")
        self.year.setAccessibleName("填哪一年")
        self.public = QCheckBox("这份表对外公开")
        self.private = QCheckBox("包含保密内容（只限这一次）")
        self.public.toggled.connect(lambda public: self.private.setEnabled(not public))
        for widget in (self.year, self.public, self.private):
            self.body.addWidget(widget)

    def audience(self) -> str:
        """Who reads the form."""
        return PUBLIC if self.public.isChecked() else ARCHIVE

    def include_private(self) -> bool:
        """Whether private columns are filled."""
        return self.private.isEnabled() and self.private.isChecked()


class CountyFormsPage(ListPage):
    """The generic list with a strip above it."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register)
        strip = ActStrip(
            (
                ("放进一份表…", self.put_in),
                ("标出要填的格…", self.mark_cells),
                ("填表…", self.fill),
                ("换上新文件…", self.replace_file),
            )
        )
        self.empty.offer("放进一份表…", self.put_in, EMPTY)
        self.place_strip(strip)

    def put_in(self) -> None:
        """Choose the county's file; it becomes a form of its name."""
        path = self._chosen_file()
        if path:
            self._done(lambda: self._keep(path, None))

    def replace_file(self) -> None:
        """Choose this year's file of the selected form; the marks stay."""
        row_id = self._one("换上新文件")
        path = self._chosen_file() if row_id else None
        if path:
            self._done(lambda: self._keep(path, row_id))

    def _keep(self, path: Path, row_id: int | None) -> None:
        with self.workspace.act(f"放进上报表格：{path.name}") as act:
            row_id = row_id or act.add(self.register.key, {"name": path.stem[:60]})
            keep_template(act, row_id, path)
        self.reveal(row_id)

    def mark_cells(self) -> None:
        """Show the sheets of the selected form, to be clicked."""
        row_id = self._one("标出要填的格")
        sheets = (
            self._done(lambda: preview_of(Path(template_of(self.workspace.ledger, row_id)["path"])))
            if row_id
            else None
        )
        if sheets is None or row_id is None:
            return
        if not sheets:
            ask(self, "这份是文字文件", _IN_WPS, ("知道了",))
            return
        from ui.pages.figures.mark_dialog import MarkDialog

        dialog = MarkDialog(self, self.workspace, row_id, sheets)
        dialog.exec()
        dialog.deleteLater()

    def fill(self) -> None:
        """Ask for the year, the readers and a name, and fill in the background."""
        row_id, ledger = self._one("填表"), self.workspace.ledger
        if row_id is None:
            return
        dialog = FillDialog(self, form_name(ledger, row_id), self.workspace.year or ledger.today.year)
        dialog.exec()
        dialog.deleteLater()
        if dialog.answer != FILL:
            return
        year = dialog.year.value()
        name = self._done(lambda: filled_name(ledger, row_id, year))
        if name is None:
            return
        target = ask_save_place(self, "填好的表", Path(name).stem, Path(name).suffix)
        if target:
            audience, private = dialog.audience(), dialog.include_private()
            write_to(
                self, "正在填表", target,
                lambda path, _: fill_form(ledger, row_id, year, path, audience=audience, include_private=private),
                self._filled,
            )  # fmt: skip

    def _filled(self, path: Path, remarks: list[str]) -> None:
        words = f"已存为“{path.name}”。"
        if remarks:
            words += f"有 {len(remarks)} 处没有填上，请在 WPS 里看一看。"
        answer = ask(self, "已填好", words, ("知道了", "打开看看"), details="\n".join(remarks))
        if answer == "打开看看":
            open_file(path)

    def _chosen_file(self) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self, "县里发来的表", str(Path.home()), _FILES)
        return Path(chosen) if chosen else None

    def _one(self, act: str) -> int | None:
        ids = self.selected_ids()
        if len(ids) == 1:
            return ids[0]
        ask(self, "请先选一份表", f"在列表里选一份，再{act}。还没有的，先点“放进一份表…”。", ("知道了",))
        return None

    def _done(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return None
