"""The 工作交接书: lists from live data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.registers.archival_items import KEY
from app.paper.sheet import Paper, Table
from app.storage.query import Query
from app.yearend.filing import give_codes, propose
from app.yearend.post_handover import post_handover
from tests.kept_ledgers import new_ledger, open_ledger, sample_folder

TODAY = date(2022, 12, 31)


def tables(paper: Paper) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in paper.blocks if isinstance(block, Table)]


def test_its_lists_are_those_of_the_ledger(tmp_path: Path) -> None:
    with open_ledger(sample_folder(tmp_path / "data"), today=TODAY) as ledger:
        with ledger.act("设置") as act:
            act.change("office", ledger.ids("office")[0], {"fonds_no": "0123"})
        propose(ledger, 2022)
        give_codes(ledger, 2022)
        archive, unfiled, matters, ledgers, _ = tables(post_handover(ledger))
        assert sum(int(row[1]) for row in archive) == ledger.count(KEY)
        assert archive[0][0] == "永久"
        assert archive[0][3].startswith("0123-WS·2022-Y-0001 至 ")
        assert "2022" not in [row[0] for row in unfiled]
        waiting = ledger.count("suggestions", Query(filter="to_assign")) + ledger.count(
            "suggestions", Query(filter="in_hand")
        )
        assert len([row for row in matters if row[0] == "意见建议"]) == waiting > 0
        assert [row[3] for row in matters if row[3]] == sorted(row[3] for row in matters if row[3])
        counts = {row[0]: row[1:] for row in ledgers}
        newest = max(str(value) for value, _ in ledger.values_in("receptions", "held_on"))
        assert counts["接待登记"] == (str(ledger.count("receptions")), newest.replace("-", "."))


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "data", today=TODAY) as ledger:
        archive, unfiled, matters, *_ = tables(post_handover(ledger))
    assert archive == unfiled == matters == (("（无）",),)
