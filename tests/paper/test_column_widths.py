"""Columns share the width of a page: no number is broken, long texts wrap into as few lines as they can."""

import pytest

from app.domain.column_widths import (
    ColumnNeed,
    column_need,
    is_crowded,
    line_count,
    shared_widths,
    text_width,
)
from app.paper.ledger import fitted, white_beside


def need(
    texts: list[str], heading: str = "内容", *, elastic: bool = True, unbroken: bool = False
) -> ColumnNeed:
    return column_need(heading, texts, elastic=elastic, unbroken=unbroken)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("00012", 5), ("王芳", 4), ("𠮷田", 4), ("王·芳", 5), ("A“", 3)]
)
def test_chinese_takes_two_places(text: str, width: int) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("texts", "least"),
    [
        (["12.50"] * 400 + ["80,000.00"], 9),
        ([""] * 30 + ["2022-07-20"], 10),
        (["19900001234、0758-3200000"], 13),
        (["44128419750312401X"], 18),
        (["1"], 4),
    ],
)
def test_one_wide_number_among_many_is_not_broken(texts: list[str], least: int) -> None:
    column = need(texts, "收入", elastic=False, unbroken=True)
    beside = [need(["请核对田头水利渠道清淤和村道路灯维修的进展情况。" * 40] * len(texts)) for _ in range(6)]
    assert column.least == least
    assert shared_widths([column, *beside], 90)[0] >= least


@pytest.mark.parametrize(
    "text", ["迳人大〔2022〕9号", "迳规建函〔2022〕113号", "四人大办〔2022〕5号、迳人大〔2022〕9号"]
)
def test_a_document_number_is_not_broken(text: str) -> None:
    column = need([""] * 8 + [text], "依据文号")
    assert column.least >= text_width(text.split("、")[0])


@pytest.mark.parametrize(("text", "least"), [("四会市第十九选区", 10), ("第3季度", 7), ("县第十七届代表", 8)])
def test_an_ordinal_is_not_broken(text: str, least: int) -> None:
    assert need([text], "选区").least == least


def test_spare_width_goes_to_the_elastic_columns() -> None:
    needs = [need(["a" * 10], elastic=False), need(["a" * 20]), need(["a" * 10])]
    assert shared_widths(needs, 60) == pytest.approx([10, 33.33, 16.67], abs=0.01)


def test_spare_width_goes_to_all_where_none_is_elastic() -> None:
    assert shared_widths([need(["a" * 10], elastic=False), need(["a" * 20], elastic=False)], 60) == [20, 40]


def test_where_too_much_is_wide_long_words_give_way_before_a_number_does() -> None:
    words = [need(["A" * 22]) for _ in range(3)]
    number = need(["3000"], elastic=False, unbroken=True)
    assert shared_widths([*words, number], 64) == [20, 20, 20, 4]
    assert shared_widths([*words, number], 20) == [8, 8, 8, 4]


@pytest.mark.parametrize("columns", [13, 15, 18, 20, 25])
def test_a_number_has_room_beside_the_white_of_its_box_in_any_type(columns: int) -> None:
    """Digits run 1.11 of half a square, the white of a box is 2.2 mm whatever the type."""
    needs = [need(["12345678"], "票", elastic=False, unbroken=True)] * columns
    size, widths = fitted(needs, 6.0, [white_beside(one, "left") for one in needs])
    assert widths[0] * size / 2 >= 8 * 1.11 * size / 2 + 2.2 / 25.4 * 72 - 0.3


def test_one_long_remark_gets_room_for_its_area() -> None:
    summaries, remarks = ["第三季度走访调研用车费用报销"] * 24, [""] * 23 + ["请核对" * 100]
    needs = [need(summaries), need(remarks, "备注")]
    widths = shared_widths(needs, 60)
    assert sum(widths) == pytest.approx(60, abs=0.01)
    even = [line_count(needs, [first, 60 - first]) for first in range(10, 50)]
    assert line_count(needs, widths) <= min(even) * 1.2


def test_a_place_of_ten_characters_stays_in_one_line_where_that_saves_a_line_in_every_row() -> None:
    places = need(["迳口镇人大代表联络室"] * 40, "地点")
    matters = need(["接访选民"] * 30 + ["第十六届人民代表大会第四次会议第一次全体会议"] * 10)
    widths = shared_widths([places, matters], 50)
    assert widths[0] >= 20
    assert line_count([places, matters], widths) == 50


def test_a_name_of_fifteen_places_stays_in_one_line() -> None:
    names = need(["王小芳"] * 59 + ["阿依古丽·买买提"], "姓名", elastic=False)
    assert names.least == text_width("阿依古丽·买买提")


def test_many_columns_are_crowded_few_long_ones_are_not() -> None:
    assert is_crowded([need(["a" * 14])] * 15, 140)
    assert not is_crowded([need(["字" * 30])] * 3, 140)


def test_a_blank_column_keeps_room_for_writing() -> None:
    assert need(["", ""], "备注").widest == 8


def test_short_headings_stay_in_one_line_and_long_ones_may_break_in_two() -> None:
    assert need(["大学"], "文化程度").widest == 8
    assert need(["1"], "选区号").least == 6
    assert need(["大学"], "文化程度").least == 5
