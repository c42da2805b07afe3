"""The small grammar of headings: the morphemes of which clerks build them, and how near two headings are in sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

from app.domain.fields import Kind
from app.domain.registers import BY_KEY
from app.domain.texts import half_width, heading_key
from app.excel.layout.traditional import simplified

# Concept: the words that say it.  A word says the concepts of all lines that it stands in.
_WORDS = """
time 时间 天 当天 哪一天 日期 日子 年月日 年月 何时 几时 哪天 时日 日 月份 时候 生日 生于 哪年 哪月 何年 何月 年份 啥时候 什么时候 何日 时刻 几月几号 几号 几日 日子 钟点 几点
deadline 要求完成 要求办结 要求答复 要求反馈 要求回复 要求办理 应 期限 时限 限期 截止 截至 最迟 限办 限时 到期 时效 应于 以前 之前 前办好 前办结 前办完 前完成 前答复
count 数 数量 几 多少 总数 人次 次数 人数 件数 条数 户数 批数 个数 总量 多大
person 人 者 人员 同志 人数 人次 人士 谁 反映人 诉求人 当事人 提出人 何人 哪位 哪个人 名单
times 次 次数 人次 批次 趟
item 件 条 件数 条数 项数
name 姓名 名字 芳名 姓 名 大名 叫 称谓 名
phone 电话 手机 联系方式 联系方法 联络方式 通讯方式 通信方式 联系号码 座机 固话 短号 号码
contact 联系 联络 沟通 通讯 通信
card 证件 身份证 身份证件 证书 证
identity 身份证 居民身份证 居民证 公民身份 公民 身份号 证件
number 编号 编码 第几 号 文号 件号 案号 批次 流水号 号码 号数 代码 批号
register 登记 记录 登录 建档 填写
raise 提出人 提出 收集 征集 受理 收到 收件 来件 来文 来函 提交 采集 接收 上报 收 提 登记 征询 递交 报来
reflect 反映 反应 诉说 诉求 求助 反映人 诉求人
visit 来访 来站 到站 上访 到访 来人 来客
voter 民声 民意 民情 民生 群众 选民 村民 居民 百姓 老百姓 来访 来站 反映人 诉求人 上访 信访人 乡亲 户主 当事人 来人 上门
deputy 代表
receive 接待 接访 约访 下访 值班 坐班 驻站 轮值 进站 接见
assign 交 转 函告 函转 接件 签收 送达 派给 分给 交给 分配 交办 转办 分办 批转 转交 移交 下达 派发 派单 转送 批办 交付 分派 分解 转出 派 交下 下交 分发 下发 分送 分流 流转 送办 送交
reply 复 给信 给的信儿 信儿 答复 办复 回复 回函 回音 复函 函复 回应 答覆 回信 回话 作答
feedback 反馈 回访 测评 评价 评议 评判 打分 回音 感受
satisfied 满意 满意度 满意率 态度
conclude 办结 办毕 办完 完结 结案 了结 完成 解决 销号 办妥 办好 落地 了结 办成 销案
state 啥样 程度 节点 怎么处理 状态 进度 进展 情形 阶段 环节
handle 承办 主办 办理 责任 牵头 经办 主责 处理 落实 负责 办 处置 归口 经手 报账 领款 采购人
assist 协办 配合 会办 协同 协助
again 重新 再次 二次 重办 再办
org 归谁管 去向 流向 由谁办 会办口 哪家 哪个单位 单位 部门 科室 机构 机关 站所 办所 站办
matter 意见 建议 诉求 问题 事项 希望 困难 呼声 民意 事由 案由 事 求助 矛盾 愿望 心愿 要求
content 正文 做了哪些 哪些工作 什么工作 工作内容 什么 啥 哪样 甚 说了 内容 摘要 情况 要点 详情 概述 概要 描述 简述 主要 具体 议程
title 题目 标题 题名 案由 件名 名称 主题
site 哪个站 联络站 联络室 站点 站室 联络点 工作站 代表之家 站 室 站别
place 在哪 哪里 何处 地点 地址 地方 场所 位置 何地 处所 在哪 位于 设在 设于 坐落 门牌 什么地方 啥地方 位置 到哪 会场 场地
kind 类别 类型 分类 种类 性质 类 门类 归类
way 怎么 怎样 如何 方式 形式 途径 渠道
source 来源 渠道 途径 出处 场合
result 结果 结论 等次 等级 评定 办法 去向 意见 成效
village 村 社区 村居 居委 行政村 屯 村委 村组 自然村
district 选区 选举单位 片区 选举区
sex 性别 男女
birth 出生 生日 生于 诞生 出身 生年
ethnic 民族 族别 族 族属
politics 政治面貌 党派 党团 面貌 政治
party 入党 加入 党员
education 学历 文化 文化程度 教育 文凭 受教育
degree 学位
employer 从事 单位 工作 任职 职业 从业 就业 供职 服务处所
post 何职 职 职务 岗位 职位 职业 任职 头衔 身份
level 级别 层级 级 层次 级次
elect 当选 选举 产生 补选 选出
delegation 代表团 团
group 小组 组
note 备注 备查 附记 补记 备考 附注 说明 其他 其它 附言 注
attend 到 出席 到会 参会 出勤 考勤 签到 到场 参加 参与
absent 缺席 未到 缺勤 请假
activity 活动 会议 履职 项目 事项
lead 领衔 领头 牵头 主提
second 附议 联名 联署 附名 附署 同提 联提 合提 共同提出 一同
leader 领导 分管 站长 室长 组长 主任 负责人 主管人 领头
officer 联络员 专干 联络员 联络人
points 得分 分数 积分 评分 打分 分值 分
native 籍贯 祖籍
home 家庭 住 居住 住址 户籍
work 从事 工作
start 参加 开始 起始 启用 成立 建立 设立 建站
end 结束 终止 停用
buy 购 购置 购买 购入 购进 采购 买 买入 添置
keep 管的 保管 看管 管理 专管 掌管 看护
price 单价 价 价格 价钱 每件 每台 每个
model 型号 规格 款式 样式 机型 品牌 牌子 型
goods 物品 品名 设备 器材 东西 物件 设施 资产 器具
voucher 凭证 凭单 凭据 单据 票据 票号 发票 附单 票
purpose 摘要 用途 用处 用于 用在 款项 事由 做什么用
host 主持 召集 带队 组织 牵头 召集人 主持人
write 记录 笔录 执笔 整理 书写
theme 主题 议题 题目 专题 围绕 听取 谈什么 议什么
vote 投票 投票站 票站 票
people 人口 常住
seats 名额 分配 应选 席位 该选 选几名 选几人 选几
scope 范围 辖区 所辖 管辖 包含 包括 涵盖 覆盖 组成 划分 管 含 辖
check 审核 复核 复查 检查 自查 考核 督查 自评
finding 问题 不足 扣分
fix 整改
standard 标准 指标 内容 八有
round 轮次 批次 次 第几次 期次
money 金额 元 经费 资金 费用 收入 支出 钱 款 款项
income 收入 拨入 收 进 入 进账 到账 入账 拨款 收款 收进 借方 收方 拨
expense 支出 付出 支 开支 花 花费 付 付款 支付 用掉 出 出账 贷方 付方 开销 花销
area 面积 平方米 平方 平米
open 开放 接待日
actual 实际 实到 实有 实施
planned 计划 安排 预定 拟
post_sign 挂牌 上墙 张贴
key 重点
stranger 配偶 家庭成员 家属 子女 父亲 母亲 亲属 介绍人 推荐 紧急 监护 证明人 原任
desk 办公
web 网址 链接 网站 网页
public 公示 公开 对外 公布
give 发放 颁发 印发 发证
transport 交通
merge 并入 并案 合并 归并
session 人代会 会次 届次
term 届 届次
category 领域 分类 类别 方面 哪方面 属于哪
"""

_LONGEST, _SHORT = 60, 14  # characters of a heading, and of one that says no more than another
_DENIED_OR_COUNTED = re.compile(r"[\d不未没无非]")
_UNITS = {"人": "count person", "人次": "count person times", "名": "count person", "件": "count item", "条": "count item",
          "次": "count times", "批": "count times", "项": "count item", "批次": "count times",
          "个": "count item", "起": "count item", "份": "count item", "场": "count times", "户": "count", "元": "money",
          "万元": "money", "分": "points", "日": "time", "年月": "time", "年月日": "time", "㎡": "area", "平方米": "area"}  # fmt: skip
_UNIT = re.compile(rf"[(\[【](?:单位:?)?({'|'.join(sorted(_UNITS, key=len, reverse=True))})[)\]】]\s*$")


def _lexicon() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for line in _WORDS.strip().splitlines():
        concept, *listed = line.split()
        for word in listed:
            words.setdefault(word, set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in words.items()}


_LEXICON = _lexicon()
_CONCEPTS = frozenset().union(*_LEXICON.values())
_MORPHEME = re.compile("|".join(map(re.escape, sorted(_LEXICON, key=len, reverse=True))))


_EITHER_OR = re.compile(r"(.{1,2})[不没]\1")  # 到没到, 认不认可, 满不满意
_OF = re.compile("(?<=.)的(?=.)")  # 回的话 is 回话
_IDLE = re.compile("[的之所和与及或了是为在请被等其各该本现您你我否、/个\\d]")


@lru_cache(maxsize=5_000)
def words_of(text: str) -> tuple[frozenset[str], ...]:
    """A heading as its words, each as the concepts that it may say; what the grammar does not hold stands for itself.

    A unit in brackets behind it is a word too: 收集意见(条).
    """
    if len(text) > _LONGEST:
        return ()
    unit = _UNIT.search(half_width(text).strip())
    bare = _OF.sub("", _EITHER_OR.sub(r"\1", heading_key(simplified(text))))
    senses = [_LEXICON[word] for word in _MORPHEME.findall(bare)]
    senses += [frozenset({one}) for one in _IDLE.sub("", _MORPHEME.sub("", bare))]
    if unit:
        senses += [frozenset({concept}) for concept in _UNITS[unit.group(1)].split()]
    return tuple(dict.fromkeys(senses))


def has_unit(text: str) -> bool:
    """Whether a unit in brackets ends a heading: 意见(条) counts what 意见 tells."""
    return len(text) <= _LONGEST and _UNIT.search(half_width(text).strip()) is not None


def says_only_concepts(text: str) -> bool:
    """Whether a text holds nothing but words of headings: 时间节点 is no place, 东村站点 is one."""
    words = words_of(text)
    return bool(words) and all(word <= _CONCEPTS for word in words)


@lru_cache(maxsize=5_000)
def concepts_of(text: str) -> frozenset[str]:
    """Every concept that a heading may say."""
    return frozenset().union(*words_of(text))


def concepts_of_headings(path: Sequence[str]) -> frozenset[str]:
    """The concepts that headings from top to bottom say; the lowest may ask for yes or no (``ASKED``)."""
    asked = frozenset({ASKED} if path and ASKS.search(path[-1]) else ())
    return asked.union(*map(concepts_of, path))


_UNKNOWN = 0.7  # weight of a character that the grammar does not hold
_FOREIGN = 3.5  # weight of a concept that no field of the register is called by
_MORE, _LESS = 1.3, 0.8  # how much a word too many or too few tells


AGAIN, ATTEND, ABSENT = "again", "attend", "absent"  # the concepts of 再次, 出席, 缺席
DEADLINE = "deadline"  # of 期限, 应…前
ASKS = re.compile("是否|是不是|^有无|否$")  # 是否办结: the cells say 是 or 否
ASKED = "asked"  # said beside the concepts of a heading that asks for yes or no


# Whose or of what the lower headings are, where an upper one says it: 答复情况 above 日期.
ROLES = frozenset(
    "contact leader officer handle assist assign reply conclude feedback receive raise reflect voter visit deputy lead "
    "second stranger check fix".split()
)
# What lower headings say of anybody and anything.
ATTRIBUTES = frozenset(
    "time name title phone contact number person result content count times item place org post employer sex village "
    "home way kind category state satisfied handle work".split()
)


def speaks_of(parents: Iterable[str]) -> frozenset[str]:
    """The roles and acts that upper headings name; nothing where they only bundle (基本情况)."""
    return frozenset().union(*map(concepts_of, parents)) & ROLES


BUNDLING = frozenset({"content"})  # 情况 in an upper heading only bundles the lower ones


NOTHING_ASKED: Mapping[str, frozenset[str]] = {}
Phrase = tuple[frozenset[str], ...]
"""The words of a heading, each by the concepts that it may say."""


class Sense:
    """How near a heading is to each field of a register, learnt from the words by which the field is known."""

    def __init__(
        self, phrases: Mapping[str, Iterable[str]], asked: Mapping[str, frozenset[str]] = NOTHING_ASKED
    ) -> None:
        """``asked``: field → the concepts with which its kind is asked for, which say nothing of their own: 谁, 多少."""
        self._asked, self._fields = asked, tuple(phrases)
        #: by concept the fields and phrases that say it, so that a heading meets only phrases that share something
        self._saying: dict[str, set[tuple[str, Phrase]]] = {}
        same: dict[frozenset[frozenset[str]], set[str]] = {}
        for field, listed in phrases.items():
            for phrase in filter(None, map(words_of, listed)):
                if len(phrase) > 1 and all(word <= _CONCEPTS for word in phrase):
                    same.setdefault(frozenset(phrase), set()).add(field)
                for concept in frozenset().union(*phrase):
                    self._saying.setdefault(concept, set()).add((field, phrase))
        self._same = {phrase: min(fields) for phrase, fields in same.items() if len(fields) == 1}
        #: what a concept tells: much where few fields are called by it
        self._weight = {
            concept: 0.3 + log(1 + len(self._fields) / len({field for field, _ in saying}))
            for concept, saying in self._saying.items()
        }

    @lru_cache(maxsize=4_000)  # noqa: B019 - a Sense lives as long as the program
    def nearness(self, *headings: str) -> Mapping[str, float]:
        """Field → from 0 (nothing shared) to 1 (the same in other words), for headings from top to bottom."""
        upper = (w for heading in headings[:-1] for w in words_of(heading) if not w <= BUNDLING)
        senses = tuple(dict.fromkeys((*upper, *(words_of(headings[-1]) if headings else ()))))
        near: dict[str, float] = {}
        for field, phrase in {one for c in frozenset().union(*senses) for one in self._saying.get(c, ())}:
            alike = self._alike(senses, phrase, self._asked.get(field, frozenset()))
            near[field] = max(near.get(field, 0.0), alike)
        return {field: near[field] for field in self._fields if near.get(field)}

    def same(self, heading: str) -> str:
        """The only field of which a known heading says just this in other words: 何时选出 and 当选时间; empty for none."""
        phrase = (
            frozenset(words_of(heading))
            if len(heading) <= _SHORT and not _DENIED_OR_COUNTED.search(heading)
            else frozenset()
        )
        return self._same.get(phrase, "")

    def foreign(self, *headings: str) -> frozenset[str]:
        """What words of the headings say that no field of the register is called by: 资产编号 in a roster."""
        usual = self._weight.keys() | frozenset().union(*self._asked.values())
        words = (word for heading in headings for word in words_of(heading))
        return frozenset().union(*(word for word in words if word <= _CONCEPTS and not word & usual))

    def _alike(
        self,
        heading: Phrase,
        phrase: Phrase,
        asked: frozenset[str],
    ) -> float:
        """What both say against what only one of them says; a word counts by the one of its senses that is shared."""
        wanted, offered = frozenset().union(*phrase), frozenset().union(*heading)
        shared = sum(max(map(self._tells, word & wanted)) for word in heading if word & wanted)
        more = sum(min(map(self._tells, word)) for word in heading if not word & (wanted | asked))
        less = sum(min(map(self._tells, word)) for word in phrase if not word & offered)
        return shared / (shared + _MORE * more + _LESS * less)

    def _tells(self, concept: str) -> float:
        if concept not in self._weight:
            return _FOREIGN if concept in _CONCEPTS else _UNKNOWN
        return self._weight[concept] if concept in _CONCEPTS else _UNKNOWN


def asked_for(kind: Kind) -> frozenset[str]:
    """The concepts of the words with which one asks for what a kind holds: 谁, 哪天, 多少, 怎样."""
    if kind.is_person:
        return frozenset({"person", "name"})
    if kind.is_day:
        return frozenset({"time"})
    if kind.is_words:
        return frozenset({"content", "name", "way"} if kind.wide else {"content", "name"})
    if kind.to and BY_KEY[kind.to].intake.looks == "office":
        return frozenset({"person", "org"})
    return frozenset({"count"} if kind.is_quantity else ())
