"""One act fills every ledger it touches, and changing or undoing it changes them all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.fields import Ref
from app.figures.catalogue import figure_of
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import Refused
from app.work import reception_day
from tests.kept_ledgers import open_ledger, sample_folder

DAY = date(2022, 12, 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as opened:
        yield opened


def a_day(ledger: Ledger, deputies: int = 4) -> dict[str, Any]:
    rows = ledger.rows("deputies", ledger.ids("deputies", Query(filter="in_office"))[:deputies])
    site = ledger.rows("liaison_sites", ledger.ids("liaison_sites"))[0]
    return {
        "held_on": DAY,
        "site": Ref(site["id"], site["name"]),
        "kind": "walk_in",
        "deputies": tuple(Ref(row["id"], row["name"]) for row in rows),
        "visitor_count": 5,
    }


def counted(ledger: Ledger, key: str) -> Any:
    return figure_of(ledger, key, 2022).value


def test_a_reception_with_two_opinions_is_in_every_ledger(ledger: Ledger) -> None:
    before = {
        key: counted(ledger, key)
        for key in ("receptions.batches", "opinions.received", "performance.records")
    }
    row_id = reception_day.enter(ledger, a_day(ledger), [{"content": "路灯不亮"}, {"content": "水压不足"}])
    assert counted(ledger, "receptions.batches") == before["receptions.batches"] + 1
    assert counted(ledger, "opinions.received") == before["opinions.received"] + 2
    assert counted(ledger, "performance.records") == before["performance.records"] + 4
    opinions = ledger.rows("suggestions", reception_day.opinions_of(ledger, row_id))
    assert [o["no"] for o in opinions] == ["2022-029", "2022-030"]
    assert all(
        o["source"] == "reception" and o["class"] == "opinion" and o["raised_on"] == DAY for o in opinions
    )


def test_a_blank_matter_is_told_by_the_opinions(ledger: Ledger) -> None:
    row_id = reception_day.enter(ledger, a_day(ledger), [{"content": "路灯不亮。"}, {"content": "水压不足"}])
    assert ledger.row("receptions", row_id)["matter"] == "路灯不亮；水压不足"  # type: ignore[index]
    own = reception_day.enter(
        ledger, {**a_day(ledger), "matter": "灯和水", "kind": "outreach"}, [{"content": "路灯"}]
    )
    assert ledger.row("receptions", own)["matter"] == "灯和水"  # type: ignore[index]


@pytest.mark.parametrize(
    ("opinions", "matter"),
    [
        ([], None),
        ([{}], None),
        ([{"content": "路灯不亮。"}, {"title": "水压", "content": "水压不足。"}], "路灯不亮；水压"),
        ([{"content": "一。"}, {"content": ""}, {"content": " 二。 "}], "一；二"),
    ],
)  # fmt: skip
def test_a_matter_is_the_titles_of_its_opinions_or_their_words(
    opinions: list[dict[str, str]], matter: str | None
) -> None:
    assert reception_day.matters_of(opinions) == matter


def test_a_reception_is_changed_with_its_opinions_in_one_act(ledger: Ledger) -> None:
    row_id = reception_day.enter(ledger, a_day(ledger), [{"content": "路灯不亮"}, {"content": "水压不足"}])
    kept, dropped = reception_day.opinions_of(ledger, row_id)
    before = ledger.row("suggestions", kept)
    later = {**a_day(ledger), "held_on": date(2022, 12, 21)}
    opinions = [(kept, {"content": "路灯修好又坏"}), (None, {"content": "井盖松动"})]
    reception_day.revise(ledger, row_id, later, opinions, [dropped])
    first, second = ledger.rows("suggestions", reception_day.opinions_of(ledger, row_id))
    assert (first["id"], first["content"]) == (kept, "路灯修好又坏")
    assert (second["content"], second["raised_on"]) == ("井盖松动", date(2022, 12, 21))
    assert (second["source"], second["class"], second["reception"].id) == ("reception", "opinion", row_id)
    assert ledger.row("suggestions", dropped) is None
    ledger.undo()
    assert ledger.row("suggestions", kept) == before
    assert reception_day.opinions_of(ledger, row_id) == [kept, dropped]


def test_undo_takes_all_of_it_back(ledger: Ledger) -> None:
    before = ledger.statistics()["digest"]
    reception_day.enter(ledger, a_day(ledger), [{"content": "路灯不亮"}])
    ledger.undo()
    assert ledger.statistics()["digest"] == before


def test_a_number_is_not_given_twice(ledger: Ledger) -> None:
    reception_day.enter(ledger, a_day(ledger), [{"content": "路灯不亮"}])
    ledger.undo()
    row_id = reception_day.enter(ledger, a_day(ledger), [{"content": "水压不足"}])
    assert ledger.rows("suggestions", reception_day.opinions_of(ledger, row_id))[0]["no"] == "2022-030"


def test_a_deputy_taken_off_loses_the_record(ledger: Ledger) -> None:
    day = a_day(ledger)
    row_id = reception_day.enter(ledger, day)
    before = counted(ledger, "performance.records")
    reception_day.revise(ledger, row_id, {"deputies": day["deputies"][:3]})
    assert counted(ledger, "performance.records") == before - 1


def test_nobody_came_is_a_record(ledger: Ledger) -> None:
    row_id = reception_day.enter(ledger, {**a_day(ledger), "visitor_count": 0})
    assert ledger.row("receptions", row_id)["visitor_count"] == 0  # type: ignore[index]


def test_nothing_is_kept_when_an_opinion_is_refused(ledger: Ledger) -> None:
    before = ledger.statistics()["digest"]
    with pytest.raises(Refused):
        reception_day.enter(ledger, a_day(ledger), [{"content": None}])
    assert ledger.statistics()["digest"] == before


def test_confidential_visitors_stay_out_of_rows_history_and_search(ledger: Ledger) -> None:
    secret = {"name": "贾不言", "village": "下寮村", "phone": "19900009999", "wants_confidential": True}
    day = {**a_day(ledger), "visitors": (secret,), "visitor_words": "只想悄悄说一句"}
    row_id = reception_day.enter(ledger, day)
    everything = repr(ledger.row("receptions", row_id)) + repr(ledger.history(limit=20))
    for word in ("贾不言", "19900009999", "悄悄"):
        assert word not in everything
        assert ledger.ids("receptions", Query(find=word)) == []
    told = ledger.reveal("receptions", row_id, "confidential")
    assert told and all(word in told for word in ("贾不言", "19900009999", "悄悄"))


def test_more_names_than_visitors_are_refused(ledger: Ledger) -> None:
    visitors = tuple({"name": name} for name in ("黎大伯", "潘志明"))
    with pytest.raises(Refused, match="来访人次"):
        reception_day.enter(ledger, {**a_day(ledger), "visitors": visitors, "visitor_count": 1})


def test_a_number_of_visitors_follows_their_names_unless_it_says_more(ledger) -> None:
    names = [{"name": "王大明", "village": "东村"}, {"name": "李二"}]
    with ledger.act("接待") as act:
        site = act.add("liaison_sites", {"name": "甲站", "kind": "station"})
        values = {"held_on": date(2022, 3, 1), "site": Ref(site, "甲站"), "kind": "walk_in"}
        same = act.add("receptions", {**values, "visitors": tuple(names), "visitor_count": 2})
        more = act.add(
            "receptions", {**values, "time_from": "15:00", "visitors": tuple(names), "visitor_count": 5}
        )
    for row_id, count in ((same, 1), (more, 5)):
        with ledger.act("更正") as act:
            act.change("receptions", row_id, {"visitors": tuple(names[:1])})
        assert ledger.row("receptions", row_id)["visitor_count"] == count
