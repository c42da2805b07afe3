"""Files kept with records: the bytes once, by their SHA-256, in the folder ``attachments``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from app.domain.fields import Row
from app.storage.files import complete_file, sha256_of
from app.storage.query import Query
from app.storage.refusals import Refused
from app.storage.rows import Rows

FOLDER = "attachments"


class Attachments:
    """The folder ``attachments`` of one ledger."""

    def __init__(self, folder: Path, rows: Rows) -> None:
        self._folder = folder / FOLDER
        self._rows = rows

    def place(self, sha256: str) -> Path:
        """Where the bytes of that hash lie."""
        return self._folder / sha256[:2] / sha256

    def keep(self, path: Path) -> dict[str, Any]:
        """Copy a file into the folder, durable before any row names it; gives name, sha256 and size.

        Raises ``Refused`` with a sentence when the file cannot be read.
        """
        try:
            digest = sha256_of(path)
            target = self.place(digest)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                with complete_file(target) as temporary:
                    shutil.copyfile(path, temporary)
        except FileNotFoundError as cause:
            raise Refused(f"找不到文件「{path.name}」,没有添加附件。请确认文件还在原处。") from cause
        except IsADirectoryError as cause:
            raise Refused(f"「{path.name}」是文件夹,请选择其中的文件。") from cause
        except PermissionError as cause:
            raise Refused(f"没有权限读取「{path.name}」,或它正被别的程序占用。请关闭后再试。") from cause
        return {"name": path.name, "sha256": digest, "size": path.stat().st_size}

    def of(self, key: str, row_id: int) -> list[Row]:
        """The attachments of a row, each with ``path``."""
        query = Query(equals={"register": key, "row": row_id})
        rows = self._rows.rows("attachments", self._rows.ids("attachments", query, ""))
        for row in rows:
            row["path"] = self.place(row["sha256"])
        return rows

    def faults(self, *, deep: bool) -> list[str]:
        """Sentences about files that are missing, altered or emptied; ``deep`` reads every byte."""
        found = []
        for row in self._rows.rows("attachments", self._rows.ids("attachments", Query(), ""), bare=True):
            path = self.place(row["sha256"])
            if not path.is_file():
                found.append(f"附件「{row['name']}」的文件不见了。")
            elif path.stat().st_size != row["size"] or (deep and sha256_of(path) != row["sha256"]):
                found.append(f"附件「{row['name']}」的内容被改动过。")
        return found
