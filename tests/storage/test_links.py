"""Links stay what they are: writing back what is shown changes nothing, names resolve by what they say."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.commands.records import plain_row
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.checks.check import OUT_OF_STEP, UNRESOLVED, damage, data_findings
from app.storage.checks.derived_rows import out_of_step, renew
from app.storage.checks.unresolved import Unresolved, candidates, resolve, same_names, unresolved
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from tests.kept_ledgers import open_ledger
from tests.random_rows import RandomRows
from tests.storage.conftest import TODAY, enter

BY_HAND = [r for r in REGISTERS if r.job or r.key == "people"]
LINKING = [r for r in REGISTERS if r.job and any(f.kind.name in ("link", "links") for f in r.fields)]


def digest(ledger: Ledger) -> str:
    return str(ledger.statistics()["digest"])


def written_back(ledger: Ledger, key: str, row_id: int, only: tuple[str, ...] = ()) -> None:
    """What ``list --json`` gave, sent to ``change``."""
    register = BY_KEY[key]
    plain = plain_row(register, ledger.row(key, row_id) or {})
    raw = {
        k: v
        for k, v in plain.items()
        if k != "id" and not register.field(k).computed and (not only or k in only)
    }
    values, problems = ledger.read_values(key, raw, row_id=row_id)
    assert [p for p in problems if p.severity == "error" and p.code != "missing"] == [], problems
    with ledger.act("写回") as act:
        act.change(key, row_id, values)


@pytest.fixture(scope="module")
def crowded_folder(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several rows of every register, their ids equal, some names twice."""
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("crowded") / "data"))
    with open_ledger(folder, today=TODAY) as ledger:
        for seed in (1, 2, 3):
            rows = RandomRows(ledger, seed)
            for register in REGISTERS:
                if register.job:
                    rows.add(register)
    return folder


@pytest.fixture
def crowded(crowded_folder: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of ``crowded_folder``, a copy for each test."""
    with open_ledger(Path(shutil.copytree(crowded_folder, tmp_path / "crowded")), today=TODAY) as opened:
        yield opened


@pytest.mark.parametrize("register", LINKING, ids=lambda register: register.key)
def test_writing_back_what_is_listed_changes_nothing(crowded: Ledger, register: Any) -> None:
    links = tuple(field.key for field in register.fields if field.kind.name in ("link", "links"))
    ids = [
        i for i in crowded.ids(register.key) if not (crowded.row(register.key, i) or {}).get("derived_from")
    ]
    before = digest(crowded)
    for row_id in ids:
        for key in (links, *((key,) for key in links)):
            written_back(crowded, register.key, row_id, key)
    assert digest(crowded) == before
    for row_id in ids:  # the texts of random rows are not tidied yet
        written_back(crowded, register.key, row_id)
    before = digest(crowded)
    for row_id in ids:
        written_back(crowded, register.key, row_id)
    assert digest(crowded) == before


def test_random_edits_leave_every_other_link_alone(crowded: Ledger) -> None:
    chance = random.Random(5)
    for _ in range(60):
        register = chance.choice(LINKING)
        row_id = chance.choice(crowded.ids(register.key))
        row = crowded.row(register.key, row_id) or {}
        if row.get("derived_from") or "note" not in register.by_key:
            continue
        links = [f.key for f in register.own_fields if f.kind.name in ("link", "links")]
        before = {key: row[key] for key in links if row[key]}  # a term that is missing is filled in
        raw = {k: v for k, v in plain_row(register, row).items() if k in links} | {
            "note": f"改{chance.random()}"
        }
        with crowded.act("改") as act:
            act.why = "核对原件"  # a row of a term that is over is corrected with a reason
            act.change(register.key, row_id, crowded.read_values(register.key, raw, row_id=row_id)[0])
        after = crowded.row(register.key, row_id) or {}
        assert {key: after[key] for key in before} == before, register.key
    assert damage(crowded, attachments=False) == []
    assert out_of_step(crowded) == []


@pytest.fixture
def town(ledger: Ledger) -> Ledger:
    """甲一, 乙二; 王芳 of two districts; 黎小燕 at two levels; 何平 elected again in the next term."""
    for level, ordinal, began in (("县", 16, "2016-11-01"), ("镇", 17, "2021-11-10")):
        enter(ledger, "terms", {"level": level, "ordinal": ordinal, "started_on": began})
    for district in ("第一选区", "第三选区"):
        enter(ledger, "electoral_districts", {"name": district, "level": "镇"})
    old = {"level": "镇", "term": "镇 第十六届"}
    for raw in (
        {"name": "甲一"}, {"name": "乙二"}, {"name": "王芳", "electoral_district": "第一选区"},
        {"name": "王芳", "electoral_district": "第三选区", "birth_date": "1980-01"},
        {"name": "黎小燕"}, {"name": "黎小燕", "level": "县"},
        {"name": "何平", **old}, {"name": "何平"},
    ):  # fmt: skip
        enter(ledger, "deputies", {"level": "镇", **raw})
    for site in ("甲站", "乙站"):
        enter(ledger, "liaison_sites", {"name": site, "kind": "联络站"})
    return ledger


def deputy_of(ledger: Ledger, words: str, day: str = "2022-03-02") -> tuple[int | None, list[str]]:
    raw = {"deputy": words, "kind": "走访", "occurred_on": day, "title": "走访"}
    values, problems = ledger.read_values("performance_records", raw)
    return values["deputy"].id, [p.code for p in problems if p.field == "deputy"]


@pytest.mark.parametrize(
    ("key", "field", "words", "beside", "called"),
    [
        ("deputies", "term", "17", {"level": "镇"}, "镇第十七届"),
        ("deputies", "term", "十七", {"level": "镇"}, "镇第十七届"),
        ("deputies", "term", "１７", {"level": "镇"}, "镇第十七届"),
        ("deputies", "term", "16", {"level": "镇"}, "镇第十六届"),  # the level tells the two of them apart
        ("deputies", "term", "18", {"level": "镇"}, None),
        ("deputies", "term", "9" * 30, {"level": "镇"}, None),
        ("sessions", "term", "17", {}, "镇第十七届"),
        ("sessions", "term", "16", {}, None),  # of the town and of the county: she is asked
        ("deputies", "electoral_district", "3", {"level": "镇"}, "第三选区"),
        ("deputies", "electoral_district", "2", {"level": "镇"}, None),
        ("suggestions", "session", "2", {}, "镇第十七届第二次会议"),
        ("suggestions", "site", "1", {}, None),  # a site has no number: the id of 甲站 is no name
    ],
)
def test_a_bare_number_names_what_alone_has_it(
    town: Ledger, key: str, field: str, words: str, beside: dict[str, Any], called: str | None
) -> None:
    third = next(row for row in town.rows("electoral_districts", [1, 2]) if row["name"] == "第三选区")
    with town.act("选区号") as act:
        act.change("electoral_districts", third["id"], {"no": 3})
    enter(town, "sessions", {"term": "镇 第十七届", "ordinal": 2, "opened_on": "2022-03-01"})
    ref = town.read_values(key, {field: words, **beside})[0][field]
    to = town.names(BY_KEY[key].field(field).kind.to, [ref.id]) if ref.id else {}
    assert to.get(ref.id) == called and ref.name == (called or words)


@pytest.mark.parametrize("words", ["2", "第二次表决", "第十七届第二次会议"])
def test_for_which_time_a_matter_was_voted_on_is_no_name_of_the_vote(town: Ledger, words: str) -> None:
    enter(town, "sessions", {"term": "镇 第十七届", "ordinal": 2, "opened_on": "2022-03-01"})
    again = {
        "session": "镇第十七届第二次会议",
        "voted_on": "2022-03-01",
        "matter": "预算",
        "way": "举手表决",
        "round": 2,
    }
    enter(town, "votes", again)
    assert town.read_values("bills", {"vote": words})[0]["vote"].id is None


def test_a_reception_that_is_changed_keeps_its_deputy_and_its_site(town: Ledger) -> None:
    raw = {"held_on": "2022-03-01", "kind": "接访", "deputies": ["乙二"], "site": "乙站"}
    row_id = enter(town, "receptions", raw)
    assert row_id == 1  # the id of 甲一 and of 甲站
    with town.act("改") as act:
        raw = {"deputies": ["乙二"], "site": "乙站"}
        act.change("receptions", 1, town.read_values("receptions", raw, row_id=1)[0])
    row = town.row("receptions", 1) or {}
    assert ([ref.id for ref in row["deputies"]], row["site"].id) == ([2], 2)


@pytest.mark.parametrize(
    ("words", "found", "doubts"),
    [
        ("乙二", 2, []),
        ("乙二代表", 2, []),
        ("王芳", None, ["ambiguous_reference"]),
        ("王芳(第三选区)", 4, []),
        ("第一选区王芳", 3, []),
        ("第3选区 王芳", 4, []),
        ("黎小燕", None, ["ambiguous_reference"]),
        ("县 黎小燕", 6, []),
        ("黎小燕(县)", 6, []),
        ("四会市代表黎小燕", 6, []),
        ("四会市人大代表 黎小燕", 6, []),
        ("镇代表黎小燕", 5, []),
        ("省代表黎小燕", None, ["unknown_reference"]),  # never the nearest one in silence
        ("何平", 8, []),  # the mandate of the record's day
        ("张三", None, ["unknown_reference"]),
    ],
)
def test_a_deputy_is_found_by_name_level_and_district(
    town: Ledger, words: str, found: int | None, doubts: list[str]
) -> None:
    assert deputy_of(town, words) == (found, doubts)


def test_who_was_in_office_on_the_day_is_meant(town: Ledger) -> None:
    assert deputy_of(town, "何平", "2021-11-09")[0] == 7
    assert deputy_of(town, "何平", "2021-11-10")[0] == 8


def test_several_of_one_name_are_told_with_what_tells_them_apart(town: Ledger) -> None:
    raw = {"deputy": "王芳", "kind": "走访", "occurred_on": "2022-03-02", "title": "走访"}
    (problem,) = [p for p in town.read_values("performance_records", raw)[1] if p.field == "deputy"]
    assert "2 个" in problem.message and "第一选区" in problem.message and "第三选区" in problem.message


@pytest.mark.parametrize("words", ["镇 第十七届", "镇第17届", "镇 十七届"])
def test_a_term_is_found_by_its_ordinal(town: Ledger, words: str) -> None:
    values, problems = town.read_values("sessions", {"term": words, "ordinal": 1, "opened_on": "2022-03-01"})
    assert (values["term"].name, [p for p in problems if p.field == "term"]) == ("镇第十七届", [])


def test_numbers_and_what_a_list_shows_name_a_record(town: Ledger) -> None:
    raw = {"no": "R1", "held_on": "2022-03-01", "kind": "接访", "deputies": ["乙二"], "site": "乙站"}
    enter(town, "receptions", raw)
    enter(town, "receptions", {**raw, "no": "R2", "held_on": "2022-03-05"})
    shown = BY_KEY["receptions"].name_of(town.row("receptions", 2) or {})
    base = {"class": "群众意见", "raised_on": "2022-03-06", "content": "路灯"}
    for words, found in (("R1", 1), ("r2", 2), (shown, 2)):
        assert town.read_values("suggestions", {**base, "reception": words})[0]["reception"].id == found
    session = {"term": "镇 第十七届", "ordinal": 6, "opened_on": "2022-03-01"}
    enter(town, "sessions", session)
    found_session = town.read_values("suggestions", {**base, "session": "十七届六次会议"})[0]["session"]
    assert found_session.id == 1


def test_a_deputy_of_two_levels_is_the_one_of_the_session(town: Ledger) -> None:
    enter(
        town,
        "sessions",
        {"term": "镇 第十七届", "ordinal": 6, "opened_on": "2022-03-01", "closed_on": "2022-03-02"},
    )
    raw = {
        "class": "代表建议",
        "raised_on": "2022-03-01",
        "content": "x",
        "deputies": ["黎小燕"],
        "session": "第六次",
    }
    assert town.read_values("suggestions", raw)[0]["deputies"][0].id == 5


def test_two_of_one_name_written_back_stay_two(town: Ledger) -> None:
    raw = {"held_on": "2022-03-01", "kind": "接访", "deputies": [{"id": 3}, {"id": 4}], "site": "乙站"}
    row_id = enter(town, "receptions", raw)
    written_back(town, "receptions", row_id)
    assert [ref.id for ref in (town.row("receptions", row_id) or {})["deputies"]] == [3, 4]


def test_what_is_not_resolved_stays_on_the_check_until_it_is_settled(town: Ledger) -> None:
    raw = {"held_on": "2022-03-01", "kind": "接访", "deputies": ["王芳", "乙二"], "site": "乙站"}
    first = enter(town, "receptions", raw)
    second = enter(town, "receptions", {**raw, "held_on": "2022-03-08", "deputies": ["王芳"]})
    open_names = [Unresolved("receptions", row, "deputies", "王芳") for row in (first, second)]
    assert unresolved(town) == open_names
    found = [f for f in data_findings(town) if f.code == UNRESOLVED]
    assert [(f.register, f.row, f.field) for f in found] == [
        ("receptions", first, "deputies"),
        ("receptions", second, "deputies"),
    ]
    assert "第三选区" in found[0].sentence
    assert [c.id for c in candidates(town, open_names[0])] == [3, 4]
    assert town.count("performance_records", Query()) == 1
    assert resolve(town, same_names(town, open_names[0]), 4) == 2
    assert unresolved(town) == [] and out_of_step(town) == []
    records = town.rows("performance_records", town.ids("performance_records"))
    assert sorted(row["deputy"].id for row in records) == [2, 4, 4]
    with pytest.raises(Refused, match="已经对上了"):
        resolve(town, open_names[:1], 4)
    town.undo()
    assert unresolved(town) == open_names


def test_derived_entries_that_disagree_with_their_source_are_found_and_renewed(town: Ledger) -> None:
    raw = {"held_on": "2022-03-01", "kind": "接访", "deputies": ["甲一", "乙二"], "site": "乙站"}
    enter(town, "receptions", raw)
    assert out_of_step(town) == []
    with town.act("旧版本的差错") as act:  # as an older program may have left them
        lost, moved = town.ids("performance_records")
        table = BY_KEY["performance_records"]
        act.writer.write(table, "remove", lost, act.writer.existing(table, lost), None)
        document = act.writer.existing(table, moved)
        act.writer.write(table, "change", moved, document, {**document, "deputy": [3, "王芳"]})
    assert out_of_step(town) == [("receptions", 1)]
    assert [f.row for f in data_findings(town) if f.code == OUT_OF_STEP] == [1]
    assert renew(town) == 1
    assert out_of_step(town) == []
    records = town.rows("performance_records", town.ids("performance_records"))
    assert sorted(row["deputy"].id for row in records) == [1, 2]
    assert renew(town) == 0


def test_the_ledger_opens_again_with_the_same_links(town: Ledger, folder: Path) -> None:
    enter(town, "receptions", {"held_on": "2022-03-01", "kind": "接访", "deputies": ["乙二"], "site": "乙站"})
    before = digest(town)
    town.close()
    with Ledger.open(folder, today=date(2023, 1, 1)) as again:
        assert digest(again) == before and again.today > TODAY


def test_entries_whose_source_is_gone_are_found_and_removed(town: Ledger) -> None:
    enter(town, "receptions", {"held_on": "2022-03-01", "kind": "接访", "deputies": ["甲一"], "site": "乙站"})
    with town.act("旧版本的差错") as act:
        table = BY_KEY["performance_records"]
        (row_id,) = town.ids("performance_records")
        document = act.writer.existing(table, row_id)
        act.writer.write(table, "change", row_id, document, {**document, "derived_from": "receptions:999:1"})
    assert out_of_step(town) == [("receptions", 1), ("receptions", 999)]
    assert renew(town) == 2
    assert out_of_step(town) == [] and len(town.ids("performance_records")) == 1


def test_a_level_that_the_record_names_is_never_answered_by_another_one(town: Ledger) -> None:
    raw = {"name": "县一选区", "level": "县", "term": "第十七届"}
    values, problems = town.read_values("electoral_districts", raw)
    assert values["term"].id is None and [p.code for p in problems] == ["unknown_reference"]


def test_a_bare_number_is_a_record_and_a_quoted_one_the_ordinal(town: Ledger) -> None:
    """From a script; what nobody has is told with the way to write it."""
    raw = {"name": "第九选区", "level": "镇"}
    _, (problem,) = town.read_values("electoral_districts", {**raw, "term": 17})
    assert problem.severity == "error" and '请加上引号，例如 "17"' in problem.message
    values, problems = town.read_values("electoral_districts", {**raw, "term": "17"})
    assert (values["term"].name, problems) == ("镇第十七届", [])


def test_a_deputy_of_a_former_term_written_back_is_no_change(town: Ledger) -> None:
    before = digest(town)
    written_back(town, "deputies", 7)
    assert digest(town) == before
