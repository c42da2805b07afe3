"""A town of three years as a plain list of events, from a seed: what a clerk enters."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.town.courses import Courses, iso, later

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
TERM_CHANGE = {"镇": date(2025, 12, 12), "县": date(2025, 12, 4)}
TERM_BEGAN = {"镇": date(2020, 12, 10), "县": date(2020, 12, 1)}
VILLAGES = ["东村", "西村", "下寮村", "上寮村"]
SURNAMES, FORENAMES = "陈林黄张李王吴刘蔡杨许郑谢郭洪", ["建国", "秀英", "志强", "丽华", "永福", "桂兰"]
CATEGORIES = ["交通道路", "水利", "教育", "医疗", None]
SITES = ["中心联络站", "东村站", "西村站", "下寮站", "上寮点"]


NAMESAKE = 26


@dataclass(frozen=True)
class Event:
    """One entry: `verb` add, change or remove; `key` is the town's own name for the row, "@key" a link to it."""

    verb: str
    register: str
    key: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Town:
    """The first entry, and the batches of corrections after it."""

    seed: int
    entry: list[Event]
    corrections: list[list[Event]]


def any_day(chance: random.Random, first: date = FIRST, last: date = LAST) -> date:
    return first + timedelta(days=chance.randint(0, (last - first).days))


class Generator(Courses):
    """Builds one town; every choice comes from `chance`."""

    def __init__(self, seed: int, matters: int = 400, receptions: int = 60) -> None:
        self.chance = random.Random(seed)
        self.seed, self.matter_count, self.reception_count = seed, matters, receptions
        self.events: list[Event] = []
        self.rows: dict[str, dict[str, Any]] = {}
        self.mandates: list[str] = []
        self.mergers: list[Event] = []

    def add(self, register: str, key: str, **values: Any) -> None:
        kept = {name: value for name, value in values.items() if value is not None}
        self.events.append(Event("add", register, key, kept))
        self.rows[key] = dict(kept)

    def town(self) -> Town:
        self.terms_and_sites()
        self.people()
        self.sessions()
        for number in range(self.reception_count):
            self.reception(number)
        for number in range(self.matter_count):
            self.matter(number)
        for number in range(40):
            self.manual_record(number)
        for merger in self.mergers:
            self.events.append(merger)
            self.rows[merger.key] |= merger.values
        return Town(self.seed, self.events, [])

    def terms_and_sites(self) -> None:
        for level in ("镇", "县"):
            for ordinal, day in ((16, TERM_BEGAN[level]), (17, TERM_CHANGE[level])):
                if (level, ordinal) != ("镇", 16):  # made by init
                    self.add(
                        "terms", f"term-{level}{ordinal}", level=level, ordinal=ordinal, started_on=iso(day)
                    )
        for ordinal in (16, 17):
            for number in range(1, 9):
                self.add(
                    "electoral_districts",
                    f"district-{ordinal}-{number}",
                    level="镇",
                    term=f"@term-镇{ordinal}",
                    name=f"第{number}选区",
                )
        for number, name in enumerate(SITES):
            founded = ["2020-05-01", "2021-02-03", "2021-02-03", "2025-06-18", "2020-05-01"][number]
            closed = "2025-09-30" if number == 4 else None
            self.add(
                "liaison_sites",
                f"site-{number}",
                name=name,
                kind="联络站",
                founded_on=founded,
                closed_on=closed,
            )

    def person(self, number: int) -> dict[str, Any]:
        """The same particulars each time, so that mandates of one person are joined."""
        surname, forename = (
            SURNAMES[number % len(SURNAMES)],
            FORENAMES[number // len(SURNAMES) % len(FORENAMES)],
        )
        if number == NAMESAKE:  # new in the 17th term, called like one of the 16th
            return self.person(number - 22) | {"birth_date": "1990-02-15"}
        return {
            "name": surname + forename,
            "sex": "女" if number % 3 == 0 else "男",
            "birth_date": f"{1955 + number}-0{number % 9 + 1}-15",
        }

    def mandate(self, number: int, level: str, ordinal: int, elected: date, how: str | None = None) -> str:
        key = f"deputy-{level}{ordinal}-{number}"
        # Whoever is elected again is elected in another district.
        district = f"@district-{ordinal}-{(number + 3 * ordinal) % 8 + 1}" if level == "镇" else None
        self.add(
            "deputies",
            key,
            **self.person(number),
            level=level,
            term=f"@term-{level}{ordinal}",
            electoral_district=district,
            elected_on=iso(elected),
            elected_how=how,
        )
        self.mandates.append(key)
        return key

    def people(self) -> None:
        for number in range(20):
            self.mandate(number, "镇", 16, date(2020, 11, 20))
        for number in (0, 1, 20, 21):
            self.mandate(number, "县", 16, date(2020, 11, 12))
        for number in (22, 23):
            self.mandate(number, "镇", 16, any_day(self.chance, date(2024, 6, 1), date(2025, 8, 1)), "补选")
        kept = [*sorted(self.chance.sample(range(2, 20), 11)), 22, 24, 25, 26, 27]
        for number in [0, *kept]:
            self.mandate(number, "镇", 17, date(2025, 11, 20))
        for number in (0, 20, 3, 28):
            self.mandate(number, "县", 17, date(2025, 11, 12))
        self.mandate(29, "镇", 17, any_day(self.chance, date(2026, 2, 1), date(2026, 8, 1)), "补选")
        self.endings(kept)

    def endings(self, reelected: list[int]) -> None:
        chance = self.chance
        gone = chance.sample([number for number in range(2, 20) if number not in reelected], 4)
        self.change_of(f"deputy-镇16-{gone[0]}", "去世", any_day(chance, FIRST, date(2025, 10, 1)))
        self.change_of(f"deputy-镇16-{gone[1]}", "辞职", date(2025, 3, 18))
        self.change_of(f"deputy-镇16-{gone[2]}", "调离", any_day(chance, FIRST, date(2025, 10, 1)))
        stopped = any_day(chance, FIRST, date(2025, 6, 1))
        self.change_of(f"deputy-镇16-{gone[3]}", "暂停", stopped)
        self.change_of(f"deputy-镇16-{gone[3]}", "恢复", later(stopped, chance, 20, 150))
        self.change_of(
            f"deputy-镇17-{reelected[-1]}", "暂停", any_day(chance, date(2026, 1, 1), date(2026, 9, 1))
        )
        self.change_of(
            f"deputy-镇17-{reelected[0]}", "去世", any_day(chance, date(2026, 1, 1), date(2026, 9, 1))
        )
        self.change_of("deputy-县16-21", "调离", any_day(chance, FIRST, date(2025, 9, 1)))

    def change_of(self, mandate: str, kind: str, day: date) -> None:
        key = f"change-{mandate}-{kind}"
        self.add("mandate_changes", key, mandate="@" + mandate, kind=kind, occurred_on=iso(day))

    def sessions(self) -> None:
        days = [("镇", 16, date(2024, 3, 20)), ("镇", 16, date(2024, 8, 5)), ("镇", 16, date(2025, 3, 18))]
        days += [("镇", 17, TERM_CHANGE["镇"]), ("镇", 17, date(2026, 3, 17)), ("县", 17, TERM_CHANGE["县"])]
        days += [("镇", 17, date(2026, 8, 11)), ("县", 16, date(2024, 1, 23))]
        for number, (level, ordinal, day) in enumerate(days):
            self.add(
                "sessions",
                f"session-{number}",
                term=f"@term-{level}{ordinal}",
                ordinal=number + 1,
                opened_on=iso(day),
            )

    def mandates_near(self, day: date, most: int) -> list[str]:
        """Mandates mostly of the term of that day; now and then one of the other, as slips happen."""
        chance = self.chance
        term = [key for key in self.mandates if ("16-" in key) == (day < TERM_CHANGE["镇"])]
        pool = term if chance.random() < 0.95 else self.mandates
        return ["@" + key for key in chance.sample(pool, chance.randint(1, most))]

    def visitors(self) -> list[dict[str, Any]]:
        chance, found = self.chance, []
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            visitor: dict[str, Any] = {
                "name": chance.choice(["王大明", "赵八斤", "孙小妹", "钱多多", "周一一"])
            }
            if chance.random() < 0.8:
                visitor["village"] = chance.choice(VILLAGES)
            if chance.random() < 0.15:
                visitor["wants_confidential"] = True
            if visitor not in found:
                found.append(visitor)
        return found

    def reception(self, number: int) -> None:
        chance, day, visitors = self.chance, any_day(self.chance), self.visitors()
        if number and chance.random() < 0.1:
            day = date.fromisoformat(self.rows[f"reception-{number - 1}"]["held_on"])
        deputies = self.mandates_near(day, 4)
        self.add(
            "receptions",
            f"reception-{number}",
            held_on=iso(day),
            site=f"@site-{chance.randrange(len(SITES))}",
            kind=chance.choice(["接访", "约访", "下访"]),
            deputies=deputies,
            deputy_count=len(deputies) + 1 if chance.random() < 0.1 else None,
            visitors=visitors or None,
            visitor_count=len(visitors) + chance.choice([0, 0, 1, 4]),
        )

    def manual_record(self, number: int) -> None:
        chance, day = self.chance, any_day(self.chance)
        kind = chance.choice(["走访联系选民", "视察", "出席人大会议"])
        attendance = (
            chance.choice(["出席", "请假", "缺席", "迟到", "早退", None]) if kind == "出席人大会议" else None
        )
        self.add(
            "performance_records",
            f"record-{number}",
            deputy=self.mandates_near(day, 1)[0],
            kind=kind,
            occurred_on=iso(day),
            title=f"活动{number}",
            attendance=attendance,
        )

    def matter(self, number: int) -> None:
        chance = self.chance
        origin = self.origin()
        raised = date.fromisoformat(origin["raised_on"])
        course = self.course(raised)
        if chance.random() < 0.12:
            leaving = self.exit(number, raised)
            if "merged_into" in leaving:  # the target is entered first, so merging is an event of its own
                self.mergers.append(Event("change", "suggestions", f"matter-{number}", leaving))
            else:
                course |= leaving
        self.add_matter(
            f"matter-{number}",
            **origin,
            title=f"第{number}件事项",
            content=f"第{number}件的内容",
            category=chance.choice(CATEGORIES),
            **course,
        )

    def add_matter(self, key: str, **values: Any) -> None:
        """A single round is sometimes written by its flat keys, as scripts of the first version do."""
        self.add("suggestions", key, **values)
        lines = values.get("rounds") or []
        if len(lines) == 1 and "returned_on" not in lines[0] and self.chance.random() < 0.3:
            flat = {name: value for name, value in lines[0].items() if name != "handler"}
            kept = {name: value for name, value in self.events[-1].values.items() if name != "rounds"}
            self.events[-1] = Event("add", "suggestions", key, kept | flat)

    def origin(self) -> dict[str, Any]:
        chance = self.chance
        kind = chance.choices(
            ["reception", "loose", "channel", "session", "between", "motion"], [45, 4, 18, 15, 12, 6]
        )[0]
        if kind == "reception":
            key = f"reception-{chance.randrange(self.reception_count)}"
            raised = self.rows[key]["held_on"]
            return {"class": "群众意见", "source": "接待", "reception": "@" + key, "raised_on": raised}
        if kind in ("session", "motion"):
            key = chance.choice([key for key in self.rows if key.startswith("session-")])
            day = date.fromisoformat(self.rows[key]["opened_on"])
            named = "代表建议" if kind == "session" else "议案转建议"
            origin = {"class": named, "source": "会议期间", "session": "@" + key, "raised_on": iso(day)}
            return origin | {"deputies": self.mandates_near(day, 5 if kind == "motion" else 3)}
        day = any_day(chance)
        if kind == "between":
            return {
                "class": "代表建议",
                "source": "闭会期间",
                "raised_on": iso(day),
                "deputies": self.mandates_near(day, 3),
            }
        source = "接待" if kind == "loose" else chance.choice(["视察", "述职", "来信来电"])
        return {"class": "群众意见", "source": source, "raised_on": iso(day)}

    def exit(self, number: int, raised: date) -> dict[str, Any]:
        chance = self.chance
        kind = chance.choice(["并案", "撤回", "不予受理", "转送上级"])
        out: dict[str, Any] = {
            "exit_kind": kind,
            "exit_on": iso(later(raised, chance, 0, 200)),
            "exit_reason": "说明",
        }
        if kind == "并案":
            if not number:  # into an earlier one only: no ring
                return {}
            out["merged_into"] = f"@matter-{chance.randrange(number)}"
        if kind == "转送上级":
            out |= {"referred_to": "市交通局", **self.answer_from_above(date.fromisoformat(out["exit_on"]))}
        return out

    def answer_from_above(self, sent: date) -> dict[str, Any]:
        """What came back of a matter sent upward, often in another year; now and then nothing yet."""
        if self.chance.random() < 0.4:
            return {}
        return {
            "referred_answered_on": iso(later(sent, self.chance, 0, 200)),
            "referred_answer": "已列入计划",
        }
