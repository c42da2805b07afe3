"""The code tables of the year plan: what is planned, and how it stands."""

from app.domain.codes import CodeTable

PLAN_KINDS = CodeTable(
    "计划类别",
    (
        ("session", "人代会", ("人民代表大会会议", "人大会议", "代表大会")),
        ("presidium_meeting", "主席团会议", ("主席团",)),
        ("inspection", "视察", ("视察活动", "视察调研")),
        ("research", "专题调研", ("调研", "调研活动")),
        ("enforcement_check", "执法检查", ("检查",)),
        ("appraisal", "评议", ("工作评议",)),
        ("theme_day", "主题接待日", ("接待日", "主题接待")),
        ("reception", "接待选民", ("接待", "接访", "约访", "下访", "代表接待")),
        ("training", "学习培训", ("培训", "学习", "代表培训")),
        ("group_activity", "代表小组活动", ("小组活动", "代表活动", "活动")),
        ("report_to_voters", "向选民述职", ("述职", "述职评议")),
        ("site_check", "联络站自查", ("八有自查", "自查", "联络站检查")),
        ("other", "其他", ("其它",)),
    ),
    bracket_free=True,
)
PLAN_STATES = CodeTable(
    "计划状态",
    (
        ("done", "已完成", ("完成",)),
        ("done_late", "晚于计划完成", ("延后完成",)),
        ("under_way", "进行中", ("部分开展",)),
        ("partly", "没有做满", ("部分完成",)),
        ("not_done", "到期未开展", ("未完成", "未开展")),
        ("planned", "未到时间", ("待开展",)),
    ),
)
