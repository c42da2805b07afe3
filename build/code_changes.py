"""Which functions a fault in a module's text changes, and how a running program takes them over."""

from __future__ import annotations

import functools
import gc
from types import CodeType, FunctionType
from typing import Any, NamedTuple


class Change(NamedTuple):
    """One function's code before and after a fault."""

    before: CodeType
    after: CodeType


def changes(before: CodeType, after: CodeType) -> list[Change] | None:
    """The functions in which two modules' codes differ; None where something that is run at import differs too."""
    old, new = _inner(before), _inner(after)
    same_parts = [code.co_name for code in old] == [code.co_name for code in new]
    parts = [changes(*pair) for pair in zip(old, new, strict=True)] if same_parts else []
    if None in parts:
        return None
    inner = [change for part in parts if part for change in part]
    differs = not same_parts or _own(before) != _own(after)
    if (
        not before.co_flags & 2
    ):  # inspect.CO_NEWLOCALS: set for functions alone, so this is a module or a class
        return None if differs else inner
    if not differs and not inner:
        return []
    return [Change(before, after), *inner] if before.co_freevars == after.co_freevars else None


def _inner(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _own(code: CodeType) -> tuple[object, ...]:
    """What a code does itself, wherever it stands in the file."""
    constants = [_written(constant) for constant in code.co_consts if not isinstance(constant, CodeType)]
    return code.co_code, code.co_exceptiontable, code.co_names, code.co_varnames, constants


def _written(constant: object) -> str:
    """A constant as text; two sets of the same members may hold them in another order."""
    if isinstance(constant, frozenset):
        return f"frozenset {sorted(map(repr, constant))}"
    return repr(constant)


def _place(code: CodeType) -> tuple[object, ...]:
    return code.co_qualname, code.co_firstlineno, code.co_code


def _all_objects() -> list[Any]:
    """Every object that the collector knows, also those that the tests let it pass over (`gc.freeze`)."""
    passed_over = gc.get_freeze_count()
    gc.unfreeze()
    objects: list[Any] = gc.get_objects()
    if passed_over:
        gc.freeze()
    return objects


class LoadedFunctions:
    """The functions of one file in this process, whoever holds them, and what the program keeps of their results."""

    def __init__(self, filename: str) -> None:
        objects = _all_objects()
        functions = [one for one in objects if type(one) is FunctionType]
        self.functions = [one for one in functions if one.__code__.co_filename == filename]
        caches = [one for one in objects if type(one) is functools._lru_cache_wrapper]
        self.caches = [one for one in caches if str(one.__module__).partition(".")[0] == "app"]

    def take_over(self, changed: list[Change]) -> None:
        """Every function that has a code from before gets the one from after, and nothing is remembered."""
        after = {_place(change.before): change.after for change in changed}
        for function in self.functions:
            code = after.get(_place(function.__code__))
            if code is not None:
                function.__code__ = code
        self.forget()

    def forget(self) -> None:
        """Nothing that the program's functions gave is remembered."""
        for cache in self.caches:
            cache.cache_clear()
