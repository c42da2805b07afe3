"""The form of 收件审查: an item a line, as the text of the matter proposes it, and one tick for all that is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.fields import Context, Field, Row
from app.domain.intake_checks import INTAKE_RESULTS, proposed, rules_on
from app.domain.kinds import Choice, Day, Flag, Text
from app.storage.ledger import Ledger
from app.work import course_events
from ui.pages.suggestions.course_acts import ACTS, CourseAct

_RESULT = "result{}"
_REST = Field("rest_passed", "其余没有填的各项都通过", Flag())
_NOTE = Field("note", "不通过的说明", Text(), hint="写在没有说明的不通过项目里")


def checking(row: Row, context: Context) -> CourseAct:
    """The act for one matter: its items are those of the office on the day it was raised."""
    lines = proposed(row, context)
    criteria = {rule["name"]: rule.get("criteria") for rule in rules_on(row["raised_on"], context)}
    items = tuple(
        Field(
            _RESULT.format(place),
            str(line.get("item") or ""),
            Choice(INTAKE_RESULTS),
            hint=str(line.get("note") or criteria.get(line.get("item")) or ""),
        )
        for place, line in enumerate(lines)
    )
    begin = {_RESULT.format(place): line["result"] for place, line in enumerate(lines) if line.get("result")}

    def run(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
        decided_lines = [
            _decided(line, values.get(_RESULT.format(place)), values) for place, line in enumerate(lines)
        ]
        return course_events.check_intake(ledger, ids[0], values["on"], decided_lines)

    return CourseAct(
        "intake",
        ACTS["intake"].words,
        (Field("on", "审查日期", Day(), required=True), *items, _REST, _NOTE),
        run,
        proposes=lambda row, context: begin,
    )


def _decided(line: Row, result: str | None, values: dict[str, Any]) -> Row:
    """The line as it was decided: a note stays only beside what did not pass."""
    result = result or ("passed" if values.get(_REST.key) else None)
    note = (line.get("note") or values.get(_NOTE.key)) if result == "failed" else None
    new_line = {"item": line.get("item"), "result": result, "note": note}
    return {key: value for key, value in new_line.items() if value is not None}
