"""Whether the papers behind a year's records are signed, and their files there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.fields import Row
from app.domain.registers import BY_KEY, SHOWN
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.yearend.attached_files import AttachedFile
from app.yearend.gap import ALIKE, Gap, gaps_of_items

UNSIGNED = "unsigned"  # the filter of a register whose papers somebody signs


def unsigned(ledger: Ledger, year: int) -> Iterator[Gap]:
    """The records that nobody has signed yet, a sentence for each ledger; of those without a year all that there are."""
    for register in SHOWN:
        if any(one.key == UNSIGNED for one in register.filters):
            rows = tuple(ledger.ids(register.key, Query(year=year, filter=UNSIGNED)))
            if rows:
                words = f"{register.label}有 {len(rows)} {register.measure}还没有签名。"
                yield Gap(words, register.key, rows)


def lost(files: Sequence[AttachedFile]) -> Iterator[Gap]:
    """The files that records name and that are no longer where they were kept."""
    gone: dict[str, list[AttachedFile]] = {}
    for file in files:
        if not file.source.is_file():
            gone.setdefault(file.register, []).append(file)
    for register, own in gone.items():
        if len(own) > ALIKE:
            words = f"{BY_KEY[register].label}有 {len(own)} 份附件不见了，请从备份找回。"
            rows = tuple(dict.fromkeys(file.row for file in own))
            yield Gap(words, register, rows, "、".join(f"“{file.name}”" for file in own))
        else:
            for file in own:
                yield Gap(f"{file.record}的附件“{file.name}”不见了，请从备份找回。", register, (file.row,))


def without_original(items: Sequence[Row], files: Sequence[AttachedFile]) -> Iterator[Gap]:
    """The items that stand for the files of one record, where no file is left."""
    there = {(file.register, file.row) for file in files}
    bare = [item for item in items if item["row"] and (item["register"], item["row"]) not in there]
    yield from gaps_of_items(bare, "没有附件，请把原件扫描后加到那条记录里")
