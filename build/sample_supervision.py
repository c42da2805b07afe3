"""What the congress of the sample year did between its sessions; deputies by their number in the roster."""

from __future__ import annotations

Row = dict[str, object]
OFFICE, HALL = "镇政府三楼会议室", "镇政府四楼会议室"
# 刘敏, 钟卓文 and the seven whose post is 主席团成员; elected again at each session.
MEMBERS = (1, 2, 9, 17, 25, 33, 41, 49, 57)
SESSIONS = (3, 4, 5, 6)


def _id(number: int) -> Row:
    return {"id": number}


def presidium_members() -> list[Row]:
    """The same nine at every session, chair and vice-chair as standing chairs."""
    return [
        {"session": _id(session), "no": no, "deputy": _id(member), "role": "常务主席" if no < 3 else "成员"}
        for session in SESSIONS
        for no, member in enumerate(MEMBERS, 1)
    ]


def _topic(
    title: str, reporter: str, decision: str, in_favor: int, abstain: int = 0, speeches: str = ""
) -> Row:
    topic: Row = {"title": title, "reporter": reporter, "decision": decision, "in_favor": in_favor}
    topic |= {"against": 0, "abstain": abstain}
    return topic | ({"speeches": speeches} if speeches else {})


def _meeting(
    session: int, ordinal: int, day: str, topics: list[Row], away: tuple[int, str, str] | None = None
) -> Row:
    """``away``: number, name and reason of the one member who did not come."""
    meeting: Row = {
        "session": _id(session), "ordinal": ordinal, "held_on": day, "time_from": "9:00", "time_to": "11:00",
        "place": OFFICE, "chair": "刘敏", "recorder": "蓝晓晴", "topics": topics,
        "present": [_id(member) for member in MEMBERS if away is None or member != away[0]],
    }  # fmt: skip
    return meeting | ({"absent": [{"name": away[1], "reason": away[2]}]} if away else {})


def presidium_meetings() -> list[Row]:
    """Five meetings, one at least in each quarter; three of them decide when the congress meets."""
    plan = "刘敏：视察要突出农田清淤和污染源整治。\n岑燕群：接待日定到每季度第二个月的15日。"
    return [
        _meeting(3, 12, "2022-01-12", [
            _topic("2022年主席团工作计划", "钟卓文", "原则通过，按会议意见修改后印发", 9, speeches=plan),
            _topic("2022年联络站经费安排", "钟卓文", "同意", 9),
        ]) | {"minutes_sent_to": "镇人民政府，各代表小组", "minutes_sent_on": "2022-01-14"},
        _meeting(3, 13, "2022-03-16", [
            _topic("召开镇第十六届人大第四次会议", "刘敏", "2022年4月3日召开，会期一天", 8),
            _topic("会议议程（草案）", "钟卓文", "同意提交预备会议", 8),
        ], (49, "蔡耀辉", "外出学习")) | {"attend_nonvoting": "镇党政办公室主任"},
        _meeting(4, 14, "2022-06-15", [
            _topic("听取农田清淤工程情况汇报", "镇农业农村办公室主任", "组织代表6月16日视察", 8),
            _topic("刘启贤代表调离后的补选", "刘敏", "报请县级选举机构依法组织补选", 8),
        ], (33, "植炳坤", "住院")) | {"attend_nonvoting": "镇农业农村办公室主任"},
        _meeting(4, 15, "2022-07-05", [
            _topic("召开镇第十六届人大第五次会议", "刘敏", "2022年7月20日召开", 9),
            _topic("选举办法（草案）", "钟卓文", "同意提交大会", 9),
        ]),
        _meeting(5, 16, "2022-11-08", [
            _topic("召开镇第十六届人大第六次会议", "刘敏", "2022年11月23日召开", 8),
            _topic("镇区污水管网建设的决定（草案）", "副镇长", "同意提交大会", 7, abstain=1),
            _topic("代表建议办理情况", "党政办公室主任", "没有办结的继续督办", 8),
        ], (9, "欧阳俊杰", "出差")) | {"minutes_sent_to": "镇人民政府", "minutes_sent_on": "2022-11-10"},
    ]  # fmt: skip


def inspections() -> list[Row]:
    """The three of the work report: new villages, the clearing of ditches, sources of pollution."""
    law, office = "组织法第十二条、第十九条", "镇农业农村办公室"
    return [
        {"kind": "视察", "title": "新农村建设推进情况", "held_on": "2022-05-18", "basis": law,
         "plan": "看示范村建设进度和资金使用，听取村委会汇报，当天座谈", "place": "榄坑村、水口村", "inspected_units": office,
         "leader": "刘敏", "deputies": [_id(n) for n in (1, 2, 10, 17, 20, 21, 66, 72)], "staff": "蓝晓晴",
         "accompanying": f"{office}主任", "findings": "示范村主干道已硬底化，垃圾收集点偏少，个别路段没有路灯。",
         "opinion_count": 3, "report": "建议增设垃圾收集点，年底前补装路灯。", "sent_to": "镇人民政府",
         "report_sent_on": "2022-05-30", "unit_feedback": "已增设收集点6处，路灯列入第三季度安排。", "feedback_on": "2022-07-08"},
        {"kind": "视察", "title": "农田清淤工程进展", "held_on": "2022-06-16", "basis": "主席团年度工作计划",
         "plan": "查看清淤河段和机耕路，了解汛前准备", "place": "石塘村、龙湾村", "inspected_units": f"{office}、镇水利所",
         "leader": "钟卓文", "deputies": [_id(n) for n in (2, 12, 13, 26, 28, 29, 69)], "staff": "蓝晓晴",
         "accompanying": "镇水利所所长", "findings": "主渠清淤已完成八成，两处支渠未动工。", "opinion_count": 2,
         "report": "建议6月底前完成支渠清淤，机耕路同步修整。", "sent_to": "镇人民政府", "report_sent_on": "2022-06-22",
         "unit_feedback": "支渠清淤7月3日完成。", "feedback_on": "2022-07-12"},
        {"kind": "专题调研", "title": "农村污染源整治", "held_on": "2022-09-22", "ended_on": "2022-09-23", "basis": law,
         "plan": "走访畜禽养殖户和排污口，开村民座谈会三场", "place": "下寮村、罗洞村、横岗村", "inspected_units": "镇生态环境办公室",
         "leader": "刘敏", "deputies": [_id(n) for n in (1, 2, 7, 9, 42, 43, 51, 64, 71)], "staff": "蓝晓晴",
         "findings": "三家养殖场粪污处理设施未运行，镇区管网未覆盖下寮片。", "opinion_count": 4,
         "report": "建议限期整改养殖场，把镇区污水管网建设提请大会审议。", "sent_to": "镇人民政府", "report_sent_on": "2022-10-10",
         "unit_feedback": "养殖场整改完成，管网建设方案已提请第六次会议。", "feedback_on": "2022-11-15"},
    ]  # fmt: skip


def trainings() -> list[Row]:
    """Two of the presidium's own, and one for the deputy who was by-elected."""
    own: Row = {"organizer": "镇人大主席团", "place": HALL}
    spring = [n for n in range(1, 30) if n not in (6, 11, 14, 23, 27)]
    autumn = [1, 2, *(n for n in range(31, 63) if n not in (34, 37, 44, 45, 53)), 75]
    return [
        {"held_on": "2022-05-25", "title": "代表法、组织法学习", "kind": "专题培训", "lecturer": "四会市人大常委会干部", "hours": "3",
         "deputies": [_id(n) for n in spring], "absent": [_id(6), _id(23)], **own},
        {"held_on": "2022-07-20", "title": "新任代表履职培训", "kind": "以会代训", "lecturer": "钟卓文", "hours": "1",
         "deputies": [_id(75)], **own},
        {"held_on": "2022-10-27", "title": "怎样提出高质量的建议", "kind": "专题培训", "lecturer": "四会市委党校讲师", "hours": "4",
         "deputies": [_id(n) for n in autumn], "cost": "8600", **own},
    ]  # fmt: skip


# Day, district, place, deputy, voters due and present, void ballots, and the four marks.
_REPORTS = (
    ("2021-12-10", "第一选区", "迳口村文化室", 3, (60, 56), 1, (47, 6, 1, 1)),
    ("2021-12-10", "第二选区", "镇中心小学会议室", 5, (60, 55), 1, (44, 8, 1, 1)),
    ("2022-11-26", "第二十二选区", "横岗村文化室", 54, (60, 56), 1, (48, 5, 1, 1)),
    ("2022-11-26", "第二十二选区", "横岗村文化室", 55, (60, 56), 1, (41, 10, 3, 1)),
    ("2022-11-27", "第二十三选区", "凤山村文化室", 56, (58, 53), 1, (46, 5, 1, 0)),
    ("2022-11-27", "第二十三选区", "凤山村文化室", 57, (58, 53), 0, (38, 9, 5, 1)),
)


def reports_to_voters() -> list[Row]:
    """Four deputies at two meetings of the year, two at two meetings of the year before."""
    marks = ("satisfied", "basically_satisfied", "dissatisfied", "abstain")
    rows: list[Row] = []
    for day, district, place, deputy, (due, present), void, votes in _REPORTS:
        valid = sum(votes)
        ballots = {
            "ballots_issued": present,
            "ballots_returned": valid + void,
            "valid_ballots": valid,
            "void_ballots": void,
        }
        rows.append(
            {"held_on": day, "electoral_district": district, "place": place, "chair": "钟卓文", "voters_due": due,
             "voters_present": present, "deputy": _id(deputy), "way": "口头述职",
             "content": "当选以来联系选民、提出建议和参加活动的情况", **ballots, **dict(zip(marks, votes, strict=True)),
             "feedback_on": "2021-12-24" if day < "2022" else "2022-12-09"}
        )  # fmt: skip
    return rows


def project_ballots() -> list[Row]:
    """The vote on the projects at the fourth session: ten of twelve were to be taken."""
    return [
        {"session": _id(4), "held_on": "2022-04-03", "planned_on": "2022", "in_office": 58, "present_count": 56, "seats": 10,
         "ballots_issued": 56, "ballots_returned": 56, "valid_ballots": 55, "void_ballots": 1, "document_no": "迳人大〔2022〕3号"}
    ]  # fmt: skip


# Title, place, sum in 万元, unit, votes, day of completion, supervisors; 55 ballots were valid, 30 votes are needed.
_PROJECTS: tuple[tuple[str, str, int, str, tuple[int, int, int], str, tuple[int, ...]], ...] = (
    ("农田清淤和机耕路修整", "石塘村、龙湾村", 86, "镇农业农村办公室", (55, 0, 0), "2022-07-03", (12, 26)),
    ("农村垃圾收集点增设", "全镇各村", 32, "镇生态环境办公室", (54, 0, 1), "2022-08-20", (17, 21)),
    ("村道路灯补装", "榄坑村、水口村", 45, "镇城乡建设办公室", (54, 1, 0), "2022-10-15", (17, 22)),
    ("中心小学操场改造", "镇区", 68, "镇教育办公室", (53, 1, 1), "2022-08-28", (4,)),
    ("卫生院门诊楼无障碍改造", "镇区", 25, "镇卫生院", (52, 2, 1), "2022-09-30", (5,)),
    ("下寮片饮水管道更换", "下寮村", 120, "镇水利所", (52, 1, 2), "", (7, 9)),
    ("农村养殖粪污处理", "下寮村、罗洞村", 75, "镇生态环境办公室", (50, 3, 2), "2022-12-10", (42, 43)),
    ("老年活动室建设", "大坪村", 38, "镇民政办公室", (48, 4, 3), "2022-11-18", (31,)),
    ("农村公路会车台", "横岗村、凤山村", 54, "镇交通办公室", (45, 6, 4), "", (54, 57)),
    ("文化广场照明", "迳口村", 18, "镇文化站", (39, 10, 6), "2022-09-08", (3,)),
    ("村史馆建设", "罗洞村", 60, "镇文化站", (31, 18, 6), "", ()),
    ("镇区停车场收费系统", "镇区", 40, "镇城乡建设办公室", (26, 22, 7), "", ()),
)


def livelihood_projects() -> list[Row]:
    """Twelve candidates: eight completed, two under way, one beyond the ten, one without the majority."""
    return [_project(no, *project) for no, project in enumerate(_PROJECTS, 1)]


def _project(
    no: int, title: str, village: str, sum_: int, unit: str, votes: tuple[int, int, int], completed: str, supervisors: tuple[int, ...]
) -> Row:  # fmt: skip
    source = "代表提出" if no % 3 else "群众提出"
    row: Row = {
        "planned_on": "2022", "no": no, "title": title, "source": source, "village": village, "budget": f"{sum_}万元",
        "owner_unit": unit, "planned_start_on": "2022-05", "planned_end_on": "2022-12", "ballot": _id(1),
        "votes_for": votes[0], "votes_against": votes[1], "votes_abstain": votes[2],
    }  # fmt: skip
    if not supervisors:
        return row
    row |= {"supervisors": [_id(n) for n in supervisors], "started_on": "2022-05-16"}
    begun: Row = {"on": "2022-06-20", "percent": 30, "what": "完成招标，开始施工"}
    if completed:
        end: Row = {"on": completed, "percent": 100, "what": "验收"}
        return row | {"completed_on": completed, "progress": [begun, end]}
    almost: Row = {"on": "2022-12-15", "percent": 80, "what": "主体完成，余下部分春节前完成"}
    return row | {"progress": [begun, almost]}
