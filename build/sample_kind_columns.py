"""The thirteen columns in which the sample county asks for the performance of deputies; invented, as the county is."""

from __future__ import annotations

FORM = "四会市十三类履职统计表"
_COLUMNS = (
    ("出席会议", ("出席人大会议", "参加主席团会议")),
    ("审议发言", ("审议发言",)),
    ("领衔议案", ("提出议案",)),
    ("提出建议", ("提出建议",)),
    ("视察检查", ("视察", "执法检查")),
    ("专题调研", ("专题调研",)),
    ("工作评议", ("评议",)),
    ("小组活动", ("代表小组活动",)),
    ("进站接待", ("接待选民",)),
    ("走访选民", ("走访联系选民",)),
    ("学习培训", ("学习培训",)),
    ("述职", ("向选民述职",)),
    ("办实事及其他", ("为民办实事", "表彰奖励", "其他")),
)


def kind_columns() -> list[dict[str, object]]:
    """One line for each kind that stands in a column."""
    return [
        {"form": FORM, "no": number, "heading": heading, "kind": kind}
        for number, (heading, kinds) in enumerate(_COLUMNS, 1)
        for kind in kinds
    ]
