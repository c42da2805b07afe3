"""What each reader gets of a ledger: the office, the public, the archive."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.domain.codes import LEVELS
from app.domain.fields import Field, Ref
from app.domain.further_values import FURTHER_VALUES, further_values
from app.domain.kinds import Text
from app.domain.kinds.lines import Lines
from app.domain.ledger_head import dotted_days, paper_text, title_of
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.paper.ledger import filed_papers
from app.paper.record_form import record_form
from app.paper.sheet import Paper, Table
from app.storage.ledger import Ledger
from app.storage.lists import listing
from app.storage.query import Query
from tests.data.small_ledger import small_ledger
from tests.random_rows import RandomRows


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("words") / "ledger") as opened:
        rows = RandomRows(opened, 5)
        for register in SHOWN:
            for _ in range(3):
                rows.add(register, fullness=0.7)
        yield opened


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_the_public_gets_no_petitioner_no_remark_and_nothing_unpublished(
    ledger: Ledger, register: Register
) -> None:
    papers = filed_papers(ledger, register, audience="public", include_private=True)
    heads = {column.heading for p in papers for b in p.blocks if isinstance(b, Table) for column in b.columns}
    inside = ("note", *register.filing.withheld, *register.filing.office_only)
    kept = [field for field in register.fields if field.private or field.key in inside]
    assert not heads & {field.label for field in kept}
    flag = register.filing.published
    rows = ledger.rows(register.key, ledger.ids(register.key))
    hidden = [row for row in rows if flag and row[flag] not in (True, "public")]
    shown_keys = {key for p in papers for b in p.blocks if isinstance(b, Table) for key in b.keys}
    assert not shown_keys & {(register.key, row["id"]) for row in hidden}


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_the_archive_gets_everything_with_how_secret_it_is_and_how_long_it_is_kept(
    ledger: Ledger, register: Register
) -> None:
    papers = filed_papers(ledger, register, audience="archive")
    for paper in papers:
        assert "密级：" in paper.unit_line[1] and "保管期限：" in paper.unit_line[1]
    cells = {row_id: told for paper in papers for row_id, told in _told_of_rows(paper)}
    # The title names the level and the term that all have, a section's heading what its rows have in common.
    over = {row_id: _over_rows(paper) for paper in papers for row_id, _ in _told_of_rows(paper)}
    heads = ("level", "term", register.filing.section)
    for row in ledger.rows(register.key, [*cells]) if register.filing.annex else ():
        for field in register.typed_fields:
            value = row.get(field.key)
            if value and not field.private and not field.in_line:
                told, above = cells[row["id"]], over[row["id"]] if field.key in heads else ""
                missing = [t for t in _texts_of(field, value) if t not in told and _in_title(t) not in above]
                assert not missing, (field.key, missing, told, above)


def _over_rows(paper: Paper) -> str:
    return _bare("\n".join((paper.title, *paper.unit_line)))


def _in_title(text: str) -> str:
    """A level and a term as a title has them: 四会市 for 县, 第十六届 for 镇第十六届."""
    return {"县": "四会市"}.get(text, text.lstrip("镇县市省全国") or text)


def test_a_list_of_another_level_says_which_where_its_place_is_not_known(ledger: Ledger) -> None:
    titles = {level: title_of(BY_KEY["deputies"], ledger.office, level, 16) for level in LEVELS.codes()}
    assert titles == {
        "township": "四会市迳口镇第十六届人民代表大会代表名册",
        "county": "四会市第十六届人民代表大会代表（迳口镇选出）名册",
        "prefecture": "肇庆市第十六届人民代表大会代表（迳口镇选出）名册",
        "provincial": "省第十六届人民代表大会代表（迳口镇选出）名册",
        "national": "全国第十六届人民代表大会代表（迳口镇选出）名册",
    }


def test_a_line_tells_its_private_column_only_where_it_is_asked_for() -> None:
    columns = (Field("name", "姓名", Text()), Field("phone", "电话", Text(), private=True))
    field = Field("callers", "来电人", Lines(columns))
    register = replace(BY_KEY["holidays"], fields=(field,))
    row = {"callers": [{"name": "张三丰", "phone": "19900001111"}]}
    told = [further_values(register, row, (), include_private=asked) for asked in (False, True)]
    assert told == ["来电人：姓名张三丰", "来电人：姓名张三丰，电话19900001111"]


def _texts_of(field: Field, value: Any) -> list[str]:
    """What must stand on the paper of a value, without signs of which paper has its own."""
    if not field.kind.columns:
        return [_bare(paper_text(field, value))]
    return [
        _bare(column.text(line[column.key]))
        for line in value
        for column in field.kind.columns
        if line.get(column.key) and not column.kind.is_flag
    ]


def _told_of_rows(paper: Paper) -> Iterator[tuple[int, str]]:
    """Everything that a ledger and its annex tell of each row."""
    table, *annexes = (block for block in paper.blocks if isinstance(block, Table))
    more = {row[0]: row[-1] for annex in annexes for row in annex.rows}
    numbered = (row for row in table.rows if row[0].isdecimal())
    ids = (key[1] for key in table.keys if isinstance(key, tuple))
    for row_id, row in zip(ids, numbered, strict=True):
        yield row_id, _bare("\n".join((*row, more.get(row[0], ""))))


def _bare(text: str) -> str:
    return "".join(dotted_days(text).split())


def test_what_the_screen_shows_newest_first_is_filed_oldest_first(ledger: Ledger) -> None:
    for register in SHOWN:
        if register.order[0] == f"-{register.year_field}":
            for paper in filed_papers(ledger, register):
                table = next(block for block in paper.blocks if isinstance(block, Table))
                ids = [key[1] for key in table.keys if isinstance(key, tuple)]
                days = [str(row[register.year_field]) for row in ledger.rows(register.key, ids)]
                assert days == sorted(days)


def test_what_was_confided_reaches_the_archive_only_where_it_is_asked_for(ledger: Ledger) -> None:
    """The program keeps it apart from the visitors' lines, so it has no column and no field of a form."""
    values = {
        "held_on": "2022-03-01", "site": "联络室", "kind": "接访", "visitor_words": "请别说是我说的",
        "visitors": [{"name": "张三丰", "phone": "19900001111", "wants_confidential": True}],
    }  # fmt: skip
    register = BY_KEY["receptions"]
    with ledger.act("录入") as act:
        row_id = act.add("receptions", ledger.read_values("receptions", values)[0])
    for asked in (False, True):
        papers = filed_papers(ledger, register, audience="archive", include_private=asked)
        told = "".join(words for paper in papers for key, words in _told_of_rows(paper) if key == row_id)
        assert [word in told for word in ("张三丰", "19900001111", "请别说是我说的")] == [asked] * 3
        assert any(paper.private for paper in papers) == asked
    # A form has boxes for them: there it stands once.
    form = repr(record_form(ledger, register, row_id, include_private=True).blocks)
    assert form.count("19900001111") == form.count("请别说是我说的") == 1


def test_a_term_that_the_title_cannot_name_is_told_in_whichever_block_it_was_loaded(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, towns = BY_KEY["electoral_districts"], Query(equals={"level": "township"})
    present = ledger.ids("terms", towns)[0]
    with ledger.act("换届") as act:
        coming = act.add("terms", {"level": "township", "ordinal": 98})
        for term in (present, coming):
            act.add(register.key, {"name": "新编选区", "level": "township", "term": Ref(term, "")})
    terms = {row["term"].id for row in ledger.rows(register.key, ledger.ids(register.key, towns))}
    assert len(terms) > 1
    for rows in (listing.BLOCK, 1):  # one row is always of one term
        monkeypatch.setattr(listing, "BLOCK", rows)
        archived = listing.Listing(ledger, register, towns, audience="archive")
        assert all("届次：" in (row[FURTHER_VALUES.key] or "") for row in archived.rows())
    of_one = listing.Listing(ledger, register, Query(equals={"term": min(terms)}), audience="archive")
    assert not any("届次：" in (row[FURTHER_VALUES.key] or "") for row in of_one.rows())
