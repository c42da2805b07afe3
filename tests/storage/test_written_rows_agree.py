"""Whatever acts write, in whatever order: rows, links, keys, courses and what follows agree with a fresh reading of all."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.fields import Ref
from app.storage.checks.check import damage, derived_findings, stale_keys
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import Refused
from tests.storage.conftest import enter

FIRST = date(2022, 1, 1)
NAMES = ("王芳", "李明", "张强", "赵军", "陈𠮷", "欧阳慧")
DELEGATIONS = ("第一代表团", "第二代表团", "直属代表团")
Written = dict[str, dict[int, dict[str, Any]]]  # register → row → what was entered last


class Hands:
    """Somebody who adds, changes and removes, several things in one act, and remembers what she wrote."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger, self.chance = ledger, random.Random(seed)
        self.written: Written = {
            key: {} for key in ("deputies", "liaison_sites", "trainings", "receptions", "suggestions")
        }
        self.removed = 0

    def values(self, key: str) -> dict[str, Any]:
        chance = self.chance
        day = FIRST + timedelta(days=chance.randrange(180))
        number = chance.randrange(10**6)
        match key:
            case "deputies":
                return {
                    "name": chance.choice(NAMES),
                    "level": "township",
                    "delegation": chance.choice(DELEGATIONS),
                }
            case "liaison_sites":
                return {"name": f"第{number}站", "kind": "station"}
            case "trainings":
                return {
                    "held_on": day,
                    "title": f"培训{number}",
                    "kind": "special",
                    "deputies": self.refs("deputies"),
                }
            case "receptions":
                site = self.refs("liaison_sites", 1)
                people = self.refs("deputies")
                return {
                    "held_on": day,
                    "kind": "walk_in",
                    "deputies": people,
                    **({"site": site[0]} if site else {}),
                }
        days = sorted(FIRST + timedelta(days=chance.randrange(400)) for _ in range(4))
        one = {"assigned_on": days[1], **({"replied_on": days[2]} if chance.random() < 0.6 else {})}
        return {
            "class": "opinion", "raised_on": days[0], "title": f"意见{number}", "content": f"内容{number}",
            "rounds": (one,), "deputies": self.refs("deputies"),
        }  # fmt: skip

    def refs(self, key: str, most: int = 3) -> tuple[Ref, ...]:
        ids = list(self.written[key])
        chosen = self.chance.sample(ids, min(len(ids), self.chance.randint(1, most)))
        return tuple(Ref(row, self.written[key][row]["name"]) for row in chosen)

    def act(self) -> None:
        before = {key: dict(rows) for key, rows in self.written.items()}
        try:
            with self.ledger.act("随手") as act:
                for _ in range(self.chance.randint(1, 4)):
                    self.step(act)
        except Refused:  # the whole act is gone
            self.written = before

    def step(self, act: Any) -> None:
        key = self.chance.choice(list(self.written))
        rows, values = self.written[key], self.values(key)
        which = self.chance.random()
        if which < 0.5 or not rows:
            rows[act.add(key, values)] = values
        elif which < 0.85:
            row = self.chance.choice(list(rows))
            keys = self.chance.sample(list(values), self.chance.randint(1, len(values)))
            values = {field: values[field] for field in keys}
            act.change(key, row, values)
            rows[row] = rows[row] | values
        else:
            row = self.chance.choice(list(rows))
            act.remove(key, row, "重复")
            del rows[row]
            self.removed += 1


def said(ledger: Ledger, hands: Hands) -> None:
    """The ledger holds what was entered last, and nothing in it disagrees with itself."""
    for key, rows in hands.written.items():
        assert set(ledger.ids(key)) == set(rows), key
        kept = {row["id"]: row for row in ledger.rows(key, list(rows), bare=True)}
        for row_id, values in rows.items():
            for field, value in values.items():
                if isinstance(value, tuple) and all(isinstance(one, Ref) for one in value):
                    assert [ref.id for ref in kept[row_id][field] or ()] == [ref.id for ref in value]
                elif isinstance(value, Ref):
                    assert kept[row_id][field].id == value.id
                else:
                    assert kept[row_id][field] == value, (key, field)
    assert stale_keys(ledger) == []
    assert damage(ledger, attachments=False) == []
    assert derived_findings(ledger) == []


@pytest.mark.parametrize("seed", range(3))
def test_what_was_written_last_stands_and_everything_agrees_with_it(seed: int, ledger: Ledger) -> None:
    hands = Hands(ledger, seed)
    for number in range(60):
        hands.act()
        if number % 10 == 9:
            said(ledger, hands)
    assert hands.removed
    for row, values in list(hands.written["deputies"].items())[
        :2
    ]:  # everything that names her is found by her new name
        naming = {
            key: find(ledger, key, values["name"], row) for key in ("trainings", "receptions", "suggestions")
        }
        with ledger.act("改名") as act:
            act.change("deputies", row, {"name": "诸葛瑾瑜"})
            act.add("trainings", hands.values("trainings") | {"deputies": (Ref(row, "旧名"),)})
        for key, ids in naming.items():
            assert ids <= set(ledger.ids(key, Query(find="诸葛瑾瑜")))
        assert stale_keys(ledger) == []
        hands.written["trainings"] |= {
            i: {} for i in set(ledger.ids("trainings")) - set(hands.written["trainings"])
        }
        hands.written["deputies"][row] = values | {"name": "诸葛瑾瑜"}
    said(ledger, hands)
    total = 0
    while True:  # and back to the beginning
        try:
            ledger.undo()
        except Refused:
            break
        total += 1
    assert total > 20
    assert not any(ledger.count(key) for key in hands.written)
    assert stale_keys(ledger) == damage(ledger, attachments=False) == []


def find(ledger: Ledger, key: str, name: str, deputy: int) -> set[int]:
    ids = ledger.ids(key, Query(find=name))
    return {
        row["id"]
        for row in ledger.rows(key, ids, bare=True)
        if any(ref.id == deputy for ref in row["deputies"] or ())
    }


def test_an_order_of_the_office_sorts_every_ranked_list_anew(ledger: Ledger) -> None:
    rows = [
        enter(ledger, "deputies", {"name": name, "level": "镇", "delegation": group})
        for name, group in zip(NAMES, DELEGATIONS * 2, strict=True)
    ]
    before = ledger.ids("deputies")
    with ledger.act("设置") as act:
        act.change("office", ledger.ids("office")[0], {"delegation_order": "、".join(reversed(DELEGATIONS))})
    after = ledger.ids("deputies")
    assert set(before) == set(after) == set(rows) and before != after
    groups = [row["delegation"] for row in ledger.rows("deputies", after)]
    assert list(dict.fromkeys(groups)) == list(reversed(DELEGATIONS))
    assert stale_keys(ledger) == []


def test_several_changes_of_one_act_are_found_by_what_was_written_last(ledger: Ledger) -> None:
    first, second = (enter(ledger, "deputies", {"name": name, "level": "镇"}) for name in NAMES[:2])
    training = {"held_on": FIRST, "title": "培训", "kind": "special", "deputies": (Ref(second, "李明"),)}
    with ledger.act("录入") as act:
        row = act.add("trainings", training)
    with ledger.act("改") as act:
        act.change("deputies", first, {"name": "诸葛瑾"})
        act.change("deputies", second, {"delegation": DELEGATIONS[0]})  # of another one than was written last
    assert ledger.ids("deputies", Query(find="诸葛瑾")) == [first]
    assert ledger.ids("deputies", Query(find="李明")) == [second]
    with ledger.act("改") as act:
        for name in ("司马懿", "司马昭"):
            act.change("deputies", second, {"name": name})
        act.change("deputies", second, {"employer_position": "教师", "delegation": DELEGATIONS[1]})
    assert ledger.ids("deputies", Query(find="司马昭")) == [second]
    assert ledger.ids("trainings", Query(find="司马昭")) == [row]
    for gone in ("司马懿", "李明"):
        assert not ledger.ids("deputies", Query(find=gone))
        assert not ledger.ids("trainings", Query(find=gone))
    assert stale_keys(ledger) == []
