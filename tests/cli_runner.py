"""Runs the command line in this process: status, what went to people, and what was refused."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app import cli

# English that argparse or Python would leak; words of the contract itself are not in it.
LEAKS = re.compile(
    r"usage|error|argument|required|invalid|unrecognized|expected|Traceback|Error|Exception|None|show this"
)


class Answer(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


class CommandLine:
    """Commands on one data folder."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self._patch, self._captured = folder, monkeypatch, capsys

    def __call__(self, *words: str | int, stdin: Any = None) -> Answer:
        text = stdin if isinstance(stdin, str) else "" if stdin is None else json.dumps(stdin)
        stream = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogateescape")), encoding="utf-8")
        self._patch.setattr("sys.stdin", stream)
        self._captured.readouterr()
        status = cli.main([str(word) for word in ("--data", self.folder, *words)])
        out, err = self._captured.readouterr()
        return Answer(status, out, err)

    def done(self, *words: str | int, stdin: Any = None) -> Answer:
        """Run a command that must succeed."""
        answer = self(*words, stdin=stdin)
        assert answer.status == 0, answer.err
        return answer

    def refused(self, status: int, *words: str | int, stdin: Any = None) -> str:
        """Run a command that must end with that status; gives its one or two Chinese sentences."""
        answer = self(*words, stdin=stdin)
        assert answer.status == status, (answer.status, answer.err, answer.out)
        assert re.search(r"[\u4e00-\u9fff]", answer.err), answer.err
        assert not LEAKS.search(answer.err), answer.err
        assert answer.err.endswith(("。\n", "?\n"))
        assert answer.err.count("\n") == 1
        return answer.err
