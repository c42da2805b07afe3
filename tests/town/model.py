"""What the rules make of the events, in plain Python: states, clocks and figures, sharing nothing with the program.

Sources: the contract of the command line, the domain handbook 3.8.1 and 4.2, the sentence printed with each figure.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.town.events import Event

Row = dict[str, Any]
ROUND_DATES = ("assigned_on", "returned_on", "replied_on", "feedback_on")
ROUND_KEYS = (*ROUND_DATES, "due_on", "due_reason", "extended_due_on", "extended_reason", "returned_reason")
ROUND_KEYS += ("reply_class", "feedback", "feedback_attitude", "reply_no", "reply_text")
IN_PERSON = {"面谈", "走访", "座谈"}
OPINION, SUGGESTIONS = "群众意见", ("代表建议", "议案转建议")
ENDINGS = {"辞职", "调离", "去世", "终止", "罢免"}
UNNAMED = "未填"


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def by(text: str | None, day: date) -> bool:
    """Whether a date is written and has come."""
    return bool(text) and date.fromisoformat(str(text)) <= day


@dataclass
class Share:
    """A rate: numerator, denominator, and None where the base is empty."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        if not self.denominator:
            return None
        thousandths = Fraction(self.numerator * 1000, self.denominator)
        return float(int(thousandths + Fraction(1, 2)) / 10)


@dataclass
class Answer:
    """One figure: its value, its splits, the keys of the rows behind it."""

    value: float | None
    parts: tuple[int, int] | None = None
    splits: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)


class Model:
    """The town as the rules see it; `apply` takes events in their order."""

    def __init__(self, holidays: Mapping[str, str], rules: list[Row]) -> None:
        self.registers: dict[str, dict[str, Row]] = {}
        self.holidays, self.rules = dict(holidays), list(rules)
        self.told: dict[str, list[Event]] = {}
        self.registers["terms"] = {"term-镇16": {"level": "镇", "ordinal": 16, "started_on": "2020-12-10"}}

    def table(self, register: str) -> dict[str, Row]:
        return self.registers.setdefault(register, {})

    def apply(self, events: Iterable[Event]) -> None:
        for event in events:
            self.told.setdefault(event.key, []).append(event)
            table = self.table(event.register)
            if event.verb == "write back":
                continue
            if event.verb == "remove":
                del table[event.key]
            elif event.register == "holidays":
                self.holidays[event.values["day"]] = event.values["kind"]
            elif event.register == "clock_rules":
                self.rules.append(event.values)
            elif event.register == "suggestions":
                table[event.key] = write_matter(table.get(event.key, {}), event.values)
            elif event.register == "deputies" and event.verb == "change":
                self.change_deputy(table, event)
            else:
                table[event.key] = table.get(event.key, {}) | event.values

    def change_deputy(self, table: dict[str, Row], event: Event) -> None:
        """Particulars belong to the person, so to each of the person's mandates; the rest to the one mandate."""
        same = [key for key, row in table.items() if row["birth_date"] == table[event.key]["birth_date"]]
        for key in same:
            table[key] = table[key] | {name: value for name, value in event.values.items() if name == "name"}
        table[event.key] = table[event.key] | event.values

    # ---- clocks

    def rests(self, day: date) -> bool:
        kind = self.holidays.get(day.isoformat())
        return kind == "放假" or (kind != "上班" and day.weekday() >= 5)

    def rule(self, clock: str, day: date) -> Row:
        """The rule in force on that day: the latest that has begun."""
        fits = [
            rule
            for rule in self.rules
            if rule["clock"] == clock and (rule.get("valid_from") or "") <= day.isoformat()
        ]
        return max(fits, key=lambda rule: rule.get("valid_from") or "")

    def due(self, row: Row, index: int) -> date | None:
        """The last day of a round: hers, or counted from its hand-over (代表法 art. 51)."""
        lines = row["rounds"]
        line = lines[index]
        if line.get("extended_due_on") or line.get("due_on"):
            return day_of(line.get("extended_due_on") or line.get("due_on"))
        start = day_of(line.get("assigned_on"))
        if start is None:
            return None
        again = index > 0 and not lines[index - 1].get("returned_on")
        plain = "重大复杂事项答复期限" if row.get("is_hard") else "答复期限"
        end = months_later(start, self.rule("重新办理期限" if again else plain, start)["amount"])
        while self.rests(end):
            end += timedelta(days=1)
        return end

    # ---- one matter on one day

    def state(self, row: Row, day: date) -> str | None:
        """The state of the end of that day; None before it was raised."""
        if not by(row["raised_on"], day):
            return None
        if out(row, day):
            return str(row["exit_kind"])
        if by(row.get("archived_on"), day):
            return "已归档"
        if concluded(row, day):
            return "已办结"
        index = current(row, day)
        if index is None:
            return "已梳理" if by(row.get("sorted_on"), day) else "已收集"
        line = row["rounds"][index]
        if by(line.get("returned_on"), day):
            return "退办"
        if by(line.get("feedback_on"), day):
            return "已反馈"
        if by(line.get("replied_on"), day):
            return "已答复"
        return "重新办理" if index and not row["rounds"][index - 1].get("returned_on") else "已交办"

    def days_left(self, row: Row, day: date) -> int | None:
        index = current(row, day)
        if index is None or self.state(row, day) not in ("已交办", "重新办理"):
            return None
        due = self.due(row, index)
        return (due - day).days if due else None

    def measured(self, row: Row, day: date) -> tuple[date | None, date | None]:
        """The last day that counts and the first answer: its own round's, or the current round's where none has come."""
        if row.get("solved_on_spot"):
            return None, None
        index, answer = first_answer(row, day)
        if index is None:
            index = current(row, day)
            if index is None or by(row["rounds"][index].get("returned_on"), day):
                return None, None
        return self.due(row, index), answer

    def on_time(self, row: Row, day: date) -> bool | None:
        """Whether the first answer came in time; None where nothing is due yet, or nothing has a last day."""
        due, answer = self.measured(row, day)
        if due is None or due > day:
            return None
        return answer is not None and answer <= due

    def is_late(self, row: Row, day: date) -> bool:
        """Answered after the last day, or not answered and overdue: the last day itself is not late."""
        due, answer = self.measured(row, day)
        return due is not None and (answer or day) > due

    # ---- figures of matters

    def matters(self, which: str) -> dict[str, Row]:
        def belongs(row: Row) -> bool:
            if row["class"] in SUGGESTIONS:
                return which in ("suggestions", "all")
            received = bool(row.get("reception")) or row["source"] == "接待"
            return which == "other" if not received else which in ("opinions", "all")

        return {key: row for key, row in self.table("suggestions").items() if belongs(row)}

    def cohort(self, which: str, year: int, until: date) -> dict[str, Row]:
        return {
            key: row
            for key, row in self.matters(which).items()
            if row["raised_on"][:4] == str(year) and by(row["raised_on"], until)
        }

    def matter_splits(self, row: Row) -> dict[str, str]:
        session = row.get("session")
        outside = "闭会期间" if row["class"] in SUGGESTIONS else "不属会议"
        reception = self.table("receptions").get((row.get("reception") or "@")[1:])
        site = row.get("site") or (reception or {}).get("site")
        return {
            "class": row["class"],
            "site": self.table("liaison_sites")[site[1:]]["name"] if site else UNNAMED,
            "source": row["source"],
            "category": row.get("category") or "未分类",
            "session": session or outside,
        }

    def count(self, rows: Mapping[str, Row], test: Callable[[Row], bool] = lambda _: True) -> Answer:
        chosen = {key: row for key, row in rows.items() if test(row)}
        splits: dict[str, dict[str, Any]] = {}
        for row in chosen.values():
            for name, part in self.matter_splits(row).items():
                splits.setdefault(name, {}).setdefault(part, 0)
                splits[name][part] += 1
        return Answer(len(chosen), (len(chosen), 0), splits, set(chosen))

    def rate(self, base: Mapping[str, Row], test: Callable[[Row], bool]) -> Answer:
        chosen = {key for key, row in base.items() if test(row)}
        share = Share(len(chosen), len(base))
        splits: dict[str, dict[str, Any]] = {}
        for key, row in base.items():
            for name, part in self.matter_splits(row).items():
                pair = splits.setdefault(name, {}).setdefault(part, [0, 0])
                pair[0] += key in chosen
                pair[1] += 1
        shown = {name: {part: tuple(pair) for part, pair in parts.items()} for name, parts in splits.items()}
        return Answer(share.value, (share.numerator, share.denominator), shown, chosen)

    def matter_figures(self, year: int, day: date) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for which in ("opinions", "suggestions", "all"):
            rows = self.cohort(which, year, day)
            base = {key: row for key, row in rows.items() if not out(row, day)}
            answered = {key: row for key, row in base.items() if replied(row, day)}
            timed = {key: row for key, row in base.items() if self.on_time(row, day) is not None}
            handed = {key: row for key, row in base.items() if handed_over(row, day)}
            sent = {key: row for key, row in rows.items() if out(row, day) and row["exit_kind"] == "转送上级"}
            eve = date(year - 1, 12, 31)
            old = {
                key: row for key, row in self.matters(which).items() if row["raised_on"] <= eve.isoformat()
            }
            found |= {
                f"{which}.received": self.count(rows),
                f"{which}.replied": self.count(answered),
                f"{which}.concluded": self.count(base, lambda row: concluded(row, day)),
                f"{which}.open": self.count(base, lambda row: not concluded(row, day)),
                f"{which}.late": self.count(base, lambda row: self.is_late(row, day)),
                f"{which}.carried_over": self.count(
                    old, lambda row, eve=eve: not out(row, eve) and not concluded(row, eve)
                ),
                f"{which}.reply_rate": self.rate(base, lambda row: replied(row, day)),
                f"{which}.conclusion_rate": self.rate(base, lambda row: concluded(row, day)),
                f"{which}.on_time_rate": self.rate(timed, lambda row: self.on_time(row, day) is True),
                f"{which}.met_rate": self.rate(asked_about(handed, day), lambda row: met(row, day)),
                f"{which}.referred": self.count(sent),
                f"{which}.referred_answered": self.rate(
                    sent, lambda row: by(row.get("referred_answered_on"), day)
                ),
                f"{which}.class_a_rate": self.rate(answered, lambda row: last_class(row, day) == "A"),
            }
        found["opinions.other_channels"] = self.count(self.cohort("other", year, day))
        cohort = self.cohort("all", year, day)
        heard = {key: row for key, row in cohort.items() if last_feedback(row, day) and not out(row, day)}
        content = ("满意", "基本满意")
        found["satisfaction.rate"] = self.rate(heard, lambda row: last_feedback(row, day) in content)
        found["satisfaction.strict_rate"] = self.rate(heard, lambda row: last_feedback(row, day) == "满意")
        return found


def write_matter(before: Row, values: Row) -> Row:
    """A matter after an entry: flat keys write the last round (on a new one the first), `rounds` replaces all."""
    row = {"rounds": []} | before | {key: value for key, value in values.items() if key not in ROUND_KEYS}
    row["rounds"] = [dict(line) for line in row["rounds"] or []]
    flat = {key: value for key, value in values.items() if key in ROUND_KEYS}
    if flat:
        row["rounds"] = row["rounds"] or [{}]
        row["rounds"][-1] |= flat
    return row


def months_later(start: date, months: int) -> date:
    """The same day of the month, or the month's last day (domain handbook 3.8.1)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def out(row: Row, day: date) -> bool:
    return bool(row.get("exit_kind")) and by(row.get("exit_on"), day)


def concluded(row: Row, day: date) -> bool:
    if row.get("solved_on_spot") and by(row["raised_on"], day):
        return True
    return by(row.get("concluded_on"), day) or by(row.get("archived_on"), day)


def current(row: Row, day: date) -> int | None:
    """The last round that has begun: its first date has come."""
    begun = [
        index
        for index, line in enumerate(row["rounds"])
        if any(by(line.get(key), day) for key in ROUND_DATES)
    ]
    return begun[-1] if begun else None


def replied(row: Row, day: date) -> bool:
    return bool(row.get("solved_on_spot")) or any(by(line.get("replied_on"), day) for line in row["rounds"])


def handed_over(row: Row, day: date) -> bool:
    return any(by(line.get("assigned_on"), day) for line in row["rounds"])


def first_answer(row: Row, day: date) -> tuple[int | None, date | None]:
    """The round of the first answer by that day, and the answer's date."""
    answers = [
        (line["replied_on"], index)
        for index, line in enumerate(row["rounds"])
        if by(line.get("replied_on"), day)
    ]
    if not answers:
        return None, None
    text, index = min(answers)
    return index, day_of(text)


def asked_about(handed: Mapping[str, Row], day: date) -> Mapping[str, Row]:
    """Nobody who keeps no record of talks has a rate of nought: no contact at all by the day is no base."""
    kept = any(by(line.get("on"), day) for row in handed.values() for line in row.get("contacts") or [])
    return handed if kept else {}


def met(row: Row, day: date) -> bool:
    return any(line.get("way") in IN_PERSON and by(line.get("on"), day) for line in row.get("contacts") or [])


def last_class(row: Row, day: date) -> str | None:
    """The class of the last round that has one by that day; without a date it is known from the conclusion."""
    return last_written(row, "reply_class", ("replied_on",), day)


def last_feedback(row: Row, day: date) -> str | None:
    """The feedback of the last round that has one; without a date it is known from the reply, then the conclusion."""
    return last_written(row, "feedback", ("feedback_on", "replied_on"), day)


def last_written(row: Row, key: str, dates: tuple[str, ...], day: date) -> str | None:
    ends = (row.get("concluded_on"), row.get("archived_on"))
    found = None
    for line in row["rounds"]:
        known = next((text for text in (*map(line.get, dates), *ends) if text), None)
        if line.get(key) and by(known, day):
            found = line[key]
    return found
