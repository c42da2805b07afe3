"""What visitors of a reception asked to keep confidential: split off from their lines, and given back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.confidences import NOBODY, WANTED, Confidence, confidence_of
from app.domain.fields import Row
from app.domain.kinds import Prose

CONFIDENTIAL = WANTED  # stands where a visitor's name would be
_TELLING = ("name", "village", "sex", "age")  # by what one public line is told from another


class ConfidentialNotes(Prose):
    """What visitors asked to keep confidential: stored as JSON, read as words."""

    def to_text(self, value: Any) -> str:
        """One line a visitor, then the words; a value that is only kept reads 已录入."""
        if not isinstance(value, str):
            return "" if value is None else str(value)
        if not value.startswith("{"):
            return value  # words as an export showed them
        notes: dict[str, Any] = json.loads(value)
        people = [
            f"来访人 {int(number) + 1}：{'、'.join(str(piece) for k, piece in pieces.items() if k != 'line')}"
            for number, pieces in sorted(notes.items())
            if number != "words"
        ]
        return "\n".join([*people, *([f"原话：{notes['words']}"] if "words" in notes else [])])


def split_confidential(row: Row) -> None:
    """Move names, phones and words of confidential visitors into the private field ``confidential``.

    The public line keeps village, sex and age; phones are always private.  Who says that she no longer wants
    it (否 in her line) is named there again, and so are her words once nobody wants it.
    """
    lines: Sequence[Mapping[str, Any]] = row.get("visitors") or ()
    notes_before = json.loads(row["confidential"]) if isinstance(row.get("confidential"), str) else {}
    notes: dict[str, Any] = {"words": notes_before["words"]} if "words" in notes_before else {}
    public = []
    for number, (line, known_of_line) in enumerate(
        zip(lines, _known_by_line(notes_before, lines), strict=True)
    ):
        public_line, private = _split_line(line, known_of_line)
        public.append(public_line)
        if private:
            notes[str(number)] = private
    _split_words(row, notes, any(line.get("wants_confidential") for line in public))
    if lines:
        row["visitors"] = tuple(public)
        row["confidential"] = json.dumps(notes, ensure_ascii=False, sort_keys=True) if notes else None


def with_confided(row: Row) -> Row:
    """The row with its visitors' names, phones and words where they are in plain, as its ledger kept them apart."""
    kept = row.get("confidential")
    if not isinstance(kept, str) or not kept.startswith("{"):
        return row
    notes: dict[str, Any] = json.loads(kept)
    visitors = [
        line | {key: pieces[key] for key in ("name", "phone") if key in pieces}
        for number, line in enumerate(row.get("visitors") or ())
        for pieces in (notes.get(str(number), {}),)
    ]
    return row | {
        "visitors": tuple(visitors),
        "visitor_words": notes.get("words") or row.get("visitor_words"),
    }


def _known_by_line(
    notes_before: Mapping[str, dict[str, Any]], lines: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """What is kept of each line's visitor: by how the line reads, for it may have moved; else by its place."""
    notes_left = {number: pieces for number, pieces in notes_before.items() if number != "words"}
    notes_of_lines: list[dict[str, Any]] = [{} for _ in lines]
    for agrees in (_reads_alike, _stands_there):
        for number, line in enumerate(lines):
            if notes_of_lines[number] or (line.get("name") != CONFIDENTIAL and "phone" in line):
                continue  # found, or written anew
            places = [place for place in (str(number), *notes_left) if place in notes_left]
            place = next((p for p in places if agrees(notes_left[p], line, p == str(number))), None)
            if place is not None:
                notes_of_lines[number] = notes_left.pop(place)
    return notes_of_lines


def _telling(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: line[key] for key in _TELLING if key in line}


def _reads_alike(pieces: Mapping[str, Any], line: Mapping[str, Any], in_place: bool) -> bool:
    if "line" not in pieces:  # kept by release 0.1, which went by the place alone
        return in_place and ("name" in pieces) == (line.get("name") == CONFIDENTIAL)
    return bool(pieces["line"] == _telling(line))


def _stands_there(pieces: Mapping[str, Any], line: Mapping[str, Any], in_place: bool) -> bool:
    return in_place and pieces.get("line", {}).get("name") == line.get("name")


def _split_line(
    line: Mapping[str, Any], notes_before: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The line as all may read it, and what is private of it."""
    wish = line.get("wants_confidential")
    masked = line.get("name") == CONFIDENTIAL
    secret = bool(wish) or (wish is None and masked and "name" in notes_before)
    hidden = ("name", "phone") if secret else ("phone",)
    typed = {key: line[key] for key in hidden if line.get(key) and line[key] != CONFIDENTIAL}
    private = {key: value for key, value in {**notes_before, **typed}.items() if key in hidden}
    public_line = {key: value for key, value in line.items() if key not in hidden}
    if secret:
        public_line = {"name": CONFIDENTIAL, **public_line, "wants_confidential": True}
    elif masked and notes_before.get("name"):
        public_line["name"] = notes_before["name"]
    if private:
        private["line"] = _telling(public_line)
    return public_line, private


def _split_words(row: Row, notes: dict[str, Any], secret: bool) -> None:
    """The visitor's own words are private as long as a visitor wants it."""
    if secret and row.get("visitor_words"):
        notes["words"] = row["visitor_words"]
        row["visitor_words"] = None
    elif not secret and row.get("visitors") and "words" in notes:
        words = notes.pop("words")
        row["visitor_words"] = row.get("visitor_words") or words


def asked(row: Mapping[str, Any]) -> bool:
    """Whether a visitor asked for confidentiality."""
    return any(line.get("wants_confidential") for line in row.get("visitors") or ())


def confided(row: Mapping[str, Any]) -> Confidence:
    """Who asked for confidentiality, in a row as it was typed or as it is kept (private values in plain)."""
    if not asked(row):
        return NOBODY
    lines: Sequence[Mapping[str, Any]] = row["visitors"]
    notes = json.loads(row["confidential"]) if str(row.get("confidential") or "").startswith("{") else {}
    people: list[Mapping[str, Any]] = [line for line in lines if line.get("wants_confidential")]
    for number, pieces in notes.items():
        wishes = (
            number.isdecimal() and int(number) < len(lines) and lines[int(number)].get("wants_confidential")
        )
        if number != "words" and ("name" in pieces or wishes):
            people.append(pieces)
    return confidence_of(people, (line["name"] for line in lines if line.get("name")))
