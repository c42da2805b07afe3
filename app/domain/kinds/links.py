"""Links to rows of other registers: the id where it is known, and the name as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as declared
from typing import Any

from app.domain.fields import Context, Field, Kind, Problem, Reading, Ref
from app.domain.kinds.texts import cell_words
from app.domain.patterns import pattern
from app.domain.pinyin import pinyin_search
from app.domain.texts import tidy

# Names in one cell stand apart by 、 , ; / or line breaks; blanks stand inside two-character names.
SEPARATORS = pattern(r"[、,\uff0c;\uff1b/\n]+|\s{2,}(?=\S{2})")


OFFERED = 4  # candidates named in a sentence


def resolve(to: str, name: str, field: Field, context: Context) -> tuple[Ref, Problem | None]:
    """The row that goes by ``name``; unknown or ambiguous names keep their text and carry a warning."""
    matches = context.lookup.matches(to, name, context.link.hints())
    if len(matches) == 1:
        return matches[0], None
    if matches:
        apart = [context.lookup.distinction(to, ref.id or 0) or ref.name for ref in matches[:OFFERED]]
        more = "……" if len(matches) > OFFERED else ""
        message = (
            f"{field.label}“{name}”在台账里有 {len(matches)} 个（{'；'.join(apart)}{more}），请选定是哪一个。"
        )
        return Ref(None, name), field.warning("ambiguous_reference", message)
    message = f"{field.label}“{name}”台账里还没有，请核对，或先登记。"
    return Ref(None, name), field.warning("unknown_reference", message)


def as_ref(cell: Any) -> Ref | None:
    """A Ref given as one, as ``{"id", "name"}`` or as a stored pair; None when it is none of them."""
    if isinstance(cell, Ref):
        return cell
    if isinstance(cell, Mapping):
        return Ref(cell.get("id"), str(cell.get("name") or ""))
    if isinstance(cell, Sequence) and not isinstance(cell, str) and len(cell) == 2:
        if cell[0] is None or isinstance(cell[0], int):
            return Ref(cell[0], str(cell[1] or ""))
    return None


@dataclass(frozen=True)
class Link(Kind):
    """A link to one row of register ``to``.

    ``creates``: an import that brings an unknown name makes the row, and it takes over these values.
    """

    to: str = declared()  # no default: that of Kind is for the others
    width: int = 12
    creates: tuple[str, ...] | None = None
    name = "link"
    is_link = True
    column = "INTEGER"
    align = "left"
    elastic = True
    wide = False

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """A name, looked up; or an id (``{"id": 3}`` or an integer from a script)."""
        if cell is None or cell == "":
            return Reading(None)
        ref = as_ref(cell)
        if isinstance(cell, int) and not isinstance(cell, bool):
            ref = Ref(cell, "")
        if ref is not None and ref.id is not None:
            standing = next(
                (ref_before for _, ref_before in context.link.standing if ref_before.id == ref.id), None
            )
            if standing is not None or ref.name:
                return Reading(standing or ref)
            return self._by_id(ref.id, field, context)
        try:
            name = tidy(ref.name if ref is not None else cell_words(cell)).replace("\n", "")
        except ValueError as refusal:
            return Reading(None, (field.problem("characters", f"{field.label}：{refusal}"),))
        if not name:
            return Reading(None)
        for name_before, ref_before in context.link.standing:
            if name_before == name:
                return Reading(ref_before)
        resolved, problem = resolve(self.to, name, field, context)
        return Reading(resolved, (problem,) if problem else ())

    def _by_id(self, row_id: int, field: Field, context: Context) -> Reading:
        matches = context.lookup.matches(self.to, "", {"id": row_id})
        if matches:
            return Reading(matches[0])
        message = (
            f"{field.label}的记录号 {row_id} 台账里没有，请核对。只写数字的读作记录号；"
            f'要写名称、第几届、第几次的，请加上引号，例如 "{row_id}"。'
        )
        return Reading(None, (field.problem("unknown_reference", message),))

    def to_stored(self, value: Any) -> Any:
        """``[id, name]``."""
        return None if value is None else [value.id, value.name]

    def from_stored(self, stored: Any) -> Any:
        """A ``Ref``."""
        return None if stored is None else Ref(stored[0], stored[1])

    def to_text(self, value: Any) -> str:
        """The name."""
        return "" if value is None else value.name

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """The initials of the name."""
        return pinyin_search(words)

    def refs(self, value: Any) -> tuple[Ref, ...]:
        """The one link."""
        return () if value is None else (value,)

    def of_refs(self, refs: Iterable[Ref]) -> Ref | None:
        """The first link; there is one."""
        return next(iter(refs), None)


@dataclass(frozen=True)
class Links(Kind):
    """Links to several rows of register ``to``, in the order given."""

    to: str = declared()
    width: int = 20
    name = "links"
    is_links = True
    align = "left"
    elastic = True
    wide = True
    several = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Names in one cell, or a list of names, ids or ``{"id", "name"}``."""
        if cell is None or cell == "" or cell == []:
            return Reading(None)
        one = Link(self.to)
        parts = list(cell) if isinstance(cell, list | tuple) else _split(cell_words(cell), context)
        refs: list[Ref] = []
        problems: list[Problem] = []
        standing = list(context.link.standing)
        for part in parts:
            reading = one.read(
                part, field, replace(context, link=context.link._replace(standing=tuple(standing)))
            )
            # Two of one name: the second time it is written the other one is meant.
            standing = [(name, ref) for name, ref in standing if ref != reading.value]
            problems.extend(reading.problems)
            if reading.value is not None and reading.value not in refs:
                refs.append(reading.value)
        return Reading(tuple(refs) or None, tuple(problems))

    def to_stored(self, value: Any) -> Any:
        """``[[id, name], …]``."""
        return None if not value else [[ref.id, ref.name] for ref in value]

    def from_stored(self, stored: Any) -> Any:
        """A tuple of ``Ref``."""
        return None if not stored else tuple(Ref(pair[0], pair[1]) for pair in stored)

    def to_text(self, value: Any) -> str:
        """The names joined with 、."""
        return "" if not value else "、".join(ref.name for ref in value)

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """The initials of the names."""
        return pinyin_search(words)

    def refs(self, value: Any) -> tuple[Ref, ...]:
        """The links, in their order."""
        return tuple(value or ())

    def of_refs(self, refs: Iterable[Ref]) -> tuple[Ref, ...] | None:
        """A tuple of them."""
        return tuple(refs) or None


def _split(words: str, context: Context) -> list[str]:
    """The names in a text; those that stand in the field already may hold a separator (农业、林业站)."""
    names_before = sorted(
        {standing_name for standing_name, _ in context.link.standing if SEPARATORS.search(standing_name)},
        key=len,
    )
    names: list[str] = []
    for piece in (
        re.split(f"({'|'.join(map(re.escape, reversed(names_before)))})", words) if names_before else [words]
    ):
        names += [piece] if piece in names_before else SEPARATORS.split(piece)
    return [name for name in names if name.strip()]
