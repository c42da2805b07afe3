"""Opinions and suggestions by the command line obey the same rules as in the window."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli_runner import CommandLine
from tests.kept_ledgers import new_folder

OPINION = {
    "class": "群众意见",
    "raised_on": "2022-11-08",
    "source": "接待",
    "content": "农贸市场排水沟淤塞",
    "lead_handler": "规划建设办公室",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    office = {"town": "迳口镇", "county": "四会市"}
    new_folder(tmp_path / "data", office, term=16, term_started=date(2016, 11, 10))
    return CommandLine(tmp_path / "data", monkeypatch, capsys)


def listed(run: CommandLine) -> dict[str, object]:
    (row,) = run.done("list", "suggestions", "--json").data
    return dict(row)


def test_a_hand_over_by_script_gets_its_number_due_date_and_state(run) -> None:
    run.done("add", "suggestions", "--json", "-", stdin=OPINION | {"assigned_on": "2022-11-10"})
    row = listed(run)
    told = {key: row[key] for key in ("no", "due_on", "status", "lead_handler")}
    assert told == {
        "no": "2022-001",
        "due_on": "2023-02-10",
        "status": "已交办",
        "lead_handler": "规划建设办公室",
    }


def test_a_step_taken_back_by_script_needs_its_reason_in_the_course(run) -> None:
    run.done("add", "suggestions", "--json", "-", stdin=OPINION | {"assigned_on": "2022-11-10"})
    sentence = run.refused(2, "change", "suggestions", 1, "--json", "-", stdin={"assigned_on": None})
    assert "退回上一步要写明理由" in sentence
    assert listed(run)["status"] == "已交办"
    steps = [{"on": "2022-11-12", "step": "已收集", "why": "交错单位"}]
    back = {"assigned_on": None, "due_on": None, "steps": steps}
    run.done("change", "suggestions", 1, "--json", "-", stdin=back)
    assert listed(run)["status"] == "已收集"


def test_a_side_exit_by_script_needs_day_and_reason(run) -> None:
    run.done("add", "suggestions", "--json", "-", stdin=OPINION)
    sentence = run.refused(2, "change", "suggestions", 1, "--json", "-", stdin={"exit_kind": "撤回"})
    assert "请填日期和理由" in sentence
    gone = {"exit_kind": "撤回", "exit_on": "2022-11-20", "exit_reason": "代表撤回"}
    run.done("change", "suggestions", 1, "--json", "-", stdin=gone)
    assert listed(run)["status"] == "撤回"


def test_the_reply_by_script_is_undone_by_undo(run) -> None:
    run.done("add", "suggestions", "--json", "-", stdin=OPINION | {"assigned_on": "2022-11-10"})
    reply = {"replied_on": "2022-11-18", "reply_class": "A", "feedback": "满意", "feedback_on": "2022-11-19"}
    run.done("change", "suggestions", 1, "--json", "-", stdin=reply)
    assert listed(run)["status"] == "已反馈"
    run.done("undo")
    assert (listed(run)["status"], listed(run)["reply_class"]) == ("已交办", None)
