"""What makes each page and form made by hand; its module is imported when it is opened for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.register import Register
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from ui.forms.form import Form
    from ui.lists.list_page import ListPage


def list_page(*arguments: Any) -> ListPage:
    from ui.lists.list_page import ListPage

    return ListPage(*arguments)


def bin_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.recycle_bin import RecycleBin

    return RecycleBin(workspace)


def history_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.whole_history import WholeHistory

    return WholeHistory(workspace)


def backups_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.backups_page import BackupsPage

    return BackupsPage(workspace)


def help_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.help_page import HelpPage

    return HelpPage(workspace)


def settings_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.settings import Settings

    return Settings(workspace)


def protection_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.protection_page import ProtectionPage

    return ProtectionPage(workspace)


def reception_form(*arguments: Any) -> Form:
    from ui.pages.receptions.reception_form import ReceptionForm

    return ReceptionForm(*arguments)


def rota_page(*arguments: Any) -> ListPage:
    from ui.pages.receptions.rota_page import RotaPage

    return RotaPage(*arguments)


def allowances_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.allowances_page import AllowancesPage

    return AllowancesPage(workspace)


def booklets_page(*arguments: Any) -> ListPage:
    from ui.pages.performance.booklets_page import BookletsPage

    return BookletsPage(*arguments)


def suggestions_page(*arguments: Any) -> ListPage:
    from ui.pages.suggestions.suggestions_page import SuggestionsPage

    return SuggestionsPage(*arguments)


def suggestion_form(*arguments: Any) -> Form:
    from ui.pages.suggestions.suggestion_form import SuggestionForm

    return SuggestionForm(*arguments)


def counted_form(*arguments: Any) -> Form:
    from ui.pages.votes.counted_form import CountedForm

    return CountedForm(*arguments)


def presidium_form(*arguments: Any) -> Form:
    from ui.pages.sessions.presidium_form import PresidiumForm

    return PresidiumForm(*arguments)


def bills_page(*arguments: Any) -> ListPage:
    from ui.pages.votes.bills_page import BillsPage

    return BillsPage(*arguments)


def decisions_page(*arguments: Any) -> ListPage:
    from ui.pages.votes.decisions_page import DecisionsPage

    return DecisionsPage(*arguments)


def contact_duties_page(*arguments: Any) -> ListPage:
    from ui.pages.performance.contact_duties_page import ContactDutiesPage

    return ContactDutiesPage(*arguments)


def supervision_page(workspace: Workspace, register: Register) -> ListPage:
    from app.paper.supervision import PAPERS
    from ui.lists.document_act import with_document_act
    from ui.lists.papers_page import PapersPage
    from ui.pages.suggestions.opinion_act import with_opinion_act

    return with_opinion_act(with_document_act(PapersPage(workspace, register, PAPERS[register.key])))


def archival_items_page(*arguments: Any) -> ListPage:
    from ui.pages.yearend.archival_items_page import ArchivalItemsPage

    return ArchivalItemsPage(*arguments)


def post_handovers_page(*arguments: Any) -> ListPage:
    from ui.pages.yearend.post_handovers_page import PostHandoversPage

    return PostHandoversPage(*arguments)


def chronicle_page(*arguments: Any) -> ListPage:
    from ui.pages.paperwork.chronicle_page import ChroniclePage

    return ChroniclePage(*arguments)


def county_forms_page(*arguments: Any) -> ListPage:
    from ui.pages.figures.county_forms_page import CountyFormsPage

    return CountyFormsPage(*arguments)


def vote_entry_page(workspace: Workspace) -> QWidget:
    from ui.pages.votes.vote_entry import VoteEntry

    return VoteEntry(workspace)


def site_board_page(workspace: Workspace) -> QWidget:
    from ui.pages.board.site_board import SiteBoard

    return SiteBoard(workspace)


def site_checks_page(workspace: Workspace, register: Register) -> ListPage:
    page = list_page(workspace, register)
    page.empty.offer("到看板上自查", lambda: workspace.visit.emit("site_board", None, None))
    return page


def session_day_page(workspace: Workspace) -> QWidget:
    from ui.pages.sessions.session_day import SessionDay

    return SessionDay(workspace)


def speeches_page(*arguments: Any) -> ListPage:
    from ui.pages.sessions.speeches_page import SpeechesPage

    return SpeechesPage(*arguments)


def figures_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.figures_page import FiguresPage

    return FiguresPage(workspace)


def vacancies_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.vacancies_page import VacanciesPage

    return VacanciesPage(workspace)


def crosstab_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.crosstab_page import CrosstabPage

    return CrosstabPage(workspace)


def charts_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.charts_page import ChartsPage

    return ChartsPage(workspace)


def matrix_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.matrix_page import MatrixPage

    return MatrixPage(workspace)


def deputy_year_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.deputy_year_page import DeputyYearPage

    return DeputyYearPage(workspace)


def gaps_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.gaps_page import GapsPage

    return GapsPage(workspace)


def scores_page(workspace: Workspace) -> QWidget:
    from ui.pages.performance.scores_page import ScoresPage

    return ScoresPage(workspace)


def desk_page(workspace: Workspace) -> QWidget:
    from ui.pages.desk.desk_page import DeskPage

    return DeskPage(workspace)


def health_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.health_page import HealthPage

    return HealthPage(workspace)


def term_page(workspace: Workspace) -> QWidget:
    from ui.pages.yearend.term_page import TermPage

    return TermPage(workspace)


def handover_page(workspace: Workspace) -> QWidget:
    from ui.pages.yearend.handover_page import HandoverPage

    return HandoverPage(workspace)
