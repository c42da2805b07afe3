"""The program: a command goes to the command line, nothing opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run with ``argv`` (default: the process's own); gives the exit status of cli.md.

    ``--data DIR`` alone opens that folder in the window; Qt is imported only then.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["--read-workbook"]:
        from app.excel.reading.child import main as read_workbook

        return read_workbook(words[1:])
    if words[:1] == ["--copy-files"]:
        from app.yearend.copying_child import main as copy_files

        return copy_files()
    if _wants_window(words):
        from ui.starting.application import open_window

        return open_window(words[1] if words else None)
    from app import cli
    from ui.starting.headless import paint

    return cli.main(words, paint)


def _wants_window(words: list[str]) -> bool:
    return not words or (len(words) == 2 and words[0] == "--data")


if __name__ == "__main__":
    sys.exit(main())
