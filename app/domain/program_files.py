"""Files that run when they are opened: programs, scripts and shortcuts are no papers and are not kept with records."""

from __future__ import annotations

from pathlib import PurePath

from app.domain.texts import without_hidden

# What Windows or a Linux desktop runs, or follows to something that runs, on a double click.
ENDINGS = frozenset(
    (
        ".exe", ".com", ".scr", ".pif", ".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf",
        ".wsh", ".hta", ".msi", ".msp", ".msc", ".cpl", ".reg", ".inf", ".scf", ".lnk", ".url", ".chm", ".jar",
        ".sh", ".run", ".desktop", ".appimage",
    )
)  # fmt: skip


def runs_when_opened(name: str) -> bool:
    """Whether a file of that name is run and not shown; invisible characters, end dots and blanks hide nothing."""
    return PurePath(without_hidden(name).rstrip(". ")).suffix.lower() in ENDINGS
