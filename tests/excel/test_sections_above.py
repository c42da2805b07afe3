"""What stands above a table speaks for its records only where it says for which field."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import lay_out
from app.excel.layout.titles import Office

HEAD = ["序号", "提出日期", "意见内容", "承办单位"]
ROWS = [[1, "2025.3.1", "修路灯", "规划建设办公室"], [2, "2025.3.9", "修水渠", "农业农村办公室"]]


def is_deputy(register: str, name: str) -> bool:
    """A ledger that knows one deputy."""
    return register == "deputies" and name in ("", "吴敏")


@pytest.mark.parametrize(
    ("above", "deputies"),
    [
        (["站点名称:", "梧桐村联络站", "站长:", "吴敏", "联系电话:", "19900001234"], None),
        (["站点名称", "梧桐村联络站", "站长", "吴敏"], None),
        (["联系人", "吴敏"], None),
        (["填表人:", "吴敏"], None),
        (["吴敏"], "吴敏"),
        (["提出代表:", "吴敏"], "吴敏"),
        (["提出代表:吴敏"], "吴敏"),
    ],
)
def test_a_name_beside_another_label_is_no_deputy(above: list[str], deputies: str | None) -> None:
    sheet = Sheet("一季度", rows=[["意见建议收集表"], above, HEAD, *ROWS])
    office = Office("柳坪镇", "东岭县", "")
    layout = lay_out(
        Workbook(Path("a.xlsx"), "xlsx", sheets=[sheet]), BY_KEY["suggestions"], office, known=is_deputy
    )
    lines = [line for table in layout.tables for line in table.lines]
    assert [line.said.get("deputies") for line in lines] == [deputies] * len(ROWS)
