"""Names are ordered by strokes as in people's congresses (domain handbook 6.9)."""

import random
from itertools import groupby, pairwise

import pytest

from app.domain.people import stroke_key
from app.domain.strokes import stroke_count, strokes_of
from app.domain.surnames import COMPOUND_SURNAMES

SINGLE = "丁王文林欧李张刘陈杨司诸上夏"
COMPOUND = ("欧阳", "司马", "司徒", "诸葛", "上官", "夏侯")


def ordered(names: str, order: str = "given") -> list[str]:
    mixed = names.split()
    random.Random(7).shuffle(mixed)
    return sorted(mixed, key=lambda name: stroke_key(name, order=order))


@pytest.mark.parametrize(
    "names",
    [
        "丁一 王一", "王一 文一", "林一 欧一", "李一鸣 李大鸣", "丁芳 万芳 王芳 毛芳 文芳 方芳 邓芳 田芳 史芳 白芳",
        "田大利 田富", "高大富 高富", "王芳 王芳芳", "卫青 王青 韦青 牛青 毛青", "刘明 关明 江明 许明 孙明", "张明 陈明",
        "林明 欧阳明 罗明 周明",
    ],
)  # fmt: skip
def test_order_by_full_names(names: str) -> None:
    assert ordered(names) == names.split()


@pytest.mark.parametrize(
    "names", ["田富 田大利", "高富 高大富", "丁一 王一", "欧文 欧阳修 欧阳大利", "李鸣 李一鸣"]
)
def test_order_by_surnames_puts_short_given_names_first(names: str) -> None:
    assert ordered(names, "surname") == names.split()


def test_compound_surnames_go_by_their_first_character() -> None:
    assert ordered("林芳 欧丁 欧阳芳 罗芳") == ["林芳", "欧丁", "欧阳芳", "罗芳"]


# Stroke sequences as taught (现代汉语通用字笔顺规范): 1 横 2 竖 3 撇 4 点 5 折.
@pytest.mark.parametrize(
    ("character", "strokes"),
    [
        ("丁", "12"), ("王", "1121"), ("文", "4134"), ("林", "12341234"), ("欧", "13453534"), ("李", "1234521"), ("张", "5153154"),
        ("刘", "413422"), ("陈", "5215234"), ("杨", "1234533"), ("黄", "12212512134"), ("赵", "121213434"), ("周", "35121251"),
        ("吴", "2511134"), ("徐", "3323411234"), ("孙", "521234"), ("马", "551"), ("胡", "122513511"), ("郭", "4125152152"),
        ("何", "3212512"), ("罗", "25221354"), ("高", "4125125251"), ("郑", "43113452"), ("谢", "453251113124"), ("韩", "122511121152"),
        ("冯", "41551"), ("邓", "5452"), ("曹", "12512212511"), ("彭", "121251431333"), ("曾", "432524312511"), ("女", "531"), ("子", "521"),
        ("家", "4451353334"), ("必", "45434"), ("火", "4334"), ("长", "3154"), ("母", "55414"), ("车", "1512"), ("北", "21135"),
        ("成", "135534"), ("我", "3121534"), ("九", "35"), ("力", "53"), ("民", "51515"), ("皙", "1234331232511"), ("瑨", "11211224312511"),
        ("𬭎", "311154451354"), ("陳", "5212511234"),
    ],
)  # fmt: skip
def test_strokes_are_those_of_the_standard(character: str, strokes: str) -> None:
    assert strokes_of(character) == strokes
    assert stroke_count(character) == len(strokes)


def test_all_common_characters_have_sequences_and_most_others_a_count() -> None:
    common = [
        bytes([high, low]).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    ]
    without = [character for character in common if character and strokes_of(character) is None]
    assert set(without) <= set("丨丿丶匚刂亠冫冖讠卩阝廴艹扌彳彡犭夂饣忄丬氵宀辶彐屮纟灬礻疒衤")
    assert stroke_count("𠮷") == 6
    assert stroke_count("\u3400") is not None
    assert stroke_count("A") is None


def test_characters_known_by_count_only_come_after_those_known_in_full() -> None:
    unknown = next(chr(code) for code in range(0x3400, 0x4DB0) if stroke_count(chr(code)) == 8)
    assert strokes_of(unknown) is None
    assert ordered(f"林一 {unknown}一 罗一 胡一") == ["林一", "罗一", f"{unknown}一", "胡一"]


def test_foreign_letters_come_last_and_dots_do_not_count() -> None:
    assert ordered("龥一 John 艾力") == ["艾力", "龥一", "John"]
    assert stroke_key("买买提·艾力") == stroke_key("买买提艾力")


def test_keys_are_plain_sortable_texts_and_tell_all_names_apart() -> None:
    names = ["王芳", "王方", "玉芳", "土芳", "士芳", "土芬"]
    keys = [stroke_key(name) for name in names]
    assert all(key.isascii() for key in keys)
    assert all(one != other for one, other in pairwise(sorted(keys)))


# Pairs with the same strokes, in the order of the 通用规范汉字表 (which is that of GB 13000.1).
@pytest.mark.parametrize(
    "surnames",
    ["余佘", "叶甲申", "干于", "田由", "石右", "午牛", "巴孔", "工土士", "丘仕", "八人入", "开井", "天夫", "元无", "冈水", "化仇", "旦目且"],
)  # fmt: skip
@pytest.mark.parametrize("order", ["given", "surname"])
def test_surnames_with_the_same_strokes_stand_together(surnames: str, order: str) -> None:
    names = [surname + given for surname in surnames for given in ("一", "乙丁", "大利", "富", "鑫龘")]
    told = ordered(" ".join(names), order)
    assert "".join(dict.fromkeys(name[0] for name in told)) == surnames
    assert [name[0] for name in told] == [surname for surname in surnames for _ in range(5)]


def test_the_order_of_the_standard_is_kept_by_every_common_character() -> None:
    """一级字表 from its beginning, as printed: 2 to 4 strokes."""
    printed = "一乙二十丁厂七卜八人入儿匕几九刁了刀力乃又三干于亏工土士才下寸大丈与万上小口山巾千乞川亿个夕久么勺凡丸及"
    assert "".join(ordered(" ".join(printed))) == printed


@pytest.mark.parametrize("order", ["given", "surname"])
@pytest.mark.parametrize("seed", range(8))
def test_every_surname_stands_together_in_any_roster(seed: int, order: str) -> None:
    chance = random.Random(seed)
    pool = [*SINGLE, *"余佘叶申甲于干田由石右牛午孔巴", *COMPOUND] if order == "surname" else [*SINGLE]
    given = "一乙丁大芳富国于干土士鑫龘𠮷"
    names = [
        chance.choice(pool) + "".join(chance.choice(given) for _ in range(chance.choice((1, 1, 2))))
        for _ in range(400)
    ]
    told = sorted(set(names), key=lambda name: stroke_key(name, order=order))
    surnames = [surname for surname, _ in groupby(told, key=surname_of)]
    assert len(surnames) == len(set(surnames))
    chance.shuffle(mixed := [*told])
    assert told == sorted(mixed, key=lambda name: stroke_key(name, order=order))


def surname_of(name: str) -> str:
    return name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[0]


def test_no_two_characters_share_a_place() -> None:
    characters = [
        chr(code) for start, end in ((0x3400, 0xA000), (0x20000, 0x20800)) for code in range(start, end)
    ]
    assert len({stroke_key(character) for character in characters}) == len(characters)
