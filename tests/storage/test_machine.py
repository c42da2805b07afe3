"""What the machine remembers is neither lost to a kill, to another window, nor to a file that cannot be read now."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from app.storage import machine
from app.storage.machine import machine_settings, profile_folder, remember, remember_in, settings_in


@pytest.fixture(autouse=True)
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(tmp_path / "profile"))
    return profile_folder()


def test_settings_lie_beside_each_other_and_entries_come_and_go() -> None:
    remember(font_size="large")
    remember_in("heads", {"a": [1, "x"]})
    remember_in("heads", {"b": [2, "y"]})
    remember_in("heads", {"a": None})
    assert machine_settings() == {"font_size": "large", "heads": {"b": [2, "y"]}}


@pytest.mark.parametrize("text", ["", "[]", '{"heads": 7}', '{"heads": ["a"]}', '{"hea'])
def test_what_is_no_setting_counts_as_nothing_and_is_written_anew(profile: Path, text: str) -> None:
    profile.mkdir()
    (profile / machine.FILE).write_text(text, "utf-8")
    assert settings_in("heads") == {}
    remember_in("heads", {"a": [1, "x"]})
    assert settings_in("heads") == {"a": [1, "x"]}


def test_what_a_killed_write_left_is_swept_and_nothing_else(profile: Path) -> None:
    profile.mkdir()
    half, other = profile / ".0123456789ab.part.json", profile / "faults.log"
    half.write_text('{"hea', "utf-8")
    other.write_text("{}", "utf-8")
    remember(font_size="large")
    assert not half.exists()
    assert other.exists()


def test_a_file_that_cannot_be_read_now_is_not_written_over(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_in("heads", {"a": [1, "x"]})

    def refuse(self: Path, encoding: str) -> str:
        raise PermissionError(13, "held", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", refuse)
        remember(font_size="large")
        assert machine_settings() == {}
    assert json.loads((profile / machine.FILE).read_text("utf-8")) == {"heads": {"a": [1, "x"]}}


def test_threads_that_remember_at_once_lose_nothing_of_each_other() -> None:
    threads = [
        threading.Thread(target=lambda name=f"l{number}": remember_in("heads", {name: [1, "x"]}))
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(settings_in("heads")) == ["l0", "l1", "l2", "l3"]
