"""The process that copies original files into a bag and reads them back, while the program makes the ledgers.

A process of its own: threads would wait for the interpreter's lock at every block, and the making of the ledgers with
them.  It is given pairs of paths as one line of JSON and answers in lines: the bytes done meanwhile, at the end size
and digest of each file, or what the system refused.  It ends by itself when the program that started it is gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from app.storage.files import CHUNK, sha256_of
from app.yearend.bag import Step, settle

AT_ONCE = 2  # while one file is flushed the next is hashed
BYTES, DONE, FAULT = "bytes", "done", "fault"  # what a line of the answer tells
_OFTEN_ENOUGH = 0.1  # seconds between two lines about the bytes done
_IN, _OUT = 0, 1  # a packaged program without a console has no sys.stdin and sys.stdout


def copy_and_read(pairs: Sequence[tuple[Path, Path]], step: Step) -> list[tuple[int, str]]:
    """Copy each source to its target and read all of them back; gives size and digest of each, in their order.

    Nothing is read back before everything lies there: a medium that holds less than it says writes what comes
    later over what came first.  Raises ``OSError``; whatever ``step`` raises ends it too.
    """
    with ThreadPoolExecutor(AT_ONCE, "original") as pool:
        sizes = list(pool.map(lambda pair: copy(pair[0], pair[1], step), pairs))
        digests = list(pool.map(lambda pair: sha256_of(pair[1], step), pairs))
    return list(zip(sizes, digests, strict=True))


def copy(source: Path, target: Path, step: Step) -> int:
    """Copy a file to where nothing lies yet and flush it; gives its bytes.  Memory does not grow with the file."""
    size = 0
    with open(source, "rb") as original, open(target, "xb") as there:
        while block := original.read(CHUNK):
            there.write(block)
            size += len(block)
            step(len(block))
        there.flush()
        settle(there.fileno())
    return size


def main() -> int:
    """Do what the first line of the input asks for."""
    pairs = [(Path(source), Path(target)) for source, target in json.loads(_line_of_input())]
    threading.Thread(target=_end_with_the_program, daemon=True).start()
    try:
        _answer(DONE, copy_and_read(pairs, _told_now_and_then()))
    except OSError as fault:
        _answer(FAULT, [fault.errno, fault.strerror, fault.filename])
    return 0


def _line_of_input() -> bytes:
    words = b""
    while not words.endswith(b"\n"):
        more = os.read(_IN, CHUNK)
        if not more:
            raise EOFError
        words += more
    return words


def _end_with_the_program() -> None:
    """Nothing more is written to the input: it ends only with whoever holds its other end."""
    os.read(_IN, 1)
    os._exit(1)


def _told_now_and_then() -> Callable[[int], None]:
    turn, waiting, last = threading.Lock(), 0, time.monotonic()

    def step(done: int) -> None:
        nonlocal waiting, last
        with turn:
            waiting += done
            if time.monotonic() - last > _OFTEN_ENOUGH:
                _answer(BYTES, waiting)
                waiting, last = 0, time.monotonic()

    return step


def _answer(what: str, value: Any) -> None:
    words = json.dumps([what, value]).encode() + b"\n"
    while words:
        words = words[os.write(_OUT, words) :]


if __name__ == "__main__":
    sys.exit(main())
