"""What may stand in a letter about an opinion or suggestion: one text for each placeholder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.confidences import STANDS_FOR, WANTED
from app.domain.contact_codes import CONTACT_STAGES, REPLY_CLASSES, SATISFACTION, SOURCES, SUGGESTION_CLASSES
from app.domain.days import PartialDate
from app.domain.fields import Context, Ref, Row
from app.domain.numerals import chinese_number
from app.domain.registers.clock_rules import clock_on, last_day
from app.domain.registers.suggestions import matter_of, reply_clock
from app.domain.suggestion_course import due_now
from app.storage.ledger import Ledger
from app.storage.refusals import Refused

BLANK_DAY = "    年  月  日"
_PUNCTUATION = str.maketrans(",:;?!", "\uff0c\uff1a\uff1b\uff1f\uff01")
_HAN = "[\u3400-\u9fff\u201d\u300b\uff09]"  # a Chinese character, or what closes a quotation of some
_HALF_WIDTH = re.compile(rf"(?<={_HAN})[,:;?!]|[,;?!](?={_HAN})")  # beside a Chinese character
_HALF_BRACKETS = re.compile(rf"\(([^()]*{_HAN}[^()]*)\)|(?<={_HAN})\(([^()]*)\)")  # of or after Chinese words
_BRACKETS = str.maketrans("()", "\uff08\uff09")  # papers use full-width brackets


def contents_of(ledger: Ledger, row_id: int) -> dict[str, str]:
    """The text of every placeholder for one item; raises ``Refused`` when it is gone."""
    row = ledger.row("suggestions", row_id)
    if row is None:
        raise Refused("这一件已经不在台账里了。")
    row = ledger.confidences.concealed("suggestions", row)
    context, office = ledger.context(), ledger.office
    return {
        **_matter(row, context),
        **_handling(row, context),
        **_reply(row, context),
        **_supervision(row, context),
        "乡镇": str(office.get("town") or ""),
        "落款": f"{office.get('town') or ''}人民代表大会主席团",
        "今天": _day(context.today),
    }


def placeholders() -> tuple[str, ...]:
    """The names of all placeholders, in the order in which the clerk's help lists them."""
    empty: Row = {"id": 0, "class": "suggestion", "raised_on": date(2022, 1, 1), "content": ""}
    context = Context(today=date(2022, 1, 1))
    own = {**_matter(empty, context), **_handling(empty, context), **_reply(empty, context)}
    return (*own, *_supervision(empty, context), "乡镇", "落款", "今天")


def _matter(row: Mapping[str, Any], context: Context) -> dict[str, str]:
    return {
        "编号": row.get("no") or "",
        "题目": prose(matter_of(row)),
        "类别": SUGGESTION_CLASSES.label(row["class"]),
        "件": "意见" if row["class"] == "opinion" else "建议",
        "提出人": _raisers(row),
        "反映人": _visitor(row),
        "提出日期": _day(row["raised_on"]),
        "来源": SOURCES.label(row["source"]) if row.get("source") else "",
        "会次": _session_name(row, context) or "闭会期间",
        "涉及村": row.get("village") or "",
        "分类": row["category"].name if row.get("category") else "",
        "内容": prose(row.get("content")),
        "办法": prose(row.get("proposal")),
    }


def _handling(row: Mapping[str, Any], context: Context) -> dict[str, str]:
    assigned = row.get("assigned_on")
    back = last_day("return", assigned, context) if assigned else None
    due = due_now(row, context.today) or row.get("extended_due_on") or row.get("due_on")
    return {
        "主办单位": row["lead_handler"].name if row.get("lead_handler") else "",
        "协办单位": "、".join(ref.name for ref in row.get("co_handlers") or ()) or "无",
        "承办人": row.get("handler_person") or "",
        "分管领导": row.get("handler_leader") or "",
        "交办日期": _day(assigned),
        "交办人": row.get("assigned_by") or "",
        "办理期限": _day(due),
        "退回期限": _day(back),
        "依据": _basis(row, context),
    }


def _reply(row: Mapping[str, Any], context: Context) -> dict[str, str]:
    told = row.get("feedback"), row.get("feedback_attitude")
    result, attitude = (SATISFACTION.label(code) if code else "" for code in told)
    return {
        "标题": _reply_title(row, context),
        "称呼": _addressee(row),
        "答复类别": REPLY_CLASSES.label(row["reply_class"]) if row.get("reply_class") else "",
        "答复文号": row.get("reply_no") or "",
        "答复日期": _day(row.get("rework_replied_on") or row.get("replied_on")),
        "答复内容": prose(row.get("reply_text")),
        "沟通情况": _talks(row.get("contacts") or ()),
        "对结果": result,
        "对态度": attitude,
    }


def _supervision(row: Mapping[str, Any], context: Context) -> dict[str, str]:
    last = due_now(row, context.today)
    answer = last_day("supervise", context.today, context)
    return {
        "期限情况": _how_late(last, context.today),
        "督办次数": str(len(row.get("supervisions") or ()) + 1),
        "回复期限": _day(answer),
    }


def prose(text: str | None) -> str:
    """Words of a record as papers set them: full-width punctuation beside Chinese, numbers left alone."""
    bracketed = _HALF_BRACKETS.sub(lambda found: f"\uff08{found[1] or found[2] or ''}\uff09", text or "")
    return _HALF_WIDTH.sub(lambda found: found[0].translate(_PUNCTUATION), bracketed)


def _day(day: date | None) -> str:
    return PartialDate.from_date(day).spoken if day else BLANK_DAY


def _visitor(row: Mapping[str, Any]) -> str:
    """Who brought it up; 来访群众 for one who wants confidentiality."""
    visitor = str(row.get("visitor") or "")
    return STANDS_FOR if visitor == WANTED else visitor


def _raisers(row: Mapping[str, Any]) -> str:
    names = [ref.name for ref in row.get("deputies") or ()]
    if row["class"] == "opinion":
        through = f"\uff08经{'、'.join(names)}代表转\uff09" if names else ""
        return f"{_visitor(row) or '群众'}{through}"
    if len(names) > 3:
        return f"{names[0]}等{len(names)}名代表"
    return f"{'、'.join(names)}代表" if names else "代表"


def _addressee(row: Mapping[str, Any]) -> str:
    names = [ref.name for ref in row.get("deputies") or ()]
    if not names:
        visitor = _visitor(row)
        return visitor if visitor == STANDS_FOR else f"{visitor}同志" if visitor else "代表"
    return f"{names[0]}代表" if len(names) == 1 else f"{names[0]}等{len(names)}名代表"


def _reply_title(row: Mapping[str, Any], context: Context) -> str:
    """关于镇十六届人大六次会议第3号建议的答复 (domain.md 3.8), with what there is to say it."""
    if row["class"] == "opinion":
        return f"关于第{row.get('no') or ''}号群众意见的答复"
    session = _session_name(row, context)
    number = re.search(r"第(\d+)号$", row.get("no") or "")
    if session and number:
        return f"关于{session}第{number[1]}号建议的答复"
    return f"关于{session or '闭会期间'}第{row.get('no') or ''}号建议的答复"


def _session_name(row: Mapping[str, Any], context: Context) -> str:
    """镇十六届人大六次会议 (domain.md 6.1); the name as written where the session is not known."""
    link: Ref | None = row.get("session")
    session = context.lookup.row("sessions", link.id) if link and link.id else None
    term = context.lookup.row("terms", session["term"].id) if session and session["term"].id else None
    if session is None or term is None:
        return link.name if link else ""
    return f"镇{chinese_number(term['ordinal'])}届人大{chinese_number(session['ordinal'])}次会议"


def _basis(row: Mapping[str, Any], context: Context) -> str:
    """按照 the article of the clock in force on the day of hand-over; opinions, which have no clock by law, 参照 it."""
    rule = clock_on(reply_clock(row), row.get("assigned_on") or context.today, context)
    basis = str((rule or {}).get("basis") or "").translate(_BRACKETS)
    if not basis:
        return "按照有关规定"
    return f"{'参照' if row['class'] == 'opinion' else '按照'}{basis}的规定"


def _talks(lines: Sequence[Mapping[str, Any]]) -> str:
    told = (
        f"{line['on'].isoformat() if line.get('on') else ''} "
        f"{CONTACT_STAGES.label(line['stage']) if line.get('stage') else ''}{line.get('way') or ''}".strip()
        for line in lines
    )
    return "\uff1b".join(told)


def _how_late(last: date | None, today: date) -> str:
    if last is None:
        return "没有定办理期限"
    left = (last - today).days
    if left < 0:
        return f"已超过办理期限{-left}天"
    return "今天是办理期限的最后一天" if left == 0 else f"距办理期限还有{left}天"
