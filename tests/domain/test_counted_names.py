"""Candidates with their votes in one cell, as clerks write them."""

import pytest

from app.domain.counted_names import counted_names

BOTH = [{"name": "甲一", "in_favor": "40"}, {"name": "欧阳俊杰", "in_favor": "33"}]
FULL = [
    {"name": "甲一", "in_favor": "50", "against": "3", "abstain": "2"},
    {"name": "阿依古丽·买买提", "in_favor": "12", "against": "40"},
]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("甲一（40票）、欧阳俊杰（33票）", BOTH),
        ("甲一 40票；欧阳俊杰 33 票", BOTH),
        ("甲一得票40张，欧阳俊杰得33票", BOTH),
        ("甲一40\n欧阳俊杰33", BOTH),
        ("甲一：赞成50反对3弃权2；阿依古丽·买买提：赞成12，反对40", FULL),
        ("甲一（赞成50票、反对3票、弃权2票）、阿依古丽·买买提（同意12、不同意40）", FULL),
        ("甲一、乙二", [{"name": "甲一"}, {"name": "乙二"}]),
        ("甲一", []),
        ("得票40", []),
        ("甲一，赞成：120，反对：36", []),  # as the ledger itself writes a line: read by its labels
        ("甲一 主席团 0 40", []),
        ("2022-03-04", []),
        ("", []),
    ],
)
def test_names_and_votes_of_a_cell(cell: str, people: list[dict[str, str]]) -> None:
    assert counted_names(cell) == people
