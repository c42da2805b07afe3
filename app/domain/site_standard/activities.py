"""有活动: receptions held against those planned, and activities in each quarter; never just ticked."""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date

from app.domain.site_standard.judgement import Gap, ItemFinding, RowKey, Scene, keys, sentence

QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


def activities(scene: Scene) -> ItemFinding:
    """Planned against held up to the day; months and quarters with too little are named."""
    receptions = scene.rows("receptions", day="held_on")
    done = scene.rows("site_activities", day="held_on")
    gaps: list[Gap] = []
    planned, received = _reception_words(scene, Counter(row["held_on"].month for row in receptions), gaps)
    active = _activity_words(scene, Counter(_quarter(row["held_on"]) for row in done), gaps)
    rows = (*keys("receptions", receptions), *keys("site_activities", done))
    if not rows:
        return ItemFinding("missing", "没有接待、活动记录", planned, tuple(gaps))
    return ItemFinding(
        "partly" if gaps else "met", sentence((received, active), gaps), (*rows, *planned), tuple(gaps)
    )


def _reception_words(
    scene: Scene, held_by_month: Counter[int], gaps: list[Gap]
) -> tuple[tuple[RowKey, ...], str]:
    """The rota's rows and 接待 n/m; what was not held goes to the gaps."""
    rota = list(scene.lookup.where("reception_duties", {"site": scene.site["id"]}, scene.year))
    if not rota:
        return (), _by_opening_hours(scene, held_by_month, gaps)
    due = [row for row in rota if row["held_on"] <= scene.until]
    planned = Counter(row["held_on"].month for row in due)
    for month in sorted(planned):
        if held_by_month[month] < planned[month]:
            missed = [row for row in due if row["held_on"].month == month]
            gaps.append(Gap(f"{month}月缺接待", keys("reception_duties", missed)))
    return keys("reception_duties", due), f"接待 {sum(held_by_month.values())}/{len(due)}"


def _by_opening_hours(scene: Scene, held_by_month: Counter[int], gaps: list[Gap]) -> str:
    """Without a rota the opening hours posted at the site are its plan: monthly or quarterly."""
    hours, count = str(scene.site.get("opening_hours")), sum(held_by_month.values())
    if "季" in hours:
        quarters = _ended_quarters(scene)
        idle = [
            quarter for quarter in quarters if not sum(held_by_month[month] for month in _months(quarter))
        ]
        gaps += [Gap(f"{QUARTERS[quarter]}缺接待") for quarter in idle]
        return f"接待 {count}/{len(quarters)}"
    if "月" in hours:
        months = _ended_months(scene)
        gaps += [Gap(f"{month}月缺接待") for month in months if not held_by_month[month]]
        return f"接待 {count}/{len(months)}"
    gaps.append(Gap("没有接待安排"))
    return f"接待 {count} 批次"


def _activity_words(scene: Scene, done: Counter[int], gaps: list[Gap]) -> str:
    least = scene.threshold if scene.threshold is not None else 1
    ended = _ended_quarters(scene)
    gaps += [Gap(f"{QUARTERS[quarter]}缺活动") for quarter in ended if done[quarter] < least]
    # The running quarter still has time: it counts once it has what is asked for.
    counted = {*ended, *(quarter for quarter in done if done[quarter] >= least)}
    return f"活动 {sum(done[quarter] >= least for quarter in counted)}/{len(counted)}" if counted else ""


def _quarter(day: date) -> int:
    return (day.month - 1) // 3


def _months(quarter: int) -> range:
    return range(quarter * 3 + 1, quarter * 3 + 4)


def _ended_months(scene: Scene) -> list[int]:
    """Months of the year that are over and all of which the site was in use."""
    founded, closed = scene.site.get("founded_on"), scene.site.get("closed_on")
    return [
        month
        for month in range(1, 13)
        if date(scene.year, month, calendar.monthrange(scene.year, month)[1]) <= scene.until
        and (founded is None or founded.first_day <= date(scene.year, month, 1))
        and (closed is None or closed > date(scene.year, month, calendar.monthrange(scene.year, month)[1]))
    ]


def _ended_quarters(scene: Scene) -> list[int]:
    ended = set(_ended_months(scene))
    return [quarter for quarter in range(4) if ended.issuperset(_months(quarter))]
