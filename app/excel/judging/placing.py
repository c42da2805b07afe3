"""From a record as its sheet states it to one of the ledger: term, links, what follows from other values, rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from app.domain.fields import Problem, Ref
from app.domain.intake_habits import OtherPeople
from app.domain.row_judgement import judged_row
from app.excel.judging.asking import Asking, codes_of
from app.excel.judging.levels import Terms
from app.excel.judging.links import Bringing
from app.excel.judging.naming import Naming
from app.excel.judging.records import REFERENCE, Record, as_saved, doubt
from app.excel.judging.required_links import RequiredLinks
from app.excel.judging.setting import ImportSetting
from app.excel.layout.tables import Table
from app.excel.questions import Option

ASKED = "question"  # the severity of what a register assumed and the sheet is asked about
AS_ASSUMED, NOTHING_SAID = "", "-"
CHOICE, OTHER_AREA = "choice", "other_area"
LIKELY, DOUBTFUL = 0.7, 0.4
_CONGRESS_OF = re.compile(
    r"([^\W\d村社]{2,8}?(?:县|市|区|镇|乡))(?:第[0-9一二三四五六七八九十]+届)?(?:人民代表大会|人大)"
)


class Placing:
    """Places the records of one file, table by table."""

    def __init__(self, setting: ImportSetting, naming: Naming, asking: Asking) -> None:
        register = self._register = setting.register
        self._context, self._naming, self._asking = setting.context, naming, asking
        self._likely_year = setting.likely_year
        self.terms = (
            Terms(setting.ledger, register, setting.term, setting.level) if register.intake.term else None
        )
        self._office, self._areas = setting.office, setting.areas
        self._anchor = register.field(register.anchor)
        self._others: dict[int, tuple[tuple[Problem, ...], bool]] = {}  # by table
        self._context_of = cache(lambda year: replace(self._context, year=year))
        self._choices = [f for f in register.input_fields if f.required and f.kind.table]
        self._links = RequiredLinks(register, naming, asking)
        #: what the rules of the register doubted of whole rows
        self.ruled: set[Problem] = set()
        self.bringing = Bringing(register, setting.ledger.lookup)

    def placed(self, record: Record, notes: list[str]) -> Record:
        """The record with its term, its links, what they bring, and everything that its rules doubt."""
        record = self._of_term(record, notes)
        record = self._links.supposed(self._of_others(record))
        record = self.bringing.resolved(self._naming.resolved(record))
        record = self._inferred(record, notes)
        supposed = self._supposed(record)
        return self._ruled(record if supposed is record else self._inferred(supposed, notes))

    def _of_term(self, record: Record, notes: list[str]) -> Record:
        if self.terms is None:
            return record
        intake = self._register.intake
        term, problem, note = self.terms.of(record.values[intake.level], record.table.facts)
        _once(note, notes)
        return record.having({intake.term: term}, [problem] if problem else ())

    def _of_others(self, record: Record) -> Record:
        """A title that speaks of somebody else (选民名单), or of the congress of another place."""
        table = record.table
        if id(table) not in self._others:  # asked once for all records below a title
            self._others[id(table)] = (self._other_people(table.facts.title), self._other_area(table))
        problems, elsewhere = self._others[id(table)]
        return record.having(problems=problems, unsure=elsewhere)

    def _other_people(self, title: str) -> tuple[Problem, ...]:
        others = self._register.intake.habit(OtherPeople).titles
        if not others or not re.search(others, title):
            return ()
        message = f"标题写的是“{title}”，不像{self._register.label}，请核对后再导入。"
        return (self._anchor.warning("other_people", message),)

    def _other_area(self, table: Table) -> bool:
        """Whether it is open if the sheet belongs into this ledger at all: that is asked."""
        area, anchor = self._area_of(table.facts.title), self._anchor
        if not area:
            return False
        message = f"标题写的是“{area}”，台账是{self._areas[0]}的，确定要导入到这本台账吗？"
        options = (Option(AS_ASSUMED, "对，导入这本台账"),)
        answer = self._asking.answered(OTHER_AREA, table, anchor, message, AS_ASSUMED, DOUBTFUL, options)
        return answer is None

    def _area_of(self, title: str) -> str:
        """The place of a congress that a title names, where it is none of the ledger's own."""
        congress = _CONGRESS_OF.search(title) if self._register.intake.level and self._areas else None
        area = congress.group(1) if congress else ""
        unknown_city = area.endswith("市") and not self._office.prefecture
        if unknown_city or any(area.endswith(own) or own.endswith(area) for own in self._areas):
            return ""
        return area

    def _supposed(self, record: Record) -> Record:
        """A required choice that nothing tells: the first of its table, until the clerk says otherwise."""
        for field in self._choices:
            if record.values.get(field.key) is not None or field.key in record.written:
                continue
            codes = field.kind.table.codes()
            message = f"没有写{field.label}，先按“{field.kind.table.label(codes[0])}”读取，是哪一种？"
            answer = self._asking.answered(
                CHOICE, record.table, field, message, codes[0], DOUBTFUL, codes_of(field)
            )
            code = answer if answer in codes else codes[0]
            record = record.having({field.key: code}, unsure=answer is None)
        return record

    def _inferred(self, record: Record, notes: list[str]) -> Record:
        """Values that follow from others, with their doubts; what holds for a whole sheet is asked once."""
        infer = self._register.intake.infer
        if infer is None:
            return record
        values, unsure = dict(record.values), False
        problems: list[Problem] = []
        year = record.table.facts.year or self._likely_year
        raised = list(infer(values, self._context_of(year)))
        if not raised and values == record.values:
            return record
        for problem in raised:
            if problem.severity == "note":
                _once(problem.message, notes)
            elif problem.severity == ASKED:
                unsure = self._ask(problem, record, values) or unsure
            elif not any(p.field == problem.field and p.code == problem.code for p in record.problems):
                problems.append(problem)
        before = record.values
        changed = {
            k: values.get(k)
            for k in {**before, **values}
            if values.get(k) is not before.get(k) and k not in record.emptied  # blank in our own export
        }
        return _without_settled_links(record, changed).having(changed, problems, unsure=unsure)

    def _ask(self, problem: Problem, record: Record, values: dict[str, Any]) -> bool:
        """What a register assumed of a row: the answer counts, else it is a question about the sheet.

        True where little speaks for what was assumed: a column of words that was not read may say otherwise.
        """
        field = self._register.field(problem.field)
        answer = self._asking.answer(problem.code, record.table, field)
        if answer == NOTHING_SAID:
            values[field.key] = None
        elif answer:
            values[field.key] = field.read(answer, self._context).value
        if answer is not None:
            return False
        doubtful = field.kind.is_words and self._asking.has_unread_words(record.table)
        options = (Option(AS_ASSUMED, "对，这样读取"), *(codes_of(field) or (Option(NOTHING_SAID, "不填"),)))
        sure = DOUBTFUL if doubtful else LIKELY
        self._asking.ask(problem.code, record.table, field, problem.message, AS_ASSUMED, sure, options)
        return doubtful

    def _ruled(self, record: Record) -> Record:
        """What is missing, what the rules say of the whole row, and computed values that the sheet states."""
        row = as_saved(record, self._register)
        if self._register.line_fields and self._register.complete is not None:
            self._register.complete(row, self._context)
        doubted = {p.code for p in record.problems}  # who is not in office was doubted by name already
        problems = [
            problem
            for problem in judged_row(self._register, row, self._context, record.problems)
            if problem.severity == "error" or problem.code not in doubted
        ]
        self.ruled.update(problem for problem in problems if problem.severity == "warning")
        unkept = []
        for key, borne_out in self._register.intake.claims.items():
            value = record.values.get(key)
            if value is None or key in record.unkept:
                continue  # nothing to bear out, or asked about for the whole sheet
            unkept.append(key)
            sentence = borne_out(value, row, self._context)
            if sentence:
                problems.append(doubt(key, f"{key}_unsupported", sentence))
        return record.having(problems=problems, unkept=unkept)


def _once(sentence: str, notes: list[str]) -> None:
    if sentence and sentence not in notes:
        notes.append(sentence)


def _without_settled_links(record: Record, changed: Mapping[str, Any]) -> Record:
    """The record without the doubt about a link that the rest of the row has made clear."""
    clear = {key for key, value in changed.items() if isinstance(value, Ref) and value.id is not None}
    return record.without([problem for key in clear for problem in record.doubts(key, REFERENCE)])
