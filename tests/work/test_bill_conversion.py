"""A bill becomes a suggestion in one act; the performance records stay one for each sponsor."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import LedgerRefused
from app.work.bill_conversion import bill_begun_by, convert
from tests.kept_ledgers import open_ledger, sample_folder

DAY = date(2022, 11, 23)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(
        sample_folder(Path(tmp_path_factory.mktemp("sample"))), today=date(2022, 12, 31)
    ) as opened:
        yield opened


def bill(ledger: Ledger, title: str, **more: object) -> int:
    sponsors = [
        {"id": row}
        for row in ledger.ids("deputies", Query(filter="in_office", equals={"level": "township"}))[:5]
    ]
    typed = {
        "session": {"id": 6},
        "raised_on": DAY.isoformat(),
        "source": "代表联名",
        "deputies": sponsors,
        "title": title,
    }
    values, problems = ledger.read_values("bills", typed | more)
    assert [problem for problem in problems if problem.severity == "error"] == []
    with ledger.act("登记议案") as act:
        return int(act.add("bills", values))


def records(ledger: Ledger, title: str) -> int:
    return sum(
        row["title"] == title for row in ledger.rows("performance_records", ledger.ids("performance_records"))
    )


def test_the_suggestion_takes_over_what_the_bill_says(ledger: Ledger) -> None:
    row_id = bill(
        ledger, "关于加强饮用水源保护的议案", grounds="水源地附近有养殖场。", proposal="划定保护区。"
    )
    assert records(ledger, "关于加强饮用水源保护的议案") == 5
    suggestion = ledger.row("suggestions", convert(ledger, row_id))
    kept = ledger.row("bills", row_id)
    assert suggestion is not None and kept is not None
    assert suggestion["class"] == "motion_converted" and suggestion["proposal"] == "划定保护区。"
    assert "水源地附近有养殖场。" in suggestion["content"] and len(suggestion["deputies"]) == 5
    assert suggestion["no"].startswith("十六届六次第")
    assert kept["decision"] == "as_suggestion" and kept["suggestion"].id == suggestion["id"]
    assert records(ledger, "关于加强饮用水源保护的议案") == 5
    with pytest.raises(LedgerRefused, match="已经转为建议"):
        convert(ledger, row_id)
    ledger.undo()
    assert ledger.row("suggestions", suggestion["id"]) is None
    assert (ledger.row("bills", row_id) or {})["decision"] is None


def test_what_stands_on_the_agenda_stays_a_bill(ledger: Ledger) -> None:
    row_id = bill(ledger, "关于修建通村道路的议案", decision="列入议程")
    with pytest.raises(LedgerRefused, match="列入议程"):
        convert(ledger, row_id)
    with pytest.raises(KeyError):
        convert(ledger, 9999)


@pytest.mark.parametrize(
    ("more", "why"),
    [({"decision": "撤回"}, "已经撤回"), ({"source": "镇人民政府", "deputies": []}, "不是代表提出的")],
)
def test_what_was_withdrawn_or_is_no_deputies_bill_is_no_suggestion(
    ledger: Ledger, more: dict[str, object], why: str
) -> None:
    row_id, before = bill(ledger, f"不能转的议案：{why}", **more), ledger.count("suggestions")
    with pytest.raises(LedgerRefused, match=why):
        convert(ledger, row_id)
    assert ledger.count("suggestions") == before


def test_what_a_deputy_said_begins_a_bill(ledger: Ledger) -> None:
    speech = (ledger.row("speeches", ledger.ids("speeches")[0]) or {})["id"]
    begun, said = bill_begun_by(ledger, speech), ledger.row("speeches", speech) or {}
    assert begun["session"] == said["session"] and begun["raised_on"] == said["spoken_on"]
    assert begun["deputies"] == (said["deputy"],) and begun["grounds"] == said["content"]
    with pytest.raises(KeyError):
        bill_begun_by(ledger, 9999)


def test_four_sponsors_are_too_few(ledger: Ledger) -> None:
    ids = ledger.ids("deputies", Query(filter="in_office", equals={"level": "township"}))
    typed = {
        "session": {"id": 6},
        "raised_on": DAY.isoformat(),
        "source": "代表联名",
        "title": "四人的议案",
        "grounds": "据",
        "proposal": "方案",
    }
    for count, codes in ((4, ["few_sponsors"]), (5, [])):
        sponsors = [{"id": row} for row in ids[:count]]
        problems = ledger.read_values("bills", {**typed, "deputies": sponsors})[1]
        assert [problem.code for problem in problems] == codes
