"""Ballots on satisfaction (满意度测评): four marks, their sums, and the share that a grade is given by.

Used wherever deputies or voters judge: a special report, an appraisal, a report to voters, a project at the end
of its year (domain.md 3.11, 3.12, 3.14).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from app.domain.fields import Context, Field, Problem
from app.domain.kinds import Number

MARKS = ("satisfied", "basically_satisfied", "dissatisfied", "abstain")
CONTENT = ("satisfied", "basically_satisfied")
_VOTES = Number(most=100_000, unit="票")
_FIELDS = (
    Field("ballots_issued", "发出票", _VOTES, aliases=("发出票数", "发票数", "发出测评票", "发放票数", "发出")),
    Field("ballots_returned", "收回票", _VOTES, aliases=("收回票数", "回收票数", "收回测评票", "收回", "回收")),
    Field("valid_ballots", "有效票", _VOTES, aliases=("有效票数", "有效"), hint="各项票数都填了的不用填"),
    Field("void_ballots", "废票", _VOTES, aliases=("无效票", "废票数", "无效票数", "无效")),
    Field("satisfied", "满意票", _VOTES, aliases=("满意", "满意票数", "优秀", "称职")),
    Field("basically_satisfied", "基本满意票", _VOTES, aliases=("基本满意", "较满意", "比较满意", "基本满意票数", "基本称职")),
    Field("dissatisfied", "不满意票", _VOTES, aliases=("不满意", "不满意票数", "不称职")),
    Field("abstain", "弃权票", _VOTES, aliases=("弃权", "不了解", "弃权票数")),
)  # fmt: skip


def ballot_fields(section: str) -> tuple[Field, ...]:
    """The fields of one count of ballots, for a register's form under that heading."""
    return tuple(replace(field, section=section) for field in _FIELDS)


def marks_of(row: Mapping[str, Any]) -> int | None:
    """The sum of the four marks; None where nobody counted any."""
    if all(row.get(mark) is None for mark in MARKS):
        return None
    return sum(row.get(mark) or 0 for mark in MARKS)


def valid_of(row: Mapping[str, Any]) -> int | None:
    """The valid ballots as typed, else the sum of the marks."""
    typed: int | None = row.get("valid_ballots")
    return typed if typed is not None else marks_of(row)


def returned_of(row: Mapping[str, Any]) -> int | None:
    """The ballots that came back as typed, else the valid and the void ones."""
    typed: int | None = row.get("ballots_returned")
    valid = valid_of(row)
    return typed if typed is not None or valid is None else valid + (row.get("void_ballots") or 0)


def share_of(row: Mapping[str, Any], marks: tuple[str, ...] = CONTENT) -> Fraction | None:
    """The exact share of these marks among the ballots that came back: the voters who took part.

    None where nothing was counted.  One town's rule puts the voters taking part below (domain.md 3.14); a void
    ballot is one of somebody who took part.
    """
    returned = returned_of(row)
    if not returned or marks_of(row) is None:
        return None
    return Fraction(sum(row.get(mark) or 0 for mark in marks), returned)


def ballots_add_up(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Marks = valid, valid + void = returned ≤ issued; what was not counted is not asked for."""
    marks, valid, returned = marks_of(row), valid_of(row), returned_of(row)
    void, issued = row.get("void_ballots") or 0, row.get("ballots_issued")
    if marks is not None and valid is not None and marks != valid:
        return _wrong(
            "valid_ballots", f"满意、基本满意、不满意、弃权合计 {marks} 票，有效票填的是 {valid} 票，请核对。"
        )
    if valid is not None and returned is not None and valid + void != returned:
        words = f"有效票 {valid} 票加废票 {void} 票，不等于收回的 {returned} 票，请核对。"
        return _wrong("ballots_returned", words)
    if returned is not None and issued is not None and returned > issued:
        return _wrong(
            "ballots_returned", f"收回 {returned} 票，多于发出的 {issued} 票，本次测评无效，请核对。"
        )
    return None


def _wrong(field: str, words: str) -> Problem:
    return Problem(field, "error", "ballots", words)
