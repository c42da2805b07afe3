"""What is copied is left as it is by a workbook, and the program ends well with it on the clipboard."""

import subprocess
import sys

from ui.lists.rows_for_paste import paste_data

ENDING = """
from PySide6.QtGui import QGuiApplication
from ui.lists.rows_for_paste import paste_data
application = QGuiApplication([])
application.clipboard().setMimeData(paste_data([["编号"], ["2022-001"]], [False]))
"""


def test_texts_stay_texts_and_numbers_numbers(qapp) -> None:
    data = paste_data([["编号", "件数"], ["2022-001", "3"], ["a<b", "4\t5"]], [False, True])
    assert data.text() == "编号\t件数\n2022-001\t3\na<b\t4 5"
    assert data.html().count("mso-number-format") == 3
    assert "a&lt;b" in data.html()
    assert sorted(data.formats()) == ["text/html", "text/plain"]


def test_the_program_ends_well_with_rows_on_the_clipboard() -> None:
    assert subprocess.run([sys.executable, "-c", ENDING], timeout=60).returncode == 0
