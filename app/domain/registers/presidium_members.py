"""Who sits in the presidium (主席团) that a session elected: it is elected anew at every session (组织法 art. 19)."""

from __future__ import annotations

from datetime import date

from app.domain import jobs
from app.domain.conditions import Is
from app.domain.fields import Field, Lookup, Ref
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.kinds import Choice, Link, Number, Prose
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import GONE, standing_on
from app.domain.registers.terms import closed_with_its_term
from app.domain.supervision_codes import PRESIDIUM_ROLES

KEY = "presidium_members"


def members_on(session: int, day: date, lookup: Lookup) -> list[Ref]:
    """The members of the presidium of a session whose mandates run on a day; suspended ones stay members."""
    rows = lookup.where(KEY, {"session": session})
    return [row["deputy"] for row in rows if standing_on(row["deputy"], day, lookup) != GONE]


PRESIDIUM_MEMBERS = Register(
    key=KEY,
    label="主席团成员名册",
    measure="人",
    retention="Y",
    job=jobs.PRESIDIUM,
    icon="presidium",
    title="{town}人民代表大会主席团成员名册",
    identity=(("session", "deputy"),),
    order=("-session", "no", "deputy"),
    called=("deputy", "session"),
    intake=Intake(anchor="deputy"),
    filters=(Filter("standing_chair", "常务主席", "info", where=Is("role", "standing_chair")),),
    filing=Filing(signers=()),
    locks=closed_with_its_term("session", "sessions"),
    list_columns=("session", "no", "deputy", "role", "note"),
    print_columns=("session", "deputy", "role", "note"),
    fields=(
        Field("session", "产生的会议", Link("sessions"), required=True, aliases=("会议", "会次", "人代会"),
              hint="主席团由每次人代会选举产生"),
        Field("no", "排列", Number(least=1, most=99), hint="按公布的次序；不填按录入的先后", aliases=("序号",)),
        Field("deputy", "姓名", Link("deputies"), required=True, aliases=("代表", "代表姓名", "主席团成员", "成员姓名")),
        Field("role", "主席团职务", Choice(PRESIDIUM_ROLES), aliases=("职务", "大会职务")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
