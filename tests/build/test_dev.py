"""The project's command knows where the program keeps things."""

from contextlib import nullcontext
from pathlib import Path

import pytest

import dev
from app.sample import fill_sample


def test_run_opens_the_sample_where_the_demo_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "sample"
    called: list[list[str]] = []

    def call(command: list[object], **variables: str) -> int:
        called.append([str(word) for word in command[1:]])
        assert variables["PRESIDIUM_PROFILE"]  # never that of the clerk who works on this machine
        if "demo" in command:
            fill_sample(sample)
        return 0

    monkeypatch.setattr(dev, "SAMPLE", sample)
    monkeypatch.setattr(dev, "set_up", lambda *kinds: None)
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    monkeypatch.setattr(dev, "call", call)
    assert dev.run([]) == 0
    assert dev.run(["list", "deputies"]) == 0
    made = ["-m", "ui", "demo", "--out", str(sample)]
    assert called == [
        made,
        ["-m", "ui", "--data", str(sample)],
        ["-m", "ui", "list", "deputies", "--data", str(sample)],
    ]


def test_without_a_screen_the_ledgers_are_made_and_no_window_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(dev, "set_up", lambda *kinds: None)
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    monkeypatch.setattr(dev, "call", lambda command, **variables: called.append(command[3]) or 0)
    assert dev.run([]) == 0
    assert called == ["demo"]


@pytest.mark.parametrize(("checks", "tests", "status"), [(0, 0, 0), (1, 0, 1), (0, 2, 2), (1, 2, 1)])
def test_the_tests_run_last_and_any_failure_fails(
    monkeypatch: pytest.MonkeyPatch, checks: int, tests: int, status: int
) -> None:
    order: list[str] = []
    monkeypatch.setattr(dev, "compiling", nullcontext)
    monkeypatch.setattr(dev, "check", lambda arguments: order.append("check") or checks)
    monkeypatch.setattr(dev, "call", lambda command, **variables: order.append(command[2]) or tests)
    assert dev.test([]) == status
    assert order == ["check", "pytest"]


def test_the_tests_write_into_memory_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(dev, "ROOM", 1)
    monkeypatch.setattr(dev, "MEMORY", tmp_path)
    assert dev.scratch() == {"TMPDIR": str(tmp_path)}
    monkeypatch.setattr(dev, "ROOM", 1 << 62)
    assert dev.scratch() == {}
    monkeypatch.setattr(dev, "ROOM", 1)
    monkeypatch.setattr(dev, "MEMORY", tmp_path / "absent")
    assert dev.scratch() == {}
    monkeypatch.setattr(dev, "MEMORY", tmp_path)
    monkeypatch.setenv("TMPDIR", "/elsewhere")  # the choice of whoever calls comes first
    assert dev.scratch() == {}
