"""A doubt stays on the check until it is mended or answered with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.fields import Problem
from app.domain.registers import BY_KEY
from app.storage.checks import doubts
from app.storage.checks.check import damage, data_findings
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from tests.cli_runner import CommandLine
from tests.storage.conftest import enter

WHY = "县里批准的,文件在卷里"


def district(ledger: Ledger, seats: int = 5, **more: Any) -> int:
    return enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇", "seats": seats, **more})


def told(
    ledger: Ledger, severity: str, key: str = "electoral_districts"
) -> list[tuple[int | None, str, str]]:
    found = [f for f in data_findings(ledger) if f.severity == severity and f.register == key]
    return [(f.row, f.field, f.code) for f in found]


def answer(ledger: Ledger, row_id: int, code: str = "seats", **more: Any) -> int:
    given = {"field": None, "reason": WHY, **more}
    return doubts.answer(ledger, "electoral_districts", row_id, given["field"], code, given["reason"])


def test_a_doubt_stays_until_it_is_answered(ledger: Ledger) -> None:
    row_id = district(ledger)
    assert told(ledger, "warning") == [(row_id, "seats", "seats")]
    answer(ledger, row_id)
    assert told(ledger, "warning") == []
    (finding,) = [f for f in data_findings(ledger) if f.severity == "answered"]
    assert (finding.row, finding.reason) == (row_id, WHY)
    assert doubts.answered_rows(ledger, "electoral_districts", "seats") == {row_id}
    assert doubts.open_rows(ledger, "electoral_districts", "seats") == set()
    assert damage(ledger) == []


def test_an_answer_is_one_act_that_can_be_taken_back(ledger: Ledger) -> None:
    row_id = district(ledger)
    before = ledger.statistics()["digest"]
    answer(ledger, row_id)
    assert "写明理由" in ledger.undo()
    assert ledger.statistics()["digest"] == before
    assert told(ledger, "warning") == [(row_id, "seats", "seats")]
    assert doubts.open_rows(ledger, "electoral_districts", "seats") == {row_id}


def test_a_later_correction_raises_the_doubt_anew(ledger: Ledger) -> None:
    row_id = district(ledger)
    answer(ledger, row_id)
    with ledger.act("改备注") as act:
        act.change("electoral_districts", row_id, {"note": "另有说明"})
    assert told(ledger, "warning") == []  # the doubt says the same
    with ledger.act("改名额") as act:
        act.change("electoral_districts", row_id, {"seats": 6})
    assert told(ledger, "warning") == [(row_id, "seats", "seats")]
    assert doubts.answered_rows(ledger, "electoral_districts", "seats") == set()
    second = answer(ledger, row_id, reason="改为六名,另有批文")
    assert [row["id"] for row in ledger.rows("doubt_answers", ledger.ids("doubt_answers"))] == [second]
    assert told(ledger, "warning") == []


def test_what_is_mended_needs_no_answer_and_gets_none(ledger: Ledger) -> None:
    row_id = district(ledger, seats=3)
    for case in ({}, {"code": "voters"}, {"field": "voters"}):
        with pytest.raises(Refused, match="没有这处疑问"):
            answer(ledger, row_id, **case)
    with pytest.raises(Refused, match="没有记录号"):
        answer(ledger, 999)
    assert ledger.count("doubt_answers") == 0


@pytest.mark.parametrize("blank", ["", "  ", "\u3000\n", "\x00", "\u200b "])
def test_no_doubt_is_answered_without_a_reason(ledger: Ledger, blank: str) -> None:
    row_id = district(ledger)
    with pytest.raises(Refused):
        answer(ledger, row_id, reason=blank)
    assert told(ledger, "warning") == [(row_id, "seats", "seats")]


def test_each_doubt_of_a_row_has_its_own_answer(ledger: Ledger) -> None:
    row_id = district(ledger, voters=9, population=8)
    answer(ledger, row_id)
    assert told(ledger, "warning") == [(row_id, "voters", "voters")]
    other = district(ledger, name="第二选区")
    assert (other, "seats", "seats") in told(ledger, "warning")


def test_nothing_of_the_sentence_is_kept(ledger: Ledger) -> None:
    """A sentence may hold private values: only its fingerprint stays."""
    raw = {"name": "王芳", "level": "镇", "birth_date": "1970-01-01", "id_number": "999999197503010028"}
    row_id = enter(ledger, "deputies", raw)
    found = doubts.doubts_of(ledger, BY_KEY["deputies"], ledger.row("deputies", row_id) or {})
    doubt = next(one for one in found if one.problem.field == "birth_date")
    doubts.answer(ledger, "deputies", row_id, "birth_date", doubt.problem.code, WHY)
    kept = ledger.row("doubt_answers", 1) or {}
    assert doubt.problem.message not in json.dumps(kept, default=str, ensure_ascii=False)
    assert len(kept["fingerprint"]) == 64


def test_a_row_that_is_changed_again_is_not_asked_what_was_answered(ledger: Ledger) -> None:
    row_id = district(ledger)
    asked = ledger.read_values("electoral_districts", {"note": "一"}, row_id=row_id)[1]
    assert [problem.code for problem in asked] == ["seats"]
    answer(ledger, row_id)
    assert ledger.read_values("electoral_districts", {"note": "二"}, row_id=row_id)[1] == []
    changed = ledger.read_values("electoral_districts", {"seats": 7}, row_id=row_id)[1]
    assert [problem.code for problem in changed] == ["seats"]


def test_an_error_cannot_be_answered_away(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    row_id = district(ledger)
    wrong = Problem("seats", "error", "seats", "不行。")
    monkeypatch.setattr(doubts, "judged", lambda *_: [wrong])
    with pytest.raises(Refused, match="没有这处疑问"):
        answer(ledger, row_id)


# -- by the command line ------------------------------------------------------------------------------


@pytest.fixture
def presidium(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    runner = CommandLine(folder, monkeypatch, capsys)
    runner.done(
        "add", "electoral_districts", "--json", "-", stdin={"name": "第一选区", "level": "镇", "seats": 5}
    )
    return runner


def test_the_check_names_what_can_be_answered(presidium: CommandLine) -> None:
    out = presidium.done("check").out
    assert "[electoral_districts 1 seats]" in out and "--why" in out
    presidium.done("answer", "electoral_districts", 1, "seats", "--why", WHY)
    out = presidium.done("check").out
    assert "districts 1 seats]" not in out and "另有 1 处已写明理由" in out
    (finding,) = [
        f for f in presidium.done("check", "--json").data["findings"] if f["severity"] == "answered"
    ]
    assert (finding["register"], finding["row"], finding["code"], finding["reason"]) == (
        "electoral_districts", 1, "seats", WHY,
    )  # fmt: skip


def test_the_command_line_refuses_in_words(presidium: CommandLine) -> None:
    for words in (
        ("electoral_districts", 1, "seats", "--why", " "),
        ("electoral_districts", 1, "voters", "--why", WHY),
        ("electoral_districts", 9, "seats", "--why", WHY),
        ("electoral_districts", 1, "seats", "--why", WHY, "--field", "voters"),
        ("nothing", 1, "seats", "--why", WHY),
        ("electoral_districts", 1, "seats"),
    ):
        presidium.refused(2, "answer", *words)
    assert presidium.done("list", "doubt_answers", "--json").data == []


def test_what_was_doubted_about_a_value_stays_on_the_check_until_it_is_answered(ledger: Ledger) -> None:
    raw = {"name": "王芳", "level": "镇", "id_number": "999999197503010013", "phone": "1234"}
    values, problems = ledger.read_values("deputies", raw)
    told = {problem.code for problem in problems if problem.severity == "warning"}
    with ledger.act("新增") as act:
        row_id = act.add("deputies", values)
    open_doubts = [f for f in data_findings(ledger) if f.severity == "warning"]
    assert told and {finding.code for finding in open_doubts} == told
    assert "999999197503010013" not in "".join(finding.sentence for finding in open_doubts)
    for finding in open_doubts:
        doubts.answer(ledger, "deputies", row_id, finding.field, finding.code, "证件上就是这样")
    assert [f for f in data_findings(ledger) if f.severity == "warning"] == []
