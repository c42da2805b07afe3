"""Importing a workbook: a preview in which every row is judged, then one undoable act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.excel.alike_sheets import with_alike_answered, with_repeats_named
from app.excel.grid import Workbook
from app.excel.judging.commit import commit_preview
from app.excel.judging.judge import judge
from app.excel.judging.preview import Preview
from app.excel.judging.records import Spot
from app.excel.judging.setting import ImportSetting
from app.excel.layout.evidence import InLedger
from app.excel.layout.sheet_tables import Correction
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary
from app.excel.mappings import correction_for, readings_kept, remembered
from app.excel.questions import Answer, by_value
from app.excel.reading import read_workbook
from app.excel.remembered_answers import readings_before, recalled
from app.storage.ledger import Ledger
from app.storage.seldom_collecting import seldom_collecting

__all__ = [
    "Correction",
    "ImportOptions",
    "Preview",
    "Spot",
    "commit_preview",
    "preview_of",
    "preview_workbook",
]

TEXT_KINDS = ("csv", "text")
ROUNDS = 2  # in which answers in words are looked for among what is offered


@dataclass(frozen=True)
class ImportOptions:
    """What the clerk says beforehand: sheets by name, the year of dates without one, term and level (a
    code of the levels), the year at hand where the file says none, by sheet name what the headings mean, what was answered to questions, and what was
    typed in place of cells."""

    sheets: tuple[str, ...] = ()
    year: int | None = None
    term: int | None = None
    level: str | None = None
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    amendments: Mapping[Spot, str] = field(default_factory=dict)
    likely_year: int | None = None


def preview_workbook(
    ledger: Ledger,
    register_key: str,
    path: Path,
    options: ImportOptions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Preview:
    """Read and judge a workbook; nothing is written.

    ``progress`` is told (records done, records in all) and may raise to stop.
    Raises ``UnreadableFile`` with a sentence when the file cannot be read at all.
    """
    workbook = read_workbook(Path(path))
    return preview_of(
        ledger, register_key, workbook, _by_value(ledger, register_key, workbook, options), progress
    )


def _by_value(
    ledger: Ledger, register_key: str, workbook: Workbook, options: ImportOptions | None
) -> ImportOptions | None:
    """The options with answers in the words of the report as the values of what was offered.

    What is asked may hang on what was answered of a column, so it is asked again with the answers that are values.
    """
    if options is None or all(answer.value.isascii() for answer in options.answers):
        return options
    answers, read = options.answers, tuple[Answer, ...]()
    for _ in range(ROUNDS):
        asked = preview_of(ledger, register_key, workbook, replace(options, answers=read)).questions
        answers = by_value(answers, asked)
        read = tuple(answer for answer in answers if answer.value.isascii())
    return replace(options, answers=answers)


@seldom_collecting()
def preview_of(
    ledger: Ledger,
    register_key: str,
    workbook: Workbook,
    options: ImportOptions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Preview:
    """Judge a workbook that was read before: after a correction the window need not read it again."""
    options = options or ImportOptions()
    register = BY_KEY[register_key]
    settings = ledger.office
    office = Office(
        settings.get("town") or "", settings.get("county") or "", settings.get("prefecture") or ""
    )
    in_ledger = _names_known_to(ledger)
    layout = _laid_out(workbook, register, office, options, ledger.folder, in_ledger, options.answers)
    answers = with_alike_answered(options.answers, layout.tables)
    answers = recalled(ledger.folder, register_key, layout.tables, answers)
    if answers != options.answers:
        layout = _laid_out(workbook, register, office, options, ledger.folder, in_ledger, answers)
    from_text = workbook.kind in TEXT_KINDS
    setting = ImportSetting(
        ledger, register, office, options.year, options.term, options.level, from_text, answers,
        options.amendments, options.likely_year, workbook.path.stem,
    )  # fmt: skip
    judgement = judge(layout.tables, setting, progress)
    questions = with_repeats_named((*layout.questions, *judgement.questions), layout.tables)
    return Preview(register, workbook.path, workbook, judgement, layout, questions, options.answers)


def _laid_out(
    workbook: Workbook,
    register: Register,
    office: Office,
    options: ImportOptions,
    folder: Path,
    in_ledger: InLedger,
    answers: tuple[Answer, ...],
) -> Layout:
    """Where the records stand, by what was said of sheets of the same shape before and by answers."""
    kept = remembered(folder, register.key)

    def recall(view: View, vocabulary: Vocabulary) -> tuple[Correction, str] | None:
        kept_reading = correction_for(view, vocabulary, kept)
        return (kept_reading[0], kept_reading[1].name) if kept_reading else None

    chosen = readings_kept(kept) | readings_before(folder, register.key)
    return lay_out(
        workbook, register, office, options.sheets, options.corrections, recall, in_ledger, answers, chosen
    )


def _names_known_to(ledger: Ledger) -> InLedger:
    """Whether a register has a row of a name; asked once for each name."""

    @cache
    def in_ledger(register: str, name: str) -> bool:
        return bool(ledger.lookup.matches(register, name, {}) if name else ledger.ids(register))

    return in_ledger
