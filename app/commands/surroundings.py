"""What every command is given: where the data lie, how to answer, and who paints paper."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.texts import quoted_in_short
from app.storage.ledger import Ledger
from app.storage.protection.unlocking import unlock

DONE, OUR_BUG, BAD_INPUT, WORLD, DAMAGED, IN_USE = range(6)  # exit statuses, as the contract says


LONGEST_SECRET = 1024  # characters of a password
MOST_NOTES = 3  # a hundred attachments may be missing


class BadInput(Exception):
    """Wrong usage or input that cannot be kept; nothing was changed.  ``sentence`` is for people."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


_OUTCOME = re.compile("没有(?:作任何)?(?:改动|保存|恢复|删除|添加)")


def with_outcome(sentences: str, outcome: str) -> str:
    """What was refused and, where it does not say so itself, what became of the records: one outcome, once."""
    return sentences if _OUTCOME.search(sentences) else f"{sentences}{outcome}"


@dataclass
class Surroundings:
    """The data folder, the streams, whether effects are acknowledged, and the painter of the face.

    ``done``: all that the command was asked for is on the disk; from then on nothing may deny it, and
    ``done_words`` say so.  ``kept``: how many effects are on the disk before all of it is; whatever stops the
    rest, they are told, since whoever reads of a refusal alone would ask for them a second time.
    ``notes``: how the ledger was found, told at the end of what went well.
    """

    folder: Path
    today: date | None
    ack: bool
    out: TextIO
    paint: Callable[..., Any] | None
    secret: str = ""  # the password or recovery code of --key-file
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kept: int = 0
    done: bool = False
    done_words: str = "要做的已经做完并保存"

    def open(self) -> Ledger:
        """The ledger of the data folder, unlocked where a key was given; raises ``LedgerRefused``."""
        ledger = Ledger.open(self.folder, today=self.today)
        if self.secret:
            try:
                unlock(ledger, self.secret)
            except BaseException:
                ledger.close()
                raise
        self.notes = list(ledger.notes)
        return ledger

    def say(self, text: str) -> None:
        """A line for people."""
        print(text, file=self.out)

    def answer(self, data: Any) -> None:
        """JSON for scripts."""
        print(json.dumps(data, ensure_ascii=False, indent=1), file=self.out)

    def tell_doubts(self) -> None:
        """What was kept and yet wants a second look, in one or two sentences."""
        if self.doubts:
            print(quoted_in_short(self.doubts[0]), file=sys.stderr)
        if len(self.doubts) > 1:
            print(f"另有 {len(self.doubts) - 1} 处请核对，可用 check 命令查看。", file=sys.stderr)

    def tell_notes(self) -> None:
        """How the ledger was found; beside a refusal it would be a third sentence, and it is told again next time."""
        for note in self.notes[:MOST_NOTES]:
            print(note, file=sys.stderr)
        if len(self.notes) > MOST_NOTES:
            print(f"另有 {len(self.notes) - MOST_NOTES} 处，可用 check 命令查看。", file=sys.stderr)

    def promise(self, what: object, *, last: bool = True) -> None:
        """``ACK <what>``, only after the effect is durable; the ``last`` one is the whole of what was asked."""
        self.done, self.kept = last, self.kept + 1
        if self.ack:
            print(f"ACK {what}", file=self.out, flush=True)


def secret_in(name: str) -> str:
    """The password in the first line of a file, ``-`` for standard input; raises ``BadInput``.

    Never on the command line itself, where every other program could read it.
    """
    try:
        if name == "-":
            line = sys.stdin.readline(LONGEST_SECRET)
        else:
            with open(name, encoding="utf-8-sig") as source:
                line = source.readline(LONGEST_SECRET)
    except OSError as trouble:
        raise BadInput(f"密码文件“{Path(name).name}”打不开，没有作任何改动。请核对文件名。") from trouble
    except UnicodeDecodeError as trouble:
        raise BadInput("密码文件不是 UTF-8 文字，没有作任何改动。请另存为 UTF-8 再试。") from trouble
    secret = line.rstrip("\r\n")
    if not secret:
        raise BadInput("密码文件的第一行是空的，没有作任何改动。请把密码写在第一行。")
    return secret


def known_register(key: str) -> Register:
    """The register of that key; raises ``BadInput`` with the keys that exist."""
    register = BY_KEY.get(key)
    if register is None:
        keys = "、".join(name for name, register_there in BY_KEY.items() if register_there.job)
        raise BadInput(f"没有名为“{key}”的台账。可以用：{keys}。")
    return register
