"""Workbooks as clerks keep the work between sessions, each with its truth."""
