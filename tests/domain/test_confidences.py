"""Names and numbers that are confidential are found in any spelling, and those of others are left alone."""

from __future__ import annotations

import pytest

from app.domain.confidences import concealed, confidence_of, traces

VISITOR = {"name": "贾不言", "phone": "19900009999"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("贾不言说路灯不亮", "来访群众说路灯不亮"),
        ("贾 不 言、贾\u3000不言、贾\u200b不言", "来访群众、来访群众、来访群众"),
        ("群众电话１９９００００９９９９", "群众电话（号码不公开）"),
        ("电话199-0000-9999,199 0000 9999", "电话（号码不公开）,（号码不公开）"),
        ("+8619900009999", "+86（号码不公开）"),
        ("身份证999999197503120046", "身份证（号码不公开）"),
        ("来访群众贾不言反映", "来访群众反映"),
        ("贾先生说", "贾先生说"),  # a part of a name is not looked for
        ("贾不\n言", "贾不\n言"),  # two lines are two words
        ("", ""),
    ],
)
def test_a_text_without_the_name(text: str, told: str) -> None:
    assert concealed(text, confidence_of([VISITOR])) == told


def test_a_name_inside_another_known_name_is_asked_and_left() -> None:
    confidence = confidence_of([{"name": "陈明"}], ["陈明亮"])
    assert concealed("陈明亮和陈明都来了", confidence) == "陈明亮和来访群众都来了"
    assert [trace.sure for trace in traces("陈明亮和陈明都来了", confidence)] == [False, True]
    assert (
        concealed("陈明", confidence_of([{"name": "陈明"}], ["陈明"])) == "陈明"
    )  # somebody of that name alone


@pytest.mark.parametrize("name", ["匿名", "群众", "要求保密", "王", ""])
def test_what_is_no_name_is_not_looked_for(name: str) -> None:
    assert not confidence_of([{"name": name}]).is_given


def test_a_landline_is_found_without_its_area_code_and_not_inside_other_numbers() -> None:
    confidence = confidence_of([{"phone": "0758-3319999"}])
    assert concealed("3319999", confidence) == "（号码不公开）"
    assert concealed("133199990", confidence) == "133199990"
    assert concealed("𠮷小明", confidence_of([{"name": "𠮷小明"}])) == "来访群众"
