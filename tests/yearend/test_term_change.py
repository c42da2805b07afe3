"""Change of term: what is refused, what is added, and that nothing else moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Context, NoLookup
from app.excel.importing import ImportOptions, commit_preview, preview_workbook
from app.storage.acts.row_writing import RowWriter
from app.storage.backups.catalogue import BEFORE_TERM, backups_in
from app.storage.backups.making import home_of
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.storage.refusals import LedgerRefused, ReasonNeeded
from app.yearend.term_change import Proof, change_term, old_term
from app.yearend.term_plan import Candidate, OldTerm, Reelected, TermPlan, objections, plan_of
from tests.cli_runner import CommandLine
from tests.kept_ledgers import BEGAN, new_folder, open_ledger

TODAY, STARTS = date(2021, 9, 1), date(2021, 11, 10)
ONE, TWO, THREE = ({"no": n, "name": f"第{name}选区", "seats": 2} for n, name in enumerate("一二三", 1))
CANDIDATES = (
    Candidate(11, 1, "王芳", "第一选区", "在任"),
    Candidate(12, 2, "李四", "第一选区", "在任"),
    Candidate(13, 3, "王芳", "第二选区", "已终止"),
    Candidate(14, 2, "李四", "第二选区", "在任"),
)
OLD = OldTerm({"level": "township", "ordinal": 16, "started_on": BEGAN}, CANDIDATES, date(2021, 2, 1))
PLAN = TermPlan(
    "township", 17, STARTS, 60, PartialDate(2021, 10, 8), True, (ONE, TWO), (Reelected(11, "第一选区"),)
)


@pytest.mark.parametrize(
    ("plan", "old", "field", "words"),
    [
        (PLAN, None, "level", "还没有镇的届次"),
        (PLAN, replace(OLD, row=OLD.row | {"started_on": None}), "level", "还没有填首次会议日期"),
        (PLAN, replace(OLD, row={"ordinal": 17, "started_on": STARTS}), "ordinal", "换届已经办过"),
        (replace(PLAN, ordinal=16), OLD, "ordinal", "镇第十六届已经登记（首次会议 2016-11-10），换届已经办过"),
        (replace(PLAN, started_on=BEGAN), OLD, "started_on", "要晚于镇第十六届的首次会议（2016-11-10）"),
        (replace(PLAN, started_on=date(2021, 2, 1)), OLD, "started_on", "在 2021-02-01 还开过会"),
        (replace(PLAN, elected_on=PartialDate(2016, 10)), OLD, "elected_on", "选举日要晚于"),
        (replace(PLAN, elected_on=PartialDate(2021, 12)), OLD, "elected_on", "不能晚于新一届首次会议"),
        (replace(PLAN, districts=(ONE, {"no": 2})), OLD, "districts", "第 2 行没有名称"),
        (replace(PLAN, districts=(ONE, ONE)), OLD, "districts", "“第一选区”写了两次"),
        (replace(PLAN, reelected=(Reelected(9),)), OLD, "reelected", "9 号不是上届代表"),
        (replace(PLAN, reelected=(Reelected(12, "第一选区"), Reelected(14, "第二选区"))), OLD, "reelected", "李四在连任名单里有两次"),
        (replace(PLAN, reelected=(Reelected(11),)), OLD, "reelected", "王芳还没有选新一届的选区"),
        (replace(PLAN, districts=()), OLD, "reelected", "“第一选区”不在新一届选区里"),
        (replace(PLAN, districts=(ONE | {"seats": 1},), reelected=(Reelected(11, "第一选区"), Reelected(12, "第一选区"))), OLD, "reelected",
         "应选 1 名，连任的已有 2 名"),
        (replace(PLAN, quota=1, reelected=(Reelected(11, "第一选区"), Reelected(12, "第二选区"))), OLD, "quota", "代表名额 1 名，连任的已有 2 名"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(
    plan: TermPlan, old: OldTerm | None, field: str, words: str
) -> None:
    (problem,) = objections(plan, old)
    assert (problem.field, words in problem.message) == (field, True), problem.message
    assert problem.message.endswith("。")


@pytest.mark.parametrize(
    "plan",
    [
        PLAN,
        replace(PLAN, reelected=()),
        replace(PLAN, elected_on=None, quota=None),
        replace(PLAN, elected_on=PartialDate(2021, 11)),  # the month of the first meeting
        replace(PLAN, started_on=date(2021, 2, 2), elected_on=None),
        replace(
            PLAN, reelected=(Reelected(11, "第一选区"), Reelected(13, "第二选区"))
        ),  # two people of one name
        replace(
            PLAN, level="prefecture", districts=(), reelected=(Reelected(11),)
        ),  # elected by the congress below
    ],
)
def test_what_can_be_is_not_refused(plan: TermPlan) -> None:
    assert objections(plan, OLD) == []


@pytest.mark.parametrize(
    ("raw", "missing"),
    [
        ({}, {"level", "ordinal", "started_on"}),
        ({"level": "镇", "ordinal": "17", "started_on": "2021-11-10"}, set()),
        ({"level": "镇", "ordinal": "17", "started_on": "2021-13-10"}, {"started_on"}),
        (
            {"level": "镇", "ordinal": 17, "started_on": "2021-11-10", "reelected": [{"district": "一"}]},
            {"reelected"},
        ),
        ({"level": "镇", "ordinal": 17, "started_on": "2021-11-10", "reelected": [3]}, {"reelected"}),
    ],
)
def test_a_plan_is_read_as_it_is_typed(raw: dict[str, Any], missing: set[str]) -> None:
    plan, problems = plan_of(raw, Context(TODAY, lookup=NoLookup(), typed=True))
    assert {problem.field for problem in problems if problem.severity == "error"} == missing
    assert (plan is None) == bool(missing)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A town of six deputies in two districts, one of whom died and one of whom resigned, and a county deputy."""
    folder = new_folder(
        tmp_path_factory.mktemp("town") / "data", today=TODAY, term=16, term_started=BEGAN, quota=6
    )
    with open_ledger(folder, today=TODAY) as ledger:
        add(ledger, "terms", {"level": "县", "ordinal": 15, "started_on": "2016-12-01"})
        add(
            ledger,
            "electoral_districts",
            *({"level": "镇", **line, "scope": f"{line['no']}村"} for line in (ONE, TWO)),
        )
        add(ledger, "deputy_groups", {"name": "第一小组", "term": {"id": 1}}, {"name": "妇女小组"})
        group = [{"id": 1}, {"id": 2}]
        rows = [("王芳", 1), ("李四", 1), ("王芳", 2), ("赵六", 2), ("钱七", 2)]
        add(ledger, "deputies", *(
            {"name": name, "sex": "女", "birth_date": f"197{n}-03", "level": "镇", "electoral_district": {"id": district}, "elected_on": "2016-10-08",
             "deputy_group": group[n % 2], "delegation": "第一代表团", "phone": f"1990000000{n}", "note": "旧"}
            for n, (name, district) in enumerate(rows)
        ), {"name": "王芳", "birth_date": "1970-03", "level": "县"})  # fmt: skip
        add(ledger, "deputy_groups", {"name": "第二小组", "term": {"id": 1}, "leader": {"id": 1}})
        add(ledger, "mandate_changes", {"mandate": {"id": 4}, "kind": "去世", "occurred_on": "2020-01-02"},
            {"mandate": {"id": 5}, "kind": "辞职", "occurred_on": "2019-01-02"})  # fmt: skip
        yield ledger


def add(ledger: Ledger, key: str, *raws: dict[str, Any]) -> None:
    with ledger.act("登记") as act:
        for raw in raws:
            act.add(key, ledger.read_values(key, raw)[0])


AGAIN = (Reelected(1, "第一选区"), Reelected(2, "第三选区"), Reelected(5, "第三选区"))


def in_office(ledger: Ledger, day: date, level: str = "township") -> list[int]:
    return sorted(ledger.ids("deputies", Query(filter="in_office", on=day, equals={"level": level})))


def test_the_dead_are_no_candidates_and_everybody_is_one_once(town: Ledger) -> None:
    old = old_term(town, "township")
    assert old is not None
    assert [(c.mandate, c.district, c.state) for c in old.candidates] == [
        (1, "第一选区", "在任"), (2, "第一选区", "在任"), (3, "第二选区", "在任"), (5, "第二选区", "已终止"),
    ]  # fmt: skip
    assert old_term(town, "provincial") is None


@contextmanager
def changed(town: Ledger, plan: TermPlan) -> Iterator[Proof]:
    """The term is changed for the length of the block, and taken back."""
    proof = change_term(town, plan)
    try:
        yield proof
    finally:
        town.undo()


def test_only_rows_are_added_and_one_undo_takes_them_back(town: Ledger) -> None:
    before = town.statistics()["digest"]
    with changed(town, replace(PLAN, districts=(ONE, THREE), reelected=AGAIN)) as proof:
        expected = {
            "terms": 1,
            "electoral_districts": 2,
            "deputy_groups": 2,
            "deputies": 3,
            "mandate_changes": 3,
        }
        assert proof.added == expected
        assert backups_in(home_of(town))[0].kind == BEFORE_TERM
        assert in_office(town, date(2021, 11, 9)) == [1, 2, 3]
        assert in_office(town, STARTS, "county") == [6]
        new, old = town.rows("deputies", in_office(town, STARTS)), town.rows("deputies", [1, 2, 5])
        assert [row["person"] for row in new] == [row["person"] for row in old]
        assert [row["electoral_district"].name for row in new] == ["第一选区", "第三选区", "第三选区"]
        term = new[0]["term"].id
        groups = {row["name"]: row for row in town.lookup.where("deputy_groups", {"term": term})}
        assert [row["deputy_group"].id for row in new] == [
            groups["第一小组"]["id"],
            2,
            groups["第一小组"]["id"],
        ]
        assert groups["第二小组"]["leader"].id == new[0]["id"]
        assert {row["note"] for row in new} == {None}
        districts = {row["name"]: row for row in town.lookup.where("electoral_districts", {"term": term})}
        assert {row["electoral_district"].id for row in new} == {row["id"] for row in districts.values()}
        assert [districts[name]["scope"] for name in ("第一选区", "第三选区")] == ["1村", None]
    assert town.statistics()["digest"] == before


@pytest.mark.parametrize("again", [(), ((1, "第一选区"), (2, "第一选区"), (3, "第二选区"), (5, "第二选区"))])
def test_nobody_and_everybody(town: Ledger, again: tuple[tuple[int, str], ...]) -> None:
    with changed(town, replace(PLAN, reelected=tuple(Reelected(*one) for one in again))):
        assert len(in_office(town, STARTS)) == len(again)


def test_a_county_term_is_its_own(town: Ledger) -> None:
    county = replace(
        PLAN, level="county", ordinal=16, quota=None, districts=(ONE,), reelected=(Reelected(6, "第一选区"),)
    )
    with changed(town, county) as proof:
        assert proof.added == {"terms": 1, "electoral_districts": 1, "deputies": 1, "mandate_changes": 1}
        assert in_office(town, STARTS) == [1, 2, 3]
        (again,) = in_office(town, STARTS, "county")
        assert again != 6
        assert town.rows("deputies", [again])[0]["person"] == town.rows("deputies", [6])[0]["person"]


DISTRICTS_CSV = "选区号,选区名称,应选名额,人口,选民\n1,第一选区,2,1000,800\n3,第三选区,2,900,700\n"
ROSTER_CSV = "姓名,性别,出生年月,选区,级别\n王芳,女,1970.03,第一选区,镇\n王芳,女,1972.03,第三选区,镇\n钱七,男,1980.05,第一选区,镇\n王芳,女,1990.01,第三选区,镇\n"


def test_whole_lists_of_the_new_term_are_read_into_it(town: Ledger, tmp_path: Path) -> None:
    """Districts of the same name are the new term's; who was re-elected is met, who is new or of one name is new."""
    (tmp_path / "选区.csv").write_text(DISTRICTS_CSV, "utf-8-sig")
    (tmp_path / "名册.csv").write_text(ROSTER_CSV, "utf-8-sig")
    options = ImportOptions(term=17, level="township")
    with changed(town, replace(PLAN, districts=(ONE, THREE), reelected=(Reelected(1, "第一选区"),))):
        voters = [row["voters"] for row in town.rows("electoral_districts", [1, 2])]
        preview = preview_workbook(town, "electoral_districts", tmp_path / "选区.csv", options)
        assert [entry.verdict for entry in preview.rows] == ["changed", "changed"]
        assert commit_preview(town, preview, on_changed="update") == {"added": 0, "changed": 2}
        preview = preview_workbook(town, "deputies", tmp_path / "名册.csv", options)
        assert [entry.verdict for entry in preview.rows] == ["same", "new", "new", "new"]
        commit_preview(town, preview)
        people = [row["person"] for row in town.rows("deputies", in_office(town, STARTS))]
        assert people[:2] == [row["person"] for row in town.rows("deputies", [1, 3])]
        assert len(set(people)) == 4
        assert [row["voters"] for row in town.rows("electoral_districts", [1, 2])] == voters
        town.undo()
        town.undo()


def test_a_refusal_changes_nothing_and_makes_no_backup(town: Ledger) -> None:
    count, last = len(backups_in(home_of(town))), town.last_change
    with pytest.raises(Refused, match="王芳还没有选新一届的选区"):
        change_term(town, replace(PLAN, reelected=(Reelected(1),)))
    assert (len(backups_in(home_of(town))), town.last_change) == (count, last)


def test_a_mended_row_of_before_stops_the_whole_act(town: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof can fail: an act that touched an old row would be taken back."""
    from app.yearend import term_change

    def also_changes(self: Any) -> None:
        self._act.change("deputies", 3, {"note": "改动"})

    monkeypatch.setattr(term_change._Writer, "write", also_changes)
    last = town.last_change
    with pytest.raises(Refused, match="会改动以前的记录"):
        change_term(town, replace(PLAN, reelected=()))
    assert town.last_change == last
    assert town.row("deputies", 3)["note"] == "旧"


@pytest.mark.parametrize(
    ("key", "row_id", "values"),
    [
        ("terms", 1, {"quota": 7}),
        ("electoral_districts", 1, {"note": "更正"}),
        ("deputy_groups", 1, {"note": "更正"}),
        ("deputies", 3, {"note": "更正"}),
        ("sessions", 1, {"place": "镇政府"}),
        ("votes", 1, {"note": "更正"}),
    ],
)
def test_the_old_term_is_corrected_with_a_reason_only(
    closed_town: Ledger, key: str, row_id: int, values: dict[str, Any]
) -> None:
    with (
        pytest.raises(ReasonNeeded, match="镇第十六届的任期已经结束（下一届首次会议 2021-11-10）"),
        closed_town.act("改") as act,
    ):
        act.change(key, row_id, values)
    with closed_town.act("更正") as act:
        act.why = "登记错了"
        act.change(key, row_id, values)
    assert closed_town.history(key, row_id)[0].why == "登记错了"


@pytest.fixture(scope="module")
def closed_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger on the first day of the 17th term, with a session of each term and a county term."""
    folder = new_folder(tmp_path_factory.mktemp("closed") / "data", today=STARTS, term=16, term_started=BEGAN)
    with open_ledger(folder, today=STARTS) as ledger:
        add(ledger, "terms", {"level": "县", "ordinal": 15, "started_on": "2016-12-01"})
        add(
            ledger,
            "electoral_districts",
            {"level": "镇", "name": "第一选区"},
            {"level": "县", "name": "县一选区"},
        )
        add(ledger, "deputy_groups", {"name": "第一小组", "term": {"id": 1}}, {"name": "妇女小组"})
        add(
            ledger,
            "deputies",
            *({"name": f"王{c}", "level": level} for c, level in (("甲", "镇"), ("乙", "县"), ("丙", "镇"))),
        )
        add(ledger, "sessions", {"term": {"id": 1}, "ordinal": 1, "opened_on": "2021-02-01"})
        add(
            ledger, "votes", {"session": {"id": 1}, "matter": "报告", "way": "举手", "voted_on": "2021-02-01"}
        )
        add(ledger, "terms", {"level": "镇", "ordinal": 17, "started_on": STARTS.isoformat()})
        yield ledger


def test_the_old_term_loses_nothing_without_a_reason(closed_town: Ledger) -> None:
    with pytest.raises(ReasonNeeded), closed_town.act("删") as act:
        act.remove("deputies", 3)


def test_what_is_not_of_the_old_term_is_changed_as_before(closed_town: Ledger) -> None:
    for key, row_id in (
        ("terms", 2),
        ("terms", 3),
        ("electoral_districts", 2),
        ("deputy_groups", 2),
        ("deputies", 2),
    ):
        with closed_town.act("改") as act:
            assert act.change(key, row_id, {"note": "照常"})


# --- faults ----------------------------------------------------------------------------------------


def test_a_fault_at_any_write_leaves_the_ledger_as_it_was(
    town: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row that the act writes, one after the other: the disk fails there, and nothing of it is kept."""
    monkeypatch.setattr(
        "app.yearend.term_change.make_backup", lambda *_, **__: None
    )  # tried by its own tests
    before, write, count = town.statistics()["digest"], RowWriter.write, 0

    def failing(self: RowWriter, *what: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "no space")
        return write(self, *what)

    monkeypatch.setattr(RowWriter, "write", failing)
    while True:
        left = count
        try:
            change_term(town, replace(PLAN, districts=(ONE, THREE), reelected=AGAIN))
        except OSError:
            assert town.statistics()["digest"] == before, count
            count += 1
        else:
            break
    monkeypatch.undo()
    assert count > 10  # a term, two districts and groups, three mandates with their changes, a leader
    town.undo()
    assert town.statistics()["digest"] == before


def test_a_full_disk_costs_the_change_alone(town: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.yearend.term_change.make_backup", lambda *_, **__: None)
    before, connection = town.statistics()["digest"], town.core.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    try:
        many = tuple({"no": n, "name": f"第{n}选区", "seats": 2} for n in range(1, 200))
        with pytest.raises(LedgerRefused, match="磁盘空间不够"):
            change_term(town, replace(PLAN, districts=many, reelected=()))
    finally:
        connection.execute("PRAGMA max_page_count=1073741823")
    assert town.statistics()["digest"] == before


def test_no_backup_no_change(town: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise LedgerRefused("磁盘空间不够，没有做成备份。", 3)

    monkeypatch.setattr("app.yearend.term_change.make_backup", full)
    last = town.last_change
    with pytest.raises(LedgerRefused, match="没有做成备份"):
        change_term(town, replace(PLAN, districts=(ONE, THREE), reelected=AGAIN))
    assert town.last_change == last


def test_on_the_command_line(
    town: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In use it waits for nobody; free it is done once, told with its counts, and refused a second time."""
    plan = {
        "level": "镇", "ordinal": 17, "started_on": "2021-11-10", "districts": [{"name": "第一选区"}],
        "reelected": [{"mandate": 1, "district": "第一选区"}],
    }  # fmt: skip
    run = CommandLine(town.folder, monkeypatch, capsys)
    assert run("change-term", "--json", "-", stdin=plan).status == 5
    run = CommandLine(
        new_folder(tmp_path / "data", today=TODAY, term=16, term_started=BEGAN), monkeypatch, capsys
    )
    run.done("add", "deputies", "--json", "-", stdin={"name": "王芳", "level": "镇"})
    for wrong in (
        [plan, plan],
        {**plan, "ordinal": "x"},
        {**plan, "reelected": [{"mandate": 9, "district": "第一选区"}]},
        [3],
    ):
        assert "没有" in run.refused(2, "change-term", "--json", "-", stdin=wrong)
    done = run.done("--ack", "change-term", "--json", "-", stdin=plan)
    assert done.out.startswith("ACK change-term 17\n已建立镇第十七届")
    assert "代表名册：1 → 2（新增 1）" in done.out
    assert "换届已经办过" in run.refused(2, "--today", "2021-09-01", "change-term", "--json", "-", stdin=plan)
