"""What is doubtful about a date or a name is said in a sentence that names what was read."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.day_numbers import Doubt
from app.domain.fields import Context, Field
from app.domain.kinds import Day, KnownDay, PersonName
from app.domain.kinds.dates import DOUBTS
from app.domain.kinds.identity import NAME_SENTENCES

TODAY = Context(today=date(2026, 11, 23), typed=True)
HAPPENED = Field("on", "变动日期", KnownDay(future=True))
HELD = Field("held", "接待日期", Day(future=False))
NAME = Field("name", "姓名", PersonName())


def said(field, cell, context=TODAY) -> str:
    return "".join(problem.message for problem in field.read(cell, context).problems)


def test_every_doubt_of_a_date_has_a_sentence_of_its_own() -> None:
    codes = {code for name, code in vars(Doubt).items() if name.isupper() and isinstance(code, str)}
    assert codes == set(DOUBTS)
    assert len(set(DOUBTS.values())) == len(DOUBTS)


@pytest.mark.parametrize("field", [HAPPENED, HELD])
def test_a_day_to_come_says_how_it_was_read(field) -> None:
    words = said(field, "12.15")
    assert "12.15" in words
    assert field.text(field.read("12.15", TODAY).value) in words
    assert "请核对年份" in words


def test_a_day_to_come_written_as_it_is_read_is_not_said_twice() -> None:
    assert said(HELD, "2027-01-02") == "接待日期 2027-01-02 还没有到，请核对年份。"
    assert said(HELD, "0222-10-05") == "接待日期 0222-10-05 年份太早，请核对。"
    assert said(HELD, "1949-10-01") == ""


@pytest.mark.parametrize("field", [HAPPENED, HELD])
def test_a_day_typed_without_year_lies_in_the_year_looked_at(field) -> None:
    reading = field.read("4.15", replace(TODAY, year=2022))
    assert "2022" in field.text(reading.value)
    assert not reading.problems


@pytest.mark.parametrize("field", [HAPPENED, HELD])
def test_a_day_that_does_not_exist_is_called_so(field) -> None:
    assert field.read("11.31", TODAY).value is None
    assert "不存在" in said(field, "11.31")


@pytest.mark.parametrize(
    ("cell", "read"),
    [("1975312", "1975.03.12"), ("3/12/1975", "1975.03.12"), ("约1975", "1975"), ("1850.1", "1850.01")],
)
def test_a_doubtful_date_says_what_was_read(cell, read) -> None:
    assert read in said(HAPPENED, cell)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("张三 李四", "两个人"),
        ("王某", "全名"),
        ("王?芳", "补全"),
        ("黄小英女", "性别"),
        ("张三(已辞职)", "离任"),
        ("张", "一个字"),
        ("王\ue000芳", "自造字"),
        ("A-b", "不像"),
    ],
)
def test_a_doubtful_name_says_why(cell, word) -> None:
    assert word in said(NAME, cell)


def test_every_doubt_of_a_name_has_a_sentence_of_its_own() -> None:
    assert len(set(NAME_SENTENCES.values())) == len(NAME_SENTENCES)
