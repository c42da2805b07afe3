"""How a matter is handled in the generated town: rounds, dates that nobody wrote, contacts, the end."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

HANDLERS = ["党政办", "农业农村办", "村镇建设办"]
IN_PERSON, BY_WIRE = ["面谈", "走访", "座谈"], ["电话", "书面"]


def iso(day: date) -> str:
    return day.isoformat()


def later(day: date, chance: random.Random, least: int, most: int) -> date:
    return day + timedelta(days=chance.randint(least, most))


class Courses:
    """Courses of handling; every choice comes from `chance`."""

    chance: random.Random

    def course(self, raised: date) -> dict[str, Any]:
        """How far a matter came: any number of rounds, each with the dates that an ordinary clerk leaves out now and then."""
        chance = self.chance
        if chance.random() < 0.08:
            return {"solved_on_spot": True}
        out: dict[str, Any] = {"is_hard": True if chance.random() < 0.15 else None}
        if chance.random() < 0.3:
            out["sorted_on"] = iso(later(raised, chance, 0, 5))
        rounds, day = self.rounds(raised)
        out["rounds"] = rounds or None
        if rounds and chance.random() < 0.4:
            out["contacts"] = [self.contact(raised) for _ in range(chance.randint(1, 2))]
        answered = any("replied_on" in line for line in rounds)
        if (answered and chance.random() < 0.7) or chance.random() < 0.03:
            done = later(day, chance, 0, 60)
            out["concluded_on"] = iso(done)
            if chance.random() < 0.4:
                out["archived_on"] = iso(later(done, chance, 0, 90))
            if chance.random() < 0.05:
                out.pop("concluded_on")
            out["conclusion_reason"] = "说明"
        return out

    def contact(self, raised: date) -> dict[str, Any]:
        chance = self.chance
        line = {
            "on": iso(later(raised, chance, 0, 150)),
            "way": chance.choice(IN_PERSON + BY_WIRE[:1]),
            "stage": "办中",
        }
        if chance.random() < 0.05:
            line.pop("on")
        return line

    def rounds(self, raised: date) -> tuple[list[dict[str, Any]], date]:
        chance, day, lines = self.chance, raised, []
        for _ in range(chance.choices([0, 1, 2, 3], [12, 48, 28, 12])[0]):
            day = later(day, chance, 0, 25)
            line, day, goes_on = self.round(day)
            lines.append(line)
            if not goes_on:
                break
        return lines, day

    def round(self, day: date) -> tuple[dict[str, Any], date, bool]:
        """One round; the day it ends; whether another may follow."""
        chance = self.chance
        line: dict[str, Any] = {"assigned_on": iso(day), "handler": chance.choice(HANDLERS)}
        if chance.random() < 0.1:
            line |= {"due_on": iso(later(day, chance, 15, 120)), "due_reason": "约定"}
        if chance.random() < 0.08:
            line |= {"extended_due_on": iso(later(day, chance, 95, 184)), "extended_reason": "情况复杂"}
        if chance.random() < 0.15:
            day = later(day, chance, 1, 12)
            return line | {"returned_on": iso(day), "returned_reason": "不属本单位"}, day, True
        if chance.random() < 0.15:
            return line, day, False
        day = later(day, chance, 2, 130)
        line |= {"replied_on": iso(day), "reply_class": chance.choice("AABC")}
        if chance.random() < 0.75:
            day = later(day, chance, 0, 30)
            line |= {
                "feedback_on": iso(day),
                "feedback": chance.choice(["满意", "满意", "基本满意", "不满意"]),
            }
            if chance.random() < 0.5:
                line["feedback_attitude"] = chance.choice(["满意", "基本满意", "不满意"])
        self.forget_one(line)
        return line, day, True

    def forget_one(self, line: dict[str, Any]) -> None:
        """A date or a class that nobody wrote down."""
        if self.chance.random() < 0.12:
            line.pop(
                self.chance.choice(["assigned_on", "replied_on", "feedback_on", "reply_class", "feedback"]),
                None,
            )
