"""One record on one sheet: every box filled from its field, private ones only when asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.ledger_head import MONEY_UNIT
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.paper.forms import LAYOUTS
from app.paper.forms.layout import FormLine
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


def names_of(register: Register, line: FormLine) -> set[str]:
    """The fields that the places of a line may name: of the record, or of the list that the line shows."""
    return {f.key for f in (register.field(line.each).kind.columns if line.each else register.fields)}


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
            assert place.kind != "field" or place.key in names_of(BY_KEY[key], line)
    assert taken == {(r, c) for r in range(len(layout.lines)) for c in range(len(layout.shares))}


@pytest.mark.parametrize("key", LAYOUTS)
def test_the_largest_amount_stands_in_one_line_of_its_box(key: str) -> None:
    layout, register = LAYOUTS[key], BY_KEY[key]
    room = 165.0 / sum(layout.shares)  # millimetres a share of A4 between the margins
    needed = len("99,999,999,999.99") / 2 * layout.size * 0.353 + 3
    for line in layout.lines:
        columns = register.field(line.each).kind.columns if line.each else register.fields
        kinds = {field.key: field.kind for field in columns}
        at = 0
        for place in line.places:
            width = sum(layout.shares[at : at + place.columns]) * room
            if place.kind == "field" and kinds[place.key].unit == MONEY_UNIT:
                assert width >= needed, place.key
            at += place.columns


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


VISITORS = [
    {"name": "李大明", "sex": "男", "age": 61, "village": "东村", "phone": "19900002222"},
    {"name": "赵小红", "village": "西村", "phone": "19900003333", "wants_confidential": True},
]


def reception(ledger: Ledger) -> int:
    with ledger.act("站点") as act:
        act.add("liaison_sites", {"name": "下寮站", "kind": "station"})
    values = {"held_on": "2022-05-04", "site": "下寮站", "kind": "接访", "time_from": "9:00", "time_to": "11:30",
              "visitors": VISITORS, "visitor_words": "别说是我讲的", "recorder": "陈小明"}  # fmt: skip
    read, _ = ledger.read_values("receptions", values)
    with ledger.act("录入") as act:
        return act.add("receptions", read)


def visitor_rows(paper: Paper) -> list[list[str]]:
    cells = form(paper).cells
    head = next(cell.row for cell in cells if cell.text == "来访人")
    return [[cell.text for cell in cells if cell.row == row] for row in range(head + 1, head + 4)]


def test_each_visitor_has_a_row_and_phones_stand_there_where_they_are_asked_for(ledger: Ledger) -> None:
    row_id = reception(ledger)
    plain = record_form(ledger, BY_KEY["receptions"], row_id)
    assert visitor_rows(plain) == [
        ["李大明", "东村", "男", "", "61", ""],
        ["要求保密", "西村", "", "", "", "是"],
        [""] * 6,
    ]
    assert "别说是我讲的" not in {cell.text for cell in form(plain).cells}
    told = record_form(ledger, BY_KEY["receptions"], row_id, include_private=True)
    assert visitor_rows(told) == [
        ["李大明", "东村", "男", "19900002222", "61", ""],
        ["赵小红", "西村", "", "19900003333", "", "是"],
        [""] * 6,
    ]
    assert beside(told, "选民原话") == "别说是我讲的"
    assert [beside(told, label) for label in ("开始时间", "结束时间", "记录人")] == [
        "9:00",
        "11:30",
        "陈小明",
    ]


def test_a_blank_reception_has_room_for_visitors(ledger: Ledger) -> None:
    assert visitor_rows(record_form(ledger, BY_KEY["receptions"], None)) == [[""] * 6] * 3


def test_credentials_and_replies_are_sealed(ledger: Ledger) -> None:
    """资格审查意见 and 承办意见 are given by others, who put their seal to it."""
    assert "代表资格\n审查意见" in {c.text for c in form(record_form(ledger, DEPUTIES, deputy(ledger))).cells}
    for key in ("deputies", "suggestions"):
        cells = form(record_form(ledger, BY_KEY[key], None)).cells
        assert any(cell.text.startswith("（盖章）") for cell in cells)


def test_what_has_no_box_stands_in_the_last_one(ledger: Ledger) -> None:
    """Talks, urgings and every round are what an inspector asks for first; an empty form has no such box."""
    register = BY_KEY["suggestions"]
    values = {
        "class": "群众意见", "raised_on": "2022-03-01", "content": "修路", "is_key": True,
        "rounds": [{"assigned_on": "2022-03-02", "replied_on": "2022-04-01", "reply_text": "已列入计划"}],
        "supervisions": [{"on": "2022-03-20", "way": "现场", "by": "陈小明", "finding": "正在备料"}],
        "contacts": [{"on": "2022-03-10", "way": "面谈"}, {"on": "2022-03-11", "way": "电话"}],
    }  # fmt: skip
    with ledger.act("录入") as act:
        row_id = act.add("suggestions", ledger.read_values("suggestions", values)[0])
    paper = record_form(ledger, register, row_id)
    assert beside(paper, "其余登记内容") == (
        "重点督办：是；与代表沟通：（1）日期2022.03.10，方式面谈（2）日期2022.03.11，方式电话；"
        "督办记录：日期2022.03.20，方式现场，督办人陈小明，情况正在备料"
    )
    assert "其余登记内容" not in [cell.text for cell in form(record_form(ledger, register, None)).cells]
