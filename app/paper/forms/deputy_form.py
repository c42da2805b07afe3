"""代表登记表: one deputy on one sheet with a photo (domain.md 3.2)."""

from app.paper.forms.layout import SEALED, FormLayout, FormLine, Place, label, long_text, value


def _four(first: str, key: str, second: str, other: str) -> FormLine:
    return FormLine((label(first), value(key, 3), label(second), value(other, 2)))


_PHOTO = Place("照片\n（2寸）", "photo", rows=4)

DEPUTY_FORM = FormLayout(
    title="{subject}代表登记表",
    shares=(3.0, 2.6, 2.8, 2.4, 2.8, 3.0, 3.4),
    lines=(
        FormLine(
            (
                label("姓名"),
                value("name"),
                label("性别"),
                value("sex"),
                label("出生年月"),
                value("birth_date"),
                _PHOTO,
            )
        ),
        FormLine(
            (
                label("民族"),
                value("ethnic_group"),
                label("籍贯"),
                value("native_place"),
                label("健康状况"),
                value("health"),
            )
        ),
        FormLine(
            (
                label("政治面貌"),
                value("political_status"),
                label("入党（派）\n时间"),
                value("party_joined_on"),
                label("参加工作\n时间"),
                value("work_started_on"),
            )
        ),
        FormLine((label("公民身份\n号码"), value("id_number", 3), label("曾用名"), value("former_name"))),
        FormLine(
            (
                label("文化程度"),
                value("education", 2),
                label("学位"),
                value("degree"),
                label("职称"),
                value("professional_title"),
            )
        ),
        FormLine(
            (
                label("毕业院校\n及专业"),
                long_text("school_major", 3),
                label("代表构成"),
                value("occupation_group", 2),
            )
        ),
        FormLine((label("工作单位\n及职务"), long_text("employer_position", 6))),
        _four("联系电话", "phone", "公示电话", "public_phone"),
        FormLine((label("家庭住址"), long_text("address", 6))),
        _four("选区", "electoral_district", "代表级别", "level"),
        FormLine(
            (
                label("当选日期"),
                value("elected_on"),
                label("产生方式"),
                value("elected_how"),
                label("有固定\n工资收入"),
                value("has_fixed_income", 2),
            )
        ),
        FormLine(
            (
                label("得票数"),
                value("votes_for"),
                label("投票数"),
                value("votes_cast"),
                label("资格确认\n日期"),
                value("credential_confirmed_on", 2),
            )
        ),
        FormLine(
            (
                label("代表证号"),
                value("deputy_card_no"),
                label("归侨"),
                value("is_returned_overseas_chinese"),
                label("连任"),
                value("is_reelected", 2),
            )
        ),
        _four("代表团", "delegation", "代表小组", "deputy_group"),
        FormLine((label("代表职务"), long_text("posts", 6))),
        FormLine((label("简历"), long_text("resume", 6)), height=30),
        FormLine((label("代表资格\n审查意见"), label("", 3), label(SEALED, 3)), height=18),
        FormLine((label("备注"), long_text("note", 6)), height=12),
    ),
    row_height=10.5,
    size=11,
)
