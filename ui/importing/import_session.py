"""One import between choosing the file and committing it: what was read, what the clerk corrected and ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.register import Register
from app.excel.importing import ImportOptions, Preview, Spot, commit_preview, preview_of, preview_workbook
from app.excel.judging.entries import Entry
from app.excel.layout.other_registers import register_called_by
from app.excel.mappings import mapping_of, remember
from app.excel.questions import Answer
from app.storage.ledger import Ledger

Progress = Callable[[int, int], None]


class ImportSession:
    """What the wizard knows; no widget holds any of it."""

    def __init__(
        self,
        ledger: Ledger,
        register: Register,
        year: int | None,
        term: int | None = None,
        level: str | None = None,
    ) -> None:
        self.ledger = ledger
        self.register = register
        self.path = Path()
        self._begin = ImportOptions(likely_year=year, term=term, level=level)
        self.options = self._begin
        self.preview: Preview | None = None
        # Whose file it seems to be, where nothing of this register is in it.
        self.meant_for: Register | None = None
        self.judged_at = 0  # the newest change of the ledger when the rows were judged
        self.is_committed = False
        self.accepted: set[int] = set()
        self.update_changed = True
        self.counts: dict[str, int] = {}

    def read(self, path: Path, progress: Progress) -> Preview:
        """Judge a file as the program understands it, or as the clerk corrected one of its shape before.

        What was read before stays, choices and all, until this one is read.
        """
        former = self.path, self.preview, self.is_committed, self.options
        self.path, self.preview, self.is_committed = path, None, False
        try:
            return self.read_again(self._begin, progress)
        except BaseException:
            self.path, self.preview, self.is_committed, self.options = former
            raise

    def read_again(self, options: ImportOptions, progress: Progress, name: str = "") -> Preview:
        """Judge the same file with other sheets or headings; with a name, remember what was corrected."""
        self.options = options
        key = self.register.key
        if self.preview is not None and self.preview.path == self.path:  # the file need not be read anew
            preview = preview_of(self.ledger, key, self.preview.workbook, options, progress)
        else:
            preview = preview_workbook(self.ledger, key, self.path, options, progress)
        if name:
            self._remember(preview, name)
        self._take(preview)
        return preview

    def answered(self, answers: tuple[Answer, ...], progress: Progress) -> Preview:
        """Judge the same file with answers to its questions, those that were given before among them."""
        earlier = [a for a in self.options.answers if not any(_same_question(a, b) for b in answers)]
        return self.read_again(replace(self.options, answers=(*earlier, *answers)), progress)

    def amended(self, spot: Spot, text: str, progress: Progress) -> Preview:
        """Judge the same file with ``text`` in place of a cell; with the cell's own text it is as in the file."""
        entry = next(entry for entry in self._rows() if entry.spot(spot.field) == spot)
        own = entry.amended.get(spot.field)
        amendments = {other: typed for other, typed in self.options.amendments.items() if other != spot}
        if own is None or text.strip() != own:
            amendments[spot] = text
        return self.read_again(replace(self.options, amendments=amendments), progress)

    def without_place(self) -> int:
        """How many cells that were typed over stand nowhere in the file as it is read now."""
        spots = {entry.spot(key) for entry in self._rows() for key in entry.amended}
        return len(set(self.options.amendments) - spots)

    def _remember(self, preview: Preview, name: str) -> None:
        for read in preview.sheets:
            correction = self.options.corrections.get(read.table.view.sheet.name)
            if correction is not None:
                columns = dict(correction.columns)
                remember(self.ledger.folder, mapping_of(name, self.register.key, read.table.header, columns))

    def _take(self, preview: Preview) -> None:
        """The rows as judged now; what was ticked stays ticked where a row says the same doubts as before."""
        ticked = {_doubts_at(entry) for n, entry in enumerate(self._rows()) if n in self.accepted}
        self.preview, self.judged_at = preview, self.ledger.last_change
        self.meant_for = None if preview.recognised else register_called_by(preview.workbook)
        self.accepted = {
            n
            for n, entry in enumerate(preview.rows)
            if entry.verdict == "flagged" and _doubts_at(entry) in ticked
        }

    def _rows(self) -> Sequence[Entry]:
        return self.preview.rows if self.preview is not None else ()

    def is_under_way(self) -> bool:
        """Whether a file was read and not written yet."""
        return self.preview is not None and not self.is_committed

    def put_down(self) -> None:
        """Forget the file: it does not wait here for the clerk."""
        self.preview = self.meant_for = None

    def has_choices(self) -> bool:
        """Whether the clerk chose something about the file that would be lost with it."""
        options = self.options
        chosen = self.accepted or options.corrections or options.answers or options.amendments
        return self.is_under_way() and (bool(chosen) or not self.update_changed)

    def is_outdated(self) -> bool:
        """Whether the ledger changed since the rows were judged."""
        return self.is_under_way() and self.judged_at != self.ledger.last_change

    def commit(self, progress: Progress, why: str = "") -> dict[str, int]:
        """Write what is accepted as one act, for a reason where it needs one; gives how many were added and changed."""
        assert self.preview is not None
        self.counts = commit_preview(
            self.ledger,
            self.preview,
            accepted_rows=self.accepted,
            on_changed="update" if self.update_changed else "skip",
            why=why,
            progress=progress,
        )
        self.is_committed = True
        return self.counts

    def years_written(self) -> set[int]:
        """The years of the rows that were written."""
        assert self.preview is not None
        days = (
            entry.values.get(self.register.year_field)
            for number, entry in enumerate(self.preview.rows)
            if self.is_accepted(number, entry.verdict)
        )
        return {int(str(day.year)) for day in days if day is not None}

    def to_write(self) -> int:
        """How many rows the commit would write."""
        if self.preview is None:
            return 0
        return sum(
            1 for number, entry in enumerate(self.preview.rows) if self.is_accepted(number, entry.verdict)
        )

    def is_accepted(self, number: int, verdict: str) -> bool:
        """Whether a row would be written."""
        assert self.preview is not None
        is_kept = self.preview.rows[number].row_id is not None
        if verdict == "flagged":
            return number in self.accepted and (not is_kept or self.update_changed)
        return verdict == "new" or (verdict == "changed" and self.update_changed)


def _doubts_at(entry: Entry) -> tuple[object, ...]:
    """Where a row stands in the file, and what was doubted in it."""
    return entry.sheet, entry.row, entry.column, tuple(entry.problems)


def _same_question(one: Answer, other: Answer) -> bool:
    return one._replace(value="") == other._replace(value="")
