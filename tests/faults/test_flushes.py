"""Nothing that was acknowledged waits for the disk; and the judge of that can say otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults import killing
from tests.faults.flushes import calls, traced, unflushed

WRITE = '7 pwrite64(3</d/ledger.db>, "x"..., 4096, 0) = 4096'
FLUSH = "7 fsync(3</d/ledger.db>) = 0"
ACK = r'7 write(1<pipe:[5]>, "ACK 1\n", 6) = 6'
RENAME = '7 rename("/d/b/.0123.part.zip", "/d/b/backup-1.zip") = 0'
PACKED = '7 write(4</d/b/.0123.part.zip>, "PK"..., 9) = 9'


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ([WRITE, FLUSH, ACK], 0),
        ([WRITE, ACK], 1),
        ([WRITE, "7 fsync(3</d/ledger.db>) = -1 EIO (Input/output error)", ACK], 1),
        ([WRITE, FLUSH, WRITE, ACK], 1),
        ([ACK, WRITE, FLUSH], 1),
        ([ACK, WRITE, FLUSH, ACK], 0),
        ([WRITE.replace("/d/", "/elsewhere/"), ACK], 0),
        ([WRITE.replace("ledger.db", "ledger.seal"), ACK], 0),
        (['7 unlink("/d/ledger.db-journal") = 0', ACK], 1),
        (['7 unlink("/d/ledger.db-journal") = 0', "7 fsync(4</d>) = 0", ACK], 0),
        ([PACKED, "7 fsync(4</d/b/.0123.part.zip>) = 0", RENAME, "7 fsync(5</d/b>) = 0", ACK], 0),
        ([PACKED, RENAME, "7 fsync(5</d/b>) = 0", ACK], 1),
        ([PACKED, "7 fsync(4</d/b/.0123.part.zip>) = 0", RENAME, ACK], 1),
        (['7 mkdir("/d/b", 0777) = 0', ACK], 1),
        (["7 sendfile(4</d/b/x>, 3</e/x>, NULL, 99) = 99", ACK], 1),
    ],
)
def test_the_judge_knows_what_a_power_cut_takes(lines: list[str], lost: int) -> None:
    assert len(unflushed(calls(lines), ["/d"])) == lost


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flushes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        killing.make_template(folder)
    return folder


@pytest.mark.skipif(shutil.which("strace") is None, reason="without strace nobody sees the system calls")
def test_what_is_acknowledged_is_on_the_disk(template: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(template, tmp_path / "run"))
    stick, new = folder / "stick", folder / "new"
    stick.mkdir()
    (folder / "change.json").write_text('{"note": "later"}', "utf-8")
    for words in (
        ("add", "deputies", "--jsonl", str(folder / "rows.jsonl")),
        ("attach", "deputies", "1", str(folder / "file.pdf")),
        ("change", "deputies", "1", "--json", str(folder / "change.json")),
        ("backup", "--to", str(stick)),
        ("restore", str(stick), "--into", str(folder / "data")),
        ("rescue", "--into", str(new)),
    ):
        status, log = traced(folder, *words)
        assert status == 0
        assert any(call.text.startswith("ACK ") for call in log)
        assert unflushed(log, [str(folder)]) == [], words
