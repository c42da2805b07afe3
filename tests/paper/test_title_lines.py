"""Titles in lines: whole words, about equally long, nothing lost."""

import pytest

from app.domain.column_widths import text_width
from app.paper.title_lines import title_lines

EIGHTY = (
    "关于进一步完善迳口镇农村生活污水处理设施建设管护长效机制和推进人居环境整治提升行动走深走实"
    "并加快补齐乡村基础设施短板切实改善群众生产生活条件的建议"
)


@pytest.mark.parametrize(
    ("title", "most", "lines"),
    [
        ("关于镇十六届人大六次会议第1号建议的答复", 20, 1),
        ("关于镇十六届人大六次会议第12号建议的再次答复", 20, 2),
        ("关于2022年度意见建议办理情况的报告", 12, 2),
        ("四会市迳口镇规划建设和生态环境保护办公室", 15, 2),
        (EIGHTY, 20, 4),
        ("A" * 90, 20, 3),
        ("", 20, 1),
    ],
)
def test_lines_fit_are_few_and_lose_nothing(title: str, most: float, lines: int) -> None:
    broken = title_lines(title, most)
    assert "".join(broken) == title
    assert len(broken) == lines
    widths = [text_width(line) / 2 for line in broken]
    assert max(widths) <= most
    assert max(widths) - min(widths) <= most / 3


@pytest.mark.parametrize(
    "word",
    [
        "2022年",
        "第12号",
        "主席团",
        "委员会",
        "人民代表大会",
        "“路灯不亮”",
        "《代表法》",
        "中华人民共和国",
        "存在",
        "参与",
        "村委会",
        "县道",
        "第三次会议",
    ],
)
@pytest.mark.parametrize("before", range(14, 24))
def test_no_line_ends_within_a_number_a_word_or_a_name_in_quotes(word: str, before: int) -> None:
    title = ("甲乙丙丁戊己庚辛" * 4)[:before] + word + "壬癸子丑寅卯辰巳"
    assert any(word in line for line in title_lines(title, 20)), title_lines(title, 20)


@pytest.mark.parametrize("most", range(8, 21))
def test_no_line_begins_with_what_belongs_to_the_one_before(most: int) -> None:
    for line in title_lines(EIGHTY, most)[1:]:
        assert line[0] not in "的，。、；：”》）号"
