"""民生实事项目登记表: one project from its candidacy to its completion, with a photo (domain.md 3.12)."""

from app.paper.forms.layout import FormLayout, FormLine, Place


def _label(words: str, columns: int = 1) -> Place:
    return Place(words, "label", columns=columns)


def _long(key: str) -> Place:
    return Place(key, columns=5, align="left")


PROJECT_FORM = FormLayout(
    title="{town}民生实事项目登记表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((_label("项目名称"), Place("title", columns=3), _label("项目年度"), Place("planned_on"))),
        FormLine((_label("征集来源"), Place("source"), _label("实施地点"), Place("village", columns=3))),
        FormLine((_label("项目内容"), _long("content")), height=24),
        FormLine((_label("总投资"), Place("budget", columns=2), _label("资金来源"), Place("fund_source", columns=2))),
        FormLine((_label("责任单位"), Place("owner_unit"), _label("计划开工"), Place("planned_start_on"), _label("计划完成"), Place("planned_end_on"))),
        FormLine((_label("赞成票"), Place("votes_for"), _label("反对票"), Place("votes_against"), _label("弃权"), Place("votes_abstain"))),
        FormLine((_label("监督代表"), _long("supervisors"))),
        FormLine((_label("开工日期"), Place("started_on"), _label("完成日期"), Place("completed_on"), _label("状态"), Place("state"))),
        FormLine((_label("日期"), _label("完成进度"), _label("累计支出", 2), _label("进展情况", 2))),
        FormLine((Place("on"), Place("percent"), Place("spent", columns=2), Place("what", columns=2, align="left")), each="progress"),
        FormLine((_label("调整情况"), Place("change_kind"), _label("调整日期"), Place("changed_on"), _label("同意的\n人代会"), Place("change_session"))),
        FormLine((_label("现场照片"), Place("照片", "photo", columns=5)), height=48),
        FormLine((_label("备注"), _long("note"))),
    ),
    row_height=10,
    size=11,
)  # fmt: skip
