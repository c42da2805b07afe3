"""How clerks' rosters of deputies are written: further headings, columns to be joined, rows that open a section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from app.domain.codes import POLITICAL_STATUS
from app.domain.days import PartialDate
from app.domain.fields import Context, Problem
from app.domain.intake import Intake, Section
from app.domain.intake_habits import Annotations, OfCongress, OtherPeople, SplitFields
from app.domain.texts import half_width

_NUMERALS = "0-9一二三四五六七八九十百零〇"
_SOME = rf"第?[{_NUMERALS}]+"
_NAMED = "[\u4e00-\u9fff]{1,%d}?"

# 第一选区 anywhere in a title, a named one alone in brackets, or behind words that end before it: …人大代表梧桐村选区名册
_DISTRICT_IN_TITLE = (
    rf"((?:第[{_NUMERALS}]+|(?<=[(])[\u4e00-\u9fff]{{2,10}}?|(?<=代表|大会)(?:(?!代表|大会)[\u4e00-\u9fff]){{2,8}}?"
    r"|(?<=[届镇乡])(?!社区|[村街])(?:(?!代表|大会|人大)[\u4e00-\u9fff]){2,8}?)选区)"
)

_UNIT = (
    "工作单位 单位 所在单位 现工作单位 工作单位名称 单位名称 单位全称 工作单位全称 现单位 "
    "工作单位(村) 服务单位 任职单位 就职单位 从业单位 工作单位(全称) 所属单位 工作处所 服务处所 "
    "单位(村居) 工作机构 "
)
_POST = (
    "职务 现任职务 担任职务 行政职务 现职务 职务名称 岗位 工作职务 单位职务名称 村内职务 职位 现职 "
    "担任何职 任何职务 党政职务 职务(职业) 任职 所任职务 现任何职 单位任职 "
)

BY_ELECTION = "by_election"
# 2024年3月28日补选, 2023.5.6选举产生
_CHOSEN = re.compile(
    r"((?:19|20)\d\d)[年./\-](\d{1,2})[月./\-](\d{1,2})(?!\d)日?(?:由.{0,12})?(补选|增补|增选|当选|选举产生)"
)


def said_elsewhere(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Who has a day of joining the party is a member; who was chosen later is chosen on the day that the remark says."""
    if row.get("political_status") is None and row.get("party_joined_on") is not None:
        row["political_status"] = POLITICAL_STATUS.read("中共党员")
        words = "没有写政治面貌，写了入党时间的先按“中共党员”读取，对吗？"
        yield Problem("political_status", "question", "party_member", words)
    note = row.get("note")
    chosen = _CHOSEN.search(half_width(note)) if note and row.get("elected_on") is None else None
    if chosen is None:
        return
    try:
        row["elected_on"] = PartialDate(int(chosen[1]), int(chosen[2]), int(chosen[3]))
    except ValueError:
        return
    if chosen[4] in ("补选", "增补", "增选") and row.get("elected_how") is None:
        row["elected_how"] = BY_ELECTION
    yield Problem("elected_on", "note", "by_remark", "没有写当选日期，按备注里的补选、当选日期读取。")


DEPUTIES_INTAKE = Intake(
    sections=(
        Section("electoral_district", rf"((?:{_SOME}|{_NAMED % 14})选区)", _DISTRICT_IN_TITLE),
        Section("delegation", rf"((?:{_SOME}|{_NAMED % 12})代表团)", rf"(第[{_NUMERALS}]+代表团)"),
        Section(
            "deputy_group", rf"((?:{_SOME}|{_NAMED % 12})(?:代表)?小?组)", rf"(第[{_NUMERALS}]+代表小组)"
        ),
    ),
    remarks="note",
    infer=said_elsewhere,
    habits=(
        OfCongress("level", "term"),
        SplitFields({"employer_position": (tuple(_UNIT.split()), tuple(_POST.split()))}),
        Annotations({"sex": "男", "ethnic_group": "汉族"}),
        OtherPeople(
            "候选人|签到|考勤|工资|津贴|补贴发放|"
            "^(?!.*代表).*(?:选民|职工|干部|工作人员|党员|志愿者|网格员|低保|脱贫户|学生|教师|户主|村民名|值班|通讯员)"
        ),
    ),
)
