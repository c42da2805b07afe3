"""Which pages there are, by the job they belong to: a list for each register, and the pages made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain import jobs, registers
from app.domain.jobs import Job
from app.domain.register import Register
from ui.frame.navigation import Place
from ui.lists.list_page import ListPage
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from ui.forms.form import Form


@dataclass(frozen=True)
class PageKind:
    """A page: ``key`` names it, ``job`` says under which entry of the navigation its tab stands.

    ``counts``: the register whose rows the entry counts when this is the first page of its job.
    """

    key: str
    label: str
    icon: str
    job: Job
    make: Callable[[Workspace], QWidget]
    counts: str = ""

    @property
    def tab(self) -> str:
        """The word on its tab: 名册 for 代表名册, since the job is named beside it."""
        return self.label.removeprefix(self.job.label) or self.label


def _bin(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.recycle_bin import RecycleBin

    return RecycleBin(workspace)


def _history(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.whole_history import WholeHistory

    return WholeHistory(workspace)


def _backups_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.backups_page import BackupsPage

    return BackupsPage(workspace)


def _help(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.help_page import HelpPage

    return HelpPage(workspace)


def _settings(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.settings import Settings

    return Settings(workspace)


def _protection_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.protection_page import ProtectionPage

    return ProtectionPage(workspace)


def _reception_form(*arguments: Any) -> Form:
    from ui.pages.receptions.reception_form import ReceptionForm

    return ReceptionForm(*arguments)


def _rota_page(*arguments: Any) -> ListPage:
    from ui.pages.receptions.rota_page import RotaPage

    return RotaPage(*arguments)


def _allowances_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.allowances_page import AllowancesPage

    return AllowancesPage(workspace)


def _booklets_page(*arguments: Any) -> ListPage:
    from ui.pages.performance.booklets_page import BookletsPage

    return BookletsPage(*arguments)


def _suggestions_page(*arguments: Any) -> ListPage:
    from ui.pages.suggestions.suggestions_page import SuggestionsPage

    return SuggestionsPage(*arguments)


def _suggestion_form(*arguments: Any) -> Form:
    from ui.pages.suggestions.suggestion_form import SuggestionForm

    return SuggestionForm(*arguments)


def _counted_form(*arguments: Any) -> Form:
    from ui.pages.votes.counted_form import CountedForm

    return CountedForm(*arguments)


def _presidium_form(*arguments: Any) -> Form:
    from ui.pages.sessions.presidium_form import PresidiumForm

    return PresidiumForm(*arguments)


def _bills_page(*arguments: Any) -> ListPage:
    from ui.pages.votes.bills_page import BillsPage

    return BillsPage(*arguments)


def _decisions_page(*arguments: Any) -> ListPage:
    from ui.pages.votes.decisions_page import DecisionsPage

    return DecisionsPage(*arguments)


def _supervision_page(workspace: Workspace, register: Register) -> ListPage:
    from app.paper.supervision import PAPERS
    from ui.lists.document_act import with_document_act
    from ui.lists.papers_page import PapersPage

    return with_document_act(PapersPage(workspace, register, PAPERS[register.key]))


def _post_handovers_page(*arguments: Any) -> ListPage:
    from ui.pages.yearend.post_handovers_page import PostHandoversPage

    return PostHandoversPage(*arguments)


def _chronicle_page(*arguments: Any) -> ListPage:
    from ui.pages.paperwork.chronicle_page import ChroniclePage

    return ChroniclePage(*arguments)


def _county_forms_page(*arguments: Any) -> ListPage:
    from ui.pages.figures.county_forms_page import CountyFormsPage

    return CountyFormsPage(*arguments)


def _vote_entry(workspace: Workspace) -> QWidget:
    from ui.pages.votes.vote_entry import VoteEntry

    return VoteEntry(workspace)


def _site_board(workspace: Workspace) -> QWidget:
    from ui.pages.board.site_board import SiteBoard

    return SiteBoard(workspace)


def _session_day(workspace: Workspace) -> QWidget:
    from ui.pages.sessions.session_day import SessionDay

    return SessionDay(workspace)


def _speeches_page(*arguments: Any) -> ListPage:
    from ui.pages.sessions.speeches_page import SpeechesPage

    return SpeechesPage(*arguments)


def _figures_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.figures_page import FiguresPage

    return FiguresPage(workspace)


def _vacancies_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.vacancies_page import VacanciesPage

    return VacanciesPage(workspace)


def _crosstab_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.crosstab_page import CrosstabPage

    return CrosstabPage(workspace)


def _matrix_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.matrix_page import MatrixPage

    return MatrixPage(workspace)


def _deputy_year_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.deputy_year_page import DeputyYearPage

    return DeputyYearPage(workspace)


def _gaps_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.gaps_page import GapsPage

    return GapsPage(workspace)


def _scores_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.scores_page import ScoresPage

    return ScoresPage(workspace)


def _health_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.health_page import HealthPage

    return HealthPage(workspace)


def _term_page(workspace: Workspace) -> QWidget:
    from ui.pages.yearend.term_page import TermPage

    return TermPage(workspace)


def _handover_page(workspace: Workspace) -> QWidget:
    from ui.pages.yearend.handover_page import HandoverPage

    return HandoverPage(workspace)


# Hand-made pages that stand before the registers of their job, and those that stand behind them.
LEADING = (
    PageKind("site_board", "联络站看板", "sites", jobs.SITES, _site_board, "liaison_sites"),
    PageKind("session_day", "会议当天", "roll", jobs.SESSIONS, _session_day, "sessions"),
    PageKind("scores", "履职积分", "scores", jobs.BOOKLETS, _scores_page),
    PageKind("figures", "统计数字", "figures", jobs.FIGURES, _figures_page),
    PageKind("handover", "年度移交", "export", jobs.FILING, _handover_page),
    PageKind("health", "资料核对", "shield", jobs.FILING, _health_page),
    PageKind("settings", "设置", "settings", jobs.SETTINGS, _settings),
)
FOLLOWING = (
    PageKind("vacancies", "出缺台账", "vacancies", jobs.DEPUTIES, _vacancies_page),
    PageKind("term_change", "换届", "terms", jobs.DEPUTIES, _term_page),
    PageKind("vote_entry", "录入表决", "votes", jobs.SESSIONS, _vote_entry),
    PageKind("performance_matrix", "履职一览", "matrix", jobs.PERFORMANCE, _matrix_page),
    PageKind("deputy_year", "代表年历", "deputy_year", jobs.PERFORMANCE, _deputy_year_page),
    PageKind("performance_gaps", "履职提醒", "gaps", jobs.PERFORMANCE, _gaps_page),
    PageKind("allowances", "误工补贴", "allowances", jobs.BOOKLETS, _allowances_page),
    PageKind("crosstab", "交叉统计", "crosstab", jobs.FIGURES, _crosstab_page),
    PageKind("backups", "备份", "shield", jobs.SETTINGS, _backups_page),
    PageKind("protection", "个人信息保护", "shield", jobs.SETTINGS, _protection_page),
    PageKind("history", "修改历史", "history", jobs.SETTINGS, _history),
    PageKind("bin", "回收站", "bin", jobs.SETTINGS, _bin),
    PageKind("help", "帮助", "help", jobs.HELP, _help),
)

# Registers whose page does more than list.
LISTS: dict[str, Callable[..., ListPage]] = {
    "booklets": _booklets_page,
    "reception_duties": _rota_page,
    "speeches": _speeches_page,
    "suggestions": _suggestions_page,
    "votes": _decisions_page,
    "elections": _decisions_page,
    "bills": _bills_page,
    "presidium_meetings": _supervision_page,
    "inspections": _supervision_page,
    "project_ballots": _supervision_page,
    "reports_to_voters": _supervision_page,
    "chronicle_entries": _chronicle_page,
    "post_handovers": _post_handovers_page,
    "county_forms": _county_forms_page,
}

# Registers whose tab is the first of its job, though others come before it because it links to them.
FIRST = ("presidium_meetings", "livelihood_projects")

# Registers whose form does more than its fields say.
FORMS: dict[str, Callable[..., Form]] = {
    "receptions": _reception_form,
    "suggestions": _suggestion_form,
    "votes": _counted_form,
    "elections": _counted_form,
    "presidium_meetings": _presidium_form,
}


def form_for(
    workspace: Workspace,
    register: Register,
    row_id: int | None,
    begin: dict[str, Any] | None,
    parent: QWidget,
) -> Form:
    """The form of a register, made inside ``parent``: hand-made where there is one, else the general one."""
    from ui.forms.form import Form  # not needed to show a list: the window opens sooner without it

    return FORMS.get(register.key, Form)(workspace, register, row_id, begin, parent)


def _list_of(register: Register, job: Job) -> PageKind:
    def make(workspace: Workspace) -> QWidget:
        return LISTS.get(register.key, ListPage)(workspace, register)

    return PageKind(register.key, register.label, register.icon, job, make, register.key)


def _pages() -> tuple[PageKind, ...]:
    lists = tuple(_list_of(register, register.job) for register in registers.SHOWN if register.job)
    order = {job: number for number, job in enumerate(jobs.JOBS)}
    return tuple(
        sorted((*LEADING, *lists, *FOLLOWING), key=lambda page: (order[page.job], page.key not in FIRST))
    )


PAGES = _pages()  # in the order of the navigation, and of the tabs of each job
PAGE_OF: dict[str, PageKind] = {page.key: page for page in PAGES}


def places() -> list[Place]:
    """The entries of the navigation: every job that has a page."""
    entries = []
    for job in jobs.JOBS:
        pages = pages_of(job)
        if pages:
            entries.append(Place(job, job.label, pages[0].icon, pages[0].counts))
    return entries


def pages_of(job: Job) -> tuple[PageKind, ...]:
    """The pages of a job in the order of their tabs."""
    return tuple(page for page in PAGES if page.job is job)
