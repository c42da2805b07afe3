"""The check of screen texts finds half-width signs beside Chinese, and leaves alone what is no sentence."""

from pathlib import Path

import pytest

from screen_signs import _changes, widened, widened_page


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ('"已保存,可以撤销"', '"已保存\uff0c可以撤销"'),
        ('f"{name}:没有写成({why}),请另存"', 'f"{name}\uff1a没有写成\uff08{why}\uff09\uff0c请另存"'),
        ("f\"{'有,' if one else ''}改动:\"", "f\"{'有\uff0c' if one else ''}改动\uff1a\""),
        ('f"\u300c{name}\u300d没有写成"', 'f"“{name}”没有写成"'),
        ('f"\u300c{name}\u300d"', 'f"“{name}”"'),
        ('"写成 9:00、14:30"', '"写成 9:00、14:30"'),
        ('r"第[一,二]条(?:款)"', 'r"第[一,二]条(?:款)"'),
        ('"照片 (*.jpg);;所有文件 (*)"', '"照片 (*.jpg);;所有文件 (*)"'),
        ('"plain, ascii"', '"plain, ascii"'),
    ],
)
def test_a_sentence_gets_full_width_signs(literal: str, expected: str) -> None:
    assert widened(literal) == expected


def test_a_help_page_gets_full_width_signs_but_for_commands_and_links() -> None:
    page = "先看 `check, fix`,再看[说明](a:b.md):好。\n```\n命令,甲\n```"
    assert widened_page(page) == "先看 `check, fix`\uff0c再看[说明](a:b.md)\uff1a好。\n```\n命令,甲\n```"


def test_among_words_that_are_read_sentences_are_seen(tmp_path: Path) -> None:
    source = tmp_path / "odd_intake.py"
    source.write_text('WORDS = ("无,没有", "请假,缺席")\nSAID = "没有写类别,先按建议读取,对吗?"\n', "utf-8")
    assert [(number, new) for number, _, new in _changes(source)] == [
        (2, '"没有写类别\uff0c先按建议读取\uff0c对吗\uff1f"')
    ]
