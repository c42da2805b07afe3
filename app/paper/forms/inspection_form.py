"""视察调研记录表: one inspection on one sheet, with a photo (domain.md 3.11)."""

from app.paper.forms.layout import FormLayout, FormLine, Place, label, long_text

INSPECTION_FORM = FormLayout(
    title="{town}人大视察调研记录表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((label("题目"), Place("title", columns=3), label("监督方式"), Place("kind"))),
        FormLine((label("开展日期"), Place("held_on"), label("结束日期"), Place("ended_on"), label("带队"), Place("leader"))),
        FormLine((label("依据"), long_text("basis"))),
        FormLine((label("地点"), long_text("place"))),
        FormLine((label("受检单位"), Place("inspected_units", columns=3), label("代表人数"), Place("deputy_count"))),
        FormLine((label("参加代表"), long_text("deputies"))),
        FormLine((label("工作人员"), Place("staff", columns=2), label("陪同人员"), Place("accompanying", columns=2))),
        FormLine((label("情况和问题"), long_text("findings")), height=32),
        FormLine((label("报告结论"), long_text("report")), height=28),
        FormLine((label("送交单位"), Place("sent_to", columns=3), label("送交日期"), Place("report_sent_on"))),
        FormLine((label("反馈期限"), Place("feedback_due_on", columns=3), label("反馈日期"), Place("feedback_on"))),
        FormLine((label("反馈情况"), long_text("unit_feedback")), height=20),
        FormLine((label("现场照片"), Place("照片", "photo", columns=5)), height=48),
        FormLine((label("备注"), long_text("note"))),
    ),
    row_height=10,
    size=11,
)  # fmt: skip
