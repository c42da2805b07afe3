"""档号 of archive items: 全宗号-WS·年度-保管期限-机构(问题)-件号 (DA/T 13-2022), and the codes around it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from app.domain.audiences import RETENTIONS
from app.domain.codes import CodeTable
from app.domain.row_ranges import runs

DOCUMENTS = "WS"  # 文书, the class of archives that an office's papers belong to
RETENTION_PERIODS = CodeTable(
    "保管期限",
    [(code, label, (code, f"{label.removesuffix('年')} 年")) for code, label in RETENTIONS.items()],
)
SECRECIES = CodeTable(
    "密级", [("public", "公开", ()), ("internal", "内部", ())]
)  # nothing secret is kept here
FILED_AS = CodeTable(
    "归档方式",
    [
        ("volume", "整本一件", ("整本", "一本一件")),
        ("record", "逐条一件", ("逐条", "逐件")),
        ("none", "不归档", ()),
    ],
)


def archival_code(fonds_no: str, year: int, retention_period: str, organ_code: str, item_no: int) -> str:
    """For example ``0123-WS·2026-Y-RDB-0001``; the organ is left out where the office has no code for it."""
    parts = [fonds_no, f"{DOCUMENTS}·{year}", retention_period, organ_code, f"{item_no:04d}"]
    return "-".join(part for part in parts if part)


def fonds_and_organ(code: str, year: int, retention_period: str) -> tuple[str, str]:
    """全宗号 and 机构（问题） that a 档号 was given with; the settings may have changed since."""
    fonds_no, _, rest = code.partition(f"-{DOCUMENTS}·{year}-{retention_period}-")
    return fonds_no, rest.rpartition("-")[0]


def code_ranges(codes: Iterable[str]) -> str:
    """Many 档号 in short, those that follow one another as one: ``0123-WS·2026-Y-RDB-0001至0012、0015``."""
    in_short = []
    for head, own in groupby(sorted(codes), key=_head):
        numbers = [code.removeprefix(head) for code in own]
        written = {int(number): number for number in numbers if number.isdecimal()}
        spans = [(written[first], written[last]) for first, last in runs(written)]
        others = [number for number in numbers if not number.isdecimal()]
        in_short.append(head + "、".join([*(a if a == b else f"{a}至{b}" for a, b in spans), *others]))
    return "；".join(in_short)


def _head(code: str) -> str:
    """A 档号 up to its 件号."""
    head, dash, _ = code.rpartition("-")
    return head + dash
