"""民生实事项目登记表: one project from its candidacy to its completion, with a photo (domain.md 3.12)."""

from app.paper.forms.layout import FormLayout, FormLine, Place, label, long_text

PROJECT_FORM = FormLayout(
    title="{town}民生实事项目登记表",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((label("项目名称"), Place("title", columns=3), label("项目年度"), Place("planned_on"))),
        FormLine((label("征集来源"), Place("source"), label("实施地点"), Place("village", columns=3))),
        FormLine((label("项目内容"), long_text("content")), height=24),
        FormLine((label("总投资"), Place("budget", columns=2), label("资金来源"), Place("fund_source", columns=2))),
        FormLine((label("责任单位"), Place("owner_unit"), label("计划开工"), Place("planned_start_on"), label("计划完成"), Place("planned_end_on"))),
        FormLine((label("赞成票"), Place("votes_for"), label("反对票"), Place("votes_against"), label("弃权"), Place("votes_abstain"))),
        FormLine((label("监督代表"), long_text("supervisors"))),
        FormLine((label("开工日期"), Place("started_on"), label("完成日期"), Place("completed_on"), label("状态"), Place("state"))),
        FormLine((label("日期"), label("完成进度"), label("累计支出", 2), label("进展情况", 2))),
        FormLine((Place("on"), Place("percent"), Place("spent", columns=2), Place("what", columns=2, align="left")), each="progress"),
        FormLine((label("调整情况"), Place("change_kind"), label("调整日期"), Place("changed_on"), label("同意的\n人代会"), Place("change_session"))),
        FormLine((label("现场照片"), Place("照片", "photo", columns=5)), height=48),
        FormLine((label("备注"), long_text("note"))),
    ),
    row_height=10,
    size=11,
)  # fmt: skip
