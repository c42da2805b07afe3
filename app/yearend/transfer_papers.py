"""移交清单 and 交接文据: the papers beside a package, with its 核验码 and room for signatures and seals."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.domain.fields import Side
from app.domain.ledger_head import in_running_words, presidium_of
from app.domain.numerals import with_decimals
from app.paper.filing_papers import fitted_list
from app.paper.sheet import Form, FormCell, Margins, Paper, Paragraph, Spread
from app.yearend.catalogue import Entry
from app.yearend.making import Making

TRANSFER_PAPERS = LIST_NAME, RECORD_NAME = "移交清单.pdf", "交接文据.pdf"
_GIGABYTE = 1 << 30
_LIST_COLUMNS: tuple[tuple[str, Side], ...] = (
    ("序号", "center"), ("类别", "center"), ("档号", "left"), ("题名", "left"), ("包内路径", "left"), ("字节数", "right"),
)  # fmt: skip
_CHECKS = ("准确性", "完整性", "可用性", "安全性", "载体外观", "数字摘要")


def transfer_papers(making: Making, code: str, folder: Path) -> None:
    """Paint both papers into ``folder``."""
    making.paint([transfer_list(making, code)], folder / LIST_NAME)
    making.paint([transfer_record(making, code)], folder / RECORD_NAME)


def transfer_list(making: Making, code: str) -> Paper:
    """Every file of the package that is not a table of the program's own, with the sums of the parts."""
    office, sizes = making.ledger.office, making.bag.sizes
    rows = [
        (
            str(number),
            entry.part,
            entry.code,
            in_running_words(entry.title),
            entry.path.removeprefix("data/"),
            str(sizes[entry.path]),
        )
        for number, entry in enumerate(making.entries, 1)
    ]
    return Paper(
        title=f"{_organ(making)}{making.year}年度移交清单",
        unit_line=(f"移交单位：{presidium_of(office)}", "", f"共 {len(sizes)} 个文件，{_volume(making)}"),
        blocks=(
            Paragraph(
                f"核验码：{code}　　历史码：{making.history_head}",
                size=12,
                face="heading",
                space_after=2,
                keep=True,
            ),
            fitted_list(_LIST_COLUMNS, rows),
            Paragraph(f"合计：{_parts(making.entries)}。", size=10.5, face="form", leading=22, keep=True),
            Spread(("移交人：", "接收人：", "日期：      年   月   日"), space_before=5),
        ),
        landscape=True,
        margins=Margins(top=15, right=12, bottom=14, left=15),
        author=presidium_of(office),
        lasting=True,
    )


def transfer_record(making: Making, code: str) -> Paper:
    """电子档案移交与接收登记表, with the digest under its algorithm's name, in three copies."""
    facts = [
        ("交接工作名称", f"{making.year}年度人大主席团台账与归档文件移交"),
        ("内容描述", _parts(making.entries)),
        ("移交文件数量", f"{len(making.bag.sizes)} 个文件"),
        ("移交数据量", _volume(making)),
        ("保密内容", "包含身份证号、电话等，为明文" if making.include_private else "不包含身份证号、电话等"),
        ("数字摘要（SHA-256）", f"核验码 {code}"),
        ("载体类型、编号", ""),
    ]
    cells = [
        cell
        for row, (label, value) in enumerate(facts)
        for cell in (_label(row, 0, label), FormCell(row, 1, value, columns=3))
    ]
    top = len(facts)
    cells += [
        _label(top, 0, "检验内容"),
        _label(top, 1, "移交单位"),
        FormCell(top, 2, "接收单位", 1, 2, "label", "center"),
    ]
    for row, check in enumerate(_CHECKS, top + 1):
        cells += [_label(row, 0, check), FormCell(row, 1), FormCell(row, 2, columns=2)]
    last = top + 1 + len(_CHECKS)
    signed = "填表人（签名）：\n\n审核人（签名）：\n\n\n单位（印章）\n\n      年   月   日"
    cells += [
        _label(last, 0, "签字盖章"),
        FormCell(last, 1, f"移交单位\n\n{signed}"),
        FormCell(last, 2, f"接收单位\n\n{signed}", columns=2),
    ]
    return Paper(
        title=f"{_organ(making)}{making.year}年度电子档案移交与接收登记表",
        blocks=(
            Form((24, 38, 19, 19), tuple(cells), 9.5, ((1, 16), (last, 58)), 11),
            Paragraph(
                "本表一式三份，移交单位、接收单位、监交单位各存一份；移交清单另附。",
                10.5,
                face="form",
                leading=22,
            ),
            Spread(("监交人（签名）：", "日期：      年   月   日"), size=11, space_before=4),
        ),
        margins=Margins(top=18, right=18, bottom=16, left=22),
        title_size=17,
        numbered=False,
        author=presidium_of(making.ledger.office),
        lasting=True,
    )


def _label(row: int, column: int, text: str) -> FormCell:
    return FormCell(row, column, text, role="label", align="center")


def _organ(making: Making) -> str:
    office = making.ledger.office
    return f"{office.get('county') or ''}{presidium_of(office)}"


def _parts(entries: list[Entry]) -> str:
    counts = Counter(entry.part for entry in entries)
    return "、".join(f"{part} {count} 个文件" for part, count in counts.items())


def _volume(making: Making) -> str:
    """Gigabytes with three decimals, as the form of the archive asks."""
    return f"{with_decimals(round(sum(making.bag.sizes.values()) * 1000 / _GIGABYTE), 3)} GB"
