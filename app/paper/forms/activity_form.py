"""人大代表联络站活动记录表: one activity on one sheet, with a photo and room for the sign-in (domain.md 3.5)."""

from app.paper.forms.layout import FormLayout, FormLine, Place


def _label(words: str, rows: int = 1) -> Place:
    return Place(words, "label", rows=rows)


def _value(key: str, columns: int = 1) -> Place:
    return Place(key, columns=columns)


def _long(key: str) -> Place:
    return Place(key, columns=5, align="left")


ACTIVITY_FORM = FormLayout(
    title="{town}人大代表联络站活动记录表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((_label("活动日期"), _value("held_on"), _label("联络站"), _value("site", 3))),
        FormLine((_label("活动主题"), _value("theme", 3), _label("活动形式"), _value("form"))),
        FormLine((_label("主持人"), _value("chair"), _label("列席（群众）人数"), _value("others_count"), _label("收集意见"), _value("opinion_count"))),
        FormLine((_label("参加代表"), _long("deputies"))),
        FormLine((_label("参加人员\n签到"), Place("", "label", columns=5)), height=30),
        FormLine((_label("活动内容"), _long("content")), height=50),
        FormLine((_label("活动照片"), Place("照片", "photo", columns=5)), height=60),
        FormLine((_label("备注"), _value("note", 3), _label("记录人"), _value("recorder")), height=12),
    ),
    row_height=11,
    size=11,
)  # fmt: skip
