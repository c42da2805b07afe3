"""Imports that were left with a file read and nothing written: they wait, with file and ticks, until she comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialogs.questions import ask

if TYPE_CHECKING:
    from ui.importing.import_wizard import ImportWizard

CLOSE, BACK = "关闭", "返回"


class KeptImports:
    """The wizards that wait, one a register; they are no records and end with the window."""

    def __init__(self) -> None:
        self._wizards: dict[str, ImportWizard] = {}

    def keep(self, page: QWidget) -> bool:
        """Keep a page that was left, where it is such a wizard."""
        session = getattr(page, "session", None)
        if session is None or not session.is_under_way():
            return False
        self._wizards[session.register.key] = page  # type: ignore[assignment]
        return True

    def take(self, key: str) -> ImportWizard | None:
        """The wizard of a register, where one waits."""
        return self._wizards.pop(key, None)

    def may_end(self, parent: QWidget) -> bool:
        """Whether the window may close: asked where something was ticked, corrected or answered."""
        names = [w.session.path.name for w in self._wizards.values() if w.session.has_choices()]
        if not names:
            return True
        words = f"“{'”“'.join(names)}”里勾选的和改正的还没有导入，现在关闭就不保留了。台账没有改动。"
        return ask(parent, "还有没做完的导入", words, (CLOSE, BACK)) == CLOSE
