"""Original files on their way into a bag and back: what asks the copying process for them, and hears its answer."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from app.storage.child_process import child_command, child_surroundings
from app.storage.refusals import WORLD, LedgerRefused
from app.yearend.bag import Bag
from app.yearend.copying_child import BYTES, DONE, FAULT

FLAG = "--copy-files"  # by which the packaged program knows that it is this process
_MODULE = "app.yearend.copying_child"


@dataclass(frozen=True)
class Copy:
    """One file to be copied: from where, the path in the bag that was taken for it, and the hash it was kept with."""

    source: Path
    path: str
    sha256: str


class Copying:
    """Copies and reads back while the block runs, is done behind it; whatever ends the block ends the copying too.

    What ended the copying (also an exception of the bag's ``step``) is raised behind the block: ``OSError`` as the
    copying process met it, ``LedgerRefused`` when that process ended without an answer.
    """

    def __init__(self, bag: Bag, copies: Sequence[Copy]) -> None:
        self._bag, self._copies = bag, copies
        self._fault: BaseException | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._listening = threading.Thread(target=self._listen, name="originals")

    def __enter__(self) -> Self:
        if self._copies:
            self._child = subprocess.Popen(
                child_command(FLAG, _MODULE),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                **child_surroundings(),
            )
            self._listening.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is None:
            return
        if fault is not None:
            self._child.kill()
        self._listening.join()
        self._child.wait()  # from now on it writes nothing more
        if self._fault is not None and fault is None:
            raise self._fault

    def _listen(self) -> None:
        child = self._child
        assert child is not None
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with child.stdin, child.stdout:  # its input stays open: when that closes the child ends
                self._ask(child.stdin)
                self._take_over(self._answer(child.stdout))
        except BaseException as fault:  # noqa: BLE001 - raised again in the thread that waits
            self._fault = fault
            child.kill()

    def _ask(self, stream: IO[bytes]) -> None:
        pairs = [
            [str(copy.source.absolute()), str(self._bag.at(copy.path).absolute())] for copy in self._copies
        ]
        try:
            stream.write(json.dumps(pairs).encode() + b"\n")
            stream.flush()
        except OSError as gone:
            raise _ended() from gone

    def _answer(self, stream: IO[bytes]) -> list[tuple[int, str]]:
        for line in stream:
            what, value = json.loads(line)
            if what == BYTES:
                self._bag.step(value)
            elif what == FAULT:
                raise OSError(*value)
            elif what == DONE:
                return [(size, digest) for size, digest in value]
        raise _ended()

    def _take_over(self, there: Sequence[tuple[int, str]]) -> None:
        for copy, (size, digest) in zip(self._copies, there, strict=True):
            self._bag.take_over(copy.path, size, copy.sha256, digest)


def _ended() -> Exception:
    return LedgerRefused("复制附件的进程中途停了，移交包没有完成，也没有留下半份。请再做一次。", WORLD)
