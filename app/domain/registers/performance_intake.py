"""How clerks' ledgers of deputies' performance are written: one row a deed, or deputies down and events across."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Context, Problem
from app.domain.intake import Intake
from app.domain.intake_habits import Matrix, RecordForEach

_HEADINGS = {
    "deputy": "代表名字 人大代表 参加代表 参加人员 参加代表姓名 履职代表 名单 代表名单 参与代表 出席代表",
    "kind": "类型 履职项目 活动形式 项目 履职方式 形式",
    "occurred_on": "开展时间 履职日期 参加时间 会议时间 开展日期",
    "title": "履职情况 活动主题 会议名称 会议(活动)名称 名称 履职内容(事项) 活动内容及主题 主题 内容摘要 具体内容 活动(会议)名称",
    "place": "活动(会议)地点 会议地点",
    "count": "次(件)数 履职次数 人次",
    "attendance": "出席 参加情况 签到情况 到会情况 参会情况",
    "note": "备考 其他 附注",
}
_TOLD = (
    ("presidium_meeting", "主席团"),
    ("meeting", "人代会|人民代表大会|全体会议|次会议|人大会议"),
    ("report_to_voters", "述职"),
    ("enforcement_check", "执法检查"),
    ("inspection", "视察"),
    ("research", "调研"),
    ("training", "培训|学习"),
    ("reception", "接待|接访|约访|下访|联络站值班"),
    ("visit", "走访|联系选民|联系群众|慰问"),
    ("group_activity", "小组活动|小组会"),
    ("appraisal", "评议"),
    ("good_deed", "实事|好事|捐"),
)


def kind_and_title(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """What an event is called says what kind it is; a kind alone is a title too."""
    title = str(row.get("title") or "")
    if row.get("kind") is None and title:
        row["kind"] = next((kind for kind, words in _TOLD if re.search(words, title)), None)
        if row["kind"]:
            yield Problem("kind", "note", "kind_by_title", "没有写履职类别,按活动名称里的词读取。")
        else:
            row["kind"] = "other"
            yield Problem(
                "kind", "warning", "kind_guessed", f"「{title}」看不出履职类别,先按“其他”读取,请核对。"
            )
    if not title and row.get("kind"):
        row["title"] = PERFORMANCE_KINDS.label(row["kind"])
        yield Problem("title", "question", "title", "没有写活动名称,先按履职类别填写,对吗?")


PERFORMANCE_INTAKE = Intake(
    headings={key: tuple(words.split()) for key, words in _HEADINGS.items()},
    remarks="note",
    infer=kind_and_title,
    habits=(
        RecordForEach("deputy"),
        Matrix(
            {"deputy": ("count", "attendance"), "kind": ("count", "title"), "title": ("attendance",)},
            day="occurred_on",
        ),
    ),
)
