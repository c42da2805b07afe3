"""Conditions that rows are chosen by, in SQL: the one place that says who was in office on a day.

A filter of a register names its condition here by key.  ``t`` is the row's table, ``:today`` an ISO day.
The same rule in Python stands in ``app.domain.law.mandates``; a test compares the two over random events.
"""

from __future__ import annotations

from app.domain.law.mandates import BEGINNING_KINDS, ENDING_KINDS
from app.domain.register import Register
from app.storage.core import stages


def _quoted(words: frozenset[str] | tuple[str, ...]) -> str:
    return ",".join(f"'{word}'" for word in sorted(words))


_STARTS = _quoted(BEGINNING_KINDS)
_ENDS = _quoted(ENDING_KINDS)

# A mandate runs from the first meeting of its term, or the by-election, to the first meeting of the
# next term (组织法 38, 代表法 2), or to the event that ends it: [starts, ends).  Dates known only to the
# month compare as text, so they count from the first day of that month.
VIEWS = {
    "mandate_periods": f"""
CREATE VIEW mandate_periods AS
SELECT m.id AS mandate, t.level AS level,
  max(coalesce(t.started_on, ''),
      coalesce((SELECT min(c.occurred_on) FROM mandate_changes c
                WHERE c.mandate = m.id AND c.kind IN ({_STARTS})), '')) AS starts,
  min(coalesce((SELECT min(n.started_on) FROM terms n
                WHERE n.level = t.level AND n.started_on > t.started_on), '9999'),
      coalesce((SELECT min(c.occurred_on) FROM mandate_changes c
                WHERE c.mandate = m.id AND c.kind IN ({_ENDS})), '9999')) AS ends
FROM mandates m LEFT JOIN terms t ON t.id = m.term""",
}

IN_OFFICE = "SELECT mandate FROM mandate_periods WHERE starts <= :today AND :today < ends"
_PAST_TERM = (
    "t.term IN (SELECT a.id FROM terms a JOIN terms b ON b.level = a.level "
    "AND b.started_on > a.started_on AND b.started_on <= :today)"
)
_ENDED = (
    "EXISTS (SELECT 1 FROM mandate_changes c "
    f"WHERE c.mandate = t.id AND c.kind IN ({_ENDS}) AND c.occurred_on <= :today)"
)
# The newest of suspensions and resumptions; on one day the suspension comes last.
_SUSPENDED = (
    "(SELECT c.kind FROM mandate_changes c WHERE c.mandate = t.id AND c.kind IN ('suspended', 'resumed') "
    "AND c.occurred_on <= :today ORDER BY substr(c.occurred_on || '-01-01', 1, 10) DESC, c.kind DESC LIMIT 1) "
    "= 'suspended'"
)

CONDITIONS = {
    "in_office": f"t.id IN ({IN_OFFICE})",
    "suspended": f"t.id IN ({IN_OFFICE}) AND {_SUSPENDED}",
    "ended": _ENDED,
    "past_term": f"{_PAST_TERM} AND NOT {_ENDED}",
    "site_open": "t.closed_on IS NULL OR t.closed_on > :today",
    "site_closed": "t.closed_on <= :today",
    "rule_current": "t.replaced_on IS NULL OR t.replaced_on > :today",
    "rule_replaced": "t.replaced_on <= :today",
    "check_met": "t.result = 'met' OR t.fixed_on <= :today",
    "check_partly": "t.result = 'partly' AND (t.fixed_on IS NULL OR t.fixed_on > :today)",
    "check_missing": "t.result = 'missing' AND (t.fixed_on IS NULL OR t.fixed_on > :today)",
    "check_to_fix": "t.result <> 'met' AND (t.fixed_on IS NULL OR t.fixed_on > :today)",
    "reception_walk_in": "t.kind = 'walk_in'",
    "reception_by_appointment": "t.kind = 'by_appointment'",
    "reception_outreach": "t.kind = 'outreach'",
    "reception_theme_day": "t.is_theme_day = 1",
    "record_by_hand": "t.derived_from IS NULL",
    "record_derived": "t.derived_from IS NOT NULL",
}


def condition_of(register: Register, key: str) -> str:
    """The SQL condition of a pill of a register; KeyError for one that it does not have."""
    if register.stages is not None:
        for choice in register.filters:
            if choice.key == key:
                return stages.condition(register, choice)
    return CONDITIONS[key]
