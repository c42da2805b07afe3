"""The letters of the handling of suggestions: hand-over notice, reply, consultation, supervision, and what goes up."""

from __future__ import annotations

from typing import NamedTuple


class LetterKind(NamedTuple):
    """One kind of letter: its name, which is also its template's file name, and what it cannot be without."""

    key: str
    name: str
    needs: tuple[str, ...]


REPORT = LetterKind("work_report", "主席团工作报告", ("年度",))  # of a year, about no single matter

KINDS: dict[str, LetterKind] = {
    kind.key: kind
    for kind in (
        LetterKind("assignment", "交办通知单", ("编号", "主办单位", "办理期限")),
        LetterKind("reply", "答复函", ("标题", "答复内容")),
        LetterKind("consultation", "征询意见表", ("编号", "主办单位")),
        LetterKind("supervision", "督办通知单", ("编号", "主办单位", "办理期限")),
        LetterKind("referral", "转送函", ("转送单位", "内容")),
    )
}

TEMPLATES: dict[str, LetterKind] = {**KINDS, REPORT.key: REPORT}
