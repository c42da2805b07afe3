"""Who is left out of 联系分工, by hand: presidium, a former deputy, a division that is over, one that begins later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.fields import Ref
from app.storage.ledger import Ledger
from app.work.contact_coverage import contact_coverage
from tests.figures.town import Town

TODAY = date(2022, 11, 23)


def test_who_is_left_out(tmp_path: Path) -> None:
    town = Town(tmp_path / "data", today=TODAY)
    term = town.terms["township", 16]
    districts = [
        Ref(
            town.add("electoral_districts", name=f"第{place}选区", level="township", term=term),
            f"第{place}选区",
        )
        for place in "一二三"
    ]
    town.elect("主席甲", "组长乙", "代表丙", electoral_district=districts[0])
    town.elect("代表丁", "代表戊", "已走己", electoral_district=districts[1])
    town.event("已走己", "resigned", "2022-06-01")
    who = town.mandates
    session = town.add("sessions", term=term, ordinal=2, opened_on=date(2022, 4, 3))
    town.add("presidium_members", session=Ref(session, "二次"), deputy=who["主席甲"])
    began = {"from_on": date(2022, 1, 1)}
    town.add("contact_duties", circle="deputies", deputy=who["组长乙"], deputies=(who["代表丙"],), **began)
    town.add("contact_duties", circle="deputies", deputy=who["主席甲"], deputies=(who["代表丁"],), until_on=date(2022, 5, 1), **began)  # fmt: skip
    town.add("contact_duties", circle="voters", deputy=who["代表丙"], voter_count=10, **began)
    town.add("contact_duties", circle="voters", deputy=who["已走己"], voter_count=10, **began)
    town.add(
        "contact_duties", circle="voters", deputy=who["代表戊"], voter_count=10, from_on=date(2022, 12, 1)
    )
    coverage = contact_coverage(town.ledger)
    names = {ref.id: name for name, ref in who.items() if "@" not in name}
    assert {names[row] for row in coverage.alone} == {"代表丁", "代表戊"}
    assert {names[row] for row in coverage.without_voters} == {"主席甲", "组长乙", "代表丁", "代表戊"}
    assert coverage.districts == tuple(ref.id for ref in districts[1:] if ref.id is not None)
    town.ledger.close()


def test_a_district_entered_before_any_term_has_nobody(tmp_path: Path) -> None:
    with (
        Ledger.create(tmp_path / "data", {"town": "迳口镇", "county": "四会市"}, today=TODAY) as ledger,
        ledger.act("登记") as act,
    ):
        district = act.add("electoral_districts", {"name": "第一选区", "level": "township"})
        act.add("electoral_districts", {"name": "第一选区", "level": "county"})
        assert contact_coverage(ledger).districts == (district,)
        act.add("terms", {"level": "township", "ordinal": 16, "started_on": date(2016, 11, 10)})
        assert contact_coverage(ledger).districts == (district,)
