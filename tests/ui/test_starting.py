"""How the program starts: a command needs no Qt, the window speaks Chinese and opens the ledger it is given."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from app.storage.core.schema import SCHEMA
from app.storage.machine import machine_settings, remember
from tests.ui.conftest import enter_deputy
from ui.starting import application
from ui.starting.application import Program, last_folder, make_application, opened
from ui.starting.first_start import FirstStart
from ui.starting.lost_ledger import CHOOSE, LEAVE, LOST

PROJECT = Path(__file__).resolve().parents[2]


def test_a_command_imports_no_qt() -> None:
    script = (
        "import sys\nfrom ui.__main__ import main\nstatus = main(['list', '--help'])\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\nsys.exit(status)"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


FIRST_PAINTING = """
import sys
from pathlib import Path
from app.storage.ledger import Ledger
from ui.starting.application import make_application, show_ledger
application = make_application()
ledger = Ledger.open(Path(sys.argv[1]))
window = show_ledger(ledger)
window.grab()  # paints without turning the loop, so that no timer is due
print(*sys.modules)
ledger.close()
"""
# What the page that is shown first does without until it is painted: reading workbooks, paper, figures, pages and forms.
AFTERWARDS = (
    "app.excel.",
    "app.paper",
    "app.figures",
    "app.work",
    "ui.importing",
    "ui.printing",
    "ui.pages",
    "ui.lists",
    "ui.panels",
)
AFTERWARDS += ("ui.forms.form", "openpyxl", "pypinyin", "sqlite_utils", "python_calamine", "cryptography")
LIGHT = {"app.excel.act_name", "ui.pages", "ui.pages.desk", "ui.pages.desk.desk_page"}


def test_the_first_window_loads_only_what_it_shows(ledger) -> None:
    """Each room that is loaded before the first painting costs every start; reading workbooks cost a fourth of it."""
    ledger.close()
    command = [sys.executable, "-c", FIRST_PAINTING, str(ledger.folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ui.frame.window" in done.stdout.split()
    assert [name for name in done.stdout.split() if name.startswith(AFTERWARDS) and name not in LIGHT] == []


@pytest.mark.parametrize(
    ("words", "window"),
    [([], True), (["--data", "x"], True), (["list"], False), (["--data", "x", "stats"], False)],
)
def test_only_a_bare_call_opens_the_window(words, window) -> None:
    from ui.__main__ import _wants_window

    assert _wants_window(words) is window


def test_standard_buttons_are_chinese(qapp, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(application.faults, "install", lambda: None)
    make_application()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_the_folder_used_last_is_opened_again(ledger) -> None:
    remember(folder=str(ledger.folder))
    ledger.close()
    again = opened(last_folder())
    try:
        assert again is not None
        assert again.office["town"] == "迳口镇"
    finally:
        again.close()


def test_a_folder_without_a_ledger_leads_to_the_first_start(tmp_path, answers, qapp) -> None:
    answers.give("QDialog.exec", lambda dialog: dialog.windowTitle())
    assert opened(tmp_path / "none") is None
    (tmp_path / "ledger.lock").touch()  # left where a ledger could not be made
    seen: list[type] = []
    answers.give("QDialog.exec", lambda dialog: seen.append(type(dialog)))
    assert opened(tmp_path) is None
    assert seen == [FirstStart]


def test_a_ledger_that_is_gone_is_looked_for_before_a_new_one_is_begun(
    ledger, answers, qapp, tmp_path
) -> None:
    """A file taken away, a folder renamed or a stick pulled never shows the welcome page as if nothing had been."""
    remember(folder=str(ledger.folder))
    ledger.close()
    moved = ledger.folder.rename(tmp_path / "改了名")
    answers.give("QDialog.exec", lambda dialog: dialog._answered(CHOOSE))
    answers.give("QFileDialog.getExistingDirectory", str(moved))
    again = opened(last_folder())
    assert again is not None
    assert again.folder == moved
    again.close()
    (moved / "ledger.db").unlink()
    seen: list[str] = []
    answers.give(
        "QDialog.exec", lambda page: seen.extend(label.text() for label in page.findChildren(QLabel))
    )
    assert opened(moved) is None
    assert LOST in seen
    assert not any("看看里面还有什么" in words for words in seen)
    answers.give("QDialog.exec", lambda dialog: dialog._answered(LEAVE))
    assert opened(last_folder()) is None
    assert not ledger.folder.exists()


def test_a_ledger_of_a_newer_program_is_not_called_damaged(ledger, answers, qapp) -> None:
    """Nothing is wrong with it: an older backup in its place would lose what was entered since."""
    ledger.close()
    with open(ledger.folder / "ledger.db", "rb+") as file:
        file.seek(60)  # the schema's version in SQLite's header
        file.write((SCHEMA + 1).to_bytes(4, "big"))
    words: list[str] = []
    answers.give(
        "QDialog.exec",
        lambda page: (words.extend(label.text() for label in page.findChildren(QLabel)), page.reject()),
    )
    assert opened(ledger.folder) is None
    assert any("请先升级程序" in sentence for sentence in words)
    assert not any("损坏" in sentence or "恢复" in sentence for sentence in words)


def test_a_second_start_finds_the_open_window_and_ends(ledger, window, qtbot) -> None:
    from ui.starting.single_instance import Doorkeeper

    doorkeeper = Doorkeeper(ledger.folder, lambda: window)
    try:
        window.showMinimized()
        assert opened(ledger.folder) is None
        qtbot.waitUntil(lambda: not window.isMinimized())
    finally:
        doorkeeper.close()


def test_a_new_font_size_builds_the_window_anew_over_the_same_ledger(ledger, qapp, qtbot) -> None:
    enter_deputy(ledger, "王芳")
    program = Program(ledger)
    first = program.window
    try:
        first.showNormal()
        first.resize(1000, 700)
        first.workspace.restyled.emit()
        qtbot.waitUntil(lambda: program.window is not first)
        assert (program.window.width(), program.window.height()) == (1000, 700)
        assert "字号" in program.window.toast._words.text()
        assert program.window.stack.currentWidget() is program.window.pages["settings"]
        assert ledger.count("deputies") == 1
    finally:
        program.window.keeps_ledger = True
        program.window.close()
    assert "window" not in machine_settings()
    assert application.last_folder()
