"""What an act on many rows would do to each of them, known before it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

REASONS = 4  # reasons that are told one by one


@dataclass(frozen=True)
class Reach:
    """Ids of rows: ``fills`` get what was blank, of ``changes`` something kept becomes something else.

    ``keeps`` are those among them that do not take everything over, ``leaves`` those that are not touched at
    all; both with the reason as half a sentence.
    """

    fills: tuple[int, ...] = ()
    changes: tuple[int, ...] = ()
    keeps: tuple[tuple[int, str], ...] = ()
    leaves: tuple[tuple[int, str], ...] = ()

    @property
    def count(self) -> int:
        """How many rows are touched."""
        return len(self.fills) + len(self.changes)

    def words(self, measure: str) -> str:
        """How many rows it fills, changes and leaves, and why; ``measure``: their measure word."""
        parts = [f"{len(self.fills)} {measure}填入空着的内容"] if self.fills else []
        parts += [f"{len(self.changes)} {measure}的内容会改变"] if self.changes else []
        parts += _by_reason(self.keeps, f"其中 {{}} {measure}", "，")
        parts += _by_reason(self.leaves, f"{{}} {measure}不动", "：")
        return "；".join(parts) + "。" if parts else ""


def _by_reason(rows: tuple[tuple[int, str], ...], counted: str, joint: str) -> list[str]:
    reasons = Counter(reason for _, reason in rows).most_common()
    lines = [f"{counted.format(count)}{joint}{reason.rstrip('。')}" for reason, count in reasons[:REASONS]]
    rest = sum(count for _, count in reasons[REASONS:])
    return [*lines, f"另有 {rest} 条各有原因"] if rest else lines
