"""Whether blanks in a cell stand between people or inside a name."""

import pytest

from app.excel.judging.list_columns import _people


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
    assert _people(cell) == people
