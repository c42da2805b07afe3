"""Puts the program's answers beside the model's: one line for each difference, with the events that led to it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tests.town.events import Event
from tests.town.model import Answer, Model
from tests.town.people import people_figures
from tests.town.town import Ledger

Difference = tuple[str, str]


def story(model: Model, key: str) -> str:
    """The events of one row, for a message."""
    events: list[Event] = model.told.get(key, [])
    return " → ".join(f"{event.verb} {json.dumps(event.values, ensure_ascii=False)}" for event in events)


def state_differences(model: Model, ledger: Ledger, day: date) -> list[Difference]:
    """State, due date and days left of every matter, as the ledger lists them on that day."""
    keys = {row_id: key for key, row_id in ledger.ids.items() if key.startswith("matter-")}
    listed = {keys[row["id"]]: row for row in ledger.rows("suggestions", day)}
    matters = model.table("suggestions")
    found = [("rows", f"{day}: {set(listed) ^ set(matters)}")] if set(listed) != set(matters) else []
    for key, row in matters.items():
        due = model.due(row, len(row["rounds"]) - 1) if row["rounds"] else None
        wanted: dict[str, Any] = {"due_on": due.isoformat() if due else None}
        state = model.state(row, day)
        if state is not None:
            wanted |= {"status": state, "days_left": model.days_left(row, day)}
        for name, value in wanted.items():
            if listed[key][name] != value:
                told = f"{day} {key} {name}: model {value}, program {listed[key][name]}; {story(model, key)}"
                found.append((name, told))
    return found


def plain(part: Any) -> Any:
    """A split as the model writes it: a count, or (numerator, denominator)."""
    return (part["numerator"], part["denominator"]) if isinstance(part, dict) else part


def filled(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value not in (0, None)}


def session_names(model: Model, ledger: Ledger) -> dict[str, str]:
    """How the ledger writes each session of the town, which it lists in full on its own."""
    ordinals = {
        row["id"]: f"{row['term']}第{spoken(row['ordinal'])}次会议".replace(" ", "")
        for row in ledger.rows("sessions")
    }
    return {"@" + key: ordinals[ledger.ids[key]] for key in model.table("sessions")}


def spoken(number: int) -> str:
    """One to ten in Chinese."""
    return "零一二三四五六七八九十"[number]


def figure_differences(model: Model, ledger: Ledger, day: date) -> list[Difference]:
    """Every figure that the model knows, with its splits."""
    figures, found = ledger.figures(day), list[Difference]()
    answers = model.matter_figures(day.year, day) | people_figures(model, day.year, day)
    names = session_names(model, ledger)
    for key, answer in answers.items():
        figure = figures.get(key)
        if figure is None:
            found.append((key, f"{day} {key}: no such figure"))
            continue
        program = (figure["value"], (figure["numerator"], figure["denominator"]))
        wanted = (answer.value, answer.parts if answer.parts and answer.parts[1] else program[1])
        if program != wanted:
            found.append(
                (
                    key,
                    f"{day} {key}: model {wanted}, program {program}{rows_apart(model, ledger, key, answer, day)}",
                )
            )
        for split, parts in answer.splits.items():
            mine = {
                names.get(part, part) if split == "session" else part: value for part, value in parts.items()
            }
            theirs = {part: plain(value) for part, value in figure["by"].get(split, {}).items()}
            if filled(mine) != filled(theirs):
                found.append(
                    (
                        f"{key} by {split}",
                        f"{day} {key} by {split}: model {filled(mine)}, program {filled(theirs)}",
                    )
                )
    listed = sorted(key for key, answer in answers.items() if answer.rows)
    if listed:  # equal numbers may hide unequal rows: one figure a day is looked at row by row
        key = listed[day.toordinal() % len(listed)]
        apart = rows_apart(model, ledger, key, answers[key], day)
        found += [(key, f"{day} {key}, rows:{apart}")] if apart else []
    return found


def rows_apart(model: Model, ledger: Ledger, key: str, answer: Answer, day: date) -> str:
    """Which matters one counts and the other does not, each with its events."""
    if not answer.rows:
        return ""
    kind = "deputy-" if key.startswith("deputies") else "matter-"
    keys = {row_id: name for name, row_id in ledger.ids.items() if name.startswith(kind)}
    counted = {keys[row["id"]] for row in ledger.rows_behind(key, day)}
    apart = sorted(counted ^ answer.rows)[:3]
    return "".join(
        f"\n  {'program' if name in counted else 'model'} has {name}: {story(model, name)}" for name in apart
    )
