"""Original files on their way into a bag and back, in a thread of their own: it waits for the medium most of its time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from app.yearend.bag import Bag


@dataclass(frozen=True)
class Copy:
    """One file to be copied: from where, and the path in the bag that was taken for it."""

    source: Path
    path: str


class Copying:
    """Copies and reads back while the block runs, is done behind it; whatever ends the block ends the copying too.

    Nothing is read back before everything lies there: a medium that holds less than it says writes what comes
    later over what came first.  What ended the copying (also an exception of the bag's ``step``) is raised behind the block.
    """

    def __init__(self, bag: Bag, copies: Sequence[Copy]) -> None:
        self._bag, self._copies = bag, copies
        self._given_up = threading.Event()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._copy_all, name="originals")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is not None:
            self._given_up.set()
        self._thread.join()
        if self._fault is not None and fault is None:
            raise self._fault

    def _copy_all(self) -> None:
        try:
            for copy in self._copies:
                if self._given_up.is_set():
                    return
                self._bag.copy(copy.source, copy.path)
            for copy in self._copies:
                if self._given_up.is_set():
                    return
                self._bag.read(copy.path)
        except BaseException as fault:  # noqa: BLE001 - raised again in the thread that waits
            self._fault = fault
