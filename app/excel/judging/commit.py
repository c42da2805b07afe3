"""Writes what was accepted of a preview as one undoable act."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from app.domain.fields import Ref
from app.domain.local_words import KEY as LOCAL_WORDS
from app.excel.act_name import IMPORTING
from app.excel.judging.entries import Creation, Entry
from app.excel.judging.preview import Preview
from app.excel.judging.within_file import own_links
from app.excel.remembered_answers import remember_answers
from app.storage.ledger import Act, Ledger
from app.storage.seldom_collecting import seldom_collecting

EVERY = 200


@seldom_collecting()
def commit_preview(
    ledger: Ledger,
    preview: Preview,
    *,
    accept_flagged: bool = False,
    accepted_rows: Collection[int] | None = None,
    on_changed: str = "skip",
    why: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, int]:
    """Write new rows, and changed ones with ``on_changed="update"``; gives {"added": n, "changed": n}.

    Flagged rows are written with ``accept_flagged``, or where ``accepted_rows`` (positions in
    ``preview.rows``) names them.  ``why``: the reason for rows of a year that was signed for.  Raises ``Refused`` or what ``progress`` raises; then nothing is written.
    """
    chosen = [
        number
        for number, entry in enumerate(preview.rows)
        if _accepted(entry, on_changed, accept_flagged or number in (accepted_rows or ()))
    ]
    counts = {"added": 0, "changed": 0}
    if not chosen:
        return counts
    links = [field.key for field in own_links(preview.register)]
    # What others of the file are linked to comes first.
    chosen.sort(key=lambda number: any(preview.rows[number].values.get(key) for key in links))
    with ledger.act(f"{IMPORTING}{preview.register.label}（{preview.path.name}）") as act:
        act.why = why
        act.concealing = True  # nobody is asked row by row: the names of those who want it are not taken over
        act.doubles_at_end = True  # lines renumbered in a workbook take each other's numbers
        writer = _Writer(ledger, act, preview)
        for (list_name, word), meaning in preview.judgement.learnt.items():
            act.add(LOCAL_WORDS, {"list_name": list_name, "word": word, "meaning": meaning})
        for done, number in enumerate(chosen):
            counts[writer.write(number, preview.rows[number])] += 1
            if progress and done % EVERY == 0:
                progress(done, len(chosen))
        act.refuse_doubles()
    preview.committed_rows = frozenset(chosen)
    remember_answers(ledger.folder, preview.register.key, preview.layout.tables, preview.answers)
    return counts


def _accepted(entry: Entry, on_changed: str, flagged: bool) -> bool:
    if entry.verdict == "flagged" and not flagged:
        return False
    if entry.verdict in ("wrong", "double", "same"):
        return False
    return entry.row_id is None or (on_changed == "update" and bool(entry.changes))


class _Writer:
    """Writes entries inside one act, and before the first that needs it what the file brings with it."""

    def __init__(self, ledger: Ledger, act: Act, preview: Preview) -> None:
        self._ledger, self._act = ledger, act
        self._register = preview.register
        self._planned: dict[tuple[Any, ...], Creation] = {_mark(c): c for c in preview.creations}
        self._brought_rows: dict[tuple[Any, ...], Ref] = {}
        self._rows: dict[int, int] = {}
        self._own_links = own_links(self._register)
        self._numbered: dict[str, int] = {}
        links = [f for f in self._register.input_fields if f.kind.creates is not None]
        self._links = sorted(
            links, key=lambda f: f.key != self._register.intake.term
        )  # the term before its districts

    def write(self, number: int, entry: Entry) -> str:
        """Adds or changes one row; ``number`` is its place among the rows of the preview."""
        values = {
            key: value for key, value in entry.values.items() if value is not None and key not in entry.unkept
        }
        self._complete_links(values)
        if entry.row_id is not None:
            changed = {key: values.get(key) for key in entry.changes if key not in entry.unkept}
            self._act.change(self._register.key, entry.row_id, changed)
            return "changed"
        values.update(self._parts(entry))
        row_id = self._act.add(self._register.key, values)
        self._rows[number] = row_id
        if name := values.get(self._register.called[0]):
            self._numbered.setdefault(str(name), row_id)
        return "added"

    def _parts(self, entry: Entry) -> Mapping[str, int]:
        """The rows of parts that are there already: from the ledger, or from an earlier entry of the file."""
        if entry.part_ids:
            return entry.part_ids
        twin = self._rows.get(entry.twin) if entry.twin is not None else None
        if twin is None:
            return {}
        document = self._ledger.rows(self._register.key, [twin], bare=True)[0]
        return {part.link: document[part.link] for part in self._register.parts}

    def _complete_links(self, values: dict[str, Any]) -> None:
        for field in self._own_links:
            ref = values.get(field.key)
            if ref is not None and ref.id is None and ref.name in self._numbered:
                values[field.key] = Ref(self._numbered[ref.name], ref.name)
        for field in self._links:
            ref = values.get(field.key)
            if ref is not None and ref.id is None:
                values[field.key] = self._brought(field.kind, ref, values)

    def _brought(self, kind: Any, ref: Ref, values: dict[str, Any]) -> Ref:
        """The new row for a name that the ledger did not know."""
        shared = {key: values.get(key) for key in kind.creates}
        key = (kind.to, ref.name, *(_text(v) for v in shared.values()))
        if key not in self._brought_rows:
            planned = self._planned.get(key)
            if planned is None:
                return ref
            new = {k: shared.get(k, v) for k, v in planned.values.items()}
            row_id = self._act.add(kind.to, {k: v for k, v in new.items() if v is not None})
            self._brought_rows[key] = Ref(row_id, ref.name)
        return self._brought_rows[key]


def _mark(creation: Creation) -> tuple[Any, ...]:
    shared = [v for k, v in creation.values.items() if k not in ("name", "ordinal")]
    return (creation.register, creation.name, *(_text(v) for v in shared))


def _text(value: Any) -> str:
    return value.name if isinstance(value, Ref) else str(value)
