"""An export meant for editing comes back unchanged from every register, and an edited cell is the only difference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.fields import Ref
from app.domain.registers import SHOWN
from app.excel.importing import Preview, commit_preview, preview_workbook
from app.excel.layout.vocabulary import Vocabulary
from app.excel.ledger_sheets import export_register
from app.storage.ledger import Ledger
from tests.data.contact.ledger import ROOM, contact_ledger
from tests.kept_ledgers import sample_folder

pytestmark = pytest.mark.usefixtures("reading_here")

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = sample_folder(tmp_path_factory.mktemp("sample") / "data")
    with Ledger.open(folder, today=TODAY) as opened:
        yield opened


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with contact_ledger(tmp_path / "ledger") as opened:
        yield opened


def back(ledger: Ledger, register: str, path: Path, **more: Any) -> Preview:
    """The preview of an export meant for editing; ``more`` are headings → new texts for its first row."""
    export_register(ledger, register, path, for_editing=True, include_private=True)
    if more:
        book = openpyxl.load_workbook(path)
        sheet = book.active
        for heading, text in more.items():
            column = next(cell.column for cell in sheet[3] if cell.value == heading)
            sheet.cell(4, column).value = text
        book.save(path)
    return preview_workbook(ledger, register, path)


@pytest.mark.parametrize("register", [register.key for register in SHOWN])
def test_an_untouched_export_is_all_the_same(sample: Ledger, tmp_path: Path, register: str) -> None:
    count = sample.count(register)
    preview = back(sample, register, tmp_path / "export.xlsx")
    assert {verdict: n for verdict, n in preview.counts.items() if n} == ({"same": count} if count else {})


@pytest.mark.parametrize(
    ("register", "heading", "text", "field"),
    [
        ("suggestions", "内容", "改过的内容", "content"),
        ("suggestions", "对结果", "基本满意", "feedback"),
        ("receptions", "反映事项", "改过的事项", "matter"),
        ("liaison_sites", "地址", "改过的地址", "address"),
        ("site_checks", "情况说明", "改过的说明", "finding"),
        ("reception_duties", "主题", "改过的主题", "theme"),
        ("site_equipment", "备注", "改过的备注", "note"),
        ("fund_entries", "备注", "改过的备注", "note"),
        ("posted_rules", "备注", "改过的备注", "note"),
        ("site_activities", "活动主题", "改过的主题", "theme"),
        ("sessions", "备注", "改过的备注", "note"),
        ("electoral_districts", "备注", "改过的备注", "note"),
    ],
)
def test_an_edited_cell_is_the_only_difference(
    sample: Ledger, tmp_path: Path, register: str, heading: str, text: str, field: str
) -> None:
    preview = back(sample, register, tmp_path / "export.xlsx", **{heading: text})
    first, *others = preview.rows
    assert [difference.field for difference in first.differences] == [field]
    assert first.verdict == "changed"
    assert {entry.verdict for entry in others} <= {"same"}


def test_names_that_several_go_by_are_no_question_beside_a_record_number(
    ledger: Ledger, tmp_path: Path
) -> None:
    one, other = [i for i in ledger.ids("deputies") if ledger.row("deputies", i)["name"] == "陈志强"]  # type: ignore[index]
    with ledger.act("登记") as act:
        for deputy in (one, other):
            act.add("performance_records", {
                "deputy": Ref(deputy, "陈志强"), "kind": "visit", "occurred_on": date(2022, 3, 5), "title": "走访",
            })  # fmt: skip
    assert back(ledger, "performance_records", tmp_path / "export.xlsx").counts["same"] == 2


def test_full_width_words_of_ours_stay_as_they_are(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.act("登记") as act:
        act.add("suggestions", {
            "class": "opinion", "raised_on": date(2022, 3, 5), "content": "１２３", "note": "ＡＢ １２",
        })  # fmt: skip
    assert back(ledger, "suggestions", tmp_path / "export.xlsx").counts["same"] == 1


def test_confidential_words_come_back_and_are_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    room = next(i for i in ledger.ids("liaison_sites") if ledger.row("liaison_sites", i)["name"] == ROOM)  # type: ignore[index]
    visitors = (
        {"name": "黎大伯", "village": "下寮村", "phone": "19900001111", "wants_confidential": True},
        {"name": "潘大姐", "phone": "19900001112"},
    )
    with ledger.act("登记") as act:
        row = act.add("receptions", {
            "held_on": date(2022, 3, 9), "site": Ref(room, ROOM), "kind": "walk_in", "visitors": visitors,
            "visitor_words": "不要说是我说的", "matter": "路灯",
        })  # fmt: skip
    before = ledger.reveal("receptions", row, "confidential")
    preview = back(ledger, "receptions", tmp_path / "export.xlsx", 反映事项="路灯和水压")
    assert [d.field for d in preview.rows[0].differences] == ["matter"]
    commit_preview(ledger, preview, on_changed="update")
    assert ledger.reveal("receptions", row, "confidential") == before


def test_every_label_is_a_heading_of_its_own_field() -> None:
    lost = [
        (register.key, field.label)
        for register in SHOWN
        for field in register.typed_fields
        if (target := Vocabulary(register).match(field.label)) is None or not target.field
    ]
    assert lost == []
