"""A register as paper: its title and term, its readers' columns, names spread, rows in order."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.column_widths import column_need
from app.domain.days import PartialDate
from app.domain.fields import Field, Ref
from app.domain.kinds import Day, KnownDay, Prose, Text
from app.domain.ledger_head import NUMBERING, paper_text
from app.domain.registers import BY_KEY, SHOWN
from app.domain.texts import full_width_signs
from app.domain.type_sizes import SMALL, USUAL
from app.paper.ledger import LANDSCAPE_WIDTH, filed_papers, fitted, ledger_paper
from app.paper.sheet import Paper, Table, document_name
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.data.small_ledger import ID_NUMBER, small_ledger

DEPUTIES = BY_KEY["deputies"]
TOWN, COUNTY = Query(equals={"level": "township"}), Query(equals={"level": "county"})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with small_ledger(tmp_path / "ledger") as opened:
        yield opened


def table(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def headings(paper: Paper) -> list[str]:
    return [column.heading for column in table(paper).columns]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (TOWN, "四会市迳口镇第十六届人民代表大会代表名册"),
        (COUNTY, "四会市第十七届人民代表大会代表（迳口镇选出）名册"),
        (Query(), "四会市迳口镇人民代表大会代表名册"),
    ],
)
def test_the_title_names_place_and_term_of_the_rows(ledger: Ledger, query: Query, title: str) -> None:
    assert ledger_paper(ledger, DEPUTIES, query).title == title


def test_districts_name_the_town_and_the_term_that_all_belong_to(ledger: Ledger) -> None:
    paper = ledger_paper(ledger, BY_KEY["electoral_districts"])
    assert paper.title == "迳口镇第十六届人民代表大会代表选区登记表"


def test_the_unit_line_tells_unit_order_day_and_count(ledger: Ledger) -> None:
    paper = ledger_paper(ledger, DEPUTIES, TOWN)
    assert paper.unit_line == ("单位：迳口镇人大主席团", "按姓名笔画为序", "截至2026年11月23日 共4名")


def test_stroke_order_is_claimed_only_where_it_holds(ledger: Ledger) -> None:
    by_birth = Query(equals={"level": "township"}, order=("birth_date",))
    assert ledger_paper(ledger, DEPUTIES, by_birth).unit_line[1] == ""
    assert ledger_paper(ledger, BY_KEY["electoral_districts"]).unit_line[1] == ""


@pytest.mark.parametrize(
    ("query", "told"),
    [(Query(filter="in_office"), "仅列：在任"), (Query(find="王芳"), "仅列：含“王芳”"), (Query(), "")],
)
def test_a_part_of_the_register_says_which_part_it_is(ledger: Ledger, query: Query, told: str) -> None:
    order = "按姓名笔画为序" if query.find else "按级别、姓名笔画为序"
    assert ledger_paper(ledger, DEPUTIES, query).unit_line[1] == f"{told} {order}".strip()
    chosen = ledger_paper(ledger, DEPUTIES, ids=ledger.ids("deputies")[:1])
    assert chosen.unit_line[1] == "仅列所选"


def test_a_ledger_of_one_year_names_it(ledger: Ledger) -> None:
    line = ledger_paper(ledger, BY_KEY["mandate_changes"], Query(year=2021)).unit_line
    assert line[2] == "2021年度 截至2021年12月31日 共5条"
    this_year = ledger_paper(ledger, BY_KEY["mandate_changes"], Query(year=2026)).unit_line
    assert this_year[2] == "2026年度 截至2026年11月23日 共0条"
    handed_on = ledger_paper(ledger, BY_KEY["booklets"], Query(year=2021)).unit_line  # may come back any day
    assert handed_on[2] == "2021登记年度（4月至次年3月） 截至2026年11月23日 共0册"
    assert "年度" not in ledger_paper(ledger, DEPUTIES, Query(year=2021)).unit_line[2]


def test_rows_are_numbered_and_in_the_ledgers_order(ledger: Ledger) -> None:
    shown = table(ledger_paper(ledger, DEPUTIES))
    assert [row[0] for row in shown.rows] == ["1", "2", "3", "4", "5"]
    assert list(shown.keys) == [("deputies", row_id) for row_id in ledger.ids("deputies")]


def test_a_selection_prints_in_its_own_order(ledger: Ledger) -> None:
    chosen = ledger.ids("deputies")[:2][::-1]
    shown = table(ledger_paper(ledger, DEPUTIES, ids=chosen))
    assert [key[1] for key in shown.keys] == chosen  # type: ignore[index]


def test_names_of_two_characters_are_spread_on_paper_only(ledger: Ledger) -> None:
    names = {row[1] for row in table(ledger_paper(ledger, DEPUTIES)).rows}
    assert {"王\u3000芳", "欧阳春晓", "𠮷田䶮"} <= names
    assert {row["name"] for row in ledger.rows("deputies", ledger.ids("deputies"))} >= {"王芳"}


def test_private_columns_are_left_out_unless_asked_for(ledger: Ledger) -> None:
    assert "联系电话" not in headings(ledger_paper(ledger, DEPUTIES))
    plain = ledger_paper(ledger, DEPUTIES, include_private=True)
    assert document_name([plain]) == f"{plain.title}（含个人信息）"
    assert "联系电话" in headings(plain)
    assert any("19900001234" in row for row in table(plain).rows)


def test_the_public_version_never_holds_private_values(ledger: Ledger) -> None:
    wanted = ("name", "phone", "id_number", "address", "note")
    paper = ledger_paper(ledger, DEPUTIES, audience="public", columns=wanted, include_private=True)
    assert headings(paper) == ["序号", "姓名"]
    assert ID_NUMBER not in repr(paper)
    assert "19900001234" not in repr(paper)


def test_an_unknown_audience_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="audience"):
        ledger_paper(ledger, DEPUTIES, audience="everybody")


def test_a_view_prints_with_its_columns_in_their_order(ledger: Ledger) -> None:
    paper = ledger_paper(ledger, DEPUTIES, columns=("level", "name"))
    assert headings(paper) == ["序号", "级别", "姓名"]


def test_levels_that_are_mixed_are_told_row_by_row(ledger: Ledger) -> None:
    assert headings(ledger_paper(ledger, DEPUTIES))[:3] == ["序号", "姓名", "级别"]
    assert headings(ledger_paper(ledger, DEPUTIES, TOWN))[:3] == ["序号", "姓名", "性别"]
    assert headings(ledger_paper(ledger, DEPUTIES, columns=("name", "sex"))) == ["序号", "姓名", "性别"]


def test_all_columns_fit_the_page(ledger: Ledger) -> None:
    paper = ledger_paper(ledger, DEPUTIES, include_private=True)
    assert paper.landscape
    room = LANDSCAPE_WIDTH * USUAL / table(paper).size
    assert sum(column.share for column in table(paper).columns) == pytest.approx(room, abs=0.5)


def test_an_empty_register_prints_its_heading(ledger: Ledger) -> None:
    paper = ledger_paper(ledger, BY_KEY["deputy_groups"])
    assert table(paper).rows == (("（无）",),)
    assert "小组名称" in headings(paper)


# -- the roster as it is filed --------------------------------------------------------------------


def id_of(ledger: Ledger, name: str) -> int:
    return next(row["id"] for row in ledger.rows("deputies", ledger.ids("deputies")) if row["name"] == name)


def resigned(ledger: Ledger, name: str, day: date) -> None:
    with ledger.act("辞职") as act:
        act.add(
            "mandate_changes",
            {
                "mandate": Ref(id_of(ledger, name), name),
                "kind": "resigned",
                "occurred_on": PartialDate(day.year, day.month, day.day),
            },
        )


def names_on(paper: Paper) -> set[str]:
    return {row[1].replace("\u3000", "") for row in table(paper).rows}


def test_each_level_of_the_roster_has_its_own_paper_with_its_seats(ledger: Ledger) -> None:
    town, county = filed_papers(ledger, DEPUTIES)
    assert town.title == "四会市迳口镇第十六届人民代表大会代表名册"
    assert town.unit_line[2] == "截至2026年11月23日 应有名额60名，实有4名，出缺56名"
    assert county.title == "四会市第十七届人民代表大会代表（迳口镇选出）名册"
    assert county.unit_line[2] == "截至2026年11月23日 共1名"
    assert "级别" not in headings(town) + headings(county)
    assert names_on(county) == {"黄国强"}


def test_the_seats_of_a_county_are_not_those_of_the_towns_list(ledger: Ledger) -> None:
    county = next(row for row in ledger.rows("terms", ledger.ids("terms")) if row["level"] == "county")
    with ledger.act("名额") as act:
        act.change("terms", county["id"], {"quota": 350})
    assert filed_papers(ledger, DEPUTIES, COUNTY)[0].unit_line[2].endswith(" 共1名")


def test_the_roster_holds_those_in_office_on_its_day(ledger: Ledger) -> None:
    resigned(ledger, "王芳", date(2024, 3, 1))
    now = filed_papers(ledger, DEPUTIES)[0]
    assert "王芳" not in names_on(now)
    assert "实有3名，出缺57名" in now.unit_line[2]
    then = filed_papers(ledger, DEPUTIES, Query(year=2023))[0]
    assert "王芳" in names_on(then)
    assert then.unit_line[2] == "截至2023年12月31日 应有名额60名，实有4名，出缺56名"


def test_a_part_of_a_level_tells_no_seats(ledger: Ledger) -> None:
    part = filed_papers(ledger, DEPUTIES, Query(equals={"delegation": "第一代表团"}))[0]
    assert part.unit_line[2] == "截至2026年11月23日 共4名"


@pytest.mark.parametrize("query", [Query(filter="ended"), Query(find="王芳")])
def test_what_was_filtered_or_found_prints_as_it_is_seen(ledger: Ledger, query: Query) -> None:
    resigned(ledger, "王芳", date(2024, 3, 1))
    (paper,) = filed_papers(ledger, DEPUTIES, query)
    assert names_on(paper) == {"王芳"}
    assert paper.unit_line[1].startswith("仅列：")
    chosen = [id_of(ledger, "王芳")]
    assert names_on(filed_papers(ledger, DEPUTIES, ids=chosen)[0]) == {"王芳"}


def test_the_order_is_told_as_it_is(ledger: Ledger) -> None:
    with ledger.act("代表团") as act:
        act.change("deputies", id_of(ledger, "王芳"), {"delegation": "第二代表团"})
    town, county = filed_papers(ledger, DEPUTIES)
    assert town.unit_line[1] == "按代表团、姓名笔画为序"
    assert county.unit_line[1] == "按姓名笔画为序"


def test_states_are_those_of_the_day_of_the_paper(ledger: Ledger) -> None:
    resigned(ledger, "王芳", date(2024, 3, 1))
    states = {}
    for year in (2023, 2025):
        paper = ledger_paper(ledger, DEPUTIES, Query(year=year), columns=("name", "state"))
        states[year] = dict(row[1:] for row in table(paper).rows)["王\u3000芳"]
    assert states == {2023: "在任", 2025: "已终止"}


def test_smaller_type_rather_than_one_character_on_a_second_line(ledger: Ledger) -> None:
    columns = ("name", "sex", "employer_position", "electoral_district", "delegation", "note")
    with ledger.act("单位") as act:
        for row_id in ledger.ids("deputies"):
            act.change(
                "deputies",
                row_id,
                {"employer_position": "迳" * 22, "delegation": "团" * 12, "note": "备" * 19},
            )
    assert table(ledger_paper(ledger, DEPUTIES, columns=columns)).size == SMALL
    assert table(ledger_paper(ledger, DEPUTIES, columns=columns[:3])).size == USUAL


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        (Prose(), "路面破损,雨天积水;请维修(急)", "路面破损，雨天积水；请维修（急）"),
        (Text(), "来函日期 2022-04-03,编号 A,1", "来函日期 2022-04-03，编号 A,1"),
        (Day(), date(2022, 4, 3), "2022.04.03"),
        (KnownDay(), PartialDate(2022, 2, 11), "2022.02.11"),
        (KnownDay(), PartialDate(2018, 10), "2018.10"),
        (Text(), None, ""),
    ],
)
def test_days_have_one_form_and_chinese_its_own_signs_on_paper(kind: Any, value: Any, printed: str) -> None:
    assert paper_text(Field("key", "栏", kind), value) == printed


def test_running_numbers_are_the_only_column_of_their_name() -> None:
    printed = {(r.key, field.key): field.label for r in SHOWN for field in r.fields}
    assert [place for place, label in printed.items() if label == NUMBERING] == []


def test_labels_and_titles_have_the_brackets_of_papers() -> None:
    labels = {label for r in BY_KEY.values() for label in (r.label, r.title, *(f.label for f in r.fields))}
    assert {label for label in labels if label and full_width_signs(label) != label} == set()


def test_pieces_and_metres_are_not_added_up() -> None:
    """Quantities whose unit stands beside them, row by row, have no sum."""
    wrong = [
        (register.key, field.key)
        for register in SHOWN
        for field in register.fields
        if field.total and "unit" in register.by_key and not field.kind.unit
    ]
    assert wrong == []


@pytest.mark.parametrize(("longer", "size"), [(36, SMALL), (1, USUAL)])
def test_small_type_is_taken_where_it_saves_a_line_in_nearly_every_row(longer: int, size: float) -> None:
    """Of 40 rows ``longer`` fit in one line of small type only; one fits in no line."""
    texts = ["字" * 74] * longer + ["字"] * (39 - longer) + ["字" * 200]
    assert fitted([column_need("内容", texts, elastic=True)], 5.7, [1.3])[0] == size
