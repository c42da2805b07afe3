"""Pinyin knows how surnames are read, and a person's own correction wins."""

import subprocess
import sys

import pytest

from app.domain.people import pinyin_full, pinyin_initials, pinyin_search


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("王芳", "wf"), ("单雄信", "sxx"), ("曾国藩", "zgf"), ("仇英", "qy"), ("解缙", "xj"), ("区志明", "ozm"), ("查良镛", "zly"), ("朴树", "ps"),
        ("盖叫天", "gjt"), ("尉迟恭", "ycg"), ("长孙无忌", "zswj"), ("万俟明", "mqm"), ("澹台明", "ttm"), ("欧阳修", "oyx"), ("吕布", "lb"),
        ("任强", "rq"), ("覃玉兰", "qyl"), ("翟明", "zm"), ("员明", "ym"), ("种明", "cm"), ("洗星海", "xxh"), ("冼星海", "xxh"), ("缪明", "mm"),
        ("乐明", "ym"), ("尉明", "wm"), ("买买提·艾力", "mmtal"), ("葛\U000e0100明", "gm"), ("黑明", "hm"), ("秘明", "bm"), ("折明", "sm"),
    ],
)  # fmt: skip
def test_initials(name: str, initials: str) -> None:
    assert pinyin_initials(name) == initials


def test_the_heteronym_inside_a_given_name_is_read_as_usual() -> None:
    assert pinyin_initials("王单") == "wd"
    assert pinyin_initials("王乐") == "wl"


def test_full_pinyin() -> None:
    assert pinyin_full("吕芳") == "lv fang"
    assert pinyin_full("单雄信") == "shan xiong xin"
    assert pinyin_full("尉迟恭") == "yu chi gong"


def test_a_correction_wins() -> None:
    assert pinyin_initials("单雄信", correction="dan xiong xin") == "dxx"
    assert pinyin_full("王重", correction="wang chong") == "wang chong"
    assert pinyin_initials("吕芳", correction="Lǚ  Fang".replace("ǚ", "ü")) == "lf"
    assert pinyin_initials("王芳", correction="  ") == "wf"


def test_search_column() -> None:
    assert pinyin_search("第一选区ABC12(迳口)") == "dyxqabc12jk"
    assert pinyin_search("关于修路的建议") == "gyxldjy"
    assert pinyin_search("王芳") == "wf"
    assert "sxx" in pinyin_search("单雄信")
    assert "dxx" in pinyin_search("单雄信")
    assert pinyin_search("单雄信", correction="dan xiong xin") == "dxx"
    assert pinyin_search("") == ""


def test_the_dictionary_is_loaded_with_the_first_use_only() -> None:
    code = "import sys, app.domain.people; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
