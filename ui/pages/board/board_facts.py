"""What the 八有 board shows of one round: cells by site and item, points, tasks, and how things moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.domain.contact_codes import RESULTS
from app.domain.fields import Row
from app.domain.site_standard.judgement import points
from app.figures.site_standard import current_items, evaluate, open_sites
from app.storage.ledger import Ledger
from app.work import site_rounds
from app.work.site_rounds import Round, Shift, Task

TONES = {"met": "good", "partly": "warn", "missing": "bad", "": "plain"}
WORDS = {"met": "达标", "partly": "部分", "missing": "缺", "": "待查看"}
ARROWS = {1: "↑ 上轮{}，有好转", -1: "↓ 上轮{}，变差了"}


@dataclass(frozen=True)
class Cell:
    """One item of one site; ``check`` is None while there is no round."""

    site: int
    item: int
    item_name: str
    result: str
    words: str
    check: Row | None = None
    is_fixed: bool = False
    shift: Shift | None = None

    @property
    def pill(self) -> tuple[str, str]:
        """Word and tone of the state."""
        return ("已整改", "info") if self.is_fixed else (WORDS[self.result], TONES[self.result])

    @property
    def moved(self) -> str:
        """How it moved since the round before, in words; empty when it did not."""
        direction = self.shift.direction if self.shift else 0
        return ARROWS[direction].format(WORDS[self.shift.before or ""]) if direction and self.shift else ""


@dataclass(frozen=True)
class BoardFacts:
    """A round as the board shows it; ``round`` is None while nothing has been checked."""

    rounds: list[Round]
    round: Round | None
    before: Round | None
    sites: list[Row]
    items: list[Row]
    cells: dict[tuple[int, int], Cell]
    points: dict[int, int]
    tasks: list[Task] = field(default_factory=list)

    def summary(self) -> str:
        """The sentence below the title."""
        if not self.sites:
            return "还没有登记联络站"
        if self.round is None:
            return f"还没有自查。下面是 {len(self.sites)} 个站的台账现在显示的情况"
        results = [cell.result for cell in self.cells.values()]
        counts = [
            f"{RESULTS.label(code)} {results.count(code)} 项"
            for code in ("met", "partly", "missing")
            if code in results
        ]
        day = self.round.day.isoformat()
        return f"{self.round.name}自查 {day}，{len(self.sites)} 个站 {len(results)} 项：{'，'.join(counts)}"

    def movement(self) -> str:
        """How the round differs from the one before."""
        if self.before is None:
            return "这是最早的一轮，没有可以对比的"
        moved = [cell.shift.direction for cell in self.cells.values() if cell.shift]
        return f"与{self.before.name}相比：好转 {moved.count(1)} 项，变差 {moved.count(-1)} 项"


def facts_of(ledger: Ledger, name: str | None, year: int | None) -> BoardFacts:
    """The round of that name, else the newest of the year, else the newest of all."""
    rounds = site_rounds.rounds(ledger)
    of_year = [one for one in rounds if year is None or one.day.year == year]
    of_name = [one for one in rounds if one.name == name]
    chosen = next(iter(of_name or of_year or rounds), None)
    if chosen is None:
        return _unchecked(ledger, year)
    earlier = [one for one in rounds if (one.day, one.name) < (chosen.day, chosen.name)]
    before = earlier[0] if earlier else None
    checks = site_rounds.checks_of(ledger, chosen.name)
    shifts = site_rounds.compare(ledger, before.name, chosen.name) if before else {}
    items = {row["id"]: row for row in ledger.rows("checklist_items", ledger.ids("checklist_items"))}
    cells = {}
    for check in checks:
        key = (check["site"].id or 0, check["item"].id or 0)
        fixed = check["result"] != "met" and site_rounds.settled(check, ledger.today)
        words = check["finding"] or ""
        cells[key] = Cell(*key, check["item"].name, check["result"], words, check, fixed, shifts.get(key))
    site_ids = {site for site, _ in cells}
    totals = {
        site: points([c.check for c in cells.values() if c.site == site and c.check], items)
        for site in site_ids
    }
    used = [row for row in items.values() if any(item == row["id"] for _, item in cells)]
    sites = sorted(ledger.rows("liaison_sites", sorted(site_ids)), key=_place)
    return BoardFacts(
        rounds, chosen, before, sites, used, cells, totals, site_rounds.open_tasks(ledger, checks)
    )


def _place(site: Row) -> tuple[int, int]:
    ranks = ("room", "center_station", "station", "point")
    return ranks.index(site["kind"]) if site["kind"] in ranks else 9, site["id"]


def _unchecked(ledger: Ledger, year: int | None) -> BoardFacts:
    year = year or ledger.today.year
    until = min(ledger.today, date(year, 12, 31))
    sites, items = open_sites(ledger, until), current_items(ledger, until)
    judgements_by_site = {site["id"]: evaluate(ledger, site["id"], year, until) for site in sites}
    cells = {
        (site, one.item.id or 0): Cell(site, one.item.id or 0, one.item.name, one.result, one.words)
        for site, listed in judgements_by_site.items()
        for one in listed
    }
    totals = {site: sum(one.score for one in listed) for site, listed in judgements_by_site.items()}
    return BoardFacts([], None, None, sites, items, cells, totals)
