"""Files that are kept with a record: large ones are copied in the background, and only then kept, in one short act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.storage.ledger import BroughtFile
from app.storage.lists.record_files import brought_files
from app.storage.refusals import LedgerRefused, ReasonNeeded, Refused
from ui.dialogs import faults, tasks
from ui.open_ledger.correction_reason import reason_for_correction
from ui.open_ledger.workspace import Workspace

LARGE = 16 << 20  # bytes, about a second on an old disk: more is copied in the background, with a way to stop
Keep = Callable[[Sequence[BroughtFile]], str]


class FilesForRecord:
    """Files on their way to a row.  ``keep`` keeps them in one act and gives its name, which the window then says.

    ``place`` names the draft of a reason, where what the row belongs to is over.
    """

    def __init__(
        self, parent: QWidget, workspace: Workspace, place: tuple[str, int], paths: Sequence[Path], keep: Keep
    ) -> None:
        self._parent, self._workspace, self._place = parent, workspace, place
        self._paths, self._keep = paths, keep
        self._total = sum(path.stat().st_size for path in paths if path.is_file())

    def add(self, *, private: bool = False, why: str = "") -> None:
        """Copy and keep them; asks for a reason where one is wanted, before anything is copied."""

        def work(progress: tasks.Progress) -> str:
            return self._kept(progress, private, why)

        def failed(error: Exception) -> None:
            if why or not isinstance(error, ReasonNeeded):
                faults.tell(self._parent, error)
            elif reason := reason_for_correction(self._parent, self._workspace, self._draft, error):
                self.add(private=private, why=reason)

        if self._total > LARGE:
            tasks.run(self._parent, "正在添加附件", work, self._say, failed)
            return
        try:
            self._say(work(lambda done, of: None))
        except (Refused, LedgerRefused, OSError) as error:
            failed(error)

    @property
    def _draft(self) -> str:
        key, row_id = self._place
        return f"files-{key}-{row_id}"

    def _kept(self, progress: tasks.Progress, private: bool, why: str) -> str:
        copied = 0

        def step(size: int) -> None:
            nonlocal copied
            copied += size
            progress(copied, self._total)

        ledger, (key, row_id) = self._workspace.ledger, self._place
        with (
            brought_files(ledger, key, row_id, self._paths, why=why, private=private, step=step) as files,
            ledger.for_reason(why) if why else nullcontext(),
        ):
            return self._keep(files)

    def _say(self, name: str) -> None:
        self._workspace.said.emit(f"已{name}", True)
