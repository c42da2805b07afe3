"""Names of files that every system keeps as they are: Windows, UOS, optical media, other people's checkers."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from app.domain.file_names import is_device_name

LONGEST = 48  # UTF-16 units of one name
LONGEST_PATH = 180  # UTF-16 units of a path inside the package: Windows stops at 260 with the folder above
# No percent sign: checkers disagree on how a manifest escapes it.
_REFUSED = set("\\/:*?\"<>|%&^!;=,'")


def safe_name(name: str) -> str:
    """The name without what some system would refuse or change; its ending is kept.

    Characters beyond the BMP, control, private-use, zero-width and bidi characters are left out: the true name
    stands in the catalogue.  A name of which nothing is left becomes ``文件``.
    """
    kept = "".join(_kept(character) for character in unicodedata.normalize("NFC", name))
    stem, ending = _split(kept.strip(" ."))
    stem = stem.strip(" .") or "文件"
    if is_device_name(stem):
        stem = f"_{stem}"
    return f"{shortened_units(stem, LONGEST - units(ending)).rstrip(' .')}{ending}"


def _kept(character: str) -> str:
    if character in _REFUSED:
        return "_"
    odd = ord(character) > 0xFFFF or unicodedata.category(character) in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    )
    return "" if odd or 0xFE00 <= ord(character) <= 0xFE0F else character


def _split(name: str) -> tuple[str, str]:
    """Stem and ending; what is longer than endings are belongs to the stem."""
    ending = PurePosixPath(name).suffix
    return (name.removesuffix(ending), ending) if 1 < len(ending) <= 8 else (name, "")


def units(text: str) -> int:
    """UTF-16 units, by which Windows measures names."""
    return len(text.encode("utf-16-le")) // 2


def shortened_units(text: str, most: int) -> str:
    """The beginning of a text that takes at most so many UTF-16 units; the text holds only characters of the BMP."""
    return text[:most]


class Names:
    """The names given so far in each folder: none differs from another only by case or form."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, folder: str, name: str) -> str:
        """A path ``folder/name`` that nobody has; a name that is taken gets _02, _03 … before its ending."""
        plain = safe_name(name)
        stem, ending = _split(plain)
        number, path = 1, f"{folder}/{plain}"
        while _folded(path) in self._taken:
            number += 1
            mark = f"_{number:02d}"
            room = LONGEST - units(ending) - len(mark)
            path = f"{folder}/{shortened_units(stem, room)}{mark}{ending}"
        self._taken.add(_folded(path))
        return path


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", path).casefold()
