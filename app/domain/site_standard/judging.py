"""Which judge belongs to which item, and whether the clerk may say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.domain.fields import Lookup, Ref, Row
from app.domain.site_standard.activities import activities
from app.domain.site_standard.completeness import registers
from app.domain.site_standard.equipment_funds_rules import equipment, funds, rules
from app.domain.site_standard.judgement import ItemFinding, Judgement, Scene, score_of
from app.domain.site_standard.premises import sign, staff, venue

# 有活动 and 有台账 follow from the records alone: adding records is the only way to change them.
COMPUTED = ("activities", "registers")


def by_hand(scene: Scene) -> ItemFinding:
    """Only people can tell; photos kept as evidence are counted."""
    photos = scene.evidence("hand")
    return ItemFinding("", f"照片 {len(photos)}" if photos else "请现场查看后填写")


JUDGES: dict[str, Callable[[Scene], ItemFinding]] = {
    "venue": venue,
    "sign": sign,
    "staff": staff,
    "equipment": equipment,
    "funds": funds,
    "rules": rules,
    "activities": activities,
    "registers": registers,
    "hand": by_hand,
}


def judged(
    lookup: Lookup, site: Row, item: Row, year: int, until: date, voided: frozenset[str] | None = None
) -> Judgement:
    """One item of one site, from the records of ``year`` up to ``until``."""
    finding = JUDGES[item["judged_by"]](Scene(lookup, site, item, year, until, voided))
    site_ref, item_ref = Ref(site["id"], site["name"]), Ref(item["id"], item["name"])
    return Judgement(site_ref, item_ref, item["judged_by"], finding, score_of(item, finding.result))


def current(item: Row, day: date) -> bool:
    """Whether an item of the checklist is in use on a day."""
    begins, ends = item.get("valid_from"), item.get("valid_until")
    return (begins is None or begins <= day) and (ends is None or day < ends)
