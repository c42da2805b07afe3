"""移交清单: however long the titles and paths, a 档号 stands in one line."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from app.paper.sheet import Table
from app.yearend.catalogue import Entry
from app.yearend.transfer_papers import transfer_list
from ui.printing.pagination import laid_out

CODE = "0123-WS·2022-D30-RDB-0001"
OFFICE = {"county": "四会市", "town": "迳口镇"}


@pytest.mark.usefixtures("qapp")
def test_a_code_is_never_broken_and_titles_are_written_as_documents_write_them() -> None:
    path = "data/文件/2022-D30-0001/" + "照片" * 40 + ".jpg"
    entries = [
        Entry("原始文件", "活动 2022-08-24 代表小组活动:走访" * 4, path, CODE),
        Entry("台账", "甲", "a", ""),
    ]
    making: Any = SimpleNamespace(
        ledger=SimpleNamespace(office=OFFICE), year=2022, history_head="E4F0", entries=entries,
        bag=SimpleNamespace(sizes={path: 10**9, "a": 1}), include_private=False,
    )  # fmt: skip
    paper = transfer_list(making, "4358 EB65")
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert "活动 2022年8月24日 代表小组活动：走访" in table.rows[0][3]
    words = [one.text for page in laid_out([paper]).pages for one in page.words]
    assert CODE in words
