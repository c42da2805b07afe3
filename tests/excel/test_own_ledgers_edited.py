"""Of our own ledgers only what somebody edited counts: one cell, one line copied, one filter, one title."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.fields import Ref
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.excel.importing import Preview, commit_preview, preview_workbook
from app.excel.ledger_sheets import export_register
from app.exporting import export_ledger
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import Refused
from tests.data.small_ledger import small_ledger
from tests.kept_ledgers import enter, open_ledger, sample_folder
from tests.random_rows import RandomRows

pytestmark = pytest.mark.usefixtures("reading_here")

BY_REGISTER = pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A few rows of every register; of terms those of the small ledger, since a newer one would be today's."""
    with small_ledger(tmp_path_factory.mktemp("edited") / "ledger") as opened:
        rows = RandomRows(
            opened, 16
        )  # its first deputy has a month of birth: a year alone does not tell who she is
        for register in SHOWN:
            for _ in range(0 if register.key == "terms" else 4):
                rows.add(register, fullness=0.8)
        yield opened


def opened_sheet(ledger: Ledger, register: str, path: Path, **more: Any) -> tuple[Any, Any, list[Any]]:
    """A register's workbook, its first sheet and the headings of that."""
    export_register(ledger, register, path, **more)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    return book, sheet, [cell.value for cell in sheet[3]]


def odd_ones(preview: Preview) -> list[Any]:
    return [entry for entry in preview.rows if entry.verdict != "same"]


@BY_REGISTER
@pytest.mark.parametrize("for_editing", [False, True])
def test_an_edited_cell_is_the_only_change(
    ledger: Ledger, register: Register, for_editing: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    book, sheet, headings = opened_sheet(ledger, register.key, path, for_editing=for_editing)
    told_apart = {key for keys in register.identity for key in keys}
    field = [
        f
        for f in register.typed_fields
        if f.kind.name in ("text", "prose") and f.label in headings and f.key not in told_apart
    ][-1]
    sheet.cell(4, headings.index(field.label) + 1).value = "改过的话"
    book.save(path)
    (entry,) = odd_ones(preview_workbook(ledger, register.key, path))
    assert (entry.row, entry.verdict, list(entry.changes)) == (4, "changed", [field.key])
    assert [(d.field, d.written) for d in entry.differences] == [(field.key, "改过的话")]


@BY_REGISTER
def test_every_filter_comes_back(ledger: Ledger, register: Register, tmp_path: Path) -> None:
    for chosen in register.filters:
        count = export_register(ledger, register.key, tmp_path / "a.xlsx", query=Query(filter=chosen.key))
        preview = preview_workbook(ledger, register.key, tmp_path / "a.xlsx")
        assert (len(preview.rows), odd_ones(preview)) == (count, [])


def test_a_line_copied_in_the_file_is_a_double(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book, sheet, _ = opened_sheet(ledger, "deputies", path, query=Query(equals={"level": "township"}))
    first = [cell.value for cell in sheet[4]]
    sheet.insert_rows(5)
    for column, value in enumerate(first, 1):
        sheet.cell(5, column).value = value
        sheet.cell(5, column).data_type = sheet.cell(4, column).data_type
    book.save(path)
    assert [(e.row, e.verdict) for e in odd_ones(preview_workbook(ledger, "deputies", path))] == [
        (5, "double")
    ]


def test_an_edit_against_the_rules_is_told(tmp_path: Path) -> None:
    """A doubt that the edit raises is shown, whatever column it names."""
    with small_ledger(tmp_path / "ledger") as small:
        with small.act("接待") as act:
            values = {"held_on": date(2026, 5, 8), "kind": "walk_in", "visitor_count": 2}
            site = act.add("liaison_sites", {"name": "中心联络站", "kind": "station"})
            act.add("receptions", values | {"site": Ref(site, ""), "visitors": ({"name": "王大明"},)})
        path = tmp_path / "a.xlsx"
        book, sheet, headings = opened_sheet(small, "receptions", path)
        sheet.cell(4, headings.index("来访人") + 1).value = "王大明\n李四\n张三"
        book.save(path)
        (entry,) = odd_ones(preview_workbook(small, "receptions", path))
        assert (entry.verdict, [p.code for p in entry.problems]) == ("wrong", ["visitors"])


def test_visitors_keep_village_and_mark_when_one_is_added(tmp_path: Path) -> None:
    visitors = (
        {"name": "王大明", "village": "东村"},
        {"name": "赵八斤", "village": "西村", "wants_confidential": True},
    )
    with small_ledger(tmp_path / "ledger") as small:
        with small.act("接待") as act:
            site = act.add("liaison_sites", {"name": "中心联络站", "kind": "station"})
            values = {"held_on": date(2026, 5, 8), "site": Ref(site, ""), "kind": "walk_in"}
            reception = act.add("receptions", values | {"visitors": visitors})
        before = small.row("receptions", reception)
        path = tmp_path / "a.xlsx"
        book, sheet, headings = opened_sheet(small, "receptions", path)
        cell = sheet.cell(4, headings.index("来访人") + 1)
        assert cell.value == "王大明，东村\n要求保密，西村"
        cell.value = f"{cell.value}\n李四，南村"
        sheet.cell(4, headings.index("来访人次") + 1).value = 3
        book.save(path)
        preview = preview_workbook(small, "receptions", path)
        commit_preview(small, preview, accept_flagged=True, on_changed="update")
        after = small.row("receptions", reception)
        assert before is not None and after is not None
        assert after["visitors"] == (*before["visitors"], {"name": "李四", "village": "南村"})
        assert "赵八斤" in (small.reveal("receptions", reception, "confidential") or "")


def test_a_sheet_of_one_level_shows_the_mandates_of_that_level(tmp_path: Path) -> None:
    """Lines of one person's two mandates read the same; the title says which they are."""
    with small_ledger(tmp_path / "ledger") as small:
        rows = {row["name"]: row for row in small.rows("deputies", small.ids("deputies"))}
        person = {key: rows["黄国强"][key] for key in ("person", "name", "sex", "birth_date", "ethnic_group")}
        alike = ("employer_position", "political_status", "deputy_card_no", "delegation", "elected_on")
        same = {key: rows["黄国强"][key] for key in alike}
        with small.act("两级") as act:
            values = {**person, **same, "level": "township", "term": rows["王芳"]["term"]}
            town = act.add("deputies", values)
        for level in ("township", "county"):
            path = tmp_path / f"{level}.xlsx"
            export_register(small, "deputies", path, query=Query(equals={"level": level}))
            shown = [entry.row_id for entry in preview_workbook(small, "deputies", path).rows]
            assert (town in shown) == (level == "township")
            assert Counter(shown) == Counter(small.ids("deputies", Query(equals={"level": level})))


def renumbered(ledger: Ledger, path: Path, numbers: dict[str, int]) -> Preview:
    """The agenda exported for editing, with other numbers for some titles, as it is then judged."""
    book, sheet, headings = opened_sheet(ledger, "session_agenda", path, for_editing=True)
    title, number = headings.index("议题"), headings.index("项次")
    for line in sheet.iter_rows(min_row=4):
        if line[title].value in numbers:
            line[number].value = numbers[line[title].value]
    book.save(path)
    return preview_workbook(ledger, "session_agenda", path)


def test_lines_renumbered_in_a_workbook_take_each_others_numbers(tmp_path: Path) -> None:
    with small_ledger(tmp_path / "ledger") as ledger:
        session = enter(ledger, "sessions", term={"id": 1}, ordinal="9", opened_on="2022-07-20")
        for number, title in enumerate(("甲", "乙", "丙"), 1):
            enter(ledger, "session_agenda", session={"id": session}, number=str(number), title=title)

        def numbers() -> dict[str, int]:
            return {
                row["title"]: row["number"]
                for row in ledger.rows("session_agenda", ledger.ids("session_agenda"))
            }

        path, turned = tmp_path / "a.xlsx", {"甲": 2, "乙": 3, "丙": 1}
        preview = renumbered(ledger, path, turned)
        assert commit_preview(ledger, preview, on_changed="update") == {"added": 0, "changed": 3}
        assert numbers() == turned
        ledger.undo()
        assert numbers() == {"甲": 1, "乙": 2, "丙": 3}, "one import is one act"
        doubled = renumbered(ledger, path, {"甲": 2})
        assert commit_preview(ledger, doubled, on_changed="update") == {"added": 0, "changed": 0}
        with pytest.raises(Refused, match="已经有"):
            commit_preview(ledger, doubled, on_changed="update", accept_flagged=True)
        assert numbers() == {"甲": 1, "乙": 2, "丙": 3}, "a number that two end with is given to neither"


@pytest.mark.parametrize("for_editing", [False, True])
def test_a_number_typed_over_another_one_waits_and_the_rest_is_written(
    tmp_path: Path, for_editing: bool
) -> None:
    with small_ledger(tmp_path / "numbers") as ledger:
        session = enter(ledger, "sessions", term={"id": 1}, ordinal="9", opened_on="2022-07-20")
        for number, title in enumerate(("甲", "乙", "丙"), 1):
            enter(ledger, "session_agenda", session={"id": session}, number=str(number), title=title)
        path = tmp_path / "a.xlsx"
        book, sheet, headings = opened_sheet(ledger, "session_agenda", path, for_editing=for_editing)
        agenda = BY_KEY["session_agenda"]
        number, title = (headings.index(agenda.field(key).label) for key in ("number", "title"))
        lines = {line[title].value: line for line in sheet.iter_rows(min_row=4) if line[title].value}
        lines["乙"][number].value, lines["丙"][title].value = 1, "丁"
        book.save(path)
        preview = preview_workbook(ledger, "session_agenda", path)
        judged = {entry.row: entry for entry in odd_ones(preview)}
        waiting, clear = judged[lines["乙"][0].row], judged[lines["丙"][0].row]
        assert (waiting.verdict, clear.verdict, len(judged)) == ("flagged", "changed", 2)
        assert "same_identity" in [problem.code for problem in waiting.problems]
        assert commit_preview(ledger, preview, on_changed="update") == {"added": 0, "changed": 1}


def test_a_line_copied_with_its_record_number_and_changed_waits(ledger: Ledger, tmp_path: Path) -> None:
    """It came as a plain change, and the line that it was copied from as unchanged."""
    path = tmp_path / "a.xlsx"
    book, sheet, headings = opened_sheet(ledger, "deputies", path, for_editing=True)
    last = max(row for row in range(4, sheet.max_row + 1) if isinstance(sheet.cell(row, 1).value, int))
    copied = [cell.value for cell in sheet[4]]
    sheet.insert_rows(last + 1)
    for column, value in enumerate(copied, 1):
        sheet.cell(last + 1, column).value = value
    sheet.cell(last + 1, headings.index("性别") + 1).value = (
        "女" if copied[headings.index("性别")] == "男" else "男"
    )
    book.save(path)
    (entry,) = odd_ones(preview_workbook(ledger, "deputies", path))
    assert (entry.row, entry.verdict) == (last + 1, "flagged")
    assert "same_row" in {problem.code for problem in entry.problems}


@pytest.mark.parametrize("register", ["stock_counts", "fund_entries"])
def test_lines_below_our_own_ledgers_are_told_for_what_they_are(tmp_path: Path, register: str) -> None:
    path = tmp_path / "a.xlsx"
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 20)) as sample:
        export_ledger(sample, register, path, "xlsx")
        preview = preview_workbook(sample, register, path)
    assert "not_understood" not in {left.why for left in preview.left_out}
