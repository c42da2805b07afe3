"""有设备, 有经费, 有制度: what the small ledgers of the site tell."""

from __future__ import annotations

from app.domain.fields import Row
from app.domain.law.deadlines import months_later
from app.domain.site_standard.judgement import Gap, ItemFinding, Scene, keys, lacking, result_of, sentence

WAN = 1_000_000  # 一万元 in fen


def equipment(scene: Scene) -> ItemFinding:
    """What is in use, counted within the last twelve months, and nothing needed is lacking."""
    owned = [row for row in scene.rows("site_equipment") if _present(scene, row)]
    pieces = sum(row["quantity"] for row in owned)
    names = [str(row["name"]) for row in owned]
    gaps = [Gap(f"缺{name}") for name in lacking(scene.needed(), names)]
    if pieces < (scene.threshold or 1) and not gaps:
        gaps.append(Gap(f"不足 {scene.threshold or 1} 件"))
    counts = {row["id"]: _newest_count(scene, row) for row in owned}
    uncounted = [row for row in owned if counts[row["id"]] is None]
    short = [row for row in owned if (count := counts[row["id"]]) and count["counted"] < count["book_count"]]
    if uncounted:
        gaps.append(Gap(f"{len(uncounted)} 项未盘点", keys("site_equipment", uncounted)))
    if short:
        gaps.append(Gap(f"盘亏 {len(short)} 项", keys("site_equipment", short)))
    facts = (f"{pieces} 件" if owned else "", "已盘点" if owned and not uncounted else "")
    rows = (
        *keys("site_equipment", owned),
        *keys("stock_counts", [count for count in counts.values() if count]),
    )
    return ItemFinding(result_of(pieces, gaps), sentence(facts, gaps) or "未登记设备", rows, tuple(gaps))


def _present(scene: Scene, row: Row) -> bool:
    bought, gone = row.get("bought_on"), row.get("disposed_on")
    if bought is not None and bought.first_day > scene.until:
        return False
    return not (gone is not None and gone.first_day <= scene.until) and row.get("state") != "scrapped"


def _newest_count(scene: Scene, row: Row) -> Row | None:
    """The stock-taking of the last twelve months: 盘点 is a yearly duty (domain.md 3.17)."""
    since = months_later(scene.until, -12)
    counts = scene.lookup.related("stock_counts", "equipment", [row["id"]]).get(row["id"], [])
    recent = [count for count in counts if since < count["counted_on"] <= scene.until]
    return max(recent, key=lambda count: (count["counted_on"], count["id"]), default=None)


def funds(scene: Scene) -> ItemFinding:
    """Money planned and spent: the site's own entries, else the common ones of the sites' fund.

    Law: work and activity money stands in the budget, earmarked (代表法 42).
    """
    own = scene.rows("fund_entries", day="occurred_on")
    shared = [] if own else scene.rows("fund_entries", day="occurred_on", site=None, fund="sites")
    entries = own or shared
    planned = sum(row["income"] or 0 for row in entries)
    spent = sum(row["expense"] or 0 for row in entries)
    gaps = []
    if not planned:
        gaps.append(Gap("未见经费安排"))
    elif planned < (scene.threshold or 0) * 100:
        gaps.append(Gap(f"预算不足 {money_words((scene.threshold or 0) * 100)}"))
    if planned and not spent:
        gaps.append(Gap("还没有支出记录"))
    if planned and spent > planned:
        gaps.append(Gap(f"超支 {money_words(spent - planned)}"))
    label = "统一预算" if shared else "预算"
    amounts = [
        f"{label} {money_words(planned)}" if planned else "",
        f"已用 {money_words(spent)}" if spent else "",
    ]
    words = sentence(("，".join(part for part in amounts if part),), gaps)
    return ItemFinding(result_of(planned + spent, gaps), words, keys("fund_entries", entries), tuple(gaps))


def money_words(fen: int) -> str:
    """An amount as people say it: 1.3 万, 860 元."""
    return f"{fen / WAN:.2f}".rstrip("0").rstrip(".") + " 万" if fen >= WAN // 10 else f"{fen / 100:g} 元"


def rules(scene: Scene) -> ItemFinding:
    """Rules in force and on the wall: enough of them, none of the needed ones lacking."""
    current = [row for row in scene.rows("posted_rules") if _in_force(scene, row)]
    posted = [row for row in current if row.get("is_posted")]
    waiting = [row for row in current if not row.get("is_posted")]
    gaps = [Gap(f"缺{name}") for name in lacking(scene.needed(), [str(row["name"]) for row in posted])]
    if len(posted) < (scene.threshold or 1):
        gaps.append(Gap(f"少于 {scene.threshold or 1} 项"))
    if waiting:
        gaps.append(Gap(f"{len(waiting)} 项未上墙", keys("posted_rules", waiting)))
    words = sentence((f"{len(posted)} 项上墙" if posted else "没有制度上墙",), gaps)
    return ItemFinding(result_of(len(current), gaps), words, keys("posted_rules", current), tuple(gaps))


def _in_force(scene: Scene, row: Row) -> bool:
    adopted, replaced = row.get("adopted_on"), row.get("replaced_on")
    if adopted is not None and adopted.first_day > scene.until:
        return False
    return replaced is None or replaced > scene.until
