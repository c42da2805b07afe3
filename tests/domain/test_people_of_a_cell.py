"""Whether blanks in a cell stand between people or inside a name."""

import pytest

from app.domain.names_of_cell import names_of_cell, people_between_blanks


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("吴峰 孙志远", ["吴峰", "孙志远"]),
        ("吴峰\u3000孙志远 李四", ["吴峰", "孙志远", "李四"]),
        ("吴 峰", ["吴 峰"]),
        ("吴 志远", ["吴 志远"]),
        ("欧阳 金水", ["欧阳 金水"]),
        ("艾力 买买提江", ["艾力 买买提江"]),
        ("黎大伯(下寮村 二组)", ["黎大伯(下寮村 二组)"]),
        ("黎大伯 19900001234", ["黎大伯 19900001234"]),
        ("吴峰", ["吴峰"]),
    ],
)
def test_whole_names_are_apart_and_parts_of_one_are_not(cell: str, people: list[str]) -> None:
    assert people_between_blanks(cell) == people


def test_deputies_whom_nobody_knows_are_apart_in_the_same_way() -> None:
    assert names_of_cell("吴峰 孙志远", lambda name: False).names == ["吴峰", "孙志远"]
    assert names_of_cell("欧阳 金水 单 民", lambda name: False).names == ["欧阳金水", "单民"]


@pytest.mark.parametrize(
    "text",
    ["1.伍国栋\n2.单民", "1、伍国栋；2、单民", "1.伍国栋 2.单民", "①伍国栋②单民", "(1)伍国栋、(2)单民"],
)
def test_running_numbers_before_the_names_are_no_part_of_them(text: str) -> None:
    assert names_of_cell(text, {"伍国栋", "单民"}.__contains__).names == ["伍国栋", "单民"]
