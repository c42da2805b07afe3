"""What an import of receptions and suggestions leaves behind: one act, derived records, nothing private in the open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.excel.grid import Sheet, Workbook
from app.excel.importing import Preview, commit_preview, preview_of
from app.storage.ledger import Ledger
from tests.data.contact.ledger import ROOM, contact_ledger

pytestmark = pytest.mark.usefixtures("reading_here")

PHONE, SECRET = "19900001111", "黎大伯"
HEAD = ["接待日期", "地点", "接待方式", "接待代表", "来访人", "所在村", "电话", "是否保密", "反映事项"]
BATCH = ["2022-03-09", "镇联络室", "接访", "伍国栋、单民", SECRET, "下寮村", PHONE, "是", "路灯不亮"]
NEXT = [None, None, None, None, "潘大姐", "迳口村", "19900001112", "否", "水压不足"]
OPINIONS = ["类别", "编号", "提出日期", "提出代表", "内容", "承办单位", "办结情况"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with contact_ledger(tmp_path / "ledger") as opened:
        yield opened


def previewed(ledger: Ledger, register: str, *rows: list[Any]) -> Preview:
    """The preview of one sheet with the given rows."""
    book = Workbook(Path("台账.xlsx"), "xlsx", sheets=[Sheet("台账", rows=[list(row) for row in rows])])
    return preview_of(ledger, register, book)


def records(ledger: Ledger) -> list[tuple[str, str]]:
    """Deputies and kinds of the performance records there are."""
    rows = ledger.rows("performance_records", ledger.ids("performance_records"))
    return sorted((row["deputy"].name, row["kind"]) for row in rows)


def test_a_batch_is_one_record_and_its_deputies_are_credited(ledger: Ledger) -> None:
    preview = previewed(ledger, "receptions", HEAD, BATCH, NEXT)
    assert [entry.verdict for entry in preview.rows] == ["new"]
    assert commit_preview(ledger, preview) == {"added": 1, "changed": 0}
    (row,) = ledger.rows("receptions", ledger.ids("receptions"))
    assert (row["site"].name, row["visitor_count"], len(row["visitors"])) == (ROOM, 2, 2)
    assert records(ledger) == [("伍国栋", "reception"), ("单民", "reception")]


def test_an_import_is_taken_back_whole(ledger: Ledger) -> None:
    commit_preview(ledger, previewed(ledger, "receptions", HEAD, BATCH, NEXT))
    ledger.undo()
    assert ledger.count("receptions") == 0
    assert records(ledger) == []


def test_nothing_private_of_visitors_is_left_in_the_open(ledger: Ledger) -> None:
    commit_preview(ledger, previewed(ledger, "receptions", HEAD, BATCH, NEXT))
    (row,) = ledger.rows("receptions", ledger.ids("receptions"))
    told = [
        json.dumps([change.before, change.after], ensure_ascii=False, default=str)
        for change in ledger.history()
    ]
    assert not any(word in text for text in (*told, str(row)) for word in (PHONE, SECRET, "19900001112"))
    assert not ledger.search(PHONE)
    assert not ledger.search(SECRET)
    assert PHONE in (ledger.reveal("receptions", row["id"], "confidential") or "")


def test_the_report_names_no_phone(ledger: Ledger) -> None:
    report = previewed(ledger, "receptions", HEAD, BATCH, NEXT).report()
    assert PHONE not in json.dumps(report, ensure_ascii=False)
    assert report["rows"][0]["values"]["visitors"] == "黎大伯、潘大姐"


def test_the_same_file_again_is_the_same(ledger: Ledger) -> None:
    commit_preview(ledger, previewed(ledger, "receptions", HEAD, BATCH, NEXT))
    assert [e.verdict for e in previewed(ledger, "receptions", HEAD, BATCH, NEXT).rows] == ["same"]


def test_a_phone_that_changed_is_a_difference_and_is_kept(ledger: Ledger) -> None:
    commit_preview(ledger, previewed(ledger, "receptions", HEAD, BATCH, NEXT))
    edited = [*BATCH[:6], "19900003333", *BATCH[7:]]
    preview = previewed(ledger, "receptions", HEAD, edited, NEXT)
    assert [difference.field for difference in preview.rows[0].differences] == ["confidential"]
    commit_preview(ledger, preview, on_changed="update")
    kept = ledger.reveal("receptions", ledger.ids("receptions")[0], "confidential") or ""
    assert "19900003333" in kept
    assert "19900001112" in kept
    assert SECRET in kept


def test_a_confidential_name_in_a_text_is_asked_and_not_taken_over(ledger: Ledger) -> None:
    named = [*BATCH[:8], f"{SECRET}说路灯不亮,电话{PHONE}"]
    preview = previewed(ledger, "receptions", HEAD, named, NEXT)
    (entry,) = preview.rows
    assert (entry.verdict, [p.code for p in entry.problems]) == ("flagged", ["confidential_name"])
    assert SECRET not in entry.problems[0].message
    commit_preview(ledger, preview, accept_flagged=True)
    (row,) = ledger.rows("receptions", ledger.ids("receptions"))
    assert row["matter"].startswith("来访群众说路灯不亮,电话（号码不公开）\n")
    written = json.dumps([change.after for change in ledger.history()], ensure_ascii=False, default=str)
    assert SECRET not in written
    assert PHONE not in written


def test_a_state_in_words_is_never_written(ledger: Ledger) -> None:
    stated = ["代表建议", "2022-001", "2022-04-03", "单民", "维修村道", "规建办", "已办结"]
    preview = previewed(ledger, "suggestions", OPINIONS, stated)
    assert [p.code for p in preview.rows[0].problems] == ["status_unsupported"]
    commit_preview(ledger, preview, accept_flagged=True)
    (row,) = ledger.rows("suggestions", ledger.ids("suggestions"))
    assert (row["status"], row["concluded_on"]) == ("collected", None)
    assert records(ledger) == [("单民", "suggestion")]


def test_a_number_given_twice_is_given_anew(ledger: Ledger) -> None:
    first = ["代表建议", "2022-001", "2022-04-03", "单民", "维修村道", "规建办", ""]
    second = [*first[:4], "增设路灯", *first[5:]]
    preview = previewed(ledger, "suggestions", OPINIONS, first, second)
    assert [entry.verdict for entry in preview.rows] == ["new", "flagged"]
    commit_preview(ledger, preview, accept_flagged=True)
    rows = ledger.rows("suggestions", ledger.ids("suggestions"))
    assert len({row["no"] for row in rows}) == 2
    assert sorted(row["content"] for row in rows) == ["增设路灯", "维修村道"]


def test_running_numbers_of_a_sheet_are_no_numbers_of_records(ledger: Ledger) -> None:
    sheets = [
        ["序号", "类别", "日期", "内容"],
        [1, "群众意见", "2022-03-05", "路灯"],
        [2, "群众意见", "2022-03-06", "水压"],
    ]
    preview = previewed(ledger, "suggestions", *sheets)
    assert [entry.values.get("no") for entry in preview.rows] == [None, None]


def test_two_people_of_one_name_are_asked_about_unless_one_had_left(ledger: Ledger) -> None:
    def codes(day: str, name: str) -> list[str]:
        row = ["代表建议", "", day, name, "维修村道", "", ""]
        return [p.code for p in previewed(ledger, "suggestions", OPINIONS, row).rows[0].problems]

    assert codes("2022-04-03", "陈志强") == ["ambiguous_reference"]
    assert codes("2022-04-03", "梁伟") == []
    assert codes("2022-08-03", "梁伟") == ["not_in_office"]
    one = next(i for i in ledger.ids("deputies") if (ledger.row("deputies", i) or {})["name"] == "陈志强")
    with ledger.act("辞职") as act:
        from app.domain.days import PartialDate
        from app.domain.fields import Ref

        act.add("mandate_changes", {
            "mandate": Ref(one, ""), "kind": "resigned", "occurred_on": PartialDate.from_date(date(2022, 2, 1)),
        })  # fmt: skip
    assert codes("2022-04-03", "陈志强") == []
