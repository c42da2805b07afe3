"""What a clerk puts right after the first entry, in random order: any register, any date, and rows sent back as shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.town.courses import iso, later
from tests.town.events import FIRST, LAST, SITES, TERM_CHANGE, Event, Generator, Town


class Corrections:
    """What is put right afterwards, in random order: any register, any date."""

    def __init__(self, generator: Generator) -> None:
        self.generator, self.chance = generator, generator.chance
        self.rows = {key: dict(row) for key, row in generator.rows.items()}
        self.rows["term-镇16"] = {}
        self.gone: set[str] = set()
        self.number = 0

    def batches(self, count: int = 3, size: int = 14) -> list[list[Event]]:
        return [[event for _ in range(size) for event in self.correction()] for _ in range(count)]

    def correction(self) -> list[Event]:
        ways = [self.matter_dates] * 5 + [self.flat_keys] * 4 + [self.reception, self.deputies, self.removal]
        ways += [
            self.holiday,
            self.change_date,
            self.site,
            self.clock,
            self.sponsors,
            self.place,
            self.hardness,
        ]
        ways += [self.election, self.renamed, self.written_back, self.written_back]
        ways += [self.exit_date, self.answer_from_above, self.quota, self.term_start]
        return self.chance.choice(ways)()

    def changed(self, register: str, key: str, **values: Any) -> list[Event]:
        self.rows[key] |= values
        return [Event("change", register, key, values)]

    def one_of(self, prefix: str) -> str:
        return self.chance.choice(
            [key for key in self.rows if key.startswith(prefix) and key not in self.gone]
        )

    def matter_dates(self) -> list[Event]:
        """Every date of a course moved by a few days, or one more round; nothing goes back, which would want a reason."""
        chance, key = self.chance, self.one_of("matter-")
        lines = [dict(line) for line in self.rows[key].get("rounds") or []]
        if not lines:
            return []
        if chance.random() < 0.3:
            last = max(str(value) for name, value in lines[-1].items() if name.endswith("_on") and value)
            line, _, _ = self.generator.round(later(date.fromisoformat(last), chance, 0, 20))
            return self.changed("suggestions", key, rounds=[*lines, line])
        moved = timedelta(days=chance.randint(-20, 20))
        names = ("assigned_on", "returned_on", "replied_on", "feedback_on")
        for line in lines:
            line |= {name: iso(date.fromisoformat(line[name]) + moved) for name in names if line.get(name)}
        return self.changed("suggestions", key, rounds=lines)

    def flat_keys(self) -> list[Event]:
        """One key of the last round, as scripts write it."""
        chance, key = self.chance, self.one_of("matter-")
        lines = self.rows[key].get("rounds") or []
        names = ["assigned_on", "due_on", "extended_due_on"]
        if lines and "replied_on" in lines[-1]:
            names += ["replied_on", "feedback", "reply_class"]
        if not lines:
            return []
        name, last = chance.choice(names), dict(lines[-1])
        start = date.fromisoformat(last.get("assigned_on") or self.rows[key]["raised_on"])
        value: Any = iso(later(start, chance, 0, 130))
        if name == "feedback":
            value = chance.choice(["满意", "基本满意", "不满意"])
        elif name == "reply_class":
            value = chance.choice("ABC")
        elif name.endswith("due_on") and chance.random() < 0.3:
            value = None
        last[name] = value
        self.rows[key]["rounds"] = [*lines[:-1], last]
        return [Event("change", "suggestions", key, {name: value})]

    def reception(self) -> list[Event]:
        key = self.one_of("reception-")
        day = self.chance.randint(-40, 40)
        held = date.fromisoformat(self.rows[key]["held_on"]) + timedelta(days=day)
        return self.changed("receptions", key, held_on=iso(min(max(held, FIRST), LAST)))

    def site(self) -> list[Event]:
        return self.changed(
            "receptions", self.one_of("reception-"), site=f"@site-{self.chance.randrange(len(SITES))}"
        )

    def deputies(self) -> list[Event]:
        key = self.one_of("reception-")
        day = date.fromisoformat(self.rows[key]["held_on"])
        return self.changed(
            "receptions", key, deputies=self.generator.mandates_near(day, 4), deputy_count=None
        )

    def removal(self) -> list[Event]:
        linked = {
            str(value)[1:] for key, row in self.rows.items() if key not in self.gone for value in row.values()
        }
        key = self.one_of(self.chance.choice(["matter-", "record-", "reception-"]))
        if key in linked:
            return []
        self.gone.add(key)
        register = {"m": "suggestions", "r": "receptions"}[key[0]]
        return [Event("remove", "performance_records" if key.startswith("record") else register, key)]

    def holiday(self) -> list[Event]:
        """Days of 2027 entered late: the program has no table of that year."""
        self.number += 1
        day = date(2027, 1, 1) + timedelta(days=self.number * 3 + self.chance.randint(0, 2))
        kind = "上班" if day.weekday() >= 5 else "放假"
        return [
            Event(
                "add", "holidays", f"holiday-{self.number}", {"day": iso(day), "kind": kind, "name": "补登"}
            )
        ]

    def change_date(self) -> list[Event]:
        key = self.one_of("change-")
        day = date.fromisoformat(self.rows[key]["occurred_on"]) + timedelta(days=self.chance.randint(-10, 10))
        return self.changed("mandate_changes", key, occurred_on=iso(day))

    def sponsors(self) -> list[Event]:
        """Other deputies than were written first."""
        keys = [key for key, row in self.rows.items() if key.startswith("matter-") and "deputies" in row]
        key = self.chance.choice([key for key in keys if key not in self.gone])
        day = date.fromisoformat(self.rows[key]["raised_on"])
        return self.changed("suggestions", key, deputies=self.generator.mandates_near(day, 3))

    def place(self) -> list[Event]:
        """A matter with a site of its own, or without it again."""
        site = self.chance.choice([f"@site-{self.chance.randrange(len(SITES))}", None])
        return self.changed("suggestions", self.one_of("matter-"), site=site)

    def hardness(self) -> list[Event]:
        return self.changed("suggestions", self.one_of("matter-"), is_hard=self.chance.choice([True, None]))

    def exits(self, kinds: set[str]) -> list[str]:
        return [
            key for key, row in self.rows.items() if row.get("exit_kind") in kinds and key not in self.gone
        ]

    def exit_date(self) -> list[Event]:
        """A matter that went out on another day than was written, whichever way it went."""
        keys = self.exits({"并案", "撤回", "不予受理", "转送上级"})
        if not keys:
            return []
        key = self.chance.choice(keys)
        raised = date.fromisoformat(self.rows[key]["raised_on"])
        return self.changed("suggestions", key, exit_on=iso(later(raised, self.chance, 0, 250)))

    def answer_from_above(self) -> list[Event]:
        """The answer to a matter sent upward, entered afterwards or on another day."""
        keys = self.exits({"转送上级"})
        if not keys:
            return []
        key = self.chance.choice(keys)
        sent = date.fromisoformat(self.rows[key]["exit_on"])
        values = {"referred_answered_on": iso(later(sent, self.chance, 0, 200)), "referred_answer": "已办"}
        return self.changed("suggestions", key, **values)

    def quota(self) -> list[Event]:
        """The quota, written late; never below the seats that are filled, which is a story of its own."""
        return self.changed(
            "terms", f"term-镇{self.chance.choice([16, 17])}", quota=self.chance.randint(24, 30)
        )

    def term_start(self) -> list[Event]:
        """The first meeting of the term stood on another day: every mandate of two terms moves with it."""
        moved = TERM_CHANGE["镇"] + timedelta(days=self.chance.randint(-8, 8))
        return self.changed("terms", "term-镇17", started_on=iso(moved))

    def election(self) -> list[Event]:
        """A by-election on another day; the roll of an earlier term is read only."""
        key = "deputy-镇17-29"
        day = date.fromisoformat(self.rows[key]["elected_on"]) + timedelta(days=self.chance.randint(-9, 9))
        return self.changed("deputies", key, elected_on=iso(day))

    def renamed(self) -> list[Event]:
        """A name changes the person, in every mandate; nothing that counts persons may notice."""
        self.number += 1
        return self.changed(
            "deputies", self.one_of("deputy-镇17-"), name=f"欧阳改{'一二三四五六七八九十'[self.number % 10]}"
        )

    def written_back(self) -> list[Event]:
        """A row sent back exactly as the list shows it: nothing changes."""
        names = {
            "matter-": "suggestions",
            "reception-": "receptions",
            "deputy-镇17-": "deputies",
            "record-": "performance_records",
        }
        prefix = self.chance.choice(list(names))
        return [Event("write back", names[prefix], self.one_of(prefix))]

    def clock(self) -> list[Event]:
        """A stricter local rule, entered once with the day from which it holds."""
        if "clock" in self.gone:
            return []
        self.gone.add("clock")
        values = {
            "clock": "答复期限",
            "amount": 2,
            "unit": "个月",
            "basis": "本地规定",
            "valid_from": "2025-09-01",
        }
        return [Event("add", "clock_rules", "clock", values)]


def town_of(seed: int, matters: int = 400, receptions: int = 60) -> Town:
    """The town of a seed; the same seed gives the same town."""
    generator = Generator(seed, matters, receptions)
    town = generator.town()
    town.corrections = Corrections(generator).batches()
    return town
