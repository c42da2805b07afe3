"""Going back to what is half-filled: its form, the page that is its form, or the part of a page it was typed in."""

from __future__ import annotations

from ui.frame.frame import Frame
from ui.frame.page_acts import FORM_PAGES, PART_PAGES


def resume(window: Frame, key: str, row_id: int | None, part: str) -> None:
    """Show where the draft of a register's row was typed; ``part`` names what is no whole form."""
    page_key = PART_PAGES.get((key, part.partition("_")[0]))
    if page_key:
        window.open_page(page_key)
    elif part:
        _resume_part(window, key, row_id, part)
    elif key in FORM_PAGES:
        window.open_page(FORM_PAGES[key])
    else:
        window.open_form(key, row_id, None)


def _resume_part(window: Frame, key: str, row_id: int | None, part: str) -> None:
    draft = window.workspace.ledger.drafts.load(f"{key}-{row_id or 'many'}-{part}") or {}
    ids = draft.get("ids")
    window.visit(key, row_id, {"words": "没有填完的", "among": tuple(ids)} if ids else None)
    page = window.list_shown()
    if page is not None and page.register.key == key:
        if ids:
            page.table.selectAll()
        page.resume(part)
