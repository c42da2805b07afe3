"""Whatever was acknowledged survives the death of the program, and the next start needs no help."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults import killing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the same code is killed on Linux")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        killing.make_template(folder)
    return folder


@pytest.mark.parametrize("after", range(1, 4))
def test_killed_at_a_random_moment_after_some_promises(template: Path, tmp_path: Path, after: int) -> None:
    folder = Path(shutil.copytree(template, tmp_path / "run"))
    words = killing.command(folder, "add", "deputies", "--jsonl", str(folder / "rows.jsonl"))
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env=killing.environment(folder)
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(after)]
        time.sleep(random.Random(after).random() / 500)
        process.kill()
        told += process.stdout.readlines()
    assert len(told) >= after
    assert killing.judge(folder, "".join(told)) == []


@pytest.mark.parametrize("limit", [300_000, 880_000, 1_000_000])
def test_a_limit_on_the_size_of_files_costs_the_current_act_only(
    template: Path, tmp_path: Path, limit: int
) -> None:
    """What a full disk does: writing fails in the middle of an act."""
    folder = Path(shutil.copytree(template, tmp_path / "run"))
    script = (
        "import resource, sys; sys.path.insert(0, '.'); from app import cli\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "sys.exit(cli.main(sys.argv[1:]))\n"
    )
    rows = folder / "rows.jsonl"
    rows.write_text(
        "\n".join(
            [rows.read_text("utf-8").splitlines()[0].replace("19900000", f"1990{n:04d}") for n in range(1500)]
        ),
        "utf-8",
    )
    words = killing.command(folder, "add", "deputies", "--jsonl", str(rows))[3:]
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        env=killing.environment(folder),
        cwd=killing.PROJECT,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "没有保存" in done.stderr or "写入" in done.stderr
    assert done.stderr.count("\n") == 1
    assert killing.judge(folder, done.stdout) == []


def test_every_line_is_promised_before_the_next_one_is_read(template: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(template, tmp_path / "run"))
    lines = (folder / "rows.jsonl").read_text("utf-8").splitlines()
    words = killing.command(folder, "add", "deputies", "--jsonl", "-")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, env=killing.environment(folder), **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, line in enumerate(lines, 1):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == f"ACK {number}\n"
        process.stdin.close()
    assert process.returncode == 0
