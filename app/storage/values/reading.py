"""Reading what people type into values, and the questions that span registers: search and history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.fields import Field, Private, Problem, Row
from app.domain.line_fields import changed_values, fold
from app.domain.link_context import link_context, standing_names
from app.domain.pinyin import pinyin_search
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.domain.row_judgement import judged_row
from app.domain.texts import search_key
from app.storage.core.changes import Change
from app.storage.core.core import Core
from app.storage.query import Query
from app.storage.refusals import KeyNeeded
from app.storage.values.doubt_answers import is_answered
from app.storage.values.input_shapes import MASK, unknown, unreadable

RANKED = 200  # matches of a register among which those by name are looked for
SHARE = 8  # matches shown of one register


def read_values(
    core: Core, key: str, raw: Mapping[str, Any], *, typed: bool, row_id: int | None
) -> tuple[dict[str, Any], list[Problem]]:
    """Values by field key, and every problem; keys that the register does not know are problems too."""
    register = BY_KEY[key]
    existing = core.revealed_row(key, row_id) if row_id is not None else {}
    context = core.context(typed=typed, hints=existing)
    names = _names_now(core, register, row_id)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, cell in _in_reading_order(register, raw).items():
        field = register.by_key.get(name)
        if row_id is not None and _repeats_what_is_computed(field, name, cell, names):
            continue
        problem = unknown(register, name) if field is None else unreadable(field, cell, core.lookup)
        if problem is not None or field is None:
            problems += [problem] if problem else []
            continue
        if field.by_program or (field.private and cell == MASK and existing.get(name)):
            continue  # as it was listed: the value behind the mask stays
        row = {**existing, **values}
        link = link_context(register, row, context, standing_names(field, existing, names))
        reading = field.read(cell, replace(context, hints=row, link=link))
        values[name] = reading.value
        problems += reading.problems
    values = changed_values(register, values, existing, context)
    fold(register, values, existing)
    merged = {**existing, **values}
    if register.complete:
        register.complete(merged, context)
        values |= {k: v for k, v in merged.items() if k not in values and v is not None and k not in existing}
    doubted = judged_row(register, merged, context, problems)
    below = core.confidences.problem_below(key, merged) if row_id is not None else None
    open_doubts = [p for p in doubted if row_id is None or not is_answered(core, key, row_id, p)]
    return values, problems + open_doubts + ([below] if below else [])


def _repeats_what_is_computed(field: Field | None, name: str, cell: Any, shown_row: Row) -> bool:
    """Whether a script sends back what the list gave and nobody can change: the id, or a computed value."""
    if field is None:
        return name == "id" and cell == shown_row.get("id")
    return field.computed and cell == field.kind.to_plain(shown_row.get(name))


def _in_reading_order(register: Register, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What links are judged by comes first: the day, the level and the term of the record, then single links."""
    single = (field.key for field in register.fields if field.kind.is_link)
    first = (register.year_field, "level", "term", *single)
    return {key: raw[key] for key in first if key in raw} | dict(raw)


def _names_now(core: Core, register: Register, row_id: int | None) -> Row:
    """The row as lists show it, with its links called as they are called now."""
    return (core.records.row(register.key, row_id) or {}) if row_id is not None else {}


def reveal(core: Core, key: str, row_id: int, field: str) -> str | None:
    """One private value in plain, or None."""
    row = core.records.row(key, row_id)
    private = row.get(field) if row else None
    if not isinstance(private, Private):
        return None
    with core.busy:
        return core.private.plain([private.id]).get(private.id)


def search(core: Core, text: str, limit: int) -> list[tuple[str, int, str, str]]:
    """Matches in every shown register, those by name or number first, a fair share of each register."""
    if not text.strip():
        return []
    matches: list[tuple[bool, str, int]] = []
    for register in SHOWN:
        ids = core.records.ids(register.key, Query(find=text), core.today.isoformat())[:RANKED]
        names = core.records.names(register.key, ids)
        ranked = sorted(ids, key=lambda row_id: not _by_name(names[row_id], text))
        matches += [(not _by_name(names[i], text), register.key, i) for i in ranked[:SHARE]]
    origins = _origins(core, [(key, row_id) for beside, key, row_id in matches if beside])
    behind = _behind(core, [(key, row_id) for beside, key, row_id in matches if not beside], text)
    matches.sort(
        key=lambda match: (match[0], (match[1], match[2]) in origins, not match[0] and match[1] in behind)
    )
    return [_match(core, key, row_id) for _, key, row_id in matches[:limit]]


def _origins(core: Core, matches: list[tuple[str, int]]) -> set[tuple[str, int]]:
    """The rows that a match came from: what is looked for is what came of them, the opinion before its reception."""
    ids_by_register: dict[str, list[int]] = {}
    for key, row_id in matches:
        ids_by_register.setdefault(key, []).append(row_id)
    origins: set[tuple[str, int]] = set()
    for key, ids in ids_by_register.items():
        links = [field for field in BY_KEY[key].own_fields if field.kind.is_link]
        for row in core.records.rows(key, ids, bare=True):
            refs = ((field.kind.to, ref) for field in links for ref in field.kind.refs(row.get(field.key)))
            origins |= {(to, ref.id) for to, ref in refs if ref.id is not None}
    return origins


def _behind(core: Core, matches: list[tuple[str, int]], text: str) -> set[str]:
    """The registers that others link to which have the same number: an opinion 2022-003 comes before a reception 2022-003."""
    ids_by_register: dict[str, list[int]] = {}
    for key, row_id in matches:
        if BY_KEY[key].numbered:
            ids_by_register.setdefault(key, []).append(row_id)
    alike = [
        BY_KEY[key]
        for key, ids in ids_by_register.items()
        if any(row["no"] == text.strip() for row in core.records.rows(key, ids, bare=True))
    ]
    links = (
        (register.key, field.kind.to)
        for register in alike
        for field in register.own_fields
        if field.kind.is_link
    )
    return {to for key, to in links if to != key}


def _by_name(name: str, text: str) -> bool:
    """Whether every word stands in the name or in its pinyin initials."""
    searched = f"{search_key(name)} {pinyin_search(name)}"
    return all(search_key(word) in searched for word in text.split())


def _match(core: Core, key: str, row_id: int) -> tuple[str, int, str, str]:
    register = BY_KEY[key]
    row = core.records.rows(key, [row_id])[0]
    try:
        row = core.confidences.concealed(key, row)
    except KeyNeeded:
        return key, row_id, register.name_of(row), ""  # whom it must not name is locked
    columns = (f for f in register.columns(register.list_columns) if f.key not in register.called)
    snippet = " · ".join(text for field in columns if (text := field.text(row.get(field.key))))
    return key, row_id, register.name_of(row), snippet[:80]


def history(
    core: Core, key: str | None, row_id: int | None, limit: int, day: str | None = None
) -> list[Change]:
    """Entries of one row and its parts, of one register, or of all, of any day or of one (ISO); newest first."""
    tail = f"ORDER BY id DESC LIMIT {int(limit)}"
    places = [] if key is None else [(key, row_id)]
    if key is not None and row_id is not None:
        document = core.records.documents(BY_KEY[key], [row_id]).get(row_id)
        if document is None:
            last = next(core.chain.select("register=? AND row=?", (key, row_id)), None)
            document = dict((last.before if last else None) or {})
        places += [(p.register.key, document[p.link]) for p in BY_KEY[key].parts if document.get(p.link)]
    of_place = "register=?" if row_id is None else "(register=? AND row=?)"
    conditions = [f"({' OR '.join(of_place for _ in places)})"] if places else []
    values: list[Any] = [part for place in places for part in place if part is not None]
    if day is not None:
        conditions.append("substr(at, 1, 10)=?")
        values.append(day)
    return list(core.chain.select(" AND ".join(conditions) or "1", tuple(values), tail))


def days_of_history(core: Core) -> list[str]:
    """The days (ISO) on which something was done, newest first."""
    sql = "SELECT DISTINCT substr(at, 1, 10) FROM changes ORDER BY 1 DESC"
    return [day for (day,) in core.connection.execute(sql)]
