"""The figures of the liaison sites and the items they were checked for."""

from __future__ import annotations

from app.domain.contact_codes import SITE_KINDS
from app.figures.figure import Counted, Entry, Figure
from app.figures.site_standard import open_sites
from app.figures.source import Source


def _count(source: Source) -> Counted:
    sites = open_sites(source.ledger, source.until)
    return Counted(
        "liaison_sites", [Entry((site["id"],), {"kind": SITE_KINDS.label(site["kind"])}) for site in sites]
    )


def _newest_checks(source: Source) -> dict[int, list[tuple[int, bool, int]]]:
    """Per open site the (row, met, item) of the newest round of the year that had begun by the cut-off."""
    names = ("site", "round", "checked_on", "result", "fixed_on", "item")
    sites = {site["id"] for site in open_sites(source.ledger, source.until)}
    newest: dict[int, tuple[str, str]] = {}
    rows = [row for row in source.columns("site_checks", names) if source.up_to(row[3]) and row[1] in sites]
    for _, site, name, checked_on, *_ in rows:
        newest[site] = max(newest.get(site, (checked_on, name)), (checked_on, name))
    checks_by_site: dict[int, list[tuple[int, bool, int]]] = {}
    for row, site, name, _, result, fixed_on, item in rows:
        if name == newest[site][1]:
            checks_by_site.setdefault(site, []).append((row, result == "met" or source.up_to(fixed_on), item))
    return checks_by_site


def _meeting_all(source: Source) -> Counted:
    checks = _newest_checks(source)
    base = [Entry((site,)) for site in checks]
    full = [Entry((site,)) for site, items in checks.items() if all(met for _, met, _ in items)]
    return Counted("liaison_sites", full, base)


def _items_met(source: Source) -> Counted:
    names = source.names("liaison_sites")
    items = source.names("checklist_items")
    entries = [
        (Entry((row,), {"site": names[site], "item": items.get(item, "未填")}), met)
        for site, checks in _newest_checks(source).items()
        for row, met, item in checks
    ]
    return Counted("site_checks", [entry for entry, met in entries if met], [entry for entry, _ in entries])


FIGURES: tuple[Figure, ...] = (
    Figure("sites.count", "联络站", "个", "统计日在用的联络室、站、点个数。", _count),
    Figure("sites.meeting_all", "各项全部达标的联络站占比", "%",
           "当年最近一轮自查各项全部达标（含统计日前已整改）的站 ÷ 当年参加过自查、统计日在用的站。", _meeting_all),
    Figure("sites.items_met", "自查项目达标率", "%", "当年最近一轮自查达标（含统计日前已整改）的项 ÷ 自查的项；统计日已经停用的站不计。", _items_met),
)  # fmt: skip
