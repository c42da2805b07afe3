"""How clerks' ledgers of deputies' performance are written: one row a deed, or deputies down and events across."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Context, Problem
from app.domain.intake import Intake, Matrix
from app.domain.intake_habits import RecordForEach

_WORDS_OF_KINDS = (
    ("presidium_meeting", "主席团"),
    ("meeting", "人代会|人民代表大会|全体会议|次会议|人大会议|(?:参加|出席|列席)会议"),
    ("report_to_voters", "述职"),
    ("enforcement_check", "执法检查"),
    ("inspection", "视察"),
    ("research", "调研|调查研究"),
    ("training", "培训|学习"),
    ("reception", "接待|接访|约访|下访|联络站值班"),
    ("visit", "走访|联系选民|联系群众|慰问"),
    ("group_activity", "小组.{0,4}活动|小组.{0,4}会"),
    ("appraisal", "评议"),
    ("suggestion", "(?:提出?|提交)(?:了)?.{0,20}(?:建议|意见)"),
    ("bill", "议案"),
    ("speech", "发言"),
    ("good_deed", "办.{0,8}实事|为民办|好事|捐"),
)

_SHORT = 6  # characters of a title that says little more than its kind


def _called(title: str) -> str | None:
    """The one kind a word of which a short title holds: 撰写建议."""
    kinds = {
        code
        for code, label, more in PERFORMANCE_KINDS
        for word in (label, *more)
        if len(word) > 1 and word in title
    }
    return kinds.pop() if len(kinds) == 1 and len(title) <= _SHORT else None


# 无故缺席集中视察, 因病请假: what the words of a deed say of whether somebody came
_STATES = (
    ("absent", r"^(?:无故)?(?:缺席|缺会|旷会|未出席|未参加|没有参加|没参加)"),
    ("on_leave", r"^(?:因[^,，。]{1,10})?请(?:了?[事病公])?假"),
)


def _with_state(row: dict[str, Any], title: str) -> Iterable[Problem]:
    state = next((code for code, words in _STATES if re.search(words, title)), None)
    if state and row.get("attendance") is None:
        row["attendance"] = state
        yield Problem("attendance", "note", "state_by_title", "活动名称写明缺席、请假的，出席情况照此读取。")


def kind_and_title(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """What an event is called says what kind it is; a kind alone is a title too."""
    title = str(row.get("title") or "")
    yield from _with_state(row, title)
    if row.get("kind") is None and title:
        row["kind"] = next(
            (kind for kind, words in _WORDS_OF_KINDS if re.search(words, title)), None
        ) or _called(title)
        if row["kind"]:
            yield Problem("kind", "note", "kind_by_title", "没有写履职类别，按活动名称里的词读取。")
        else:
            row["kind"] = "other"
            yield Problem(
                "kind", "warning", "kind_guessed", f"“{title}”看不出履职类别，先按“其他”读取，请核对。"
            )
    if not title and row.get("kind"):
        row["title"] = PERFORMANCE_KINDS.label(row["kind"])
        yield Problem("title", "question", "title", "没有写活动名称，先按履职类别填写，对吗？")


PERFORMANCE_INTAKE = Intake(
    remarks="note",
    infer=kind_and_title,
    matrix=Matrix(
        {"deputy": ("count", "attendance"), "kind": ("count", "title"), "title": ("attendance",)},
        day="occurred_on",
    ),
    habits=(RecordForEach("deputy"),),
)
