"""Dates as clerks write them are read, and nothing doubtful passes in silence."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.day_texts import chinese_digits, day_of_text
from app.domain.days import DayReading, PartialDate, read_day, read_typed_day

TODAY = date(2026, 11, 23)


def read(cell: object, **more: object) -> tuple[str | None, str | None]:
    found = read_day(cell, today=TODAY, **more)  # type: ignore[arg-type]
    return found.value.iso if found.value else None, found.doubt


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1975.3", "1975-03"), ("1975.03", "1975-03"), ("1975.10", "1975-10"), ("1970.1", "1970-01"), ("1975.03.12", "1975-03-12"),
        ("1975-3-12", "1975-03-12"), ("1975/3/12", "1975-03-12"), ("1975年3月", "1975-03"), ("1975年3月12日", "1975-03-12"),
        ("1975年03月", "1975-03"), ("1975年3", "1975-03"), ("1975", "1975"), ("1975年", "1975"), ("1975年生", "1975"),
        ("197503", "1975-03"), ("19750312", "1975-03-12"), ("1975 3", "1975-03"), ("1975 03 12", "1975-03-12"),
        ("一九七五年三月", "1975-03"), ("一九七五年三月十二日", "1975-03-12"), ("二〇二五年十月", "2025-10"), ("二○○八年", "2008"),
        ("二零零八年十一月二十一日", "2008-11-21"), ("１９７５．０３", "1975-03"), ("１９７５年３月", "1975-03"), ("1975年3月生", "1975-03"),
        ("生于1975年3月", "1975-03"), ("1975。3", "1975-03"), ("1975、3", "1975-03"), ("1975,3", "1975-03"), ("1975·03", "1975-03"),
        ("1975.3.", "1975-03"), ("1975..3", "1975-03"), (" 1975 .3 ", "1975-03"), ("1975 年 3 月", "1975-03"), ("'1975.03", "1975-03"),
        ("1975年元月", "1975-01"), ("1975-3-12日", "1975-03-12"), ("1975年3月12号", "1975-03-12"), ("1975.3月", "1975-03"),
        ("1975年3月（48岁）", "1975-03"), ("1975.3(公历)", "1975-03"), ("1975-03-12 00:00:00", "1975-03-12"),
        ("1975-03-12T00:00:00Z", "1975-03-12"), ("1975/3/12 9:30", "1975-03-12"), ("1975年3月12日 星期三", "1975-03-12"),
        ("1975年3月12日（星期三）", "1975-03-12"), ("1975.3（1975年3月12日）", "1975-03-12"), ("1976.2.29", "1976-02-29"),
        ("1975年\n3月", "1975-03"), ("Mar-1975", "1975-03"), ("二0二五年十月", "2025-10"), ("1975—03", "1975-03"),
    ],
)  # fmt: skip
def test_clear_dates_are_read_without_doubt(text: str, iso: str) -> None:
    assert read(text) == (iso, None)


@pytest.mark.parametrize(
    ("text", "iso", "doubt"),
    [
        ("1975.03(农历)", "1975-03", "lunar"), ("农历1975年3月", "1975-03", "lunar"), ("1975年正月初三", "1975-01-03", "lunar"),
        ("1975年腊月", "1975-12", "lunar"), ("1975年3月(农)", "1975-03", "lunar"), ("阴历一九七五年三月", "1975-03", "lunar"),
        ("1975.3/1976.3", "1975-03", "two_values"), ("1975.3或1976", "1975-03", "two_values"), ("1975.03(身份证1974.03)", "1975-03", "two_values"),
        ("1975.3/4", "1975-03", "two_values"), ("1975.3、4", "1975-03", "two_values"), ("1975年3月、4月", "1975-03", "two_values"),
        ("1975年闰四月", "1975-04", "lunar"), ("Mar-75", "1975-03", "two_digit_year"), ("12-Mar-75", "1975-03-12", "two_digit_year"),
        ("3/1975", "1975-03", "separators"), ("二O二五年十月", "2025-10", "letters"), ("19753", "1975-03", "digits"),
        ("1975.3、1976.4", "1975-03", "two_values"), ("1975年3月或4月", "1975-03", "two_values"), ("2022.3-2022.5", "2022-03", "two_values"),
        ("1975.13", None, "impossible"), ("1970-02-30", None, "impossible"), ("1975.2.29", None, "impossible"),
        ("19751301", None, "impossible"), ("1975年3月32日", None, "impossible"),
        ("2030-01-01", "2030-01-01", "future"), ("2026.12", "2026-12", "future"),
        ("75.3", "1975-03", "two_digit_year"), ("75年3月", "1975-03", "two_digit_year"), ("75.03.12", "1975-03-12", "two_digit_year"),
        ("七五年三月", "1975-03", "two_digit_year"), ("750312", "1975-03-12", "two_digit_year"), ("22.4.15", "2022-04-15", "two_digit_year"),
        ("1975.O3", "1975-03", "letters"), ("l975.3", "1975-03", "letters"), ("197S.3", None, "unreadable"),
        ("1975312", "1975-03-12", "digits"), ("1975112", "1975-01-12", "digits"), ("27454", "1975-03-01", "serial"),
        ("1975/3.12", "1975-03-12", "separators"), ("12/3/1975", "1975-12-03", "separators"),
        ("1975.00", "1975", "unclear"), ("19750300", "1975-03", "unclear"), ("约1975", "1975", "unclear"), ("1975?", "1975", "unclear"),
        ("1975-", "1975", "unclear"), ("1875.3", "1875-03", "implausible"), ("3.12", None, "no_year"), ("3月12日", None, "no_year"),
        ("王芳", None, "unreadable"), ("不详", None, "unreadable"), ("民国64年", None, "unreadable"), ("13800000000", None, "unreadable"),
    ],
)  # fmt: skip
def test_doubtful_dates_say_why(text: str, iso: str | None, doubt: str) -> None:
    assert read(text) == (iso, doubt)


@pytest.mark.parametrize(
    ("text", "readings", "doubt"),
    [
        # a nought says that nothing is known
        ("1975.0", [(1975,)], "unclear"), ("1975.00.12", [(1975,)], "unclear"), ("1975.3.0", [(1975, 3)], "unclear"), ("1975.03.00", [(1975, 3)], "unclear"),
        # letters that stand for digits, also two of them side by side
        ("1975.lO", [(1975, 10)], "letters"), ("1975.Ol", [(1975, 1)], "letters"), ("l.O", [], "no_year"), ("Jul-75", [(1975, 7)], "two_digit_year"), ("Abc-75", [], "unreadable"),
        ("农历1975年冬天", [(1975,)], "lunar"), ("农历三月", [], "lunar"),
        # two values of which one cannot be read
        ("75.3或4", [], "unreadable"), ("1975.3/1976.x3", [(1975, 3)], "two_values"), ("1975.3/1976.x3/1977.4", [(1975, 3)], "two_values"), ("1975.x3/1976.y3", [], "unreadable"),
        # which part is the year
        ("75年", [(1975,)], "two_digit_year"), ("12/3/1975", [(1975, 12, 3), (1975, 3, 12)], "separators"), ("13/3/1975", [(1975, 3, 13)], "separators"), ("1975.3-", [(1975, 3)], None),
        ("12年3月", [(2012, 3)], "two_digit_year"), ("12.3.4", [(2012, 3, 4)], "two_digit_year"), ("12.3", [], "no_year"), ("13.3", [(2013, 3)], "two_digit_year"),
        ("01.3", [], "no_year"), ("00.3", [(2000, 3)], "two_digit_year"),
        # no date is so long
        ("1975.3".rjust(60), [(1975, 3)], None), ("1975.3".rjust(61), [], "unreadable"),
    ],
)  # fmt: skip
def test_all_that_a_text_may_mean(text: str, readings: list[tuple[int, ...]], doubt: str | None) -> None:
    assert day_of_text(text, 2026, birth=False) == (readings, doubt)


@pytest.mark.parametrize(("text", "readings"), [("05.3", [(2005, 3)]), ("12.3", []), ("75.3", [(1975, 3)])])
def test_a_birth_with_a_nought_before_it_has_its_year(text: str, readings: list[tuple[int, ...]]) -> None:
    reading = day_of_text(text, 2026, birth=True)
    assert reading is not None and reading[0] == readings


def test_numerals_that_are_no_number_stay() -> None:
    assert chinese_digits("二〇二五年十月") == "2025年10月"
    assert chinese_digits("十十月") == "十十月"


@pytest.mark.parametrize("blank", [None, "", "  ", "-", "—", "/", "无", "\u3000"])
def test_a_blank_is_no_date_and_no_doubt(blank: object) -> None:
    assert read_day(blank, today=TODAY) == DayReading(None, None)


@pytest.mark.parametrize(
    ("number", "format_", "iso", "doubt"),
    [
        (1970.1, None, "1970-01", "ambiguous"), (1970.1, "General", "1970-01", "ambiguous"), (1970.1, "0.0", "1970-01", "ambiguous"),
        (1970.1, "0.00", "1970-10", None), (1970.1, "0.00_ ", "1970-10", None), (1970.1, "0.00;[Red]0.00", "1970-10", None),
        (1970.11, None, "1970-11", None), (1970.12, None, "1970-12", None), (1970.03, None, "1970-03", None), (1970.3, None, "1970-03", None),
        (1970.01, None, "1970-01", None), (1970.3, "0.00", "1970-03", "short_month"), (1970.13, None, None, "impossible"),
        (1970.0, None, "1970", None), (1970, None, "1970", None), (197503, None, "1975-03", None), (19750312.0, None, "1975-03-12", None),
        (27454, None, "1975-03-01", "serial"), (27454.5, None, "1975-03-01", "serial"), (27454, "yyyy-mm-dd", "1975-03-01", None),
        (27454, 'yyyy"年"m"月"', "1975-03", None), (27455, 'yyyy"年"m"月"', "1975-03-02", None), (27454, "[$-804]yyyy/m/d", "1975-03-01", None),
        (75.3, None, "1975-03", "two_digit_year"), (3.12, None, None, "no_year"), (1975.0312, None, "1975-03-12", "digits"),
        (0, None, None, "unreadable"), (-5, None, None, "unreadable"), (1e20, None, None, "unreadable"),
        (float("nan"), None, None, "unreadable"), (float("inf"), None, None, "unreadable"), (True, None, None, "unreadable"),
    ],
)  # fmt: skip
def test_numbers(number: float, format_: str | None, iso: str | None, doubt: str | None) -> None:
    assert read(number, number_format=format_) == (iso, doubt)


def test_a_logical_value_is_no_date() -> None:
    assert read(True) == (None, "unreadable")


def test_the_id_number_settles_january_or_october() -> None:
    assert read(1970.1, hint=PartialDate(1970, 10, 3)) == ("1970-10", None)
    assert read(1970.1, hint=PartialDate(1970, 1, 3)) == ("1970-01", None)
    assert read(1970.1, hint=PartialDate(1970, 5, 3)) == ("1970-01", "ambiguous")
    assert read(1970.1, hint=PartialDate(1971, 10, 3)) == ("1970-01", "ambiguous")


def test_the_id_number_settles_other_guesses_but_no_lunar_date() -> None:
    proof = PartialDate(1975, 3, 1)
    assert read(27454, hint=proof) == ("1975-03-01", None)
    assert read("75.3", hint=proof) == ("1975-03", None)
    assert read("农历1975年3月", hint=proof)[1] == "lunar"
    assert read("1975112", hint=PartialDate(1975, 11, 2)) == ("1975-11-02", None)


def test_the_1904_system_is_four_years_later() -> None:
    assert read(25992, number_format="yyyy-mm-dd", date_1904=True) == ("1975-03-01", None)
    assert read(27454, number_format="yyyy-mm-dd") == ("1975-03-01", None)


def test_real_date_cells() -> None:
    assert read(datetime(1975, 3, 12, 0, 0)) == ("1975-03-12", None)
    assert read(date(1975, 3, 12)) == ("1975-03-12", None)
    assert read(date(1975, 3, 1), number_format='yyyy"年"m"月"') == ("1975-03", None)
    assert read(date(1975, 3, 1), number_format="yyyy-mm-dd") == ("1975-03-01", None)
    assert read(date(1975, 3, 12), number_format="yyyy.mm") == ("1975-03-12", None)
    assert read(date(2027, 1, 1)) == ("2027-01-01", "future")


def test_a_year_typed_into_a_date_cell_is_doubtful() -> None:
    assert read(date(1905, 5, 28)) == ("1975", "serial")
    assert read(date(1899, 12, 30) + timedelta(days=197503)) == ("1975-03", "serial")
    assert read(date(2440, 9, 23)) == (None, "impossible")
    assert read(date(1928, 3, 1)) == ("1928-03-01", None)


def test_two_digit_years_of_births_lie_in_the_past() -> None:
    assert read("03.12", birth=True) == ("2003-12", "two_digit_year")
    assert read("03.12") == (None, "no_year")
    assert read("20年3月", birth=True) == ("1920-03", "two_digit_year")
    assert read("20年3月") == ("2020-03", "two_digit_year")


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_is_read_in_every_form(day: date) -> None:
    forms = [
        f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day.year}-{day.month}-{day.day}",
        f"{day.year}/{day.month}/{day.day}", f"{day:%Y-%m-%d} 00:00:00",
    ]  # fmt: skip
    assert {read(form) for form in forms} == {(day.isoformat(), None)}


@given(st.text(max_size=20) | st.floats() | st.integers())
def test_no_cell_breaks_the_reader(cell: object) -> None:
    found = read_day(cell, today=TODAY)
    assert found.value is None or found.value.year > 0


class TestPartialDate:
    def test_forms(self) -> None:
        month, day = PartialDate(1975, 3), PartialDate(1975, 3, 2)
        assert (PartialDate(1975).iso, month.iso, day.iso) == ("1975", "1975-03", "1975-03-02")
        assert (PartialDate(1975).dotted, month.dotted, day.dotted) == ("1975", "1975.03", "1975.03.02")
        assert (PartialDate(1975).spoken, month.spoken, day.spoken) == ("1975年", "1975年3月", "1975年3月2日")

    @pytest.mark.parametrize("iso", ["1975", "1975-03", "1975-03-12"])
    def test_iso_is_read_back(self, iso: str) -> None:
        assert PartialDate.from_iso(iso).iso == iso

    @pytest.mark.parametrize("bad", ["", "75", "1975-3", "1975-13", "1975-02-30", "1975-03-12T00", "1975.03"])
    def test_other_texts_are_refused(self, bad: str) -> None:
        with pytest.raises(ValueError):
            PartialDate.from_iso(bad)

    def test_days_that_do_not_exist_are_refused(self) -> None:
        for parts in [(1975, 2, 29), (1975, 13), (1975, 0), (1975, None, 3)]:
            with pytest.raises(ValueError):
                PartialDate(*parts)  # type: ignore[arg-type]

    def test_first_and_last_day(self) -> None:
        assert PartialDate(1976, 2).last_day == date(1976, 2, 29)
        assert PartialDate(1976).first_day == date(1976, 1, 1)
        assert PartialDate(1976).last_day == date(1976, 12, 31)
        assert PartialDate(1976, 2, 3).first_day == PartialDate(1976, 2, 3).last_day == date(1976, 2, 3)

    def test_agreement_is_on_the_common_part(self) -> None:
        assert PartialDate(1975).agrees(PartialDate(1975, 3, 12))
        assert PartialDate(1975, 3).agrees(PartialDate(1975, 3, 12))
        assert PartialDate(1975, 3, 12).agrees(PartialDate(1975))
        assert not PartialDate(1975, 4).agrees(PartialDate(1975, 3, 12))
        assert not PartialDate(1975, 3, 11).agrees(PartialDate(1975, 3, 12))

    def test_a_date_is_not_before_itself_and_not_compared_with_anything_else(self) -> None:
        assert not PartialDate(1975, 3) < PartialDate(1975, 3)
        with pytest.raises(TypeError):
            assert PartialDate(1975) < date(1976, 1, 1)

    def test_order(self) -> None:
        ordered = [
            PartialDate(1975),
            PartialDate(1975, 3),
            PartialDate(1975, 3, 1),
            PartialDate(1975, 4),
            PartialDate(1976),
        ]
        mixed = [ordered[3], ordered[0], ordered[4], ordered[2], ordered[1]]
        assert sorted(mixed) == ordered
        assert PartialDate(1975, 3) == PartialDate.from_iso("1975-03")
        assert len({PartialDate(1975, 3), PartialDate.from_iso("1975-03")}) == 1


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4.15", "2022-04-15"), ("0415", "2022-04-15"), ("20220415", "2022-04-15"), ("4月15日", "2022-04-15"), ("4-15", "2022-04-15"),
        ("4/15", "2022-04-15"), ("2021-04-15", "2021-04-15"), ("2021.4.15", "2021-04-15"), ("2021年4月15日", "2021-04-15"),
        ("四月十五日", "2022-04-15"), ("４．１５", "2022-04-15"), ("4。15", "2022-04-15"), ("今天", "2026-11-23"), ("昨天", "2026-11-22"),
        ("前天", "2026-11-21"), ("明天", "2026-11-24"),
    ],
)  # fmt: skip
def test_days_typed_into_a_form(text: str, iso: str) -> None:
    assert read_typed_day(text, TODAY, 2022).isoformat() == iso


def test_a_typed_day_without_a_year_is_this_year() -> None:
    assert read_typed_day("4.15", TODAY) == date(2026, 4, 15)


@pytest.mark.parametrize("text", ["", "x", "2.30", "13.1", "1975", "4", "2022.13.1", "明年", "20220231"])
def test_other_typed_texts_get_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"日期|不存在"):
        read_typed_day(text, TODAY)
