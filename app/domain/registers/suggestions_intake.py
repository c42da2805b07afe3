"""How clerks' ledgers of opinions and suggestions are written: headings, classes told by titles, states told by words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.contact_codes import STATUSES, SUGGESTION_CLASSES
from app.domain.fields import Context, Problem
from app.domain.intake import Intake
from app.domain.intake_habits import FurtherNames, SecondAnchor, StatedStates
from app.domain.registers.site_sections import SITE_OF_SHEET
from app.domain.suggestion_course import is_open, status_on

_HEADINGS = {
    "no": "登记编号 件号 文号 建议案号 意见建议编号",
    "class": "意见建议类别 建议类别 意见类型",
    "raised_on": (
        "收集日 接访日期 接待日期 接待时间 收到日期 收到时间 提交日期 提交时间 建议时间 建议日期 受理日期 受理时间 "
        "登记时间 提出时间(日期) 征集时间 征集日期"
    ),
    "source": "收集方式 意见建议来源 建议来源 提出场合 来源渠道 收集途径 途径 反映方式",
    "session": "人代会会次 提出会议 届次",
    "site": "收集站 联络站点 所在联络站 接待地点 收集联络站 接访地点 站(室) 接待站点",
    "deputies": (
        "建议代表 提建议代表 提议代表 领衔人 提案人 代表名字 人大代表 提交代表 反映代表 接访代表 提出建议代表 收集人 领衔及附议代表 "
        "提出建议的代表 代表(领衔) 征集代表 联系代表"
    ),
    "visitor": "反映人姓名 选民(群众) 群众 提出群众 反映选民 诉求人 来访选民 来访群众 反映人(群众)",
    "village": "村(社区) 村别 所属村 涉及村居 反映人所在村 行政村 村委会",
    "title": "建议标题 意见标题 件名 建议件名",
    "content": (
        "反映事项 反映内容 意见建议 具体内容 诉求 诉求内容 反映的问题 反映情况 意见建议主要内容 建议主要内容 存在问题 "
        "群众意见 群众意见内容 建议意见 建议意见内容 主要诉求 意见(建议)内容 收集意见内容 事项内容 社情民意内容 代表建议内容 "
        "批评和意见 建议、批评和意见"
    ),
    "category": "类型 事项分类 建议分类 意见分类 所属领域 所属类别 问题类别 涉及领域 内容类别",
    "lead_handler": (
        "承办部门 办理部门 责任部门 主办部门 承办单位(主办) 交办部门 转办单位 落实单位 牵头单位 承办单位名称 处理单位 "
        "主办(承办)单位 分办 承办"
    ),
    "co_handlers": "协办部门 配合单位 会办",
    "assigned_on": "交办日 转交日期 转交时间 移交时间 移交日期 分办日期 分办时间 批转时间 下达时间 交办(转办)时间",
    "due_on": "办理截止日期 截止日期 限办日期 应答复日期 要求办结时间 限时 完成时限",
    "replied_on": "书面答复时间 答复日 办理答复时间 答复代表时间 反馈代表时间",
    "reply_class": "办理等次 答复等级 答复类型 结果分类",
    "reply_text": "落实情况 处理结果 处理情况 办理落实情况 办理结果及答复 承办单位意见 处理意见 结果 办理情况及结果",
    "feedback": "群众满意度 满意否 是否满意 评价 办理评价 代表评价 反馈结果 测评结果 满意度评价",
    "feedback_on": "满意度测评时间 回访时间 回访日期 评价时间",
    "concluded_on": "办结日 解决时间 落实时间 结案时间 结案日期",
    "status": "办结否 目前状态 当前状态 办理进展 进展情况 完成情况 是否完成 是否答复 办理状况",
    "note": "备考 其他 其它 附注",
}
_TITLED = {
    "class": (
        ("议案转", "motion_converted"),
        (
            "群众(?:的)?(?:意见|诉求|反映|建议)|社情民意|选民(?:的)?(?:意见|诉求|反映)|民意|村民意见",
            "opinion",
        ),
        ("代表(?:提出的?)?建议|建议[、,]?批评和?意见|议案建议", "suggestion"),
    ),
}
# What a state in words may stand beside: 办理中 is said of whatever is not concluded yet.
_AGREES = {
    "in_progress": {
        "assigned",
        "in_progress",
        "replied",
        "feedback_received",
        "reworking",
        "sorted",
        "collected",
    },
    "replied": {"replied", "feedback_received", "concluded", "archived"},
    "feedback_received": {"feedback_received", "concluded", "archived"},
    "concluded": {"concluded", "archived"},
    "assigned": {"assigned", "in_progress"},
    "collected": {"collected", "sorted", "assigned"},
    "sorted": {"collected", "sorted"},
}
_WANTS = {
    "assigned": "交办日期",
    "replied": "答复日期",
    "feedback_received": "反馈日期",
    "concluded": "办结日期",
    "archived": "归档日期",
    "reworking": "重新交办日期",
}


def state_borne_out(sheet_state: str, row: Mapping[str, Any], context: Context) -> str | None:
    """A sentence where no date of the row bears out the state that the sheet names."""
    state = status_on(row, context.today)
    if state is None or state == sheet_state or state in _AGREES.get(sheet_state, ()):
        return None
    words, state_by_dates = STATUSES.label(sheet_state), STATUSES.label(state)
    missing_date = _WANTS.get(sheet_state)
    if is_open(state) and missing_date:
        return f"状态写的是「{words}」,但没有{missing_date};按日期推算是「{state_by_dates}」,请补填日期。"
    return f"状态写的是「{words}」,按日期推算是「{state_by_dates}」,请核对日期。"


def class_and_conclusion(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """What a sheet leaves to its reader: the class of a matter, and the day on which it was concluded."""
    if row.get("class") is None:
        yield from _class_by_people(row)
    if row.get("status") == "concluded" and row.get("concluded_on") is None:
        row["concluded_on"] = row.get("replied_on") or row.get("feedback_on")
        if row["concluded_on"]:
            words = "状态写的是「已办结」,没有办结日期,先按答复日期填写,对吗?"
            yield Problem("concluded_on", "question", "concluded_on", words)


def _class_by_people(row: dict[str, Any]) -> Iterable[Problem]:
    """Who raised a matter tells its class: a voter an opinion, deputies alone perhaps a suggestion."""
    if row.get("visitor"):
        row["class"] = "opinion"
        yield Problem("class", "note", "class_by_visitor", "没有写类别,有反映人的按“群众意见”读取。")
        return
    session = row.get("session") or row.get("source") in ("in_session", "out_of_session", "inspection")
    row["class"] = "suggestion" if session or (row.get("deputies") and not row.get("site")) else "opinion"
    words = SUGGESTION_CLASSES.label(row["class"])
    yield Problem("class", "question", "class", f"没有写类别,先按“{words}”读取,对吗?")


SUGGESTIONS_INTAKE = Intake(
    anchor="content",
    headings={key: tuple(words.split()) for key, words in _HEADINGS.items()},
    sections=(SITE_OF_SHEET,),
    titled=_TITLED,
    infer=class_and_conclusion,
    remarks="note",
    habits=(
        SecondAnchor("title"),
        FurtherNames({"lead_handler": "co_handlers"}),
        StatedStates({"status": state_borne_out}),
    ),
)
