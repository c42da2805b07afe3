"""The locks are complete for three platforms and safe to install from."""

from pathlib import Path

import pytest

import dev
import lock

BUILD = Path(__file__).resolve().parents[2] / "build"
LOCKED = {kind: lock.read(BUILD / f"requirements-{kind}.txt") for kind in lock.KINDS}


@pytest.mark.parametrize("kind", lock.KINDS)
def test_every_line_has_a_hash_and_no_address(kind: str) -> None:
    assert all(line.hashes for line in LOCKED[kind])
    text = (BUILD / f"requirements-{kind}.txt").read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("target", lock.TARGETS)
def test_what_is_wanted_is_locked_once_on_every_platform(target: str) -> None:
    locked = [line.pin for kind in lock.KINDS for line in LOCKED[kind] if line.applies_to(target)]
    assert len({pin.partition("==")[0] for pin in locked}) == len(locked)
    for kind in lock.KINDS:
        wanted = [
            line.pin for line in lock.read(BUILD / f"requirements-{kind}.in") if line.applies_to(target)
        ]
        assert set(wanted) <= set(locked)


def test_qt_is_the_small_package_for_old_systems() -> None:
    versions = {
        line.name: line.version for line in LOCKED["run"] if line.name.startswith(("pyside6", "shiboken6"))
    }
    assert set(versions) == {"pyside6-essentials", "shiboken6"}
    assert all(version.startswith("6.8.") for version in versions.values())


@pytest.mark.parametrize("line", ["pytest>=9", "pytest==9 ; python_version < '3'", "pytest", "-i x"])
def test_a_line_that_is_no_pin_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text(f"# a comment\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"requirements\.txt"):
        lock.read(path)


def test_a_version_that_differs_by_platform_gets_a_marker() -> None:
    found = {target: {"qt": ("6.8.3", f"a{n}")} for n, target in enumerate(lock.TARGETS)}
    found["linux aarch64"] = {"qt": ("6.8.0.2", "b")}
    found["windows amd64"]["colorama"] = ("0.4.6", "c")
    lines = {line.pin: line.marker for line in lock.merged(found)}
    assert lines == {
        "colorama==0.4.6": 'sys_platform == "win32"',
        "qt==6.8.0.2": 'platform_machine == "aarch64"',
        "qt==6.8.3": 'platform_machine != "aarch64"',
    }


@pytest.mark.parametrize("command", dev.COMMANDS)
def test_every_command_is_described(command: str) -> None:
    readme = (BUILD.parent / "README.md").read_text("utf-8")
    assert f"build/dev.py {command}" in readme
    assert dev.COMMANDS[command].__doc__
