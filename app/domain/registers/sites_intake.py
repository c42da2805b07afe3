"""How clerks' lists and checks of liaison sites are written, one row an item or all items across."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.contact_codes import SITE_KINDS
from app.domain.fields import Context, Problem
from app.domain.intake import Intake, Matrix, Section
from app.domain.registers.site_sections import SITE_OF_SHEET

_SITES = {
    "name": "联络站 站点 联络站(室) 联络室(站) 联络站(室、点)名称 站室名称 人大代表联络站 代表联络站 平台名称 站点(室)名称 站(室)名称 联络站点",
    "kind": "平台类型 性质 站点类别 层级",
    "village": "所在村居 所属村(社区) 村(社区)名称 所在地 所属社区 驻地",
    "address": "所在地址 场所地址 办公地址 站点地址 地点(地址) 设立地点 位置",
    "founded_on": "建立时间 建成时间 成立年月 设立日期 启用时间 建站年月 建立日期",
    "site_head": "室(站)长 站长(室长) 负责人姓名 站点负责人 联络站负责人 联络站站长",
    "liaison_officer": "专(兼)职联络员 站点联络员 联络员(兼) 工作人员 专职联络员",
    "deputies": "驻站人大代表 进站人大代表 编入代表 成员 驻站代表姓名 联系代表名单 进驻代表 组成代表 所属代表 驻室代表",
    "public_phone": "公示联系电话 站点电话 办公电话 联系方式 对外公布电话 监督电话",
    "area_m2": "使用面积 面积(平米) 办公面积 面积 场地面积",
    "opening_hours": "开放日期 接访时间 接待日 工作时间 固定接待日 接待日安排 开放时间安排",
    "sign_posted_on": "挂牌年月",
    "note": "备考 其他 附注",
}
_CHECKS = {
    "round": "自查轮次名称 检查轮次 次数 期次",
    "site": "站点名称 联络站(室)名称 联络室(站) 站(室) 站室 联络站点 所查站点 单位名称 联络站(室)",
    "item": "八有内容 八有标准 自查内容 检查事项 考核项目 建设项目 标准 建设标准 考核内容 指标 项目名称 自查事项 八有项",
    "result": "完成情况 是否符合 落实情况 评定 等次 是否落实 自评 是否完成 建设情况 达标与否 检查情况(√/×)",
    "score": "自评得分 考核得分 评分(分) 实得分 打分",
    "finding": "问题 主要问题 说明情况 不足 存在的问题 存在不足 扣分原因 具体说明",
    "checked_on": "考核日期 自评日期 考核时间 自查时间 督查时间",
    "checker": "考核人 督查人 填表人 自评人",
    "responsible": "整改人 负责人",
    "fix_by": "整改完成时限 整改期限(日期) 拟完成时间 计划完成时间",
    "fixed_on": "完成整改时间 整改时间 实际完成时间 整改完成时间",
    "note": "备考 附注",
}
_ENDS = (("中心联络站", "center_station"), ("中心站", "center_station"), ("联络站", "station"), ("站", "station"),
         ("室", "room"), ("之家", "room"), ("点", "point"))  # fmt: skip


def kind_by_name(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """A site's name ends with what it is."""
    if row.get("kind") is None and row.get("name"):
        row["kind"] = next((kind for end, kind in _ENDS if str(row["name"]).rstrip("))").endswith(end)), None)
        if row["kind"]:
            words = SITE_KINDS.label(row["kind"])
            yield Problem("kind", "note", "kind_by_name", f"没有写类型,按名称读作“{words}”等。")


def round_and_result(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """A round that is not named is that of its month; full marks are met, none is missing, what lies between in part."""
    if row.get("round") is None and row.get("checked_on"):
        row["round"] = f"{row['checked_on'].year}年{row['checked_on'].month}月"
        words = "没有写自查轮次,先按自查日期的年月填写,对吗?"
        yield Problem("round", "question", "round", words)
    item, score = row.get("item"), row.get("score")
    if row.get("result") is not None or score is None or item is None or item.id is None:
        return
    whole = (context.lookup.row("checklist_items", item.id) or {}).get("weight")
    if whole:
        row["result"] = "met" if score >= whole else "missing" if score == 0 else "partly"
        yield Problem("result", "note", "result_by_score", "没有写结果,按得分读作达标、部分达标或缺。")


SITES_INTAKE = Intake(
    headings={key: tuple(words.split()) for key, words in _SITES.items()},
    short_names=True,
    looks="site",
    infer=kind_by_name,
)
_ON = r"(?:(?:自查|检查|考核|自评|督查|填表)(?:日期|时间)[::])"
CHECKS_INTAKE = Intake(
    anchor="item",
    headings={key: tuple(words.split()) for key, words in _CHECKS.items()},
    sections=(
        SITE_OF_SHEET,
        Section("checked_on", rf"{_ON}((?:19|20)\d\d[年./-]\d{{1,2}}[月./-]\d{{1,2}}日?)",
                rf"{_ON}((?:19|20)\d\d[年./-]\d{{1,2}}[月./-]\d{{1,2}}日?)"),
        Section("checker", r"(?:自查人|检查人员?|考核人)[::]([\u4e00-\u9fff]{2,4})",
                r"(?:自查人|检查人员?|考核人)[::]([\u4e00-\u9fff]{2,4})"),
        Section("round", r"(?:自查)?轮次[::](\S{2,20})",
                r"((?:19|20)\d\d年(?:第?[一二三四五六1-6][轮次]|第?[一二三四1-4]季度|[上下]半年)|(?:19|20)\d\d年(?=度))"),
    ),
    infer=round_and_result,
    matrix=Matrix({"item": ("result", "score"), "site": ("result", "score")}),
)  # fmt: skip
