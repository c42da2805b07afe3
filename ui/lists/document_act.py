"""登记发文: the document of a decision gets its number from the register of what goes out, and its entry is shown."""

from __future__ import annotations

from app.paper.decisions.published import NotDecided
from app.storage.refusals import LedgerRefused, Refused
from app.work.issued_documents import DOCUMENTS, document_of, enter_document
from ui.dialogs import faults
from ui.dialogs.questions import ask
from ui.lists.papers_page import PapersPage
from ui.open_ledger.correction_reason import with_reason

ACT = "登记发文"


def with_document_act(page: PapersPage) -> PapersPage:
    """The page with a button for it, where its register holds what is published under a number."""
    if page.register.published:
        button = page.add_to_strip(ACT, lambda: _enter(page))
        button.setToolTip("把决议、公告登记到“发文登记”，文号接着编；已经登记的，打开那一条")
    return page


def _enter(page: PapersPage) -> None:
    ids, ledger, key = page.selected_ids(), page.workspace.ledger, page.register.key
    if len(ids) != 1:
        ask(page, "请先选一条", "在列表里选一条，再点“登记发文”。", ("知道了",))
        return
    is_new = document_of(ledger, key, ids[0]) is None
    try:
        document = with_reason(
            page, page.workspace, f"{key}-{ids[0]}", lambda: enter_document(ledger, key, ids[0])
        )
    except NotDecided as reason:
        ask(page, "还不能登记发文", str(reason), ("知道了",))
        return
    except (Refused, LedgerRefused, OSError) as error:
        faults.tell(page, error)
        return
    if is_new:
        page.workspace.said.emit("已登记发文", True)
    page.workspace.visit.emit(DOCUMENTS, document, None)
