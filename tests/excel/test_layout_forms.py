"""A sheet with a label beside each value is one record, whatever its texts are like."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import lay_out
from app.excel.layout.titles import Office

OFFICE = Office("榕寨镇", "从江县", "")
CONTENTS = [
    "高坡村通组路缺护栏", "香禾糯加工没有烘干机", "鼓楼消防水池漏水", "寨内电线老化", "路灯", "12户", "2024年的问题",
    "饮水困难，请镇里尽快协调，" * 20,
]  # fmt: skip


def form(number: int, content: str) -> Sheet:
    rows = [
        ["榕寨镇人大代表收集社情民意办理单"],
        ["编号", f"RZ2024-{number:02}", "登记时间", "2024年3月9日"],
        ["反映人", "贾桂兰", "联系电话", "19900000435"],
        ["收集站点", "高坡村代表联络站", "接待代表", "石奶花"],
        ["反映内容", content],
        ["承办单位", "镇交通站", "交办时间", "2024年3月11日"],
        ["办理情况", "已安装波形护栏320米"],
        ["答复时间", "2024年4月5日", "群众满意度", "满意"],
        ["办结时间", "2024年4月10日", "办理状态", "已办结"],
        ["站长签字：", None, "联络员签字："],
    ]
    return Sheet(str(number), rows=[list(row) for row in rows], merges=[(4, 1, 4, 3), (6, 1, 6, 3)])


@pytest.mark.parametrize("content", CONTENTS, ids=[content[:8] for content in CONTENTS])
def test_a_form_is_one_record_alone_and_among_others(content: str) -> None:
    for contents in ([content], [CONTENTS[2], content, CONTENTS[3]]):
        sheets = [form(number, text) for number, text in enumerate(contents, 1)]
        layout = lay_out(Workbook(Path("x.xlsx"), "xlsx", sheets=sheets), BY_KEY["suggestions"], OFFICE)
        assert layout.skipped == []
        assert [table.view.sheet.name for table in layout.tables for _ in table.lines] == [
            sheet.name for sheet in sheets
        ]
        for table in layout.tables:
            assert {
                "no",
                "raised_on",
                "content",
                "assigned_on",
                "replied_on",
                "feedback",
            } <= table.columns.whole.keys()
