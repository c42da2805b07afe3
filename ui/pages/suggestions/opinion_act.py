"""登记意见: what was raised at the selected occasion becomes a suggestion, whose form is begun."""

from __future__ import annotations

from app.domain.registers import BY_KEY
from app.work.occasion_opinions import RAISED_AT, opinion_of
from ui.dialogs.questions import ask
from ui.forms.typed_values import typed
from ui.lists.papers_page import PapersPage

ACT = "登记提出的意见"


def with_opinion_act(page: PapersPage) -> PapersPage:
    """The page with a button for it, where something is raised at what its register holds."""
    if page.register.key in RAISED_AT:
        button = page.add_to_strip(ACT, lambda: _begin(page))
        button.setToolTip("打开一条意见建议，日期、来源和这一次已经填好；一件事一条")
    return page


def _begin(page: PapersPage) -> None:
    ids = page.selected_ids()
    if len(ids) != 1:
        ask(page, "请先选一条", f"在列表里选一条，再点“{ACT}”。", ("知道了",))
        return
    begin = typed(BY_KEY["suggestions"], opinion_of(page.workspace.ledger, page.register.key, ids[0]))
    page.workspace.wants_form.emit("suggestions", None, begin)
