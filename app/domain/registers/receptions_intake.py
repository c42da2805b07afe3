"""How clerks' ledgers of receptions are written: one row a visitor or a reception, kinds told by titles or ticks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.fields import Context, Problem
from app.domain.intake import Intake
from app.domain.intake_habits import CountsInstead, LinesInColumns
from app.domain.registers.site_sections import SITE_OF_SHEET

_HEADINGS = {
    "no": "接待编号 批次 次序号 登记编号",
    "held_on": "接访日 接待日 活动日期 活动时间 走访时间 走访日期 下访时间 下访日期 约访时间 约访日期 登记日期 登记时间 来访时间 来访日期",
    "site": "接访站点 接待站点 接待站 接待室 接访站 接待(走访)地点 活动地点 联络站点 站室",
    "kind": "接访形式 接待形式 接访类别 接访(接待)方式 来访形式 接访类型 来访方式 类型 活动形式 接待类别 方式(接访/约访/下访)",
    "deputies": "驻站代表 值班代表 接访人 人大代表 参与代表 接访代表姓名 接待代表(签名) 代表名单 参加接待代表 轮值代表 走访代表",
    "deputy_count": "接待代表人次 代表人次数 接访代表人数 参与代表人数",
    "visitors": (
        "选民 群众 来访者 来访选民姓名 来访群众姓名 反映人 反映人姓名 接访对象 被访人 走访对象 约访对象 来访人员 群众代表 选民代表 上访人"
    ),
    "visitor_count": "来访群众人数 群众人次 来访人次数 接待群众人数 接待选民人数 接待选民人次 来访选民人数 参加群众人数 来访(人)",
    "matter": "反映情况 来访事由 事由 群众反映的问题 反映的主要问题 意见建议 诉求 反映事由 意见和建议 收集意见内容 问题 主要事项 反映意见建议",
    "visitor_words": "原话 群众原话 选民意见",
    "deputy_answer": "代表答复意见 现场答复情况 答复意见 解答情况 代表意见 代表解答",
    "handling": "处理 去向 处理办法 转办情况 办理情况 办理去向 处置方式 处理去向",
    "opinion_count": "收集件数 意见条数 条数 反映问题件数 收集意见件数 意见建议数 收集意见建议件数 收集问题数",
    "note": "备考 其他 附注",
}


def counted_and_kept(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """The number of visitors is that of the named ones where nothing else is said; a kind that is not said is guessed."""
    if row.get("visitor_count") is None and row.get("visitors"):
        row["visitor_count"] = len(row["visitors"])
    if row.get("kind") is None:
        row["kind"] = "walk_in"
        yield Problem("kind", "question", "kind", "没有写接待方式,先按“接访”读取,对吗?")


RECEPTIONS_INTAKE = Intake(
    headings={key: tuple(words.split()) for key, words in _HEADINGS.items()},
    sections=(SITE_OF_SHEET,),
    titled={
        "kind": (
            ("^(?!.*(?:接访|下访|走访)).*约访", "by_appointment"),
            ("^(?!.*(?:接访|约访|走访)).*下访", "outreach"),
            ("^(?!.*(?:接访|约访|下访)).*走访", "visit"),
            ("^(?!.*(?:约访|下访|走访)).*(?:接访|接待)", "walk_in"),
        )
    },
    remarks="note",
    infer=counted_and_kept,
    habits=(
        LinesInColumns(("visitors",)),
        CountsInstead({"deputies": "deputy_count", "visitors": "visitor_count"}),
    ),
)
