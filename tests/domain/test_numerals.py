"""Chinese numerals and money survive both ways."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numerals import (
    capital_yuan,
    chinese_number,
    chinese_value,
    chinese_year,
    fen_to_text,
    natural,
    percent,
    read_number,
    yuan_to_fen,
)


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"), (99, "九十九"),
        (100, "一百"), (101, "一百零一"), (103, "一百零三"), (110, "一百一十"), (119, "一百一十九"), (1001, "一千零一"),
        (1010, "一千零一十"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_numbers_of_terms_and_sessions(n: int, text: str) -> None:
    assert chinese_number(n) == text


def test_every_number_is_read_back() -> None:
    assert [n for n in range(1, 10_000) if read_number(chinese_number(n)) != n] == []


@pytest.mark.parametrize("n", [0, -1, 10_000])
def test_numbers_outside_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="不在"):
        chinese_number(n)


def test_years_are_spelled_digit_by_digit() -> None:
    assert chinese_year(2025) == "二〇二五"
    assert chinese_year(2000) == "二〇〇〇"


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("第十九次", 19), ("第十九次会议", 19), ("十九", 19), ("19", 19), ("１９", 19), ("二〇二五", 2025), ("二○二五年", 2025),
        ("廿三", 23), ("卅", 30), ("一百二", 120), ("一百零二", 102), ("两百", 200), ("第 三 选区", 3), ("第十七届", 17), ("12件", 12),
        ("壹佰", 100), ("一万二千", 12_000), ("一万二", 12_000), ("一万零二", 10_002), ("第03号", 3),
        ("", None), ("王", None), ("十十", None), ("百", None), ("一二十", None), ("3.5", None), ("第", None), ("三王", None), ("-3", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, n: int | None) -> None:
    assert read_number(text) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("一万", 10_000), ("二万零三", 20_003), ("二十万", 200_000), ("三千二百万", 32_000_000), ("一万一百二", 10_120),
        ("二千三百", 2300), ("二千三", 2300), ("二千零三十", 2030), ("十", 10), ("十三", 13), ("三十三", 33), ("三百一十", 310),
        ("", None), ("王", None), ("一王", None), ("王一", None), ("万", None), ("万二", None), ("百万", None), ("一万百", None),
        ("一百二百", None), ("一十一百", None), ("一百十", None), ("二零十", None), ("一百二三", None), ("一万二万", None),
    ],
)  # fmt: skip
def test_numerals_spell_one_number_or_none(text: str, n: int | None) -> None:
    assert chinese_value(text) == n


def test_a_text_of_more_than_forty_signs_is_no_number() -> None:
    assert read_number("7".zfill(40)) == 7
    assert read_number("7".zfill(41)) is None


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234.5", 123_450), ("1234.50", 123_450), (1234.5, 123_450), (1234, 123_400), (0.1 + 0.2, 30), ("￥1,234.50元", 123_450),
        ("1.2万元", 1_200_000), ("-5", -500), ("(1,234.50)", -123_450), (".5", 50), ("０．０１", 1), (Decimal("2.30"), 230),
        (1.15, 115), (1e15, 10**17), ("人民币3元整", 300), ("5.", 500),
        ("RMB5", 500), (".5元", 50), ("1E+3", 100_000), (Decimal("1.000001"), 100), ("(-5)", 500), ("+5", 500), ("-￥5", -500), ("3万", 3_000_000), ("1".zfill(40), 100), (10**16 - 1, 10**18 - 100),
    ],
)  # fmt: skip
def test_amounts_become_fen(cell: object, fen: int) -> None:
    assert yuan_to_fen(cell) == fen


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "abc",
        "1,23",
        "1.234",
        1.234,
        None,
        True,
        "--5",
        "NaN",
        float("inf"),
        "元",
        1e300,
        "9" * 5000,
        10**16,
        -(10**16),
        "1 2.3.4",
        "(5",
        "5)",
        "1".zfill(41),
        0.015,
        Decimal("1.000002"),
    ],
)
def test_what_is_no_amount_gets_a_sentence(cell: object) -> None:
    with pytest.raises(ValueError, match="金额"):
        yuan_to_fen(cell)


@pytest.mark.parametrize("fen", [0, 1, 99, 100, 123_450, 10**12, -250])
def test_amounts_are_read_back(fen: int) -> None:
    assert yuan_to_fen(fen_to_text(fen)) == fen


@pytest.mark.parametrize(
    ("numerator", "denominator", "share"),
    [
        (25, 28, "89.3"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 1, "100.0"), (0, 5, "0.0"), (1, 1000, "0.1"), (1, 2001, "0.0"),
        (1, 2000, "0.1"), (1, 16, "6.3"), (3, 16, "18.8"),  # half up, from the exact fraction
        (0, 0, None), (3, 0, None),
    ],
)  # fmt: skip
def test_a_share_has_one_decimal(numerator: int, denominator: int, share: str | None) -> None:
    assert percent(numerator, denominator) == (None if share is None else Decimal(share))


def test_numbers_in_names_sort_by_value() -> None:
    assert natural("第十二选区3组") == "第000000012选区000000003组"
    assert sorted(["第十选区", "第二选区", "第1选区"], key=natural) == ["第1选区", "第二选区", "第十选区"]


def test_what_is_too_much_for_capital_numerals_is_refused() -> None:
    assert capital_yuan(10**18 - 1).startswith("玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿")
    with pytest.raises(ValueError, match="金额太大"):
        capital_yuan(10**18)


def test_amounts_are_shown_with_separators() -> None:
    assert fen_to_text(123_450) == "1,234.50"
    assert fen_to_text(-5) == "-0.05"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (123_450, "壹仟贰佰叁拾肆元伍角整"), (100, "壹元整"), (0, "零元整"), (5, "伍分"), (50, "伍角整"), (10_005, "壹佰元零伍分"),
        (1_000_000, "壹万元整"), (10_010_100, "壹拾万零壹佰零壹元整"), (100_000_000_000, "壹拾亿元整"), (-250, "负贰元伍角整"),
        (10, "壹角整"), (10_000_100_000, "壹亿零壹仟元整"), (15, "壹角伍分"), (1_015, "壹拾元壹角伍分"), (-1, "负壹分"), (1_001_000_000, "壹仟零壹万元整"),
        (100_010_000_000_000, "壹万零壹亿元整"), (50_000_000_000_000, "伍仟亿元整"), (100_000_000_001_000, "壹万亿零壹拾元整"),
        (100_100_000, "壹佰万壹仟元整"), (1_001_010_000, "壹仟零壹万零壹佰元整"),
        (10_000_000_100, "壹亿零壹元整"), (1_000_100, "壹万零壹元整"), (120_000_000_000_000, "壹万贰仟亿元整"),
    ],
)  # fmt: skip
def test_amounts_in_capital_numerals(fen: int, text: str) -> None:
    assert capital_yuan(fen) == text


@given(st.text(max_size=12) | st.floats() | st.integers())
def test_any_cell_gives_an_amount_or_a_sentence(cell: object) -> None:
    found: object
    try:
        found = yuan_to_fen(cell)
    except ValueError as refusal:
        found = str(refusal)
    assert isinstance(found, int) or "金额" in str(found)


@given(st.text(max_size=12))
def test_any_text_gives_a_number_or_none(text: str) -> None:
    found = read_number(text)
    assert found is None or found >= 0
