"""One record on one sheet: every box filled from its field, private ones only when asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.registers import BY_KEY
from app.paper.forms import LAYOUTS
from app.paper.record_form import record_form
from app.paper.sheet import Form, FormCell, Paper
from app.storage.ledger import Ledger
from tests.data.small_ledger import ID_NUMBER, small_ledger

DEPUTIES = BY_KEY["deputies"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with small_ledger(tmp_path / "ledger", note="长期联系困难群众") as opened:
        yield opened


def form(paper: Paper) -> Form:
    return next(block for block in paper.blocks if isinstance(block, Form))


def beside(paper: Paper, label: str) -> str:
    cells = form(paper).cells
    at = next(cell for cell in cells if cell.role == "label" and cell.text.replace("\n", "") == label)
    return next(c.text for c in cells if c.row == at.row and c.column == at.column + at.columns)


def deputy(ledger: Ledger, name: str = "王芳") -> int:
    rows = ledger.rows("deputies", ledger.ids("deputies"))
    return int(next(row["id"] for row in rows if row["name"] == name))


def test_the_deputy_form_is_named_after_the_congress(ledger: Ledger) -> None:
    assert record_form(ledger, DEPUTIES, deputy(ledger)).title == "四会市迳口镇第十六届人民代表大会代表登记表"
    assert (
        record_form(ledger, DEPUTIES, deputy(ledger, "黄国强")).title
        == "四会市第十七届人民代表大会代表登记表"
    )


def test_the_boxes_hold_the_persons_values(ledger: Ledger) -> None:
    paper = record_form(ledger, DEPUTIES, deputy(ledger))
    assert [beside(paper, label) for label in ("姓名", "性别", "出生年月", "选区", "备注")] == [
        "王\u3000芳",
        "女",
        "1975.03",
        "第一选区",
        "长期联系困难群众",
    ]


def test_private_boxes_stay_blank_unless_asked_for(ledger: Ledger) -> None:
    paper = record_form(ledger, DEPUTIES, deputy(ledger))
    assert beside(paper, "公民身份号码") == beside(paper, "联系电话") == beside(paper, "家庭住址") == ""
    plain = record_form(ledger, DEPUTIES, deputy(ledger), include_private=True)
    assert beside(plain, "公民身份号码") == ID_NUMBER
    assert beside(plain, "联系电话") == "19900001234"


def test_the_photo_kept_with_the_record_stands_in_its_box(ledger: Ledger, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"\x89PNG and so on")
    assert picture(record_form(ledger, DEPUTIES, deputy(ledger))).picture is None
    with ledger.act("照片") as act:
        act.attach("deputies", deputy(ledger), photo, "photo")
    kept = picture(record_form(ledger, DEPUTIES, deputy(ledger))).picture
    assert kept is not None
    assert kept.read_bytes() == photo.read_bytes()


def picture(paper: Paper) -> FormCell:
    return next(cell for cell in form(paper).cells if cell.role == "picture")


@pytest.mark.parametrize("key", LAYOUTS)
def test_declared_forms_fill_their_grid_without_gaps_or_overlaps(key: str) -> None:
    layout = LAYOUTS[key]
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(layout.lines):
        column = 0
        for place in line.places:
            boxes = {(row + r, column + c) for r in range(place.rows) for c in range(place.columns)}
            assert not boxes & taken, (row, place)
            taken |= boxes
            column += place.columns
            assert place.kind != "field" or place.key in BY_KEY[key].by_key
    assert taken == {(r, c) for r in range(len(layout.lines)) for c in range(len(layout.shares))}


def test_a_register_without_a_form_has_none(ledger: Ledger) -> None:
    with pytest.raises(KeyError, match="electoral_districts"):
        record_form(ledger, BY_KEY["electoral_districts"], ledger.ids("electoral_districts")[0])


def test_no_form_is_named_after_a_ledger() -> None:
    titles = [layout.title for layout in LAYOUTS.values()]
    assert not [
        title for title in titles if "登记登记" in title or "记录表登记表" in title or "台账" in title
    ]


def test_a_row_that_is_gone_is_named(ledger: Ledger) -> None:
    with pytest.raises(KeyError, match="deputies 9999"):
        record_form(ledger, DEPUTIES, 9999)
