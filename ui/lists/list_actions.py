"""What can be done with a list and its selected rows; one short function an action."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.domain.audiences import INTERNAL
from app.domain.register import Register
from app.storage.protection.disclosures import note_taken_out
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.lists.empty_prints import may_print
from ui.lists.removing import remove
from ui.lists.rows_for_paste import table_for_paste
from ui.lists.shown_list import ShownList

if TYPE_CHECKING:
    from app.paper.sheet import Paper


def add(page: ShownList) -> None:
    """An empty form."""
    page.workspace.wants_form.emit(page.register.key, None, None)


def edit(page: ShownList) -> None:
    """The form of the selected row; a closed row says why it stays as it is."""
    ids = page.selected_ids()
    if len(ids) != 1:
        return
    row = page.workspace.ledger.row(page.register.key, ids[0])
    closed = page.register.closed(row, page.workspace.ledger.context()) if row else None
    if closed:
        ask(page, "这条记录只供查阅", closed, ("知道了",))
        return
    page.workspace.wants_form.emit(page.register.key, ids[0], None)


def copy(page: ShownList) -> None:
    """The selected rows as a table for WPS, private values left out."""
    columns = [field for field in page.model.columns if not field.private]
    rows = page.workspace.ledger.rows(page.register.key, page.selected_ids())
    if rows:
        QGuiApplication.clipboard().setMimeData(table_for_paste(columns, rows))
        words = f"已复制 {len(rows)} {page.register.measure}，可以粘贴到 WPS 表格"
        page.workspace.said.emit(words, False)


def copy_cell(page: ShownList) -> None:
    """The text of the one cell the keyboard is on."""
    cell = page.table.currentIndex()
    if cell.isValid() and not page.model.columns[cell.column()].private:
        QGuiApplication.clipboard().setText(str(cell.data() or ""))
        page.workspace.said.emit("已复制这一格", False)


def everything(page: ShownList) -> None:
    """The rows that no choice narrows any more."""
    page.show_everything()


def all_years(page: ShownList) -> None:
    """The rows of every year."""
    page.workspace.year = None


def columns(page: ShownList) -> None:
    """Which columns the list shows."""
    page.columns.choose()


def import_(page: ShownList) -> None:
    """The import wizard for this register."""
    page.workspace.wants_import.emit(page.register.key, None)


def export_(page: ShownList) -> None:
    """The list, or the selected rows, as a workbook."""
    from ui.lists.export_dialog import export

    columns = [field.key for field in page.model.columns]
    export(
        page, page.workspace, page.register, page.query(), len(page.model.ids), page.selected_ids(), columns
    )


def print_(page: ShownList) -> None:
    """Preview of what is shown, or of the selected rows when several are selected; it asks for whom it is."""
    from app.paper.ledger import filed_papers
    from ui.printing.ledger_preview import show_ledger

    ids = page.selected_ids()
    workspace, register = page.workspace, page.register
    chosen = ids if len(ids) > 1 else None
    query = page.query()
    if not may_print(page):
        return

    def compose(audience: str, include_private: bool) -> list[Paper]:
        if include_private and register.has_private:
            note_taken_out(workspace.ledger, f"打印{register.label}（含保密栏）")
        return filed_papers(
            workspace.ledger,
            register,
            query,
            ids=chosen,
            audience=audience,
            include_private=include_private,
        )

    tasks.run(
        page,
        f"正在排版{register.label}",
        lambda _: compose(INTERNAL, False),
        lambda papers: show_ledger(page.window(), papers, register, compose),
    )


def print_forms_private(page: ShownList) -> None:
    """The printed forms with ID number, phone and address, for this once."""
    print_forms(page, include_private=True)


def print_forms(page: ShownList, include_private: bool = False) -> None:
    """The printed form (登记表) of each selected row."""
    from app.paper.record_form import record_form

    ledger, register = page.workspace.ledger, page.register

    def compose_one(row: int) -> Paper:
        if include_private:
            note_taken_out(ledger, f"打印{register.label}第 {row} 条的登记表（含保密栏）")
        return record_form(ledger, register, row, include_private=include_private)

    _print_each(page, "打印登记表", compose_one)


def print_year_sheets(page: ShownList, kind: str) -> None:
    """What each selected row comes to in the year looked at, or else in this one; ``kind`` of year."""
    from app.work.year_sheets import YEAR_SHEETS

    ledger, sheet = page.workspace.ledger, YEAR_SHEETS[page.register.key][kind]
    year = sheet.year(page.workspace.year, ledger.today)
    _print_each(page, sheet.words, lambda row: sheet.paper(ledger, row, year))


def _print_each(page: ShownList, words: str, compose_one: Callable[[int], Paper]) -> None:
    """One paper for each selected row; ``words`` say what is done."""
    from ui.printing.preview import show_preview

    ids = page.selected_ids()
    if not ids:
        ask(page, "请先选中要打印的记录", f"在列表里选一条或几条，再{words}。", ("知道了",))
        return

    def compose(progress: tasks.Progress) -> object:
        papers = []
        for number, row_id in enumerate(ids):
            progress(number, len(ids))
            papers.append(compose_one(row_id))
        return papers

    tasks.run(page, f"正在{words}", compose, lambda papers: show_preview(page.window(), papers))


def focus_filter(page: ShownList) -> None:
    """The filter box."""
    page.header.filter_box.setFocus()
    page.header.filter_box.selectAll()


def select_all(page: ShownList) -> None:
    """Every row shown."""
    page.table.selectAll()


ACTIONS: dict[str, Callable[[ShownList], None]] = {
    "add": add,
    "edit": edit,
    "remove": remove,
    "copy": copy,
    "copy cell": copy_cell,
    "columns": columns,
    "everything": everything,
    "all years": all_years,
    "import": import_,
    "export": export_,
    "print": print_,
    "forms": print_forms,
    "forms private": print_forms_private,
    "calendar year": partial(print_year_sheets, kind="calendar year"),
    "register year": partial(print_year_sheets, kind="register year"),
    "duty report": partial(print_year_sheets, kind="duty report"),
    "filter": focus_filter,
    "all": select_all,
}
# Name, words, and whether it works on several rows at once.
MENU = (
    ("edit", "修改", False),
    ("forms", "打印登记表", True),
    ("copy", "复制所选行", True),
    ("remove", "删除…", True),
)
# Only where a register keeps private values; each use is for that once (settled.md 15).
PRIVATE_MENU = (("forms private", "打印登记表（含保密栏）", True),)
# What several selected rows offer, beside the words that say how many they are.
SELECTED = (
    ("export", "导出"),
    ("print", "打印"),
    ("forms", "打印登记表"),
    ("copy", "复制"),
    ("remove", "删除…"),
)


def menu_of(register: Register) -> list[tuple[str, str, bool]]:
    """``MENU`` as far as a register has a printed form, a sheet of the year and private values."""
    from app.work.year_sheets import YEAR_SHEETS

    of_year = [(kind, sheet.words, True) for kind, sheet in YEAR_SHEETS.get(register.key, {}).items()]
    return [
        act
        for act in (*MENU, *of_year, *(PRIVATE_MENU if register.has_private else ()))
        if _has(register, act[0])
    ]


def selected_acts_of(register: Register) -> list[tuple[str, str]]:
    """``SELECTED`` as far as a register has a printed form."""
    return [act for act in SELECTED if _has(register, act[0])]


def _has(register: Register, action: str) -> bool:
    from app.paper.forms import LAYOUTS  # not needed to show a list: the window opens sooner without it

    return not action.startswith("forms") or register.key in LAYOUTS
