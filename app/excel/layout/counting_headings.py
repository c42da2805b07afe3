"""Headings that count deeds by a unit: 次 below 走访, and not 户 beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.texts import half_width, without_blanks
from app.excel.layout.headers import Header

COUNTING = re.compile(r"^(?:次数?|户?次|人次|件数?|场次?|班次?|批次?|项数?|篇数?|趟)$")  # units of deeds


def once_a_group(header: Header, across: dict[int, Mapping[str, str]]) -> dict[int, Mapping[str, str]]:
    """Of several columns below one heading only those that count its deeds: 次 and not 户 below 走访."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for column in across:
        path = header.headings[column].path
        groups.setdefault(path[:-1], []).append(column)
    others = {
        column
        for upper, columns in groups.items()
        if upper and any(_counts(header, c) for c in columns)
        for column in columns
        if not _counts(header, column)
    }
    return {column: values for column, values in across.items() if column not in others}


def _counts(header: Header, column: int) -> bool:
    """Whether the lowest heading is a unit of deeds: 次, 件数."""
    return bool(COUNTING.match(without_blanks(half_width(header.headings[column].path[-1]))))
