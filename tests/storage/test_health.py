"""What the page 资料核对 gathers: the same as the check, looked for row by row and stopped at any row."""

from __future__ import annotations

import pytest

from app.storage.checks.check import SETTLED_OTHERWISE, data_findings, rule_findings
from app.storage.checks.health import health_of


class Stopped(Exception):
    """What whoever waits raises."""


def site(ledger, name: str) -> None:
    values, _ = ledger.read_values("liaison_sites", {"name": name, "kind": "联络站"})
    with ledger.act("新增") as act:
        act.add("liaison_sites", values)


def test_every_row_is_told_of_and_what_is_raised_ends_the_look(ledger) -> None:
    for name in ("甲站", "乙站", "丙站"):
        site(ledger, name)
    told: list[tuple[int, int]] = []
    rule_findings(ledger, lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == list(range(len(told)))
    assert {of for _, of in told} == {len(told)} and len(told) >= 3

    def stop(done: int, of: int) -> None:
        if done == 1:
            raise Stopped

    with pytest.raises(Stopped):
        health_of(ledger, stop)


def test_the_page_and_the_check_find_the_same(ledger) -> None:
    site(ledger, "甲站")
    values, _ = ledger.read_values(
        "receptions", {"held_on": "2022-03-01", "kind": "接访", "site": "没有的站", "deputies": ["没有的人"]}
    )
    with ledger.act("新增") as act:
        act.add("receptions", values)
    health, findings = health_of(ledger), data_findings(ledger)
    shown = [*health.contradictions, *health.answered, *health.gaps]
    assert set(shown) == {finding for finding in findings if finding.code not in SETTLED_OTHERWISE}
    assert sum(len(one.places) for one in health.names) == sum(
        f.code == SETTLED_OTHERWISE[0] for f in findings
    )
