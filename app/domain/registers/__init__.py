"""The catalogue of registers; a new register is one file beside this one and one line here."""

from __future__ import annotations

from app.domain.kinds.ledger_names import name_ledgers
from app.domain.register import Register
from app.domain.registers.allowance_rates import ALLOWANCE_RATES
from app.domain.registers.archival_items import ARCHIVAL_ITEMS
from app.domain.registers.attachments import ATTACHMENTS
from app.domain.registers.bills import BILLS
from app.domain.registers.booklets import BOOKLETS
from app.domain.registers.checklist_items import CHECKLIST_ITEMS
from app.domain.registers.chronicle_entries import CHRONICLE_ENTRIES
from app.domain.registers.clock_rules import CLOCK_RULES
from app.domain.registers.contact_duties import CONTACT_DUTIES
from app.domain.registers.county_forms import COUNTY_FORMS
from app.domain.registers.deputies import DEPUTIES
from app.domain.registers.deputy_cards import DEPUTY_CARDS
from app.domain.registers.deputy_groups import DEPUTY_GROUPS
from app.domain.registers.deputy_leaves import DEPUTY_LEAVES
from app.domain.registers.doubt_answers import DOUBT_ANSWERS
from app.domain.registers.elections import ELECTIONS
from app.domain.registers.electoral_districts import ELECTORAL_DISTRICTS
from app.domain.registers.figure_snapshots import FIGURE_SNAPSHOTS
from app.domain.registers.filed_years import FILED_YEARS
from app.domain.registers.fund_entries import FUND_ENTRIES
from app.domain.registers.handlers import HANDLERS
from app.domain.registers.holidays import HOLIDAYS
from app.domain.registers.incoming_documents import INCOMING_DOCUMENTS
from app.domain.registers.inspections import INSPECTIONS
from app.domain.registers.intake_rules import INTAKE_RULES
from app.domain.registers.kind_columns import KIND_COLUMNS
from app.domain.registers.liaison_sites import LIAISON_SITES
from app.domain.registers.livelihood_projects import LIVELIHOOD_PROJECTS
from app.domain.registers.local_words import LOCAL_WORDS
from app.domain.registers.mandate_changes import MANDATE_CHANGES
from app.domain.registers.motions import MOTIONS
from app.domain.registers.office import OFFICE
from app.domain.registers.outgoing_documents import OUTGOING_DOCUMENTS
from app.domain.registers.people import PEOPLE
from app.domain.registers.performance_records import PERFORMANCE_RECORDS
from app.domain.registers.performance_scores import PERFORMANCE_SCORES
from app.domain.registers.post_handovers import POST_HANDOVERS
from app.domain.registers.posted_rules import POSTED_RULES
from app.domain.registers.presidium_meetings import PRESIDIUM_MEETINGS
from app.domain.registers.presidium_members import PRESIDIUM_MEMBERS
from app.domain.registers.project_ballots import PROJECT_BALLOTS
from app.domain.registers.reception_duties import RECEPTION_DUTIES
from app.domain.registers.receptions import RECEPTIONS
from app.domain.registers.report_grades import REPORT_GRADES
from app.domain.registers.reports_to_voters import REPORTS_TO_VOTERS
from app.domain.registers.retention_rules import RETENTION_RULES
from app.domain.registers.score_entries import SCORE_ENTRIES
from app.domain.registers.score_items import SCORE_ITEMS
from app.domain.registers.score_schemes import SCORE_SCHEMES
from app.domain.registers.seal_uses import SEAL_USES
from app.domain.registers.session_agenda import SESSION_AGENDA
from app.domain.registers.session_attendance import SESSION_ATTENDANCE
from app.domain.registers.session_meetings import SESSION_MEETINGS
from app.domain.registers.session_papers import SESSION_PAPERS
from app.domain.registers.sessions import SESSIONS
from app.domain.registers.site_activities import SITE_ACTIVITIES
from app.domain.registers.site_checks import SITE_CHECKS
from app.domain.registers.site_equipment import SITE_EQUIPMENT
from app.domain.registers.speeches import SPEECHES
from app.domain.registers.stock_counts import STOCK_COUNTS
from app.domain.registers.suggestion_categories import SUGGESTION_CATEGORIES
from app.domain.registers.suggestions import SUGGESTIONS
from app.domain.registers.terms import TERMS
from app.domain.registers.trainings import TRAININGS
from app.domain.registers.votes import VOTES
from app.domain.registers.year_plans import YEAR_PLANS

# Owners come after what they link to, and what is judged after what it is judged by (a resignation by the
# session that accepted it): tables are made, and samples loaded, in this order.
REGISTERS: tuple[Register, ...] = (
    OFFICE,
    HOLIDAYS,
    CLOCK_RULES,
    SUGGESTION_CATEGORIES,
    CHECKLIST_ITEMS,
    INTAKE_RULES,
    KIND_COLUMNS,
    HANDLERS,
    LOCAL_WORDS,
    TERMS,
    SESSIONS,
    ELECTORAL_DISTRICTS,
    DEPUTY_GROUPS,
    PEOPLE,
    DEPUTIES,
    MANDATE_CHANGES,
    DEPUTY_LEAVES,
    DEPUTY_CARDS,
    CONTACT_DUTIES,
    SESSION_MEETINGS,
    SESSION_ATTENDANCE,
    SESSION_AGENDA,
    SESSION_PAPERS,
    PRESIDIUM_MEMBERS,
    PRESIDIUM_MEETINGS,
    INSPECTIONS,
    PROJECT_BALLOTS,
    LIVELIHOOD_PROJECTS,
    TRAININGS,
    REPORT_GRADES,
    REPORTS_TO_VOTERS,
    OUTGOING_DOCUMENTS,
    INCOMING_DOCUMENTS,
    SEAL_USES,
    CHRONICLE_ENTRIES,
    LIAISON_SITES,
    SITE_CHECKS,
    SITE_EQUIPMENT,
    STOCK_COUNTS,
    FUND_ENTRIES,
    POSTED_RULES,
    SITE_ACTIVITIES,
    RECEPTION_DUTIES,
    RECEPTIONS,
    SUGGESTIONS,
    SPEECHES,
    VOTES,
    ELECTIONS,
    BILLS,
    MOTIONS,
    PERFORMANCE_RECORDS,
    BOOKLETS,
    ALLOWANCE_RATES,
    SCORE_SCHEMES,
    SCORE_ITEMS,
    SCORE_ENTRIES,
    PERFORMANCE_SCORES,
    YEAR_PLANS,
    FIGURE_SNAPSHOTS,
    COUNTY_FORMS,
    RETENTION_RULES,
    ARCHIVAL_ITEMS,
    FILED_YEARS,
    POST_HANDOVERS,
    ATTACHMENTS,
    DOUBT_ANSWERS,
)

BY_KEY: dict[str, Register] = {register.key: register for register in REGISTERS}
name_ledgers({register.key: register.label for register in REGISTERS})

# What the clerk sees in the navigation, exports as ledgers and files, in the order of daily use.
_DAILY = (
    DEPUTIES,
    MANDATE_CHANGES,
    DEPUTY_LEAVES,
    DEPUTY_GROUPS,
    ELECTORAL_DISTRICTS,
    LIAISON_SITES,
    SITE_CHECKS,
    RECEPTION_DUTIES,
    RECEPTIONS,
    SUGGESTIONS,
)
SHOWN: tuple[Register, ...] = (
    *_DAILY,
    *(register for register in REGISTERS if register.job and register not in _DAILY),
)


def register(key: str) -> Register:
    """The register of that key; KeyError when there is none."""
    return BY_KEY[key]
