"""People: who a deputy is, whatever mandates he or she holds (person is not mandate)."""

from collections.abc import Mapping
from typing import Any

from app.domain.codes import EDUCATION, ETHNIC_GROUPS, OCCUPATION_GROUPS, POLITICAL_STATUS, SEX
from app.domain.fields import Context, Field, Problem
from app.domain.hooks import ToldApart
from app.domain.id_numbers import birth_of, sex_of
from app.domain.kinds import Choice, Flag, IdNumber, KnownDay, Lines, PersonName, Phone, Text
from app.domain.law.deadlines import months_later
from app.domain.law.mandates import MAJORITY
from app.domain.register import Register
from app.domain.registers.in_order import in_order

RESUME_COLUMNS = (
    Field("from_on", "起", KnownDay()),
    Field("to_on", "止", KnownDay()),
    Field("what", "经历", Text(longest=200)),
)


def birth_agrees_with_id_number(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The birth date stands in the ID number (GB 11643-1999)."""
    number, birth = row.get("id_number"), row.get("birth_date")
    born = birth_of(number) if number else None
    if born and birth and not born.agrees(birth):
        message = f"出生年月 {birth.dotted} 与身份证号码中的 {born.dotted} 不一致，请核对。"
        return Problem("birth_date", "warning", "id_birth", message)
    return None


def sex_agrees_with_id_number(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The 17th digit is odd for men and even for women (GB 11643-1999)."""
    number, sex = row.get("id_number"), row.get("sex")
    sex_in_number = sex_of(number) if number else None
    if sex_in_number and sex and sex_in_number != SEX.label(sex):
        return Problem(
            "sex",
            "warning",
            "id_sex",
            f"性别填的是{SEX.label(sex)}，身份证号码显示为{sex_in_number}，请核对。",
        )
    return None


def of_voting_age(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Citizens of 18 may be elected (选举法 art. 4)."""
    birth = row.get("birth_date")
    if birth and months_later(birth.first_day, MAJORITY) > context.today:
        return Problem(
            "birth_date", "warning", "under_age", f"按出生年月 {birth.dotted} 未满十八周岁，请核对。"
        )
    return None


PEOPLE = Register(
    key="people",
    label="人员",
    measure="人",
    retention="Y",
    identity=(("id_number",), ("name", "birth_date")),
    order=("name",),
    called=("name",),
    rules=(
        birth_agrees_with_id_number, sex_agrees_with_id_number, of_voting_age,
        # Side matters of a roster: its rows are not held up by them, 资料核对 names them.
        in_order("birth_date", "party_joined_on", "入党（派）时间早于出生年月", in_sheets=False),
        in_order("birth_date", "work_started_on", "参加工作时间早于出生年月", in_sheets=False),
    ),
    hooks=(ToldApart(("sex",)),),
    fields=(
        Field("name", "姓名", PersonName(), required=True, aliases=("名字", "人大代表", "当选人", "人员姓名", "成员姓名", "当选代表", "代表", "中文姓名", "真实姓名", "被选人", "姓名全称", "名单", "人名", "代表名"), section="基本情况"),
        Field("former_name", "曾用名", PersonName(), section="基本情况"),
        Field("name_pinyin", "姓名拼音", Text(longest=60), hint="读音特殊时填写，例如 单雄信 填 shan xiong xin", section="基本情况"),
        Field("sex", "性别", Choice(SEX), expected=True, section="基本情况", aliases=("男女", "性")),
        Field("birth_date", "出生年月", KnownDay(birth=True), expected=True, section="基本情况",
              aliases=("生日", "出生", "生年月日", "出生年", "公历生日", "生辰", "出生年月日期", "出生日月", "生年月")),
        Field("ethnic_group", "民族", Choice(ETHNIC_GROUPS), expected=True, section="基本情况", aliases=("族别", "民族成分", "民族成份", "族属", "民族别", "族", "所属民族", "何民族")),
        Field("native_place", "籍贯", Text(longest=60), section="基本情况"),
        Field("id_number", "公民身份号码", IdNumber(), private=True, section="基本情况",
              aliases=("身份证号", "身份证号码", "身份证", "居民身份证号码", "证件号码", "公民身份证号码", "身份号码", "居民身份证号", "居民身份证", "公民身份证号", "身份证件号码", "身份证件号", "身份证明号码", "证件号", "有效证件号码", "身份证编号", "公民身份证", "二代身份证号", "身份号", "公民身份号", "idcard", "身份证件", "居民证号码", "身分证号码", "身分证号", "身分证")),
        Field("political_status", "政治面貌", Choice(POLITICAL_STATUS), expected=True, section="基本情况",
              aliases=("党派", "政治面目", "面貌", "政治身份", "党团", "党团关系", "所属党派", "党派归属", "政治状况", "政治", "政面", "党派团体", "党别", "参加党派", "何党派", "面目", "政治成份", "政治成分", "是否中共党员", "是否党员")),
        Field("party_joined_on", "入党（派）时间", KnownDay(), aliases=("入党时间", "入党日期", "入党年月"), section="基本情况"),
        Field("education", "文化程度", Choice(EDUCATION), expected=True, section="学历与工作",
              aliases=("学历", "文化", "教育程度", "最高学历", "学历层次", "文化水平", "文化学历", "文凭", "全日制学历", "全日制教育", "最高文化程度", "现有学历", "教育水平", "学历学位", "教育背景", "受教育水平")),
        Field("degree", "学位", Text(longest=40), section="学历与工作"),
        Field("school_major", "毕业院校及专业", Text(longest=100), aliases=("毕业院校", "毕业学校", "院校及专业"), section="学历与工作"),
        Field("work_started_on", "参加工作时间", KnownDay(), aliases=("工作时间", "参加工作年月", "参工时间"), section="学历与工作"),
        Field("professional_title", "职称", Text(longest=40), aliases=("专业技术职务", "技术职称"), section="学历与工作"),
        Field("employer_position", "工作单位及职务", Text(longest=120), expected=True, section="学历与工作",
              aliases=("单位及职务", "职业及职务", "工作单位职务职称", "任职单位及职务", "工作单位及现任职务", "单位及现任职务", "服务单位及职务", "单位及职业", "工作单位及职务职业", "从业单位及职务", "工作单位及任职", "单位及任职", "任职情况", "工作及职务", "工作单位及行政职务", "工作单位及党政职务", "身份或职务", "现任单位及职务", "单位名称及职务", "现任职务及单位", "公司及职务")),
        Field("occupation_group", "代表构成", Choice(OCCUPATION_GROUPS), aliases=("身份类别", "代表结构", "构成", "职业构成"), section="学历与工作"),
        Field("has_fixed_income", "有固定工资收入", Flag(), hint="没有的，执行代表职务时可领误工补贴（代表法第四十一条）", section="学历与工作"),
        Field("is_returned_overseas_chinese", "归侨", Flag(), section="学历与工作"),
        Field("phone", "联系电话", Phone(), private=True, section="联系方式",
              aliases=("电话", "手机", "手机号", "手机号码", "联系方式", "移动电话", "手机电话", "联系号码", "移动电话号码", "联系电话号码", "通讯方式", "联系方法", "联系手机号", "tel", "mobile", "phone", "移动手机", "手提电话", "常用电话", "联络方式", "号码", "短信号码", "固定电话", "办公电话", "座机", "住宅电话", "家庭电话")),
        Field("address", "家庭住址", Text(longest=120), private=True, aliases=("住址", "家庭地址", "通讯地址", "地址"), section="联系方式"),
        Field("public_phone", "公示电话", Phone(), hint="可张贴在联络站的电话", section="联系方式"),
        Field("health", "健康状况", Text(longest=40), section="其他"),
        Field("resume", "简历", Lines(RESUME_COLUMNS), section="其他"),
    ),
)  # fmt: skip
