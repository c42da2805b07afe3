"""A reception day entered once: the record, its opinions, and through them every ledger it touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Ref
from app.domain.registers.reception_confidences import CONFIDENTIAL
from app.storage.ledger import Act, Ledger

_SHARED = ("site", "deputies")  # what an opinion takes over from its reception


def enter(ledger: Ledger, reception: Mapping[str, Any], opinions: Sequence[Mapping[str, Any]] = ()) -> int:
    """Keep a reception with its opinions as one act; gives the reception's id.

    ``opinions``: values of ``suggestions``; class, day, source, site and deputies follow from the reception
    unless they are given.  Raises ``Refused`` with every problem; nothing is kept then.
    """
    with ledger.act("新增接待") as act:
        row_id = act.add(
            "receptions", {**reception, "matter": reception.get("matter") or matters_of(opinions)}
        )
        for opinion in opinions:
            act.add("suggestions", {**following(ledger, row_id, reception), **opinion})
    return row_id


def matters_of(opinions: Sequence[Mapping[str, Any]]) -> str | None:
    """What was brought up, by the opinions: for a reception whose own words about it were left blank."""
    contents = (opinion.get("title") or opinion.get("content") for opinion in opinions)
    matters = [str(words).strip().rstrip("。；;") for words in contents if words]
    return "；".join(matters) or None


def revise(
    ledger: Ledger,
    row_id: int,
    reception: Mapping[str, Any],
    opinions: Sequence[tuple[int | None, Mapping[str, Any]]] = (),
    dropped: Sequence[int] = (),
) -> None:
    """Change a reception and its opinions as one act: ``(id, values)``, None for a new one."""
    with ledger.act("修改接待") as act:
        act.change("receptions", row_id, reception)
        whole = ledger.lookup.row("receptions", row_id) or {}
        for opinion_id, values in opinions:
            _put(act, ledger, row_id, whole, opinion_id, values)
        for opinion_id in dropped:
            act.remove("suggestions", opinion_id, "从接待登记中删除")


def _put(
    act: Act,
    ledger: Ledger,
    row_id: int,
    reception: Mapping[str, Any],
    opinion_id: int | None,
    values: Mapping[str, Any],
) -> None:
    if opinion_id is None:
        act.add("suggestions", {**following(ledger, row_id, reception), **values})
    else:
        act.change("suggestions", opinion_id, values)


def following(ledger: Ledger, row_id: int, reception: Mapping[str, Any]) -> dict[str, Any]:
    """The values that an opinion takes over from its reception."""
    name = ledger.names("receptions", [row_id])[row_id]
    values: dict[str, Any] = {
        "class": "opinion",
        "raised_on": reception["held_on"],
        "source": "reception",
        "reception": Ref(row_id, name),
    }
    visitors = reception.get("visitors") or ()
    if visitors and all(line.get("wants_confidential") for line in visitors):
        values["visitor"] = CONFIDENTIAL
    return values | {key: reception[key] for key in _SHARED if reception.get(key)}


def opinions_of(ledger: Ledger, row_id: int) -> list[int]:
    """The opinions that came from a reception, in order."""
    with ledger.busy:
        opinions = ledger.lookup.related("suggestions", "reception", [row_id])
    return [row["id"] for row in opinions.get(row_id, [])]
