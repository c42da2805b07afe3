"""What goes to the archive with a year, on the contact sheet: lists, covers, box papers, checks, the handover of the post."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.archival_codes import archival_code
from app.domain.fields import Row
from app.paper.archive_stamp import stamps
from app.paper.filing_papers import box_notes, box_spines, check_report, covers, item_lists
from app.paper.sheet import Paper
from app.storage.ledger import Ledger
from app.yearend.dossier import dossier
from app.yearend.filing import give_codes, items_of, propose
from app.yearend.post_handover import post_handover
from app.yearend.readiness import four_checks
from ui.printing import paint


def year_end_papers(ledger: Ledger) -> Iterator[tuple[str, list[Paper]]]:
    """What goes to the archive with a year, and the paper for a change of clerk."""
    office = {**ledger.office, "fonds_no": "0123", "organ_code": "RDB"}
    with ledger.act("样张") as act:
        act.change(
            "office", ledger.ids("office")[0], {key: office[key] for key in ("fonds_no", "organ_code")}
        )
    propose(ledger, 2022, paint)
    give_codes(ledger, 2022)
    items = items_of(ledger, 2022)
    for compose in (item_lists, covers, box_notes, box_spines):
        yield f"filing-{compose.__name__}", compose(office, 2022, items)
    yield "filing-stamps", stamps(office, [*items[:4], _awkward(items[0])])
    day = ledger.today.isoformat()
    yield "filing-checks", [check_report(office, 2022, four_checks(ledger, 2022), day)]
    yield "post-handover", [post_handover(ledger)]
    yield "dossier", [dossier(ledger)]


def _awkward(item: Row) -> Row:
    """The most that a stamp has to hold."""
    organ = "四会市迳口镇人民代表大会主席团办公室（代表联络工作委员会）𠮷"
    code = archival_code("0123456789", 2022, item["retention_period"], organ, 12345)
    return {**item, "item_no": 12345, "archival_code": code, "page_count": 100_000}
