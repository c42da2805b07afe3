"""A change of a mandate that says by its kind why the mandate ended need not be told twice."""

from datetime import date, datetime

import pytest

from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from tests.kept_ledgers import new_ledger

OFFICE = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市"}


@pytest.fixture
def ledger(tmp_path):
    made = new_ledger(
        tmp_path / "data", OFFICE, term=16, term_started=date(2016, 11, 10), quota=60,
        today=date(2022, 11, 23), now=lambda: datetime(2022, 11, 23, 9, 12),
    )  # fmt: skip
    yield made
    made.close()


def changed(ledger, **typed):
    values, _ = ledger.read_values("deputies", {"name": "王芳", "level": "镇"})
    with ledger.act("新增") as act:
        mandate = act.add("deputies", values)
    with ledger.act("会议") as act:  # a resignation is accepted at a session (选举法 art. 55)
        session = {"term": Ref(1, ""), "ordinal": 1, "opened_on": date(2022, 7, 20)}
        act.add("sessions", session)
    given = {"mandate": {"id": mandate, "name": "王芳"}, "occurred_on": "2022.7.20", **typed}
    values, problems = ledger.read_values("mandate_changes", given)
    assert not problems
    with ledger.act("变动") as act:
        return ledger.row("mandate_changes", act.add("mandate_changes", values))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("辞职", "resignation_accepted"),
        ("去世", "died"),
        ("罢免", "recalled"),
        ("迁出", "moved_away"),
        ("暂停", None),
    ],
)
def test_the_reason_follows_from_the_kind(ledger, kind, reason) -> None:
    assert changed(ledger, kind=kind)["end_reason"] == reason


def test_a_reason_that_was_given_stays(ledger) -> None:
    assert changed(ledger, kind="辞职", end_reason="未经批准两次不出席")["end_reason"] == "absent_twice"


def test_a_reason_that_the_kind_says_follows_when_the_kind_is_corrected(ledger) -> None:
    row = changed(ledger, kind="辞职")
    assert (
        "end_reason" not in ledger.core.records.documents(BY_KEY["mandate_changes"], [row["id"]])[row["id"]]
    )
    with ledger.act("更正") as act:
        act.change(
            "mandate_changes",
            row["id"],
            ledger.read_values("mandate_changes", {"kind": "去世"}, row_id=row["id"])[0],
        )
    assert ledger.row("mandate_changes", row["id"])["end_reason"] == "died"
