"""The code tables of the work between sessions."""

from app.domain.code_tables import contact
from app.domain.codes import CodeTable

SITE_KINDS = CodeTable("联络站类型", contact.SITE_KINDS, bracket_free=True)
RECEPTION_KINDS = CodeTable("接待方式", contact.RECEPTION_KINDS, bracket_free=True)
HANDLINGS = CodeTable("处理方式", contact.HANDLINGS, bracket_free=True)
SUGGESTION_CLASSES = CodeTable("意见建议类别", contact.SUGGESTION_CLASSES)
SOURCES = CodeTable("来源", contact.SOURCES, bracket_free=True)
REPLY_CLASSES = CodeTable(
    "答复类别", contact.REPLY_CLASSES, bracket_free=True, meanings=contact.REPLY_MEANINGS
)
SATISFACTION = CodeTable("满意度", contact.SATISFACTION, bracket_free=True)
STATUSES = CodeTable("办理状态", contact.STATUSES, bracket_free=True)
COURSE_EXITS = CodeTable(
    "不再办理", [entry for entry in contact.STATUSES if entry[0] in contact.EXITS], bracket_free=True
)
CONCLUDED_MEANINGS = CodeTable("办结的标准", contact.CONCLUDED_MEANINGS)
ANSWERING = CodeTable("以谁的名义答复", contact.ANSWERING)
CONTACT_STAGES = CodeTable("沟通阶段", contact.CONTACT_STAGES)
PERFORMANCE_KINDS = CodeTable("履职类别", contact.PERFORMANCE_KINDS, bracket_free=True)
ATTENDANCE = CodeTable("出席情况", contact.ATTENDANCE, bracket_free=True)
ROLES = CodeTable("履职角色", contact.ROLES)
ACTIVITY_FORMS = CodeTable("活动形式", contact.ACTIVITY_FORMS)
RESULTS = CodeTable("自查结果", contact.RESULTS, bracket_free=True)
JUDGED_BY = CodeTable("判定依据", contact.JUDGED_BY)
EQUIPMENT_ORIGINS = CodeTable("设备来源", contact.EQUIPMENT_ORIGINS)
EQUIPMENT_STATES = CodeTable("设备状态", contact.EQUIPMENT_STATES)
FUNDS = CodeTable("经费类别", contact.FUNDS)
DAY_KINDS = CodeTable("放假或上班", contact.DAY_KINDS)
CLOCKS = CodeTable("期限", contact.CLOCKS)
CLOCK_UNITS = CodeTable("期限单位", contact.CLOCK_UNITS)
