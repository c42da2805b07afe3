"""A small ledger and small workbooks in memory for the tests of the import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.excel.grid import Sheet, Workbook
from app.excel.importing import ImportOptions, Preview, preview_of
from app.excel.questions import Answer
from app.storage.ledger import Ledger

TITLE = "四会市迳口镇第十七届人民代表大会代表名册"
HEAD: list[Any] = ["序号", "姓名", "性别", "出生年月", "选区", "联系电话"]
LI: list[Any] = [1, "李四", "男", "1970.01", "第一选区", "19900000001"]
WANG: list[Any] = [2, "王芳", "女", "1975.03", "第二选区", "19900000002"]
ID_HEAD: list[Any] = ["姓名", "出生年月", "选区", "身份证号码"]
PEOPLE = ["王大山", "周秋菊", "吴四海", "郑小川"]
NEEDS = ["请修桥", "请求硬化三组通组道路约六百米", "按户安装的水表读数不准", "与邻村的界桩倒了一根"]


def workbook(*rows: list[Any], name: str = "名册", kind: str = "xlsx", **more: Any) -> Workbook:
    """One sheet with the given rows, as if it had been read from a file."""
    sheet = Sheet(name, rows=[list(row) for row in rows], **more)
    return Workbook(Path(f"名册.{kind}"), kind, sheets=[sheet])


def previewed(ledger: Ledger, *rows: list[Any], options: ImportOptions | None = None, **more: Any) -> Preview:
    """The preview of such a workbook."""
    return preview_of(ledger, "deputies", workbook(*rows, **more), options)


def told(preview: Preview) -> list[dict[str, Any]]:
    """The rows of the report."""
    rows: list[dict[str, Any]] = preview.report()["rows"]
    return rows


def codes(preview: Preview) -> list[list[str]]:
    """The codes of the problems, row by row."""
    return [[problem["code"] for problem in row["problems"]] for row in told(preview)]


def verdicts(preview: Preview) -> list[str]:
    """The verdicts, row by row."""
    return [row["verdict"] for row in told(preview)]


def read(
    ledger: Ledger, register: str, *rows: list[Any], merges: Any = (), answers: tuple[Answer, ...] = ()
) -> Preview:
    """The preview of a workbook of one sheet."""
    book = workbook(*rows, name="表", merges=list(merges))
    return preview_of(ledger, register, book, ImportOptions(answers=answers))


def values(preview: Preview, *keys: str) -> list[tuple[Any, ...]]:
    """What the rows of the report say in some fields."""
    return [tuple(row["values"].get(key) for key in keys) for row in told(preview)]
