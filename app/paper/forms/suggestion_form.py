"""意见建议办理登记表: one matter on one sheet, from its text to what the deputies say of the reply (domain.md 3.8)."""

from app.paper.forms.layout import SEALED, FormLayout, FormLine, Place, label, long_text, value


def _by_hand(words: str, height: float) -> FormLine:
    """A box for somebody's opinion, with a place to sign."""
    signed = Place("签名：　　　　　　\n　　　年　　月　　日", "label", columns=2)
    return FormLine((label(words), Place("", "label", columns=3), signed), height=height)


SUGGESTION_FORM = FormLayout(
    title="{town}意见建议办理登记表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((label("编号"), value("no"), label("类别"), value("class"), label("提出日期"), value("raised_on"))),
        FormLine((label("提出代表"), value("deputies", 3), label("反映人"), value("visitor"))),
        FormLine((label("来源"), value("source"), label("分类"), value("category"), label("涉及村"), value("village"))),
        FormLine((label("题目"), long_text("title"))),
        FormLine((label("内容"), long_text("content")), height=34),
        FormLine((label("办法"), long_text("proposal")), height=16),
        _by_hand("拟办意见", 16),
        _by_hand("领导批示", 16),
        FormLine((label("主办单位"), value("lead_handler", 3), label("承办人"), value("handler_person"))),
        FormLine((label("协办单位"), value("co_handlers", 3), label("分管领导"), value("handler_leader"))),
        FormLine((label("交办日期"), value("assigned_on"), label("办理期限"), value("due_on"), label("答复日期"), value("replied_on"))),
        FormLine((label("承办意见"), Place("reply_text", columns=3, align="left"), Place(SEALED, "label", columns=2)), height=26),
        FormLine((label("答复类别"), value("reply_class"), label("对结果"), value("feedback"), label("对态度"), value("feedback_attitude"))),
        _by_hand("代表意见", 16),
        FormLine((label("办结日期"), value("concluded_on"), label("办结说明"), value("conclusion_reason", 3))),
        FormLine((label("备注"), long_text("note"))),
    ),
    row_height=9,
    size=11,
)  # fmt: skip
