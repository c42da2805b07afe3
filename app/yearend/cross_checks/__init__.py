"""The cross-checks that come before a report is printed (domain.md 4.5): where two ledgers do not agree."""
