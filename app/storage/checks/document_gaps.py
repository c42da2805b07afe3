"""Numbers of documents on decisions, held against the register of what went out: not entered, voided, on two decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.domain.document_numbers import UnderNumber, document_number, serial_of_number
from app.domain.fields import Row
from app.domain.hooks import IssuesNumbers
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.finding import Finding
from app.storage.open_ledger import OpenLedger
from app.storage.query import Query

Numbered = tuple[Register, UnderNumber, Row]


def document_gaps(ledger: OpenLedger) -> Iterator[Finding]:
    """A finding for each decision whose number is in doubt.

    Only numbers of a code and year that the register of documents holds at all: what another organ issued, or a
    year that was not kept, is not its matter.
    """
    issuing, is_void = _numbers_issued(ledger)
    serials = {serial_of_number(number) for number in is_void}
    decisions = _decisions_by_number(ledger)
    for number, own in decisions.items():
        if serial_of_number(number) in serials:
            yield from _against_the_register(number, own, is_void.get(number), issuing)
        if len({_occasion(register, under, row) for register, under, row in own}) > 1:
            for register, under, row in own:
                words = f"{_called(register, row)}的文号“{number}”还用在别的决定、公告上，请核对。"
                yield Finding("gap", words, register.key, row["id"], under.field, "document_double")


def _numbers_issued(ledger: OpenLedger) -> tuple[Register, dict[str, bool]]:
    """The register of documents, and of each number in it whether it is void."""
    for register in REGISTERS:
        issues = register.hook(IssuesNumbers)
        if issues is not None:
            rows = ledger.rows(register.key, ledger.ids(register.key), bare=True)
            return register, {row["no"]: bool(row[issues.voided]) for row in rows if row["no"]}
    raise LookupError("no register of documents")


def _decisions_by_number(ledger: OpenLedger) -> dict[str, list[Numbered]]:
    decisions: dict[str, list[Numbered]] = defaultdict(list)
    for register in REGISTERS:
        under = register.published
        if under is None:
            continue
        for row in ledger.rows(register.key, ledger.ids(register.key, Query()), bare=True):
            if row[under.field]:
                decisions[document_number(row[under.field])].append((register, under, row))
    return decisions


def _against_the_register(
    number: str, own: list[Numbered], is_void: bool | None, issuing: Register
) -> Iterator[Finding]:
    """``is_void``: None where the register does not hold the number."""
    if is_void is False:
        return
    for register, under, row in own:
        fault = (
            f"在{issuing.label}里没有，请登记或核对"
            if is_void is None
            else f"在{issuing.label}里已经作废，请核对"
        )
        code = "document_missing" if is_void is None else "document_void"
        words = f"{_called(register, row)}的文号“{number}”{fault}。"
        yield Finding("gap", words, register.key, row["id"], under.field, code)


def _occasion(register: Register, under: UnderNumber, row: Row) -> tuple[object, ...]:
    """Decisions that one document announces together have the same; without such fields each has its own."""
    return (register.key, *(row[key] for key in under.announced_with or ("id",)))


def _called(register: Register, row: Row) -> str:
    return f"{register.label}“{register.name_of(row)}”"
