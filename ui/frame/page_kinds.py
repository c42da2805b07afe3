"""Which pages there are, by the job they belong to: a list for each register, and the pages made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain import jobs, registers
from app.domain.jobs import Job
from app.domain.register import Register
from ui.frame import page_makers
from ui.frame.navigation import Place
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from ui.forms.form import Form
    from ui.lists.list_page import ListPage


UNCUT = ("代表证",)  # words that only begin like a job: what is left of them without it is no word


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
        cut = "" if self.label.startswith(UNCUT) else self.job.label
        return self.label.removeprefix(cut) or self.label


# Hand-made pages that stand before the registers of their job, and those that stand behind them.
LEADING = (
    PageKind("desk", "工作台", "desk", jobs.DESK, page_makers.desk_page),
    PageKind("site_board", "联络站看板", "sites", jobs.SITES, page_makers.site_board_page, "liaison_sites"),
    PageKind("session_day", "会议当天", "roll", jobs.SESSIONS, page_makers.session_day_page, "sessions"),
    PageKind("scores", "履职积分", "scores", jobs.BOOKLETS, page_makers.scores_page),
    PageKind("figures", "统计数字", "figures", jobs.FIGURES, page_makers.figures_page),
    PageKind("handover", "年度移交", "export", jobs.FILING, page_makers.handover_page),
    PageKind("health", "资料核对", "shield", jobs.FILING, page_makers.health_page),
    PageKind("settings", "设置", "settings", jobs.SETTINGS, page_makers.settings_page),
)
FOLLOWING = (
    PageKind("vacancies", "出缺台账", "vacancies", jobs.DEPUTIES, page_makers.vacancies_page),
    PageKind("term_change", "换届", "terms", jobs.DEPUTIES, page_makers.term_page),
    PageKind("vote_entry", "录入表决", "votes", jobs.SESSIONS, page_makers.vote_entry_page),
    PageKind("performance_matrix", "履职一览", "matrix", jobs.PERFORMANCE, page_makers.matrix_page),
    PageKind("deputy_year", "代表年历", "deputy_year", jobs.PERFORMANCE, page_makers.deputy_year_page),
    PageKind("performance_gaps", "履职提醒", "gaps", jobs.PERFORMANCE, page_makers.gaps_page),
    PageKind("allowances", "误工补贴", "allowances", jobs.BOOKLETS, page_makers.allowances_page),
    PageKind("crosstab", "交叉统计", "crosstab", jobs.FIGURES, page_makers.crosstab_page),
    PageKind("charts", "统计图", "charts", jobs.FIGURES, page_makers.charts_page),
    PageKind("backups", "备份", "shield", jobs.SETTINGS, page_makers.backups_page),
    PageKind("protection", "个人信息保护", "shield", jobs.SETTINGS, page_makers.protection_page),
    PageKind("history", "修改历史", "history", jobs.SETTINGS, page_makers.history_page),
    PageKind("bin", "回收站", "bin", jobs.SETTINGS, page_makers.bin_page),
    PageKind("help", "帮助", "help", jobs.HELP, page_makers.help_page),
)

# Registers whose page does more than list.
LISTS: dict[str, Callable[..., ListPage]] = {
    "booklets": page_makers.booklets_page,
    "reception_duties": page_makers.rota_page,
    "site_checks": page_makers.site_checks_page,
    "speeches": page_makers.speeches_page,
    "suggestions": page_makers.suggestions_page,
    "votes": page_makers.decisions_page,
    "elections": page_makers.decisions_page,
    "motions": page_makers.decisions_page,
    "bills": page_makers.bills_page,
    "presidium_meetings": page_makers.supervision_page,
    "inspections": page_makers.supervision_page,
    "project_ballots": page_makers.supervision_page,
    "reports_to_voters": page_makers.supervision_page,
    "chronicle_entries": page_makers.chronicle_page,
    "archival_items": page_makers.archival_items_page,
    "post_handovers": page_makers.post_handovers_page,
    "county_forms": page_makers.county_forms_page,
    "contact_duties": page_makers.contact_duties_page,
}

# Registers whose tab is the first of its job, though others come before it because it links to them.
FIRST = ("presidium_meetings", "livelihood_projects", "booklets")

# Registers whose tab is the first of its job, while the job is called after the rows of another one.
COUNTED = {"reception_duties": "receptions"}

# Registers whose form does more than its fields say.
FORMS: dict[str, Callable[..., Form]] = {
    "receptions": page_makers.reception_form,
    "suggestions": page_makers.suggestion_form,
    "votes": page_makers.counted_form,
    "elections": page_makers.counted_form,
    "presidium_meetings": page_makers.presidium_form,
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
        page_of: Callable[..., ListPage] = LISTS.get(register.key, page_makers.list_page)
        return page_of(workspace, register)

    counts = COUNTED.get(register.key, register.key)
    return PageKind(register.key, register.label, register.icon, job, make, counts)


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
