"""A printout that would hold no record is made only when it is wanted."""

from __future__ import annotations

from ui.dialogs.questions import ask
from ui.lists.shown_list import ShownList

PRINT_EMPTY = "打印空白台账"


def may_print(page: ShownList) -> bool:
    """Whether what is shown shall be printed: a list without rows asks first and says how rows would come."""
    if page.model.ids:
        return True
    query = page.query()
    narrowed = query.find or query.filter or query.equals or query.among is not None
    cure = "换一个筛选词或点“全部”再打印；" if narrowed else "可以先登记，或在右上角换一个年度；"
    words = f"{cure}需要一张空白的台账，也可以照样打印。"
    return ask(page, "现在没有可打印的记录", words, (PRINT_EMPTY, "不打印")) == PRINT_EMPTY
