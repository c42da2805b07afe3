"""The jobs of the clerk, in the order of the navigation: each register says to which one it belongs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """``label``: what the clerk calls it; ``group``: the heading it stands under, empty for one by itself."""

    label: str
    group: str = ""


_CONTACT, _MEETINGS, _PERFORMANCE, _YEAR_END = "代表与联络", "会议与监督", "履职管理", "年终"

DESK = Job("工作台")
DEPUTIES = Job("代表", _CONTACT)
SITES = Job("联络站", _CONTACT)
RECEPTIONS = Job("接待", _CONTACT)
SUGGESTIONS = Job("意见建议", _CONTACT)
SESSIONS = Job("人代会", _MEETINGS)
PRESIDIUM = Job("主席团", _MEETINGS)
INSPECTIONS = Job("视察调研", _MEETINGS)
PROJECTS = Job("民生实事", _MEETINGS)
PERFORMANCE = Job("履职登记", _PERFORMANCE)
REPORTS = Job("述职与培训", _PERFORMANCE)
BOOKLETS = Job("手册与评分", _PERFORMANCE)
FIGURES = Job("统计数字", _YEAR_END)
FILING = Job("归档移交", _YEAR_END)
SETTINGS = Job("设置")
HELP = Job("帮助")

# Below the line, always in sight.
FOOT = (SETTINGS, HELP)
# A job without a page is not shown.
JOBS = (
    DESK, DEPUTIES, SITES, RECEPTIONS, SUGGESTIONS, SESSIONS, PRESIDIUM, INSPECTIONS, PROJECTS,
    PERFORMANCE, REPORTS, BOOKLETS, FIGURES, FILING, *FOOT,
)  # fmt: skip
