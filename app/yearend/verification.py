"""Whether a package is what was handed in: every changed, missing and added file by name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from app.storage.files import sha256_of
from app.yearend.bag import BAGIT, CODE_DIGITS, DECLARATION, INFO, MANIFEST, PAYLOAD, TAG_MANIFEST, code_of

CHANGED, MISSING, ADDED = "内容被改动", "缺少", "多出"
NO_PLAIN_FILE = "不是普通文件"
_READ_WHOLE = (BAGIT, INFO, MANIFEST, TAG_MANIFEST)
_MOST_READ_WHOLE = (
    64 << 20
)  # bytes: the list of some three hundred thousand files; more would fill the memory
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")
_OXUM = re.compile(r"^Payload-Oxum: (\d+)\.(\d+)$", re.MULTILINE)
Progress = Callable[[int, int], object]  # bytes read, of how many


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was handed in: what is the matter, and with which file."""

    what: str
    path: str

    @property
    def sentence(self) -> str:
        """For people."""
        return f"{self.what}：{self.path}"


def package_in(folder: Path) -> Path:
    """The package itself: the folder, or the only one inside it that is a package."""
    if (folder / BAGIT).is_file() or (folder / TAG_MANIFEST).is_file():
        return folder
    inside = [
        path for path in folder.iterdir() if (path / BAGIT).is_file() or (path / TAG_MANIFEST).is_file()
    ]
    return inside[0] if len(inside) == 1 else folder


def plain_code(code: str) -> str:
    """The digits of a 核验码 as people type it: with or without blanks, in any case."""
    return re.sub(r"[\s\-\u2014·]", "", code).upper()


def differences(
    folder: Path,
    code: str = "",
    progress: Progress = lambda done, of: None,
    read: Mapping[str, str] = MappingProxyType({}),
) -> list[Difference]:
    """Everything in which a package differs from what was handed in; nothing when it is whole.

    ``code`` is the 核验码 on the stamped list: only it shows that files and manifests were not forged together.
    ``read``: digests of files that were read from there a moment ago and need not be read again.
    Raises ``OSError`` when a file cannot be read.
    """
    if not _is_plain(folder / TAG_MANIFEST):
        is_there = os.path.lexists(folder / TAG_MANIFEST)
        return [Difference(NO_PLAIN_FILE if is_there else MISSING, TAG_MANIFEST)]
    if too_large := [name for name in _READ_WHOLE if _is_too_large(folder / name)]:
        return [Difference(CHANGED, name) for name in too_large]
    wrong = [Difference("核验码与移交清单上的不同", TAG_MANIFEST)] * (
        bool(code) and not _is_code(folder, code)
    )
    tags, faults = _listed(folder, TAG_MANIFEST)
    payload, more = _listed(folder, MANIFEST) if _is_plain(folder / MANIFEST) else ({}, [])
    wrong += [*faults, *more]
    wrong += [Difference(MISSING, name) for name in (BAGIT, INFO, MANIFEST) if name not in tags]
    listed = {**tags, **payload}
    wrong += _misplaced(tags, payload)
    there = set(_files(folder))
    wrong += [
        Difference(NO_PLAIN_FILE, path)
        for path in sorted(there & set(listed))
        if not _is_plain(folder / path)
    ]
    wrong += [Difference(ADDED, path) for path in sorted(there - set(listed) - {TAG_MANIFEST})]
    wrong += [Difference(MISSING, path) for path in sorted(set(listed) - there)]
    plain = [path for path in sorted(there & set(listed)) if _is_plain(folder / path)]
    digests = {**_digests(folder, [path for path in plain if path not in read], progress), **read}
    wrong += [Difference(CHANGED, path) for path in plain if digests[path] != listed[path]]
    return [*wrong, *_declared(folder, there)]


def _digests(folder: Path, paths: Sequence[str], progress: Progress) -> dict[str, str]:
    of, done = sum((folder / path).stat().st_size for path in paths), 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress(done, of)

    return {path: sha256_of(folder / path, step) for path in paths}


def _is_code(folder: Path, code: str) -> bool:
    digits = plain_code(code)
    return len(digits) == CODE_DIGITS and digits == plain_code(code_of(folder))


def _listed(folder: Path, manifest: str) -> tuple[dict[str, str], list[Difference]]:
    """Path → digest of a manifest, and what is wrong with the manifest itself."""
    digests: dict[str, str] = {}
    faults = []
    text = (folder / manifest).read_bytes().decode("utf-8", "replace")
    for line in text.split("\n")[: -1 if text.endswith("\n") else None]:
        match = _LINE.fullmatch(line.rstrip("\r"))
        if not match or match[2] in digests or match[2].startswith("/") or ".." in match[2].split("/"):
            faults.append(Difference("清单里有看不懂的一行", manifest))
        else:
            digests[match[2]] = match[1].lower()
    return digests, faults


def _misplaced(tags: dict[str, str], payload: dict[str, str]) -> list[Difference]:
    """A manifest lists the payload, the tag manifest what stands around it."""
    strange = [path for path in payload if not path.startswith(f"{PAYLOAD}/")]
    strange += [path for path in tags if path.startswith(f"{PAYLOAD}/") or path == TAG_MANIFEST]
    return [Difference("清单里有不该列的文件", path) for path in strange]


def _files(folder: Path) -> Iterator[str]:
    """Everything below the folder that is no folder, and folders that hold nothing; links are not followed."""
    for above, folders, files in os.walk(folder):
        links = [name for name in folders if Path(above, name).is_symlink()]
        for name in (*files, *links):
            yield Path(above, name).relative_to(folder).as_posix()
        if not folders and not files and Path(above) != folder:
            yield Path(above).relative_to(folder).as_posix()


def _is_too_large(path: Path) -> bool:
    return _is_plain(path) and path.stat().st_size > _MOST_READ_WHOLE


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _declared(folder: Path, there: set[str]) -> list[Difference]:
    """Whether the bag says what it is, and how much it holds."""
    wrong = []
    if _is_plain(folder / BAGIT) and (folder / BAGIT).read_bytes() != DECLARATION.encode():
        wrong.append(Difference("不是 BagIt 1.0 的声明", BAGIT))
    if _is_plain(folder / INFO):
        oxum = _OXUM.search((folder / INFO).read_text("utf-8", "replace"))
        payload = [
            folder / path for path in there if path.startswith(f"{PAYLOAD}/") and _is_plain(folder / path)
        ]
        counted = sum(path.stat().st_size for path in payload), len(payload)
        if oxum is None or (int(oxum[1]), int(oxum[2])) != counted:
            wrong.append(Difference("写明的字节数、文件数与实际不符", INFO))
    return wrong
