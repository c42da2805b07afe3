"""Votes, the election of the town head, bills and motions of the sample year; numbers as in a session of 58 deputies."""

from __future__ import annotations

Row = dict[str, object]
FOURTH, FIFTH, SIXTH = 4, 5, 6  # sessions of 2022
DAYS = {FOURTH: "2022-04-03", FIFTH: "2022-07-20", SIXTH: "2022-11-23"}
PRESENT = {FOURTH: 56, FIFTH: 55, SIXTH: 57}
_REPORTS = (
    (FOURTH, "会议议程", "议程"),
    (FOURTH, "关于镇人民政府工作报告的决议", "工作报告"),
    (FOURTH, "关于2021年预算执行情况和2022年预算的决议", "预算决算"),
    (FOURTH, "关于镇人大主席团工作报告的决议", "工作报告"),
    (FIFTH, "选举办法", "选举办法"),
    (FIFTH, "总监票人、监票人名单", "名单"),
    (FIFTH, "关于2021年决算的决议", "预算决算"),
    (SIXTH, "关于2022年预算调整方案的决议", "预算决算"),
)


def votes() -> list[Row]:
    """Every matter that was put to the vote; the last by secret ballot, a major matter of the town."""
    rows: list[Row] = []
    for number, (session, matter, kind) in enumerate(_REPORTS):
        abstain = number % 3
        ordinal = 1 + sum(other is session for other, *_ in _REPORTS[:number])
        rows.append(
            _vote(session, ordinal, matter, kind) | {
                "way": "举手表决", "in_favor": PRESENT[session] - abstain, "against": 0, "abstain": abstain, "not_voting": 0,
            }
        )  # fmt: skip
    rows.append(
        _vote(SIXTH, 2, "关于推进镇区污水管网建设的决定", "重大事项") | {
            "way": "无记名投票", "issued": 57, "collected": 57, "void": 1, "in_favor": 51, "against": 3, "abstain": 2,
            "resolution": "会议审议了镇人民政府提出的镇区污水管网建设方案，决定批准这个方案。会议要求镇人民政府抓好工程质量和"
            "资金管理，定期向主席团报告进展。",
            "document_no": "迳人大〔2022〕9号",
        }
    )  # fmt: skip
    return rows


def _vote(session: int, ordinal: int, matter: str, kind: str) -> Row:
    return {
        "session": {"id": session}, "ordinal": ordinal, "voted_on": DAYS[session], "matter": matter, "kind": kind,
        "in_office": 58, "present": PRESENT[session],
    }  # fmt: skip


def elections() -> list[Row]:
    """The by-election of the town head at the fifth session, with a single candidate."""
    return [
        {
            "session": {"id": FIFTH}, "voted_on": DAYS[FIFTH], "post": "镇长", "seats": 1, "round": "选举", "is_by_election": True,
            "candidates": [{"name": "邓启明", "nominated_by": "主席团", "in_favor": 53, "against": 1, "abstain": 0}],
            "in_office": 58, "present": 55, "issued": 55, "collected": 55, "void": 1,
            "announced_on": DAYS[FIFTH], "document_no": "迳人大〔2022〕5号", "sworn_on": DAYS[FIFTH],
        }
    ]  # fmt: skip


def bills() -> list[Row]:
    """One of the government that was put on the agenda and passed, one of six deputies that they took back."""
    return [
        {
            "no": "第1号", "session": {"id": SIXTH}, "raised_on": DAYS[SIXTH], "source": "镇人民政府", "title": "关于推进镇区污水管网建设的议案",
            "grounds": "镇区生活污水直排，下寮片没有管网。", "proposal": "分两期建设主管网，2024年底前接通。",
            "decision": "列入议程", "decided_on": DAYS[SIXTH], "vote": {"id": len(_REPORTS) + 1},
        },
        {
            "no": "第1号", "session": {"id": FIFTH}, "raised_on": DAYS[FIFTH], "source": "代表联名", "title": "关于设立镇容整治日的议案",
            "deputies": [{"id": n} for n in (17, 18, 20, 42, 43, 51)], "grounds": "圩日后垃圾清运不及时。",
            "proposal": "每月最后一个星期五为镇容整治日。", "decision": "撤回", "decided_on": DAYS[FIFTH],
            "decision_reason": "镇人民政府答应安排圩日后当天清运，提案人要求撤回",
        },
    ]  # fmt: skip


def motions() -> list[Row]:
    """Two enquiries that were answered at the meeting itself."""
    return [
        {
            "session": {"id": FOURTH}, "raised_on": DAYS[FOURTH], "kind": "询问", "title": "农村公路养护资金的安排", "addressee": "镇交通办公室",
            "deputies": [{"id": 12}], "content": "去年养护资金用在哪些路段？", "replied_on": DAYS[FOURTH],
            "reply": "用于石塘、龙湾两条村道，明细会后送代表。",
        },
        {
            "session": {"id": FIFTH}, "raised_on": DAYS[FIFTH], "kind": "询问", "title": "上半年预算执行进度", "addressee": "镇财政所",
            "deputies": [{"id": 4}, {"id": 24}], "content": "教育支出为什么慢于进度？", "replied_on": DAYS[FIFTH],
            "reply": "操场改造待验收，三季度支付。",
        },
    ]  # fmt: skip
