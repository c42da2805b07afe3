"""A fault in a function is taken over by a running program; any other is not taken for one."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

import pytest

from code_changes import LoadedFunctions, changes

WHOLE = """
LAST = 3
def outer(a, *, most=1):
    def inner(b):
        return a < b
    return inner
class Rule:
    limit = 2
    def meets(self, day):
        return day > 4
"""
CASES = [
    ("day > 4", "day >= 4", ["Rule.meets"]),
    ("a < b", "a <= b", ["outer", "outer.<locals>.inner"]),
    ("        return a < b", "        pass", None),  # it holds another variable of the function around it
    ("    return inner", "    return a", ["outer"]),
    ("LAST = 3", "LAST = 4", None),
    ("most=1", "most=2", None),
    ("limit = 2", "limit = 3", None),
    ("LAST = 3", "LAST = (\n    3)", []),
]


@pytest.mark.parametrize(("was", "becomes", "functions"), CASES)
def test_what_a_fault_changes_besides_the_bodies_of_functions(
    was: str, becomes: str, functions: list[str] | None
) -> None:
    before, after = (compile(text, "rule.py", "exec") for text in (WHOLE, WHOLE.replace(was, becomes)))
    changed = changes(before, after)
    assert functions == (None if changed is None else [change.before.co_qualname for change in changed])


def test_a_set_of_constants_is_the_same_in_any_order() -> None:
    code = compile("day in {1, 2}", "rule.py", "exec")
    one, other = (code.replace(co_consts=(frozenset(days),)) for days in ([0, 8], [8, 0]))
    assert list(one.co_consts[0]) != list(other.co_consts[0])
    assert changes(one, other) == []
    assert changes(one, code.replace(co_consts=(frozenset([0, 9]),))) is None


def test_whoever_holds_a_function_meets_the_fault(tmp_path: Path) -> None:
    file = str(tmp_path / "rule.py")
    before, after = (compile(text, file, "exec") for text in (WHOLE, WHOLE.replace("> 4", ">= 4")))
    module: dict[str, object] = {"__name__": "app.rule"}
    exec(before, module)
    meets = module["Rule"].meets  # type: ignore[attr-defined]
    remembered = cache(meets)
    remembered.__module__ = "app.rule"
    assert not remembered(None, 4)
    changed = changes(before, after)
    assert changed is not None
    gc.collect()
    gc.freeze()  # as the tests do with all that their collection made
    LoadedFunctions(file).take_over(changed)
    assert meets(None, 4)
    assert remembered(None, 4)
