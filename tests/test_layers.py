"""The rooms keep to their arrows, and the contracts that say so would notice a wrong one."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ["domain", "storage", "excel", "paper", "figures", "work", "yearend"]

# Whatever speaks to SQLite outside app/storage, with the reason.
SQL_ELSEWHERE: dict[str, str] = {}
# Calls by which a module would look at the clock, and the files of domain that may, with the reason.
CLOCK = {"today", "now", "utcnow", "time", "monotonic", "localtime"}
CLOCK_IN_DOMAIN: dict[str, str] = {}


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, at any depth of its code."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def sources(folder: str) -> list[Path]:
    found = sorted((PROJECT / folder).rglob("*.py"))
    assert found, f"{folder} holds no Python files"
    return found


def told(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def test_app_runs_without_qt() -> None:
    lines = [
        f"{told(path)}: {name}"
        for path in sources("app")
        for name in imports(path)
        if name.split(".")[0] in {"PySide6", "shiboken6", "ui"}
    ]
    assert lines == []


def test_sql_is_spoken_in_storage_only() -> None:
    lines = [
        told(path)
        for folder in ("app", "ui")
        for path in sources(folder)
        if "app/storage" not in told(path) and told(path) not in SQL_ELSEWHERE
        for name in imports(path)
        if name.split(".")[0] in {"sqlite3", "sqlite_utils"}
    ]
    assert lines == []


def test_domain_is_told_the_day_and_never_asks_the_clock() -> None:
    lines = [
        f"{told(path)}:{node.lineno}"
        for path in sources("app/domain")
        if told(path) not in CLOCK_IN_DOMAIN
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"date", "datetime", "time"}
    ]
    assert lines == []


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the project's own import contracts over the rooms in a folder."""
    shutil.copy(PROJECT / "pyproject.toml", folder)
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def build_house(folder: Path, room: str, line: str) -> None:
    for name in ["app", "ui", *(f"app/{r}" for r in ROOMS)]:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("", "utf-8")
    (folder / room / "guest.py").write_text(line + "\n", "utf-8")


@pytest.mark.parametrize(
    ("room", "line", "kept"),
    [
        ("app/domain", "import app.storage", False),
        ("app/storage", "import app.excel", False),
        ("app/excel", "import app.paper", False),
        ("app/figures", "import app.yearend", False),
        ("app/figures", "import app.work", False),
        ("app/paper", "import ui", False),
        ("app/storage", "import PySide6.QtCore", False),
        ("app/domain", "import sqlite3", False),
        ("ui", "import sqlite3", False),
        ("app/yearend", "import app.excel, app.paper, app.figures, app.storage, app.domain", True),
    ],
)
def test_a_wrong_arrow_is_noticed(tmp_path: Path, room: str, line: str, kept: bool) -> None:
    build_house(tmp_path, room, line)
    result = lint(tmp_path)
    assert (result.returncode == 0) is kept, result.stdout + result.stderr
    assert ("BROKEN" in result.stdout) is not kept


def test_a_new_room_has_to_find_its_place(tmp_path: Path) -> None:
    build_house(tmp_path, "app/domain", "")
    assert lint(tmp_path).returncode == 0
    (tmp_path / "app" / "attic.py").write_text("", "utf-8")
    result = lint(tmp_path)
    assert result.returncode
    assert "attic" in result.stdout
