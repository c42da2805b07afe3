"""Why the ledger says no: a value that cannot be kept, or a world that is not as needed."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.fields import Problem

WORLD, DAMAGED, IN_USE = 3, 4, 5  # exit statuses of the command line


class Refused(Exception):
    """Nothing was kept; ``problems`` say per field why."""

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        self.problems = [Problem("", "error", "refused", problems)] if isinstance(problems, str) else list(problems)
        super().__init__("".join(problem.message for problem in self.problems))


class LedgerRefused(Exception):
    """The ledger cannot be opened or written; ``status`` is the command line's exit status (3, 4 or 5)."""

    def __init__(self, sentence: str, status: int) -> None:
        self.sentence = sentence
        self.status = status
        super().__init__(sentence)
