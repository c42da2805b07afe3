"""Full-width signs beside Chinese, and curly quotes, in whatever people read of the program: found, or put in place.

That is in the sentences of app, ui and the set-up, in the help, the sample year, what a new ledger begins with, README and
CHANGELOG.

``python build/screen_signs.py`` names every literal with a half-width sign beside a Chinese character and
ends with 1; with ``--write`` it rewrites them.  Left alone are patterns, docstrings and the words that
foreign workbooks are read by (both widths mean the same; the sentences between them are not), and filters of file
dialogs.  What is put together at run time from
pieces without Chinese (``f"{name}({day})"``) is not seen; the papers and the walk through the window are
tested for those.
"""

import io
import re
import sys
import tokenize
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.domain.texts import full_width_signs  # noqa: E402

WORDS_READ = re.compile(
    r"_intake\.py$|domain/(names|name_parts|names_of_cell|numerals|phones|id_numbers|day_texts|texts|clock_times)\.py$"
    r"|code_tables/(?!contact)|excel/layout/(?!column_questions|sheets)|excel/judging/list_columns"
)
_SENTENCE = re.compile("。[\"']$|对吗|请写")  # among words that are read, what is said
SPEAKING = ("dev.py", "machine.py")  # in build, to whoever sets the program up
SAMPLE = ("sample_*.py", "make_sample_year.py")  # in build: what is shown of the sample year, on paper too
PAGES = ("README.md", "CHANGELOG.md")
_LITERAL = re.compile(r"(?P<prefix>[rRbBfFuU]*)(?P<quote>\"\"\"|'''|\"|')")
_HAN = re.compile(r"[\u300c\u300d\u3400-\u9fff]")
_QUOTES = str.maketrans("\u300c\u300d", "\u201c\u201d")  # corner brackets are no quotes of this country
_COLON = re.compile("(?<=[\ue000-\uf8ff]):(?=[\u3400-\u9fff])")  # behind a placeholder
_SET_APART = re.compile(r"(```.*?```|`[^`\n]*`|\]\([^)\n]*\)|\{\{[^}]*\}\})", re.DOTALL)
_FIRST_HOLDER = 0xE000  # private-use characters stand for the placeholders of an f-string


def widened(literal: str) -> str:
    """A literal of the source with full-width signs; the same where it is no sentence."""
    start = _LITERAL.match(literal)
    assert start is not None
    body = literal[start.end() : -len(start["quote"])]
    prefix = start["prefix"].lower()
    if (
        {"r", "b"} & set(prefix)
        or len(start["quote"]) == 3
        or not _HAN.search(body)
        or re.search(r"\([?*]", body)
    ):
        return literal
    plain, holders = _without_placeholders(body) if "f" in prefix else (body, [])
    plain = _COLON.sub("\uff1a", full_width_signs(plain))
    plain = plain.translate(_QUOTES)
    for number, holder in enumerate(holders):
        inner = re.sub(r"'[^']*'", lambda part: widened(part[0]), holder)
        plain = plain.replace(chr(_FIRST_HOLDER + number), inner)
    return literal[: start.end()] + plain + start["quote"]


def _without_placeholders(body: str) -> tuple[str, list[str]]:
    """The constant text of an f-string with one private-use character for each placeholder, and these."""
    plain, holders, depth, start = "", [], 0, 0
    for place, character in enumerate(body):
        if character == "{":
            start = place if depth == 0 else start
            depth += 1
        elif character == "}" and depth:
            depth -= 1
            if depth == 0:
                plain += chr(_FIRST_HOLDER + len(holders))
                holders.append(body[start : place + 1])
        elif depth == 0:
            plain += character
    return plain, holders


def widened_page(text: str) -> str:
    """A help page with full-width signs; commands, targets of links and placeholders stay."""
    pieces = _SET_APART.split(text)
    plain = "".join(piece if number % 2 == 0 else chr(_FIRST_HOLDER) for number, piece in enumerate(pieces))
    parts = _COLON.sub("\uff1a", full_width_signs(plain)).split(chr(_FIRST_HOLDER))
    parts = [part.translate(_QUOTES) for part in parts]
    return "".join(part + piece for part, piece in zip_longest(parts, pieces[1::2], fillvalue=""))


def widened_rows(text: str) -> str:
    """Rows of JSON, one a line, with full-width signs in their texts."""
    return re.sub(r'"(?:[^"\\\\]|\\\\.)*"', lambda literal: widened(literal[0]), text)


def _changes(path: Path) -> Iterator[tuple[int, slice, str]]:
    """Line number, place and new text of each literal to be changed, the last first."""
    among_words_read = WORDS_READ.search(path.as_posix())
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
    for token in reversed([token for token in tokens if token.type == tokenize.STRING]):
        if among_words_read and not _SENTENCE.search(token.string):
            continue
        if token.start[0] == token.end[0] and (new := widened(token.string)) != token.string:
            yield token.start[0], slice(token.start[1], token.end[1]), new


def main(arguments: list[str]) -> int:
    """Name or rewrite the half-width signs; 1 where some were named."""
    write, count = "--write" in arguments, 0
    sources = (path for room in ("app", "ui") for path in (ROOT / room).rglob("*.py"))
    spoken = (path for name in (*SPEAKING, *SAMPLE) for path in (ROOT / "build").glob(name))
    for path in sorted((*sources, *spoken)):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        for number, place, new in _changes(path):
            count += 1
            if write:
                line = lines[number - 1]
                lines[number - 1] = line[: place.start] + new + line[place.stop :]
            else:
                print(f"{path.relative_to(ROOT)}:{number}: {new}")
        if write:
            path.write_text("".join(lines), "utf-8", newline="\n")
    defaults = (ROOT / "resources" / "defaults").glob("*.jsonl")  # what a new ledger begins with
    for path in sorted(
        (*(ROOT / "resources" / "help").glob("*.md"), *defaults, *(ROOT / page for page in PAGES))
    ):
        text = path.read_text("utf-8")
        if (new := (widened_rows if path.suffix == ".jsonl" else widened_page)(text)) != text:
            count += 1
            if write:
                path.write_text(new, "utf-8", newline="\n")
            else:
                print(path.relative_to(ROOT))
    return 1 if count and not write else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
