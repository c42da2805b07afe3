"""交叉统计: parts add up to the figure for every pair of dimensions, and every number opens its rows."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.exporting import write_tabulation
from app.figures.catalogue import figure_of
from app.figures.crosstab import DIMENSIONS, SCOPES, crosstab
from app.paper.tabulation import tabulation_paper
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

TODAY = date(2023, 2, 1)
LONGEST = "很长的村名" * 8


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """400 matters of two years, each field filled or not, with every way to end."""
    folder = tmp_path_factory.mktemp("crosstab")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        office = {"town": "迳口镇", "county": "四会市"}
        made = new_ledger(folder / "data", office, term=16, term_started=date(2016, 11, 10), today=TODAY)
        made.core.connection.execute("PRAGMA synchronous=OFF")
        chance = random.Random(7)
        with made.act("录") as act:
            for number in range(400):
                values, _ = made.read_values("suggestions", _matter(chance, number))
                act.add("suggestions", values)
        yield made
        made.close()


def _matter(chance: random.Random, number: int) -> dict[str, Any]:
    raised = date(chance.choice((2021, 2022)), chance.randint(1, 12), chance.randint(1, 28))
    row: dict[str, Any] = {
        "class": chance.choice(("群众意见", "代表建议", "议案转建议")),
        "raised_on": raised.isoformat(),
        "content": f"事项{number}",
        "source": chance.choice((None, "接待", "会议期间", "来信来电")),
        "category": chance.choice((None, "水利", "教育", "其他")),
        "village": chance.choice((None, "大坪村", LONGEST, "  ")),
        "lead_handler": chance.choice((None, "规划建设办公室", "没有这个单位")),
    }
    fate = chance.random()
    if fate < 0.5:
        row |= {
            "assigned_on": raised.isoformat(),
            "replied_on": f"{raised.year}-12-29",
            "reply_class": chance.choice("ABC"),
        }
        if chance.random() < 0.6:
            row |= {"feedback_on": f"{raised.year}-12-30", "feedback": chance.choice(("满意", "基本满意"))}
        if chance.random() < 0.6:
            row["concluded_on"] = f"{raised.year}-12-31"
    elif fate < 0.6:
        row |= {
            "exit_kind": chance.choice(("撤回", "不予受理")),
            "exit_on": raised.isoformat(),
            "exit_reason": "试",
        }
    elif fate < 0.7:
        row["solved_on_spot"] = True
    return {key: value for key, value in row.items() if value is not None}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("measure", ["received", "concluded"])
def test_rows_columns_and_whole_add_up_to_the_figure(ledger: Ledger, scope: str, measure: str) -> None:
    figures = [figure_of(ledger, f"{scope}.{measure}", year).value for year in (2022, 2021)]
    assert all(figures)
    for rows, columns in itertools.permutations(DIMENSIONS, 2):
        table = crosstab(ledger, 2022, rows, columns, measure=measure, scope=scope)
        assert [cell.value for cell in table.total[-2:]] == figures
        for which in (0, 1):
            numbers = [[cell.value or 0 for cell in line[1 + which :: 2]] for line in table.lines]
            total = [cell.value for cell in table.total[1 + which :: 2]]
            assert [sum(column) for column in zip(*numbers, strict=True)] == total
            assert all(sum(line[:-1]) == line[-1] for line in numbers)


def test_rates_are_those_of_the_figure_and_open_their_base(ledger: Ledger) -> None:
    figure = figure_of(ledger, "all.conclusion_rate", 2022)
    table = crosstab(ledger, 2022, "category")
    assert table.total[5].text == figure.words
    assert len(table.total[5].rows) == figure.denominator


def test_every_number_opens_as_many_rows(ledger: Ledger) -> None:
    table = crosstab(ledger, 2022, "village", "month")
    for cell in itertools.chain(*table.all_lines()):
        if cell.value:
            assert len(set(cell.rows)) == cell.value
            assert len(ledger.rows(cell.register, list(cell.rows))) == cell.value


def test_a_hand_count_of_one_place(ledger: Ledger) -> None:
    rows = ledger.rows("suggestions", ledger.ids("suggestions"))
    wanted = [
        row for row in rows
        if row["raised_on"].year == 2022 and row["class"] == "suggestion"
        and row.get("category") and row["category"].name == "水利" and row["raised_on"].month == 3
    ]  # fmt: skip
    table = crosstab(ledger, 2022, "category", "month", scope="suggestions")
    line = next(line for line in table.lines if line[0].text == "水利")
    place = [heading.group for heading in table.headings].index("3月")
    converted = [
        row for row in rows
        if row["raised_on"].year == 2022 and row["class"] == "motion_converted"
        and row.get("category") and row["category"].name == "水利" and row["raised_on"].month == 3
    ]  # fmt: skip
    assert line[place].value == len(wanted) + len(converted) > 0


def test_last_year_is_the_same_stretch(ledger: Ledger) -> None:
    table = crosstab(ledger, 2022, "class", until=date(2022, 2, 28))
    assert table.total[2].value == figure_of(ledger, "all.received", 2021, date(2021, 2, 28)).value
    assert 0 < (table.total[2].value or 0) < (figure_of(ledger, "all.received", 2021).numerator or 0)


def test_what_is_not_filled_in_stands_last_and_an_unknown_unit_keeps_its_name(ledger: Ledger) -> None:
    names = [line[0].text for line in crosstab(ledger, 2022, "handler").lines]
    assert names[-1] == "未交办" and "没有这个单位" in names
    assert [line[0].text for line in crosstab(ledger, 2022, "village").lines][-1] == "未填"
    months = [line[0].text for line in crosstab(ledger, 2022, "month").lines]
    assert months == [f"{month}月" for month in range(1, 13)]


def test_a_year_without_matters_is_an_empty_table(ledger: Ledger, tmp_path: Path) -> None:
    table = crosstab(ledger, 2030, "category", "class")
    assert table.lines == ()
    assert [cell.text for cell in table.total] == ["合计", "0", "0"]
    assert write_tabulation(table, tmp_path / "空.xlsx") == 0


def test_the_workbook_holds_numbers_and_the_paper_every_line(ledger: Ledger, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    table = crosstab(ledger, 2022, "village", "class")
    path = tmp_path / "表.xlsx"
    assert write_tabulation(table, path) == len(table.lines)
    read = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    body = read[3 : 3 + len(table.lines) + 1]
    assert all(isinstance(row[-2], float) for row in body)  # numbers, not texts that look like them
    assert [int(row[-2]) for row in body] == [line[-2].value for line in table.all_lines()]
    assert any(LONGEST in str(row[1]) for row in body)
    paper = tabulation_paper(table)
    assert len(paper.blocks[0].rows) == len(table.lines) + 1  # type: ignore[union-attr]


def test_unknown_dimensions_are_refused(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        crosstab(ledger, 2022, "colour")
