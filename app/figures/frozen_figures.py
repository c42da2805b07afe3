"""Figures as they were frozen beside what the records give now: what came, went or was changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.fields import Row
from app.domain.registers.figure_snapshots import KEY
from app.domain.row_ranges import as_ranges, ids_in
from app.figures.catalogue import figures_of
from app.figures.figure import Value
from app.figures.frozen_splits import in_one_sentence, parts_changed, splits_as_text
from app.storage.ledger import Ledger
from app.storage.lists.changes_since import fields_changed_since
from app.storage.query import Query


@dataclass(frozen=True)
class Difference:
    """A frozen figure that reads otherwise now, or is counted from other rows of ``register``.

    ``now`` is None where the program has no such figure any more.  ``came`` and ``went``: rows of the count or its
    base that were not among them, or are not any more; ``removed``: those of ``went`` that are gone from the ledger.
    ``changed``: rows whose fields of these labels were changed since.  ``parts``: what changed in its splits, in words.
    """

    item: str
    frozen: str
    now: Value | None
    register: str = ""
    came: tuple[int, ...] = ()
    went: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    is_other_rule: bool = False
    parts: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Old and new value in words."""
        if self.now is None:
            return f"{self.item}：定稿时 {self.frozen}，现在没有这一项统计。"
        if self.now.words == self.frozen and not (self.came or self.went or self.removed):
            return f"{self.item}：数字没有变（{self.frozen}），分项变了：{in_one_sentence(self.parts)}。"
        if self.now.words == self.frozen:
            return f"{self.item}：数字没有变（{self.frozen}），但算进去的记录换了。"
        rule = "；口径也改了" if self.is_other_rule else ""
        return f"{self.item}：定稿时 {self.frozen}，现在 {self.now.words}{rule}。"


def snapshots_of(ledger: Ledger, year: int) -> list[Row]:
    """The frozen figures of a year, the newest first."""
    query = Query(year=year, order=("-frozen_on", "-change_no"))
    return ledger.rows(KEY, ledger.ids(KEY, query))


def frozen_values(values: Sequence[Value]) -> dict[str, Any]:
    """What a snapshot keeps of figures: their words, and behind them the rows and the rule of each."""
    return {
        "figures": tuple({"item": value.figure.label, "figure": value.words} for value in values),
        "behind": tuple(_behind(value) for value in values),
    }


def _behind(value: Value) -> dict[str, str]:
    rows, base = rows_of(value)
    parts = {
        "key": value.figure.key,
        "register": value.counted.register,
        "rows": as_ranges(rows),
        "counted_in": as_ranges(base),
        "basis": value.rule,
        "splits": splits_as_text(value),
    }
    return {key: words for key, words in parts.items() if words}


def rows_of(value: Value) -> tuple[set[int], set[int]]:
    """The rows that a figure counts, and those of its base."""
    base = {row for entry in value.counted.base or () for row in entry.rows}
    return set(value.counted.weights()), base


def differences(ledger: Ledger, snapshot: Row) -> list[Difference]:
    """Every figure of a snapshot that was frozen from records and is another one now, as of the same day."""
    if not snapshot.get("behind"):
        return []
    with ledger.busy:
        now = {value.figure.key: value for value in values_now(ledger, snapshot)}
        pairs = zip(snapshot["figures"], snapshot["behind"], strict=True)
        beside = [_beside(ledger, snapshot, line, behind, now.get(behind["key"])) for line, behind in pairs]
    return [difference for difference in beside if difference is not None]


def values_now(ledger: Ledger, snapshot: Row) -> list[Value]:
    """All figures of the snapshot's year as of its day, as the records give them now."""
    until: date = snapshot["until"]
    return figures_of(ledger, snapshot["for_year"].year, until)


def _beside(
    ledger: Ledger, snapshot: Row, line: Mapping[str, str], behind: Mapping[str, str], now: Value | None
) -> Difference | None:
    if now is None:
        return Difference(line["item"], line["figure"], None)
    rows, base = set(ids_in(behind.get("rows", ""))), set(ids_in(behind.get("counted_in", "")))
    rows_now, base_now = rows_of(now)
    came, went = (rows_now - rows) | (base_now - base), (rows - rows_now) | (base - base_now)
    parts = parts_changed(behind.get("splits", ""), now)
    if now.words == line["figure"] and not came and not went and not parts:
        return None
    key, entry = now.counted.register, (snapshot["change_no"], snapshot["change_code"])
    kept = set(ledger.ids(key, Query(among=tuple(went)))) if went else set()
    return Difference(
        line["item"],
        line["figure"],
        now,
        key,
        tuple(sorted(came)),
        tuple(sorted(went & kept)),
        tuple(sorted(went - kept)),
        fields_changed_since(ledger, key, rows | base | rows_now | base_now, entry),
        behind.get("basis") != now.rule,
        tuple(parts),
    )
