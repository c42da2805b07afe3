"""Starting the window: one program per ledger, Chinese buttons, the clerk's own font size."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.storage.ledger import Ledger
from app.storage.machine import data_folder, machine_settings
from app.storage.refusals import LedgerRefused
from ui import faults, theme
from ui.icons import program_icon
from ui.sample import sample_day
from ui.single_instance import Doorkeeper, knock

if TYPE_CHECKING:
    from ui.window import Window


def open_window(folder_given: str | None) -> int:
    """Open the ledger in the folder given, or the one used last; gives the exit status."""
    application = make_application()
    folder = Path(folder_given) if folder_given else last_folder()
    if knock(folder):
        return 0
    ledger = opened(folder, choose_first=folder_given is None)
    if ledger is None:
        return 0
    program = Program(ledger)
    doorkeeper = Doorkeeper(ledger.folder, lambda: program.window)
    status = application.exec()
    doorkeeper.close()
    ledger.close()
    return status


class Program:
    """Holds the window, and builds it anew when the font size changes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.window = self._built()

    def _built(self) -> Window:
        window = show_ledger(self._ledger)
        # Queued: the button that asked for the change is a child of the window that goes.
        window.workspace.restyled.connect(self._rebuild, Qt.ConnectionType.QueuedConnection)
        return window

    def _rebuild(self) -> None:
        old = self.window
        old.keeps_ledger = True
        self.window = self._built()
        self.window.setGeometry(old.geometry())
        self.window.open_page("settings")
        old.close()
        old.deleteLater()


def make_application() -> QApplication:
    """The one QApplication, dressed; Qt's own words come in Chinese."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("presidium-ledger")
    application.setApplicationDisplayName("镇人大台账")
    application.setWindowIcon(program_icon())
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    theme.apply(application, str(machine_settings().get("font_size", "standard")))
    faults.install()
    return application


def last_folder() -> Path:
    """The folder used last, or the usual one."""
    remembered = machine_settings().get("folder")
    return Path(remembered) if remembered else data_folder()


def opened(folder: Path, choose_first: bool = True) -> Ledger | None:
    """The ledger of a folder; asks what to do when there is none or it cannot be opened."""
    from ui.first_start import FirstStart, ask_about_refusal

    while True:
        if not (folder / "ledger.db").is_file():
            dialog = FirstStart(folder)
            dialog.exec()
            return dialog.ledger
        try:
            return Ledger.open(folder, today=sample_day(folder))
        except LedgerRefused as refusal:
            answer = ask_about_refusal(folder, refusal)
            if answer is None:
                return None
            folder = answer


def show_ledger(ledger: Ledger) -> Window:
    """The window of an open ledger, as large as it was last time."""
    from ui.window import Window
    from ui.workspace import Workspace

    window = Window(Workspace(ledger))
    width, height, maximised = machine_settings().get("window") or (1366, 768, False)
    screen = window.screen().availableGeometry()
    window.resize(min(width, screen.width()), min(height, screen.height()))
    if maximised or screen.width() <= 1366:
        window.showMaximized()
    else:
        window.show()
    return window
