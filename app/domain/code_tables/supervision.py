"""Words of what the congress does between its sessions: presidium, supervision, projects, training, reports to voters."""

PRESIDIUM_ROLES = (
    ("standing_chair", "常务主席", ("大会常务主席",)),
    ("executive_chair", "执行主席", ("大会执行主席",)),
    ("member", "成员", ("主席团成员", "委员")),
)
INSPECTION_KINDS = (
    ("inspection", "视察", ("代表视察", "集中视察", "视察活动", "视察调研")),
    ("research", "专题调研", ("调研", "调研活动", "专题调查")),
    ("enforcement_check", "执法检查", ("检查", "法律法规实施情况检查")),
    ("special_report", "听取专项工作报告", ("听取专项报告", "专项工作报告", "专项报告", "听取报告", "听取汇报")),
    ("appraisal", "评议", ("工作评议", "专项评议", "部门评议")),
)  # fmt: skip
INSPECTION_STATES = (
    ("planned", "待开展", ("未开展",)),
    ("to_report", "待送报告", ("已开展",)),
    ("awaiting_feedback", "待反馈", ("未反馈",)),
    ("answered", "已反馈", ("已整改", "已办结")),
)
TRAINING_KINDS = (
    ("induction", "初任培训", ("初任", "任前培训", "岗前培训", "新任代表培训")),
    ("special", "专题培训", ("专题", "专题讲座", "讲座", "专题学习", "集中培训", "集中学习")),
    ("with_meeting", "以会代训", ("会议培训", "会前培训", "会前学习")),
    ("study_tour", "外出考察", ("考察", "外出学习", "考察学习", "交流学习")),
    ("online", "线上培训", ("网络培训", "线上学习", "网上学习", "视频培训")),
)
REPORT_WAYS = (
    ("oral", "口头述职", ("口头", "会议述职", "现场述职")),
    ("written", "书面述职", ("书面", "书面报告")),
)
GRADE_COUNTS = (
    ("satisfied", "满意票", ("满意",)),
    ("content", "满意票加基本满意票", ("满意和基本满意", "满意加基本满意")),
)
PROJECT_STATES = (
    ("candidate", "候选", ("候选项目", "待票决")),
    ("not_adopted", "未入选", ("未通过", "落选")),
    ("tied", "待再次票决", ()),
    ("adopted", "已票决", ("未开工", "未开始", "已确定", "正式项目")),
    ("under_way", "进行中", ("在建", "实施中", "推进中", "正在实施")),
    ("completed", "已完成", ("完成", "竣工", "已竣工", "完工", "已完工")),
    ("stopped", "终止", ("已终止", "取消")),
)
PROJECT_CHANGES = (
    ("adjusted", "调整", ("变更", "项目调整")),
    ("stopped", "终止", ("取消", "停止实施")),
)
MEETING_PERIODS = (
    ("during", "会议期间", ("人代会期间", "大会期间")),
    ("between", "闭会期间", ("闭会",)),
)
