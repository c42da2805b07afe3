"""The program tries itself in a temporary folder; run inside the packaged program too."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.exporting import export_all
from app.sample import YEAR, fill_sample
from app.storage.checks.check import damage
from app.storage.ledger import Ledger
from app.yearend.package import make_package
from app.yearend.verification import differences

PEOPLE = "deputies"


def self_test(paint: Callable[..., Any] | None) -> list[tuple[str, str]]:
    """The steps with what went wrong in each ('' when nothing did)."""
    with tempfile.TemporaryDirectory(prefix="presidium-") as name:
        return list(_steps(Path(name), paint))


def _steps(folder: Path, paint: Callable[..., Any] | None) -> Iterator[tuple[str, str]]:
    data = fill_sample(folder / "sample")
    with Ledger.open(data) as ledger:
        before = ledger.statistics()
        yield "建立台账并录入示例", "" if before["rows"][PEOPLE] else "没有录入代表"
        for kind in ("xlsx", "csv", "json", *(["pdf"] if paint else [])):
            files = export_all(ledger, folder / kind, kind, paint=paint)
            empty = [path.name for path in files if path.stat().st_size == 0]
            yield f"导出 {kind}", f"空文件：{'、'.join(empty)}" if empty else ""
        if paint:
            yield "制作并核对移交包", _packed(ledger, folder, paint)
        yield "导入刚导出的名册", _imports_again(ledger, folder)
        yield "撤销和重做", _taken_back_and_put_back(ledger)
        yield "深度检查", "".join(finding.sentence for finding in damage(ledger))
    with Ledger.open(data) as ledger:
        yield "重新打开", "".join(finding.sentence for finding in damage(ledger))


def _packed(ledger: Ledger, folder: Path, paint: Callable[..., Any]) -> str:
    package = make_package(ledger, YEAR, folder / "package", paint)
    return "".join(difference.sentence for difference in differences(package.bag, package.code))


def _taken_back_and_put_back(ledger: Ledger) -> str:
    with ledger.act("自检") as act:
        act.change(PEOPLE, ledger.ids(PEOPLE)[0], {"note": "自检"})
    changed = ledger.statistics()["digest"]
    ledger.undo()
    if ledger.statistics()["digest"] == changed:
        return "撤销没有恢复原样"
    ledger.redo()
    return "" if ledger.statistics()["digest"] == changed else "重做没有恢复"


def _imports_again(ledger: Ledger, folder: Path) -> str:
    from app.excel.importing import ImportOptions, preview_workbook
    from app.excel.ledger_sheets import export_register

    path = folder / "round-trip.xlsx"
    export_register(ledger, PEOPLE, path, for_editing=True)
    counts = preview_workbook(ledger, PEOPLE, path, ImportOptions()).report()["counts"]
    return (
        ""
        if counts["same"] == ledger.count(PEOPLE) and sum(counts.values()) == counts["same"]
        else f"{counts}"
    )
