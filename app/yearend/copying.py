"""Original files on their way into a bag and back, in threads of their own: they wait for the medium most of their time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from app.yearend.bag import Bag

AT_ONCE = 2  # while one file is flushed the next is hashed


@dataclass(frozen=True)
class Copy:
    """One file to be copied: from where, the path in the bag that was taken for it, and the hash it was kept with."""

    source: Path
    path: str
    sha256: str


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
            with ThreadPoolExecutor(AT_ONCE, "original") as pool:
                for act in (self._copy, self._read):
                    for _ in pool.map(self._unless_given_up(act), self._copies):
                        pass
        except BaseException as fault:  # noqa: BLE001 - raised again in the thread that waits
            self._fault = fault

    def _copy(self, copy: Copy) -> None:
        self._bag.copy(copy.source, copy.path, copy.sha256)

    def _read(self, copy: Copy) -> None:
        self._bag.read(copy.path)

    def _unless_given_up(self, act: Callable[[Copy], None]) -> Callable[[Copy], None]:
        """The act on one file, of which the first that fails ends the others too."""

        def act_on(copy: Copy) -> None:
            if self._given_up.is_set():
                return
            try:
                act(copy)
            except BaseException:
                self._given_up.set()
                raise

        return act_on
