"""人大代表接待选民登记表: one reception on one sheet (domain.md 3.7)."""

from app.domain.registers.reception_confidences import with_confided
from app.paper.forms.layout import FormLayout, FormLine, Place


def _label(words: str) -> Place:
    return Place(words, "label")


def _value(key: str, columns: int = 1) -> Place:
    return Place(key, columns=columns)


def _long(key: str) -> Place:
    return Place(key, columns=5, align="left")


RECEPTION_FORM = FormLayout(
    title="{town}人大代表接待选民登记表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((_label("编号"), _value("no"), _label("接待日期"), _value("held_on"), _label("接待方式"), _value("kind"))),
        FormLine((_label("接待地点"), _value("site", 3), _label("记录人"), _value("recorder"))),
        FormLine((_label("开始时间"), _value("time_from"), _label("结束时间"), _value("time_to"), _label("来访人次"), _value("visitor_count"))),
        FormLine((_label("接待代表"), _long("deputies"))),
        FormLine((_label("主题"), _long("theme"))),
        FormLine(tuple(map(_label, ("来访人", "村（单位）", "性别", "联系电话", "年龄", "要求保密")))),
        FormLine(tuple(map(_value, ("name", "village", "sex", "phone", "age", "wants_confidential"))), height=9, each="visitors"),
        FormLine((_label("登记意见"), _value("registered_count"), _label("处理方式"), _value("handling", 3))),
        FormLine((_label("反映事项"), _long("matter")), height=26),
        FormLine((_label("选民原话"), _long("visitor_words")), height=26),
        FormLine((_label("代表答复"), _long("deputy_answer")), height=26),
        FormLine((_label("反馈日期"), _value("feedback_on"), _label("反馈情况"), _value("feedback_result", 3))),
        FormLine((_label("选民签名"), Place("", "label", columns=2), _label("代表签名"), Place("", "label", columns=2)), height=16),
        FormLine((_label("备注"), _long("note")), height=14),
    ),
    row_height=10,
    size=11,
    revealed=with_confided,
)  # fmt: skip
