"""Names of the files that are saved: such as every system takes, and that read as what they are."""

from __future__ import annotations

import re

from app.domain.texts import hidden_characters, without_hidden

_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])", re.I
)  # Windows opens these, with any ending, as a device and not as a file
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def is_device_name(name: str) -> bool:
    """Whether Windows takes the name for a device: CON, aux.xlsx, COM¹."""
    return _DEVICES.fullmatch(name.split(".")[0].strip()) is not None


def usable_name(name: str) -> str:
    """A name to be proposed: nothing invisible in it, and nothing that leads into another folder."""
    return _CONTROLS.sub("", without_hidden(name)).translate(_NOT_IN_NAMES).strip()


def unusable_name(name: str) -> str:
    """Why a file must not be called so, as a sentence; empty for a good name."""
    if name == "-":  # what stands for the standard output elsewhere
        return "这里要写明文件名，不能写“-”。没有作任何改动，请补上文件名。"
    if hidden := hidden_characters(name):
        return f"文件名里有看不见的字符：{'、'.join(hidden)}，看上去会是另一个名字。没有作任何改动，请重新输入文件名。"
    if _CONTROLS.search(name):
        return "文件名里有看不见的控制字符。没有作任何改动，请重新输入文件名。"
    if is_device_name(name):
        return f"“{name}”是 Windows 留给设备的名字，不能用作文件名。没有作任何改动，请换一个文件名。"
    return ""
