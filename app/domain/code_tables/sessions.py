"""Words of the congress in session: its meetings, the roll, its papers, what is said in deliberation."""

MEETING_KINDS = (
    ("preparatory", "预备会议", ("预备会",)),
    ("plenary", "全体会议", ("大会", "全体大会", "全会")),
    ("presidium", "主席团会议", ("大会主席团会议",)),
    ("delegation", "代表团会议", ("代表团审议", "代表团全体会议")),
    ("group", "分组会议", ("小组会议", "分组审议", "代表小组会议")),
)
HALF_DAYS = (
    ("morning", "上午", ("早上", "上半天")),
    ("afternoon", "下午", ("下半天",)),
    ("evening", "晚上", ("夜间",)),
)
# What a deputy may be on the roll beside the words of every attendance (代表法 art. 61).
BARRED = (("suspended", "暂停执行职务", ("暂停", "暂停执行代表职务")),)
SESSION_PAPERS = (
    ("credentials_report", "代表资格审查报告", ("资格审查报告",)),
    ("notice", "会议通知", ("通知", "召开会议的通知")),
    ("agenda", "会议议程", ("议程",)),
    ("schedule", "会议日程", ("日程",)),
    ("booklet", "会议手册", ("手册", "代表手册")),
    ("sign_in_sheet", "签到册", ("签到表", "签到簿")),
    ("minutes", "会议记录", ("记录",)),
    ("resolution", "决议", ("决定",)),
    ("announcement", "公告", ()),
    ("attendance_summary", "出席情况统计", ("出席统计", "出席情况统计表")),
)
SPEECH_KINDS = (
    ("opinion", "审议意见", ("意见", "审议发言", "发言")),
    ("suggestion", "建议", ("代表建议", "提出建议")),
)
