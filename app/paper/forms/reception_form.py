"""人大代表接待选民登记表: one reception on one sheet (domain.md 3.7)."""

from app.domain.registers.reception_confidences import with_confided
from app.paper.forms.layout import FormLayout, FormLine, Place, label, long_text, value

RECEPTION_FORM = FormLayout(
    title="{town}人大代表接待选民登记表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((label("编号"), value("no"), label("接待日期"), value("held_on"), label("接待方式"), value("kind"))),
        FormLine((label("接待地点"), value("site", 3), label("记录人"), value("recorder"))),
        FormLine((label("开始时间"), value("time_from"), label("结束时间"), value("time_to"), label("来访人次"), value("visitor_count"))),
        FormLine((label("接待代表"), long_text("deputies"))),
        FormLine((label("主题"), long_text("theme"))),
        FormLine(tuple(map(label, ("来访人", "村（单位）", "性别", "联系电话", "年龄", "要求保密")))),
        FormLine(tuple(map(value, ("name", "village", "sex", "phone", "age", "wants_confidential"))), height=9, each="visitors"),
        FormLine((label("登记意见"), value("registered_count"), label("处理方式"), value("handling", 3))),
        FormLine((label("反映事项"), long_text("matter")), height=26),
        FormLine((label("选民原话"), long_text("visitor_words")), height=26),
        FormLine((label("代表答复"), long_text("deputy_answer")), height=26),
        FormLine((label("反馈日期"), value("feedback_on"), label("反馈情况"), value("feedback_result", 3))),
        FormLine((label("选民签名"), Place("", "label", columns=2), label("代表签名"), Place("", "label", columns=2)), height=16),
        FormLine((label("备注"), long_text("note")), height=14),
    ),
    row_height=10,
    size=11,
    revealed=with_confided,
)  # fmt: skip
