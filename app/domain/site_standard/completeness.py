"""有台账: whether the registers of the site are complete and agree with each other; never just ticked."""

from __future__ import annotations

import re
from itertools import islice

from app.domain.fields import Row
from app.domain.number_gaps import gaps_between
from app.domain.site_standard.judgement import Gap, ItemFinding, Scene, day_words, keys

IN_PERSON = ("walk_in", "by_appointment", "outreach", "visit")


def registers(scene: Scene) -> ItemFinding:
    """Signatures, deputies, counts that agree, opinions that know their reception, numbers, photos."""
    receptions = scene.rows("receptions", day="held_on")
    activities = scene.rows("site_activities", day="held_on")
    rows = (*keys("receptions", receptions), *keys("site_activities", activities))
    if not rows:
        return ItemFinding("missing", "没有接待、活动记录")
    gaps = (
        *_of_receptions(scene, receptions),
        *_of_opinions(scene, receptions),
        *_of_activities(scene, activities),
    )
    return ItemFinding(
        "partly" if gaps else "met", "、".join(gap.words for gap in gaps) or "齐全", rows, gaps
    )


def _of_receptions(scene: Scene, receptions: list[Row]) -> list[Gap]:
    opinions = scene.lookup.related("suggestions", "reception", [row["id"] for row in receptions])
    unsigned = [row for row in receptions if _came_in_person(row) and not row.get("is_signed")]
    nameless = [row for row in receptions if not row.get("deputies") and not row.get("deputy_count")]
    differing = [
        row
        for row in receptions
        if row.get("opinion_count") is not None and row["opinion_count"] != len(opinions.get(row["id"], ()))
    ]
    bare = [
        row for row in receptions if row.get("is_theme_day") and not scene.pictures("receptions", row["id"])
    ]
    rows_by_gap = (
        ("登记表缺签名 {} 份", unsigned),
        ("未记接待代表 {} 批次", nameless),
        ("意见件数与登记表对不上 {} 批次", differing),
        ("主题接待日缺照片 {} 次", bare),
    )
    gaps = [_gap("receptions", words, rows) for words, rows in rows_by_gap if rows]
    return gaps + _numbers(scene, {row["id"] for row in receptions})


def _came_in_person(row: Row) -> bool:
    came = row.get("visitor_count") or len(row.get("visitors") or ())
    return bool(came) and row["kind"] in IN_PERSON


def _gap(register: str, words: str, rows: list[Row]) -> Gap:
    days = day_words(row["held_on"] for row in rows)
    return Gap(f"{words.format(len(rows))}（{days}）", keys(register, rows))


def _numbers(scene: Scene, own: set[int]) -> list[Gap]:
    """Numbers of the year that neither a record nor the recycle bin has, after a record of this site."""
    if scene.voided is None:
        return []
    numbered: dict[int, Row] = {}
    for row in scene.lookup.where("receptions", {}, scene.year):
        match = re.fullmatch(rf"{scene.year}-0*(\d{{1,9}})", str(row.get("no") or ""))
        if match:
            numbered[int(match[1])] = row
    # Numbers follow the order of entry: one that belongs to a later day is no gap.
    last_due = max((number for number, row in numbered.items() if row["held_on"] <= scene.until), default=0)
    lost: list[str] = []
    before: list[Row] = []
    for gap in gaps_between([0, *(number for number in numbered if number <= last_due)]):
        owner = numbered.get(gap.start - 1) or numbered[gap.stop]  # before the first: the first itself
        names = (f"{scene.year}-{number:03d}" for number in gap)
        absent = list(islice((name for name in names if name not in scene.voided), 3))
        if absent and owner["id"] in own:
            lost += absent
            before.append(owner)
    return [Gap(f"接待登记缺号 {'、'.join(lost[:3])}", keys("receptions", before))] if lost else []


def _of_opinions(scene: Scene, receptions: list[Row]) -> list[Gap]:
    """Opinions from receptions that know none; one without a site belongs where a reception was held that day."""
    own = scene.rows("suggestions", day="raised_on", **{"class": "opinion"})
    everywhere = scene.lookup.where("suggestions", {"class": "opinion", "site": None}, scene.year)
    days = {row["held_on"] for row in receptions}
    raised = [*own, *(row for row in everywhere if row["raised_on"] in days)]
    loose = [row for row in raised if row.get("source") in (None, "reception") and not _linked(row)]
    return [Gap(f"意见没有关联接待 {len(loose)} 件", keys("suggestions", loose))] if loose else []


def _linked(row: Row) -> bool:
    ref = row.get("reception")
    return ref is not None and ref.id is not None


def _of_activities(scene: Scene, activities: list[Row]) -> list[Gap]:
    bare = [row for row in activities if not scene.pictures("site_activities", row["id"])]
    empty = [row for row in activities if not row.get("content")]
    rows_by_gap = (("活动缺照片 {} 组", bare), ("活动没有写内容 {} 次", empty))
    return [_gap("site_activities", words, rows) for words, rows in rows_by_gap if rows]
