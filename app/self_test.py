"""The program tries itself in a temporary folder; run inside the packaged program too."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.exporting import export_all
from app.sample import make_sample
from app.storage.backups.making import make_backup
from app.storage.checks.check import damage
from app.storage.ledger import Ledger
from app.storage.protection.protecting import new_recovery_code, protect
from app.storage.protection.unlocking import is_protected, unlock
from app.yearend.package import Package
from app.yearend.verification import differences

PEOPLE = "deputies"
PASSWORD = "只为自检的密码 2022"
OPEN_TO_ALL = "VelvetSweatshop"  # Excel's own password, by which every program opens an encrypted workbook


def self_test(paint: Callable[..., Any] | None) -> list[tuple[str, str]]:
    """The steps with what went wrong in each ('' when nothing did)."""
    with tempfile.TemporaryDirectory(prefix="presidium-") as name:
        return list(_steps(Path(name), paint))


def _steps(folder: Path, paint: Callable[..., Any] | None) -> Iterator[tuple[str, str]]:
    sample = make_sample(folder / "sample", paint=paint)
    with Ledger.open(sample.data) as ledger:
        yield "建立台账并录入示例", "" if ledger.statistics()["rows"][PEOPLE] else "没有录入代表"
        yield "导出台账", _empty(sample.exports)
        for kind in ("csv", "json"):
            yield f"导出 {kind}", _empty(export_all(ledger, folder / kind, kind))
        yield "写出年终报告和目录", _empty(sample.year_end)
        if sample.package:
            yield "核对移交包", _unlike(sample.package)
        yield "加密导出名册再导入", _imports_again(ledger, folder)
        yield "撤销和重做", _taken_back_and_put_back(ledger)
        yield "备份并核对", "" if make_backup(ledger).row_count else "备份是空的"
        yield "加密个人信息", _encrypted(ledger)
        yield "深度检查", "".join(finding.sentence for finding in damage(ledger))
    with Ledger.open(sample.data) as ledger:
        yield "重新打开并解锁", _unlocked(ledger)


def _empty(files: Sequence[Path]) -> str:
    names = [path.name for path in files if path.stat().st_size == 0]
    return f"空文件：{'、'.join(names)}" if names else ""


def _unlike(package: Package) -> str:
    return "".join(difference.sentence for difference in differences(package.bag, package.code))


def _encrypted(ledger: Ledger) -> str:
    protect(ledger, PASSWORD, new_recovery_code())
    return "" if is_protected(ledger) else "没有加密"


def _unlocked(ledger: Ledger) -> str:
    unlock(ledger, PASSWORD)
    return "".join(finding.sentence for finding in damage(ledger))


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
    export_register(ledger, PEOPLE, path, for_editing=True, password=OPEN_TO_ALL)
    counts = preview_workbook(ledger, PEOPLE, path, ImportOptions()).report()["counts"]
    return (
        ""
        if counts["same"] == ledger.count(PEOPLE) and sum(counts.values()) == counts["same"]
        else f"{counts}"
    )
