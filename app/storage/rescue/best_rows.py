"""The best that is known of every row of a damaged ledger: its table says it, and its last entry in the history too."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.domain.row_ranges import runs
from app.storage.core.changes import COLUMNS, START, TodaysForm, entry_hash
from app.storage.core.tables import columns_of, document_of, plan
from app.storage.rescue.damaged_file import Columns, DamagedFile

Document = dict[str, Any]
Place = tuple[str, int]  # register and id of a row
ENTRY = COLUMNS.split(", ")
Fit = Callable[[Register, int, Document], bool]  # whether a row can be read, sorted and followed
MISREAD = (ValueError, TypeError, KeyError, AttributeError)  # JSON that is none, a list that is no list


class LastEntry(NamedTuple):
    """What the last entry that can be read says of a row; ``is_proved``: it follows from the entry before it."""

    entry: int
    after: Document | None
    is_proved: bool


@dataclass
class History:
    """The entries that could be read, in order; up to ``sound`` none is missing or altered."""

    entries: list[tuple[Any, ...]]
    sound: int
    is_whole: bool
    last: dict[Place, LastEntry] = field(default_factory=dict)


def history_of(damaged: DamagedFile) -> History:
    """Read the history and try its chain."""
    rows = damaged.rows("changes")
    # An entry is found twice where a page lies in the place of another.
    entries: list[tuple[Any, ...]] = [
        tuple(columns.get(name) for name in ENTRY) for _, (columns, *_) in sorted(rows.by_key.items())
    ]
    history = History(entries, 0, rows.is_whole)
    hashes = {0: START} | {entry[0]: entry[-1] for entry in entries}
    for entry in entries:
        number, place = entry[0], (entry[4], entry[5])
        before = hashes.get(number - 1)
        is_proved = before is not None and entry_hash(before, entry[:-1]) == entry[-1]
        if is_proved and number == history.sound + 1:
            history.sound = number
        try:
            after = json.loads(entry[8]) if entry[8] is not None else None
        except MISREAD:
            continue
        history.last[place] = LastEntry(number, after, is_proved)
    history.is_whole = history.is_whole and history.sound == len(entries)
    return history


def table_documents(damaged: DamagedFile, register: Register) -> dict[int, Document]:
    """The documents of a register's rows as its tables give them, as many as can be read."""
    present = damaged.tables()
    if register.stored_in not in present:
        return {}
    rows = damaged.rows(register.stored_in).by_key
    private = damaged.rows("private_values").by_key
    commitments = {i: columns["commitment"] for i, (columns, *_) in private.items()}
    links = {
        link_field.key: damaged.rows(table, "row").by_key
        for link_field, table in plan(register).links
        if table in present
    }
    empty = dict.fromkeys(["derived_from", *(column.name for column in columns_of(register.key))])
    documents = {}
    for row_id, (columns, *_) in rows.items():
        with contextlib.suppress(*MISREAD):
            own = {key: _pairs(by_row[row_id]) for key, by_row in links.items() if row_id in by_row}
            documents[row_id] = document_of(register, empty | columns, own, commitments)
    return documents


def _pairs(links: list[Columns]) -> list[list[Any]]:
    in_order = sorted(links, key=lambda link: link["position"])
    return [[link["target"], link["name"]] for link in in_order]


class Best(NamedTuple):
    """The rows to be kept, and a sentence for what is doubtful or lost."""

    documents: dict[Place, Document]
    sentences: list[str]


def best_rows(
    damaged: DamagedFile, history: History, last_ids: Mapping[str, int], todays_form: TodaysForm, is_fit: Fit
) -> Best:
    """Choose for each row between table and history.

    An entry that the chain proves says what the row was; else the table is believed.  ``last_ids``: the highest id
    that was ever given in a table.
    """
    best = Best({}, [])
    for register in REGISTERS:
        documents = table_documents(damaged, register)
        logged = {row for key, row in history.last if key == register.key}
        ids = logged | set(documents)
        if not history.is_whole:
            _say_lost(register, ids, last_ids.get(register.stored_in, 0), best.sentences)
        for row_id in sorted(ids):
            last, document = history.last.get((register.key, row_id)), documents.get(row_id)
            if last is not None:
                last = last._replace(after=_in_form(todays_form(register.key, last.entry, last.after)))
            if document is not None and not is_fit(register, row_id, document):
                document = None
            chosen = _chosen(register, row_id, last, document, best.sentences)
            if chosen is not None and is_fit(register, row_id, chosen):
                best.documents[register.key, row_id] = chosen
    return best


def _in_form(document: Mapping[str, Any] | None) -> Document | None:
    return None if document is None else dict(document)


def _chosen(
    register: Register, row_id: int, last: LastEntry | None, document: Document | None, sentences: list[str]
) -> Document | None:
    if last is None:
        if document is not None:
            sentences.append(f"{register.label}第 {row_id} 条在修改历史里没有读到，照台账里的保留，请核对。")
        return document
    if last.after == document:
        return document
    if document is None:
        if last.after is not None:
            sentences.append(f"{register.label}第 {row_id} 条在台账里读不出来，已从修改历史里读出。")
        return last.after
    source = "修改历史" if last.is_proved else "台账"
    sentences.append(f"{register.label}第 {row_id} 条在台账里和修改历史里不一样，取了{source}里的，请核对。")
    return last.after if last.is_proved else document


def _say_lost(register: Register, ids: set[int], last_id: int, sentences: list[str]) -> None:
    lost = [number for number in range(1, last_id + 1) if number not in ids]
    if lost:
        sentences.append(
            f"{register.label}第 {spans(lost)} 条没有读出来（共 {len(lost)} 条，其中可能有早已删除的）。"
        )


def spans(numbers: Sequence[int]) -> str:
    """Numbers in short: 3、7—12."""
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in runs(numbers))
