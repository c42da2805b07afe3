"""Everything the page 资料核对 shows, gathered at once: findings by kind, open names with their candidates."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.registers import BY_KEY
from app.storage.checks.check import Progress, rule_findings
from app.storage.checks.derived_rows import out_of_step
from app.storage.checks.lost_files import LostFile, lost_files
from app.storage.checks.unresolved import Candidate, Unresolved, candidates, unresolved
from app.storage.finding import Finding
from app.storage.open_ledger import OpenLedger


@dataclass(frozen=True)
class OpenName:
    """A name that is linked to nothing: where it stands, who may be meant, and where else it is written alike."""

    places: tuple[Unresolved, ...]
    offered: tuple[Candidate, ...]

    @property
    def name(self) -> str:
        """The name as written."""
        return self.places[0].name


@dataclass(frozen=True)
class Health:
    """What is to be settled in the data of a ledger."""

    names: tuple[OpenName, ...]
    contradictions: tuple[Finding, ...]
    answered: tuple[Finding, ...]
    gaps: tuple[Finding, ...]
    out_of_step: int
    files: tuple[LostFile, ...] = ()

    @property
    def count(self) -> int:
        """How many things wait for the clerk; gaps hold up nobody and are not counted."""
        names = sum(len(one.places) for one in self.names)
        return names + len(self.contradictions) + self.out_of_step + len(self.files)


def health_of(ledger: OpenLedger, progress: Progress = lambda done, of: None) -> Health:
    """Look through all data; takes as long as the check does, and ends when ``progress`` raises."""
    findings = rule_findings(ledger, progress)
    by_severity = {
        severity: tuple(f for f in findings if f.severity == severity)
        for severity in ("warning", "answered", "gap")
    }
    return Health(
        _open_names(ledger),
        by_severity["warning"],
        by_severity["answered"],
        by_severity["gap"],
        len(out_of_step(ledger)),
        lost_files(ledger),
    )


def _open_names(ledger: OpenLedger) -> tuple[OpenName, ...]:
    """The open names, those together that are written alike and may mean the same rows."""
    alike: dict[tuple[str, str, tuple[Candidate, ...]], list[Unresolved]] = {}
    for one in unresolved(ledger):
        offered = tuple(candidates(ledger, one))
        to = BY_KEY[one.register].field(one.field).kind.to
        alike.setdefault((to, one.name, offered), []).append(one)
    return tuple(OpenName(tuple(places), offered) for (_, _, offered), places in alike.items())
