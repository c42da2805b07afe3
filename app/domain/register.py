"""A register (台账) as one definition: fields, identity, order, year, retention period and rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from app.domain.conditions import Condition
from app.domain.confidences import CODE, fields_with_traces
from app.domain.derived import Derivation, Derived
from app.domain.document_numbers import UnderNumber
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.filing import Filing
from app.domain.hooks import Hook, KindOfYear
from app.domain.intake import Intake
from app.domain.jobs import Job
from app.domain.locks import Locks
from app.domain.stages import Course, Due

Rule = Callable[[Mapping[str, Any], Context], Problem | None]
AnyHook = TypeVar("AnyHook", bound=Hook)


_BOOKS = ("名册", "登记", "台账", "记录", "表")  # what the label of a register calls the book, not the row


@dataclass(frozen=True)
class Part:
    """Another register's row that belongs to each row: ``link`` is the column that points to it.

    The part goes with its last owner: removing the only mandate of a person removes the person.
    """

    link: str
    register: Register


@dataclass(frozen=True)
class Parted(Hook):
    """Rows that are kept in several tables: in ``table``, and in those of their ``parts``."""

    table: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Filter:
    """A named choice of rows shown as a pill above the list.

    Of a register with a course the pill chooses by the stage of the day: ``states`` it may be in, how its
    last day stands (``due``), a ``fact`` it must carry; of others by what the row says (``where``).
    ``states`` also take the colour of this pill.  ``waits``: its rows wait for the clerk, so the desk and the
    handover of the post name them; ``until``: the field of their last day, where the course says none;
    ``matter``: fields in which rows agree that are of one matter, of which the newest alone still waits.
    """

    key: str
    label: str
    tone: str = "plain"  # plain, good, warn, bad, info: the colour of the pill
    states: tuple[str, ...] = ()
    due: Due | None = None
    fact: str = ""
    where: Condition | None = None
    waits: bool = False
    until: str = ""
    matter: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Register:
    """One register.

    ``identity``: alternatives, strongest first; rows that agree on all keys of one are the same row.
    ``order``: field keys, a leading ``-`` for descending.  ``year_field``: the date that puts a row
    into a year.  ``numbered``: the serial that a row without ``no``
    continues (``2022-{:03d}``); a number is never given twice.  ``retention``: ``Y``, ``D30`` or ``D10`` (DA/T 13-2022 codes).
    ``job``: the job it belongs to; None where the clerk never sees it as a list.  ``called``: fields
    whose texts name a row in sentences.  ``complete`` fills what follows from other values before a row
    is judged (the current term of a level).  ``compute``: fills the computed fields of loaded rows.
    ``derives``: the rows of other registers that follow.  ``course``: by what a row
    stands in a state from a day on.  ``level_of``: of which level a record is, where another one that it names
    says so.  ``intake``: what the import must know of clerks'
    sheets beyond the fields.  ``filing``: how it stands on paper.  ``locks``: what may no longer be done to a row.
    ``published``: under which number what a row decides goes out.
    ``hooks``: what only this register or one more needs (``app.domain.hooks``).
    """

    key: str
    label: str
    measure: str
    fields: tuple[Field, ...]
    identity: tuple[tuple[str, ...], ...]
    order: tuple[str, ...]
    called: tuple[str, ...]
    retention: str
    title: str = ""
    job: Job | None = None
    icon: str = ""
    year_field: str = ""
    numbered: Callable[[Row], str] | None = None
    list_columns: tuple[str, ...] = ()
    print_columns: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    rules: tuple[Rule, ...] = ()
    complete: Callable[[Row, Context], None] | None = None
    compute: Callable[[Sequence[Row], Context], None] | None = None
    derives: Derivation | None = None
    course: Course | None = None
    level_of: Callable[[Mapping[str, Any], Lookup], str | None] | None = None
    intake: Intake = Intake()
    filing: Filing = Filing()
    locks: Locks = Locks()
    published: UnderNumber | None = None
    hooks: tuple[Hook, ...] = ()

    def hook(self, of: type[AnyHook]) -> AnyHook | None:
        """The hook of that class, or None for a register without it."""
        hook: Any = self._hook_of_class.get(of)
        return hook

    @cached_property
    def _hook_of_class(self) -> dict[type[Hook], Hook]:
        # A table, because hooks are asked for with each row that is written.
        return {type(hook): hook for hook in self.hooks}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The rows of other registers that belong to each row."""
        parted = self.hook(Parted)
        return parted.parts if parted else ()

    @property
    def year_named(self) -> str:
        """What a year of its rows is called behind the number."""
        own = self.hook(KindOfYear)
        return own.words if own else "年度"

    @cached_property
    def derives_into(self) -> tuple[str, ...]:
        """The registers that hold what follows from a row."""
        return self.derives.into if self.derives else ()

    def derived(self, row: Row, lookup: Lookup) -> list[Derived]:
        """The rows of other registers that follow from a row; ``row`` is kept and has its id."""
        return list(self.derives.rows(row, lookup)) if self.derives else []

    def closed(self, row: Row, context: Context) -> str | None:
        """A sentence when the row may not be changed any more, else None."""
        return self.locks.closed(row, context) if self.locks.closed else None

    def corrected(self, row: Row, context: Context) -> str | None:
        """A sentence when the row may be changed or removed with a reason only, else None."""
        return self.locks.corrected(row, context) if self.locks.corrected else None

    @cached_property
    def filed_order(self) -> tuple[str, ...]:
        """The order on paper: ascending by number or date, whatever the screen shows."""
        return tuple(key.removeprefix("-") for key in self.order)

    @cached_property
    def stored_in(self) -> str:
        """The name of the table that holds the rows."""
        parted = self.hook(Parted)
        return parted.table if parted else self.key

    @property
    def has_private(self) -> bool:
        """Whether any of its fields is private."""
        return any(field.private for field in self.fields)

    @property
    def noun(self) -> str:
        """What one row is called: 代表 for 代表名册, 设备 for 设备台账; else the label itself."""
        book = next((word for word in _BOOKS if self.label.endswith(word)), "")
        return self.label.removesuffix(book)

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """The fields by key."""
        return {field.key: field for field in self.fields}

    @cached_property
    def own_fields(self) -> tuple[Field, ...]:
        """The fields kept in this register's own table."""
        return tuple(f for f in self.fields if not f.part and not f.computed and not f.in_line)

    @cached_property
    def line_fields(self) -> tuple[Field, ...]:
        """The fields whose values stand in a list of the same row."""
        return tuple(f for f in self.fields if f.in_line)

    @cached_property
    def folded_lists(self) -> frozenset[str]:
        """The keys of the lists in which values of such fields stand."""
        return frozenset(f.in_line.lines for f in self.fields if f.in_line)

    @cached_property
    def anchor(self) -> str:
        """The field without which a row is no record."""
        return self.intake.anchor or self.required_fields[0].key

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """What tells one record from the next: its anchor, its identities, and the links of its rows."""
        named = (key for keys in self.identity for key in keys)
        return tuple(dict.fromkeys((self.anchor, *named, *(f.key for f in self.input_fields if f.kind.to))))

    @cached_property
    def required_fields(self) -> tuple[Field, ...]:
        """The fields without which no row is kept."""
        return tuple(f for f in self.fields if f.required)

    @cached_property
    def typed_fields(self) -> tuple[Field, ...]:
        """The fields that a form asks for."""
        return tuple(f for f in self.fields if not f.computed and not f.by_program)

    @cached_property
    def input_fields(self) -> tuple[Field, ...]:
        """The fields that are given from outside, by hand or by a workbook."""
        return tuple(f for f in self.fields if not f.computed)

    def pill(self, key: str) -> Filter:
        """The pill of that key; KeyError when there is none."""
        for pill in self.filters:
            if pill.key == key:
                return pill
        raise KeyError(f"{self.key} has no pill {key!r}")

    def field(self, key: str) -> Field:
        """The field of that key; KeyError when there is none."""
        return self.by_key[key]

    def columns(self, keys: tuple[str, ...] = ()) -> tuple[Field, ...]:
        """The fields of those keys, or all when none are named."""
        return tuple(self.by_key[key] for key in keys) if keys else self.fields

    def name_of(self, row: Mapping[str, Any]) -> str:
        """How a row is called in a sentence; ordinals join what is beside them: 镇第十六届第四次会议; never a date."""
        name, joins = "", False
        for field in map(self.by_key.__getitem__, self.called):
            text, is_ordinal = field.kind.in_name(row.get(field.key)), field.kind.ordinal
            if text:
                joined = not name or is_ordinal or (joins and not text[0].isdigit())
                name += ("" if joined else " ") + text
                joins = is_ordinal
        return name or f"{self.label} {row.get('id', '')}".strip()

    def distinction(self, row: Mapping[str, Any]) -> str:
        """What tells a row from others of its name: district, level, birth month of a deputy."""
        keys = (key for key in reversed(self.identity[-1]) if key in self.by_key and key not in self.called)
        return " · ".join(text for key in keys if (text := self.by_key[key].text(row.get(key))))

    def judge(self, row: Mapping[str, Any], context: Context) -> list[Problem]:
        """What the rules say of a whole row, in their order; last, whose confidence its texts do not keep."""
        problems = [problem for rule in self.rules if (problem := rule(row, context)) is not None]
        telling = self._telling_of_confidence(row, context)
        return problems if telling is None else [*problems, telling]

    def _telling_of_confidence(self, row: Mapping[str, Any], context: Context) -> Problem | None:
        """Visitors who asked for confidentiality are named in no text of the record or of those beside it."""
        telling_fields, sure = fields_with_traces(self.fields, row, context.lookup.confided(self.key, row))
        if not telling_fields:
            return None
        labels = "、".join(field.label for field in telling_fields)
        words = f"{labels}里还有要求保密的来访人的姓名或号码，请换成“来访群众”。"
        doubtful = f"{labels}里的姓名与要求保密的来访人相同或相连，也可能是别人，请核对。"
        return Problem(telling_fields[0].key, "warning", CODE, words if sure else doubtful)
