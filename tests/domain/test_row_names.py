"""How a row is called in a sentence."""

from datetime import date
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.registers import BY_KEY

HELD = date(2022, 11, 8)


@pytest.mark.parametrize(
    ("register", "row", "name"),
    [
        ("presidium_meetings", {"ordinal": 16, "held_on": HELD}, "第十六次会议 2022-11-08"),
        ("presidium_meetings", {"held_on": HELD}, "2022-11-08"),
        ("sessions", {"term": Ref(1, "镇 第十六届"), "ordinal": 5}, "镇 第十六届第五次会议"),
        ("project_ballots", {"held_on": HELD, "session": Ref(1, "镇第十六届第四次会议")}, "2022-11-08 镇第十六届第四次会议"),
        ("project_ballots", {"held_on": HELD}, "2022-11-08"),
        ("mandate_changes", {"occurred_on": PartialDate(2022, 5, 20), "mandate": Ref(1, "刘启贤"), "kind": "moved_away"}, "2022-05-20 刘启贤 调离"),
    ],
)  # fmt: skip
def test_ordinals_join_what_is_beside_them_and_never_a_date(
    register: str, row: dict[str, Any], name: str
) -> None:
    assert BY_KEY[register].name_of(row) == name
