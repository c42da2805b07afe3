"""The sample year: an invented town in a folder of its own, with every ledger exported."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from app.domain.registers import REGISTERS
from app.resources import resource
from app.storage.ledger import Act, Ledger, refuse_in_use, refuse_inside_ledger

if TYPE_CHECKING:
    from app.yearend.package import Package

MARK = ".presidium-sample"  # only a folder that carries it is ever overwritten
ENTERED_AT = datetime(2022, 12, 31, 17, 0)
YEAR = 2022


class SampleRefused(Exception):
    """The folder holds something else; nothing was touched."""


@dataclass(frozen=True)
class Sample:
    """Where the sample lies: its data folder, the exported files, the reports and lists of the year's end, the package.

    Lists and package are there only where the face can paint.
    """

    data: Path
    exports: list[Path]
    year_end: list[Path]
    package: Package | None


def make_sample(folder: Path, *, paint: Callable[..., Any] | None = None) -> Sample:
    """Make the sample in ``folder`` anew and take it to its year's end: the items filed and numbered, the reports with
    their figures frozen, the ledgers as workbooks and, where the face can paint, as PDF, with the lists for the archive
    and the package.  Raises ``SampleRefused`` when the folder holds files that are not a sample's.
    """
    from app.exporting import export_all
    from app.yearend.package import make_package

    data = fill_sample(folder)
    with Ledger.open(data, today=ENTERED_AT.date()) as ledger:
        year_end = _year_end(ledger, folder / "年终", paint)
        formats = ["xlsx"] if paint is None else ["xlsx", "pdf"]
        exports = [
            path
            for kind in formats
            for path in export_all(ledger, folder / "台账", kind, year=YEAR, paint=paint)
        ]
        package = make_package(ledger, YEAR, folder / "移交", paint) if paint else None
    return Sample(data, exports, year_end, package)


def _year_end(ledger: Ledger, folder: Path, paint: Callable[..., Any] | None) -> list[Path]:
    """File the year and write its reports; gives the files."""
    from app.paper.filing_papers import box_notes, box_spines, covers, item_lists
    from app.paper.letters.kinds import REPORT
    from app.yearend.filing import give_codes, items_of, propose
    from app.yearend.handling_report.report import NAME, write_handling_report
    from app.yearend.work_report import write_report

    folder.mkdir()
    reports = [folder / f"{YEAR}年{REPORT.name}.docx", folder / f"{YEAR}年{NAME}.docx"]
    write_report(ledger, YEAR, reports[0])
    write_handling_report(ledger, YEAR, reports[1])
    propose(ledger, YEAR, paint)
    give_codes(ledger, YEAR)
    items = items_of(ledger, YEAR)
    lists = [
        paper
        for kind in (item_lists, covers, box_notes, box_spines)
        for paper in kind(ledger.office, YEAR, items)
    ]
    if paint is None:
        return reports
    for paper in lists:
        paint(paper, folder / f"{paper.called}.pdf")
    return [*reports, *(folder / f"{paper.called}.pdf" for paper in lists)]


def fill_sample(folder: Path) -> Path:
    """Make ``folder`` the data folder of the sample; gives it.

    Raises ``SampleRefused`` when it holds something else, ``LedgerRefused`` while its ledger is open or when it lies
    inside another one.
    """
    refuse_inside_ledger(folder, "示例")
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise SampleRefused(f"“{folder}”里有别的文件，没有改动。请换一个空文件夹。")
        refuse_in_use(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("这个文件夹由镇人大台账的示例生成，可以随时删除。\n", encoding="utf-8")
    ledger = Ledger.create(folder, _read("office")[0], now=lambda: ENTERED_AT, today=ENTERED_AT.date())
    with ledger, ledger.act("录入示例年度", lasting=True) as act:
        for register in REGISTERS:
            for raw in _read(register.key) if register.key != "office" else ():
                pictures = raw.pop("_attach", ())
                values, problems = ledger.read_values(register.key, raw, typed=False)
                if problems:
                    raise AssertionError(f"{register.key}: {problems}")
                _attach(act, register.key, act.add(register.key, values), pictures)
    return folder


def _attach(act: Act, key: str, row_id: int, pictures: Sequence[dict[str, str]]) -> None:
    """Keep the small pictures that stand with a row of the sample: name, role, PNG as Base64."""
    for picture in pictures:
        with TemporaryDirectory() as folder:
            path = Path(folder) / picture["name"]
            path.write_bytes(base64.b64decode(picture["png"]))
            act.attach(key, row_id, path, role=picture["role"])


def _read(key: str) -> list[dict[str, Any]]:
    path = resource("sample") / f"{key}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
