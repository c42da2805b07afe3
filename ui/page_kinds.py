"""Which page stands behind each entry of the navigation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain import registers
from ui.list_page import ListPage
from ui.workspace import Workspace


def _bin(workspace: Workspace) -> QWidget:
    from ui.pages.recycle_bin import RecycleBin

    return RecycleBin(workspace)


def _history(workspace: Workspace) -> QWidget:
    from ui.pages.whole_history import WholeHistory

    return WholeHistory(workspace)


def _settings(workspace: Workspace) -> QWidget:
    from ui.pages.settings import Settings

    return Settings(workspace)


# Key, word, icon and maker of the pages at the foot of the navigation.
FOOT_PAGES: tuple[tuple[str, str, str, Callable[[Workspace], QWidget]], ...] = (
    ("history", "修改历史", "history", _history),
    ("bin", "回收站", "bin", _bin),
    ("settings", "设置", "settings", _settings),
)


def page_for(key: str, workspace: Workspace) -> QWidget:
    """The page of that key: hand-made where there is one, else the list of the register."""
    for name, _, _, make in FOOT_PAGES:
        if name == key:
            return make(workspace)
    return ListPage(workspace, registers.BY_KEY[key])
