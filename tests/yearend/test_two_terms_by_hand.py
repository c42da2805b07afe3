"""A year with two terms, counted by hand: who is in office, what counts, what is printed, and what is still owed.

甲 is elected again in another district, 乙 is not, 丙 came in by a by-election and is elected again, 丁 resigned.
The 17th term brings a second 甲 and, by a by-election, 戊.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.booklet_years import calendar_year
from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.figures.catalogue import figure_of
from app.figures.performance_gaps import performance_gaps
from app.figures.performance_matrix import PerformanceYear
from app.figures.vacancies import seats_on
from app.paper.ledger import filed_papers
from app.paper.sessions.roll import due_deputies
from app.paper.sheet import Table
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work.booklets import without_booklet
from app.work.performance_papers.records import PerformanceRecords
from app.yearend.dossier import dossier
from app.yearend.term_change import change_term
from app.yearend.term_plan import Reelected, TermPlan
from app.yearend.term_standing import renew_sites, standing_of
from tests.kept_ledgers import BEGAN, enter, new_folder, open_ledger

TODAY, STARTS, EVE = date(2022, 12, 31), date(2021, 11, 10), date(2021, 11, 9)
# Mandates by their row: 1 甲, 2 乙, 3 丙, 4 丁 of the 16th term, 5 甲, 6 丙 again, 7 the other 甲, 8 戊 of the 17th.
OLD = (
    ("甲大", 1, "2016-10-08"),
    ("乙二", 1, "2016-10-08"),
    ("丙三", 2, "2019-06-01"),
    ("丁四", 2, "2016-10-08"),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = new_folder(
        tmp_path_factory.mktemp("terms") / "data", today=TODAY, term=16, term_started=BEGAN, quota=5
    )
    with open_ledger(folder, today=TODAY) as ledger:
        _old_term(ledger)
        again = (Reelected(1, "第三选区"), Reelected(3, "第二选区"))
        districts = tuple(
            {"no": no, "name": name, "seats": 2} for no, name in ((2, "第二选区"), (3, "第三选区"))
        )
        change_term(
            ledger, TermPlan("township", 17, STARTS, 4, PartialDate(2021, 10, 8), True, districts, again)
        )
        _new_term(ledger)
        yield ledger


def _old_term(ledger: Ledger) -> None:
    for no, name in enumerate(("第一选区", "第二选区"), 1):
        enter(ledger, "electoral_districts", level="镇", no=no, name=name, seats=2)
    for number, (name, district, elected) in enumerate(OLD):
        how = "补选" if elected > "2019" else "换届选举"
        enter(ledger, "deputies", name=name, level="镇", birth_date=f"197{number}-03", electoral_district={"id": district},
              elected_on=elected, elected_how=how)  # fmt: skip
    enter(ledger, "mandate_changes", mandate={"id": 4}, kind="辞职", occurred_on="2020-05-01")
    enter(ledger, "liaison_sites", name="下寮村联络站", kind="站", deputies=[{"id": 1}, {"id": 2}])
    enter(ledger, "reports_to_voters", deputy={"id": 1}, held_on="2021-10-10")
    enter(
        ledger,
        "receptions",
        held_on="2021-10-15",
        site={"id": 1},
        kind="接访",
        visitor_count=1,
        deputies=[{"id": 1}, {"id": 2}],
    )


def _new_term(ledger: Ledger) -> None:
    for name, birth, elected in (("甲大", "1990-07", "2021-10-08"), ("戊五", "1985-05", "2022-03-01")):
        enter(
            ledger,
            "deputies",
            name=name,
            level="镇",
            birth_date=birth,
            electoral_district={"id": 4},
            elected_on=elected,
        )
    enter(ledger, "reports_to_voters", deputy={"id": 6}, held_on="2022-05-05")
    enter(
        ledger,
        "receptions",
        held_on="2021-12-15",
        site={"id": 1},
        kind="接访",
        visitor_count=1,
        deputies=[{"id": 5}, {"id": 7}],
    )
    session = enter(ledger, "sessions", term={"id": 2}, ordinal=1, opened_on=STARTS.isoformat())
    enter(
        ledger,
        "session_meetings",
        session={"id": session},
        kind="全体会议",
        half_day="上午",
        ordinal=1,
        held_on=STARTS.isoformat(),
    )


@pytest.mark.parametrize(
    ("day", "mandates", "vacant"),
    [
        (date(2018, 1, 1), [1, 2, 4], 2),
        (date(2019, 6, 1), [1, 2, 3, 4], 1),
        (date(2020, 5, 1), [1, 2, 3], 2),
        (EVE, [1, 2, 3], 2),
        (STARTS, [5, 6, 7], 1),
        (date(2022, 2, 28), [5, 6, 7], 1),
        (date(2022, 3, 1), [5, 6, 7, 8], 0),
    ],
)
def test_who_is_in_office_and_which_seats_are_vacant(
    ledger: Ledger, day: date, mandates: list[int], vacant: int
) -> None:
    assert sorted(ledger.ids("deputies", Query(filter="in_office", on=day))) == mandates
    assert figure_of(ledger, "deputies.in_office", day.year, day).value == len(mandates)
    assert figure_of(ledger, "deputies.vacancies", day.year, day).value == vacant
    seats = seats_on(ledger, day)
    assert seats is not None
    assert (seats.term["ordinal"], seats.vacant) == (16 if day < STARTS else 17, vacant)


@pytest.mark.parametrize(
    ("until", "reported", "of"),
    [(EVE, 1, 3), (STARTS, 0, 3), (date(2021, 12, 31), 0, 3), (date(2022, 5, 5), 1, 4)],
)
def test_reports_cover_the_term_of_the_day(ledger: Ledger, until: date, reported: int, of: int) -> None:
    value = figure_of(ledger, "reports_to_voters.coverage", until.year, until)
    assert (value.numerator, value.denominator) == (reported, of)


def test_the_year_of_two_terms_counts_persons_once(ledger: Ledger) -> None:
    assert figure_of(ledger, "receptions.deputy_times", 2021).value == 4
    part = figure_of(ledger, "receptions.deputy_participation", 2021)
    assert (part.numerator, part.denominator) == (
        3,
        4,
    )  # 甲 twice, 乙 and the other 甲 of 甲 乙 丙 and the other 甲
    counted = PerformanceYear(ledger, calendar_year(2021, TODAY))
    records = {
        tuple(mandate.id for mandate in one.mandates): sum(
            act.kind == "reception" for act in counted.acts_of(one)
        )
        for one in counted.deputies
    }
    assert records == {(1, 5): 2, (2,): 1, (3, 6): 0, (7,): 1}


@pytest.mark.parametrize(("mandate", "count"), [(1, 2), (5, 2), (2, 1), (7, 1)])
def test_a_booklet_holds_what_the_person_did_in_both_terms(ledger: Ledger, mandate: int, count: int) -> None:
    records = PerformanceRecords(ledger, calendar_year(2021, TODAY)).of(mandate)
    assert [record["kind"] for record in records].count("reception") == count


def test_what_is_owed_is_owed_by_the_term(ledger: Ledger) -> None:
    gaps = {gap.words: gap for gap in performance_gaps(ledger, calendar_year(2021, TODAY))}
    people = {ledger.rows("deputies", [row])[0]["person"] for row in (5, 6, 7)}
    assert set(gaps["本届没有述职"].rows_by_person) == people
    year = calendar_year(2021, TODAY)
    assert sorted(ref.id or 0 for ref in without_booklet(ledger, year, EVE)) == [1, 2, 3]
    assert sorted(ref.id or 0 for ref in without_booklet(ledger, year, STARTS)) == [5, 6, 7]


@pytest.mark.parametrize(
    ("day", "term", "names", "note"),
    [
        (EVE, "第十六届", ["乙二", "丙三", "甲大"], "应有名额5名，实有3名，出缺2名"),
        (STARTS, "第十七届", ["丙三", "甲大", "甲大"], "应有名额4名，实有3名，出缺1名"),
    ],
)
def test_the_roster_of_a_day_is_that_of_its_term(
    ledger: Ledger, day: date, term: str, names: list[str], note: str
) -> None:
    (paper,) = filed_papers(ledger, BY_KEY["deputies"], Query(on=day))
    assert term in paper.title
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    column = next(number for number, one in enumerate(table.columns) if one.heading == "姓名")
    assert sorted(row[column].replace("　", "") for row in table.rows if len(row) > 1) == sorted(names)
    assert note in paper.unit_line[-1]


def test_the_first_meeting_calls_the_new_roll(ledger: Ledger) -> None:
    (meeting,) = ledger.rows("session_meetings", ledger.ids("session_meetings"))
    assert sorted(row["id"] for row in due_deputies(ledger, meeting)) == [5, 6, 7]


def test_the_standing_counts_persons_and_the_sites_are_renewed(ledger: Ledger) -> None:
    standing = standing_of(ledger, "township")
    assert standing is not None
    assert (standing.again, standing.new, standing.missing, standing.former_deputies) == (2, 2, 0, 4)
    assert standing.former_at_sites == {1: ("甲大", "乙二")}
    assert standing_of(ledger, "county") is None
    assert renew_sites(ledger, "township") == 1
    site = ledger.row("liaison_sites", 1)
    assert site is not None
    assert [ref.id for ref in site["deputies"]] == [5]
    assert renew_sites(ledger, "township") == 0
    ledger.undo()


def test_duties_and_projects_that_go_on_with_former_deputies_are_named(ledger: Ledger) -> None:
    former, again = Ref(2, "乙二"), Ref(5, "甲大")
    duty = {"circle": "deputies", "from_on": date(2020, 1, 1)}
    with ledger.act("录入") as act:
        named = act.add("contact_duties", {**duty, "deputy": again, "deputies": (former,)})
        act.add("contact_duties", {**duty, "deputy": former, "deputies": (again,), "until_on": STARTS})
        act.add("contact_duties", {**duty, "deputy": again, "deputies": (Ref(7, "甲大"),), "from_on": STARTS})
        values = {"planned_on": PartialDate(2021), "title": "修路", "adopted_on": PartialDate(2021, 3, 1)}
        project = act.add("livelihood_projects", {**values, "supervisors": (former,)})
    standing = standing_of(ledger, "township")
    assert standing is not None
    assert standing.still_former == {"contact_duties": (named,), "livelihood_projects": (project,)}
    ledger.undo()


def test_the_handbook_names_the_leaders_of_today(ledger: Ledger) -> None:
    with ledger.act("录入") as act:
        for name, leader in (("老小组", 2), ("新小组", 5)):
            act.add("deputy_groups", {"name": name, "leader": Ref(leader, "")})
    texts = str(dossier(ledger).blocks)
    assert "新小组组长" in texts
    assert "老小组组长" not in texts
    ledger.undo()
