"""An Office file as its parts: those that change are written anew, all others byte by byte as they came."""

from __future__ import annotations

import copy
import posixpath
import zipfile
from pathlib import Path
from typing import Any, Self

from lxml import etree

from app.excel.reading.archive import DAMAGED, Archive, part_led_to
from app.excel.reading.refusal import UnreadableFile
from app.excel.sniff import kind_of_archive
from app.paper.letters.dangers import CHUNK, brings_programs, has_fetching_field, has_fetching_formula
from app.paper.letters.filling import MOST_UNPACKED
from app.storage.refusals import Refused

WORKBOOK, DOCUMENT = "xlsx", "docx"
SUFFIXES = (".xlsx", ".docx")
_SAVE_AS = "请用 WPS 打开，另存为 .xlsx（表格）或 .docx（文字），再放进来。"
_BROKEN = f"这个文件打不开，可能没有复制完整，或者设有打开密码。{_SAVE_AS}"
_BROUGHT = "里面带有宏、控件或嵌入的程序，为安全起见没有放进来。"
_OUTSIDE = "里面引用了文件以外的内容（别的工作簿、图片或模板的链接），为安全起见没有放进来。请在 WPS 里断开链接，另存后再放进来。"
FETCHED = (
    "/externallinks/",
    "/connections.xml",
    "/querytables/",
)  # parts that lead to other files, DDE and the web
_TOO_LARGE = "这个文件解开以后太大，不像一份要填的表。请在 WPS 里删去多余的空行空列和图片，另存后再放进来。"
MOST_XML = 16 << 20  # bytes of all that is parsed here; a form has some ten thousand
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Parts:
    """The parts of a harmless .xlsx or .docx; use as a context manager.

    Raises ``Refused`` with a sentence for what is neither, is damaged, too large, locked by a password, or brings
    along programs or content from outside; OSError when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._trees: dict[str, Any] = {}
        self._as_read: dict[str, bytes] = {}
        self._gone: set[str] = set()
        try:
            self.kind = _kind_of(path)
            self._archive = Archive(str(path))
            self._archive.look()
            self._refuse_dangers()
        except UnreadableFile as cause:
            raise Refused(_TOO_LARGE if cause.code == "too_large" else _BROKEN) from cause
        except DAMAGED as cause:
            raise Refused(_BROKEN) from cause

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.__exit__()

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return self._archive.names()

    def tree(self, name: str) -> Any:
        """A part as a tree, to be changed in place; the same one each time.  KeyError when there is none."""
        key = name.lower()
        if key not in self._trees:
            try:
                content = b"".join(self._archive.chunks(key))
                parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
                self._trees[key] = etree.fromstring(content, parser)
            except (UnreadableFile, *DAMAGED, etree.XMLSyntaxError, RuntimeError) as cause:
                raise Refused(_BROKEN) from cause
            self._as_read[key] = etree.tostring(self._trees[key])
        return self._trees[key]

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (last word of the kind, name of the part it leads to), in lower case."""
        folder, own = posixpath.split(name.lower())
        rels = posixpath.join(folder, "_rels", f"{own}.rels")
        if rels not in self._archive:
            return {}
        relations = {}
        for relation in self.tree(rels).iter(_REL):
            kind, part = part_led_to(relation, folder)
            relations[relation.get("Id") or ""] = (kind, part.lower())
        return relations

    def save(self, target: Path) -> None:
        """Write the file with the trees as they are now; a part that nobody changed is copied byte by byte."""
        with (
            zipfile.ZipFile(self._path) as source,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copied,
        ):
            for member in source.infolist():
                key = member.filename.replace("\\", "/").lstrip("/").lower()
                if key not in self._gone:
                    copied.writestr(copy.copy(member), self._content(key) or _as_it_came(source, member))

    def _content(self, key: str) -> bytes | None:
        tree = self._trees.get(key)
        if tree is None or etree.tostring(tree) == self._as_read[key]:
            return None
        return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)

    def leave_out(self, name: str, owner: str) -> None:
        """Write the file without a part that ``owner`` leads to; nothing where there is no such part."""
        folder, own = posixpath.split(owner)
        for relation in list(self.tree(posixpath.join(folder, "_rels", f"{own}.rels")).iter(_REL)):
            if posixpath.basename(relation.get("Target") or "").lower() == posixpath.basename(name):
                relation.getparent().remove(relation)
        for override in list(self.tree("[content_types].xml").iter("{*}Override")):
            if (override.get("PartName") or "").lower() == f"/{name}":
                override.getparent().remove(override)
        self._gone.add(name)

    def _refuse_dangers(self) -> None:
        with zipfile.ZipFile(self._path) as archive:
            members = archive.infolist()
        xml = [member for member in members if member.filename.lower().endswith((".xml", ".rels", ".vml"))]
        if _unpacked(members) > MOST_UNPACKED or _unpacked(xml) > MOST_XML:
            raise Refused(_TOO_LARGE)
        if any(".." in member.filename.replace("\\", "/").split("/") for member in members):
            raise Refused(_BROKEN)
        if brings_programs(self.names()):
            raise Refused(_BROUGHT)
        if any(word in f"/{name}" for name in self.names() for word in FETCHED) or self._fetches():
            raise Refused(_OUTSIDE)

    def _fetches(self) -> bool:
        relations = (name for name in self.names() if name.endswith(".rels"))
        texts = (name for name in self.names() if name.startswith("word/") and name.endswith(".xml"))
        sheets = (name for name in self.names() if name.startswith("xl/") and name.endswith(".xml"))
        return (
            any(_leads_outside(self.tree(name)) for name in relations)
            or any(has_fetching_field(self.tree(name)) for name in texts)
            or any(has_fetching_formula(self.tree(name)) for name in sheets)
        )


def _kind_of(path: Path) -> str:
    with open(path, "rb") as file:
        head = file.read(4)
    if head == b"\xd0\xcf\x11\xe0":
        raise Refused(f"这是旧格式（.xls、.doc）的文件，或者设有打开密码。{_SAVE_AS}")
    if head != b"PK\x03\x04":
        raise Refused(f"这不是 WPS 的表格或文字文件。{_SAVE_AS}")
    with Archive(str(path)) as archive:
        if "word/document.xml" in archive:
            return DOCUMENT
    kind = kind_of_archive(str(path))
    if kind == "xlsm":
        raise Refused(_BROUGHT)
    if kind != WORKBOOK:
        raise Refused(f"这种格式的文件填不了。{_SAVE_AS}")
    return WORKBOOK


def _as_it_came(source: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return source.read(member)
    except (*DAMAGED, RuntimeError) as cause:
        raise Refused(_BROKEN) from cause


def _unpacked(members: list[zipfile.ZipInfo]) -> int:
    return sum(member.file_size for member in members)


def _leads_outside(rels: Any) -> bool:
    kinds = [
        ((relation.get("TargetMode") or "").lower(), (relation.get("Type") or "").lower())
        for relation in rels.iter(_REL)
    ]
    return any(
        kind.endswith(CHUNK) or (mode == "external" and not kind.endswith("/hyperlink"))
        for mode, kind in kinds
    )
