"""Code tables read labels, aliases and codes, and never guess."""

import pytest

from app.domain.codes import (
    CHANGE_KINDS,
    EDUCATION,
    ELECTED_HOW,
    END_REASONS,
    ETHNIC_GROUPS,
    LEVELS,
    MANDATE_STATES,
    NAME_ORDERS,
    OCCUPATION_GROUPS,
    POLITICAL_STATUS,
    SEX,
    CodeTable,
    read_level,
)
from app.domain.contact_codes import REPLY_CLASSES

TABLES = [
    SEX, ETHNIC_GROUPS, EDUCATION, POLITICAL_STATUS, LEVELS, ELECTED_HOW, CHANGE_KINDS, END_REASONS, MANDATE_STATES, OCCUPATION_GROUPS,
    NAME_ORDERS, REPLY_CLASSES,
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_label_with_its_meaning_is_read_as_its_code(table: CodeTable) -> None:
    assert [table.read(table.explained(code)) for code in table.codes()] == list(table.codes())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_label_alias_and_code_leads_to_its_entry(table: CodeTable) -> None:
    wrong = [
        (code, words)
        for code, label, aliases in table
        for words in (code, label, *aliases)
        if table.read(words) != code
    ]
    assert wrong == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_labels_and_codes_are_told_apart(table: CodeTable) -> None:
    labels = [table.label(code) for code in table.codes()]
    assert len(set(labels)) == len(set(table.codes())) == len(table.entries)
    assert set(table.short) <= {(code, label) for code, label, _ in table}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("text", ["", " ", "未知", "99999", "男女", "√", "?"])
def test_other_words_are_not_guessed(table: CodeTable, text: str) -> None:
    assert table.read(text) is None


@pytest.mark.parametrize(
    ("table", "text", "label"),
    [
        (SEX, "女 ", "女"), (SEX, "2", "女"), (SEX, "１", "男"), (SEX, "男性", "男"), (SEX, "（女）", "女"), (POLITICAL_STATUS, "【党员】", "中共党员"),
        (ETHNIC_GROUPS, "汉", "汉族"), (ETHNIC_GROUPS, "汉　族", "汉族"), (ETHNIC_GROUPS, "01", "汉族"), (ETHNIC_GROUPS, "1", "汉族"),
        (ETHNIC_GROUPS, "8", "壮族"), (ETHNIC_GROUPS, "毛难族", "毛南族"), (ETHNIC_GROUPS, "崩龙族", "德昂族"), (ETHNIC_GROUPS, "维族", "维吾尔族"),
        (EDUCATION, "大学", "大学本科"), (EDUCATION, "本科", "大学本科"), (EDUCATION, "大专", "大学专科"), (EDUCATION, "中专", "中专"),
        (EDUCATION, "高中文化", "高中"), (EDUCATION, "大学本科学历", "大学本科"), (EDUCATION, "初中毕业", "初中毕业"),
        (EDUCATION, "大学(在职)", "大学本科"), (EDUCATION, "研究生（硕士）", "硕士研究生"), (EDUCATION, "省委党校研究生", "研究生"),
        (EDUCATION, "20", "大学本科"), (EDUCATION, "小学文化程度", "小学"),
        (POLITICAL_STATUS, "党员", "中共党员"), (POLITICAL_STATUS, "中国共产党党员", "中共党员"), (POLITICAL_STATUS, "中共预备党员", "预备党员"),
        (POLITICAL_STATUS, "中共党员（预备）", "预备党员"), (POLITICAL_STATUS, "团员", "共青团员"), (POLITICAL_STATUS, "无党派", "无党派人士"),
        (POLITICAL_STATUS, "13", "群众"), (POLITICAL_STATUS, "民革", "民革党员"), (POLITICAL_STATUS, "九三", "九三学社社员"),
        (ELECTED_HOW, "补选产生", "补选"), (ELECTED_HOW, "换届", "换届选举"), (CHANGE_KINDS, "病故", "去世"), (CHANGE_KINDS, "迁出", "调离"),
        (END_REASONS, "未经批准两次不出席", "未经批准两次不出席本级人民代表大会会议"), (NAME_ORDERS, "姓氏笔划", "按姓氏笔画为序"),
    ],
)  # fmt: skip
def test_what_clerks_write(table: CodeTable, text: str, label: str) -> None:
    code = table.read(text)
    assert code is not None
    assert table.label(code) == label


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (EDUCATION, "高中(中专)"),
        (EDUCATION, "大学/大专"),
        (POLITICAL_STATUS, "群众(党员)"),
        (POLITICAL_STATUS, "(群众)(党员)"),
        (SEX, "男/女"),
    ],
)
def test_two_values_are_none(table: CodeTable, text: str) -> None:
    assert table.read(text) is None


def test_the_standards_are_complete() -> None:
    assert len(ETHNIC_GROUPS.entries) == 58
    assert ETHNIC_GROUPS.label("56") == "基诺族"
    assert ETHNIC_GROUPS.label("22") == "畲族"
    assert len(POLITICAL_STATUS.entries) == 13
    assert [label for _, label in EDUCATION.short] == [
        "研究生",
        "大学本科",
        "大学专科",
        "中专",
        "高中",
        "初中",
        "小学",
        "其他",
    ]
    assert [label for _, label in LEVELS.short] == ["镇", "县", "市", "省", "全国"]


def test_an_unknown_code_has_no_label() -> None:
    with pytest.raises(KeyError):
        SEX.label("3")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("镇", "township"), ("镇代表", "township"), ("乡", "township"), ("迳口镇代表", "township"), ("镇第十七届人大代表", "township"),
        ("县", "county"), ("县级", "county"), ("区人大代表", "county"), ("四会市代表", "county"), ("四会市", "county"), ("四会", "county"),
        ("四会市第十六届人大代表", "county"), ("肇庆市代表", "prefecture"), ("肇庆", "prefecture"), ("地级市", "prefecture"),
        ("肇庆市人民代表大会代表", "prefecture"), ("省", "provincial"), ("省人大代表", "provincial"), ("全国人大代表", "national"),
        ("√", None), ("", None), ("主任", None),
    ],
)  # fmt: skip
def test_levels_in_a_county_level_city(text: str, level: str | None) -> None:
    assert read_level(text, "四会市", "肇庆市") == (level, None)


@pytest.mark.parametrize("text", ["市", "市代表", "市级", "市人大代表"])
def test_shi_means_the_county_where_that_is_a_city_with_a_note(text: str) -> None:
    level, note = read_level(text, "四会市", "肇庆市")
    assert level == "county"
    assert note is not None
    assert "肇庆市" in note


def test_shi_means_the_prefecture_where_the_county_is_no_city() -> None:
    assert read_level("市代表", "广宁县", "肇庆市") == ("prefecture", None)
