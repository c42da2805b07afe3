"""The syntax of the project's own files, for the tests that look at how they are written."""

from __future__ import annotations

import ast
from functools import cache


@cache
def parsed(source: str) -> ast.Module:
    """Each file is read once for all questions about it, until ``syntax_forgotten``."""
    return ast.parse(source)
