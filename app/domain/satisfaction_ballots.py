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
from app.domain.numerals import percent

MARKS = ("satisfied", "basically_satisfied", "dissatisfied", "abstain")
MARK_LABELS = ("满意", "基本满意", "不满意", "弃权")
CONTENT = ("satisfied", "basically_satisfied")
JUDGING = (*CONTENT, "dissatisfied")
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


def marks_of(row: Mapping[str, Any]) -> int:
    """The sum of the marks that were counted; what was not counted is no vote here and no statement either."""
    return sum(row.get(mark) or 0 for mark in MARKS)


def valid_of(row: Mapping[str, Any]) -> int | None:
    """The valid ballots as typed, else what the other counts say for sure; None where they do not."""
    valid: int | None = row.get("valid_ballots")
    returned, void = row.get("ballots_returned"), row.get("void_ballots")
    if valid is None and returned is not None and void is not None:
        valid = returned - void
    if valid is None and all(row.get(mark) is not None for mark in JUDGING):
        valid = marks_of(row)
    return valid


def returned_of(row: Mapping[str, Any]) -> int | None:
    """The ballots that came back as typed, else the valid and the void ones."""
    typed: int | None = row.get("ballots_returned")
    valid = valid_of(row)
    return typed if typed is not None or valid is None else valid + (row.get("void_ballots") or 0)


def share_of(row: Mapping[str, Any], marks: tuple[str, ...] = CONTENT) -> Fraction | None:
    """The exact share of these marks among the ballots that came back: the voters who took part.

    None where that is not known: a mark that was left blank is none only if the others make up the valid
    ballots.  One town's rule puts the voters taking part below (domain.md 3.14); a void ballot is one of
    somebody who took part.
    """
    returned, valid = returned_of(row), valid_of(row)
    if not returned:
        return None
    whole = returned if valid is None else valid
    if any(row.get(mark) is None for mark in marks) and marks_of(row) < whole:
        return None
    return Fraction(sum(row.get(mark) or 0 for mark in marks), returned)


def content_share(row: Mapping[str, Any]) -> str | None:
    """The share of satisfied and basically satisfied marks as people read it, with what it was counted from."""
    share, returned = share_of(row), returned_of(row)
    if share is None:
        return None
    assert returned is not None  # a share has a base
    content = int(share * returned)
    return f"{percent(content, returned)}%（{content}/{returned}）"


def ballots_add_up(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Marks = valid, valid + void = returned ≤ issued (domain.md 3.14); a blank count may be any number."""
    complete = all(row.get(mark) is not None for mark in MARKS)
    marks, valid, void = marks_of(row), row.get("valid_ballots"), row.get("void_ballots")
    returned, issued = row.get("ballots_returned"), row.get("ballots_issued")
    if valid is not None and (marks > valid or (complete and marks != valid)):
        words = f"满意、基本满意、不满意、弃权合计 {marks} 票，有效票填的是 {valid} 票，请核对。"
        return _wrong("valid_ballots", words)
    least = max(marks, valid or 0) + (void or 0)
    whole = void is not None and (complete or valid is not None)
    if returned is not None and (least > returned or (whole and least != returned)):
        words = (
            f"有效票 {max(marks, valid or 0)} 票加废票 {void or 0} 票，不等于收回的 {returned} 票，请核对。"
        )
        return _wrong("ballots_returned", words)
    returned = least if returned is None else returned
    if issued is not None and returned > issued:
        return _wrong(
            "ballots_returned", f"收回 {returned} 票，多于发出的 {issued} 票，本次测评无效，请核对。"
        )
    return None


def _wrong(field: str, words: str) -> Problem:
    return Problem(field, "error", "ballots", words)
