"""What a user does, as one act: one transaction, one named batch of history, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.domain.confidences import concealed
from app.domain.fields import Row
from app.domain.hooks import Corrected, TakesOver
from app.domain.line_fields import fold, with_computed, without_unchanged
from app.domain.register import Part, Register
from app.domain.registers import BY_KEY
from app.storage.acts.corrections import (
    refuse_file_without_reason,
    refuse_late_without_reason,
    refuse_without_copy,
    refuse_without_reason,
)
from app.storage.acts.deriving import derive, drop_derived, sources_reading
from app.storage.acts.hindrances import (
    refuse_change,
    refuse_closed,
    refuse_derived,
    refuse_double,
    refuse_errors,
    refuse_removal,
    refuse_taken,
    refuse_without_key,
)
from app.storage.acts.numbering import take_number
from app.storage.acts.row_writing import RowWriter
from app.storage.core.attachments import BroughtFile
from app.storage.core.confidences import sharing_registers
from app.storage.core.core import Core
from app.storage.core.relations import owning_rows
from app.storage.core.sealed_files import new_key
from app.storage.core.tables import plan
from app.storage.refusals import KeyNeeded, Refused


class Act:
    """An open transaction; made by ``Ledger.act`` only.  Nothing is kept if its block raises."""

    def __init__(self, core: Core, name: str, undoes: int | None = None, why: str = "") -> None:
        self._core = core
        self._context = core.context()
        self.name = name
        self.spoiled = False  # set when a nested part of this act failed half-way
        # The reason of a correction; in what was signed for nothing is changed or added without one.
        self.why = why
        self.concealing = False  # set to put 来访群众 for those who asked for confidentiality, here and below
        # Set where rows may take over numbers and names from each other: ``refuse_doubles`` then ends the act.
        self.doubles_at_end = False
        self._doubled: list[tuple[Register, int, Row]] = []  # rows to be looked at then, as they were
        self.names_row = False  # set to end the name of the act with that of the first row it adds
        self._settled: set[tuple[str, int]] = set()  # rows whose confidences were seen to
        self.writer = RowWriter(core, core.chain.last_batch + 1, name, undoes)

    @property
    def touched(self) -> set[str]:
        """The registers whose rows this act wrote."""
        return self.writer.touched

    def add(self, key: str, values: Mapping[str, Any]) -> int:
        """Add a row; gives its id.

        ``values``: Python values by field key; a part's link may be given to join an existing row.
        Raises ``Refused`` when a rule or a required field says no, or the same row is there already;
        ``ReasonNeeded`` when its year was signed for and ``why`` says nothing.
        """
        register = BY_KEY[key]
        row = dict(values)
        fold(register, row, {})
        if register.complete:
            register.complete(row, self._context)
        row = self._confided(register, row)
        refuse_errors(register, row, self._context)
        refuse_without_copy(self._core, register, row)
        refuse_late_without_reason(self._core, register, row, self.why)
        if register.numbered:
            row["no"] = take_number(self._core.counters, register, row)
        if self.names_row:
            self._call_after(register, row)
        # Whatever may refuse comes before the first write, so that a refusal leaves nothing half done.
        for part in register.parts:
            row[part.link] = row.get(part.link) or self._known_part(register, part, row)
        joins = all(row[part.link] for part in register.parts)
        doubled = joins and self._is_double_by_now(lambda: refuse_double(self._core, register, row))
        for part in register.parts:
            row[part.link] = self._part_row(register, part, row)
        row_id = self._added(register, row)
        if doubled:
            self._doubled.append((register, row_id, {}))
        return row_id

    def _is_double_by_now(self, refuse: Callable[[], None]) -> bool:
        """Whether ``refuse`` finds a row twice; raises what it raises where nothing later may settle it."""
        try:
            refuse()
        except Refused:
            if not self.doubles_at_end:
                raise
            return True
        return False

    def refuse_doubles(self) -> None:
        """Raise ``Refused`` when a row that was the same as another one as it was written still is.

        Of two rows the one written later was found then, so that no other row need be looked at.
        """
        for register, row_id, row_before in self._doubled:
            refuse_taken(
                self._core, register, row_id, row_before, self._core.revealed_row(register.key, row_id)
            )

    def _call_after(self, register: Register, row: Row) -> None:
        """Only now its number is given and its title taken from its content."""
        confidence = self._core.confidences.of(register.key, row)
        self.names_row = False
        called = f"{self.name}：{register.name_of(row)}"
        self.name = self.writer.name = concealed(called, confidence) if confidence.is_given else called

    def _added(self, register: Register, row: Mapping[str, Any]) -> int:
        row_id = self._core.counters.next_id(register.stored_in)
        document = self.writer.document(register, row, {})
        whole = self.writer.write(register, "add", row_id, None, document, self.why)
        self._derive(register, whole, new=True)
        self._settle_below(register, whole, None)
        return row_id

    def _derive(self, register: Register, row: Row, *, new: bool = False) -> None:
        """Bring what follows from a row up to date; it tells nobody who asked for confidentiality."""
        if register.derives:
            confidence = self._core.confidences.concealed(register.key, row)
            derive(self._core, self.writer, register, confidence, self.why, new=new)

    def _confided(self, register: Register, row: Row) -> Row:
        """The row as it is to be kept; the name of the act tells nobody who asked for confidentiality."""
        confidence = self._core.confidences.of(register.key, row)
        if not confidence.is_given:
            return row
        self.name = self.writer.name = concealed(self.name, confidence)
        return self._core.confidences.concealed(register.key, row) if self.concealing else row

    def _settle_below(self, register: Register, row: Row, before: Row | None) -> None:
        """What shares the confidences of a row follows: texts where that is wanted, search and derived rows always."""
        confidences = self._core.confidences
        if register.key not in sharing_registers() or (register.key, row["id"]) in self._settled:
            return
        confides = confidences.of(register.key, row).is_given
        if not confides and not (before and confidences.of(register.key, before).is_given):
            return
        self._settled.add((register.key, row["id"]))
        for key, below in confidences.below(register.key, row):
            if self.concealing and confides:
                self.change(key, below, {})
            self.writer.refresh(BY_KEY[key], below)
            self._derive(BY_KEY[key], self._core.records.rows(key, [below], bare=True)[0])

    def _known_part(self, register: Register, part: Part, row: Mapping[str, Any]) -> int | None:
        return self._core.identity.same(part.register, _lifted(register, part, row))

    def _part_row(self, register: Register, part: Part, row: Mapping[str, Any]) -> int:
        """The id of the part's row: the one known already, brought up to date, or a new one."""
        own, part_id = _lifted(register, part, row), row[part.link]
        if part_id is None:
            return self._added(part.register, own)
        self.change(
            part.register.key, part_id, {key: value for key, value in own.items() if value is not None}
        )
        return int(part_id)

    def change(self, key: str, row_id: int, values: Mapping[str, Any]) -> bool:
        """Change the given values of a row, in its own table and in its parts; False when nothing differs.

        Raises ``Refused`` when there is no such row, it is closed, or a rule says no.
        """
        register = BY_KEY[key]
        before = self.writer.existing(register, row_id)
        refuse_without_key(self._core, register, before)
        row_before = self._core.revealed_row(key, row_id)
        same = not without_unchanged(register, values, with_computed(register, row_before, self._context))
        if same and not self.concealing:
            return False
        refuse_derived(before)
        refuse_closed(self._core, register, row_id)
        refuse_without_reason(self._core, register, row_before, self.why)
        values = self._judged_change(register, row_before, values)
        refuse_without_copy(self._core, register, values)
        refuse_late_without_reason(
            self._core, register, {**row_before, **values}, self.why, before=row_before
        )
        if self._is_double_by_now(lambda: refuse_taken(self._core, register, row_id, row_before, values)):
            self._doubled.append((register, row_id, row_before))
        if register.numbered and values.get("no"):
            take_number(self._core.counters, register, {**row_before, **values})
        changed = False
        for part in register.parts:
            own = _of_part(register, part.link, values)
            if own:
                changed |= self.change(part.register.key, before[part.link], own)
        document = self.writer.document(register, _of_part(register, "", values), before)
        if document != before:
            self.writer.write(register, "change", row_id, before, document, self.why)
            changed = True
            self.derive_readers(register, row_id, before, document)
        if (changed and register.derives) or (register.key in sharing_registers()):
            row = self._core.records.rows(register.key, [row_id], bare=True)[0]
            if changed:
                self._derive(register, row)
            self._settle_below(register, row, row_before)
        return changed

    def _judged_change(
        self, register: Register, row_before: Row, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The values to change with what follows from them; raises ``Refused`` when a rule says no."""
        values = without_unchanged(register, values, with_computed(register, row_before, self._context))
        fold(register, values, row_before)
        row = {**row_before, **values}
        if register.complete:
            register.complete(row, self._context)
        if corrected := register.hook(Corrected):
            corrected.follow(row_before, row)
        row = self._confided(register, row)
        refuse_errors(register, row, self._context)
        refuse_change(register, row_before, row)
        followed = {
            f.key: row[f.key] for f in register.input_fields if row.get(f.key) != row_before.get(f.key)
        }
        # As completed, not as typed: a name typed anew that is confidential does not differ from what is kept.
        return {**{key: row[key] for key in values}, **followed}

    def remove(self, key: str, row_id: int, why: str = "") -> None:
        """Move a row to the recycle bin, with what was derived from it, its attachments, and parts that
        nobody else owns.

        Raises ``Refused`` when other rows refer to it.
        """
        why = why or self.why
        register = BY_KEY[key]
        document = self.writer.existing(register, row_id)
        refuse_removal(self._core, register, row_id, document)
        refuse_without_reason(self._core, register, self._core.records.rows(key, [row_id], bare=True)[0], why)
        drop_derived(self._core, self.writer, register, row_id, why)
        for attached in self._core.attachments.ids_of(key, row_id):
            attachments = BY_KEY["attachments"]
            self.writer.write(
                attachments, "remove", attached, self.writer.existing(attachments, attached), None, why
            )
        self.writer.write(register, "remove", row_id, document, None, why)
        for part in register.parts:
            if not any(owning_rows(self._core.connection, part.register, document[part.link])):
                self.remove(part.register.key, document[part.link], why)

    def note(self, key: str, row_id: int, what: str = "") -> None:
        """Say in the history of a row what was done with it; the row itself stays as it is."""
        register = BY_KEY[key]
        self.writer.note(register, row_id, self.writer.existing(register, row_id), what)

    def rederive(self, key: str, row_id: int) -> None:
        """Bring what follows from a row up to what it says now."""
        register = BY_KEY[key]
        rows = self._core.records.rows(key, [row_id], bare=True)
        if rows:
            self._derive(register, rows[0])
        else:
            drop_derived(self._core, self.writer, register, row_id, self.why)

    def derive_readers(
        self, register: Register, row_id: int, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """Bring up to date what follows from rows that read a changed one: a meeting of a session, a site by its name."""
        for source, reading in sources_reading(self._core, register, row_id, before, after):
            self.rederive(source.key, reading)

    def take_over(self, key: str, row_id: int) -> None:
        """Bring a row that came back up to what the rows that it names say now, and what follows from it."""
        register, rows = BY_KEY[key], self._core.records.rows(key, [row_id], bare=True)
        if (taking := register.hook(TakesOver)) and rows:
            row, before = dict(rows[0]), self.writer.existing(register, row_id)
            taking.complete(row, self._context)
            changed = {field: value for field, value in row.items() if value != rows[0][field]}
            document = self.writer.document(register, changed, before)
            if document != before:
                self.writer.write(register, "change", row_id, before, document, self.why)
        if register.derives:
            self.rederive(key, row_id)

    def attach(
        self,
        key: str,
        row_id: int,
        file: Path | BroughtFile,
        role: str = "",
        *,
        private: bool = False,
        step: Callable[[int], object] = lambda count: None,
    ) -> int:
        """Keep a file with a row, a private one encrypted; gives the id of its entry in the register of attachments.

        ``step`` is told the bytes of each block that is copied; what it raises ends the act.  A file that was
        brought before is not copied any more, and is private where it was brought so.
        Raises ``KeyNeeded`` for a private one while the ledger is locked; ``ReasonNeeded`` when what the row belongs
        to is over and ``why`` says nothing.
        """
        self.writer.existing(BY_KEY[key], row_id)
        refuse_file_without_reason(self._core, key, row_id, self.why)
        if private and self._core.private.is_locked:
            raise KeyNeeded
        pool = self._core.attachments
        brought = pool.bring(file, new_key() if private else "", step) if isinstance(file, Path) else file
        values = pool.keep_brought(brought)
        row = {
            "register": key,
            "row": row_id,
            "role": role or None,
            "file_key": brought.key or None,
            **values,
        }
        # A file's name is a label: nobody is asked about a confidential one, it is left out of it.
        return self.add("attachments", self._core.confidences.concealed("attachments", row))


def _lifted(register: Register, part: Part, row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row.get(key) for key in plan(register).lifted[part.link]}


def _of_part(register: Register, link: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if k in register.by_key and register.field(k).part == link}
