"""What lies in a package: one entry a file, as 文件目录.XML and as lines of the 移交清单."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

NAME = "文件目录.XML"


@dataclass(frozen=True)
class Entry:
    """One file of the payload: what it is (``part``), its true title or name, and its path in the package."""

    part: str
    title: str
    path: str
    code: str = ""  # 档号, where it has one


def catalogue_xml(
    entries: Sequence[Entry], digests: dict[str, str], sizes: dict[str, int], facts: dict[str, str]
) -> bytes:
    """文件目录.XML in UTF-8; digests are SHA-256, sizes bytes."""
    root = ElementTree.Element("文件目录", {key: value for key, value in facts.items() if value})
    for number, entry in enumerate(entries, 1):
        file = ElementTree.SubElement(root, "文件", {"序号": str(number)})
        for tag, text in (
            ("类别", entry.part), ("档号", entry.code), ("题名", entry.title), ("路径", entry.path),
            ("字节数", str(sizes[entry.path])), ("SHA-256", digests[entry.path]),
        ):  # fmt: skip
            ElementTree.SubElement(file, tag).text = text
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "utf-8") + b"\n"
