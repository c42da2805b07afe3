"""A ledger that was where the program looks for it and is gone: asked about before a new one is begun there."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final, Literal

from PySide6.QtWidgets import QFileDialog

from app.storage.backups import catalogue
from app.storage.machine import machine_settings
from ui.dialogs.questions import ask

LOST = "“ledger.db”不见了：可能被移走、删除，或被杀毒软件隔离。请先看看杀毒软件的隔离区和回收站；找不到的，从备份恢复。"
LEAVE, CHOOSE, AGAIN = "退出", "选择台账所在的文件夹…", "再试一次"
NEW: Final = "建立新的台账"


def left_its_files(folder: Path) -> bool:
    """Whether a folder without the database holds what only a ledger leaves: its seal, its journal, its backups.

    Its lock alone is left by one that could not be made, e.g. on a full disk.
    """
    with contextlib.suppress(OSError):
        left = any(path.suffix != ".lock" for path in folder.glob("ledger.*"))
        return left or bool(catalogue.backups_in(folder / catalogue.FOLDER))
    return False


def was_used_last(folder: Path) -> bool:
    """Whether the program ended with the ledger of this folder."""
    return machine_settings().get("folder") == str(folder)


def ask_about_lost(folder: Path) -> Path | Literal["建立新的台账"] | None:
    """The folder to look at next, ``NEW`` when a ledger is to be begun here, None when she leaves."""
    words = f"“{folder}”里现在没有台账：文件夹可能改了名字、移走了，或者 U 盘、网络盘没有接好。资料没有改动。"
    answer = ask(None, "没有找到上次的台账", words, (LEAVE, NEW, CHOOSE, AGAIN), icon="warn")
    if answer == NEW:
        return NEW
    if answer != CHOOSE:
        return folder if answer == AGAIN else None
    above = next((place for place in folder.parents if place.is_dir()), Path.home())
    chosen = QFileDialog.getExistingDirectory(None, "台账所在的文件夹", str(above))
    return Path(chosen) if chosen else folder
