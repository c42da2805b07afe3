"""Names of bodies are the same by whose they are, their place and their kind; characters in order only suggest."""

import pytest

from app.domain.name_parts import names_nobody, same_names, suggested

OWN = ("柳坪镇", "东岭县", "云州市")


@pytest.mark.parametrize(
    ("written", "listed", "same"),
    [
        ("柳坪镇人大梧桐村联络站", "梧桐村联络站", True),
        ("东岭县柳坪镇梧桐村人大代表联络站", "梧桐村联络站", True),
        ("梧桐站", "梧桐村人大代表联络站", True),
        ("梧桐社区联络站", "梧桐村联络站", True),
        ("梧桐村", "梧桐村联络站", True),
        ("镇卫生院", "卫生院", True),
        ("柳坪镇规划建设办公室", "规划建设办", True),
        ("县水务局", "东岭县水务局", True),
        ("镇市场监管所", "市场监管所", True),
        ("1.有场所(10分)", "有场所", True),
        ("柳坪镇人大梧桐村联络站", "柳坪村联络站", False),
        ("梧桐村联络点", "梧桐村联络站", False),
        ("东岭县人民卫生院", "卫生院", False),
        ("西川镇卫生院", "卫生院", False),
        ("东岭县公安局石鼓派出所", "派出所", False),
        ("水口站", "迳口村联络站", False),
        ("规建办", "规划建设办公室", False),
    ],
)
def test_names_are_the_same_by_their_parts(written: str, listed: str, same: bool) -> None:
    assert same_names(written, [listed], OWN) == ([listed] if same else [])


@pytest.mark.parametrize(
    ("written", "listed", "likely"),
    [
        ("规建办", "规划建设办公室", True),
        ("交通", "交通道路", True),
        ("水务局", "东岭县水务局", False),
        ("中心卫生院", "卫生院", False),
        ("梧桐村联络站", "柳坪村联络站", None),
        ("东岭县人民卫生院", "卫生院", None),
        ("站", "梧桐村联络站", None),
    ],
)
def test_characters_in_order_suggest_where_no_part_speaks_against_it(
    written: str, listed: str, likely: bool | None
) -> None:
    assert suggested(written, [listed], OWN) == ([] if likely is None else [(listed, likely)])


def test_the_office_in_general_is_none_of_its_rooms() -> None:
    assert names_nobody("柳坪镇人大代表联络站", OWN)
    assert not names_nobody("柳坪镇人大梧桐村联络站", OWN)
    assert not names_nobody("联络站", OWN)
