"""Which page stands behind each entry of the navigation, and where each register is found."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain import registers
from app.domain.register import Register
from ui.frame.navigation import GROUPS, Place
from ui.lists.group_page import GroupPage
from ui.lists.list_page import ListPage
from ui.open_ledger.workspace import Workspace

if TYPE_CHECKING:
    from ui.forms.form import Form


def _bin(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.recycle_bin import RecycleBin

    return RecycleBin(workspace)


def _history(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.whole_history import WholeHistory

    return WholeHistory(workspace)


def _help(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.help_page import HelpPage

    return HelpPage(workspace)


def _settings(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.settings import Settings

    return Settings(workspace)


# Key, word, icon and maker of the pages at the foot of the navigation.
FOOT_PAGES: tuple[tuple[str, str, str, Callable[[Workspace], QWidget]], ...] = (
    ("history", "修改历史", "history", _history),
    ("bin", "回收站", "bin", _bin),
    ("help", "帮助", "help", _help),
    ("settings", "设置", "settings", _settings),
)


def _reception_form(*arguments: Any) -> Form:
    from ui.pages.receptions.reception_form import ReceptionForm

    return ReceptionForm(*arguments)


def _rota_page(*arguments: Any) -> ListPage:
    from ui.pages.receptions.rota_page import RotaPage

    return RotaPage(*arguments)


def _suggestions_page(*arguments: Any) -> ListPage:
    from ui.pages.suggestions.suggestions_page import SuggestionsPage

    return SuggestionsPage(*arguments)


def _suggestion_form(*arguments: Any) -> Form:
    from ui.pages.suggestions.suggestion_form import SuggestionForm

    return SuggestionForm(*arguments)


def _site_board(workspace: Workspace) -> QWidget:
    from ui.pages.board.site_board import SiteBoard

    return SiteBoard(workspace)


def _figures_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.figures_page import FiguresPage

    return FiguresPage(workspace)


def _vacancies_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.vacancies_page import VacanciesPage

    return VacanciesPage(workspace)


def _crosstab_page(workspace: Workspace) -> QWidget:
    from ui.pages.figures.crosstab_page import CrosstabPage

    return CrosstabPage(workspace)


def _health_page(workspace: Workspace) -> QWidget:
    from ui.pages.upkeep.health_page import HealthPage

    return HealthPage(workspace)


# Hand-made pages of the navigation that stand for no register: key, word, icon, group, maker.
OWN_PAGES: tuple[tuple[str, str, str, str, Callable[[Workspace], QWidget]], ...] = (
    ("figures", "统计数字", "figures", "年终", _figures_page),
    ("health", "资料核对", "shield", "年终", _health_page),
    ("crosstab", "交叉统计", "crosstab", "年终", _crosstab_page),
    ("vacancies", "出缺台账", "vacancies", "代表与联络", _vacancies_page),
)

# Hand-made pages that stand in the navigation for a group of registers, by that group: key, word, icon,
# group of the navigation, the register counted, maker.  The lists are reached from the page.
BOARDS: dict[str, tuple[str, str, str, str, str, Callable[[Workspace], QWidget]]] = {
    "联络站台账": ("site_board", "联络站 · 八有", "sites", "代表与联络", "liaison_sites", _site_board),
}

# Registers whose page does more than list.
LISTS: dict[str, Callable[..., ListPage]] = {
    "reception_duties": _rota_page,
    "suggestions": _suggestions_page,
}

# Registers whose form does more than its fields say.
FORMS: dict[str, Callable[..., Form]] = {"receptions": _reception_form, "suggestions": _suggestion_form}

# Hand-made pages that are themselves the form of the one row of a register.
FORM_PAGES = {"office": "settings"}


def form_for(
    workspace: Workspace, register: Register, row_id: int | None, begin: dict[str, Any] | None
) -> Form:
    """The form of a register: hand-made where there is one, else the general one."""
    from ui.forms.form import Form  # not needed to show a list: the window opens sooner without it

    return FORMS.get(register.key, Form)(workspace, register, row_id, begin)


def place_of(key: str) -> str:
    """The key of the page on which a register or hand-made page is found."""
    register = registers.BY_KEY.get(key)
    if register is None or register.group in GROUPS:
        return key
    return f"group:{register.group}"


def places() -> list[Place]:
    """The entries of the navigation: one a register, one a group of small registers, then the foot."""
    all_places: list[Place] = []
    for register in registers.SHOWN:
        if register.group in GROUPS:
            all_places.append(Place(register.key, register.label, register.icon, register.group))
        elif register.group in BOARDS and not any(p.key == BOARDS[register.group][0] for p in all_places):
            all_places.append(Place(*BOARDS[register.group][:5]))
    for group, members in _small_groups().items():
        if group in BOARDS:
            continue
        home = _home(members)
        all_places.append(Place(f"group:{group}", group, "records" if home else "basics", home))
    all_places += [Place(*own[:4]) for own in OWN_PAGES]
    return [*all_places, *(Place(key, label, icon) for key, label, icon, _ in FOOT_PAGES)]


def entry_of(place: str) -> str:
    """The entry of the navigation that leads to a page: a board's for the lists reached from it."""
    board = BOARDS.get(place.removeprefix("group:"))
    return board[0] if board else place


def _small_groups() -> dict[str, list[Register]]:
    small = sorted((r for r in registers.SHOWN if r.group not in GROUPS), key=lambda r: r.group)
    return {group: list(members) for group, members in groupby(small, key=lambda r: r.group)}


def _home(members: list[Register]) -> str:
    """The group of the register that all members belong to; empty for tables that stand alone."""
    for field in members[0].own_fields:
        if field.required and field.kind.is_link:
            return registers.BY_KEY[field.kind.to].group
    return ""


def page_for(key: str, workspace: Workspace) -> QWidget:
    """The page of that key: hand-made where there is one, else the list of the register."""
    for name, _, _, make in FOOT_PAGES:
        if name == key:
            return make(workspace)
    by_hand = {board[0]: board[5] for board in BOARDS.values()} | {own[0]: own[4] for own in OWN_PAGES}
    if key in by_hand:
        return by_hand[key](workspace)
    if key.startswith("group:"):
        return GroupPage(workspace, _small_groups()[key.removeprefix("group:")])
    return LISTS.get(key, ListPage)(workspace, registers.BY_KEY[key])
