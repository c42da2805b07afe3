"""Every module of the tools can be loaded: a name that moved in the program is noticed before somebody needs the tool."""

import importlib
from pathlib import Path

import pytest

BY_HAND = {"make_holidays"}  # run once a year with a package of its own, which no requirement holds
BUILD = Path(__file__).resolve().parents[2] / "build"


@pytest.mark.parametrize("name", sorted({path.stem for path in BUILD.glob("*.py")} - BY_HAND))
def test_a_tool_can_be_loaded(name: str) -> None:
    assert importlib.import_module(name).__doc__
