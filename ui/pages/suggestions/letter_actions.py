"""Letters in the window: preview, .docx for WPS, the template in WPS, and the original back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.fields import Row
from app.paper.letters import templates, writing
from app.paper.letters.filling import TemplateBroken
from app.paper.letters.kinds import KINDS
from app.paper.letters.readiness import LetterTooSoon, hindrance, refuse_too_soon
from app.paper.sheet import Paper
from app.storage.files import beside_if_held
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults, tasks
from ui.dialogs.open_file import open_file
from ui.dialogs.questions import ask
from ui.dialogs.save_place import WORD, ask_save_place
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.suggestion_form import SuggestionForm


def preview(parent: QWidget, workspace: Workspace, kind: str, ids: Sequence[int]) -> None:
    """The letters of these items as pages: preview, print, PDF."""
    from ui.printing.preview import show_preview

    try:
        refuse_too_soon(workspace.ledger, kind, ids)
    except Refused as refused:
        tell_failure(parent, workspace, kind, refused)
        return

    def compose(progress: tasks.Progress) -> object:
        papers: list[Paper] = []
        for number, row_id in enumerate(ids):
            progress(number, len(ids))
            papers += writing.letter_papers(workspace.ledger, kind, row_id)
        return papers

    name = KINDS[kind].name
    if len(ids) == 1:
        name = writing.letter_name(workspace.ledger, kind, ids[0])
    tasks.run(
        parent,
        f"正在排版{KINDS[kind].name}",
        compose,
        lambda papers: show_preview(parent.window(), papers, name=name),
        lambda error: tell_failure(parent, workspace, kind, error),
    )


def save(parent: QWidget, workspace: Workspace, kind: str, row_id: int) -> None:
    """The letter as .docx where the clerk wants it; a file that WPS holds is left alone."""
    name = writing.letter_name(workspace.ledger, kind, row_id)
    target = ask_save_place(parent, "存为 Word 文档", name, WORD)
    if not target:
        return
    try:
        written, _ = beside_if_held(
            target, lambda path: writing.write_letter(workspace.ledger, kind, row_id, path, _page_count)
        )
    except (Refused, LedgerRefused, OSError) as error:
        tell_failure(parent, workspace, kind, error)
        return
    answer = ask(parent, "已经写好", f"{written.name}\n存在 {written.parent}", ("知道了", "打开"))
    if answer == "打开":
        open_file(written)


def _page_count(paper: Paper) -> int:
    from ui.printing.pagination import laid_out  # only when somebody writes a letter

    return len(laid_out([paper]).pages)


def edit_template(parent: QWidget, workspace: Workspace, kind: str) -> None:
    """Open the clerk's copy of the template in WPS."""
    try:
        path = templates.copy_to_edit(workspace.ledger, kind)
    except OSError as error:
        faults.tell(parent, error)
        return
    open_file(path)
    workspace.said.emit(
        f"正在打开模板“{KINDS[kind].name}”，改好后在 WPS 里保存即可；花括号里的字不要改", False
    )


def bring_back(parent: QWidget, workspace: Workspace, kind: str) -> None:
    """Use the original template again; the clerk's copy is put aside."""
    try:
        aside = templates.bring_back(workspace.ledger, kind)
    except OSError as error:
        faults.tell(parent, error)
        return
    name = KINDS[kind].name
    words = (
        f"已恢复原来的“{name}”模板，改过的那份留作“{aside.name}”" if aside else f"“{name}”用的就是原来的模板"
    )
    workspace.said.emit(words, False)


def tell_failure(parent: QWidget, workspace: Workspace, kind: str, error: Exception) -> None:
    """Say what went wrong; a broken template can be mended or replaced at once, an empty field filled in."""
    if isinstance(error, LetterTooSoon):
        _too_soon(parent, workspace, kind, error)
        return
    if not isinstance(error, TemplateBroken):
        faults.tell(parent, error)
        return
    answers = ("知道了", "恢复原来的模板", "打开模板改正")
    answer = ask(parent, "模板有改坏的地方", str(error), answers, icon="warn")
    if answer == "打开模板改正":
        edit_template(parent, workspace, kind)
    elif answer == "恢复原来的模板":
        bring_back(parent, workspace, kind)


def _too_soon(parent: QWidget, workspace: Workspace, kind: str, error: LetterTooSoon) -> None:
    answers = ("知道了", "现在去填") if error.field else ("知道了",)
    answer = ask(parent, f"现在还不能打印{KINDS[kind].name}", str(error), answers, icon="warn")
    if answer == "现在去填":
        workspace.wants_form.emit("suggestions", error.row_id, None)
        form = parent.window().findChild(SuggestionForm)
        if isinstance(form, SuggestionForm):
            form.go_to(error.field)


def add_menu(menu: QMenu, parent: QWidget, workspace: Workspace, row: Row) -> None:
    """The letters of one item under one entry each; why one cannot be sent now stands above its entries."""
    for kind, of in KINDS.items():
        letters = menu.addMenu(of.name)
        why = hindrance(kind, row, workspace.ledger.today)
        if why:
            letters.addAction(why.sentence).setEnabled(False)
            letters.addSeparator()
        for words, act in (
            ("预览和打印", lambda kind=kind: preview(parent, workspace, kind, [row["id"]])),
            ("存为 Word 文档…", lambda kind=kind: save(parent, workspace, kind, row["id"])),
        ):
            action = letters.addAction(words)
            action.setEnabled(not why)
            action.triggered.connect(lambda _=False, act=act: act())
        letters.addAction("在 WPS 里改模板").triggered.connect(
            lambda _=False, kind=kind: edit_template(parent, workspace, kind)
        )
        back = letters.addAction("恢复原来的模板")
        back.setEnabled(templates.is_edited(workspace.ledger, kind))
        back.triggered.connect(lambda _=False, kind=kind: bring_back(parent, workspace, kind))
