"""The small registers of the desk: numbers of documents count on, a card keeps its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.storage.checks.check import data_findings, number_findings
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.kept_ledgers import BEGAN, OFFICE, new_ledger

TODAY = date(2022, 12, 31)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {**OFFICE, "document_code": "迳人大"}
    with new_ledger(tmp_path / "data", office, term=16, term_started=BEGAN, today=TODAY) as opened:
        yield opened


def enter(ledger: Ledger, key: str, **typed: Any) -> dict[str, Any]:
    values, problems = ledger.read_values(key, typed)
    with ledger.act("登记") as act:
        row_id = act.add(key, values)
    (kept,) = ledger.rows(key, [row_id])
    return {**kept, "codes": [problem.code for problem in problems]}


def document(ledger: Ledger, day: str, title: str, **more: Any) -> str:
    return str(enter(ledger, "outgoing_documents", issued_on=day, title=title, **more)["no"])


def test_documents_are_numbered_within_their_code_and_year(ledger: Ledger) -> None:
    assert document(ledger, "2022-01-05", "甲") == "迳人大〔2022〕1号"
    assert document(ledger, "2022-03-05", "乙") == "迳人大〔2022〕2号"
    assert (
        document(ledger, "2022-03-06", "丙", document_code="迳人大主席团公告")
        == "迳人大主席团公告〔2022〕1号"
    )
    assert document(ledger, "2021-12-31", "丁") == "迳人大〔2021〕1号"
    assert document(ledger, "2022-03-07", "戊", no="迳人大[2022]第008号") == "迳人大〔2022〕8号"
    assert document(ledger, "2022-03-08", "己") == "迳人大〔2022〕9号"


def test_a_number_is_never_given_twice_and_gaps_are_told(ledger: Ledger) -> None:
    numbers = [document(ledger, "2022-01-05", title) for title in "甲乙丙"]
    with ledger.act("删除") as act:
        act.remove("outgoing_documents", 3, why="重复")
    assert document(ledger, "2022-01-06", "丁") == "迳人大〔2022〕4号"
    assert numbers[2] == "迳人大〔2022〕3号"
    (gap,) = number_findings(ledger, BY_KEY["outgoing_documents"])
    assert "缺 迳人大〔2022〕3号。" in gap.sentence


def test_a_document_that_was_not_sent_keeps_its_number(ledger: Ledger) -> None:
    document(ledger, "2022-01-05", "甲", void_reason="内容有误，没有印发")
    document(ledger, "2022-01-06", "乙")
    assert number_findings(ledger, BY_KEY["outgoing_documents"]) == []
    assert len(ledger.ids("outgoing_documents", Query(filter="voided"))) == 1


@pytest.mark.parametrize(
    ("typed", "pills"),
    [
        ({}, set()),  # to be read by all
        ({"due_on": "2023-01-15"}, {"open"}),
        ({"due_on": "2022-12-30"}, {"open", "overdue"}),
        ({"due_on": "2022-12-30", "done_on": "2022-12-31"}, {"done"}),
    ],
)
def test_what_came_in_waits_while_something_is_owed(
    ledger: Ledger, typed: dict[str, str], pills: set[str]
) -> None:
    row = enter(ledger, "incoming_documents", received_on="2022-12-01", title="通知", **typed)
    assert row["no"] == "收2022-001"
    shown = {
        pill for pill in ("open", "overdue", "done") if ledger.ids("incoming_documents", Query(filter=pill))
    }
    assert shown == pills


def test_a_lost_card_with_the_number_of_the_new_one_is_told(ledger: Ledger) -> None:
    """The roster got the new number before the old card, of no number yet, was entered as lost."""
    deputy = enter(ledger, "deputies", name="李芳", level="镇", term="镇 第十六届")
    held = {"deputy": {"id": deputy["id"]}, "signed_by": "李芳"}
    old = enter(ledger, "deputy_cards", issued_on="2016-11-10", **held)
    with ledger.act("换号") as act:
        act.change("deputies", deputy["id"], {"deputy_card_no": "J16-020"})
        act.change("deputy_cards", old["id"], {"lost_on": date(2020, 11, 1)})
    new = enter(ledger, "deputy_cards", issued_on="2020-11-10", **held)
    assert (new["card_no"], new["codes"]) == ("J16-020", [])
    told = {finding.row for finding in data_findings(ledger) if finding.code == "card_twice"}
    assert told == {old["id"], new["id"]}


def test_a_corrected_number_moves_its_serial_on(ledger: Ledger) -> None:
    """Else the next one of itself would be given again and refused for good."""
    first = enter(ledger, "outgoing_documents", document_code="迳公告", issued_on="2019-03-01", title="甲")
    assert first["no"] == "迳公告〔2019〕1号"
    with ledger.act("更正文号") as act:
        act.change("outgoing_documents", first["id"], {"no": "迳公告〔2019〕2号"})
    second = enter(ledger, "outgoing_documents", document_code="迳公告", issued_on="2019-03-02", title="乙")
    assert second["no"] == "迳公告〔2019〕3号"


def test_a_card_keeps_the_number_it_was_handed_out_with(ledger: Ledger) -> None:
    deputy = enter(ledger, "deputies", name="王芳", level="镇", term="镇 第十六届", deputy_card_no="J16-001")
    held = {"deputy": {"id": deputy["id"]}, "signed_by": "王芳"}
    same = enter(ledger, "deputy_cards", issued_on="2016-11-10", **held)
    other = enter(ledger, "deputy_cards", issued_on="2020-11-10", card_no="J16-900", **held)
    assert (same["card_no"], same["codes"]) == ("J16-001", [])
    assert (other["card_no"], other["codes"]) == ("J16-900", ["card_no"])
    with ledger.act("换号") as act:
        act.change("deputies", deputy["id"], {"deputy_card_no": "J16-002"})
        act.change("deputy_cards", same["id"], {"lost_on": date(2020, 11, 1)})
    assert [row["card_no"] for row in ledger.rows("deputy_cards", [same["id"], other["id"]])] == [
        "J16-001",
        "J16-900",
    ]
    codes = [
        [problem.code for problem in ledger.read_values("deputy_cards", {"note": "x"}, row_id=row["id"])[1]]
        for row in (same, other)
    ]
    assert codes == [[], ["card_no"]], "of the card she holds the number is compared with the roster"
