"""Where the packaged files of the program lie: icons, tables, templates, licences."""

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """The path of one packaged file or folder, e.g. ``resource("strokes.txt")``.

    Beside the source tree it is ``resources/<name>``; inside the packaged program PyInstaller
    unpacks the same folder below ``sys._MEIPASS``.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources" / name
