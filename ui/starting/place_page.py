"""The page that opens instead of a ledger on a stick, a network drive or in a synchronised folder: it goes on with a copy here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.storage.backups.as_it_is import Copied, copy_as_it_is
from app.storage.files import free_folder, make_folder
from app.storage.machine import data_folder
from app.storage.medium import NETWORK, READ_ONLY, REMOVABLE, SYNCED, medium_of
from ui.dialogs import faults, tasks
from ui.dialogs.questions import ask
from ui.look.cards import button_row, plain_label
from ui.look.theme import dp

COPY = "复制到这台电脑，打开"
# By the medium: where the ledger lies, and what could happen to it there.
WORDS = {
    REMOVABLE: (" U 盘（移动硬盘）上", "U 盘拔早了、坏了、丢了，正在录入的和以前的都会受影响。"),
    NETWORK: ("网络盘上", "网络断开的时候，正在保存的可能写坏，别的电脑也可能同时在改。"),
    SYNCED: ("同步文件夹里", "同步程序（网盘）会在台账打开的时候替换里面的文件，可能把资料弄乱。"),
    READ_ONLY: ("只读的位置", "那里写不进去，不能录入和修改。"),
}
ADVICE = "请复制到这台电脑上，以后就用电脑上的这一本；原来的一份不会改动，备份仍可以放在 U 盘上。"
NOT_HERE = "台账要放在这台电脑自己的磁盘上，不能放在{where}：{why}请换个位置；备份可以放在 U 盘上。"


def medium_to_leave(folder: Path) -> str:
    """The medium on which a ledger must not stay; empty on a local disk, and where this computer has none to offer."""
    return "" if medium_of(data_folder()) else medium_of(folder)


class PlacePage(QDialog):
    """``opens_next``: the folder to be opened instead, a copy on this computer or another one; None when she leaves."""

    def __init__(self, folder: Path, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("镇人大台账")
        self.folder = folder
        self.opens_next: Path | None = None
        self.target = free_folder(data_folder().parent, data_folder().name)
        where, why = WORDS[kind]
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(20), dp(24), dp(18))
        column.setSpacing(dp(10))
        column.addWidget(plain_label(f"这本台账在{where}，没有打开", "title"))
        column.addWidget(plain_label(f"“{folder}”：{why}", ""))
        column.addWidget(plain_label(ADVICE, ""))
        column.addWidget(plain_label(f"会放在“{self.target}”。", "quiet"))
        if (data_folder() / "ledger.db").is_file():
            words = (
                f"这台电脑上已经有一本台账（“{data_folder()}”），不会覆盖；要用那一本的，点“选择别的文件夹”。"
            )
            column.addWidget(plain_label(words, "doubt"))
        acts = (("退出", self.reject), ("选择别的文件夹…", self.choose_other), (COPY, self.copy))
        row = button_row(*acts)
        column.addWidget(row)
        copying: QPushButton = list(row.findChildren(QPushButton))[-1]
        copying.setProperty("role", "primary")
        copying.setFocus()
        self.setMinimumWidth(dp(640))

    def copy(self) -> None:
        """Copy the whole folder, byte for byte, and go on with the copy."""
        folder, target = self.folder, self.target

        def work(progress: tasks.Progress) -> Copied:
            make_folder(target.parent)
            return copy_as_it_is(folder, target.parent, datetime.now(), progress, name=target.name)

        tasks.run(self, "正在复制", work, self._copied)

    def _copied(self, outcome: Copied) -> None:
        if outcome.unread:
            words = f"有 {len(outcome.unread)} 个文件没有读全，原来的存储设备可能坏了。已经复制的在“{outcome.folder}”，打开以后请核对。"
            ask(self, "没有全部读出来", words, ("知道了",), details="\n".join(outcome.unread), icon="warn")
        self._go_to(outcome.folder)

    def choose_other(self) -> None:
        """Another ledger in the place of this one."""
        chosen = QFileDialog.getExistingDirectory(self, "台账所在的文件夹", str(self.folder.parent))
        if not chosen:
            return
        if not (Path(chosen) / "ledger.db").is_file():
            faults.tell(self, FileNotFoundError(2, "no ledger", str(Path(chosen) / "ledger.db")))
            return
        self._go_to(Path(chosen))

    def _go_to(self, folder: Path) -> None:
        self.opens_next = folder
        self.accept()

    def reject(self) -> None:
        """Leave; what is being copied is stopped and goes."""
        tasks.stop_all()
        super().reject()
