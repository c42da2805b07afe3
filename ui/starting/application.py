"""Starting the window: one program per ledger, Chinese buttons, the clerk's own font size."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.storage.ledger import Ledger
from app.storage.machine import data_folder, machine_settings
from app.storage.refusals import DAMAGED, IN_USE, LedgerRefused, NewerLedger
from ui.dialogs import faults
from ui.dialogs.unlocking import ask_to_unlock
from ui.look import theme
from ui.look.enter_presses import let_enter_press
from ui.look.icons import program_icon
from ui.open_ledger.sample import sample_day
from ui.starting.ring_collection import collect_in_this_thread

if TYPE_CHECKING:
    from ui.frame.window import Window
    from ui.starting.safekeeping import Safekeeping
    from ui.starting.single_instance import Doorkeeper


def open_window(folder_given: str | None) -> int:
    """Open the ledger in the folder given, or the one used last; gives the exit status."""
    application = make_application()
    collect_in_this_thread(application)
    folder = Path(folder_given) if folder_given else last_folder()
    ledger = opened(folder)
    if ledger is None:
        return 0
    ask_to_unlock(ledger)
    program = Program(ledger)
    # After the first painting: the network part of Qt is not needed to see the list.
    QTimer.singleShot(0, program.listen)
    QTimer.singleShot(0, program.keep_safe)
    status = application.exec()
    program.close()
    return status


class Program:
    """Holds the window, and builds it anew when the font size changes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._doorkeeper: Doorkeeper | None = None
        self._safekeeping: Safekeeping | None = None
        self.window = self._built()

    def listen(self) -> None:
        """Wait for second starts of the same ledger."""
        from ui.starting.single_instance import Doorkeeper

        self._doorkeeper = Doorkeeper(self._ledger.folder, lambda: self.window)

    def keep_safe(self) -> None:
        """Back up what the last closing could not, or what a stick lacks, now and from time to time; nothing waits."""
        self._keeping().begin()

    def _keeping(self) -> Safekeeping:
        from ui.starting.safekeeping import Safekeeping

        if self._safekeeping is None:
            self._safekeeping = Safekeeping(lambda: self.window)
        return self._safekeeping

    def close(self) -> None:
        """Stop listening and looking after backups; the ledger is sealed."""
        if self._doorkeeper is not None:
            self._doorkeeper.close()
        if self._safekeeping is not None:
            self._safekeeping.stop()
        self._ledger.close()

    def _built(self) -> Window:
        window = show_ledger(self._ledger)
        # Queued: the button that asked for the change is a child of the window that goes.
        window.workspace.restyled.connect(self._rebuild, Qt.ConnectionType.QueuedConnection)
        window.closing.connect(lambda: self._keeping().end())
        return window

    def _rebuild(self) -> None:
        old = self.window
        old.keeps_ledger = True
        self.window = self._built()
        if not old.isMaximized():
            self.window.showNormal()
            self.window.setGeometry(old.geometry())
        self.window.open_page("settings")
        self.window.workspace.said.emit("字号已经换好", False)
        old.close()
        old.deleteLater()


def make_application() -> QApplication:
    """The one QApplication, dressed; Qt's own words come in Chinese."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("presidium-ledger")
    application.setApplicationDisplayName("镇人大台账")
    application.setWindowIcon(program_icon())
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    theme.apply(application, str(machine_settings().get("font_size", "standard")))
    let_enter_press(application)
    faults.install()
    return application


def last_folder() -> Path:
    """The folder used last, or the usual one."""
    remembered = machine_settings().get("folder")
    return Path(remembered) if remembered else data_folder()


def _brought_forward(folder: Path) -> bool:
    """Whether a window that has this ledger open was found and asked to come forward."""
    from ui.starting.single_instance import knock

    return knock(folder)


def opened(folder: Path) -> Ledger | None:
    """The ledger of a folder, or None when its window is open already or the clerk leaves.

    Asks what to do when there is no ledger, when it is not on a disk of this computer, or when it cannot be opened.
    """
    outcome: Ledger | Path | None = folder
    while isinstance(outcome, Path):
        outcome = _looked_at(outcome)
    return outcome


def _looked_at(folder: Path) -> Ledger | Path | None:
    """The ledger of a folder, another folder to look at, or None when the clerk leaves or its window is open."""
    from ui.starting.first_start import ask_about_refusal
    from ui.starting.place_page import PlacePage, medium_to_leave

    if not (folder / "ledger.db").is_file():
        return _begun(folder)
    if kind := medium_to_leave(folder):
        place = PlacePage(folder, kind)
        place.exec()
        return place.opens_next
    try:
        return Ledger.open(folder, today=sample_day(folder))
    except LedgerRefused as refusal:
        if refusal.status == IN_USE and _brought_forward(folder):
            return None
        if refusal.status == DAMAGED and not isinstance(refusal, NewerLedger):
            return _mended(folder, refusal.sentence)
        return ask_about_refusal(folder, refusal)


def _begun(folder: Path) -> Ledger | Path | None:
    """What to do with a folder that has no ledger: one that was there before is looked for first."""
    from ui.starting.first_start import FirstStart
    from ui.starting.lost_ledger import LOST, NEW, ask_about_lost, left_its_files, was_used_last

    if left_its_files(folder):
        return _mended(folder, LOST)
    if was_used_last(folder) and (answer := ask_about_lost(folder)) != NEW:
        return answer
    dialog = FirstStart(folder)
    dialog.exec()
    return dialog.ledger


def _mended(folder: Path, sentence: str) -> Ledger | Path | None:
    from ui.starting.damage_page import DamagePage

    page = DamagePage(folder, sentence)
    page.exec()
    return page.opens_next if page.ledger is None else page.ledger


def show_ledger(ledger: Ledger) -> Window:
    """The window of an open ledger, as large as it was last time."""
    from ui.frame.window import Window
    from ui.open_ledger.workspace import Workspace

    window = Window(Workspace(ledger))
    width, height, maximised = machine_settings().get("window") or (1366, 768, False)
    screen = window.screen().availableGeometry()
    window.resize(min(width, screen.width()), min(height, screen.height()))
    if maximised or screen.width() <= 1366:
        window.showMaximized()
    else:
        window.show()
    return window
