"""Where files are saved: every place is judged before anything is done, and nothing is written over unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

import ui
from app.storage import files
from app.storage.ledger import Ledger
from app.storage.protection.disclosures import note_taken_out
from app.storage.refusals import Refused
from tests.ui.conftest import enter_deputy
from ui.dialogs.save_place import EXCEL, ask_save_place

TYPED = "名册2022.11.30"


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def asked(
    answers: Any, parent: QWidget, *chosen: Path | str, replies: Sequence[str] = ()
) -> tuple[Path | None, list[str]]:
    """What comes of the names chosen one after the other, and what was said of them; ``replies`` to the questions."""
    said: list[str] = []

    def replying(words: str) -> Any:
        def reply(dialog: Any) -> None:
            said.append("\n".join(label.text() for label in dialog.findChildren(QLabel)))
            dialog._answered(words)

        return reply

    for name in chosen:
        answers.give("QFileDialog.getSaveFileName", (str(name), ""))
    for words in replies:
        answers.give("QDialog.exec", replying(words))
    return ask_save_place(parent, "导出", "名册", EXCEL), said


def test_only_one_place_asks_for_the_name_of_a_file() -> None:
    root = Path(ui.__file__).parent
    asking = [path for path in root.rglob("*.py") if "getSaveFileName" in path.read_text(encoding="utf-8")]
    assert [path.name for path in asking] == ["save_place.py"]


def test_what_cannot_be_written_is_told_and_asked_again(
    answers: Any, parent: QWidget, ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "文件夹.xlsx").mkdir()
    (ledger.folder / "attachments").mkdir(exist_ok=True)
    bad = {
        ledger.folder / "ledger.db": "台账自己的文件",
        ledger.folder / "LEDGER.seal": "台账自己的文件",
        ledger.folder / "attachments" / "名册.xlsx": "台账自己的文件",
        ledger.folder / "backups" / "名册": "台账自己的文件",
        tmp_path / "文件夹.xlsx": "是一个文件夹",
        tmp_path / ("长" * 90): "文件名太长",
        tmp_path / "名\u202excod.xlsx": "看不见的字符",
        tmp_path / "con.xlsx": "留给设备的名字",
        tmp_path / "没有" / "名册.xlsx": f"找不到“{tmp_path / '没有'}”",
    }
    before = sorted(tmp_path.rglob("*"))
    place, said = asked(answers, parent, *bad, "", replies=["知道了"] * len(bad))
    assert place is None
    assert len(said) == len(bad)
    for words, part in zip(said, bad.values(), strict=True):
        assert part in words
        assert (words.count("没有改动") + words.count("没有作任何改动")) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_keeps_its_dots_and_never_replaces_another_file_unasked(
    answers: Any, parent: QWidget, tmp_path: Path
) -> None:
    assert asked(answers, parent, tmp_path / TYPED)[0] == tmp_path / f"{TYPED}.xlsx"
    (tmp_path / f"{TYPED}.xlsx").touch()
    place, said = asked(answers, parent, tmp_path / TYPED, tmp_path / "另.XLSX", replies=["换一个名字"])
    assert place == tmp_path / "另.XLSX"
    assert f"已经有“{TYPED}.xlsx”" in said[0]
    assert asked(answers, parent, tmp_path / TYPED, replies=["替换"])[0] == tmp_path / f"{TYPED}.xlsx"


def test_what_is_held_goes_beside_and_over_nothing(tmp_path: Path) -> None:
    held, earlier = tmp_path / "册2.1.xlsx", tmp_path / "册2.1(2).xlsx"
    for path in (held, earlier):
        path.touch()

    def write(path: Path) -> str:
        if path == held:
            raise PermissionError(13, "held", str(path))
        return path.name

    assert files.beside_if_held(held, write) == (tmp_path / "册2.1(3).xlsx", "册2.1(3).xlsx")


def test_what_was_refused_is_not_said_to_have_left(ledger: Ledger, tmp_path: Path) -> None:
    enter_deputy(ledger, "王芳", phone="19900001234")
    last = ledger.last_change
    with pytest.raises(Refused):
        note_taken_out(ledger, "导出代表名册", ledger.folder / "ledger.db")
    assert ledger.last_change == last
    note_taken_out(ledger, "导出代表名册", tmp_path / "名册.xlsx")
    assert ledger.last_change == last + 1
