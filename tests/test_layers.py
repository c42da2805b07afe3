"""The rooms keep to their arrows, and the contracts that say so would notice a wrong one."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = [
    *("app/domain", "app/storage", "app/excel", "app/paper", "app/figures", "app/work", "app/yearend"),
    *("ui/look", "ui/lists", "ui/forms", "ui/pages", "ui/pages/board", "ui/pages/upkeep", "ui/frame"),
]

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
    for name in ["app", "ui", *ROOMS]:
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
        ("ui/lists", "import sqlite3", False),
        ("ui/look", "import ui.lists", False),
        ("ui/lists", "import ui.forms", False),
        ("ui/forms", "import ui.pages", False),
        ("ui/pages/board", "import ui.frame", False),
        ("ui/pages/board", "import ui.pages.upkeep", False),
        ("ui/frame", "import ui.pages.upkeep, ui.forms, ui.lists, ui.look", True),
        ("app/yearend", "import app.excel, app.paper, app.figures, app.storage, app.domain", True),
    ],
)
def test_a_wrong_arrow_is_noticed(tmp_path: Path, room: str, line: str, kept: bool) -> None:
    build_house(tmp_path, room, line)
    result = lint(tmp_path)
    assert (result.returncode == 0) is kept, result.stdout + result.stderr
    assert ("BROKEN" in result.stdout) is not kept


@pytest.mark.parametrize("house", ["app", "ui", "ui/pages"])
def test_a_new_room_has_to_find_its_place(tmp_path: Path, house: str) -> None:
    build_house(tmp_path, "app/domain", "")
    assert lint(tmp_path).returncode == 0
    (tmp_path / house / "attic.py").write_text("", "utf-8")
    result = lint(tmp_path)
    assert result.returncode
    assert "attic" in result.stdout


def arrows(folder: str) -> dict[str, set[str]]:
    """Module → the modules of ``folder`` that it imports anywhere, for its types alone as well."""
    modules = {told(path).removesuffix(".py").replace("/", "."): path for path in sources(folder)}
    return {
        name: {
            wanted
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
            for wanted in (
                [alias.name] if isinstance(node, ast.Import) else [f"{node.module}.{alias.name}", node.module]
            )
            if wanted in modules and wanted != name
        }
        for name, path in modules.items()
    }


def circle(imported: dict[str, set[str]]) -> list[str]:
    """The modules that stand in circles or lead from one circle to another; none where all can be put in order."""
    left = {name: set(others) for name, others in imported.items()}
    while True:
        wanted = {other for others in left.values() for other in others}
        ends = {name for name, others in left.items() if not others or name not in wanted}
        if not ends:
            return sorted(left)
        left = {name: others - ends for name, others in left.items() if name not in ends}


@pytest.mark.parametrize(
    ("imported", "names"),
    [
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}, ["b", "c"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}}, ["a", "b", "c"]),
    ],
)
def test_a_circle_is_noticed(imported: dict[str, set[str]], names: list[str]) -> None:
    assert circle(imported) == names


def test_no_modules_of_the_window_import_each_other_in_a_circle() -> None:
    imported = arrows("ui")
    assert any(imported.values())
    assert circle(imported) == []
