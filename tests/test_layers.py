"""The rooms keep to their arrows, and the contracts that say so would notice a wrong one."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.syntax import parsed

pytestmark = pytest.mark.usefixtures("syntax_forgotten")

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = [
    *("app/domain", "app/storage", "app/excel", "app/paper", "app/figures", "app/work", "app/yearend"),
    *("ui/look", "ui/lists", "ui/forms", "ui/pages", "ui/pages/board", "ui/pages/upkeep", "ui/frame"),
]

# Whatever speaks to SQLite outside app/storage, with the reason.
SQL_ELSEWHERE: dict[str, str] = {}
# Rooms of storage that only storage uses; the rest of the program has the ledger, its lists and its checks.
INNER_ROOMS = ("acts", "core", "opening", "values")
# Calls by which a module would look at the clock, and the files of domain that may, with the reason.
CLOCK = {"today", "now", "utcnow", "time", "monotonic", "localtime"}
CLOCK_IN_DOMAIN: dict[str, str] = {}


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, at any depth of its code."""
    for node in ast.walk(parsed(path.read_text("utf-8"))):
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
        for node in ast.walk(parsed(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"date", "datetime", "time"}
    ]
    assert lines == []


def storage_seen_from(path: Path) -> list[str]:
    """What a file outside storage uses of its inner rooms, as an import or by way of an open ledger."""
    rooms = {f"app.storage.{room}" for room in INNER_ROOMS}
    seen = [name for name in imports(path) if name == "app.storage" or ".".join(name.split(".")[:3]) in rooms]
    core = [
        f"ledger.core, line {node.lineno}"
        for node in ast.walk(parsed(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "core"
    ]
    return [f"{told(path)}: {what}" for what in (*seen, *core)]


def test_nobody_outside_storage_sees_its_inner_rooms() -> None:
    outside = [path for path in (*sources("app"), *sources("ui")) if "app/storage/" not in told(path)]
    assert [line for path in outside for line in storage_seen_from(path)] == []


def modules_by_name() -> dict[str, Path]:
    names = {}
    for path in (*sources("app"), *sources("ui")):
        names[told(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")] = path
    return names


def arrows() -> dict[str, set[str]]:
    """Which modules of the project each one imports, for types alone and inside functions too."""
    names = modules_by_name()
    found: dict[str, set[str]] = {}
    for name, path in names.items():
        aims = set()
        for node in ast.walk(parsed(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                aims |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                aims |= (inner & names.keys()) or {node.module}
        found[name] = (aims & names.keys()) - {name}
    return found


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Sets of modules of which each can be reached from each other."""
    left = {name: set(aims) for name, aims in graph.items()}
    while loose := {name for name, aims in left.items() if not aims & left.keys()}:
        left = {name: aims for name, aims in left.items() if name not in loose}
    reached: dict[str, set[str]] = {}
    for name in left:
        queue, reached[name] = [name], set()
        while queue:
            fresh = (left[queue.pop()] & left.keys()) - reached[name]
            reached[name] |= fresh
            queue += fresh
    knots = {frozenset(b for b in reached[a] if a in reached[b]) for a in left if a in reached[a]}
    return sorted((set(knot) for knot in knots), key=sorted)


def test_no_module_turns_in_a_circle() -> None:
    assert circles(arrows()) == []


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set(), "e": {"a"}}) == [{"a", "b", "c"}]


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
