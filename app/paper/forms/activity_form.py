"""人大代表联络站活动记录表: one activity on one sheet, with a photo and room for the sign-in (domain.md 3.5)."""

from app.paper.forms.layout import FormLayout, FormLine, Place, label, long_text, value

ACTIVITY_FORM = FormLayout(
    title="{town}人大代表联络站活动记录表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((label("活动日期"), value("held_on"), label("联络站"), value("site", 3))),
        FormLine((label("活动主题"), value("theme", 3), label("活动形式"), value("form"))),
        FormLine((label("主持人"), value("chair"), label("列席（群众）人数"), value("others_count"), label("收集意见"), value("opinion_count"))),
        FormLine((label("参加代表"), long_text("deputies"))),
        FormLine((label("参加人员\n签到"), Place("", "label", columns=5)), height=30),
        FormLine((label("活动内容"), long_text("content")), height=50),
        FormLine((label("活动照片"), Place("照片", "photo", columns=5)), height=60),
        FormLine((label("备注"), value("note", 3), label("记录人"), value("recorder")), height=12),
    ),
    row_height=11,
    size=11,
)  # fmt: skip
