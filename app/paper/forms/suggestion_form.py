"""意见建议办理登记表: one matter on one sheet, from its text to what the deputies say of the reply (domain.md 3.8)."""

from app.paper.forms.layout import SEALED, FormLayout, FormLine, Place


def _label(words: str) -> Place:
    return Place(words, "label")


def _value(key: str, columns: int = 1) -> Place:
    return Place(key, columns=columns)


def _long(key: str) -> Place:
    return Place(key, columns=5, align="left")


def _by_hand(words: str, height: float) -> FormLine:
    """A box for somebody's opinion, with a place to sign."""
    signed = Place("签名：　　　　　　\n　　　年　　月　　日", "label", columns=2)
    return FormLine((_label(words), Place("", "label", columns=3), signed), height=height)


SUGGESTION_FORM = FormLayout(
    title="{town}意见建议办理登记表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((_label("编号"), _value("no"), _label("类别"), _value("class"), _label("提出日期"), _value("raised_on"))),
        FormLine((_label("提出代表"), _value("deputies", 3), _label("反映人"), _value("visitor"))),
        FormLine((_label("来源"), _value("source"), _label("分类"), _value("category"), _label("涉及村"), _value("village"))),
        FormLine((_label("题目"), _long("title"))),
        FormLine((_label("内容"), _long("content")), height=34),
        FormLine((_label("办法"), _long("proposal")), height=16),
        _by_hand("拟办意见", 16),
        _by_hand("领导批示", 16),
        FormLine((_label("主办单位"), _value("lead_handler", 3), _label("承办人"), _value("handler_person"))),
        FormLine((_label("协办单位"), _value("co_handlers", 3), _label("分管领导"), _value("handler_leader"))),
        FormLine((_label("交办日期"), _value("assigned_on"), _label("办理期限"), _value("due_on"), _label("答复日期"), _value("replied_on"))),
        FormLine((_label("承办意见"), Place("reply_text", columns=3, align="left"), Place(SEALED, "label", columns=2)), height=26),
        FormLine((_label("答复类别"), _value("reply_class"), _label("对结果"), _value("feedback"), _label("对态度"), _value("feedback_attitude"))),
        _by_hand("代表意见", 16),
        FormLine((_label("办结日期"), _value("concluded_on"), _label("办结说明"), _value("conclusion_reason", 3))),
        FormLine((_label("备注"), _long("note"))),
    ),
    row_height=9,
    size=11,
)  # fmt: skip
