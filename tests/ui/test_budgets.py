"""The most frequent tasks take no more clicks and shortcuts than they may."""

from pathlib import Path

import pytest

from tests.ui.budget_tasks import TASKS, Task
from tests.ui.budgets import counted


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.do.__name__)
def test_a_task_keeps_its_budget(task: Task, tmp_path: Path, reading_here: None) -> None:
    hands = counted(task, tmp_path)
    assert len(hands.steps) <= task.most, hands.steps
