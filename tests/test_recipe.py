"""The recipe for a new register (README, 新增一本台账) is true: a step left out is named together with its file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from app.domain import registers
from app.domain.fields import Field
from app.domain.kinds import Lines, Link, Text
from app.domain.register import Register
from app.domain.registers import REGISTERS, SHOWN
from tests.storage.test_schema import RECIPE as SCHEMA_RECIPE

PROJECT = Path(__file__).resolve().parent.parent
GLOSSARY, WORDS = "build/glossary.tsv", "build/glossary_words.txt"
# A link to a register that stands later in the catalogue, with the reason.
LATER = {("deputy_groups", "leader"): "a group names its leader among the deputies, a deputy its group"}


@cache
def glossary_words() -> frozenset[str]:
    """The words of which keys are made, in the singular: those of the glossary's identifiers, and ordinary ones."""
    rows = (PROJECT / GLOSSARY).read_text("utf-8").splitlines()[1:]
    identifiers = [row.split("\t")[0] for row in rows]
    ordinary = (PROJECT / WORDS).read_text("utf-8").splitlines()[1:]
    words = {word for line in (*identifiers, *ordinary) for word in line.replace("_", " ").split()}
    return frozenset(word.removesuffix("s") for word in words)


def keys_of(register: Register) -> Iterator[str]:
    yield register.key
    for field in register.fields:
        yield field.key
        if isinstance(field.kind, Lines):
            yield from (column.key for column in field.kind.columns)


def foreign_words(register: Register) -> list[str]:
    """Each word of its keys that is not in the glossary, with what is near it there."""
    words = dict.fromkeys(word for key in keys_of(register) for word in key.split("_"))
    complaints = []
    for word in words:
        if word.removesuffix("s") not in glossary_words():
            near = ", ".join(difflib.get_close_matches(word, glossary_words())) or "none is near"
            complaints.append(
                f"“{word}” is no word of {GLOSSARY} ({near}); an ordinary word goes into {WORDS}"
            )
    return complaints


def missing_files(register: Register) -> list[str]:
    """The files that a register the clerk sees needs beside its definition."""
    files = {f"resources/icons/{register.icon or 'ICON'}.svg": "draw its icon",
             f"resources/help/{register.key}.md": "write its help page"}  # fmt: skip
    return [f"{path} is missing: {step}" for path, step in files.items() if not (PROJECT / path).is_file()]


def outside_the_catalogue(catalogue: tuple[Register, ...]) -> list[str]:
    """The definitions beside the catalogue that it leaves out."""
    modules = [
        import_module(f"{registers.__name__}.{path.stem}")
        for path in sorted(Path(registers.__file__ or "").parent.glob("*.py"))
        if path.stem != "__init__"
    ]
    defined = {
        part.key: module for module in modules for part in vars(module).values() if isinstance(part, Register)
    }
    keys = {register.key for register in catalogue}
    return [
        f"{key} is defined in {module.__name__}: add it to REGISTERS (app/domain/registers/__init__.py)"
        for key, module in defined.items()
        if key not in keys
    ]


def links_ahead(catalogue: tuple[Register, ...]) -> list[str]:
    """Links to a register that stands later in the catalogue, so that its table is made too late."""
    place = {register.key: number for number, register in enumerate(catalogue)}
    return [
        f"{register.key}.{field.key} links to {field.kind.to}: move {register.key} below it in REGISTERS"
        " (app/domain/registers/__init__.py)"
        for register in catalogue
        for field in register.fields
        if field.kind.to and place[field.kind.to] > place[register.key]
        if (register.key, field.key) not in LATER
    ]


def each(registers: tuple[Register, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("register", registers, ids=lambda register: register.key)


@each(REGISTERS)
def test_keys_are_made_of_the_words_of_the_glossary(register: Register) -> None:
    assert not foreign_words(register), "\n".join(foreign_words(register))


@each(SHOWN)
def test_what_the_clerk_sees_has_its_files(register: Register) -> None:
    assert not missing_files(register), "\n".join(missing_files(register))


def test_every_definition_is_in_the_catalogue() -> None:
    left_out = outside_the_catalogue(REGISTERS)
    assert not left_out, "\n".join(left_out)


def test_owners_come_after_what_they_link_to() -> None:
    assert not links_ahead(REGISTERS), "\n".join(links_ahead(REGISTERS))


def test_each_exception_of_the_order_is_needed() -> None:
    for key, field in LATER:
        (register,) = (register for register in REGISTERS if register.key == key)
        assert register.field(field).kind.to


def test_a_definition_left_out_is_named() -> None:
    (complaint,) = outside_the_catalogue(REGISTERS[1:])
    assert complaint.startswith("office is defined in app.domain.registers.office: add it to REGISTERS")
    assert len(outside_the_catalogue(())) == len(REGISTERS)


def test_every_file_that_the_recipe_names_is_there() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    recipe = readme.partition("### 新增一本台账")[2].partition("\n## ")[0]
    paths = re.findall(r"(?:app|build|tests|resources)/[\w/.]+", recipe + SCHEMA_RECIPE)
    examples = {"app/domain/registers/KEY.py", "resources/icons/ICON.svg", "resources/help/KEY.md"}
    assert examples < set(paths)
    assert [path for path in paths if path not in examples and not (PROJECT / path).exists()] == []


def test_what_is_left_out_is_named() -> None:
    odd = replace(SHOWN[0], key="seal_log", icon="seal", fields=(Field("organiser", "组织者", Text()),))
    assert [line.split(":")[0] for line in missing_files(odd)] == [
        "resources/icons/seal.svg is missing",
        "resources/help/seal_log.md is missing",
    ]
    assert any("“organiser”" in line and "organizer" in line for line in foreign_words(odd))
    linking = replace(odd, fields=(Field("site", "联络站", Link("later")),))
    assert links_ahead((linking, replace(odd, key="later"))) == [
        "seal_log.site links to later: move seal_log below it in REGISTERS (app/domain/registers/__init__.py)"
    ]
