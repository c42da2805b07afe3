"""Columns share the width of a page: nothing overflows, few long texts do not widen a column."""

import pytest

from app.domain.column_widths import is_crowded, least_width, shared_widths, text_width, wished_width


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("00012", 5), ("王芳", 4), ("𠮷田", 4), ("王·芳", 5), ("A“", 3)]
)
def test_chinese_takes_two_places(text: str, width: int) -> None:
    assert text_width(text) == width


def test_spare_width_goes_to_the_elastic_columns() -> None:
    assert shared_widths([10, 20, 10], [4, 4, 4], 60, [False, True, True]) == pytest.approx(
        [10, 33.33, 16.67], abs=0.01
    )


def test_spare_width_goes_to_all_where_none_is_elastic() -> None:
    assert shared_widths([10, 20], [4, 4], 60, [False, False]) == [20, 40]


def test_long_texts_wrap_into_about_as_many_lines_everywhere() -> None:
    widths = shared_widths([8, 60, 40], [8, 10, 10], 58, [False, True, True])
    assert sum(widths) == pytest.approx(58, abs=0.01)
    assert widths == pytest.approx([8, 30, 20], abs=0.01)


def test_no_column_becomes_narrower_than_its_longest_number() -> None:
    widths = shared_widths([18, 60], [18, 4], 30, [False, True])
    assert widths == pytest.approx([18, 12], abs=0.01)


def test_many_columns_are_crowded_few_long_ones_are_not() -> None:
    assert is_crowded([14] * 15, 140)
    assert not is_crowded([60, 60, 60, 10], 140)


def test_one_long_name_among_many_does_not_widen_the_column() -> None:
    names = ["王小芳"] * 59 + ["阿卜杜热合曼·买买提江"]
    assert wished_width("姓名", names) == 6
    assert wished_width("姓名", ["王小芳"] * 59 + ["欧阳春晓"]) == 8


def test_a_blank_column_keeps_room_for_writing() -> None:
    assert wished_width("备注", ["", ""]) == 8


def test_short_headings_stay_in_one_line_and_long_ones_may_break_in_two() -> None:
    assert wished_width("文化程度", ["大学"]) == 8
    assert least_width("选区号", ["1"]) == 6
    assert least_width("文化程度", ["大学"]) == 5
    assert least_width("类别", ["群众意见"]) == 8
    assert least_width("内容", ["建议延长卫生院门诊时间"]) == 8


def test_a_phone_number_is_never_broken() -> None:
    assert least_width("联系电话", ["19900001234、0758-3200000"]) == 12
