"""The ledgers as files: one service for the window, the command line and the sample."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.domain.audiences import INTERNAL
from app.domain.fields import Field, Row
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.domain.tabulation import Tabulation
from app.storage.files import complete_file
from app.storage.ledger import Ledger
from app.storage.lists.listing import filed_listings
from app.storage.query import Query
from app.storage.refusals import Refused

FORMATS = ("xlsx", "pdf", "csv", "json")
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("\\/:*?\"<>|%&^!;=,'", " "))


def ledger_file_name(
    ledger: Ledger, register: Register, kind: str, *, year: int | None, private: bool
) -> str:
    """A name that every system takes, which says when the file holds private values."""
    town = ledger.office.get("town") or ""
    tells_years = register.year_field or register.filing.filter
    parts = [
        f"{year}年" if year and tells_years else "",
        town,
        register.label,
        "（含个人信息）" if private else "",
    ]
    return "".join(parts).translate(_NOT_IN_NAMES).strip() + f".{kind}"


def export_ledger(
    ledger: Ledger,
    key: str,
    path: Path,
    kind: str = "xlsx",
    *,
    query: Query = Query(),
    audience: str = INTERNAL,
    include_private: bool = False,
    password: str = "",
    paint: Callable[..., Any] | None = None,
) -> int:
    """Write one ledger to ``path``; gives the number of rows.

    All are the ledger as it is filed (``filed_listings``): ``csv`` and ``json`` hold the rows and columns of
    the printed one, in its order; its sections follow one another, named in a column.
    With a ``password`` (workbooks only) nobody opens it without.  ``paint(paper, target)`` puts paper on PDF and is handed in by the face.  Raises ``PermissionError``
    with the file's name when another program holds it.
    """
    if kind == "xlsx":
        from app.excel.ledger_sheets import export_register

        return export_register(
            ledger, key, path,
            query=query, audience=audience, include_private=include_private, password=password,
        )  # fmt: skip
    if kind == "pdf":
        return _as_pdf(ledger, BY_KEY[key], path, query, audience, include_private, paint)
    listings = filed_listings(ledger, BY_KEY[key], query, audience=audience, include_private=include_private)
    rows = [row for listing in listings for row in listing.rows()]
    fields = listings[0].fields_without_head(rows)
    with complete_file(path) as temporary:
        if kind == "csv":
            _write_csv(temporary, fields, rows)
        else:
            plain = [
                {"id": row["id"]} | {f.key: f.kind.to_plain(row.get(f.key)) for f in fields} for row in rows
            ]
            temporary.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(rows)


def _as_pdf(
    ledger: Ledger,
    register: Register,
    path: Path,
    query: Query,
    audience: str,
    include_private: bool,
    paint: Callable[..., Any] | None,
) -> int:
    from app.paper.ledger import filed_papers

    if paint is None:
        raise ValueError("a PDF needs the painter of the face")
    papers = filed_papers(ledger, register, query, audience=audience, include_private=include_private)
    paint(papers, path)
    return sum(paper.records for paper in papers)


def _write_csv(path: Path, fields: Sequence[Field], rows: Sequence[Row]) -> None:
    """UTF-8 with a mark at the start, without which WPS takes the file for GBK."""
    with open(path, "w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow([field.label for field in fields])
        writer.writerows([[field.text(row.get(field.key)) for field in fields] for row in rows])


def export_all(
    ledger: Ledger,
    folder: Path,
    kind: str = "xlsx",
    *,
    year: int | None = None,
    audience: str = INTERNAL,
    include_private: bool = False,
    paint: Callable[..., Any] | None = None,
) -> list[Path]:
    """Write every ledger there is into ``folder``; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for register in SHOWN:
        path = folder / ledger_file_name(ledger, register, kind, year=year, private=include_private)
        export_ledger(
            ledger, register.key, path, kind,
            query=Query(year=year), audience=audience, include_private=include_private, paint=paint,
        )  # fmt: skip
        paths.append(path)
    return paths


def write_tabulation(table: Tabulation, path: Path, paint: Callable[..., Any] | None = None) -> int:
    """Write a derived table as ``.pdf`` or else ``.xlsx``; gives the number of its lines.

    Raises ``PermissionError`` with the file's name when another program holds it, ``Refused`` for a PDF
    without the painter of the face.
    """
    if path.suffix.lower() == ".pdf":
        from app.paper.tabulation import tabulation_paper

        if paint is None:
            raise Refused("这样启动的程序不能生成 PDF，请用 presidium 命令，或导出 xlsx。")
        paint([tabulation_paper(table)], path)
        return len(table.lines)
    from app.excel.tabulation import export_tabulation

    return export_tabulation(table, path)
