"""Who was in office on which day, and the figures of persons, receptions, sessions and sites that follow from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.town.model import ENDINGS, Answer, Model, Row, Share, by, day_of, out

Person = tuple[str, str]
QUARTERS = ["第一季度", "第二季度", "第三季度", "第四季度"]
NOT_THERE = {"请假", "缺席"}


class Mandates:
    """The mandates of a town: intervals [start, end), suspensions, and the person who holds each."""

    def __init__(self, model: Model) -> None:
        self.rows = model.table("deputies")
        self.terms = model.table("terms")
        self.changes = list(model.table("mandate_changes").values())

    def person(self, key: str) -> Person:
        row = self.rows[key]
        return row["name"], row["birth_date"]

    def level(self, key: str) -> str:
        return str(self.rows[key]["level"])

    def changes_of(self, key: str, kinds: Iterable[str]) -> list[Row]:
        found = [row for row in self.changes if row["mandate"] == "@" + key and row["kind"] in kinds]
        return sorted(found, key=lambda row: row["occurred_on"])

    def interval(self, key: str) -> tuple[str, str]:
        """From the first meeting of the term (or a later election) to the first meeting of the next, or an earlier end."""
        row = self.rows[key]
        term = self.terms[row["term"][1:]]
        start = max(row["elected_on"], term["started_on"])
        following = [
            each["started_on"]
            for each in self.terms.values()
            if each["level"] == term["level"] and each["ordinal"] > term["ordinal"]
        ]
        ends = following + [change["occurred_on"] for change in self.changes_of(key, ENDINGS)]
        return start, min(ends, default="9999")

    def in_office(self, key: str, first: date, last: date | None = None) -> bool:
        """In office on that day, or at any time of a stretch of days."""
        start, end = self.interval(key)
        return start < end and start <= (last or first).isoformat() and first.isoformat() < end

    def acting(self, key: str, day: date) -> bool:
        """In office and not suspended, by this or another mandate of the level: only then a deputy's act counts."""
        of_person = (self.person(key), self.level(key))
        return any(
            self.able(each, day) for each in self.rows if (self.person(each), self.level(each)) == of_person
        )

    def able(self, key: str, day: date) -> bool:
        past = [row for row in self.changes_of(key, ("暂停", "恢复")) if by(row["occurred_on"], day)]
        return self.in_office(key, day) and not (past and past[-1]["kind"] == "暂停")

    def vacancies(self, office: list[str], day: date) -> int | None:
        """The quota of the town's term of that day, less its deputies in office, at least 0; none where no quota is written."""
        begun = [row for row in self.terms.values() if row["level"] == "镇" and by(row["started_on"], day)]
        quota = max(begun, key=lambda row: row["ordinal"]).get("quota") if begun else None
        return None if quota is None else max(quota - sum(1 for key in office if self.level(key) == "镇"), 0)

    def levels_of(self, first: date, last: date) -> dict[Person, str]:
        """The persons in office at any time of the stretch; who has a town mandate stands at the town."""
        found: dict[Person, str] = {}
        for key in self.rows:
            if self.in_office(key, first, last) and found.get(self.person(key)) != "镇":
                found[self.person(key)] = self.level(key)
        return found

    def sex_of(self, person: Person) -> str:
        return next(row["sex"] for key, row in self.rows.items() if self.person(key) == person)


def people_figures(model: Model, year: int, day: date) -> dict[str, Answer]:
    """Figures of receptions, performance, deputies, sessions and sites of a year, at a cut-off day."""
    mandates = Mandates(model)
    held = {key: row for key, row in model.table("receptions").items() if within(row["held_on"], year, day)}
    acts = acts_of(model, mandates, year, day)
    office = [key for key in mandates.rows if mandates.in_office(key, day)]
    sessions = [row for row in model.table("sessions").values() if within(row["opened_on"], year, day)]
    levels = Counter(mandates.terms[row["term"][1:]]["level"] for row in sessions)
    sites = [row for row in model.table("liaison_sites").values() if in_use(row, day)]
    active = {mandates.person(key) for key, _, counts in acts if counts}
    received = {mandates.person(key) for key, kind, _ in acts if kind == "接待选民"}
    return reception_figures(model, mandates, held) | {
        "receptions.deputy_participation": persons(mandates, received, year, day),
        "performance.active_rate": persons(mandates, active, year, day),
        "performance.records": Answer(len(acts), splits={"kind": Counter(kind for _, kind, _ in acts)}),
        "deputies.in_office": Answer(
            len(office),
            splits={
                "level": Counter(map(mandates.level, office)),
                "sex": Counter(mandates.rows[key]["sex"] for key in office),
            },
            rows=set(office),
        ),
        "deputies.vacancies": Answer(mandates.vacancies(office, day)),
        "sessions.held": Answer(levels["镇"], splits={"level": levels}),
        "sites.count": Answer(len(sites), splits={"kind": Counter(row["kind"] for row in sites)}),
    }


def within(text: str, year: int, day: date) -> bool:
    return text[:4] == str(year) and by(text, day)


def in_use(row: Row, day: date) -> bool:
    closed = day_of(row.get("closed_on"))
    return (not row.get("founded_on") or by(row["founded_on"], day)) and (closed is None or closed > day)


def acts_of(model: Model, mandates: Mandates, year: int, day: date) -> list[tuple[str, str, bool]]:
    """Every record of performance that counts: mandate, kind, whether the deputy was there."""
    found: list[tuple[str, str, str, bool]] = []
    for row in model.table("receptions").values():
        found += [(key[1:], "接待选民", row["held_on"], True) for key in dict.fromkeys(row["deputies"])]
    for row in model.table("suggestions").values():
        if row.get("exit_kind") == "撤回" and out(row, day):
            continue
        kind = "提出议案" if row["class"] == "议案转建议" else "提出建议"
        found += [(key[1:], kind, row["raised_on"], True) for key in dict.fromkeys(row.get("deputies") or [])]
    for row in model.table("performance_records").values():
        there = row.get("attendance") not in NOT_THERE
        found.append((row["deputy"][1:], row["kind"], row["occurred_on"], there))
    return [
        (key, kind, there)
        for key, kind, text, there in found
        if within(text, year, day) and mandates.acting(key, date.fromisoformat(text))
    ]


def persons(mandates: Mandates, chosen: set[Person], year: int, day: date) -> Answer:
    """A rate of persons over those in office at any time of the year up to the cut-off."""
    levels = mandates.levels_of(date(year, 1, 1), day)
    splits: dict[str, dict[str, list[int]]] = {"level": {}, "sex": {}}
    for person, level in levels.items():
        for name, part in (("level", level), ("sex", mandates.sex_of(person))):
            pair = splits[name].setdefault(part, [0, 0])
            pair[0] += person in chosen
            pair[1] += 1
    share = Share(len(chosen & set(levels)), len(levels))
    shown = {name: {part: tuple(pair) for part, pair in parts.items()} for name, parts in splits.items()}
    return Answer(share.value, (share.numerator, share.denominator), shown)


def reception_figures(model: Model, mandates: Mandates, held: dict[str, Row]) -> dict[str, Answer]:
    def deputy_times(row: Row) -> int:
        day = date.fromisoformat(row["held_on"])
        named = {mandates.person(key[1:]) for key in row["deputies"]}
        acting = {mandates.person(key[1:]) for key in row["deputies"] if mandates.acting(key[1:], day)}
        return max(row.get("deputy_count") or 0, len(named)) - len(named - acting)

    def parts(row: Row) -> dict[str, str]:
        quarter = QUARTERS[(int(row["held_on"][5:7]) - 1) // 3]
        return {
            "site": model.table("liaison_sites")[row["site"][1:]]["name"],
            "kind": row["kind"],
            "quarter": quarter,
        }

    measures: dict[str, Any] = {
        "batches": lambda row: 1,
        "visitor_times": lambda row: row["visitor_count"],
        "deputy_times": deputy_times,
    }
    found: dict[str, Answer] = {}
    for name, measure in measures.items():
        splits: dict[str, dict[str, int]] = {"site": {}, "kind": {}, "quarter": {}}
        for row in held.values():
            for split, part in parts(row).items():
                splits[split][part] = splits[split].get(part, 0) + measure(row)
        found[f"receptions.{name}"] = Answer(sum(map(measure, held.values())), splits=splits)
    heads: dict[str, dict[str, list[Row]]] = {"site": {}, "kind": {}, "quarter": {}}
    for row in held.values():
        for split, part in parts(row).items():
            heads[split].setdefault(part, []).append(row)
    counted = {
        split: {part: distinct(rows) for part, rows in places.items()} for split, places in heads.items()
    }
    found["receptions.visitors_distinct"] = Answer(distinct(held.values()) or None, splits=counted)
    return found


def distinct(rows: Iterable[Row]) -> int:
    """Persons by name and village; a name without a village is one of those with it, where there are any."""
    visitors = {(each["name"], each.get("village")) for row in rows for each in row.get("visitors") or []}
    placed = {name for name, village in visitors if village}
    return sum(1 for name, village in visitors if village or name not in placed)
