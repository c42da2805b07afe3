"""Where a file is saved: asked, judged before anything is done, and written beside what another program holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.file_names import usable_name
from app.storage.files import beside_if_held, refuse_output_place
from ui.dialogs import faults, tasks
from ui.dialogs.questions import ask

PDF, WORD, EXCEL = ".pdf", ".docx", ".xlsx"
_KINDS = {PDF: "PDF 文件", WORD: "Word 文档", EXCEL: "Excel 工作簿"}
OTHER_NAME, REPLACE = "换一个名字", "替换"
Written = TypeVar("Written")


def ask_save_place(
    parent: QWidget, title: str, name: str, ending: str, folder: Path | None = None
) -> Path | None:
    """Where she wants the file, asked again until a file can be written there; None when she leaves.

    ``name``: the one proposed, without ``ending``; a name typed without the ending gets it and keeps its own dots.
    """
    proposed = str((folder or Path.home()) / f"{usable_name(name)}{ending}")
    while True:
        chosen, _ = QFileDialog.getSaveFileName(
            parent, title, proposed, f"{_KINDS.get(ending, '表格')} (*{ending})"
        )
        if not chosen:
            return None
        target = Path(chosen if chosen.lower().endswith(ending) else f"{chosen}{ending}")
        try:
            refuse_output_place(target)
        except OSError as error:  # OutputRefused is one
            faults.tell(parent, error)
            continue
        if target == Path(chosen) or not target.exists() or _may_replace(parent, target):
            return target


def write_to(
    parent: QWidget,
    doing: str,
    target: Path,
    write: Callable[[Path, tasks.Progress], Written],
    done: Callable[[Path, Written], object],
) -> None:
    """Write in the background; ``done`` is told where, since a file that is held elsewhere is left alone."""
    tasks.run(
        parent,
        doing,
        lambda progress: beside_if_held(target, lambda path: write(path, progress)),
        lambda outcome: done(*outcome),
    )


def _may_replace(parent: QWidget, target: Path) -> bool:
    """The question of the file dialog, for the name that got its ending afterwards."""
    words = f"“{target.parent.name}”里已经有“{target.name}”，替换以后原来的内容就没有了。"
    return ask(parent, "已经有这个文件", words, (OTHER_NAME, REPLACE), icon="warn") == REPLACE
