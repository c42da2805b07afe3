"""What can be done with a list and its selected rows; one short function an action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from app.domain.audiences import INTERNAL
from app.paper.forms.year_sheets import YEAR_SHEETS
from app.paper.sheet import Paper
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults, tasks
from ui.dialogs.questions import ReasonQuestion, ask
from ui.lists.shown_list import ShownList


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


def remove(page: ShownList) -> None:
    """Move the selected rows to the recycle bin, with a reason, as one act."""
    ids = page.selected_ids()
    if not ids:
        return
    register, ledger = page.register, page.workspace.ledger
    name = register.name_of(ledger.row(register.key, ids[0]) or {})
    whole = f"“{name}”" if len(ids) == 1 else f"“{name}”等 {len(ids)} {register.measure}"
    question = ReasonQuestion(page, f"把{whole}移入回收站?", "可以随时撤销,也可以在回收站里恢复。")
    question.exec()
    if question.answer != "移入回收站":
        return
    try:
        with page.workspace.act(f"删除{register.label}{whole}") as act:
            for row_id in ids:
                act.remove(register.key, row_id, why=question.reason.toPlainText().strip())
    except (Refused, LedgerRefused) as error:
        faults.tell(page, error)


def copy(page: ShownList) -> None:
    """The selected rows as text, for pasting into WPS: tabs between columns, private values left out."""
    columns = [field for field in page.model.columns if not field.private]
    lines = ["\t".join(field.label for field in columns)]
    for row in page.workspace.ledger.rows(page.register.key, page.selected_ids()):
        lines.append("\t".join(field.text(row.get(field.key)).replace("\n", " ") for field in columns))
    QGuiApplication.clipboard().setText("\n".join(lines))
    page.workspace.said.emit(f"已复制 {len(lines) - 1} {page.register.measure},可以粘贴到 WPS 表格", False)


def import_(page: ShownList) -> None:
    """The import wizard for this register."""
    page.workspace.wants_import.emit(page.register.key)


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

    def compose(audience: str, include_private: bool) -> list[Paper]:
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
    from ui.printing.preview import show_preview

    workspace, register, ids = page.workspace, page.register, page.selected_ids()

    def compose(progress: tasks.Progress) -> object:
        papers = []
        for number, row_id in enumerate(ids):
            progress(number, len(ids))
            papers.append(record_form(workspace.ledger, register, row_id, include_private=include_private))
        return papers

    tasks.run(page, "正在排版登记表", compose, lambda papers: show_preview(page.window(), papers))


def print_year_sheets(page: ShownList) -> None:
    """What each selected row comes to in the year looked at, or else in this one."""
    from ui.printing.preview import show_preview

    workspace, ids = page.workspace, page.selected_ids()
    _, compose_one = YEAR_SHEETS[page.register.key]
    year = workspace.year or workspace.ledger.today.year

    def compose(progress: tasks.Progress) -> object:
        papers = []
        for number, row_id in enumerate(ids):
            progress(number, len(ids))
            papers.append(compose_one(workspace.ledger, row_id, year))
        return papers

    tasks.run(page, f"正在排版{year}年的记录", compose, lambda papers: show_preview(page.window(), papers))


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
    "import": import_,
    "export": export_,
    "print": print_,
    "forms": print_forms,
    "forms private": print_forms_private,
    "year sheets": print_year_sheets,
    "filter": focus_filter,
    "all": select_all,
}
# Name, words, and whether it works on several rows at once.
MENU = (
    ("edit", "修改", False),
    ("forms", "打印登记表", True),
    ("copy", "复制所选行", True),
    ("remove", "删除……", True),
)
# Only where a register keeps private values; each use is for that once (settled.md 15).
PRIVATE_MENU = (("forms private", "打印登记表(含保密栏)", True),)
