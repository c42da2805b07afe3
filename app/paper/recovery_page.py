"""The recovery page of a protected ledger: the code in large figures, and what to do with the paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.ledger_head import presidium_of
from app.paper.sheet import Margins, Paper, Paragraph, Spread

LINE = 5  # groups of digits on a line
_STEPS = (
    "1. 这张纸和密码一样重要：请装入信封，锁进柜子，不要和电脑放在一起，不要拍照。",
    "2. 忘记密码时，打开程序，在要密码的地方照着输入下面的恢复码（空格可以不输）。",
    "3. 密码和恢复码都没有了，身份证号、电话、住址等再也解不开，别人也帮不上；其余资料照样能看、能打印。",
    "4. 换人时，请在“个人信息保护”里换密钥，重新打印这一页，把旧的这张销毁。",
)


def recovery_page(office: Mapping[str, Any], code: str, day: date) -> Paper:
    """One upright page; ``code`` in groups parted by blanks."""
    groups = code.split()
    lines = ["　".join(groups[start : start + LINE]) for start in range(0, len(groups), LINE)]
    steps = [Paragraph(words, size=14, space_after=8, leading=24) for words in _STEPS]
    code_lines = [Paragraph(line, size=24, align="center", face="form", space_after=16) for line in lines]
    return Paper(
        title="人大台账恢复页",
        blocks=(
            Spread((presidium_of(office), f"{day.year}年{day.month}月{day.day}日"), size=12, space_after=14),
            *steps,
            Paragraph("", size=14, space_after=10),
            *code_lines,
            Paragraph("", size=14, space_after=10),
            Spread(("保管人签名：", "存放地点：　　　　　　　　"), size=14, space_before=20),
        ),
        margins=Margins(top=25, right=22, bottom=20, left=25),
        numbered=False,
        name="人大台账恢复页",
        author=presidium_of(office),
    )
