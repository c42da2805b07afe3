"""Numbers of decisions: the next of the register of documents, held against it, never on two decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.document_numbers import serial_of_number
from app.paper.decisions.published import NotDecided, resolution
from app.storage.checks.document_gaps import document_gaps
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work.issued_documents import document_of, enter_document
from tests.kept_ledgers import open_ledger, sample_folder

NUMBERED = "迳人大〔2022〕{}号"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The sample year: numbers that were given once are given to nothing else, so each test has its own."""
    with open_ledger(sample_folder(tmp_path), today=date(2022, 12, 31)) as opened:
        yield opened


def vote(ledger: Ledger, matter: str) -> int:
    (row_id,) = ledger.ids("votes", Query(equals={"matter": matter}))
    return row_id


def change(ledger: Ledger, key: str, row_id: int, **values: Any) -> None:
    read, _ = ledger.read_values(key, values, row_id=row_id)
    with ledger.act("改文号") as act:
        act.change(key, row_id, read)


def codes(ledger: Ledger) -> list[tuple[str, str]]:
    return sorted((finding.register, finding.code) for finding in document_gaps(ledger))


@pytest.mark.parametrize(
    ("number", "serial"),
    [
        ("迳人大[2022]第05号", "迳人大〔2022〕"),
        ("迳人大〔2022〕12号", "迳人大〔2022〕"),
        ("公告〔2023〕1号", "公告〔2023〕"),
        ("2022年第5号", "2022年第5号"),
    ],
)
def test_what_numbers_of_a_code_and_year_share(number: str, serial: str) -> None:
    assert serial_of_number(number) == serial


def test_a_resolution_takes_the_next_number_and_keeps_it(ledger: Ledger) -> None:
    row_id = vote(ledger, "关于2021年决算的决议")
    document = enter_document(ledger, "votes", row_id)
    entry = ledger.row("outgoing_documents", document) or {}
    assert entry["no"] == NUMBERED.format(10)
    assert entry["issued_on"] == date(2022, 7, 20)
    assert entry["title"] == "迳口镇第十六届人民代表大会第五次会议关于2021年决算的决议"
    assert (ledger.row("votes", row_id) or {})["document_no"] == NUMBERED.format(10)
    assert enter_document(ledger, "votes", row_id) == document  # never twice
    assert document_of(ledger, "votes", row_id) == document
    assert codes(ledger) == []


def test_a_number_that_was_given_already_is_the_one_that_is_entered(ledger: Ledger) -> None:
    row_id = vote(ledger, "关于2021年决算的决议")
    change(ledger, "votes", row_id, document_no="迳人大[2022]第31号")
    document = enter_document(ledger, "votes", row_id)
    assert (ledger.row("outgoing_documents", document) or {})["no"] == NUMBERED.format(31)
    assert codes(ledger) == []


def test_the_documents_of_the_sample_are_found(ledger: Ledger) -> None:
    (election,) = ledger.ids("elections")
    document = document_of(ledger, "elections", election)
    assert (ledger.row("outgoing_documents", document or 0) or {})["title"] == "关于邓启明当选镇长的公告"
    assert document_of(ledger, "votes", vote(ledger, "会议议程")) is None


def test_projects_are_announced_under_a_number_too(ledger: Ledger) -> None:
    ballot = ledger.ids("project_ballots")[0]
    change(ledger, "project_ballots", ballot, document_no="")
    document = enter_document(ledger, "project_ballots", ballot)
    title = "迳口镇第十六届人民代表大会关于2022年民生实事项目票决结果的公告"
    assert (ledger.row("outgoing_documents", document) or {})["title"] == title


def test_what_did_not_pass_has_no_document(ledger: Ledger) -> None:
    row_id = vote(ledger, "关于2021年决算的决议")
    change(ledger, "votes", row_id, in_favor="20", against="35", abstain="0")
    with pytest.raises(NotDecided):
        enter_document(ledger, "votes", row_id)
    assert ledger.count("outgoing_documents") == 9


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (NUMBERED.format(2), []),
        (NUMBERED.format(99), [("votes", "document_missing")]),
        ("四人大〔2022〕99号", []),  # another organ's
        ("迳人大〔2021〕99号", []),  # a year that was not kept
        (NUMBERED.format(5), [("elections", "document_double"), ("votes", "document_double")]),
        (NUMBERED.format(9), [("votes", "document_double"), ("votes", "document_double")]),
        (NUMBERED.format(1), [("mandate_changes", "document_double"), ("votes", "document_double")]),
    ],
)
def test_a_number_is_held_against_what_went_out(
    ledger: Ledger, number: str, found: list[tuple[str, str]]
) -> None:
    change(ledger, "votes", vote(ledger, "关于镇人民政府工作报告的决议"), document_no=number)
    assert codes(ledger) == found


def test_a_voided_number_is_told(ledger: Ledger) -> None:
    (row_id,) = ledger.ids("outgoing_documents", Query(equals={"no": NUMBERED.format(9)}))
    change(ledger, "outgoing_documents", row_id, void_reason="写错")
    assert codes(ledger) == [("votes", "document_void")]
    (finding,) = document_gaps(ledger)
    assert finding.sentence.endswith("的文号“迳人大〔2022〕9号”在发文登记里已经作废，请核对。")


def test_what_is_announced_together_shares_its_number(ledger: Ledger) -> None:
    assert codes(ledger) == []  # 2019: two changes under one announcement
    changes = ledger.ids("mandate_changes", Query(equals={"document_no": "迳人大〔2019〕2号"}))
    assert len(changes) == 2
    change(ledger, "mandate_changes", changes[0], announced_on="2019-04-01")
    assert codes(ledger) == [("mandate_changes", "document_double")] * 2


@pytest.mark.parametrize(
    ("matter", "title"),
    [
        ("财政预算", "第五次会议关于财政预算的决议"),
        ("批准2022年财政决算的决议", "第五次会议关于批准2022年财政决算的决议"),
        ("镇长选举办法", "第五次会议镇长选举办法"),
    ],
)
def test_a_resolution_says_what_it_is_about(ledger: Ledger, matter: str, title: str) -> None:
    row_id = vote(ledger, "关于2021年决算的决议")
    change(ledger, "votes", row_id, matter=matter)
    assert resolution(ledger, row_id).title.endswith(title)
