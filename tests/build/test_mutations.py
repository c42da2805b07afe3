"""Faults that are planted: which ones a text offers, and that a test's blindness to one is shown."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import mutants
import mutation_runs
from mutations import mutations

OFFERED = [
    ("x = a <= b", ["x = a < b"]),
    ("x = a is not b", ["x = a is b"]),
    ("x = (a) < (b)", ["x = (a) <= (b)"]),
    ("x = 1 < a < b", ["x = 1 <= a < b", "x = 1 < a <= b", "x = 2 < a < b"]),
    ("x = a and b", ["x = (a)", "x = (b)"]),
    ("x = a or b or c", ["x = ((a) or (b))", "x = ((a) or (c))", "x = ((b) or (c))"]),
    ("x = not a", ["x = (a)"]),
    ("x = a + 1", ["x = a + 2", "x = a - 1"]),
    ("x = a + '年'", []),  # joining texts
    ("x = '年' if a else b", ["x = ('年')", "x = (b)"]),
    ("x = ('a', 'b')", ["x = ('a',)", "x = ('b',)"]),
    ("x = {a, b}", ["x = {a,}", "x = {b,}"]),
    ("x, y = a", []),
    ("x = [a for a in b if a]", ["x = [a for a in b if True]"]),
    ("x = min(a)", ["x = max(a)"]),
    ("x = True", ["x = False"]),
    ("if a:\n    b()", ["if False:\n    b()", "if True:\n    b()", "if a:\n    pass"]),
    ("for a in b:\n    continue", ["for a in b:\n    pass"]),
    ("x += a", ["pass"]),
    ("x = '办理中'", []),  # what people read
    ('"""Sentence 1 <= 2."""', []),
    ("assert a < b", []),
    ("@f(1)\ndef g(a: int = 1) -> T[2]:\n    pass", ["@f(1)\ndef g(a: int = 2) -> T[2]:\n    pass"]),
    ("x: A[1] = 1", ["x: A[1] = 2"]),
    ("x = '日 SELECT a <= ?'", ["x = '日 SELECT a < ?'"]),
    ("x = f'{a} WHERE b AND c'", ["x = f'{a} WHERE b or c'"]),
    (
        "x = f(1, width=8, wide=True, aliases=('a', 'b'), where=a | b, rules=(f, g))",
        [
            "x = f(2, width=8, wide=True, aliases=('a', 'b'), where=a | b, rules=(f, g))",
            "x = f(1, width=8, wide=True, aliases=('a', 'b'), where=a & b, rules=(f, g))",
            "x = f(1, width=8, wide=True, aliases=('a', 'b'), where=a | b, rules=(f,))",
            "x = f(1, width=8, wide=True, aliases=('a', 'b'), where=a | b, rules=(g,))",
        ],
    ),  # a declaration's plain values
    ("x = f(key=lambda a: a[1])", ["x = f(key=lambda a: a[2])"]),
    ("def g():\n    f(width=8)", ["def g():\n    f(width=9)", "def g():\n    pass"]),
    ("x = zip(a, b, strict=True)", []),
    ("T = dict[str, int] | None", []),
    ("T = Literal['a', 'b']", []),
    ("if TYPE_CHECKING:\n    a = 1 < 2", []),
]


@pytest.mark.parametrize(("text", "faulty"), OFFERED)
def test_a_text_offers_these_faults_and_no_others(text: str, faulty: list[str]) -> None:
    source = text.encode()
    assert sorted(edit.applied(source).decode() for edit in mutations(source)) == sorted(faulty)


def test_every_fault_of_a_module_is_python_and_differs() -> None:
    source = Path(mutation_runs.__file__).read_bytes()
    texts = [edit.applied(source) for edit in mutations(source)]
    assert len(set(texts)) == len(texts) > 20
    assert source not in texts
    for text in texts:
        ast.parse(text)


RULE = '''"""A rule."""


def is_late(day: int, last: int) -> bool:
    """Whether it is over."""
    return day > last or last < 0
'''
TEST = """from app.rule import is_late


def test_late():
    assert is_late(2, 1) and not is_late(1, 1)
"""
PLAN = """[[room]]
files = ["app/*.py"]
tests = ["tests/test_rule.py"]
"""
EQUIVALENT = """
[[equivalent]]
file = "app/rule.py"
was = "return day > last or last < 0"
becomes = "return day > last or last <= 0"
reason = "no day is 0"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {"app/__init__.py": "", "app/rule.py": RULE, "tests/test_rule.py": TEST, "plan.toml": PLAN}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n', "utf-8")
    for name, value in {
        "PROJECT": tmp_path,
        "KEPT": tmp_path / ".mutants",
        "PLAN": tmp_path / "plan.toml",
    }.items():
        monkeypatch.setattr(mutants, name, value)
    monkeypatch.setattr(mutation_runs, "PRELOADED", ["pytest"])
    return tmp_path


def test_what_no_test_sees_is_shown_until_it_is_listed_or_seen(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mutants.main(["--processes", "1"]) == 1
    shown = capsys.readouterr().out
    assert "+    return day > last or last <= 0" in shown  # nothing tries the second half
    assert "+    return (day > last)" in shown
    assert "-    return day > last or last < 0" in shown
    assert "+    return day >= last or last < 0" not in shown
    assert "app/rule.py: 5 faults; 2 killed, 3 survived" in shown
    (project / "plan.toml").write_text(PLAN + EQUIVALENT, "utf-8")
    better = TEST + "\n\ndef test_early():\n    assert is_late(-2, -1)\n    assert not is_late(0, 0)\n"
    (project / "tests/test_rule.py").write_text(better, "utf-8")
    assert mutants.main(["app/rule.py", "--processes", "1"]) == 0
    assert "app/rule.py: 5 faults; 1 equivalent, 4 killed" in capsys.readouterr().out
    assert (project / "app/rule.py").read_text("utf-8") == RULE
    (project / "plan.toml").write_text(PLAN + EQUIVALENT.replace("last <= 0", "last <= 7"), "utf-8")
    mutants.main(["--report"])
    assert "no such fault is planted: return day > last or last <= 7" in capsys.readouterr().out
    (project / "plan.toml").write_text(PLAN + EQUIVALENT, "utf-8")
    assert mutants.main(["--report"]) == 0


def test_a_run_is_refused_where_the_tests_fail_anyway(project: Path) -> None:
    (project / "tests/test_rule.py").write_text("def test_nothing():\n    assert False\n", "utf-8")
    with pytest.raises(SystemExit, match="fail without any fault"):
        mutants.main(["--processes", "1"])
