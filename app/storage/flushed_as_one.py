"""Folders whose files are flushed together, once all of them lie there, by whoever fills the folder.

Each flush waits for the medium; beside a gigabyte on its way to the same medium, hundreds of small ones take longer
than making the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_folders: set[Path] = set()


@contextmanager
def flushed_as_one(folder: Path) -> Iterator[None]:
    """Within the block a file that gets its name inside ``folder`` is complete and not yet flushed.

    Whoever opens the block flushes every such file and folder before anything there is called done.
    """
    _folders.add(folder)
    try:
        yield
    finally:
        _folders.discard(folder)


def is_flushed_as_one(path: Path) -> bool:
    """Whether somebody else flushes what is written to ``path`` now."""
    return not _folders.isdisjoint(path.parents)
