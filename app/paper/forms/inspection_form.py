"""视察调研记录表: one inspection on one sheet, with a photo (domain.md 3.11)."""

from app.paper.forms.layout import FormLayout, FormLine, Place


def _label(words: str) -> Place:
    return Place(words, "label")


def _long(key: str) -> Place:
    return Place(key, columns=5, align="left")


INSPECTION_FORM = FormLayout(
    title="{town}人大视察调研记录表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((_label("题目"), Place("title", columns=3), _label("监督方式"), Place("kind"))),
        FormLine((_label("开展日期"), Place("held_on"), _label("结束日期"), Place("ended_on"), _label("带队"), Place("leader"))),
        FormLine((_label("依据"), _long("basis"))),
        FormLine((_label("地点"), _long("place"))),
        FormLine((_label("受检单位"), Place("inspected_units", columns=3), _label("代表人数"), Place("deputy_count"))),
        FormLine((_label("参加代表"), _long("deputies"))),
        FormLine((_label("工作人员"), Place("staff", columns=2), _label("陪同人员"), Place("accompanying", columns=2))),
        FormLine((_label("情况和问题"), _long("findings")), height=32),
        FormLine((_label("报告结论"), _long("report")), height=28),
        FormLine((_label("送交单位"), Place("sent_to", columns=3), _label("送交日期"), Place("report_sent_on"))),
        FormLine((_label("反馈期限"), Place("feedback_due_on", columns=3), _label("反馈日期"), Place("feedback_on"))),
        FormLine((_label("反馈情况"), _long("unit_feedback")), height=20),
        FormLine((_label("现场照片"), Place("照片", "photo", columns=5)), height=48),
        FormLine((_label("备注"), _long("note"))),
    ),
    row_height=10,
    size=11,
)  # fmt: skip
