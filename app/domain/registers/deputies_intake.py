"""How clerks' rosters of deputies are written: further headings, columns to be joined, rows that open a section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from app.domain.codes import POLITICAL_STATUS
from app.domain.days import PartialDate
from app.domain.fields import Context, Problem
from app.domain.intake import Intake, Section
from app.domain.intake_habits import Annotations, OfCongress, OtherPeople, SplitFields

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

_BY_ELECTED = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日?补选")


def party_and_by_election(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Who has a day of joining the Party is a member; who came by a by-election, as the remark says, was elected then."""
    if row.get("party_joined_on") and row.get("political_status") is None:
        row["political_status"] = POLITICAL_STATUS.read("中共党员")
        words = "没有写政治面貌，写了入党时间的先按“中共党员”读取，对吗？"
        yield Problem("political_status", "question", "party_member", words)
    by_election = _BY_ELECTED.search("".join(str(row.get("note") or "").split()))
    if by_election and row.get("elected_on") is None:
        with suppress(ValueError):
            row["elected_on"] = PartialDate(*map(int, by_election.groups()))
            yield Problem("elected_on", "note", "by_elected", "备注写明补选日期的，当选日期按这一天读取。")


DEPUTIES_INTAKE = Intake(
    sections=(
        Section("electoral_district", rf"((?:{_SOME}|{_NAMED % 14})选区)", _DISTRICT_IN_TITLE),
        Section("delegation", rf"((?:{_SOME}|{_NAMED % 12})代表团)", rf"(第[{_NUMERALS}]+代表团)"),
        Section(
            "deputy_group", rf"((?:{_SOME}|{_NAMED % 12})(?:代表)?小?组)", rf"(第[{_NUMERALS}]+代表小组)"
        ),
    ),
    remarks="note",
    infer=party_and_by_election,
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
