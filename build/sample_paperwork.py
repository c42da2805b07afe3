"""Documents, seals and cards of the sample year; the numbers are those that its papers carry."""

from __future__ import annotations

Row = dict[str, object]
_TOWN, _DEPUTIES = "镇人民政府", "各代表小组、联络站"
# Day, title, to whom, copies: numbered in this order, as 迳人大〔2022〕1号 and so on.
_OUTGOING = (
    ("2022-04-03", "关于终止卢志强代表资格的公告", _DEPUTIES, 80),
    ("2022-04-03", "关于镇人民政府工作报告的决议", _TOWN, 60),
    ("2022-04-03", "关于2022年民生实事项目票决结果的公告", _TOWN, 80),
    ("2022-06-22", "关于农田清淤工程进展视察情况的报告", _TOWN, 10),
    ("2022-07-20", "关于邓启明当选镇长的公告", _DEPUTIES, 80),
    ("2022-07-20", "关于终止刘启贤代表资格的公告", _DEPUTIES, 80),
    ("2022-10-10", "关于农村污染源整治专题调研情况的报告", _TOWN, 10),
    ("2022-11-14", "关于召开镇第十六届人大第六次会议的通知", "全体代表", 80),
    ("2022-11-23", "关于推进镇区污水管网建设的决定", _TOWN, 60),
)


def outgoing_documents() -> list[Row]:
    """Nine documents, signed by the chair; the last ones for the sixth session."""
    return [
        {"no": f"迳人大〔2022〕{number}号", "issued_on": day, "title": title, "secrecy": "公开", "copies": copies,
         "sent_to": sent_to, "signed_by": "刘敏"}
        for number, (day, title, sent_to, copies) in enumerate(_OUTGOING, 1)
    ]  # fmt: skip


def incoming_documents() -> list[Row]:
    """Two that only had to be read, one that was answered in time, one that is not done yet."""
    county = "四会市人大常委会办公室"
    return [
        {"received_on": "2022-01-10", "sender": county, "document_no": "四人大办〔2022〕1号", "title": "2022年工作要点", "copies": 1,
         "secrecy": "内部", "instruction": "传阅"},
        {"received_on": "2022-03-28", "sender": county, "document_no": "四人大办〔2022〕9号", "title": "关于做好代表履职登记工作的通知",
         "copies": 1, "instruction": "刘敏：请人大办落实", "due_on": "2022-04-30", "handled_by": "蓝晓晴", "done_on": "2022-04-20"},
        {"received_on": "2022-07-08", "sender": _TOWN, "title": "关于新农村建设视察意见办理情况的反馈", "copies": 2, "instruction": "转带队代表阅"},
        {"received_on": "2022-12-19", "sender": county, "document_no": "四人大办〔2022〕41号", "title": "关于报送2022年工作总结的通知",
         "copies": 1, "due_on": "2023-01-15", "handled_by": "蓝晓晴"},
    ]  # fmt: skip


def seal_uses() -> list[Row]:
    """Every document that went out carries the presidium's seal."""
    seal = "镇人民代表大会主席团"
    return [
        {"sealed_on": day, "reason": "发文", "document": title, "seal": seal, "copies": copies, "approved_by": "刘敏", "handled_by": "蓝晓晴"}
        for day, title, _, copies in _OUTGOING
    ]  # fmt: skip


def deputy_cards() -> list[Row]:
    """The deputy who was by-elected got a card; those who moved away gave theirs back."""
    return [
        {"deputy": {"id": 53}, "issued_on": "2016-11-10", "signed_by": "卢志强", "returned_on": "2022-02-18"},
        {"deputy": {"id": 30}, "issued_on": "2016-11-10", "signed_by": "刘启贤", "returned_on": "2022-05-27"},
        {"deputy": {"id": 75}, "issued_on": "2022-07-20", "signed_by": "郭启贤"},
    ]


def chronicle_entries() -> list[Row]:
    """What stands in no other register; the rest is proposed from them."""
    return [
        {"occurred_on": "2022-03-01", "content": "镇人大代表联络室完成设备更新，重新挂牌。"},
        {"occurred_on": "2022-08-12", "content": "四会市人大常委会到迳口镇调研代表联络站建设。"},
    ]
