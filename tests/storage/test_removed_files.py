"""Files in the recycle bin: by themselves as long as their record is kept, with it when it goes."""

from __future__ import annotations

from pathlib import Path

from app.storage.ledger import Ledger
from tests.kept_ledgers import enter


def _attached(ledger: Ledger, row: int, path: Path) -> int:
    with ledger.act("添加附件") as act:
        return act.attach("deputy_groups", row, path)


def _removed(ledger: Ledger, key: str, row: int) -> None:
    with ledger.act("删除") as act:
        act.remove(key, row, why="附错了")


def test_a_file_lies_in_the_bin_by_itself_only_while_its_record_is_kept(
    ledger: Ledger, tmp_path: Path
) -> None:
    group = enter(ledger, "deputy_groups", name="第一小组")
    files = []
    for number in range(2):
        (tmp_path / f"{number}.pdf").write_bytes(b"%d" % number)
        files.append(_attached(ledger, group, tmp_path / f"{number}.pdf"))
    assert ledger.bin() == []
    _removed(ledger, "attachments", files[0])
    assert [(entry.register, entry.row) for entry in ledger.bin()] == [("attachments", files[0])]
    _removed(ledger, "deputy_groups", group)
    assert [entry.register for entry in ledger.bin()] == ["deputy_groups"]
    ledger.restore(ledger.bin()[0].id)  # the second file comes back with its record, the first does not
    assert [file["name"] for file in ledger.attached("deputy_groups", group)] == ["1.pdf"]
    assert [(entry.register, entry.row) for entry in ledger.bin()] == [("attachments", files[0])]
    assert ledger.restore(ledger.bin()[0].id) == "恢复附件“0.pdf”"
    assert [file["name"] for file in ledger.attached("deputy_groups", group)] == ["0.pdf", "1.pdf"]
    assert ledger.bin() == []
    ledger.undo()
    assert [(entry.register, entry.row) for entry in ledger.bin()] == [("attachments", files[0])]
