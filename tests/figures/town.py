"""A town written by hand for the figures of people: terms, mandates, events, receptions and records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.figures.catalogue import figure_of
from app.figures.figure import Value
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_folder

OFFICE = {"town": "迳口镇", "county": "四会市"}
BEGAN = date(2016, 11, 10)


class Town:
    """A ledger whose rows are entered by short words; names stand for mandates (``name`` or ``name@term``)."""

    def __init__(self, folder: Path, today: date = date(2023, 6, 30), quota: int | None = 60) -> None:
        new_folder(folder, OFFICE, term=16, term_started=BEGAN, quota=quota, today=today)
        self.ledger = Ledger.open(folder, today=today)
        self.ledger.core.connection.execute("PRAGMA synchronous=OFF")
        self.mandates: dict[str, Ref] = {}
        self.terms: dict[tuple[str, int], Ref] = {("township", 16): Ref(1, "镇 第十六届")}
        self.sites: dict[str, Ref] = {}

    def add(self, key: str, **values: Any) -> int:
        with self.ledger.act("试") as act:
            return act.add(key, values)

    def term(self, level: str, ordinal: int, started_on: date | None, quota: int | None = None) -> Ref:
        row = self.add("terms", level=level, ordinal=ordinal, started_on=started_on, quota=quota)
        self.terms[level, ordinal] = Ref(row, f"{level} {ordinal}")
        return self.terms[level, ordinal]

    def elect(self, *names: str, level: str = "township", term: int = 16, **more: Any) -> None:
        """Give each a mandate; somebody of that name and month of birth is the same person."""
        for name in names:
            born = PartialDate(1970, 1 + sum(map(ord, name)) % 12)
            values = {"name": name, "birth_date": born, "level": level, "term": self.terms[level, term]}
            row = self.add("deputies", **values, **more)
            self.mandates[f"{name}@{level}{term}"] = self.mandates[name] = Ref(row, name)

    def event(self, name: str, kind: str, day: str, **more: Any) -> None:
        on = PartialDate.from_iso(day)
        self.add("mandate_changes", mandate=self.mandates[name], kind=kind, occurred_on=on, **more)

    def record(self, name: str, day: str, attendance: str | None = None) -> int:
        on = date.fromisoformat(day)
        deputy = self.mandates.get(name, Ref(None, name))
        title = f"视察{day}{name}{attendance or ''}"
        return self.add("performance_records", deputy=deputy, kind="inspection", occurred_on=on, title=title, attendance=attendance)  # fmt: skip

    def site(self, name: str) -> Ref:
        if name not in self.sites:
            self.sites[name] = Ref(self.add("liaison_sites", name=name, kind="station"), name)
        return self.sites[name]

    def reception(
        self,
        day: str,
        deputies: Sequence[str] = (),
        visitors: Sequence[str] = (),
        site: str = "联络室",
        **more: Any,
    ) -> int:
        """Visitors are ``名 村`` or ``名``; a leading ! asks for confidentiality."""
        lines = []
        for visitor in visitors:
            name, _, village = visitor.removeprefix("!").partition(" ")
            line: dict[str, Any] = {"name": name} if name else {}
            line |= {"village": village} if village else {}
            lines.append(line | ({"wants_confidential": True} if visitor.startswith("!") else {}))
        refs = tuple(self.mandates.get(name, Ref(None, name)) for name in deputies)
        raw = {"held_on": date.fromisoformat(day), "site": self.site(site), "kind": "walk_in", "visitors": lines or None, "deputies": refs or None}  # fmt: skip
        values, problems = self.ledger.read_values("receptions", raw | more)
        assert not [problem for problem in problems if problem.severity == "error"], problems
        return self.add("receptions", **values)

    def figure(self, key: str, year: int = 2022, until: str | None = None) -> Value:
        return figure_of(self.ledger, key, year, date.fromisoformat(until) if until else None)
