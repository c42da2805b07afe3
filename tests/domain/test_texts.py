"""Texts are stored as written, searched without their accidents, and headings reduced to words."""

import pytest

from app.domain.texts import (
    bare_heading_key,
    full_width_signs,
    half_width,
    heading_key,
    hidden_characters,
    is_ditto,
    refused_characters,
    search_key,
    single_signs,
    tidy,
    without_hidden,
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("王芳", "王芳"),
        ("\u3000王芳 \r\n", "王芳"),
        ("一行\r\n二行\r三行", "一行\n二行\n三行"),
        (
            "一行_x000D_二行",
            "一行_x000D_二行",
        ),  # a text like any other; readers of workbooks resolve their escapes
        ("一行\u2028二行", "一行\n二行"),
        ("王\x0b芳", "王\n芳"),
        ("王\x07芳", "王芳"),
        ("\ufeff王芳", "王芳"),
        ("ＡＢＣ　１２", "ＡＢＣ　１２"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("\U00020bb7野", "\U00020bb7野"),
        ("\uf9d9", "\uf9d9"),
        ("第一组\t王芳\n\t2 件", "第一组 王芳\n 2 件"),
        ("", ""),
    ],
)
def test_tidy_keeps_characters_and_drops_accidents(written: str, kept: str) -> None:
    assert tidy(written) == kept


@pytest.mark.parametrize(
    "bad", ["a\x00b", "\ud800", "王\udfff", "\ufffe", "\uffff", "\U0001ffff", "\U0010fffe", "\ufdd0"]
)
def test_what_no_file_can_keep_is_refused_with_a_sentence(bad: str) -> None:
    sentence = refused_characters(bad)
    assert sentence is not None
    assert "请" in sentence
    assert "U+" in sentence
    with pytest.raises(ValueError, match="请删去"):
        tidy(bad)


@pytest.mark.parametrize("good", ["王芳", "\U00020bb7", "葛\U000e0100", "ABC", "\n\t", "\ue123"])
def test_ordinary_and_rare_characters_are_not_refused(good: str) -> None:
    assert refused_characters(good) is None


def test_hidden_characters_are_named_once_in_order() -> None:
    assert hidden_characters("王\u200b芳\u200b\u202e") == ["零宽空格(U+200B)", "书写方向标记(U+202E)"]
    assert hidden_characters("葛\U000e0100 plain") == []
    assert without_hidden("王\u200b芳\ufeff") == "王芳"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王　芳", "王芳"),
        ("ＡＢ", "ab"),
        ("⽇⽉", "日月"),
        ("葛\U000e0100", "葛"),
        ("王\u200b芳", "王芳"),
        ("①", "1"),
    ],
)
def test_search_sees_no_difference(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("出生　年月\n(年.月)*", "出生年月"),
        ("*姓 名", "姓名"),
        ("年龄（岁）", "年龄"),
        ("面积（㎡）", "面积"),
        ("联系电话（手机）", "联系电话手机"),
        ("所在选区\n（如：第一选区）", "所在选区"),
        ("选区(全称)", "选区"),
        ("出生年月（yyyy-mm-dd）", "出生年月"),
        ("性别※", "性别"),
        ("E-Mail", "email"),
    ],
)
def test_headings_are_reduced_to_their_words(written: str, words: str) -> None:
    assert heading_key(written) == words


def test_a_bare_heading_has_nothing_in_brackets() -> None:
    assert bare_heading_key("联系电话（手机）") == "联系电话"
    assert bare_heading_key("代表团（小组）*") == "代表团"


@pytest.mark.parametrize(
    "mark",
    [
        "〃",
        "″",
        '"',
        "“",
        "”",
        "同上",
        "同 上",
        "，，",
        "。。",
        "－〃－",
        "——〃——",
        "-″-",
        "々",
        "''",
        "仝",
        " 〃 ",
    ],
)
def test_ditto_marks_are_recognised(mark: str) -> None:
    assert is_ditto(mark)


@pytest.mark.parametrize("text", ["", "-", "—", "王芳", "同上级", "/", "无", "...", "一", "0", "不同"])
def test_other_cells_are_no_ditto(text: str) -> None:
    assert not is_ditto(text)


def test_half_width_leaves_chinese_punctuation_that_has_no_counterpart() -> None:
    assert half_width("１２（Ａ）　。、") == "12(A) 。、"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("垃圾点太近,气味大;请迁移!", "垃圾点太近\uff0c气味大\uff1b请迁移\uff01"),
        ("共1,200元(含税),8:30开工", "共1,200元\uff08含税\uff09\uff0c8:30开工"),
        ("时间:8:30(2次)", "时间\uff1a8:30\uff082次\uff09"),
        ("ISO(9001)", "ISO(9001)"),
        ("", ""),
    ],
)
def test_words_of_a_record_get_full_width_punctuation_on_paper(typed, printed) -> None:
    assert full_width_signs(typed) == printed


@pytest.mark.parametrize(
    ("joined", "printed"),
    [
        ("会议决定抓紧修好，。", "会议决定抓紧修好。"),
        ("缺席：王芳（出差，）", "缺席：王芳（出差）"),
        ("就“道路灯维修，”开展视察", "就“道路灯维修”开展视察"),
        ("已修好。，满意。。", "已修好，满意。"),
        ("甲、，乙；。", "甲，乙。"),
        ("他说：“好。”（见附件。）", "他说：“好。”（见附件。）"),
        ("一，二、三；四：五……完", "一，二、三；四：五……完"),
    ],
)
def test_signs_that_meet_where_texts_are_put_together_leave_one(joined, printed) -> None:
    assert single_signs(joined) == printed
