"""The rules of the house: sizes, names, sentences at the top, and nothing that belongs to one machine."""

import ast
import dataclasses
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.hooks import Hook
from app.domain.intake_habits import Habit
from app.domain.registers import BY_KEY, REGISTERS
from tests.syntax import parsed

pytestmark = pytest.mark.usefixtures("syntax_forgotten")

PROJECT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 350
LONGEST_FUNCTION = 60

# Words that say nothing about what a module or function is for.
EMPTY_MODULE_NAMES = {"utils", "util", "manager", "helper", "helpers", "misc", "common", "base"}
# Participles that leave open what a name holds: who told what?  A noun says it.
RIDDLES = {
    "crossings",
    "found",
    "given",
    "known",
    "likeness",
    "made",
    "refusing",
    "rivals",
    "said",
    "stated",
    "told",
    "trusting",
}
_CLASS = re.compile(r"\[\^?[^\s\[\]]{1,80}\]")  # of a pattern; prose has blanks
EMPTY_FUNCTION_NAMES = re.compile(r"_*(get|handle|process)_")

# Where a refusal is told and no reason asked for: what is written belongs to no year that can be closed, or has one.
WITHOUT_QUESTION = {
    "ui/dialogs/faults.py": "said before anything is typed, of a ledger that takes nothing at all",
    "ui/frame/taking_back.py": "a step is taken back by its own number, the signature among them",
    "ui/importing/import_wizard.py": "asked by itself, since the rows are written in the background",
    "ui/lists/removing.py": "a removal has its reason already",
    "ui/pages/figures/": "the county's own forms and the kept figures, which no signature closes",
    "ui/pages/upkeep/": "settings, files, and what follows from other records",
    "ui/pages/yearend/handover_page.py": "the filing itself",
    "ui/panels/": "files and answers to doubts",
}

# Hand-made modules: where a page, a rule or an importer is about one register and may name it.
# A folder ends with a slash. Each entry says why; generic code never stands here.
HAND_MADE: dict[str, str] = {
    "app/domain/registers/": "the definitions themselves",
    "app/domain/code_tables/": "a code may be the same word as a register",
    "app/domain/clocks.py": "a clock is read from the two registers that hold its rule and the days of rest",
    "app/domain/plan_facts.py": "where the records of each kind of plan stand",
    "app/domain/intake_checks.py": "the check of one register asks the roster for a card number",
    "app/domain/local_words.py": "a town's own words are rows of one register",
    "app/domain/conversions.py": "a conversion is about the documents of one register",
    "app/storage/checks/holiday_gaps.py": "the days off of one register move the last days of another",
    "app/figures/": "a figure is a question to certain registers",
    "app/domain/site_standard/": "what each of the eight items is judged from",
    "app/paper/letters/": "letters about one matter",
    "app/paper/sessions/": "the papers of one session",
    "app/paper/decisions/": "papers of votes and elections",
    "app/paper/supervision/": "papers of presidium, inspections, reports to voters and votes on projects",
    "app/paper/reception_papers.py": "rota, wall chart and notice",
    "app/paper/suggestion_summary.py": "the summary table of one register",
    "ui/frame/page_kinds.py": "the table of pages made by hand",
    "ui/frame/page_acts.py": "what those pages can do",
    "ui/pages/": "pages made by hand, where list and form are not enough",
    "app/paper/forms/": "printed forms that belong to one register each",
    "app/paper/filing_papers.py": "the lists of the archive are about its items",
    "app/yearend/": "filing is about the archive items, the package about the attachments",
    "app/work/": "what a clerk does in one act across several registers",
    "app/self_test.py": "walks through the house with one register as its example",
}
# Keys of the frame that every register stands in; generic code may know them, with the reason.
FRAME: dict[str, str] = {
    "office": "the one row of settings that every heading is made from",
    "terms": "every list is seen by its term, and old terms are corrected with a reason only",
    "attachments": "files kept with any row of any register",
}
# Registers that are storage's own: it writes and reads them for all others.
OF_STORAGE = ("doubt_answers",)
# Names that a class of the standard library dictates, by file.
DICTATED = {
    "app/excel/reading/html_tables.py": {"handle_starttag", "handle_endtag", "handle_data"},
}

# A kind of field is asked for its facts, never for its name; where the name itself is wanted, with the reason.
KINDS_NAMED: dict[str, str] = {
    "app/domain/kind_table.py": "a consumer's table is looked up by the name",
    "app/domain/keys.py": "the name is part of the definitions that the keys were made by",
}
KIND_ASKED = re.compile(
    r"kind\.name\b|getattr\([^()]*kind,|isinstance\([^()]*kind,|kind.*# type: ignore\[attr-defined\]"
)

# What would tie the project to one machine or one package index.
FOREIGN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.:$}/])/(?:work|root|home/\w+|tmp|Users/\w+)/\w"),
    "a drive path": re.compile(r"\b[A-Z]:\\(?:Users|work|temp)\\", re.IGNORECASE),
    "an index address": re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|pypi\.org/simple"),
}
# Text files that may hold such a thing, with the reason.
FOREIGN_ALLOWED: dict[str, str] = {
    "tests/test_house.py": "the patterns and their examples stand here",
}


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))]
    assert found, f"no Python files in {folders}"
    return found


def told(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def long_functions(source: str) -> list[str]:
    sizes = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions(parsed(source))}
    return [f"{name} ({size} lines)" for name, size in sizes.items() if size > LONGEST_FUNCTION]


def empty_names(source: str) -> list[str]:
    return [f.name for f in functions(parsed(source)) if EMPTY_FUNCTION_NAMES.match(f.name)]


def riddles(source: str) -> list[str]:
    """The riddles that a module binds: variables, parameters, fields and functions.  Qt names its signals so."""
    tree = parsed(source)
    signals = {
        id(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if isinstance(node.value.func, ast.Name) and node.value.func.id == "Signal"
        for target in node.targets
    }
    names = {name for node in ast.walk(tree) if id(node) not in signals for name in bound_names(node)}
    return sorted(name for name in names if name.strip("_") in RIDDLES)


def bound_names(node: ast.AST) -> Iterator[str]:
    """The name that a node gives to something, if it does."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.attr
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name


def sentence_missing(source: str) -> list[str]:
    described = ast.get_docstring(parsed(source)) or ""
    first = described.split("\n\n")[0]
    return [] if first.endswith((".", "?", "!", "。", ":")) else ["its docstring begins with no sentence"]


def registers_named(source: str) -> list[str]:
    """The register keys that a module holds as a word of its own, docstrings left out."""
    tree = parsed(source)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in texts)
    keys = BY_KEY.keys() - FRAME.keys()
    return sorted({node.value for node in constants if isinstance(node.value, str)} & keys)


def kinds_named(source: str) -> list[str]:
    return [match[0] for match in KIND_ASKED.finditer(source)]


def complaints(check: Callable[[str], list[str]], *folders: str, but: tuple[str, ...] = ()) -> list[str]:
    paths = [path for path in modules(*folders) if not told(path).startswith(but or ("\0",))]
    return [f"{told(path)}: {line}" for path in paths for line in check(path.read_text("utf-8"))]


def test_files_stay_short() -> None:
    sizes = {told(path): len(path.read_text("utf-8").splitlines()) for path in modules("app", "ui", "build")}
    assert {path: size for path, size in sizes.items() if size > LONGEST_FILE} == {}


def unasked_refusals(source: str) -> list[str]:
    """Functions that tell a refusal without having asked for the reason which a year that was signed for wants."""
    functions = [node for node in ast.walk(parsed(source)) if isinstance(node, ast.FunctionDef)]
    tellers = [node for node in functions if {"Refused", "tell"} <= called(node)]
    return [node.name for node in tellers if "with_reason" not in called(node)]


def called(function: ast.FunctionDef) -> set[str]:
    """The names and attributes used in a function."""
    nodes = list(ast.walk(function))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in nodes if isinstance(node, ast.Name)}


def test_whoever_tells_a_refusal_has_asked_for_its_reason() -> None:
    assert complaints(unasked_refusals, "ui", but=tuple(WITHOUT_QUESTION)) == []
    lines = ("try:", "    act()", "except Refused as error:", "    faults.tell(page, error)")
    assert unasked_refusals("def keep():\n" + "\n".join(f"    {line}" for line in lines)) == ["keep"]


def test_functions_stay_short() -> None:
    assert complaints(long_functions, "app", "ui", "build") == []


def test_modules_are_named_after_what_they_hold() -> None:
    assert [
        told(path) for path in modules("app", "ui", "build", "tests") if path.stem in EMPTY_MODULE_NAMES
    ] == []


def test_functions_say_what_they_do() -> None:
    dictated = {f"{path}: {name}" for path, names in DICTATED.items() for name in names}
    assert set(complaints(empty_names, "app", "ui", "build")) == dictated


def test_names_are_nouns_of_what_they_hold() -> None:
    assert complaints(riddles, "app", "ui") == []
    text = "class A:\n    said = Signal(str)\n    known: int = 1\n\ndef _made(told):\n    found = self.given = told\n"
    assert riddles(text) == ["_made", "found", "given", "known", "told"]


def test_every_module_begins_with_a_sentence() -> None:
    assert complaints(sentence_missing, "app", "ui", "build", "tests") == []


def test_generic_code_names_no_register() -> None:
    assert complaints(registers_named, "app", "ui", but=tuple(HAND_MADE)) == []


def fields_of_one_register(source: str) -> list[str]:
    """The keys of fields that a module holds as words and that only one or two registers have."""
    owners: Counter[str] = Counter(field.key for register in REGISTERS for field in register.fields)
    frame = {field.key for key in (*FRAME, *OF_STORAGE) for field in BY_KEY[key].fields}
    tree = parsed(source)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in texts and isinstance(node.value, str)
    }
    kinds = {field.kind.name for register in REGISTERS for field in register.fields}
    return sorted(word for word in words - frame - kinds if 0 < owners[word] < 3)


def test_storage_names_no_field_of_a_single_register() -> None:
    assert complaints(fields_of_one_register, "app/storage") == []
    assert fields_of_one_register('key = "concluded_on"') == ["concluded_on"]


@pytest.mark.parametrize("path", HAND_MADE)
def test_exceptions_exist_and_are_needed(path: str) -> None:
    where = PROJECT / path
    sources = where.rglob("*.py") if path.endswith("/") else [where]
    assert any(registers_named(source.read_text("utf-8")) for source in sources), "no longer an exception"
    assert HAND_MADE[path]


def test_a_kind_is_asked_for_its_facts_and_not_for_its_name() -> None:
    assert complaints(kinds_named, "app", "ui", but=tuple(KINDS_NAMED)) == []


def used_attributes(instances: list[Any], parts: str) -> dict[str, int]:
    """How many of the instances say something of each optional attribute, ``parts`` left out."""
    uses = dict.fromkeys(
        (f.name for f in dataclasses.fields(instances[0]) if optional(f) and f.name != parts), 0
    )
    for field in (f for f in dataclasses.fields(instances[0]) if f.name in uses):
        unsaid = field.default_factory() if callable(field.default_factory) else field.default
        uses[field.name] = sum(getattr(one, field.name) != unsaid for one in instances)
    return uses


def optional(field: "dataclasses.Field[Any]") -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


@pytest.mark.parametrize(
    ("instances", "parts", "rare"),
    [
        pytest.param(list(REGISTERS), "hooks", Hook, id="register"),
        pytest.param([register.intake for register in REGISTERS], "habits", Habit, id="intake"),
    ],
)
def test_an_attribute_is_used_by_three_and_a_hook_by_fewer(
    instances: list[Any], parts: str, rare: type
) -> None:
    assert {name: count for name, count in used_attributes(instances, parts).items() if count < 3} == {}
    of_each = [[type(one) for one in getattr(instance, parts)] for instance in instances]
    counts = Counter(kind for kinds in of_each for kind in kinds)
    assert set(counts) == set(rare.__subclasses__()), "one that no register uses"
    assert [kind.__name__ for kind, count in counts.items() if count > 2] == []
    assert all(len({*kinds}) == len(kinds) for kinds in of_each), "one of each class"


def tracked_texts() -> Iterator[tuple[str, str]]:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=PROJECT, capture_output=True, check=False).stdout.decode("utf-8")
    paths = [PROJECT / name for name in names.split("\0") if name] or modules("app", "ui", "build", "tests")
    for path in paths:
        if not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content and told(path) not in FOREIGN_ALLOWED:
            yield told(path), content.decode("utf-8", "replace")


def test_nothing_belongs_to_one_machine() -> None:
    found = [
        f"{path}: {what}: {match[0]}"
        for path, text in tracked_texts()
        for what, pattern in FOREIGN.items()
        if (match := pattern.search(text))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of somebody's machine", "open('/home/somebody/x')"),
        ("a path of somebody's machine", "see /Users/somebody/x"),
        ("a drive path", r"C:\Users\clerk"),
        ("an index address", "pip install --index-url x"),
    ],
)
def test_the_search_for_machine_traces_finds_them(what: str, text: str) -> None:
    assert FOREIGN[what].search(text)
    assert not FOREIGN[what].search("https://example.org/home/a/x, tests/home/a/b, {folder}/tmp/x")


def test_the_checks_see_what_they_look_for() -> None:
    key = next(iter(BY_KEY.keys() - FRAME.keys()))
    assert registers_named(f"table = {key!r}") == [key]
    assert registers_named(f'"""{key}"""\nx = "{key}s of the town"') == []
    for line in ('f.kind.name == "day"', 'getattr(kind, "to", "")', "isinstance(field.kind, Day | Link)"):
        assert kinds_named(line), line
    assert not kinds_named("field.kind.names(kind.width); letter_kind.label")
    assert long_functions("def f():\n" + "    x = 1\n" * 60) == ["f (61 lines)"]
    assert empty_names("def get_rows(): ...\ndef rows(): ...") == ["get_rows"]
    assert sentence_missing('"""no sentence"""')
    assert not sentence_missing('"""A sentence."""')


def signs_given_twice(source: str) -> list[str]:
    """Character classes of patterns that hold one sign twice: the other width of it was meant, and got lost."""
    texts = [node.value for node in ast.walk(parsed(source)) if isinstance(node, ast.Constant)]
    classes = (each for text in texts if isinstance(text, str) for each in _CLASS.findall(text))
    return [
        each for each in classes if any(each.count(sign) > 1 for sign in ":;,()!" if f"\\{sign}" not in each)
    ]


def test_no_pattern_knows_one_width_of_a_sign_twice() -> None:
    """With 姓名：X and 选区：Y in one row, deeds went to whoever stood before, because [::] knew no full-width colon."""
    assert complaints(signs_given_twice, "app", "ui") == []
    assert signs_given_twice('LABEL = r"姓名[::](.+)"') == ["[::]"]
    assert signs_given_twice(f'LABEL = r"姓名[:{chr(0xFF1A)}](.+)"') == []
