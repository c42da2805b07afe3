"""What a roster says of somebody in another column than its own: the day of joining the party, a by-election."""

from __future__ import annotations

from typing import Any

import pytest

from app.storage.ledger import Ledger
from tests.excel.importing_cases import read, told

TITLE = ["柳坪镇第九届人民代表大会代表名册"]


def values(ledger: Ledger, head: list[Any], *rows: list[Any]) -> list[dict[str, Any]]:
    preview = read(ledger, "deputies", TITLE, head, *rows)
    return [row["values"] for row in told(preview)]


def test_who_has_a_day_of_joining_the_party_is_a_member(ledger: Ledger) -> None:
    rows = values(
        ledger,
        ["姓名", "性别", "入党年月"],
        ["韦一鸣", "男", "2017.05"],
        ["蓝小凤", "女", None],
        ["覃大海", "男", "/"],
    )
    assert [row.get("political_status") for row in rows] == ["中共党员", None, None]


def test_what_the_column_of_the_status_says_goes_before_it(ledger: Ledger) -> None:
    rows = values(
        ledger,
        ["姓名", "政治面貌", "入党年月"],
        ["韦一鸣", "预备党员", "2017.05"],
        ["蓝小凤", "群众", None],
    )
    assert [row.get("political_status") for row in rows] == ["预备党员", "群众"]


@pytest.mark.parametrize(
    ("remark", "day", "how"),
    [
        ("2024年3月28日补选", "2024-03-28", "补选"),
        ("2024.3.28由第三选区补选产生", "2024-03-28", "补选"),
        ("2021年11月6日当选", "2021-11-06", None),
        ("2024年13月28日补选", None, None),
        ("2024年3月28日调任水利站站长", None, None),
        ("连任两届", None, None),
    ],
)
def test_a_remark_says_when_somebody_was_chosen(
    ledger: Ledger, remark: str, day: str | None, how: str | None
) -> None:
    [first, _] = values(ledger, ["姓名", "性别", "备注"], ["韦一鸣", "男", remark], ["蓝小凤", "女", None])
    assert (first.get("elected_on"), first.get("elected_how"), first["note"]) == (day, how, remark)


def test_a_column_of_the_day_goes_before_the_remark(ledger: Ledger) -> None:
    head = ["姓名", "当选日期", "备注"]
    [row] = values(ledger, head, ["韦一鸣", "2021-11-06", "2024年3月28日补选为主席"])
    assert row["elected_on"] == "2021-11-06"
