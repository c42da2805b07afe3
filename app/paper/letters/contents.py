"""What may stand in a letter about an opinion or suggestion: one text for each placeholder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.clocks import clock_on, has_holidays, last_day
from app.domain.confidences import STANDS_FOR, WANTED
from app.domain.contact_codes import CONTACT_STAGES, REPLY_CLASSES, SATISFACTION, SOURCES, SUGGESTION_CLASSES
from app.domain.days import PartialDate
from app.domain.document_numbers import document_number, number_to_fill_in
from app.domain.fields import Context, Ref, Row
from app.domain.handling_rounds import clock_end, clock_of_round, is_rework, rounds_of
from app.domain.law.full_names import with_full_names
from app.domain.numerals import chinese_number
from app.domain.registers.suggestions import matter_of
from app.domain.suggestion_course import due_now
from app.domain.texts import full_width_signs
from app.paper.letters.occasion import Occasion, occasions
from app.storage.ledger import Ledger
from app.storage.refusals import Refused

UNCHECKED = "（请核对）"  # what a rule that was not looked up yet says to the clerk, and to nobody else
BLANK_DAY = "    年  月  日"
_BRACKETS = str.maketrans("()", "\uff08\uff09")  # papers use full-width brackets


def contents_of(ledger: Ledger, row_id: int, kind: str = "") -> list[dict[str, str]]:
    """The text of every placeholder for each letter of a kind about one item; raises ``Refused`` when it is gone."""
    row = ledger.row("suggestions", row_id)
    if row is None:
        raise Refused("这一件已经不在台账里了。")
    row = ledger.concealed("suggestions", row)
    office, context = ledger.office, ledger.context()
    return [
        _contents(kind, occasion, context) | _frame(office, occasion.row, ledger.today)
        for occasion in occasions(ledger, kind, row)
    ]


def placeholders() -> tuple[str, ...]:
    """The names of all placeholders, in the order in which the clerk's help lists them."""
    day = date(2022, 1, 1)
    empty: Row = {"id": 0, "class": "suggestion", "raised_on": day, "content": ""}
    return (*_contents("", Occasion(empty, -1, empty, None), Context(today=day)), *_frame({}, empty, day))


def _contents(kind: str, occasion: Occasion, context: Context) -> dict[str, str]:
    row = occasion.row
    return {
        **_matter(occasion.own, context),
        **_handling(kind, occasion, context),
        **_reply(occasion, context),
        **_supervision(row, context),
        **_referral(row),
    }


def _frame(office: Mapping[str, Any], row: Mapping[str, Any], today: date) -> dict[str, str]:
    """What the office's settings say; the number is of the year in which the matter is sent up."""
    town = str(office.get("town") or "")
    handler = row["lead_handler"].name if row.get("lead_handler") else ""
    year = (row.get("exit_on") or today).year
    return {
        "乡镇": town,
        "落款": f"{town}人民代表大会主席团",
        "今天": _day(today),
        "答复单位": f"{town}人民政府" if office.get("replied_by") == "government" else handler,
        "发文字号": number_to_fill_in(str(office.get("document_code") or ""), year),
        "签发人": str(office.get("chair") or ""),
    }


def _matter(row: Mapping[str, Any], context: Context) -> dict[str, str]:
    return {
        "编号": row.get("no") or "",
        "题目": full_width_signs(matter_of(row)),
        "类别": SUGGESTION_CLASSES.label(row["class"]),
        "件名": _by_number(row, context),
        "件": "意见" if row["class"] == "opinion" else "建议",
        "提出人": _raisers(row, context),
        "反映人": visitor_of(row, context),
        "提出日期": _day(row["raised_on"]),
        "来源": SOURCES.label(row["source"]) if row.get("source") else "",
        "会次": _session_name(row, context) or "闭会期间",
        "涉及村": row.get("village") or "",
        "分类": row["category"].name if row.get("category") else "",
        "内容": full_width_signs(row.get("content") or ""),
        "办法": full_width_signs(row.get("proposal") or ""),
    }


def _handling(kind: str, occasion: Occasion, context: Context) -> dict[str, str]:
    row = occasion.row
    assigned = row.get("assigned_on")
    back = last_day("return", assigned, context) if assigned else None
    return {
        "主办单位": row["lead_handler"].name if row.get("lead_handler") else "",
        "协办单位": "、".join(ref.name for ref in row.get("co_handlers") or ()) or "无",
        "承办人": row.get("handler_person") or "",
        "分管领导": row.get("handler_leader") or "",
        "交办日期": _day(assigned),
        "交办人": row.get("assigned_by") or "",
        "交办语": _handed_over(row, occasion.number),
        "第几次": _which_time(kind, row, occasion.number),
        "办理期限": _day(row.get("due_on")),
        "期限提示": _may_move(row, occasion.number, context),
        "退回期限": _day(back),
        "依据": _basis(row, occasion.number, context),
    }


def _handed_over(row: Mapping[str, Any], number: int) -> str:
    """Whether the handler gets the matter for the first time, after another sent it back, or to do it again."""
    if number < 1 or not row.get("assigned_on"):
        return "交由你单位主办"
    if not is_rework(row, number):
        return "重新交办\uff08上一次交办后已退办\uff09\uff0c由你单位主办"
    before = rounds_of(row)[number - 1].get("feedback")
    why = "\uff08提出人对上一次答复的结果反馈不满意\uff09" if before == "dissatisfied" else ""
    return f"交由你单位重新办理{why}"


def _which_time(kind: str, row: Mapping[str, Any], number: int) -> str:
    """\uff08第2次交办\uff09 or \uff08第2次答复\uff09; empty for the first time."""
    key, word = ("replied_on", "答复") if kind in ("reply", "consultation") else ("assigned_on", "交办")
    lines = rounds_of(row)[: number + 1]
    times = sum(1 for one in lines if one.get(key))
    return f"\uff08第{times}次{word}\uff09" if times > 1 and lines[-1].get(key) else ""


def _may_move(row: Mapping[str, Any], number: int, context: Context) -> str:
    """That a last day by the clock may still move, where the days off of its year are not in the table yet."""
    due = clock_end(row, number, context) if number >= 0 else None
    if due is None or due != row.get("due_on") or has_holidays(due.year, context):
        return ""
    return f"\uff08{due.year}年的放假安排还没有录入\uff0c期限可能要顺延\uff09"


def _reply(occasion: Occasion, context: Context) -> dict[str, str]:
    row, own = occasion.row, occasion.own
    codes = row.get("feedback"), row.get("feedback_attitude")
    result, attitude = (SATISFACTION.label(code) if code else "" for code in codes)
    again = any(one.get("replied_on") for one in rounds_of(row)[: max(occasion.number, 0)])
    return {
        "标题": _reply_title(own, "再次答复" if again else "答复", context),
        "称呼": f"{occasion.to.name}代表" if occasion.to else _addressee(own, context),
        "提出方式": "转来" if own["class"] == "opinion" and own.get("deputies") else "提出",
        "并案说明": ""
        if own["id"] == row["id"]
        else f"\uff0c已与“{full_width_signs(matter_of(row))}”并案办理",
        "答复类别": REPLY_CLASSES.label(row["reply_class"]) if row.get("reply_class") else "",
        "答复文号": document_number(row.get("reply_no") or ""),
        "答复日期": _day(row.get("replied_on")),
        "答复内容": full_width_signs(row.get("reply_text") or ""),
        "沟通情况": _talks(row.get("contacts") or ()),
        "对结果": result,
        "对态度": attitude,
    }


def _referral(row: Mapping[str, Any]) -> dict[str, str]:
    sent = row.get("exit_on") if row.get("exit_kind") == "referred" else None
    via = row.get("referred_via")
    return {
        "转送单位": row.get("referred_to") or "",
        "经由": f"经{via}" if via else "",
        "转送日期": _day(sent),
        "转送理由": full_width_signs(str(row.get("exit_reason") or "").rstrip("。")) if sent else "",
    }


def _supervision(row: Mapping[str, Any], context: Context) -> dict[str, str]:
    last = due_now(row, context.today)
    answer = last_day("supervise", context.today, context)
    return {
        "期限情况": _how_late(last, context.today),
        "督办次数": str(len(row.get("supervisions") or ()) + 1),
        "回复期限": _day(answer),
    }


def _day(day: date | None) -> str:
    return PartialDate.from_date(day).spoken if day else BLANK_DAY


def visitor_of(row: Mapping[str, Any], context: Context) -> str:
    """The visitor as a letter names him: 来访群众 where somebody at the reception asked for confidentiality.

    Only a name that stands openly among its visitors is then written out.
    """
    name, link = str(row.get("visitor") or ""), row.get("reception")
    reception = context.lookup.row("receptions", link.id) if link and link.id else None
    lines = (reception or {}).get("visitors") or ()
    open_names = {line.get("name") for line in lines if not line.get("wants_confidential")}
    secret = name == WANTED or any(line.get("wants_confidential") for line in lines)
    return STANDS_FOR if name and secret and (name == WANTED or name not in open_names) else name


def _raisers(row: Mapping[str, Any], context: Context) -> str:
    names = [ref.name for ref in row.get("deputies") or ()]
    if row["class"] == "opinion":
        through = f"\uff08经{'、'.join(names)}代表转\uff09" if names else ""
        return f"{visitor_of(row, context) or '群众'}{through}"
    if len(names) > 3:
        return f"{names[0]}等{len(names)}名代表"
    return f"{'、'.join(names)}代表" if names else "代表"


_UNNAMED = ("代表", "提出意见的群众")  # who raised a suggestion, or an opinion, and is not named


def _addressee(row: Mapping[str, Any], context: Context) -> str:
    """The greeting where no deputy is written to singly."""
    names = [ref.name for ref in row.get("deputies") or ()]
    if not names:
        visitor = visitor_of(row, context)
        return (
            visitor
            if visitor == STANDS_FOR
            else (f"{visitor}同志" if visitor else _UNNAMED[row["class"] == "opinion"])
        )
    return f"{names[0]}代表" if len(names) == 1 else f"{names[0]}等{len(names)}名代表"


def _reply_title(row: Mapping[str, Any], reply: str, context: Context) -> str:
    """关于镇十六届人大六次会议第3号建议的答复 (domain.md 3.8)."""
    return f"关于{_by_number(row, context)}的{reply}"


def _by_number(row: Mapping[str, Any], context: Context) -> str:
    """The matter as titles call it, 镇十六届人大六次会议第3号建议 or 第2022-001号群众意见, with what there is."""
    if row["class"] == "opinion":
        return f"第{row.get('no') or ''}号群众意见"
    session = _session_name(row, context)
    number = re.search(r"第(\d+)号$", row.get("no") or "")
    if session and number:
        return f"{session}第{number[1]}号建议"
    return f"{session or '闭会期间'}第{row.get('no') or ''}号建议"


def _session_name(row: Mapping[str, Any], context: Context) -> str:
    """镇十六届人大六次会议 (domain.md 6.1); the name as written where the session is not known."""
    link: Ref | None = row.get("session")
    session = context.lookup.row("sessions", link.id) if link and link.id else None
    term = context.lookup.row("terms", session["term"].id) if session and session["term"].id else None
    if session is None or term is None:
        return link.name if link else ""
    return f"镇{chinese_number(term['ordinal'])}届人大{chinese_number(session['ordinal'])}次会议"


def _basis(row: Mapping[str, Any], number: int, context: Context) -> str:
    """按照 the article of the clock in force on the day of hand-over; opinions, which have no clock by law, 参照 it."""
    clock = clock_of_round(row, number) if number >= 0 else "reply"
    rule = clock_on(clock, row.get("assigned_on") or context.today, context)
    basis = str((rule or {}).get("basis") or "").replace(UNCHECKED, "").translate(_BRACKETS).strip()
    if not basis:
        return "按照有关规定"
    of = "参照" if row["class"] == "opinion" else "按照"
    basis = with_full_names(basis)
    return f"{of}{basis}" if basis.endswith("规定") else f"{of}{basis}的规定"


def _talks(lines: Sequence[Mapping[str, Any]]) -> str:
    talks = (
        f"{line['on'].isoformat() if line.get('on') else ''} "
        f"{CONTACT_STAGES.label(line['stage']) if line.get('stage') else ''}{line.get('way') or ''}".strip()
        for line in lines
    )
    return "\uff1b".join(talks)


def _how_late(last: date | None, today: date) -> str:
    if last is None:
        return "没有欠答复"
    left = (last - today).days
    if left < 0:
        return f"已超过办理期限{-left}天"
    return "今天是办理期限的最后一天" if left == 0 else f"距办理期限还有{left}天"
