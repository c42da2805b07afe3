"""The contact sheet: every ledger, form and letter with the sample year and with awkward data, as pictures and workbooks."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication  # noqa: E402

from app.domain.audiences import AUDIENCES  # noqa: E402
from app.domain.fields import Row  # noqa: E402
from app.domain.register import Register  # noqa: E402
from app.domain.registers import SHOWN  # noqa: E402
from app.exporting import export_ledger  # noqa: E402
from app.paper.decisions.ballots import by_session, election_ballots, vote_ballots  # noqa: E402
from app.paper.decisions.counting import election_counting, vote_counting  # noqa: E402
from app.paper.decisions.motions import PAPERS as MOTION_PAPERS  # noqa: E402
from app.paper.decisions.published import (  # noqa: E402
    NotDecided,
    announcement,
    notices_of_election,
    oath,
    resolution,
)
from app.paper.decisions.results import election_result, vote_result  # noqa: E402
from app.paper.forms import LAYOUTS  # noqa: E402
from app.paper.forms.site_papers import fix_list, overview, site_sheets  # noqa: E402
from app.paper.ledger import filed_papers  # noqa: E402
from app.paper.letters.kinds import KINDS  # noqa: E402
from app.paper.letters.readiness import hindrance  # noqa: E402
from app.paper.letters.writing import letter_papers, write_letter  # noqa: E402
from app.paper.reception_papers import notice, wall_chart  # noqa: E402
from app.paper.record_form import record_form  # noqa: E402
from app.paper.sessions import PAPERS as SESSION_PAPERS  # noqa: E402
from app.paper.sheet import Paper  # noqa: E402
from app.paper.suggestion_summary import summary_paper  # noqa: E402
from app.paper.supervision import PAPERS as SUPERVISION_PAPERS  # noqa: E402
from app.sample import fill_sample  # noqa: E402
from app.storage.ledger import Ledger  # noqa: E402
from app.storage.query import Query  # noqa: E402
from app.storage.refusals import Refused  # noqa: E402
from app.work.year_sheets import YEAR_SHEETS  # noqa: E402
from awkward_congress import awkward_congress  # noqa: E402
from awkward_performance import awkward_performance, booklet_papers  # noqa: E402
from awkward_supervision import awkward_supervision  # noqa: E402
from performance_papers import performance_papers  # noqa: E402
from ui.printing.page_view import picture_of  # noqa: E402
from ui.printing.pagination import laid_out  # noqa: E402
from year_end_papers import year_end_papers  # noqa: E402

SCALE = 0.15  # pixels to a unit: about 1,260 for the long side of A4
NOBODY = Query(find="查无此条")
LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，"
NAME, PLACE = "阿依古丽·买买提", "迳口镇人大代表中心联络站下寮村第十八村民小组联络点（原供销社旧址）"
RECEPTIONS = 400
MATTERS = "suggestions"


def awkward(ledger: Ledger) -> None:
    """Rows that strain a page: large amounts among small ones, long texts and names, many receptions."""
    site = _add(ledger, "liaison_sites", {"name": PLACE, "kind": "point"})
    for fund in ("presidium", "deputies", "sites"):
        for number in range(24):
            amount = {"income": 80_000} if not number else {"expense": 12.5 + number}
            day = date(2022, 1, 4) + timedelta(days=number)
            _add(
                ledger,
                "fund_entries",
                {"fund": fund, "occurred_on": day, "summary": f"第{number}笔", **amount},
            )
    _add(
        ledger,
        "fund_entries",
        {"fund": "sites", "occurred_on": "2022-12-01", "summary": LONG * 7, "note": LONG * 13, "expense": 1},
    )
    for number in range(RECEPTIONS):
        told = {
            "visitors": [{"name": NAME, "village": PLACE[:20], "phone": "19900001234"}],
            "matter": LONG * (1 + number % 3),
        }
        day = date(2022, 1, 4) + timedelta(days=number % 350)
        _add(
            ledger,
            "receptions",
            {"held_on": day, "site": site, "kind": "walk_in", "visitor_count": 1, **told},
        )
    for length in (300, 2_000):
        text = (LONG * 100)[:length]
        for key in ("suggestions", "site_activities"):
            values = {"raised_on": "2022-05-04", "class": "opinion", "content": text, "note": text}
            if key == "site_activities":
                values = {
                    "held_on": "2022-05-04",
                    "site": site,
                    "theme": f"{length}字的记录",
                    "content": text,
                    "note": text,
                }
            _add(ledger, key, values)
    _add(
        ledger,
        "site_equipment",
        {
            "site": site,
            "name": "空调",
            "quantity": 3,
            "unit_price": 123_456.78,
            "model": "KFR-35GW/BP3DN8Y-PH200(B1)",
        },
    )


def matters_on_their_way(ledger: Ledger) -> None:
    """Matters that letters of every kind can be about: answered at length, owed, sent up."""
    handler = {"name": "规划建设办公室"}
    for paragraphs in (1, 4, 12):
        values = {
            "class": "opinion", "raised_on": "2022-03-01", "title": "请清理农贸市场排水沟并加装雨水篦子",
            "content": LONG * 4 * paragraphs, "lead_handler": handler, "assigned_on": "2022-03-02",
        }  # fmt: skip
        answer = {
            "replied_on": "2022-04-01",
            "reply_class": "A",
            "reply_text": "\n".join([LONG * 3] * paragraphs),
        }
        sent_up = {
            "exit_kind": "referred", "exit_on": "2022-04-01", "exit_reason": "属市级事权",
            "referred_to": "四会市水利局",
        }  # fmt: skip
        for course in (answer, sent_up, {}):
            _add(ledger, MATTERS, {**values, **course})


def _add(ledger: Ledger, key: str, values: dict[str, object]) -> object:
    read, problems = ledger.read_values(key, values, typed=False)
    wrong = [problem for problem in problems if problem.severity == "error"]
    if wrong:
        raise Refused(wrong)
    with ledger.act("样张") as act:
        row_id = act.add(key, read)
    return {"id": row_id, "name": PLACE}


def papers_of(ledger: Ledger, register: Register, *, sparse: bool) -> Iterator[tuple[str, list[Paper]]]:
    """Name and pages of everything that is printed of a register; ``sparse``: with one row and with none."""
    key = register.key
    for audience in AUDIENCES:
        yield f"{key}-{audience}", filed_papers(ledger, register, Query(year=2022), audience=audience)
    ids = ledger.ids(key)
    if sparse:
        yield f"{key}-none", filed_papers(ledger, register, NOBODY)
        yield f"{key}-one", filed_papers(ledger, register, ids=ids[:1])
    if key in LAYOUTS and ids:
        longest = max(ledger.rows(key, ids), key=lambda row: len(str(row)))["id"]
        yield f"{key}-form", [record_form(ledger, register, row_id) for row_id in (ids[-1], longest)]
    for kind, sheet_of_year in YEAR_SHEETS.get(key, {}).items():
        year = sheet_of_year.year(2022, ledger.today)
        yield (
            f"{key}-{kind.replace(' ', '-')}",
            [sheet_of_year.paper(ledger, row_id, year) for row_id in ids[:2]],
        )


def letters_of(ledger: Ledger, folder: Path) -> Iterator[tuple[str, list[Paper]]]:
    """Every kind of letter: about the first matter that has come so far, and the three longest."""
    rows = sorted(ledger.rows(MATTERS, ledger.ids(MATTERS)), key=_length)
    for kind in KINDS:
        ready = [row["id"] for row in rows if not hindrance(kind, row, ledger.today)]
        chosen = dict.fromkeys((*ready[:1], *ready[-3:]))
        for number, row_id in enumerate(chosen, 1):
            yield f"letter-{kind}-{number}", letter_papers(ledger, kind, row_id)
            write_letter(ledger, kind, row_id, folder / f"letter-{kind}-{number}.docx", page_count)


def _length(row: Row) -> tuple[int, int]:
    return len(row.get("reply_text") or ""), len(row["content"] or "")


def page_count(paper: Paper) -> int:
    """On how many pages it comes out."""
    return len(laid_out([paper]).pages)


def other_papers(ledger: Ledger) -> Iterator[tuple[str, list[Paper]]]:
    """What is no ledger and no form of one record: notices, wall charts, papers of the sites, the summary."""
    yield "summary", [summary_paper(ledger, Query(year=2022))]
    for row_id in ledger.ids("reception_duties", Query(year=2022))[:1]:
        yield "notice", [notice(ledger, row_id)]
    for site in ledger.ids("liaison_sites")[:2]:
        yield f"wall-chart-{site}", [wall_chart(ledger, 2022, site)]
    for session in ledger.ids("sessions")[:1]:
        for kind, compose in SESSION_PAPERS.items():
            yield f"session-{kind}", compose(ledger, session)
    rounds = dict.fromkeys(row["round"] for row in ledger.rows("site_checks", ledger.ids("site_checks")))
    for name in list(rounds)[-1:]:
        yield "site-sheets", site_sheets(ledger, name)
        yield "site-overview", overview(ledger, name)
        yield "site-fix-list", fix_list(ledger, name)


def decision_papers(ledger: Ledger) -> Iterator[tuple[str, list[Paper]]]:
    """Ballots, counting sheets, results and what is published, of every election and of each sitting's votes."""
    for number, sitting in enumerate(by_session(ledger, ledger.ids("votes")), 1):
        yield f"vote-ballots-{number}", [vote_ballots(ledger, sitting)]
        yield f"vote-counting-{number}", vote_counting(ledger, sitting)
        yield f"vote-result-{number}", [vote_result(ledger, sitting)]
        passed = [row["id"] for row in ledger.rows("votes", sitting) if row["verdict"] == "passed"]
        yield f"resolutions-{number}", [resolution(ledger, row_id) for row_id in passed[-1:]]
    for row in ledger.rows("elections", ledger.ids("elections")):
        row_id = row["id"]
        yield f"ballots-{row_id}", [election_ballots(ledger, row_id)]
        yield f"counting-{row_id}", election_counting(ledger, row_id)
        yield f"result-{row_id}", [election_result(ledger, row_id)]
        if row["elected"]:
            published = [
                announcement(ledger, row_id),
                *notices_of_election(ledger, row_id),
                oath(ledger, row_id),
            ]
            yield f"elected-{row_id}", published
    for row_id in ledger.ids("motions"):
        yield f"motion-{row_id}", list(motion_papers(ledger, row_id))


def motion_papers(ledger: Ledger, row_id: int) -> Iterator[Paper]:
    """Those that a motion of its kind has."""
    for compose in MOTION_PAPERS.values():
        with suppress(NotDecided):
            yield compose(ledger, row_id)


def supervision_papers(ledger: Ledger) -> Iterator[tuple[str, list[Paper]]]:
    """What is printed of meetings of the presidium, inspections, votes on projects and reports to voters."""
    for key, papers in SUPERVISION_PAPERS.items():
        ids = ledger.ids(key, Query(year=2022))
        for number, compose in enumerate(papers.values(), 1):
            yield f"{key}-paper-{number}", compose(ledger, ids) if ids else []


class ContactSheet:
    """A folder of pictures and workbooks; ``only``: beginnings of the names of what is drawn, all without any."""

    def __init__(self, folder: Path, only: Sequence[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.pages = 0
        self._drawn: set[str] = set()
        self._only = tuple(only)

    def wants(self, name: str) -> bool:
        """Whether a paper or a ledger of this name is drawn."""
        return name.startswith(self._only) if self._only else True

    def draw(self, named_papers: Iterable[tuple[str, list[Paper]]]) -> None:
        """Each page of the papers as a picture; ValueError where a name would hide the pages of another."""
        for name, papers in named_papers:
            if name in self._drawn:
                raise ValueError(f"two papers are called {name}")
            self._drawn.add(name)
            pages = laid_out(papers).pages if self.wants(name) else []
            self.pages += len(pages)
            for number, page in enumerate(pages, 1):
                picture_of(page, SCALE, 1.0).save(str(self.folder / f"{name}-{number:02}.png"))

    def ledgers(self, ledger: Ledger, *, sparse: bool) -> None:
        """Every register as it is printed and as a workbook."""
        for register in SHOWN:
            if (
                not self._only
                or any(one.startswith(register.key) for one in self._only)
                or self.wants(register.key)
            ):
                self.draw(papers_of(ledger, register, sparse=sparse))
                export_ledger(
                    ledger, register.key, self.folder / f"{register.key}.xlsx", query=Query(year=2022)
                )


def draw_all(ledger: Ledger, sheet: ContactSheet, *, sparse: bool) -> None:
    """Every paper of a ledger of a year."""
    sheet.ledgers(ledger, sparse=sparse)
    for named_papers in (
        letters_of(ledger, sheet.folder),
        other_papers(ledger),
        decision_papers(ledger),
        booklet_papers(ledger),
        performance_papers(ledger),
        supervision_papers(ledger),
        year_end_papers(ledger),
    ):
        sheet.draw(named_papers)


def draw_congress(ledger: Ledger, sheet: ContactSheet) -> None:
    """What is printed of a session and of the presidium."""
    for named_papers in (other_papers(ledger), decision_papers(ledger), supervision_papers(ledger)):
        sheet.draw(named_papers)


def main() -> int:
    """Write the contact sheet into the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="dev.py papers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--only", nargs="*", default=(), help="beginnings of names: votes, ballots, session-booklet …"
    )
    parser.add_argument("--town", nargs="*", default=("sample", "awkward", "congress"), help="which of them")
    chosen = parser.parse_args()
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    pages = 0
    if {"sample", "awkward"} & set(chosen.town):
        with Ledger.open(fill_sample(chosen.folder / "data")) as ledger:
            if "sample" in chosen.town:
                sheet = ContactSheet(chosen.folder / "sample", chosen.only)
                draw_all(ledger, sheet, sparse=True)
                pages += sheet.pages
            if "awkward" in chosen.town:
                for strain in (awkward, awkward_supervision, awkward_performance, matters_on_their_way):
                    strain(ledger)
                sheet = ContactSheet(chosen.folder / "awkward", chosen.only)
                draw_all(ledger, sheet, sparse=False)
                pages += sheet.pages
    if "congress" in chosen.town:
        with TemporaryDirectory() as data, awkward_congress(Path(data)) as ledger:
            sheet = ContactSheet(chosen.folder / "congress", chosen.only)
            draw_congress(ledger, sheet)
            pages += sheet.pages
    print(f"共 {pages} 页，在 {chosen.folder}")
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
