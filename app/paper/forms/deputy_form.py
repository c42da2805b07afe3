"""代表登记表: one deputy on one sheet with a photo (domain.md 3.2)."""

from app.paper.forms.layout import SEALED, FormLayout, FormLine, Place


def _label(words: str, columns: int = 1, rows: int = 1) -> Place:
    return Place(words, "label", columns, rows)


def _value(key: str, columns: int = 1) -> Place:
    return Place(key, columns=columns)


def _long(key: str, columns: int) -> Place:
    return Place(key, columns=columns, align="left")


def _four(first: str, key: str, second: str, other: str) -> FormLine:
    return FormLine((_label(first), _value(key, 3), _label(second), _value(other, 2)))


_PHOTO = Place("照片\n（2寸）", "photo", rows=4)

DEPUTY_FORM = FormLayout(
    title="{subject}代表登记表",
    shares=(3.0, 2.6, 2.8, 2.4, 2.8, 3.0, 3.4),
    lines=(
        FormLine(
            (
                _label("姓名"),
                _value("name"),
                _label("性别"),
                _value("sex"),
                _label("出生年月"),
                _value("birth_date"),
                _PHOTO,
            )
        ),
        FormLine(
            (
                _label("民族"),
                _value("ethnic_group"),
                _label("籍贯"),
                _value("native_place"),
                _label("健康状况"),
                _value("health"),
            )
        ),
        FormLine(
            (
                _label("政治面貌"),
                _value("political_status"),
                _label("入党（派）\n时间"),
                _value("party_joined_on"),
                _label("参加工作\n时间"),
                _value("work_started_on"),
            )
        ),
        FormLine((_label("公民身份\n号码"), _value("id_number", 3), _label("曾用名"), _value("former_name"))),
        FormLine(
            (
                _label("文化程度"),
                _value("education", 2),
                _label("学位"),
                _value("degree"),
                _label("职称"),
                _value("professional_title"),
            )
        ),
        FormLine(
            (
                _label("毕业院校\n及专业"),
                _long("school_major", 3),
                _label("代表构成"),
                _value("occupation_group", 2),
            )
        ),
        FormLine((_label("工作单位\n及职务"), _long("employer_position", 6))),
        _four("联系电话", "phone", "公示电话", "public_phone"),
        FormLine((_label("家庭住址"), _long("address", 6))),
        _four("选区", "electoral_district", "代表级别", "level"),
        FormLine(
            (
                _label("当选日期"),
                _value("elected_on"),
                _label("产生方式"),
                _value("elected_how"),
                _label("有固定\n工资收入"),
                _value("has_fixed_income", 2),
            )
        ),
        FormLine(
            (
                _label("得票数"),
                _value("votes_for"),
                _label("投票数"),
                _value("votes_cast"),
                _label("资格确认\n日期"),
                _value("credential_confirmed_on", 2),
            )
        ),
        FormLine(
            (
                _label("代表证号"),
                _value("deputy_card_no"),
                _label("归侨"),
                _value("is_returned_overseas_chinese"),
                _label("连任"),
                _value("is_reelected", 2),
            )
        ),
        _four("代表团", "delegation", "代表小组", "deputy_group"),
        FormLine((_label("代表职务"), _long("posts", 6))),
        FormLine((_label("简历"), _long("resume", 6)), height=30),
        FormLine((_label("代表资格\n审查意见"), _label("", 3), _label(SEALED, 3)), height=18),
        FormLine((_label("备注"), _long("note", 6)), height=12),
    ),
    row_height=10.5,
    size=11,
)
