"""Compares the report of one import with the truth beside the workbook."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

KEYS = (
    "name",
    "sex",
    "birth_date",
    "ethnic_group",
    "political_status",
    "education",
    "employer_position",
    "electoral_district",
    "level",
    "phone",
    "id_number",
    "elected_on",
    "deputy_card_no",
    "delegation",
    "deputy_group",
    "note",
)
VERDICTS = ("new", "same", "changed", "double", "flagged", "wrong")
#: may be added to any row: a level is implied by the ledger, a leftover remark belongs into the note
ALWAYS_FREE = {"level", "note"}


@dataclass
class Outcome:
    """What one run of the importer gave: exit status, report (None: none written), words for people, seconds."""

    exit: int
    report: dict[str, Any] | None
    message: str
    seconds: float


@dataclass
class Judgement:
    """Everything that differs from the truth, in words, and the count of fields compared."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """All differences, each with its kind."""
        kinds = ("wrong", "invented", "missing", "silent", "needless", "other")
        return [f"{kind}: {text}" for kind in kinds for text in getattr(self, kind)]


def judge(truth: dict[str, Any], outcome: Outcome) -> Judgement:
    """The differences between what must be and what was said."""
    found = Judgement()
    allowed = truth["exit"] if isinstance(truth["exit"], list) else [truth["exit"]]
    if outcome.exit not in allowed:
        found.other.append(f"exit {outcome.exit}, not {allowed}: {outcome.message[:200]}")
    if outcome.seconds > truth["max_seconds"]:
        found.other.append(f"{outcome.seconds:.1f} s, at most {truth['max_seconds']}")
    if outcome.exit and not _plain(outcome.message):
        found.other.append(f"no plain Chinese sentence: {outcome.message[:200]!r}")
    _judge_text(truth, outcome, found)
    report = outcome.report or {}
    left = [r for r in report.get("rows", []) if not _shown_hidden(truth, r)]
    optional = truth.get("rows_optional") or outcome.exit != 0
    for promise in truth["rows"]:
        entry = _entry(promise, left)
        if entry is not None:
            left.remove(entry)
            _judge_row(truth, promise, entry, found)
        elif not (optional or promise.get("optional")):
            found.missing.append(f"{_place(promise)} {promise['values'].get('name')}")
    found.invented += [f"{_place(r)} {r['verdict']} {r['values']}" for r in left]
    if outcome.exit == 0:
        _judge_sheets(truth, report, found)
    if outcome.report is not None:
        _judge_shape(report, found)
    return found


def _judge_shape(report: dict[str, Any], found: Judgement) -> None:
    """What cli.md promises of every report, whatever the file."""
    lacking = {"file", "register", "sheets", "skipped_sheets", "rows", "counts", "committed"} - set(report)
    found.other += [f"the report lacks {key!r}" for key in sorted(lacking)]
    rows = report.get("rows", [])
    tally = {verdict: sum(r["verdict"] == verdict for r in rows) for verdict in VERDICTS}
    if {v: report.get("counts", {}).get(v, 0) for v in VERDICTS} != tally:
        found.other.append(f"counts {report.get('counts')} are not {tally}")
    for row in rows:
        severities = {p["severity"] for p in row["problems"]}
        if row["verdict"] not in VERDICTS or {"sheet", "row", "values"} - set(row):
            found.other.append(f"{_place(row)} is no entry of cli.md")
        if "error" in severities and row["verdict"] not in ("wrong", "double", "same"):
            found.other.append(f"{_place(row)} has an error and is {row['verdict']}")
        if "warning" in severities and row["verdict"] in ("new", "changed"):
            found.silent.append(f"{_place(row)} has a warning and is {row['verdict']}")
        if any(not _plain(p.get("message", "")) or not p.get("code") for p in row["problems"]):
            found.other.append(f"{_place(row)} has a problem without code or sentence")


def _plain(message: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in message) and "Traceback" not in message


def _judge_text(truth: dict[str, Any], outcome: Outcome, found: Judgement) -> None:
    if truth.get("report") == "none" and outcome.report is not None:
        found.other.append("a report although the file cannot be read")
    if truth.get("report") == "wanted" and outcome.report is None:
        found.other.append("no report although the file can be read")
    said = json.dumps(outcome.report, ensure_ascii=False) + outcome.message
    found.other += [f"says {text!r}" for text in truth.get("forbidden_text", []) if text in said]


def _shown_hidden(truth: dict[str, Any], row: dict[str, Any]) -> bool:
    """A row of a hidden sheet that was read, but only to be confirmed."""
    return row["sheet"] in truth.get("hidden_sheets", []) and row["verdict"] == "flagged"


def _judge_sheets(truth: dict[str, Any], report: dict[str, Any], found: Judgement) -> None:
    skipped = {s["sheet"] for s in report.get("skipped_sheets", [])}
    seen = {r["sheet"] for r in report.get("rows", [])}
    named = [
        *truth.get("hidden_sheets", []),
        *truth.get("skipped_or_rows", []),
        *truth.get("quiet_sheets", []),
    ]
    found.other += [f"sheet {name} disappears" for name in named if name not in skipped | seen]
    for sheet in report.get("sheets", []):
        if sheet["sheet"] in truth.get("sheet_note", []) and not any(
            "note" in key and sheet[key] for key in sheet
        ):
            found.other.append(f"sheet {sheet['sheet']} lacks its note")
        used = set(sheet["columns"]) & set(sheet.get("unused_columns", {}))
        if used:
            found.other.append(f"columns {used} both used and unused")


def _entry(promise: dict[str, Any], left: list[dict[str, Any]]) -> dict[str, Any] | None:
    low, high = promise.get("row_in", [promise["row"], promise["row"]])
    near = [r for r in left if low <= r["row"] <= high and promise["sheet"] in (None, r["sheet"])]

    def likeness(row: dict[str, Any]) -> int:
        return sum(
            _agrees(row["values"].get(k), v) * (3 if k in ("name", "level") else 1)
            for k, v in promise["values"].items()
        )

    return max(near, key=likeness, default=None)


def _agrees(said: Any, true: str | list[str]) -> bool:
    return str("" if said is None else said) in (true if isinstance(true, list) else [true])


def _place(row: dict[str, Any]) -> str:
    return f"{row.get('sheet') or ''}!{row['row']}"


def _judge_row(
    truth: dict[str, Any], promise: dict[str, Any], entry: dict[str, Any], found: Judgement
) -> None:
    place, values = _place(promise), entry["values"]
    for key, true in promise["values"].items():
        if _agrees(values.get(key), true):
            found.right += 1
        else:
            found.wrong.append(f"{place} {key}: {values.get(key)!r}, not {true!r}")
    for key, never in promise.get("never", {}).items():
        if values.get(key) == never:
            found.wrong.append(f"{place} {key}: {never!r} was repaired, it does not stand there")
    free = ALWAYS_FREE | set(promise.get("free", [])) | set(truth.get("free", []))
    if "id_number" in promise["values"]:
        free |= {"sex", "birth_date"}
    for key in truth.get("keys", KEYS):
        if values.get(key) and key not in promise["values"] and key not in free:
            found.wrong.append(f"{place} {key}: {values[key]!r}, not there")
    _judge_verdict(promise, entry, found)


def _judge_verdict(promise: dict[str, Any], entry: dict[str, Any], found: Judgement) -> None:
    if promise.get("beside") and not entry.get("col"):
        found.other.append(f"{_place(promise)} stands beside another entry and lacks its col")
    place, verdict = _place(promise), entry["verdict"]
    allowed = promise.get("verdict_in") or [promise["verdict"]]
    problems = [(p["field"], p["severity"]) for p in entry["problems"]]
    said = f"{place} {entry['values'].get('name')} is {verdict}, not {'/'.join(allowed)} {entry['problems']}"
    if verdict not in allowed:
        if verdict in ("flagged", "wrong"):
            found.needless.append(said)
        elif "flagged" in allowed or "wrong" in allowed:
            found.silent.append(said)
        else:
            found.other.append(said)
    for wanted, severity in promise.get("must_problem", []):
        if not any(("*" in wanted or f in wanted) and severity in ("*", s) for f, s in problems):
            found.silent.append(f"{place} no problem about {'/'.join(wanted)}: {problems}")
    if promise.get("must_not_problem") and any(s in ("warning", "error") for _f, s in problems):
        found.needless.append(f"{place} {entry['problems']}")
