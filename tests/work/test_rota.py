"""The yearly rota from the ledger: drafted, kept once, and looked at for contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work import rota
from tests.kept_ledgers import open_ledger, sample_folder

YEAR = 2023


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as opened:
        yield opened


def test_the_usual_rota_has_four_a_month_at_the_room_and_contradicts_nothing(ledger: Ledger) -> None:
    plan = rota.draft(ledger, rota.usual_rules(ledger, YEAR))
    room = [row for row in plan.rows if "联络室" in row["site"].name]
    assert len(room) == 12
    assert all(len(row["deputies"]) == 4 for row in room)
    assert plan.remarks == []
    assert rota.keep(ledger, plan, YEAR) == len(plan.rows) == 20
    assert rota.contradictions(ledger, YEAR) == []


def test_months_that_are_planned_already_stay_as_they_are(ledger: Ledger) -> None:
    """The sample's year has its sixteen duties: another day of the same month would double them."""
    before = ledger.count("reception_duties", Query(year=2022))
    plan = rota.draft(ledger, rota.usual_rules(ledger, 2022))
    planned = {(row["held_on"].month, row["site"].id) for row in rota._duties(ledger, 2022)}
    assert all(
        (row["held_on"].month, row["site"].id) not in planned for row in rota.additions(ledger, plan, 2022)
    )
    added = rota.keep(ledger, plan, 2022)
    assert ledger.count("reception_duties", Query(year=2022)) == before + added < before + len(plan.rows)


def test_a_rota_is_undone_as_a_whole(ledger: Ledger) -> None:
    before = ledger.count("reception_duties")
    rota.keep(ledger, rota.draft(ledger, rota.usual_rules(ledger, YEAR)), YEAR)
    assert ledger.undo() == f"生成 {YEAR} 年接待安排"
    assert ledger.count("reception_duties") == before


def test_leave_and_the_end_of_a_mandate_are_respected(ledger: Ledger) -> None:
    first = rota.draft(ledger, rota.usual_rules(ledger, YEAR)).rows[0]["deputies"]
    gone, away = first[-1], first[-2]
    with ledger.act("变动") as act:
        change = {
            "mandate": gone,
            "kind": "died",
            "occurred_on": ledger.read_values("mandate_changes", {"occurred_on": "2023-01-05"})[0][
                "occurred_on"
            ],
        }
        act.add("mandate_changes", change)
        act.add("deputy_leaves", {"deputy": away, "from_on": date(2023, 1, 1), "until_on": date(2023, 3, 31)})
    plan = rota.draft(ledger, rota.usual_rules(ledger, YEAR))
    assert all(gone not in (row["deputies"] or ()) for row in plan.rows)
    assert all(away not in row["deputies"] for row in plan.rows if row["held_on"] <= date(2023, 3, 31))


def test_contradictions_are_named(ledger: Ledger) -> None:
    sites = [Ref(row["id"], row["name"]) for row in ledger.rows("liaison_sites", ledger.ids("liaison_sites"))]
    someone = ledger.rows("deputies", ledger.ids("deputies", Query(filter="in_office")))[0]
    ended = ledger.rows("deputies", ledger.ids("deputies", Query(filter="ended")))[0]
    named = tuple(Ref(row["id"], row["name"]) for row in (someone, ended))
    with ledger.act("安排") as act:
        act.add(
            "reception_duties", {"held_on": date(2023, 3, 4), "site": sites[0], "deputies": named}
        )  # a Saturday
        act.add("reception_duties", {"held_on": date(2023, 3, 4), "site": sites[1], "deputies": named[:1]})
        act.add("reception_duties", {"held_on": date(2023, 3, 6), "site": sites[1]})
    told = "".join(sentence for _, sentence in rota.contradictions(ledger, YEAR))
    for words in ("这一天休息", "当日不在任", "同一天还安排在", "还没有安排代表"):
        assert words in told


def test_a_site_is_on_the_rota_from_its_founding_to_its_closing(ledger: Ledger) -> None:
    kept = ledger.rows("liaison_sites", ledger.ids("liaison_sites"))
    founded, closed = kept[1], kept[2]
    with ledger.act("成立与撤销") as act:
        act.change("liaison_sites", founded["id"], {"founded_on": PartialDate(YEAR, 5)})
        act.change("liaison_sites", closed["id"], {"closed_on": date(YEAR, 8, 15)})
    plan = rota.draft(ledger, rota.usual_rules(ledger, YEAR))
    months = {row["id"]: [d["held_on"].month for d in plan.rows if d["site"].id == row["id"]] for row in kept}
    assert months[founded["id"]] == [5, 8, 11]
    assert months[closed["id"]] == [2, 5]  # on the day of closing it is closed
    assert rota.usual_rules(ledger, YEAR + 1).sites != rota.usual_rules(ledger, YEAR).sites
    rota.keep(ledger, plan, YEAR)
    assert rota.contradictions(ledger, YEAR) == []
    with ledger.act("提前撤销") as act:
        act.change("liaison_sites", closed["id"], {"closed_on": date(YEAR, 3, 1)})
    assert ["没有成立或已经撤销" in told for _, told in rota.contradictions(ledger, YEAR)] == [True]
