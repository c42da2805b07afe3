"""The wall chart and the notice of a reception."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.paper.reception_papers import notice, spoken, wall_chart
from app.paper.record_form import record_form
from app.paper.sheet import Paragraph, Table
from app.storage.ledger import Ledger
from tests.kept_ledgers import sample_folder


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    data = sample_folder(Path(tmp_path_factory.mktemp("sample")))
    with Ledger.open(data, today=date(2022, 12, 31)) as opened:
        yield opened


@pytest.fixture(scope="module")
def duty(ledger: Ledger) -> int:
    site = ledger.rows("liaison_sites", ledger.ids("liaison_sites"))[0]
    values = {
        "held_on": date(2024, 3, 6),
        "site": Ref(site["id"], site["name"]),
        "time_from": "9:00",
        "time_to": "11:00",
    }
    with ledger.act("安排") as act:
        return act.add("reception_duties", values)


def words(ledger: Ledger, duty: int) -> str:
    return "\n".join(block.text for block in notice(ledger, duty).blocks if isinstance(block, Paragraph))


def test_a_notice_names_day_place_and_who_and_hangs_three_days_before(ledger: Ledger, duty: int) -> None:
    told = words(ledger, duty)
    for piece in ("2024年3月6日（星期三）9:00—11:00", "三、接待代表：待定", "不在受理范围", "2024年3月3日"):
        assert piece in told


def test_prose_has_full_width_punctuation(ledger: Ledger, duty: int) -> None:
    assert not set(words(ledger, duty)) & set(",;()")


def test_a_wall_chart_has_a_line_for_each_duty(ledger: Ledger, duty: int) -> None:
    site = ledger.ids("liaison_sites")[0]
    table = wall_chart(ledger, 2024, site).blocks[0]
    assert isinstance(table, Table)
    assert table.rows == (("3月6日", "星期三", "9:00—11:00", "待定", ""),)


def test_a_blank_sheet_has_boxes_and_no_values(ledger: Ledger) -> None:
    form = record_form(ledger, BY_KEY["receptions"], None).blocks[0]
    texts = [cell.text for cell in form.cells if cell.role == "value"]  # type: ignore[union-attr]
    assert texts and not any(texts)


def test_days_are_spoken_without_leading_zeros() -> None:
    assert spoken(date(2022, 11, 5)) == "2022年11月5日（星期六）"


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (None, "联系人：镇人大办公室，联系电话：0758-3333333"),
        ("陈小明", "联系人：陈小明，联系电话：0758-3333333"),
        ("陈小明 19900001234", "联系人：陈小明 19900001234"),
    ],
)
def test_who_comes_knows_where_to_and_whom_to_call(
    ledger: Ledger, duty: int, contact: str | None, words: str
) -> None:
    site = ledger.ids("liaison_sites")[0]
    with ledger.act("电话") as act:
        act.change(
            "liaison_sites", site, {"public_phone": "0758-3333333", "address": "圩镇大街1号(旧供销社)"}
        )
        act.change("reception_duties", duty, {"contact": contact})
    told = [getattr(b, "text", " ".join(getattr(b, "texts", ()))) for b in notice(ledger, duty).blocks]
    assert f"六、{words}。" in told
    assert any("（圩镇大街1号（旧供销社））" in line for line in told)
    on_wall = [
        getattr(b, "text", " ".join(getattr(b, "texts", ()))) for b in wall_chart(ledger, 2024, site).blocks
    ]
    assert any(line.startswith(words) for line in on_wall)
    assert any(line.startswith("接待地点：") and "圩镇大街1号" in line for line in on_wall)
