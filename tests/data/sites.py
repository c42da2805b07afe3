"""Sites with their small ledgers for tests: a room that meets everything but what a test leaves out."""

from __future__ import annotations

import base64
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests import kept_ledgers

TODAY = date(2022, 11, 23)
OFFICE = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市"}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)


def new_ledger(folder: Path, today: date = TODAY) -> Ledger:
    """An empty ledger of an invented town with three deputies."""
    ledger = kept_ledgers.new_ledger(
        folder, OFFICE, term=16, term_started=date(2016, 11, 10), quota=60, today=today,
        now=lambda: datetime(today.year, today.month, today.day, 9, 12),
    )  # fmt: skip
    for name in ("王芳", "李国强", "陈小明"):
        add(ledger, "deputies", name=name, level="township", term=Ref(ledger.ids("terms")[0], "第十六届"))
    return ledger


def add(ledger: Ledger, key: str, **values: Any) -> int:
    """One row."""
    with ledger.act(f"新增{key}") as act:
        return act.add(key, values)


def change(ledger: Ledger, key: str, row: int, **values: Any) -> None:
    """Change one row."""
    with ledger.act(f"修改{key}") as act:
        act.change(key, row, values)


def picture(folder: Path, name: str = "照片.png") -> Path:
    """A file with a tiny picture."""
    path = folder / name
    path.write_bytes(PNG)
    return path


def attach(ledger: Ledger, key: str, row: int, path: Path, role: str = "") -> None:
    """Keep a file with a row."""
    with ledger.act("添加附件") as act:
        act.attach(key, row, path, role=role)


def site(ledger: Ledger, name: str = "迳口镇人大代表联络室", **values: Any) -> Ref:
    """A room with address, area, sign, head, officer and three deputies; no photos, no ledgers yet."""
    deputies = tuple(Ref(row["id"], row["name"]) for row in ledger.rows("deputies", ledger.ids("deputies")))
    usual: dict[str, Any] = {
        "name": name, "kind": "room", "address": "镇政府一楼", "area_m2": 600, "right_of_use": "镇政府调配",
        "sign_posted_on": PartialDate(2021, 10), "sign_text": name, "opening_hours": "每月接待日 9:00",
        "site_head": "陈志强", "liaison_officer": "蓝晓晴", "deputies": deputies,
    }  # fmt: skip
    return Ref(add(ledger, "liaison_sites", **{**usual, **values}), name)


def reception(ledger: Ledger, at: Ref, month: int, day: int = 12, **values: Any) -> int:
    """A reception of two visitors who signed."""
    usual = {
        "held_on": date(2022, month, day),
        "site": at,
        "kind": "walk_in",
        "visitor_count": 2,
        "is_signed": True,
    }
    deputies = tuple(Ref(row, "") for row in ledger.ids("deputies")[:1])
    return add(ledger, "receptions", **{**usual, "deputies": deputies, **values})


def activity(ledger: Ledger, at: Ref, month: int, photo: Path | None, **values: Any) -> int:
    """An activity with its content and, where given, a photo."""
    usual = {
        "site": at,
        "held_on": date(2022, month, 20),
        "theme": f"{month}月活动",
        "form": "study",
        "content": "学习",
    }
    row = add(ledger, "site_activities", **{**usual, **values})
    if photo is not None:
        attach(ledger, "site_activities", row, photo)
    return row


def item(ledger: Ledger, name: str) -> int:
    """The item of the checklist by that name."""
    (found,) = ledger.ids("checklist_items", Query(equals={"name": name}))
    return found
