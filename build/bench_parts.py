"""The things that the bench measures, one function each; run as a process: `bench_parts.py PART FOLDER`."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TODAY = date(2022, 12, 31)
PEOPLE, MATTERS = "deputies", "suggestions"
HEADINGS = (
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "文化程度",
    "政治面貌",
    "工作单位及职务",
    "选区",
    "联系电话",
    "公民身份号码",
    "级别",
)
TIMES = {"ms": 0.0}
FILES, FILE_SIZE = 500, 2 << 20  # attachments of the year that is packed: 1 GB


@contextmanager
def timed() -> Iterator[None]:
    """Measure the block."""
    started = time.perf_counter()
    yield
    TIMES["ms"] = (time.perf_counter() - started) * 1000


def person(number: int) -> tuple[str, ...]:
    """An invented person of a roster, by number."""
    born = date(1950, 1, 1) + timedelta(days=number * 7 % 18_000)
    name = "王李张刘陈杨黄赵"[number % 8] + chr(0x4E00 + number % 5000) + chr(0x5E00 + number * 7 % 3000)
    body = f"999999{born:%Y%m%d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]
    sex = "男" if number % 2 else "女"
    return (
        name, sex, "汉族", f"{born:%Y.%m}", "大专", "中共党员", "迳口村党总支书记、村委会主任",
        f"第{number % 40 + 1}选区", f"199{number:08d}", body + check, "镇",
    )  # fmt: skip


def prepare(folder: Path, rows: int, many: int) -> None:
    """An empty ledger, one with ``many`` deputies and suggestions, and a roster of ``rows`` people."""
    from app.sample import fill_sample
    from app.storage.ledger import Ledger

    fill_sample(folder / "sample")
    office = {"town": "迳口镇", "county": "四会市"}
    Ledger.create(folder / "empty", office, term=16, term_started=date(2016, 11, 10), today=TODAY).close()
    shutil.copytree(folder / "empty", folder / "long")
    with Ledger.open(folder / "long", today=TODAY) as ledger, ledger.act("录入") as act:
        for number in range(many):
            name = person(number)[0]
            act.add(
                PEOPLE, {"name": name, "level": "township", "term": ledger.lookup.matches("terms", "", {})[0]}
            )
        raised = date(2022, 1, 1)
        for number in range(many):
            day = raised + timedelta(days=number % 300)
            act.add(MATTERS, suggestion(number, day))
    write_roster(folder / "roster.xlsx", rows)


def suggestion(number: int, day: date) -> dict[str, Any]:
    """An invented suggestion of that day, handed over at once."""
    return {
        "class": "opinion", "raised_on": day, "title": f"关于第{number}号村道维修的意见", "content": "路面破损,请修。",
        "assigned_on": day, "replied_on": day + timedelta(days=20) if number % 4 else None,
    }  # fmt: skip


def write_roster(path: Path, rows: int) -> None:
    """A clerk's roster: a title over the header, one row a person."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("代表名册")
    sheet.append(["迳口镇第十六届人大代表名册"])
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append(person(number))
    book.save(path)


def bare_window(folder: Path) -> None:
    """From the start of the process to a painted empty window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    _until_painted(application, window)


def window(folder: Path) -> None:
    """From the start of the process to the painted window of the sample ledger."""
    from app.storage.ledger import Ledger
    from ui.starting.application import make_application, show_ledger

    application = make_application()
    ledger = Ledger.open(folder / "sample", today=TODAY)
    main_window = show_ledger(ledger)
    _until_painted(application, main_window)
    ledger.close()


def _until_painted(application: Any, main_window: Any) -> None:
    while not main_window.isVisible():
        application.processEvents()
    for _ in range(3):  # what showing has posted, and what that has posted
        application.processEvents()
    main_window.grab()
    TIMES["ms"] = (time.time() - float(os.environ["BENCH_STARTED"])) * 1000


def list_opened(folder: Path) -> None:
    """All ids in the list's order, and its first page."""
    with _ledger(folder, "long") as ledger, timed():
        ledger.rows(PEOPLE, ledger.ids(PEOPLE)[:50])


def page(folder: Path) -> None:
    """A page in the middle."""
    with _ledger(folder, "long") as ledger:
        ids = ledger.ids(PEOPLE)
        ledger.rows(PEOPLE, ids[:50])
        middle = len(ids) // 2
        with timed():
            ledger.rows(PEOPLE, ids[middle : middle + 50])


def search(folder: Path) -> None:
    """The worst of some words as they grow."""
    from app.storage.query import Query

    worst = 0.0
    with _ledger(folder, "long") as ledger:
        ledger.ids(PEOPLE)
        for words in ("王", "w", "wy", "李丁", "没有这个人"):
            with timed():
                ledger.rows(PEOPLE, ledger.ids(PEOPLE, Query(find=words))[:50])
            worst = max(worst, TIMES["ms"])
    TIMES["ms"] = worst


def calamine(folder: Path) -> None:
    """Merely reading the roster."""
    from python_calamine import CalamineWorkbook

    with timed():
        CalamineWorkbook.from_path(str(folder / "roster.xlsx")).get_sheet_by_index(0).to_python()


def preview(folder: Path) -> None:
    """Reading and judging the roster."""
    from app.excel.importing import preview_workbook

    with _ledger(folder, "empty") as ledger, timed():
        preview_workbook(ledger, PEOPLE, folder / "roster.xlsx")


def commit(folder: Path) -> None:
    """Writing the roster into an empty ledger."""
    from app.excel.importing import commit_preview, preview_workbook

    shutil.copytree(folder / "empty", folder / "full")
    with _ledger(folder, "full") as ledger:
        judged = preview_workbook(ledger, PEOPLE, folder / "roster.xlsx")
        with timed():
            commit_preview(ledger, judged, accept_flagged=True)


def export(folder: Path) -> None:
    """The roster as the Excel ledger."""
    from app.excel.ledger_sheets import export_register

    with _ledger(folder, "full") as ledger, timed():
        export_register(ledger, PEOPLE, folder / "out.xlsx")


def openpyxl(folder: Path) -> None:
    """openpyxl alone, writing as many cells with fonts, borders and text format."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    from app.domain.registers import BY_KEY
    from app.storage.lists.listing import Listing

    with _ledger(folder, "full") as ledger:
        listing = Listing(ledger, BY_KEY[PEOPLE])
        table = [[field.text(row.get(field.key)) for field in listing.fields] for row in listing.rows()]
    thin = Side(style="thin")
    font, border = Font(name="宋体", size=10), Border(left=thin, right=thin, top=thin, bottom=thin)
    wrapped = Alignment(wrap_text=True, vertical="center")
    with timed():
        book = Workbook()
        for number, row in enumerate(table, 4):
            for column, text in enumerate((str(number - 3), *row), 1):
                cell = book.active.cell(number, column, text)
                cell.font, cell.border, cell.alignment, cell.number_format = font, border, wrapped, "@"
        book.save(folder / "bare.xlsx")


def pdf(folder: Path) -> None:
    """300 deputies with twelve columns onto pages."""
    from app.domain.registers import BY_KEY
    from app.paper.ledger import ledger_paper
    from ui.starting.headless import paint

    register = BY_KEY[PEOPLE]
    columns = [key for key in register.print_columns if not register.field(key).private]
    columns += [key for key in register.list_columns if key not in columns]
    with _ledger(folder, "full") as ledger:
        ids = ledger.ids(PEOPLE)[:300]
        paint(ledger_paper(ledger, register, ids=ids[:1]), folder / "warm.pdf")  # Qt and its fonts
        with timed():
            paint(ledger_paper(ledger, register, ids=ids, columns=columns[:12]), folder / "out.pdf")


def reception(folder: Path) -> None:
    """A reception with two opinions through the service that the form uses, in one act."""
    from app.work.reception_day import enter

    shutil.copytree(folder / "sample", folder / "used")
    with _ledger(folder, "used") as ledger:
        raw = {
            "held_on": "2022-11-15", "kind": "接访", "site": {"id": ledger.ids("liaison_sites")[0]},
            "deputies": [{"id": row_id} for row_id in ledger.ids(PEOPLE)[:4]], "visitor_count": 5,
        }  # fmt: skip
        with timed():
            values, _ = ledger.read_values("receptions", raw)
            enter(ledger, values, [{"content": "路灯不亮"}, {"content": "水压不足"}])


def figures(folder: Path) -> None:
    """Every figure of a year in which 100,000 suggestions were raised."""
    from app.figures.catalogue import figures_of

    with _ledger(folder, "long") as ledger, timed():
        figures_of(ledger, 2022)


def overdue(folder: Path) -> None:
    """The ids of the overdue in the order of their due date, and the first page."""
    from app.storage.query import Query

    with _ledger(folder, "long") as ledger, timed():
        ledger.rows(MATTERS, ledger.ids(MATTERS, Query(filter="overdue", order=("due_on",)))[:50])


def package(folder: Path) -> None:
    """The year-end package of the sample with many attachments, read back."""
    from app.yearend.package import make_package
    from ui.starting.headless import paint

    with _with_files(folder) as ledger, timed():
        make_package(ledger, TODAY.year, folder / "handed in", paint)


def unlocking(folder: Path) -> None:
    """The sample year unlocked with a password, at the cost that was calibrated here when it was protected."""
    from app.storage.protection import protecting
    from app.storage.protection.unlocking import lock, unlock

    shutil.rmtree(folder / "protected", ignore_errors=True)
    shutil.copytree(folder / "sample", folder / "protected")
    with _ledger(folder, "protected") as ledger:
        protecting.protect(ledger, "correct horse", protecting.new_recovery_code())
        lock(ledger)
        with timed():
            unlock(ledger, "correct horse")


def copied_and_hashed(folder: Path) -> None:
    """The same attachments copied to the medium, then hashed."""
    from app.storage.files import sha256_of

    with _with_files(folder) as ledger:
        files = [path for path in (ledger.folder / "attachments").rglob("*") if path.is_file()]
    target = folder / "copied"
    target.mkdir()
    with timed():
        for path in files:
            copy = target / path.name
            shutil.copyfile(path, copy)
            with open(copy, "rb+") as handle:
                os.fsync(handle.fileno())
            sha256_of(copy)


def _with_files(folder: Path) -> Any:
    """The sample with the attachments, made when it is wanted first."""
    from app.storage.ledger import Ledger

    data = folder / "filed"
    if not data.exists():
        shutil.copytree(folder / "sample", data)
        with Ledger.open(data, today=TODAY) as ledger, ledger.act("附件") as act:
            rows = ledger.ids("receptions")
            path = folder / "scan.pdf"
            for number in range(FILES):
                path.write_bytes(number.to_bytes(4, "big") * (FILE_SIZE // 4))
                act.attach("receptions", rows[number % len(rows)], path)
    return _ledger(folder, "filed")


def _ledger(folder: Path, name: str) -> Any:
    from app.storage.ledger import Ledger

    return Ledger.open(folder / name, today=TODAY)


def peak_megabytes() -> float:
    """The most memory that this process has held; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


PARTS: tuple[Callable[[Path], None], ...] = (
    bare_window, window, list_opened, page, search, calamine, preview, commit, export, openpyxl, pdf, reception, overdue,
    figures, package, copied_and_hashed, unlocking,
)  # fmt: skip


if __name__ == "__main__":
    next(part for part in PARTS if part.__name__ == sys.argv[1])(Path(sys.argv[2]))
    TIMES["mb"] = peak_megabytes()
    print(json.dumps(TIMES))
