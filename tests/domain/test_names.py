"""Names are read apart from what is written around them; what is not sure is doubtful."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import is_plausible_name, is_vacancy, printed_name, read_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王芳", "王芳"), ("王　芳", "王芳"), ("王 芳", "王芳"), (" 王\n芳 ", "王芳"), ("韦 国 强", "韦国强"), ("欧阳 国强", "欧阳国强"),
        ("王小 明", "王小明"), ("买买提•艾力", "买买提·艾力"), ("买买提.艾力", "买买提·艾力"), ("买买提．艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"), ("买买提 · 艾力", "买买提·艾力"), ("买买提●艾力", "买买提·艾力"), ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("𠮷田", "𠮷田"), ("葛\U000e0100明", "葛\U000e0100明"), ("𬭚𬭎", "𬭚𬭎"), ("王\u200b芳", "王芳"), ("古力娜扎", "古力娜扎"),
        ("1.张三", "张三"), ("1、张三", "张三"), ("(3)李四", "李四"), ("12 王五", "王五"), ("①张三", "张三"), ("侯女", "侯女"),
        ("李四女", "李四女"), ("司马相如", "司马相如"), ("第五伦", "第五伦"), ("陈代表", "陈代表"), ("⽅⺠", "方民"), ("王其中", "王其中"),
        ("王小 白", "王小白"), ("王 女", "王女"), ("欧阳小男", "欧阳小男"), ("阿依·小女", "阿依·小女"), ("买买提 艾力·江", "买买提艾力·江"), (f"王芳{' ' * 78}", "王芳"),
    ],
)  # fmt: skip
def test_plain_names(written: str, name: str) -> None:
    found = read_name(written)
    assert (found.name, found.sex, found.ethnic_group, found.notes, found.doubt) == (
        name,
        None,
        None,
        (),
        None,
    )


@pytest.mark.parametrize(
    ("written", "name", "sex", "group"),
    [
        ("李四(女,壮族)", "李四", "女", "壮族"), ("李四（女，壮族）", "李四", "女", "壮族"), ("李四（女、回）", "李四", "女", "回族"),
        ("李四(壮族、女)", "李四", "女", "壮族"), ("李四(女壮族)", "李四", "女", "壮族"), ("李四(男回)", "李四", "男", "回族"), ("李四(壮男)", "李四", "男", "壮族"), ("李四(壮族女)", "李四", "女", "壮族"),
        ("李四(女)(壮族)", "李四", "女", "壮族"), ("李四（女）", "李四", "女", None), ("李　四（女）", "李四", "女", None), ("李四[女]", "李四", "女", None),
        ("韦国强（壮族）", "韦国强", None, "壮族"), ("韦国强(瑶)", "韦国强", None, "瑶族"), ("韦国强 女 壮族", "韦国强", "女", "壮族"),
        ("李四 女", "李四", "女", None), ("李四(女", "李四", "女", None), ("李四(男)", "李四", "男", None),
        ("古丽娜尔•买买提江(女,维吾尔族)", "古丽娜尔·买买提江", "女", "维吾尔族"), ("卓嘎 ( 女，藏族 )", "卓嘎", "女", "藏族"),
    ],
)  # fmt: skip
def test_annotations_of_sex_and_ethnic_group(
    written: str, name: str, sex: str | None, group: str | None
) -> None:
    found = read_name(written)
    assert (found.name, found.sex, found.ethnic_group, found.doubt) == (name, sex, group, None)


@pytest.mark.parametrize(
    ("written", "name", "note"),
    [
        ("张三★", "张三", "★"), ("张三*", "张三", "*"), ("张三(组长)", "张三", "组长"), ("张三（连任）", "张三", "连任"), ("组长:张三", "张三", "组长"),
        ("组长 张三", "张三", "组长"), ("主席 张三", "张三", "主席"), ("张三 组长", "张三", "组长"), ("王小芳同志", "王小芳", "同志"),
        ("李四(原名李五)", "李四", "原名李五"), ("李四(女,组长)", "李四", "组长"),
        ("李四(原壮族)", "李四", "原壮族"), ("李四(女组长)", "李四", "女组长"), ("李四(壮族组)", "李四", "壮族组"), ("李四 女 男", "李四", "男"),
        ("李四(壮族、回族)", "李四", "回族"), ("李四(08)", "李四", "08"), ("李四(组长、)", "李四", "组长"),
    ],
)  # fmt: skip
def test_other_remarks_become_notes(written: str, name: str, note: str) -> None:
    found = read_name(written)
    assert (found.name, found.notes, found.doubt) == (name, (note,), None)


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("王某", "masked"), ("王某某", "masked"), ("王**", "masked"), ("王×芳", "masked"), ("王XX", "masked"), ("王○芳", "masked"),
        ("王囗", "missing_character"), (f"王芳{' ' * 79}", "form"),
        ("王?芳", "missing_character"), ("王□", "missing_character"), ("王\ufffd芳", "missing_character"), ("王\ue123芳", "private_use"),
        ("张三、李四", "two_names"), ("张三 李四", "two_names"), ("张三 家族", "two_names"), ("张三/李四", "two_names"), ("黄小英女", "annotation"), ("李", "short"), ("张三(已辞职)", "left"), ("张三（去世）", "left"),
        ("合计", "form"), ("姓名", "form"), ("第一代表团", "form"), ("空缺", "form"), ("(空缺)", "form"), ("12", "form"), ("", "form"),
        ("John Smith", "form"), ("李yi", "form"), ("买买提-艾力", "form"), ("李女士", "form"), ("备注", "form"), ("王芳芳芳芳芳芳", "form"),
    ],
)  # fmt: skip
def test_doubts(written: str, doubt: str) -> None:
    assert read_name(written).doubt == doubt


@pytest.mark.parametrize(
    "written", ["12", "①", "王**", "王?芳", "王某", "张三、李四", "黄小英女", "John Smith"]
)
def test_a_doubtful_name_is_kept_as_written(written: str) -> None:
    assert read_name(written).name == written


def test_a_dash_between_the_parts_of_a_name_is_a_dot_and_a_doubt() -> None:
    assert read_name("买买提-艾力")[::4] == ("买买提·艾力", "form")


@pytest.mark.parametrize(
    "text",
    [
        "空缺",
        "缺额",
        "(空缺)",
        "（缺）",
        "缺",
        "空 缺",
        "空缺1名",
        "缺一名",
        "待补选",
        "空缺(张三调离)",
        "出缺",
        "暂缺",
    ],
)
def test_vacancies(text: str) -> None:
    assert is_vacancy(text)


@pytest.mark.parametrize("text", ["", "王芳", "王缺", "王空缺", "缺席原因", "-", "空运公司"])
def test_people_are_no_vacancies(text: str) -> None:
    assert not is_vacancy(text)


@pytest.mark.parametrize(
    "text", ["王芳", "欧阳国强", "买买提·艾力", "𠮷田", "葛\U000e0100明", "爱新觉罗启星"]
)
def test_plausible_names(text: str) -> None:
    assert is_plausible_name(text)


@pytest.mark.parametrize(
    "text", ["", "李", "合计", "小计", "制表人", "王芳2", "填表单位", "王芳,李四", "其中", "女", "示例"]
)
def test_words_of_a_table_are_no_names(text: str) -> None:
    assert not is_plausible_name(text)


def test_two_character_names_are_printed_with_a_blank() -> None:
    assert printed_name("王芳") == "王\u3000芳"
    assert printed_name("王小芳") == "王小芳"
    assert printed_name("阿依古丽·买买提", 8) == "阿依古丽·买买提"
    assert printed_name("阿依古丽·买买提", 7) == "阿依古丽·\n买买提"
    assert printed_name("欧阳建国强", 4) == "欧阳建国强"  # no dot to break at
    assert printed_name("葛\U000e0100明") == "葛\U000e0100\u3000明"
    assert printed_name("𠮷田") == "𠮷\u3000田"


@given(st.text(max_size=15))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_name(text)
    assert found.doubt is not None or is_plausible_name(found.name)
