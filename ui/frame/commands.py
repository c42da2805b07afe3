"""Pages and acts as the search box finds them beside the records: 意见建议, 新增接待, 导入代表名册."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from app.domain import registers
from app.domain.jobs import JOBS
from app.domain.register import Register
from ui.frame.frame import Frame
from ui.frame.page_acts import PAGE_ACTS
from ui.frame.page_kinds import PAGES, pages_of

MOST = 5  # of those that only hold the words somewhere


class Command(NamedTuple):
    """A page or an act: its words, what kind of thing it is, its icon, and what it does; ``is_here``: on the page on screen."""

    words: str
    kind: str
    icon: str
    run: Callable[[], object]
    is_here: bool = False


def commands_of(window: Frame) -> list[Command]:
    """Every entry of the navigation and every page, then every act; all of them can be reached with the mouse as well."""
    here = window.key_shown()
    pages = [Command(p.label, "页面", p.icon, partial(window.open_page, p.key)) for p in PAGES]
    named = {page.words for page in pages}
    entries = [  # the words of the navigation that are no page's own: 归档移交, 手册与评分
        Command(job.label, "页面", pages_of(job)[0].icon, partial(window.open_job, job))
        for job in JOBS
        if job.label not in named
    ]
    acts = [act for register in registers.SHOWN for act in _acts_of(window, register, register.key == here)]
    own = [
        Command(words, "操作", page.icon, partial(_on_page, window, page.key, method), page.key == here)
        for page in PAGES
        for words, method in PAGE_ACTS.get(page.key, ())
    ]
    return [
        *entries,
        *pages,
        *own,
        *acts,
        Command("撤销", "操作 Ctrl+Z", "history", window.undo),
        Command("重做", "操作 Ctrl+Y", "history", window.redo),
    ]


def _acts_of(window: Frame, register: Register, is_here: bool) -> list[Command]:
    workspace, key = window.workspace, register.key
    acts: tuple[tuple[str, str, Callable[[], object]], ...] = (
        (f"新增{register.noun}", "操作 Ctrl+N", partial(_on_list, window, key, "add")),
        (f"导入{register.label}", "操作", lambda: workspace.wants_import.emit(key, None)),
        (f"打印{register.label}", "操作 Ctrl+P", partial(_on_list, window, key, "print")),
        (f"导出{register.label}", "操作 Ctrl+E", partial(_on_list, window, key, "export")),
    )
    return [Command(words, kind, register.icon, run, is_here) for words, kind, run in acts]


def _on_list(window: Frame, key: str, action: str) -> None:
    if window.open_page(key):
        page = window.list_shown()
        assert page is not None
        page.do(action)


def _on_page(window: Frame, key: str, method: str) -> None:
    if window.open_page(key):
        getattr(window.page(key), method)()


def meant(commands: list[Command], words: str) -> tuple[list[Command], list[Command]]:
    """Those whose words begin with what was typed, or are spelt by it; then the first that hold it otherwise."""
    typed = words.strip()
    from ui.forms.choice_editors import matching  # with every kind of field: the first page has none

    labels = set(matching([command.words for command in commands], typed)) if typed else set()
    matches = [command for command in commands if command.words in labels]
    first = [command for command in matches if not typed.isascii() and command.words.startswith(typed)]
    # 接待登记 itself before what only begins with it; 导入 alone means the ledger that is open.
    first.sort(key=lambda command: (command.words != typed, not command.is_here, len(command.words)))
    return first, [command for command in matches if command not in first][:MOST]
