"""Conditions that rows are chosen by, in SQL: the one place that says who was in office on a day.

A filter of a register names its condition here by key.  ``t`` is the row's table, ``:today`` an ISO day.
The same rule in Python stands in ``app.domain.law.mandates``; a test compares the two over random events.
"""

from __future__ import annotations

from app.domain.law.mandates import ENDING_KINDS, BEGINNING_KINDS


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
_SUSPENDED = (
    "(SELECT c.kind FROM mandate_changes c WHERE c.mandate = t.id AND c.kind IN ('suspended', 'resumed') "
    "AND c.occurred_on <= :today ORDER BY c.occurred_on DESC, c.id DESC LIMIT 1) = 'suspended'"
)

CONDITIONS = {
    "in_office": f"t.id IN ({IN_OFFICE})",
    "suspended": f"t.id IN ({IN_OFFICE}) AND {_SUSPENDED}",
    "ended": f"t.id IN (SELECT mandate FROM mandate_periods WHERE ends <= :today) AND NOT {_PAST_TERM}",
    "past_term": _PAST_TERM,
}
