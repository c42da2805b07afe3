"""By what an office sorts: the strokes of names, and the order of its own in which its delegations are called."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from app.domain.patterns import pattern

_BETWEEN = pattern(r"[\s、，,；;]+")
FIRST_NAMES = "given"


class Orders(NamedTuple):
    """``names``: ``given`` (姓名笔画) or ``surname`` (姓氏笔画); ``delegations``: in the congress's order."""

    names: str = FIRST_NAMES
    delegations: tuple[str, ...] = ()

    def place(self, delegation: str) -> str:
        """Text that sorts as the office lists them, those that it does not list last; empty without a list."""
        if not self.delegations:
            return ""
        listed = delegation in self.delegations
        return f"{self.delegations.index(delegation) if listed else len(self.delegations):03d}"


def orders_of(office: Mapping[str, Any]) -> Orders:
    """By what the office with these settings sorts."""
    return Orders(office.get("name_order") or FIRST_NAMES, _listed(office.get("delegation_order") or ""))


@lru_cache(maxsize=8)
def _listed(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _BETWEEN.split(words) if word))
