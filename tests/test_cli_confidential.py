"""The command line doubts a confidential name without telling it, and takes it out where that is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_runner import CommandLine
from tests.kept_ledgers import in_pages

SITE = {"name": "镇联络室", "kind": "联络室"}
VISITOR = {"name": "贾不言", "village": "下寮村", "phone": "19900009999", "wants_confidential": "是"}
RECEPTION = {
    "held_on": "2022-11-15",
    "site": "镇联络室",
    "kind": "接访",
    "visitors": [VISITOR],
    "matter": "贾不言说路灯不亮",
}


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(tmp_path / "profile"))
    made = CommandLine(tmp_path / "data", monkeypatch, capsys)
    made.done("init", "--town", "迳口镇", "--county", "四会市", "--term", 16, "--term-started", "2016-11-10")
    in_pages(made.folder)
    made.done("add", "liaison_sites", "--json", "-", stdin=SITE)
    return made


def test_add_doubts_and_conceal_replaces_as_one_act(command: CommandLine) -> None:
    answer = command.done("add", "receptions", "--json", "-", stdin=RECEPTION)
    assert "反映事项里还有" in answer.err
    assert "贾不言" not in answer.err
    assert "反映事项里还有" in command.done("check").out
    assert command.done("list", "receptions", "--find", "贾不言", "--json").data == []
    assert command.done("conceal", "receptions", 1).out == "已改 1 条记录。\n"
    assert command.done("list", "receptions", "--json").data[0]["matter"] == "来访群众说路灯不亮"
    assert "没有改动" in command.done("conceal", "receptions", 1).out
    command.done("undo")
    assert command.done("list", "receptions", "--json").data[0]["matter"] == RECEPTION["matter"]


def test_nothing_is_ever_written_with_the_flag(command: CommandLine) -> None:
    answer = command.done("add", "receptions", "--conceal", "--json", "-", stdin=RECEPTION)
    assert answer.err == ""
    opinion = {
        "class": "群众意见",
        "raised_on": "2022-11-15",
        "content": "贾不言要水",
        "reception": "2022-001 2022-11-15 镇联络室",
    }
    command.done("add", "suggestions", "--conceal", "--jsonl", "-", stdin=opinion)
    command.done("change", "suggestions", 1, "--conceal", "--json", "-", stdin={"note": "电199 0000 9999"})
    row = command.done("list", "suggestions", "--json").data[0]
    assert (row["content"], row["note"]) == ("来访群众要水", "电（号码不公开）")
    history = command.done("history", "--json").out
    assert "贾不言" not in history
    assert "19900009999" not in "".join(history.split())


def test_who_else_goes_by_the_name_stays_a_doubt(command: CommandLine) -> None:
    command.done("add", "deputies", "--json", "-", stdin={"name": "贾不言", "level": "镇"})
    own = {**RECEPTION, "matter": "路灯不亮", "recorder": "贾不言", "deputies": ["贾不言"]}
    answer = command.done("add", "receptions", "--conceal", "--json", "-", stdin=own)
    assert "也可能是别人" in answer.err
    assert "记录人里" in answer.err
    row = command.done("list", "receptions", "--json").data[0]
    assert row["recorder"] == "贾不言"


def test_a_record_that_is_not_there_is_refused(command: CommandLine) -> None:
    assert "没有记录号 7" in command.refused(2, "conceal", "receptions", 7)
