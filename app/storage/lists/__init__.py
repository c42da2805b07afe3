"""Readings for paper, figures and comparison: listings, whole columns, counts and the digest."""
