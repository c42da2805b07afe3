"""What the clerk sees when something went wrong: the value, the world, or a bug of ours."""

from __future__ import annotations

import errno
import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.texts import quoted_in_short
from app.storage.files import known_place, ledgers_in_use
from app.storage.ledger import Ledger
from app.storage.machine import data_folder
from app.storage.refusals import INSPECTED, LedgerRefused, Refused, refusal_of_trouble
from ui.dialogs.questions import ask

UNTOUCHED = "没有改动"
SAID_UNTOUCHED = (UNTOUCHED, "没有作任何改动")  # most refusals say it themselves

log = logging.getLogger("presidium.ui")


class LeftAlone(Refused):
    """She was asked and would rather leave things as they are; nothing more is said about it."""


def install() -> None:
    """Show bugs of ours in a dialog instead of ending the program."""
    sys.excepthook = _on_bug


def tell(parent: QWidget | None, error: BaseException) -> None:
    """Say in plain words what an error means for the clerk."""
    if isinstance(error, LeftAlone):
        return
    if isinstance(error, Refused):
        words = quoted_in_short(str(error))
        safe = "" if any(part in words for part in SAID_UNTOUCHED) else f"\n原有资料{UNTOUCHED}。"
        ask(parent, "这一步没有做成", words + safe, ("知道了",), icon="warn")
    elif isinstance(error, LedgerRefused):
        ask(parent, "这一步没有做成", quoted_in_short(error.sentence), ("知道了",), icon="warn")
    elif isinstance(error, OSError):
        ask(parent, "文件没有读写成功", _world_sentence(error), ("知道了",), icon="warn")
    else:
        _on_bug(type(error), error, error.__traceback__, parent)


def may_write(parent: QWidget, ledger: Ledger) -> bool:
    """Whether a ledger takes anything; of a damaged one opened for reading it is said before she types."""
    if ledger.faults is None:
        return True
    ask(parent, "现在不能录入和修改", INSPECTED, ("知道了",), icon="warn")
    return False


def _world_sentence(error: OSError) -> str:
    place = f"“{known_place(Path(str(error.filename)))}”" if error.filename else "所选位置"
    if error.errno == errno.ENAMETOOLONG:
        return "文件名太长，没有写进去。台账资料没有改动，请换一个短一些的文件名再试一次。"
    if isinstance(error, FileNotFoundError):
        return f"找不到{place}，可能已经移走，或 U 盘没有插好。台账资料没有改动，请看一下再试一次。"
    if isinstance(error, PermissionError):
        return f"{place}正被别的程序打开，或者没有写入权限。台账资料没有改动，请关闭那个文件后再试一次。"
    if error.errno == errno.EROFS:
        return (
            f"{place}所在的存储设备是只读的（有写保护），没有写进去。台账资料没有改动，请换一个位置再试一次。"
        )
    if error.errno == errno.ENOSPC:
        return "磁盘空间不够，这一步没有保存。以前保存的资料都在，请腾出一些空间后再试一次。"
    return f"{place}读写不成功。台账资料没有改动，请检查文件或换一个位置再试一次。"


def _on_bug(
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    parent: QWidget | None = None,
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    # Whoever asked did not expect a refusal; it says itself what is to be done.
    if isinstance(error, Refused | LedgerRefused):
        tell(parent or QApplication.activeWindow(), error)
        return
    if refusal := refusal_of_trouble(error, next(iter(ledgers_in_use()), data_folder())):
        tell(parent, refusal)
        return
    details = bug_details(kind, trace)
    log.error("a bug of ours: %s", details)
    if QApplication.instance() is None:
        return
    copy = ask(
        parent or QApplication.activeWindow(),
        "程序出错，这一步可能没有做完",
        "以前保存的记录都在。请看一眼刚才这一步有没有做成；如果再次出现，请把下面的内容复制给维护人员。",
        ("复制内容", "继续使用"),
        details=details,
        icon="warn",
    )
    if copy == "复制内容":
        QGuiApplication.clipboard().setText(details)


def bug_details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where a bug happened, without the message: messages may hold what stands in a record."""
    frames = [
        f"{frame.name} ({frame.filename.rsplit('/', 1)[-1]}:{frame.lineno})"
        for frame in traceback.extract_tb(trace)
    ]
    import platform  # only now: the first window does without it

    return "\n".join([kind.__name__, *frames, f"{platform.system()} Python {platform.python_version()}"])
