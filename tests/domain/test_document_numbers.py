"""Numbers of documents and names of laws as official papers write them."""

import pytest

from app.domain.document_numbers import document_number, number_to_fill_in
from app.domain.law.full_names import FULL_NAMES, short_names_explained, with_full_names, with_titles

DEPUTIES = f"《{FULL_NAMES['代表法']}》"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("迳规建函〔2022〕3号", "迳规建函〔2022〕3号"),
        ("迳规建函[2022]03号", "迳规建函〔2022〕3号"),
        ("迳规建函（2022）第3号", "迳规建函〔2022〕3号"),
        ("迳府【2022】 120", "迳府〔2022〕120号"),
        ("口头答复", "口头答复"),
        ("", ""),
    ],
)
def test_a_number_has_its_year_in_its_own_brackets_and_no_zeros(typed: str, printed: str) -> None:
    assert document_number(typed) == printed
    assert document_number(printed) == printed


def test_a_number_to_fill_in_needs_the_letters_of_the_organ() -> None:
    assert number_to_fill_in("迳人大", 2022) == "迳人大〔2022〕\u3000号"
    assert number_to_fill_in("", 2022) == ""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("代表法第四十二条", f"{DEPUTIES}第四十二条"),
        ("按照《代表法》第五十一条", f"按照{DEPUTIES}第五十一条"),
        (f"参照{DEPUTIES}", f"参照{DEPUTIES}"),
        (f"{FULL_NAMES['代表法']}第五十一条", f"{DEPUTIES}第五十一条"),
        ("代表法和组织法", f"{DEPUTIES}和《{FULL_NAMES['组织法']}》"),
        ("地方组织法第十四条", f"《{FULL_NAMES['组织法']}》第十四条"),
        ("广东省实施代表法办法第三条", "广东省实施代表法办法第三条"),
        ("《广东省实施代表法办法》第三条", "《广东省实施代表法办法》第三条"),
        ("本地规定", "本地规定"),
        ("应按照代表法办理", f"应按照{DEPUTIES}办理"),
        ("《》", "《》"),  # a name that is still to be written
    ],
)
def test_laws_stand_in_their_brackets_with_their_full_names(written: str, printed: str) -> None:
    assert with_full_names(written) == printed
    assert with_full_names(printed) == printed


def test_where_laws_are_named_often_the_short_names_are_explained_once() -> None:
    texts = [
        with_titles(text)
        for text in ("通过（组织法第二十五条）。", "依照代表法公开", "按照《代表法》", "办法")
    ]
    assert texts == ["通过（《组织法》第二十五条）。", "依照《代表法》公开", "按照《代表法》", "办法"]
    assert [with_titles(text) for text in texts] == texts
    whole = f"《组织法》是《{FULL_NAMES['组织法']}》的简称。《代表法》是{DEPUTIES}的简称。"
    assert short_names_explained(texts) == whole
    assert short_names_explained(["办法", DEPUTIES]) == ""
