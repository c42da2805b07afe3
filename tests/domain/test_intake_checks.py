"""收件审查: what the text shows is proposed, the clerk decides, and nothing is held up by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.intake_checks import doubts, numbered_requests, proposed, reason_of
from app.domain.registers import BY_KEY
from app.storage.checks.check import data_findings
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from app.work import course
from app.work.course_events import check_intake
from tests.kept_ledgers import new_ledger

TODAY = date(2022, 9, 1)
TWO = "一、建议修建大坪村水渠。\n二、建议解决学校门口停车难的问题。"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("建议修建大坪村水渠。", 0),
        (TWO, 2),
        ("1.建议修路；2.希望增设路灯；3.请求清理河道", 3),
        ("1、关于修路的建议\n2、关于路灯的建议", 2),
        ("（一）请求修路。（二）加强巡查。", 2),
        ("第一，建议修路。第二，建议建桥。", 2),
        # One matter with its reasons, figures and dates is one matter.
        ("一、基本情况。该路长 1.5 公里。\n二、存在问题。雨天积水。\n三、建议尽快硬底化。", 1),
        ("2022.3.15 下雨，建议修路。3.5 米宽的路面不够", 0),
        ("该路 1.2 公里，建议拓宽", 0),
        ("一是路窄，二是灯少", 0),
        ("\n" * 500 + "建议" * 2000, 0),
    ],
)
def test_numbered_requests_are_several_matters_and_reasons_are_not(text: str, count: int) -> None:
    assert len(numbered_requests(text)) == count


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市"}
    made = new_ledger(
        tmp_path / "data", office, term=16, term_started=date(2016, 11, 10), quota=6, today=TODAY
    )
    made.core.connection.execute("PRAGMA synchronous=OFF")
    yield made
    made.close()


def read(ledger: Ledger, *, typed: bool = True, **values: Any) -> tuple[dict[str, Any], set[str]]:
    row = {"class": "代表建议", "raised_on": "2022-08-01", "content": "建议修路", **values}
    found, problems = ledger.read_values("suggestions", row, typed=typed)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return found, {problem.code for problem in problems}


def enter(ledger: Ledger, **values: Any) -> int:
    found, _ = read(ledger, **values)
    with ledger.act("录") as act:
        return act.add("suggestions", found)


def deputy(ledger: Ledger, name: str, **more: Any) -> None:
    values, _ = ledger.read_values(
        "deputies", {"name": name, "level": "镇", "elected_on": "2016-11-10", **more}
    )
    with ledger.act("录") as act:
        act.add("deputies", values)


def results(lines: Any) -> dict[str, str | None]:
    return {line["item"]: line.get("result") for line in lines}


def test_the_form_warns_the_import_does_not_and_the_health_page_lists(ledger: Ledger) -> None:
    assert "several_matters" in read(ledger, content=TWO)[1]
    assert "several_matters" not in read(ledger, content=TWO, typed=False)[1]
    assert "several_matters" not in read(ledger, content=TWO, **{"class": "群众意见"})[1]
    row = enter(ledger, content=TWO)
    assert [one.row for one in data_findings(ledger) if "几件事" in one.sentence] == [row]


def test_a_card_number_is_missed_only_where_the_ledger_keeps_them(ledger: Ledger) -> None:
    deputy(ledger, "甲一")
    assert "card_missing" not in read(ledger, deputies=["甲一"])[1]
    deputy(ledger, "甲二", deputy_card_no="007")
    assert "card_missing" in read(ledger, deputies=["甲一", "甲二"])[1]
    assert "card_missing" not in read(ledger, deputies=["甲二", "甲一"])[1]
    assert "card_missing" not in read(ledger, deputies=["甲一"], typed=False)[1]


def test_what_the_text_shows_is_proposed_and_hands_are_left_open(ledger: Ledger) -> None:
    found, _ = read(ledger, content=TWO + "村民已向法院起诉。")
    told = results(proposed(found, ledger.context()))
    assert told["一事一议"] == told["有题目"] == told["写明提出代表"] == told["对象明确"] == "failed"
    assert told["诉讼、仲裁、复议中的事"] == "failed"
    assert told["由代表本人签署"] is told["检举控告具体人"] is told["有代表证号"] is None
    assert len(doubts(found, ledger.context())) == 4  # who handles it is decided later


def test_items_are_data_with_their_time(ledger: Ledger) -> None:
    with ledger.act("改") as act:
        for row in ledger.rows("intake_rules", ledger.ids("intake_rules")):
            act.change("intake_rules", row["id"], {"valid_until": date(2022, 7, 1)})
        values, _ = ledger.read_values(
            "intake_rules", {"name": "本地项目", "kind": "应当具备", "judged_by": "人工判断"}
        )
        act.add("intake_rules", values)
    found, _ = read(ledger)
    assert list(results(proposed(found, ledger.context()))) == ["本地项目"]
    old, _ = read(ledger, raised_on="2022-06-01")
    assert len(proposed(old, ledger.context())) == 13


def test_a_check_is_kept_and_what_was_decided_is_not_proposed_anew(ledger: Ledger) -> None:
    row = enter(ledger, content=TWO)
    with pytest.raises(Refused):
        check_intake(ledger, row, TODAY, [{"item": "一事一议"}])
    with pytest.raises(Refused):
        check_intake(ledger, row, date(2022, 7, 1), [])
    check_intake(
        ledger, row, TODAY, [{"item": "一事一议", "result": "passed"}, {"item": "旧项目", "result": "failed"}]
    )
    (kept,) = ledger.rows("suggestions", [row])
    assert kept["intake_checked_on"] == TODAY
    told = results(proposed(kept, ledger.context()))
    assert told["一事一议"] == "passed" and told["旧项目"] == "failed"
    assert not [one for one in data_findings(ledger) if "几件事" in one.sentence]


def test_refused_with_its_reason_or_handed_over_with_a_warning(ledger: Ledger) -> None:
    row = enter(ledger, lead_handler="规划建设办公室", title="修路")
    lines = [{"item": "对象明确", "result": "failed"}, {"item": "诉讼、仲裁、复议中的事", "result": "failed"}]
    check_intake(ledger, row, TODAY, lines)
    (kept,) = ledger.rows("suggestions", [row])
    assert (
        reason_of(kept, ledger.context())
        == "不符合要求：对象明确；属于不予受理的情形：诉讼、仲裁、复议中的事"
    )
    course.hand_over(ledger, [row], course.HandOver(None, TODAY))  # never held up
    (handed,) = ledger.rows("suggestions", [row])
    codes = [
        problem.message
        for problem in BY_KEY["suggestions"].judge(handed, ledger.context())
        if problem.code == "intake_failed"
    ]
    assert len(codes) == 1 and "诉讼" in codes[0]  # that a handler is named mends the other item
    check_intake(ledger, row, TODAY, [{**line, "result": "passed"} for line in lines])
    (mended,) = ledger.rows("suggestions", [row])
    assert "intake_failed" not in {
        problem.code for problem in BY_KEY["suggestions"].judge(mended, ledger.context())
    }


def test_words_that_are_missing_are_asked_for(ledger: Ledger) -> None:
    item = {"name": "某项", "kind": "不予受理的情形", "judged_by": "关键词"}
    assert {problem.code for problem in ledger.read_values("intake_rules", item)[1]} == {"words_missing"}
    assert not ledger.read_values("intake_rules", {**item, "words": "诉讼"})[1]
