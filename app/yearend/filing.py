"""Filing: the archive items of a year proposed from its records, and their 档号 given in order without gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from app.domain import jobs
from app.domain.archival_codes import archival_code
from app.domain.audiences import ARCHIVE
from app.domain.days import PartialDate
from app.domain.fields import Row
from app.domain.ledger_head import in_running_words, title_of
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.domain.registers.archival_items import KEY
from app.paper.ledger import filed_papers
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.yearend.attached_files import AttachedFile, attached_files

RULES = "retention_rules"
VOLUME, RECORD, NOT_FILED = "volume", "record", "none"
_OWN_JOBS = (
    jobs.FILING,
    jobs.SETTINGS,
)  # lists of the filing itself, and settings, are no records of a year's work
_PICTURES = {
    ".jpg",
    ".jpeg",
    ".png",
    ".bmp",
    ".tif",
    ".tiff",
}  # one page each; other files are counted by hand


@dataclass(frozen=True)
class Retention:
    """How a ledger is filed: as a volume, record by record, each for how long; None where it is not."""

    volume: str | None
    record: str | None


def retention_of(ledger: Ledger, register: Register) -> Retention:
    """What the clerk's table says of a ledger, else the register's own period for both ways."""
    query = Query(equals={"name": register.label})
    rules = {row["filed_as"]: row["retention_period"] for row in ledger.rows(RULES, ledger.ids(RULES, query))}
    if NOT_FILED in rules:
        return Retention(None, None)
    usual = register.retention
    return Retention(rules.get(VOLUME) or usual, rules.get(RECORD) or usual)


def items_of(ledger: Ledger, year: int) -> list[Row]:
    """The archive items of a year in their filed order."""
    query = Query(year=year, order=("retention_period", "item_no", "dated_on", "title"))
    return ledger.rows(KEY, ledger.ids(KEY, query))


def proposals(ledger: Ledger, year: int) -> list[dict[str, Any]]:
    """Values of the items that the year's records ask for and that are not there yet."""
    there = {(item["register"], item["row"]) for item in items_of(ledger, year) if item["register"]}
    of_record: dict[tuple[str, int], list[AttachedFile]] = {}
    for file in attached_files(ledger, year):
        of_record.setdefault((file.register, file.row), []).append(file)
    proposed = [
        values
        for register in SHOWN
        if register.job not in _OWN_JOBS
        for values in _of_register(ledger, register, year, of_record)
    ]
    return [values for values in proposed if (values["register"], values["row"]) not in there]


def _of_register(
    ledger: Ledger, register: Register, year: int, of_record: Mapping[tuple[str, int], list[AttachedFile]]
) -> Iterator[dict[str, Any]]:
    """The volume of a ledger that has rows, and one item for each record of the year with files."""
    retention, frame = retention_of(ledger, register), _frame(ledger, year)
    ids = ledger.ids(register.key, Query(year=year))
    if ids and retention.volume:
        title = f"[{title_of(register, ledger.office, None, None)}（{year}年度）]"
        yield {
            **frame, "retention_period": retention.volume, "title": title, "dated_on": date(year, 12, 31),
            "register": register.key, "row": None,
        }  # fmt: skip
    rows = [row_id for row_id in ids if (register.key, row_id) in of_record]
    if not retention.record or not register.year_field:
        return  # what belongs to no year goes with the volume
    for row in ledger.concealed_rows(register.key, ledger.rows(register.key, rows)):
        yield {
            **frame, "retention_period": retention.record, "title": f"[{register.noun} {in_running_words(register.name_of(row))}]",
            "dated_on": _day(row.get(register.year_field)), "register": register.key, "row": row["id"],
            "page_count": _pages(of_record[register.key, row["id"]]),
        }  # fmt: skip


def _frame(ledger: Ledger, year: int) -> dict[str, Any]:
    office = ledger.office
    organ = f"{office.get('county') or ''}{office.get('town') or ''}人民代表大会主席团"
    return {"filed_for": PartialDate(year), "responsible": organ}


def _day(value: Any) -> date | None:
    """A day known in full; of others the clerk says which one stands on the document."""
    if isinstance(value, PartialDate):
        return date(value.year, value.month, value.day) if value.month and value.day else None
    return value if isinstance(value, date) else None


def _pages(files: list[AttachedFile]) -> int | None:
    pictures = [PurePath(file.name).suffix.lower() in _PICTURES for file in files]
    return len(files) if all(pictures) else None


def propose(ledger: Ledger, year: int, paint: Callable[..., Any] | None = None) -> int:
    """Enter the proposed items in one act that can be undone; gives their number.

    With the painter of the face the pages of the ledgers are counted as they print.
    """
    values = proposals(ledger, year)
    for item in values:
        if paint and item["row"] is None:
            item["page_count"] = _printed_pages(ledger, BY_KEY[item["register"]], year, paint)
    if values:
        with ledger.act(f"提出{year}年度归档文件") as act:
            for item in values:
                act.add(KEY, item)
    return len(values)


def _printed_pages(ledger: Ledger, register: Register, year: int, paint: Callable[..., Any]) -> int:
    with TemporaryDirectory() as folder:
        papers = filed_papers(ledger, register, Query(year=year), audience=ARCHIVE)
        return int(paint(papers, Path(folder) / "ledger.pdf").pages)


def give_codes(ledger: Ledger, year: int) -> int:
    """Give every item of the year without one the next 件号 of its period and its 档号; gives how many.

    By date, then title; what comes later goes on behind.  The act is not taken back: a 档号 once given never
    changes (DA/T 13-2022).  Raises ``Refused`` while the office has no 全宗号.
    """
    office = ledger.office
    fonds_no = str(office.get("fonds_no") or "")
    if not fonds_no:
        raise Refused("还没有填全宗号，档号编不出来。请先在“设置”里填上档案馆给定的全宗号。")
    items = items_of(ledger, year)
    without = [item for item in items if not item["archival_code"]]
    without.sort(key=lambda item: (item["dated_on"] or date(year, 12, 31), item["title"], item["id"]))
    last = dict.fromkeys((item["retention_period"] for item in items), 0)
    for item in items:
        last[item["retention_period"]] = max(last[item["retention_period"]], item["item_no"] or 0)
    if without:
        with ledger.act(f"编{year}年度档号", lasting=True) as act:
            for item in without:
                period = item["retention_period"]
                last[period] += 1
                code = archival_code(
                    fonds_no, year, period, str(office.get("organ_code") or ""), last[period]
                )
                act.change(KEY, item["id"], {"item_no": last[period], "archival_code": code})
    return len(without)
