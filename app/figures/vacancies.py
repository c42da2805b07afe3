"""The seats of a term and who holds them: quota = in office + vacant, with every vacancy since the term began."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Lookup, Row
from app.domain.law.deadlines import months_later
from app.domain.law.mandates import ENDING_KINDS, Event, in_order, intervals
from app.domain.law.vacancies import Tenure, Vacancy, vacancies
from app.domain.registers.terms import current_term, period_of
from app.storage.ledger import Ledger

OWN = "township"  # of higher levels the ledger holds only whom the town's districts elect
TERM_MONTHS = 60  # a congress of county or town is elected for five years (组织法 art. 9)


@dataclass(frozen=True)
class DistrictVacancy:
    """A vacancy and the district it lies in."""

    district: Row
    vacancy: Vacancy


@dataclass(frozen=True)
class Seats:
    """The seats of a term on a day.

    ``quota``: by the term; None where it is not entered, and for the county, whose whole it is not.  ``seated``: the sum of the districts' seats.
    ``unsized``: districts without a number of seats, which count as many as were ever in office at once.
    ``without_district`` and ``beyond``: who is in office and sits in no district's seat.
    ``expected``: events still to come that will end a mandate; none when the day lies in the past.
    """

    term: Row
    day: date
    ends_on: date | None
    quota: int | None
    seated: int
    in_office: tuple[int, ...]
    vacancies: tuple[DistrictVacancy, ...]
    unsized: tuple[str, ...]
    without_district: tuple[Tenure, ...]
    beyond: tuple[tuple[Row, Tenure], ...]
    expected: tuple[tuple[Row | None, Tenure], ...]

    @property
    def open(self) -> tuple[DistrictVacancy, ...]:
        """The seats that are vacant on the day."""
        return tuple(one for one in self.vacancies if one.vacancy.is_open)

    @property
    def vacant(self) -> int:
        """名额 − 实有: what is vacant in all, whether a district is known for it or not."""
        seats = self.seated if self.quota is None else self.quota
        return seats - len(self.in_office)


def seats_on(ledger: Ledger, day: date, level: str = "township", ordinal: int | None = None) -> Seats | None:
    """The seats of a level's term (the current one of that day) on a day; None where there is no such term."""
    with ledger.busy:
        term = _term(ledger, day, level, ordinal)
        return _seats(ledger.lookup, term, day, ledger.today) if term else None


def _term(ledger: Ledger, day: date, level: str, ordinal: int | None) -> Row | None:
    if ordinal is None:
        ref = current_term(level, ledger.context(today=day))
        return ledger.lookup.row("terms", ref.id) if ref and ref.id else None
    terms = ledger.lookup.where("terms", {"level": level, "ordinal": ordinal})
    return terms[0] if terms else None


def _seats(lookup: Lookup, term: Row, day: date, today: date) -> Seats:
    started, following = period_of(term["id"], lookup)
    if following and day >= following:  # a term that is over is shown as it ended
        day = following - timedelta(days=1)
    begun = started or date.min
    day = max(day, begun)  # a term to come is shown as it will begin
    mandates = lookup.where("deputies", {"term": term["id"]})
    tenures = dict(_tenures(lookup, mandates, started, following))
    by_district: dict[int | None, list[Tenure]] = defaultdict(list)
    for mandate in mandates:
        if mandate["id"] in tenures:
            link = mandate.get("electoral_district")
            by_district[link.id if link else None].append(tenures[mandate["id"]])
    districts = _districts(lookup, term, by_district)
    district_vacancies: list[DistrictVacancy] = []
    beyond: list[tuple[Row, Tenure]] = []
    seated, unsized = 0, []
    for district in districts:
        own = by_district.get(district["id"], [])
        seats = district.get("seats")
        if seats is None:
            seats = _most_at_once(own)
            unsized.append(district["name"])
        seated += seats
        opened, surplus = vacancies(seats, own, begun, day)
        district_vacancies += [DistrictVacancy(district, one) for one in opened]
        beyond += [(district, one) for one in surplus]
    ends_on = following or (months_later(started, TERM_MONTHS) if started else None)
    return Seats(
        term, day, ends_on, term.get("quota") if term["level"] == OWN else None, seated,
        tuple(sorted(one.mandate for one in tenures.values() if _holds(one, day))),
        tuple(sorted(district_vacancies, key=lambda one: (one.vacancy.since, one.district.get("no") or 0, one.district["id"]))),
        tuple(unsized),
        tuple(one for one in by_district.get(None, []) if _holds(one, day)),
        tuple(beyond),
        tuple(_expected(districts, by_district, day)) if day >= today else (),
    )  # fmt: skip


def _districts(lookup: Lookup, term: Row, used: Mapping[int | None, Any]) -> list[Row]:
    """The districts of a term, and those of another one that its deputies name."""
    own = list(lookup.where("electoral_districts", {"level": term["level"]}))
    return [one for one in own if one["id"] in used or (one.get("term") and one["term"].id == term["id"])]


def _tenures(
    lookup: Lookup, mandates: Sequence[Row], started: date | None, following: date | None
) -> Iterator[tuple[int, Tenure]]:
    events = lookup.related("mandate_changes", "mandate", [mandate["id"] for mandate in mandates])
    for mandate in mandates:
        rows = events.get(mandate["id"], [])
        happened = [Event(row["kind"], row["occurred_on"]) for row in rows]
        stretches = intervals(happened, term_started=started, next_term_started=following)
        if not stretches:
            continue
        ended = next((one for one in in_order(happened) if one.kind in ENDING_KINDS), None)
        by = next((row for row in rows if ended and (row["kind"], row["occurred_on"]) == ended[:2]), None)
        start, end = stretches[0].start or date.min, stretches[-1].end
        yield mandate["id"], Tenure(mandate["id"], mandate["name"], start, end if by else None, by)


def _most_at_once(tenures: Sequence[Tenure]) -> int:
    return max((sum(_holds(other, one.start) for other in tenures) for one in tenures), default=0)


def _holds(tenure: Tenure, day: date) -> bool:
    return tenure.start <= day and (tenure.end is None or day < tenure.end)


def _expected(
    districts: Sequence[Row], by_district: Mapping[int | None, list[Tenure]], day: date
) -> Iterator[tuple[Row | None, Tenure]]:
    districts_by_id = {district["id"]: district for district in districts}
    for key, tenures in by_district.items():
        for tenure in tenures:
            if tenure.end and tenure.end > day >= tenure.start:
                yield districts_by_id.get(key or 0), tenure


def next_session(lookup: Lookup, term: Row, since: date) -> date | None:
    """The first session of the term that opens on or after a day; None where none is entered."""
    rows = lookup.where("sessions", {"term": term["id"]})
    days = [row["opened_on"] for row in rows if row.get("opened_on") and row["opened_on"] >= since]
    return min(days, default=None)


def known_day(value: date | PartialDate | None) -> str:
    """A day as far as it is known."""
    if value is None:
        return ""
    return value.iso if isinstance(value, PartialDate) else value.isoformat()


def doubts_of(seats: Seats) -> list[str]:
    """What does not add up, in sentences; empty when quota, districts and deputies agree."""
    sentences = []
    if seats.term["level"] != OWN:
        sentences.append("县级代表只列本镇选区的名额，不是全县的名额。")
    elif seats.quota is None:
        sentences.append(f"届次里没有填代表名额，按各选区应选名额合计 {seats.seated} 名计算，请补填。")
    elif seats.seated != seats.quota:
        less = seats.quota - seats.seated
        words = f"少 {less}" if less > 0 else f"多 {-less}"
        sentences.append(
            f"各选区应选名额合计 {seats.seated} 名，比代表名额 {seats.quota} 名{words} 名，请核对选区。"
        )
    if seats.unsized:
        sentences.append(f"{_listed(seats.unsized)}没有填应选名额，暂按同时在任的最多人数计算，请补填。")
    if seats.without_district:
        sentences.append(
            f"{_listed([one.name for one in seats.without_district])}没有登记选区，不占任何选区的名额，请补填。"
        )
    for name, count in Counter(district["name"] for district, _ in seats.beyond).items():
        sentences.append(f"{name}在任的代表比应选名额多 {count} 名，请核对。")
    return sentences


def _listed(names: Sequence[str]) -> str:
    first_names = "、".join(names[:5])
    return f"{first_names}等 {len(names)} 个" if len(names) > 5 else first_names
